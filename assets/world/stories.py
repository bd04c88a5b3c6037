"""The shop's other kinds of item: posts, short films, live shows and music, each from a line written for it.

A story inherits from the products it shows what can be seen of them (sorts, colours, materials), so that it is found by
what is in its picture. What has no picture, film or sound file yet is left out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

WORLD = Path(__file__).resolve().parent
SHOP = WORLD.parent / "shop"
OWN = ("topic", "occasion", "instrument", "style", "room", "mood", "maker")  # attributes that a line itself tells
SEEN = ("category", "colour", "material")  # what is seen of a product
MEASURES = ("length_s", "length_min", "tempo_bpm", "energy")

Line = dict[str, Any]


def read_lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def in_both(name: str, value: str, vocabulary: Mapping[str, Mapping[str, Any]]) -> Line:
    chinese = vocabulary[name][value]
    return {"en": value, "zh": chinese["zh"] if name == "colour" else chinese}


def read_stories() -> list[Line]:
    """All lines, with their kind: what they are called in the shop."""
    files = {"post": "posts", "film": "films", "show": "shows", "track": "tracks"}
    return [
        {**line, "kind": kind}
        for kind, name in files.items()
        if (WORLD / f"{name}.jsonl").is_file()
        for line in read_lines(WORLD / f"{name}.jsonl")
    ]


def stories(products: Iterable[Line], vocabulary: Mapping[str, Mapping[str, Any]]) -> Iterator[Line]:
    """Lines of items.jsonl for every story whose files are there; what it shows and isn't sold is left out of it."""
    known = {product["id"]: product for product in products}
    for line in read_stories():
        shown = [known[item] for item in line["shows"] if item in known]
        files = _files(line, shown)
        if files is not None and shown:
            yield {
                "id": line["id"],
                "kind": line["kind"],
                "title": line["title"],
                "description": line["description"],
                "attributes": _attributes(_heard(line), shown, vocabulary),
                "shows": [product["id"] for product in shown],
                **files,
            }


def _files(line: Line, shown: list[Line]) -> Line | None:
    """Its picture, and what it plays; None where one of them isn't there."""
    name = line["id"]
    first = shown[0]["images"][0] if shown else ""
    made: Line = {
        "post": {"images": [f"posts/{name}.webp"]},
        "film": {"images": [first], "media": f"films/{name}.webp"},
        "show": {"images": [first]},
        "track": {"images": [f"tracks/{name}.webp"], "media": f"tracks/{name}.ogg"},
    }[line["kind"]]
    there = all((SHOP / file).is_file() for file in (*made["images"], made.get("media", made["images"][0])))
    return made if there else None


def _heard(line: Line) -> Line:
    """A track's line with what its score tells: its instruments, and its energy from 1 to 100 by tempo and drums."""
    if line["kind"] != "track":
        return line
    voices = dict.fromkeys(voice for voice, _ in line["parts"])
    energy = round(min(100.0, max(1.0, 0.55 * (line["tempo_bpm"] - 40) + 45 * line.get("drums", 0))))
    return {**line, "instrument": list(voices), "energy": energy}


def _attributes(line: Line, shown: list[Line], vocabulary: Mapping[str, Mapping[str, Any]]) -> Line:
    attributes: Line = {}
    if line["kind"] != "track":  # what a track goes with isn't heard in it
        for name in SEEN:
            attributes[name] = _inherited(shown[:1] if name != "category" else shown, name)
    for name in OWN:
        if values := as_list(line.get(name, [])):
            attributes[name] = [in_both(name, value, vocabulary) for value in dict.fromkeys(values)]
    return attributes | {name: line[name] for name in MEASURES if name in line}


def _inherited(shown: list[Line], name: str) -> list[Line]:
    """The values of these products, each once."""
    values = []
    for product in shown:
        values += [value for value in as_list(product["attributes"][name]) if value not in values]
    return values
