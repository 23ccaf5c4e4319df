"""The import in the admin: upload, look, confirm."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from heritage.stories.models import ArticlePage, ImportFile, StoryPage
from heritage.stories.waiting import KEPT_FOR, forget_unconfirmed
from heritage.wagtail_hooks import import_menu_item
from tests.factories import (
    ArticleIndexPageFactory,
    PersonFactory,
    StoryIndexPageFactory,
    UserFactory,
)
from tests.heritage.stories.test_importer import TEXT

pytestmark = pytest.mark.django_db


WAITING = Path(ImportFile._meta.get_field("file").storage.location)


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    """The state directory is one for all tests of a process."""
    shutil.rmtree(WAITING, ignore_errors=True)


@pytest.fixture
def column(home):
    return ArticleIndexPageFactory(parent=home, slug="bang-yang")


@pytest.fixture
def editor(client, column):
    """Somebody who may add to the column, but not publish."""
    user, group = UserFactory(username="editor"), Group.objects.create(name="编辑组")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=group, page=column, permission=permission)
    user.groups.add(group)
    client.force_login(user)
    return user


def file(name: str = "老兵.txt", text: str = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def send(client, index, *files):
    return client.post(
        reverse("import_articles:upload"), {"parent": index.pk, "files": list(files)}
    )


def confirm(client, response, index, **answers):
    address = response["Location"].split("?")[0]
    for waiting in ImportFile.objects.all():
        answers.setdefault(f"file-{waiting.pk}-take", "on")
        answers.setdefault(f"file-{waiting.pk}-title", "老兵王某的五十年")
    return client.post(address, {"parent": index.pk, **answers})


def stored() -> list[str]:
    """Names of the uploaded files that are kept."""
    return [path.name for path in WAITING.rglob("*") if path.is_file()]


class TestTheWholeWay:
    def test_upload_look_confirm(self, client, editor, column):
        assert client.get(reverse("import_articles:upload")).status_code == 200
        response = send(client, column, file())
        assert response.status_code == 302
        shown = client.get(response["Location"])
        assert shown.status_code == 200
        assert stored() == ["老兵.txt"]
        (preview,) = shown.context["previews"]
        assert (preview.article.title, preview.fault, preview.existing) == (
            "老兵王某的五十年",
            None,
            None,
        )
        assert "山村小学" in shown.content.decode()
        done = confirm(client, response, column)
        assert (done.status_code, done["Location"]) == (
            302,
            reverse("wagtailadmin_explore", args=[column.pk]),
        )
        page = ArticlePage.objects.get()
        assert (page.live, page.latest_revision.user) == (False, editor)
        assert (ImportFile.objects.count(), stored()) == (0, [])
        assert len(list(get_messages(done.wsgi_request))) == 1

    def test_the_editors_title_counts(self, admin_client, column):
        response = send(admin_client, column, file())
        waiting = ImportFile.objects.get()
        confirm(admin_client, response, column, **{f"file-{waiting.pk}-title": "改过的标题"})
        assert ArticlePage.objects.get().title == "改过的标题"

    def test_published_by_one_who_may(self, admin_client, column):
        response = send(admin_client, column, file())
        confirm(admin_client, response, column, publish="1")
        assert ArticlePage.objects.get().live is True

    def test_not_published_by_one_who_may_not(self, client, editor, column):
        response = send(client, column, file())
        assert confirm(client, response, column, publish="1").status_code in (302, 403)
        assert ArticlePage.objects.count() == 0

    def test_what_is_not_taken_is_forgotten(self, admin_client, column):
        other = TEXT.replace("老兵王某", "老兵赵某")
        response = send(admin_client, column, file(), file("另.txt", other))
        first, second = ImportFile.objects.all()
        admin_client.post(
            response["Location"].split("?")[0],
            {
                "parent": column.pk,
                f"file-{first.pk}-title": "甲",
                f"file-{second.pk}-take": "on",
                f"file-{second.pk}-title": "乙",
            },
        )
        assert [page.title for page in ArticlePage.objects.all()] == ["乙"]
        assert (ImportFile.objects.count(), stored()) == (0, [])

    def test_people_are_linked_to_a_story(self, admin_client, home):
        person = PersonFactory(name="黄继光")
        stories = StoryIndexPageFactory(parent=home)
        response = send(admin_client, stories, file())
        waiting = ImportFile.objects.get()
        confirm(admin_client, response, stories, **{f"file-{waiting.pk}-people": [str(person.pk)]})
        assert StoryPage.objects.get().people == [person]

    def test_a_file_that_came_before_is_shown_as_such(self, admin_client, column):
        confirm(admin_client, send(admin_client, column, file()), column)
        response = admin_client.get(send(admin_client, column, file())["Location"])
        (preview,) = response.context["previews"]
        assert preview.existing.pk == ArticlePage.objects.get().pk


class TestBadInput:
    def test_a_bad_file_among_good_ones(self, admin_client, column):
        response = send(admin_client, column, file("坏.docx", "不是文档"), file())
        shown = admin_client.get(response["Location"])
        bad, good = shown.context["previews"]
        assert (bad.fault.code.value, bad.form, good.fault) == ("not_docx", None, None)
        assert confirm(admin_client, response, column).status_code == 302
        assert ArticlePage.objects.count() == 1

    def test_no_file(self, admin_client, column):
        response = send(admin_client, column)
        assert response.status_code == 400
        assert list(response.context["form"].errors) == ["files"]

    def test_too_many_files(self, admin_client, column, settings):
        settings.IMPORT_MAX_FILES = 2
        response = send(admin_client, column, *(file(f"{number}.txt") for number in range(3)))
        assert response.status_code == 400
        assert list(response.context["form"].errors) == ["files"]
        assert ImportFile.objects.count() == 0

    def test_a_file_that_is_too_large(self, admin_client, column, monkeypatch):
        monkeypatch.setattr("heritage.stories.import_forms.MAX_FILE_BYTES", 100)
        response = send(admin_client, column, file())
        assert (response.status_code, ImportFile.objects.count()) == (400, 0)

    def test_an_empty_file(self, admin_client, column):
        response = send(admin_client, column, file("空.txt", ""))
        assert (response.status_code, ImportFile.objects.count()) == (400, 0)

    @pytest.mark.parametrize("parent", ["", "abc", "999999", "1; drop"])
    def test_a_parent_that_is_none(self, admin_client, column, parent):
        response = admin_client.post(
            reverse("import_articles:upload"), {"parent": parent, "files": [file()]}
        )
        assert response.status_code == 400
        assert list(response.context["form"].errors) == ["parent"]

    def test_a_title_left_empty_is_shown_again(self, admin_client, column):
        response = send(admin_client, column, file())
        waiting = ImportFile.objects.get()
        again = confirm(admin_client, response, column, **{f"file-{waiting.pk}-title": ""})
        assert again.status_code == 400
        (preview,) = again.context["previews"]
        assert list(preview.form.errors) == ["title"]
        assert (ArticlePage.objects.count(), ImportFile.objects.count()) == (0, 1)

    def test_a_person_who_was_not_proposed(self, admin_client, home):
        stories, stranger = StoryIndexPageFactory(parent=home), PersonFactory(name="别人")
        PersonFactory(name="黄继光")
        response = send(admin_client, stories, file())
        waiting = ImportFile.objects.get()
        again = confirm(
            admin_client, response, stories, **{f"file-{waiting.pk}-people": [str(stranger.pk)]}
        )
        assert (again.status_code, StoryPage.objects.count()) == (400, 0)

    def test_a_file_name_with_a_path_in_it(self, admin_client, column):
        send(admin_client, column, file("../../../etc/老兵.txt"))
        assert ImportFile.objects.get().name == "老兵.txt"
        assert stored() == ["老兵.txt"]


def test_what_nobody_confirms_is_forgotten_after_a_day(admin_client, column):
    send(admin_client, column, file("旧.txt"))
    ImportFile.objects.update(created_at=timezone.now() - KEPT_FOR * 2)
    send(admin_client, column, file("新.txt"))
    assert forget_unconfirmed() == 1
    assert (ImportFile.objects.get().name, stored()) == ("新.txt", ["新.txt"])


class TestWhoMay:
    def test_an_upload_is_its_owners_alone(self, client, admin_client, editor, column):
        client.force_login(editor)
        response = send(client, column, file())
        for method in (admin_client.get, admin_client.post):
            assert method(response["Location"], {"parent": column.pk}).status_code == 404
        assert client.get(response["Location"]).status_code == 200

    def test_an_upload_that_is_none(self, admin_client, column):
        address = reverse("import_articles:confirm", args=[uuid.uuid4()])
        assert admin_client.get(f"{address}?parent={column.pk}").status_code == 404

    @pytest.mark.parametrize("parent", ["", "abc", "0"])
    def test_a_parent_in_the_address_that_is_none(self, admin_client, column, parent):
        response = send(admin_client, column, file())
        address = response["Location"].split("?")[0]
        assert admin_client.get(f"{address}?parent={parent}").status_code == 404

    def test_not_under_a_page_one_may_not_add_to(self, client, editor, home):
        other = ArticleIndexPageFactory(parent=home)
        response = send(client, other, file())
        assert (response.status_code, list(response.context["form"].errors)) == (400, ["parent"])

    def test_not_by_somebody_who_may_add_nothing(self, client, rf, column):
        user = UserFactory()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        response = client.get(reverse("import_articles:upload"))
        assert (response.status_code, response["Location"]) == (302, "/admin/")
        request = rf.get("/admin/")
        request.user = user
        assert import_menu_item().is_shown(request) is False

    def test_not_by_a_stranger(self, client, column):
        response = client.get(reverse("import_articles:upload"))
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")
