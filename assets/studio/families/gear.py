"""Things one carries or wears: backpacks and headphones."""

import math

import materials as m
import numpy as np
from kit import Product, View
from sewing import Skin, base_seam, buckle, dashes, relaxed, strap, zip_along
from shapes import box, box_uv, displace, fillet, lathe, spline, subdivide, surface, tube

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


# ---------------------------------------------------------------- backpack


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


# ---------------------------------------------------------------- headphones

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
