"""The commands for catalogues: index and import."""

import time
from pathlib import Path
from typing import Annotated

import typer

from convrec.commands.common import (
    CatalogueOption,
    JsonOption,
    name_problems,
    plain_errors,
    print_out,
    settings_of,
)
from convrec.commands.progress import PROGRESS


@plain_errors
def index(
    catalogue: CatalogueOption = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="build it anew")] = False,
    along: Annotated[bool, typer.Option("--ship", help="also write the vectors into the catalogue folder")] = False,
    as_json: JsonOption = False,
) -> None:
    """Build the vector index of a catalogue (also done at first use)."""
    from convrec.data.folder import read_catalogue
    from convrec.index import index_folder, open_index, ship
    from convrec.models import load_models

    settings = settings_of(catalogue)
    began = time.perf_counter()
    shop = read_catalogue(settings.catalogue)
    name_problems(shop.problems)
    models = load_models(settings)
    built = open_index(settings.home, shop, models, PROGRESS, rebuild)
    if along:
        ship(shop, built, models)
    folder = index_folder(settings.home, shop.folder)
    done = {"items": len(shop.items), "folder": str(folder), "seconds": round(time.perf_counter() - began, 2)}
    print_out(done | {"problems": list(shop.problems)}, as_json, f"{len(shop.items)} items indexed in {folder}")


@plain_errors
def import_(
    format: Annotated[str, typer.Argument(help="grocery, csv or movielens")],
    source: Annotated[Path, typer.Argument(help="where the data lies")],
    folder: Annotated[Path, typer.Argument(help="the catalogue folder to make")],
    as_json: JsonOption = False,
) -> None:
    """Make a catalogue folder from someone else's format."""
    from convrec.data.importers import import_catalogue

    made = import_catalogue(format, source, folder)
    name_problems(made.problems)
    told = f"{made.items} items and {made.acts} acts written to {made.folder}"
    print_out({"folder": str(made.folder), "items": made.items, "acts": made.acts}, as_json, told)
