"""Counterfactuals in words: "you would not have seen it without …"."""

from convrec.causes.counterfactual import Counterfactual
from convrec.causes.held import Held
from convrec.naming import Names, listed
from convrec.reply import phrase
from convrec.types import Language
from knowledge_graph.schema import LIMIT, WISH, kind_of


def told(cause: Counterfactual, names: Names, language: Language) -> str:
    """What an item's place on a list hangs on, in one sentence."""
    if cause.without:
        causes = listed((_cause(one, names, language) for one in cause.without), language)
        return phrase("cause" if len(cause.without) == 1 else "causes", language, causes=causes)
    if not cause.tries:
        return phrase("anyway, nothing known", language)
    if cause.anyway:
        return phrase("anyway, by words" if cause.words else "anyway", language, words=cause.words)
    return phrase("anyway, up to three" if cause.complete else "anyway, as far as tried", language)


def _cause(one: Held, names: Names, language: Language) -> str:
    limits = [names.about(about, language) for about in one.abouts if kind_of(about) in (LIMIT, WISH)]
    if limits:
        return phrase("cause limit", language, thing=listed(limits, language, "or"))
    liked = "cause liked" if one.liking > 0 else "cause disliked"
    return phrase(liked, language, thing=names.about(one.abouts[0], language))
