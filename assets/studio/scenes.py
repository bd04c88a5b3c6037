"""Render the pictures of posts: a few of the shop's products, styled together in a room.

    python scenes.py --lines ../world/posts.jsonl --out out

Each line names the products in its `shows`, the main one first. A picture that exists is skipped. What could be placed
is written to scenes.jsonl in --out, one line a picture.
"""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import families
import kit
import rooms

OUTDOORS = {"balcony", "terrace", "garden"}


def named(item_id):
    """'side-table-03' -> ('side table', 3)."""
    family, _, number = item_id.rpartition("-")
    return family.replace("-", " "), int(number)


def scene(line, options):
    """(image, ids of what is in it) of one post."""
    kit.reset_scene()
    kit.configure_render(options.size, options.size * 5 // 4, options.samples)
    products = [families.build(*named(item)) for item in line["shows"]]
    outdoors = not OUTDOORS.isdisjoint(line["room"])
    shown = rooms.arrange(products, line["id"], outdoors)
    return kit.render_image(), shown


def command_line(doc, size, samples):
    """The options of a script that renders what each of its lines describes."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("--part", default="0/1", help="which share of the lines, such as 1/2 for the second half")
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--size", type=int, default=size)
    parser.add_argument("--samples", type=int, default=samples)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    return options


def missing(options):
    """(line, file to write) of what isn't there yet, saying how long each took."""
    place, parts = map(int, options.part.split("/"))
    lines = [json.loads(line) for line in options.lines.read_text(encoding="utf-8").splitlines()][place::parts]
    for done, line in enumerate(lines, 1):
        target = options.out / f"{line['id']}.webp"
        if target.exists():
            continue
        start = time.time()
        yield line, target
        print(f"[{done}/{len(lines)}] {target.name} {time.time() - start:.1f} s", flush=True)


def main():
    options = command_line(__doc__, size=448, samples=32)
    for line, target in missing(options):
        image, shown = scene(line, options)
        with open(options.out / "scenes.jsonl", "a", encoding="utf-8") as ledger:
            ledger.write(json.dumps({"file": target.name, "id": line["id"], "shows": shown}) + "\n")
        kit.save_image(image, target)


if __name__ == "__main__":
    main()
