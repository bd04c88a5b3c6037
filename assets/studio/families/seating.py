"""Armchairs, sofas and side tables."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import (
    cushion,
    displace,
    fillet,
    lathe,
    rounded_rectangle,
    soft_box,
    spline,
    subdivide,
    surface,
    tube,
)

from families import family


def upholstery(cloth, colour):
    """One of the furniture cloths by name."""
    if cloth == "boucle":
        return m.boucle(colour, loop=0.010)
    if cloth == "velvet":
        return m.velvet(colour)
    if cloth == "leather":
        return m.leather(colour, pebble=0.0038)
    return m.woven(colour, thread=0.0058, slub=0.85)


def fluff(items, cloth):
    """Give boucle a lumpy outline and other cloths a few soft folds."""
    for item in items:
        if cloth == "boucle":
            displace(subdivide(item, 1), 0.009, 0.0075)
        else:
            displace(item, 0.11, 0.012, depth=1)
    return items


def wrapped_back(width, depth, thickness, heights, material, name="back"):
    """A tub back: a rounded slab swept along a U seen from above; heights = (arm, back)."""
    half, reach = width / 2 - thickness / 2, depth - thickness / 2
    plan = spline(
        [
            (-half, -reach),
            (-half, -reach * 0.45),
            (-half * 0.93, -0.16),
            (-half * 0.55, -0.02),
            (0, 0.0),
            (half * 0.55, -0.02),
            (half * 0.93, -0.16),
            (half, -reach * 0.45),
            (half, -reach),
        ],
        72,
    )
    tangent = np.gradient(plan, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    along = np.linspace(-1, 1, len(plan))
    rise = np.clip((1 - np.abs(along)) / 0.72, 0, 1)
    top = heights[0] + (heights[1] - heights[0]) * rise * rise * (3 - 2 * rise)
    end = np.sqrt(np.clip(1 - np.clip((np.abs(along) - 0.93) / 0.07, 0, 1) ** 2, 0.0004, 1))
    loop = rounded_rectangle(1.0, 1.0, 0.40, 9)
    low = 0.17
    rows = []
    for point, side, height, narrow in zip(plan, normal, top, end, strict=False):
        middle, span = (low + height) / 2, (height - low)
        across = loop[:, 0] * thickness * narrow
        up = loop[:, 1] * (span - thickness * 0.5 * (1 - narrow))
        lean = 0.10 * np.clip((middle + up - 0.42), 0, None) * (1 if heights[1] > heights[0] else 0)
        shift = across + lean
        rows.append(np.stack([point[0] + side[0] * shift, point[1] + side[1] * shift, middle + up], axis=1))
    return subdivide(surface(name, np.array(rows), material, wrap_u=True, caps=True), 1)


def turned_legs(positions, height, wood, radius=0.021, splay=0.025):
    """Tapered round legs that lean outwards."""
    legs = []
    for x, y in positions:
        away = np.array((np.sign(x), np.sign(y))) * splay
        path = [(x + away[0], y + away[1], 0.002), (x, y, height)]
        legs.append(tube("leg", path, [radius * 0.62, radius], wood, sides=28))
    return legs


@family("armchair")
def armchair(cloth, colour, colour_name, legs):
    """A tub chair: wrap-around back, deep seat cushion, turned legs."""
    fabric, timber = upholstery(cloth, colour), m.wood(legs, "Z")
    back = wrapped_back(0.80, 0.74, 0.155, (0.56, 0.76), fabric)
    seat = soft_box("seat", (0.60, 0.66, 0.16), fabric, radius=0.055, puff=0.022, sag=0.004, at=(0, -0.40, 0.40))
    base = soft_box("base", (0.66, 0.66, 0.15), fabric, radius=0.045, puff=0.004, at=(0, -0.37, 0.255))
    pillow = cushion(
        "pillow", 0.50, 0.34, fabric, pressure=2.4, thickness=1.05, at=(0, -0.145, 0.605), rotation=(76, 0, 0)
    )
    fluff([back, seat, base, pillow], cloth)
    feet = turned_legs([(-0.29, -0.62), (0.29, -0.62), (-0.26, -0.10), (0.26, -0.10)], 0.20, timber)
    return Product(
        [back, seat, base, pillow, *feet],
        {"colour": colour_name, "material": f"{cloth}, {legs}", "style": "contemporary", "name": "Tub armchair"},
        view=View(azimuth=30, elevation=13, fill=0.76),
    )


@family("sofa")
def sofa(cloth, colour, colour_name, legs, width=2.05):
    """A sofa with loose cushions: two seats up to 1.7 m, three beyond."""
    fabric, timber = upholstery(cloth, colour), m.wood(legs, "Z")
    depth, arm = 0.92, 0.17
    inner = width - 2 * arm
    parts = [
        soft_box("frame", (width - 0.04, depth - 0.06, 0.17), fabric, radius=0.04, puff=0.004, at=(0, 0.0, 0.25)),
        soft_box(
            "back",
            (width - 0.06, 0.20, 0.58),
            fabric,
            radius=0.08,
            puff=0.012,
            at=(0, depth / 2 - 0.13, 0.47),
            rotation=(-6, 0, 0),
        ),
    ]
    for side in (-1, 1):
        parts.append(
            soft_box(
                "arm",
                (arm, depth - 0.02, 0.46),
                fabric,
                radius=0.07,
                puff=0.012,
                at=(side * (width - arm) / 2, -0.01, 0.39),
            )
        )
    for number in range(2):
        x = (number - 0.5) * inner / 2
        parts.append(
            soft_box(
                "seat",
                (inner / 2 - 0.006, 0.70, 0.17),
                fabric,
                radius=0.055,
                puff=0.03,
                sag=0.008,
                at=(x, -0.12, 0.42),
            )
        )
        parts.append(
            soft_box(
                "back cushion",
                (inner / 2 - 0.02, 0.20, 0.44),
                fabric,
                radius=0.075,
                puff=0.05,
                at=(x, 0.19, 0.67 + 0.004 * number),
                rotation=(-14, 0, 1.5 - 3 * number),
            )
        )
    accent = m.woven(m.shade(colour, 1.7), thread=0.0058, slub=0.85)
    pillow = cushion(
        "scatter cushion", 0.46, 0.46, accent, pressure=2.2, at=(-inner / 2 + 0.2, 0.02, 0.70), rotation=(68, 8, 14)
    )
    fluff(parts, cloth)
    feet = turned_legs(
        [(s * (width / 2 - 0.14), d) for s in (-1, 1) for d in (-0.34, 0.34)], 0.18, timber, radius=0.026
    )
    name = "Two-seat sofa" if width < 1.7 else "Three-seat sofa"
    return Product(
        [*parts, pillow, *feet],
        {"colour": colour_name, "material": f"{cloth}, {legs}", "style": "scandinavian", "name": name},
        view=View(azimuth=22, elevation=11, fill=0.84),
    )


@family("side table")
def side_table(top, base, shape):
    """A round side table: tripod, pedestal or drum base."""
    radius, height = 0.22, 0.50
    top_material = {
        "marble": lambda: m.marble(gold=True),
        "travertine": lambda: m.marble("#d5c3a8", "#a98e6c", 9.0),
    }.get(top, lambda: m.wood(top, "X"))()
    base_material = m.wood(base, "Z") if base in m.WOODS else m.metal(base, "brushed")
    plate = lathe(
        "top",
        fillet(
            [
                (0.0005, height - 0.022),
                (radius - 0.012, height - 0.022, 0.004),
                (radius, height - 0.012, 0.008),
                (radius, height, 0.005),
                (0.0005, height),
            ],
            8,
        ),
        top_material,
        segments=160,
    )
    parts = [plate]
    if shape == "tripod":
        for number in range(3):
            a = math.radians(120 * number + 80)
            out = np.array((math.cos(a), math.sin(a)))
            path = spline([(*(out * 0.195), 0.002), (*(out * 0.135), 0.25), (*(out * 0.115), height - 0.022)], 16)
            parts.append(tube("leg", path, np.linspace(0.0115, 0.019, 16), base_material, sides=28, round_ends=False))
        ring = [
            (0.137 * math.cos(a), 0.137 * math.sin(a), 0.24) for a in np.linspace(0, 2 * math.pi, 90, endpoint=False)
        ]
        parts.append(tube("ring", ring, 0.007, m.metal("brass"), closed=True))
    elif shape == "pedestal":
        parts.append(
            lathe(
                "stem",
                fillet(
                    [
                        (0.0005, 0),
                        (0.150, 0, 0.004),
                        (0.150, 0.014, 0.006),
                        (0.030, 0.030, 0.05),
                        (0.020, 0.22, 0.2),
                        (0.028, height - 0.05, 0.05),
                        (0.11, height - 0.0221),
                    ],
                    14,
                ),
                base_material,
            )
        )
    else:
        for level in (0.008, height - 0.030):
            ring = [
                (0.19 * math.cos(a), 0.19 * math.sin(a), level)
                for a in np.linspace(0, 2 * math.pi, 120, endpoint=False)
            ]
            parts.append(tube("ring", ring, 0.0075, base_material, closed=True))
        for number in range(12):
            a = 2 * math.pi * number / 12
            x, y = 0.19 * math.cos(a), 0.19 * math.sin(a)
            parts.append(tube("bar", [(x, y, 0.008), (x, y, height - 0.030)], 0.0055, base_material, round_ends=False))
    metal, shade = base.removesuffix(" steel"), top.removesuffix(" oak")
    ringed = ", brass" if shape == "tripod" else ""
    return Product(
        parts,
        {
            "colour": shade if base in m.WOODS else f"{shade} and {metal}",
            "material": f"{top}, {base}{ringed}",
            "style": "art deco" if shape == "drum" else "mid-century",
            "name": f"{shape.title()} side table",
        },
        view=View(azimuth=18, elevation=19, fill=0.74),
    )
