"""The profile on the page: undone, turned round, handed over as a file, greeted with, and erased."""

import json
from pathlib import Path

from tests.browser.visiting import Visitor, needs_chromium, playwright

pytestmark = needs_chromium


def test_the_profile_is_the_persons(browser: "playwright.Browser", address: str, tmp_path: Path) -> None:
    ann = Visitor(browser, address, locale="en-GB", accept_downloads=True)
    page = ann.page
    ann.say("I love oak")
    ann.say("no green in the kitchen please")
    assert any("green (for the kitchen)" in line for line in ann.lines())

    page.locator('.known button[data-act="turn"][data-about="material/oak"]').click()
    page.wait_for_selector('.known li.dislikes button[data-about="material/oak"]')
    page.locator('.known button[data-act="undo"]').click()
    page.wait_for_selector('.known li.likes button[data-about="material/oak"]')

    page.locator('.known .all button[data-act="say"]').click()
    ann.answered(3)
    with page.expect_download() as download:
        page.locator(".file a").click()
    download.value.save_as(tmp_path / "mine.json")
    mine = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert any(line["what"] == "oak" for line in mine["known"]) and mine["opinions"]

    page.locator('.known button[data-act="greet"]').click()
    page.wait_for_selector('.known button[data-act="greet"][aria-pressed="true"]')
    page.reload()
    page.wait_for_selector(".welcome h2")
    assert "oak" in page.locator(".welcome h2").inner_text()

    ann.say("forget me")
    page.locator(".question button").first.click()
    page.wait_for_selector(".welcome .notice")
    assert ann.lines() == [] and "oak" not in page.locator(".welcome h2").inner_text()
    ann.leave()


def test_a_long_profile_scrolls_inside_itself(browser: "playwright.Browser", address: str) -> None:
    ann = Visitor(browser, address, locale="en-GB", viewport={"width": 1440, "height": 560})
    ann.say(
        "I love oak, linen, wool and brass, and no leather, no plastic, no glass, no velvet, nothing pink, no black"
    )
    assert len(ann.lines()) >= 7
    assert ann.page.evaluate("document.querySelector('#side').scrollHeight") > 560
    assert ann.page.evaluate("document.documentElement.scrollHeight") <= 560
    assert ann.page.locator("#box").bounding_box()["y"] > 560 / 2
    ann.page.locator(".known .forget summary").click()
    assert ann.page.evaluate("window.scrollY") == 0
    ann.leave()
