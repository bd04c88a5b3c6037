"""How far two careful readers agree on the gold set's test part: what an assistant could reach at most on such labels.

The second reader knew the messages, the catalogues and the labelled development part, and neither the first reader's
labels nor the code. Their labels are counted as the assistant's are, once in each direction.

python benchmarks/agreement.py [--data tests/gold/understanding.jsonl] [--second tests/gold/second_reader.jsonl]
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.data.lines import Problems, read_lines
from convrec.data.records import Record
from convrec.evaluation.gold import Case, Condition, Expected, Verdict, judge_case
from convrec.evaluation.intervals import interval, share
from convrec.evaluation.understanding import LANGUAGES, f1
from convrec.settings import PROJECT
from convrec.types import Understanding
from knowledge_graph.schema import Constraint, Opinion

GOLD = PROJECT / "tests/gold"


class Labels(Record):
    """What the second reader took from a message; an ``about`` or ``value`` may be a choice."""

    id: str
    intents: tuple[str, ...]
    topic: tuple[str | tuple[str, ...], ...] = ()
    opinions: tuple[Expected, ...] = ()
    constraints: tuple[Condition, ...] = ()
    retracts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def main() -> None:
    """Print the agreement over all messages and by language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=GOLD / "understanding.jsonl")
    parser.add_argument("--second", type=Path, default=GOLD / "second_reader.jsonl")
    read = parser.parse_args()
    cases = {case.id: case for _, case in read_lines(read.data, Case, Problems()) if case.part == "test"}
    pairs = [(cases[labels.id], labels) for _, labels in read_lines(read.second, Labels, Problems())]
    print("language  messages  opinion_f1            constraint_f1         intent                reference")
    for language in (None, *LANGUAGES):
        chosen = [judge_case(c, as_understood(c, labels)) for c, labels in pairs if language in (None, c.language)]
        print(f"{language or 'all':8}  {len(chosen):8}  {'  '.join(columns(chosen))}")


def columns(verdicts: list[Verdict]) -> Iterator[str]:
    """The four measures, each with its 95 % interval."""
    for name in ("opinions", "constraints"):
        value, (low, high) = f1([getattr(verdict, name) for verdict in verdicts])
        yield f"{value:.3f} [{low:.3f}, {high:.3f}]"
    for name in ("intent", "reference"):
        hits = np.array([getattr(v, name) for v in verdicts if getattr(v, name) is not None], dtype=float)
        low, high = interval(hits)
        yield f"{share(hits):.3f} [{low:.3f}, {high:.3f}]"


def as_understood(case: Case, labels: Labels) -> Understanding:
    """The second reader's labels in the form of the assistant's. Where a label is a choice, the first reader's is taken
    if it is among it, so that only real differences count.
    """
    wanted = {about for opinion in case.opinions for about in choice(opinion.about)}
    main, *also = [
        agreeing(intent.split("|"), {i for one in case.intents for i in one.split("|")}) for intent in labels.intents
    ]
    return Understanding(
        language="zh" if case.language == "zh" else "en",
        intent=main,  # type: ignore[arg-type]
        also=tuple(also),  # type: ignore[arg-type]
        opinions=tuple(
            Opinion(case.id, agreeing(choice(one.about), wanted), one.liking, 0.0, "", "message")
            for one in labels.opinions
        ),
        constraints=tuple(made for one in labels.constraints for made in conditions(case, one)),
        retracted=tuple(f"{name}/any" for name in labels.retracts),
        references=labels.references,
    )


def conditions(case: Case, one: Condition) -> Iterator[Constraint]:
    """A condition in the assistant's terms: "around" is two bounds, "cheaper" a bound of any height."""
    same = [other for other in case.constraints if set(choice(other.attribute)) & set(choice(one.attribute))]
    attribute = agreeing(choice(one.attribute), {name for other in same for name in choice(other.attribute)})
    if one.op in ("=", "!="):
        yield Constraint(attribute, one.op, agreeing(choice(one.value), {v for o in same for v in choice(o.value)}))
    elif one.op in ("<", ">"):
        yield Constraint(attribute, "<=" if one.op == "<" else ">=", 0.0)
    else:
        bounds = ("<=", ">=") if one.op == "~" else (one.op,)
        yield from (Constraint(attribute, bound, float(str(one.value))) for bound in bounds)  # type: ignore[arg-type]


def choice(one: str | float | tuple[str, ...]) -> tuple[str, ...]:
    """All that a label allows."""
    return one if isinstance(one, tuple) else (str(one),)


def agreeing(choices: "tuple[str, ...] | list[str]", wanted: set[str]) -> str:
    """The choice that the other reader made too, or else the first."""
    return next((one for one in choices if one in wanted), choices[0])


if __name__ == "__main__":
    main()
