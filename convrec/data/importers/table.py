"""Any CSV file with a header: the columns that are known become fields, all others become attributes."""

import csv
import re
from pathlib import Path
from typing import Any

from convrec.data.importers.write import Source
from convrec.errors import ImportFormatError
from knowledge_graph.catalogue import slug

FIELDS = ("id", "title", "description", "price", "currency", "url", "kind")
SORTS = ("category", "type", "genre")
SEVERAL = re.compile(r"\s*[|;]\s*")


def read_table(source: Path) -> Source:
    """Read a CSV file (comma, semicolon or tab). Needs a column "title"; ``colour_zh`` is the Chinese of ``colour``."""
    try:
        content = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportFormatError(f"{source} can't be read as UTF-8 text; please save it as a UTF-8 CSV file.") from error
    header = content.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(content.splitlines(), delimiter=delimiter)
    columns = [name.strip().lower() for name in reader.fieldnames or ()]
    if "title" not in columns:
        raise ImportFormatError(f"{source} needs a column “title”; its columns are: {', '.join(columns) or 'none'}.")
    reader.fieldnames = columns
    items: dict[str, dict[str, Any]] = {}
    pictures: dict[str, Path] = {}
    problems: list[str] = []
    for number, row in enumerate(reader, 2):
        cells = {
            name: value.strip() for name, value in row.items() if name and isinstance(value, str) and value.strip()
        }
        if "title" not in cells:
            problems.append(f"line {number} has no title, so it was left out")
            continue
        item = _item(cells, number, items, problems)
        item["images"] = _pictures(cells, source.parent, pictures)
        items[item["id"]] = item
    names = {name for item in items.values() for name in item["attributes"]}
    about = {"name": source.stem, "category": [name for name in SORTS if name in names]}
    return Source(about, list(items.values()), pictures=pictures, problems=tuple(problems))


def _item(cells: dict[str, str], number: int, known: dict[str, Any], problems: list[str]) -> dict[str, Any]:
    item: dict[str, Any] = {name: cells[name] for name in FIELDS if name in cells}
    item["id"] = _unique(slug(cells.get("id") or cells["title"]) if "id" not in cells else _plain(cells["id"]), known)
    for name in ("title", "description"):
        if f"{name}_zh" in cells:
            item[name] = {"en": item.get(name, ""), "zh": cells[f"{name}_zh"]}
    if "price" in item:
        price = _number(re.sub(r"[^\d.,-]", "", item["price"]))
        if price is None:
            problems.append(f"line {number}: “{item['price']}” is no price, so the item has none")
        item["price"] = price
    taken = {*FIELDS, "image", "images", "title_zh", "description_zh"}
    item["attributes"] = {
        name: _value(name, text, cells)
        for name, text in cells.items()
        if name not in taken and not name.endswith("_zh")
    }
    return item


def _value(name: str, text: str, cells: dict[str, str]) -> Any:
    """A number, a word, or a list of words; with their Chinese where there is a column of it, one for one."""
    number = _number(text)
    if number is not None:
        return number
    english, chinese = SEVERAL.split(text), SEVERAL.split(cells.get(f"{name}_zh", ""))
    if len(english) != len(chinese) or not all(chinese):
        return english
    return [{"en": word, "zh": sign} for word, sign in zip(english, chinese, strict=True)]


def _pictures(cells: dict[str, str], folder: Path, pictures: dict[str, Path]) -> list[str]:
    """Pictures named in the file that lie beside it, to be copied."""
    named = SEVERAL.split(cells.get("images", cells.get("image", "")))
    root, kept = folder.resolve(), []
    for name in filter(None, named):
        path = (root / name).resolve()
        if path.is_relative_to(root) and path.is_file():
            target = f"images/{path.relative_to(root).as_posix().replace('/', '-')}"
            pictures[target] = path
            kept.append(target)
    return kept


def _number(text: str) -> float | None:
    plain = text.replace(",", ".") if re.fullmatch(r"-?\d+,\d{1,2}", text) else text.replace(",", "")
    return float(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None


def _plain(id: str) -> str:
    return re.sub(r"[\s/\\#]+", "-", id)


def _unique(id: str, known: dict[str, Any]) -> str:
    number, made = 2, id
    while made in known:
        made, number = f"{id}-{number}", number + 1
    return made
