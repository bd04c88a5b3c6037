"""Over-ear headphones: turned, oval and open, lying or on a stand."""

import math

import materials as m
import numpy as np
from kit import Product, View
from sewing import strap
from shapes import box, fillet, lathe, spline, tube

from families import family

OPEN_TOP = 0.044 * (1.05 + 1.13) + 0.008 + 0.096 - 0.0043  # the underside of the open headphones' band


REACH, JOINT = 0.084, 0.072  # half the width of the bow, and of the gap between the cups' shells


def ear_cup(side, radius, tall, shell, cap, pad, ring):
    """A cup turned towards the ear: puffed cushion with gathers, driver cloth, metal ring, shell and what closes it.

    `shell` is (radius share, metres outwards, rounding) and `tall` how much higher than wide the cup is.
    """
    at, rotation = (side * JOINT, 0, radius * tall * 1.05), (0, side * 94, 0)

    def outline(angle, r, z):
        gather = 1 + 0.020 * np.sin(38 * angle + 2 * np.sin(5 * angle)) * np.clip(0.72 - r / radius, 0, 1) * (
            z < -0.002
        )
        return r * gather / np.sqrt((np.cos(angle) / tall) ** 2 + np.sin(angle) ** 2)

    def turned(name, profile, material):
        return lathe(name, profile, material, segments=190, warp=outline, at=at, rotation=rotation)

    puff = [(0.50, 0.0), (0.46, -0.010), (0.53, -0.020), (0.74, -0.025), (0.95, -0.021), (1.05, -0.012), (1.03, -0.003)]
    puff = spline([(radius * r, z) for r, z in puff], 40)
    seam = np.array(
        [[radius * 1.045, -0.0150], [radius * 1.065, -0.0140], [radius * 1.062, -0.0128], [radius * 1.045, -0.0125]]
    )
    material, profile = shell
    return [
        turned("pad", puff, pad),
        turned("seam", seam, pad),
        turned(
            "cloth", [(0.0005, -0.006), (radius * 0.4, -0.005), (radius * 0.62, -0.003)], m.woven("#2a2826", 0.0012)
        ),
        turned(
            "ring",
            fillet(
                [
                    (radius * 0.9, -0.003),
                    (radius * 1.03, -0.003, 0.001),
                    (radius * 1.03, 0.001, 0.001),
                    (radius * 0.9, 0.001),
                ]
            ),
            ring,
        ),
        turned("shell", fillet([(radius * r, z, bend) for r, z, bend in profile], 8), material),
        *[turned(name, fillet([(radius * r, z, bend) for r, z, bend in lines], 6), made) for name, lines, made in cap],
    ]


def bow(base, height, reach=REACH, low=-92, high=92, count=80):
    """The arc over the head, in the x-z plane; angles from the top."""
    angle = np.radians(np.linspace(low, high, count))
    x = reach * np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** 0.88
    return np.stack([x, 0 * angle, base + height * np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** 0.94], axis=1)


def fork(side, radius, middle, material):
    """The yoke that holds a round cup at two screws."""
    angle = np.radians(np.linspace(-6, 186, 50))
    ring = np.stack(
        [0 * angle + side * REACH, 1.13 * radius * np.cos(angle), middle + 1.13 * radius * np.sin(angle)], axis=1
    )
    parts = strap(ring, (1, 0, 0), 0.0105, 0.0026, material)
    head = fillet(
        [(0.0005, -0.004), (0.0052, -0.004), (0.0052, 0.002, 0.001), (0.0042, 0.0032, 0.001), (0.0005, 0.0032)], 5
    )
    for way in (-1, 1):
        place = {"at": (side * REACH, way * 1.13 * radius, middle), "rotation": (-way * 90, 0, 0)}
        parts.append(lathe("screw", head, material, segments=40, **place))
    return parts


