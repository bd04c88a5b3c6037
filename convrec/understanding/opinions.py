"""What a clause says of the things it names: a liking, a wish, an exclusion, a demand, or nothing."""

import re
from dataclasses import dataclass
from typing import Literal

Stance = Literal["liking", "exclude", "only", "wish", "allow", "none"]

HATE, DISLIKE, WISH, LIKE, LOVE = -0.9, -0.6, 0.5, 0.6, 0.9
REACH = 4  # words between "without" and what is to be without
FELT = 0.5  # sentiment from which a clause without any telling word still counts

NOT = r"(?:n't|not|never|hardly|no longer|isn't|wasn't|aren't)"
RULES: tuple[tuple[Stance, float, str], ...] = (
    ("allow", 0.0, r"\b(?:is|are) (?:fine|ok|okay|alright)(?: after all| too| as well)?\b|也(?:可以|行)|没问题"),
    ("liking", LIKE, rf"\b{NOT} (?:bad|ugly|hate|dislike|mind)\b|不(?:讨厌|介意|丑|难看)"),
    ("only", WISH, r"\b(?:only|must be|has to be|have to be|nothing but|definitely)\b|必须|一定要|只要|只想要"),
    ("exclude", HATE, r"\b(?:allergic to|intolerant)\b|过敏"),
    (
        "exclude",
        DISLIKE,
        r"\b(?:no|without|except|anything but|other than|free of|avoid|not|non|nothing|don'?t (?:want|need|show)|do"
        r" not (?:want|need|show)|rather not|instead of|no more|never)\b"
        r"(?! (?:only|like|love|fan|keen|my|bad|sure))|不要|不含|不想要|除了|别要|别给|不用|无(?=[\u4e00-\u9fff])"
        r"|别的?(?=[\u4e00-\u9fff])",
    ),
    (
        "liking",
        HATE,
        r"\b(?:hate[sd]?|can'?t stand|cannot stand|detest|despise|loathe|abhor|awful|terrible|horrible|disgusting"
        r"|ugly|hideous|nightmare|worst)\b"
        r"|讨厌|受不了|最烦|恨|难看|太丑|丑死|恶心|最不喜欢|极其不喜欢",
    ),
    (
        "liking",
        DISLIKE,
        rf"\b(?:{NOT}|don'?t|do not|didn'?t|doesn'?t|can'?t) (?:\w+ )?(?:like|love|enjoy|care for|want)\b|\bdislike"
        rf"|\b(?:not|never|n't) (?:\w+ ){0,2}(?:fan of|fond of|keen on|into|my (?:thing|taste|style))\b|\btoo \w+\b"
        rf"|\btired of\b|\bbored (?:of|with)\b"
        r"|不(?:太|怎么|是很)?(?:喜欢|爱|中意|好看)|没兴趣|太[\u4e00-\u9fff]{1,2}了|腻了",
    ),
    ("wish", WISH, r"\b(?:would|i'?d) (?:like|love|prefer)\b"),
    (
        "liking",
        LOVE,
        r"\b(?:love[ds]?|adore|favou?rite|crazy about|obsessed|perfect|gorgeous|amazing)\b|最(?:爱|喜欢)|(?:超|特别"
        r"|非常|很|真|好)(?:级)?(?:喜欢|爱)|太(?:美|好看|喜欢|棒)|爱死",
    ),
    (
        "liking",
        LIKE,
        r"(?<!would )(?<!'d )(?<!look )(?<!looks )(?<!something )(?<!more )(?<!anything )\b(?:likes?d?|enjoy|fond"
        r" of|prefer|fan of|keen on|into|beautiful|lovely|nice one|pretty)\b(?! (?:this|that|the (?:first|second"
        r"|third|fourth|last)),? but)"
        r"|喜欢|偏爱|中意|好看|不错|爱(?=[\u4e00-\u9fff])",
    ),
)  # fmt: skip
COMPILED = tuple((stance, strength, re.compile(pattern, re.IGNORECASE)) for stance, strength, pattern in RULES)
OTHERS = re.compile(
    r"\b(?:my|our|her|his|their) (?:\w+ )?(?:mother|mum|mom|father|dad|wife|husband|sister|brother|son|daughter"
    r"|friend|girlfriend|boyfriend|partner|kids?|child(?:ren)?|boss|colleague|grandma|grandmother|grandpa|aunt"
    r"|uncle|parents?)\b"
    r"|\b(?:she|he|they) (?:\w+ )?(?:hates?|loves?|likes?|dislikes?|can'?t|doesn'?t|don'?t|prefers?|wants?|needs?"
    r"|enjoys?)\b|[他她](?:们)?(?=.{0,3}(?:喜欢|讨厌|爱|不|想))"
    r"|(?:我|他|她)?(?:妈妈?|母亲|爸爸?|父亲|老婆|老公|妻子|丈夫|姐姐?|妹妹?|哥哥?|弟弟?|儿子|女儿|朋友|孩子|奶奶"
    r"|爷爷|同事|老板|男友|女友|男朋友|女朋友)",
    re.IGNORECASE,
)

