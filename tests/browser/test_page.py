"""The whole thing in a real browser: the real app, started as a person starts it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

playwright = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine; install it with: apt install chromium"
)

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 20_000  # milliseconds for one thing to appear


@pytest.fixture(scope="module")
def address(demo_home: Path) -> Iterator[str]:
    """The app on a free port; stopped afterwards."""
    home, log = demo_home, demo_home / "app.log"
    environment = {**os.environ, "CONVREC_HOME": str(home), "CONVREC_PORT": str(_free_port()), "PYTHONUNBUFFERED": "1"}
    with log.open("w") as out:
        app = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        yield _opened(app, log)
    finally:
        app.terminate()
        app.wait(10)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _opened(app: "subprocess.Popen[bytes]", log: Path) -> str:
    """The address that the app prints once it is ready."""
    for _ in range(3000):  # the first start builds the index
        found = re.search(r"is open at (http\S+)", log.read_text(encoding="utf-8"))
        if found:
            return found[1]
        if app.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"the app didn't start:\n{log.read_text(encoding='utf-8')[-2000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Visitor:
    """One person's browser window, which remembers what its console complained of."""

    def __init__(self, browser: "playwright.Browser", address: str, **options: object) -> None:
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", lambda line: line.type == "error" and self.complaints.append(line.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url, address))
        self.page.goto(address)
        self.page.wait_for_selector(".welcome")

    def _note(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.strangers.append(url)

    def say(self, text: str, photo: Path | None = None) -> None:
        turns = self.page.locator(".turn").count()
        if photo:
            self.page.set_input_files('#box input[type="file"]', photo)
            self.page.wait_for_selector("#box .thumbnail-item, #box img")
        box = self.page.locator("#box textarea")
        box.fill(text)
        box.press("Enter")
        self.answered(turns + 1)

    def answered(self, turns: int) -> None:
        newest = self.page.locator(f".turn:nth-of-type({turns})")
        newest.locator(".reply, .problem").first.wait_for()
        self.page.wait_for_function("!document.querySelector('.status')")

    def cards(self) -> list[str]:
        return [card.get_attribute("data-card") or "" for card in self.page.locator(".cards .card").all()]

    def lines(self) -> list[str]:
        return self.page.locator(".known li > span:nth-child(2)").all_inner_texts()

    def leave(self) -> None:
        assert "Traceback" not in self.page.content()
        self.context.close()
        assert self.complaints == []
        assert self.strangers == [], "the page must not ask other servers for anything"


def test_a_visit(browser: "playwright.Browser", address: str, tmp_path: Path) -> None:
    ann = Visitor(browser, address, locale="en-GB")
    page = ann.page
    assert page.locator(".try").count() == 4 and page.locator(".try img").count() == 1
    assert len(ann.cards()) >= 8 and page.locator(".welcome .stars").count() >= 1
    assert ann.lines() == []

    ann.say("I love oak. Show me a lamp")
    before = ann.cards()
    assert before
    assert any("oak" in line.lower() for line in ann.lines())

    refuse = page.locator(f'.card[data-card="{before[0]}"] button[data-act="dislike"]')
    refuse.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f'.card[data-card="{before[0]}"]', state="detached")
    page.wait_for_selector(".removed")
    assert before[0] not in ann.cards() and ann.cards() != before

    known = ann.lines()
    page.locator(".known .remove").first.click()
    page.wait_for_function(f"document.querySelectorAll('.known li').length === {len(known) - 1}")
    assert known[0] not in ann.lines()

    page.locator('.card button[data-act="why"]').first.click()
    assert page.locator(".told").inner_text().strip()

    photo = tmp_path / "from my phone.png"
    _draw_vase().save(photo)
    ann.say("something like this", photo)
    assert ann.cards()
    assert page.locator(".photos img").count() == 1

    ben = Visitor(browser, address, locale="zh-CN", viewport={"width": 390, "height": 800})
    assert ben.lines() == [] and ben.page.locator(".turn").count() == 0
    assert "想找点什么" in ben.page.locator(".welcome h2").inner_text()
    assert ben.page.evaluate("document.documentElement.scrollWidth") <= 390
    ben.leave()

    page.reload()
    page.wait_for_selector(".welcome")
    page.wait_for_selector(".known li")
    assert ann.lines()
    ann.leave()


def test_music_has_a_player_films_move_and_the_profile_is_drawn(browser: "playwright.Browser", address: str) -> None:
    ann = Visitor(browser, address, locale="en-GB")
    page = ann.page
    ann.say("music for cooking")
    assert page.locator(".cards .card audio[controls]").count() == len(ann.cards()) > 0
    source = page.locator(".card audio").first.get_attribute("src")
    sound = page.request.get(f"{address.rstrip('/')}/{source}")
    assert sound.ok and sound.body()[:4] == b"OggS"

    ann.say("I love oak. A video of a chair")
    film = page.locator(".turn:last-of-type .card picture img").first
    film.wait_for()
    page.wait_for_function("document.querySelector('.turn:last-of-type .card picture img').naturalWidth > 0")
    assert page.locator(".drawing circle.likes").count() >= 1
    ann.leave()


def test_what_cannot_be_used_stays_in_the_box(browser: "playwright.Browser", address: str, tmp_path: Path) -> None:
    ann = Visitor(browser, address)
    fake = tmp_path / "fake.jpg"
    fake.write_text("this is no picture")
    ann.say("a lamp like this", fake)
    assert "fake.jpg" in ann.page.locator(".problem").inner_text()
    ann.page.wait_for_function("document.querySelector('#box textarea').value === 'a lamp like this'")
    ann.say("<b>bold</b> <script>alert(1)</script>")
    assert ann.page.locator(".said b").count() == 0
    ann.leave()


def _draw_vase() -> Image.Image:
    picture = Image.new("RGB", (600, 800), (235, 230, 222))
    ImageDraw.Draw(picture).ellipse((200, 250, 400, 650), fill=(40, 70, 140))
    return picture
