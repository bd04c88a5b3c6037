"""Trays for the sideboard and coat stands."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import board, box, fillet, lathe, rounded_rectangle, spline, surface, tube, vessel_profile

from families import family

# ---------------------------------------------------------------- trays


def ring(radius, z, stakes, phase, material, thick, wave=(0.0, 0.0)):
    """One woven row: in and out (or up and down) of the stakes; wave = (outwards, upwards)."""
    angle = np.linspace(0, 2 * math.pi, stakes * 8, endpoint=False)
    swing = np.cos(angle * stakes / 2 + math.pi * phase)
    r = radius + wave[0] * swing + 0.0004 * np.sin(7 * angle + 90 * radius)
    height = z + wave[1] * swing + 0.0006 * np.sin(5 * angle + phase * 2 + 400 * z)
    path = np.stack([r * np.cos(angle), r * np.sin(angle), height], axis=1)
    return tube("row", path, thick, material, sides=9, closed=True)


def twisted(path, radius, turns, material, closed=False):
    """Two canes wound around each other along a path; the second axis of the twist is vertical."""
    tangent = np.gradient(path, axis=0)
    side = np.cross(tangent, (0, 0, 1))
    side /= np.linalg.norm(side, axis=1)[:, None] + 1e-9
    up = np.cross(side, tangent / np.linalg.norm(tangent, axis=1)[:, None])
    turn = np.linspace(0, 2 * math.pi * turns, len(path), endpoint=not closed)
    strands = []
    for start in (0, math.pi):
        off = radius * 0.86 * (side * np.cos(turn + start)[:, None] + up * np.sin(turn + start)[:, None])
        strands.append(tube("cane", path + off, radius, material, sides=10, closed=closed))
    return strands


def rattan_tray(width, colour):
    """A round tray woven of cane: radial stakes, over-and-under rings, braided rim, two grips."""
    radius, height, pitch = width / 2, 0.052, 0.0066
    cane, stake = m.rattan(colour), m.rattan(m.shade(colour, 0.86))
    parts = []
    for number in range(round((radius - 0.010) / pitch)):
        r = 0.010 + number * pitch
        stakes = 16 if r < 0.055 else 32 if r < 0.125 else 64
        parts.append(ring(r, 0.0065, stakes, number % 2, cane, 0.0029, (0.0, 0.0022)))
    for number in range(64):
        start = 0.008 if number % 4 == 0 else 0.052 if number % 2 == 0 else 0.122
        a = 2 * math.pi * number / 64
        bend = [(start, 0.0065), (radius - 0.006, 0.0065, 0.006), (radius + 0.002, 0.010, 0.006)]
        line = fillet([*bend, (radius + 0.014, height)], 6)
        path = np.column_stack([line[:, 0] * math.cos(a), line[:, 0] * math.sin(a), line[:, 1]])
        parts.append(tube("stake", path, 0.0022, stake, sides=8))
    rows = round((height - 0.006) / 0.0058)
    for row in range(rows):
        z = 0.006 + row * 0.0058
        parts.append(ring(radius + 0.003 + 0.010 * z / height, z, 64, row % 2, cane, 0.0028, (0.0023, 0.0)))
    angle = np.linspace(0, 2 * math.pi, 720, endpoint=False)
    for z, r in ((height + 0.002, radius + 0.014), (0.004, radius + 0.003)):
        path = np.column_stack([r * np.cos(angle), r * np.sin(angle), np.full(720, z)])
        parts += twisted(path, 0.0042, 34, cane, closed=True)
    for side in (-1, 1):
        reach = radius + 0.014
        arch = [(0.0, -0.062, -0.030), (0.0, -0.056, 0.006), (0.010, -0.040, 0.034), (0.015, 0, 0.046)]
        arch += [(x, -y, z) for x, y, z in arch[-2::-1]]
        path = spline(arch, 70) * (side, 1, 1) + np.array((side * reach, 0, height))
        path[:, 0] -= side * (reach - np.sqrt(reach**2 - path[:, 1] ** 2))
        parts += twisted(path, 0.0044, 9, cane)
    return parts


def timber_tray(width, depth, timber):
    """A framed tray: low long sides and arched ends sawn out for the hands."""
    along, thick, low, high = m.wood(timber, "X"), 0.011, 0.030, 0.066
    parts = [box("floor", (width - 2 * thick, depth - 2 * thick, 0.008), along, bevel=0.001, at=(0, 0, 0.010))]
    for side in (-1, 1):
        at = (0, side * (depth - thick) / 2, low / 2)
        parts.append(box("side", (width - 2 * thick - 0.0003, thick, low), along, bevel=0.0022, at=at))
        half = depth / 2
        crest = spline([(half, low + 0.002), (half * 0.72, low + 0.006), (half * 0.40, high), (0, high + 0.001)], 40)
        crest = np.vstack([crest, crest[-2::-1] * (-1, 1)])
        outline = np.vstack([[(-half, 0.0), (half, 0.0)], crest])
        grip = np.add(rounded_rectangle(0.098, 0.021, 0.0104, 10), (0, high - 0.023))
        place = {"at": (side * (width - thick) / 2, 0, 0), "rotation": (90, 0, 90)}
        parts.append(board("end", outline, thick, m.wood(timber, "X"), holes=[grip], bevel=0.002, **place))
    return parts


def cup(at, colour):
    """A small handleless cup."""
    outline = [(0.020, 0.0), (0.030, 0.004), (0.036, 0.024), (0.038, 0.062)]
    return lathe("cup", vessel_profile(outline, wall=0.0035), m.matte_ceramic(colour, 0.3), 64, at=at)


def petal_tray(width, depth, colour):
    """A shallow oval of enamelled sheet metal, its flared rim pressed into lobes and edged in brass."""
    angle = np.linspace(0, 2 * math.pi, 26 * 24, endpoint=False)
    oval = np.column_stack([width / 2 * np.cos(angle), depth / 2 * np.sin(angle)])
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(np.vstack([oval, oval[:1]]), axis=0), axis=1))])
    lobe = np.abs(np.cos(math.pi * 26 * length[:-1] / length[-1])) ** 0.75

    def loop(scale, z, press):
        return np.column_stack([oval * (scale * (1 + 0.055 * press * (lobe - 0.6)))[:, None], np.full(len(oval), z)])

    outer = spline([(0.70, 0.001), (0.80, 0.002), (0.87, 0.008), (0.92, 0.019), (1.0, 0.029)], 26)
    rows = []
    for lift, line in ((0.0, outer), (0.0016, outer[::-1] * (0.994, 1.0))):
        rows += [loop(k * np.ones(len(oval)), z + lift, np.clip((k - 0.80) / 0.16, 0, 1) ** 1.5) for k, z in line]
    centre = [loop(np.full(len(oval), k), z, 0.0) for k, z in ((0.004, 0.001), (0.35, 0.001))]
    inside = [loop(np.full(len(oval), k), z, 0.0) for k, z in ((0.35, 0.0026), (0.004, 0.0026))]
    tray = surface("tray", centre + rows + inside, m.enamel(colour), wrap_u=True, caps=True)
    rim = loop(np.full(len(oval), 1.0), 0.0298, 1.0)
    return [tray, tube("edge", rim, 0.0016, m.metal("brass", "polished"), sides=10, closed=True)]


@family("tray", surface="table")
def tray(kind, colour, colour_name, size=None):
    """A tray: round woven cane, framed timber with two cups, or an oval of enamelled metal."""
    extras = []
    if kind == "rattan":
        parts = rattan_tray((size or (0.38, 0.38))[0], colour)
        facts = {"material": "rattan", "style": "boho", "name": "Round rattan tray"}
    elif kind == "timber":
        width, depth = size or (0.46, 0.31)
        parts = timber_tray(width, depth, colour)
        extras = [cup((-0.09, 0.03, 0.0142), "#d9cfbf"), cup((-0.005, 0.065, 0.0142), "#d9cfbf")]
        facts = {"material": colour, "style": "Japandi", "name": "Timber serving tray"}
    else:
        parts = petal_tray(*(size or (0.44, 0.31)), colour)
        facts = {"material": "enamel, brass", "style": "retro", "name": "Scalloped enamel tray"}
    view = View(azimuth=24, elevation=30, fill=0.78)
    return Product(parts, {"colour": colour_name, **facts}, extras=extras, view=view)


# ---------------------------------------------------------------- coat stands


def peg(material, length, radius, at, rotation):
    """A turned peg with a waist and a rounded head, growing along its own z axis."""
    r = radius
    outline = [
        (0.0005, 0),
        (r * 0.80, 0),
        (r * 0.62, length * 0.35),
        (r * 0.66, length * 0.7),
        (r * 1.02, length * 0.9),
    ]
    outline = np.vstack(
        [spline(outline[1:], 24), fillet([(r * 1.02, length * 0.9), (r, length, r * 0.5), (0, length)])]
    )
    return lathe(
        "peg", np.vstack([[(0.0005, 0)], outline[:-1], [(0.0005, length)]]), material, 40, at=at, rotation=rotation
    )


def pole_stand(height, timber):
    """Three tapered poles that pass each other in a spacer ring, with two pegs on each."""
    wood, spread, crown, parts = m.wood(timber, "Z"), 0.27, 0.125, []
    for number in range(3):
        a = 2 * math.pi * number / 3 - 0.5
        b = a + math.radians(146)
        foot = np.array((spread * math.cos(a), spread * math.sin(a), 0.0))
        top = np.array((crown * math.cos(b), crown * math.sin(b), height))
        t = np.linspace(0, 1, 14)[:, None]
        parts.append(
            tube("pole", foot * (1 - t) + top * t, np.interp(t[:, 0], [0, 0.3, 1], [0.0165, 0.0225, 0.0175]), wood, 32)
        )
        for share, swing in ((0.965, 14), (0.83, -26)):
            spot = foot * (1 - share) + top * share
            turn = math.degrees(b) + swing
            parts.append(peg(wood, 0.125, 0.0150, tuple(spot), (0, 58, turn)))
    t = spread / (spread + crown)
    hub = np.linspace(0, 2 * math.pi, 90, endpoint=False)
    centre = np.array([np.cos(hub), np.sin(hub), np.zeros(90)]).T * 0.070 + (0, 0, t * height)
    parts.append(tube("spacer", centre, 0.005, m.metal("brass", "brushed"), sides=14, closed=True))
    return parts


def peg_rail(width, timber, accent):
    """A rounded wall board with a hat shelf and a row of turned pegs; screws under brass caps."""
    wood, turned = m.wood(timber, "X"), m.wood(accent, "Z")
    parts = [box("rail", (width, 0.020, 0.135), wood, bevel=0.004, at=(0, -0.010, -0.015))]
    for y in (-0.042, -0.086, -0.130):
        parts.append(box("slat", (width, 0.022, 0.014), wood, bevel=0.0035, at=(0, y, 0.0596)))
    corners = [(-0.020, 0.0), (-0.140, 0.0), (-0.140, -0.014, 0.01), (-0.048, -0.028, 0.06), (-0.020, -0.072)]
    curve = fillet(corners, 10)
    for side in (-1, 1):
        at = (side * (width / 2 - 0.07), 0, 0.0525)
        parts.append(board("bracket", curve, 0.016, wood, bevel=0.0015, at=at, rotation=(90, 0, 90)))
    count = round(width / 0.155)
    for x in (np.arange(count) - (count - 1) / 2) * (width - 0.20) / count:
        parts.append(peg(turned, 0.070, 0.0135, (x, -0.019, -0.036), (80, 0, 0)))
    cap = [(0.0005, 0.0), (0.0065, 0.0), (0.005, 0.002), (0.0005, 0.0028)]
    for side in (-1, 1):
        at = (side * (width / 2 - 0.025), -0.0199, -0.036)
        parts.append(lathe("screw cap", cap, m.metal("brass", "polished"), 32, at=at, rotation=(90, 0, 0)))
    return parts


def leather_loop(hide, x, z, drop):
    """A strap over a bar, pinched by a stud, that hangs open like a drop."""
    half = [(0.0, 0.0125), (0.0115, 0.004), (0.0095, -0.020), (0.0035, -0.040), (0.018, -0.5 * drop)]
    half += [(0.028, -0.80 * drop), (0.016, -0.96 * drop)]
    plan = [*half, (0.0, -drop), *[(-y, h) for y, h in half[:0:-1]]]
    path = spline([(0.0, y, h) for y, h in plan], 120, closed=True)
    section = rounded_rectangle(0.026, 0.0032, 0.0013, 4)
    stud = [(0.0005, 0.0), (0.006, 0.0), (0.0045, 0.0022), (0.0005, 0.003)]
    place = {"at": (x, 0, z)}
    strap = tube("strap", path, 1.0, hide, closed=True, section=section, **place)
    head = {"at": (x, -0.0052, z - 0.040), "rotation": (90, 0, 0)}
    return [strap, lathe("stud", stud, m.metal("brass", "polished"), 28, **head)]


def arch_stand(width, colour, accent, height=1.62):
    """A steel arch on flat feet: cross bar with leather loops, hooks on the shoulders, oak shoe shelf."""
    steel, hide, half, tube_r = m.powder_coat(colour), m.leather(accent), width / 2, 0.0105
    frame = fillet([(-half, 0.010), (-half, height, 0.24), (half, height, 0.24), (half, 0.010)], 24)
    parts = [tube("arch", np.column_stack([frame[:, 0], 0 * frame[:, 0], frame[:, 1]]), tube_r, steel, sides=24)]
    bar = height - 0.20
    for z in (bar, 0.150):
        parts.append(tube("bar", [(-half, 0, z), (half, 0, z)], 0.0085, steel, sides=20))
    for side in (-1, 1):
        parts.append(box("foot", (0.036, 0.40, 0.008), steel, bevel=0.0025, at=(side * half, 0, 0.004)))
        arm = [(side * (half - 0.07), -0.13, 0.150), (side * (half - 0.07), 0.13, 0.150)]
        parts.append(tube("shelf arm", arm, 0.0075, steel, sides=16))
        hook = [(0, 0, 0), (side * 0.030, 0, -0.006), (side * 0.052, 0, 0.008), (side * 0.060, 0, 0.040)]
        for z in (height - 0.30, height - 0.52):
            parts.append(tube("hook", spline(hook, 30), 0.0055, steel, sides=16, at=(side * half, 0, z)))
            parts.append(lathe("knob", ball(0.011), steel, 32, at=(side * (half + 0.060), 0, z + 0.044)))
    count = max(2, round(width / 0.15))
    for number, x in enumerate(np.linspace(-half + 0.10, half - 0.10, count)):
        parts += leather_loop(hide, x, bar, (0.20, 0.16, 0.23, 0.18)[number % 4])
    shelf = (width - 0.030, 0.30, 0.020)
    return [*parts, box("shelf", shelf, m.wood("oak", "X"), bevel=0.004, at=(0, 0, 0.168))]


def ball(radius):
    """Profile of a sphere."""
    angle = np.linspace(-math.pi / 2, math.pi / 2, 14)
    return np.column_stack([np.maximum(radius * np.cos(angle), 0.0005), radius * np.sin(angle)])


@family("coat stand")
def coat_stand(kind, colour, colour_name, accent=None, size=None):
    """A place for coats: three crossing poles, a wall rail with pegs, or a steel arch with leather loops."""
    if kind == "poles":
        parts = pole_stand(size or 1.76, colour)
        facts = {"material": f"{colour}, brass", "style": "Scandinavian", "name": "Three-pole coat stand"}
        return Product(parts, {"colour": colour_name, **facts}, view=View(azimuth=20, elevation=6, fill=0.90))
    if kind == "rail":
        parts = peg_rail(size or 0.72, colour, accent)
        timber = colour if accent == colour else f"{colour}, {accent}"
        facts = {"material": f"{timber}, brass", "style": "classic", "name": "Wall rail with pegs"}
        view = View(azimuth=22, elevation=10, fill=0.80)
        return Product(parts, {"colour": colour_name, **facts}, mount="wall", view=view, key=1.25)
    parts = arch_stand(size or 0.52, colour, accent)
    steel = "black steel" if "black" in colour_name else "steel"
    facts = {
        "material": f"{steel}, leather, oak",
        "style": "industrial",
        "name": "Arched coat stand with leather loops",
    }
    return Product(parts, {"colour": colour_name, **facts}, view=View(azimuth=32, elevation=7, fill=0.86))
