"""Any CSV file with a header: the columns that are known become fields, all others become attributes."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from convrec.data.attributes import TAKEN, attribute_name
from convrec.data.importers.write import Source
from convrec.data.lines import Problems, reason
from convrec.data.records import ItemRecord, is_web
from convrec.errors import ImportFormatError
from knowledge_graph.catalogue import slug

Cells = Mapping[str, str]  # column → what stands in it; empty cells are left out
Complain = Callable[[str], None]

PLAIN = ("currency", "url", "kind")
FIELDS = frozenset({"id", "title", "description", "price", "image", "images", *PLAIN})
REFUSED = TAKEN - FIELDS
SORTS = ("category", "type", "genre")
SEVERAL = re.compile(r"\s*[|;]\s*")
TRUTH = {"true": True, "false": False}
LONGEST_SLUG = 80
POINT = re.compile(r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")  # 1,299.00
COMMA = re.compile(r"-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+),[0-9]+")  # 1.299,00


def read_table(source: Path) -> Source:
    """Read a CSV file (comma, semicolon or tab). Needs a column "title"; ``colour_zh`` is the Chinese of ``colour``."""
    problems = Problems()
    rows = list(_rows(source, problems))
    numeric = _numeric(cells for _, cells in rows)
    given = {_plain(cells["id"]) for _, cells in rows if "id" in cells}
    items: dict[str, dict[str, Any]] = {}
    pictures: dict[str, Path] = {}
    for number, cells in rows:
        complain = partial(problems.add, source.name, line=number)
        id = _plain(cells["id"]) if "id" in cells else _made_id(_title(cells), {*given, *items})
        if id in items:
            complain(f"the id {id} occurs twice, so the line was left out")
            continue
        raw = {"id": id} | _fields(cells, complain) | {"attributes": _attributes(cells, numeric, complain)}
        if item := _checked(raw, complain):
            item["images"] = list(_pictures(cells, source.parent, pictures, complain))
            items[id] = item
    names = {name for item in items.values() for name in item["attributes"]}
    about = {"name": source.stem, "category": [name for name in SORTS if name in names]}
    return Source(about, list(items.values()), pictures=pictures, problems=problems.sentences())


def _rows(source: Path, problems: Problems) -> Iterator[tuple[int, Cells]]:
    """The rows with a title, each with the number of the line that it begins on."""
    try:
        text = source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFormatError(f"{source} is not UTF-8 text; please save it as a UTF-8 CSV file.") from error
    except OSError as error:
        raise ImportFormatError(f"{source} can't be read ({error.strerror}); please name a CSV file.") from error
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns = _columns(reader, source, problems)
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            problems.add(source.name, f"can't be read ({error}), so the line was left out", number)
            continue
        if row is None:
            return
        cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False) if name and cell.strip()}
        if len(row) > len(columns):
            problems.add(source.name, "has more cells than the header, so the line was left out", number)
        elif cells and not _title(cells):
            problems.add(source.name, "has no title, so the line was left out", number)
        elif cells:
            yield number, cells


def _columns(reader: Iterator[list[str]], source: Path, problems: Problems) -> list[str]:
    """The names of the columns as attributes are named; "" for a column that can't be used."""
    try:
        columns = [attribute_name(name.replace("/", " ")) for name in next(reader, [])]
    except csv.Error as error:
        raise ImportFormatError(f"The header of {source} can't be read ({error}); please mend its quotes.") from error
    if not any(columns):
        raise ImportFormatError(f"{source} has no header; its first line must name the columns, one of them “title”.")
    if not {"title", "title_zh"} & {*columns}:
        named = ", ".join(filter(None, columns))
        raise ImportFormatError(f"{source} needs a column “title”; its columns are: {named}.")
    for name in sorted(REFUSED & {*columns}):
        problems.add(source.name, f"the column “{name}” bears a name that is taken, so it was left out", 1)
    return ["" if name in REFUSED else name for name in columns]


def _title(cells: Cells) -> str:
    return cells.get("title") or cells.get("title_zh", "")


