"""Whether a text in other words is true to the text before: every name, number and value, nothing lost, nothing new."""

from convrec.faithful.check import faults
from convrec.faithful.reading import Names

__all__ = ["Names", "faults"]
