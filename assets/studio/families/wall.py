"""Framed prints for the wall."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import add_object, box, from_arrays, leaf, resample, sharpen, spline, surface, tube

from families import family

PAPER, MOUNT = "#f8f1e2", "#fffaf0"


@family("picture frame")
def picture_frame(motif, timber, inks, colour_name, width=None):
    """A framed print behind glass: layered pebbles, a pressed branch on torn paper, or a pair of arcs."""
    usual, style, name = {
        "pebbles": (0.50, "mid-century", "Framed abstract print"),
        "botanical": (0.40, "natural", "Framed botanical"),
        "pair": (0.36, "modern", "Pair of framed prints"),
    }[motif]
    width = width or usual
    draw = {"pebbles": [pebbles], "botanical": [botanical], "pair": [arches, sunrise]}[motif]
    height = width * (1.26 if motif == "botanical" else 1.4)
    parts = []
    for number, art in enumerate(draw):
        x = (number - (len(draw) - 1) / 2) * (width + 0.07)
        parts += framed(art, width, height, timber, inks, x, floating=motif == "botanical")
    return Product(
        parts,
        {"colour": colour_name, "material": f"{timber}, paper, glass", "style": style, "name": name},
        mount="wall",
        view=View(azimuth=13, elevation=3, fill=0.80 if len(draw) > 1 else 0.74),
    )


# ---------------------------------------------------------------- frame and mount


def mitred(width, height, profile, materials, x, name="frame"):
    """Four lengths of moulding mitred at the corners; the profile's points are (outwards, forwards)."""
    profile = np.array(profile)
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    parts = []
    for number, (start, end) in enumerate(zip(corners, corners[1:] + corners[:1], strict=True)):
        rows = []
        for sx, sz in (start, end):
            out = profile[:, 0]
            rows.append(np.stack([sx * (width / 2 + out), -profile[:, 1], sz * (height / 2 + out)], axis=1))
        strip = surface(name, np.array(rows), materials[number % 2], wrap_u=True, caps=True, at=(x, 0, 0))
        parts.append(sharpen(strip, 30))
    return parts


def framed(art, width, height, timber, inks, x, floating):
    """One frame with backing, mount, print and glass; a floating print lies on the mount, torn edges showing."""
    rail, depth = (0.014, 0.034) if floating else (0.020, 0.026)
    wide, tall = width - 2 * rail, height - 2 * rail
    profile = [
        (-0.003, 0.0225 if floating else 0.0155),
        (-0.003, depth - 0.002),
        (-0.0015, depth),
        (rail - 0.0015, depth),
    ]
    profile += [(rail, depth - 0.0015), (rail, 0.002), (rail - 0.002, 0.0), (-0.003, 0.0)]
    parts = mitred(wide, tall, profile, (m.wood(timber, "X"), m.wood(timber, "Z")), x)
    board = m.plaster(MOUNT)
    if floating:
        parts.append(box("backing", (wide, 0.004, tall), board, bevel=0, at=(x, -0.006, 0)))
        sheet_wide, sheet_tall = wide * 0.80, tall * 0.82
        parts.append(torn_sheet(sheet_wide, sheet_tall, x, 0.0125))
        parts += art(sheet_wide, sheet_tall, inks, x, 0.0148)
    else:
        window, lower = wide * 0.70, tall * 0.74
        raise_by = tall * 0.012
        parts.append(box("paper", (wide - 0.004, 0.002, tall - 0.004), m.paper(PAPER), bevel=0, at=(x, -0.008, 0)))
        parts += art(window, lower, inks, x, 0.0093, raise_by)
        parts += passe_partout(wide, tall, window, lower, x, raise_by, board)
    pane = box(
        "glass",
        (wide + 0.004, 0.002, tall + 0.004),
        clear_pane(),
        bevel=0,
        at=(x, -(0.0205 if floating else 0.0142), 0),
    )
    pane.visible_shadow = False
    return [*parts, pane]


def clear_pane():
    """Picture glass: nearly invisible, with a faint reflection at a slant."""
    shader = m.Shader("picture glass")
    mirror = shader.node("ShaderNodeBsdfGlossy", {"Color": "#ffffff", "Roughness": 0.02}).outputs[0]
    clear = shader.node("ShaderNodeBsdfTransparent").outputs[0]
    fresnel = shader.node("ShaderNodeFresnel", {"IOR": 1.3}).outputs[0]
    mixed = shader.node("ShaderNodeMixShader", {0: fresnel, 1: clear, 2: mirror}).outputs[0]
    shader.tree.links.new(mixed, shader.output.inputs["Surface"])
    return shader.material


