"""A message → what it says: language, clauses, entities, opinions, constraints, references and intent.

Built once from a catalogue and shared; who speaks arrives with the message. The encoder is asked once a message, for
everything at a time.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from convrec.data.folder import Catalogue
from convrec.data.shelf import WORDS
from convrec.models import Models, TextEncoder
from convrec.types import Language, Mention, Message, PhotoVectors, Understanding
from convrec.understanding import intent as intents
from convrec.understanding.alike import Alike
from convrec.understanding.amounts import Amount, amounts
from convrec.understanding.clauses import split
from convrec.understanding.common import COMMON
from convrec.understanding.constraints import Measures, conditions, cut_out, without_conditions
from convrec.understanding.entities import Vocabulary
from convrec.understanding.language import CHINESE, Token, beside_a_photo, carried_on, clean, detect, tokens, wish
from convrec.understanding.opinions import denies, read
from convrec.understanding.references import references, values_of
from convrec.understanding.stances import Part, Said, allowed, condition, heads_spared, is_topic, judged, opinions
from knowledge_graph.schema import TASTE, Constraint, Entity, Profile, kind_of

UNRESOLVED = 8  # words kept at most
MENTIONS = 60  # looked at in one message
CLAUSES = 24  # whose feeling is asked for in one message
STRANGE = 4  # unknown words that are compared with the sorts of things
FEW_SIGNS = 6
SURE = 0.75  # certainty below which a mention is a guess, and its word still counts as not understood
LAST_SIGNS = re.compile(r"(?:[的个只把张盏件款条块台双要买找]|一些|点)([\u3400-\u9fff]{2,4})$")


class Understander:
    """Reads messages against one catalogue."""

    def __init__(self, catalogue: Catalogue, entities: Mapping[str, Entity], models: Models) -> None:
        self._catalogue, self._models = catalogue, models
        self._category = frozenset(catalogue.category)
        self._entities = entities
        self._vocabulary = Vocabulary(entities, catalogue)
        self._measures = Measures(catalogue)
        self._alike = Alike(entities, self._category, models.text)

    def understand(self, message: Message, profile: Profile, photos: PhotoVectors | None = None) -> Understanding:
        """Understand one message of a person with this profile. Never fails on strange text."""
        text = clean(message.text)
        language = detect(text, message.language)
        if not text.strip():
            return Understanding(language, "find", photos=photos)
        found, parts = amounts(text), [Part(clause, read(clause.text)) for clause in split(text)]
        mentions = self._vocabulary.find(text)[:MENTIONS]
        pointed = () if photos is not None else references(text, mentions, profile, self._catalogue)
        clear = intents.by_rule(text)
        own = "" if clear == "more" else self._search_text(parts, found, mentions, language)
        own = own if photos is None else beside_a_photo(own)
        named = self._names_a_sort(parts, mentions)
        further = own if named or photos is not None else carried_on(profile.search_words, own, language)
        strange = [] if named or clear not in (None, "find") else self._strange(text, mentions, found)[:STRANGE]
        quotes = [part.clause.quote for part in parts[:CLAUSES]]
        vectors = self._encode(language, [text, *quotes], [own, further, *(word.word for word in strange)])
        feelings = self._models.sentiment[language].score(vectors.heads[1:])
        felt = [replace(part, feeling=float(one)) for part, one in zip(parts, feelings, strict=False)]
        parts = felt + parts[CLAUSES:]
        said = heads_spared([judged(mention, parts) for mention in mentions], self._category)
        guesses = [judged(m, parts) for m in self._other_names(strange, vectors.strange, text, language)]
        said += [one for one in guesses if one.judgement.stance == "wish"]  # nothing is refused on a guess
        mentions = [one.mention for one in said]
        topic = tuple(dict.fromkeys(one.mention.entity for one in said if is_topic(one, self._category)))
        limits, notes = self._measures.constraints(found, text)
        limits += self._refusals(said, parts)
        if not topic or self._on_the_table(topic, profile):
            limits += self._measures.relative(text, profile, pointed)
        views = opinions(message, said, parts, pointed, self._category)
        evidence = intents.Evidence(
            text=text,
            parts=parts,
            mentions=mentions,
            tastes=sum(abs(opinion.liking) >= TASTE for opinion in views),
            constraints=len(limits),
            topic=bool(topic),
            names_a_sort=named,
            references=len(pointed),
            shown=bool(profile.shown),
        )
        intent, sure = intents.decide(self._models.intent[language].probabilities(vectors.heads[0]), evidence)
        if photos is not None and intent not in ("find", "refine"):
            intent = "find"  # whatever is said with it, a photo asks for things like it
        wants = intent in ("find", "refine", "more")
        search, vector = (own, vectors.own) if intent == "find" else (further, vectors.further)
        return Understanding(
            language=language,
            intent=intent,
            confidence=sure,
            mentions=tuple(mentions),
            opinions=tuple(o for o in views if wants or abs(o.liking) >= TASTE or intent == "opinion"),
            constraints=tuple(dict.fromkeys(limits)) if wants or intent == "opinion" else (),
            retracted=tuple(dict.fromkeys(self._measures.retracted(text, profile) + allowed(said, profile))),
            topic=topic if wants else (),
            references=pointed,
            search_text=search if wants else "",
            vector=vector if wants and search else None,
            message_vector=vectors.message,
            photos=photos,
            unresolved=self._unresolved(text, parts, found, mentions, pointed),
            notes=tuple(dict.fromkeys(notes)),
        )

    def _refusals(self, said: Sequence[Said], parts: Sequence[Part]) -> list[Constraint]:
        """What must or must not be: by entities, and by words where no entity says it, or says less than the word."""
        narrow = [one for one in said if one.judgement.stance == "exclude" and self._falls_short(one.mention)]
        by_word = [Constraint(WORDS, "!=", one.mention.quote.lower(), one.clause.quote) for one in narrow]
        by_entity = [made for one in said if (made := condition(one, self._category)) is not None]
        return self._refused_words(parts, [one.mention for one in said]) + by_word + by_entity

    def _on_the_table(self, topic: Sequence[str], profile: Profile) -> bool:
        """Whether what is shown is of the sort that is wanted: "a bigger vase" says nothing after a list of mugs."""
        known = [item for item in profile.shown if item in self._catalogue.row]
        return any(not values_of(item, self._catalogue).isdisjoint(topic) for item in known)

    def _strange(self, text: str, mentions: Sequence[Mention], found: Sequence[Amount]) -> list[Token]:
        """Words that nothing explains. In Chinese, where words have no edges, a wish's last one to four signs."""
        covered = [*((m.start, m.end) for m in mentions), *((a.start, a.end) for a in found), *conditions(text)]
        last = LAST_SIGNS.search(text.rstrip(" 。，！!？?吗呢吧"))
        signs = [Token(last[1], last.start(1), last.end(1))] if last else []
        signs = [sign for sign in signs if not any(a < sign.end and sign.start < b for a, b in covered)]
        return signs or self._vocabulary.unknown(text, covered)

    def _other_names(self, words: Sequence[Token], vectors: np.ndarray, text: str, language: Language) -> list[Mention]:
        """The sorts of things that strange words are other names for."""
        made = []
        for word, vector in zip(words, vectors, strict=True):
            sorts, likeness = self._alike.sorts(vector, language)
            made += [Mention(id, text[word.start : word.end], word.start, word.end, likeness) for id in sorts]
        return made

    def _encode(self, language: Language, texts: Sequence[str], searches: Sequence[str]) -> "_Vectors":
        """One call of the encoder where one serves both the heads and the search."""
        heads, words = self._models.heads_encoder[language], self._models.text[language]
        if heads is words:
            rows = _encode_once(heads, [*texts, *searches])
            own, further, *strange = rows[len(texts) :]
            return _Vectors(rows[: len(texts)], rows[0], own, further, np.array(strange))
        message, own, further, *strange = _encode_once(words, [texts[0], *searches])
        return _Vectors(_encode_once(heads, texts), message, own, further, np.array(strange))

    def _search_text(
        self, parts: Sequence[Part], found: Sequence[Amount], mentions: Sequence[Mention], language: Language
    ) -> str:
        """The words to look for: clauses that refuse nothing, without amounts, comparisons and the words of asking."""
        kept = []
        for part in parts:
            clause = part.clause
            inside = [a for a in found if part.holds(a.start)]
            stances = [part.judge(m) for m in mentions if part.holds(m.start)]
            idle = {"allow"} if clause.asks else {"allow", "none"}
            unwanted = any(one.liking < 0 or one.stance in idle for one in stances)
            if unwanted or (not stances and denies(part.reading)):
                continue
            shifted = [replace(a, start=a.start - clause.start, end=a.end - clause.start) for a in inside]
            words = wish(without_conditions(cut_out(clause.text, shifted, language)).strip(" ,，、"))
            if stances or not _empty(words, bool(inside)):
                kept.append(words)
        return ("，" if language == "zh" else ", ").join(filter(None, kept))

    def _names_a_sort(self, parts: Sequence[Part], mentions: Sequence[Mention]) -> bool:
        """Whether a message names the sort of thing it wants, and so needs nothing of the search before it."""
        sorts = [mention for mention in mentions if kind_of(mention.entity) in self._category]
        return any(part.judge(mention).liking >= 0 for mention in sorts for part in parts if part.holds(mention.start))

    def _unresolved(
        self,
        text: str,
        parts: Sequence[Part],
        found: Sequence[Amount],
        mentions: Sequence[Mention],
        pointed: Sequence[str],
    ) -> tuple[str, ...]:
        """What could not be acted on: refusals of something that the catalogue has no word for, then unknown words."""
        idle = [
            part.clause.quote
            for part in parts
            if not (pointed or conditions(part.clause.text))
            and self._refuses_unknown(part, mentions)
            and not self._refused_words([part], mentions)
        ]
        covered = [(m.start, m.end) for m in mentions if m.certainty >= SURE]
        covered += [*((a.start, a.end) for a in found), *conditions(text)]
        refused = {limit.value for limit in self._refused_words(parts, mentions)}
        unknown = [token.word for token in self._vocabulary.unknown(text, covered) if token.word not in refused]
        return tuple(dict.fromkeys([*idle, *unknown]))[:UNRESOLVED]

    def _falls_short(self, mention: Mention) -> bool:
        """Whether a word names only a part of its entity: who refuses soy doesn't refuse soy milk alone."""
        labels = self._entities[mention.entity].labels.get("en", ())
        said = [token.word for token in tokens(mention.quote)]
        return bool(said) and all(len(said) < len(tokens(label)) for label in labels)

    def _refused_words(self, parts: Sequence[Part], mentions: Sequence[Mention]) -> list[Constraint]:
        """Words of the catalogue's texts in a refusal that names no entity: "no vanilla", "juice without pulp"."""
        return [
            Constraint(WORDS, "!=", token.word, part.clause.quote)
            for part in parts
            if self._refuses_unknown(part, mentions)
            for token in self._vocabulary.unknown(part.clause.text, [(t.start, t.end) for t in part.reading.told])
            if self._vocabulary.writes(token.word)
        ] + [
            Constraint(WORDS, "!=", token.word, part.clause.quote)
            for part in parts
            if not part.clause.asks and part.reading.own and any(part.holds(mention.start) for mention in mentions)
            for told in part.reading.told
            if told.stance == "exclude"
            for token in self._vocabulary.unknown(part.clause.text, [(0, told.end)])[:1]
            if not part.clause.text[told.end : token.start].strip()
            and self._vocabulary.writes(token.word)
            and not any(m.start <= part.clause.start + token.start < m.end for m in mentions)
        ]

    def _refuses_unknown(self, part: Part, mentions: Sequence[Mention]) -> bool:
        named = any(part.holds(mention.start) for mention in mentions)
        return not named and not part.clause.asks and part.reading.own and denies(part.reading)


@dataclass(frozen=True, eq=False)
class _Vectors:
    """``heads`` (1 + clauses, size): the message, then its clauses. To search with, each (size,): the message as a
    whole, its ``own`` wish, and that wish ``further`` to the search before it. ``strange`` (n, size): unknown words."""

    heads: np.ndarray
    message: np.ndarray
    own: np.ndarray
    further: np.ndarray
    strange: np.ndarray


def _empty(words: str, measured: bool) -> bool:
    """Whether words say nothing to look for: common ones only, or in Chinese the few signs around an amount."""
    if CHINESE.search(words):
        return measured and len(words) <= FEW_SIGNS
    return all(token.word in COMMON for token in tokens(words))


def _encode_once(encoder: TextEncoder, texts: Sequence[str]) -> np.ndarray:
    """(len(texts), size); a text that occurs twice, as a message of one clause does, is encoded once."""
    place = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    return encoder.encode(list(place))[[place[text] for text in texts]]
