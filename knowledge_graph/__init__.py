"""What is known about things and people: a catalogue's graph, a log of opinions, and profiles folded from it.

Imports nothing of ``convrec``; useful by itself.
"""

from knowledge_graph.catalogue import CatalogueGraph, ItemRow, build_graph, slug
from knowledge_graph.profile import fold
from knowledge_graph.schema import Constraint, Entity, Liking, Opinion, Owned, Path, Profile, Search
from knowledge_graph.store import OpinionLog
from knowledge_graph.walk import walk

__all__ = [
    "CatalogueGraph",
    "Constraint",
    "Entity",
    "ItemRow",
    "Liking",
    "Opinion",
    "OpinionLog",
    "Owned",
    "Path",
    "Profile",
    "Search",
    "build_graph",
    "fold",
    "slug",
    "walk",
]
