"""Starts the chat: settings → assistant → page. A Hugging Face Space runs this file."""

import sys

from convrec.errors import ConvrecError
from convrec.settings import Settings
from convrec.ui import serve


def progress(what: str, share: float) -> None:
    """Tell how far the first start is, on one line."""
    print(f"\r{what} {share:4.0%} ", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        serve(Settings(), progress)
    except ConvrecError as error:
        print(f"convrec: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("Goodbye.", file=sys.stderr)
