"""What things are called in a sentence: items, values, attributes, prices, measures, constraints; in both languages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from convrec.data.folder import Catalogue
from convrec.data.places import place_called
from convrec.data.shelf import PRICE, measure_unit
from convrec.data.tones import LIGHTNESS, SIDES, WARMTH
from convrec.faithful import Names as KnownNames
from convrec.types import LANGUAGES, Item, Language, say
from knowledge_graph.catalogue import CatalogueGraph
from knowledge_graph.schema import ASPECT, ITEM, LIMIT, OWN, PHOTO, SAID, WISH, Constraint, Owned, kind_of, name_of
from knowledge_graph.scopes import everywhere, scope_of

UNITS = {
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "m": "length-meter",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "l": "volume-liter",
    "ml": "volume-milliliter",
    "w": "power-watt",
    "min": "duration-minute",
    "s": "duration-second",
}
BOUND = {
    ("<=", "en"): "at most {}",
    (">=", "en"): "at least {}",
    ("<=", "zh"): "不超过{}",
    (">=", "zh"): "至少{}",
}
PRICE_BOUND = {
    ("<=", "en"): "up to {}",
    (">=", "en"): "from {}",
    ("<=", "zh"): "{}以内",
    (">=", "zh"): "{}以上",
}
IN_SCOPE = {"en": "{} (for the {})", "zh": "{}（{}）"}
YOURS = {"en": "your {}", "zh": "您的{}"}
SHADES = {  # (attribute, operator, language) → what a condition on how colours look is called
    (LIGHTNESS, "<=", "en"): "darker", (LIGHTNESS, "<=", "zh"): "颜色更深",
    (LIGHTNESS, ">=", "en"): "lighter in colour", (LIGHTNESS, ">=", "zh"): "颜色更浅",
    (WARMTH, "<=", "en"): "in a cooler colour", (WARMTH, "<=", "zh"): "颜色更冷",
    (WARMTH, ">=", "en"): "in a warmer colour", (WARMTH, ">=", "zh"): "颜色更暖",
}  # fmt: skip
WORD = {
    ("=", "en"): "{}",
    ("has", "en"): "{}",
    ("!=", "en"): "no {}",
    ("=", "zh"): "{}",
    ("has", "zh"): "{}",
    ("!=", "zh"): "不要{}",
}

NONE_THAT_IS = {"en": "none marked “{}”", "zh": "不要标着“{}”的"}  # "no not for pets" is no English
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SIGNS = "一二三四五六七八九十"
UNCOUNTED = frozenset({"bread", "milk", "cheese", "music", "furniture", "clothing"})  # said without an article


class Names:
    """The words for everything in one catalogue."""

    def __init__(self, catalogue: Catalogue, graph: CatalogueGraph) -> None:
        self._catalogue, self._graph = catalogue, graph

    def entity(self, entity_id: str, language: str) -> str:
        """The label of an item or a value; its bare name where it is unknown."""
        if kind_of(entity_id) == ASPECT:
            name = self.attribute(name_of(entity_id), language)
            return name if language == "zh" else f"the {name}"
        if kind_of(entity_id) == SAID:
            return place_called(name_of(entity_id), language)
        entity = self._graph.entities.get(entity_id)
        return entity.label(language) if entity else name_of(entity_id).replace("-", " ")

    def called(self, entity_id: str) -> tuple[str, ...]:
        """All words for an item, a value or a place, in every language."""
        entity = self._graph.entities.get(entity_id)
        known = [word for words in entity.labels.values() for word in words] if entity else []
        return tuple(dict.fromkeys([*known, *(self.entity(entity_id, language) for language in LANGUAGES)]))

    def all(self, language: Language) -> KnownNames:
        """Every title and value, to be found in a text."""
        return KnownNames((entity.label(language) for entity in self._graph.entities.values()), language)

    def title(self, item_id: str, language: str) -> str:
        """An item's title, its id where the catalogue no longer has it."""
        return self.entity(f"{ITEM}/{item_id}", language)

    def attribute(self, attribute: str, language: str) -> str:
        """What an attribute is called: the catalogue's word for it, or its name without unit and underscores."""
        if attribute == PRICE:
            return "价格" if language == "zh" else "price"
        if attribute == "size":
            return "尺寸" if language == "zh" else "size"
        if attribute in SIDES:
            return "颜色" if language == "zh" else "colour"
        names = self._catalogue.attribute_names
        own = names.get(attribute) or next((names[m] for m in names if measure_unit(m)[0] == attribute), None)
        return say(own, language) if own else measure_unit(attribute)[0].replace("_", " ")

    def liked(self, about: str, language: Language) -> str:
        """What is liked or not: of sorts of things all there are, ``sofas``."""
        called = self.entity(about, language)
        return many_of(called, language) if kind_of(about) in self._catalogue.category else called

    def price(self, item: Item, language: str) -> str:
        """An item's price with its currency, "" where it has none."""
        return "" if item.price is None else self.money(item.price, item.currency, language)

    def money(self, amount: float, currency: str, language: str) -> str:
        """An amount with its currency; a bare number where the currency is unknown."""
        currency = currency or self._catalogue.currency
        if not currency:
            return format_decimal(amount, locale=language)
        pattern = "¤#,##0" if float(amount).is_integer() else "¤#,##0.00"
        return str(format_currency(amount, currency, format=pattern, locale=language, currency_digits=False))

    def measure(self, attribute: str, value: float, language: str) -> str:
        """A measure with its unit: 60 cm."""
        if attribute == PRICE:
            return self.money(value, "", language)
        unit = UNITS.get(measure_unit(attribute)[1])
        if unit is None:
            return format_decimal(value, locale=language, group_separator=False)
        return format_unit(value, unit, "short", locale=language)

    def constraint(self, constraint: Constraint, language: str) -> str:
        """A constraint in a few words: ``up to €80``, ``no leather``, ``width at least 60 cm``."""
        op = constraint.op
        if constraint.scope:
            return self.in_scope(self.constraint(replace(constraint, scope=""), language), constraint.scope, language)
        if constraint.attribute in SIDES:
            return SHADES[constraint.attribute, op, language]
        if (op, language) in WORD:
            value = self.entity(f"{constraint.attribute}/{constraint.value}", language)
            denied = op == "!=" and value.startswith(("not ", "with ", "without ", "for ", "不"))
            return (NONE_THAT_IS[language] if denied else WORD[op, language]).format(value)
        amount = self.measure(constraint.attribute, float(constraint.value), language)
        if constraint.attribute == PRICE:
            return PRICE_BOUND[op, language].format(amount)
        space = "" if language == "zh" else " "
        return self.attribute(constraint.attribute, language) + space + BOUND[op, language].format(amount)

    def in_scope(self, thing: str, scope: str, language: str) -> str:
        """What holds in one place or for one purpose: ``green (for the kitchen)``."""
        return IN_SCOPE[language].format(thing, self.entity(scope, language))

    def about(self, about: str, language: str) -> str:
        """Whatever an opinion is about, in words."""
        if kind_of(everywhere(about)) == LIMIT:
            return self.constraint(Constraint.from_about(about), language)
        if scope_of(about):
            return self.in_scope(self.entity(everywhere(about), language), scope_of(about), language)
        if kind_of(about) == OWN:
            return YOURS[language].format(self.sort(Owned.from_about(about).sort, language))
        if kind_of(about) == PHOTO:
            return YOURS[language].format("照片" if language == "zh" else "photo")
        return self.entity(name_of(about) if kind_of(about) == WISH else about, language)

    def sort(self, sort: str, language: str) -> str:
        """What a thing of the person's own is called, by its sort as ``Owned`` has it."""
        if not sort:
            return "东西" if language == "zh" else "thing"
        return name_of(sort) if kind_of(sort) == SAID else self.entity(sort, language)

    def facts(self, item: Item, language: str) -> dict[str, str]:
        """All that is known of an item, in words: attribute's name → its values."""
        facts = {PRICE: self.price(item, language)} if item.price is not None else {}
        for name, values in item.attributes.items():
            facts[name] = listed((say(value, language) for value in values), language)
        for name, number in item.numbers.items():
            facts[name] = self.measure(name, number, language)
        return facts


