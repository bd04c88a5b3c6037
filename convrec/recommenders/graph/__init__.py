"""The graph of people, items and attributes: walks with their paths, and a learned form with exact shares."""

from convrec.recommenders.graph.learned import Learned
from convrec.recommenders.graph.walk import Graph

__all__ = ["Graph", "Learned"]
