"""What an interview is made of: narrators, collectors, recordings, pages that go with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable
from wagtailmedia.edit_handlers import MediaChooserPanel

from heritage.oral_history.enums import CollectorPart, Standpoint
from heritage.people.models import Person
from media.models import Recording


class InterviewNarrator(Orderable):
    """Who tells, and how they know it."""

    page = ParentalKey("heritage.InterviewPage", related_name="narrators", on_delete=models.CASCADE)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), related_name="interviews", on_delete=models.CASCADE
    )
    standpoint = models.CharField(
        _("standpoint"), max_length=6, choices=Standpoint, default=Standpoint.LIVED
    )

    panels = [FieldRowPanel(["person", "standpoint"])]

    @property
    def label(self) -> str:
        """What the person is to the recording, in a word."""
        return _g("Author of the text") if self.is_author else _g("Narrator")

    @property
    def described(self) -> str:
        """The name and, of a narrator, the standpoint."""
        if self.is_author:
            return self.person.name
        return f"{self.person.name}（{self.get_standpoint_display()}）"

    @property
    def is_author(self) -> bool:
        """Whether it is only a text of theirs that is read out."""
        return self.standpoint == Standpoint.WROTE


class InterviewCollector(Orderable):
    """Who took part in making the recording (采集者)."""

    page = ParentalKey(
        "heritage.InterviewPage", related_name="collectors", on_delete=models.CASCADE
    )
    name = models.CharField(_("names"), max_length=80)
    part = models.CharField(
        _("part"), max_length=12, choices=CollectorPart, default=CollectorPart.INTERVIEWER
    )
    post = models.CharField(_("unit and post"), max_length=120, blank=True)

    panels = [FieldRowPanel(["name", "part", "post"])]


class InterviewRecording(Orderable):
    """A tape, a side or a file; in their order they make one time line."""

    page = ParentalKey(
        "heritage.InterviewPage", related_name="recording_links", on_delete=models.CASCADE
    )
    recording = models.ForeignKey(
        Recording,
        verbose_name=_("recording"),
        related_name="interview_links",
        on_delete=models.PROTECT,
    )
    label = models.CharField(
        _("label"), max_length=80, blank=True, help_text=_("Such as 第1盘A面. Shown over its part.")
    )

    panels = [MediaChooserPanel("recording"), FieldPanel("label")]


class InterviewStory(Orderable):
    """A page that goes with the interview: a story, an article, a site."""

    page = ParentalKey("heritage.InterviewPage", related_name="stories", on_delete=models.CASCADE)
    story = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), related_name="+", on_delete=models.CASCADE
    )

    panels = [FieldPanel("story")]
