"""Mirrors: round on a strap, arched with a shelf, in a ring of cane petals."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import (
    add_object,
    box,
    fillet,
    from_arrays,
    lathe,
    resample,
    rounded_rectangle,
    sharpen,
    surface,
    tube,
)

from families import family


def timber_or_metal(kind, grain="Z"):
    """A wood where the word names one, else a brushed metal."""
    return m.wood(kind, grain) if kind in m.WOODS else m.metal(kind, "brushed")


def circle(radius, count=180):
    """A closed (x, z) circle."""
    angle = np.linspace(0, 2 * math.pi, count, endpoint=False)
    return radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def arch(width, height, corner=0.02):
    """A closed (x, z) outline with a half-round top, centred on the origin."""
    half, shoulder = width / 2, height / 2 - width / 2
    turn = np.linspace(0, math.pi, 90)
    top = np.stack([half * np.cos(turn), shoulder + half * np.sin(turn)], axis=1)
    foot = fillet(
        [(-half, shoulder), (-half, -height / 2, corner), (half, -height / 2, corner), (half, shoulder)], steps=14
    )
    return np.vstack([top, foot[1:-1]])


def offset(loop, distance):
    """Move a counter-clockwise (x, z) loop outwards along its normals."""
    tangent = np.roll(loop, -1, axis=0) - np.roll(loop, 1, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    return loop + distance * np.stack([tangent[:, 1], -tangent[:, 0]], axis=1)


def upright(loop, depth):
    """(x, z) points as 3-D points `depth` in front of the wall."""
    return np.stack([loop[:, 0], np.full(len(loop), -depth), loop[:, 1]], axis=1)


def framing(loop, profile, material):
    """A frame round a loop; the profile's points are (outwards, forwards) from its inner edge."""
    rows = np.array([upright(offset(loop, out), depth) for out, depth in profile])
    return surface("frame", rows, material, wrap_u=True, wrap_v=True)


def silvered(loop, depth, bevel=0.014):
    """A sheet of mirror glass with a ground edge."""
    coat = m.Shader("mirror", Metallic=1.0, Roughness=0.0)
    coat.set("Base Color", "#f3f2ee")
    rows = np.array([upright(loop, depth - 0.0022), upright(offset(loop, -bevel), depth)])
    return sharpen(surface("glass", rows, coat.material, wrap_u=True, caps=(False, True)), 4)


def opposite_wall(distance=3.2):
    """What a mirror shows: the far side of a daylight studio. Only sharp reflections see it."""
    shader = m.Shader("far side of the studio")
    place = shader.node("ShaderNodeSeparateXYZ", {0: shader.node("ShaderNodeTexCoord").outputs["Object"]})
    x, z = place.outputs["X"], place.outputs["Z"]

    def strip(value, low, high, blur):
        rise, fall = shader.remap(value, low, low + blur), shader.remap(value, high - blur, high, 1.0, 0.0)
        return shader.math("MULTIPLY", rise, fall)

    falloff = shader.math("ADD", shader.math("ABSOLUTE", shader.math("ADD", x, 1.4)), shader.math("MULTIPLY", z, -0.2))
    tone = shader.ramp(shader.math("MULTIPLY", falloff, 0.4), [(0.0, "#e4ddd2"), (0.5, "#bdb6ab"), (1.0, "#8f8981")])
    tone = shader.mix(shader.remap(z, -1.02, -0.98, 1.0, 0.0), tone, "#83705c")
    panes = shader.math("MULTIPLY", strip(x, -1.72, -0.98, 0.03), strip(z, -0.55, 1.5, 0.03))
    tone = shader.mix(panes, tone, "#ffffff")
    for bar in (strip(x, -1.37, -1.33, 0.01), strip(z, 0.12, 0.16, 0.01)):
        tone = shader.mix(shader.math("MULTIPLY", bar, panes), tone, "#cfc9bf")
    folds = shader.remap(shader.wave(shader.coords(vary=False), 3.4, 1.5, "X"), 0.0, 1.0, 0.72, 0.95)
    linen = shader.math("MULTIPLY", strip(x, -1.08, -0.66, 0.03), folds)
    tone = shader.mix(shader.math("MULTIPLY", linen, shader.remap(z, -0.96, -0.92)), tone, "#f3ebde")
    glow = shader.node("ShaderNodeEmission", {"Color": tone, "Strength": shader.remap(panes, 0, 1, 0.8, 1.7)}).outputs[
        0
    ]
    clear = shader.node("ShaderNodeBsdfTransparent").outputs[0]
    sharp = shader.node("ShaderNodeLightPath").outputs["Is Singular Ray"]
    mixed = shader.node("ShaderNodeMixShader", {0: sharp, 1: clear, 2: glow}).outputs[0]
    shader.tree.links.new(mixed, shader.output.inputs["Surface"])
    corners = [(-9, 0, -6), (9, 0, -6), (9, 0, 6), (-9, 0, 6)]
    card = add_object("far side", from_arrays("far side", corners, [(0, 1, 2, 3)]), shader.material)
    card.location.y = -distance
    card.visible_camera = card.visible_diffuse = card.visible_shadow = card.visible_transmission = False
    return card


