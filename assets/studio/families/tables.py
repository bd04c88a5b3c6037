"""Coffee tables and desks."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import board, box, fillet, lathe, rounded_rectangle, tube, vessel_profile

from families import family
from families.joinery import LEG, between, squircle, stick
from families.storage import BOOK_COLOURS, book

STONES = {"white": ("#ece8e2", "#6d6a69"), "sand": ("#d5c3a8", "#a98e6c"), "forest green": ("#2c4a3b", "#a9bcab")}


def plate(name, top, thickness, material, warp, undercut=0.02):
    """A table top: a flat slab with a softened upper edge and an undercut below. The lathe radius is 1."""
    profile = fillet(
        [
            (0.0005, top - thickness),
            (1 - undercut, top - thickness, 0.004),
            (1.0, top - 0.45 * thickness, 0.006),
            (1.0, top, 0.005),
            (0.985, top, 0.004),
            (0.0005, top),
        ],
        8,
    )
    return lathe(name, profile, material, segments=200, warp=warp)


def square_stick(name, start, end, size, material):
    """A sawn bar of square section with eased corners."""
    section = rounded_rectangle(2.0, 2.0, 0.22, 5)
    return tube(name, np.linspace(start, end, 8), size / 2, material, section=section, round_ends=False)


# ---------------------------------------------------------------- coffee tables


def oval_table(timber, width, depth=0.60, height=0.42):
    """A long oval top on tapered legs, with a shelf of round rods below."""
    upright, across, along = (m.wood(timber, axis) for axis in "ZXY")
    parts = [plate("top", height, 0.026, across, squircle(width, depth, 2.5), undercut=0.035)]
    heads = {}
    for x in (-1, 1):
        for y in (-1, 1):
            foot, head = (x * width * 0.375, y * depth * 0.37, 0), (x * width * 0.315, y * depth * 0.29, height - 0.024)
            heads[x, y] = foot, head
            parts.append(stick("leg", foot, head, 0.0205, upright, LEG))
        ends = [between(*heads[x, y], 0.36) for y in (-1, 1)]
        parts.append(stick("shelf rail", *ends, 0.0125, along))
        ends = [between(*heads[x, y], 0.92) for y in (-1, 1)]
        parts.append(box("apron", (0.022, 2 * ends[1][1], 0.045), along, at=(ends[0][0], 0, height - 0.048)))
    for y in (-1, 1):
        ends = [between(*heads[x, y], 0.92) for x in (-1, 1)]
        parts.append(box("apron", (2 * ends[1][0], 0.022, 0.045), across, at=(0, ends[0][1], height - 0.048)))
    low, high = between(*heads[-1, -1], 0.36), between(*heads[1, 1], 0.36)
    reach = high[1] - 0.028
    for y in np.linspace(-reach, reach, 12):
        rod = [(x + 0.012 * np.sign(x), y, low[2] + 0.012) for x in (low[0], high[0])]
        parts.append(stick("rod", *rod, 0.0062, across))
    return parts


def drum_table(timber, radius, height):
    """A drum clad in upright half-round staves, with a rimmed top and a recessed plinth."""
    upright, across = m.wood(timber, "Z"), m.wood(timber, "X")
    dark = m.plastic("#17130f")
    core = [(0.0005, 0), (radius - 0.035, 0), (radius - 0.035, 0.03), (radius - 0.010, 0.031)]
    parts = [lathe("core", [*core, (radius - 0.010, height - 0.03), (0.0005, height - 0.03)], dark)]
    count = round(2 * math.pi * radius / 0.0225)
    for angle in np.linspace(0, 2 * math.pi, count, endpoint=False):
        x, y = (radius - 0.010) * math.cos(angle), (radius - 0.010) * math.sin(angle)
        parts.append(stick("stave", (x, y, 0.030), (x, y, height - 0.022), 0.0106, upright))
    lid = fillet(
        [
            (0.0005, height - 0.010),
            (radius - 0.020, height - 0.010, 0.003),
            (radius - 0.012, height, 0.005),
            (radius + 0.005, height, 0.005),
            (radius + 0.005, height - 0.026, 0.005),
            (0.0005, height - 0.026),
        ],
        7,
    )
    parts.append(lathe("lid", lid, across, segments=200))
    return parts


def pebble(width, depth):
    """A warp for a lathe of radius 1: the outline of a flat beach stone."""

    def warp(angle, radius, z):
        wave = 1 + 0.055 * np.cos(2 * angle + 0.7) + 0.045 * np.cos(3 * angle - 0.9)
        return radius * wave / np.hypot(np.cos(angle) / (width / 2), np.sin(angle) / (depth / 2))

    return warp


def stone_table(stone, timber, width, height=0.36):
    """A stone slab of pebble outline on three stout turned columns."""
    depth, thick = 0.66 * width, 0.036
    base, vein = STONES[stone]
    slab = m.marble(base, vein, 9.0 if stone == "sand" else 4.2)
    parts = [plate("slab", height, thick, slab, pebble(width, depth), undercut=0.012)]
    under, upright = height - thick, m.wood(timber, "Z")
    column = fillet(
        [
            (0.0005, 0.004),
            (0.050, 0.004, 0.004),
            (0.054, 0.012, 0.006),
            (0.064, under * 0.55, 0.2),
            (0.056, under - 0.004, 0.004),
            (0.0005, under),
        ],
        10,
    )
    for x, y in ((-0.29, -0.06), (0.20, -0.17), (0.14, 0.17)):
        parts.append(lathe("column", column, upright, at=(x * width, y * width, 0)))
        parts.append(
            lathe("pad", [(0.0005, 0), (0.04, 0), (0.04, 0.006)], m.felt("#3a3632"), at=(x * width, y * width, 0))
        )
    return parts


@family("coffee table")
def coffee_table(shape, colour_name, timber, width=1.0, height=0.4, stone=None):
    """A low table: oval with a rod shelf, stave-clad drum, or a stone pebble on columns."""
    parts, material, style, name = {
        "oval": lambda: (oval_table(timber, width), timber, "Scandinavian", "Oval coffee table with shelf"),
        "drum": lambda: (drum_table(timber, width / 2, height), timber, "Japandi", "Slatted drum coffee table"),
        "pebble": lambda: (
            stone_table(stone, timber, width),
            f"{'travertine' if stone == 'sand' else 'marble'}, {timber}",
            "modern",
            "Stone coffee table",
        ),
    }[shape]()
    return Product(
        parts,
        {"colour": colour_name, "material": material, "style": style, "name": name},
        view=View(azimuth=24, elevation=20, fill=0.84),
    )


# ---------------------------------------------------------------- desks

FRONTS = {"sage": "#8f9f85", "white": "#eeebe4", "black": "#1c1c1d"}


def knob(at, material):
    """A small turned drawer knob that faces the front."""
    outline = fillet(
        [(0.006, 0), (0.005, 0.010, 0.004), (0.0125, 0.016, 0.004), (0.0115, 0.024, 0.005), (0.0005, 0.025)], 7
    )
    return lathe("knob", outline, material, segments=48, at=at, rotation=(90, 0, 0))


def drawer(width, tall, at, front, metal):
    """A drawer front with one or two knobs; `at` is the middle of its face."""
    x, y, z = at
    parts = [box("drawer front", (width, 0.019, tall), front, bevel=0.0025, at=(x, y + 0.0095, z))]
    for shift in (0.0,) if width < 0.6 else (-0.28 * width, 0.28 * width):
        parts.append(knob((x + shift, y, z), metal))
    return parts


def writing_desk(timber, front, width, depth=0.60, height=0.75):
    """A desk with two shallow drawers hung between a thin top and splayed turned legs."""
    upright, across, along = (m.wood(timber, axis) for axis in "ZXY")
    face = m.powder_coat(FRONTS[front]) if front else across
    tall, inset = 0.115, 0.055
    wide, deep = width - 2 * inset, depth - 0.07
    top = rounded_rectangle(width, depth, 0.030)
    parts = [board("top", top, 0.024, across, bevel=0.004, at=(0, 0, height - 0.012))]
    z = height - 0.024 - tall / 2
    parts.append(box("back", (wide - 0.05, 0.018, tall), across, bevel=0.002, at=(0, deep / 2 - 0.012, z)))
    parts.append(
        box("bottom", (wide - 0.05, deep - 0.03, 0.012), across, bevel=0.002, at=(0, 0.004, z - tall / 2 + 0.007))
    )
    for x in (-1, 1):
        parts.append(box("side", (0.020, deep, tall), along, bevel=0.003, at=(x * (wide / 2 - 0.010), 0, z)))
        for y in (-1, 1):
            head = (x * (wide / 2 - 0.045), y * (deep / 2 - 0.060), z - tall / 2 + 0.004)
            foot = (x * (wide / 2 + 0.012), y * (deep / 2 - 0.012), 0.0)
            parts.append(stick("leg", foot, head, 0.0215, upright, ((0.0, 0.58), (0.8, 1.0), (1.0, 1.0))))
    parts.append(box("divider", (0.020, deep - 0.04, tall - 0.014), along, bevel=0.002, at=(0, 0.0, z + 0.006)))
    single, brass = wide / 2 - 0.033, m.metal("brass")
    for x in (-1, 1):
        place = (x * (single / 2 + 0.0125), -deep / 2 + 0.002, z + 0.004)
        parts += drawer(single, tall - 0.018, place, face, brass)
    return parts


def trestle_desk(top, timber, width, depth=0.72, height=0.745):
    """A loose top on two splayed trestles; a white or black top is laminate on an oak core."""
    upright, along, across = m.wood(timber, "Z"), m.wood(timber, "Y"), m.wood(timber, "X")
    outline = rounded_rectangle(width, depth, 0.012)
    core = m.wood(top if top in m.WOODS else "oak", "X")
    parts = [board("top", outline, 0.025, core, bevel=0.003, at=(0, 0, height - 0.0125))]
    if top in FRONTS:
        sheet = rounded_rectangle(width - 0.004, depth - 0.004, 0.011)
        parts.append(board("laminate", sheet, 0.003, m.plastic(FRONTS[top]), bevel=0.001, at=(0, 0, height + 0.001)))
    under = height - 0.0255
    for side in (-1, 1):
        x, reach = side * (width / 2 - 0.30), depth / 2 - 0.075
        parts.append(box("beam", (0.045, 2 * reach + 0.07, 0.055), along, bevel=0.004, at=(x, 0, under - 0.0275)))
        for y in (-reach, reach):
            for lean in (-1, 1):
                foot, head = (x + lean * 0.175, y, 0.0), (x + lean * 0.032, y, under - 0.004)
                parts.append(square_stick("leg", foot, head, 0.032, upright))
            rung = [(x + lean * 0.135, y, 0.155) for lean in (-1, 1)]
            parts.append(square_stick("rung", *rung, 0.022, across))
        parts.append(
            square_stick("tie", (x, -reach - 0.03, 0.155 + 0.022), (x, reach + 0.03, 0.155 + 0.022), 0.022, along)
        )
    return parts


def shelf_desk(timber, frame, width, depth=0.54, height=0.75, rise=0.24):
    """A compact desk with one drawer; its back posts carry a raised shelf with two partitions."""
    across, along = m.wood(timber, "X"), m.wood(timber, "Y")
    steel = m.powder_coat("#1d1d1e")
    post, side_rail, back_rail = (m.wood(frame, axis) if frame in m.WOODS else steel for axis in "ZYX")
    thick = 0.032 if frame in m.WOODS else 0.020
    x, y = width / 2 - thick / 2, depth / 2 - thick / 2
    inner = width - 2 * thick - 0.002
    parts = [box("top", (inner, depth, 0.024), across, bevel=0.003, at=(0, 0, height - 0.012))]
    shelf_depth, level = 0.20, height + rise
    back = depth / 2 - shelf_depth / 2
    parts.append(box("shelf", (inner, shelf_depth, 0.020), across, bevel=0.003, at=(0, back, level - 0.02)))
    for part in (-0.24, 0.24):
        size = (0.016, shelf_depth - 0.012, rise - 0.031)
        parts.append(box("partition", size, along, bevel=0.002, at=(part * width, back, height + size[2] / 2)))
    for side in (-1, 1):
        parts.append(box("post", (thick, thick, level), post, bevel=0.003, at=(side * x, y, level / 2)))
        parts.append(box("leg", (thick, thick, height), post, bevel=0.003, at=(side * x, -y, height / 2)))
        middle = back - thick / 2
        parts.append(
            box("front post", (thick, thick, rise), post, bevel=0.003, at=(side * x, 2 * middle - y, height + rise / 2))
        )
        for z, run in ((height - thick / 2, depth), (0.10, depth), (level - thick / 2, shelf_depth)):
            rail = (thick, run - 2 * thick, thick)
            parts.append(box("rail", rail, side_rail, bevel=0.003, at=(side * x, depth / 2 - run / 2, z)))
    parts.append(box("back rail", (inner, thick, thick), back_rail, bevel=0.003, at=(0, y, 0.10)))
    case = (inner * 0.92, depth - 0.10, 0.088)
    parts.append(box("case", case, across, bevel=0.002, at=(0, 0.02, height - 0.025 - case[2] / 2)))
    face = (0, 0.02 - case[1] / 2 - 0.021, height - 0.025 - case[2] / 2)
    return parts + drawer(
        case[0], case[2] - 0.004, face, across, m.metal("brass" if frame in m.WOODS else "black steel")
    )


def desk_clutter(spot, rows=None, seed=4):
    """A lying pile of books with a cup of pencils beside it at `spot`, and upright books at `rows`."""
    rng, (x, y, z) = np.random.default_rng(seed), spot
    cloths = [m.woven(colour, thread=0.0016, slub=0.3, sheen=0.0) for colour in BOOK_COLOURS]
    pages = m.woven("#efe7d6", thread=0.0012, slub=0.2, sheen=0.0)
    props = []
    for number, thick in enumerate((0.030, 0.022, 0.026)):
        turn, wide = float(rng.uniform(-11, 11)), 0.225 - 0.012 * number
        fore = (x + 0.003 * math.sin(math.radians(turn)), y - 0.003 * math.cos(math.radians(turn)), z + thick / 2)
        lying = {"bevel": 0.0025, "rotation": (0, 0, turn)}
        cover = cloths[(number * 4 + 1) % len(cloths)]
        props.append(box("cover", (wide, 0.16, thick), cover, at=(x, y, z + thick / 2), **lying))
        props.append(box("pages", (wide - 0.006, 0.158, thick * 0.76), pages, at=fore, **lying))
        z += thick + 0.0006
    cup = vessel_profile([(0.034, 0), (0.037, 0.004), (0.038, 0.05), (0.038, 0.095)], wall=0.004)
    stand = (x + 0.19, y + 0.03, spot[2])
    props.append(lathe("cup", cup, m.matte_ceramic("#b7a68d"), at=stand))
    for colour, lean in (("#c8913f", (0.022, 0.006)), ("#31414a", (-0.018, 0.014)), ("#b5543a", (0.004, -0.022))):
        x, y, z = stand
        ends = (x - 0.6 * lean[0], y - 0.6 * lean[1], z + 0.008), (x + lean[0], y + lean[1], z + 0.165)
        props.append(stick("pencil", *ends, 0.0036, m.plastic(colour)))
    for left, row_y, floor, count in rows or ():
        for _ in range(count):
            thick, tall = rng.uniform(0.018, 0.034), rng.uniform(0.15, 0.195)
            place = (left + thick / 2, row_y + rng.uniform(-0.006, 0.006), floor)
            props += book(thick, tall, 0.135, place, cloths[rng.integers(len(cloths))], pages)
            left += thick + 0.0015
    return props


@family("desk")
def desk(shape, colour_name, timber, width, second=None):
    """A desk: drawers on turned legs, trestles, or compact with a raised shelf.

    `second` is the shade of the drawers, the top on the trestles or the frame under the shelf.
    """
    height = 0.75
    if shape == "writing":
        parts, material = writing_desk(timber, second, width), f"{timber}, brass"
        style, name, extras = "mid-century", "Writing desk", []
    elif shape == "trestle":
        parts = trestle_desk(second, timber, width)
        material = f"laminate, {timber}" if second in FRONTS else ", ".join(dict.fromkeys((second, timber)))
        style, name, extras = "modern", "Trestle desk", desk_clutter((-0.24 * width, 0.16, height - 0.002))
    else:
        frame = second or timber
        parts, material = shelf_desk(timber, frame, width), f"{timber}, {second or 'brass'}"
        rows = [(-0.44 * width, 0.175, height, 6)]
        style, name, extras = (
            "Scandinavian",
            "Compact desk with raised shelf",
            desk_clutter((-0.04, 0.17, height), rows),
        )
    return Product(
        parts,
        {"colour": colour_name, "material": material, "style": style, "name": name},
        extras=extras,
        view=View(azimuth=27, elevation=14, fill=0.84),
    )
