"""The roll that a list goes into, from what somebody names."""

from __future__ import annotations

from django.utils.translation import gettext as _

from heritage.memorials.models import MemorialSitePage, Roll


class NoSuchRoll(LookupError):
    """The names given lead to no roll; ``str()`` of it says why."""


def choose_roll(*, site: str = "", roll: str = "", keep: bool = True) -> Roll:
    """The roll of this slug, or the one roll of the site of that slug.

    A site without a roll gets one, not public yet, and so does one for which a
    ``roll`` is named that does not exist; unless ``keep``, it is not saved.
    Raises :class:`NoSuchRoll`.
    """
    page = _site(site) if site else None
    if roll:
        found = Roll.objects.filter(slug=roll).first()
        if found:
            return found
        if page is None:
            raise NoSuchRoll(_("There is no roll “%(slug)s”.") % {"slug": roll})
    elif page is None:
        raise NoSuchRoll(_("Name a site or a roll."))
    else:
        rolls = list(Roll.objects.filter(site=page)[:2])
        if len(rolls) > 1:
            raise NoSuchRoll(_("The site has several rolls; name one of them."))
        if rolls:
            return rolls[0]
    made = Roll(name=_name_for(page), slug=roll, site=page)
    if keep:
        made.save()
    return made


def _site(slug: str) -> MemorialSitePage:
    pages = list(MemorialSitePage.objects.filter(slug=slug)[:2])
    if len(pages) != 1:
        raise NoSuchRoll(_("There is no memorial site “%(slug)s”.") % {"slug": slug})
    return pages[0]


def _name_for(page: MemorialSitePage) -> str:
    return _("Roll of names of %(site)s") % {"site": page.title[:120]}
