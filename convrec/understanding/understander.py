"""A message → what it says: language, clauses, entities, opinions, constraints, references and intent.

Built once from a catalogue and shared; who speaks arrives with the message.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from convrec.data.folder import Catalogue
from convrec.models import Models
from convrec.models.marking import marked
from convrec.seen import UNLIKENED, Likened, SeenPhoto
from convrec.types import Mention, Message, PhotoVectors, Understanding
from convrec.understanding.answering import answered
from convrec.understanding.belongings import Belongings, concluded, going_on, joined, to_read
from convrec.understanding.besides import LOOKED_THROUGH, Besides, supposed
from convrec.understanding.deciding import Decider
from convrec.understanding.hearing import encode_once
from convrec.understanding.households import fitness
from convrec.understanding.intents import intent as intents
from convrec.understanding.language import Span, beside_a_photo, carried_on, clean, detect
from convrec.understanding.names.alike import Alike
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.names.shades import Shades
from convrec.understanding.names.sought import Sought
from convrec.understanding.names.talk import well_spelt
from convrec.understanding.names.unknown import Unknown
from convrec.understanding.narrowing import Narrowing
from convrec.understanding.numbers.constraints import Measures
from convrec.understanding.opinions.stances import Part
from convrec.understanding.opinions.wishes import names_a_sort, search_text
from convrec.understanding.reading import Reader
from convrec.understanding.references import beside, in_a_photo, let_go
from convrec.understanding.references.described import values_of
from convrec.understanding.references.in_a_photo import Absent, Correction
from convrec.understanding.references.pointed_at import References
from convrec.understanding.references.turned_down import turned_down
from convrec.understanding.returning import Return, goes_back, returning, taken_up
from convrec.understanding.sorts import Sorts
from convrec.understanding.stages import Read
from convrec.understanding.taking import Taker
from convrec.understanding.whom import whom
from knowledge_graph.schema import Entity, Profile, kind_of

NAMED = 12  # stretches naming something that are listened to
CLAUSES = 24  # that are listened to in one message


class Understander:
    """Reads messages against one catalogue."""

    def __init__(self, catalogue: Catalogue, entities: Mapping[str, Entity], models: Models) -> None:
        topics = frozenset(catalogue.topics)
        sorts, vocabulary = Sorts(catalogue), Vocabulary(entities, catalogue)
        measures, shades = Measures(catalogue), Shades(catalogue)
        narrowing = Narrowing(vocabulary, sorts, topics)
        unknown = Unknown(vocabulary, entities, Alike(entities, catalogue.category, models.text))
        self._models, self._topics, self.entities = models, topics, entities
        self._catalogue = catalogue
        self._sorts, self._vocabulary = sorts, vocabulary
        self._measures, self._unknown = measures, unknown
        self._belongings = Belongings(vocabulary, entities, catalogue.topics)
        self._besides = Besides(models, vocabulary, Sought(catalogue, vocabulary), measures, topics)
        self._reader = Reader(catalogue, vocabulary, measures, References(catalogue), shades, sorts)
        fits = fitness(entities.values())
        self._taker = Taker(topics, sorts, measures, shades, unknown, narrowing, fits)
        self._decider = Decider(models, topics, vocabulary, sorts, measures, unknown, narrowing)

    def understand(
        self,
        message: Message,
        profile: Profile,
        photos: PhotoVectors | None = None,
        likened: Likened = UNLIKENED,
    ) -> Understanding:
        """Understand one message of a person with this profile; ``likened`` is what its photo looks like.

        Never fails on strange text.
        """
        message = replace(message, text=well_spelt(message.text[:LOOKED_THROUGH]) + message.text[LOOKED_THROUGH:])
        declined, message = self._besides.in_bounds(message)
        if declined:
            language = detect(message.text, message.language)
            return Understanding(language, "out_of_scope", declined=declined, asked=message.text)
        message = message if message.photos or photos is not None else self._as_answer(message, profile)
        beside_it = self._beside_the_search(message, profile) if photos is None else None
        if beside_it is not None:
            return beside_it
        back = None if message.photos or photos is not None else self._returning(message, profile)
        if back is None:
            return self._anew(message, profile, photos, likened)
        there = profile if back.search is None else taken_up(profile, back.search)
        text, language = (
            back.text if back.text.strip() else there.search_words,
            detect(clean(message.text), message.language),
        )
        read = self._anew(replace(message, text=text, language=language), there, photos, likened, back)
        if back.search is None or goes_back(back, read, self._topics):
            return replace(read, again=back.search)
        return self._anew(message, profile, photos, likened)

    def _as_answer(self, message: Message, profile: Profile) -> Message:
        """The message without what is put around an answer to the question that came last."""
        text = clean(message.text)
        said = answered(text, profile, self._vocabulary.find(text[:LOOKED_THROUGH]), self._topics)
        return replace(message, text=said, language=detect(text, message.language)) if said else message

    def _beside_the_search(self, message: Message, profile: Profile) -> Understanding | None:
        """What is asked beside the search: of the list that is there, or of one that might be."""
        asked = self._besides.asked(message, profile)
        plain = self._besides.supposing(message) if asked is None else None
        return asked if plain is None else supposed(self._understood(plain, None, profile, UNLIKENED, True))

    def _returning(self, message: Message, profile: Profile) -> Return | None:
        if not profile.searches and not profile.constraints:
            return None
        text = clean(message.text)[:LOOKED_THROUGH]
        return returning(text, self._vocabulary.find(text), whom(text, profile), profile, self._topics)

    def _anew(
        self,
        message: Message,
        profile: Profile,
        photos: PhotoVectors | None,
        likened: Likened,
        back: Return | None = None,
    ) -> Understanding:
        """The message as one that says all it means; ``back`` is how it goes back to a search, if it does."""
        said = self._belongings.said(message, profile)
        if said is None:
            return going_on(self._understood(message, photos, profile, likened, back=back), profile)
        whole = concluded(said, message)
        if whole is not None:
            return whole
        rest, photos = to_read(said, message, photos)
        return joined(
            said, self._understood(rest, photos, profile, likened if photos else UNLIKENED, back=back), message
        )

    def corrected(
        self, message: Message, photos: Sequence[SeenPhoto], profile: Profile
    ) -> tuple[Message, Correction | Absent | None]:
        """The message as it is to be read, and what it puts right of the photos that the newest list went by; as it
        is, and None, where it puts nothing right.
        """
        text = clean(message.text)
        if message.photos or not photos:
            return message, None
        language = detect(text, message.language)
        found = in_a_photo.corrected(text, photos, self._naming)
        if found is not None:
            gone_by = in_a_photo.still_gone_by(found, photos)
            chosen = {one.photo: one.chosen for one in gone_by if one.pointed_at}
            chosen |= {} if found.place is None else {found.photo: found.place}
            names = tuple(one.photo for one in gone_by)
            return replace(message, text=found.rest, language=language, photos=names, chosen=chosen), found
        absent = in_a_photo.absent(text, photos, lambda words: self._sorts_not_listed(words, profile))
        if absent is None:
            return message, None
        wish = ("，" if language == "zh" else ", ").join(filter(None, (absent.words, absent.rest)))
        return replace(message, text=wish, language=language), absent

    def named(self, text: str) -> list[Mention]:
        """What the beginning of a text names."""
        return self._vocabulary.find(text[:LOOKED_THROUGH])

    def points_back(self, message: Message) -> bool:
        """Whether a message without photos calls something in view the person's own: what they photographed before."""
        return not message.photos and self._belongings.points_back(clean(message.text))

    def _sorts_not_listed(self, words: str, profile: Profile) -> frozenset[str]:
        """The sorts that words name; none where the newest list has things of them: these may be meant."""
        named = frozenset(about for about in self._naming(words) if kind_of(about) in self._topics)
        return frozenset() if self._sorts.listed(named, profile) else named

    def _naming(self, words: str) -> frozenset[str]:
        """What words name that name nothing else besides."""
        named = words.strip()
        return frozenset(m.entity for m in self._vocabulary.find(named) if m.end - m.start == len(named))

    def _understood(
        self,
        message: Message,
        photos: PhotoVectors | None,
        profile: Profile,
        likened: Likened,
        supposing: bool = False,
        back: Return | None = None,
    ) -> Understanding:
        """What a message says besides of the person's own things; where it is only ``supposing``, for a list."""
        text = clean(message.text)
        language = detect(text, message.language)
        if not text.strip():
            topic = self._sorts.in_a_photo(likened, "like", profile)
            shows = next(iter(topic), "")
            return Understanding(language, "find", photos=photos, topic=topic, likened=likened.items, shows=shows)
        read = self._reader.read(message, text, language, profile, photos, self._measured_by(text, likened))
        read = replace(read, back=back)
        quotes, joined = [part.clause.quote for part in read.parts[:CLAUSES]], intents.joined_questions(text)
        named = list(dict.fromkeys((mention.start, mention.end) for mention in read.mentions))[:NAMED]
        of_things = [marked(text, start, end) for start, end in named]
        sounds = encode_once(self._models.listener, [text, *quotes, *joined, *of_things])
        sounds, things = np.split(sounds, [1 + len(quotes) + len(joined)])
        read = self._wishing(replace(read, parts=self._heard(read, sounds[1 : 1 + len(quotes)], named, things)))
        taken = self._taker.take(read)
        decision = self._decider.decide(read, taken, sounds[0], self._pieces(read, sounds, joined), supposing)
        understood = turned_down(self._decider.conclude(read, taken, decision), text, profile)
        return self._let_go(understood, read, sounds)

    def _let_go(self, understood: Understanding, read: Read, sounds: np.ndarray) -> Understanding:
        """Without the things of the list that it is heard to turn down; ``sounds`` are of it and of its clauses."""
        if not read.items or understood.passed:
            return understood
        pointing = {clause: items for clause, items in let_go.pointing(read).items() if clause < CLAUSES}
        if not pointing:
            return understood
        heard = self._models.verdict.turns_down(sounds[[clause + 1 for clause in pointing]])
        values = {item: values_of(item, self._catalogue) for items in pointing.values() for item in items}
        chances = dict(zip(pointing.values(), heard.tolist(), strict=True))
        return let_go.let_go(understood, read, chances, values, self._topics)

    def _measured_by(self, text: str, likened: Likened) -> Likened:
        """The same with that one first by which "the same, smaller" is to be measured."""
        first = self._measures.anchor(text, likened.twins)
        return replace(likened, items=tuple(dict.fromkeys([*first, *likened.items])))

    def _pieces(self, read: Read, sounds: np.ndarray, joined: Sequence[str]) -> list[tuple[str, intents.Shares]]:
        """The clauses of a message and the questions joined on to it, each with what it is for."""
        clauses = [part.clause for part in read.parts[:CLAUSES]]
        said = [clause.quote + read.text[clause.end : clause.end + 1] for clause in clauses] + list(joined)
        return list(zip(said, self._models.intent.probabilities(sounds[1:]), strict=True)) if said else []

    def _wishing(self, read: Read) -> Read:
        """With what is looked for in the clauses that were heard."""
        clear = intents.by_rule(read.text)
        own = "" if clear == "more" else search_text(read.parts, read.amounts, read.mentions, read.language)
        beside_it = read.photos is not None or read.relation == "with"
        own = self._vocabulary.spelling.spelt(beside_a_photo(beside.words_left(own)) if beside_it else own)
        named = names_a_sort(read.parts, read.mentions, self._topics)
        anew = (named and read.back is None) or beside_it
        return replace(
            read,
            named=named,
            own=own,
            further=own if anew else carried_on(read.profile.search_words, own, read.language),
            strange=[] if named or clear not in (None, "find") else self._unknown.strange(read.text, read.covered),
        )

    def _heard(self, read: Read, clauses: np.ndarray, named: Sequence[Span], things: np.ndarray) -> list[Part]:
        """The clauses with how they and the things they name sound, and what each of them points at."""
        heard = self._models.stance.hear(np.concatenate([clauses, things]))
        of_things = dict(zip(named, heard[len(clauses) :], strict=True))
        own = beside.wishing(read.parts) if read.photos is not None else read.parts
        listened = zip(own[:CLAUSES], heard[: len(clauses)], strict=True)
        parts = [replace(part, heard=one, named=of_things) for part, one in listened] + own[CLAUSES:]
        return [self._reader.pointing(part, read) for part in parts]
