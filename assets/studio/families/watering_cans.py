"""Watering cans of sheet metal."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import (
    add_object,
    displace,
    fillet,
    from_arrays,
    lathe,
    spline,
    surface,
    tube,
    vessel_profile,
)

from families import family


def sheet_metal(finish, colour):
    if finish == "enamel":
        return m.enamel(colour)
    return m.powder_coat(colour) if finish == "coated steel" else m.metal(finish, "brushed")


def drilled(name, profile, rings, face, material, **place):
    """A turned rose and its holes: rings are (radius, count) on a face at `face(radius)`."""
    dots, faces = [], []
    for radius, count in rings:
        for turn in np.linspace(0, 2 * math.pi, count, endpoint=False):
            centre = np.array((radius * math.cos(turn), radius * math.sin(turn), face(radius) + 0.0003))
            ring = np.linspace(0, 2 * math.pi, 12, endpoint=False)
            faces.append(list(range(len(dots), len(dots) + 12)))
            dots += [centre + 0.0013 * np.array((math.cos(a), math.sin(a), 0)) for a in ring]
    holes = add_object("holes", from_arrays("holes", dots, faces), m.plastic("#0d0b0a", 0.9), **place)
    return [lathe(name, profile, material, segments=90, **place), holes]


def rolled(radius, z, thick, material, **place):
    """A wired edge round a can."""
    angle = np.linspace(0, 2 * math.pi, 120, endpoint=False)
    return tube(
        "rim",
        np.stack([radius * np.cos(angle), radius * np.sin(angle), z + 0 * angle], axis=1),
        thick,
        material,
        sides=12,
        closed=True,
        **place,
    )


def long_spout_can(metal, size):
    """A low tapering can with a very long thin spout and one sweeping handle."""
    outline = [(0.070, 0.0), (0.074, 0.004), (0.073, 0.04), (0.064, 0.085), (0.050, 0.118), (0.046, 0.130)]
    parts = [
        lathe("can", vessel_profile(outline, wall=0.0016, count=64, floor=0.003), metal, segments=140),
        rolled(0.0455, 0.1305, 0.0022, metal),
    ]
    path = spline(
        [
            (0.060, 0, 0.022),
            (0.088, 0, 0.034),
            (0.125, 0, 0.082),
            (0.165, 0, 0.158),
            (0.208, 0, 0.222),
            (0.236, 0, 0.236),
            (0.252, 0, 0.229),
        ],
        90,
    )
    girth = np.interp(np.linspace(0, 1, 90), [0, 0.1, 0.35, 0.75, 1], [0.0135, 0.0105, 0.0078, 0.0054, 0.0046])
    parts.append(tube("spout", path, girth, metal, sides=28, round_ends=False))
    arch = spline(
        [
            (0.0395, 0, 0.131),
            (0.030, 0, 0.172),
            (-0.012, 0, 0.206),
            (-0.072, 0, 0.200),
            (-0.116, 0, 0.150),
            (-0.118, 0, 0.090),
            (-0.092, 0, 0.045),
            (-0.0705, 0, 0.034),
        ],
        90,
    )
    return [*parts, tube("handle", arch, 0.0042, metal, sides=18)], []


def rose_can(metal, size):
    """A garden can: seamed drum, half cover, carrying arch, back handle and a braced spout with its rose."""
    edge, brass = m.enamel("#1d2126"), m.metal("brass", "brushed")
    outline = [(0.098, 0.0), (0.102, 0.003), (0.100, 0.06), (0.094, 0.14), (0.088, 0.205)]
    parts = [lathe("can", vessel_profile(outline, wall=0.002, count=64, floor=0.004), metal, segments=150)]
    parts += [
        rolled(0.0875, 0.206, 0.0030, edge),
        rolled(0.1015, 0.004, 0.0032, edge),
        rolled(0.0975, 0.098, 0.0016, metal),
    ]
    angle = np.linspace(-1.25, 1.25, 40)
    share = np.linspace(0, 1, 12)[:, None]
    lip = np.stack([0.087 * np.cos(angle), 0.087 * np.sin(angle)], axis=1)
    chord = np.stack([np.full(40, 0.087 * math.cos(1.25)), lip[:, 1]], axis=1)
    cover = np.empty((12, 40, 3))
    cover[..., :2] = lip * (1 - share[..., None]) + chord * share[..., None]
    cover[..., 2] = 0.206 + 0.014 * np.sin(share * math.pi / 2) * np.cos(angle / 1.25 * math.pi / 2) ** 0.7
    lid = surface("cover", cover, metal)
    lid.modifiers.new("sheet", "SOLIDIFY").thickness = 0.0022
    parts += [lid, tube("cover edge", cover[-1], 0.0022, edge, sides=10)]
    path = spline([(0.090, 0, 0.036), (0.118, 0, 0.050), (0.175, 0, 0.128), (0.238, 0, 0.222)], 70)
    girth = np.interp(np.linspace(0, 1, 70), [0, 0.12, 0.5, 1], [0.026, 0.0205, 0.0155, 0.0115])
    parts.append(tube("spout", path, girth, metal, sides=34, round_ends=False))
    parts.append(tube("brace", [(0.084, 0, 0.188), (0.196, 0, 0.162)], 0.0032, metal, sides=14))
    profile = fillet(
        [
            (0.0118, -0.006),
            (0.0132, -0.006, 0.001),
            (0.0132, 0.008, 0.002),
            (0.034, 0.036, 0.002),
            (0.0365, 0.040, 0.002),
            (0.034, 0.042, 0.002),
            (0.018, 0.0465, 0.01),
            (0.0005, 0.048),
        ],
        6,
    )
    rings = [(0.0006, 1), (0.007, 6), (0.0135, 12), (0.020, 18), (0.0265, 24)]
    parts += drilled(
        "rose", profile, rings, lambda r: 0.0483 - 6.0 * r**2, brass, at=(0.236, 0, 0.219), rotation=(0, 36, 0)
    )
    arch = spline([(0.060, 0, 0.212), (0.056, 0, 0.262), (0.0, 0, 0.304), (-0.060, 0, 0.276), (-0.085, 0, 0.204)], 60)
    back = spline(
        [(-0.0865, 0, 0.186), (-0.128, 0, 0.196), (-0.160, 0, 0.150), (-0.140, 0, 0.085), (-0.0985, 0, 0.055)], 60
    )
    for line in (arch, back):
        parts.append(tube("handle", line, 0.0058, edge if line is arch else metal, sides=20))
    return parts, []


def globe_can(metal, size):
    """A hammered round can for the windowsill, with a swan's spout and a walnut grip."""
    outline = [
        (0.034, 0.0),
        (0.048, 0.004),
        (0.068, 0.030),
        (0.072, 0.058),
        (0.058, 0.090),
        (0.030, 0.108),
        (0.024, 0.122),
        (0.029, 0.140),
    ]
    can = lathe("can", vessel_profile(outline, wall=0.0016, count=110, floor=0.003), metal, segments=200)
    parts = [
        displace(can, 0.009, 0.0013, kind="VORONOI"),
        rolled(0.0295, 0.1405, 0.0019, metal),
        rolled(0.0375, 0.0022, 0.0026, metal),
    ]
    path = spline(
        [
            (0.058, 0, 0.040),
            (0.092, 0, 0.046),
            (0.112, 0, 0.082),
            (0.118, 0, 0.126),
            (0.140, 0, 0.160),
            (0.168, 0, 0.164),
        ],
        80,
    )
    girth = np.interp(np.linspace(0, 1, 80), [0, 0.12, 0.5, 1], [0.0135, 0.0090, 0.0058, 0.0040])
    parts.append(tube("spout", path, girth, metal, sides=28, round_ends=False))
    arm = spline(
        [
            (-0.0245, 0, 0.124),
            (-0.052, 0, 0.150),
            (-0.092, 0, 0.146),
            (-0.112, 0, 0.106),
            (-0.104, 0, 0.070),
            (-0.0705, 0, 0.052),
        ],
        80,
    )
    parts.append(tube("handle", arm, 0.0030, metal, sides=16))
    grip = arm[26:58]
    swell = 0.0062 + 0.0022 * np.sin(np.linspace(0, math.pi, len(grip)))
    return [*parts, tube("grip", grip, swell, m.wood("walnut", "Z"), sides=24)], ["walnut"]


@family("watering can")
def watering_can(shape, finish, colour, colour_name, size=1.0):
    """A watering can of sheet metal: long-spouted, with a rose, or a small hammered globe."""
    build, style, name = {
        "long spout": (long_spout_can, "modern", "Long-spout watering can"),
        "rose": (rose_can, "classic", "Garden watering can"),
        "globe": (globe_can, "natural", "Indoor watering can"),
    }[shape]
    parts, more = build(sheet_metal(finish, colour), size)
    for part in parts:
        part.scale = (size,) * 3
        part.location = part.location * size
    made_of = {"enamel": ["enamel", "brass"], "coated steel": ["steel"]}.get(finish, [finish])
    return Product(
        parts,
        {"colour": colour_name, "material": ", ".join(made_of + more), "style": style, "name": name},
        view=View(azimuth=18, elevation=15, fill=0.78),
    )
