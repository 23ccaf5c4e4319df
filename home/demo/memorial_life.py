"""What happens at the demo's memorial sites: events, tribute, inspections; all labelled 示例."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from lunar_python import Solar
from wagtail.models import Page

from cms.core.models import CoreImage
from heritage.memorials.enums import DefectState, MessageState
from heritage.memorials.models import (
    Defect,
    EventPage,
    EventPicture,
    GroupJourney,
    Inspection,
    InspectionItem,
    InspectionSchedule,
    MemorialSitePage,
    TributeCount,
    TributeMessage,
    TributeTerm,
)
from heritage.people.models import Organisation
from home.demo.body import Known, stream_json

CONTENT = Path(__file__).parent / "content"
EVENT_TEXTS = ("venue", "organiser", "audience", "capacity", "takes_bookings", "attended", "record")
MARTYRS_DAY = (9, 30)
KINDS_OF_TRIBUTE = ("flower", "basket", "bow", "salute")


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What the content refers to; days are counted from ``today``."""

    images: Mapping[str, CoreImage]
    organisations: Mapping[str, Organisation]
    sites: Mapping[str, MemorialSitePage]
    today: datetime.date

    def load(self, section: Page, events: list[dict]) -> None:
        """Make the events below ``section``, and what was left and found at the sites."""
        for item in events:
            self._event(section, item)
        self._tributes(content("tributes"))
        self._inspections(content("inspections"))

    def _event(self, section: Page, item: dict) -> EventPage:
        first = self._date(item["at"])
        last = first + datetime.timedelta(days=item.get("days", 1) - 1)
        closes = item.get("closes_days_before")
        page = EventPage(
            title=item["title"],
            slug=item["slug"],
            deck=item["deck"],
            cover=self.images.get(item.get("cover")),
            is_sample=True,
            body=paragraphs(item["body"], name=item["slug"]),
            kind=item["kind"],
            starts_at=_moment(first, item["from"]),
            ends_at=_moment(last, item["until"]),
            site=self.sites.get(item.get("site")),
            organisation=self.organisations[item["organisation"]],
            booking_closes_at=(
                _moment(first - datetime.timedelta(days=closes), "18:00") if closes else None
            ),
            **{name: item[name] for name in EVENT_TEXTS if name in item},
        )
        page.pictures = [
            EventPicture(image=self.images[image], caption=caption)
            for image, caption in item.get("pictures", [])
        ]
        publish(section, page)
        if journey := item.get("journey"):
            GroupJourney.objects.create(
                site=page.site, event=page, since=first, until=last, **journey
            )
        return page

    def _tributes(self, given: dict) -> None:
        for item in given["counts"]:
            TributeCount.objects.bulk_create(
                TributeCount(
                    site=self.sites[item["site"]],
                    day=self._day(-item["days_ago"]),
                    kind=kind,
                    count=item[kind],
                )
                for kind in KINDS_OF_TRIBUTE
                if kind in item
            )
        for item in given["messages"]:
            left = timezone.now() - datetime.timedelta(days=item["days_ago"])
            message = TributeMessage.objects.create(
                site=self.sites[item["site"]],
                state=item["state"],
                decided_at=left if item["state"] == MessageState.APPROVED else None,
                **{name: item[name] for name in ("kind", "name", "text")},
            )
            TributeMessage.objects.filter(pk=message.pk).update(created_at=left)
        TributeTerm.objects.bulk_create(
            TributeTerm(text=text, note=note) for text, note in given["terms"]
        )

    def _inspections(self, given: dict) -> None:
        site = self.sites[given["site"]]
        InspectionSchedule.objects.create(
            site=site,
            every_months=given["every_months"],
            starts_on=_months_before(self.today, given["starts_months_ago"]).replace(day=1),
        )
        for item in given["visits"]:
            on = _months_before(self.today, item["months_ago"])
            inspection = Inspection.objects.create(
                site=site, on=on, inspector_name=given["inspector"], note=item["note"]
            )
            InspectionItem.objects.bulk_create(
                InspectionItem(inspection=inspection, part=part, grade=grade)
                for part, grade in item["grades"].items()
            )
            for defect in item.get("defects", []):
                _defect(inspection, defect)

    def _day(self, days: int) -> datetime.date:
        return self.today + datetime.timedelta(days=days)

    def _date(self, at: dict) -> datetime.date:
        """A day counted from today, or the next day of a festival."""
        if "days" in at:
            return self._day(at["days"])
        years = (self.today.year, self.today.year + 1)
        days = [qingming(y) if at["festival"] == "qingming" else _martyrs_day(y) for y in years]
        return next(day for day in days if day > self.today)


def qingming(year: int) -> datetime.date:
    """The day of Qingming (清明), a solar term: 4 to 6 April."""
    term = Solar.fromYmd(year, 4, 1).getLunar().getJieQiTable()["清明"]
    return datetime.date(term.getYear(), term.getMonth(), term.getDay())


def _martyrs_day(year: int) -> datetime.date:
    return datetime.date(year, *MARTYRS_DAY)


def _defect(inspection: Inspection, item: dict) -> None:
    after = item.get("repaired_after_days")
    Defect.objects.create(
        inspection=inspection,
        part=item["part"],
        severity=item["severity"],
        what=item["what"],
        deadline=inspection.on + datetime.timedelta(days=item["deadline_days"]),
        state=_state(item),
        repaired_on=inspection.on + datetime.timedelta(days=after) if after else None,
        repair=item.get("repair", ""),
    )


def _state(item: dict) -> DefectState:
    if item.get("confirmed"):
        return DefectState.CONFIRMED
    return DefectState.REPAIRED if "repaired_after_days" in item else DefectState.OPEN


def _months_before(day: datetime.date, months: int) -> datetime.date:
    count = day.year * 12 + day.month - 1 - months
    return datetime.date(count // 12, count % 12 + 1, min(day.day, 28))


def _moment(day: datetime.date, clock: str) -> datetime.datetime:
    return timezone.make_aware(
        datetime.datetime.combine(day, datetime.time.fromisoformat(clock)),
        timezone.get_default_timezone(),
    )


def publish(parent: Page, page: Page) -> Page:
    """Put ``page`` below ``parent`` and make it live; both as the database has them then."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    parent.refresh_from_db()
    page.refresh_from_db()
    return page


def content(name: str) -> dict:
    """One file of the demo content."""
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def paragraphs(texts: list[str], *, name: str) -> str:
    """``texts`` as the body of a page, a paragraph each."""
    blocks = [{"type": "paragraph", "html": f"<p>{text}</p>"} for text in texts]
    return stream_json(blocks, Known(images={}, people={}), name=name)
