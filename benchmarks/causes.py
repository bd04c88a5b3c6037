"""What places on lists hang on, and how long finding it takes: conversations on the demo shop with its real models.

    python benchmarks/causes.py [--people 60]

Each person tells one to four tastes, then looks for a sort of thing, half of them with a limit. For every item of the
list the smallest set of opinions is looked for that takes it out; every answer is a list made again. Processor time is
printed beside the clock's, which other work on the machine lengthens.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.assistant import Assistant
from convrec.causes import Counterfactual, counterfactual
from convrec.settings import PROJECT, Settings
from convrec.types import Message

SEED = 23
TASTES = ("I love {}", "I like {}", "I don't like {}", "I can't stand {}")
LIMITS = ("", "", " under 100", " under 60, no plastic", " without leather", " at most 50 cm wide")


def conversation(rng: random.Random, values: list[str], sorts: list[str]) -> list[str]:
    tastes = [rng.choice(TASTES).format(value) for value in rng.sample(values, rng.randint(1, 4))]
    return [*tastes, f"show me a {rng.choice(sorts)}{rng.choice(LIMITS)}"]


def labels(assistant: Assistant, *attributes: str) -> list[str]:
    usual = (item for item in assistant.catalogue.items if item.kind == assistant.catalogue.default_kind)
    return sorted({label["en"] for item in usual for name in attributes for label in item.attributes.get(name, ())})


def size(cause: Counterfactual) -> str:
    if cause.without:
        return str(len(cause.without))
    return "anyway" if cause.anyway else "more than three" if cause.complete else "not found"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=60)
    people, rng = parser.parse_args().people, random.Random(SEED)
    with tempfile.TemporaryDirectory() as home:
        assistant = Assistant.build(Settings(home=Path(home), catalogue=PROJECT / "assets" / "shop"))
        values, sorts = labels(assistant, "material", "colour", "style", "mood"), labels(assistant, "category")
        sizes: Counter[str] = Counter()
        seconds, busy, tries = [], [], []
        for number in range(people):
            for text in conversation(rng, values, sorts):
                turn = assistant.turn(Message(str(number), text))
            for recommendation in turn.recommendations:
                began, busy_began = time.perf_counter(), time.process_time()
                rerun = assistant.causes.rerun(str(number))
                cause = counterfactual(rerun, recommendation.item_id) if rerun else None
                seconds.append(time.perf_counter() - began)
                busy.append(time.process_time() - busy_began)
                if cause is None:
                    sizes["list not made again"] += 1
                    continue
                tries.append(cause.tries)
                sizes[size(cause)] += 1
    total = sum(sizes.values())
    print(f"| smallest set, {total} items of {people} people | share |\n|---|---|")
    for name, count in sorted(sizes.items()):
        print(f"| {name} | {count / total:.3f} |")
    print("\n| milliseconds an item | p50 | p95 | most |\n|---|---|---|---|")
    for name, taken in (("by the clock", seconds), ("of the processor", busy)):
        print(f"| {name} | {' | '.join(f'{1000 * value:.0f}' for value in np.quantile(taken, (0.5, 0.95, 1.0)))} |")
    print(f"\nAt most {max(tries)} lists were made again.")


if __name__ == "__main__":
    main()
