"""Certificate, citation and poster: their words, and that they are made."""

from __future__ import annotations

import datetime
import io

import pytest
from django.urls import reverse
from PIL import Image

from heritage.honours.enums import CampaignNature
from heritage.honours.models import Honouree
from heritage.honours.showcase import printing
from tests.cms.core.print.reading import reader, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def wang(campaign) -> Honouree:
    return Honouree.objects.create(
        campaign=campaign,
        year=2026,
        title_name="最美退役军人",
        name="王建𠮷",
        slug="wang-2026",
        citation="一条山路，两行脚印。",
        deeds="退役返乡，修路种树。",
        certificate="示例第1号",
        stars=3,
    )


@pytest.mark.parametrize(
    ("nature", "wanted"),
    [
        (CampaignNature.SELECTION, "经组织选树，入选2026年度“最美退役军人”。"),
        (CampaignNature.RELEASE, "经审定，发布为2026年度“最美退役军人”。"),
        (CampaignNature.APPRAISAL, "经评比，评选为2026年度“最美退役军人”。"),
        (CampaignNature.COMMENDATION, "经批准，授予2026年度“最美退役军人”称号，予以表彰。"),
    ],
)
def test_the_words_follow_the_nature(wang, nature, wanted):
    wang.campaign.nature = nature
    assert printing.given_words(wang) == wanted
    assert ("表彰" in printing.given_words(wang)) == (nature == CampaignNature.COMMENDATION)


def test_a_past_year_has_no_campaign(wang):
    wang.campaign = None
    assert printing.given_words(wang) == "荣获2026年度“最美退役军人”称号。"
    assert printing.sheet_of(wang, url="/", site_name="戎光").signed_on == "二〇二六年"
    day = datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)
    assert printing._day(day) == "二〇二六年十一月三十日"


def test_documents_are_made(client, home, office, wang):
    client.force_login(office)
    for document, text in (
        ("certificate", "示例第1号"),
        ("citation", "一条山路，两行脚印。"),
        ("poster", "退役返乡，修路种树。"),
    ):
        answer = client.get(reverse("showcase:print", args=[wang.pk, document, "pdf"]))
        assert answer["Content-Type"] == "application/pdf"
        told = text_of(answer.content)
        assert text in told
        assert "王建𠮷" in told
    answer = client.get(reverse("showcase:print", args=[wang.pk, "certificate", "png"]))
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (1684, 1191)
    assert client.get(f"/admin/honourees/{wang.pk}/diploma.pdf").status_code == 404
    both = client.get(reverse("showcase:certificates", args=[wang.campaign_id]))
    assert len(reader(both.content).pages) == 1
    listed = client.get(reverse("showcase:list"), {"campaign": wang.campaign_id})
    assert list(listed.context["certificate_parts"]) == [1]