def passe_partout(wide, tall, window, lower, x, raise_by, board):
    """A mount with a bevelled window; its core shows as a bright line."""
    front, back, core = 0.0126, 0.0103, m.paper("#fffdf8")
    outer = [(-wide / 2, -tall / 2), (wide / 2, -tall / 2), (wide / 2, tall / 2), (-wide / 2, tall / 2)]
    parts = []
    rings = []
    for grow, depth in ((0.0024, front), (0.0, back)):
        half, up = window / 2 + grow, lower / 2 + grow
        ring = [(-half, -up), (half, -up), (half, up), (-half, up)]
        rings.append([(px, -depth, pz + raise_by) for px, pz in ring])
    face = np.array([[(px, -front, pz) for px, pz in outer], rings[0]])
    parts.append(surface("mount", face, board, wrap_u=True, at=(x, 0, 0)))
    parts.append(surface("core", np.array(rings), core, wrap_u=True, at=(x, 0, 0)))
    return parts


def torn_sheet(wide, tall, x, depth):
    """Handmade paper with a deckle edge, held off the mount and cockling a little."""
    rng = np.random.default_rng(6)
    edge = []
    corners = [(-wide / 2, -tall / 2), (wide / 2, -tall / 2), (wide / 2, tall / 2), (-wide / 2, tall / 2)]
    outline = resample(np.array([*corners, corners[0]]), 420)[:-1]
    ragged = rng.normal(0, 1.0, (420 - 1, 2))
    ragged = sum(np.roll(ragged, k, axis=0) for k in range(-1, 2)) / 3 * 0.0011
    ragged += np.repeat(np.roll(rng.normal(0, 0.0006, (60, 2)), 1, axis=0), 7, axis=0)[:419]
    outline = outline + ragged
    for scale in (1.0, 0.985, 0.9, 0.6, 0.3, 0.002):
        ring = outline * scale
        lift = 0.0016 * np.sin(9 * ring[:, 0] + 5 * ring[:, 1] + 1) * (scale > 0.5) + (0.0008 if scale == 1.0 else 0)
        edge.append(np.stack([ring[:, 0], -depth - lift, ring[:, 1]], axis=1))
    return surface("sheet", np.array(edge), m.paper("#f6ead2"), wrap_u=True, caps=(False, True), at=(x, 0, 0))


# ---------------------------------------------------------------- the prints


def ink(colour, grain=0.5):
    """Printing ink that lies unevenly, as from a lino block."""
    shader = m.Shader("ink", Roughness=0.75)
    shader.set("Specular IOR Level", 0.15)
    where = shader.coords()
    patchy = shader.math(
        "ADD", shader.noise(where, 22.0, 5.0, 0.65), shader.math("MULTIPLY", shader.noise(where, 420.0, 2.0), 0.5)
    )
    tone = shader.ramp(patchy, [(0.55, m.shade(colour, 1 - 0.25 * grain)), (0.95, m.shade(colour, 1 + 0.5 * grain))])
    worn = shader.remap(shader.noise(where, 260.0, 4.0, 0.7), 0.68, 0.72, 0.0, grain)
    shader.set("Base Color", shader.mix(worn, tone, PAPER))
    return shader.material


def patch(points, colour, x, depth):
    """A flat printed shape from a closed (x, z) outline."""
    points = np.asarray(points)
    verts = np.stack([points[:, 0], np.full(len(points), -depth), points[:, 1]], axis=1)
    item = add_object("print", from_arrays("print", verts, [range(len(points))], smooth=False), ink(colour))
    item.location.x = x
    return item


def pebble(at, size, seed, squash=0.75):
    """A rounded, slightly lopsided outline."""
    rng = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * math.pi, 9, endpoint=False)
    radius = size * rng.uniform(0.86, 1.12, 9)
    loop = np.stack([radius * np.cos(angle), squash * radius * np.sin(angle)], axis=1)
    return spline(loop, 120, closed=True) + at


def pebbles(wide, tall, inks, x, depth, raise_by):
    """Stones balanced on one another under a low sun, and two drawn lines."""
    first, second, dark, pale = inks
    up = np.array((0, raise_by))
    shapes = [
        (pebble((0.06 * wide, 0.27 * tall), 0.21 * wide, 3, 1.0), second),
        (pebble((-0.04 * wide, -0.29 * tall), 0.36 * wide, 11, 0.52), dark),
        (pebble((0.05 * wide, -0.115 * tall), 0.29 * wide, 5, 0.62), pale),
        (pebble((-0.06 * wide, 0.06 * tall), 0.24 * wide, 23, 0.78), first),
    ]
    parts = [patch(loop + up, colour, x, depth + 0.0001 * k) for k, (loop, colour) in enumerate(shapes)]
    for z, lean in ((-0.445, 0.006), (-0.43, -0.004)):
        line = np.linspace((-0.40 * wide, z * tall), (0.40 * wide, (z + lean) * tall), 40)
        line[:, 1] += 0.0007 * np.sin(np.linspace(0, 9, 40) + 30 * z)
        parts.append(stroke(line + up, 0.0011, dark, x, depth))
    return parts


