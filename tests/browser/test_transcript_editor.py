"""A transcript corrected in the admin: words, times, speakers, and two people at once."""

from __future__ import annotations

import json
import re
import time

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PATIENCE = 30_000

MAKE = """
import io, json, wave
from django.core.files.base import ContentFile
from media.formats.document import Cue, Document
from media.models import Recording
from media.transcripts.domain import import_transcript

sound = io.BytesIO()
with wave.open(sound, "wb") as file:
    file.setnchannels(1); file.setsampwidth(1); file.setframerate(4000)
    file.writeframes(b"\\x80" * 4000 * 30)
recording = Recording.objects.create(
    title="示例录音", type="audio", duration=6000, mime="audio/x-wav",
    file=ContentFile(sound.getvalue(), name="示例.wav"),
)
for count in (6, 2000):
    cues = tuple(
        Cue(n * 3000, n * 3000 + 2500, f"第{n}句，说的是当年的事。", speaker="张老" if n % 2 else "问")
        for n in range(count)
    )
    made = import_transcript(recording=recording, document=Document(cues=cues))
    print("made", made.pk)
"""


@pytest.fixture(scope="session")
def transcripts(site) -> tuple[str, str]:
    """Addresses of a transcript of six cues and of one of two thousand."""
    done = site.manage("shell", "-c", MAKE)
    numbers = re.findall(r"made (\d+)", done.stdout)
    assert len(numbers) == 2, done.stderr
    return tuple(f"/admin/transcripts/{number}/" for number in numbers)


def words(page: Page, number: int):
    return page.locator(f'.te-row[aria-posinset="{number}"] [data-text]')


def start(page: Page, number: int):
    return page.locator(f'.te-row[aria-posinset="{number}"] [data-start]')


def saved(page: Page) -> None:
    status = page.locator("[data-status]")
    expect(status).to_have_attribute("data-kind", "saved", timeout=PATIENCE)


def kept(page: Page, address: str) -> list[list]:
    """The cues as the server has them: start, end, speaker, words."""
    answer = page.request.get(f"{address}cues/")
    return [cue[:4] for cue in json.loads(answer.text())["cues"]]


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[data-ready]")).to_be_visible(timeout=PATIENCE)


def test_words_are_corrected_by_keyboard_and_kept(editor: Page, transcripts, axe_is_content):
    page, address = editor, transcripts[0]
    opened(page, address)
    expect(page.locator(".te-row")).to_have_count(6)
    axe_is_content()

    words(page, 1).fill("第零句改过了。")
    saved(page)
    assert kept(page, address)[0] == [0, 2500, "问", "第零句改过了。"]

    # Split before “改”, which gives each part its share of the time.
    words(page, 1).evaluate("field => field.setSelectionRange(3, 3)")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".te-row")).to_have_count(7)
    expect(words(page, 2)).to_be_focused()
    expect(words(page, 2)).to_have_value("改过了。")
    page.keyboard.press("Alt+s")
    page.keyboard.press("Alt+ArrowUp")
    expect(words(page, 1)).to_be_focused()
    saved(page)
    assert kept(page, address)[:2] == [
        [0, 1071, "问", "第零句"],
        [1071, 2500, "张老", "改过了。"],
    ]

    page.keyboard.press("Alt+m")
    expect(words(page, 1)).to_have_value("第零句改过了。")
    for _step in range(3):
        page.keyboard.press("Control+z")
    expect(words(page, 1)).to_have_value("第零句改过了。")
    expect(page.locator(".te-row")).to_have_count(6)
    page.keyboard.press("Control+y")
    expect(page.locator(".te-row")).to_have_count(7)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+s")
    saved(page)
    assert kept(page, address)[0] == [0, 2500, "问", "第零句改过了。"]
    assert len(kept(page, address)) == 6


