"""Baskets, bookshelves and tote bags."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import (
    box,
    displace,
    lathe,
    resample,
    rounded_rectangle,
    spline,
    subdivide,
    surface,
    tube,
    vessel_profile,
)

from families import family


@family("basket")
def basket(colour, band, colour_name, radius=0.17, height=0.26):
    """A woven basket: upright stakes and real over-and-under rows, two rope handles."""
    cane, accent, stake = m.rattan(colour), m.rattan(band), m.rattan(m.shade(colour, 0.85))
    stakes, thick = 36, 0.0050
    rows = round(height / (thick * 1.62))
    parts = []

    def girth(z):
        t = z / height
        return radius * (0.84 + 0.30 * math.sin(1.9 * t + 0.35) - 0.10 * t)

    steps = stakes * 8
    angle = np.linspace(0, 2 * math.pi, steps, endpoint=False)
    for row in range(rows):
        z = thick + row * (height - 2 * thick) / (rows - 1)
        wave = 0.0042 * np.cos(angle * stakes / 2 + math.pi * (row % 2))
        r = girth(z) + wave
        path = np.stack([r * np.cos(angle), r * np.sin(angle), z + 0.0009 * np.sin(5 * angle + row * 1.7)], axis=1)
        parts.append(
            tube("row", path, thick * 0.93, accent if 0.60 < row / rows < 0.80 else cane, sides=9, closed=True)
        )
    for number in range(stakes):
        a = 2 * math.pi * number / stakes
        path = [(girth(z) * math.cos(a), girth(z) * math.sin(a), z) for z in np.linspace(0.001, height + 0.004, 16)]
        parts.append(tube("stake", path, 0.0038, stake, sides=9))
    for strand in range(2):
        twist = angle * 30 + math.pi * strand
        r = girth(height) + 0.0048 * np.cos(twist)
        path = np.stack([r * np.cos(angle), r * np.sin(angle), height + 0.004 + 0.0048 * np.sin(twist)], axis=1)
        parts.append(tube("rim", path, 0.0055, cane, sides=9, closed=True))
    for side in (-1, 1):
        grip = spline([(-0.055, side * 0, 0), (-0.045, 0, 0.05), (0, 0, 0.072), (0.045, 0, 0.05), (0.055, 0, 0)], 50)
        for strand in range(2):
            twist = np.linspace(0, 26, 50) + math.pi * strand
            path = grip + np.stack([0 * twist, 0.0045 * np.cos(twist), 0.0045 * np.sin(twist)], axis=1)
            parts.append(
                tube(
                    "handle",
                    path,
                    0.0052,
                    cane,
                    sides=9,
                    at=(side * girth(height), 0, height - 0.012),
                    rotation=(0, side * 10, 90),
                )
            )
    parts.append(lathe("floor", [(0.0005, 0.004), (girth(0), 0.004), (girth(0), 0.007), (0.0005, 0.007)], cane))
    return Product(
        parts,
        {"colour": colour_name, "material": "willow", "style": "boho", "name": "Woven basket"},
        view=View(azimuth=24, elevation=18, fill=0.74),
    )


@family("bookshelf")
def bookshelf(timber, frame, colour_name, width=0.82, height=1.72, depth=0.30, shelves=5, dressed=True):
    """A tall open shelf, dressed with books and small objects."""
    boards = m.wood(timber, "X")
    upright = m.wood(frame, "Z") if frame in m.WOODS else m.metal(frame, "brushed")
    parts, levels = [], np.linspace(0.10, height - 0.03, shelves)
    for z in levels:
        parts.append(box("shelf", (width, depth, 0.024), boards, bevel=0.003, at=(0, 0, z)))
    thick = 0.026 if frame in m.WOODS else 0.016
    for x in (-1, 1):
        for y in (-1, 1):
            parts.append(
                box(
                    "post",
                    (thick, thick, height),
                    upright,
                    bevel=0.003,
                    at=(x * (width / 2 + thick / 2), y * (depth / 2 - thick / 2), height / 2),
                )
            )
        for z in (levels[0], levels[-1]):
            parts.append(
                box(
                    "rail",
                    (thick * 0.8, depth - thick, thick * 0.8),
                    upright,
                    bevel=0.002,
                    at=(x * (width / 2 + thick / 2), 0, z),
                )
            )
    extras = dress_shelves(levels, width, depth) if dressed else []
    return Product(
        parts,
        {"colour": colour_name, "material": f"{timber}, {frame}", "style": "scandinavian", "name": "Open bookshelf"},
        extras=extras,
        view=View(azimuth=24, elevation=7, fill=0.86),
    )


BOOK_COLOURS = ("#d9cfbf", "#3c4b50", "#a65f3f", "#e7e0d2", "#6d7a66", "#2c2a2a", "#b99a6a", "#7d3f3a", "#8f9fa6")


def dress_shelves(levels, width, depth, seed=11):
    """Rows of books, a stack and a few pots, different on every shelf; a narrow one holds books alone."""
    rng = np.random.default_rng(seed)
    covers = [m.woven(colour, thread=0.0016, slub=0.3, sheen=0.0) for colour in BOOK_COLOURS]
    pages = m.woven("#efe7d6", thread=0.0012, slub=0.2, sheen=0.0)
    props, roomy = [], width > 0.6
    for number, z in enumerate(levels[:-1]):
        floor, x = z + 0.012, -width / 2 + 0.05 + (0.28 * (number % 2) if roomy else 0.05 * number)
        for _ in range(int(rng.integers(6, 10))):
            thick, tall, deep = rng.uniform(0.018, 0.042), rng.uniform(0.17, 0.255), rng.uniform(0.13, 0.18)
            if x + thick > width / 2 - 0.02:
                break
            props += book(
                thick,
                tall,
                deep,
                (x + thick / 2, -0.01 + rng.uniform(-0.008, 0.008), floor),
                covers[rng.integers(len(covers))],
                pages,
            )
            x += thick + 0.0015
        spot = x + 0.13 if number % 2 == 0 else -width / 2 + 0.14
        if roomy:
            props += ornament(number, (min(spot, width / 2 - 0.12), 0.0, floor), covers, pages, rng)
    return props


def book(thick, tall, deep, at, cover, pages):
    """One upright book: cloth cover and a slightly smaller block of pages."""
    x, y, z = at
    return [
        box("cover", (thick, deep, tall), cover, bevel=0.003, at=(x, y, z + tall / 2)),
        box("pages", (thick * 0.76, deep, tall - 0.006), pages, bevel=0.001, at=(x, y + 0.003, z + tall / 2 + 0.0036)),
    ]


def ornament(number, at, covers, pages, rng):
    """A pot, a stack of books or a bowl."""
    x, y, z = at
    if number % 3 == 1:
        stack = []
        for level in range(3):
            size = (0.20 - 0.012 * level, 0.15 - 0.01 * level, 0.028)
            stack.append(
                box(
                    "stack",
                    size,
                    covers[(level * 4 + number) % len(covers)],
                    bevel=0.003,
                    at=(x, y, z + 0.014 + 0.029 * level),
                    rotation=(0, 0, float(rng.uniform(-9, 9))),
                )
            )
        return stack
    outline = {
        0: [(0.04, 0), (0.07, 0.03), (0.075, 0.09), (0.045, 0.14), (0.032, 0.17), (0.038, 0.19)],
        2: [(0.03, 0), (0.05, 0.008), (0.085, 0.05), (0.10, 0.075)],
    }[number % 3]
    return [
        lathe("pot", vessel_profile(outline, wall=0.005), m.matte_ceramic("#cfc2ae" if number else "#8a5a40"), at=at)
    ]


@family("tote", surface="table")
def tote(material, colour, colour_name, width=0.40, height=0.31, depth=0.14):
    """A soft shopper with slouching sides, riveted tabs and two rolled handles."""
    skin = m.leather(colour) if material == "leather" else m.woven(colour, thread=0.0026, slub=0.5)
    trim = skin if material == "leather" else m.leather("#8a5230")
    rows = []
    for t in np.linspace(0, 1, 40):
        bulge = math.sin(math.pi * min(1, t * 1.05)) * 0.018
        w, d = width * (0.90 + 0.10 * t), depth * (1 - 0.42 * t**1.4) + bulge
        loop = resampled_loop(w, d, 0.030 + 0.004 * t, 160)
        a = np.arctan2(loop[:, 1], loop[:, 0])
        pinch = 1 - 0.16 * t**1.5 * np.exp(-((loop[:, 1] / (d * 0.42)) ** 2)) * (np.abs(loop[:, 0]) > w * 0.40)
        fold = 0.003 * np.sin(9 * t + 3 * a) * t
        sag = -0.012 * t * np.cos(loop[:, 0] / w * math.pi) ** 2
        rows.append(np.stack([loop[:, 0] * pinch, loop[:, 1] + fold, np.full(len(loop), t * height) + sag], axis=1))
    outer = np.array(rows)
    middle = outer.mean(axis=1, keepdims=True)
    inner = middle + (outer - middle) * np.array((0.985, 0.955, 1.0))
    shell = np.concatenate([outer, inner[::-1]], axis=0)
    shell[0] = shell[0] + (0, 0, 0.003)
    bag = subdivide(surface("bag", shell, skin, wrap_u=True, caps=True), 1)
    displace(bag, 0.09, 0.007, depth=1)
    parts = [bag]
    for side in (-1, 1):
        y = side * (depth * 0.29 + 0.010)
        arch = spline(
            [
                (-0.085, y, height - 0.075),
                (-0.083, y, height),
                (-0.060, y * 1.15, height + 0.115),
                (0, y * 1.2, height + 0.160),
                (0.060, y * 1.15, height + 0.115),
                (0.083, y, height),
                (0.085, y, height - 0.075),
            ],
            70,
        )
        parts.append(tube("handle", arch, 0.0066, trim, sides=18))
        for x in (-0.085, 0.085):
            parts.append(
                box("tab", (0.030, 0.006, 0.060), trim, bevel=0.0028, at=(x, y + side * 0.008, height - 0.070))
            )
            parts.append(
                lathe(
                    "rivet",
                    [(0.0005, 0.0), (0.005, 0.0), (0.0042, 0.002), (0.0005, 0.003)],
                    m.metal("brass", "polished"),
                    segments=24,
                    at=(x, y + side * 0.0112, height - 0.088),
                    rotation=(-90 if side > 0 else 90, 0, 0),
                )
            )
    parts_named = "leather" if material == "leather" else f"{material}, leather"
    return Product(
        parts,
        {"colour": colour_name, "material": parts_named, "style": "minimal", "name": f"{material.title()} tote"},
        view=View(azimuth=24, elevation=12, fill=0.78),
    )


def resampled_loop(width, height, radius, count):
    """A rounded rectangle with evenly spaced points."""
    loop = rounded_rectangle(width, height, min(radius, 0.49 * height), 12)
    return resample(np.vstack([loop, loop[:1]]), count + 1)[:-1]
