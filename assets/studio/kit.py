"""Scene, studio set, camera and saving: all that is the same for every product.

Lengths are metres, z is up, and products face the camera on the -y side.
The whole set scales with the product, so a mug and a sofa get the same light.
"""

import math
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import bpy
import numpy as np
from materials import paper
from mathutils import Matrix, Vector
from PIL import Image


@dataclass
class View:
    """Where the catalogue camera stands, in degrees, and how much of the frame it fills."""

    azimuth: float = 24.0
    elevation: float = 14.0
    fill: float = 0.74
    lens: float = 85.0


@dataclass
class Product:
    """One finished product: its objects, how it is placed and what is true about it."""

    objects: list
    facts: dict
    mount: str = "floor"  # "floor", "wall" or "ceiling"
    extras: list = field(default_factory=list)  # rendered, but ignored by the framing
    view: View = field(default_factory=View)
    backdrop: str = "#f1e9de"
    key: float = 1.0  # brightness of the studio lights
    surface: str = "floor"  # where a customer keeps it: "floor" or "table"

    def everything(self):
        return list(self.objects) + list(self.extras)


# ---------------------------------------------------------------- scene and settings


def reset_scene():
    """Start from a truly empty file."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.world = bpy.data.worlds.new("World")


def configure_render(width=512, height=512, samples=64, exposure=0.0, look="AgX - Medium High Contrast"):
    """Cycles on the CPU, Open Image Denoise, AgX colour."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = width, height
    scene.render.resolution_percentage = 100
    scene.render.image_settings.file_format = "PNG"
    scene.render.filter_size = 1.2
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = samples
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.06
    cycles.adaptive_min_samples = 12
    cycles.use_denoising = True
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    cycles.denoising_prefilter = "ACCURATE"
    cycles.max_bounces = 8
    cycles.diffuse_bounces = 2
    cycles.glossy_bounces = 4
    cycles.transmission_bounces = 8
    cycles.transparent_max_bounces = 12
    cycles.caustics_reflective = False
    cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 5.0
    view = scene.view_settings
    view.view_transform = "AgX"
    view.look = look
    view.exposure = exposure


def world_light(colour, strength):
    """An even ambient light from everywhere."""
    world = bpy.context.scene.world
    world.use_nodes = True
    background = world.node_tree.nodes["Background"]
    background.inputs["Color"].default_value = (*colour, 1.0)
    background.inputs["Strength"].default_value = strength


def area_light(name, position, target, size, power, colour=(1, 1, 1), height=None):
    """A soft box aimed at a point; size (and height) are its edge lengths."""
    data = bpy.data.lights.new(name, "AREA")
    data.energy, data.color = power, colour
    data.shape = "RECTANGLE"
    data.size, data.size_y = size, height or size
    light = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(light)
    light.location = position
    aim(light, target)
    return light


def aim(thing, target):
    """Turn a light or camera so that it looks at the target."""
    direction = Vector(target) - Vector(thing.location)
    thing.rotation_euler = direction.to_track_quat("-Z", "Y").to_euler()


# ---------------------------------------------------------------- measuring


def world_points(objects, limit=6000):
    """Evaluated vertices of the objects in world space (thinned out), as an (n, 3) array."""
    bpy.context.view_layer.update()
    graph = bpy.context.evaluated_depsgraph_get()
    clouds = []
    for item in objects:
        if item.type != "MESH":
            continue
        mesh = item.evaluated_get(graph).data
        points = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
        mesh.vertices.foreach_get("co", points)
        points = points.reshape(-1, 3)
        points = points[:: max(1, len(points) // limit)]
        matrix = np.array(item.matrix_world)
        clouds.append(points @ matrix[:3, :3].T + matrix[:3, 3])
    return np.vstack(clouds)


def bounds(objects):
    """(low corner, high corner) of the objects in world space."""
    points = world_points(objects)
    return points.min(axis=0), points.max(axis=0)


def dimensions_cm(objects):
    """Width, depth and height in whole centimetres (at least 1)."""
    low, high = bounds(objects)
    return {
        axis: max(1, round(float(size) * 100))
        for axis, size in zip(("width", "depth", "height"), high - low, strict=False)
    }


def rest_on_floor(objects):
    """Lower (or lift) the objects together until their lowest point touches z = 0."""
    move(objects, (0, 0, -float(bounds(objects)[0][2])))


def move(objects, offset=(0, 0, 0), turn=0.0):
    """Turn objects about the z axis (degrees) and then shift them."""
    matrix = Matrix.Translation(Vector(offset)) @ Matrix.Rotation(math.radians(turn), 4, "Z")
    for item in objects:
        if item.parent is None:
            item.matrix_world = matrix @ item.matrix_world
    bpy.context.view_layer.update()


# ---------------------------------------------------------------- studio


def sweep_backdrop(radius, colour, depth):
    """A seamless paper sweep: floor, a generous curve, wall. `depth` is where the wall stands."""
    bend = min(3.0 * radius, 0.75 * depth) if depth > 0.6 * radius else 0.02 * radius
    profile = [(-30 * radius, 0.0)]
    for step in range(25):
        angle = math.pi / 2 * step / 24
        profile.append((depth - bend + bend * math.sin(angle), bend * (1 - math.cos(angle))))
    profile.append((depth, 40 * radius))
    width = 40 * radius
    verts = [(x, y, z) for y, z in profile for x in (-width, width)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(profile) - 1)]
    mesh = bpy.data.meshes.new("sweep")
    mesh.from_pydata(verts, [], faces)
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
    mesh.materials.append(paper(colour))
    sweep = bpy.data.objects.new("sweep", mesh)
    bpy.context.collection.objects.link(sweep)
    return sweep


def studio(product):
    """Backdrop, key, fill, rim and top lights sized to the product."""
    low, high = bounds(product.objects)
    centre = Vector(((low + high) / 2).tolist())
    radius = float(np.linalg.norm(high - low)) / 2
    wall = {"wall": float(high[1]), "ceiling": float(high[1]) + 2.2 * radius}.get(
        product.mount, float(high[1]) + 5.5 * radius
    )
    backdrop = sweep_backdrop(radius, product.backdrop, wall)
    if product.mount != "floor":
        backdrop.location.z = float(low[2]) - 6 * radius
    power = 0.86 * radius**2 * product.key

    def place(azimuth, elevation, distance):
        a, e = math.radians(azimuth), math.radians(elevation)
        return centre + radius * distance * Vector((math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)))

    area_light("key", place(-52, 42, 5.0), centre, 3.2 * radius, 560 * power, (1.0, 0.955, 0.90))
    area_light("fill", place(64, 16, 6.0), centre, 5.0 * radius, 70 * power, (0.92, 0.96, 1.0))
    if product.mount != "wall":
        area_light(
            "rim", place(148, 40, 4.6), centre, 1.6 * radius, 230 * power, (1.0, 0.97, 0.93), height=3.2 * radius
        )
    area_light("top", place(0, 84, 5.0), centre, 4.0 * radius, 120 * power)
    world_light((0.95, 0.96, 1.0), 0.17)


