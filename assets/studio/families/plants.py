"""Potted plants."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import (
    displace,
    fillet,
    lathe,
    leaf,
    spline,
    subdivide,
    tube,
    vessel_profile,
)

from families import family

POTS = {"white": "#e9e4da", "charcoal": "#3b3a38", "sage": "#93a18c", "blush": "#d3a99a"}


def planter(kind, radius, height):
    """A pot with soil in it."""
    clay = m.terracotta() if kind == "terracotta" else m.matte_ceramic(POTS[kind])
    outline = [(radius * 0.68, 0.0), (radius * 0.74, 0.01), (radius * 0.88, height * 0.55), (radius, height)]
    if kind == "terracotta":
        profile = fillet(
            [
                (0.0005, 0),
                (radius * 0.70, 0, 0.004),
                (radius * 0.90, height * 0.74, 0.004),
                (radius * 0.99, height * 0.745, 0.004),
                (radius * 1.02, height, 0.006),
                (radius * 0.92, height, 0.006),
                (radius * 0.86, height * 0.75, 0.02),
                (radius * 0.6, 0.012),
                (0.0005, 0.012),
            ],
            7,
        )
    else:
        profile = vessel_profile(outline, wall=0.008)
    pot = lathe("pot", profile, clay, segments=128)
    earth = lathe(
        "soil",
        [
            (0.0005, height * 0.86),
            (radius * 0.5, height * 0.855),
            (radius * 0.9, height * 0.84),
            (radius * 0.86, height * 0.80),
        ],
        m.soil(),
        segments=90,
    )
    return [pot, displace(subdivide(earth, 2), 0.012, 0.008)]


@family("potted plant", surface="table")
def potted_plant(plant, pot, colour_name):
    """A houseplant in a pot; every leaf has its own angle and bend."""
    radius, height = {"rubber": (0.125, 0.20), "snake": (0.10, 0.17), "pilea": (0.09, 0.13)}[plant]
    parts = planter(pot, radius, height)
    parts += {"rubber": rubber_plant, "snake": snake_plant, "pilea": pilea_plant}[plant](height * 0.86, radius)
    return Product(
        parts,
        {"colour": colour_name, "material": f"{pot} pot", "style": "natural", "name": f"{plant.title()} plant"},
        view=View(azimuth=14, elevation=10, fill=0.84),
    )


def rubber_plant(base, radius, seed=8):
    """Glossy ovals on upright stems."""
    rng = np.random.default_rng(seed)
    green, bark = m.foliage("#23432c", "#7f9a63", gloss=0.2, ribs=22), m.rattan("#5a4a32")
    parts = []
    for lean, tall, turn in ((0.05, 0.62, 0.4), (0.14, 0.47, 2.6), (0.12, 0.40, 4.5)):
        out = np.array((math.cos(turn), math.sin(turn)))
        stem = spline(
            [
                (*(out * 0.02), base - 0.02),
                (*(out * (0.02 + lean * 0.4)), base + tall * 0.5),
                (*(out * (0.02 + lean)), base + tall),
            ],
            60,
        )
        parts.append(tube("stem", stem, np.linspace(0.0065, 0.0035, 60), bark, sides=14))
        count = round(tall / 0.048)
        for number in range(count):
            t = 0.22 + 0.78 * number / (count - 1)
            point = stem[int(t * 59)]
            size = 0.205 * (1 - 0.30 * abs(t - 0.55)) * rng.uniform(0.88, 1.1)
            parts += stalked_leaf(
                point,
                turn * 57 + number * 137.5 + rng.uniform(-14, 14),
                18 + 46 * t + rng.uniform(-8, 8),
                0.035,
                green,
                bark,
                length=size,
                width=size * 0.50,
                fold=0.30,
                droop=0.55 + rng.uniform(-0.2, 0.25),
                tip=1.25,
            )
    return parts


def stalked_leaf(point, turn, tilt, stalk, material, stalk_material, **shape):
    """A leaf on a short stalk; tilt is degrees above the horizon, turn degrees about the stem."""
    a, e = math.radians(turn), math.radians(tilt)
    direction = np.array((-math.sin(a) * math.cos(e), math.cos(a) * math.cos(e), math.sin(e)))
    end = np.asarray(point) + direction * stalk
    rod = tube("stalk", np.linspace(point, end + direction * 0.004, 4), 0.0022, stalk_material, sides=8)
    return [rod, leaf("leaf", material=material, at=tuple(end), rotation=(tilt, 0, turn), **shape)]


def snake_plant(base, radius, seed=5):
    """Upright swords with a pale rim."""
    rng = np.random.default_rng(seed)
    blade = m.foliage("#41603f", "#c9c98a", gloss=0.34, ribs=0.0)
    parts = []
    for number in range(13):
        turn, ring = number * 137.5, radius * 0.62 * math.sqrt(number / 13)
        a = math.radians(turn)
        tall = rng.uniform(0.26, 0.50) * (1.1 - 0.25 * number / 13)
        parts.append(
            leaf(
                "blade",
                tall,
                0.055,
                blade,
                fold=0.45,
                droop=rng.uniform(-0.15, 0.2),
                tip=2.2,
                wave=0.05,
                rows=30,
                at=(ring * math.cos(a), ring * math.sin(a), base - 0.03),
                rotation=(84 - rng.uniform(0, 13), rng.uniform(-6, 6), turn - 90 + rng.uniform(-30, 30)),
            )
        )
    return parts


def pilea_plant(base, radius, seed=2):
    """Coin leaves on thin arching stalks."""
    rng = np.random.default_rng(seed)
    green, stalk_green = m.foliage("#4d7a3c", "#a9c487", gloss=0.36, ribs=5), m.foliage("#6c7d45", "#6c7d45")
    parts = []
    for number in range(30):
        turn = math.radians(number * 137.5)
        reach, rise = rng.uniform(0.05, 0.17), rng.uniform(0.06, 0.26)
        out = np.array((math.cos(turn), math.sin(turn)))
        path = spline(
            [
                (*(out * 0.012), base - 0.01),
                (*(out * reach * 0.5), base + rise * 0.75),
                (*(out * reach), base + rise),
            ],
            16,
        )
        parts.append(tube("stalk", path, 0.0015, stalk_green, sides=8))
        size = rng.uniform(0.055, 0.085)
        parts.append(
            leaf(
                "coin",
                size,
                size * 0.98,
                green,
                fold=-0.12,
                droop=0.3,
                tip=1.0,
                full=0.5,
                at=tuple(path[-1] - np.array((*(out * size * 0.35), -0.002))),
                rotation=(rng.uniform(-35, 5), rng.uniform(-12, 12), math.degrees(turn) - 90),
            )
        )
    return parts