@family("mirror")
def mirror(shape, frame, colour_name, accent="#8f552c", size=None):
    """A wall mirror: round on a leather strap, arched with a shelf, or in petals of cane."""
    build, usual, style, name = {
        "strap": (strap_mirror, 0.5, "mid-century", "Round mirror on a strap"),
        "arch": (arched_mirror, 0.8, "Scandinavian", "Arched mirror with shelf"),
        "petals": (petal_mirror, 0.74, "boho", "Sunburst mirror"),
    }[shape]
    trim = (", leather, brass" if frame in m.WOODS else ", leather") if shape == "strap" else ""
    return Product(
        build(size or usual, frame, accent),
        {"colour": colour_name, "material": f"{frame}{trim}, glass", "style": style, "name": name},
        mount="wall",
        extras=[opposite_wall()],
        view=View(azimuth=15, elevation=3, fill=0.78),
    )


def strap_mirror(size, frame, leather):
    """A round mirror in a deep rim; a leather strap runs round it and over a peg."""
    rim, peg, rise = size / 2, 0.013, size * 0.86
    bezel = 0.024 if frame in m.WOODS else 0.014
    inset = bezel + 0.016
    profile = [(0, 0.004), (0, 0.031, 0.003), (bezel, 0.034, 0.006), (bezel + 0.002, 0.004, 0.003), (0, 0.004)]
    profile = fillet(profile, 6)[:-1]
    padded = [(bezel, 0.003), (bezel, 0.029, 0.004), (inset, 0.029, 0.008), (inset, 0.003), (bezel, 0.003)]
    padded = fillet(padded, 6)[:-1]
    hide = m.leather(leather, pebble=0.0016)
    parts = [
        framing(circle(rim - inset), profile, timber_or_metal(frame, "X")),
        framing(circle(rim - inset), padded, hide),
    ]
    parts.append(silvered(circle(rim - inset + 0.001), 0.026))
    parts.append(lathe("back", [(0.0005, 0.003), (rim - 0.008, 0.003), (rim - 0.008, 0.0)], m.plastic("#3a342e")))
    parts[-1].rotation_euler.x = math.pi / 2
    contact = math.acos((rim + 0.0026 - peg) / rise)
    over, under = np.linspace(-contact, contact, 24), np.linspace(contact, 2 * math.pi - contact, 200)
    belt = np.vstack(
        [
            np.stack([peg * np.sin(over), rise + peg * np.cos(over)], axis=1),
            (rim + 0.0026) * np.stack([np.sin(under), np.cos(under)], axis=1),
        ]
    )
    path = resample(upright(np.vstack([belt, belt[:1]]), 0.018), 420)[:-1]
    parts.append(tube("strap", path, 1.0, hide, closed=True, section=rounded_rectangle(0.023, 0.0052, 0.002, 5)))
    metal = m.metal("brass" if frame in m.WOODS else frame, "brushed")
    knob = [
        (0.0005, 0),
        (0.012, 0),
        (0.0105, 0.031, 0.003),
        (0.017, 0.036, 0.005),
        (0.016, 0.045, 0.005),
        (0.0005, 0.046),
    ]
    parts.append(lathe("peg", fillet(knob, 7), metal, segments=64, at=(0, 0, rise), rotation=(90, 0, 0)))
    for side in (-1, 1):
        at = (side * (rim + 0.004) * math.sin(contact), -0.018, (rim + 0.004) * math.cos(contact))
        turn = side * math.degrees(contact)
        parts.append(box("keeper", (0.005, 0.027, 0.011), metal, bevel=0.0016, at=at, rotation=(0, turn - 90, 0)))
    return parts


