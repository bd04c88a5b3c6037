"""What all commands share: the switch for machines, and how results and errors are said."""

import json
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec, TypeVar

import typer
from pydantic import ValidationError

from convrec.errors import ConvrecError
from convrec.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

CatalogueOption = Annotated[Path | None, typer.Option("--catalogue", help="the catalogue folder")]
UserOption = Annotated[str, typer.Option("--user", help="who speaks; the same name goes on with the same profile")]
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


def settings_of(catalogue: Path | None, limit: int | None = None) -> Settings:
    """The settings, with what a command was given besides."""
    given: dict[str, Any] = {"catalogue": catalogue, "limit": limit}
    return Settings().model_copy(update={name: value for name, value in given.items() if value is not None})


def name_problems(problems: Sequence[str]) -> None:
    """What was wrong in the data and left out, a line each, on stderr."""
    for problem in problems[:20]:
        typer.echo(f"note: {problem}", err=True)
    if len(problems) > 20:
        typer.echo(f"note: … and {len(problems) - 20} more", err=True)
