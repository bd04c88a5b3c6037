"""Starts the chat: settings → assistant → page. A Hugging Face Space runs this file."""

import sys

from convrec.assistant import Assistant
from convrec.errors import ConvrecError
from convrec.settings import Settings
from convrec.ui import build_page, launch


def main() -> None:
    """Build what the page needs, telling how far it is, and serve it."""
    settings = Settings()
    assistant = Assistant.build(settings, _progress)
    launch(build_page(assistant, settings), assistant, settings)


def _progress(what: str, share: float) -> None:
    end = "\n" if share >= 1 else ""
    print(f"\r{what} {share:4.0%} ", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except ConvrecError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