def test_times_come_from_the_player_or_by_hand(editor: Page, transcripts):
    page, address = editor, transcripts[0]
    opened(page, address)
    player = page.locator("[data-player]")
    player.evaluate(
        """media => new Promise((done) => {
          media.addEventListener("seeked", done, { once: true });
          media.currentTime = 3.25;
        })"""
    )
    words(page, 2).focus()
    page.keyboard.press("Alt+BracketLeft")
    expect(start(page, 2)).to_have_value("0:00:03.250")
    start(page, 3).fill("0:06.5")
    start(page, 3).press("Tab")
    expect(start(page, 3)).to_have_value("0:00:06.500")
    # A time that goes back is not taken.
    start(page, 3).fill("1")
    start(page, 3).press("Tab")
    expect(start(page, 3)).to_have_value("0:00:06.500")
    page.keyboard.press("Control+s")
    saved(page)
    assert [cue[0] for cue in kept(page, address)][:4] == [0, 3250, 6500, 9000]


def test_search_and_replace_in_two_thousand_cues(editor: Page, transcripts):
    page, address = editor, transcripts[1]
    opened(page, address)
    assert page.locator(".te-row").count() < 60
    page.keyboard.press("Control+f")
    find = page.locator("[data-find]")
    expect(find).to_be_focused()
    find.fill("第1999句")
    find.press("Enter")
    expect(words(page, 2000)).to_be_focused()
    assert page.evaluate("String(window.getSelection())") == "第1999句"

    find.fill("当年")
    expect(page.locator("[data-count]")).to_contain_text("2000")
    page.locator("[data-replace]").fill("那一年")
    page.locator("[data-replace-all]").click()
    expect(words(page, 2000)).to_have_value("第1999句，说的是那一年的事。")
    saved(page)
    assert {cue[3].partition("，")[2] for cue in kept(page, address)} == {"说的是那一年的事。"}
    page.locator("[data-act=undo]").click()
    saved(page)
    assert kept(page, address)[7][3] == "第7句，说的是当年的事。"


def test_an_edit_is_found_by_the_public_once_it_is_approved(editor: Page, browser, site):
    page, word = editor, "鹧鸪校订"
    page.goto("/admin/transcripts/")
    details = page.get_by_role("link", name="赵一曼").first.get_attribute("href")
    address = re.sub(r"details/$", "", details)
    opened(page, address)
    spoken = words(page, 2).input_value()
    words(page, 2).fill(f"{spoken}{word}")
    saved(page)

    context = browser.new_context(base_url=site.url, locale="zh-CN")
    reader = context.new_page()

    def moments_of() -> int:
        reader.goto(f"/search/?q={word}")
        return reader.locator(".hit__moments li", has_text=word).count()

    assert moments_of() == 0
    page.goto(f"{address}details/")
    page.get_by_role("button", name="审定通过", exact=True).click()
    deadline = time.monotonic() + PATIENCE / 1000
    while not moments_of() and time.monotonic() < deadline:
        time.sleep(0.2)
    reader.locator(".hit__moments li", has_text=word).locator("a").click()
    expect(reader.locator(".cue.is-heard")).to_contain_text(word)
    context.close()

    opened(page, address)
    words(page, 2).fill(spoken)
    saved(page)
    page.goto(f"{address}details/")
    page.get_by_role("button", name="审定通过", exact=True).click()


def test_the_second_of_two_editors_is_told(editor: Page, transcripts):
    page, address = editor, transcripts[0]
    page.expected_faults.append("409 (Conflict)")
    opened(page, address)
    other = page.context.new_page()
    opened(other, address)
    words(other, 6).fill("别人改的。")
    words(other, 4).fill("两人都改，别人先。")
    saved(other)
    before = kept(page, address)

    words(page, 5).fill("我改的。")
    words(page, 4).fill("两人都改，我后。")
    words(page, 1).fill("我改的第一句。")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    expect(dialog).to_contain_text("admin")
    expect(dialog.locator("textarea")).to_have_value(re.compile("两人都改，我后。"))
    assert kept(page, address) == before

    page.locator("[data-conflict-both]").click()
    expect(dialog).to_be_hidden()
    expect(words(page, 6)).to_have_value("别人改的。")
    saved(page)
    now = [cue[3] for cue in kept(page, address)]
    assert now[0] == "我改的第一句。"
    assert now[3:6] == ["两人都改，别人先。", "我改的。", "别人改的。"]
