"""What a dialogue leads to: items by what was named in it, how, and what other dialogues went on to."""

from convrec.recommenders.dialogue.cues import frequent_cues
from convrec.recommenders.dialogue.evidence import Evidence, Past, gather
from convrec.recommenders.dialogue.model import DialogueModel
from convrec.recommenders.dialogue.wording import Wording

__all__ = ["DialogueModel", "Evidence", "Past", "Wording", "frequent_cues", "gather"]
