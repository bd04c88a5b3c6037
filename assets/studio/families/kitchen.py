"""Kitchen: bowls and chopping boards."""

import math

import materials as m
import numpy as np
from kit import Product, View, move
from shapes import board, box, displace, fillet, lathe, resample, rounded_rectangle, spline, surface, tube

from families import family
from families.tableware import pottery

# ---------------------------------------------------------------- bowls

# radius, depth, how boxy the curve is (1 is an ellipse), where it ends (90 is upright), foot radius and height, rim
BOWLS = {
    "nest": {"radius": 0.088, "depth": 0.066, "boxy": 0.9, "end": 82, "foot": (0.44, 0.009), "rim": 0.0},
    "footed": {"radius": 0.094, "depth": 0.078, "boxy": 1.08, "end": 76, "foot": (0.42, 0.019), "rim": 0.0},
    "shallow": {"radius": 0.092, "depth": 0.034, "boxy": 0.72, "end": 78, "foot": (0.62, 0.005), "rim": 0.034},
}


def thrown_profile(radius, depth, boxy, end, foot, rim, wall=0.0042):
    """A bowl's section: foot ring, outer wall, rounded lip, inner curve down to the axis."""
    turn = np.radians(np.linspace(0, end, 64))
    curve = np.stack([np.sin(turn) ** boxy, 1 - np.cos(turn) ** boxy], axis=1)
    inner = curve / curve[-1] * (radius, depth) + (0.0005, foot[1] + wall)
    if rim:
        edge = [tuple(inner[-16]), (*inner[-1], 0.012), (radius + rim, inner[-1, 1] + 0.2 * rim)]
        inner = np.vstack([inner[:-16], resample(fillet(edge, 14), 40)])
    along = np.gradient(inner, axis=0)
    along /= np.linalg.norm(along, axis=1)[:, None]
    outer = inner + wall * np.stack([along[:, 1], -along[:, 0]], axis=1)
    outer = outer[outer[:, 0] > foot[0] * radius + 0.003]
    lip = (inner[-1] + outer[-1]) / 2 + along[-1] * wall * 0.6
    ring = foot[0] * radius
    base = [(0.0005, 0.4 * foot[1]), (ring - 0.006, 0.4 * foot[1]), (ring - 0.005, 0.001, 0.001), (ring, 0, 0.002)]
    base += [(ring + 0.001, 0.85 * foot[1], 0.003), tuple(outer[0])]
    return np.vstack(
        [fillet(base, 6), outer[1:], fillet([tuple(outer[-1]), (*lip, wall), tuple(inner[-1])], 9), inner[::-1]]
    )


def thrown_bowl(shape, clay, size, lift=0.0, turn=0.0):
    """One bowl with faint throwing rings and a rim that is not quite round."""
    section = thrown_profile(**BOWLS[shape]) * size

    def uneven(angle, radius, z):
        return radius * (1 + 0.0035 * np.sin(420 * z / size + angle) + 0.005 * np.sin(2 * angle + 0.6))

    item = lathe("bowl", section, clay, segments=176, warp=uneven, at=(0, 0, lift), rotation=(0, 0, turn))
    return displace(item, 0.09, 0.0022)


def chopsticks(timber, height, reach):
    """A pair of tapered chopsticks lying across the rim."""
    wood = m.wood(timber, "X")
    pair = []
    for start, end in (((-0.055, -0.030), (0.060, -0.046)), ((-0.058, -0.043), (0.064, -0.053))):
        near, far = np.array((*start, 0.0)), np.array((*end, 0.0))
        along = (far - near) / np.linalg.norm(far - near)
        path = np.linspace(near - along * reach * 0.75, far + along * reach, 30)
        path[:, 2] = height
        pair.append(tube("chopstick", path, np.linspace(0.0019, 0.0034, 30), wood, sides=14))
    return pair


