"""The Grocery Store data set (Klasson et al. 2019): 81 products, each with a picture, a description and facts."""

import csv
import re
import unicodedata
from pathlib import Path
from typing import Any

from convrec.data.importers.write import Source
from convrec.data.lines import Problems
from convrec.errors import ImportFormatError

# The data is in English; these are our own Chinese names for its sorts of thing.
CHINESE = {
    "Apple": "苹果", "Avocado": "牛油果", "Banana": "香蕉", "Kiwi": "猕猴桃", "Lemon": "柠檬", "Lime": "青柠",
    "Mango": "芒果", "Melon": "甜瓜", "Nectarine": "油桃", "Orange": "橙子", "Papaya": "木瓜",
    "Passion Fruit": "百香果", "Peach": "桃子", "Pear": "梨", "Pineapple": "菠萝", "Plum": "李子",
    "Pomegranate": "石榴", "Red Grapefruit": "红西柚", "Satsumas": "蜜橘", "Juice": "果汁", "Milk": "牛奶",
    "Oatghurt": "燕麦酸奶", "Oat Milk": "燕麦奶", "Sour Cream": "酸奶油", "Sour Milk": "酸牛奶",
    "Soyghurt": "大豆酸奶", "Soy Milk": "豆奶", "Yoghurt": "酸奶", "Asparagus": "芦笋", "Aubergine": "茄子",
    "Cabbage": "卷心菜", "Carrots": "胡萝卜", "Cucumber": "黄瓜", "Garlic": "大蒜", "Ginger": "姜", "Leek": "大葱",
    "Mushroom": "蘑菇", "Onion": "洋葱", "Pepper": "甜椒", "Potato": "土豆", "Red Beet": "甜菜根", "Tomato": "番茄",
    "Zucchini": "西葫芦", "Fruit": "水果", "Vegetables": "蔬菜", "Packages": "包装食品",
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
    r"^(?:Manufacturing country|Country(?: and volume)?): *(?:The )?([A-Z][A-Za-z ]*[A-Za-z])", re.MULTILINE
)
MAKER = re.compile(r"^Manufacturer and volume: *([^,\n]+?)(?: E?KO)? *,", re.MULTILINE)  # KO, EKO: lines of a brand
WEIGHT = re.compile(r"^(?:Country|Manufacturer) and volume:.*, *(?:ca )?([\d.]+)(k?g)\b", re.MULTILINE)
ADDRESS = re.compile(r"^URL: *(https?://\S+)", re.MULTILINE)
IN_ENGLISH = {"Sverige": "Sweden"}
NAME = re.compile(r"[\w-]+")
PLACE = re.compile(r"/iconic-images-and-descriptions/(\w+)/(?!.*\.\./).+")  # its first folder is the department
COLUMNS = ("Class Name (str)", "Coarse Class Name (str)", "Iconic Image Path (str)", "Product Description Path (str)")
SHAPES = (NAME, NAME, PLACE, PLACE)


def read_grocery(source: Path) -> Source:
    """Read the data set's folder. An item's id is its class name; its coarse class and department are attributes."""
    problems = Problems()
    items, pictures = [], {}
    try:
        with (source / "classes.csv").open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                cells = [row[column] or "" for column in COLUMNS]
                if not all(pattern.fullmatch(cell) for pattern, cell in zip(SHAPES, cells, strict=True)):
                    problems.add("classes.csv", "tells no product of the data set, so the line was left out", number)
                    continue
                item, picture = _item(cells, source)
                if picture.is_file():
                    item["images"] = [f"images/{item['id']}{picture.suffix}"]
                    pictures[item["images"][0]] = picture
                else:
                    problems.add("classes.csv", f"there is no picture of {item['id']}", number)
                items.append(item)
    except (OSError, KeyError, UnicodeDecodeError, csv.Error) as error:
        raise ImportFormatError(
            f"{source} is not the Grocery Store data set: it needs classes.csv with its columns."
        ) from error
    return Source(_ABOUT, items, pictures=pictures, problems=problems.sentences())


def _item(cells: list[str], source: Path) -> tuple[dict[str, Any], Path]:
    """The item of a row, without its picture, and where that should be."""
    name, coarse, picture, text = cells
    department = picture.split("/")[2]
    description = source / text.lstrip("/")
    facts = _read(description.with_name(description.name.replace("_Description", "_Information")))
    address = ADDRESS.search(facts)
    item = {
        "id": name,
        "title": name.replace("-", " "),
        "description": _read(description),
        "attributes": {"coarse_class": _named(coarse), "department": _named(department), **_facts(facts)},
        "url": address[1] if address else "",
    }
    return item, source / picture.lstrip("/")


def _facts(known: str) -> dict[str, Any]:
    """Country of origin, brand and weight, as far as an information file tells them."""
    facts: dict[str, Any] = {}
    if country := COUNTRY.search(known):
        facts["country"] = IN_ENGLISH.get(country[1], country[1])
    if maker := MAKER.search(known):
        facts["brand"] = maker[1].title()
    if weight := WEIGHT.search(known):
        facts["weight_g"] = round(float(weight[1]) * (1000 if weight[2] == "kg" else 1))
    return facts


def _read(path: Path) -> str:
    """The text of a file, or none; NFKC turns the data's many no-break spaces into plain ones."""
    text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
    return unicodedata.normalize("NFKC", text).strip()


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
        "weight_g": {"en": "weight", "zh": "重量"},
    },
    "synonyms": SYNONYMS,
}
