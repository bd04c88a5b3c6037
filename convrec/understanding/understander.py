"""A message → what it says: language, clauses, entities, opinions, constraints, references and intent.

Built once from a catalogue and shared; who speaks arrives with the message.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from convrec.data.folder import Catalogue
from convrec.data.records import one_line
from convrec.models import Models
from convrec.models.marking import marked
from convrec.seen import UNLIKENED, Likened, SeenPhoto
from convrec.types import Intent, Message, PhotoVectors, Understanding
from convrec.understanding import asides, bounds, follow_up, pointing
from convrec.understanding.belongings import Belongings, concluded, going_on, joined, to_read
from convrec.understanding.hearing import encode_once
from convrec.understanding.intents import intent as intents
from convrec.understanding.language import Span, beside_a_photo, carried_on, clean, detect
from convrec.understanding.names.alike import Alike
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.names.shades import Shades
from convrec.understanding.names.sought import Sought
from convrec.understanding.names.unknown import Unknown, telling_words
from convrec.understanding.narrowing import Narrowing
from convrec.understanding.numbers.constraints import Measures
from convrec.understanding.opinions.aspects import on_sides
from convrec.understanding.opinions.corrections import corrected
from convrec.understanding.opinions.stances import (
    Part,
    allowed,
    condition,
    demand_lifted,
    demanded,
    echoed,
    heads_spared,
    is_topic,
    judged,
    of_a_measure,
)
from convrec.understanding.opinions.views import called, opinions
from convrec.understanding.opinions.wishes import names_a_sort, search_text
from convrec.understanding.patterns import compiled
from convrec.understanding.reading import Reader
from convrec.understanding.references import beside, in_a_photo
from convrec.understanding.references.in_a_photo import Absent, Correction
from convrec.understanding.references.pointed_at import References
from convrec.understanding.references.turned_down import turned_down
from convrec.understanding.returning import Return, goes_back, returning, taken_up
from convrec.understanding.sorts import Sorts
from convrec.understanding.stages import Read, Taken
from convrec.understanding.whom import ME, spoken_of, whom
from knowledge_graph.schema import ITEM, TASTE, Entity, Opinion, Profile, kind_of, name_of

ASKED = compiled(r"\bwhy\b|\bhow come\b|\bsaid\b|为|凭|怎么|说", re.IGNORECASE)
ASKING_FOR_COMPANY = frozenset[Intent](["find", "refine", "more", "opinion", "ask_item", "out_of_scope"])
ABOUT_ITEMS = frozenset[Intent](["compare", "ask_item", "why"])  # naming what they are like wishes for nothing
LOST = frozenset[Intent](["find", "more", "small_talk", "out_of_scope", "ask_profile", "forget"])
LOOKED_THROUGH = 400  # signs of a message that are looked through for what it says besides a wish
NAMED = 12  # stretches naming something that are listened to
CLAUSES = 24  # that are listened to in one message


class Understander:
    """Reads messages against one catalogue."""

    def __init__(self, catalogue: Catalogue, entities: Mapping[str, Entity], models: Models) -> None:
        self._models = models
        self._topics = frozenset(catalogue.topics)
        self._sorts = Sorts(catalogue)
        self._vocabulary = Vocabulary(entities, catalogue)
        self._sought = Sought(catalogue, self._vocabulary)
        self._belongings = Belongings(self._vocabulary, entities, catalogue.topics)
        self._narrowing = Narrowing(self._vocabulary, self._sorts, self._topics)
        self._measures = Measures(catalogue)
        self._shades = Shades(catalogue)
        self._reader = Reader(
            catalogue, self._vocabulary, self._measures, References(catalogue), self._shades, self._sorts
        )
        self._unknown = Unknown(self._vocabulary, entities, Alike(entities, catalogue.category, models.text))

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
        beside_it = self._beside_the_search(message, profile) if photos is None else None
        if beside_it is not None:
            return beside_it
        declined, message = self._in_bounds(message)
        if declined:
            language = detect(message.text, message.language)
            return Understanding(language, "out_of_scope", declined=declined, asked=message.text)
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

    def _in_bounds(self, message: Message) -> tuple[str, Message]:
        """What is declined, "" where nothing is, and the message without orders to play a part."""
        text = one_line(message.text)[:LOOKED_THROUGH]
        declined, rest = bounds.harmful(text), bounds.as_itself(text)
        if declined or rest == text or len(message.text) > LOOKED_THROUGH:
            return declined, message
        return "" if self._vocabulary.find(rest) else "part", replace(message, text=rest or text)

    def _beside_the_search(self, message: Message, profile: Profile) -> Understanding | None:
        """What is asked of the list that is or might be there, and not for another; None where nothing is."""
        text = one_line(message.text)[:LOOKED_THROUGH]
        missed = self._sought.items(asides.sought(text))
        language = detect(text, message.language)
        if missed:
            named = missed if len(missed) == 1 else ()
            return Understanding(language, "why", references=named, missed=missed)
        if asides.mishap(text):
            vector = self._models.text[language].encode([text])[0]
            return Understanding(language, "ask_shop", asked=text, message_vector=vector)
        plain = asides.supposed(text)
        if not plain:
            return self._following_up(message, text, profile)
        read = self._understood(replace(message, text=plain, language=language), None, profile, UNLIKENED, True)
        tastes = [opinion for opinion in read.opinions if kind_of(opinion.about) != ITEM]
        changes = tastes or read.constraints or read.retracted or read.topic
        return replace(read, supposed=True) if changes else None

    def _following_up(self, message: Message, text: str, profile: Profile) -> Understanding | None:
        """Further words to the question that the shop has just answered, as that question with them."""
        new = follow_up.fragment(text) if profile.shop_question else ""
        if not new or intents.by_rule(text) is not None or self._measures.compared(text):
            return None
        named, before = self._vocabulary.find(new), self._vocabulary.find(profile.shop_question)
        if not follow_up.goes_on(named, before, tuple(self._topics)):
            return None
        whole = follow_up.put_in(profile.shop_question, new, named, before)
        language = detect(text, message.language)
        vector, alone = self._models.text[language].encode([whole, text])
        read = Understanding(language, "ask_shop", asked=whole, message_vector=vector)
        return replace(read, mentions=tuple(self._vocabulary.find(whole)), alone=None if named else alone)

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
        taken = self._take(read)
        pieces = self._pieces(read, sounds, joined)
        intent, sure, also = self._decide(read, taken, sounds[0], pieces)
        if supposing and intent not in ("find", "refine", "opinion"):
            intent = "refine"
        question = (intents.shop_question(pieces) if "ask_shop" in also else "") or text
        return turned_down(self._conclude(read, taken, question, intent, sure, also), text, profile)

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

    def _take(self, read: Read) -> Taken:
        parts = read.parts
        said = heads_spared(echoed([judged(mention, parts) for mention in read.mentions], parts), self._topics)
        lifted = demand_lifted(said, read.profile)
        said = [demanded(one, self._topics) for one in said]
        said = corrected(said, parts, read.profile, read.text)
        said = [one for one in said if not one.mention.lacked or one.judgement.stance == "only"]
        guesses = self._unknown.other_names(read.strange, read.text, read.language)
        said += [one for mention in guesses if (one := judged(mention, parts)).judgement.stance == "wish"]
        held = [one for one in said if one.mention not in read.freed.values]
        topic = tuple(dict.fromkeys(one.mention.entity for one in held if is_topic(one, self._topics)))
        topic = self._sorts.narrowed(topic, held, read.profile) if read.back is not None else topic
        topic = self._sorts.carried_on(topic, read.profile)
        topic = self._sorts.besides(said, topic, read.profile) or self._narrowing.elsewhere(read, held)
        topic = topic or self._sorts.in_a_photo(read.likened, read.relation, read.profile)
        held = [self._sorts.softened(one, topic) for one in held]
        held = [one for one in held if self._sorts.may_be(one, topic)]
        wanted = self._measures.wanted(topic, read.profile, read.items or read.likened.items[:1])
        limits, notes = self._measures.constraints(read.amounts, read.text, wanted)
        mentions = [one.mention for one in said]
        plain = self._shades.blanked(read.text)
        relative, beyond = self._measures.relative(plain, mentions, read.amounts, wanted, limits)
        limits += self._sorts.another(read.text, read.likened) if read.relation == "like" else []
        limits += relative + self._unknown.refused(held, parts, read.amounts)
        notes += beyond
        wished = [one.mention for one in held if is_topic(one, self._topics)]
        limits += self._measures.quantities(read.text, wished, mentions, read.amounts).values()
        limits += [made for one in held if (made := condition(one, self._topics)) is not None]
        held = [one for one in held if not of_a_measure(one.mention, limits, parts)]
        shown, table = tuple(read.profile.shown), self._sorts.table(held, read.profile)
        others = bool(read.profile.whom) or whom(read.text, read.profile) not in ("", ME)
        views = opinions(read.message, held, parts, shown, self._topics, table, others)
        views += self._shades.wishes(read.message, parts, wanted, [view.about for view in views])
        called_so = tuple(item for _, item in called(held, table, shown))
        faults = self._measures.faults(read.text, read.mentions, wanted)
        sides = on_sides(read.message, parts, limits, read.remarks, faults)
        views += [view for view in sides if name_of(view.about) not in read.freed.names]
        views = beside.judged(read, views)
        theirs = {one.mention.entity for one in held if one.judgement.liking > 0 and not one.judgement.own}
        for_them = any(view.about in theirs and 0 < view.liking < TASTE for view in views)
        musts = self._narrowing.demanded(read, held, topic)
        return Taken(said, parts, topic, limits, notes, views, called_so, lifted, musts, for_them)

    def _decide(
        self, read: Read, taken: Taken, sound: np.ndarray, pieces: Sequence[tuple[str, intents.Shares]]
    ) -> tuple[Intent, float, tuple[Intent, ...]]:
        evidence = intents.Evidence(
            text=read.text,
            parts=taken.parts,
            mentions=[one.mention for one in taken.said],
            tastes=sum(abs(opinion.liking) >= TASTE for opinion in taken.views),
            constraints=len(taken.limits),
            bounds=sum(limit.op != "!=" for limit in taken.limits),
            topic=bool(taken.topic),
            references=len(read.items),
            shown=len(read.profile.shown),
            wishes=sum(0 < opinion.liking < TASTE for opinion in taken.views),
            on_table=self._sorts.on_the_table(taken.topic, read.profile),
            searching=bool(read.profile.search_words),
            spelt=self._vocabulary.spelling.spelt(read.text),
            contest=pointing.asked_most(read, taken),
        )
        whole = self._models.intent.probabilities(sound[None])[0]
        intent, sure, also = intents.decide(whole, evidence, pieces)
        if intent in ("forget", "more") and read.freed.names:
            intent = "refine"  # "forget the budget" takes a condition back, and not what is known of somebody
        outright = read.back is not None and read.back.outright
        if outright and (intent in LOST or (intent == "ask_item" and not read.items)):
            intent = "refine"  # "ok, back to the lamps" is no chat
        if read.photos is not None and intent not in ("find", "refine"):
            intent = "find"  # whatever is said with it, a photo asks for things like it
        if read.relation == "with" and intent in ASKING_FOR_COMPANY:
            intent = "find"  # something else than what it is to go with
        return intent, sure, also

    def _conclude(
        self, read: Read, taken: Taken, question: str, intent: Intent, sure: float, also: tuple[Intent, ...]
    ) -> Understanding:
        wants = intent in ("find", "refine", "more")
        search = (read.own if intent == "find" else read.further) if wants else ""
        whole, vector = encode_once(self._models.text[read.language], [question, search])
        mentions = tuple(one.mention for one in taken.said)
        quotes = {view.quote for view in taken.views}
        held = [one for one in taken.said if one.mention not in read.freed.values]
        back = self._measures.retracted(read.freed, read.amounts, read.text, read.profile)
        back += allowed(held, read.profile) if intent not in ABOUT_ITEMS else []
        back += pointing.designs_left(read.text, read.profile) if wants and not taken.topic else []
        back += taken.lifted if wants else []
        back += self._narrowing.put_aside(read, taken) if wants or intent == "opinion" else []
        limits = [*taken.limits, *(taken.musts if wants else ())]
        return Understanding(
            language=read.language,
            intent=intent,
            confidence=sure,
            also=also,
            mentions=mentions,
            opinions=tuple(
                o for o in _told(taken.views, intent) if wants or abs(o.liking) >= TASTE or intent == "opinion"
            ),
            constraints=tuple(dict.fromkeys(limits)) if wants or intent == "opinion" else (),
            retracted=tuple(dict.fromkeys(back)),
            topic=taken.topic if wants else (),
            references=pointing.references(read, taken, intent),
            search_text=search,
            vector=vector if search else None,
            message_vector=whole,
            asked=question,
            photos=read.photos,
            unresolved=self._unknown.unresolved(
                read.text,
                [part for part in taken.parts if part.clause.quote not in quotes],
                mentions,
                read.amounts,
                [*read.covered, *read.freed.spans],
                telling_words(taken.parts, read.text),
            ),
            notes=tuple(dict.fromkeys(taken.notes)),
            likened=read.likened.items,
            shows=read.likened.sort if taken.topic == (read.likened.sort,) and not read.named else "",
            relation=read.relation,
            changed=self._changed(read, taken),
            contest=pointing.asked_most(read, taken),
            otherwise=pointing.otherwise(read, intent),
            whom=whom(read.text, read.profile) or (spoken_of(read.text, read.profile) if taken.others else ""),
        )

    def _changed(self, read: Read, taken: Taken) -> frozenset[str]:
        """In what another thing is wanted than the photo shows; nothing where none came."""
        if read.photos is None or read.relation != "like":
            return frozenset()
        return beside.changed(read.text, taken.views, taken.limits, tuple(self._topics))


def _told(views: Sequence[Opinion], intent: Intent) -> list[Opinion]:
    """Who asks why a thing is shown has no opinion of it yet."""
    return [view for view in views if intent != "why" or kind_of(view.about) != ITEM or not ASKED.search(view.quote)]