def turned_headphones(cup, fitting, hide, thread):
    """Turned wooden cups in forks, two sprung rods and a hanging leather strap."""
    radius, steel, timber = 0.043, m.metal(fitting, "brushed"), m.wood(cup, "X", roughness=0.36)
    profile = [
        (0.9, 0.0, 0),
        (0.985, 0.0, 0.002),
        (1.0, 0.008, 0.006),
        (0.96, 0.024, 0.012),
        (0.80, 0.0300, 0.004),
        (0.785, 0.0285, 0.001),
    ]
    profile += [(0.755, 0.0285, 0.001), (0.74, 0.0308, 0.002), (0.40, 0.0335, 0.01), (0.0115, 0.0342, 0)]
    badge = ("badge", [(0.0115, 0.033, 0), (0.17, 0.0335, 0.001), (0.165, 0.0352, 0.0008), (0.0115, 0.0352, 0)], steel)
    middle, parts = radius * 1.05, []
    base = middle + 1.13 * radius + 0.012
    for side in (-1, 1):
        parts += ear_cup(side, radius, 1.0, (timber, profile), [badge], hide, steel)
        parts += fork(side, radius, middle, steel)
        parts.append(box("block", (0.009, 0.034, 0.013), steel, bevel=0.002, at=(side * REACH, 0, base - 0.006)))
    for y in (-0.0115, 0.0115):
        parts.append(tube("rod", bow(base, 0.088, low=-90, high=90) + np.array((0, y, 0)), 0.0017, steel, sides=12))
    sling = bow(base + 0.012, 0.056, REACH - 0.003, -72, 72)
    parts += strap(sling, (0, 1, 0), 0.036, 0.0032, hide, thread, 1 - 0.25 * np.abs(np.linspace(-1, 1, 80)) ** 4)
    for end, turn in ((sling[0], -1), (sling[-1], 1)):
        parts.append(
            box(
                "slide",
                (0.008, 0.033, 0.016),
                steel,
                bevel=0.002,
                at=tuple(end + np.array((turn * 0.0015, 0, -0.003))),
                rotation=(0, -turn * 16, 0),
            )
        )
    return parts


def oval_headphones(cup, fitting, hide, thread):
    """Smooth oval cups on flat stems that slide into a thick cushioned band."""
    radius, tall, steel, shell = 0.036, 1.24, m.metal(fitting, "brushed"), m.powder_coat(cup)
    profile = [
        (0.9, 0.0, 0),
        (0.98, 0.0, 0.002),
        (1.0, 0.007, 0.008),
        (0.95, 0.022, 0.014),
        (0.78, 0.0275, 0.006),
        (0.74, 0.0278, 0.001),
        (0.73, 0.0264, 0.001),
    ]
    profile += [(0.715, 0.0264, 0.001), (0.705, 0.0276, 0.001), (0.36, 0.0252, 0.02), (0.0115, 0.0246, 0)]
    middle, parts = radius * tall * 1.05, []
    base = middle + radius * tall + 0.012
    band = bow(base, 0.098, low=-66, high=66)
    ease = 1 - 0.42 * np.abs(np.linspace(-1, 1, 80)) ** 3
    parts += strap(band - np.array((0, 0, 0.003)), (0, 1, 0), 0.036, 0.015, hide, None, ease)
    parts += strap(bow(base, 0.1034, REACH + 0.0074, low=-64, high=64), (0, 1, 0), 0.031, 0.0016, hide, thread, ease)
    for side in (-1, 1):
        parts += ear_cup(side, radius, tall, (shell, profile), [], hide, steel)
        tip = band[0 if side < 0 else -1]
        stem = spline(
            [
                tip + np.array((0, 0, 0.010)),
                tip + np.array((side * 0.004, 0, -0.012)),
                (side * 0.0885, 0, base - 0.004),
                (side * 0.0885, 0, middle + radius * tall * 0.74),
            ],
            30,
        )
        parts += strap(stem, (0, 1, 0), 0.0125, 0.0026, steel)
        parts += strap(band[:9] if side < 0 else band[-9:], (0, 1, 0), 0.0255, 0.0175, shell)
        parts.append(
            tube(
                "hinge",
                [(side * 0.0865, -0.0085, base - 0.012), (side * 0.0865, 0.0085, base - 0.012)],
                0.0058,
                shell,
                sides=24,
            )
        )
    return parts


