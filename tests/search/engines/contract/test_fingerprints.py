"""What each engine says it holds, for comparing it with the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines.base import IndexMissing
from search.engines.fingerprint import fingerprint
from tests.search.engines.contract.corpus import corpus


def test_of_every_document_as_it_is_now(engine):
    documents = corpus()[:40]
    engine.rebuild(documents[:30])
    changed = replace(documents[3], body="改了")
    engine.index([*documents[30:], changed])
    engine.delete([documents[0].key])
    expected = {one.key: fingerprint(one) for one in [*documents[1:], changed]}
    held = list(engine.fingerprints())
    assert (dict(held), len(held)) == (expected, 39)


def test_of_nothing(engine):
    assert list(engine.fingerprints()) == []


def test_without_an_index(bare):
    with pytest.raises(IndexMissing):
        list(bare.fingerprints())