def arched_mirror(size, frame, _):
    """An arched mirror; the frame stands on a small shelf for keys."""
    width = size * 0.60
    loop = arch(width, size)
    profile = [(0, 0.004), (0, 0.025, 0.002), (0.006, 0.036, 0.003), (0.027, 0.036, 0.004), (0.029, 0.004, 0.003)]
    profile = fillet([*profile, (0, 0.004)], 6)[:-1]
    bottom = -size / 2 - 0.029
    parts = [framing(loop, profile, timber_or_metal(frame)), silvered(offset(loop, 0.001), 0.020)]
    wide = width + 0.13
    plank = timber_or_metal(frame, "X")
    parts.append(box("shelf", (wide, 0.115, 0.020), plank, bevel=0.003, at=(0, -0.0575, bottom - 0.010)))
    parts.append(box("lip", (wide, 0.010, 0.018), plank, bevel=0.003, at=(0, -0.1102, bottom + 0.0088)))
    parts.append(box("cleat", (wide - 0.10, 0.018, 0.040), plank, bevel=0.003, at=(0, -0.009, bottom - 0.0402)))
    for side in (-1, 1):
        peg = fillet([(0.0005, 0), (0.0075, 0), (0.0065, 0.034, 0.004), (0.0105, 0.052, 0.006), (0.0005, 0.054)], 7)
        at = (side * width * 0.28, -0.017, bottom - 0.042)
        parts.append(lathe("peg", peg, timber_or_metal(frame, "Z"), segments=40, at=at, rotation=(98, 0, 0)))
    return parts


def petal_mirror(size, _, colour):
    """A round mirror in two rows of bent cane petals, tied to a wrapped ring."""
    rng = np.random.default_rng(4)
    cane, inner, outer = m.rattan(colour), size * 0.25, size / 2
    parts = [silvered(circle(inner), 0.016, bevel=0.010)]
    parts.append(lathe("back", [(0.0005, 0.008), (inner + 0.01, 0.008), (inner + 0.01, 0.004)], cane))
    parts[-1].rotation_euler.x = math.pi / 2
    for radius, thick, lift in ((inner, 0.0075, 0.018), (inner + 0.017, 0.0048, 0.020), (size * 0.385, 0.0035, 0.0165)):
        parts.append(tube("hoop", upright(circle(radius), lift), thick, cane, sides=12, closed=True))
    count = 26
    for number in range(count):
        for reach, half, lift in ((outer, 0.115, 0.0115), (outer * 0.83, 0.075, 0.0155)):
            parts.append(petal(number, count, inner, reach * rng.uniform(0.985, 1.01), half, lift, cane, rng))
        turn = 2 * math.pi * (number + 0.5) / count
        spoke = np.array([(math.cos(turn), math.sin(turn))]) * np.array([[inner], [outer * 0.93]])
        parts.append(tube("spoke", upright(spoke, 0.0085), 0.0026, cane, sides=8))
        parts.append(binding(turn, inner + 0.0085, cane))
    return parts


def petal(number, count, inner, reach, half, lift, cane, rng):
    """One cane bent into a loop: out from the ring, round, and back."""
    turn = 2 * math.pi * number / count + rng.uniform(-0.01, 0.01)
    side = np.array(
        [(-1, 0.0), (-1, 0.45), (-1, 0.8), (-0.72, 0.95), (0, 1.0), (0.72, 0.95), (1, 0.8), (1, 0.45), (1, 0.0)]
    )
    angle = turn + half * side[:, 0] * (1 + 0.12 * side[:, 1])
    radius = inner + (reach - inner) * side[:, 1]
    path = resample(np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), 48)
    smooth = np.vstack([path[:1], (path[:-2] + 2 * path[1:-1] + path[2:]) / 4, path[-1:]])
    return tube("petal", upright(smooth, lift), 0.0032 * rng.uniform(0.9, 1.1), cane, sides=8)


def binding(turn, radius, cane):
    """A few turns of split cane over the two inner hoops."""
    out, along = np.array((math.cos(turn), 0, math.sin(turn))), np.array((-math.sin(turn), 0, math.cos(turn)))
    t = np.linspace(0, 4 * 2 * math.pi, 70)[:, None]
    front = np.array((0, -1.0, 0))
    path = out * (radius + 0.0185 * np.cos(t)) + front * (0.019 + 0.0085 * np.sin(t)) + along * (t / 25 - 0.5) * 0.011
    return tube("binding", path, 0.0015, cane, sides=6)
