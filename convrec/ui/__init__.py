"""The browser page: ``build_page`` makes it, ``launch`` serves it, ``serve`` does everything from settings to page."""

from collections.abc import Callable

from convrec.assistant import Assistant
from convrec.settings import Settings
from convrec.ui.page import build_page, launch

__all__ = ["build_page", "launch", "serve"]


def serve(settings: Settings, progress: Callable[[str, float], None] | None = None) -> None:
    """Build the assistant and serve its page until stopped. Raises ConvrecError."""
    assistant = Assistant.build(settings, progress)
    launch(build_page(assistant, settings), assistant, settings)
