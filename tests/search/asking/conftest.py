import pytest

from search.engines.base import SearchDocument
from search.engines.embedded import EmbeddedEngine

DOCUMENTS = (
    ("黄继光", "特级英雄黄继光在上甘岭战役中牺牲。", ("黄继光",), "person"),
    ("上甘岭战役", "第15军守住了上甘岭的阵地。", (), "story"),
    ("上甘岭", "歌里的上甘岭。", (), "story"),
    ("孙占元", "排长孙占元。", ("孙占元",), "person"),
    ("狼牙山五壮士", "五位战士在狼牙山跳崖。", (), "story"),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """An engine that has a few documents."""
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"), lock_timeout=20)
    engine.rebuild(
        SearchDocument(
            key=f"page:{number}",
            kind=kind,
            title=title,
            url=f"/{number}/",
            body=body,
            people=people,
            facets={"kind": (kind,)},
        )
        for number, (title, body, people, kind) in enumerate(DOCUMENTS)
    )
    return engine