REQUEST = re.compile(
    r"\b(?:do|have) you (?:have|got|sell|stock|carry)|\bany(?:thing)?\b|\bsomething\b|\b(?:can|could|would) (?:you"
    r"|i) (?:show|find|get|see|have|recommend|suggest)|有没有|有.{0,12}[吗么嘛]|(?:能|可以)(?:推荐|给我|看看)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Judgement:
    """How a clause stands to a thing it names; ``own`` is whether the speaker speaks for themselves."""

    stance: Stance
    liking: float
    own: bool


def judge(clause: str, start: int, end: int, sentiment: float, asks: bool) -> Judgement:
    """Judge the thing at ``clause[start:end]``.

    The telling word nearest before the thing decides, or else the nearest after it; without any, the clause's
    sentiment does, where it is clear; else it is a mere mention. ``asks`` silences all but wishes and exclusions.
    """
    own = OTHERS.search(clause) is None
    told = _nearest(clause, start, end)
    if told is not None:
        stance, liking = told
        if asks and stance == "liking":
            return Judgement("none", 0.0, own)
        return Judgement(stance, liking, own)
    if not asks and abs(sentiment) >= FELT:
        return Judgement("liking", max(-0.9, min(0.9, sentiment)), own)
    return Judgement("none", 0.0, own) if asks and not REQUEST.search(clause) else Judgement("wish", WISH, own)


def _nearest(clause: str, start: int, end: int) -> tuple[Stance, float] | None:
    """The stance of the telling words nearest to the thing, those before it first; at one place the longer wins."""
    before: list[tuple[int, int, Stance, float]] = []
    after: list[tuple[int, int, Stance, float]] = []
    for stance, strength, pattern in COMPILED:
        for match in pattern.finditer(clause):
            if match.start() < end and match.end() > start:
                continue
            if match.end() <= start and not _past(clause[match.end() : start], stance):
                before.append((-match.end(), -len(match[0]), stance, strength))
            elif match.start() >= end and stance not in ("exclude", "only"):
                after.append((match.start(), -len(match[0]), stance, strength))
    for side in (before, after):
        if side:
            covering = _longest(side)
            return covering[2], covering[3]
    return None


def _past(between: str, stance: Stance) -> bool:
    """Whether an exclusion has found its thing before this one: 不含乳糖的牛奶 is milk."""
    if stance != "exclude":
        return False
    return "的" in between or bool(re.search(r"\b(?:on|for|in|with)\b", between)) or len(between.split()) > REACH


def denies(clause: str) -> bool:
    """Whether a clause, taken as a whole, says what is not wanted or not liked."""
    found = [
        (match.start(), -len(match[0]), stance, strength)
        for stance, strength, pattern in COMPILED
        for match in pattern.finditer(clause)
    ]
    return bool(found) and (min(found)[3] < 0)


def _longest(side: list[tuple[int, int, Stance, float]]) -> tuple[int, int, Stance, float]:
    """The nearest match, or the longest of those that end where it ends."""
    nearest = min(side)
    return min((match for match in side if match[0] <= nearest[0] + 1), key=lambda match: (match[1], match[0]))
