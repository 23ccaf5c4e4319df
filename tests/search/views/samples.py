"""Documents of kinds that no page type makes yet, indexed as they stand."""

from __future__ import annotations

from search.engines.base import Moment, SearchDocument

RECORDING = SearchDocument(
    key="page:901",
    kind="interview",
    title="老兵张德胜访谈",
    url="/interviews/zhang-desheng/",
    body="张德胜讲述抗美援朝。",
    people=("张德胜",),
    sort_date="2023-08-01",
    facets={
        "kind": ("interview",),
        "conflict": ("抗美援朝战争",),
        "place": ("湖南省", "湖南省/长沙市", "湖南省/长沙市/宁乡市"),
        "decade": ("1950",),
        "recording": ("yes",),
    },
    moments=(
        Moment(start_ms=0, end_ms=4_000, speaker="访谈人", text="请您说说过江的那一夜。"),
        Moment(start_ms=83_500, end_ms=90_000, speaker="张德胜", text="那一夜我们踏着冰过江。"),
        Moment(start_ms=3_723_000, end_ms=3_730_000, text="过江以后再没见过班长。"),
        Moment(start_ms=3_800_000, end_ms=3_810_000, speaker="张德胜", text="过江时谁也不说话。"),
    ),
)


def regional(number: int, *path: str, **facets: tuple[str, ...]) -> SearchDocument:
    """A place with all the levels of its region, and whatever other facets are given."""
    levels = tuple("/".join(path[: depth + 1]) for depth in range(len(path)))
    return SearchDocument(
        key=f"place:{number}",
        kind="place",
        title=f"{path[-1]}纪念地{number}",
        url=f"/places/{number}/",
        facets={"kind": ("place",), "place": levels, **facets},
    )
