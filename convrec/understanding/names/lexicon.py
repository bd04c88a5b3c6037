"""Every way of naming the things of one catalogue, learnt from the catalogue itself, in both languages.

Names without a Chinese label borrow one from CC-CEDICT; names of people are known by their last word and their sound.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from convrec.data.designs import DESIGN
from convrec.models.words import known_words
from convrec.understanding.language import CHINESE, tokens
from convrec.understanding.names.common import COMMON
from convrec.understanding.names.dictionary import chinese_for, means
from convrec.understanding.names.names_for import PLACES, chinese_names, english_names, lacks, lacks_zh
from convrec.understanding.names.shop_words import SHOP_WORDS
from convrec.understanding.names.transliterated import SHORTEST, sounds_english
from knowledge_graph.schema import ITEM, PERSON, Entity, kind_of

FEW = 2  # items that a word of their titles may name
TELLING = 6  # letters of a surname that is known without its capital
Words = tuple[str, ...]


class Lexicon:
    """``english`` maps words to entity ids, ``chinese`` signs; ``capitals`` words that name something when written so,
    ``by_sound`` the sounds of a name (``transliterated``), ``lacked`` names of what values are without ("sugar"),
    ``heads`` single signs that name sorts right behind a value: 椅 in 皮椅.
    """

    def __init__(self, entities: Mapping[str, Entity], category: Collection[str]) -> None:
        self._category = category
        self.capitals: dict[str, str] = {}
        self._sounds: dict[str, set[str]] = defaultdict(set)
        self.lacked: set[str] = set()
        self.heads: dict[str, list[str]] = {}
        self.english: dict[Words, list[str]] = defaultdict(list)
        self.chinese: dict[str, list[str]] = defaultdict(list)
        called = [entity for entity in entities.values() if entity.kind != PERSON]
        designs = [entity for entity in called if entity.kind == DESIGN and not _is_common(entity)]
        named = [entity for entity in called if entity.kind != DESIGN]
        for entity in named:
            self._learn(entity)
        self._keep_own_names([entity for entity in named if entity.kind in category])
        for entity in named:
            self._learn_more(entity)
        self._name_sorts(named)
        self._borrow_chinese([*named, *designs])
        self._name_titles(named)
        self._name_designs(designs)
        self._name_people(named)
        alone = {sound: ids for sound, ids in self._sounds.items() if len(ids) == 1 and len(sound) >= SHORTEST}
        self.by_sound = {sound: next(iter(ids)) for sound, ids in alone.items()}
        for entity in named:
            self._name_lacks(entity)

    def sorts(self, entities: Iterable[str]) -> list[str]:
        """Those of the entities that are sorts of things."""
        return [id for id in entities if kind_of(id) in self._category]

    def _learn(self, entity: Entity) -> None:
        for language, labels in entity.labels.items():
            for label in labels:
                if CHINESE.search(label):
                    self.chinese[label.lower()].append(entity.id)
                elif language != "zh" or entity.kind == ITEM:
                    self._add(words_of(label), entity.id)

    def _keep_own_names(self, sorts: Sequence[Entity]) -> None:
        """What one sort is called first names no other that may be called so too: a "coffee table" is no side table."""
        names = {one.id: {label.lower() for labels in one.labels.values() for label in labels[:1]} for one in sorts}
        for name in {name for own in names.values() for name in own}:
            for ids in (self.chinese.get(name, []), self.english.get(words_of(name), [])):
                if any(name in names.get(id, ()) for id in ids):
                    ids[:] = [id for id in ids if id not in names or name in names[id]]

    def _learn_more(self, entity: Entity) -> None:
        """Other ways to say a value; what a catalogue calls so itself comes first."""
        if entity.kind in (ITEM, *self._category):
            return
        for label in [label for labels in entity.labels.values() for label in labels]:
            for name in english_names(label) if label.isascii() else ():
                if words_of(name) not in self.english:
                    self._add(words_of(name), entity.id)
            for name in chinese_names(label):
                if name not in self.chinese:
                    self.chinese[name].append(entity.id)

    def _name_lacks(self, entity: Entity) -> None:
        """What a value is without names it too, where nothing else is called so: who refuses sugar wants sugar-free."""
        if entity.kind in (ITEM, *self._category):
            return
        for label in [label for labels in entity.labels.values() for label in labels]:
            english, chinese = lacks(label), lacks_zh(label)
            if english and (english,) not in self.english and english not in COMMON:
                self.english[english,] = [entity.id]
                self.lacked.add(english)
            if len(chinese) > 1 and chinese not in self.chinese:  # a single sign stands in too many words
                self.chinese[chinese] = [entity.id]
                self.lacked.add(chinese)

    def _add(self, words: Words, entity_id: str) -> None:
        if words and not (len(words) == 1 and words[0] in COMMON) and entity_id not in self.english[words]:
            self.english[words].append(entity_id)

    def _name_sorts(self, entities: Iterable[Entity]) -> None:
        """The last word of a sort names all sorts that end in it: a "lamp" is a table lamp or a pendant lamp."""
        ends: dict[Words, list[str]] = defaultdict(list)
        for entity in entities:
            words = words_of(next(iter(entity.labels.get("en", ())), ""))
            if entity.kind in self._category and len(words) > 1:
                ends[words[-1:]].append(entity.id)
        for end, sorts in ends.items():
            if end not in self.english and end[0] not in COMMON:
                self.english[end] = sorts

    def _name_titles(self, entities: Iterable[Entity]) -> None:
        """Two neighbouring words of a title name the item, where no other title has them; so does a name in it.

        Two plain English words do not ("low fat"): they say what it is like.
        """
        pairs: dict[Words, set[str]] = defaultdict(set)
        singles: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            if entity.kind == ITEM:
                words = words_of(next(iter(entity.labels.get("en", ())), ""))
                for first, second in pairwise(words):
                    pairs[first, second].add(entity.id)
                for word in words:
                    singles[word].add(entity.id)
        for pair, items in pairs.items():
            telling = not COMMON.intersection(pair) and not known_words().issuperset(pair)
            if len(items) == 1 and pair not in self.english and telling:
                self.english[pair] = list(items)
        for word, items in singles.items():
            if len(items) == 1 and len(word) > 3 and word not in COMMON and (word,) not in self.english:
                self.capitals[word] = next(iter(items))

    def _name_designs(self, designs: Iterable[Entity]) -> None:
        """A design that is called by an English word is named with a capital; Chinese spells names by their sound."""
        for entity in designs:
            name = entity.label("en")
            words = words_of(name)
            if len(words) == 1 and words[0] in known_words():
                self.capitals[words[0]] = entity.id
            else:
                self._add(words, entity.id)
            for sound in sounds_english(name):
                self._sounds[sound].add(entity.id)

    def _name_people(self, entities: Iterable[Entity]) -> None:
        """The last of two or three words with capitals names a value, where no other ends in it: "hitchcock".

        Chinese spells such names by their sound.
        """
        ends: dict[str, list[str]] = defaultdict(list)
        for entity in entities:
            label = next(iter(entity.labels.get("en", ())), "")
            words = label.split()
            capital = all(word[0].isupper() for word in words)
            if capital and entity.kind not in (ITEM, *self._category) and 2 <= len(words) <= 3:
                ends[words_of(label)[-1]].append(entity.id)
                for sound in sounds_english(label) | sounds_english(words[-1]):
                    self._sounds[sound].add(entity.id)
        for word, values in ends.items():
            if len(values) == 1 and (word,) not in self.english and word not in COMMON:
                if len(word) < TELLING:
                    self.capitals.setdefault(word, values[0])  # "Lee" names somebody, "lee" may not
                else:
                    self.english[word,] = values

    def _borrow_chinese(self, entities: Iterable[Entity]) -> None:
        """Names without Chinese take all words that mean them; others take, besides what they have, the words of which
        they are the first meaning: 温和 is "mild".
        """
        wanted: dict[str, list[str]] = defaultdict(list)
        mute: set[str] = set()
        for entity in entities:
            silent = not any(CHINESE.search(label) for labels in entity.labels.values() for label in labels)
            labels = tuple(entity.labels.get("en", ()))
            if entity.kind != ITEM or silent:
                for label in [label for label in labels if label.lower() != entity.kind]:
                    wanted[" ".join(words_of(label))].append(entity.id)
                    if place := PLACES.get(label.lower()):
                        wanted[place].append(entity.id)
            if silent:
                mute.add(entity.id)
        self._borrow_lacks([entity for entity in entities if entity.id in mute])
        own = frozenset(self.chinese)
        sorts = {words[0] for words, ids in self.english.items() if len(words) == 1 and self.sorts(ids)}
        for word in sorts - set(wanted):
            wanted[word] = self.sorts(self.english[word,])
        proper = {" ".join(words_of(entity.label("en"))) for entity in entities if entity.kind == DESIGN}
        ends = self._last_signs(entities)
        last = {entity.id: words_of(entity.label("en"))[-1:] for entity in entities}
        self.heads |= {sign: ids for sign, ids in ends.items() if any(means(sign, last[id]) for id in ids)}
        for chinese, name, first in chinese_for(wanted, sorts, proper, ends):
            if chinese in ends:
                self.heads[chinese] = ends[chinese]
                continue
            meant = [id for id in wanted[name] if id in mute or first] if chinese not in own else []
            values = [id for id in meant if kind_of(id) != ITEM]
            self.chinese[chinese] += [id for id in values or meant if id not in self.chinese[chinese]]
        titles = {one.id: words_of(one.label("en")) for one in entities if one.kind == ITEM and one.id in mute}

        def titled(words: Words) -> list[str]:
            """The few items without Chinese whose titles have a word."""
            having = [id for id, title in titles.items() if len(words) == 1 and words[0] in title]
            return having if len(having) <= FEW else []

        for chinese, english in SHOP_WORDS.items():  # what shops say in Chinese and the dictionary doesn't: 薯片
            meant = [id for id in wanted.get(" ".join(words_of(english)), ()) if id in mute and kind_of(id) != ITEM]
            if chinese not in self.chinese and (meant := meant or titled(words_of(english))):
                self.chinese[chinese] = meant

    def _last_signs(self, entities: Iterable[Entity]) -> dict[str, list[str]]:
        """The sign that several sorts end in, or that means what one ends in, and those: 椅 of 扶手椅 and 餐椅; 包, a
        bag, of 托特包.
        """
        ends: dict[str, list[str]] = defaultdict(list)
        meant: set[str] = set()
        for entity in entities:
            label, words = next(iter(entity.labels.get("zh", ())), ""), words_of(entity.label("en"))
            if entity.kind in self._category and len(label) > 1:
                ends[label[-1]].append(entity.id)
                meant |= {label[-1]} if means(label[-1], words[-1:]) else set()
        return {
            sign: sorts
            for sign, sorts in ends.items()
            if (len(sorts) > 1 or sign in meant) and sign not in self.chinese
        }

    def _borrow_lacks(self, entities: Iterable[Entity]) -> None:
        """Chinese for values without Chinese that say what a thing is without: caffeine-free is 不含咖啡因."""
        lacked = {
            what: entity.id for entity in entities for label in entity.labels.get("en", ()) if (what := lacks(label))
        }
        for chinese, what, _ in chinese_for(lacked) if lacked else ():
            for name in chinese_names(f"无{chinese}"):
                self.chinese[name].append(lacked[what])
            if chinese not in self.chinese:
                self.chinese[chinese] = [lacked[what]]
                self.lacked.add(chinese)


def _is_common(entity: Entity) -> bool:
    return COMMON.issuperset(words_of(entity.label("en")))


def words_of(label: str) -> Words:
    """A name as ``tokens`` cuts it."""
    return tuple(token.word for token in tokens(label))