@family("bowl", surface="table")
def bowl(shape, finish, colours, colour_name, size=1.0, timber=None):
    """A nest of three bowls, a deep footed bowl with chopsticks or a wide rimmed one."""
    spec = BOWLS[shape]
    parts, lift, scale = [], 0.0, size
    for number, colour in enumerate(colours):
        line = (spec["foot"][1] + 0.010) * scale / 0.36  # dipped clay shows just above the foot
        clay = pottery(finish, colour, line)
        parts.append(thrown_bowl(shape, clay, scale, lift, turn=70 * number))
        lift += (spec["foot"][1] + 0.0042) * scale
        scale *= 0.83
    material = f"{finish} stoneware"
    if timber:
        height = (spec["depth"] + spec["foot"][1] + 0.0068) * size + 0.003
        parts += chopsticks(timber, height, 0.062 * size)
        material += f", {timber}"
    style, name, elevation = {
        "nest": ("Scandinavian", "Nesting bowls, set of three", 20),
        "footed": ("Japandi", "Deep footed bowl with chopsticks", 24),
        "shallow": ("modern", "Wide-rimmed shallow bowl", 30),
    }[shape]
    facts = {"colour": colour_name, "material": material, "style": style, "name": name}
    return Product(parts, facts, view=View(azimuth=14, elevation=elevation, fill=0.8))


# ---------------------------------------------------------------- chopping boards


def slab(name, size, height, radius, material, groove=None, edge=0.003):
    """A thick rounded block with eased edges and, `groove` metres inside the rim, a juice groove."""
    steps = [
        (edge, 0.0),
        (0.3 * edge, 0.3 * edge),
        (0.0, edge),
        (0.0, height - edge),
        (0.3 * edge, height - 0.3 * edge),
    ]
    steps += [(edge, height), (edge + 0.0015, height)]
    if groove:
        across = np.linspace(0, math.pi, 13)
        steps += [(groove + 0.0055 * (1 - math.cos(a)), height - 0.0045 * math.sin(a)) for a in across]
        steps += [(groove + 0.013, height)]
    rows = []
    for inset, z in steps:
        loop = rounded_rectangle(size[0] - 2 * inset, size[1] - 2 * inset, max(0.004, radius - inset), 12)
        rows.append(np.column_stack([loop, np.full(len(loop), z)]))
    return surface(name, rows, material, wrap_u=True, caps=True)


def grip(block, at):
    """Rout a finger grip into the side of a block."""
    reach = np.array((0.0, 0.045, 0.0))
    cutter = tube("grip", np.linspace(at - reach, at + reach, 8), 0.0085, sides=24)
    cutter.hide_render = True
    cutter.hide_viewport = True
    cut = block.modifiers.new("grip", "BOOLEAN")
    cut.object, cut.operation = cutter, "DIFFERENCE"


def circle(radius, at=(0.0, 0.0), start=0.0, stop=360.0, count=64):
    """Points of a circle or an arc, in degrees."""
    angle = np.radians(np.linspace(start, stop, count, endpoint=stop - start < 359.9))
    return np.column_stack([at[0] + radius * np.cos(angle), at[1] + radius * np.sin(angle)])


def loop_of(cord, at, reach, thick):
    """A leather or cotton loop threaded through a hole, lying beside the board."""
    x, y = at
    low = 0.0026 - thick
    points = [(x, y, 0.0), (x + 0.25 * reach, y + 0.008, thick + 0.002), (x + 0.5 * reach, y + 0.020, 0.0)]
    points += [(x + 0.85 * reach, y + 0.026, low), (x + 1.1 * reach, y + 0.004, low), (x + 0.9 * reach, y - 0.022, low)]
    points += [(x + 0.5 * reach, y - 0.014, low), (x + 0.22 * reach, y - 0.004, low)]
    return tube("cord", spline(points, 70, closed=True), 0.0024, cord, sides=12, closed=True)


