"""Floor lamps: tripod, pharmacy lamp, paper column; lit."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import (
    box,
    fillet,
    lathe,
    spline,
    tube,
)

from families import family
from families.lighting import bulb


@family("floor lamp")
def floor_lamp(shape, frame, colour_name, shade=None, height=1.15):
    """A lit floor lamp: linen drum on three legs, reading lamp on a stem, or column of paper."""
    build, shade_material, style, name = {
        "tripod": (tripod_lamp, "linen", "Scandinavian", "Tripod floor lamp"),
        "pharmacy": (pharmacy_lamp, "enamel" if shade else "", "classic", "Pharmacy floor lamp"),
        "column": (paper_lamp, "paper", "Japandi", "Paper column lamp"),
    }[shape]
    metal = "brass" if shape == "tripod" else ""
    parts, lights = build(frame, shade, height)
    return Product(
        parts,
        {
            "colour": colour_name,
            "material": ", ".join(word for word in (frame, shade_material, metal) if word),
            "style": style,
            "name": name,
        },
        extras=lights,
        view=View(azimuth=18, elevation=7, fill=0.84),
        backdrop="#ddd3c6",
        key=0.72,
    )


def floor_cord(start, colour="#2b2724"):
    """A textile cord that drops to the floor and wanders off behind."""
    x, y, z = start
    path = [(x, y, z), (x + 0.004, y + 0.012, z * 0.5), (x + 0.01, y + 0.05, 0.02), (x + 0.05, y + 0.14, 0.004)]
    path += [(x + out, y + back, 0.0035) for out, back in ((0.20, 0.22), (0.62, 0.26), (1.3, 0.5), (3.0, 0.9))]
    return tube("cord", spline(path, 160), 0.0033, m.woven(colour, thread=0.002), sides=10)


def turned(name, profile, material, **place):
    """A lathe with rounded corners."""
    return lathe(name, fillet(profile, 7), material, segments=72, **place)


def hoop(radius, z, thickness, material, name="hoop"):
    """A level ring."""
    ring = [(radius * math.cos(a), radius * math.sin(a), z) for a in np.linspace(0, 2 * math.pi, 150, endpoint=False)]
    return tube(name, ring, thickness, material, sides=10, closed=True)


def linen_drum(low, high, wide, narrow, colour):
    """An open shade of backed linen with bound edges and a seam, on a wire spider."""
    linen = m.woven(colour, thread=0.0045, slub=0.8, sheen=0.1, through=0.5)
    trim, brass = m.woven(m.shade(colour, 0.86), thread=0.003, through=0.15), m.metal("brass")
    edge = [(wide, low), (narrow, high), (narrow - 0.0018, high), (wide - 0.0018, low), (wide, low)]
    parts = [lathe("shade", edge, linen, segments=180)]
    for radius, z in ((wide - 0.0004, low + 0.004), (narrow - 0.0004, high - 0.004)):
        parts.append(hoop(radius, z, 0.0046, trim, "binding"))
    for turn in (0.5, 2.6, 4.7):
        end = ((narrow - 0.003) * math.cos(turn), (narrow - 0.003) * math.sin(turn), high - 0.007)
        parts.append(tube("spider", [(0, 0, high - 0.03), end], 0.002, brass, sides=8))
    return parts


def tripod_lamp(frame, shade, _):
    """Three tapered legs bolted to a brass hub, under a linen drum."""
    timber, brass, hub = m.wood(frame, "Z"), m.metal("brass"), 0.98
    parts = linen_drum(1.10, 1.40, 0.235, 0.200, shade)
    plate = [(0.0005, hub - 0.055), (0.030, hub - 0.055, 0.004), (0.034, hub - 0.01, 0.006), (0.060, hub, 0.003)]
    plate += [(0.060, hub + 0.012, 0.003), (0.014, hub + 0.016, 0.004), (0.010, hub + 0.05)]
    plate += [(0.010, 1.17), (0.0005, 1.17)]
    parts.append(turned("hub", plate, brass))
    parts.append(turned("holder", [(0.0005, 1.15), (0.02, 1.15, 0.004), (0.02, 1.21, 0.004), (0.0005, 1.21)], brass))
    for turn in (-90, 30, 150):
        a = math.radians(turn)
        out = np.array((math.cos(a), math.sin(a), 0))
        head, foot = out * 0.046 + (0, 0, hub - 0.004), out * 0.285 + (0, 0, 0.006)
        path = np.linspace(head + (head - foot) * 0.02, foot, 12)
        leg = tube("leg", path, np.linspace(0.0145, 0.0095, 12), timber, sides=24)
        cap = tube("foot", np.linspace(foot + (head - foot) * 0.035, foot, 4), 0.0113, brass, sides=24)
        bolt = np.linspace(out * 0.03 + (0, 0, hub - 0.03), out * 0.072 + (0, 0, hub - 0.03), 4)
        parts += [leg, cap, tube("bolt", bolt, 0.0042, brass, sides=14)]
        rail = out * 0.19 + (0, 0, 0.385)
        parts.append(tube("rail", np.linspace((0, 0, 0.385), rail, 4), 0.0042, brass, sides=12))
    boss = [(0.0005, 0.374), (0.011, 0.374, 0.004), (0.011, 0.396, 0.004), (0.0005, 0.396)]
    parts.append(turned("boss", boss, brass))
    return parts, [bulb((0, 0, 1.255), 13.0), floor_cord((0.0, 0.004, hub - 0.05))]


def pharmacy_lamp(frame, shade, _):
    """A weighted foot, a stem, an arm through a knuckle and a turned-down shade."""
    metal, knuckle = m.metal(frame), np.array((0, 0, 1.16))
    foot = [(0.0005, 0), (0.125, 0, 0.002), (0.125, 0.013, 0.005), (0.112, 0.019, 0.004), (0.030, 0.024, 0.02)]
    foot += [(0.016, 0.045, 0.008), (0.0095, 0.05), (0.0095, 1.14), (0.0005, 1.14)]
    parts = [turned("foot", foot, metal)]
    for z in (0.62, 1.10):
        collar = [(0.0005, z), (0.0135, z, 0.003), (0.0135, z + 0.026, 0.003), (0.0005, z + 0.026)]
        parts.append(turned("collar", collar, metal))
    reach = np.array((0.80, -0.56, 0.12)) / np.linalg.norm((0.80, -0.56, 0.12))
    joint = [(0.0005, -0.018), (0.017, -0.018, 0.006), (0.017, 0.018, 0.006), (0.0005, 0.018)]
    parts.append(turned("knuckle", joint, metal, at=tuple(knuckle), rotation=(90, 0, 55)))
    screw = np.array([(0, 0, 0), (0.026, 0.037, 0), (0.038, 0.054, 0)])
    parts.append(tube("screw", knuckle + screw, [0.004, 0.004, 0.010], metal, sides=20))
    tip = knuckle + reach * 0.335
    parts.append(tube("arm", np.linspace(knuckle - reach * 0.095, tip, 6), 0.0068, metal, sides=24))
    weight = np.linspace(knuckle - reach * 0.13, knuckle - reach * 0.09, 4)
    parts.append(tube("weight", weight, 0.0115, metal, sides=24))
    parts += pharmacy_head(tip, metal, m.enamel(shade) if shade else metal)
    return parts, [bulb(tuple(tip - (0, 0.012, 0.08)), 9.0), floor_cord((0.0, 0.118, 0.010))]


def pharmacy_head(tip, metal, skin):
    """A bell shade with a rolled rim and a pale lining, tilted towards the reader."""
    tilt = {"at": tuple(tip - (0, 0, 0.098)), "rotation": (-16, 10, 0)}
    outline = np.array([(0.092, 0.0), (0.089, 0.012), (0.078, 0.048), (0.055, 0.082), (0.030, 0.098), (0.020, 0.102)])
    outer, inner = spline(outline, 40), spline(outline * 0.985 - (0, 0.0016), 40)
    rolled = fillet([tuple(outer[0] - (0.002, 0)), (0.0945, -0.003, 0.002), tuple(outer[0] + (0.001, 0.004))], 6)
    crown = [(0.022, 0.098), (0.022, 0.112, 0.006), (0.012, 0.124, 0.004), (0.0005, 0.125)]
    globe = spline([(0.0005, 0.016), (0.018, 0.022), (0.027, 0.042), (0.018, 0.066), (0.012, 0.095)], 20)
    return [
        lathe("shade", np.vstack([rolled, outer[1:]]), skin, segments=120, **tilt),
        lathe("lining", inner, m.enamel("#f5ecdc"), segments=120, **tilt),
        turned("crown", crown, metal, **tilt),
        lathe("globe", globe, m.emitter("#ffdfae", 8.0), segments=40, **tilt),
    ]


def paper_lamp(frame, shade, height):
    """A column of paper over hoops, slightly uneven, on a low timber cross."""
    timber, cane, low, radius = m.wood(frame, "X"), m.rattan("#8d6a42"), 0.10, 0.135
    count = round((height - low) / 0.052)
    rng = np.random.default_rng(12)
    levels = np.linspace(low, height, count + 1) + np.r_[0, rng.uniform(-0.004, 0.004, count - 1), 0]
    wander = rng.uniform(-0.0022, 0.0022, count + 1)
    profile = []
    for z, top, near, far in zip(levels, levels[1:], wander, wander[1:], strict=False):
        t = np.linspace(0, 1, 9)[:-1]
        bulge = 0.0052 * np.sin(math.pi * t) ** 0.7
        profile += list(zip(radius + near + (far - near) * t + bulge, z + (top - z) * t, strict=True))
    profile.append((radius + wander[-1], height))

    def warp(angle, r, z):
        return r + 0.0012 * np.sin(5 * angle + 40 * z)

    parts = [lathe("paper", profile, m.washi(shade), segments=160, warp=warp)]
    for step, z in list(zip(wander, levels, strict=True))[1:-1]:
        parts.append(hoop(radius + step - 0.0012, z, 0.0015, cane))
    parts += [hoop(radius - 0.001, z, 0.0055, timber, "end") for z in (low - 0.002, height + 0.002)]
    parts += crossed_foot(frame, low, radius * 1.05)
    lights = [bulb((0, 0, low + (height - low) * t), 5.0, 0.05) for t in (0.16, 0.5, 0.84)]
    return parts, [*lights, floor_cord((0.0, 0.02, low - 0.05))]


def crossed_foot(frame, height, half):
    """Two halved timber bars on four turned feet."""
    timber, upright_timber = m.wood(frame, "X"), m.wood(frame, "Z")
    leg = [(0.0005, 0), (0.009, 0, 0.003), (0.0125, height - 0.004), (0.0005, height - 0.004)]
    parts = []
    for turn, level in ((45, height - 0.049), (-45, height - 0.0238)):
        bar = (2 * half, 0.026, 0.024)
        parts.append(box("bar", bar, timber, bevel=0.004, at=(0, 0, level), rotation=(0, 0, turn)))
        a = math.radians(turn)
        for reach in (half - 0.016, 0.016 - half):
            parts.append(turned("leg", leg, upright_timber, at=(reach * math.cos(a), reach * math.sin(a), 0)))
    return parts
