"""Meshes from code: lathes, tubes, soft boxes, cushions, leaves. Every surface carries UVs in metres."""

import math
from functools import lru_cache

import bmesh
import bpy
import numpy as np
from mathutils import Vector

# ---------------------------------------------------------------- basics


def add_object(name, mesh, material=None, at=(0, 0, 0), rotation=(0, 0, 0)):
    """Link a mesh into the scene; rotation is in degrees."""
    if material is not None:
        mesh.materials.append(material)
    item = bpy.data.objects.new(name, mesh)
    item.location = at
    item.rotation_euler = [math.radians(angle) for angle in rotation]
    bpy.context.collection.objects.link(item)
    return item


def from_arrays(name, verts, faces, uvs=None, smooth=True):
    """A mesh from vertex and face lists; `uvs` holds one pair per face corner."""
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(np.asarray(verts, dtype=float).tolist(), [], [tuple(map(int, f)) for f in faces])
    mesh.polygons.foreach_set("use_smooth", [smooth] * len(mesh.polygons))
    if uvs is not None:
        layer = mesh.uv_layers.new(name="UVMap")
        layer.data.foreach_set("uv", np.asarray(uvs, dtype=np.float32).ravel())
    mesh.update()
    return mesh


def surface(name, points, material=None, wrap_u=False, wrap_v=False, caps=False, **place):
    """A quad surface through a (rows, columns, 3) array of points.

    wrap_u closes each row, wrap_v closes the column direction, caps fills the first and last row
    (one flag for both, or a pair).
    """
    points = np.asarray(points, dtype=float)
    rows, cols = points.shape[:2]
    row_count, col_count = rows if wrap_v else rows - 1, cols if wrap_u else cols - 1
    i, j = np.meshgrid(np.arange(row_count), np.arange(col_count), indexing="ij")
    i, j = i.ravel(), j.ravel()
    i2, j2 = (i + 1) % rows, (j + 1) % cols
    faces = np.stack([i * cols + j, i * cols + j2, i2 * cols + j2, i2 * cols + j], axis=1)

    closed = np.concatenate([points, points[:, :1]], axis=1)
    across = np.linalg.norm(np.diff(closed, axis=1), axis=2).mean(axis=0)
    u = np.concatenate([[0], np.cumsum(across)])
    closed = np.concatenate([points, points[:1]], axis=0)
    along = np.linalg.norm(np.diff(closed, axis=0), axis=2).mean(axis=1)
    v = np.concatenate([[0], np.cumsum(along)])
    corners = [(u[j], v[i]), (u[j + 1], v[i]), (u[j + 1], v[i + 1]), (u[j], v[i + 1])]
    uvs = np.stack([np.stack(pair, axis=1) for pair in corners], axis=1).reshape(-1, 2)

    face_list = faces.tolist()
    loops = [list(range(cols))[::-1], list(range((rows - 1) * cols, rows * cols))]
    ends = [loop for loop, wanted in zip(loops, np.broadcast_to(caps, 2), strict=False) if wanted]
    face_list += ends
    flat = points.reshape(-1, 3)
    uvs = np.vstack([uvs] + [flat[end][:, :2] for end in ends])
    mesh = from_arrays(name, points.reshape(-1, 3), face_list, uvs)
    tidy_normals(mesh)
    return sharpen(add_object(name, mesh, material, **place), 50)


def tidy_normals(mesh):
    """Make normals point outwards."""
    work = bmesh.new()
    work.from_mesh(mesh)
    bmesh.ops.recalc_face_normals(work, faces=work.faces)
    work.to_mesh(mesh)
    work.free()


def sharpen(item, degrees=35):
    """Smooth shading, but hard edges stay hard."""
    item.data.set_sharp_from_angle(angle=math.radians(degrees))
    return item


