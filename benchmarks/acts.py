"""The simulated people's acts beside real ones: how long the tail is, how often people come, how many buy.

    python benchmarks/acts.py
    python benchmarks/acts.py --beside NAME=FILE … --plots docs/images

A file to compare with holds a person a line: a number for them, then the items they chose. Prints one table, and draws
the long tail and the acts over the year where --plots names a folder.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

SHOP = Path(__file__).resolve().parent.parent / "assets" / "shop"
CHOICE = {"click", "like", "save", "buy", "share"}  # what counts as choosing, beside a rating or a purchase elsewhere
PAUSE = 3600.0  # seconds without an act that end a session


def tail(choices: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """What can be compared across data sets: people, items, choices a person, and how unevenly items are chosen."""
    counts = np.sort(np.array(list(Counter(item for own in choices.values() for item in set(own)).values())))[::-1]
    per_person = np.array([len(set(own)) for own in choices.values()])
    ranks = np.arange(1, len(counts) + 1)
    gini = 1 - 2 * np.sum(np.cumsum(counts[::-1])) / (len(counts) * counts.sum()) + 1 / len(counts)
    return {
        "people": len(choices),
        "items": len(counts),
        "chosen items a person, median": float(np.median(per_person)),
        "chosen items a person, 90th percentile": float(np.quantile(per_person, 0.9)),
        "share of choices on the top fifth of items": float(counts[ranks <= len(counts) / 5].sum() / counts.sum()),
        "Gini of items": float(gini),
        "density": float(per_person.sum() / len(choices) / len(counts)),
    }


def shop_only(acts: Sequence[Mapping[str, str]]) -> dict[str, float]:
    """What only data with times and kinds of act can tell."""
    times: dict[str, list[float]] = defaultdict(list)
    pairs, repeats, kinds = set(), 0, Counter(act["act"] for act in acts)
    for act in acts:
        times[act["user_id"]].append(datetime.fromisoformat(act["at"]).timestamp())
        if act["act"] == "view":
            repeats += (act["user_id"], act["item_id"]) in pairs
            pairs.add((act["user_id"], act["item_id"]))
    sessions = [1 + int((np.diff(sorted(own)) > PAUSE).sum()) for own in times.values()]
    return {
        "acts": len(acts),
        "sessions a person, mean": float(np.mean(sessions)),
        "acts a session, mean": len(acts) / sum(sessions),
        "share of views that are of something seen before": repeats / kinds["view"],
        "clicks a view": kinds["click"] / kinds["view"],
        "purchases a view": kinds["buy"] / kinds["view"],
        "purchases that come back": kinds["return"] / kinds["buy"],
        "people who buy something": len({a["user_id"] for a in acts if a["act"] == "buy"}) / len(times),
    }


def read_choices(path: Path) -> dict[str, list[str]]:
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {line[0]: line[1:] for line in lines if len(line) > 1}


def chosen(acts: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    own: dict[str, list[str]] = defaultdict(list)
    for act in acts:
        if act["act"] in CHOICE:
            own[act["user_id"]].append(act["item_id"])
    return own


def draw(sets: Mapping[str, Mapping[str, Sequence[str]]], acts: Sequence[Mapping[str, str]], folder: Path) -> None:
    """Two small pictures: every data set's long tail, and the shop's acts by week."""
    import matplotlib.pyplot as plt

    folder.mkdir(parents=True, exist_ok=True)
    figure, left = plt.subplots(figsize=(6, 3.4), layout="constrained")
    for name, choices in sets.items():
        counts = sorted(Counter(i for own in choices.values() for i in set(own)).values(), reverse=True)
        left.plot(np.linspace(0, 1, len(counts)), np.cumsum(counts) / sum(counts), label=name)
    left.set(xlabel="share of items, the most chosen first", ylabel="share of choices")
    left.legend(frameon=False, fontsize=8)
    figure.savefig(folder / "acts-tail.svg")
    figure, axis = plt.subplots(figsize=(6, 3.0), layout="constrained")
    weeks = Counter((act["act"], datetime.fromisoformat(act["at"]).timetuple().tm_yday // 7) for act in acts)
    for kind in ("view", "click", "like", "buy"):
        axis.plot(range(52), [weeks[kind, week] for week in range(52)], label=kind)
    axis.set(xlabel="week of the simulated year", ylabel="acts", yscale="log")
    axis.legend(frameon=False, fontsize=8)
    figure.savefig(folder / "acts-weeks.svg")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", nargs="*", default=[], help="NAME=FILE of other people's choices")
    parser.add_argument("--plots", type=Path, help="folder to draw into")
    options = parser.parse_args()
    acts = [json.loads(line) for line in (SHOP / "interactions.jsonl").read_text(encoding="utf-8").splitlines()]
    sets = {"shop (simulated)": chosen(acts)}
    sets |= {name: read_choices(Path(file)) for name, _, file in (pair.partition("=") for pair in options.beside)}
    columns = {name: tail(choices) for name, choices in sets.items()}
    print("| | " + " | ".join(columns) + " |\n|---" * 1 + "|---" * len(columns) + "|")
    for row in next(iter(columns.values())):
        print(f"| {row} | " + " | ".join(f"{column[row]:,.3g}" for column in columns.values()) + " |")
    for row, value in shop_only(acts).items():
        print(f"| {row} | {value:,.3g} |" + " |" * (len(columns) - 1))
    if options.plots:
        draw(sets, acts, options.plots)


if __name__ == "__main__":
    main()
