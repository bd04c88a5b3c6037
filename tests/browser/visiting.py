"""What the tests in a browser share: the app started as a person starts it, the browser, and a person's window."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(
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


@contextmanager
def started(home: Path, *command: str) -> Iterator[str]:
    """The address of a page, served by a Python command on a free port; stopped afterwards."""
    log = home / "app.log"
    environment = {**os.environ, "CONVREC_HOME": str(home), "CONVREC_PORT": str(_free_port()), "PYTHONUNBUFFERED": "1"}
    with log.open("w") as out:
        app = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=out, stderr=out)
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


@contextmanager
def chromium() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


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

    def say(self, text: str, *photos: Path) -> None:
        turns = self.page.locator(".turn").count()
        if photos:
            self.choose(photos)
        box = self.page.locator("#box textarea")
        box.fill(text)
        box.press("Enter")
        self.answered(turns + 1)

    def choose(self, photos: Sequence[Path]) -> None:
        """Pick photos with the paperclip."""
        before = self.page.locator("#box .thumbnail-item").count()
        self.page.set_input_files('#box input[type="file"]', photos)
        self.attached(before + len(photos))

    def attached(self, count: int) -> None:
        shown = f"document.querySelectorAll('#box .thumbnail-item').length === {count}"
        self.page.wait_for_function(f"{shown} && !document.querySelector('#box .loader')")

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
