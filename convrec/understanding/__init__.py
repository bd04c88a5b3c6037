"""Message → Understanding: language, clauses, entities, opinions, constraints, references, intent."""

from convrec.understanding.understander import Understander

__all__ = ["Understander"]
