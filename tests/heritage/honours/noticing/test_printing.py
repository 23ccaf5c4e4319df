"""A notice on paper: what stands on it, and who may have it when."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from heritage.honours import candidacies
from heritage.honours.enums import CandidacyState, Role
from heritage.honours.models import NoticeRow
from heritage.honours.noticing import domain, printing
from tests.cms.core.print.reading import glyphs, text_of

from .conftest import BY_STROKES, let_run_out, wanted

pytestmark = pytest.mark.django_db
MARKUP = '#import "/etc/passwd": * _甲_ $x$ <b>'


def test_it_says_all_the_page_says(client, campaign, proposed, office):
    fields = wanted(intro=f"根据通知要求，现予公示。\n{MARKUP}", supervision_email="jd@example.cn")
    made = domain.prepare(campaign=campaign, fields=fields, chosen=proposed, user=office)
    notice = domain.publish(notice=made, seen=domain.fingerprint(made), user=office)
    answer = client.get(f"/notices/{notice.pk}/notice.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "noindex" in answer["X-Robots-Tag"]
    told = text_of(answer.content)
    places = [told.index(f"{name}的单位") for name in BY_STROKES]
    assert places == sorted(places)
    for words in (
        notice.title,
        "根据通知要求，现予公示。",
        "".join(MARKUP.split()),
        "（5个工作日）",
        "0531-1234567",
        "某市某路1号",
        "jd@example.cn",
        "按姓氏笔画排列",
        notice.digest,
    ):
        assert words in told
    assert 0 not in glyphs(answer.content)
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    assert f'href="/notices/{notice.pk}/notice.pdf"' in page


def test_who_left_is_struck_out(published, proposed, office):
    candidacies.move(
        candidacy=proposed[0], to=CandidacyState.WITHDRAWN, role=Role.OFFICE, user=office
    )
    domain.strike(candidacy=proposed[1], reason="不属实")
    off = [
        (row["name"], row["off"])
        for group in printing.sheet_of(published)["groups"]
        for row in group["rows"]
        if row["off"]
    ]
    assert off == [("丁一", "异议成立，已从名单中删去"), ("张建国", "已不再推荐")]


def test_only_while_it_runs_but_the_office_keeps_it(client, draft, office, somebody):
    public, admin = (
        f"/notices/{draft.pk}/notice.pdf",
        f"/admin/honours/notices/{draft.pk}/notice.pdf",
    )
    assert client.get(public).status_code == 404
    client.force_login(office)
    for prepare, words in (
        (lambda: None, "草稿，尚未发布"),
        (lambda: domain.publish(notice=draft, seen=domain.fingerprint(draft), user=office), ""),
        (lambda: let_run_out(draft), "公示期已满"),
    ):
        prepare()
        told = text_of(client.get(admin).content)
        assert words in told
        assert ("草稿" in told) == ("草稿" in words)
    assert client.get(public).status_code == 410
    client.force_login(somebody("access_admin"))
    assert client.get(admin).status_code in (302, 403)


def test_no_more_names_than_places(campaign, proposed, office):
    title = campaign.titles.get()
    title.quota = 4
    title.save()
    with pytest.raises(ValidationError, match="4"):
        domain.prepare(campaign=campaign, fields=wanted(), chosen=proposed, user=office)
    made = domain.prepare(campaign=campaign, fields=wanted(), chosen=proposed[:4], user=office)
    domain.publish(notice=made, seen=domain.fingerprint(made), user=office)
    # Who is on a notice already keeps the place.
    with pytest.raises(ValidationError):
        domain.prepare(campaign=campaign, fields=wanted(), chosen=proposed[4:], user=office)
    assert NoticeRow.objects.filter(notice__campaign=campaign).count() == 4
