"""Two rooms for customers' photos: a living room and a table by the window, seen through a phone."""

import math
import random

import bpy
import families
import kit
import materials as m
import numpy as np
from mathutils import Vector
from PIL import Image, ImageFilter
from shapes import box, copy_of, rounded_rectangle, surface

INDOORS = ("morning", "overcast", "evening")
HIDDEN, SHAKEN = 0.25, 0.15  # shares of photos with something before the product, and with a shaken camera
WALLS = ("#e9e2d6", "#cfd3c6", "#d9c3b0", "#c9d0d4", "#efece6")

# sun strength and colour, window colour, ambient, lamp, white balance (red, blue), exposure
LIGHTS = {
    "morning": {
        "sun": 5.5,
        "sun_colour": (1.0, 0.86, 0.68),
        "sky": (0.80, 0.90, 1.0),
        "window": 150,
        "ambient": 0.42,
        "lamp": 0,
        "balance": (1.03, 0.96),
        "gain": 1.10,
    },
    "overcast": {
        "sun": 0.0,
        "sun_colour": (1, 1, 1),
        "sky": (0.84, 0.92, 1.0),
        "window": 230,
        "ambient": 0.40,
        "lamp": 0,
        "balance": (0.97, 1.05),
        "gain": 1.10,
    },
    "garden": {
        "sun": 4.2,
        "sun_colour": (1.0, 0.93, 0.82),
        "sky": (0.78, 0.88, 1.0),
        "window": 60,
        "ambient": 0.75,
        "lamp": 0,
        "balance": (1.02, 0.98),
        "gain": 1.05,
    },
    "evening": {
        "sun": 0.0,
        "sun_colour": (1, 1, 1),
        "sky": (0.35, 0.48, 0.85),
        "window": 30,
        "ambient": 0.10,
        "lamp": 62,
        "balance": (1.06, 0.88),
        "gain": 1.08,
    },
}


def furnish(product, seed):
    """Put the product into a room, light it, aim a phone at it; returns what is true about the photo."""
    rng = random.Random(seed)
    light = rng.choice(INDOORS)
    wall = rng.choice(WALLS)
    small = product.surface == "table" and product.mount == "floor"
    room(wall, rng)
    ground = table(rng) if small else 0.0
    place(product, ground, small, rng)
    seen = company(product, ground, small, rng)
    hidden = obstruct(product, ground, small, rng) if rng.random() < HIDDEN else None
    illuminate(light)
    phone_camera(product, small, rng)
    frame, share = kit.picture_box(product.objects)
    return {
        "room": "table by the window" if small else "living room",
        "light": light,
        "wall": wall,
        "also_seen": [*seen, *([hidden] if hidden else [])],
        "partly_hidden": hidden is not None,
        "shaken": rng.random() < SHAKEN,
        "box": frame,
        "share_in_frame": share,
    }


def arrange(products, seed, outdoors=False):
    """A styled corner for a post: the first product where it belongs, the others round it, without a phone's haste.

    Floor things stand beside it, table things too where it is one itself, wall and ceiling things hang above. Products
    that fit neither are left out. Returns the ids of what is in the picture, the first product's first.
    """
    rng = random.Random(seed)
    first, *others = products
    small = first.surface == "table" and first.mount == "floor"
    if outdoors:
        terrace(rng)
    else:
        room(rng.choice(WALLS), rng)
    ground = table(rng) if small else 0.0
    place(first, ground, small, rng)
    low, high = kit.bounds(first.objects)
    reach = {-1: float(low[0]), 1: float(high[0])}
    side, shown = rng.choice((-1, 1)), [first]
    for other in others:
        if other.mount == "floor" and (other.surface == "table") == small:
            set_beside(other, reach, side, ground, small, rng)
            side = -side
        elif other.mount != "floor" and first.mount == "floor":
            hang_above(other, float(high[2]), rng)
        else:
            for thing in other.everything():
                bpy.data.objects.remove(thing)
            continue
        shown.append(other)
    illuminate("garden" if outdoors else rng.choice(("morning", "overcast")))
    styled_camera([thing for product in shown for thing in product.objects], small, rng)
    return [product.facts["id"] for product in shown]


# ---------------------------------------------------------------- the set