def subdivide(item, levels=2):
    """A subdivision-surface modifier."""
    modifier = item.modifiers.new("subdivision", "SUBSURF")
    modifier.levels = modifier.render_levels = levels
    modifier.use_limit_surface = False  # exact limits cost seconds on a mesh with large end caps
    return item


def displace(item, size, strength, kind="CLOUDS", depth=2):
    """Displace along the normal by a procedural texture (size and strength in metres)."""
    texture = bpy.data.textures.new(f"{item.name}-{kind}", kind)
    texture.noise_scale = size
    if kind == "CLOUDS":
        texture.noise_depth = depth
    modifier = item.modifiers.new("displace", "DISPLACE")
    modifier.texture = texture
    modifier.strength = strength
    modifier.texture_coords = "GLOBAL"
    return item


def copy_of(item, at):
    """A linked duplicate that shares the mesh (costs almost no memory)."""
    twin = item.copy()
    twin.location = at
    bpy.context.collection.objects.link(twin)
    return twin


# ---------------------------------------------------------------- profiles and paths


def spline(points, count=48, closed=False):
    """Catmull-Rom curve through the points, evenly resampled by length."""
    points = np.asarray(points, dtype=float)
    if closed:
        padded = np.vstack([points[-1:], points, points[:2]])
    else:
        padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, 24, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    dense = np.vstack([*pieces, padded[-2:-1]])
    return resample(dense, count + 1)[:-1] if closed else resample(dense, count)


def resample(points, count):
    """Evenly spaced points along a polyline."""
    points = np.asarray(points, dtype=float)
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    wanted = np.linspace(0, length[-1], count)
    return np.stack([np.interp(wanted, length, points[:, k]) for k in range(points.shape[1])], axis=1)


def fillet(corners, steps=6):
    """Round the corners of a polyline: items are (x, y) or (x, y, radius)."""
    plain = [np.array(c[:2], dtype=float) for c in corners]
    out = [plain[0]]
    for before, here, after, corner in zip(plain, plain[1:], plain[2:], corners[1:], strict=False):
        radius = corner[2] if len(corner) > 2 else 0.0
        if radius <= 0:
            out.append(here)
            continue
        reach = min(radius, 0.49 * np.linalg.norm(before - here), 0.49 * np.linalg.norm(after - here))
        start = here + reach * (before - here) / np.linalg.norm(before - here)
        end = here + reach * (after - here) / np.linalg.norm(after - here)
        for t in np.linspace(0, 1, steps):
            out.append((1 - t) ** 2 * start + 2 * t * (1 - t) * here + t**2 * end)
    out.append(plain[-1])
    return np.array(out)


def rounded_rectangle(width, height, radius, steps=8):
    """A closed loop of (x, y) points, centred on the origin."""
    loop = []
    for cx, cy, start in ((1, 1, 0), (-1, 1, 90), (-1, -1, 180), (1, -1, 270)):
        for angle in np.radians(np.linspace(start, start + 90, steps)):
            loop.append(
                (
                    cx * (width / 2 - radius) + radius * math.cos(angle),
                    cy * (height / 2 - radius) + radius * math.sin(angle),
                )
            )
    return np.array(loop)


# ---------------------------------------------------------------- bodies


def lathe(name, profile, material=None, segments=96, warp=None, **place):
    """Turn a profile of (radius, z) points about the z axis.

    Ends that reach the axis are closed. warp(angle, radius, z) -> radius lets a lathe body flute, facet or wobble.
    """
    profile = np.asarray(profile, dtype=float)
    angle = np.linspace(0, 2 * math.pi, segments, endpoint=False)
    radius = np.repeat(profile[:, :1], segments, axis=1)
    z = np.repeat(profile[:, 1:2], segments, axis=1)
    angles = np.repeat(angle[None], len(profile), axis=0)
    if warp is not None:
        radius = warp(angles, radius, z)
    points = np.stack([radius * np.cos(angles), radius * np.sin(angles), z], axis=2)
    return surface(name, points, material, wrap_u=True, caps=profile[[0, -1], 0] < 0.002, **place)


