"""Table lamps and pendant lamps, lit."""

import math

import bpy
import materials as m
import numpy as np
from kit import Product, View
from shapes import fillet, lathe, spline, tube, vessel_profile

from families import family


def bulb(at, power, radius=0.03):
    """A warm point light (drawn by its shade, not seen itself)."""
    data = bpy.data.lights.new("bulb", "POINT")
    data.energy, data.color, data.shadow_soft_size = power, (1.0, 0.73, 0.45), radius
    light = bpy.data.objects.new("bulb", data)
    light.location = at
    bpy.context.collection.objects.link(light)
    return light


LAMP_BODIES = {
    "gourd": [
        (0.070, 0.0),
        (0.088, 0.014),
        (0.112, 0.07),
        (0.090, 0.13),
        (0.052, 0.165),
        (0.062, 0.205),
        (0.050, 0.245),
        (0.022, 0.268),
        (0.016, 0.275),
    ],
    "column": [
        (0.074, 0.0),
        (0.078, 0.02),
        (0.078, 0.10),
        (0.077, 0.22),
        (0.064, 0.258),
        (0.022, 0.272),
        (0.016, 0.276),
    ],
    "pebble": [
        (0.078, 0.0),
        (0.118, 0.016),
        (0.142, 0.062),
        (0.126, 0.108),
        (0.066, 0.142),
        (0.025, 0.156),
        (0.016, 0.164),
    ],
    "sphere": [
        (0.045, 0.0),
        (0.075, 0.012),
        (0.118, 0.075),
        (0.128, 0.125),
        (0.113, 0.185),
        (0.062, 0.235),
        (0.024, 0.25),
        (0.016, 0.258),
    ],
}


@family("table lamp", surface="table")
def table_lamp(body, finish, colour, colour_name, shade):
    """A ceramic lamp with a linen drum shade that glows."""
    clay = m.matte_ceramic(colour) if finish == "matte" else m.glazed(colour, roughness=0.1)
    outline = np.array(LAMP_BODIES[body])
    top = outline[-1, 1]
    warp = None
    if body == "column":

        def warp(angle, radius, z):
            return radius * (
                1 - 0.05 * np.clip(z / 0.03, 0, 1) * np.clip((0.25 - z) / 0.03, 0, 1) * np.abs(np.sin(13 * angle))
            )

    parts = [lathe("body", vessel_profile(outline, wall=0.004, count=80), clay, segments=208, warp=warp)]
    brass = m.metal("brass", "brushed")
    parts.append(
        lathe(
            "neck",
            fillet(
                [
                    (0.0005, top - 0.002),
                    (0.019, top - 0.002, 0.002),
                    (0.019, top + 0.008, 0.003),
                    (0.008, top + 0.012, 0.003),
                    (0.008, top + 0.085, 0.001),
                    (0.0005, top + 0.085),
                ],
                6,
            ),
            brass,
            segments=48,
        )
    )
    low, high = top + 0.045, top + 0.235
    wide, narrow = 0.190, 0.160
    linen = m.woven(shade, thread=0.0032, slub=0.8, sheen=0.1, through=0.5)
    edge = [(wide, low), (narrow, high), (narrow - 0.0015, high), (wide - 0.0015, low), (wide, low)]
    parts.append(lathe("shade", edge, linen, segments=160))
    for radius, z in ((wide - 0.0003, low + 0.003), (narrow - 0.0003, high - 0.003)):
        ring = [
            (radius * math.cos(a), radius * math.sin(a), z) for a in np.linspace(0, 2 * math.pi, 140, endpoint=False)
        ]
        parts.append(
            tube("trim", ring, 0.0034, m.woven(m.shade(shade, 0.9), thread=0.0025, through=0.15), sides=10, closed=True)
        )
    spider = [
        tube(
            "spider",
            [(0, 0, high - 0.02), ((narrow - 0.002) * math.cos(a), (narrow - 0.002) * math.sin(a), high - 0.006)],
            0.0016,
            brass,
            sides=8,
        )
        for a in (0.4, 2.5, 4.6)
    ]
    return Product(
        [*parts, *spider],
        {
            "colour": colour_name,
            "material": f"{finish} ceramic, linen, brass",
            "style": "classic",
            "name": f"{body.title()} table lamp",
        },
        extras=[bulb((0, 0, (low + high) / 2), 2.6)],
        view=View(azimuth=15, elevation=6, fill=0.80),
        backdrop="#ddd3c6",
        key=0.72,
    )