def stroke(line, half, colour, x, depth):
    """A drawn line of uneven width."""
    line = np.asarray(line)
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1)[:, None]
    swell = half * (1 + 0.25 * np.sin(np.linspace(0, 17, len(line))))[:, None]
    side = np.stack([-along[:, 1], along[:, 0]], axis=1) * swell
    return patch(np.vstack([line + side, (line - side)[::-1]]), colour, x, depth)


def arches(wide, tall, inks, x, depth, raise_by):
    """Nested arches standing on a line, one of them filled."""
    dark, warm = inks
    base = -0.33 * tall + raise_by
    turn = np.linspace(math.pi, 0, 60)

    def arch(half, rise):
        crown = np.stack([half * np.cos(turn), base + rise + half * np.sin(turn)], axis=1)
        return np.vstack([[(-half, base)], crown, [(half, base)]])

    parts = [patch(arch(0.17 * wide, 0.20 * tall), warm, x, depth)]
    for half in (0.23, 0.29, 0.35):
        parts.append(stroke(resample(arch(half * wide, 0.20 * tall), 160), 0.0026, dark, x, depth + 0.0001))
    parts.append(patch(pebble((0.0, base + 0.60 * tall), 0.065 * wide, 4, 0.95), dark, x, depth))
    return parts


def sunrise(wide, tall, inks, x, depth, raise_by):
    """A half sun over hills drawn in parallel lines."""
    dark, warm = inks
    turn = np.linspace(0, math.pi, 80)
    sun = np.stack([0.27 * wide * np.cos(turn), 0.05 * tall + raise_by + 0.27 * wide * np.sin(turn)], axis=1)
    parts = [patch(sun, warm, x, depth)]
    across = np.linspace(-0.37, 0.37, 140)
    for number in range(8):
        wave = (0.030 - 0.0025 * number) * np.sin(6.5 * across + 0.55 * number) - 0.052 * number
        line = np.stack([across * wide, (wave - 0.0) * tall + raise_by], axis=1)
        parts.append(stroke(line, 0.0019, dark, x, depth + 0.0001))
    parts.append(patch(pebble((-0.20 * wide, 0.37 * tall), 0.045 * wide, 9, 1.0), dark, x, depth))
    return parts


def botanical(wide, tall, inks, x, depth, raise_by=0.0):
    """A branch as in a herbarium: a bent stem with paired leaves that lie flat, and a strip of tape."""
    rng = np.random.default_rng(15)
    stem = spline([(-0.03, -0.39), (0.02, -0.18), (0.08, 0.02), (0.06, 0.18), (0.10, 0.31)], 120) * (wide * 1.1, tall)
    colour = inks[0]
    leafy = m.foliage(colour, m.shade(colour, 1.35), gloss=0.8, ribs=14.0)
    path = np.stack([stem[:, 0] + x, np.full(len(stem), -depth - 0.0004), stem[:, 1]], axis=1)
    parts = [tube("stem", path, np.linspace(0.0017, 0.0007, 120), m.paper(m.shade(colour, 0.6)), sides=8)]
    pairs = 8
    for number in range(pairs):
        t = 0.20 + 0.76 * number / (pairs - 1)
        place = stem[int(t * 119)]
        for side in (-1, 1):
            size = tall * 0.205 * (1.05 - 0.62 * abs(t - 0.42)) * rng.uniform(0.88, 1.1)
            tilt = side * (52 - 22 * t + rng.uniform(-9, 9))
            at = (place[0] + x, -depth - 0.0006 - rng.uniform(0, 0.0006), place[1] + rng.uniform(-0.006, 0.006))
            shape = {"fold": 0.05, "droop": 0.0, "tip": 1.15, "wave": 0.01}
            parts.append(leaf("leaf", size, size * 0.36, leafy, at=at, rotation=(90, tilt, 0), **shape))
    top = (stem[-1, 0] + x, -depth - 0.001, stem[-1, 1] - 0.006)
    parts.append(leaf("leaf", tall * 0.13, tall * 0.05, leafy, fold=0.05, droop=0.0, at=top, rotation=(90, 12, 0)))
    tape = (0.030, 0.0005, 0.010)
    at = (stem[10, 0] + x, -depth - 0.0022, stem[10, 1])
    parts.append(box("tape", tape, m.paper("#e2d6be"), bevel=0, at=at, rotation=(0, -7, 0)))
    return parts
