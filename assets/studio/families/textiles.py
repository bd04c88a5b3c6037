"""Cushions, rugs and throws."""

import math

import materials as m
import numpy as np
from kit import Product, View
from shapes import (
    add_object,
    box_uv,
    cushion,
    displace,
    from_arrays,
    seam_loop,
    tube,
)

from families import family


def cushion_cloth(cloth, colour):
    if cloth == "velvet":
        return m.velvet(colour)
    if cloth == "boucle":
        return m.boucle(colour, loop=0.007)
    return m.woven(colour, thread=0.0034, slub=0.8)


@family("cushion")
def cushion_family(cloth, colour, colour_name, piping, width=0.48, height=0.48):
    """A square cushion leaning back on its lower edge, with piped seam."""
    place = {"at": (0, 0, height * 0.478), "rotation": (74, 0, 0)}
    body = cushion("cushion", width, height, cushion_cloth(cloth, colour), pressure=2.0, resolution=48, **place)
    if cloth == "boucle":
        displace(body, 0.006, 0.004)
    else:
        displace(body, 0.06, 0.006, depth=1)
    cord = tube(
        "piping",
        seam_loop(width, height, pressure=2.0, resolution=48) * 0.991,
        0.0050,
        m.woven(piping, thread=0.0022),
        sides=10,
        closed=True,
        **place,
    )
    return Product(
        [body, cord],
        {"colour": colour_name, "material": cloth, "style": "cosy", "name": f"{cloth.title()} cushion"},
        view=View(azimuth=20, elevation=10, fill=0.72),
    )


@family("rug")
def rug(pattern, colour, accent, colour_name, width=1.4, length=2.0):
    """A tufted pile rug made of real hair, with a pattern and tasselled ends."""
    nx, ny = 56, 80
    xs, ys = np.linspace(-width / 2, width / 2, nx + 1), np.linspace(-length / 2, length / 2, ny + 1)
    verts = [(x, y, 0.006 + 0.004 * math.sin(3 * x + 1) * math.sin(2.2 * y)) for x in xs for y in ys]
    faces = [
        (i * (ny + 1) + j, (i + 1) * (ny + 1) + j, (i + 1) * (ny + 1) + j + 1, i * (ny + 1) + j + 1)
        for i in range(nx)
        for j in range(ny)
    ]
    mesh = from_arrays("rug", verts, faces)
    box_uv(mesh)
    ground, figure = m.pile(colour), m.pile(accent)
    base = add_object("rug", mesh, m.woven(colour, thread=0.006))
    for name, material, inside in (("ground", ground, False), ("figure", figure, True)):
        _plant_pile(base, name, material, _pattern_weights(pattern, verts, width, length, inside))
    return Product(
        [base, *_tassels(width, length, m.woven(colour, thread=0.003))],
        {"colour": colour_name, "material": "wool pile", "style": "boho", "name": f"{pattern.title()} rug"},
        view=View(azimuth=24, elevation=42, fill=0.90, lens=70),
    )


def _pattern_weights(pattern, verts, width, length, inside):
    """Vertex weights (0..1) where the figure (or else the ground) grows."""
    x, y = np.array(verts)[:, 0] / width + 0.5, np.array(verts)[:, 1] / length + 0.5
    if pattern == "arches":
        radius = np.hypot((x - 0.5) * width, np.maximum(y - 0.42, 0) * length)
        shape = (np.floor(radius / 0.095) % 2 == 1) & (radius < 0.62) & (y > 0.10)
    elif pattern == "berber":
        u, v = x * 3 % 1 - 0.5, y * 4 % 1 - 0.5
        shape = np.abs(np.abs(u) + np.abs(v) - 0.42) < 0.05
    elif pattern == "checks":
        shape = (np.floor(x * 7) + np.floor(y * 10)) % 2 == 1
    else:
        shape = np.floor(y * 11) % 2 == 1
    return (shape if inside else ~shape).astype(float)


def _plant_pile(base, name, material, weights, count=42000):
    """Grow short thick hair on the vertices with weight."""
    group = base.vertex_groups.new(name=name)
    group.add(np.flatnonzero(weights > 0.5).tolist(), 1.0, "REPLACE")
    base.data.materials.append(material)
    base.modifiers.new(name, "PARTICLE_SYSTEM")
    system = base.particle_systems[-1]
    system.vertex_group_density = name
    settings = system.settings
    settings.type = "HAIR"
    settings.count = round(count * max(0.15, float(weights.mean())))
    settings.hair_length = 0.019
    settings.brownian_factor = 0.0035
    settings.child_type = "INTERPOLATED"
    settings.rendered_child_count = 4
    settings.child_percent = 0
    settings.clump_factor = 0.7
    settings.roughness_1 = 0.004
    settings.root_radius, settings.tip_radius, settings.radius_scale = 1.0, 0.55, 0.0018
    settings.material = len(base.data.materials)
    settings.render_step = settings.display_step = 2


def _tassels(width, length, yarn, seed=3):
    """Knotted fringe along both short ends."""
    rng = np.random.default_rng(seed)
    strands = []
    for end in (-1, 1):
        for x in np.linspace(-width / 2 + 0.01, width / 2 - 0.01, 52):
            sway = rng.uniform(-0.012, 0.012, 2)
            path = [
                (x, end * length / 2, 0.008),
                (x + sway[0] * 0.4, end * (length / 2 + 0.03), 0.007),
                (x + sway[0], end * (length / 2 + 0.075 + sway[1]), 0.004),
            ]
            strands.append(tube("fringe", path, [0.0042, 0.0052, 0.0035], yarn, sides=8))
    return strands
