"""Photos as customers might take them, made from a catalogue's own pictures: simulated, for want of real ones.

A thing is cut out of its white page and set before a backdrop, alone or in a heap, tilted, lit from somewhere and a
little shaken. From such photos the shop learns how photos differ from its pages, and how near is near enough, before
the first customer has sent one.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter, ImageOps
from scipy import ndimage

SIDE = 288  # of a staged photo, in pixels
CUT = 256  # longest side of a thing that was cut out
PAPER = 238  # pixels brighter than this in every channel are page, where they hang together with the margin
LEAST = 0.02  # share of a picture that a thing fills; where less is left the whole picture is taken


def staged_photos(
    random: np.random.Generator, files: Sequence[Path], sample: int, each: int
) -> Iterator[tuple[int, Image.Image]]:
    """``each`` photos of at most ``sample`` of the things on these pages, and the place of the page in ``files``."""
    chosen = sorted(random.permutation(len(files))[:sample].tolist())
    things = [_cut_from(files[place]) for place in chosen]
    for place, thing in zip(chosen, things, strict=True):
        for _ in range(each):
            yield place, staged(random, thing, things)


def _cut_from(file: Path) -> Image.Image:
    with Image.open(file) as page:
        return cut_out(page)


def cut_out(picture: Image.Image) -> Image.Image:
    """The thing on a catalogue's white page, RGBA and cropped; the whole picture where there is no such page."""
    small = picture.convert("RGB")
    small.thumbnail((CUT, CUT))
    pixels = np.asarray(small)
    areas, _ = ndimage.label(pixels.min(axis=2) > PAPER)
    margin = np.concatenate([areas[0], areas[-1], areas[:, 0], areas[:, -1]])
    thing = ndimage.binary_erosion(~np.isin(areas, margin[margin > 0]))
    if thing.mean() < LEAST:
        thing[:] = True
    down, across = np.where(thing)
    cut = Image.fromarray(np.dstack([pixels, np.where(thing, 255, 0).astype(np.uint8)]))
    return cut.crop((int(across.min()), int(down.min()), int(across.max()) + 1, int(down.max()) + 1))


def staged(random: np.random.Generator, thing: Image.Image, others: Sequence[Image.Image]) -> Image.Image:
    """One simulated photo of a thing that was cut out, with ``others`` about; RGB, SIDE x SIDE."""
    scene = _backdrop(random, others)
    heap = random.random() < 0.5
    for _ in range(int(random.integers(4, 16)) if heap else 1):
        _place(random, scene, thing, heap)
    return _photographed(random, scene)


def _backdrop(random: np.random.Generator, others: Sequence[Image.Image]) -> Image.Image:
    """A wall with soft spots, or a blurred heap of other things."""
    paint = tuple(int(value) for value in random.integers(20, 235, 3))
    scene = Image.new("RGB", (SIDE, SIDE), paint)
    if not others or random.random() < 0.35:
        spots = np.clip(128 + 40 * random.normal(size=(6, 6, 3)), 0, 255).astype(np.uint8)
        return Image.blend(scene, Image.fromarray(spots).resize((SIDE, SIDE), Image.Resampling.BICUBIC), 0.3)
    for _ in range(int(random.integers(4, 14))):
        other = _sized(others[int(random.integers(len(others)))], float(random.uniform(0.25, 0.8)))
        other = other.rotate(float(random.uniform(0, 360)), expand=True)
        place = random.integers(-60, SIDE - 20, 2)
        scene.paste(other, (int(place[0]), int(place[1])), other)
    return scene.filter(ImageFilter.GaussianBlur(float(random.uniform(0, 3))))


def _place(random: np.random.Generator, scene: Image.Image, thing: Image.Image, heap: bool) -> None:
    """Set the thing into the scene: small and anywhere in a heap, else large and about the middle."""
    size = random.uniform(0.35, 0.6) if heap else random.uniform(0.6, 1.05)
    turn = random.uniform(0, 360) if heap and random.random() < 0.5 else random.normal(0, 12)
    shape = _sized(thing, float(size)).rotate(float(turn), expand=True, resample=Image.Resampling.BICUBIC)
    if random.random() < 0.5:
        shape = ImageOps.mirror(shape)
    if heap:
        place = random.uniform(-0.2, 0.8, 2) * SIDE
    else:
        place = (SIDE - np.array(shape.size)) / 2 + random.normal(0, 0.08, 2) * SIDE
    scene.paste(shape, (int(place[0]), int(place[1])), shape)


def _sized(thing: Image.Image, share: float) -> Image.Image:
    """The thing with its longer side a share of the photo's."""
    scale = share * SIDE / max(thing.size)
    return thing.resize((max(1, round(thing.width * scale)), max(1, round(thing.height * scale))))


def _photographed(random: np.random.Generator, scene: Image.Image) -> Image.Image:
    """Another exposure, a tint, light from a side, and now and then a shaken hand."""
    light = np.asarray(scene, dtype=np.float32) / 255
    light = light ** random.uniform(0.7, 1.5) * random.uniform(0.6, 1.15) * (1 + random.normal(0, 0.07, 3))
    fall = np.linspace(random.uniform(0.7, 1.1), random.uniform(0.7, 1.1), SIDE)[:, None, None]
    light = light * (fall.transpose(1, 0, 2) if random.random() < 0.5 else fall)
    photo = Image.fromarray((np.clip(light, 0, 1) * 255).astype(np.uint8))
    shaken = random.random() < 0.4
    return photo.filter(ImageFilter.GaussianBlur(float(random.uniform(0.3, 1.6)))) if shaken else photo
