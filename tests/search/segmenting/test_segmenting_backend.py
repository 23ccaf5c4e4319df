"""The admin's search on whichever database the tests run on."""

import pytest
from django.core.management import call_command
from modelsearch.backends import get_search_backend
from modelsearch.query import And, Not, Or, Phrase, PlainText
from wagtail.models import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def backend(settings):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.segmenting"}}
    # modelsearch indexes in a task; the site runs it a moment later, this test at once.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return get_search_backend()


@pytest.fixture(autouse=True)
def pages(backend):
    root = Page.objects.get(depth=1)
    titles = ("血战上甘嶺", "狼牙山五壮士", "雷锋日记 1960 Diary", "上甘，岭南")
    return {
        title: root.add_child(instance=Page(title=title, slug=f"page-{n}"))
        for n, title in enumerate(titles)
    }


def searched(query, **options):
    return sorted(page.title for page in Page.objects.search(query, **options))


def completed(query, **options):
    return sorted(page.title for page in Page.objects.autocomplete(query, **options))


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("上甘岭", ["血战上甘嶺"]),
        ("甘嶺", ["血战上甘嶺"]),
        ("岭", ["上甘，岭南", "血战上甘嶺"]),
        ("五壮", ["狼牙山五壮士"]),
        ("壮士 狼牙山", ["狼牙山五壮士"]),
        ("上甘岭血战", ["血战上甘嶺"]),
        ("ＤＩＡＲＹ", ["雷锋日记 1960 Diary"]),
        ("雷锋 1960", ["雷锋日记 1960 Diary"]),
        ("？？", []),
        ("a\"b'c\\", []),
    ],
)
def test_titles_are_found_by_any_piece(typed, titles):
    assert searched(typed) == titles
    assert completed(typed) == titles


def test_what_is_being_typed_completes():
    assert completed("dia") == ["雷锋日记 1960 Diary"]
    assert completed("雷锋 196") == ["雷锋日记 1960 Diary"]
    assert completed("狼") == ["狼牙山五壮士"]


def test_named_fields():
    assert searched("上甘岭", fields=["title"]) == ["血战上甘嶺"]
    assert completed("甘岭", fields=["title"]) == ["血战上甘嶺"]


def test_composed_queries():
    assert searched(Phrase("血战上甘")) == ["血战上甘嶺"]
    assert searched(Phrase("上甘岭南")) == []
    assert searched(Or([PlainText("上甘岭"), PlainText("雷锋")])) == [
        "血战上甘嶺",
        "雷锋日记 1960 Diary",
    ]
    assert searched(And([PlainText("岭"), Not(PlainText("血战"))])) == ["上甘，岭南"]
    assert searched("上甘岭 雷锋", operator="or") == ["血战上甘嶺", "雷锋日记 1960 Diary"]


def test_a_change_is_found_and_a_deleted_page_is_not(pages):
    page = pages["狼牙山五壮士"]
    page.title = "黄继光"
    page.save()
    assert (searched("五壮士"), searched("黄继光")) == ([], ["黄继光"])
    page.delete()
    assert searched("黄继光") == []


def test_the_index_can_be_built_anew(capsys):
    call_command("update_index", verbosity=0)
    assert searched("上甘岭") == ["血战上甘嶺"]


def test_titles_with_nothing_to_index():
    Page.objects.get(depth=1).add_child(instance=Page(title="——", slug="dashes"))
    assert searched("——") == []
