"""What a vote counts for beside its source's prior weight: learnt from acts, by what is known of a query."""

from convrec.fusion.context import FEATURES, NOTHING, Context, context
from convrec.fusion.files import fusion_of, write_fusion
from convrec.fusion.model import PRIOR, Curve, Fusion

__all__ = ["FEATURES", "NOTHING", "PRIOR", "Context", "Curve", "Fusion", "context", "fusion_of", "write_fusion"]
