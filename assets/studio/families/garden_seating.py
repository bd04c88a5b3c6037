"""Chairs for balcony and garden."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import box, displace, fillet, lathe, resample, rounded_rectangle, soft_box, spline, surface, tube

from families import family


def beam(name, start, end, size, timber, bevel=0.004):
    """A straight timber in a side plane, from (x, y, z) to (x, y, z); size = (across, in the plane)."""
    start, end = np.array(start, dtype=float), np.array(end, dtype=float)
    run = end - start
    tilt = math.degrees(math.atan2(-run[1], run[2]))
    long = float(np.linalg.norm(run))
    place = {"at": tuple((start + end) / 2), "rotation": (tilt, 0, 0)}
    return box(name, (*size, long), m.wood(timber, "Z"), bevel=bevel, **place)


def flat_bar(path, steel, across=0.006, deep=0.022):
    """A flat steel bar bent in a side plane."""
    section = rounded_rectangle(across, deep, 0.0018, 3)
    return tube("bar", path, 1.0, steel, section=section, round_ends=False)


def side_path(x, corners, steps=8):
    """Bend a (y, z[, radius]) polyline and put it into the plane at x."""
    line = fillet(corners, steps)
    return np.column_stack([np.full(len(line), x), line])


RIVET = [(0.0005, 0.0), (0.006, 0.0), (0.0048, 0.0022), (0.0005, 0.003)]


def folding_chair(width, colour, timber):
    """A bistro chair: scissor legs of flat steel, slats for the seat and the curved back."""
    steel, wood, half = m.powder_coat(colour), m.wood(timber, "X"), width / 2
    parts = []
    for side in (-1, 1):
        back = [(-0.235, 0.0), (0.150, 0.450, 0.12), (0.225, 0.850)]
        parts.append(flat_bar(side_path(side * (half - 0.022), back, 14), steel))
        front = [(0.250, 0.0), (-0.175, 0.440)]
        parts.append(flat_bar(side_path(side * (half - 0.034), front), steel))
        seat = [(-0.215, 0.444), (0.165, 0.436)]
        parts.append(flat_bar(side_path(side * (half - 0.046), seat), steel, deep=0.018))
        for y, z in ((0.0015, 0.257), (0.141, 0.439), (-0.172, 0.4375)):
            place = {"at": (side * (half - 0.0185), y, z), "rotation": (0, 90 * side, 0)}
            parts.append(lathe("rivet", RIVET, steel, 24, **place))
    for y, z in ((-0.195, 0.047), (0.216, 0.035)):
        parts.append(tube("stay", [(-half + 0.028, y, z), (half - 0.028, y, z)], 0.006, steel, sides=14))
    for number, y in enumerate(np.linspace(-0.205, 0.150, 7)):
        wide = width - 0.076 if number == 6 else width - 0.008 * (number > 4)
        at = (0, y, 0.4595 - 0.008 * number / 6)
        parts.append(box("slat", (wide, 0.046, 0.015), wood, bevel=0.0045, at=at))
    for z, y in ((0.800, 0.2165), (0.720, 0.2010)):
        parts.append(back_slat(width, (y - 0.003, z), wood))
    return parts


def back_slat(width, at, wood):
    """A back slat that is hollowed for the shoulders."""
    x = np.linspace(-width / 2, width / 2, 40)
    curve = 0.016 * (1 - (2 * x / width) ** 2) - 0.012
    section = rounded_rectangle(0.013, 0.056, 0.0045, 5)
    path = np.column_stack([x, at[0] + curve, np.full(40, at[1])])
    return tube("back slat", path, 1.0, wood, section=section, round_ends=False)


def rail_loop(width, depth, low, high, count=240):
    """The U of a low armchair seen from above, open to the front; its height rises from arms to back."""
    half = width / 2
    plan = [
        (-half, -depth / 2),
        (-half * 1.02, -depth * 0.1),
        (-half * 0.94, depth * 0.30),
        (-half * 0.52, depth * 0.47),
    ]
    plan += [(0, depth / 2), *[(-x, y) for x, y in plan[::-1]]]
    line = spline(plan, count)
    rise = np.clip((line[:, 1] + depth / 2) / depth, 0, 1) ** 1.6
    return np.column_stack([line, low + (high - low) * rise])


def rope_chair(width, colour, accent):
    """A lounge chair: rope laced between two bent steel rails, a thick loose cushion, tube legs."""
    steel, rope, cloth = m.powder_coat("#2a2a2b"), m.yarn(colour, 0.0048, strands=3), m.woven(accent, thread=0.005)
    depth = 0.70
    top, low = rail_loop(width, depth, 0.575, 0.735), rail_loop(width * 0.84, depth * 0.86, 0.330, 0.300)
    parts = [tube("rail", line, 0.0125, steel, sides=20) for line in (top, low)]
    front = low[[0, -1]]
    parts.append(tube("front rail", front, 0.0125, steel, sides=20))
    count = 84
    for number in range(count):
        for lean in (-1, 1):
            a = (number + 0.5) / count * (len(top) - 1)
            b = np.clip(a + lean * 5.2, 1, len(low) - 2)
            ends = [
                np.array([np.interp(k, np.arange(len(r)), r[:, i]) for i in range(3)]) for k, r in ((a, top), (b, low))
            ]
            out = np.array((ends[0][0], ends[0][1], 0.0))
            out /= np.linalg.norm(out)
            shift = out * (0.0135 + 0.004 * lean)
            wrap = [ends[0] - out * 0.012, ends[0] + (0, 0, 0.0165), ends[0] + shift * 1.1]
            foot = [ends[1] + shift * 1.1, ends[1] - (0, 0, 0.0165), ends[1] - out * 0.012]
            middle = (ends[0] + ends[1]) / 2 + shift * (0.9 if lean > 0 else 0.2)
            parts.append(tube("rope", spline([*wrap, middle, *foot], 26), 0.0048, rope, sides=8))
    parts += rope_legs(low, top, steel)
    for y in np.linspace(-depth * 0.40, depth * 0.30, 34):
        x = np.interp(y, low[: len(low) // 2, 1], low[: len(low) // 2, 0])
        path = [(x, y, 0.330), (0, y, 0.316), (-x, y, 0.330)]
        parts.append(tube("webbing", spline(path, 12), 0.0048, rope, sides=8))
    size = (width * 0.80, depth * 0.86, 0.135)
    seat = soft_box("cushion", size, cloth, radius=0.052, puff=0.020, at=(0, -0.035, 0.405), rotation=(-1.5, 0, 0))
    back = soft_box("back cushion", (width * 0.64, 0.13, 0.37), cloth, radius=0.055, puff=0.035, at=(0, 0.205, 0.63))
    back.rotation_euler[0] = math.radians(-17)
    return [*parts, *[displace(item, 0.11, 0.012, depth=1) for item in (seat, back)]]


def rope_legs(low, top, steel):
    """Two front legs that carry the arms and two raked back legs."""
    legs = []
    for end, way in ((0, -1), (-1, 1)):
        arm, seat = top[end], low[end]
        foot = (arm[0] - way * 0.02, arm[1] + 0.03, 0.004)
        legs.append(tube("leg", resample([arm, foot], 8), 0.0125, steel, sides=20))
        legs.append(tube("link", [seat, (arm[0] - way * 0.008, arm[1] + 0.012, seat[2])], 0.0105, steel, sides=16))
        index = round(len(low) * 0.28) if end == 0 else -round(len(low) * 0.28)
        knee = low[index]
        legs.append(tube("leg", [tuple(knee), (knee[0] * 1.06, knee[1] + 0.06, 0.004)], 0.0125, steel, sides=20))
    return legs


def deck_chair(colour, accent, timber, width=0.56):
    """The seaside folder: two crossing frames, a propping strut and a slung canvas."""
    half, parts = width / 2, []
    for side in (-1, 1):
        x = side * (half - 0.012)
        parts.append(beam("back frame", (x, -0.36, 0.0), (x, 0.52, 0.95), (0.023, 0.044), timber))
        x = side * (half - 0.037)
        parts.append(beam("seat frame", (x, -0.56, 0.385), (x, 0.50, 0.01), (0.023, 0.044), timber))
        x = side * (half + 0.0125)
        parts.append(beam("strut", (x, 0.235, 0.64), (x, 0.44, 0.032), (0.020, 0.034), timber))
        for y, z in ((-0.130, 0.2475), (0.245, 0.645)):
            place = {"at": (side * (half + 0.0005 + (0.022 if z > 0.5 else 0)), y, z), "rotation": (0, 90 * side, 0)}
            parts.append(lathe("bolt", RIVET, m.metal("brass", "brushed"), 28, **place))
    wood = m.wood(timber, "X")
    bars = {(0.505, 0.932): half, (-0.545, 0.380): half - 0.026, (-0.335, 0.030): half, (0.445, 0.030): half + 0.022}
    for (y, z), reach in bars.items():
        parts.append(tube("bar", [(-reach, y, z), (reach, y, z)], 0.0145, wood, sides=24))
    return [*parts, sling(2 * (half - 0.058), colour, accent)]


def sling(width, colour, accent):
    """Striped canvas from the top bar to the front bar, sagging under its own weight."""
    line = [(0.522, 0.916), (0.520, 0.938), (0.505, 0.9495), (0.490, 0.936), (0.40, 0.79), (0.22, 0.50), (0.05, 0.325)]
    line += [(-0.12, 0.262), (-0.32, 0.285), (-0.515, 0.385), (-0.545, 0.3975), (-0.562, 0.380), (-0.555, 0.364)]
    path = spline(line, 120)
    u = np.linspace(-1, 1, 91)
    rows = []
    for t, (y, z) in zip(np.linspace(0, 1, 120), path, strict=True):
        hang = math.sin(math.pi * t)
        x = u * width / 2 * (1 - 0.035 * hang)
        edge = 0.007 * hang * np.abs(u) ** 3
        ripple = 0.0018 * hang * np.sin(6 * u + 4 * t) + 0.0012 * np.sin(17 * u + 2) * (1 - hang)
        rows.append(np.column_stack([x, np.full(len(u), y), z + edge + ripple]))
    sheet = surface("sling", rows, m.woven(colour, thread=0.0045, slub=0.5))
    sheet.data.materials.append(m.woven(accent or colour, thread=0.0045, slub=0.5))
    columns = np.tile(np.arange(90), len(rows) - 1)
    striped = (columns // 9 % 2 == 1) if accent else columns < 0
    sheet.data.polygons.foreach_set("material_index", striped.astype(np.int32))
    solid = sheet.modifiers.new("thickness", "SOLIDIFY")
    solid.thickness, solid.offset = 0.0022, 0.0
    return sheet


@family("garden chair")
def garden_chair(kind, colour, colour_name, accent=None, timber="oak", width=None):
    """An outdoor chair: folding slats, a rope lounge chair or a canvas deck chair."""
    if kind == "folding":
        parts = folding_chair(width or 0.43, colour, timber)
        steel = "black steel" if "black" in colour_name else "steel"
        facts = {"material": f"{timber}, {steel}", "style": "classic", "name": "Folding slatted garden chair"}
        view = View(azimuth=32, elevation=12, fill=0.82)
    elif kind == "rope":
        parts = rope_chair(width or 0.74, colour, accent)
        facts = {"material": "rope, black steel, linen", "style": "modern", "name": "Rope lounge chair"}
        view = View(azimuth=32, elevation=14, fill=0.80)
    else:
        parts = deck_chair(colour, accent, timber)
        facts = {"material": f"{timber}, canvas, brass", "style": "retro", "name": "Deck chair with canvas sling"}
        view = View(azimuth=38, elevation=13, fill=0.82)
    return Product(parts, {"colour": colour_name, **facts}, view=view)