# ---------------------------------------------------------------- camera


def add_camera(lens=85.0):
    """A camera that becomes the scene's."""
    data = bpy.data.cameras.new("camera")
    data.lens = lens
    data.clip_start, data.clip_end = 0.01, 500
    camera = bpy.data.objects.new("camera", data)
    bpy.context.collection.objects.link(camera)
    bpy.context.scene.camera = camera
    return camera


def frame(product):
    """Point the catalogue camera at the product so that it fills `view.fill` of the picture."""
    view = product.view
    camera = add_camera(view.lens)
    points = world_points(product.objects)
    target = (points.min(axis=0) + points.max(axis=0)) / 2
    a, e = math.radians(view.azimuth), math.radians(view.elevation)
    back = np.array((math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)))
    right = np.array((math.cos(a), math.sin(a), 0.0))
    up = np.cross(back, right)
    half_angle = camera.data.sensor_width / 2 / view.lens
    distance = 6 * np.linalg.norm(points.max(axis=0) - points.min(axis=0))
    for _ in range(8):
        offset = points - target
        depth = distance - offset @ back
        x, y = offset @ right / depth, offset @ up / depth
        middle = (x.max() + x.min()) / 2, (y.max() + y.min()) / 2
        target = target + distance * (middle[0] * right + middle[1] * up)
        extent = max(x.max() - x.min(), y.max() - y.min()) / (2 * half_angle)
        distance *= extent / view.fill
    camera.location = Vector((target + back * distance).tolist())
    aim(camera, Vector(target.tolist()))
    return camera


def picture_box(objects):
    """Where the objects appear: (left, top, right, bottom) in 0..1 of the picture, and the share inside it."""
    scene = bpy.context.scene
    camera = scene.camera
    bpy.context.view_layer.update()
    matrix = np.array(camera.matrix_world.inverted())
    points = world_points(objects) @ matrix[:3, :3].T + matrix[:3, 3]
    points = points[points[:, 2] < -1e-3]
    wide, tall = scene.render.resolution_x, scene.render.resolution_y
    scale = 2 * camera.data.lens / camera.data.sensor_width / max(wide, tall)
    x = 0.5 + points[:, 0] / -points[:, 2] * scale * max(wide, tall) ** 2 / 2 / wide
    y = 0.5 - points[:, 1] / -points[:, 2] * scale * max(wide, tall) ** 2 / 2 / tall
    inside = (x > 0) & (x < 1) & (y > 0) & (y < 1)
    box = [round(float(v), 3) for v in np.clip((x.min(), y.min(), x.max(), y.max()), 0, 1)]
    return box, round(float(inside.mean()), 3)


# ---------------------------------------------------------------- saving


def render_image():
    """Render the scene and return it as a Pillow RGB image."""
    handle, path = tempfile.mkstemp(suffix=".png")
    os.close(handle)
    bpy.context.scene.render.filepath = path
    bpy.ops.render.render(write_still=True)
    image = Image.open(path).convert("RGB")
    image.load()
    os.remove(path)
    return image


def save_image(image, path):
    """Write a .webp (quality 85) or .jpg (72) in one step: an interrupted run leaves no half picture."""
    kind, options = {
        ".webp": ("WEBP", {"quality": 85, "method": 6}),
        ".jpg": ("JPEG", {"quality": 72}),
    }[Path(path).suffix]
    partial = f"{path}.part"
    image.save(partial, kind, **options)
    os.replace(partial, path)
