"""Which conditions put which out of force."""

from knowledge_graph.schema import VALUES, Constraint

BOUNDS = ("<=", ">=")


def replaces(new: Constraint, new_at: float, old: Constraint, old_at: float) -> bool:
    """Whether a newly said constraint puts an older one out of force."""
    if new.attribute != old.attribute:
        return False
    if new.op == "=":  # values named together are alternatives; named later, a change of mind
        return (old.op == "=" and old_at != new_at) or (old.op == "!=" and old.value == new.value)
    if new.op == "has":
        return old.op == "!=" and old.value == new.value
    if new.op == "!=":
        return old.op in VALUES and old.value == new.value
    return old.op == new.op or (old.op in BOUNDS and old_at != new_at and _apart(new, old))


def _apart(one: Constraint, other: Constraint) -> bool:
    """Whether no number can meet both bounds, one upper and one lower."""
    low, high = (one, other) if one.op == ">=" else (other, one)
    return float(low.value) > float(high.value)
