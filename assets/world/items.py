"""The shop's items: what the pictures show, joined with the texts that were written for them.

`python assets/world/items.py` writes assets/shop/items.jsonl from three sources, each the only one for what it says:

- `assets/studio/catalogue.jsonl`, the facts of the renders: sort, colour, material, finish, design;
- `assets/world/products/<family>.jsonl`, written by hand: names, texts, prices, measures, rooms, moods, care;
- `assets/world/vocabulary.json`: every value's Chinese word, and which plain colours a shade belongs to.

So a text can't claim another colour or material than the picture was made with. Raises SystemExit with one sentence per
mistake where a value has no Chinese word, a picture has no facts, or a thing is said to be larger than it was rendered.
What has no picture yet is left out. Posts, films, shows and tracks come from `stories`.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from stories import Line, as_list, in_both, read_lines, stories

WORLD = Path(__file__).resolve().parent
SHOP, STUDIO = WORLD.parent / "shop", WORLD.parent / "studio"
LISTS = ("style", "room", "mood", "features", "care", "eco", "scent", "pattern", "plant")
FINISHES = ("dipped", "speckled", "glazed", "matte")
CHEAP, DEAR = 0.75, 1.35  # shares of the median price of its sort at which a thing is budget or premium
EDGES = {"width_cm": "width", "height_cm": "height", "length_cm": "depth", "depth_cm": "depth", "diameter_cm": "width"}


def read_facts() -> dict[str, Line]:
    """Item id → what is true about its picture; the last line of an id counts."""
    return {facts["id"]: facts for facts in read_lines(STUDIO / "catalogue.jsonl")}


def read_products() -> list[Line]:
    """The lines of all families, in the order of their ids."""
    lines = [line for path in sorted((WORLD / "products").glob("*.jsonl")) for line in read_lines(path)]
    return sorted(lines, key=lambda line: line["id"])


def read_vocabulary() -> Mapping[str, Mapping[str, Any]]:
    """Attribute → English value → Chinese value; a colour also has its plain colours, a family its everyday name."""
    vocabulary: dict[str, dict[str, Any]] = json.loads((WORLD / "vocabulary.json").read_text(encoding="utf-8"))
    return vocabulary


def colours(facts: Line, vocabulary: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Plain colours first, then the shades: ["white", "black", "cream", "charcoal"]."""
    shades = facts["colour"].split(" and ")
    shades += [part.removesuffix(" pot") for part in facts["material"].split(", ") if part.endswith(" pot")]
    plain = [colour for shade in shades for colour in vocabulary["colour"].get(shade, {"base": []})["base"]]
    return list(dict.fromkeys([*plain, *shades]))


def materials(facts: Line) -> list[str]:
    """What it is made of, in plain words: "black oak" is oak, "glazed stoneware" stoneware, a "sage pot" ceramic."""
    made = []
    for part in facts["material"].split(", "):
        if part.endswith(" pot"):
            made.append("terracotta" if part.startswith("terracotta") else "ceramic")
        else:
            said = [word for word in part.split() if word not in (*FINISHES, "black", "painted", "pile")]
            made.append(" ".join(said))
    return list(dict.fromkeys(made))


def finishes(facts: Line) -> list[str]:
    """How its clay is glazed, where the picture's facts say so."""
    return [finish for finish in FINISHES if finish in facts["material"].split()]


def tier(price: float, usual: float) -> str:
    """What a price is beside the usual one of its sort."""
    return "budget" if price <= CHEAP * usual else "premium" if price >= DEAR * usual else "mid-range"


def pictures(item_id: str) -> list[str]:
    """The catalogue picture, then a second view where there is one."""
    names = (f"images/{item_id}.webp", f"images/{item_id}-2.webp")
    return [name for name in names if (SHOP / name).is_file()]


def item(product: Line, facts: Line, usual: float, vocabulary: Mapping[str, Mapping[str, Any]]) -> Line:
    """One line of items.jsonl."""
    values = {"colour": colours(facts, vocabulary), "material": materials(facts), "finish": finishes(facts)}
    values |= {name: as_list(product.get(name, [])) for name in LISTS}
    values["price_tier"] = [tier(product["price"], usual)]
    values["brand"] = [product["brand"]]
    spoken = {
        name: [in_both(name, value, vocabulary) for value in dict.fromkeys(said)]
        for name, said in values.items()
        if said
    }
    return {
        "id": product["id"],
        "kind": "product",
        "title": product["title"],
        "description": product["description"],
        "price": product["price"],
        "currency": "EUR",
        "variant_of": f"{facts['family']}/{facts['design']}",
        "attributes": {
            "category": vocabulary["category"][facts["family"]],
            **spoken,
            **product["measures"],
        },
        "images": pictures(product["id"]),
    }


def mistakes(
    products: list[Line], facts: Mapping[str, Line], vocabulary: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    """A sentence for everything that doesn't agree."""
    for product in products:
        name = product["id"]
        if name not in facts:
            yield f"{name} has a picture, but no facts about it."
            continue
        seen = {"colour": colours(facts[name], vocabulary), "material": materials(facts[name])}
        said = seen | {key: as_list(product.get(key, [])) for key in (*LISTS, "brand")}
        for key, values in said.items():
            yield from (
                f"{name}: {key} “{value}” is not in vocabulary.json."
                for value in values
                if value not in vocabulary[key]
            )
        size = facts[name]["size_cm"]
        for measure, edge in EDGES.items():
            if product["measures"].get(measure, 0) > size[edge]:
                yield f"{name}: {measure} is {product['measures'][measure]}, but it was rendered with {size[edge]}."


def build() -> list[Line]:
    """All items, or SystemExit with what doesn't agree."""
    facts, products, vocabulary = read_facts(), read_products(), read_vocabulary()
    products = [product for product in products if pictures(product["id"])]
    if wrong := list(mistakes(products, facts, vocabulary)):
        raise SystemExit("\n".join(wrong))
    prices: dict[str, list[float]] = defaultdict(list)
    for product in products:
        prices[facts[product["id"]]["family"]].append(product["price"])
    usual = {family: median(known) for family, known in prices.items()}
    goods = [item(p, facts[p["id"]], usual[facts[p["id"]]["family"]], vocabulary) for p in products]
    return [*goods, *stories(goods, vocabulary)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the shop's items from the renders' facts and the texts.")
    parser.add_argument("--out", type=Path, default=SHOP / "items.jsonl")
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in build())
    parser.parse_args().out.write_text("".join(lines), encoding="utf-8", newline="\n")
