"""Slugs that a Chinese reader can read aloud."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.core.slugs import MAX_SLUG, pinyin_slug
from heritage.people.models import Person, Place
from heritage.stories.models import StoryPage
from tests.factories import StoryIndexPageFactory


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("血战上甘岭 1952", "xue-zhan-shang-gan-ling-1952"),
        ("黄继光", "huang-ji-guang"),
        ("女兵", "nv-bing"),
        ("《谁是最可爱的人》", "shui-shi-zui-ke-ai-de-ren"),
        ("ＡＢＣ　一二三", "abc-yi-er-san"),
        ("Model of the Year 2024", "model-of-the-year-2024"),
        ("——", ""),
        ("", ""),
        ("🎖", ""),
    ],
)
def test_readable(title, slug):
    assert pinyin_slug(title) == slug


@given(st.text(max_size=200))
def test_always_a_slug_of_bounded_length(title):
    slug = pinyin_slug(title)
    assert re.fullmatch(r"[a-z0-9_]+(?:-[a-z0-9_]+)*|", slug.strip("-_")) is not None
    assert len(slug) <= MAX_SLUG


def test_a_long_title_loses_whole_syllables():
    slug = pinyin_slug("中国人民志愿军" * 20)
    assert len(slug) <= MAX_SLUG
    assert set(slug.split("-")) == {"zhong", "guo", "ren", "min", "zhi", "yuan", "jun"}


def test_one_word_longer_than_a_slug_is_cut():
    assert pinyin_slug("x" * 200) == "x" * MAX_SLUG


@pytest.mark.django_db
class TestPages:
    def add(self, index, **fields):
        page = StoryPage(**fields)
        index.add_child(instance=page)
        return page.slug

    def test_unique_among_siblings(self, home):
        index = StoryIndexPageFactory(parent=home)
        slugs = [self.add(index, title="血战上甘岭") for _ in range(3)]
        assert slugs == [f"xue-zhan-shang-gan-ling{end}" for end in ("", "-2", "-3")]

    def test_the_same_under_another_parent(self, home):
        one, other = (StoryIndexPageFactory(parent=home) for _ in range(2))
        assert self.add(one, title="血战上甘岭") == self.add(other, title="血战上甘岭")

    def test_a_title_without_a_reading(self, home):
        index = StoryIndexPageFactory(parent=home)
        assert [self.add(index, title="——") for _ in range(2)] == ["storypage", "storypage-2"]

    def test_a_title_as_long_as_may_be(self, home):
        index = StoryIndexPageFactory(parent=home)
        slugs = [self.add(index, title="战" * 255) for _ in range(2)]
        assert slugs == ["-".join(["zhan"] * 16), "-".join(["zhan"] * 16) + "-2"]

    def test_an_editors_slug_is_kept(self, home):
        index = StoryIndexPageFactory(parent=home)
        assert self.add(index, title="血战上甘岭", slug="sgl") == "sgl"

    def test_a_taken_slug_of_an_editor_is_refused(self, home):
        index = StoryIndexPageFactory(parent=home)
        self.add(index, title="血战上甘岭", slug="sgl")
        with pytest.raises(ValidationError) as caught:
            self.add(index, title="另一篇", slug="sgl")
        assert list(caught.value.message_dict) == ["slug"]


@pytest.mark.django_db
def test_records_of_one_name_have_different_slugs():
    assert [Person.objects.create(name="王伟").slug for _ in range(3)] == [
        "wang-wei",
        "wang-wei-2",
        "wang-wei-3",
    ]
    assert [Place.objects.create(name="鼓楼区").slug for _ in range(2)] == [
        "gu-lou-qu",
        "gu-lou-qu-2",
    ]


@pytest.mark.django_db
def test_pinyin_of_a_person_has_tone_marks_unless_given():
    assert Person.objects.create(name="黄继光").pinyin == "huáng jì guāng"
    assert Person.objects.create(name="单某", pinyin="shàn mǒu").pinyin == "shàn mǒu"
