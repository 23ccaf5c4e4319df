"""The demo's people, organisations and teams, as records under review."""

from __future__ import annotations

from collections.abc import Mapping

from heritage.people.models import (
    Battle,
    Conflict,
    Figure,
    Honour,
    Organisation,
    OrganisationHonour,
    Person,
    PersonConflict,
    PersonHonour,
    PersonName,
    PersonService,
    PersonSource,
    Place,
    Role,
    Team,
    TeamActivity,
    TeamMember,
    Unit,
)

PERSON_FIELDS = (
    "name",
    "slug",
    "pinyin",
    "gender",
    "ethnicity",
    "birth",
    "birth_as_written",
    "death",
    "death_place",
    "death_cause",
    "life_status",
    "native_place",
    "martyr_decision",
    "martyr_on",
    "martyr_authority",
    "enlisted",
    "party_joined",
    "party_as_written",
    "short_life",
)
AWARD_FIELDS = ("as_written", "grade", "awarded_on", "awarding_body", "document")
TEAM_FIELDS = ("name", "slug", "pinyin", "kind", "founded", "summary", "source")
ACTIVITY_FIELDS = ("held_on", "title", "place_text", "text", "source")
FIGURE_FIELDS = (
    "measure",
    "value",
    "unit",
    "qualifier",
    "period_from",
    "period_to",
    "source",
)


class Lists:
    """The managed lists by slug, roles by name; they must have been loaded."""

    def __init__(self):
        self.conflicts = _by_slug(Conflict)
        self.battles = _by_slug(Battle)
        self.honours = _by_slug(Honour)
        self.units = _by_slug(Unit)
        self.roles = {role.name: role for role in Role.objects.all()}


def add_person(item: dict, *, lists: Lists, places: Mapping[str, Place]) -> Person:
    """One person of ``people.json``, published."""
    person = Person(
        **{name: item.get(name) or "" for name in PERSON_FIELDS},
        place=places[item["place"]] if item["place"] else None,
        is_sample=bool(item.get("sample")),
        is_unnamed=bool(item.get("is_unnamed")),
        agreed_to=item.get("agreed_to", []),
        agreement=item.get("agreement", ""),
        live=False,
    )
    person.names = [PersonName(text=n["name"], kind=n["kind"]) for n in item["other_names"]]
    person.services = [_service(service, lists) for service in item["services"]]
    person.conflicts = [_conflict(conflict, lists) for conflict in item["conflicts"]]
    person.awards = [PersonHonour(**_award(award, lists)) for award in item["awards"]]
    person.roles = [lists.roles[name] for name in item.get("roles", [])]
    person.sources = [PersonSource(**source) for source in item["sources"]]
    person.full_clean()
    person.save()
    person.save_revision().publish()
    return person


def add_organisation(
    item: dict,
    *,
    lists: Lists,
    places: Mapping[str, Place],
    organisations: Mapping[str, Organisation],
) -> Organisation:
    """One organisation of ``organisations.json``; what it belongs to is in ``organisations``."""
    organisation = Organisation(
        **{
            name: item[name]
            for name in ("name", "slug", "kind", "level", "summary", "source", "address")
        },
        phone=item["phone"],
        opening_hours=item["opening_hours"],
        other_names="；".join(item["other_names"]),
        parent=organisations[item["parent"]] if item["parent"] else None,
        place=places[item["place"]] if item["place"] else None,
        live=False,
    )
    organisation.awards = [OrganisationHonour(**_award(award, lists)) for award in item["awards"]]
    organisation.full_clean()
    organisation.save()
    organisation.save_revision().publish()
    return organisation


def add_team(
    item: dict,
    *,
    places: Mapping[str, Place],
    people: Mapping[str, Person],
    organisations: Mapping[str, Organisation],
) -> Team:
    """One team of ``teams.json`` with its members, log and ledger."""
    team = Team(
        **{name: item[name] for name in TEAM_FIELDS},
        organisation=organisations[item["organisation"]],
        place=places[item["place"]],
        live=False,
    )
    team.members = [
        TeamMember(
            person=people[member["person"]] if "person" in member else None,
            name=member.get("name", ""),
            part=member["part"],
            since=member["since"],
            agreed=member["agreed"],
        )
        for member in item["members"]
    ]
    team.full_clean()
    team.save()
    team.save_revision().publish()
    for entry in item["activities"]:
        activity = TeamActivity.objects.create(
            team=team, **{name: entry[name] for name in ACTIVITY_FIELDS}
        )
        Figure.objects.bulk_create(
            _figure(figure, activity=activity) for figure in entry["figures"]
        )
    Figure.objects.bulk_create(_figure(figure, team=team) for figure in item["figures"])
    return team


def _by_slug(model) -> dict[str, object]:
    return {row.slug: row for row in model.objects.all()}


def _service(item: dict, lists: Lists) -> PersonService:
    unit = item.get("unit")
    return PersonService(
        unit=lists.units[unit] if unit else None,
        **{name: item.get(name, "") for name in ("as_written", "post", "since", "until")},
    )


def _conflict(item: dict, lists: Lists) -> PersonConflict:
    battle = item.get("battle")
    return PersonConflict(
        conflict=lists.conflicts[item["conflict"]],
        battle=lists.battles[battle] if battle else None,
    )


def _award(item: dict, lists: Lists) -> dict:
    honour = item.get("honour")
    return {
        "honour": lists.honours[honour] if honour else None,
        **{name: item.get(name, "") for name in AWARD_FIELDS},
    }


def _figure(item: dict, **about) -> Figure:
    figure = Figure(**{name: item[name] for name in FIGURE_FIELDS}, **about)
    figure.full_clean()
    return figure
