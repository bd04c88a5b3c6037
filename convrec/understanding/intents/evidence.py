"""What speaks for an intent besides the head: what a message holds, how it is put, and what was shown before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from convrec.models.words import known_words
from convrec.types import Contest, Mention
from convrec.understanding.language import CHINESE, tokens
from convrec.understanding.names.common import COMMON
from convrec.understanding.opinions.stances import Part
from convrec.understanding.patterns import compiled
from convrec.understanding.references.pronouns import points_somewhere
from knowledge_graph.schema import ITEM, kind_of

SNEERS = compiled(
    r"\b(?:oh|how|just|yeah|well) (?:great|thrilling|lovely|wonderful|what i (?:needed|wanted)|original|exciting"
    r"|charming|brilliant|fantastic)\b"
    r"|呵呵|可真(?:会|行|敢|能)|真行|服了|绝了|笑死|醉了",
    re.IGNORECASE,
)
EXCLAIMS = compiled(
    r"^\W*(?:what an?\b|(?:honestly|really|seriously|right|ok|and|well)\W*$|how (?:thrilling|lovely|nice|sad"
    r"|cute)\b)|^\W*呵呵",
    re.IGNORECASE,
)
ASKS = compiled(
    r"[?？]\s*\W*$|^\W*(?:(?:and|but|so|oh|ok|hi|hello|hey|wait|also|er|um|hm)\W+)*(?:is|are|does|do|did|can"
    r"|could|will|would|what|whats"
    r"|which|how|hows|why|when|where|who)\b(?!['’]t)|[吗呢么嘛][啊呀]?\W*$|(.)不\1|什么|怎么|多少|是不是|能不能"
    r"|多[大高长宽重久]|几[个天点号]|没\W*$|不\W*$",
    re.IGNORECASE,
)
REQUESTS = compiled(
    r"\b(?:got (?:any|some|an?|something|one|it|anything)|(?:should|would|i'd|we'd) (?:like|love|prefer)"
    r"|could (?:use|do with)|have you|do you have|is there|are there|show me|find me|looking for|i(?:'m"
    r"| am) after|i need|i want|can (?:i|we) (?:have|get|see)"
    r"|could (?:i|we) (?:have|get|see)|recommend|suggest|give me|make it|make that|what about|how about"
    r"|(?:something|anything|any|one|ones)"
    r" (?:\w+er\b|more|less|similar|like|in|with|without|under|that)|needs? to be|has to be|it has to|should be"
    r"|would be (?:perfect|great|nice|better) if"
    r"|if (?:it|they|only)|(?:but|and|just) (?:in|with|without|not)|instead|rather|similar|switch to|in that vein)\b"
    r"|有[没木么]有|有(?![点些意趣]).{0,10}(?:吗|么|没|不|嘛)\W*$|(?:来|换|给我|推荐|想要|想看|想买|想找|找|求"
    r"|整)(?:个|点|些|一|几|首|部|款|成|我)|要(?!是|命|紧|不)|再看|看看|别的|必须|一定要|最好|就好了|就行|就可以"
    r"|的呢|别超过|不超过|以内|以下",
    re.IGNORECASE,
)
OTHERWISE = compiled(  # the same thing in another colour or size is a wish, though it sounds like a question
    r"\b(?:comes?|available|(?:have|get|got|do|make|want) (?:it|them|this|that|these|those|one)"
    r"|made) in (?!stock|store|the\b|time|person"
    r"|a (?:box|bag|case|set)|what|which)"
    r"|\b(?:an?|any) (?:[\w-]+ ){1,2}(?:one|version)s? of (?:it|this|that|them|those)\b"
    r"|有没有(?:它|这[款个种件]?)的?[^，。,]{1,4}色|(?:有|出|换)(?:没有|别的|其他)?.{0,6}(?:色|款|号|版)的?[吗么没]",
    re.IGNORECASE,
)
BARE = compiled(r"^\W*(?:(?:and|so|ok|now|then|maybe)\s+)?(?:an?|some|another|more)\s", re.IGNORECASE)
LOOKS_THROUGH = compiled(
    r"^\W*(?:(?:and|so|ok|hi|hello)\W+)*(?:which|what)(?: kinds? of| of (?:your|the))? (?:[\w-]+ ){0,2}?[\w-]+s\b"
    r"(?! (?:is|are|of) (?:it|this|that|these|those|them)\b)",
    re.IGNORECASE,
)
SETTLES = compiled(
    r"\b(?:just|only|simply|then|please|pls|i['’]?ll (?:take|have|go)|give me|show me|want|will do|is fine|do)\b"
    r"|就[行好要]|即可|给我|来[个一]|[要选买]",
    re.IGNORECASE,
)
SHORTEST = 3  # letters of a word that can be told from none
SWITCHES = compiled(
    r"\b(?:instead|rather|actually|switch|make it|not .{1,20} but|swap)\b|换成?|改成?|不是|还是", re.IGNORECASE
)


STOCKED = compiled(  # "have you got a …?", where nothing is pointed at
    r"^\W*(?:请问|你好|您好|那|你们?|您|家|店里?|这里|这儿|还|都|，|,|\s)*有(?:没有?|卖)?(?![货点些趣意])"
    r"[^，。,它这那]{1,12}?(?:卖|呢)?[吗么嘛]?[啊呀]?\W*$"
)


PRESENT = compiled(  # whether some sort of thing would do as a present
    r"(?:送|给)[^，。,？?]{1,10}(?:行|合适|好|可以|成|怎么样|靠谱)[吗么不呢]?\W*$|(?:你|您)(?:觉得|看|说)(?:合适|行|好|可以|怎么样)[吗么不呢]?\W*$"
    r"|\bas (?:an? )?(?:\w+ )?(?:gift|present)\b[^?]*\?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Evidence:
    """What else speaks for an intent: what was found in the message, and whether a list is on the table.

    ``topic`` is whether a sort of thing is wanted, ``on_table`` whether what is shown is of that sort.
    """

    text: str
    parts: Sequence[Part]
    mentions: Sequence[Mention]
    tastes: int  # opinions that are more than a wish
    constraints: int
    topic: bool
    references: int
    shown: int
    wishes: int = 0
    bounds: int = 0  # of the constraints those that ask for something, and don't only refuse
    on_table: bool = False
    searching: bool = False
    spelt: str = ""  # the text with the words of titles spelt as there
    contest: Contest | None = None

    @property
    def points(self) -> bool:
        """ "It", "that one", whether or not one can tell which."""
        return points_somewhere(self.text) or bool(self.mentions)

    @property
    def asks(self) -> bool:
        """The message ends with a question."""
        return bool(self.parts) and _asks(self.parts[-1], self.text)

    @property
    def requests(self) -> bool:
        """Something is asked for: whether the shop has it, or that it be shown."""
        return self.wishes_said or any(part.reading.requests for part in self.parts)

    @property
    def feels(self) -> bool:
        """It is said how something pointed at is liked."""
        liked = any(told.stance == "liking" for part in self.parts for told in part.reading.told)
        return bool(SNEERS.search(self.text)) or (liked and (self.references > 0 or points_somewhere(self.text)))

    @property
    def judges(self) -> bool:
        """A verdict is told, of whatever it may be."""
        return self.tastes > 0 or self.feels or any(t.stance == "liking" for p in self.parts for t in p.reading.told)

    @property
    def asked(self) -> bool:
        """Some clause is a question."""
        return any(_asks(part, self.text) for part in self.parts)

    @property
    def wishes_said(self) -> bool:
        """Something is asked for in so many words, or just named: "I love oak. A table with a drawer"."""
        return bool(REQUESTS.search(self.text)) or (self.topic and any(self._named(part) for part in self.parts))

    def _named(self, part: Part) -> bool:
        """Whether a clause does nothing but name something."""
        told = any(one.stance in ("liking", "exclude") for one in part.reading.told)
        names = any(part.holds(mention.start) for mention in self.mentions)
        return names and not told and not part.reading.states and bool(BARE.search(part.clause.text))

    @property
    def changes(self) -> bool:
        """What is shown or looked for is to be different: a condition, a wish, a request."""
        return self.constraints > 0 or self.wishes > 0 or self.wishes_said

    @property
    def wants(self) -> bool:
        """Some clause wishes for something, though others only judge."""
        return self.topic or self.wishes > 0 or self.bounds > 0

    @property
    def only_judges(self) -> bool:
        """Nothing but verdicts and refusals: "leather, never again"."""
        return self.tastes > 0 and not (self.wants or self.wishes_said or self.asked or self.requests)

    @property
    def otherwise(self) -> bool:
        """The thing is wanted with another value: "does it come in green?"."""
        return bool(self.mentions) and bool(OTHERWISE.search(self.text))

    @property
    def stocked(self) -> bool:
        """Whether the shop has some sort of thing is asked: 有边几吗."""
        return self.topic and not self.references and bool(STOCKED.search(self.text))

    @property
    def for_a_present(self) -> bool:
        """Whether it is asked if some sort of thing would make a good present: 收纳盒送兄弟行吗."""
        return self.topic and not self.references and bool(PRESENT.search(self.text))

    @property
    def stocked_by_title(self) -> bool:
        """The same of something that is named by its title, and isn't in view: 有柠檬吗."""
        items = [mention for mention in self.mentions if kind_of(mention.entity) == ITEM]
        return bool(items) and not self.on_table and bool(STOCKED.search(self.text))

    @property
    def looks_through(self) -> bool:
        """Which of a sort are so is asked, of all there are: "which dining chairs cost less than 400?"."""
        return self.topic and not self.references and bool(LOOKS_THROUGH.search(self.text))

    @property
    def settles(self) -> bool:
        """What has most or least of something is wanted, and not asked for: "just the cheapest", 最便宜的那种就行."""
        return self.contest is not None and self.contest.utmost and not self.asked and bool(SETTLES.search(self.text))

    @property
    def names_a_sort(self) -> bool:
        """A sort of thing is named at last, and nothing is said of it: "thanks. mugs?"."""
        return self.topic and not self.references and bool(self.parts) and self.parts[-1].bare

    @property
    def empty(self) -> bool:
        """Nothing is named, judged or pointed at, so that there can be no opinion."""
        return not (self.mentions or self.judges or self.references or self.shown or self.points)

    @property
    def gibberish(self) -> bool:
        """Not one of its words is a word: "asdf qwer"."""
        said = tokens(self.spelt)
        letters = all(one.word.isalpha() and one.word.isascii() for one in said)
        nothing = not (self.mentions or self.judges or self.constraints or CHINESE.search(self.text))
        known = any(one.word in known_words() or one.word in COMMON or len(one.word) < SHORTEST for one in said)
        return bool(said) and letters and nothing and not known

    @property
    def seeks_utmost(self) -> bool:
        """The cheapest, the biggest of a sort or of all that there is, and not of what is shown."""
        if self.contest is None or not self.contest.utmost or self.tastes or self.references > 1:
            return False
        searching = self.searching and not self.shown
        conditions = self.constraints > 0 and not self.references
        return self.topic or searching or conditions or self.contest.at_large

    @property
    def contests(self) -> bool:
        """Which of what is shown or pointed at has the most or least of something is asked."""
        of_several = self.shown > 1 or self.references > 1
        return self.contest is not None and of_several and not (self.tastes or self.seeks_utmost)

    @property
    def new_topic(self) -> bool:
        """A sort of thing that is not on the table, and isn't put in its place."""
        return self.topic and not self.on_table and not SWITCHES.search(self.text)


def asking(text: str) -> bool:
    """Whether a text is a question, and no exclamation."""
    return bool(ASKS.search(text)) and not EXCLAIMS.search(text)


def _asks(part: Part, text: str) -> bool:
    """Whether a clause is a question, and no exclamation."""
    said = part.clause.quote + text[part.clause.end : part.clause.end + 1]
    return asking(said)
