"""What happens by itself happens once, under a lock, and one fault holds up nothing else."""

from __future__ import annotations

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.core import clock
from cms.core.enums import JobState
from cms.core.models import Job
from heritage.people.models import Person
from heritage.stories.models import StoryPage
from tests.factories import (
    CoreImageFactory,
    PersonFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def own_state(settings, tmp_path, index, open_connection):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home)


def schedule(thing, at: datetime.datetime) -> None:
    """As an editor did who gave this time and published."""
    thing.go_live_at = at
    thing.save_revision(approved_go_live_at=at)


def test_what_is_done_is_told_by_name(index):
    done = clock.tick()
    assert set(done) == {
        "scheduled publishing",
        "jobs taken back",
        "old jobs forgotten",
        "search index",
        "search outbox",
        "offered searches counted",
        "old searches forgotten",
        "floods of searches thinned out",
        "uploads never confirmed",
        "lists of people never confirmed",
        "merges made final",
        "personal data deleted on schedule",
        "agreements and closed ranges",
        "checksums of originals",
        "old uploads forgotten",
        "transcripts never confirmed",
        "urgency of the register",
        "lists for the register never confirmed",
        "contact and health on the register past their purpose",
        "scoring rounds opened",
        "rubrics of self-assessments frozen",
    }
    assert sum(done.values()) == 0


class TestPublishing:
    def test_what_is_due_goes_live(self, stories):
        due = StoryPageFactory(parent=stories, live=False)
        later = StoryPageFactory(parent=stories, live=False)
        schedule(due, timezone.now() - HOUR)
        schedule(later, timezone.now() + HOUR)
        assert clock.tick()["scheduled publishing"] == 1
        live = set(StoryPage.objects.live().values_list("pk", flat=True))
        assert live == {due.pk}
        assert clock.tick()["scheduled publishing"] == 0

    def test_what_has_expired_is_taken_down(self, stories):
        page = StoryPageFactory(parent=stories, expire_at=timezone.now() - HOUR)
        stays = StoryPageFactory(parent=stories, expire_at=timezone.now() + HOUR)
        assert clock.tick()["scheduled publishing"] == 1
        page.refresh_from_db()
        stays.refresh_from_db()
        assert (page.live, page.expired, stays.live) == (False, True, True)

    def test_records_too(self):
        due, over = PersonFactory(live=False), PersonFactory(expire_at=timezone.now() - HOUR)
        schedule(due, timezone.now() - HOUR)
        assert clock.tick()["scheduled publishing"] == 2
        assert list(Person.objects.published()) == [due]
        assert Person.objects.get(pk=over.pk).expired is True

    def test_one_that_may_not_go_live_does_not_hold_up_the_others(self, stories, caplog):
        bad = StoryPageFactory(parent=stories, live=False)
        schedule(bad, timezone.now() - 2 * HOUR)
        revision = bad.latest_revision
        revision.content["cover"] = CoreImageFactory(description="").pk
        revision.save()
        good = StoryPageFactory(parent=stories, live=False)
        schedule(good, timezone.now() - HOUR)
        assert clock.tick()["scheduled publishing"] == 1
        assert list(StoryPage.objects.live()) == [good]
        assert [record.message for record in caplog.records if record.name == "cms.clock"] == [
            f"scheduled change of {revision!r} failed"
        ]


class TestChores:
    def test_one_that_fails_does_not_stop_the_others(self, monkeypatch, caplog):
        calls = []

        def broken() -> int:
            raise RuntimeError("broken")

        chores = {"one": broken, "two": lambda: calls.append("two") or 3}
        monkeypatch.setattr(clock, "_chores", chores)
        assert clock.tick() == {"one": 0, "two": 3}
        assert (calls, [record.message for record in caplog.records]) == (
            ["two"],
            ["chore one failed"],
        )

    def test_lost_jobs_are_taken_back(self):
        Job.objects.create(
            name="search.drain", state=JobState.RUNNING, attempts=1, seen_at=timezone.now() - HOUR
        )
        assert clock.tick()["jobs taken back"] == 1


class TestLock:
    def test_a_second_tick_is_told(self):
        with clock._only_one(), pytest.raises(clock.TickBusy):
            clock.tick()
        assert clock.tick() is not None

    def test_a_tick_that_fails_lets_go(self, monkeypatch):
        def interrupted() -> int:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(clock, "_chores", {"one": interrupted})
            with pytest.raises(KeyboardInterrupt):
                clock.tick()
        assert clock.tick() is not None

    def test_the_command_says_so(self):
        error, out = StringIO(), StringIO()
        with clock._only_one():
            call_command("tick", stdout=out, stderr=error)
        assert (out.getvalue(), error.getvalue()) == ("", "another tick is running\n")


def test_the_command_says_what_was_done(stories):
    schedule(StoryPageFactory(parent=stories, live=False), timezone.now() - HOUR)
    out = StringIO()
    call_command("tick", stdout=out)
    assert out.getvalue() == "scheduled publishing: 1\n"
