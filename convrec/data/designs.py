"""Designs: the name that the variants of one product share in their titles ("Havana leather armchair, black").

Shops rarely keep it as an attribute, and people ask by it: "a Havana in black".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from convrec.types import Item, say

DESIGN = "design_name"  # so that a "design" of the catalogue's own (floral, striped) stays what it is
NAMES = {"en": "design", "zh": "系列"}
LONGEST = 3  # words; what is longer describes
NO_NAMES = frozenset(  # words of size and packing, days, and what may be said of anything
    """
    large small mini big medium extra long short tall wide set pack pair box new classic plain pure the a an my our
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december
    """.split()  # noqa: SIM905
)
ENDS = ",:;–—-"  # behind a word, or instead of one, these end a name


def with_designs(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with their design's name as an attribute, where they have variants; as they are where the catalogue has
    an attribute of that name.
    """
    if any(DESIGN in item.attributes or DESIGN in item.numbers for item in items):
        return tuple(items)
    variants: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        variants[item.variant_of].append(item)
    names = {group: _shared_name(alike) for group, alike in variants.items() if group and len(alike) > 1}
    return tuple(_named(item, names.get(item.variant_of, "")) for item in items)


def _named(item: Item, name: str) -> Item:
    return replace(item, attributes={**item.attributes, DESIGN: ({"en": name},)}) if name else item


def _shared_name(alike: Sequence[Item]) -> str:
    """The words with capitals that all titles begin with, up to what says of what sort or stuff a thing is."""
    leads = zip(*(_lead(say(item.title, "en")) for item in alike), strict=False)
    shared = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, leads)]
    described = set(_described(alike))
    while shared and (_plain(shared[-1]) in described or shared[-1].lower() in NO_NAMES):
        shared = shared[:-1]
    return " ".join(shared) if len(shared) <= LONGEST else ""


def _lead(title: str) -> Iterator[str]:
    """The words with capitals that a title begins with; an end of a phrase ends them."""
    for word in title.split():
        bare = word.rstrip(ENDS)
        if not bare[:1].isupper():
            return
        yield bare
        if bare != word:
            return


def _described(alike: Iterable[Item]) -> Iterator[str]:
    """What the values say, as wholes and in words without capitals; what has one may be a name there too."""
    texts = {
        text for item in alike for values in item.attributes.values() for value in values for text in value.values()
    }
    return (_plain(word) for text in texts for word in (text, *(word for word in text.split() if word.islower())))


def _plain(word: str) -> str:
    return word.lower().removesuffix("s")
