"""Dining chairs: spindle back, corded seat, padded shell."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import displace, lathe, spline, subdivide, surface, tube

from families import family
from families.joinery import EVEN, LEG, STRETCHER, bent_rail, between, corded_seat, hollowed_seat, squircle, stick
from families.seating import upholstery

SPINDLE = ((0.0, 0.8), (0.35, 1.0), (1.0, 0.62))


SHELL_WIDTH = ((-1.0, 0.248), (-0.5, 0.262), (0.25, 0.285), (1.0, 0.262))  # (place along the shell, half width)


SHELL_WINGS = ((-1.0, 0.010), (-0.5, 0.040), (0.2, 0.115), (0.65, 0.095), (1.0, 0.045))


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
