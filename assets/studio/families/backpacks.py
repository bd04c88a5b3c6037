"""Backpacks: roll-top, flap and slim."""

import math

import materials as m
import numpy as np
from kit import Product, View
from sewing import Skin, base_seam, buckle, dashes, relaxed, strap, zip_along
from shapes import box_uv, displace, spline, subdivide, surface, tube

from families import family
from families.storage import resampled_loop

LEATHERS = {"cognac": "#9a5c34", "walnut": "#54331f", "black": "#191716"}


PACKS = {  # heights, widths and depths of the sections from the ground up
    "roll-top": (
        (0.0, 0.012, 0.1, 0.26, 0.36, 0.43, 0.462),
        (0.25, 0.28, 0.3, 0.3, 0.305, 0.312, 0.315),
        (0.115, 0.145, 0.165, 0.155, 0.115, 0.05, 0.018),
    ),
    "flap": (
        (0.0, 0.012, 0.12, 0.28, 0.375, 0.415, 0.428, 0.43),
        (0.25, 0.285, 0.305, 0.3, 0.29, 0.26, 0.18, 0.02),
        (0.125, 0.16, 0.185, 0.175, 0.16, 0.13, 0.075, 0.01),
    ),
    "daypack": (
        (0.0, 0.01, 0.12, 0.27, 0.36, 0.405, 0.426, 0.43),
        (0.235, 0.262, 0.285, 0.28, 0.258, 0.215, 0.14, 0.02),
        (0.085, 0.112, 0.13, 0.125, 0.112, 0.092, 0.062, 0.012),
    ),
}


def pack_body(shape, size, cloth, base=None, base_height=0.0):
    """A stuffed bag with a straight back and an optional base of other stuff."""
    sections = spline(np.transpose(PACKS[shape]), 70) * size
    rows, deepest = [], sections[:, 2].max()
    for z, width, depth in sections:
        loop = resampled_loop(width, depth, 0.46 * depth, 170)
        crease = 0.0022 * np.sin(31 * z / size + 2.2 * np.sin(9 * loop[:, 0])) * (np.abs(loop[:, 0]) > 0.36 * width)
        rows.append(
            np.stack([loop[:, 0] + crease, loop[:, 1] + 0.35 * (deepest - depth), np.full(len(loop), z)], axis=1)
        )
    body = surface("body", rows, cloth, wrap_u=True, caps=True)
    if base is not None:
        body.data.materials.append(base)
        for polygon in body.data.polygons:
            polygon.material_index = int(polygon.center.z < base_height)
    subdivide(body, 1)
    displace(body, 0.11, 0.012, depth=1)
    return displace(body, 0.035, 0.0045, depth=2)


def pocket(skin, middle, width, height, puff, cloth, thread, way=(0, 1, 0)):
    """A bellows pocket on the front (or a side) with a sewn rim."""
    loop = resampled_loop(width, height, 0.024, 90)
    side = np.cross((0, 0, 1), way)
    flat = np.array(middle) - loop[:, :1] * side + loop[:, 1:] * np.array((0, 0, 1))
    centre = flat.mean(axis=0)
    rows = [
        skin.press(centre + (flat - centre) * s, way, lift)
        for s, lift in ((1.0, -0.004), (1.0, 0.5 * puff), (0.985, 0.8 * puff), (0.95, puff), (0.8, 1.15 * puff))
    ]
    rows += [skin.press(centre + (flat - centre) * s, way, 1.25 * puff) for s in (0.55, 0.3, 0.02)]
    panel = surface("pocket", rows, cloth, wrap_u=True, caps=(False, True))
    box_uv(panel.data)
    subdivide(panel, 1)
    displace(panel, 0.05, 0.005, depth=1)
    seam = rows[3] - np.array(way) * 0.0006
    return [panel, dashes(np.vstack([seam, seam[:1]]), thread)]


