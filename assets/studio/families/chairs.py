"""Dining chairs and stools."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import displace, fillet, lathe, rounded_rectangle, spline, subdivide, surface, tube

from families import family
from families.seating import upholstery

LEG = ((0.0, 0.66), (0.62, 1.0), (0.9, 0.84), (1.0, 0.8))
STRETCHER = ((0.0, 0.62), (0.5, 1.0), (1.0, 0.62))
SPINDLE = ((0.0, 0.8), (0.35, 1.0), (1.0, 0.62))
SHELL_WIDTH = ((-1.0, 0.248), (-0.5, 0.262), (0.25, 0.285), (1.0, 0.262))  # (place along the shell, half width)
SHELL_WINGS = ((-1.0, 0.010), (-0.5, 0.040), (0.2, 0.115), (0.65, 0.095), (1.0, 0.045))
EVEN = ((0.0, 1.0), (1.0, 1.0))


def stick(name, start, end, radius, material, outline=EVEN):
    """A turned rod between two points; outline holds (share of the length, share of the radius), foot first."""
    t = np.concatenate([[0.0, 0.004], np.linspace(0.02, 0.98, 26), [0.996, 1.0]])
    start, end = np.array(start, dtype=float), np.array(end, dtype=float)
    shares = spline(outline, 60)
    radii = radius * np.interp(t, shares[:, 0], shares[:, 1])
    radii[[0, -1]] -= min(0.002, 0.2 * radius)
    return tube(name, start + t[:, None] * (end - start), radii, material, sides=28, round_ends=False)


def between(start, end, share):
    """The point at a share of the way."""
    return np.array(start) + share * (np.array(end) - np.array(start))


def bent_rail(name, path, thickness, height, material):
    """A steam-bent flat rail with rounded edges and ends, swept along a path; thickness is across, height up."""
    section = rounded_rectangle(2.0, 2 * height / thickness, 0.72, 7)
    return tube(name, path, thickness / 2, material, section=section)


def ring(name, radius, z, thickness, material):
    """A hoop lying flat."""
    angle = np.linspace(0, 2 * math.pi, 140, endpoint=False)
    path = np.stack([radius * np.cos(angle), radius * np.sin(angle), np.full_like(angle, z)], axis=1)
    return tube(name, path, thickness, material, closed=True)


def squircle(width, depth, power=3.0, flare=0.0):
    """A warp for a lathe of radius 1: a soft rectangle whose front is wider by `flare`."""

    def warp(angle, radius, z):
        half = width / 2 * (1 - flare * np.sin(angle))
        side = np.abs(np.cos(angle) / half) ** power + np.abs(np.sin(angle) / (depth / 2)) ** power
        return radius * side ** (-1 / power)

    return warp


def hollowed_seat(top, thickness, dish, material, warp, edge=0.03):
    """A solid timber seat: hollowed on top, eased rim, undercut below. The lathe radius is 1, scaled by the warp."""
    profile = fillet(
        [
            (0.0005, top - dish),
            (0.45, top - dish * 0.86, 0.2),
            (0.80, top - dish * 0.22, 0.15),
            (0.93, top, 0.06),
            (1.0, top - 0.002, 0.04),
            (1.0, top - thickness * 0.55, 0.02),
            (1.0 - 4 * edge, top - thickness, 0.03),
            (0.0005, top - thickness),
        ],
        10,
    )
    return lathe("seat", profile, material, segments=160, warp=warp)


# ---------------------------------------------------------------- woven seats


def corded_seat(widths, depth, level, colour, rail=0.013, cord=0.0029, post=0.022):
    """A seat woven of paper cord over four rails: strands run in from every rail and meet on the diagonals.

    widths are those of the front and back rail, level is the height of the rails' axes.
    """
    strand, chance = m.yarn(colour, cord), np.random.default_rng(5)
    wrap = rail + cord
    under = np.linspace(math.radians(-110), math.radians(90), 12)

    def spot(u, v, lift):
        half = (widths[0] + (widths[1] - widths[0]) * (v + 1) / 2) / 2
        hollow = 0.011 * np.clip(1 - u * u, 0, 1) * np.clip(1 - v * v, 0, 1)
        return np.stack([u * half, v * depth / 2, level + lift - hollow], axis=-1)

    parts = []
    for length, side in ((widths[0], "front"), (widths[1], "back"), (depth, "left"), (depth, "right")):
        edge = 1 - 2 * post / length
        reach_of = (depth if side in ("front", "back") else sum(widths) / 2) / 2
        for across in np.linspace(-edge, edge, round(edge * length / (2 * cord))):
            across += chance.normal(0, 0.0004)
            inwards = np.linspace(0, 1 - abs(across), 14)
            sink = np.clip(1 - (inwards[-1] - inwards) * reach_of / (5 * cord), 0, 1) ** 2
            inward = np.concatenate([-np.cos(under) * wrap / reach_of, inwards[1:]])
            lift = np.concatenate([np.sin(under) * wrap, wrap - 2.6 * cord * sink[1:] + chance.normal(0, 0.0002)])
            along = np.full_like(inward, across)
            u, v = {
                "front": (along, inward - 1),
                "back": (along, 1 - inward),
                "left": (inward - 1, along),
                "right": (1 - inward, along),
            }[side]
            parts.append(tube("cord", spot(u, v, lift), cord * 1.02, strand, sides=8, round_ends=False))
    u, v = np.meshgrid(np.linspace(-0.96, 0.96, 20), np.linspace(-0.96, 0.96, 20))
    parts.append(surface("lining", spot(u, v, wrap - 2.2 * cord), m.felt(m.shade(colour, 0.45))))
    return parts


# ---------------------------------------------------------------- dining chairs


def spindle_chair(timber, spindles=7):
    """A stick-back chair: hollowed seat, splayed turned legs with an H of stretchers, bent comb rail."""
    upright, seat_wood = m.wood(timber, "Z"), m.wood(timber, "Y")
    across = m.wood(timber, "X")
    parts = [hollowed_seat(0.45, 0.036, 0.013, seat_wood, squircle(0.455, 0.43, 3.2, 0.05))]
    feet = {}
    for x in (-1, 1):
        for y in (-1, 1):
            foot, head = (x * 0.215, y * 0.205 + 0.005 * y, 0.0), (x * 0.150, y * 0.140, 0.432)
            feet[x, y] = foot, head
            parts.append(stick("leg", foot, head, 0.0185, upright, LEG))
        low, high = between(*feet[x, -1], 0.42), between(*feet[x, 1], 0.42)
        parts.append(stick("stretcher", low, high, 0.0115, seat_wood, STRETCHER))
    sides = [between(between(*feet[x, -1], 0.42), between(*feet[x, 1], 0.42), 0.48) for x in (-1, 1)]
    parts.append(stick("stretcher", *sides, 0.0115, across, STRETCHER))
    for t in np.linspace(-1, 1, spindles):
        thick = 0.0125 if abs(t) > 0.99 else 0.0082
        low = (0.170 * t, 0.178 - 0.040 * t * t, 0.435)
        high = (0.208 * t, 0.285 - 0.052 * t * t, 0.800)
        parts.append(stick("spindle", low, high, thick, upright, SPINDLE))
    t = np.linspace(-1.13, 1.13, 40)
    comb = np.stack([0.208 * t, 0.288 - 0.052 * t * t, 0.812 + 0.010 * (1 - t * t)], axis=1)
    parts.append(bent_rail("comb", comb, 0.022, 0.062, across))
    return parts


def corded_chair(timber, cord):
    """A plain post-and-rail chair: woven cord seat, one broad bent slat, two rungs at each side."""
    upright, across, along = (m.wood(timber, axis) for axis in "ZXY")
    level, front, back, half = 0.435, 0.235, 0.195, 0.205
    parts = corded_seat((2 * front, 2 * back), 2 * half, level, cord)
    for x in (-1, 1):
        parts.append(
            stick(
                "front leg", (x * front, -half, 0), (x * front, -half, 0.462), 0.0185, upright, (*LEG[:2], (1.0, 1.0))
            )
        )
        post = spline(
            [
                (x * back, half + 0.035, 0),
                (x * back, half, 0.30),
                (x * back, half + 0.004, 0.46),
                (x * back, half + 0.075, 0.785),
            ],
            40,
        )
        shares = np.interp(np.linspace(0, 1, 40), [0, 0.45, 0.62, 1], [0.72, 1, 1, 0.78])
        parts.append(tube("back post", post, 0.0185 * shares, upright, sides=28))
        for z in (0.16, 0.285):
            parts.append(
                stick("rung", (x * front, -half, z), (x * back, half + 0.008, z + 0.006), 0.0105, along, STRETCHER)
            )
        parts.append(stick("seat rail", (x * front, -half, level), (x * back, half, level), 0.013, along))
    for y, width, heights in ((-half, front, (level, 0.225)), (half + 0.004, back, (level, 0.225))):
        for z, radius in zip(heights, (0.013, 0.0105), strict=True):
            parts.append(stick("rail", (-width, y, z), (width, y, z), radius, across, STRETCHER if z < 0.4 else EVEN))
    t = np.linspace(-1, 1, 40)
    slat = np.stack([(back + 0.004) * t, half + 0.085 - 0.030 * t * t, np.full_like(t, 0.705)], axis=1)
    parts.append(bent_rail("slat", slat, 0.017, 0.115, across))
    return parts


def shell_surface(cloth, colour, channels=7):
    """An upholstered bucket: one curved skin from the front lip to the top of the back, padded in channels."""
    a, b = np.meshgrid(np.linspace(-1, 1, 90), np.linspace(-1, 1, 60))
    u, v = a * np.sqrt(1 - 0.42 * b * b), b * np.sqrt(1 - 0.42 * a * a)
    side = [
        (-0.235, 0.425),
        (-0.215, 0.452),
        (-0.06, 0.447),
        (0.09, 0.442),
        (0.185, 0.485),
        (0.235, 0.60),
        (0.262, 0.71),
        (0.285, 0.80),
    ]
    line = spline(side, 200)
    slope = np.gradient(line, axis=0)
    slope /= np.linalg.norm(slope, axis=1)[:, None]
    share = (v + 1) / 2 * 199
    y, z = (np.interp(share, np.arange(200), line[:, k]) for k in (0, 1))
    ty, tz = (np.interp(share, np.arange(200), slope[:, k]) for k in (0, 1))
    half, lift = np.array(spline(SHELL_WIDTH, 60)), np.array(spline(SHELL_WINGS, 60))
    wing = np.interp(v, lift[:, 0], lift[:, 1]) * np.abs(u) ** 2.6
    width = np.interp(v, half[:, 0], half[:, 1]) * (1 - 0.25 * wing)
    groove = 1 - np.abs(np.sin(math.pi * channels * (u + 1) / 2)) ** 0.45
    fade = np.clip((v - 0.10) / 0.35, 0, 1) * np.clip((0.97 - np.abs(u)) / 0.12, 0, 1)
    rise = wing - 0.013 * groove * fade
    points = np.stack([u * width, y - tz * rise, z + ty * rise], axis=2)
    skin = surface("shell", points, upholstery(cloth, colour))
    pad = skin.modifiers.new("padding", "SOLIDIFY")
    pad.thickness, pad.offset = 0.036, 0.0
    rim = np.concatenate([points[0, :-1], points[:-1, -1], points[-1, :0:-1], points[:0:-1, 0]])
    return subdivide(skin, 1), rim


def shell_chair(cloth, colour, legs):
    """A padded shell on four splayed legs and a cross frame, of timber or slim steel."""
    skin, rim = shell_surface(cloth, colour)
    if cloth == "boucle":
        displace(skin, 0.009, 0.006)
    piping = tube("piping", rim, 0.0048, m.woven(m.shade(colour, 0.8), thread=0.002), sides=10, closed=True)
    timber = legs in m.WOODS
    material, radius = (m.wood(legs, "Z"), 0.0175) if timber else (m.powder_coat("#1d1d1e"), 0.0095)
    parts, top = [skin, piping], 0.440 - radius
    for x in (-1, 1):
        for y in (-1, 1):
            head, foot = (x * 0.150, y * 0.130 - 0.01, top), (x * 0.225, y * 0.215 - 0.005, 0.0)
            parts.append(stick("leg", foot, head, radius, material, LEG if timber else EVEN))
            if not timber:
                parts.append(
                    lathe("glide", [(0.0005, 0), (0.012, 0), (0.012, 0.012), (0.0005, 0.012)], material, at=foot)
                )
        parts.append(stick("frame", (x * 0.150, -0.150, top), (x * 0.150, 0.130, top), radius * 0.8, material))
    for y in (-0.140, 0.120):
        parts.append(stick("frame", (-0.150, y, top), (0.150, y, top), radius * 0.8, material))
    return parts


@family("dining chair")
def dining_chair(shape, colour_name, timber, cord=None, cloth=None, colour=None):
    """A chair for the table: spindle back, woven cord seat or padded shell; timber may be a steel for the shell."""
    parts, material, style, name = {
        "spindle": lambda: (spindle_chair(timber), timber, "classic", "Spindle-back dining chair"),
        "cord": lambda: (
            corded_chair(timber, cord),
            f"{timber}, paper cord",
            "Scandinavian",
            "Woven-seat dining chair",
        ),
        "shell": lambda: (shell_chair(cloth, colour, timber), f"{cloth}, {timber}", "modern", "Padded shell chair"),
    }[shape]()
    return Product(
        parts,
        {"colour": colour_name, "material": material, "style": style, "name": name},
        view=View(azimuth=32, elevation=13, fill=0.80),
    )


# ---------------------------------------------------------------- stools


def tenon_stool(timber, height):
    """A three-legged stool: thick round seat, splayed legs that come through it as wedged tenons."""
    upright, seat_wood, end_grain = m.wood(timber, "Z"), m.wood(timber, "X"), m.wood(timber, "Z", roughness=0.6)
    wedge = m.wood("ash" if timber == "black oak" else "walnut", "X")
    radius, thick = 0.168, 0.040
    parts = [hollowed_seat(height, thick, 0.010, seat_wood, squircle(2 * radius, 2 * radius, 2.0), edge=0.045)]
    for number in range(3):
        angle = math.radians(120 * number + 35)
        out = np.array((math.cos(angle), math.sin(angle), 0.0))
        head, up = out * 0.100, np.array((0, 0, 1.0))
        foot = out * (0.100 + 0.27 * height)
        parts.append(
            stick("leg", foot, head + up * (height - 0.01), 0.0205, upright, ((0, 0.74), (0.8, 1.0), (1, 0.9)))
        )
        top = height - 0.0055
        disc = fillet([(0.0005, top), (0.0145, top, 0.002), (0.0150, top - 0.02)], 5)
        parts.append(lathe("tenon", disc, end_grain, at=head))
        bar = [(*(head + out * x)[:2], top + 0.0002) for x in (-0.0125, 0.0125)]
        turn = [(head[0] + x * out[1], head[1] - x * out[0], bar[0][2]) for x in (-0.0125, 0.0125)]
        parts.append(bent_rail("wedge", turn, 0.0026, 0.0026, wedge))
    return parts


def corded_stool(timber, cord, width=0.40, depth=0.34, height=0.44):
    """A low stool: four turned posts, rungs at two heights, woven cord seat."""
    upright, across, along = (m.wood(timber, axis) for axis in "ZXY")
    level, x, y = height - 0.018, width / 2, depth / 2
    parts = corded_seat((width, width), depth, level, cord)
    for sx in (-1, 1):
        for sy in (-1, 1):
            post = ((0.0, 0.72), (0.55, 1.0), (1.0, 0.96))
            parts.append(stick("post", (sx * x, sy * y, 0), (sx * x, sy * y, height + 0.012), 0.0185, upright, post))
        for z, radius in ((level, 0.013), (0.13, 0.0105), (0.255, 0.0105)):
            shape = STRETCHER if z < level else EVEN
            parts.append(stick("rung", (sx * x, -y, z), (sx * x, y, z), radius, along, shape))
    for sy in (-1, 1):
        for z, radius in ((level, 0.013), (0.165, 0.0105), (0.29, 0.0105)):
            shape = STRETCHER if z < level else EVEN
            parts.append(stick("rung", (-x, sy * y, z), (x, sy * y, z), radius, across, shape))
    return parts


def padded_seat(height, radius, hide):
    """A round upholstered pad: domed top, piped edge, a button in the middle."""
    rim = [(0.0005, 0.006), (0.02, 0.002), (0.08, 0.0), (0.8 * radius, 0.007), (0.96 * radius, 0.017), (radius, 0.032)]
    side = spline([*rim, (0.97 * radius, 0.056)], 40)
    side[:, 1] = height - side[:, 1]
    pad = lathe("pad", np.vstack([side, [(0.0005, height - 0.056)]]), hide, segments=128)
    parts = [pad, lathe("button", [(0.0005, height), (0.009, height - 0.002), (0.010, height - 0.008)], hide)]
    for r, z in ((radius * 0.997, height - 0.031), (radius * 0.965, height - 0.056)):
        parts.append(ring("piping", r, z, 0.0035, hide))
    return parts


def bar_stool(seat, colour, height):
    """A bar stool: round seat of timber or leather on four slim steel legs with a ring for the feet."""
    steel, radius = m.powder_coat("#1d1d1e"), 0.175
    if seat in m.WOODS:
        seat_wood = m.wood(seat, "X")
        warp = squircle(2 * radius, 2 * radius, 2.0)
        parts = [hollowed_seat(height, 0.034, 0.012, seat_wood, warp)]
        under = height - 0.034
    else:
        parts, under = padded_seat(height, radius, m.leather(colour)), height - 0.056
    plate = fillet([(0.0005, under - 0.012), (0.13, under - 0.012, 0.003), (0.13, under, 0.002), (0.0005, under)], 5)
    parts.append(lathe("plate", plate, steel))
    rest, rung = 0.225, 0.27
    spread = 0.118 + (0.225 - 0.118) * (1 - rung / under)
    for number in range(4):
        angle = math.radians(90 * number + 45)
        out = np.array((math.cos(angle), math.sin(angle), 0.0))
        foot, head = out * rest, out * 0.118 + np.array((0, 0, under - 0.006))
        parts.append(stick("leg", foot, head, 0.0105, steel))
        glide = fillet([(0.0005, 0), (0.014, 0, 0.003), (0.0125, 0.016, 0.003), (0.0005, 0.016)], 5)
        parts.append(lathe("glide", glide, m.plastic("#161616"), at=foot))
    parts.append(ring("footrest", spread, rung, 0.0095, steel))
    return parts


@family("stool")
def stool(shape, colour_name, timber, height=0.45, cord=None, colour=None):
    """A stool: three-legged with wedged tenons, woven cord seat, or a bar stool whose timber may be leather."""
    parts, material, style, name = {
        "tenon": lambda: (tenon_stool(timber, height), timber, "Japandi", "Three-legged stool"),
        "cord": lambda: (corded_stool(timber, cord), f"{timber}, paper cord", "natural", "Woven-seat stool"),
        "bar": lambda: (bar_stool(timber, colour, height), f"{timber}, black steel", "industrial", "Bar stool"),
    }[shape]()
    return Product(
        parts,
        {"colour": colour_name, "material": material, "style": style, "name": name},
        view=View(azimuth=26, elevation=17, fill=0.76),
    )
