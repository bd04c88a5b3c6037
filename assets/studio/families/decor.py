"""Clocks, candles and speakers."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import (
    box,
    box_uv,
    fillet,
    lathe,
    rounded_rectangle,
    spline,
    surface,
    tube,
)

from families import family


@family("clock")
def clock(case, face, hands, colour_name, radius=0.15):
    """A wall clock with applied hour marks, under a real rim."""
    rim_material = m.wood(case, "Y") if case in m.WOODS else m.metal(case, "brushed")
    hand = m.powder_coat(hands)
    rim = lathe(
        "rim",
        fillet(
            [
                (radius * 0.9, 0.006),
                (radius * 0.9, 0.036, 0.006),
                (radius * 0.955, 0.044, 0.008),
                (radius, 0.036, 0.012),
                (radius, 0.0, 0.004),
                (0.0005, 0.0),
            ],
            9,
        ),
        rim_material,
        segments=180,
        rotation=(90, 0, 0),
    )
    dial = lathe(
        "dial",
        [(0.0005, 0.012), (radius * 0.905, 0.012), (radius * 0.905, 0.010), (0.0005, 0.010)],
        m.powder_coat(face),
        segments=180,
        rotation=(90, 0, 0),
    )
    parts = [rim, dial]
    for hour in range(12):
        a = math.radians(30 * hour)
        large = hour % 3 == 0
        parts.append(
            box(
                "mark",
                (0.0052 if large else 0.0034, 0.003, 0.022 if large else 0.013),
                hand,
                bevel=0.001,
                at=(0.78 * radius * math.sin(a), -0.0135, 0.78 * radius * math.cos(a)),
                rotation=(0, 30 * hour, 0),
            )
        )
    for length, width, angle, lift in ((0.50, 0.0072, 305, 0.0185), (0.74, 0.0050, 54, 0.0215)):
        a = math.radians(angle)
        middle = radius * (length - 0.13) / 2
        parts.append(
            box(
                "hand",
                (width, 0.0016, radius * (length + 0.13)),
                hand,
                bevel=0.0007,
                at=(middle * math.sin(a), -lift, middle * math.cos(a)),
                rotation=(0, angle, 0),
            )
        )
    parts.append(
        lathe(
            "pin",
            [(0.0005, 0.012), (0.0062, 0.012), (0.0062, 0.0245), (0.0048, 0.026), (0.0005, 0.026)],
            m.metal("brass", "polished"),
            segments=40,
            rotation=(90, 0, 0),
        )
    )
    return Product(
        parts,
        {"colour": colour_name, "material": case, "style": "mid-century", "name": "Round wall clock"},
        mount="wall",
        view=View(azimuth=14, elevation=4, fill=0.68),
    )


@family("candle", surface="table")
def candle(glass, wax, colour_name):
    """A scented candle in a thick tinted glass, burning."""
    radius, height = 0.041, 0.098
    jar = lathe(
        "jar",
        fillet(
            [
                (0.0005, 0),
                (radius, 0, 0.008),
                (radius, height, 0.0012),
                (radius - 0.003, height, 0.0012),
                (radius - 0.003, 0.009, 0.006),
                (0.0005, 0.009),
            ],
            8,
        ),
        m.glass(glass),
        segments=128,
    )
    top = 0.066
    body = lathe(
        "wax",
        fillet(
            [
                (0.0005, 0.0093),
                (radius - 0.0032, 0.0093, 0.006),
                (radius - 0.0032, top + 0.002, 0.001),
                (radius - 0.006, top, 0.003),
                (0.0005, top - 0.002),
            ],
            8,
        ),
        m.wax(wax),
        segments=96,
    )
    wick = tube(
        "wick",
        spline([(0, 0, top - 0.004), (0.0004, 0, top + 0.006), (0.002, 0, top + 0.011)], 10),
        0.0009,
        m.plastic("#17120e", 0.9),
        sides=10,
    )
    flame = lathe(
        "flame",
        [(0.0002, 0.0), (0.0026, 0.004), (0.0034, 0.009), (0.0024, 0.017), (0.001, 0.024), (0.0002, 0.028)],
        m.emitter("#ffb154", 26.0),
        segments=32,
        at=(0.0015, 0, top + 0.006),
    )
    return Product(
        [jar, body, wick, flame, *printed_label(radius)],
        {"colour": colour_name, "material": "glass, wax", "style": "cosy", "name": "Scented candle"},
        view=View(azimuth=10, elevation=16, fill=0.64),
        key=0.8,
    )


def printed_label(radius):
    """A paper label on the front of a jar with a printed moon and three rules."""
    ink = m.powder_coat("#3a322b")
    parts = [curved_patch(radius + 0.0003, 0.024, 0.064, 0.0, 0.66, m.paper("#efe8da"))]
    for height, half in ((0.0405, 0.30), (0.0360, 0.20), (0.0285, 0.42)):
        parts.append(curved_patch(radius + 0.0006, height, height + 0.0011, 0.0, half, ink))
    moon = [
        (0.0050 * math.cos(a) - (0.003 if side else 0), 0.0545 + 0.0050 * math.sin(a))
        for side, turn in ((0, np.linspace(-2.2, 2.2, 24)), (1, np.linspace(1.9, -1.9, 24)))
        for a in turn
    ]
    rows = np.array([[(x * s, -radius - 0.0008, 0.0545 + (z - 0.0545) * s) for x, z in moon] for s in (1.0, 0.92)])
    parts.append(surface("moon", rows, ink, wrap_u=True))
    return parts


def curved_patch(radius, low, high, middle, half, material):
    """A rectangle wrapped round the front of a cylinder; angles in radians."""
    angle = np.linspace(middle - half, middle + half, 40) - math.pi / 2
    z = np.linspace(low, high, 4)
    points = np.stack(
        np.broadcast_arrays(radius * np.cos(angle)[None], radius * np.sin(angle)[None], z[:, None]), axis=2
    )
    return surface("patch", points, material)


@family("speaker", surface="table")
def speaker(case, cloth, colour_name, width=0.30, height=0.155, depth=0.14):
    """A radio-style speaker: wooden wrap, cloth front, two brass dials, leather strap."""
    loop = rounded_rectangle(width, height, 0.038, 14)
    sleeve = np.array(
        [
            np.stack([loop[:, 0] * s, np.full(len(loop), y), loop[:, 1] * s + height / 2 + 0.008], axis=1)
            for y, s in (
                (-depth / 2 + 0.010, 0.955),
                (-depth / 2 + 0.001, 0.962),
                (-depth / 2, 0.972),
                (-depth / 2 + 0.0015, 0.992),
                (-depth / 2 + 0.006, 1.0),
                (depth / 2 - 0.006, 1.0),
                (depth / 2, 0.98),
            )
        ]
    )
    parts = [surface("case", sleeve, m.wood(case, "X"), wrap_u=True, caps=True)]
    front = np.array(
        [
            np.stack([loop[:, 0] * s, np.full(len(loop), y), loop[:, 1] * s + height / 2 + 0.008], axis=1)
            for y, s in (
                (-depth / 2 + 0.009, 0.957),
                (-depth / 2 + 0.003, 0.952),
                (-depth / 2 + 0.0012, 0.93),
                (-depth / 2 + 0.0004, 0.8),
                (-depth / 2, 0.4),
                (-depth / 2, 0.001),
            )
        ]
    )
    grille = surface(
        "grille", front, m.woven(cloth, thread=0.0030, slub=0.35, accent=m.shade(cloth, 1.5)), wrap_u=True, caps=True
    )
    box_uv(grille.data)
    parts.append(grille)
    brass = m.metal("brass", "brushed")
    for x in (width * 0.183, width * 0.317):
        parts.append(
            lathe(
                "dial",
                fillet(
                    [
                        (0.0005, 0.0),
                        (0.0145, 0, 0.001),
                        (0.0145, 0.012, 0.002),
                        (0.0125, 0.0135, 0.001),
                        (0.0005, 0.0135),
                    ],
                    6,
                ),
                brass,
                segments=96,
                at=(x, 0, height + 0.0078),
                warp=lambda a, r, z: r * (1 - 0.018 * (np.sin(40 * a) > 0) * (r > 0.0135)),
            )
        )
    parts.append(
        box("badge", (0.034, 0.0016, 0.0055), brass, bevel=0.0006, at=(width * 0.34, -depth / 2 - 0.0006, 0.034))
    )
    for x in (-width / 3, width / 3):
        for y in (-depth * 0.32, depth * 0.32):
            parts.append(
                lathe(
                    "foot",
                    [(0.0005, 0), (0.009, 0), (0.010, 0.008), (0.0005, 0.009)],
                    m.plastic("#1c1b1a"),
                    segments=30,
                    at=(x, y, 0),
                )
            )
    return Product(
        parts,
        {"colour": colour_name, "material": f"{case}, cloth", "style": "retro", "name": "Table speaker"},
        view=View(azimuth=24, elevation=15, fill=0.76),
    )
