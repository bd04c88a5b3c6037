"""Kettles: enamel for the stove, gooseneck for coffee, cast iron for tea."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import fillet, lathe, resample, spline, tube, vessel_profile

from families import family


def ring(name, radius, z, thick, material):
    """A rolled rim or a seam around the body."""
    turn = np.linspace(0, 2 * math.pi, 96, endpoint=False)
    path = np.column_stack([radius * np.cos(turn), radius * np.sin(turn), np.full(96, z)])
    return tube(name, path, thick, material, sides=12, closed=True)


def spout(points, radii, skin, wall=0.0013, trim=None):
    """A tapering pipe with a rolled lip around its dark mouth."""
    path = spline(points, 60)
    stops = np.linspace(0, 1, len(radii))
    radius = np.interp(np.linspace(0, 1, 60), stops, radii)
    pipe = tube("spout", path, radius, skin, sides=40, round_ends=False)
    end, along = path[-1], (path[-1] - path[-2]) / np.linalg.norm(path[-1] - path[-2])
    across, up = np.array((0.0, 1.0, 0.0)), np.cross(along, (0.0, 1.0, 0.0))
    turn = np.linspace(0, 2 * math.pi, 48, endpoint=False)[:, None]
    circle = end + (radius[-1] - 0.4 * wall) * (np.cos(turn) * across + np.sin(turn) * up)
    lip = tube("lip", circle, wall, trim or skin, sides=12, closed=True)
    dark = tube(
        "mouth",
        [end - along * 0.0004, end + along * 0.0003],
        radius[-1] - wall,
        m.plastic("#0c0b0a", 0.9),
        sides=32,
        round_ends=False,
    )
    return [pipe, lip, dark]


def turned(name, corners, material, steps=8, **place):
    """A solid of revolution with rounded corners."""
    return lathe(name, fillet(corners, steps), material, segments=96, **place)


def knob(z, radius, material):
    """A mushroom knob on a short neck."""
    corners = [(0.0005, z), (0.62 * radius, z, 0.002), (0.5 * radius, z + 0.5 * radius, 0.004)]
    corners += [
        (radius, z + 0.95 * radius, 0.006),
        (0.92 * radius, z + 1.7 * radius, 0.008),
        (0.0005, z + 1.8 * radius),
    ]
    return turned("knob", corners, material)


def enamel_kettle(colour, timber):
    """A squat enamelled kettle: dark rolled rims, a wire bail with a turned wooden grip."""
    skin, trim, wire = m.enamel(colour), m.enamel("#1d1c1b"), m.metal("steel", "polished")
    outline = [(0.083, 0.0), (0.093, 0.004), (0.099, 0.028), (0.092, 0.072), (0.072, 0.110), (0.056, 0.126)]
    parts = [lathe("body", vessel_profile(outline, wall=0.0022, count=70), skin, segments=140)]
    parts += [ring("rim", 0.0555, 0.1270, 0.0019, trim), ring("foot", 0.0925, 0.0042, 0.0016, trim)]
    lid = [(0.0005, 0.124), (0.0515, 0.124, 0.002), (0.0535, 0.1285, 0.002), (0.040, 0.139, 0.018), (0.0005, 0.1435)]
    parts += [turned("lid", lid, skin, 14), ring("lid rim", 0.0532, 0.1284, 0.0014, trim)]
    parts.append(knob(0.1425, 0.0125, m.wood(timber, "Z")))
    nose = [(0.070, 0, 0.040), (0.108, 0, 0.058), (0.132, 0, 0.094), (0.153, 0, 0.131)]
    parts += spout(nose, [0.030, 0.0215, 0.0138, 0.0112], skin, trim=trim)
    left, right = [(-0.066, 0.112), (-0.080, 0.150, 0.03)], [(0.080, 0.150, 0.03), (0.066, 0.112)]
    bail = fillet([*left, (-0.072, 0.212, 0.035), (0.072, 0.212, 0.035), *right], 12)
    path = resample(np.column_stack([bail[:, 0], np.zeros(len(bail)), bail[:, 1]]), 110)
    parts.append(tube("bail", path, 0.0029, wire, sides=16))
    along = np.linspace(-1, 1, 40)
    shape = 0.0108 + 0.0022 * np.cos(along * 2.2) - 0.0035 * np.abs(along) ** 10
    spine = np.column_stack([along * 0.046, np.zeros(40), np.full(40, 0.212)])
    parts.append(tube("grip", spine, shape, m.wood(timber, "X"), sides=32))
    for side in (-1, 1):
        lug = [(side * 0.066, -0.008, 0.1135), (side * 0.066, 0.008, 0.1135)]
        parts.append(tube("lug", lug, 0.0058, wire, sides=24))
    return parts, f"enamel, {timber}, steel"


def gooseneck_kettle(finish, timber):
    """A tapering pour-over kettle with a slim swan's neck and a wooden pistol grip."""
    skin = m.powder_coat("#1c1c1d") if finish == "black steel" else m.metal(finish)
    wood = m.wood(timber, "Z")
    outline = fillet(
        [(0.070, 0.0), (0.0795, 0.0, 0.006), (0.0785, 0.020, 0.01), (0.0565, 0.128, 0.016), (0.0475, 0.134)], 12
    )
    parts = [lathe("body", vessel_profile(resample(outline, 40), wall=0.0016, count=90), skin, segments=140)]
    parts.append(ring("seam", 0.0795, 0.0065, 0.0011, skin))
    lid = [(0.0005, 0.131), (0.0475, 0.131, 0.001), (0.0500, 0.1345, 0.0012), (0.0490, 0.1375, 0.002)]
    lid += [(0.030, 0.1395, 0.01), (0.0005, 0.1405)]
    parts += [turned("lid", lid, skin), knob(0.1400, 0.0115, wood)]
    neck = [(0.066, 0, 0.030), (0.100, 0, 0.030), (0.124, 0, 0.052), (0.130, 0, 0.092), (0.141, 0, 0.128)]
    neck += [(0.166, 0, 0.146), (0.190, 0, 0.141)]
    parts += spout(neck, [0.0150, 0.0115, 0.0085, 0.0074, 0.0066, 0.0058, 0.0052], skin, wall=0.0009)
    turn = np.linspace(0, 2 * math.pi, 28, endpoint=False)
    oval = np.column_stack([np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.8, 0.85 * np.sin(turn)])
    hold = [(-0.080, 0, 0.1235), (-0.108, 0, 0.127), (-0.129, 0, 0.112), (-0.132, 0, 0.080), (-0.123, 0, 0.040)]
    thick = np.interp(np.linspace(0, 1, 70), [0, 0.3, 0.7, 1], [0.0100, 0.0118, 0.0130, 0.0108])
    parts.append(tube("grip", spline(hold, 70), thick, wood, section=oval))
    parts.append(tube("ferrule", [(-0.074, 0, 0.1228), (-0.083, 0, 0.1240)], 0.0112, skin, sides=40))
    parts.append(tube("arm", spline([(-0.052, 0, 0.117), (-0.064, 0, 0.1212), (-0.077, 0, 0.1232)], 20), 0.0062, skin))
    return parts, f"{finish}, {timber}"