def vessel_profile(outer, wall=0.004, lip=0.5, count=56, floor=0.006):
    """Close an outer (radius, z) outline into a thin-walled pot with a rounded lip."""
    outer = spline(outer, count)
    tangent = np.gradient(outer, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    inner = outer + wall * np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    keep = (inner[:, 1] > outer[0, 1] + floor) & (inner[:, 0] > 0.001)
    inner = inner[keep][::-1]
    middle = (outer[-1] + inner[0]) / 2 + tangent[-1] * wall * lip
    base = [(0.0005, outer[0, 1]), (outer[0, 0] * 0.92, outer[0, 1])]
    inside = [(inner[-1, 0] * 0.6, outer[0, 1] + floor), (0.0005, outer[0, 1] + floor)]
    rim = fillet([tuple(outer[-1]), (*middle, wall), tuple(inner[0])], 7)
    return np.vstack([base, outer, rim, inner, inside])


def tube(name, path, radius, material=None, sides=16, closed=False, round_ends=True, section=None, **place):
    """Sweep a circle (or a 2-D `section` loop) along a path; radius may be one number or one per point."""
    path = np.asarray(path, dtype=float)
    radii = np.broadcast_to(np.asarray(radius, dtype=float), (len(path),)).copy()
    if round_ends and not closed:
        path, radii = _round_ends(path, radii)
    normals, binormals = _frames(path, closed)
    if section is None:
        angle = np.linspace(0, 2 * math.pi, sides, endpoint=False)
        section = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    ring = normals[:, None] * section[None, :, :1] + binormals[:, None] * section[None, :, 1:]
    points = path[:, None] + ring * radii[:, None, None]
    return surface(name, points, material, wrap_u=True, wrap_v=closed, caps=not closed, **place)


def _round_ends(path, radii, steps=5):
    """Add half-round caps to both ends of a path."""

    def cap(end, inner, radius):
        direction = (end - inner) / np.linalg.norm(end - inner)
        angles = np.linspace(0, math.pi / 2 * 0.97, steps)[1:]
        return [end + direction * radius * math.sin(a) for a in angles], [radius * math.cos(a) for a in angles]

    head, head_radii = cap(path[0], path[1], radii[0])
    tail, tail_radii = cap(path[-1], path[-2], radii[-1])
    return (np.vstack([head[::-1], path, tail]), np.concatenate([head_radii[::-1], radii, tail_radii]))


def _frames(path, closed):
    """Rotation-minimising normals and binormals along a path."""
    tangent = np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0) if closed else np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None] + 1e-12
    guide = np.array((0.0, 0.0, 1.0)) if abs(tangent[0, 2]) < 0.9 else np.array((1.0, 0.0, 0.0))
    normal = np.cross(tangent[0], guide)
    normals = []
    for direction in tangent:
        normal = normal - direction * (normal @ direction)
        normal = normal / np.linalg.norm(normal)
        normals.append(normal)
    normals = np.array(normals)
    return normals, np.cross(tangent, normals)


def box(name, size, material=None, bevel=0.004, segments=3, **place):
    """A box with bevelled edges, centred on its origin."""
    work = bmesh.new()
    bmesh.ops.create_cube(work, size=1.0)
    bmesh.ops.scale(work, vec=Vector(size), verts=work.verts)
    if bevel > 0:
        bmesh.ops.bevel(
            work,
            geom=work.edges[:],
            offset=min(bevel, 0.49 * min(size)),
            segments=segments,
            profile=0.5,
            affect="EDGES",
        )
    mesh = bpy.data.meshes.new(name)
    work.to_mesh(mesh)
    work.free()
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
    box_uv(mesh)
    return sharpen(add_object(name, mesh, material, **place))


