"""How long the understanding of one message takes, models warm, by language: over the gold set's development part.

python benchmarks/understanding.py [--data tests/gold/understanding.jsonl]
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convrec.data.lines import Problems, read_lines
from convrec.evaluation.gold import Case
from convrec.evaluation.understanding import play
from convrec.models import load_models
from convrec.settings import PROJECT, Settings
from convrec.understanding import Understander

WARM = 10  # messages that are not counted


def main() -> None:
    """Print the median and the 95th percentile in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=PROJECT / "tests/gold/understanding.jsonl")
    path = parser.parse_args().data
    cases = [case for _, case in read_lines(path, Case, Problems()) if case.part == "dev" and not case.photo]
    settings = Settings()
    taken: dict[str, list[float]] = {}
    understand = Understander.understand

    def timed(self: Understander, *said: object) -> object:
        began = time.perf_counter()
        found = understand(self, *said)  # type: ignore[arg-type]
        taken.setdefault(found.language, []).append(1000 * (time.perf_counter() - began))
        return found

    Understander.understand = timed  # type: ignore[method-assign,assignment]
    play(cases, path.parent, load_models(settings), settings)
    print("language  messages  p50 ms  p95 ms")
    for language, values in sorted(taken.items()):
        p50, p95 = np.percentile(values[WARM:], (50, 95))
        print(f"{language:8}  {len(values):8}  {p50:6.1f}  {p95:6.1f}")


if __name__ == "__main__":
    main()