def hobnails(count, low, high, pitch, height):
    """A lathe warp: staggered rows of small round studs."""

    def warp(angle, radius, z):
        row = np.round((z - low) / pitch)
        around = angle * count / (2 * math.pi) + 0.5 * (row % 2)
        from_centre = np.hypot((around - np.round(around)) / 0.37, ((z - low) / pitch - row) / 0.37)
        studs = np.sqrt(np.clip(1 - from_centre**2, 0, 1))
        return radius + height * studs * (z > low - pitch / 2) * (z < high)

    return warp


def iron_kettle(colour):
    """A low cast-iron kettle with rows of studs, a short spout and an arched iron handle on two eyes."""
    iron = m.cast_iron(colour)
    outline = [(0.056, 0.0), (0.064, 0.004), (0.088, 0.034), (0.094, 0.056), (0.086, 0.084), (0.062, 0.104)]
    section = vessel_profile([*outline, (0.047, 0.110)], wall=0.004, count=200)
    parts = [lathe("body", section, iron, segments=672, warp=hobnails(56, 0.050, 0.092, 0.0082, 0.0026))]
    parts.append(ring("belt", 0.0925, 0.0425, 0.0014, iron))
    lid = [(0.0005, 0.107), (0.0440, 0.107, 0.001), (0.0485, 0.1115, 0.002), (0.0475, 0.1150, 0.003)]
    lid += [(0.028, 0.1195, 0.02), (0.0005, 0.1215)]
    parts += [turned("lid", lid, iron, 12), knob(0.1205, 0.0105, iron)]
    parts += spout(
        [(0.074, 0, 0.060), (0.104, 0, 0.074), (0.118, 0, 0.096), (0.130, 0, 0.116)],
        [0.0215, 0.0170, 0.0125, 0.0115],
        iron,
        wall=0.0024,
    )
    arch = [(-0.071, 0, 0.113), (-0.086, 0, 0.142), (-0.076, 0, 0.186), (-0.040, 0, 0.214), (0.0, 0, 0.220)]
    arch += [(-x, y, z) for x, y, z in arch[-2::-1]]
    turn = np.linspace(0, 2 * math.pi, 24, endpoint=False)
    flat = np.column_stack([np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.7, 0.62 * np.sin(turn)])
    thick = np.interp(np.linspace(-1, 1, 90), [-1, -0.8, 0, 0.8, 1], [0.0048, 0.0055, 0.0078, 0.0055, 0.0048])
    parts.append(tube("handle", spline(arch, 90), thick, iron, section=flat))
    turn = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    for side in (-1, 1):
        eye = np.column_stack([side * 0.069 + 0.0085 * np.cos(turn), 0 * turn, 0.106 + 0.0085 * np.sin(turn)])
        parts.append(tube("eye", eye, 0.0034, iron, sides=16, closed=True))
        pin = [(side * 0.0705, -0.0075, 0.112), (side * 0.0705, 0.0075, 0.112)]
        parts.append(tube("pin", pin, 0.0046, iron, sides=20))
    return parts, "cast iron"


@family("kettle", surface="table")
def kettle(shape, finish, colour_name, timber=None, size=1.0):
    """An enamel stovetop kettle, a gooseneck pour-over kettle or a studded cast-iron one."""
    if shape == "enamel":
        parts, material = enamel_kettle(finish, timber)
    elif shape == "gooseneck":
        parts, material = gooseneck_kettle(finish, timber)
    else:
        parts, material = iron_kettle(finish)
    for part in parts:
        part.scale = [size * value for value in part.scale]
        part.location = [size * value for value in part.location]
    style, name = {
        "enamel": ("retro", "Enamel stovetop kettle"),
        "gooseneck": ("industrial", "Gooseneck pour-over kettle"),
        "iron": ("Japandi", "Cast-iron kettle with arched handle"),
    }[shape]
    facts = {"colour": colour_name, "material": material, "style": style, "name": name}
    return Product(parts, facts, view=View(azimuth=-16, elevation=15, fill=0.78))
