"""What all commands share: the switch for machines, and how results and errors are said."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

import typer
from pydantic import ValidationError

from convrec.errors import ConvrecError
from convrec.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

JsonOption = Annotated[bool, typer.Option("--json", help="print JSON for machines")]


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn an error meant for people into one sentence on stderr and exit code 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ConvrecError as error:
            typer.echo(f"convrec: {error}", err=True)
            raise typer.Exit(2) from error
        except ValidationError as error:
            if error.title != Settings.__name__:
                raise
            typer.echo(f"convrec: {_wrong_setting(error)}", err=True)
            raise typer.Exit(2) from error

    return run


def _wrong_setting(error: ValidationError) -> str:
    wrong = error.errors()[0]
    return f"CONVREC_{str(wrong['loc'][0]).upper()} can't be {wrong['input']!r}: {wrong['msg'].lower()}."


def print_out(data: dict[str, Any], as_json: bool, plain: str) -> None:
    """A result: JSON for machines, or words for people."""
    typer.echo(json.dumps(data, ensure_ascii=False, default=str) if as_json else plain)
