"""Stools: three-legged, corded, bar height."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import fillet, lathe, spline

from families import family
from families.joinery import EVEN, STRETCHER, bent_rail, corded_seat, hollowed_seat, ring, squircle, stick


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
