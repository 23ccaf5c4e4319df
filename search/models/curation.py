"""Other names that editors keep for the search."""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from search.text.normalise import normalise
from search.text.tokens import compact

TERM_LENGTH = 40
"""Longest name, in characters."""

MOST_TERMS = 30
"""Most names in one set."""

_SHORTEST = 2


class SynonymSet(models.Model):
    """Names of one thing, used to find and never shown.

    ``terms`` find one another. ``only_searched`` are words readers use and the
    site does not: they find the terms, and are not looked for themselves.
    """

    terms = models.TextField(
        _("synonyms"),
        help_text=_(
            "Names of one thing, one a line. Whoever searches one of them finds the others as well."
        ),
    )
    only_searched = models.TextField(
        _("searched words"),
        blank=True,
        help_text=_(
            "Words that readers search and the site does not use, one a line. "
            "They lead to the names above; the names do not lead to them."
        ),
    )
    active = models.BooleanField(
        _("in use"), default=True, help_text=_("Takes effect with the next search.")
    )
    note = models.TextField(
        pgettext_lazy("of a synonym set", "reason"),
        blank=True,
        help_text=_("Why these belong together; for colleagues."),
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    panels = [
        HelpPanel(
            content=_(
                "Other names only help to find. They are never shown to readers, "
                "and the index need not be rebuilt."
            )
        ),
        MultiFieldPanel([FieldPanel("terms"), FieldPanel("only_searched")], heading=_("Synonyms")),
        FieldPanel("active"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("synonym set")
        verbose_name_plural = _("synonym sets")
        ordering = ["pk"]

    def __str__(self):
        names = "＝".join(self.term_list)
        searched = "、".join(self.searched_list)
        return f"{searched}→{names}" if searched else names

    @property
    def term_list(self) -> list[str]:
        """Names that find one another."""
        return lines(self.terms)

    @property
    def searched_list(self) -> list[str]:
        """Words that only lead to the names."""
        return lines(self.only_searched)

    def clean(self):
        super().clean()
        self.terms = "\n".join(self.term_list)
        self.only_searched = "\n".join(self.searched_list)
        faults: dict[str, list[str]] = {}
        seen: set[str] = set()
        for field, names in (("terms", self.term_list), ("only_searched", self.searched_list)):
            for name in names:
                key = name_key(name)
                if problem := _problem(name, known=key in seen):
                    faults.setdefault(field, []).append(problem)
                seen.add(key)
        if not faults and len(seen) < 2:
            faults["terms"] = [_("Give at least two names, or one name and one searched word.")]
        if len(seen) > MOST_TERMS:
            faults["terms"] = [_("At most %(limit)d names in one set.") % {"limit": MOST_TERMS}]
        if faults:
            raise ValidationError(faults)


class VocabularyStamp(models.Model):
    """A single row; what a process keeps of names and promotions under another value is old.

    The value is random: one that is rolled back or restored from a copy never
    comes again for other content.
    """

    value = models.CharField(max_length=32, default="")

    class Meta:
        verbose_name = _("search vocabulary stamp")

    def __str__(self):
        return self.value

    @classmethod
    def current(cls) -> str:
        """The value now; empty before anything changed."""
        return cls.objects.values_list("value", flat=True).filter(pk=1).first() or ""

    @classmethod
    def advance(cls) -> None:
        """Take a new value, in the transaction of the change."""
        value = uuid4().hex
        if not cls.objects.filter(pk=1).update(value=value):
            cls.objects.get_or_create(pk=1, defaults={"value": value})


def lines(text: str) -> list[str]:
    """The lines of ``text`` with something in them, spaces within made single."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def name_key(name: str) -> str:
    """A name as the search compares it."""
    return " ".join(normalise(name).split())


def _problem(name: str, *, known: bool) -> str:
    """What is wrong with a name; "" where nothing is."""
    words = {"name": name, "limit": TERM_LENGTH}
    if len(name) > TERM_LENGTH:
        return _("“%(name)s” is longer than %(limit)d characters.") % words
    if len(compact(name_key(name))) < _SHORTEST:
        return _("“%(name)s” is too short: one character stands in too many texts.") % words
    if known:
        return _("“%(name)s” stands here twice; letters, width and script do not count.") % words
    return ""
