"""Carafes and jugs of glass and stoneware."""

import math

import materials as m
import numpy as np
from kit import Product, View, move
from shapes import fillet, lathe, resample, spline, tube, vessel_profile

from families import family
from families.tableware import pottery


def blown(outer, wall, base, count=90):
    """The section of a blown glass: an outline with a thick, gently domed base and a fire-polished lip."""
    outer = np.asarray(outer, dtype=float)
    along = np.gradient(outer, axis=0)
    along /= np.linalg.norm(along, axis=1)[:, None]
    inner = outer + wall * np.stack([-along[:, 1], along[:, 0]], axis=1)
    inner = inner[inner[:, 1] > outer[0, 1] + base + 0.002][::-1]
    lip = (outer[-1] + inner[0]) / 2 + along[-1] * wall * 0.7
    punt = [(0.0005, outer[0, 1] + 0.0016), (outer[0, 0] * 0.75, outer[0, 1] + 0.0008)]
    floor = [tuple(inner[-1]), (inner[-1, 0], base, 0.008), (0.0005, base + 0.001)]
    rim = fillet([tuple(outer[-1]), (*lip, wall), tuple(inner[0])], 7)
    return np.vstack([punt, outer, rim, inner[:-1], fillet(floor, 9)])


def straight(corners, count=80):
    """An outline with rounded corners, evenly dense so that it can be fluted."""
    return resample(fillet(corners, 16), count)


def fluted(count, depth, low, high):
    """A lathe warp: `count` round flutes that fade out below `low` and above `high`."""

    def warp(angle, radius, z):
        fade = np.clip((z - low) / 0.01, 0, 1) * np.clip((high - z) / 0.012, 0, 1)
        return radius - depth * fade * (1 - np.abs(np.cos(count / 2 * angle)))

    return warp


def bedside(tint):
    """A shouldered carafe with its tumbler turned over the neck."""
    glass = m.glass(tint)
    corners = [(0.036, 0.0), (0.047, 0.0, 0.012), (0.049, 0.125, 0.034), (0.0215, 0.157, 0.022), (0.0215, 0.192, 0.01)]
    outline = straight([*corners, (0.0245, 0.205)], 110)
    body = lathe("carafe", blown(outline, 0.0026, 0.007), glass, segments=128)
    cup = straight([(0.025, 0.0), (0.0325, 0.0, 0.009), (0.0345, 0.074)], 60)
    tumbler = lathe("tumbler", blown(cup, 0.0022, 0.006), glass, segments=128, rotation=(180, 0, 0))
    tumbler.location = (0.0012, 0, 0.2145)
    return [body, tumbler], "glass", "modern", "Bedside carafe with tumbler"


def ribbed(tint, tumblers):
    """A fluted carafe with a flared mouth, and tumblers of the same mould beside it."""
    glass = m.glass(tint)
    points = [(0.038, 0), (0.046, 0.003), (0.052, 0.03), (0.050, 0.10), (0.035, 0.158), (0.027, 0.195)]
    outline = spline([*points, (0.031, 0.225), (0.0385, 0.244)], 150)
    parts = [lathe("carafe", blown(outline, 0.0034, 0.008), glass, segments=320, warp=fluted(26, 0.0024, 0.004, 0.236))]
    cup = straight([(0.027, 0.0), (0.0325, 0.0, 0.007), (0.0375, 0.092)], 80)
    for number in range(tumblers):
        spot = ((0.092, -0.028, 0), (0.040, -0.098, 0))[number]
        flutes = fluted(22, 0.0018, 0.004, 0.078)
        parts.append(lathe("tumbler", blown(cup, 0.003, 0.009), glass, segments=264, warp=flutes, at=spot))
    return parts, "glass", "retro", "Ribbed carafe with two tumblers"


def jug(finish, colour, size):
    """A stoneware jug with a pulled spout and a strap handle."""
    clay = pottery(finish, colour, 0.2 * size)
    outline = [(0.050, 0.0), (0.060, 0.012), (0.071, 0.070), (0.0655, 0.120), (0.053, 0.162), (0.050, 0.188)]
    outline = np.array([*outline, (0.055, 0.210)]) * size
    top = outline[-1, 1]

    def pulled(angle, radius, z):
        rise = np.clip((z - 0.70 * top) / (0.30 * top), 0, 1) ** 1.8
        away = np.abs((angle + math.pi) % (2 * math.pi) - math.pi)
        nose = np.exp(-((away / 0.34) ** 2)) - 0.22 * np.exp(-(((away - 0.78) / 0.3) ** 2))
        rings = 0.002 * np.sin(330 * z / size + angle)
        return radius * (1 + 0.42 * rise * nose + rings)

    section = vessel_profile(outline, wall=0.0048, count=90, floor=0.008)
    body = lathe("jug", section, clay, segments=200, warp=pulled)
    ear = [(-0.049, 0, 0.182), (-0.078, 0, 0.193), (-0.104, 0, 0.165), (-0.102, 0, 0.115), (-0.083, 0, 0.078)]
    path = spline(np.array([*ear, (-0.0655, 0, 0.068)]) * size, 50)
    turn = np.linspace(0, 2 * math.pi, 22, endpoint=False)
    strap = np.column_stack([0.55 * np.cos(turn) * (1 - 0.18 * np.sin(turn) ** 6), 1.45 * np.sin(turn)])
    thick = np.interp(np.linspace(0, 1, 50), [0, 0.12, 0.6, 0.93, 1], [0.0105, 0.0080, 0.0068, 0.0072, 0.0100]) * size
    parts = [body, tube("handle", path, thick, clay, section=strap)]
    return parts, f"{finish} stoneware", "rustic", "Stoneware jug"


@family("carafe", surface="table")
def carafe(shape, tint, colour_name, tumblers=0, finish=None, size=1.0):
    """A bedside carafe under its tumbler, a ribbed one with two tumblers or a stoneware jug."""
    if shape == "bedside":
        parts, material, style, name = bedside(tint)
    elif shape == "ribbed":
        parts, material, style, name = ribbed(tint, tumblers)
    else:
        parts, material, style, name = jug(finish, tint, size)
        move(parts, turn=-28)
    facts = {"colour": colour_name, "material": material, "style": style, "name": name}
    return Product(parts, facts, view=View(azimuth=12, elevation=11, fill=0.78))
