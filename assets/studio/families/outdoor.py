"""Lanterns for the doorstep and the garden, with a lit candle."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import box, fillet, lathe, rounded_rectangle, spline, surface, tube

from families import family
from families.lighting import bulb


@family("lantern", surface="floor")
def lantern(shape, frame, colour_name, colour="#24201e", height=0.40):
    """A candle lantern: a glazed house with a chimney, a basket of cane, or a timber box on a leather strap."""
    build, others, style, name = {
        "roofed": (roofed_lantern, "glass", "classic", "Glazed garden lantern"),
        "woven": (woven_lantern, "glass", "boho", "Woven lantern"),
        "timber": (timber_lantern, "leather, glass", "Scandinavian", "Timber lantern"),
    }[shape]
    parts, flame = build(frame, colour, height)
    light = bulb(flame, 2.4, 0.006)
    light.visible_transmission = light.visible_glossy = False  # the flame is seen through glass, not its lamp
    return Product(
        parts,
        {"colour": colour_name, "material": f"{frame}, {others}", "style": style, "name": name},
        extras=[light],
        view=View(azimuth=27, elevation=9, fill=0.78),
        backdrop="#ddd3c6",
        key=0.62,
    )


def pillar(radius, base, height):
    """A burning pillar candle with a melted hollow and a run of wax; returns (parts, flame)."""
    top = base + height
    rng = np.random.default_rng(3)
    dent = rng.uniform(-1, 1, 4)

    def warp(angle, r, z):
        soft = np.clip((z - top + 0.012) / 0.012, 0, 1)
        return r * (1 + 0.02 * soft * (dent[0] * np.sin(2 * angle + 1) + dent[1] * np.sin(3 * angle)))

    profile = [(0.0005, base), (radius, base, 0.003), (radius, top, 0.004), (radius * 0.86, top, 0.004)]
    profile += [(radius * 0.66, top - 0.010, 0.008), (0.0005, top - 0.011)]
    wax = m.wax("#f7ead0")
    lit = wax.node_tree.nodes["Principled BSDF"].inputs
    lit["Emission Color"].default_value = (1.0, 0.72, 0.42, 1.0)  # the flame's light inside the wax
    lit["Emission Strength"].default_value = 0.16
    parts = [lathe("candle", fillet(profile, 8), wax, segments=96, warp=warp)]
    wick = spline([(0, 0, top - 0.014), (0.0006, 0, top - 0.002), (0.0024, 0, top + 0.004)], 10)
    parts.append(tube("wick", wick, 0.0011, m.plastic("#17120e", 0.9), sides=10))
    tongue = [(0.0002, 0), (0.0034, 0.005), (0.0046, 0.012), (0.0033, 0.023), (0.0013, 0.033), (0.0002, 0.039)]
    glow = m.emitter("#ffb154", 22.0)
    parts.append(lathe("flame", spline(tongue, 24), glow, segments=32, at=(0.0022, 0, top - 0.002)))
    return parts, (0.002, 0, top + 0.020)


def square_ring(half, z, size, material, bevel=0.002):
    """Four rails in a square, mitres left to the bevels; size is (width, height) of a rail."""
    wide, tall = size
    parts = []
    for sign in (-1, 1):
        parts.append(box("rail", (2 * half + wide, wide, tall), material, bevel, at=(0, sign * half, z)))
        parts.append(box("rail", (wide, 2 * half - wide - 0.0004, tall), material, bevel, at=(sign * half, 0, z)))
    return parts


def panes(half, low, high, wide=None, sides=4):
    """Sheets of glass on the sides of a square lantern."""
    clear, wide = m.glass(), wide or 2 * half
    middle, tall = (low + high) / 2, high - low
    spots = [((0, -half, middle), 0), ((half, 0, middle), 90), ((0, half, middle), 0), ((-half, 0, middle), 90)]
    return [
        box("pane", (wide, 0.0022, tall), clear, 0.0004, 1, at=at, rotation=(0, 0, turn)) for at, turn in spots[:sides]
    ]


# ---------------------------------------------------------------- metal


def roofed_lantern(frame, colour, height):
    """A metal house: stepped foot, four posts, glazing bars, a hipped roof, a vented chimney and a ring."""
    skin = m.enamel(colour) if frame == "enamel" else m.powder_coat("#1d1d1e") if "black" in frame else m.metal(frame)
    half, eaves = height * 0.20, height * 0.64
    floor = 0.030
    parts = [
        box("plinth", (2 * half + 0.034, 2 * half + 0.034, 0.012), skin, 0.003, at=(0, 0, 0.016)),
        box("tray", (2 * half + 0.018, 2 * half + 0.018, 0.008), skin, 0.002, at=(0, 0, 0.0262)),
    ]
    for sx, sy in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        ball = [(0.0005, 0), (0.008, 0.001, 0.003), (0.010, 0.0105, 0.003), (0.0005, 0.0105)]
        parts.append(lathe("foot", fillet(ball, 6), skin, segments=32, at=(sx * half, sy * half, 0)))
        post = (0.010, 0.010, eaves - floor)
        parts.append(box("post", post, skin, 0.0016, at=(sx * half, sy * half, (eaves + floor) / 2)))
    for z in (floor + 0.006, eaves - 0.006):
        parts += square_ring(half, z, (0.0085, 0.011), skin)
    parts += panes(half - 0.0005, floor + 0.006, eaves - 0.006, 2 * half - 0.006)
    parts += glazing_bars(half, floor, eaves, skin)
    parts += hipped_roof(half, eaves, height, skin)
    candle, flame = pillar(height * 0.088, floor + 0.001, height * 0.25)
    return [*parts, *candle], flame


def glazing_bars(half, floor, eaves, skin):
    """A cross bar high on each side, a hinge pair and a latch on the door."""
    parts = []
    level = floor + (eaves - floor) * 0.74
    for turn in (0, 90, 180, 270):
        a = math.radians(turn)
        at = (half * math.sin(a), -half * math.cos(a), level)
        parts.append(box("bar", (2 * half - 0.008, 0.006, 0.005), skin, 0.001, at=at, rotation=(0, 0, turn)))
    for z in (floor + 0.05, eaves - 0.05):
        pin = [(-half + 0.006, -half - 0.0065, z - 0.011), (-half + 0.006, -half - 0.0065, z + 0.011)]
        parts.append(tube("hinge", pin, 0.0032, skin, sides=16))
    hook = np.array([(-0.008, -0.005, 0), (-0.006, -0.010, 0.002), (-0.006, -0.010, 0.018)])
    hook += np.array((half, -half, (floor + eaves) / 2))
    parts.append(tube("latch", spline(hook, 14), 0.0022, skin, sides=12))
    return parts


def hipped_roof(half, eaves, height, skin):
    """Four curved roof planes, a chimney with slots, a cap and a carrying ring."""
    neck, shoulder = height * 0.070, height * 0.79
    rows = []
    for wide, z in ((half + 0.014, eaves), (half + 0.018, eaves + 0.002), (half + 0.018, eaves + 0.008)):
        rows.append((wide, z))
    rows += [(half * 0.78, eaves + (shoulder - eaves) * 0.42), (neck * 1.08, shoulder - 0.004), (neck, shoulder)]
    rings = [np.c_[rounded_rectangle(2 * w, 2 * w, 0.004, 4), np.full(16, z)] for w, z in rows]
    parts = [surface("roof", np.array(rings), skin, wrap_u=True, caps=(False, True))]
    lid = height * 0.865
    for turn in np.linspace(0, 2 * math.pi, 12, endpoint=False):
        stave = [(0.86 * neck * math.cos(turn), 0.86 * neck * math.sin(turn), z) for z in (shoulder - 0.002, lid)]
        parts.append(tube("stave", stave, 0.0030, skin, sides=8))
    collar = [(0.0005, shoulder - 0.004), (neck * 0.98, shoulder - 0.002), (neck * 0.98, shoulder + 0.006, 0.002)]
    parts.append(lathe("collar", fillet([*collar, (0.0005, shoulder + 0.007)], 5), skin, segments=64))
    cap = [(0.0005, lid - 0.004), (neck * 1.25, lid - 0.004, 0.002), (neck * 1.28, lid + 0.002, 0.002)]
    cap += [
        (neck * 0.55, lid + 0.018, 0.02),
        (0.006, lid + 0.024, 0.004),
        (0.0045, lid + 0.034, 0.002),
        (0.0005, lid + 0.034),
    ]
    parts.append(lathe("cap", fillet(cap, 7), skin, segments=72))
    radius = height - lid - 0.030
    turn = np.linspace(0, 2 * math.pi, 60, endpoint=False)
    loop = np.stack([radius * 0.5 * np.cos(turn), 0 * turn, lid + 0.030 + radius * 0.5 * (1 + np.sin(turn))], axis=1)
    parts.append(tube("ring", loop, 0.0028, skin, sides=12, closed=True, rotation=(0, 0, 12)))
    return parts


# ---------------------------------------------------------------- cane


def woven_lantern(_, colour, height):
    """A round-bellied basket of crossed cane with a plaited rim and a bent handle, round a glass."""
    cane, rng = m.rattan(colour), np.random.default_rng(7)
    body = height * 0.72
    outline = spline(np.array([(0.20, 0.012), (0.30, 0.10), (0.345, 0.30), (0.30, 0.52), (0.215, 0.72)]) * height, 60)
    parts = []
    count = 26
    for number in range(count):
        for lean, lift in ((0.62, 0.0014), (-0.62, -0.0014)):
            turn = 2 * math.pi * (number + rng.uniform(-0.06, 0.06)) / count + lean * np.linspace(0, 1, 60)
            radius = outline[:, 0] + lift * np.sin(np.linspace(0, 11 * math.pi, 60) + math.pi * number)
            path = np.stack([radius * np.cos(turn), radius * np.sin(turn), outline[:, 1]], axis=1)
            parts.append(tube("cane", path, 0.0023 * rng.uniform(0.9, 1.12), cane, sides=8))
    for end, thick in ((0, 0.0062), (12, 0.0026), (30, 0.0026), (46, 0.0026), (59, 0.0056)):
        parts += plait(*outline[end], thick, cane, twisted=thick > 0.004)
    floor = [(0.0005, 0.008), (outline[0, 0], 0.008), (outline[0, 0], 0.016, 0.003), (0.0005, 0.016)]
    parts.append(lathe("floor", fillet(floor, 5), cane, segments=72))
    parts += bent_handle(outline[-1, 0], body, height, cane)
    jar, low = height * 0.155, 0.0165
    glass = [(0.0005, low), (jar, low, 0.010), (jar, body * 0.80, 0.0012), (jar - 0.0032, body * 0.80, 0.0012)]
    glass += [(jar - 0.0032, low + 0.005, 0.007), (0.0005, low + 0.005)]
    parts.append(lathe("glass", fillet(glass, 7), m.glass(), segments=96))
    candle, flame = pillar(height * 0.085, low + 0.0055, height * 0.22)
    return [*parts, *candle], flame


def plait(radius, z, thick, cane, twisted):
    """A hoop of cane, or two canes twisted into a rope."""
    turn = np.linspace(0, 2 * math.pi, 360, endpoint=False)
    strands = []
    for phase in (0, math.pi) if twisted else (0,):
        swing = 0.55 * thick * twisted
        out = radius + 0.0015 * (not twisted) + swing * np.cos(34 * turn + phase)
        path = np.stack([out * np.cos(turn), out * np.sin(turn), z + swing * np.sin(34 * turn + phase)], axis=1)
        strands.append(tube("plait", path, thick * (0.62 if twisted else 1.0), cane, sides=8, closed=True))
    return strands


def bent_handle(radius, low, height, cane):
    """Two canes bent over the mouth and wrapped at the top and where they meet the rim."""
    top = height - 0.008
    arc = np.linspace(0, math.pi, 60)
    parts = []
    for shift in (-0.0042, 0.0042):
        path = np.stack([radius * np.cos(arc), np.full(60, shift), low + (top - low) * np.sin(arc) ** 0.8], axis=1)
        path = np.vstack([path[:1] - (0, 0, 0.035), path, path[-1:] - (0, 0, 0.035)])
        parts.append(tube("handle", path, 0.0042, cane, sides=12))
    for side in (-1, 1):
        t = np.linspace(0, 9 * 2 * math.pi, 150)
        wrap = [side * radius + 0.0075 * np.cos(t), 0.0105 * np.sin(t), low + 0.014 * (t / t[-1] * 2 - 1)]
        parts.append(tube("wrap", np.stack(wrap, axis=1), 0.0016, cane, sides=6))
    t = np.linspace(0, 22 * 2 * math.pi, 420)
    wrap = [0.040 * (t / t[-1] * 2 - 1), 0.0098 * np.sin(t), top - 0.0002 + 0.0060 * np.cos(t)]
    wrap[2] -= (top - low) * 0.4 * (wrap[0] / radius) ** 2
    parts.append(tube("wrap", np.stack(wrap, axis=1), 0.0018, cane, sides=6))
    return parts


# ---------------------------------------------------------------- timber


def timber_lantern(frame, colour, height):
    """A tall timber box, glazed on four sides, carried by a riveted leather strap."""
    along, upright = m.wood(frame, "X"), m.wood(frame, "Z")
    steel, half = m.metal("black steel"), height * 0.205
    top, floor, post = height * 0.76, 0.034, 0.021
    parts = [box("floor", (2 * half, 2 * half, 0.014), along, 0.002, at=(0, 0, 0.025))]
    for sx, sy in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        parts.append(box("post", (post, post, top), upright, 0.0022, at=(sx * half, sy * half, top / 2)))
    for z, tall in ((0.029, 0.026), (top - 0.013, 0.026)):
        for turn in (0, 90, 180, 270):
            a = math.radians(turn)
            at = (half * math.sin(a), -half * math.cos(a), z)
            rail = (2 * half - post - 0.0004, 0.017, tall)
            parts.append(box("rail", rail, along, 0.002, at=at, rotation=(0, 0, turn)))
    parts += panes(half - 0.002, floor + 0.004, top - 0.022, 2 * half - post + 0.006)
    parts.append(
        box("lid", (2 * half + post + 0.014, 2 * half + post + 0.014, 0.016), along, 0.003, at=(0, 0, top + 0.0085))
    )
    vent = [(height * 0.055, top + 0.016), (height * 0.062, top + 0.016), (height * 0.062, top + 0.021, 0.002)]
    vent += [(height * 0.052, top + 0.021, 0.002), (height * 0.052, top + 0.0168)]
    parts.append(lathe("vent", fillet(vent, 5), steel, segments=64))
    dark = [(0.0005, top + 0.0168), (height * 0.053, top + 0.0168)]
    parts.append(lathe("opening", dark, m.plastic("#0d0b0a", 0.9), segments=64))
    parts += strap_handle(half, top + 0.0165, height, colour, m.metal("brass"))
    plate = [
        (0.0005, floor - 0.002),
        (half * 0.62, floor - 0.002),
        (half * 0.66, floor + 0.003, 0.002),
        (0.0005, floor + 0.001),
    ]
    parts.append(lathe("plate", fillet(plate, 5), steel, segments=72))
    candle, flame = pillar(height * 0.088, floor + 0.0012, height * 0.26)
    return [*parts, *candle], flame


def strap_handle(half, base, height, colour, brass):
    """A leather strap that bows up from two rivets on the lid."""
    reach, rise = half * 0.92, height - base - 0.004
    flat, bow = 0.20 * reach, np.array([(1.0, 0.0), (0.80, 0.02), (0.70, 0.28), (0.55, 0.72), (0.30, 0.96), (0.0, 1.0)])
    points = [(reach * x + flat * (1 - z) * (x > 0.75) * 0.2, 0, base + 0.0022 + rise * z) for x, z in bow]
    points += [(-x, y, z) for x, y, z in points[-2::-1]]
    section = rounded_rectangle(0.026, 0.0038, 0.0014, 5)
    parts = [tube("strap", spline(points, 140), 1.0, m.leather(colour, 0.0018), section=section, round_ends=False)]
    for x in (-0.90, 0.90):
        dome = [(0.0005, 0.0), (0.0062, 0.0005, 0.001), (0.0050, 0.0030, 0.002), (0.0005, 0.0036)]
        parts.append(lathe("rivet", fillet(dome, 6), brass, segments=32, at=(x * reach, 0, base + 0.0042)))
    return parts
