"""Words that name nothing in the catalogue: guessed at, refused as words, or admitted as not understood."""

import re
from collections.abc import Iterator, Mapping, Sequence

from convrec.data.shelf import WORDS
from convrec.types import Language, Mention
from convrec.understanding.language import Span, Token, tokens
from convrec.understanding.names.alike import Alike
from convrec.understanding.names.entities import Vocabulary, is_shade
from convrec.understanding.names.leftover import leftover
from convrec.understanding.numbers.amounts import Amount
from convrec.understanding.numbers.constraints import conditions
from convrec.understanding.opinions.judging import denies
from convrec.understanding.opinions.stances import Part, Said
from convrec.understanding.opinions.telling import OTHERS, Told
from convrec.understanding.patterns import compiled
from knowledge_graph.schema import Constraint, Entity

UNRESOLVED = 8  # words kept at most
STRANGE = 4  # unknown words that are compared with the sorts of things
SURE = 0.75  # certainty below which a mention is a guess, and its word still counts as not understood
STATED = compiled(  # tells of how things are, or what is to be done, rather than of what must not be
    r"\b(?:want|need|like|care|plan|going|mean) to\b|\bquestions?\b"
    r"|\b(?:there(?:'s| is| are)|i'd rather|in an? \w+ way|have|has|had|makes?"
    r"|feels?|keeps?|gives?|goes|get|got|am|was|were|i (?:can|could|will|would) never)\b",
    re.IGNORECASE,
)
INTERJECTED = compiled(r"(?:\W*\b(?:lol|haha\w*|oh|um+|well|ah|no+|nope|nah|hm+|wait|sorry)\b)+\W*", re.IGNORECASE)
DOES_TO_IT = compiled(
    r"\s+\w+\s+(?:(?:on|in|with|for|at|of|to|near|by|under)\s+)?(?:it|them|that|those)\b", re.IGNORECASE
)
TO_DO = compiled(rf"\s+to \w+|{DOES_TO_IT.pattern}", re.IGNORECASE)
LAST_SIGNS = compiled(r"(?:[的个只把张盏件款条块台双要买找]|一些|点)([\u3400-\u9fff]{2,4})$")


