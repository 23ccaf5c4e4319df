"""A recording comes in through the admin, over a line that breaks, and is heard there."""

from __future__ import annotations

import hashlib
import wave
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

RATE = 48_000
SECONDS = 110


@pytest.fixture
def tape(tmp_path) -> Path:
    """Ten megabytes of a quiet hum: more than one piece of an upload."""
    path = tmp_path / "第一盘.wav"
    second = bytes(range(0, 256, 2)) * (RATE * 2 // 128)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for _number in range(SECONDS):
            file.writeframes(second)
    return path


def test_an_upload_survives_a_cut_and_the_recording_is_heard_at_a_second(
    editor: Page, tape: Path, axe_is_content
):
    page = editor
    page.expected_faults.append("net::ERR_FAILED")
    sent: list[str] = []

    def carry(route):
        if route.request.method == "PATCH":
            sent.append(route.request.headers["upload-offset"])
            if len(sent) == 2:
                route.abort()
                return
        route.continue_()

    page.route("**/admin/recordings/upload/files/**", carry)
    page.goto("/admin/recordings/upload/")
    axe_is_content()
    page.locator("#recording-files").set_input_files(tape)
    link = page.locator("[data-edit]")
    expect(link).to_be_visible(timeout=60_000)
    # The second piece was sent twice, from the same place.
    assert sent == ["0", "8388608", "8388608"]
    expect(page.locator("progress")).to_have_js_property("value", 1000)

    link.click()
    expect(page.locator("#id_title")).to_have_value("第一盘")
    digest = hashlib.sha256(tape.read_bytes()).hexdigest()
    expect(page.get_by_text(digest)).to_be_visible()
    landed = page.locator("audio").evaluate(
        """async (audio) => {
            if (audio.readyState < 1) {
                await new Promise((done) => audio.addEventListener("loadedmetadata", done));
            }
            const sought = new Promise((done) => audio.addEventListener("seeked", done));
            audio.currentTime = 83.5;
            await sought;
            return [audio.currentTime, Math.round(audio.duration)];
        }"""
    )
    assert landed == [83.5, SECONDS]