def listed(words: Iterable[str], language: str, style: str = "standard") -> str:
    """``a, b and c`` (or ``style="or"``) in the language's own manner."""
    return str(format_list(list(words), style=style, locale=language))  # type: ignore[arg-type]


def photos_called(places: Sequence[int], language: str, noun: bool = True) -> str:
    """Photos by their numbers among those sent, to follow "your": ``photo`` of none, ``first and third photo``,
    第一和第三张照片; without the noun ``second``, 第二张.
    """
    if language == "zh":
        called = listed((f"第{_chinese(place)}张" for place in places), language)
        return f"{called}照片" if noun else called
    called = listed((ORDINALS[place - 1] if place <= len(ORDINALS) else f"{place}th" for place in places), language)
    return f"{called} photo".strip() if noun else called


def one_of(sort: str, language: str) -> str:
    """A sort of thing with the article that its language has: ``an armchair``, ``headphones``, ``bread``, 扶手椅."""
    bare = sort in UNCOUNTED or sort.startswith("something")
    if language != "en" or bare or (sort.endswith("s") and not sort.endswith(("ss", "us", "as", "is"))):
        return sort
    return f"{'an' if sort[:1].lower() in 'aeiou' else 'a'} {sort}"


def many_of(sort: str, language: Language) -> str:
    """A sort of thing in general: ``armchairs``, ``benches``, ``bread``, 扶手椅."""
    if language != "en" or sort in UNCOUNTED or sort.endswith("s") or sort.startswith("something"):
        return sort
    if sort.endswith("y") and sort[-2:-1] not in "aeiou":
        return f"{sort[:-1]}ies"
    return f"{sort}es" if sort.endswith(("x", "ch", "sh", "z")) else f"{sort}s"


def _chinese(number: int) -> str:
    """3 → 三; a number without a sign of its own as it is."""
    return SIGNS[number - 1] if number <= len(SIGNS) else str(number)
