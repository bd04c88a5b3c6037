"""Recommenders from people's choices, ours and public packages', on one split: quality, seconds, memory, milliseconds.

    python benchmarks/recommenders.py [--sequences FILE.txt] [--ratings FOLDER] [--models NAME …] [--json]
    python benchmarks/recommenders.py --grow 1000 10000 100000 1000000 [--models ours …]

Each model fits and answers in a process of its own. Our settings are chosen on a validation part before, once for all
of our forms; the packages' are those of ``recommending/packages.py``. A package that is not installed is named and left
out. Packages that want other versions of common libraries than the app live in environments of their own (see
CONTRIBUTING.md), whose interpreters --python names; each model runs in the first that has its package.

With --grow the people are made up, as sparse as Amazon's Beauty at every size; the settings are the recipe's own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.recommending.own import OWN, REFERENCES
from benchmarks.recommending.packages import PACKAGES
from benchmarks.recommending.split import Split
from benchmarks.recommending.synthetic import synthetic
from convrec.data.sequences import read_sequences
from convrec.evaluation import ratings, sequences
from convrec.evaluation.intervals import interval, share
from convrec.recommenders.people.choice import ORDERED, ORDERLESS, search
from convrec.recommenders.people.histories import Histories, histories_of
from convrec.recommenders.people.quality import Asked, held_out, last_held_out, list_measures
from convrec.recommenders.people.ridge import Recipe, likeness
from convrec.settings import PROJECT

MODELS = (*OWN, *REFERENCES, *PACKAGES)
DATA = PROJECT.parent / "shared" / "data"
LIMIT = 900.0  # seconds for a model; afterwards it is said to take longer
GROWN = 2000  # people who are asked for where data are made up
SEED = 1
Rows = dict[str, dict[str, Any]]


def split_of(asked: Asked, recipe: Recipe, side: csr_array | None, top: int) -> Split:
    starts = np.concatenate([[0], np.cumsum([len(rows) for rows in asked.before.rows])])
    side = csr_array((asked.before.items, 0), dtype=np.float32) if side is None else side
    rows = np.concatenate(asked.before.rows)
    return Split(rows, starts, asked.before.items, len(asked.wanted), top, json.dumps(asdict(recipe)), side)


def sequences_table(path: Path, models: Sequence[str], pythons: Sequence[str], seconds: float) -> Rows:
    """Everybody's last item; settings are chosen on the items before the last."""
    read = read_sequences(path)
    asked = last_held_out(histories_of(read.lists, len(read.items)))
    side = likeness(read.attributes) if read.attributes is not None else None
    recipe = search(last_held_out(asked.before), side, seconds, ORDERED, sequences.TOP).recipe
    return measured(asked, split_of(asked, recipe, side, sequences.TOP), ("ndcg@10",), models, pythons)


def ratings_table(path: Path, models: Sequence[str], pythons: Sequence[str], seconds: float) -> Rows:
    """A fifth of everybody's items; settings are chosen on a tenth of the rest."""
    row: dict[str, int] = {}
    rows = [[row.setdefault(item, len(row)) for item in items] for items in ratings.read_people(path).values()]
    asked = held_out(histories_of(rows, len(row)), ratings.ONE_IN, ratings.SEED)
    inner = held_out(asked.before, ratings.HELD_BACK, ratings.SEED)
    recipe = search(inner, None, seconds, ORDERLESS, ratings.TOP).recipe
    split = split_of(asked, recipe, None, ratings.TOP)
    return measured(asked, split, ("recall@20", "ndcg@20"), models, pythons)


def grown_table(items: int, models: Sequence[str], pythons: Sequence[str]) -> Rows:
    """The last item of some made-up people."""
    rows, starts = synthetic(items, SEED)
    everybody = np.split(rows, starts[1:-1])
    asked = tuple(own[-1:] for own in everybody[:GROWN])
    before = tuple(own[:-1] for own in everybody[:GROWN]) + tuple(everybody[GROWN:])
    weights = tuple(np.ones(len(own)) for own in before)
    case = Asked(Histories(before, weights, items), asked)
    return measured(case, split_of(case, Recipe(), None, 10), ("ndcg@10",), models, pythons)


