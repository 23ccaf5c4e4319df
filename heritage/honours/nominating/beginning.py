"""A nomination that somebody begins, and where its kept answers are gone on with."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from cms.core.intake import drafts, limits
from cms.core.intake.models import Draft, PrivacyNotice
from heritage.honours.models import CampaignTitle, Nomination
from heritage.honours.nominating.forms import BeginForm
from heritage.honours.nominating.steps import BY, CHECK, NOTICE, Step, steps_of

BETWEEN = "/"
"""In a draft, between the key of the title and the page that was left."""


def begin(
    request: HttpRequest, *, title: CampaignTitle, form: BeginForm, notice: PrivacyNotice
) -> str:
    """Open a draft for a valid ``form``, with the notice agreed to; gives the first page's address.

    Raises :class:`~cms.core.intake.limits.TooManyError`.
    """
    first = steps_of(title)[0]
    answers = {BY: form.cleaned_data["by"], NOTICE: str(notice.pk)}
    _draft, token = drafts.start_draft(
        kind=Nomination.kind,
        answers=answers,
        step=subject_of(title, first),
        address=limits.client_address(request),
    )
    return step_address(title, token, first)


def step_address(title: CampaignTitle, token: str, step: Step) -> str:
    """The path of a page of a draft."""
    return reverse("nominate_step", args=[title.campaign.slug, title.pk, token, step.slug])


def subject_of(title: CampaignTitle, step: Step) -> str:
    """What a draft is kept under: its title, and the page that was left."""
    return f"{title.pk}{BETWEEN}{step.slug}"


def is_of(draft: Draft, title: CampaignTitle) -> bool:
    """Whether a draft is of a nomination for a title."""
    return draft.step.partition(BETWEEN)[0] == str(title.pk)


def address_of(subject: str, token: str) -> str:
    """The path of a draft by its :func:`subject_of`.

    Raises ``DraftNotFoundError`` for a title that was taken out of its campaign since.
    """
    key, _between, slug = subject.partition(BETWEEN)
    title = CampaignTitle.objects.select_related("campaign").filter(pk=int(key)).first()
    if title is None:
        raise drafts.DraftNotFoundError
    step = next((each for each in steps_of(title) if each.slug == slug), CHECK)
    return step_address(title, token, step)
