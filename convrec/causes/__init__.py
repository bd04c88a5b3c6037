"""What a recommendation rests on, checked by taking it away: counterfactuals and Shapley values."""

from convrec.causes.causes import Causes
from convrec.causes.counterfactual import Counterfactual, counterfactual
from convrec.causes.held import Held
from convrec.causes.rerun import Rerun, write_search
from convrec.causes.shapley import Shares, shapley

__all__ = ["Causes", "Counterfactual", "Held", "Rerun", "Shares", "counterfactual", "shapley", "write_search"]
