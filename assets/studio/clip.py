"""Render short looping films: the camera swings to and fro before one of the shop's products.

    python clip.py --lines ../world/films.jsonl --out out

Each line names its product in `shows` and its length in `length_s`. A film that exists is skipped.
"""

import math
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bpy
import families
import kit
from mathutils import Matrix, Vector
from scenes import command_line, missing, named

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
    options = command_line(__doc__, size=224, samples=8)
    for line, target in missing(options):
        save_film(swing(line["shows"][0], line["length_s"], options), target)


if __name__ == "__main__":
    main()
