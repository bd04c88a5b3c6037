"""Words that tell how a clause stands to what it names: "can't stand", "without", 不要; and whose view it is."""

import re
from dataclasses import dataclass
from typing import Literal

from convrec.understanding.patterns import compiled
from knowledge_graph.schema import WISHED

Stance = Literal["liking", "exclude", "only", "wish", "allow", "none"]

HATE, DISLIKE, WISH, LIKE, LOVE = -0.9, -0.6, WISHED, 0.6, 0.9

NT = (
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|would|could|should|ca|wo)n['’]?t)"  # many leave the apostrophe out
)
NOT = rf"(?:{NT}|not|never|hardly|no longer)"
DONT = rf"(?:{NOT}|do ?n'?o?t|did ?n'?o?t|does ?n'?o?t|can'?t|cannot)"
FINE = "beautiful lovely pretty nice good-looking cute great".replace(" ", "|")
SPLENDID = "perfect gorgeous amazing wonderful stunning fantastic".replace(" ", "|")
# Behind a "no" that refuses what was said before, and not what follows: "no I'll stay with oak".
GOES_ON = (
    r",? (?:i['’]?(?:ll|d|m|ve)|i|we['’]?(?:ll|d|re)?|let['’]?s|let me|wait|keep|stay|stick|show|make|give|take"
    r"|it['’]?s|that['’]?s|please|sorry|actually)\b"
)
# Each rule: stance, strength, then patterns of which any one tells it.
RULES: tuple[tuple[Stance, float, tuple[str, ...]], ...] = (
    (  # of price and size: a condition, not a taste
        "none",
        0.0,
        (
            r"(?<!not )(?<!n't )(?<!nothing )\btoo (?:expensive|dear|pricey|big|small|large)\b",
            "(?<![不要别])太[贵大小]了?",
            r"\balready (?:has|have|had|owns?|owned|got|bought)\b|\b(?:has|have|own|owns|['’]ve|['’]s) got already\b"
            r"|\b(?:forget|scrap|drop|skip|never ?mind)(?: about)? (?:the|those|these|that|my)\b(?! ones?\b)",
            "已经有|早就有|先不[看说]|不(?:再)?(?:看|找|聊|逛)(?=[^，。]{1,8}了)",
        ),
    ),
    (
        "allow",
        0.0,
        (
            r"\b(?:is|are|(?:would|['’]d) be) (?:fine|ok|okay|alright)(?: after all| too| as well)?\b",
            "也(?:可以|行|能接受|无所谓)|没(?:问题|关系|事儿?)$",
        ),
    ),
    (
        "liking",
        LIKE,
        (
            rf"\b{DONT} (?:bad|ugly|hate|dislike|mind)\b"
            r"|\b(?:would|wo)(?:n['’]?t| not) (?:say no to|turn down|refuse)\b",
            "不(?:会)?(?:讨厌|介意|丑|难看|反对|排斥|抗拒|拒绝)",
        ),
    ),
    (
        "only",
        WISH,
        (
            r"\b(?:only|must (?:be|have)|(?:has|have|needs?|got|gotta) (?:got )?(?:to )?be|(?:has|have|needs?) to have"
            r"|nothing but|definitely)\b",
            "必须|一定[要得]|只(?:想)?要|只看|只考虑",
        ),
    ),
    ("exclude", HATE, (r"\b(?:allergic to|allergy to|intolerant)\b", "过敏")),
    (
        "exclude",
        DISLIKE,
        (
            r"\b(?:veto(?:ed|es)?|ban(?:ned|s)|ruled out|not? (?:looking for|after|interested in)"
            rf"|no(?! (?:more|less|fewer) than| (?:idea|clue|worries|problem|rush)\b|{GOES_ON})"
            r"|without|except|anything but|everything but|all but|other than"
            r"|free of|avoid|not|non|nothing|rather not|instead of|no more|never"
            r")\b"
            r"(?! (?:only|like|love|fan|keen|my|bad|sure|too|very|so|that|just|really|necessarily|more|less|but)\b)",
            r"\b(?:don'?t|do not) (?:want|need|show|give|recommend)\b(?! (?:to (?:spend|pay)|more|too))",
            r"\b(?:(?:is|are|was)n['’]?t|not?|nothing|anything|n['’]?t (?:be )?) ?"
            r"(?:too|so|(?<!thing )that|overly|very)\b"
            r"(?! (?:much|many|bad|ugly|expensive|dear|pricey|big|small|large|keen|fond|sure)\b)",
            r"\b(?:that|which|they|it) (?:is|are)n['’]?t\b(?! (?:bad|ugly|so|too|very|that|there|sure)\b)",
            r"别(?:太|那么|这么|很)|不(?:要|能|想)?(?:太|那么|这么)(?![喜爱贵大小])|没(?:那么|这么)|(?<![不别害])怕(?!是)",
            r"\bany (?:\w+ )?(?:but|except|bar)\b|\bw/o\b|(?:[=:]| is a| are a)\s*no\b|\bno(?:[ ,]+no)+\W*$",
            r"(?:的|真的|一律|也|都|就|[\u4e00-\u9fff])\s*(?:also |really )?no(?:[ ,]*no)*\s*$",
            r"再[^，。]{1,6}?我?也不(?:要|买|看|喜欢|考虑|想)",
            r"别再?考虑|算了\W*$|打死(?:都|也)?不|免了|敬谢不敏|敬謝不敏|(?:就)?不必了|no thank(?:s| you)"
            r"|除外|就算了|免谈|不考虑|一律(?:不|no)|^\s*不是(?=[\u4e00-\u9fff]{1,4}$)",
            r"\b(?:an? (?:hard|big) no|no[- ]go|out of the question)\b",
            r"(?<!要)不要(?!紧|太)|不含|不带|不想(?:要|买|看|找)|不需要|除了(?!.*[还也])|别(?:要|给|买|推荐|拿|用|选|放|加|带|含)|不用",
            r"(?<![毫从])无(?=[\u4e00-\u9fff])(?![线论所比声需法聊印])",
        ),
    ),
    (
        "liking",
        HATE,
        (
            r"\b(?:hate[sd]?|can'?t stand|cannot stand|detest|despise|loathe[sd]?|abhor|awful|terrible|horrible)\b",
            r"\b(?:disgusting|ugly|hideous|nightmare|worst|yuck|eww*|gross|grim|vile|never again)\b"
            r"|\b(?:can'?t|cannot) (?:be doing with|do)\b"
            r"|\bdr(?:ives?|ove|iving) (?:me|us) (?:up the wall|mad|crazy|nuts|insane)\b",
            "讨厌|[受吃喝闻看用碰]不了|[吃喝看用住穿]不(?:惯|来)|接受不了|最烦|恨|[看吃穿喝]吐|吐了|难看|太丑|丑死|恶心|受够|难[吃喝听闻]|差评|最不喜欢|极其不喜欢",
        ),
    ),
    (
        "liking",
        DISLIKE,
        (
            rf"\b(?!could(?:n['’]?t| not) .*\bmore\b)"
            rf"{DONT} (?!(?:look|sound|feel|smell|taste|seem|be|act)\b)"
            r"(?:\w+ )?(?:like|love|enjoy|cared? for|bear|want|eat|drink)\b(?! to\b)|\bdislike[sd]?\b",
            rf"\b{DONT} (?:really |exactly |much of )?an? [\w-]+(?: [\w-]+)? (?:person|fan|lover|guy|girl)\b",
            rf"\b{DONT} (?:\w+ ){{0,2}}(?:fan of|fond of|keen on|into|my (?:thing|taste|style|cup of tea))\b",
            r"\bif (?:it|they|that|this) (?:was|were|is|are|had)(?:n['’]?t| not| less)"
            r"(?: (?:quite )?(?:so|that|as))?\b",
            r"(?<!not )(?<!n't )(?<!nothing )\btoo (?!much to|many to|expensive|dear|pricey|big|small|large)\w+\b",
            r"\b(?:great|thrilling|lovely|wonderful|brilliant|fantastic|perfect|yay|joy)\W{1,3}(?:just what|yet )?"
            r"\s?another\b"
            r"|\b(?:tired|sick|fed up|over it) (?:of|with)\b|\bbored (?:of|with)\b|\bhad (?:enough|my fill) of\b"
            r"|\b(?:so|totally|completely|well) over\b(?! \d)|\b(?:gives?|giving) me the (?:ick|creeps|shivers)\b"
            r"|\bleaves? me cold\b|\b(?:does|do|did) nothing for me\b"
            r"|\b(?:overdone|overrated|overhyped|overpriced|boring|dull)\b|\bmeh\b|\bgets? on my nerves\b"
            r"|\bnot (?:us|me|(?:my|our) (?:thing|style|taste|vibe))\b(?! (?:but|who)\b)"
            r"|\b(?:had|have|made me) (?:to )?laugh at\b"
            r"|\b(?:puts?|sends?) me (?:off|to sleep)\b",
            rf"\b(?:{DONT}|nothing|anything) too(?= )",
            r"没有?(?:一个|人|谁)(?:人)?(?:会)?(?:喜欢|爱|看得上)|坏就坏在"
            r"|[毁败输]在|毛病(?:就)?出?在|驾驭不了|hold ?不住"
            r"|不(?:太|怎么|是很)?(?:喜欢|爱|中意|好看)|没兴趣|不太?感冒|一般般|没意思|齁|(?<!不)嫌(?!弃)|腻歪|得要命|(?<!不)太(?![贵大小好美棒香赞帅可喜爱值划酷暖])[\u4e00-\u9fff]{1,2}了|腻了",
        ),
    ),
    (
        "wish",
        WISH,
        (
            r"\b(?:would be|be|is|perfect|great|nicer|better)\b[\w\s]{0,20}\bif (?:it|they|that|this|only)\b"
            r"(?: (?:was|were|is|are|came|comes|had|has)\b)?",
            r"要是|如果|(?:更|就)好了",
            r"\b(?:would|i'?d) (?:like|love|prefer)\b"
            r"|\b(?:i['’]?(?:ll|d)|i (?:will|would)|let['’]?s|let me) (?:\w+ )?"
            r"(?:stay|stick|go|settle|take|have|keep)\b",
            r"\b(?:want|wants|need|needs|looking for|searching for|search for|interested in|after|got)\b",
            r"\b(?:show|find|get|give|recommend|suggest) (?:me|us)\b",
            r"想[要买找]|需要|(?<![不重主还只])要(?![是么紧])|来[个一点些几]|[找买](?=[\u4e00-\u9fff])|推荐|(?<!别)(?<!不要)给我|有没有",
        ),
    ),
    (
        "liking",
        LOVE,
        (
            rf"\b(?:love[ds]?|adore[sd]?|favou?rite|crazy about|obsessed with|{SPLENDID})\b",
            r"\bcould(?:n['’]?t| not) (?:love|like|adore)\b(?=.*\bmore\b)"
            r"|\b(?:mad|nuts|wild) about\b|\bmasterpiece\b|\b10/10\b|\bmy (?:jam|weakness|happy place)\b|\blive for\b"
            r"|\bguilty pleasure\b|\bsucker for\b|\bswears? by\b"
            r"|\bright up my (?:street|alley)\b|\bstunning\b",
            "yyds|永远的神|绝绝子|绝了|爱了|好看死|美哭|才是王道|无.{1,2}不欢|来者不拒|没(?:什么|啥)?抵抗力|走不动[路道]|戒不掉|神作|上瘾|最(?:爱|喜欢)|太好[看吃喝听用玩闻穿]?了|(?:超|特别|非常|很|真|好)(?:级)?(?:喜欢|爱)|太(?:美|好看|喜欢|棒|香|对我?胃口)|爱死|就好.{1,4}这口",
        ),
    ),
    (
        "liking",
        LIKE,
        (
            r"(?<!would )(?<!'d )(?<!look )(?<!looks )(?<!something )(?<!more )(?<!anything )(?<!things )"
            r"(?<!feel )(?<!feels )(?<!taste )(?<!tastes )(?<!smell )(?<!smells )(?<!sounds )"
            r"\b(?:(?:(?<=\bi )|(?<=\bwe )|(?<=really )|(?<=also )|(?<=do ))like|likes|liked"
            r"|like(?! (?:this|that|these|it)\b(?: one)?(?: please)?\W*$)"  # "a lamp like this one"
            rf"|enjoys?|fond of|prefers?|fan of|keen on|into|nice one|{FINE})\b"
            r"(?! (?:this|that|the (?:first|second|third|fourth|last)),? but)",
            r"(?<=[a-z] )\b(?:fan|person|lover|addict|devotee)\b(?! (?:of|heater))",
            r"(?:[=:]|\b(?:is|are) a)\s*(?:big |massive |hard )?yes\b|(?<=\w)\s(?:hell |oh |big )?yes\s*$",
            r"比[^，。]{1,6}?(?:好[看吃用]?|强|耐看|上档次|高级|有质感|舒服|香|值)|我(?:可以|ok|行)$",
            r"喜欢|偏爱|中意|好看|不错|爱(?=[\u4e00-\u9fff])",
        ),
    ),
)


