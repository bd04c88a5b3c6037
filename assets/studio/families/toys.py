"""Wooden toys: a rainbow, an elephant on wheels, a train."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import (
    board,
    box,
    fillet,
    lathe,
    rounded_rectangle,
    spline,
    surface,
    tube,
)

from families import family


def rainbow(paints, size):
    """Nested arches that never stand quite in line; the smallest lies in front."""
    rng = np.random.default_rng(6)
    thick, deep, parts = 0.0165 * size, 0.062 * size, []
    for number, paint in enumerate(paints):
        radius = 0.118 * size - number * (thick + 0.0012)
        angle = np.linspace(0, math.pi, 64)
        loop = rounded_rectangle(thick, deep, 0.0028, 5)
        out = np.stack([np.cos(angle), np.sin(angle)], axis=1)
        rows = np.empty((64, len(loop), 3))
        rows[..., 0] = out[:, :1] * (radius + loop[None, :, 0])
        rows[..., 1] = loop[None, :, 1]
        rows[..., 2] = out[:, 1:] * (radius + loop[None, :, 0])
        last = number == len(paints) - 1
        place = {"at": (0, rng.uniform(-0.004, 0.004), 0), "rotation": (0, 0, rng.uniform(-0.4, 0.4))}
        if last:
            place = {"at": (0.098 * size, -0.088 * size, 0), "rotation": (0, 0, -34)}
        parts.append(surface("arch", rows, m.wood(paint, "Y", roughness=0.55), wrap_u=True, caps=True, **place))
    return parts


def wheel(at, radius, thick, paint, pin, side=-1):
    """A turned wheel with a raised hub and the end of its axle, facing -y or +y."""
    lines = [
        (0.0005, 0.0),
        (radius, 0, 0.003),
        (radius, thick, 0.003),
        (radius * 0.78, thick, 0.001),
        (radius * 0.72, thick * 0.86, 0.001),
    ]
    lines += [(radius * 0.40, thick * 0.86, 0.001), (radius * 0.36, thick * 1.06, 0.001), (0.0005, thick * 1.06)]
    place = {"at": at, "rotation": (90 if side < 0 else -90, 0, 0)}
    peg = fillet([(0.0005, 0), (radius * 0.2, 0), (radius * 0.2, thick * 1.2, 0.002), (0.0005, thick * 1.22)], 5)
    return [
        lathe("wheel", fillet(lines, 6), m.wood(paint, "X", roughness=0.5), segments=90, **place),
        lathe("peg", peg, m.wood(pin, "Z"), segments=40, **place),
    ]


ELEPHANT = [
    (0.066, 0.036), (0.077, 0.062), (0.070, 0.094), (0.042, 0.111), (0.004, 0.109),
    (-0.026, 0.121), (-0.056, 0.120), (-0.078, 0.100), (-0.088, 0.068), (-0.092, 0.036),
    (-0.104, 0.024), (-0.118, 0.024), (-0.121, 0.012), (-0.104, 0.005), (-0.083, 0.012),
    (-0.072, 0.036), (-0.062, 0.052), (-0.044, 0.048), (-0.010, 0.038), (0.034, 0.034),
]  # fmt: skip


LEG = [
    (-0.020, -0.004),
    (0.020, -0.004),
    (0.021, 0.030),
    (0.024, 0.056),
    (0.010, 0.074),
    (-0.012, 0.073),
    (-0.025, 0.054),
    (-0.021, 0.028),
]


EAR = [
    (0.012, 0.022),
    (0.026, 0.006),
    (0.024, -0.022),
    (0.006, -0.038),
    (-0.012, -0.028),
    (-0.017, 0.0),
    (-0.008, 0.020),
]


def elephant(paints, size):
    """An elephant sawn from three layers of board, with felt ears and a cord to pull it by."""
    skin, rolling = paints
    upright = {"rotation": (90, 0, 0)}
    body = m.wood(skin, "X", roughness=0.5)

    def sawn(name, outline, thick, material, at, count=90):
        return board(
            name,
            spline(np.array(outline) * size, count, closed=True),
            thick * size,
            material,
            bevel=0.0034 * size,
            at=tuple(np.array(at) * size),
            **upright,
        )

    lift = 0.014
    parts = [sawn("body", ELEPHANT, 0.026, body, (0, 0, lift), 160)]
    for side in (-1, 1):
        for x in (-0.030, 0.046):
            parts.append(
                sawn(
                    "leg",
                    np.array(LEG) * (1, 0.86),
                    0.015,
                    m.wood(skin, "Y", roughness=0.5),
                    (x, side * 0.0206, lift + 0.006),
                )
            )
            parts += wheel(
                (x * size, side * 0.0288 * size, 0.021 * size), 0.021 * size, 0.012 * size, rolling, "beech", side
            )
        ear = board(
            "ear",
            spline(np.array(EAR) * 0.88 * size, 60, closed=True),
            0.0034 * size,
            m.felt("#8f8a84" if skin != "#a9b4ba" else "#7b868d"),
            bevel=0.001,
            at=(-0.040 * size, side * 0.0160 * size, (lift + 0.091) * size),
            rotation=(90, 0, side * 6),
        )
        eye = lathe(
            "eye",
            [(0.0005, 0.0), (0.0026 * size, 0.0), (0.0022 * size, 0.0012 * size), (0.0005, 0.0016 * size)],
            m.plastic("#17120f", 0.3),
            segments=24,
            at=(-0.066 * size, side * 0.0129 * size, (lift + 0.094) * size),
            rotation=(90 if side < 0 else -90, 0, 0),
        )
        parts += [ear, eye]
    yarn = m.woven("#e6dcc8", thread=0.001)
    tail = spline(
        np.array([(0.073, 0, 0.088), (0.088, 0, 0.078), (0.091, 0.002, 0.060), (0.090, 0.003, 0.050)]) * size, 24
    )
    parts += [tube("tail", tail, 0.0017 * size, yarn, sides=10), tube("knot", tail[-5:], 0.0036 * size, yarn, sides=12)]
    lead = spline(
        np.array(
            [
                (-0.020, -0.002, 0.046),
                (-0.062, -0.004, 0.044),
                (-0.080, -0.014, 0.012),
                (-0.100, -0.045, 0.002),
                (-0.070, -0.085, 0.002),
                (-0.015, -0.082, 0.002),
                (0.015, -0.105, 0.004),
            ]
        )
        * size,
        120,
    )
    bead = spline(lead[-1] + np.linspace(0, 1, 14)[:, None] * np.array((0.022, -0.012, 0.006)) * size, 14)
    round_bead = tube(
        "bead",
        bead,
        0.0098 * size * np.sqrt(np.sin(np.linspace(0.16, math.pi - 0.16, 14))),
        m.wood(rolling, "X"),
        sides=30,
    )
    return [*parts, tube("cord", lead, 0.0016 * size, yarn, sides=10), round_bead]


def train(paints, size):
    """A small engine and a wagon loaded with blocks, coupled by wooden pegs."""
    main, second, third = paints
    plain, paint = m.wood("beech", "X", roughness=0.5), m.wood(main, "X", roughness=0.5)
    parts = []
    for x, long in ((-0.075, 0.118), (0.068, 0.118)):
        parts.append(box("chassis", (long, 0.050, 0.014), plain, bevel=0.003, at=(x, 0, 0.027)))
        for axle in (-0.036, 0.036):
            for side in (-1, 1):
                parts += wheel((x + axle, side * 0.0262, 0.0185), 0.0185, 0.010, second, "beech", side)
    boiler = fillet(
        [
            (0.0005, 0),
            (0.0225, 0, 0.003),
            (0.0225, 0.060, 0.004),
            (0.0195, 0.0625, 0.001),
            (0.0195, 0.067, 0.003),
            (0.0005, 0.068),
        ],
        6,
    )
    parts.append(
        lathe(
            "boiler",
            boiler,
            m.wood(main, "Z", roughness=0.5),
            segments=100,
            at=(-0.063, 0, 0.0565),
            rotation=(0, -90, 0),
        )
    )
    for x in (-0.076, -0.112):
        band = fillet([(0.0222, -0.003), (0.0236, -0.003, 0.001), (0.0236, 0.003, 0.001), (0.0222, 0.003)], 4)
        parts.append(
            lathe(
                "band", band, m.wood(second, "Z", roughness=0.5), segments=90, at=(x, 0, 0.0565), rotation=(0, -90, 0)
            )
        )
    wall = fillet([(-0.0195, 0), (-0.0195, 0.062), (0.0195, 0.062), (0.0195, 0), (-0.0195, 0)])[:-1]
    window = np.array(
        [(0.010 * math.cos(a), 0.042 + 0.010 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 40, endpoint=False)]
    )
    parts.append(
        board(
            "cab",
            wall,
            0.046,
            m.wood("beech", "Y", roughness=0.5),
            holes=(window,),
            bevel=0.002,
            at=(-0.0405, 0, 0.0342),
            rotation=(90, 0, 0),
        )
    )
    parts.append(box("roof", (0.054, 0.058, 0.008), paint, bevel=0.0036, at=(-0.0415, 0, 0.1004)))
    stack = fillet(
        [
            (0.0005, 0),
            (0.0075, 0, 0.001),
            (0.0065, 0.020, 0.003),
            (0.0115, 0.030, 0.003),
            (0.0115, 0.034, 0.002),
            (0.0070, 0.034, 0.002),
            (0.0065, 0.025),
            (0.0005, 0.025),
        ],
        5,
    )
    parts.append(lathe("chimney", stack, m.wood(second, "Z", roughness=0.5), segments=70, at=(-0.112, 0, 0.077)))
    dome = fillet([(0.0005, 0), (0.0080, 0), (0.0080, 0.006, 0.006), (0.0005, 0.0115)], 8)
    parts.append(lathe("dome", dome, plain, segments=60, at=(-0.088, 0, 0.078)))
    for number, (x, y, turn) in enumerate([(0.031, 0, 3), (0.0675, 0.001, -4), (0.104, -0.001, 2)]):
        shade = (second, main, third)[number]
        parts.append(
            box(
                "block",
                (0.033, 0.036, 0.033),
                m.wood(shade, "X", roughness=0.5),
                bevel=0.0028,
                at=(x, y, 0.0506),
                rotation=(0, 0, turn),
            )
        )
    gable = [(-0.019, 0), (0.019, 0), (0.0, 0.019)]
    parts.append(
        board(
            "roof block",
            gable,
            0.034,
            m.wood(third, "X", roughness=0.5),
            bevel=0.0016,
            at=(0.0685, 0, 0.0672),
            rotation=(90, 0, -7),
        )
    )
    cord = spline([(-0.020, 0, 0.027), (-0.008, 0.002, 0.0245), (0.010, 0, 0.027)], 16)
    parts += [tube("link", cord, 0.0019, m.woven("#e6dcc8", thread=0.001), sides=10)]
    return parts


@family("wooden toy")
def wooden_toy(shape, paints, colour_name, size=1.0):
    """A children's toy in plain or painted beech."""
    build, name, azimuth = {
        "rainbow": (rainbow, "Stacking rainbow", 22),
        "elephant": (elephant, "Pull-along elephant", 24),
        "train": (train, "Wooden train with blocks", -28),
    }[shape]
    woods = [paint for paint in dict.fromkeys(paints) if paint in m.WOODS] or ["beech"]
    painted = any(paint.startswith("#") for paint in paints)
    made_of = ["painted beech" if painted else woods[0], *([] if painted else woods[1:])]
    made_of += {"elephant": ["wool felt", "cotton"], "train": ["cotton"], "rainbow": []}[shape]
    return Product(
        build(paints, size),
        {
            "colour": colour_name,
            "material": ", ".join(made_of),
            "style": "playful" if painted else "natural",
            "name": name,
        },
        view=View(azimuth=azimuth, elevation=18, fill=0.76),
    )