PENDANTS = {
    "dome": [(0.225, 0.0), (0.222, 0.03), (0.192, 0.105), (0.115, 0.165), (0.045, 0.19), (0.030, 0.20)],
    "bell": [(0.190, 0.0), (0.160, 0.035), (0.112, 0.11), (0.080, 0.21), (0.045, 0.275), (0.024, 0.29)],
    "bowl": [(0.250, 0.0), (0.246, 0.022), (0.212, 0.070), (0.128, 0.108), (0.048, 0.126), (0.030, 0.136)],
    "tall": [(0.088, 0.0), (0.092, 0.03), (0.090, 0.16), (0.072, 0.215), (0.042, 0.238), (0.028, 0.246)],
    "cone": [(0.235, 0.0), (0.180, 0.05), (0.120, 0.105), (0.060, 0.155), (0.030, 0.178)],
}


@family("pendant lamp")
def pendant_lamp(shape, finish, colour, colour_name):
    """A hanging lamp with a lit inside; enamel, brass or woven cane."""
    outline = np.array(PENDANTS[shape])
    top = outline[-1, 1]
    brass = m.metal("brass", "brushed")
    if finish == "rattan":
        parts = cane_shade(outline, m.rattan(colour))
    else:
        outside = m.metal("brass", "brushed") if finish == "brass" else m.enamel(colour)
        bowl = vessel_profile(upside_down(outline, top), wall=0.0022, count=60)
        shell = lathe("shade", upside_down(bowl[::-1], top), outside, segments=160)
        inner = spline(outline * (0.985, 1.0) - (0, 0.0026), 48)
        lining = lathe("lining", inner, m.enamel("#f3e9d6"), segments=160)
        parts = [shell, lining]
    parts.append(
        lathe(
            "cap",
            fillet(
                [
                    (0.0005, top + 0.062),
                    (0.013, top + 0.062, 0.005),
                    (0.022, top + 0.05, 0.004),
                    (0.022, top + 0.012, 0.003),
                    (0.034, top + 0.006, 0.003),
                    (0.034, top - 0.006, 0.002),
                    (0.0005, top - 0.006),
                ],
                6,
            ),
            brass,
            segments=56,
        )
    )
    globe = lathe(
        "globe",
        [
            (0.0005, -0.0005),
            (0.018, 0.003),
            (0.031, 0.017),
            (0.036, 0.035),
            (0.031, 0.055),
            (0.018, 0.075),
            (0.013, 0.10),
        ],
        m.emitter("#ffdfae", 9.0),
        segments=48,
        at=(0, 0, 0.045),
    )
    cord = tube("cord", [(0, 0, top + 0.06), (0, 0, top + 4.0)], 0.0032, m.woven("#2b2724", thread=0.002), sides=12)
    return Product(
        [*parts, globe],
        {
            "colour": colour_name,
            "material": finish if finish == "brass" else f"{finish}, brass",
            "style": "industrial" if shape == "dome" else "modern",
            "name": f"{shape.title()} pendant",
        },
        mount="ceiling",
        extras=[cord, bulb((0, 0, 0.03), 3.0)],
        view=View(azimuth=8, elevation=-15, fill=0.66),
        key=0.8,
    )


def upside_down(profile, top):
    """Turn a profile over, so that its widest end becomes its mouth."""
    return profile[::-1] * (1, -1) + (0, top)


def cane_shade(outline, cane):
    """Open-work shade: slender ribs crossed by hoops of cane."""
    parts = []
    dense = np.array(outline)
    ribs = 44
    for number in range(ribs):
        a = 2 * math.pi * number / ribs
        for lean in (0.34, -0.34):
            turn = a + lean * (dense[:, 1] / dense[-1, 1])
            path = np.stack([dense[:, 0] * np.cos(turn), dense[:, 0] * np.sin(turn), dense[:, 1]], axis=1)
            parts.append(tube("rib", path, 0.0019, cane, sides=8))
    for radius, z in dense:
        ring = [
            (radius * math.cos(a), radius * math.sin(a), z) for a in np.linspace(0, 2 * math.pi, 100, endpoint=False)
        ]
        parts.append(tube("hoop", ring, 0.0034, cane, sides=10, closed=True))
    return parts
