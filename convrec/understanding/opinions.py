"""What a clause says of the things it names: a liking, a wish, an exclusion, a demand, or nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from convrec.types import Heard
from convrec.types import Stance as Sound
from convrec.understanding.language import CHINESE

Stance = Literal["liking", "exclude", "only", "wish", "allow", "none"]

HATE, DISLIKE, WISH, LIKE, LOVE = -0.9, -0.6, 0.5, 0.6, 0.9
REACH = 4  # words between "without" and what is to be without
TRUSTED = 0.6  # how sure the ear must be of a clause without any telling word
OVERRULES = 0.8  # how sure it must be to overrule telling words that all tell the same

NOT = r"(?:n't|not|never|hardly|no longer|isn't|wasn't|aren't)"
DONT = rf"(?:{NOT}|do ?n'?o?t|did ?n'?o?t|does ?n'?o?t|can'?t|cannot)"
FINE = "beautiful lovely pretty nice good-looking cute great".replace(" ", "|")
SPLENDID = "perfect gorgeous amazing wonderful stunning fantastic".replace(" ", "|")
# Each rule: stance, strength, then patterns of which any one tells it.
RULES: tuple[tuple[Stance, float, tuple[str, ...]], ...] = (
    (  # of price and size: a condition, not a taste
        "none",
        0.0,
        (
            r"(?<!not )(?<!n't )(?<!nothing )\btoo (?:expensive|dear|pricey|big|small|large)\b",
            "(?<![不要别])太[贵大小]了?",
        ),
    ),
    ("allow", 0.0, (r"\b(?:is|are) (?:fine|ok|okay|alright)(?: after all| too| as well)?\b", "也(?:可以|行)|没问题")),
    ("liking", LIKE, (rf"\b{DONT} (?:bad|ugly|hate|dislike|mind)\b", "不(?:讨厌|介意|丑|难看)")),
    (
        "only",
        WISH,
        (r"\b(?:only|must be|has to be|have to be|nothing but|definitely)\b", "必须|一定要|只(?:想)?要|只看|只考虑"),
    ),
    ("exclude", HATE, (r"\b(?:allergic to|allergy to|intolerant)\b", "过敏")),
    (
        "exclude",
        DISLIKE,
        (
            r"\b(?:not? (?:looking for|after|interested in)"
            r"|no(?! (?:more|less|fewer) than)|without|except|anything but|everything but|all but|other than"
            r"|free of|avoid|not|non|nothing|rather not|instead of|no more|never"
            r")\b"
            r"(?! (?:only|like|love|fan|keen|my|bad|sure|too|very|so|that|just|really|necessarily|more|less|but)\b)",
            r"\b(?:don'?t|do not) (?:want|need|show|give|recommend)\b(?! (?:to (?:spend|pay)|more|too))",
            r"\b(?:(?:is|are|was)n['’]?t|not?|nothing|anything|n['’]?t (?:be )?) ?(?:too|so|that|overly|very)\b"
            r"(?! (?:much|many|bad|ugly|expensive|dear|pricey|big|small|large|keen|fond|sure)\b)",
            r"\b(?:that|which|they|it) (?:is|are)n['’]?t\b(?! (?:bad|ugly|so|too|very|that|there|sure)\b)",
            r"别(?:太|那么|这么|很)|不(?:要|能|想)?(?:太|那么|这么)(?![喜爱贵大小])|没(?:那么|这么)|(?<![不别害])怕(?!是)",
            r"除外|就算了|免谈|不考虑|一律(?:不|no)|^\s*不是(?=[\u4e00-\u9fff]{1,4}$)",
            r"\b(?:an? (?:hard|big) no|no[- ]go|out of the question)\b",
            r"(?<!要)不要(?!紧|太)|不含|不带|不想(?:要|买|看|找)|不需要|除了(?!.*[还也])|别(?:要|给|买|推荐|拿|用|选)|不用",
            r"(?<![毫从])无(?=[\u4e00-\u9fff])(?![线论所比声需法聊印])",
        ),
    ),
    (
        "liking",
        HATE,
        (
            r"\b(?:hate[sd]?|can'?t stand|cannot stand|detest|despise|loathe|abhor|awful|terrible|horrible)\b",
            r"\b(?:disgusting|ugly|hideous|nightmare|worst)\b",
            "讨厌|受不了|最烦|恨|[看吃穿喝]吐|吐了|难看|太丑|丑死|恶心|最不喜欢|极其不喜欢",
        ),
    ),
    (
        "liking",
        DISLIKE,
        (
            rf"\b{DONT} (?:\w+ )?(?:like|love|enjoy|care for|want|eat|drink)\b(?! to\b)|\bdislike[sd]?\b",
            rf"\b{DONT} (?:\w+ ){{0,2}}(?:fan of|fond of|keen on|into|my (?:thing|taste|style))\b",
            r"(?<!not )(?<!n't )(?<!nothing )\btoo (?!much to|many to|expensive|dear|pricey|big|small|large)\w+\b",
            r"\btired of\b|\bbored (?:of|with)\b",
            rf"\b(?:{DONT}|nothing|anything) too(?= )",
            r"不(?:太|怎么|是很)?(?:喜欢|爱|中意|好看)|没兴趣|(?<!不)太(?![贵大小好美棒香赞帅可喜爱值划酷暖])[\u4e00-\u9fff]{1,2}了|腻了",
        ),
    ),
    (
        "wish",
        WISH,
        (
            r"\b(?:would be|be|is|perfect|great|nicer|better)\b[\w\s]{0,20}\bif (?:it|they|that|this|only)\b"
            r"(?: (?:was|were|is|are|came|comes|had|has)\b)?",
            r"要是|如果|(?:更|就)好了",
            r"\b(?:would|i'?d) (?:like|love|prefer)\b",
            r"\b(?:want|wants|need|needs|looking for|searching for|search for|interested in|after|got)\b",
            r"\b(?:show|find|get|give|recommend|suggest) (?:me|us)\b",
            r"想[要买找]|需要|(?<![不重主还只])要(?![是么紧])|来[个一]|[找买](?=[\u4e00-\u9fff])|推荐|给我|有没有",
        ),
    ),
    (
        "liking",
        LOVE,
        (
            rf"\b(?:love[ds]?|adore[sd]?|favou?rite|crazy about|obsessed with|{SPLENDID})\b",
            "最(?:爱|喜欢)|太好[看吃喝听用玩闻穿]?了|(?:超|特别|非常|很|真|好)(?:级)?(?:喜欢|爱)|太(?:美|好看|喜欢|棒)|爱死",
        ),
    ),
    (
        "liking",
        LIKE,
        (
            r"(?<!would )(?<!'d )(?<!look )(?<!looks )(?<!something )(?<!more )(?<!anything )(?<!things )"
            r"\b(?:(?:(?<=\bi )|(?<=\bwe )|(?<=really )|(?<=also )|(?<=do ))like|likes|liked"
            r"|like(?! (?:this|that|these|it)\b(?: one)?(?: please)?\W*$)"  # "a lamp like this one"
            rf"|enjoys?|fond of|prefers?|fan of|keen on|into|nice one|{FINE})\b"
            r"(?! (?:this|that|the (?:first|second|third|fourth|last)),? but)",
            r"喜欢|偏爱|中意|好看|不错|爱(?=[\u4e00-\u9fff])",
        ),
    ),
)
COMPILED = tuple((stance, strength, re.compile("|".join(words), re.IGNORECASE)) for stance, strength, words in RULES)
FILLING = re.compile(
    r"\b(?:have|anything|something|things?|stuff|any|be|made|it|show|me|buy|see|get|ones?|an?|the)\b", re.IGNORECASE
)
AFTER_A_THING = re.compile(r"\w\s+(?:on|for|in|with)\b", re.IGNORECASE)
TOO = re.compile(r"(?:\b(?:too|so|overly|very)|[太么])$", re.IGNORECASE)
LEADING: tuple[Stance, ...] = ("exclude", "only", "wish")  # stand before what they are about
GAP = 5  # Chinese signs between a thing and its refusal behind it
PRAISE = re.compile(rf"(?:{FINE}|{SPLENDID})", re.IGNORECASE)
SAYS = re.compile(r"\b(?:is|are|was|were|looks?|seems?|be|'s|'re)\b|’s\b|'s\b", re.IGNORECASE)
STATES = re.compile(
    rf"{SAYS.pattern}|\b(?:i|me|my|we|us|it|they|them|this|that|these|those|makes?|feels?|goes|fits?)\b|[我它这那了太真很]",
    re.IGNORECASE,
)
KIN = (
    r"mother|mum|mom|father|dad|wife|husband|sister|brother|son|daughter|friend|girlfriend|boyfriend|partner|kids?"
    r"|child(?:ren)?|boss|colleague|grandma|grandmother|grandpa|aunt|uncle|parents?"
)
OTHERS = re.compile(
    rf"\b(?:my|our|her|his|their) (?:\w+ )?(?:{KIN})\b"
    r"|\b(?:she|he|they) (?:\w+ )?(?:hates?|loves?|likes?|dislikes?|can'?t|doesn'?t|don'?t|prefers?|wants?|needs?"
    r"|enjoys?)\b"
    r"|[他她](?:们)?(?=.{0,3}(?:喜欢|讨厌|爱|不|想))"
    r"|(?:我|他|她)?(?:妈妈?|母亲|爸爸?|父亲|老婆|老公|妻子|丈夫|姐姐?|妹妹?|哥哥?|弟弟?|儿子|女儿|朋友|孩子|奶奶|爷爷|同事|老板|男友|女友|男朋友|女朋友)",
    re.IGNORECASE,
)
REQUEST = re.compile(
    r"\b(?:do|have) you (?:have|got|sell|stock|carry)|\b(?:is|are) there\b|\bany(?:thing)?\b|\bsomething\b"
    r"|\bcomes? in\b|\bavailable (?:in|as)\b|\b(?:have|get|got|do|make) (?:it|them|this|that|these|those|ones?)\b"
    r"|\b(?:can|could|would) (?:you|i) (?:show|find|get|see|have|recommend|suggest)"
    r"|^\W*(?:maybe|perhaps|or|and|what about|how about|an?|some)\b"
    r"|有没有|有.{0,12}[吗么嘛]|(?:能|可以)(?:推荐|给我|看看)",
    re.IGNORECASE,
)


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
class Told:
    """Words of a clause that tell a stance, and their place."""

    start: int
    end: int
    stance: Stance
    strength: float


@dataclass(frozen=True)
class Reading:
    """What can be read off a clause before any one thing in it is looked at."""

    text: str
    told: tuple[Told, ...]
    own: bool
    requests: bool
    states: bool  # says something of something; a bare "orange juice" only names it

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
    return Reading(clause, tuple(_as_meant(told, clause)), own, requests, states)


def judge(reading: Reading, start: int, end: int, heard: Heard, asks: bool) -> Judgement:
    """Judge the thing at ``reading.text[start:end]``.

    The telling words nearest before the thing decide, or else the nearest after it. The ear decides where there are
    none, and where it is sure of a clause whose words all tell one thing; else a thing is merely mentioned. A question
    (``asks``) likes nothing, and wishes for something only where it asks whether that is to be had.
    """
    told = _nearest(reading, start, end)
    if heard.sure >= _bar(reading) and _free(reading, told, heard):
        return _as_heard(heard, reading, asks)
    if told is not None:
        wishes = reading.requests or heard.stance == "want"
        silent = asks and (told.stance == "liking" or (told.stance == "wish" and not wishes))
        return Judgement("none", 0.0, reading.own) if silent else Judgement(told.stance, told.strength, reading.own)
    mentioned = asks and not reading.requests
    return Judgement("none", 0.0, reading.own) if mentioned else Judgement("wish", WISH, reading.own)


def _free(reading: Reading, told: Told | None, heard: Heard) -> bool:
    """Whether the ear may decide: nothing is told, or all that is told is told of this thing, and is no refusal."""
    if told is None:
        return not reading.told
    return reading.plain and (told.stance != "exclude" or SOUNDS[heard.stance][1] <= 0)


def _bar(reading: Reading) -> float:
    """How sure the ear must be: more so of bare words ("but dark red") and against words that tell something."""
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
    """Praise before a thing in a request is part of the wish: "a lovely blue vase" is looked for, not judged."""
    if SAYS.search(clause) or any(t.stance == "liking" and not PRAISE.fullmatch(clause[t.start : t.end]) for t in told):
        return list(told)
    return [t if t.stance != "liking" else Told(t.start, t.end, "wish", WISH) for t in told]


def _nearest(reading: Reading, start: int, end: int) -> Told | None:
    """The telling words nearest to the thing; those before it come first. Of two at one place the longer decide."""
    beside = [told for told in reading.told if told.end <= start or told.start >= end]
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


def _trails(clause: str, told: Told, end: int) -> bool:
    """Chinese may refuse a thing behind it: 绒的都别给我推, 胡桃木不要."""
    chinese = bool(CHINESE.search(clause[told.start : told.end]))
    return told.stance == "exclude" and chinese and told.start - end <= GAP


def _too(clause: str, told: Told) -> bool:
    """Whether the words end in "too": they tell of the very next word only."""
    return bool(TOO.search(clause[: told.end]))


def _past(clause: str, told: Told, start: int) -> bool:
    """Whether a refusal has found its thing before this one: 不含乳糖的牛奶 is milk, a "not too big" lamp a lamp."""
    between = FILLING.sub(" ", clause[told.end : start])
    if _too(clause, told):
        return bool(between.strip())
    if told.stance != "exclude":
        return False
    return "的" in between or bool(AFTER_A_THING.search(between)) or len(between.split()) > REACH
