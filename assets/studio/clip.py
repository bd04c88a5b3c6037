"""Render a short looping video of a product: the camera swings to and fro before it.

python clip.py --family speaker --variant 0 --out out
"""

import argparse
import math
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bpy
import families
import kit
from mathutils import Matrix, Vector


def swing(name, number, frames=28, size=288, samples=16, degrees=36):
    """The pictures of one loop; scene and acceleration structure are built once."""
    kit.reset_scene()
    kit.configure_render(size, size, samples)
    bpy.context.scene.render.use_persistent_data = True
    product = families.build(name, number)
    product.view.fill *= 0.9
    kit.studio(product)
    camera = kit.frame(product)
    bpy.context.view_layer.update()
    start = camera.matrix_world.copy()
    low, high = kit.bounds(product.objects)
    pivot = Matrix.Translation(Vector(((low + high) / 2).tolist()))
    pictures = []
    for frame in range(frames):
        angle = math.radians(degrees / 2) * math.sin(2 * math.pi * frame / frames)
        camera.matrix_world = pivot @ Matrix.Rotation(angle, 4, "Z") @ pivot.inverted() @ start
        pictures.append(kit.render_image())
    return pictures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--family", required=True, choices=sorted(families.FAMILIES))
    parser.add_argument("--variant", type=int, default=0)
    parser.add_argument("--frames", type=int, default=28)
    parser.add_argument("--out", default="out")
    options = parser.parse_args()
    Path(options.out).mkdir(parents=True, exist_ok=True)
    start = time.time()
    first, *rest = swing(options.family, options.variant, options.frames)
    target = Path(options.out) / f"{families.item_id(options.family, options.variant)}-clip.webp"
    first.save(target, save_all=True, append_images=rest, duration=80, loop=0, quality=70, method=4)
    print(f"{target.name} {time.time() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