def open_headphones(cup, fitting, hide, thread):
    """Open-backed round cups behind metal bars, in forks, under a wide sewn leather band."""
    radius, steel, shell = 0.044, m.metal(fitting, "brushed"), m.metal(cup, "brushed")
    profile = [
        (0.9, 0.0, 0),
        (0.98, 0.0, 0.002),
        (1.0, 0.007, 0.004),
        (1.0, 0.019, 0.003),
        (0.95, 0.0255, 0.004),
        (0.87, 0.0255, 0.002),
        (0.845, 0.018, 0),
    ]
    mesh = ("mesh", [(0.0115, 0.0185, 0), (0.5, 0.0185, 0), (0.9, 0.0175, 0)], m.woven("#1c1a19", 0.0014))
    middle, parts = radius * 1.05, []
    base = middle + 1.13 * radius + 0.008
    for side in (-1, 1):
        parts += ear_cup(side, radius, 1.0, (shell, profile), [mesh], hide, steel)
        for step in np.linspace(-0.74, 0.74, 9):
            chord = radius * 0.87 * math.sqrt(1 - (step / 0.87) ** 2)
            place = {"at": (side * JOINT, 0, middle), "rotation": (0, side * 94, 0)}
            line = np.array(
                [(step * radius, y, 0.0225 + 0.003 * (1 - (y / chord) ** 2)) for y in np.linspace(-chord, chord, 12)]
            )
            parts.append(tube("bar", line, 0.0014, shell, sides=10, **place))
        parts += fork(side, radius, middle, steel)
        stem = np.array([(side * REACH, 0, base - 0.010), (side * REACH, 0, base + 0.022)])
        parts.append(tube("stem", stem, 0.0034, steel, sides=18))
    band = bow(base, 0.096, low=-78, high=78)
    ease = 1 - 0.34 * np.abs(np.linspace(-1, 1, 80)) ** 5
    parts += strap(band, (0, 1, 0), 0.044, 0.0085, hide, thread, ease)
    for end in (band[:6], band[-6:]):
        parts += strap(end, (0, 1, 0), 0.031, 0.0115, steel)
    return parts


def headphone_stand(timber, top):
    """A round foot, a post and a saddle for the band to lie on."""
    wood_up, wood_flat = m.wood(timber, "Z"), m.wood(timber, "X")
    foot = fillet(
        [(0.0005, 0.0), (0.058, 0.0, 0.003), (0.058, 0.014, 0.004), (0.050, 0.017, 0.004), (0.0005, 0.017)], 7
    )
    post = tube("post", [(0, 0, 0.015), (0, 0, top - 0.010)], 0.0075, wood_up, sides=24)
    saddle = tube(
        "saddle", [(0, -0.030, top - 0.0175), (0, 0.030, top - 0.0175)], 0.0170, m.wood(timber, "Y"), sides=40
    )
    return [lathe("foot", foot, wood_flat, segments=120), post, saddle]


@family("headphones", surface="table")
def headphones(shape, cup, fitting, colour, colour_name, stand=None):
    """Over-ear headphones resting on their cups, or hanging on a small wooden stand."""
    hide = m.leather(colour, pebble=0.0012)
    thread = m.woven(m.shade(colour, 1.9), thread=0.001)
    build, style, name = {
        "turned": (turned_headphones, "mid-century", "Wooden over-ear headphones"),
        "oval": (oval_headphones, "modern", "Cushioned over-ear headphones"),
        "open": (open_headphones, "retro", "Open-back over-ear headphones"),
    }[shape]
    parts, extras = build(cup, fitting, hide, thread), []
    if stand:
        for part in parts:
            part.location.z += 0.062
        extras = headphone_stand(stand, top=0.062 + OPEN_TOP)
    made_of = ["aluminium"] if shape == "oval" else [cup]
    made_of += ["leather"] + ([fitting] if fitting not in made_of else [])
    return Product(
        parts,
        {"colour": colour_name, "material": ", ".join(made_of), "style": style, "name": name},
        extras=extras,
        view=View(azimuth=34, elevation=12, fill=0.60 if stand else 0.72),
    )
