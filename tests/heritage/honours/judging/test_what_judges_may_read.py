"""What a judge reads of a nominee whose name is hidden, and of one who left the selection."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cms.core.intake.models import Evidence
from cms.core.intake.sniffing import DOCX
from heritage.honours.enums import AssignmentState
from heritage.honours.judging import reading
from tests.factories.honours import NominationFactory

from .conftest import logged_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "facts", "secret", "kept"),
    [
        (
            "family",
            {
                "nominee_name": "张和平、李秀英家庭",
                "details": {"members": "张和平，丈夫；张小满，女儿"},
                "deeds": "张和平与李秀英照顾烈属。张 和平说，秀英辛苦了。",
            },
            ["张和平", "李秀英", "秀英", "小满", "张 和平"],
            "照顾烈属",
        ),
        (
            "work",
            {
                "nominee_name": "永远的丰碑",
                "details": {"author": "周小雨", "teacher": "郑老师甲"},
                "deeds": "周小雨在郑老师甲指导下朗诵。",
            },
            ["小雨", "郑老师甲", "永远的丰碑"],
            "指导下朗诵",
        ),
        (
            "organisation",
            {
                "nominee_name": "某县红星果业有限公司",
                "details": {"head": "吴大勇", "founded": "2015-03~"},
                "deeds": "负责人吴大勇带领员工。",
            },
            ["大勇", "红星果业有限公司", "2015-03"],
            "带领员工",
        ),
    ],
)
def test_no_name_stands_anywhere_where_names_are_hidden(panel, kind, facts, secret, kept):
    panel.campaign.blind = True
    panel.campaign.save()
    candidacy = panel.candidacies[0]
    candidacy.title.nominee_kind = kind
    candidacy.title.save()
    for name, value in facts.items():
        setattr(candidacy, name, value)
    candidacy.save()
    mine = panel.give(0)
    client = logged_in(mine.judge.user)
    pages = [client.get(reverse("judging_sheet", args=[mine.pk])).content.decode()]
    client.post(reverse("judging_declare", args=[mine.pk]))
    pages.append(client.get(reverse("judging_sheet", args=[mine.pk])).content.decode())
    assert [name for name in secret for page in pages if name in page] == []
    assert kept in pages[1]


@pytest.mark.parametrize("state", ["withdrawn", "merged"])
def test_the_file_of_who_left_is_closed(panel, state, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    candidacy = panel.candidacies[0]
    nomination = NominationFactory(title=candidacy.title, candidacy=candidacy)
    paper = Evidence.objects.create(
        record=nomination, name="表.docx", stored_name="ab" * 32, mime=DOCX, size=3, sha256="0" * 64
    )
    folder = tmp_path / "private" / "evidence" / "ab"
    folder.mkdir(parents=True)
    (folder / ("ab" * 32)).write_bytes(b"doc")
    mine = panel.give(0)
    client = logged_in(mine.judge.user)
    sheet = reverse("judging_sheet", args=[mine.pk])
    file = reverse("judging_file", args=[mine.pk, paper.pk])
    client.post(reverse("judging_declare", args=[mine.pk]))
    assert "DOCX" in client.get(sheet).content.decode()
    # The ending says what opens it, the name nothing.
    given = client.get(file)
    assert b"".join(given.streaming_content) == b"doc"
    name = f"{candidacy.code}-{paper.pk}.docx"
    assert given["Content-Disposition"] == f'attachment; filename="{name}"'
    candidacy.state = state
    candidacy.save()
    page = client.get(sheet)
    assert (page.status_code, candidacy.deeds[:10] in page.content.decode()) == (410, False)
    assert client.get(file).status_code == 404
    assert client.get("/judging/").context["rounds"][0]["wanted"] == 0
    mine.refresh_from_db()
    assert mine.state == AssignmentState.DECLARED


def test_a_text_without_spaces_is_masked_at_once():
    """A run of letters is looked through once, not again from each of them."""
    text = "a" * 20_000 + "李大爷 li@example.org"
    assert reading.masked(text, {"李大爷": "[推荐人]"}).endswith("a[推荐人] ***")
