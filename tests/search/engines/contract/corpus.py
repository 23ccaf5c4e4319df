"""Documents that both engines are given: a few written by hand, many put together."""

from __future__ import annotations

import random

from search.engines.base import Moment, SearchDocument

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨曾单仇区"
GIVEN = "建国志强秀英玉兰德海春山铁柱长贵满仓凤霞根生明远"
PLACES = ("四川中江", "山东沂南", "河北狼牙山", "湖南韶山", "辽宁抚顺", "朝鲜", "江西瑞金")
UNITS = ("第45师", "第一三五团", "八路军一二〇师", "新四军三师", "志愿军第十五军")
THEMES = ("英雄", "家书", "支前", "烈士", "老兵", "双拥")
SENTENCES = (
    "那年冬天，部队在{place}过河，河水没过胸口。",
    "{name}把干粮让给了伤员，自己吃雪。",
    "{unit}坚守坑道十四昼夜，没有后退一步。",
    "他在信里写道：不要挂念，等胜利了就回家。",
    "一九五〇年冬，{unit}跨过鸭绿江。",
    "{place}的乡亲送来了鞋和粮食。",
    "立功喜报送到家时，母亲已经不在了。",
    "战友们说，{name}从来不提自己的功劳。",
    "1952年10月，上甘岭打了四十三天。",
)

WRITTEN = (
    SearchDocument(
        key="page:1",
        kind="story",
        title="血战上甘嶺",
        url="/stories/sgl/",
        summary="一九五二年秋，志願軍第十五軍在上甘嶺。",
        body="一九五二年，黃繼光在上甘嶺犧牲。他是志願軍戰士。戰士們在坑道裏堅守四十三天。",
        people=("黄继光",),
        places=("朝鲜", "上甘岭"),
        units=("志愿军第十五军",),
        native_places=("四川/中江",),
        dates=("1952-10",),
        periods=((1950, 1953),),
        sort_date="1952-10",
        facets={"kind": ("story",), "place": ("朝鲜",), "tag": ("英雄", "烈士")},
        filters={"person": ("黄继光",)},
    ),
    SearchDocument(
        key="page:2",
        kind="story",
        title="狼牙山五壮士",
        url="/stories/lys/",
        body="1941年秋，五位八路军战士在狼牙山跳崖。两人被树枝挂住，活了下来。",
        places=("河北狼牙山",),
        sort_date="1941-09-25",
        facets={"kind": ("story",), "place": ("河北狼牙山",), "tag": ("英雄",)},
    ),
    SearchDocument(
        key="page:3",
        kind="article",
        title="雷锋日记",
        url="/articles/lf/",
        body="他的日记写于1960年前后。A hero of his time, the diary says.",
        people=("雷锋",),
        sort_date="1960",
        facets={"kind": ("article",), "place": ("辽宁抚顺",)},
    ),
    SearchDocument(
        key="person:1",
        kind="person",
        title="黄继光",
        url="/people/hjg/",
        aliases=("黄积广",),
        summary="四川中江人，特级英雄。",
        places=("四川中江",),
        facets={"kind": ("person",), "place": ("四川中江",)},
    ),
    SearchDocument(
        key="person:2",
        kind="person",
        title="单玉兰",
        url="/people/syl/",
        aliases=("Shan Yulan",),
        pinyin=("shan yulan", "syl"),
        summary="支前模范。",
        facets={"kind": ("person",)},
    ),
    SearchDocument(
        key="page:4",
        kind="story",
        title="家书",
        url="/stories/js/",
        body="信里说，上，甘愿；岭上有雪。\n<b>不是标记</b> & 也不是实体。",
        facets={"kind": ("story",), "tag": ("家书",)},
    ),
    SearchDocument(
        key="page:5",
        kind="recording",
        title="坑道里的水",
        url="/oral/1/",
        summary="一位老兵讲上甘岭。",
        sort_date="2019-07-27",
        moments=(
            Moment(start_ms=0, end_ms=4_000, text="那年下雪。", speaker="访问者"),
            Moment(
                start_ms=4_000, end_ms=9_500, text="上甘岭上没有水，一滴水也没有。", speaker="老兵"
            ),
            Moment(start_ms=9_500, end_ms=15_000, text="我们舔石头上的水。", speaker="老兵"),
            Moment(
                start_ms=15_000, end_ms=20_000, text="上甘岭打完，连里剩下几个人。", speaker="老兵"
            ),
        ),
        facets={"kind": ("recording",), "place": ("朝鲜",), "tag": ("老兵",)},
    ),
    SearchDocument(
        key="page:7",
        kind="recording",
        title="井边的话",
        url="/oral/2/",
        moments=tuple(
            Moment(
                start_ms=n * 1_000, end_ms=n * 1_000 + 900, text="那口井里有水。", speaker="老兵"
            )
            for n in range(5)
        ),
        facets={"kind": ("recording",), "recording": ("yes",)},
    ),
    SearchDocument(key="page:6", kind="page", title="联系我们", url="/contact/"),
)