def shoulder_straps(width, height, back, pad, hide, thread):
    """Two padded straps that bow out behind the bag, with narrow adjusters and a carrying loop on top."""
    parts = []
    for side in (-1, 1):
        path = spline(
            [
                (side * 0.16 * width, back - 0.012, 0.90 * height),
                (side * 0.24 * width, back + 0.050, 0.89 * height),
                (side * 0.40 * width, back + 0.105, 0.70 * height),
                (side * 0.47 * width, back + 0.098, 0.46 * height),
                (side * 0.48 * width, back + 0.060, 0.27 * height),
            ],
            50,
        )
        parts += strap(path, (1, 0, 0), 0.054, 0.013, pad, thread, 1 - 0.45 * np.linspace(0, 1, 50) ** 9)
        low = spline(
            [
                path[-4],
                path[-1],
                (side * 0.47 * width, back + 0.02, 0.13 * height),
                (side * 0.42 * width, back - 0.02, 0.07 * height),
            ],
            24,
        )
        parts += strap(low, (1, 0, 0), 0.024, 0.003, hide, thread)
    loop = spline(
        [
            (-0.045, back - 0.01, 0.92 * height),
            (-0.036, back + 0.012, 0.975 * height),
            (0, back + 0.02, 1.0 * height),
            (0.036, back + 0.012, 0.975 * height),
            (0.045, back - 0.01, 0.92 * height),
        ],
        40,
    )
    return [*parts, tube("grab loop", loop, 0.0065, hide, sides=14)]


def roll_top(size, cloth, hide, thread, brass):
    """Canvas over a leather base, the mouth rolled down under one long strap."""
    body = pack_body("roll-top", size, cloth, hide, 0.105 * size)
    back = 0.0825 * size
    turn = np.linspace(0, 1, 90)
    x = np.linspace(-0.158, 0.158, 40) * size
    radius = (0.026 - 0.013 * turn) * size
    angle = -0.3 + 2 * math.pi * 1.8 * turn
    grid = np.empty((90, 40, 3))
    grid[..., 0] = x + 0.002 * np.sin(40 * turn)[:, None] * np.sign(x)
    grid[..., 1] = (0.034 * size + radius * np.cos(angle) * 0.9)[:, None]
    bow = 0.012 * (x / x[-1]) ** 2 - 0.004 * np.cos(9 * x / size)
    grid[..., 2] = (0.462 * size + radius * np.sin(angle))[:, None] - bow
    roll = surface("roll", grid, cloth)
    roll.modifiers.new("cloth", "SOLIDIFY").thickness = 0.0032
    displace(subdivide(roll, 1), 0.04, 0.004, depth=1)
    skin = Skin([body, roll])
    parts = [body, roll, *base_seam(skin, 0.105 * size, thread, cloth)]
    parts += pocket(skin, (0, 0, 0.190 * size), 0.20 * size, 0.135 * size, 0.016, cloth, thread)
    skin = Skin([body, roll, parts[-2]])
    across = np.array([(x, -0.3, 0.238 * size) for x in np.linspace(-0.078, 0.078, 40) * size])
    parts += zip_along(
        relaxed(skin.press(across, (0, 1, 0), 0.001)), (0, 0, 1), m.woven("#1f1d1b", 0.0015), brass, hide
    )
    path = relaxed(skin.wrap((0, 0.02 * size, 0.40 * size), np.linspace(28, 230, 90), 0.003), 10)
    parts += strap(path, (1, 0, 0), 0.030, 0.0034, hide, thread)
    parts += buckle(path[66], path[70] - path[62], (1, 0, 0), 0.030, brass, hide)
    return parts, back


