"""Certificate (荣誉证书), citation (颁奖词), deeds poster (事迹海报) and share card.

Their words follow the nature of the campaign; none carries a national, party or
army emblem. They are set in Chinese, whatever the language of the admin.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image

from cms.core.models import SiteSettings
from cms.core.print.codes import QrCode
from cms.core.print.poster import Poster, draw_poster
from cms.core.print.press import render_pdf, render_png
from heritage.honours.enums import CampaignNature, NomineeKind
from heritage.honours.models import Honouree

PPI = 144
COVER = "fill-1080x760|format-jpeg|jpegquality-88"
PICTURE = "max-1200x1200|format-jpeg|jpegquality-90"
DIGITS = "〇一二三四五六七八九"

_GIVEN = {
    CampaignNature.SELECTION: "经组织选树，入选",
    CampaignNature.RELEASE: "经审定，发布为",
    CampaignNature.APPRAISAL: "经评比，评选为",
    CampaignNature.COMMENDATION: "经批准，授予",
}
_HELD = {
    NomineeKind.PERSON: "同志",
    NomineeKind.FAMILY: "家庭",
}


class Document(models.TextChoices):
    """What is printed of an honouree."""

    CERTIFICATE = "certificate", _("Certificate")
    CITATION = "citation", _("Citation")
    POSTER = "poster", _("Deeds poster")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The words of one document as they are to be read; ``picture`` is JPEG bytes or None."""

    name: str
    form_of_address: str
    title: str
    category: str
    year: int
    given: str
    citation: str
    deeds: str
    unit: str
    stars: int
    number: str
    document: str
    organisers: str
    signed_on: str
    site_name: str
    url: str
    is_sample: bool
    picture: bytes | None = None


def sheet_of(honouree: Honouree, *, url: str, site_name: str, picture: bool = False) -> Sheet:
    """What the documents of an honouree say; ``url`` is the whole address of the page.

    The picture is there only with the right to show it.
    """
    campaign = honouree.campaign
    at = campaign and (campaign.announced_at or campaign.decided_at)
    return Sheet(
        name=honouree.name,
        form_of_address=_HELD.get(honouree.kind, ""),
        title=honouree.title_name,
        category=honouree.category_name,
        year=honouree.year,
        given=given_words(honouree),
        citation=honouree.citation,
        deeds=honouree.deeds,
        unit=honouree.unit,
        stars=honouree.stars or 0,
        number=honouree.certificate,
        document=campaign.document if campaign and _is_commendation(honouree) else "",
        organisers=campaign.organisers if campaign else "",
        signed_on=_day(timezone.localtime(at)) if at else f"{_digits(honouree.year)}年",
        site_name=site_name,
        url=url,
        is_sample=honouree.is_sample,
        picture=picture_of(honouree, PICTURE) if picture else None,
    )


def given_words(honouree: Honouree) -> str:
    """What was done, such as ``经组织选树，入选2026年度“最美退役军人”。``; 表彰 only where it was one."""
    nature = honouree.campaign.nature if honouree.campaign else ""
    title = f"{honouree.year}年度“{honouree.title_name}”"
    if honouree.category_name:
        title += f"（{honouree.category_name}）"
    if nature == CampaignNature.COMMENDATION:
        return f"{_GIVEN[nature]}{title}称号，予以表彰。"
    return f"{_GIVEN.get(nature, '荣获')}{title}{'' if nature else '称号'}。"


def pdf(document: Document, sheets: Sequence[Sheet], *, at: datetime | None = None) -> bytes:
    """One document of each sheet, in one PDF; 〓 stands for what no font draws.

    Raises ``PrintError``.
    """
    return render_pdf(_template(document), _data(sheets), at=at, substitute=True)


def png(document: Document, sheet: Sheet, *, at: datetime | None = None) -> bytes:
    """The same of one sheet as a picture of its first page, 144 pixels an inch."""
    return render_png(_template(document), _data([sheet]), ppi=PPI, at=at, substitute=True)[0]


def card_png(honouree: Honouree, *, url: str, site: SiteSettings) -> bytes:
    """The card to share, 1080 x 1800 pixels."""
    return draw_poster(
        Poster(
            title=honouree.name,
            deck=f"{honouree.year}年度{honouree.title_name}。{honouree.citation}",
            site_name=site.site_name,
            strapline=site.strapline,
            url=url,
            cover=picture_of(honouree, COVER),
            label="示例" if honouree.is_sample else "",
        )
    )


def picture_of(honouree: Honouree, rendition: str) -> bytes | None:
    """The picture as JPEG, if there is a right to show it and the file can be read."""
    if honouree.shown_image is None:
        return None
    with honouree.shown_image.get_rendition(rendition).file.open("rb") as file:
        content = file.read()
    with Image.open(io.BytesIO(content)) as picture:
        picture.verify()
    return content


def _template(document: Document) -> str:
    return f"honours/{document.value}.typ"


def _data(sheets: Sequence[Sheet]) -> dict:
    return {"sheets": [{"sheet": each, "code": QrCode(each.url)} for each in sheets]}


def _is_commendation(honouree: Honouree) -> bool:
    return honouree.campaign.nature == CampaignNature.COMMENDATION


def _digits(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _day(moment: datetime) -> str:
    """``二〇二六年十一月二十二日``, as certificates are dated."""
    return f"{_digits(moment.year)}年{_number(moment.month)}月{_number(moment.day)}日"


def _number(number: int) -> str:
    """1 to 31 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")
