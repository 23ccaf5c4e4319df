"""Fill an empty site with the demo content of ``home/demo/content/``.

The content is data, written for this project; here it becomes records and
pages. Pictures are drawn by :mod:`home.demo.drawing` while it loads.
"""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core.models import CoreImage, SiteSettings
from heritage.honours.models import RubricCriterion
from heritage.people.enums import PlaceLevel
from heritage.people.loading import load_lists, load_places
from heritage.people.models import Organisation, Person, PersonIndexPage, Place
from heritage.stories.models import (
    ArticleIndexPage,
    ArticlePage,
    DayInHistory,
    StoryIndexPage,
    StoryPage,
    StoryPerson,
    StoryPlace,
)
from home.demo.body import Known, credits_json, stream_json
from home.demo.drawing import draw
from home.demo.honours import Honours
from home.demo.memorials import Memorials
from home.demo.oral_history import Archive
from home.demo.records import Lists, add_organisation, add_person, add_team
from home.domain import create_site
from home.models import (
    HomePage,
    OnThisDayPage,
    PracticePage,
    SectionPage,
    ServiceLinksPage,
    StandardPage,
)

CONTENT = Path(__file__).parent / "content"
JPEG_QUALITY = 82
PAGE_TYPES = {
    model.__name__: model
    for model in (
        OnThisDayPage,
        PersonIndexPage,
        PracticePage,
        SectionPage,
        ServiceLinksPage,
        StandardPage,
        StoryIndexPage,
    )
}
Say = Callable[[str], None]


def is_empty() -> bool:
    """Whether the site has no first page of ours yet."""
    return not HomePage.objects.exists()


def content(name: str):
    """One file of the demo content."""
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def load_demo(*, say: Say = print) -> HomePage:
    """Load everything, all or nothing; the database must have no first page yet."""
    drawings = _draw(say)
    # What refers to what is read once from what there is, not anew with every save on the way.
    with disable_reference_index_auto_update(), transaction.atomic():
        home = Loader(drawings, say).load()
    call_command("rebuild_references_index", verbosity=0, stdout=io.StringIO())
    return home


def _draw(say: Say) -> dict[str, bytes]:
    """Every picture as JPEG, before the transaction: drawing takes a while."""
    images = content("images")
    drawn = {}
    for number, image in enumerate(images, start=1):
        out = io.BytesIO()
        picture = draw(image["motif"], image["palette"], image["seed"])
        picture.save(out, format="JPEG", quality=JPEG_QUALITY, optimize=True)
        drawn[image["id"]] = out.getvalue()
        if number % 10 == 0 or number == len(images):
            say(f"  pictures {number}/{len(images)}")
    return drawn