def room(wall_colour, rng):
    """Plank floor, back wall, a side wall with a window, skirting and a picture."""
    paint, trim = m.plaster(wall_colour), m.enamel("#f2efe9")
    planks(rng)
    box("back wall", (7.0, 0.1, 4.5), paint, bevel=0.0, at=(0, 0.05, 2.25))
    box("skirting", (7.0, 0.018, 0.11), trim, bevel=0.004, at=(0, -0.009, 0.055))
    x = -2.1
    for name, size, at in (
        ("below", (0.2, 4.6, 0.85), (x, -2.3, 0.425)),
        ("above", (0.2, 4.6, 2.2), (x, -2.3, 3.40)),
        ("far", (0.2, 0.75, 1.45), (x, -0.375, 1.575)),
        ("near", (0.2, 2.05, 1.45), (x, -3.575, 1.575)),
    ):
        box(f"window wall {name}", size, paint, bevel=0.0, at=at)
    for y in (-0.78, -1.65, -2.52):
        box("mullion", (0.06, 0.05, 1.5), trim, bevel=0.005, at=(x, y, 1.6))
    for z in (0.88, 1.6, 2.28):
        box("bar", (0.06, 1.8, 0.045), trim, bevel=0.005, at=(x, -1.65, z))
    box("sill", (0.30, 1.9, 0.03), trim, bevel=0.006, at=(x + 0.1, -1.65, 0.86))
    outdoors = box("outdoors", (0.02, 9.0, 7.0), m.emitter("#dfeaf2", 1.6), bevel=0.0, at=(-5.0, -2.0, 1.5))
    outdoors.visible_shadow = outdoors.visible_diffuse = False
    picture(rng)


def terrace(rng):
    """A deck before a slatted screen, under a wide sky."""
    planks(rng, rng.choice(("ash", "oak")))
    slats = m.wood(rng.choice(("oak", "ash")), "X", roughness=0.6)
    for row in range(13):
        box("slat", (8.0, 0.022, 0.115), slats, bevel=0.003, at=(0, 0.03, 0.10 + row * 0.135))
    box("behind", (8.0, 0.02, 1.75), m.plaster("#5d5a52"), bevel=0.0, at=(0, 0.12, 0.85))
    sky = box("sky", (60.0, 0.1, 40.0), m.emitter("#cfe0ee", 1.1), bevel=0.0, at=(0, 18.0, 10.0))
    sky.visible_shadow = sky.visible_diffuse = False


def planks(rng, kind="oak"):
    """A floor of separate oak boards, each with its own grain and a hair's gap."""
    timber = m.wood(kind, "X", roughness=0.38)
    width, length = 0.14, 1.7
    plank = box("plank", (length - 0.002, width - 0.0018, 0.02), timber, bevel=0.0016, segments=1, at=(0, 0.2, -0.01))
    for row in range(36):
        start = -3.6 + rng.uniform(-length, 0)
        for number in range(6):
            copy_of(plank, at=(start + number * length, -row * width, -0.01 + rng.uniform(-0.0003, 0.0003)))


def picture(rng):
    """A framed abstract print on the back wall."""
    x, z = rng.choice((-0.95, 0.95)), 1.62
    wide, tall = 0.50, 0.70
    box("mount", (wide, 0.012, tall), m.plaster("#f4f0e8"), bevel=0.001, at=(x, -0.010, z))
    frame = m.wood(rng.choice(("oak", "walnut", "black oak")), "X")
    for dx, dz, size in (
        (0, tall / 2, (wide + 0.03, 0.028, 0.022)),
        (0, -tall / 2, (wide + 0.03, 0.028, 0.022)),
        (wide / 2, 0, (0.022, 0.028, tall)),
        (-wide / 2, 0, (0.022, 0.028, tall)),
    ):
        box("frame", size, frame, bevel=0.002, at=(x + dx, -0.014, z + dz))
    for colour, w, h, dx, dz in (
        ("#b5654a", 0.22, 0.22, 0.03, 0.08),
        ("#2f4a4c", 0.30, 0.13, -0.02, -0.12),
        ("#d9a860", 0.10, 0.10, -0.09, 0.15),
    ):
        loop = rounded_rectangle(w, h, min(w, h) * 0.49, 16)
        rows = np.array(
            [[(x + dx + a * s, -0.0165 - abs(dx) * 0.01, z + dz + b * s) for a, b in loop] for s in (1.0, 0.01)]
        )
        surface("shape", rows, m.plaster(colour), wrap_u=True)


