"""What an announcement writes down as drafts: the story, the record, the honour in it."""

from __future__ import annotations

import html
import json
import re
import uuid
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from cms.core.enums import CreditRole
from cms.core.text import shorten
from heritage.honours.enums import CampaignNature, NomineeKind
from heritage.honours.models import Candidacy, Honouree
from heritage.people.enums import ETHNICITIES, LifeStatus, OrganisationKind
from heritage.people.models import Organisation, OrganisationHonour, Person, PersonHonour
from heritage.stories.models import StoryIndexPage, StoryPage, StoryPerson, StoryPlace

Record = Person | Organisation

DECK_LENGTH = 100
RECORD_OF: dict[str, type[Record]] = {
    NomineeKind.PERSON: Person,
    NomineeKind.COLLECTIVE: Organisation,
    NomineeKind.ORGANISATION: Organisation,
}
"""The record that fits a kind of nominee; a family, a project or a work has none."""

# What an organisation is, by how its name ends; the first that fits.
_KINDS = (
    (re.compile(r"服务站$"), OrganisationKind.STATION),
    (re.compile(r"(?:中心)$"), OrganisationKind.CENTRE),
    (re.compile(r"(?:局|委员会|政府)$"), OrganisationKind.BUREAU),
    (re.compile(r"(?:学校|大学|学院|中学|小学|幼儿园)$"), OrganisationKind.SCHOOL),
    (re.compile(r"(?:报|报社|电视台|广播电台|融媒体)$"), OrganisationKind.MEDIA),
    (re.compile(r"(?:队|宣讲团)$"), OrganisationKind.TEAM),
    (re.compile(r"(?:协会|基金会|学会|促进会|志愿者)$"), OrganisationKind.SOCIETY),
    (re.compile(r"(?:陵园|纪念馆|纪念堂)$"), OrganisationKind.MEMORIAL),
)


def story_sections() -> Iterable[StoryIndexPage]:
    """Public sections of stories, in the order of the tree."""
    return StoryIndexPage.objects.live().public().order_by("path")


def draft_story(
    *,
    honouree: Honouree,
    candidacy: Candidacy,
    under: StoryIndexPage,
    record: Record | None,
    user: AbstractBaseUser,
) -> StoryPage:
    """A draft below ``under``: the deeds as they were handed in, people, place and honour linked.

    Nothing of it is public until an editor publishes it.
    """
    page = StoryPage(
        title=_("%(name)s: %(year)d %(title)s")
        % {"name": honouree.name, "year": honouree.year, "title": honouree.title_name},
        deck=shorten(candidacy.deeds, DECK_LENGTH),
        body=_body(candidacy.deeds),
        credits=_credits(candidacy.campaign.organisers),
        is_sample=honouree.is_sample,
        live=False,
        owner=user,
    )
    if isinstance(record, Person):
        page.people_links = [StoryPerson(person=record, sort_order=0)]
    if honouree.place:
        page.place_links = [StoryPlace(place=honouree.place, sort_order=0)]
    if honouree.honour:
        page.honours = [honouree.honour]
    under.refresh_from_db()
    under.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    return page


def draft_record(
    *, honouree: Honouree, candidacy: Candidacy, user: AbstractBaseUser
) -> Record | None:
    """A new record that fits the nominee, as a draft; None where its kind has none.

    A person is living, so that of a record once published only the name shows
    until its editor notes what they agreed to.
    """
    model = RECORD_OF.get(honouree.kind)
    if model is None:
        return None
    if model is Person:
        record = Person(
            name=candidacy.nominee_name[:60],
            gender=candidacy.gender,
            birth=candidacy.birth,
            ethnicity=candidacy.ethnicity if candidacy.ethnicity in ETHNICITIES else "",
            native_place=candidacy.native_place[:80],
            life_status=LifeStatus.LIVING,
            is_sample=honouree.is_sample,
            live=False,
        )
    else:
        record = Organisation(
            name=candidacy.nominee_name,
            kind=organisation_kind(candidacy.nominee_name),
            place=candidacy.place,
            live=False,
        )
    record.full_clean()
    record.save()
    record.save_revision(user=user)
    return record


def enter_honour(*, honouree: Honouree, record: Record, user: AbstractBaseUser) -> None:
    """Enter the honour as a draft change of ``record``; nothing where the draft has it already."""
    draft = record.get_latest_revision_as_object()
    if any(is_award_of(honouree, award) for award in draft.awards.all()):
        return
    model = PersonHonour if isinstance(record, Person) else OrganisationHonour
    draft.awards.add(model(**_award(honouree)))
    draft.save_revision(user=user)


def strike_honour(*, honouree: Honouree, record: Record, user: AbstractBaseUser) -> None:
    """Take the honour out of ``record``, as the public reads it and in its draft."""
    live = [award.pk for award in record.awards.all() if is_award_of(honouree, award)]
    draft = record.get_latest_revision_as_object()
    kept = [award for award in draft.awards.all() if not is_award_of(honouree, award)]
    if live:
        record.awards.model.objects.filter(pk__in=live).delete()
    if len(kept) != len(draft.awards.all()):
        draft.awards = kept
        draft.save_revision(user=user)
    if live:
        # A save tells the search; the record itself stays as it is.
        type(record).objects.get(pk=record.pk).save()


def is_award_of(honouree: Honouree, award: PersonHonour | OrganisationHonour) -> bool:
    """Whether an entry of a record is the honour of that year."""
    if award.awarded_on is None or award.awarded_on.year != honouree.year:
        return False
    if honouree.honour_id and award.honour_id == honouree.honour_id:
        return True
    return award.as_written == honouree.title_name


def organisation_kind(name: str) -> OrganisationKind:
    """What an organisation most likely is by the end of its name; an enterprise for want of more."""
    found = (kind for pattern, kind in _KINDS if pattern.search(name.strip()))
    return next(found, OrganisationKind.ENTERPRISE)


def _award(honouree: Honouree) -> dict:
    campaign = honouree.campaign
    is_commendation = bool(campaign and campaign.nature == CampaignNature.COMMENDATION)
    return {
        "honour": honouree.honour,
        "as_written": "" if honouree.honour_id else honouree.title_name,
        "awarded_on": str(honouree.year),
        "awarding_body": campaign.organisers[:120] if campaign else "",
        "document": campaign.document[:160] if is_commendation else "",
    }


def _body(deeds: str) -> str:
    lines = [line.strip() for line in deeds.splitlines() if line.strip()]
    if not lines:
        return "[]"
    return _stream("paragraph", "".join(f"<p>{html.escape(line)}</p>" for line in lines))


def _credits(organisers: str) -> str:
    if not organisers:
        return "[]"
    return _stream("credit", {"role": CreditRole.SOURCE.value, "names": organisers})


def _stream(kind: str, value: object) -> str:
    return json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid4())}], ensure_ascii=False)
