"""Starts the chat: settings → assistant → page. A Hugging Face Space runs this file."""

import sys

import typer

from convrec.errors import ConvrecError
from convrec.settings import Settings
from convrec.ui import serve


def progress(what: str, share: float) -> None:
    """Tell how far the first start is, on one line."""
    typer.echo(f"\r{what} {share:4.0%} ", nl=share >= 1, err=True)


if __name__ == "__main__":
    try:
        serve(Settings(), progress)
    except ConvrecError as error:
        typer.echo(f"convrec: {error}", err=True)
        sys.exit(2)
