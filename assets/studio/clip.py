"""Render short looping films: the camera swings to and fro before one of the shop's products.

    python clip.py --lines ../world/films.jsonl --out out

Each line names its product in `shows` and its length in `length_s`. A film that exists is skipped.
"""

import argparse
import json
import math
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bpy
import families
import kit
from mathutils import Matrix, Vector
from scenes import named

FRAMES_A_SECOND, DEGREES = 8, 40


def swing(item_id, seconds, options):
    """The pictures of one loop; scene and acceleration structure are built once."""
    kit.reset_scene()
    kit.configure_render(options.size, options.size, options.samples)
    bpy.context.scene.render.use_persistent_data = True
    product = families.build(*named(item_id))
    product.view.fill *= 0.9
    kit.studio(product)
    camera = kit.frame(product)
    bpy.context.view_layer.update()
    start = camera.matrix_world.copy()
    low, high = kit.bounds(product.objects)
    pivot = Matrix.Translation(Vector(((low + high) / 2).tolist()))
    frames = seconds * FRAMES_A_SECOND
    angles = [math.radians(DEGREES / 2) * math.sin(2 * math.pi * frame / frames) for frame in range(frames)]
    return [picture(camera, pivot @ Matrix.Rotation(angle, 4, "Z") @ pivot.inverted() @ start) for angle in angles]


def picture(camera, place):
    camera.matrix_world = place
    return kit.render_image()


def save_film(pictures, target):
    """Write an animated WebP in one step: an interrupted run leaves no half film."""
    partial = f"{target}.part"
    first, *rest = pictures
    first.save(
        partial,
        "WEBP",
        save_all=True,
        append_images=rest,
        duration=1000 // FRAMES_A_SECOND,
        loop=0,
        quality=70,
        method=4,
    )
    os.replace(partial, target)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("--part", default="0/1", help="which share of the lines, such as 1/2 for the second half")
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--size", type=int, default=240)
    parser.add_argument("--samples", type=int, default=10)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    place, parts = map(int, options.part.split("/"))
    lines = [json.loads(line) for line in options.lines.read_text(encoding="utf-8").splitlines()][place::parts]
    for done, line in enumerate(lines, 1):
        target = options.out / f"{line['id']}.webp"
        if target.exists():
            continue
        start = time.time()
        save_film(swing(line["shows"][0], line["length_s"], options), target)
        print(f"[{done}/{len(lines)}] {target.name} {time.time() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