def flap_pack(size, cloth, hide, thread, brass):
    """A rucksack with a lid, two buckled straps, a front pocket and side pockets."""
    body = pack_body("flap", size, cloth, hide, 0.075 * size)
    skin = Skin([body])
    s, edge = np.linspace(0, 1, 64)[:, None], np.linspace(-1, 1, 34)[None]
    half = 0.140 * size * (1 - 0.20 * np.clip((s - 0.86) / 0.14, 0, 1) ** 3)
    centres = np.stack(np.broadcast_arrays(half * edge, 0.0, 0.33 * size), axis=2)
    reach = 24 + 200 * s + 6 * s**4 * np.cos(edge * math.pi / 2)
    sheet = skin.wrap(centres, reach, 0.006)
    for _ in range(5):
        sheet[1:-1] = (sheet[:-2] + 2 * sheet[1:-1] + sheet[2:]) / 4
        sheet[:, 1:-1] = (sheet[:, :-2] + 2 * sheet[:, 1:-1] + sheet[:, 2:]) / 4
    lid = surface("lid", sheet, cloth)
    lid.modifiers.new("cloth", "SOLIDIFY").thickness = 0.005
    lid.modifiers["cloth"].offset = 0
    displace(subdivide(lid, 1), 0.07, 0.006, depth=1)
    rim = np.vstack([sheet[6:, 0], sheet[-1, 1:], sheet[-2:5:-1, -1]])
    parts = [
        body,
        lid,
        tube("binding", relaxed(rim, 2), 0.0042, hide, sides=10),
        *base_seam(skin, 0.075 * size, thread, cloth),
    ]
    parts += pocket(skin, (0, 0, 0.150 * size), 0.19 * size, 0.125 * size, 0.022, cloth, thread)
    for way in (-1, 1):
        parts += pocket(skin, (0, 0.012, 0.155 * size), 0.105 * size, 0.15 * size, 0.020, cloth, thread, (-way, 0, 0))
    skin = Skin([body, lid, *[part for part in parts if part.name.startswith("pocket")]])
    for x in (-0.062 * size, 0.062 * size):
        line = np.array([(x, -0.3, z) for z in np.linspace(0.335, 0.125, 60) * size])
        path = relaxed(skin.press(line, (0, 1, 0), 0.003), 14)
        parts += strap(path, (1, 0, 0), 0.024, 0.0034, hide, thread)
        parts += buckle(path[34], path[38] - path[30], (1, 0, 0), 0.024, brass, hide)
    return parts, 0.0925 * size


def daypack(size, cloth, hide, thread, brass):
    """A slim rounded pack with a long zip over its top and a zipped front pocket."""
    body = pack_body("daypack", size, cloth)
    skin = Skin([body])
    angle = np.radians(np.linspace(-28, 208, 150))
    out = np.stack([np.cos(angle), 0 * angle, np.sin(angle)], axis=1)
    path = relaxed(skin.press(np.broadcast_to((0, -0.030 * size, 0.22 * size), out.shape), -out, 0.0008), 4)
    parts = [body, *zip_along(path[::-1], 0.5 * out[::-1] + (0, 0.87, 0), m.woven("#1f1d1b", 0.0015), brass, hide)]
    for shift in (-0.015, 0.015):
        parts.append(dashes(skin.press(path + np.array((0, shift, 0)), -out, 0.0004), thread))
    parts += pocket(skin, (0, 0, 0.140 * size), 0.215 * size, 0.19 * size, 0.014, cloth, thread)
    skin = Skin([body, parts[-2]])
    line = np.array([(x, -0.3, 0.205 * size) for x in np.linspace(-0.085, 0.085, 40) * size])
    parts += zip_along(relaxed(skin.press(line, (0, 1, 0), 0.001)), (0, 0, 1), m.woven("#1f1d1b", 0.0015), brass, hide)
    patch = np.array([(0.001, -0.3, z) for z in np.linspace(0.345, 0.322, 8) * size])
    parts += strap(relaxed(skin.press(patch, (0, 1, 0), 0.0025)), (1, 0, 0), 0.052, 0.003, hide)
    return parts, 0.065 * size


@family("backpack")
def backpack(shape, fabric, colour, colour_name, trim, size=1.0):
    """A backpack standing on its own: rolled mouth, buckled lid or slim with a zip."""
    if fabric == "canvas":
        cloth = m.woven(colour, thread=0.0023, slub=0.6)
    else:
        cloth = m.leather(colour) if fabric == "leather" else m.felt(colour)
    hide = m.leather(LEATHERS[trim])
    thread = m.woven("#d9c7a4" if trim != "black" else m.shade(colour, 1.35), thread=0.001)
    brass = m.metal("steel" if trim == "black" else "brass", "polished")
    build, height, name = {
        "roll-top": (roll_top, 0.46, "Roll-top backpack"),
        "flap": (flap_pack, 0.43, "Buckled rucksack"),
        "daypack": (daypack, 0.43, "Slim daypack"),
    }[shape]
    parts, back = build(size, cloth, hide, thread, brass)
    parts += shoulder_straps(0.30 * size, height * size, back, cloth, hide, thread)
    return Product(
        parts,
        {
            "colour": colour_name,
            "material": fabric if fabric == "leather" else f"{fabric}, leather",
            "style": {"roll-top": "Scandinavian", "flap": "classic", "daypack": "modern"}[shape],
            "name": name,
        },
        view=View(azimuth=30, elevation=11, fill=0.78),
    )
