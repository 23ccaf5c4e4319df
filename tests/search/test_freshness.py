"""Whatever happens to the site, the index ends up with what is live and public, and only that."""

from __future__ import annotations

import pytest
from wagtail.models import Page, PageViewRestriction

from search import outbox
from search.checking import check
from search.documents import all_documents, page_key
from search.engines.fingerprint import fingerprint
from tests.search.world import World

pytestmark = pytest.mark.django_db

STEPS = 30


class Killed(BaseException):
    """What ends a process in the middle of its work."""


def killed(*args, **kwargs):
    raise Killed


def private_pages() -> set[str]:
    """Keys of pages that are not for everybody, found without the help of querysets."""
    closed = [restriction.page.path for restriction in PageViewRestriction.objects.all()]
    return {
        page_key(page.pk)
        for page in Page.objects.all()
        if not page.live or any(page.path.startswith(path) for path in closed)
    }


def drained_or_killed(world: World, monkeypatch) -> bool:
    """Drain, or be killed before or after the index has the changes; whether all is drained."""
    chance = world.random.random()
    if chance < 0.7:
        outbox.drain()
        return True
    with monkeypatch.context() as patch:
        if chance < 0.85:
            patch.setattr(outbox, "_bring", killed)
        else:
            bring = outbox._bring
            patch.setattr(outbox, "_bring", lambda keys: (bring(keys), killed()))
        if outbox.OutboxEntry.objects.exists():
            with pytest.raises(Killed):
                outbox.drain()
    return False


@pytest.mark.parametrize("seed", range(4))
def test_index_and_database_agree_after_any_changes(
    home, index, seed, monkeypatch, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        world = World(home, seed)
    for _ in range(STEPS):
        with django_capture_on_commit_callbacks(execute=True):
            world.step()
        if world.random.random() < 0.5:
            continue
        if drained_or_killed(world, monkeypatch):
            told = "\n".join(world.history)
            assert private_pages() & set(index.keys()) == set(), told
            held = dict(index.fingerprints())
            wanted = {document.key: fingerprint(document) for document in all_documents()}
            assert held == wanted, told
    outbox.drain()
    assert not outbox.OutboxEntry.objects.exists()
    found = check()
    assert (found.count, found.compared) == (0, len(list(index.keys()))), world.history