def table(rng):
    """A wooden table against the wall; returns the height of its top."""
    kind = rng.choice(("oak", "walnut", "ash"))
    timber, height = m.wood(kind, "X"), 0.74
    for row in range(5):
        box("board", (1.7, 0.158, 0.03), timber, bevel=0.003, at=(0, -0.13 - row * 0.16, height - 0.015))
    for x in (-0.78, 0.78):
        for y in (-0.10, -0.78):
            box("leg", (0.06, 0.06, height - 0.03), m.wood(kind, "Z"), bevel=0.004, at=(x, y, (height - 0.03) / 2))
    return height


# ---------------------------------------------------------------- things in it


def place(product, ground, small, rng):
    """Stand, hang or lay the product where a customer would."""
    low, high = kit.bounds(product.objects)
    depth = float(high[1] - low[1])
    if product.mount == "wall":
        offset, turn = (0.0, -float(high[1]) - 0.001, 1.55), 0.0
    elif product.mount == "ceiling":
        offset, turn = (0.0, -1.0, 1.45 - float(low[2])), rng.uniform(-30, 30)
    elif small:
        offset, turn = (rng.uniform(-0.1, 0.1), -0.42, ground), rng.uniform(-25, 25)
    else:
        gap = depth / 2 + (0.1 if depth < 1.2 else 0.35)
        offset, turn = (rng.uniform(-0.15, 0.15), -gap - float(low[1] + high[1]) / 2, 0.0), rng.uniform(-9, 9)
    kit.move(product.everything(), offset, turn)


def company(product, ground, small, rng):
    """Add one or two other products as clutter; returns their ids."""
    own = product.facts["family"]
    choices = [n for n in (("mug", "candle", "potted plant") if small else ("potted plant", "basket")) if n != own]
    low, high = kit.bounds(product.objects)
    if product.mount != "floor":
        choices = ["potted plant"]
    side = rng.choice((-1, 1))
    seen = []
    for name in rng.sample(choices, min(len(choices), 2 if small else 1)):
        number = rng.randrange(len(families.FAMILIES[name][1]))
        other = families.build(name, number)
        reach = float(kit.bounds(other.objects)[1][0])
        edge = float(high[0]) if side > 0 else -float(low[0])
        y = rng.uniform(-0.5, -0.2) if small else -0.42
        kit.move(other.everything(), (side * (edge + reach + rng.uniform(0.04, 0.16)), y, ground), rng.uniform(0, 360))
        seen.append(other.facts["id"])
        side = -side
    return seen


def obstruct(product, ground, small, rng):
    """Stand something small before the product so that a part of it is hidden; returns its id."""
    if product.mount != "floor":
        return None
    name = "mug" if small and product.facts["family"] != "mug" else "potted plant"
    other = families.build(name, rng.randrange(len(families.FAMILIES[name][1])))
    low, high = kit.bounds(product.objects)
    x = rng.choice((-1, 1)) * rng.uniform(0.25, 0.45) * float(high[0] - low[0])
    y = float(low[1]) - rng.uniform(0.06, 0.16) - float(kit.bounds(other.objects)[1][1])
    kit.move(other.everything(), (float(low[0] + high[0]) / 2 + x, y, ground), rng.uniform(0, 360))
    return other.facts["id"]


def set_beside(other, reach, side, ground, small, rng):
    """Put a product next to what is there on one side, and widen the reach by it."""
    low, high = kit.bounds(other.objects)
    gap = rng.uniform(0.05, 0.10) if small else rng.uniform(0.10, 0.22)
    x = reach[side] + side * (gap + float(high[0] - low[0]) / 2)
    back = -0.40 if small else -(float(high[1] - low[1]) / 2 + rng.uniform(0.1, 0.3))
    middle = (low + high) / 2
    kit.move(other.everything(), (x - float(middle[0]), back - float(middle[1]), ground), 0.0)
    reach[side] = x + side * float(high[0] - low[0]) / 2


def hang_above(other, top, rng):
    """Hang a product on the wall, or from the ceiling, over what stands there."""
    low, high = kit.bounds(other.objects)
    lift = max(1.25, top + 0.18) - float(low[2])
    y = -float(high[1]) - 0.001 if other.mount == "wall" else -0.6
    kit.move(other.everything(), (rng.uniform(-0.2, 0.2), y, lift), 0.0)


