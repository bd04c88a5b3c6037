"""What a clause says of the things it names: a liking, a wish, an exclusion, a demand, or nothing."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from convrec.types import Heard
from convrec.types import Stance as Sound
from convrec.understanding.language import CHINESE, tokens
from convrec.understanding.names.common import COMMON
from convrec.understanding.opinions.denied import as_demanded, as_denied
from convrec.understanding.opinions.telling import (
    COMPILED,
    DISLIKE,
    HATE,
    LIKE,
    LOVE,
    OTHERS,
    PRAISE,
    REQUEST,
    SAYS,
    STATES,
    WISH,
    Stance,
    Told,
)
from convrec.understanding.patterns import compiled

FAR = 100  # signs behind which no word's refusal reaches
REACH = 4  # words between "without" and what is to be without
CERTAIN = 1.0  # how sure the ear would have to be to overrule what words leave no doubt about
TRUSTED = 0.6  # how sure the ear must be of a clause without any telling word
OVERRULES = 0.85  # how sure it must be to overrule telling words
UNTOLD = 0.5  # how sure it must be of a dislike, where not one word tells a stance
HEARD_OF, HEARD_BARE = 0.4, 0.5  # how sure of one thing that no words tell of, in a sentence and among bare words

FILLING = compiled(
    r"\b(?:have|anything|something|things?|stuff|any|be|made|it|show|me|buy|see|get|ones?|an?|the)\b", re.IGNORECASE
)
AFTER_A_THING = compiled(r"\w\s+(?:on|for|in|with)\b", re.IGNORECASE)
TOO = compiled(r"(?:\b(?:too|so|overly|very)|[太么])$", re.IGNORECASE)
OF_IT = compiled(r"\s+(?:it|them|him|her)\b(?! (?:in|with|to be)\b)", re.IGNORECASE)  # whatever else is named there
BACK = compiled(r"\b(?:it|them)\W*$", re.IGNORECASE)  # "never sit on it": what is refused was named before
COMPARED = compiled(r"(?:\bthan (?:the |an? )?|\bover (?=\w+\W*$)|(?<![对相])比)$", re.IGNORECASE)  # the yardstick
LESS = compiled(r"(?<!or )(?<!no )(?<!nothing )\bless $|\bnot as $", re.IGNORECASE)  # "less shiny" than what is shown
LEADING: tuple[Stance, ...] = ("exclude", "only", "wish")  # stand before what they are about
FORWARD = compiled(r"除了|不含|不带|不需要|不用|[无没怕]")  # refuse only what stands behind them
RELATIVE = compiled(r"\s+(?:that|which|who)(?:['’]?s)?\b.{0,8}", re.IGNORECASE)
WISHES_BEHIND = compiled(r"\s*(?:的|呢|[吗嘛]|都|也|再|还|各|全|一起|[，, ]){0,4}")  # 豆奶都给我看看
GAP = 5  # Chinese signs between a thing and its refusal behind it
# What is heard → stance, strength, and whether the speaker speaks for themselves.
SOUNDS: Mapping[Sound, tuple[Stance, float, bool]] = {
    "love": ("liking", LOVE, True),
    "like": ("liking", LIKE, True),
    "dislike": ("liking", DISLIKE, True),
    "hate": ("liking", HATE, True),
    "want": ("wish", WISH, True),
    "refuse": ("exclude", DISLIKE, True),
    "fine": ("allow", 0.0, True),
    "other+": ("liking", LIKE, False),
    "other-": ("liking", DISLIKE, False),
    "past": ("none", 0.0, True),
    "none": ("none", 0.0, True),
}


@dataclass(frozen=True)
class Judgement:
    """How a clause stands to a thing it names; ``own`` is whether the speaker speaks for themselves."""

    stance: Stance
    liking: float
    own: bool


@dataclass(frozen=True)
class Reading:
    """What can be read off a clause before any one thing in it is looked at."""

    text: str
    told: tuple[Told, ...]
    own: bool
    requests: bool
    states: bool  # says something of something; a bare "orange juice" only names it
    spared: tuple[int, ...] = ()  # where names end that a refusal is a part of: "no sugar"

    @property
    def plain(self) -> bool:
        """Whether the telling words all tell the same, so that one verdict on the clause is one on all it names."""
        return len({(told.stance, told.strength > 0) for told in self.told}) <= 1


def read(clause: str) -> Reading:
    """Find the telling words of a clause, once for all the things that it names."""
    told = [
        Told(match.start(), match.end(), stance, strength)
        for stance, strength, pattern in COMPILED
        for match in pattern.finditer(clause)
    ]
    own, requests, states = not OTHERS.search(clause), bool(REQUEST.search(clause)), bool(STATES.search(clause))
    return Reading(
        clause, tuple(_as_meant(as_demanded(as_denied(told, clause), clause), clause)), own, requests, states
    )


def without(reading: Reading, start: int, spans: Collection[tuple[int, int]]) -> Reading:
    """A reading of the clause that begins at ``start``, without telling words inside names: "no sugar" is a name."""
    inside = [(a - start, b - start) for a, b in spans]
    told = tuple(t for t in reading.told if not any(a <= t.start and t.end <= b for a, b in inside))
    refusals = [t for t in reading.told if t.stance == "exclude"]
    spared = tuple(b for a, b in inside if any(a <= t.start and t.end <= b for t in refusals))
    states = any(not any(a <= m.start() < b for a, b in inside) for m in STATES.finditer(reading.text))
    return replace(reading, told=told, states=states, spared=spared)


def judge(reading: Reading, start: int, end: int, heard: Heard, asks: bool) -> Judgement:
    """Judge the thing at ``reading.text[start:end]``.

    The telling words nearest before the thing decide, or else the nearest after it. The ear decides where there are
    none, and where it is sure of something else; else a thing is merely mentioned. A question (``asks``) likes nothing,
    and wishes for something only where it asks whether that is to be had.
    """
    if start < end and COMPARED.search(reading.text[:start]):
        return Judgement("none", 0.0, reading.own)
    if start < end and LESS.search(reading.text[:start]):
        return Judgement("liking", -WISH, reading.own)
    told = _nearest(reading, start, end)
    if not reading.told and SOUNDS[heard.stance][1] < 0 and heard.sure < UNTOLD:
        heard = Heard()  # who says nothing bad of anything seldom means it
    verdict = SOUNDS[heard.stance][0] in ("liking", "exclude")
    if told is None and start < end and verdict and _refuses_besides(reading, start, end):
        return Judgement("wish", WISH, reading.own)
    free, bar = (_free_for, _bar_for) if start < end else (_free, _bar)
    if heard.sure >= bar(reading, told) and free(reading, told, heard):
        return _as_heard(heard, reading, asks)
    if told is not None:
        wishes = reading.requests or heard.stance == "want"
        silent = asks and (told.stance == "liking" or (told.stance == "wish" and not wishes))
        return Judgement("none", 0.0, reading.own) if silent else Judgement(told.stance, told.strength, reading.own)
    mentioned = asks and not reading.requests
    return Judgement("none", 0.0, reading.own) if mentioned else Judgement("wish", WISH, reading.own)


def _refuses_besides(reading: Reading, start: int, end: int) -> bool:
    """Whether a refusal is of something else than this thing: "any fruit except oranges"."""
    if any(reading.text[name:start].strip() in ("", "的") for name in reading.spared if name <= start):
        return True
    refusals = [told for told in reading.told if told.stance == "exclude"]
    return any(t.start < end or RELATIVE.fullmatch(reading.text[end : t.start]) for t in refusals)


def _free_for(_: Reading, told: Told | None, heard: Heard) -> bool:
    """Whether the ear may decide on a thing that it has heard of by itself: a refusal or a "must" in words stays."""
    if told is not None and told.stance == "only":
        return SOUNDS[heard.stance][1] < 0
    return told is None or told.stance != "exclude" or SOUNDS[heard.stance][1] <= 0


def _bar_for(reading: Reading, told: Told | None) -> float:
    if told is not None:
        return CERTAIN if told.turned else OVERRULES
    return HEARD_OF if reading.states or reading.told else HEARD_BARE


def _free(reading: Reading, told: Told | None, heard: Heard) -> bool:
    """Whether the ear may decide on a clause: nothing is told, or all that is told is the same, and no refusal."""
    if told is None:
        return not reading.told
    return reading.plain and (told.stance != "exclude" or SOUNDS[heard.stance][1] <= 0)


def _bar(reading: Reading, told: Told | None) -> float:
    """How sure the ear must be: more so of bare words ("but dark red") and against words that tell something."""
    if told is not None and told.turned:
        return CERTAIN
    return OVERRULES if reading.told or not reading.states else TRUSTED


def _as_heard(heard: Heard, reading: Reading, asks: bool) -> Judgement:
    stance, strength, own = SOUNDS[heard.stance]
    bare = heard.stance == "none" and not asks and not reading.states  # "orange juice" is looked for
    allowed = stance == "allow" and not reading.told  # "oak will do" takes a refusal back, and is a wish
    if bare or allowed or (heard.stance == "none" and asks and reading.requests):
        return Judgement("wish", WISH, reading.own)
    if asks and stance == "liking":
        return Judgement("none", 0.0, own)
    return Judgement(stance, strength, own and reading.own)


def denies(reading: Reading) -> bool:
    """Whether a clause, taken as a whole, says what is not wanted or not liked."""
    first = min(reading.told, key=lambda told: (told.start, -told.end), default=None)
    return first is not None and first.strength < 0


def _as_meant(told: Sequence[Told], clause: str) -> list[Told]:
    """Praise before a thing in a request is part of the wish: "a lovely blue vase" is looked for, not judged.

    A clause of nothing but praise ("both lovely") judges.
    """
    bare = all(token.word in COMMON or PRAISE.fullmatch(token.word) for token in tokens(clause))
    besides = any(t.stance == "liking" and not PRAISE.fullmatch(clause[t.start : t.end]) for t in told)
    if bare or besides or SAYS.search(clause):
        return list(told)
    return [t if t.stance != "liking" else Told(t.start, t.end, "wish", WISH) for t in told]


def _nearest(reading: Reading, start: int, end: int) -> Told | None:
    """The telling words nearest to the thing; those before it come first. Of two at one place the longer decide."""
    within = [t for t in reading.told if t.start < start < t.end and t.stance == "liking" and t.strength < 0]
    if within:
        return within[0]  # "too sour", 太甜了
    beside = [
        t for t in reading.told if (t.end <= start or t.start >= end) and not (start < end and _of_it(t, reading))
    ]
    before = [t for t in beside if t.end <= start and not _past(reading.text, t, start)]
    if before:
        last = max(told.end for told in before)
        return max((t for t in before if t.end >= last - 1), key=lambda t: (t.end - t.start, t.end))
    after = [
        t
        for t in beside
        if t.start >= end and not _too(reading.text, t) and (t.stance not in LEADING or _trails(reading.text, t, end))
    ]
    if after:
        first = min(told.start for told in after)
        return max((t for t in after if t.start <= first + 1), key=lambda t: (t.end - t.start, -t.start))
    return None


def _of_it(told: Told, reading: Reading) -> bool:
    """Whether words judge a pronoun: "work, I'm sick of it" says nothing of work."""
    return told.stance in ("liking", "exclude") and bool(OF_IT.match(reading.text, told.end))


def _trails(clause: str, told: Told, end: int) -> bool:
    """Chinese may refuse or wish for a thing behind it: 绒的都别给我推, 胡桃木不要; but not in 王家卫除了花样年华."""
    words = clause[told.start : told.end]
    if told.stance == "wish" and CHINESE.search(words):
        return WISHES_BEHIND.fullmatch(clause, end, told.start) is not None
    chinese = bool(CHINESE.search(words)) and not FORWARD.match(words)
    return told.stance == "exclude" and chinese and told.start - end <= GAP


def _too(clause: str, told: Told) -> bool:
    """Whether the words end in "too": they tell of the very next word only. "Is fine too" does not."""
    return told.stance != "allow" and bool(TOO.search(clause[: told.end]))


def _past(clause: str, told: Told, start: int) -> bool:
    """Whether a refusal has found its thing before this one: 不含乳糖的牛奶 is milk, a "not too big" lamp a lamp."""
    if start - told.end > FAR:
        return told.stance == "exclude" or _too(clause, told)
    between = FILLING.sub(" ", clause[told.end : start])
    if _too(clause, told):
        return bool(between.strip())
    if told.stance != "exclude" or BACK.search(clause[told.end : start]):
        return False
    return "的" in between or bool(AFTER_A_THING.search(between)) or len(between.split()) > REACH