class Loader:
    """One load: keeps what was made by its name in the content files."""

    def __init__(self, drawings: dict[str, bytes], say: Say):
        self.drawings = drawings
        self.say = say
        self.images: dict[str, CoreImage] = {}
        self.places: dict[str, Place] = {}
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, Organisation] = {}
        self.sections: dict[str, object] = {}
        self.stories: dict[str, StoryPage] = {}
        self.known = Known(images={}, people={})

    def load(self) -> HomePage:
        self._images()
        self._places()
        self._records()
        self.known = Known(
            images={key: image.pk for key, image in self.images.items()},
            people={key: person.pk for key, person in self.people.items()},
        )
        first = content("home")
        self.home = create_site(title=first["title"], deck=first["deck"])
        self._settings()
        self._sections()
        self._columns()
        self._stories()
        self._articles()
        self._oral_history()
        self._memorials()
        self._honours()
        self._plain_pages()
        self._services()
        self._practice()
        self._days()
        self._synonyms()
        self.home.lead_story = self.stories[first["lead_story"]]
        self.home.save_revision().publish()
        return self.home

    def _synonyms(self) -> None:
        """Named lazily: the search stands above this app."""
        model = apps.get_model("search", "SynonymSet")
        for item in content("synonyms"):
            entry = model(
                terms="\n".join(item["terms"]),
                only_searched="\n".join(item["only_searched"]),
                note=item["note"],
            )
            entry.full_clean()
            entry.save()

    def _images(self) -> None:
        for item in content("images"):
            data = self.drawings[item["id"]]
            self.images[item["id"]] = CoreImage.objects.create(
                title=item["title"],
                description=item["alt"],
                caption=item["caption"],
                credit=item["credit"],
                rights="own",
                file=ImageFile(io.BytesIO(data), name=f"{item['id']}.jpg"),
            )

    def _places(self) -> None:
        """Divisions come from the table, by code; only what lies abroad is the demo's own."""
        load_places()
        self.places = {place.code: place for place in Place.objects.exclude(code="")}
        for item in content("places"):
            self.places[item["slug"]] = Place.objects.create(
                name=item["name"],
                slug=item["slug"],
                pinyin=item["pinyin"],
                level=PlaceLevel.FOREIGN,
                parent=self.places[item["parent"]] if item["parent"] else None,
            )

    def _records(self) -> None:
        load_lists()
        self.lists = lists = Lists()
        for item in content("organisations"):
            self.organisations[item["slug"]] = add_organisation(
                item, lists=lists, places=self.places, organisations=self.organisations
            )
        for item in content("people"):
            self.people[item["slug"]] = add_person(item, lists=lists, places=self.places)
        for item in content("teams"):
            add_team(item, places=self.places, people=self.people, organisations=self.organisations)
        self.say(f"  people {len(self.people)}")

    def _settings(self) -> None:
        site = Site.objects.get(is_default_site=True)
        SiteSettings.objects.update_or_create(
            site=site,
            defaults={
                "host_org": "示例退役军人事务局",
                "operator_org": "示例宣传中心",
                "icp_number": "（示例）ICP备00000000号",
                "psb_number": "（示例）公网安备00000000000000号",
                "gov_code": "0000000000",
                "contact_address": "（示例）示例市示例路1号",
            },
        )

    def _sections(self) -> None:
        for item in content("sections"):
            if item["page_type"] in ("StandardPage", "PracticePage"):
                continue
            self.sections[item["slug"]] = self._add(
                self.home,
                PAGE_TYPES[item["page_type"]](
                    show_in_menus=item["in_menus"],
                    body=self._paragraph(item["intro"], item["slug"]),
                    **self._head(item),
                ),
            )

    def _columns(self) -> None:
        for item in content("columns"):
            self.sections[item["slug"]] = self._add(
                self.sections[item["parent"]],
                ArticleIndexPage(masthead=item["masthead"], show_in_menus=True, **self._head(item)),
            )

    def _stories(self) -> None:
        items = content("stories")
        for item in items:
            self.stories[item["slug"]] = self._story(self.sections[item["section"]], item)
        self.say(f"  stories {len(items)}")

    def _story(self, parent, item: dict) -> StoryPage:
        page = StoryPage(**self._head(item), **self._piece(item))
        page.people_links = [
            StoryPerson(person=self.people[slug], sort_order=order)
            for order, slug in enumerate(item["people"])
        ]
        page.place_links = [
            StoryPlace(place=self.places[slug], sort_order=order)
            for order, slug in enumerate(item["places"])
        ]
        for name in ("conflicts", "battles", "units", "honours"):
            setattr(page, name, [getattr(self.lists, name)[slug] for slug in item.get(name, [])])
        return self._add(parent, page, tags=_tags(item))

    def _articles(self) -> None:
        for item in content("articles"):
            page = ArticlePage(
                kind=item["kind"],
                organisation=self.organisations[item["organisation"]],
                place=self.places[item["place"]] if item["place"] else None,
                **self._head(item),
                **self._piece(item),
            )
            self._add(self.sections[item["column"]], page, tags=_tags(item))

    def _oral_history(self) -> None:
        archive = Archive(
            people=self.people,
            places=self.places,
            organisations=self.organisations,
            stories=self.stories,
            lists=self.lists,
        )
        archive.load(self.home)
        self.say("  oral history 3")

    def _memorials(self) -> None:
        memorials = Memorials(
            images=self.images,
            people=self.people,
            places=self.places,
            organisations=self.organisations,
            stories=self.stories,
            lists=self.lists,
            today=timezone.localdate(),
        )
        memorials.load(self.home)
        self.say(f"  memorial sites {len(memorials.sites)}")

    def _honours(self) -> None:
        honours = Honours(images=self.images, places=self.places, today=timezone.localdate())
        honours.load(self.home)
        self.say(f"  model of the year: criteria {RubricCriterion.objects.count()}")

    def _plain_pages(self) -> None:
        made: dict[str, StandardPage] = {}
        for item in content("pages"):
            page = StandardPage(
                show_in_menus=True,
                body=stream_json(item["body"], self.known, name=item["slug"]),
                **self._head(item),
            )
            made[item["slug"]] = self._add(made.get(item["parent"], self.home), page)

    def _services(self) -> None:
        page = next(p for p in self.sections.values() if isinstance(p, ServiceLinksPage))
        groups: dict[str, list[dict]] = {}
        for item in content("services"):
            service = {key: item.get(key) or "" for key in ("title", "description", "url")}
            groups.setdefault(item["group"], []).append(service)
        page.links = json.dumps(
            [
                {"type": "group", "value": {"title": title, "services": services}}
                for title, services in groups.items()
            ],
            ensure_ascii=False,
        )
        page.save_revision().publish()

    def _practice(self) -> None:
        item = content("practice")
        section = next(s for s in content("sections") if s["page_type"] == "PracticePage")
        practice = self._add(self.home, PracticePage(**self._head(section)))
        index = self._add(
            practice, StoryIndexPage(title=item["title"], slug="shi-ji", is_sample=True)
        )
        self._story(index, item["story"])

    def _days(self) -> None:
        items = content("days")
        DayInHistory.objects.bulk_create(
            DayInHistory(
                month=item["month"],
                day=item["day"],
                year=item["year"],
                title=item["title"],
                text=item["text"],
                source=item["source"],
                page=self.stories.get(item.get("story")),
            )
            for item in items
        )
        self.say(f"  days of history {len(items)}")

    def _head(self, item: dict) -> dict:
        return {
            "title": item["title"],
            "slug": item["slug"],
            "deck": item.get("deck", ""),
            "cover": self.images.get(item.get("cover")),
            "is_sample": bool(item.get("sample")),
        }

    def _piece(self, item: dict) -> dict:
        issued = item.get("issued_on")
        return {
            "body": stream_json(item["body"], self.known, name=item["slug"]),
            "credits": credits_json(item.get("credits", []), name=item["slug"]),
            "issued_on": datetime.date.fromisoformat(issued) if issued else None,
        }

    def _paragraph(self, text: str, name: str) -> str:
        blocks = [{"type": "paragraph", "html": f"<p>{text}</p>"}]
        return stream_json(blocks, self.known, name=name)

    def _add(self, parent, page, *, tags: tuple[str, ...] = ()):
        page.live = False
        parent.add_child(instance=page)
        if tags:
            page.tags.add(*tags)
        page.save_revision().publish()
        parent.refresh_from_db()
        return page


def _tags(item: dict) -> tuple[str, ...]:
    """The tags of a piece; the conflict it belongs to is one of them."""
    return tuple(dict.fromkeys(tag for tag in (*item["tags"], item.get("conflict")) if tag))