# ---------------------------------------------------------------- light and phone


def illuminate(name):
    """Daylight through the window, or a warm lamp in the evening."""
    light = LIGHTS[name]
    kit.world_light(light["sky"], light["ambient"])
    kit.area_light("window", (-2.35, -1.65, 1.6), (0.6, -0.9, 0.7), 1.7, light["window"], light["sky"], height=1.5)
    if light["sun"]:
        data = bpy.data.lights.new("sun", "SUN")
        data.energy, data.color, data.angle = light["sun"], light["sun_colour"], math.radians(0.8)
        sun = bpy.data.objects.new("sun", data)
        bpy.context.collection.objects.link(sun)
        sun.rotation_euler = Vector((2.4, 0.62, -1.15)).to_track_quat("-Z", "Y").to_euler()
    if light["lamp"]:
        kit.area_light("lamp", (1.3, -1.7, 2.35), (0, -0.4, 0.6), 0.35, light["lamp"], (1.0, 0.70, 0.40))


def phone_camera(product, small, rng):
    """A hand-held camera: a little turned, rolled, off-centre, and sometimes too close."""
    low, high = kit.bounds(product.objects)
    middle = Vector(((low + high) / 2).tolist())
    radius = float(np.linalg.norm(high - low)) / 2
    camera = kit.add_camera(lens=rng.uniform(30, 36))
    fill = rng.choice((0.48, 0.55, 0.62, 0.86))
    distance = radius / fill * camera.data.lens / (camera.data.sensor_width / 2) * 0.95
    azimuth = math.radians(rng.uniform(-14, 34))
    elevation = {"wall": -4, "ceiling": -12}.get(product.mount, rng.uniform(20, 34) if small else rng.uniform(14, 24))
    elevation = math.radians(elevation)
    camera.location = middle + distance * Vector(
        (math.sin(azimuth) * math.cos(elevation), -math.cos(azimuth) * math.cos(elevation), math.sin(elevation))
    )
    drift = radius * 0.28
    kit.aim(camera, middle + Vector((rng.uniform(-drift, drift), 0, rng.uniform(-drift, drift))))
    camera.rotation_euler.rotate_axis("Z", math.radians(rng.uniform(-4, 4)))
    camera.data.dof.use_dof = True
    camera.data.dof.focus_distance = distance
    camera.data.dof.aperture_fstop = 2.4 if small else 5.6


def styled_camera(objects, small, rng):
    """A level camera that sees all of the objects, from a little above."""
    low, high = kit.bounds(objects)
    middle = Vector(((low + high) / 2).tolist())
    size = max(float(high[0] - low[0]) / 0.8, float(high[2] - low[2]))
    camera = kit.add_camera(lens=42)
    distance = size / 0.80 * camera.data.lens / camera.data.sensor_width + 0.3
    azimuth, elevation = math.radians(rng.uniform(-8, 22)), math.radians(rng.uniform(12, 18) if small else 9)
    camera.location = middle + distance * Vector(
        (math.sin(azimuth) * math.cos(elevation), -math.cos(azimuth) * math.cos(elevation), math.sin(elevation))
    )
    kit.aim(camera, middle)


def phone_look(image, facts):
    """White balance, exposure, vignette, softness and sensor noise of a phone picture."""
    light = LIGHTS[facts["light"]]
    rng = np.random.default_rng(len(facts["wall"]) + round(1000 * facts["box"][0]))
    soft = 1.7 if facts["shaken"] else 0.5
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(soft)), dtype=np.float32) / 255
    red, blue = light["balance"]
    pixels = pixels * np.array((red, 1.0, blue), dtype=np.float32) * light["gain"]
    tall, wide = pixels.shape[:2]
    y, x = np.mgrid[-1 : 1 : tall * 1j, -1 : 1 : wide * 1j]
    pixels *= (1 - 0.10 * (x**2 + y**2) ** 1.2)[..., None].astype(np.float32)
    grain = rng.normal(0, 1, (tall, wide, 1)) * 0.014 + rng.normal(0, 1, (tall, wide, 3)) * 0.008
    pixels = pixels + grain * (1.25 - pixels)
    return Image.fromarray((np.clip(pixels, 0, 1) * 255).astype(np.uint8))