@dataclass(frozen=True)
class Told:
    """Words of a clause that tell a stance, and their place; ``turned`` is whether a denied verdict makes it."""

    start: int
    end: int
    stance: Stance
    strength: float
    turned: bool = False


COMPILED = tuple((stance, strength, compiled("|".join(words), re.IGNORECASE)) for stance, strength, words in RULES)
PRAISE = compiled(rf"(?:{FINE}|{SPLENDID})", re.IGNORECASE)
SAYS = compiled(r"\b(?:is|are|was|were|looks?|seems?|be|'s|'re)\b|’s\b|'s\b", re.IGNORECASE)
STATES = compiled(
    rf"{SAYS.pattern}|\b(?:i|me|my|we|us|it|they|them|this|that|these|those|makes?|feels?|goes|fits?)\b|[我它这那了太真很]",
    re.IGNORECASE,
)
KIN = (
    r"mother|mum|mom|father|dad|wife|husband|sister|brother|son|daughter|friend|girlfriend|boyfriend|partner|kids?"
    r"|child(?:ren)?|boss|colleague|grandma|grandmother|grandpa|aunt|uncle|parents?|flatmate|roommate|housemate|neighbou?rs?|niece|nephew|cousin|in-laws?|lads?|fella"
)
OTHERS = compiled(
    r"\b(?:wife|husband|hubby|missus|girlfriend|boyfriend|mum|dad)\b(?! and i\b)"
    r"|"
    rf"\b(?:my|our|her|his|their) (?:\w+ )?(?:{KIN})\b"
    r"|\b(?:she|he|they)['’](?:s|re) (?:so |really )?(?:mad|crazy|nuts|into|obsessed|allergic|a (?:big |huge )?fan)\b"
    r"|\b(?:she|he|they)(?:['’]d| would| might) (?:\w+ )?(?:love|like|prefer|hate|dislike|enjoy|rather)\b"
    r"|\b(?:she|he|they) (?:\w+ )?(?:hates?|loves?|likes?|dislikes?|can'?t|doesn'?t|don'?t|prefers?|wants?|needs?"
    r"|enjoys?)\b"
    r"|(?<!其)[他她](?:们)?(?=.{0,3}(?:喜欢|讨厌|爱|不|想))"
    r"|(?:我|他|她)?(?:妈妈?|母亲|爸爸?|父亲|老婆|老公|妻子|丈夫|姐姐?|妹妹?|哥哥?|弟弟?|儿子|女儿|朋友|孩子|奶奶|爷爷|同事|老板|男友|女友|男朋友|女朋友)",
    re.IGNORECASE,
)
REQUEST = compiled(
    r"\b(?:do|have) you (?:have|got|sell|stock|carry|an?|any|some)\b"
    r"|\bwhat(?:['’]ve| have| do)? you (?:got|have)\b|\b(?:is|are) there\b|\bany(?:thing)?\b|\b(?:something|sth|smth)\b"
    r"|\bcomes? in\b|\bavailable (?:in|as)\b|\b(?:have|get|got|do|make) (?:it|them|this|that|these|those|ones?)\b"
    r"|\b(?:can|could|would) (?:you|i) (?:show|find|get|see|have|recommend|suggest)"
    r"|^\W*(?:maybe|perhaps|or|and|what about|how about|an?|some)\b"
    r"|^\W*(?:and |so |ok )?(?:which|what)(?: kinds? of| of (?:your|the))? (?:[\w-]+ ){0,2}?"
    r"(?!does|is\b|has\b|was\b)[\w-]+s\b"
    r"|有没有|有.{0,12}[吗么嘛]|(?:能|可以)(?:推荐|给我|看看)"
    r"|哪[些个种款].{0,12}(?:以内|以下|不到|低于|不超过)|送[^，。,？?]{1,10}(?:行|合适|好|可以|成|怎么样|靠谱)[吗么不]?"
    r"|(?:你|您)(?:觉得|看|说)(?:合适|行|好|可以|怎么样)[吗么不]?"
    r"|^(?![^，。]*(?:怎|什么|多少|哪|如何|几|会不会|能不能)).+呢[?？]?\s*$",
    re.IGNORECASE,
)
