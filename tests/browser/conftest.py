"""The app and the browser that tests on the page share, each started once for a file of tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def address(demo_home: Path) -> Iterator[str]:
    """Where the demo shop's page is, as a person starts it."""
    from tests.browser.visiting import started  # skips where there is no playwright

    with started(demo_home, "app.py") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A Chromium without a window."""
    from tests.browser.visiting import chromium

    with chromium() as browser:
        yield browser
