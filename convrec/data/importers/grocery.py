"""The Grocery Store data set (Klasson et al. 2019): 81 products with a catalogue picture, a description and a few facts."""

import csv
import re
from pathlib import Path
from typing import Any

from convrec.data.importers.write import Source
from convrec.errors import ImportFormatError

# The data is in English; these are our own Chinese names for its sorts of thing.
CHINESE = {
    "Apple": "苹果", "Avocado": "牛油果", "Banana": "香蕉", "Kiwi": "猕猴桃", "Lemon": "柠檬", "Lime": "青柠", "Mango": "芒果",
    "Melon": "甜瓜", "Nectarine": "油桃", "Orange": "橙子", "Papaya": "木瓜", "Passion Fruit": "百香果", "Peach": "桃子", "Pear": "梨",
    "Pineapple": "菠萝", "Plum": "李子", "Pomegranate": "石榴", "Red Grapefruit": "红西柚", "Satsumas": "蜜橘", "Juice": "果汁",
    "Milk": "牛奶", "Oatghurt": "燕麦酸奶", "Oat Milk": "燕麦奶", "Sour Cream": "酸奶油", "Sour Milk": "酸牛奶", "Soyghurt": "大豆酸奶",
    "Soy Milk": "豆奶", "Yoghurt": "酸奶", "Asparagus": "芦笋", "Aubergine": "茄子", "Cabbage": "卷心菜", "Carrots": "胡萝卜",
    "Cucumber": "黄瓜", "Garlic": "大蒜", "Ginger": "姜", "Leek": "大葱", "Mushroom": "蘑菇", "Onion": "洋葱", "Pepper": "甜椒",
    "Potato": "土豆", "Red Beet": "甜菜根", "Tomato": "番茄", "Zucchini": "西葫芦", "Fruit": "水果", "Vegetables": "蔬菜",
    "Packages": "包装食品",
}  # fmt: skip
SYNONYMS = {
    "Yoghurt": ["yogurt", "yoghourt"],
    "Pepper": ["bell pepper", "sweet pepper", "paprika", "彩椒", "青椒"],
    "Aubergine": ["eggplant"],
    "Zucchini": ["courgette"],
    "Red Beet": ["beetroot", "beet"],
    "Satsumas": ["mandarin", "橘子"],
    "Tomato": ["西红柿"],
    "Potato": ["马铃薯"],
    "Kiwi": ["kiwi fruit", "奇异果"],
    "Orange": ["橙"],
    "Lemon": ["lemons"],
    "Cabbage": ["包菜"],
    "Leek": ["韭葱"],
    "Soy Milk": ["豆浆", "soya milk"],
    "Soyghurt": ["soy yoghurt", "soya yoghurt"],
    "Oatghurt": ["oat yoghurt"],
    "Packages": ["packaged food"],
    "Vegetables": ["veg", "veggies", "青菜"],
}
COUNTRY = re.compile(
    r"^(?:Manufacturing country|Country(?: and volume)?): *([A-Z][A-Za-z ]+?) *(?:,.*)?$", re.MULTILINE
)
MAKER = re.compile(r"^Manufacturer and volume:\s*([A-Za-zÅÄÖåäö ]+?)\s*,", re.MULTILINE)


def read_grocery(source: Path) -> Source:
    """Read the data set's folder. An item's id is its class name; its coarse class and department are attributes."""
    table = source / "classes.csv"
    try:
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        items, pictures, problems = [], {}, []
        for row in rows:
            picture = source / row["Iconic Image Path (str)"].lstrip("/")
            item = _item(row, source, picture)
            if picture.is_file():
                pictures[item["images"][0]] = picture
            else:
                problems.append(f"{item['id']}: its picture is missing, so the item has none")
                item["images"] = []
            items.append(item)
    except (OSError, KeyError) as error:
        raise ImportFormatError(
            f"{source} is not the Grocery Store data set: it needs classes.csv with its columns."
        ) from error
    return Source(_ABOUT, items, pictures=pictures, problems=tuple(problems))


def _item(row: dict[str, str], source: Path, picture: Path) -> dict[str, Any]:
    name, department = row["Class Name (str)"], picture.parts[-4]
    description = source / row["Product Description Path (str)"].lstrip("/")
    facts = description.with_name(description.name.replace("_Description", "_Information"))
    known = facts.read_text(encoding="utf-8-sig", errors="replace") if facts.is_file() else ""
    attributes: dict[str, Any] = {
        "coarse_class": _named(row["Coarse Class Name (str)"]),
        "department": _named(department),
    }
    for attribute, pattern in (("country", COUNTRY), ("brand", MAKER)):
        if match := pattern.search(known):
            attributes[attribute] = match[1].strip() if attribute == "country" else match[1].split()[0].capitalize()
    url = re.search(r"^URL: *(https?://\S+)", known, re.MULTILINE)
    return {
        "id": name,
        "title": name.replace("-", " "),
        "description": description.read_text(encoding="utf-8-sig").strip() if description.is_file() else "",
        "attributes": attributes,
        "images": [f"images/{name}{picture.suffix}"],
        "url": url[1] if url else "",
    }


def _named(name: str) -> dict[str, str]:
    words = name.replace("-", " ")
    return {"en": words, "zh": CHINESE[words]} if words in CHINESE else {"en": words}


_ABOUT = {
    "name": {"en": "Grocery store", "zh": "食品杂货店"},
    "category": ["coarse_class", "department"],
    "attribute_names": {
        "coarse_class": {"en": "sort", "zh": "种类"},
        "department": {"en": "department", "zh": "部门"},
        "country": {"en": "country of origin", "zh": "产地"},
        "brand": {"en": "brand", "zh": "品牌"},
    },
    "synonyms": SYNONYMS,
}
