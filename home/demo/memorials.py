"""The demo's memorial sites, their roll of names and an exhibition.

Real sites carry only facts with a source. Whatever a site would have beyond
them (hours, events, messages, inspections) stands at one made-up site and is
labelled 示例.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from wagtail.models import Page

from cms.core.models import CoreImage
from heritage.memorials.enums import Verification
from heritage.memorials.models import (
    EventIndexPage,
    ExhibitionPage,
    MemorialIndexPage,
    MemorialSitePage,
    Roll,
    RollEntry,
    RollEntryName,
    SiteClosure,
    SiteDesignation,
    SitePerson,
    SiteUnit,
)
from heritage.memorials.signals import entries_changed
from heritage.people.models import Organisation, Person, Place
from heritage.stories.models import StoryPage
from home.demo.body import element_id
from home.demo.memorial_life import Life, content, paragraphs, publish
from home.demo.records import Lists
from media.models import Recording

SITE_TEXTS = (
    "other_names",
    "found_as",
    "protection_unit",
    "responsible",
    "address",
    "hours",
    "phone",
    "getting_there",
    "facilities",
    "accessibility",
    "graves_named",
    "graves_unnamed",
    "graves_source",
    "source",
)
DESIGNATION_FIELDS = ("kind", "level", "batch", "designated_on", "document")
ENTRY_TEXTS = (
    "grave_kind",
    "grave_written",
    "grave_area",
    "grave_row",
    "grave_number",
    "verification_note",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memorials:
    """What the content refers to, by its name in the content files."""

    images: Mapping[str, CoreImage]
    people: Mapping[str, Person]
    places: Mapping[str, Place]
    organisations: Mapping[str, Organisation]
    stories: Mapping[str, StoryPage]
    lists: Lists
    today: datetime.date
    sites: dict[str, MemorialSitePage] = field(default_factory=dict)

    def load(self, home: Page) -> None:
        """Make both sections below ``home`` and all that belongs to them."""
        given = content("sites")
        index = self._section(home, MemorialIndexPage, given)
        for item in given["sites"]:
            self.sites[item["slug"]] = publish(index, self._site(item))
        for item in content("rolls"):
            self._roll(item)
        for item in content("exhibitions"):
            publish(self.sites[item["site"]], self._exhibition(item))
        given = content("events")
        section = self._section(home, EventIndexPage, given)
        life = Life(
            images=self.images,
            organisations=self.organisations,
            sites=self.sites,
            today=self.today,
        )
        life.load(section, given["events"])

    def _section(self, home: Page, model: type[Page], given: dict) -> Page:
        page = model(
            title=given["title"],
            slug=given["slug"],
            deck=given["deck"],
            cover=self.images.get(given.get("cover")),
            body=paragraphs([given["intro"]], name=given["slug"]),
            show_in_menus=True,
        )
        return publish(home, page)

    def _site(self, item: dict) -> MemorialSitePage:
        latitude, longitude = item.get("coordinates", (None, None))
        organisation = item.get("organisation")
        page = MemorialSitePage(
            title=item["title"],
            slug=item["slug"],
            deck=item["deck"],
            cover=self.images.get(item.get("cover")),
            is_sample=bool(item.get("sample")),
            body=paragraphs(item["body"], name=item["slug"]),
            kinds=item["kinds"],
            built=item.get("built", ""),
            place=self.places[item["place"]],
            organisation=self.organisations[organisation] if organisation else None,
            given_latitude=latitude,
            given_longitude=longitude,
            takes_tribute=item.get("takes_tribute", True),
            **{name: item[name] for name in SITE_TEXTS if name in item},
        )
        page.designations = [
            SiteDesignation(**{name: given.get(name, "") for name in DESIGNATION_FIELDS})
            for given in item.get("designations", [])
        ]
        page.person_links = [
            SitePerson(person=self.people[slug], part=part) for slug, part in item.get("people", [])
        ]
        page.unit_links = [SiteUnit(unit=self.lists.units[slug]) for slug in item.get("units", [])]
        page.closures = [
            SiteClosure(
                since=self._day(given["from_days"]),
                until=self._day(given["until_days"]),
                reason=given["reason"],
            )
            for given in item.get("closures", [])
        ]
        for name in ("conflicts", "battles"):
            setattr(page, name, [getattr(self.lists, name)[slug] for slug in item.get(name, [])])
        story = item.get("story") or item.get("related")
        if story:
            page.related_items.create(related=self.stories[story])
        return page

    def _roll(self, item: dict) -> None:
        roll = Roll.objects.create(
            name=item["name"],
            slug=item["slug"],
            source=item["source"],
            note=item["note"],
            site=self.sites.get(item.get("site")),
            place=self.places.get(item.get("place")),
            is_sample=bool(item.get("sample")),
            live=True,
        )
        entries = [self._entry(roll, given) for given in item["entries"]]
        entries_changed.send(sender=RollEntry, entries=[entry.pk for entry in entries])

    def _entry(self, roll: Roll, item: dict) -> RollEntry:
        person = self.people.get(item.get("person"))
        known = _known_of(person) if person else self._told(item)
        names = known.pop("names")
        site = item.get("site")
        entry = RollEntry(
            roll=roll,
            person=person,
            site=self.sites[site] if site else None,
            verification=item.get("verification", Verification.RECORDED),
            seeks_kin=bool(item.get("sought")),
            **{name: item[name] for name in ENTRY_TEXTS if item.get(name)},
            **known,
        )
        entry.full_clean()
        entry.save()
        for text, kind in names:
            RollEntryName.objects.create(entry=entry, text=text, kind=kind)
        return entry

    def _told(self, item: dict) -> dict:
        unit, battle = item.get("unit"), item.get("battle")
        written = item.get("unit_written", "")
        return {
            "name": item["name"],
            "gender": item["gender"],
            "birth": item["birth"],
            "native_place_written": item["native_place"],
            "native_place": self.places.get(item["place"]),
            "unit_written": f"{written}{item['post']}",
            "unit": self.lists.units[unit] if unit else None,
            "post": item["post"],
            "death": item["death"],
            "death_place_written": item["death_place"],
            "cause": item["cause"],
            "conflict": self.lists.conflicts[item["conflict"]],
            "battle": self.lists.battles[battle] if battle else None,
            "source": item["source"],
            "names": item.get("names", []),
        }

    def _exhibition(self, item: dict) -> ExhibitionPage:
        rooms = [
            {
                "type": "room",
                "id": element_id(item["slug"], number),
                "value": {
                    "title": room["title"],
                    "text": room["text"],
                    "objects": [self._object(given) for given in room["objects"]],
                },
            }
            for number, room in enumerate(item["rooms"])
        ]
        return ExhibitionPage(
            title=item["title"],
            slug=item["slug"],
            deck=item["deck"],
            cover=self.images[item["cover"]],
            is_sample=True,
            body=paragraphs([item["intro"]], name=item["slug"]),
            rooms=json.dumps(rooms, ensure_ascii=False),
        )

    def _object(self, given: dict) -> dict:
        played = given.get("recording")
        recording = Recording.objects.filter(original_name=f"{played}.m4a").first()
        return {
            **{name: given[name] for name in ("name", "dated", "material", "caption")},
            "provenance": given["provenance"],
            "image": self.images[given["image"]].pk,
            "alt": "",
            "recording": recording.pk if played and recording else None,
        }

    def _day(self, days: int) -> datetime.date:
        return self.today + datetime.timedelta(days=days)


def _known_of(person: Person) -> dict:
    """What an entry says of somebody the demo has a record of."""
    service = person.services.select_related("unit").first()
    conflict = person.conflicts.select_related("conflict", "battle").first()
    sources = "；".join(source.title for source in person.sources.all()[:2])
    return {
        "name": person.name,
        "pinyin": person.pinyin,
        "gender": person.gender,
        "birth": person.birth,
        "birth_written": person.birth_as_written,
        "native_place_written": person.native_place,
        "native_place": person.place,
        "enlisted": person.enlisted,
        "party_joined": person.party_joined,
        "party_written": person.party_as_written,
        "unit_written": f"{service.as_written}{service.post}" if service else "",
        "unit": service.unit if service else None,
        "post": service.post if service else "",
        "death": person.death,
        "death_place_written": person.death_place,
        "cause": person.death_cause,
        "conflict": conflict.conflict if conflict else None,
        "battle": conflict.battle if conflict else None,
        "source": sources,
        "names": [(name.text, _NAME_KINDS.get(name.kind, "alias")) for name in person.names.all()],
    }


_NAME_KINDS = {"traditional": "traditional", "former": "former", "as_written": "as_written"}
