"""The commands for what is kept of people: profile show, forget and export, and the lists that were shown."""

import json
from pathlib import Path
from typing import Annotated

import typer

from convrec.commands.common import CatalogueOption, JsonOption, UserOption, plain_errors, print_out, settings_of
from convrec.errors import InputError, UnknownUser
from convrec.settings import Settings


@plain_errors
def show_profile(user: UserOption, catalogue: CatalogueOption = None, as_json: JsonOption = False) -> None:
    """What is known of a person, in words."""
    from convrec.data.folder import read_catalogue
    from convrec.data.graph import catalogue_graph
    from convrec.known import profile_lines
    from convrec.memory import open_memory
    from convrec.naming import Names

    shop = read_catalogue(settings_of(catalogue).catalogue)
    memory = open_memory(Settings())
    _known(memory.export(user), user)
    lines = profile_lines(memory.profile(user), Names(shop, catalogue_graph(shop)), "en", memory.now())
    plain = "\n".join(f"{one.text}: {one.liking:+.2f}  “{one.quote}”  {one.note}".rstrip() for one in lines)
    print_out({"user": user, "lines": [vars(line) for line in lines]}, as_json, plain)


@plain_errors
def forget_profile(user: UserOption, as_json: JsonOption = False) -> None:
    """Erase a person for good."""
    from convrec.memory import open_memory

    gone = open_memory(Settings()).forget(user)
    _known(gone, user)
    print_out({"user": user, "erased": gone}, as_json, f"{gone} entries erased.")


@plain_errors
def export_profile(
    user: UserOption,
    catalogue: CatalogueOption = None,
    file: Annotated[Path | None, typer.Option("--file", help="the file to write; without it, print")] = None,
    as_json: JsonOption = False,
) -> None:
    """Everything that is kept of a person, as JSON: what is known in words, then every entry."""
    from convrec.data.folder import read_catalogue
    from convrec.data.graph import catalogue_graph
    from convrec.exporting import kept
    from convrec.memory import open_memory
    from convrec.naming import Names

    shop = read_catalogue(settings_of(catalogue).catalogue)
    told = kept(user, open_memory(Settings()), Names(shop, catalogue_graph(shop)), "en")
    _known(told, user)
    if file is None:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=None if as_json else 2))
        return
    try:
        file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} can't be written: {error.strerror}.") from error
    print_out({"user": user, "file": str(file)}, as_json, f"All that is kept of {user} is in {file}")


@plain_errors
def lists(
    file: Annotated[Path, typer.Argument(help="the file to write, a JSON line a list")],
    as_json: JsonOption = False,
) -> None:
    """Write down all lists that were shown with exploration, their chances and what came of them; without names."""
    from convrec.memory import open_memory

    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in open_memory(Settings()).explored()]
    try:
        file.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} can't be written: {error.strerror}.") from error
    print_out({"lists": len(lines), "file": str(file)}, as_json, f"{len(lines)} lists written to {file}")


def _known(anything: object, user: str) -> None:
    """Refuse a person of whom nothing is kept."""
    if not anything:
        raise UnknownUser(f"Nothing is known of “{user}”; talk first: python -m convrec ask TEXT --user {user}.")
