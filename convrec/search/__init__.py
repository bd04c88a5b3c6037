"""From a profile and an understanding to a ranked list that breaks no condition."""

from convrec.search.conditions import Conditions
from convrec.search.found import Found, together, unsure
from convrec.search.searcher import Searcher

__all__ = ["Conditions", "Found", "Searcher", "together", "unsure"]
