"""Make the whole demo shop again, from the scripts that are its source.

    python assets/world/shop.py --studio build/studio/bin/python    everything: hours, and it goes on where it was
    python assets/world/shop.py --quick --out FOLDER                a handful of everything, to see that it works

Pictures, films and posts need Blender's module, which wants an interpreter of its own (`--studio`); without one they
are taken as they are. What is rendered already is skipped: delete a file to have it made again. The progress bar counts
stages, and each stage reports its own files.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from items import read_facts
from stories import Line
from tqdm import tqdm

WORLD = Path(__file__).resolve().parent
STUDIO, SHOP = WORLD.parent / "studio", WORLD.parent / "shop"
QUICK = ["vase-03", "mug-02"]  # what is rendered to see that rendering works


@dataclass(frozen=True)
class Stage:
    """Something to run: what it makes, in which interpreter, and with which arguments."""

    name: str
    command: list[str]


def rendering(python: str, out: Path, quick: bool) -> Iterator[Stage]:
    """Everything that Blender makes, into folders of ``out``."""
    small = ["--size", "96", "--samples", "4"] if quick else []
    chosen = out / "chosen.txt"
    if quick:
        chosen.write_text("\n".join(QUICK) + "\n", encoding="utf-8")

    def render(what: str, *options: str, only: Path | None = None) -> Stage:
        some = ["--only", str(chosen if quick else only)] if quick or only else ["--all"]
        script = [python, str(STUDIO / "render.py"), *options, *some, "--out", str(out / what)]
        return Stage(what, [*script, *(small or (["--size", "384"] if what == "photos" else []))])

    yield render("pictures")
    yield render("details", "--detail", only=WORLD / "second_views.txt")
    yield render("photos", "--customer", only=WORLD / "photographed.txt")
    for script, lines in (("scenes", "posts"), ("clip", "films")):
        part = ["--part", "0/200"] if quick else []
        arguments = ["--lines", str(WORLD / f"{lines}.jsonl"), "--out", str(out / lines), *part, *small]
        yield Stage(lines, [python, str(STUDIO / f"{script}.py"), *arguments])


def place(out: Path, shop: Path) -> None:
    """Put what was rendered where the shop has it, and write down what the customers' photos show."""
    folders = {"pictures": "images", "details": "images", "posts": "posts", "films": "films"}
    for made, kept in folders.items():
        for file in sorted((out / made).glob("*.webp")):
            (shop / kept).mkdir(parents=True, exist_ok=True)
            shutil.copy(file, shop / kept / file.name)
    photos = out / "photos"
    if photos.is_dir():
        (shop / "customer_photos").mkdir(parents=True, exist_ok=True)
        for file in sorted(photos.glob("*.jpg")):
            shutil.copy(file, shop / "customer_photos" / file.name)
        lines = "".join(json.dumps(label, ensure_ascii=False) + "\n" for label in labels(photos))
        (shop / "customer_photos" / "labels.jsonl").write_text(lines, encoding="utf-8", newline="\n")


def labels(photos: Path) -> list[Line]:
    """What every photo shows, by file; the last line of a file counts."""
    lines = (photos / "customer.jsonl").read_text(encoding="utf-8").splitlines()
    facts = {line["file"]: line for line in map(json.loads, lines)}
    designs = {item: known["design"] for item, known in read_facts().items()}
    return [label(facts[file], designs[facts[file]["id"]]) for file in sorted(facts) if (photos / file).is_file()]


def label(facts: Line, design: str) -> Line:
    """One line of labels.jsonl. All variants of a design are in the same part, so that none is known by a sibling."""
    return {
        "file": facts["file"],
        "item": facts["id"],
        "family": facts["family"],
        "colour": facts["colour"],
        "part": "test" if crc32(f"{facts['family']}/{design}".encode()) % 2 else "learn",
        **facts["photo"],
    }


def own(quick: bool, out: Path) -> Iterator[Stage]:
    """What needs no Blender: music, items, people."""
    if not quick:
        yield Stage("music", [sys.executable, str(WORLD / "music.py")])
    items = ["--out", str(out / "items.jsonl")] if quick else []
    yield Stage("items", [sys.executable, str(WORLD / "items.py"), *items])
    yield Stage("people", [sys.executable, str(WORLD / "people.py"), *(["--out", str(out)] if quick else [])])


def run(stages: list[Stage]) -> None:
    for stage in tqdm(stages, desc="stages", disable=None):
        tqdm.write(f"{stage.name} …", file=sys.stderr)
        if subprocess.run(stage.command, check=False, stdout=sys.stderr).returncode:
            raise SystemExit(f"The stage “{stage.name}” failed; what it said stands above. Run this again to go on.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studio", help="the Python that has Blender's module")
    parser.add_argument("--quick", action="store_true", help="a small part of everything, into --out alone")
    parser.add_argument("--out", type=Path, default=Path("build/shop"), help="where renders are kept")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.studio:
        run(list(rendering(options.studio, options.out, options.quick)))
        place(options.out, options.out / "shop" if options.quick else SHOP)
    run(list(own(options.quick, options.out)))


if __name__ == "__main__":
    main()
