"""Throws: folded waffle, herringbone over a rail, chunky knit."""

import math

import materials as m
import numpy as np
from kit import Product, View, bounds
from shapes import fillet, lathe, resample, subdivide, surface, tube

from families import family


def fold_path(layers, depth, pitch, hang, rng, count):
    """A throw folded back and forth, seen from the side: (y, z) points whose last layer hangs over the front."""
    points, direction = [], -1
    for layer in range(layers):
        z = pitch * (layer + 0.5)
        end = direction * (depth / 2 + rng.uniform(-0.007, 0.007))
        points.append((-direction * depth / 2, z))
        if layer < layers - 1:
            for angle in np.linspace(-math.pi / 2, math.pi / 2, 9)[1:-1]:
                turn = (math.cos(angle), math.sin(angle))
                points.append((end + direction * turn[0] * pitch * 0.55, z + pitch / 2 * (1 + turn[1])))
            points[-8] = (end, z)
        else:
            radius = 1.5 * pitch
            arc = np.linspace(0, math.pi / 2, 8)
            points += [(end - radius * math.sin(a), z - radius * (1 - math.cos(a))) for a in arc]
            points.append((end - radius * 1.02, z - radius - hang))
        direction = -direction
    return resample(points, count)


def fold_frame(path):
    """Unit normals of a (y, z) path; they point up where the cloth runs to the front."""
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    return np.stack([tangent[:, 1], -tangent[:, 0]], axis=1)


def hairpin(width, thickness):
    """Section of a doubled cloth: folded on the left, two plies with a gap on the right."""
    quarter, ply = thickness / 4, thickness * 0.22
    loop = []
    for reach in (quarter + ply, quarter - ply):
        arc = np.linspace(math.pi / 2, 3 * math.pi / 2, 9)
        left = -width / 2 + quarter + ply
        top = [(x, reach) for x in np.linspace(width / 2, left, 30)[:-1]]
        bend = [(left + reach * math.cos(a), reach * math.sin(a)) for a in arc]
        low = [(x - 0.006, -reach) for x in np.linspace(left, width / 2, 30)[1:]]
        loop += (top + bend + low) if not loop else (top + bend + low)[::-1]
    return np.array(loop)


def folded_waffle(cloth, yarn, width, layers, rng):
    """A neatly folded stack with the fringed end falling over the front."""
    depth, pitch = width * 0.74, 0.021
    path = fold_path(layers, depth, pitch, pitch * layers * 0.34, rng, 70 * layers)
    normal, section = fold_frame(path), hairpin(1.0, pitch * 0.94)
    along = np.linspace(0, layers, len(path))
    shift = 0.006 * np.sin(1.9 * along + 1) + 0.003 * np.sin(5.3 * along)
    rows = []
    for (y, z), (ny, nz), dx in zip(path, normal, shift, strict=True):
        x = section[:, 0] * width + dx
        wave = 0.0022 * np.sin(9 * x + 11 * y + z * 40) * min(1, z / 0.05)
        rows.append(np.stack([x, y + ny * section[:, 1], z + nz * section[:, 1] + wave], axis=1))
    parts = [subdivide(surface("throw", rows, cloth, wrap_u=True, caps=True), 1)]
    y, z = path[-1]
    for ply, count in ((0.005, 44), (-0.005, 43)):
        for x in np.linspace(-width / 2 + 0.006, width / 2 - 0.008, count):
            parts.append(tassel((x + shift[-1], y - ply, z + 0.004), 0.052, yarn, rng))
    return parts


def tassel(at, length, yarn, rng, radius=0.0026):
    """One knotted fringe strand hanging down from a hem."""
    x, y, z = at
    length *= rng.uniform(0.86, 1.06)
    sway = rng.normal(0, 0.06, 2) * length
    steps = np.array([0.0, 0.10, 0.18, 0.30, 0.65, 1.0])
    path = [(x + sway[0] * t**1.5, y + abs(sway[1]) * -(t**1.5), z - length * t) for t in steps]
    return tube("fringe", path, radius * np.array([0.8, 1.5, 1.5, 0.9, 1.15, 0.75]), yarn, sides=7)


