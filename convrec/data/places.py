"""Rooms, places and purposes that people say something holds for, in both languages.

Where the catalogue has such a value of its own (a room, an occasion), that is meant; else the name from here stands.
"""

import re
from collections.abc import Mapping

SCOPES = ("room", "place", "occasion", "purpose", "use", "season", "meal")  # attributes whose values are scopes
_PLACES: Mapping[str, tuple[str, str]] = {  # name → the ways of saying it, the first what it is called
    "kitchen": ("kitchen|kitchenette", "厨房"),
    "bedroom": ("bedroom|bed room", "卧室|睡房|卧房"),
    "living room": ("living room|lounge|sitting room|front room", "客厅|起居室"),
    "dining room": ("dining room|dining area", "餐厅|饭厅"),
    "bathroom": ("bathroom|bath room|washroom", "浴室|卫生间|洗手间"),
    "hallway": ("hallway|hall|entrance|corridor", "玄关|走廊|门厅"),
    "study": ("study|home office", "书房"),
    "office": ("office|workplace", "办公室|公司"),
    "nursery": ("nursery|kids'? room|children'?s room", "儿童房|婴儿房|孩子房间"),
    "guest room": ("guest room|spare room", "客房"),
    "balcony": ("balcony", "阳台"),
    "terrace": ("terrace|patio|deck", "露台"),
    "garden": ("garden|backyard", "花园|院子"),
    "attic": ("attic|loft", "阁楼"),
    "cellar": ("cellar|basement", "地下室"),
    "garage": ("garage", "车库"),
    "car": ("car", "车里|车上"),
    "holiday home": ("holiday home|cabin|cottage|summer house", "度假屋|别墅"),
    "party": ("party|parties", "派对|聚会"),
    "picnic": ("picnics?", "野餐"),
    "breakfast": ("breakfast", "早餐|早饭"),
    "lunch": ("lunch", "午餐|午饭"),
    "dinner": ("dinner|supper", "晚餐|晚饭"),
    "baking": ("baking", "烘焙"),
    "camping": ("camping", "露营"),
    "travel": ("travel|travelling|trips?|holidays", "旅行|旅游|出差"),
    "work": ("work", "上班|工作"),
    "school": ("school", "上学|学校"),
    "sport": ("sports?|the gym|gym|running", "运动|健身|跑步"),
    "summer": ("summer", "夏天|夏季"),
    "winter": ("winter", "冬天|冬季"),
    "christmas": ("christmas|xmas", "圣诞节?"),
    "wedding": ("wedding", "婚礼"),
}
_LABELS = {name.replace(" ", "-"): {"en": name, "zh": re.sub(r"\|.*|.\?", "", zh)} for name, (_, zh) in _PLACES.items()}
PLACES = tuple(
    (name.replace(" ", "-"), re.compile(rf"\b(?:{en})\b|{zh}", re.IGNORECASE)) for name, (en, zh) in _PLACES.items()
)


def place_called(name: str, language: str) -> str:
    """What a place that the catalogue doesn't have is called; other words as they are."""
    label = _LABELS.get(name)
    return label.get(language, name) if label else name.replace("-", " ")
