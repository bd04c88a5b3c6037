"""What a turn costs: seconds by stage, the encoders' share, launch to first answer, memory.

python benchmarks/turn.py --catalogue FOLDER [--photos FOLDER] [--turns 100] [--items 10000]

With --items the shop is made as large by copies of its items, whose vectors lie a little off (simulated).

Text turns take turns between English and Chinese; photo turns use pictures found below --photos, or else the
catalogue's own. Encoders are timed inside the same turns, so their share is of the same run.
"""

import argparse
import itertools
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.growing import grown
from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.models import load_models
from convrec.settings import Settings
from convrec.types import Message, Turn

MESSAGES = (
    "something fresh for breakfast",
    "有没有苹果",
    "I love sweet fruit but I can't stand garlic",
    "便宜一点的",
    "do you have oat milk?",
    "为什么推荐第一个",
    "show me others",
    "我不喜欢牛奶，想要豆奶",
    "what is the first one made of?",
    "做汤用的蔬菜",
)


class Timed:
    """An encoder that counts the seconds spent in it."""

    def __init__(self, encoder: Any) -> None:
        self._encoder, self.seconds = encoder, 0.0

    def __getattr__(self, name: str) -> Any:
        inner = getattr(self._encoder, name)
        if not name.startswith("encode"):
            return inner

        def timed(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return inner(*args, **kwargs)
            finally:
                self.seconds += time.perf_counter() - began

        return timed


def build(settings: Settings, items: int | None) -> tuple[Assistant, list[Timed]]:
    """The real assistant with a clock on each encoder; in a shop of so many ``items``, where some are asked for."""
    catalogue, models = read_catalogue(settings.catalogue), load_models(settings)
    index = open_index(settings.home, catalogue, models, lambda what, share: None)
    if items:
        catalogue, index = grown(catalogue, index, models, items, settings.home / "grown", np.random.default_rng(0))
    texts = {language: Timed(encoder) for language, encoder in models.text.items()}
    image: Any = Timed(models.image)
    ear: Any = Timed(models.listener)
    timed = replace(models, text=texts, listener=ear, image=image)  # type: ignore[arg-type]
    memory = open_memory(settings, catalogue.topics)
    return Assistant(catalogue, timed, index, memory, settings), [*texts.values(), ear, image]


def measure(turn: Callable[[int], Turn], count: int, encoders: Sequence[Timed]) -> dict[str, np.ndarray]:
    """Milliseconds per stage, in the encoders and in all, over ``count`` turns; the first three warm up."""
    rows: dict[str, list[float]] = defaultdict(list)
    for number in range(count + 3):
        before = sum(encoder.seconds for encoder in encoders)
        seconds = turn(number).seconds
        if number < 3:
            continue
        for stage in ("see", "understand", "remember", "retrieve", "rank", "reply"):
            rows[stage].append(1000 * seconds.get(stage, 0.0))
        rows["total"].append(1000 * sum(seconds.values()))
        rows["encoders"].append(1000 * (sum(encoder.seconds for encoder in encoders) - before))
    return {name: np.array(values) for name, values in rows.items()}


def print_table(title: str, rows: dict[str, np.ndarray]) -> None:
    """One table in Markdown."""
    print(f"\n{title} ({len(rows['total'])} turns)\n\n| ms | p50 | p95 |\n|---|---|---|")
    for name, values in rows.items():
        print(f"| {name} | {np.quantile(values, 0.5):.1f} | {np.quantile(values, 0.95):.1f} |")
    print(f"\nturn ÷ encoders, of the sums: {rows['total'].sum() / rows['encoders'].sum():.2f}")


def first_answer(settings: Settings) -> float:
    """Seconds from launching a new process to its answer, index built."""
    command = [sys.executable, "-m", "convrec", "ask", "apples", "--user", "launch", "--json"]
    command += ["--catalogue", str(settings.catalogue)]
    environment = {"CONVREC_HOME": str(settings.home)}
    began = time.perf_counter()
    subprocess.run(
        ["env", *(f"{k}={v}" for k, v in environment.items()), *command], check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--catalogue", type=Path, required=True)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--turns", type=int, default=100)
    parser.add_argument("--items", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), catalogue=options.catalogue)
        assistant, encoders = build(settings, options.items)
        folder = options.photos or options.catalogue
        found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".jpg", ".png", ".webp"))
        kept = [assistant.save_photo(path) for path in itertools.islice(itertools.cycle(found[::7]), 40)]

        def text(number: int) -> Turn:
            return assistant.turn(Message(f"user-{number % 7}", MESSAGES[number % len(MESSAGES)]))

        def photo(number: int) -> Turn:
            return assistant.turn(Message(f"photo-{number % 7}", "", (kept[number % len(kept)],)))

        print_table("text turn", measure(text, options.turns, encoders))
        print_table("photo turn", measure(photo, max(10, options.turns // 2), encoders))
        import convrec.ui  # noqa: F401  the page is part of what stays in memory

        print(f"\nlaunch to first answer: {first_answer(settings):.1f} s")
        print(f"resident memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2:.2f} GiB")


if __name__ == "__main__":
    main()
