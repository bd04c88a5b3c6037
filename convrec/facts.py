"""Questions about items: a yes or no, the facts asked for, a comparison; all from the items' own attributes."""

import math
import re
from collections.abc import Mapping, Sequence

from convrec.data.attributes import COLOUR
from convrec.data.shelf import PRICE, measure_unit
from convrec.descriptions import described
from convrec.naming import Names, listed
from convrec.types import Answer, Item, Language, Mention, Text, Understanding, say
from convrec.understanding.households import FIT, PETS, UNFIT
from knowledge_graph.schema import ITEM, kind_of

_WORDS: Mapping[str, str] = {  # of a question → what the attribute's name begins with
    r"ho?w (?:much(?! (?:is|are|comes?) in\b)|expensive)|price|cost"
    r"|多少钱|价[格钱位]|什么价|几块钱?|几欧|贵不贵": PRICE,
    r"how wide|width|宽": "width|diameter",
    r"seat height|[坐座]高": "seat_height",
    r"how (tall|high)|(?<!seat )height|(?<![坐座])高": "height",
    r"how deep|depth|深": "depth",
    r"how long(?!.{0,60}\b(?:deliver|arriv|ship|take|get))|length|长": "length",
    r"(?:when|how (?:long|soon|fast)).{0,60}(?:deliver|arriv|\bship)"
    r"|(?:多久|什么时候).{0,3}[到送发]": "delivery.{0,60}",
    r"diameter|直径": "diameter",
    r"\bholds?\b|capacity|how many (?:ml|litres?|liters?|cups)|how much (?:water|tea|coffee)"
    r"|容量|能?装多少|几升|多少(?:毫)?升": "capacity|volume",
    r"battery|how long .{0,60}(?:last|run|play)|续航|能?用多久|电池": "battery.{0,60}",
    r"how many .{0,60}(?:seat|sit|people)|坐(?:几|多少)": "seats",
    r"\bstock\b|how many .{0,60}left|有货|现货|库存|还有货": "stock",
    r"how heavy|weigh|\bgrams?\b|how much (?:is|are|comes?) in\b|重|多少克|几克|净含量|几斤": "weight",
    r"made (of|from|out of)|material|材质|材料|什么做": "material",
    r"colou?rs?\b|颜色": COLOUR.pattern,
    r"\bbrand|who makes|品牌|牌子": "brand",
    r"direct(ed|s|or)\b|导演|谁[导拍]": "director",
    r"\b(?:clean(?:ed|ing)?|wash(?:ed|ing|able)?|care for|look(?:ed|ing)? after|maintain\w{0,9})\b"
    r"|清洁|清洗|打理|好洗|怎么洗|保养": "care|保养",
    r"come from|origin|产地|哪里产": "country|origin",
}
ASKED_FOR = tuple((re.compile(words), re.compile(start)) for words, start in _WORDS.items())
YES_OR_NO = re.compile(
    r"(?:^|[,.!])\W{0,5}(?:and |but |so )?(?:is|are|does|do|can|could|has|have|will)\b"
    r"|吗|是不是|能不能|可不可以|有没有",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"(?:other|another|different|more|which|what|(?:bigg|larg|small)er) (?:colou?rs?|sizes?|versions?|materials?)"
    r"|come in|variants?"
    r"|(?:别的|其他|其它|还有什么|有哪些|还有别的|更[大小]的?|[大小]一?[点些]的?)(?:颜色|尺寸|大小|款|材质)|换个颜色",
    re.IGNORECASE,
)
_COMES_AS = {"en": "{title} also comes as: {others}.", "zh": "{title}同款还有：{others}。"}
_NO_SIZE = {"en": "{}: we have no such size of it.", "zh": "{}：本店没有这样的尺寸。"}
PACK = ("volume", "weight", "capacity")  # how big a thing is that has no length
LENGTHS = ("_cm", "_mm", "_m")
HOLDS = re.compile(
    r"how much (?:\w{1,20} ){0,4}?(?:does|do|can|will) [^.?!]{0,60}\b(?:holds?|weigh|take|fit|carry)", re.IGNORECASE
)
BIGGER = re.compile(r"\b(?:bigger|larger|big|large|longer|wider)\b|大一?[些点号]|更大|大的", re.IGNORECASE)
SMALLER = re.compile(r"\b(?:smaller|small|shorter|narrower)\b|小一?[些点号]|更小|小的", re.IGNORECASE)
SIZES = re.compile(r"how (big|large|small)|\bsize|dimension|measure|多大|尺寸|大小")