def measured(
    asked: Asked, split: Split, measures: Sequence[str], models: Sequence[str], pythons: Sequence[str]
) -> Rows:
    """What each model costs and finds, or why it doesn't run."""
    found: Rows = {}
    with tempfile.TemporaryDirectory() as folder:
        path, lists = Path(folder) / "split.npz", Path(folder) / "lists.npy"
        split.save(path)
        for name in models:
            report = run(name, path, lists, pythons)
            if "fit_seconds" in report:
                values = list_measures(np.load(lists), asked, split.top)
                report = {name: share(values[name]) for name in measures} | report
                report |= {f"{name}_ci": interval(values[name]) for name in measures}
            found[name] = report
            print(f"{name}: {json.dumps(report)}", file=sys.stderr, flush=True)
    return found


def run(name: str, split: Path, lists: Path, pythons: Sequence[str]) -> dict[str, Any]:
    """One model in a process of its own, in the first interpreter that has its package."""
    report: dict[str, Any] = {"skipped": "no interpreter was named"}
    for python in [sys.executable] if name in OWN or name in REFERENCES else pythons:
        command = [python, "-m", "benchmarks.recommending.process", name, str(split), str(lists)]
        try:
            done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return {"skipped": f"took longer than {LIMIT:.0f} s"}
        if done.returncode:
            report = {"skipped": f"failed: {(done.stderr.strip().splitlines() or ['killed'])[-1]}"}
            continue
        report = json.loads(done.stdout.splitlines()[-1])
        if "fit_seconds" in report:
            return report
    return report


def print_table(title: str, rows: Rows) -> None:
    """One table in Markdown."""
    measures = [key for key in next((row for row in rows.values() if "fit_seconds" in row), {}) if "@" in key]
    columns = [name for name in measures if not name.endswith("_ci")]
    heads = [*columns, "fit s", "CPU s", "memory MB", "request ms p50 / p95", "fold-in ms"]
    print(f"\n{title}\n\n| | {' | '.join(heads)} |\n|---{'|---' * len(heads)}|")
    for name, row in rows.items():
        if "fit_seconds" not in row:
            continue
        cells = [
            f"{row[column]:.4f} [{row[f'{column}_ci'][0]:.4f}, {row[f'{column}_ci'][1]:.4f}]" for column in columns
        ]
        cells += [f"{row['fit_seconds']:.1f}", f"{row['fit_cpu_seconds']:.1f}", f"{row['memory_mb']:.0f}"]
        cells += [_milliseconds(row["request_ms"])]
        print(f"| {name} | {' | '.join([*cells, _milliseconds(row.get('fold_in_ms'))])} |")
    for name, row in rows.items():
        if "skipped" in row:
            print(f"\n{name}: {row['skipped']}")


def _milliseconds(quantiles: Sequence[float] | None) -> str:
    return "" if quantiles is None else " / ".join(f"{each:.2f}" for each in quantiles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=Path, default=DATA / "sequences" / "Beauty.txt")
    parser.add_argument("--ratings", type=Path, default=DATA / "ml-1m")
    parser.add_argument("--grow", type=int, nargs="+", metavar="ITEMS")
    parser.add_argument("--models", nargs="+", choices=MODELS, default=MODELS, metavar="NAME")
    parser.add_argument("--python", nargs="+", default=[], help="interpreters of environments with packages")
    parser.add_argument("--seconds", type=float, default=sequences.SECONDS, help="for the choice of our settings")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    pythons = [sys.executable, *options.python]
    tables: dict[str, Callable[[], Rows]] = {}
    if options.grow:
        for items in options.grow:
            tables[f"{items:,} items"] = lambda items=items: grown_table(items, options.models, pythons)
    else:
        for kind, path, table in (
            ("sequences", options.sequences, sequences_table),
            ("ratings", options.ratings, ratings_table),
        ):
            if path.exists():
                tables[f"{path.stem}, {kind}"] = lambda path=path, table=table: table(
                    path, options.models, pythons, options.seconds
                )
            else:
                print(f"There is no {path}, so it is left out; docs/data.md says where such data comes from.")
    found: dict[str, Mapping[str, Any]] = {}
    for title, table in tables.items():
        found[title] = table()
        if not options.json:
            print_table(f"{title} · {time.strftime('%d %B %Y')}", found[title])
    if options.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
