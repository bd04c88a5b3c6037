"""Mirrors and floor lamps: what stands and hangs in a hall."""

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
    spline,
    surface,
    tube,
)

from families import family
from families.lighting import bulb

# ---------------------------------------------------------------- mirrors


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


# ---------------------------------------------------------------- floor lamps


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