def asks_of_values(text: str, understanding: Understanding) -> bool:
    """Whether a question is whether something has a value: "has it got a drawer?"."""
    return bool(YES_OR_NO.search(text)) and any(not _says_which(m, text) for m in understanding.mentions)


def of_another_size(text: str, item: Item, variants: Sequence[Item]) -> list[Item] | None:
    """The variants that are of another size, of a bigger or a smaller one where that is asked; None where a question is
    about no size.
    """
    if not SIZES.search(text):
        return None
    own, bigger, smaller = _extent(item), BIGGER.search(text), SMALLER.search(text)
    sizes = [(one, _extent(one)) for one in variants]
    return [one for one, size in sizes if (size > own or not bigger) and (size < own or not smaller) and size != own]


def _extent(item: Item) -> float:
    """All lengths of a thing, or else its packs, multiplied: what tells sizes apart."""
    lengths = [value for name, value in item.numbers.items() if name.endswith(LENGTHS)]
    packs = [value for name, value in item.numbers.items() if measure_unit(name)[0] in PACK]
    return math.prod(lengths or packs)


def asks_the_price(text: str) -> bool:
    """Whether a question is what something costs."""
    return bool(ASKED_FOR[0][0].search(text))


def asks_for_variants(text: str) -> bool:
    """Whether a question is in which other colours, sizes … a thing comes."""
    return bool(OTHERS.search(text))


def item_answer(
    text: str,
    item: Item,
    understanding: Understanding,
    names: Names,
    language: Language,
    variants: Sequence[Item] = (),
) -> Answer:
    """What the catalogue says of an item: its variants, a yes or no, the facts asked for, or its description."""
    title = say(item.title, language)
    if asks_for_variants(text) and not variants and SIZES.search(text):
        return Answer(_NO_SIZE[language].format(title), (title,))
    if asks_for_variants(text) and variants:
        others = listed((say(other.title, language) for other in variants), language)
        return Answer(_COMES_AS[language].format(title=title, others=others), (title,))
    lines = known_of(text, item, understanding, names, language)
    lines = lines or [described(text, item, understanding, language)]
    return Answer(f"{title}: " + (" ".join(lines) if language == "en" else "".join(lines)), (title,))


def known_of(text: str, item: Item, understanding: Understanding, names: Names, language: Language) -> list[str]:
    """What an item's attributes say to a question; [] where they say nothing to it."""
    facts = _facts(text, item, names, language)
    said = _yes_or_no(text, item, understanding, names, language)
    return [line for line, has in said if has or not facts] + facts


def _yes_or_no(
    text: str, item: Item, understanding: Understanding, names: Names, language: Language
) -> list[tuple[str, bool]]:
    """Whether the item has the values that the question names: what is said, and whether it has them."""
    own = _values(item)
    lines = [(_SAYS[language].format(say(value, language)), True) for value in _of_pets(text, item)]
    for quote, entities in _asked(text, understanding).items() if YES_OR_NO.search(text) else ():
        if quote.casefold() in say(item.title, language).casefold():
            continue
        has = [entity for entity in entities if names.entity(entity, "en").casefold() in own]
        told = names.entity(has[0], language) if has else quote
        lines.append((_HAS[language, bool(has)].format(told), bool(has)))
    return lines


def _asked(text: str, understanding: Understanding) -> dict[str, list[str]]:
    """The words of a question that name values, with the values that they may mean."""
    asked: dict[str, list[str]] = {}
    for mention in understanding.mentions:
        if not _says_which(mention, text):
            asked.setdefault(mention.quote, []).append(mention.entity)
    return asked


_SAYS = {"en": "its details say “{}”.", "zh": "资料中写着“{}”。"}


def _of_pets(text: str, item: Item) -> list[Text]:
    """What an item's details say of animals, where a question is about one."""
    if not PETS.search(text):
        return []
    values = [value for values in item.attributes.values() for value in values]
    return [value for value in values if FIT.search(say(value, "en")) or UNFIT.search(say(value, "en"))]


def _values(item: Item) -> set[str]:
    return {say(value, "en").casefold() for values in item.attributes.values() for value in values}


