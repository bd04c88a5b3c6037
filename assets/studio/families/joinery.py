"""Turned sticks, bent rails, hollowed and corded seats: what chairs, stools and tables are joined from."""

import math

import materials as m
import numpy as np
from shapes import fillet, lathe, rounded_rectangle, spline, surface, tube

STRETCHER = ((0.0, 0.62), (0.5, 1.0), (1.0, 0.62))


LEG = ((0.0, 0.66), (0.62, 1.0), (0.9, 0.84), (1.0, 0.8))
EVEN = ((0.0, 1.0), (1.0, 1.0))


def stick(name, start, end, radius, material, outline=EVEN):
    """A turned rod between two points; outline holds (share of the length, share of the radius), foot first."""
    t = np.concatenate([[0.0, 0.004], np.linspace(0.02, 0.98, 26), [0.996, 1.0]])
    start, end = np.array(start, dtype=float), np.array(end, dtype=float)
    shares = spline(outline, 60)
    radii = radius * np.interp(t, shares[:, 0], shares[:, 1])
    radii[[0, -1]] -= min(0.002, 0.2 * radius)
    return tube(name, start + t[:, None] * (end - start), radii, material, sides=28, round_ends=False)


def between(start, end, share):
    """The point at a share of the way."""
    return np.array(start) + share * (np.array(end) - np.array(start))


def bent_rail(name, path, thickness, height, material):
    """A steam-bent flat rail with rounded edges and ends, swept along a path; thickness is across, height up."""
    section = rounded_rectangle(2.0, 2 * height / thickness, 0.72, 7)
    return tube(name, path, thickness / 2, material, section=section)


def ring(name, radius, z, thickness, material):
    """A hoop lying flat."""
    angle = np.linspace(0, 2 * math.pi, 140, endpoint=False)
    path = np.stack([radius * np.cos(angle), radius * np.sin(angle), np.full_like(angle, z)], axis=1)
    return tube(name, path, thickness, material, closed=True)


def squircle(width, depth, power=3.0, flare=0.0):
    """A warp for a lathe of radius 1: a soft rectangle whose front is wider by `flare`."""

    def warp(angle, radius, z):
        half = width / 2 * (1 - flare * np.sin(angle))
        side = np.abs(np.cos(angle) / half) ** power + np.abs(np.sin(angle) / (depth / 2)) ** power
        return radius * side ** (-1 / power)

    return warp


def hollowed_seat(top, thickness, dish, material, warp, edge=0.03):
    """A solid timber seat: hollowed on top, eased rim, undercut below. The lathe radius is 1, scaled by the warp."""
    profile = fillet(
        [
            (0.0005, top - dish),
            (0.45, top - dish * 0.86, 0.2),
            (0.80, top - dish * 0.22, 0.15),
            (0.93, top, 0.06),
            (1.0, top - 0.002, 0.04),
            (1.0, top - thickness * 0.55, 0.02),
            (1.0 - 4 * edge, top - thickness, 0.03),
            (0.0005, top - thickness),
        ],
        10,
    )
    return lathe("seat", profile, material, segments=160, warp=warp)


def corded_seat(widths, depth, level, colour, rail=0.013, cord=0.0029, post=0.022):
    """A seat woven of paper cord over four rails: strands run in from every rail and meet on the diagonals.

    widths are those of the front and back rail, level is the height of the rails' axes.
    """
    strand, chance = m.yarn(colour, cord), np.random.default_rng(5)
    wrap = rail + cord
    under = np.linspace(math.radians(-110), math.radians(90), 12)

    def spot(u, v, lift):
        half = (widths[0] + (widths[1] - widths[0]) * (v + 1) / 2) / 2
        hollow = 0.011 * np.clip(1 - u * u, 0, 1) * np.clip(1 - v * v, 0, 1)
        return np.stack([u * half, v * depth / 2, level + lift - hollow], axis=-1)

    parts = []
    for length, side in ((widths[0], "front"), (widths[1], "back"), (depth, "left"), (depth, "right")):
        edge = 1 - 2 * post / length
        reach_of = (depth if side in ("front", "back") else sum(widths) / 2) / 2
        for across in np.linspace(-edge, edge, round(edge * length / (2 * cord))):
            across += chance.normal(0, 0.0004)
            inwards = np.linspace(0, 1 - abs(across), 14)
            sink = np.clip(1 - (inwards[-1] - inwards) * reach_of / (5 * cord), 0, 1) ** 2
            inward = np.concatenate([-np.cos(under) * wrap / reach_of, inwards[1:]])
            lift = np.concatenate([np.sin(under) * wrap, wrap - 2.6 * cord * sink[1:] + chance.normal(0, 0.0002)])
            along = np.full_like(inward, across)
            u, v = {
                "front": (along, inward - 1),
                "back": (along, 1 - inward),
                "left": (inward - 1, along),
                "right": (1 - inward, along),
            }[side]
            parts.append(tube("cord", spot(u, v, lift), cord * 1.02, strand, sides=8, round_ends=False))
    u, v = np.meshgrid(np.linspace(-0.96, 0.96, 20), np.linspace(-0.96, 0.96, 20))
    parts.append(surface("lining", spot(u, v, wrap - 2.2 * cord), m.felt(m.shade(colour, 0.45))))
    return parts
