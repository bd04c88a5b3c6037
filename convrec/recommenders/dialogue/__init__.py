"""What a dialogue leads to: items by what was named in it, how, and what other dialogues went on to."""

from convrec.recommenders.dialogue.evidence import Evidence, Past, gather
from convrec.recommenders.dialogue.model import DialogueModel

__all__ = ["DialogueModel", "Evidence", "Past", "gather"]
