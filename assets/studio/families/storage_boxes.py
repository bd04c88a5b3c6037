"""Storage boxes of felt, timber and seagrass."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import board, box, lathe, resample, rounded_rectangle, spline, surface, tube

from families import family


def even_loop(width, depth, radius, count):
    """A rounded rectangle of evenly spaced points, starting in the middle of the right side."""
    loop = rounded_rectangle(width, depth, radius, 12)
    return resample(np.vstack([loop, loop[:1]]), count + 1)[:-1]


def stitches(path, thread, length=0.0075, gap=0.0035, radius=0.0009):
    """A running stitch along a path: short threads that dip into the cloth."""
    total = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
    count = max(2, int(total / (length + gap)))
    dense = resample(path, count * 8)
    return [tube("stitch", dense[8 * k : 8 * k + 6], radius, thread, sides=6) for k in range(count)]


def felt_box(size, colour, trim):
    """An open box of thick felt: stitched rim and corners, leather pull on the front."""
    width, depth, height = size
    wall, radius = 0.0055, 0.016
    cloth, thread, hide = m.felt(colour), m.woven(m.shade(colour, 1.9), thread=0.002), m.leather(trim)
    count = 200

    def ring(t, inset):
        bow = 1 + 0.030 * math.sin(math.pi * min(t, 1.0)) + 0.012 * t
        loop = even_loop(width - 2 * inset, depth - 2 * inset, radius - inset * 0.6, count)
        corner = np.minimum(np.abs(loop[:, 0]) / (width / 2), np.abs(loop[:, 1]) / (depth / 2)) ** 3
        loop = loop * (bow - (bow - 1) * corner)[:, None]
        a = np.arctan2(loop[:, 1], loop[:, 0])
        z = t * height + 0.0022 * t * np.sin(2 * a + 0.7) + 0.0014 * t * np.sin(5 * a)
        return np.column_stack([loop, z])

    levels = np.linspace(0, 1, 24)
    inner = [ring(t, wall) for t in levels]
    inner[0][:, 2] += wall
    shell = [ring(t, 0) for t in levels] + [ring(1.006, wall * 0.3), ring(1.006, wall * 0.7)] + inner[::-1]
    parts = [surface("box", shell, cloth, wrap_u=True, caps=True)]
    for inset, level in ((-0.0004, 0.955), (wall + 0.0004, 0.955), (-0.0004, 0.05)):
        line = ring(level, inset)
        parts += stitches(np.vstack([line, line[:1]]), thread)
    upright = np.array([ring(t, -0.0004) for t in np.linspace(0.05, 0.955, 30)])
    for corner in (1, -1):
        for mirror in (1, -1):
            start = np.array((corner * (width / 2 - radius * 1.5), mirror * depth / 2))
            column = np.argmin(np.linalg.norm(upright[10, :, :2] - start, axis=1))
            parts += stitches(upright[:, column], thread)
    front = np.array([ring(t, 0)[:, 1].min() for t in levels])
    for x in (-0.050, 0.050):
        place = {"at": (x, front[17] - 0.0046, height * 0.72), "rotation": (90, 0, 0)}
        parts.append(lathe("rivet", RIVET, m.metal("brass", "polished"), 24, **place))
    parts.append(leather_pull(hide, 0.100, (0, front[17] - 0.001, height * 0.72)))
    return parts


RIVET = [(0.0005, 0.0), (0.0055, 0.0), (0.0044, 0.0018), (0.0005, 0.0026)]


def leather_pull(hide, span, at):
    """A flat strap between two rivets that bows out for the fingers."""
    half = span / 2
    plan = [(-half - 0.014, 0), (-half, -0.001), (-half * 0.55, -0.012), (0, -0.018)]
    plan += [(-x, y) for x, y in plan[-2::-1]]
    path = np.column_stack([spline(plan, 40), np.zeros(40)])
    section = rounded_rectangle(0.0036, 0.026, 0.0014, 4)
    return tube("pull", path - (0, 0.0016, 0), 1.0, hide, section=section, round_ends=False, at=at)


def comb(length, height, pitch, thick, odd):
    """Outline of a board with box joints at both ends; `odd` says which levels reach the full length."""
    right, levels = [], round(height / pitch)
    for level in range(levels):
        x = length / 2 if level % 2 == odd else length / 2 - thick
        right += [(x, level * pitch + 0.0001), (x, (level + 1) * pitch - 0.0001)]
    return np.array(right + [(-x, z) for x, z in right[::-1]])


def timber_box(size, timber):
    """A box-jointed case whose lid runs in grooves and stands a hand open."""
    width, depth, height = size
    pitch, thick, skin, lip, lid = 0.014, 0.012, 0.007, 0.005, 0.0085
    along, inner, parts = m.wood(timber, "X"), thick - skin, []
    for side in (-1, 1):
        y = side * (depth - skin) / 2
        comb_board = comb(width, height, pitch, thick, 0)
        parts.append(board("long side", comb_board, skin, along, at=(0, y, 0), rotation=(90, 0, 0)))
        y = side * (depth / 2 - skin - inner / 2)
        low = height - lip - lid
        size_low, size_lip = (width - 2 * thick, inner, low), (width - thick, inner, lip)
        parts.append(box("lining", size_low, along, bevel=0.0005, at=(0, y, low / 2)))
        parts.append(box("lip", size_lip, along, bevel=0.0008, at=(thick / 2, y, height - lip / 2)))
    for side, levels in ((-1, height), (1, height - pitch)):
        outline = comb(depth, levels, pitch, thick, 1)
        place = {"at": (side * (width - thick) / 2, 0, 0), "rotation": (90, 0, 90)}
        parts.append(board("short side", outline, thick, m.wood(timber, "X"), **place))
    parts.append(box("floor", (width - 2 * thick, depth - 2 * thick, 0.006), along, bevel=0, at=(0, 0, 0.008)))
    reach, wide = width - thick + 0.004, depth - 2 * skin - 0.001
    notch = np.add(rounded_rectangle(0.014, 0.042, 0.0069, 8), (reach / 2 - 0.026, 0))
    cover = rounded_rectangle(reach, wide, 0.002, 3)
    at = (thick / 2 + 0.25 * width, 0, height - lip - lid / 2)
    parts.append(board("lid", cover, lid * 0.94, along, holes=[notch], bevel=0.0012, at=at))
    return parts


def weave_ring(width, depth, radius, z, phase, material, thick=0.0046, spacing=0.021):
    """One woven row around a box: in and out of the stakes."""
    count = 2 * round((width + depth) * 2 / spacing / 2)
    loop = even_loop(width, depth, radius, count * 8)
    tangent = np.roll(loop, -1, axis=0) - np.roll(loop, 1, axis=0)
    normal = np.column_stack([tangent[:, 1], -tangent[:, 0]]) / np.linalg.norm(tangent, axis=1)[:, None]
    turn = np.arange(len(loop)) / 8
    out = 0.0040 * np.cos(math.pi * (turn + phase))
    height = z + 0.0011 * np.sin(turn * 0.31 + z * 300) + 0.0007 * np.sin(turn * 0.9 + z * 170)
    return tube("row", np.column_stack([loop + normal * out[:, None], height]), thick, material, 9, closed=True)


def seagrass_box(size, colour, trim):
    """A lidded box woven from twisted seagrass, closed by a rope loop over a turned toggle."""
    width, depth, height = size
    grass, band = m.yarn(colour, 0.0046, strands=2, lay=9.0), m.yarn(trim or colour, 0.0046, strands=2, lay=9.0)
    pitch, radius, skirt = 0.0088, 0.036, 0.048
    body = round((height - 0.012) / pitch)
    parts = []
    for row in range(body):
        shade = band if 0.24 < row / body < 0.52 else grass
        swell = 0.010 * math.sin(math.pi * row / body)
        parts.append(weave_ring(width + swell, depth + swell, radius, 0.005 + row * pitch, row % 2, shade))
    big_w, big_d, top = width + 0.036, depth + 0.036, height + 0.004
    for row in range(round(skirt / pitch)):
        parts.append(weave_ring(big_w, big_d, radius + 0.01, top - row * pitch, row % 2, grass))
    edge = even_loop(big_w - 0.004, big_d - 0.004, radius + 0.01, 240)
    rim = np.column_stack([edge, np.full(240, top + 0.006)])
    parts.append(tube("rim", rim, 0.0062, m.yarn(colour, 0.0062, strands=2, lay=6.0), 12, closed=True))
    rows = int((big_d - 0.012) / 0.0092)
    for number in range(rows):
        y = (number - (rows - 1) / 2) * 0.0092
        cut = max(0.0, abs(y) - (big_d / 2 - radius))
        half = big_w / 2 - 0.004 - (radius - math.sqrt(max(0.0, radius**2 - cut**2)))
        x = np.linspace(-half, half, 160)
        dome = 0.012 * (1 - (x / half) ** 2) * (1 - (2 * y / big_d) ** 2)
        z = top + 0.001 + dome + 0.0034 * np.cos(math.pi * (x / 0.021 + number))
        path = np.column_stack([x, y + 0.0006 * np.sin(40 * x + number), z])
        parts.append(tube("top", path, 0.0046, grass, sides=9))
    parts.append(box("core", (width - 0.004, depth - 0.004, height), m.woven(colour), 0.03, at=(0, 0, height / 2)))
    return parts + toggle(big_d / 2, top - skirt, colour)


def toggle(front, z, colour):
    """A rope loop hanging from the lid around a wooden toggle."""
    rope = m.yarn(colour, 0.0028, strands=3)
    loop = [(-0.004, 0.0, 0.030), (-0.012, -0.008, 0.010), (-0.009, -0.006, -0.014), (0, -0.005, -0.020)]
    loop += [(-x, y, h) for x, y, h in loop[-2::-1]]
    peg = np.column_stack([np.linspace(-0.024, 0.024, 14), np.zeros(14), np.zeros(14)])
    girth = 0.0052 + 0.0018 * np.cos(np.linspace(-1.4, 1.4, 14))
    place = {"at": (0, -front - 0.003, z)}
    parts = [tube("loop", spline(loop, 60), 0.0028, rope, sides=12, **place)]
    parts.append(tube("toggle", np.add(peg, (0, -0.009, -0.010)), girth, m.wood("oak", "X"), sides=20, **place))
    return parts


@family("storage box")
def storage_box(kind, colour, colour_name, trim=None, size=None):
    """A storage box: stitched felt, box-jointed timber with a sliding lid, or lidded seagrass."""
    if kind == "felt":
        parts = felt_box(size or (0.36, 0.26, 0.20), colour, trim)
        facts = {"material": "felt, leather", "style": "Scandinavian", "name": "Felt storage box"}
    elif kind == "timber":
        parts = timber_box(size or (0.32, 0.21, 0.126), colour)
        facts = {"material": colour, "style": "Japandi", "name": "Timber box with sliding lid"}
    else:
        parts = seagrass_box(size or (0.38, 0.28, 0.20), colour, trim)
        facts = {"material": "seagrass, oak", "style": "natural", "name": "Lidded seagrass box"}
    return Product(parts, {"colour": colour_name, **facts}, view=View(azimuth=26, elevation=23, fill=0.74))
