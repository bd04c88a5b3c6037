"""Pottery and kitchen: vases, teapots, mugs."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import displace, fillet, lathe, spline, tube, vessel_profile

from families import family

VASE_OUTLINES = {
    "bottle": [
        (0.050, 0.0),
        (0.072, 0.02),
        (0.088, 0.075),
        (0.074, 0.14),
        (0.034, 0.185),
        (0.021, 0.235),
        (0.027, 0.275),
    ],
    "moon": [
        (0.046, 0.0),
        (0.085, 0.025),
        (0.122, 0.10),
        (0.103, 0.18),
        (0.050, 0.212),
        (0.038, 0.226),
        (0.044, 0.245),
    ],
    "amphora": [
        (0.052, 0.0),
        (0.058, 0.01),
        (0.092, 0.10),
        (0.112, 0.20),
        (0.088, 0.262),
        (0.047, 0.288),
        (0.056, 0.325),
    ],
    "tulip": [
        (0.050, 0.0),
        (0.068, 0.012),
        (0.086, 0.075),
        (0.079, 0.145),
        (0.062, 0.195),
        (0.070, 0.235),
        (0.092, 0.262),
    ],
    "fluted": [(0.060, 0.0), (0.076, 0.02), (0.093, 0.12), (0.081, 0.22), (0.066, 0.262), (0.075, 0.29)],
}


def pottery(finish, colour, height=0.3):
    """One of the ceramic finishes by name."""
    if finish == "dipped":
        return m.dipped(colour, "#b98d68", height * 0.36)
    if finish == "speckled":
        return m.glazed(colour, speckle=0.35, roughness=0.22)
    if finish == "matte":
        return m.matte_ceramic(colour)
    return m.glazed(colour)


@family("vase", surface="table")
def vase(shape, finish, colour, colour_name, stems=True):
    """A ceramic vase, optionally with dried grasses."""
    outline = np.array(VASE_OUTLINES[shape])
    height = outline[-1, 1]
    warp = None
    if shape == "fluted":

        def warp(angle, radius, z):
            strength = np.clip((z - 0.02) / 0.04, 0, 1) * np.clip((height - 0.012 - z) / 0.05, 0, 1)
            return radius * (1 - 0.045 * strength * np.abs(np.sin(11 * angle)) ** 0.8)

    body = lathe(
        "vase",
        vessel_profile(outline, wall=0.006, count=72),
        pottery(finish, colour, height),
        segments=220,
        warp=warp,
    )
    objects = [body]
    if stems:
        objects += dried_grass(height, mouth=outline[-1, 0] * 0.5)
    return Product(
        objects,
        {
            "colour": colour_name,
            "material": f"{finish} stoneware",
            "style": "organic" if shape in ("moon", "amphora") else "modern",
            "name": f"{shape.title()} vase",
        },
        view=View(azimuth=10, elevation=9, fill=0.8),
    )


def dried_grass(height, mouth, count=7, seed=4):
    """Bunny-tail stems fanning out of a vessel."""
    rng = np.random.default_rng(seed)
    stem_material, head_material = m.rattan("#a98a57"), m.boucle("#d9c29c", loop=0.004)
    parts = []
    for number in range(count):
        angle = 2 * math.pi * number / count + rng.uniform(-0.3, 0.3)
        lean = rng.uniform(0.25, 1.0) * height * 0.42
        top = height * rng.uniform(1.45, 1.95)
        out = np.array((math.cos(angle), math.sin(angle)))
        path = spline(
            [
                (*(-out * mouth * 0.4), height * 0.3),
                (*(out * mouth * 0.55), height),
                (*(out * (mouth + lean * 0.4)), (height + top) / 2),
                (*(out * (mouth + lean)), top),
            ],
            30,
        )
        parts.append(tube("stem", path, 0.0012, stem_material, sides=8))
        direction = (path[-1] - path[-2]) / np.linalg.norm(path[-1] - path[-2])
        size = rng.uniform(0.9, 1.25)
        along = np.linspace(0, 1, 22)
        spine = path[-1] + direction * (along[:, None] - 0.1) * 0.052 * size
        spine[:, 2] -= 0.006 * along**2
        width = 0.0125 * size * np.sin(np.pi * np.clip(along, 0.02, 0.98) ** 0.75) ** 0.7
        head = tube("head", spine, width, head_material, sides=20)
        parts.append(displace(head, 0.004, 0.006))
    return parts


@family("teapot", surface="table")
def teapot(finish, colour, colour_name, handle):
    """A round teapot with an arched overhead handle."""
    clay = pottery(finish, colour)
    outline = [(0.050, 0.0), (0.078, 0.014), (0.098, 0.055), (0.088, 0.098), (0.052, 0.122), (0.042, 0.126)]
    body = lathe("pot", vessel_profile(outline, wall=0.004, count=64), clay, segments=140)
    lid_outline = fillet(
        [
            (0.0005, 0.120),
            (0.044, 0.120, 0.002),
            (0.047, 0.1285, 0.002),
            (0.030, 0.137, 0.02),
            (0.009, 0.141, 0.006),
            (0.0075, 0.149, 0.004),
            (0.0135, 0.158, 0.006),
            (0.010, 0.168, 0.006),
            (0.0005, 0.169),
        ],
        9,
    )
    lid = lathe("lid", lid_outline, clay, segments=96)
    path = spline([(0.075, 0, 0.040), (0.112, 0, 0.058), (0.136, 0, 0.094), (0.160, 0, 0.121)], 40)
    spout = tube(
        "spout",
        path,
        np.interp(np.linspace(0, 1, 40), [0, 0.25, 0.7, 1], [0.025, 0.0195, 0.0125, 0.0115]),
        clay,
        sides=36,
        round_ends=False,
    )
    mouth = lathe(
        "mouth",
        [(0.0005, 0.0), (0.0088, 0.0), (0.0088, 0.001), (0.0005, 0.001)],
        m.plastic("#0d0b0a", 0.9),
        segments=30,
        at=(0.1607, 0, 0.1218),
        rotation=(0, 41, 0),
    )
    grip_material = m.metal("brass", "brushed") if handle == "brass" else m.wood(handle, "X")
    arch = spline(
        [
            (-0.071, 0, 0.112),
            (-0.079, 0, 0.158),
            (-0.048, 0, 0.212),
            (0, 0, 0.230),
            (0.048, 0, 0.212),
            (0.079, 0, 0.158),
            (0.071, 0, 0.112),
        ],
        60,
    )
    thick = 0.0042 if handle == "brass" else 0.0062
    grip = tube("handle", arch, thick, grip_material, sides=20)
    lugs = [
        tube("lug", [(s * 0.0705, -0.007, 0.113), (s * 0.0705, 0.007, 0.113)], 0.0075, clay, sides=20) for s in (-1, 1)
    ]
    return Product(
        [body, lid, spout, mouth, grip, *lugs],
        {
            "colour": colour_name,
            "material": f"{finish} stoneware, {handle}",
            "style": "japandi",
            "name": "Arched-handle teapot",
        },
        view=View(azimuth=-18, elevation=16),
    )


@family("mug", surface="table")
def mug(finish, colour, colour_name, count):
    """A hand-thrown mug, alone or as a pair."""
    clay = pottery(finish, colour, height=0.095)
    parts = []
    for number in range(count):
        outline = [(0.030, 0.0), (0.038, 0.005), (0.0425, 0.03), (0.041, 0.07), (0.0415, 0.095)]
        at = (number * 0.105, number * 0.075, 0)
        turn = (0, 0, -28 + 150 * number)
        parts.append(
            lathe(
                "mug",
                vessel_profile(outline, wall=0.0038, count=48),
                clay,
                segments=128,
                at=at,
                rotation=turn,
                warp=lambda a, r, z: r * (1 + 0.006 * np.sin(55 * z / 0.095 + a) + 0.004 * np.sin(2 * a)),
            )
        )
        ear = spline(
            [(0.038, 0, 0.080), (0.062, 0, 0.083), (0.075, 0, 0.060), (0.062, 0, 0.030), (0.038, 0, 0.022)], 40
        )
        flat = np.stack(
            [
                np.cos(np.linspace(0, 2 * math.pi, 18, endpoint=False)) * 0.62,
                np.sin(np.linspace(0, 2 * math.pi, 18, endpoint=False)) * 1.25,
            ],
            axis=1,
        )
        parts.append(
            tube(
                "ear",
                ear,
                np.interp(np.linspace(0, 1, 40), [0, 0.5, 1], [0.0075, 0.0058, 0.0068]),
                clay,
                section=flat,
                at=at,
                rotation=turn,
            )
        )
        parts.append(
            lathe(
                "coffee",
                [(0.0005, 0.0775), (0.0372, 0.078), (0.0372, 0.0772), (0.0005, 0.0768)],
                m.enamel("#2a1509"),
                at=at,
            )
        )
    return Product(
        parts,
        {
            "colour": colour_name,
            "material": f"{finish} stoneware",
            "style": "rustic",
            "name": "Stoneware mug" + (" pair" if count > 1 else ""),
        },
        view=View(azimuth=12, elevation=24, fill=0.72),
    )
