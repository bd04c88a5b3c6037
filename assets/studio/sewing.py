"""Sewn and buckled things: a skin to lay parts on, straps, stitches, buckles, zips."""

import math

import bpy
import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from shapes import add_object, from_arrays, resample, rounded_rectangle, surface, tube


class Skin:
    """The outside of finished objects, on which straps, pockets and seams are laid."""

    def __init__(self, objects):
        bpy.context.view_layer.update()
        graph = bpy.context.evaluated_depsgraph_get()
        verts, faces = [], []
        for item in objects:
            mesh = item.evaluated_get(graph).data
            faces += [[k + len(verts) for k in polygon.vertices] for polygon in mesh.polygons]
            verts += [item.matrix_world @ vertex.co for vertex in mesh.vertices]
        self.tree = BVHTree.FromPolygons(verts, faces)

    def press(self, points, directions, lift=0.0):
        """Move points along their directions until `lift` above the skin; a miss goes to the nearest place."""
        points = np.asarray(points, dtype=float)
        directions = np.broadcast_to(np.asarray(directions, dtype=float), points.shape)
        lifts = np.broadcast_to(lift, points.shape[:-1])
        out = np.empty_like(points)
        for place in np.ndindex(points.shape[:-1]):
            way = Vector(directions[place]).normalized()
            found = self.tree.ray_cast(Vector(points[place]) - way, way)[0]
            found = found or self.tree.find_nearest(Vector(points[place]))[0]
            out[place] = found - way * lifts[place]
        return out

    def wrap(self, centres, angles, lift=0.0):
        """Places round a centre in the y-z plane; 0 degrees is the back, 90 the top, 180 the front."""
        angles = np.radians(angles)
        out = np.stack([0 * angles, np.cos(angles), np.sin(angles)], axis=-1)
        return self.press(np.broadcast_to(centres, out.shape), -out, lift)


def relaxed(path, rounds=6):
    """A path without its small kinks; the ends stay."""
    path = np.array(path, dtype=float)
    for _ in range(rounds):
        path[1:-1] = (path[:-2] + 2 * path[1:-1] + path[2:]) / 4
    return path


def strap(path, across, width, thick, material, thread=None, taper=1.0):
    """A flat band along a path, `across` being the direction of its width; `thread` sews its edges."""
    path = np.asarray(path, dtype=float)
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1)[:, None]
    side = np.broadcast_to(np.asarray(across, dtype=float), path.shape)
    side = side - along * (side * along).sum(axis=1)[:, None]
    side /= np.linalg.norm(side, axis=1)[:, None]
    up = np.cross(along, side)
    loop = rounded_rectangle(width, thick, thick * 0.42, 5)
    narrow = np.broadcast_to(taper, len(path))[:, None]
    points = path[:, None] + loop[None, :, :1] * (side * narrow)[:, None] + loop[None, :, 1:] * up[:, None]
    parts = [surface("strap", points, material, wrap_u=True, caps=True)]
    if thread is not None:
        for edge, face in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
            parts.append(dashes(path + edge * (width / 2 - 0.0035) * side * narrow + face * thick / 2 * up, thread))
    return parts


def dashes(path, material, length=0.0045, pitch=0.0068, radius=0.0007):
    """A row of stitches (or zip teeth) along a path, as one mesh."""
    path = np.asarray(path, dtype=float)
    total = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
    middles = resample(path, max(3, round(total / pitch)))
    along = np.gradient(middles, axis=0)
    along /= np.linalg.norm(along, axis=1)[:, None]
    one = np.cross(along, (0.31, 0.77, 0.56))
    one /= np.linalg.norm(one, axis=1)[:, None]
    two = np.cross(along, one)
    angle = np.linspace(0, 2 * math.pi, 6, endpoint=False)
    ring = np.cos(angle)[:, None] * one[:, None] + np.sin(angle)[:, None] * two[:, None]
    verts = [
        middles[:, None] + along[:, None] * length * place + ring * radius * size
        for place, size in ((-0.5, 0.3), (-0.36, 1), (0.36, 1), (0.5, 0.3))
    ]
    verts = np.stack(verts, axis=1).reshape(-1, 3)
    quads = [
        (6 * r + k, 6 * r + (k + 1) % 6, 6 * r + 6 + (k + 1) % 6, 6 * r + 6 + k) for r in range(3) for k in range(6)
    ]
    faces = [[24 * number + k for k in quad] for number in range(len(middles)) for quad in quads]
    return add_object("stitches", from_arrays("stitches", verts, faces), material)


def buckle(at, along, across, width, steel, hide):
    """A roller buckle with its prong and a leather keeper below it."""
    at, along, across = (np.array(v, dtype=float) for v in (at, along, across))
    along /= np.linalg.norm(along)
    out = np.cross(along, across)
    out *= -np.sign(out[1])
    frame = rounded_rectangle(width + 0.011, 0.026, 0.004, 4)
    ring = at + frame[:, :1] * across + frame[:, 1:] * along + out * 0.003
    prong = np.array([at + out * 0.0055 - along * 0.014, at + out * 0.0065, at + out * 0.0055 + along * 0.013])
    keeper = rounded_rectangle(width + 0.005, 0.011, 0.003, 4)
    loop = at + along * 0.026 + keeper[:, :1] * across + keeper[:, 1:] * out
    return [
        tube("buckle", ring, 0.0021, steel, sides=12, closed=True),
        tube("prong", prong, 0.0014, steel, sides=10),
        *strap(np.vstack([loop, loop[:1]]), along, 0.010, 0.0018, hide),
    ]


def zip_along(path, across, tape, teeth, hide):
    """A zip: tape, metal teeth and a leather pull at its end."""
    path = np.asarray(path, dtype=float)
    pull = [path[-1] + np.array((0, -0.004, -0.003 - 0.034 * t)) for t in np.linspace(0, 1, 6)]
    return [
        *strap(path, across, 0.017, 0.0016, tape),
        dashes(path, teeth, length=0.0019, pitch=0.0027, radius=0.0019),
        *strap(pull, (1, 0, 0), 0.010, 0.0022, hide),
    ]


def base_seam(skin, height, thread, cord):
    """The sewn edge of a leather base."""
    angle = np.linspace(0, 2 * math.pi, 160)
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=1)
    start = np.broadcast_to((0, 0, height), out.shape)
    return [
        tube("piping", skin.press(start, -out, 0.0002)[:-1], 0.0022, cord, sides=8, closed=True),
        dashes(skin.press(start - (0, 0, 0.008), -out, 0.0004), thread),
    ]