class Unknown:
    """The words that one catalogue's vocabulary does not explain."""

    def __init__(self, vocabulary: Vocabulary, entities: Mapping[str, Entity], alike: Alike) -> None:
        self._vocabulary, self._entities, self._alike = vocabulary, entities, alike

    def strange(self, text: str, covered: Sequence[Span]) -> list[Token]:
        """Words outside the ``covered`` stretches. In Chinese, where words have no edges, a wish's last signs."""
        last = LAST_SIGNS.search(text.rstrip(" 。，！!？?吗呢吧"))
        signs = [Token(last[1], last.start(1), last.end(1))] if last else []
        signs = [sign for sign in signs if not any(a < sign.end and sign.start < b for a, b in covered)]
        words = [word for word in self._vocabulary.unknown(text, covered) if not is_shade(word.word)]
        return (signs or words)[:STRANGE]

    def other_names(self, words: Sequence[Token], text: str, language: Language) -> list[Mention]:
        """The sorts of things that strange words are other names for."""
        made = []
        for word, (sorts, likeness) in zip(words, self._alike.sorts([w.word for w in words], language), strict=True):
            made += [Mention(id, text[word.start : word.end], word.start, word.end, likeness) for id in sorts]
        return made

    def refused(self, said: Sequence[Said], parts: Sequence[Part], found: Sequence[Amount]) -> list[Constraint]:
        """Words of the catalogue's texts that must not be: where no entity says it, or says less than the word."""
        narrow = [one for one in said if one.judgement.stance == "exclude" and self._falls_short(one.mention)]
        by_word = [Constraint(WORDS, "!=", one.mention.quote.lower(), one.clause.quote) for one in narrow]
        mentions = [one.mention for one in said]
        return [c for part in parts for c in self._refused_in(part, mentions, found)] + by_word

    def unresolved(
        self,
        text: str,
        parts: Sequence[Part],
        mentions: Sequence[Mention],
        found: Sequence[Amount],
        covered: Sequence[Span],
        heard: Sequence[Span],
    ) -> tuple[str, ...]:
        """What could not be acted on: refusals of something that the catalogue has no word for, then unknown words.

        ``heard`` is where words tell what somebody thinks: they were taken up, whatever they are said of.
        """
        refused = {part: list(self._refused_in(part, mentions, found)) for part in parts}
        idle = [
            part.clause.quote
            for part in parts
            if not (part.pointed or conditions(part.clause.text) or any(part.holds(a.end - 1) for a in found))
            and _refuses_unknown(part, mentions)
            and not refused[part]
        ]
        covered = [*covered, *((m.start, m.end) for m in mentions if m.certainty >= SURE), *heard]
        taken = {limit.value for limits in refused.values() for limit in limits}
        spelling = self._vocabulary.spelling
        strange = [t for t in self._vocabulary.unknown(text, covered) if not spelling.titled(t.word)]
        unknown = [text[t.start : t.end].lower() for t in strange if spelling.spelt(t.word) not in taken]
        signs = [word for word in leftover(text, covered) if not any(word in quote for quote in idle)]
        return tuple(dict.fromkeys([*idle, *unknown, *signs]))[:UNRESOLVED]

    def _falls_short(self, mention: Mention) -> bool:
        """Whether a word names only a part of its entity: who refuses soy doesn't refuse soy milk alone."""
        labels = self._entities[mention.entity].labels.get("en", ())
        said = [token.word for token in tokens(mention.quote)]
        return bool(said) and all(len(said) < len(tokens(label)) for label in labels)

    def _refused_in(self, part: Part, mentions: Sequence[Mention], found: Sequence[Amount]) -> Iterator[Constraint]:
        """ "No vanilla", "juice without pulp": the unknown words of a refusal, or the one right behind it."""
        if _refuses_unknown(part, mentions) and not STATED.search(part.clause.text):
            words = self._vocabulary.unknown(part.clause.text, _explained(part, found))
        else:
            words = [word for word in self._behind(part, mentions) if not _within(word, _explained(part, found))]
        for word in words:
            said = self._vocabulary.spelling.spelt(word.word)
            if self._vocabulary.writes(said):
                yield Constraint(WORDS, "!=", said, part.clause.quote)

    def _behind(self, part: Part, mentions: Sequence[Mention]) -> Iterator[Token]:
        """Unknown words right behind a refusing word, in a clause that names something as well."""
        here = [(m.start - part.clause.start, m.end - part.clause.start) for m in mentions if part.holds(m.start)]
        if part.clause.asks or not part.reading.own or not here:
            return
        for told in part.reading.told:
            if told.stance == "exclude":
                for word in self._vocabulary.unknown(part.clause.text, [(0, told.end)])[:1]:
                    if not part.clause.text[told.end : word.start].strip() and not _within(word, here):
                        yield word


def _refuses_unknown(part: Part, mentions: Sequence[Mention]) -> bool:
    named = any(part.holds(mention.start) for mention in mentions)
    tells = any(told.stance == "exclude" and not _of_before(told, part) for told in part.reading.told)
    silent = named or part.clause.asks or INTERJECTED.fullmatch(part.clause.quote)
    return tells and not silent and part.reading.own and denies(part.reading)


def _of_before(told: Told, part: Part) -> bool:
    """Whether a refusal is of what was named before: "I'd never sit on it"."""
    words = part.clause.text[told.start : told.end].lower()
    return words in ("never", "not") and bool(DOES_TO_IT.match(part.clause.text, told.end))


def telling_words(parts: Sequence[Part], text: str) -> list[Span]:
    """Where a text tells what somebody thinks, and who: "a nightmare to clean", "my husband swears by"."""
    told = [(part.clause.start + one.start, part.clause.start + one.end) for part in parts for one in part.reading.told]
    wider = [(start, end + len(more[0]) if (more := TO_DO.match(text, end)) else end) for start, end in told]
    return [*wider, *(match.span() for match in OTHERS.finditer(text))]


def _explained(part: Part, found: Sequence[Amount]) -> list[Span]:
    """Where a clause's words are taken up already, counted from its start: by its tone, a comparison, an amount."""
    own = [(told.start, told.end) for told in part.reading.told] + conditions(part.clause.text)
    return own + [(a.start - part.clause.start, a.end - part.clause.start) for a in found if part.holds(a.start)]


def _within(word: Token, spans: Sequence[Span]) -> bool:
    return any(start <= word.start < end for start, end in spans)