def board(name, outline, thickness, material=None, holes=(), bevel=0.001, **place):
    """A sawn board: a flat (x, y) outline with holes, `thickness` high about z = 0, with eased edges."""
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions, curve.fill_mode = "2D", "BOTH"
    curve.extrude, curve.bevel_depth, curve.bevel_resolution, curve.offset = thickness / 2 - bevel, bevel, 2, -bevel
    for loop in (outline, *holes):
        line = curve.splines.new("POLY")
        line.points.add(len(loop) - 1)
        line.points.foreach_set("co", np.column_stack([loop, np.zeros(len(loop)), np.ones(len(loop))]).ravel())
        line.use_cyclic_u = True
    drawn = bpy.data.objects.new(name, curve)
    mesh = bpy.data.meshes.new_from_object(drawn)
    bpy.data.objects.remove(drawn)
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
    box_uv(mesh)
    return sharpen(add_object(name, mesh, material, **place))


def soft_box(name, size, material=None, radius=0.05, puff=0.02, sag=0.0, cuts=26, **place):
    """An upholstered block: rounded edges, faces that bulge by `puff`, a top that sags by `sag`."""
    work = bmesh.new()
    bmesh.ops.create_cube(work, size=2.0)
    bmesh.ops.subdivide_edges(work, edges=work.edges[:], cuts=cuts, use_grid_fill=True)
    half = np.array(size) / 2
    for vertex in work.verts:
        unit = np.array(vertex.co)
        point = np.sign(unit) * half * np.abs(unit) ** 0.8
        core = np.clip(point, -(half - radius), half - radius)
        out = point - core
        length = np.linalg.norm(out)
        point = core + out / length * min(radius, length) if length > 1e-9 else point
        bulge = 1 - np.clip(np.abs(point) / half, 0, 1) ** 2.2
        for axis in range(3):
            if abs(unit[axis]) > 0.999:
                others = [k for k in range(3) if k != axis]
                point[axis] += np.sign(unit[axis]) * puff * bulge[others[0]] * bulge[others[1]]
        if unit[2] > 0.999:
            point[2] -= sag * bulge[0] * bulge[1]
        vertex.co = point
    mesh = bpy.data.meshes.new(name)
    work.to_mesh(mesh)
    work.free()
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
    box_uv(mesh)
    return subdivide(add_object(name, mesh, material, **place), 1)


def box_uv(mesh):
    """Project UVs from the six sides, in metres."""
    layer = mesh.uv_layers.new(name="UVMap") if not mesh.uv_layers else mesh.uv_layers[0]
    axes = {0: (1, 2), 1: (0, 2), 2: (0, 1)}
    for polygon in mesh.polygons:
        u, v = axes[int(np.argmax(np.abs(polygon.normal)))]
        for loop in polygon.loop_indices:
            point = mesh.vertices[mesh.loops[loop].vertex_index].co
            layer.data[loop].uv = (point[u], point[v])


# ---------------------------------------------------------------- cushions


