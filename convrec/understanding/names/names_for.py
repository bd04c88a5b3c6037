"""Other names of a value in plain language: what is lactose free has "no lactose", who is French is from France."""

import re
from collections.abc import Iterator, Mapping

from convrec.understanding.names.dictionary import words_of_chinese

FREE = ("free", "less")  # "lactose free", "sugar less"
LEADING = ("no", "non", "zero", "without")
WITHOUT_ZH = ("无", "不含", "零", "免")
SAID = (  # ways to say that a thing is to be without something
    "no {}", "zero {}", "without {}", "without any {}", "w/o {}", "free of {}", "free from {}", "{} free",
    "can't do {}", "cant do {}", "can't have {}", "cant have {}", "can't eat {}", "don't do {}", "don't eat {}",
    "{} intolerant", "{} intolerance", "allergic to {}", "not {}", "doesn't have {}", "{} is out",
)  # fmt: skip
ABLE_ZH = re.compile(r"(?:可以?|能够?|带有?|有|适合|适用于?|附带?|含有?|配有?)(?:放|装|进|用|机)?(?=..)")
SAID_ZH = (
    "无{}", "不含{}", "零{}", "不带{}", "别带{}", "没有{}", "没{}", "不加{}", "别加{}", "不放{}", "别放{}",
    "不要放{}", "去{}", "不要{}", "不要加{}", "{}过敏", "不能吃{}", "不能喝{}", "不吃{}", "不能碰{}",
    "不要含{}", "别含{}", "不能含{}", "不可以含{}", "不可含{}", "不能有{}", "不要有{}", "别有{}",
)  # fmt: skip
# Country in the words of a catalogue → who or what is of it. Names from CLDR English; one line a country.
PEOPLE: Mapping[str, str] = {
    "america": "american", "usa": "american", "us": "american", "united states": "american", "argentina": "argentinian",
    "australia": "australian", "austria": "austrian", "belgium": "belgian", "brazil": "brazilian", "canada": "canadian",
    "chile": "chilean", "china": "chinese", "colombia": "colombian", "czech republic": "czech", "denmark": "danish",
    "egypt": "egyptian", "england": "english", "finland": "finnish", "france": "french", "germany": "german",
    "greece": "greek", "hong kong": "hongkongese", "hungary": "hungarian", "iceland": "icelandic", "india": "indian",
    "indonesia": "indonesian", "iran": "iranian", "ireland": "irish", "israel": "israeli", "italy": "italian",
    "japan": "japanese", "korea": "korean", "south korea": "korean", "mexico": "mexican", "netherlands": "dutch",
    "new zealand": "kiwi", "norway": "norwegian", "poland": "polish", "portugal": "portuguese", "romania": "romanian",
    "russia": "russian", "scandinavia": "scandinavian", "scotland": "scottish", "south africa": "south african",
    "spain": "spanish", "sweden": "swedish", "switzerland": "swiss", "taiwan": "taiwanese", "thailand": "thai",
    "turkey": "turkish", "uk": "british", "united kingdom": "british", "ukraine": "ukrainian", "vietnam": "vietnamese",
    "wales": "welsh",
}  # fmt: skip


PLACES = {people: place for place, people in sorted(PEOPLE.items(), reverse=True)}


def english_names(label: str) -> Iterator[str]:
    """Other English names of a value by one of its labels."""
    plain = label.lower().replace("-", " ")
    if plain in PEOPLE:
        yield PEOPLE[plain]
    if plain in PLACES:
        yield PLACES[plain]
    if lacked := lacks(label):
        yield from (form.format(lacked) for form in SAID)
        yield f"{lacked}less"
    if plain.startswith("with "):
        yield plain.removeprefix("with ")
    if " " in plain:
        yield plain.replace(" ", "")  # "wholegrain", "glutenfree"


def chinese_names(label: str) -> Iterator[str]:
    """Other Chinese names of a value that says what a thing is without (无糖 → 不加糖) or can (可放电脑 → 电脑)."""
    if lacked := lacks_zh(label):
        yield from (form.format(lacked) for form in SAID_ZH)
    elif able := ABLE_ZH.match(label):
        tail = label[able.end() :]
        yield from (tail[n:] for n in range(len(tail) - 1) if n == 0 or tail[n:] in words_of_chinese())


def lacks_zh(label: str) -> str:
    """The same as ``lacks`` for Chinese: 无糖 → 糖."""
    return next((label.removeprefix(leading) for leading in WITHOUT_ZH if label.startswith(leading)), "")


def lacks(label: str) -> str:
    """What a thing with this value is without: ``lactose free`` → lactose; "" where that isn't what it says."""
    words = label.lower().replace("-", " ").split()
    if len(words) == 2 and words[1] in FREE:
        return words[0]
    return words[1] if len(words) == 2 and words[0] in LEADING else ""
