"""No interview goes live without an agreement in force, whichever way it goes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page

from cms.core import clock
from heritage.oral_history import consenting
from heritage.oral_history.models import InterviewPage


@receiver(pre_save)
def refuse_without_agreement(sender, instance, raw=False, update_fields=None, **kwargs):
    """Every way of going live ends in a save: of the interview, or of its row as a page."""
    if raw or not isinstance(instance, Page) or not instance.live:
        return
    if update_fields is not None and "live" not in update_fields:
        return
    interview = _interview(instance)
    if interview is not None and (fault := consenting.agreement_missing(interview)):
        raise ValidationError(fault, code="no_agreement")


def _interview(page: Page) -> InterviewPage | None:
    if isinstance(page, InterviewPage):
        return page
    if type(page) is Page and page.pk and issubclass(page.specific_class or Page, InterviewPage):
        return InterviewPage.objects.filter(pk=page.pk).first()
    return None


@clock.chore("agreements and closed ranges")
def agreements_and_ranges() -> int:
    """Let the search and the renditions follow what opens by its date."""
    return consenting.open_what_is_due()