@lru_cache(maxsize=32)
def inflated(width, height, pressure=4.0, resolution=44, frames=28, stiffness=12.0):
    """Blow up two sewn panels with Blender's cloth solver; returns (points, faces, uvs).

    The result is cached: every colour of a cushion re-uses one simulation.
    """
    ny = max(8, round(resolution * height / width))
    nx = resolution
    xs, ys = np.linspace(-width / 2, width / 2, nx + 1), np.linspace(-height / 2, height / 2, ny + 1)
    index, verts, flat = {}, [], []
    for side in (0, 1):
        for i, x in enumerate(xs):
            for j, y in enumerate(ys):
                edge = i in (0, nx) or j in (0, ny)
                if edge and side == 1:
                    index[side, i, j] = index[0, i, j]
                    continue
                index[side, i, j] = len(verts)
                lift = 0.0 if edge else (0.008 if side == 0 else -0.008)
                verts.append((x, y, lift))
                flat.append((x, y))
    faces = []
    for side in (0, 1):
        for i in range(nx):
            for j in range(ny):
                quad = [index[side, i, j], index[side, i + 1, j], index[side, i + 1, j + 1], index[side, i, j + 1]]
                faces.append(quad if side == 0 else quad[::-1])
    uvs = [flat[k] for face in faces for k in face]
    mesh = from_arrays("inflate", verts, faces)
    item = add_object("inflate", mesh)
    cloth = item.modifiers.new("cloth", "CLOTH")
    settings = cloth.settings
    settings.quality = 6
    settings.mass = 0.25
    settings.tension_stiffness = settings.compression_stiffness = stiffness
    settings.bending_stiffness = 0.4
    settings.air_damping = 4.0
    settings.use_pressure = True
    settings.uniform_pressure_force = pressure
    settings.effector_weights.gravity = 0.0
    cloth.point_cache.frame_end = frames
    scene = bpy.context.scene
    for number in range(1, frames + 1):
        scene.frame_set(number)
    result = item.evaluated_get(bpy.context.evaluated_depsgraph_get()).data
    points = np.empty(len(result.vertices) * 3, dtype=np.float32)
    result.vertices.foreach_get("co", points)
    scene.frame_set(1)
    bpy.data.objects.remove(item)
    return points.reshape(-1, 3), faces, uvs


def cushion(name, width, height, material=None, pressure=4.0, thickness=1.0, resolution=44, **place):
    """A stuffed cushion lying flat in x-y, with real seam puckers."""
    points, faces, uvs = inflated(width, height, pressure, resolution)
    points = points * np.array((1.0, 1.0, thickness))
    item = add_object(name, from_arrays(name, points, faces, uvs), material, **place)
    return subdivide(item, 2)


def seam_loop(width, height, pressure=4.0, resolution=44):
    """The rim of an inflated cushion as a closed path (for piping)."""
    points, _, _ = inflated(width, height, pressure, resolution)
    ny, nx = max(8, round(resolution * height / width)), resolution
    ids = {}
    number = 0
    for i in range(nx + 1):
        for j in range(ny + 1):
            ids[i, j] = number
            number += 1
    ring = (
        [(i, 0) for i in range(nx)]
        + [(nx, j) for j in range(ny)]
        + [(i, ny) for i in range(nx, 0, -1)]
        + [(0, j) for j in range(ny, 0, -1)]
    )
    return np.array([points[ids[key]] for key in ring])


# ---------------------------------------------------------------- leaves


def leaf(
    name, length, width, material=None, fold=0.25, droop=0.5, tip=1.4, wave=0.0, full=0.85, rows=22, cols=9, **place
):
    """A leaf growing along +y from the origin, face up; UV is (across 0..1, along 0..1).

    fold lifts both halves, droop bends the tip down, wave ripples the rim, full below 0.6
    rounds the outline towards a coin, tip above 1 moves the widest place outwards.
    """
    t = np.linspace(0, 1, rows)[:, None]
    s = np.linspace(-1, 1, cols)[None]
    half = width / 2 * np.clip(np.sin(math.pi * t ** (1 / tip)), 0, 1) ** full
    half = np.maximum(half, 0.0008)
    bend = droop * t**1.6
    y = length * t * np.cos(bend * 0.9)
    x = half * s
    z = (
        -length * t * np.sin(bend * 0.75)
        + fold * half * np.abs(s) ** 1.3
        + wave * width * np.sin(9 * t * math.pi + 1.5 * s) * np.abs(s) ** 2
    )
    points = np.stack(np.broadcast_arrays(x, y, z), axis=2)
    item = surface(name, points, material, **place)
    layer = item.data.uv_layers[0]
    corner_vertices = np.empty(len(item.data.loops), dtype=np.int32)
    item.data.loops.foreach_get("vertex_index", corner_vertices)
    uv = np.stack([(corner_vertices % cols) / (cols - 1), (corner_vertices // cols) / (rows - 1)], axis=1)
    layer.data.foreach_set("uv", uv.astype(np.float32).ravel())
    return subdivide(item, 1)
