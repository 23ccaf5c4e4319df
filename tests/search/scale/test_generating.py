from itertools import islice

from search.scale.generating import FACETS, World
from search.text.normalise import normalise


def test_the_same_every_time():
    documents = list(World().documents(30))
    assert documents == list(World().documents(30))
    assert documents[:10] == list(islice(World().documents(1_000_000), 10))
    assert World().queries(5, 30) == World().queries(5, 30)


def test_about_as_long_as_a_roll_entry_and_with_all_facets():
    documents = list(World().documents(600))
    texts = [one.body or "".join(moment.text for moment in one.moments) for one in documents]
    assert 100 <= sum(map(len, texts)) / len(texts) <= 140
    assert {name for one in documents for name in one.facets} == set(FACETS)
    assert len({one.key for one in documents}) == 600


def test_moments_follow_on_each_other():
    recorded = next(one for one in World().documents(200) if one.moments)
    assert recorded.facets["recording"] == ("yes",)
    for before, after in zip(recorded.moments, recorded.moments[1:], strict=False):
        assert before.start_ms < before.end_ms == after.start_ms


def test_names_and_phrases_asked_for_are_there():
    world = World()
    told = [
        normalise(f"{one.title}{one.summary}{one.body}{one.people}{one.places}")
        for one in world.documents(50)
    ]
    names = [query.text for query in world.queries(20, 50) if query.sort == "name"]
    assert names
    assert all(any(name in text for text in told) for name in names)