QUERIES = (
    "",
    "上甘岭",
    "上甘嶺",
    "上 甘岭",
    "黄继光",
    "黄积广",
    "岭",
    "第45师",
    "一九五〇",
    "1950",
    "战士 八路军",
    "战士 -八路军",
    "-战士",
    '"坚守坑道"',
    '"战士志愿军"',
    "坚守坑道十四昼夜",
    "志愿军上甘岭",
    "黄继光雕像馆",
    "谁把干粮让给了伤员？",
    "哪五位战士在狼牙山跳崖",
    "母亲收到立功喜报的时候在做什么呢？",
    "部队过河的时候河水有多深",
    "sgl",
    "shang gan ling",
    "hjg",
    "huangjiguang",
    "hero",
    "HERO diary",
    "王建国",
    "建国",
    "鸭绿江",
    "😀？",
    "（）",
    "不存在的词语组合",
    "人物:黄继光",
    "人物:黄?光",
    "单位：第十五军 上甘岭",
    '单位:"新四军三师" -人物:王建国',
    "籍贯:四川",
    "年:1950-1953",
    "年:一九四一 战士",
    "黄?光",
    "黄□光",
    "王？国",
)

CHOICES = (
    {},
    {"kind": ("story",)},
    {"kind": ("story", "person"), "tag": ("英雄",)},
    {"place": ("朝鲜", "江西瑞金"), "decade": ("1950",)},
    {"kind": ("没有",)},
    {"person": ("黄继光", "没有此人")},
    {"person": ("王建国", "黄继光"), "kind": ("story", "person"), "没 有\ud800": ("x",)},
)

PREFIXES = (
    "黄",
    "黃繼",
    "h",
    "hj",
    "huangj",
    "上",
    "sg",
    "sh",
    "shan",
    "syl",
    "王",
    "wang",
    "w",
    "家",
    "建",
    "血",
    "x",
)


def composed(count: int = 300) -> list[SearchDocument]:
    """``count`` documents that are the same every time; no two have one text."""
    chance = random.Random(1950)
    documents = []
    for number in range(count):
        name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2))))
        place, unit = chance.choice(PLACES), chance.choice(UNITS)
        kind = chance.choice(("story", "person", "article"))
        year = chance.randint(1931, 1959)
        body = "".join(chance.choices(SENTENCES, k=chance.randint(1, 7)))
        body = body.format(name=name, place=place, unit=unit)
        documents.append(
            SearchDocument(
                key=f"made:{number}",
                kind=kind,
                title=name if kind == "person" else f"{name}在{place}",
                url=f"/made/{number}/",
                summary=f"{unit}，{year}年入伍。" if number % 3 else "",
                body=body,
                people=(name,) if kind != "person" else (),
                places=(place,),
                units=(unit,),
                native_places=(place,) if number % 4 else (),
                dates=(str(year),),
                periods=((year, year + number % 9),) if number % 2 else (),
                sort_date=str(year) if number % 5 else "",
                facets={
                    "kind": (kind,),
                    "place": (place,),
                    "unit": (unit, f"{number % 120}连"),
                    "tag": tuple(chance.sample(THEMES, chance.randint(0, 3))),
                    "decade": (f"{year // 10}0",),
                },
                filters={"person": (name,)},
            )
        )
    return documents


def corpus() -> list[SearchDocument]:
    """All documents."""
    return [*WRITTEN, *composed()]