def _fields(cells: Cells, complain: Complain) -> dict[str, Any]:
    fields: dict[str, Any] = {name: cells[name] for name in PLAIN if name in cells}
    for name in ("title", "description"):
        texts = {"en": cells.get(name, ""), "zh": cells.get(f"{name}_zh", "")}
        fields[name] = {language: text for language, text in texts.items() if text}
    if "url" in fields and not is_web(fields["url"]):
        complain("url must begin with http:// or https://, so it was left out")
        del fields["url"]
    if "price" in cells:
        fields["price"] = _number(re.sub(r"[^0-9.,-]", "", cells["price"]).strip(".,").removesuffix(",-"))
        if fields["price"] is None:
            complain(f"“{cells['price']}” is no price, so the item has none")
    return fields


def _attributes(cells: Cells, numeric: set[str], complain: Complain) -> dict[str, Any]:
    names = dict.fromkeys(name.removesuffix("_zh") for name in cells)
    return {name: _value(name, cells, numeric, complain) for name in names if name not in FIELDS}


def _value(name: str, cells: Cells, numeric: set[str], complain: Complain) -> Any:
    """A number, true or false, or a list of words, with their Chinese where there is a column of it, one for one."""
    text = cells.get(name, "")
    if name in numeric:
        return _number(text)
    if text.lower() in TRUTH:
        return TRUTH[text.lower()]
    english, chinese = _several(text), _several(cells.get(f"{name}_zh", ""))
    if not chinese or not english:
        return english or [{"zh": word} for word in chinese]
    if len(english) != len(chinese):
        complain(f"{name} and {name}_zh hold different numbers of words, so the Chinese was left out")
        return english
    return [{"en": word, "zh": same} for word, same in zip(english, chinese, strict=True)]


def _checked(raw: dict[str, Any], complain: Complain) -> dict[str, Any] | None:
    """The item without the fields that can't be used; None where it has no usable id or title."""
    try:
        ItemRecord.model_validate(raw)
    except ValidationError as error:
        wrong = {problem["loc"][0] for problem in error.errors()}
        lost = "line" if wrong & {"id", "title"} else "field"
        complain(f"{reason(error)}, so the {lost} was left out")
        return None if lost == "line" else {name: value for name, value in raw.items() if name not in wrong}
    return raw


def _pictures(cells: Cells, folder: Path, pictures: dict[str, Path], complain: Complain) -> Iterator[str]:
    """Pictures that lie beside the table, by their paths in the catalogue folder; ``pictures`` takes what to copy."""
    root = folder.resolve()
    for name in dict.fromkeys(_several(f"{cells.get('image', '')}|{cells.get('images', '')}")):
        try:
            path = (root / name).resolve()
            there = path.is_relative_to(root) and path.is_file()
        except (OSError, RuntimeError, ValueError):  # a name that no file can have, or links in a circle
            there = False
        if not there:
            complain(f"there is no picture {name[:80]} beside the table, so it was left out")
            continue
        target = f"images/{path.relative_to(root).as_posix().removeprefix('images/')}"
        if pictures.setdefault(target, path) == path:
            yield target
        else:
            complain(f"another picture is called {target} already, so {name[:80]} was left out")


def _numeric(rows: Iterator[Cells]) -> set[str]:
    """Columns in which every cell that is filled holds a number."""
    seen: dict[str, bool] = {}
    for name, text in (cell for cells in rows for cell in cells.items()):
        seen[name] = seen.get(name, True) and _number(text) is not None
    return {name for name, all_numbers in seen.items() if all_numbers}


def _number(text: str) -> float | None:
    """``1,299.00``, ``1.299,00`` or ``34,5`` as a number; a lone point is a decimal point. None for anything else."""
    if POINT.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text.replace(".", "").replace(",", ".")) if COMMA.fullmatch(text) else None


def _several(text: str) -> list[str]:
    return [word for word in SEVERAL.split(text.strip()) if word]


def _plain(id: str) -> str:
    return re.sub(r"[\s/\\#]+", "-", id)


def _made_id(title: str, taken: set[str]) -> str:
    id = made = slug(title)[:LONGEST_SLUG]
    number = 2
    while made in taken:
        made, number = f"{id}-{number}", number + 1
    return made