_HAS = {
    ("en", True): "yes, {}.",
    ("en", False): "its details don't say “{}”.",
    ("zh", True): "是的，{}。",
    ("zh", False): "资料中没有写“{}”。",
}


def _facts(text: str, item: Item, names: Names, language: Language) -> list[str]:
    told = _told(item, asked_for(text, [item], names, language), names, language)
    return [told + _stop(language)] if told else []


def each_answer(
    text: str, items: Sequence[Item], understanding: Understanding, names: Names, language: Language
) -> Answer | None:
    """Which of several items have what is asked for, or the facts of each, said once where all are alike; None where
    neither is asked for.
    """
    asked = asked_for(text, items, names, language)
    if YES_OR_NO.search(text) and not asked and (said := _which_have(text, items, understanding, names, language)):
        return said
    told = {say(item.title, language): _told(item, asked, names, language) for item in items}
    told = {title: facts for title, facts in told.items() if facts}
    if not told:
        return None
    if len(told) == len(items) > 1 and len({*told.values()}) == 1:
        return Answer(_EACH[language].format(next(iter(told.values()))), tuple(told))
    between = "；" if language == "zh" else "; "
    return Answer(between.join(f"{title}: {facts}" for title, facts in told.items()) + _stop(language), tuple(told))


def _says_which(mention: Mention, text: str) -> bool:
    """Whether a name only says of which things something is asked: 羊毛的会掉毛吗."""
    return kind_of(mention.entity) == ITEM or text.startswith(f"{mention.quote}的")


def _which_have(
    text: str, items: Sequence[Item], understanding: Understanding, names: Names, language: Language
) -> Answer | None:
    lines: list[str] = []
    for quote, values in _asked(text, understanding).items():
        words = {names.entity(value, "en").casefold() for value in values}
        having = [item for item in items if words & _values(item)]
        key = "all" if len(having) == len(items) else "some" if having else "none"
        has = next(
            (value for value in values if having and names.entity(value, "en").casefold() in _values(having[0])), ""
        )
        told = listed((say(item.title, language) for item in having), language)
        lines.append(_THAT_HAVE[language, key].format(value=names.entity(has, language) if has else quote, titles=told))
    text = (" " if language == "en" else "").join(lines)
    return Answer(text, tuple(say(item.title, language) for item in items)) if lines else None


_THAT_HAVE = {
    ("en", "all"): "“{value}” is true of all of them.",
    ("en", "some"): "{titles}: yes, “{value}”. The details of the others don't say so.",
    ("en", "none"): "None of their details say “{value}”.",
    ("zh", "all"): "都符合“{value}”。",
    ("zh", "some"): "{titles}：是的，“{value}”。其他的资料中没有写。",
    ("zh", "none"): "它们的资料中都没有写“{value}”。",
}
_EACH = {"en": "All of them: {}.", "zh": "都是：{}。"}


def _told(item: Item, asked: Sequence[str], names: Names, language: Language) -> str:
    facts = names.facts(item, language)
    return listed((_fact(n, facts[n], names, language) for n in asked if n in facts), language)


def _fact(name: str, value: str, names: Names, language: Language) -> str:
    called = names.attribute(name, language)
    counts = language == "en" and called.startswith("in ")
    return f"{value} {called}" if counts else f"{called} {value}"  # "9 in stock"


def asked_for(text: str, items: Sequence[Item], names: Names, language: Language) -> list[str]:
    """The attributes of items that a question asks for."""
    known = dict.fromkeys(name for item in items for name in names.facts(item, language))
    asked = [name for name in known if _asks_for(text.casefold(), name, names.attribute(name, language))]
    if not any(name.endswith(LENGTHS) for name in known) and SIZES.search(text.casefold()):
        asked += [name for name in known if measure_unit(name)[0] in PACK and name not in asked]
    return [name for name in asked if name != PRICE] if HOLDS.search(text) and len(asked) > 1 else asked


def _asks_for(text: str, attribute: str, called: str) -> bool:
    base = measure_unit(attribute)[0]
    if len(called) > 1 and re.search(rf"(?<![a-z]){re.escape(called.casefold())}(?![a-z])", text):
        return True
    if SIZES.search(text) and attribute.endswith(LENGTHS):
        return True
    return any(words.search(text) and start.fullmatch(base) for words, start in ASKED_FOR)


def _stop(language: Language) -> str:
    return "。" if language == "zh" else "."