def knitted(material, width, layers, rng, radius=0.0105):
    """A folded throw of real stocking stitch: one thick yarn for each row, following the folds."""
    depth, pitch, stitch = width * 0.72, radius * 4.2, 0.047
    path = fold_path(layers, depth, pitch, pitch * (0.85 * layers - 2.2), rng, 1200)
    length = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
    rows, columns = round(length / 0.029), round(width / stitch)
    normal, gap = fold_frame(path), length / rows
    turn = np.linspace(0, 2 * math.pi * columns, columns * 14 + 1)
    parts = []
    for row in range(rows):
        x = (turn / (2 * math.pi) - columns / 2) * width / columns + 0.0052 * np.sin(2 * turn)
        s = (row + 0.5 + 0.98 * np.cos(turn)) * gap + 0.0018 * np.sin(0.37 * turn + row)
        lift = -radius * 0.62 * np.cos(2 * turn) + rng.normal(0, 0.0006, len(turn))
        place = np.clip(s / length, 0, 1) * (len(path) - 1)
        low = np.floor(place).astype(int).clip(0, len(path) - 2)
        part = (place - low)[:, None]
        spot = path[low] * (1 - part) + path[low + 1] * part + normal[low] * lift[:, None]
        x = x + 0.006 * math.sin(0.31 * row) + 0.002 * math.sin(1.7 * row)
        thick = radius * (1 + 0.05 * np.sin(0.61 * turn + 2 * row))
        parts.append(tube("stitches", np.column_stack([x, spot]), thick, material, sides=10))
    return parts


def draped(cloth, yarn, width, rng, front=0.74, back=0.50):
    """A throw over a rail at z = 0: soft folds that grow towards the fringed hem."""
    radius = 0.021
    arc = [(-radius * math.cos(a), radius * math.sin(a)) for a in np.linspace(0, math.pi, 12)]
    line = np.vstack([[(-radius - 0.008, -front)], arc, [(radius, -back)]])
    line = resample(line, 110)
    u = np.linspace(-1, 1, 150)
    rows = []
    for y, z in line:
        drop = min(1.0, max(0.0, -z / front))
        grow = drop * (1.6 - 0.6 * drop)
        fold = np.sin(4.4 * u + 0.6 + 0.5 * drop) + 0.6 * np.sin(9.7 * u - 0.8 + drop) + 0.25 * np.sin(19 * u + 2)
        side = 1 if y > 0 else -1
        x = u * width / 2 * (1 - 0.045 * grow) + 0.006 * grow * np.sin(7 * u + 2)
        out = y + side * grow * 0.025 * (1.3 + fold) * (0.25 if y > 0 else 1.0)
        sag = 0.010 * (u + 0.3 * u**2) * (z < 0) * drop
        rows.append(np.stack([x, out, z + sag + 0.0016 * np.sin(31 * u) * (drop > 0)], axis=1))
    sheet = surface("throw", rows, cloth)
    solid = sheet.modifiers.new("thickness", "SOLIDIFY")
    solid.thickness, solid.offset = 0.006, 0.0
    hem = np.array(rows[0])
    strands = [hem[round(k)] for k in np.linspace(1, len(u) - 2, 64)]
    return [sheet, *[tassel(np.add(spot, (0, 0, 0.003)), 0.075, yarn, rng) for spot in strands]]


def wall_rail(parts, width, timber):
    """A round rail on two turned brackets that reach back to the wall behind the parts."""
    wood, wall = m.wood(timber, "X"), float(bounds(parts)[1][1])
    rail = [tube("rail", [(-width / 2, 0, 0), (width / 2, 0, 0)], 0.0155, wood, sides=32)]
    for x in (-width / 2 + 0.05, width / 2 - 0.05):
        outline = [
            (0.0005, 0),
            (0.030, 0, 0.003),
            (0.030, 0.007, 0.004),
            (0.012, 0.016, 0.01),
            (0.011, wall),
            (0, wall),
        ]
        rail.append(lathe("bracket", fillet(outline, 5), m.wood(timber, "Z"), 48, at=(x, wall, 0), rotation=(90, 0, 0)))
    return rail


@family("throw")
def throw(weave, colour, accent, colour_name, width=None, layers=None):
    """A throw: folded waffle with fringe, herringbone over a rail, or a folded chunky knit."""
    rng = np.random.default_rng(len(colour_name) + 7)
    if weave == "herringbone":
        width = width or 0.54
        parts = draped(m.herringbone(colour, accent), m.woven(accent, thread=0.004), width, rng)
        rail = wall_rail(parts, width + 0.26, "oak")
        facts = {"material": "wool", "style": "Scandinavian", "name": "Herringbone throw with fringe"}
        view = View(azimuth=20, elevation=4, fill=0.72)
        return Product(parts, {"colour": colour_name, **facts}, "wall", rail, view)
    if weave == "chunky":
        parts = knitted(m.yarn(colour, 0.0105, strands=2, lay=11.0), width or 0.46, layers or 3, rng)
        facts = {"material": "wool", "style": "boho", "name": "Chunky knit throw"}
    else:
        parts = folded_waffle(m.waffle(colour), m.yarn(colour, 0.0026), width or 0.44, layers or 5, rng)
        facts = {"material": "cotton", "style": "natural", "name": "Waffle-weave throw"}
    return Product(parts, {"colour": colour_name, **facts}, view=View(azimuth=26, elevation=22, fill=0.76))
