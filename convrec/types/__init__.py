"""The nouns, in the order in which a turn makes them.

    Message → Understanding → Profile → Query → Candidate → Recommendation → Reply → Turn

All are frozen. Those that hold arrays compare by identity (``eq=False``). Opinion, Constraint and Profile
belong to the graph and live in ``knowledge_graph.schema``.
"""

from convrec.types.catalogue import Act, Comparative, Example, Item, Reception, Review, ShopAnswer
from convrec.types.languages import LANGUAGES, Language, Text, say
from convrec.types.messages import Contest, Heard, Mention, Message, PhotoVectors, Stance
from convrec.types.offers import Because, Candidate, Query, Recommendation, Vote
from convrec.types.replies import Answer, Card, Question, Reason, Reply, Skip, Table, Turn
from convrec.types.understanding import ABSENT, ANYTHING, PHOTO_SENT, SEEN, UNSHOWN, Intent, Relation, Understanding

__all__ = [
    "ABSENT",
    "ANYTHING",
    "LANGUAGES",
    "PHOTO_SENT",
    "SEEN",
    "UNSHOWN",
    "Act",
    "Answer",
    "Because",
    "Candidate",
    "Card",
    "Comparative",
    "Contest",
    "Example",
    "Heard",
    "Intent",
    "Item",
    "Language",
    "Mention",
    "Message",
    "PhotoVectors",
    "Query",
    "Question",
    "Reason",
    "Reception",
    "Recommendation",
    "Relation",
    "Reply",
    "Review",
    "ShopAnswer",
    "Skip",
    "Stance",
    "Table",
    "Text",
    "Turn",
    "Understanding",
    "Vote",
    "say",
]
