"""Throws and storage boxes."""

import math

import materials as m
import numpy as np
from kit import Product, View, bounds
from shapes import board, box, fillet, lathe, resample, rounded_rectangle, spline, subdivide, surface, tube

from families import family

# ---------------------------------------------------------------- throws


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


# ---------------------------------------------------------------- storage boxes


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