def paddle(timber, size):
    """A board that narrows into a rounded handle with a hole and a leather loop."""
    length, width, thick = 0.30 * size, 0.19 * size, 0.019
    corners = [(-length / 2, 0), (-length / 2, width / 2, 0.05), (length / 2, width * 0.46, 0.075)]
    corners += [(length / 2 + 0.03, 0.021, 0.05), (length / 2 + 0.125, 0.023, 0.03), (length / 2 + 0.125, 0)]
    upper = fillet(corners, 18)
    outline = np.vstack([upper, upper[-2:0:-1] * (1, -1)])[::-1]
    hole = circle(0.0075, (length / 2 + 0.099, 0))
    body = board("board", outline, thick, m.wood(timber, "X"), holes=[hole], bevel=0.0045, at=(0, 0, thick / 2))
    cord = loop_of(m.leather("#8a5630"), (length / 2 + 0.101, 0), 0.085, thick / 2)
    cord.location.z = thick / 2
    return [body, cord], f"{timber}, leather", "rustic", "Chopping board with handle"


def end_grain_block(timber, second, size):
    """A heavy block glued up from end grain, with a juice groove and routed finger grips, on steel feet."""
    wide, deep, high = 0.34 * size, 0.25 * size, 0.042
    block = slab("block", (wide, deep), high, 0.016, m.end_grain(timber, second, 0.032), groove=0.013)
    block.location.z = 0.006
    for side in (-1, 1):
        grip(block, np.array((side * (wide / 2 + 0.001), 0, 0.006 + high * 0.42)))
    foot = fillet([(0.0005, 0.0), (0.010, 0.0, 0.002), (0.010, 0.0062), (0.0005, 0.0062)])
    spots = [(x * (wide / 2 - 0.03), y * (deep / 2 - 0.03), 0) for x in (-1, 1) for y in (-1, 1)]
    feet = [lathe("foot", foot, m.plastic("#2a2826"), segments=32, at=spot) for spot in spots]
    material = timber if second is None else f"{timber}, {second}"
    return [block, *feet], material, "classic", "End-grain chopping block"


def marble_round(timber, stone):
    """A round serving board: a marble moon let into a wooden one with a handle, a brass strip between them."""
    radius, thick, seam = 0.145, 0.016, 45.0
    x = radius * math.cos(math.radians(seam))
    gap = math.degrees(math.asin(0.0024 / radius / math.sin(math.radians(seam))))
    moon = circle(radius, start=seam + gap, stop=360 - seam - gap, count=90)
    handle = fillet([(0.17, -0.021), (0.262, -0.023, 0.021), (0.262, 0.023, 0.021), (0.17, 0.021)], 14)
    lower, upper = circle(radius, start=-seam, stop=-14, count=14), circle(radius, start=14, stop=seam, count=14)
    neck = fillet([tuple(lower[-1]), (0.149, -0.022, 0.018), tuple(handle[0])], 10)
    segment = np.vstack([lower[:-1], neck, handle[1:-1], neck[::-1] * (1, -1), upper[1:]])
    at = (0, 0, thick / 2)
    parts = [
        board("stone", moon, thick, m.marble(*stone, scale=9.0), bevel=0.0016, at=at),
        board("wood", segment, thick, m.wood(timber, "X"), [circle(0.008, (0.238, 0))], bevel=0.0016, at=at),
        box("strip", (0.0047, 2 * radius * math.sin(math.radians(seam)), thick - 0.0006), m.metal("brass"), 0.0004),
    ]
    parts[-1].location = (x, 0, thick / 2)
    return parts, f"marble, {timber}, brass", "modern", "Round marble and wood serving board"


@family("chopping board", surface="table")
def chopping_board(shape, timber, colour_name, second=None, stone=None, size=1.0):
    """A paddle board, an end-grain block or a round of marble and wood."""
    if shape == "paddle":
        parts, material, style, name = paddle(timber, size)
    elif shape == "end grain":
        parts, material, style, name = end_grain_block(timber, second, size)
    else:
        parts, material, style, name = marble_round(timber, stone)
    turn = {"paddle": 54, "end grain": 0, "marble": 30}[shape]
    move(parts, turn=turn)
    facts = {"colour": colour_name, "material": material, "style": style, "name": name}
    return Product(parts, facts, view=View(azimuth=20, elevation=46, fill=0.8))
