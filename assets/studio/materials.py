"""Procedural materials: Blender shader nodes only, no image files.

Scales are metres. Surface patterns use either object coordinates ("Object", for wood, stone and
glaze) or the metre UVs that `shapes` writes ("UV", for cloth). Every builder takes a hex colour.
"""

import bpy

PRINT_GAMMA = 1.3  # measured: AgX lifts mid-tones; with this the picture shows the colour that was asked for


def rgb(colour):
    """'#rrggbb' to linear RGB, darkened a little so that it comes out of AgX as named."""
    channels = [(int(colour[i : i + 2], 16) / 255) ** PRINT_GAMMA for i in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def shade(colour, factor):
    """A darker (factor < 1) or lighter (factor > 1) hex colour."""
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    channels = [c * factor for c in channels] if factor <= 1 else [255 - (255 - c) / factor for c in channels]
    return "#" + "".join(f"{round(min(255, c)):02x}" for c in channels)


class Shader:
    """A thin wrapper over one material's node tree; nodes are added by type and wired by socket."""

    def __init__(self, name, **principled):
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.bsdf = self.tree.nodes["Principled BSDF"]
        self.output = self.tree.nodes["Material Output"]
        for key, value in principled.items():
            self.set(key.replace("_", " "), value)

    def set(self, socket, value):
        """Set or wire one input of the principled shader (colours may be hex strings)."""
        self._feed(self.bsdf.inputs[socket], value)

    def _feed(self, target, value):
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, target)
        elif isinstance(value, str):
            target.default_value = (*rgb(value), 1.0)
        else:
            target.default_value = value

    def node(self, kind, inputs=None, **settings):
        """Add a node; inputs maps socket names or numbers to values or sockets."""
        node = self.tree.nodes.new(kind)
        for key, value in settings.items():
            setattr(node, key, value)
        for key, value in (inputs or {}).items():
            self._feed(node.inputs[key], value)
        return node

    def coords(self, space="Object", scale=(1, 1, 1), vary=True):
        """Texture coordinates, stretched by scale and shifted at random for each object."""
        where = self.node("ShaderNodeTexCoord").outputs[space]
        shift = (0.0, 0.0, 0.0)
        if vary:
            chance = self.node("ShaderNodeObjectInfo").outputs["Random"]
            shift = self.math("MULTIPLY", chance, 37.0)
        return self.node("ShaderNodeMapping", {"Vector": where, "Location": shift, "Scale": scale}).outputs[0]

    def noise(self, vector, scale, detail=4.0, roughness=0.55, distortion=0.0):
        return self.node(
            "ShaderNodeTexNoise",
            {"Vector": vector, "Scale": scale, "Detail": detail, "Roughness": roughness, "Distortion": distortion},
        ).outputs["Fac"]

    def voronoi(self, vector, scale, feature="F1", output="Distance", randomness=1.0):
        inputs = {"Vector": vector, "Scale": scale, "Randomness": randomness}
        return self.node("ShaderNodeTexVoronoi", inputs, feature=feature).outputs[output]

    def wave(self, vector, scale, distortion=0.0, direction="X", detail=2.0, detail_scale=1.0):
        inputs = {
            "Vector": vector,
            "Scale": scale,
            "Distortion": distortion,
            "Detail": detail,
            "Detail Scale": detail_scale,
        }
        return self.node("ShaderNodeTexWave", inputs, bands_direction=direction).outputs["Fac"]

    def math(self, operation, a, b=0.0, clamp=False):
        return self.node("ShaderNodeMath", {0: a, 1: b}, operation=operation, use_clamp=clamp).outputs[0]

    def remap(self, value, low, high, to_low=0.0, to_high=1.0):
        return self.node(
            "ShaderNodeMapRange",
            {"Value": value, "From Min": low, "From Max": high, "To Min": to_low, "To Max": to_high},
        ).outputs[0]

    def ramp(self, value, stops):
        """Colour ramp through (position, hex colour) stops."""
        node = self.node("ShaderNodeValToRGB", {"Fac": value})
        elements = node.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(0.5)
        for element, (position, colour) in zip(elements, stops, strict=False):
            element.position = position
            element.color = (*rgb(colour), 1.0)
        return node.outputs["Color"]

    def mix(self, factor, a, b, blend="MIX"):
        node = self.node("ShaderNodeMix", data_type="RGBA", blend_type=blend)
        for index, value in ((0, factor), (6, a), (7, b)):
            self._feed(node.inputs[index], value)
        return node.outputs[2]

    def bump(self, height, distance, strength=1.0, normal=None):
        """Height in 0..1 becomes a bump of `distance` metres; chains onto an earlier bump."""
        inputs = {"Height": height, "Distance": distance, "Strength": strength}
        if normal is not None:
            inputs["Normal"] = normal
        return self.node("ShaderNodeBump", inputs).outputs["Normal"]


# ---------------------------------------------------------------- set


def paper(colour):
    """The studio's seamless paper."""
    shader = Shader("paper", Roughness=0.85)
    shader.set("Base Color", colour)
    shader.set("Specular IOR Level", 0.2)
    return shader.material


def plaster(colour):
    """A painted wall with a faint roller texture."""
    shader = Shader("plaster", Roughness=0.8)
    where = shader.coords()
    cloud = shader.noise(where, 1.6, 5.0)
    shader.set("Base Color", shader.ramp(cloud, [(0.3, shade(colour, 0.95)), (0.7, shade(colour, 1.05))]))
    shader.set("Normal", shader.bump(shader.noise(where, 160.0, 3.0), 0.0012, 0.35))
    return shader.material


# ---------------------------------------------------------------- wood

WOODS = {
    "oak": ("#8d6541", "#b98c5c", "#cfa877"),
    "walnut": ("#3a2416", "#5c3b25", "#7a5335"),
    "ash": ("#b79b78", "#d3bb97", "#e2cfb0"),
    "black oak": ("#12100e", "#211d1a", "#2f2a26"),
    "beech": ("#b5885f", "#d4ab80", "#e2c09a"),
}


def wood(kind="oak", grain="Z", roughness=0.42):
    """Wood with cathedral grain, pores and a satin finish; grain is the axis along the fibre, a hex kind is a stain."""
    dark, middle, light = WOODS.get(kind) or (shade(kind, 0.84), kind, shade(kind, 1.1))
    shader = Shader(f"wood {kind}", Coat_Weight=0.08, Coat_Roughness=0.3)
    axis = "XYZ".index(grain)
    stretch = [1.0, 1.0, 1.0]
    stretch[axis] = 0.075
    where = shader.coords(scale=stretch)
    warp = shader.noise(where, 7.0, 3.0, 0.5)
    rings = shader.wave(where, 4.0, 13.0, "XYZ"[(axis + 1) % 3], detail=3.0, detail_scale=0.9)
    streak = shader.noise(where, 60.0, 5.0, 0.6)
    fine = [1.0, 1.0, 1.0]
    fine[axis] = 0.02
    pores = shader.noise(shader.coords(scale=fine), 420.0, 2.0, 0.5)
    tone = shader.math(
        "ADD",
        shader.math("MULTIPLY", rings, 0.20),
        shader.math("ADD", shader.math("MULTIPLY", streak, 0.55), shader.math("MULTIPLY", warp, 0.40)),
    )
    colour = shader.ramp(tone, [(0.30, dark), (0.56, middle), (0.82, light)])
    pore_mask = shader.remap(pores, 0.58, 0.70, 0.0, 0.5)
    shader.set("Base Color", shader.mix(pore_mask, colour, dark))
    shader.set("Roughness", shader.remap(streak, 0.3, 0.7, roughness - 0.07, roughness + 0.1))
    shader.set("Normal", shader.bump(shader.math("SUBTRACT", streak, pore_mask), 0.0006, 0.5))
    return shader.material


# ---------------------------------------------------------------- cloth


def woven(colour, thread=0.0022, slub=0.5, roughness=0.9, sheen=0.25, through=0.0, accent=None):
    """Linen, canvas or wool: over-and-under threads with uneven yarn, drawn in UV metres.

    `through` lets light shine through (lampshades); `accent` is a second yarn colour.
    """
    shader = Shader("woven", Roughness=roughness, Sheen_Weight=sheen, Sheen_Roughness=0.5)
    shader.set("Specular IOR Level", 0.15)
    count = 0.1 / thread
    where = shader.coords("UV", vary=False)
    warp = shader.wave(where, count * 3.14, 0.6, "X", detail=1.0, detail_scale=3.0)
    weft = shader.wave(where, count * 3.14, 0.6, "Y", detail=1.0, detail_scale=3.0)
    along_x = shader.noise(shader.coords("UV", (18.0, 420.0, 1.0), vary=False), 1.0, 3.0, 0.6)
    along_y = shader.noise(shader.coords("UV", (420.0, 18.0, 1.0), vary=False), 1.0, 3.0, 0.6)
    yarn = shader.math("MULTIPLY", shader.math("ADD", along_x, along_y), 0.5)
    weave = shader.math("MULTIPLY", shader.math("ADD", warp, weft), 0.5)
    height = shader.math("ADD", shader.math("MULTIPLY", weave, 1 - slub * 0.6), shader.math("MULTIPLY", yarn, slub))
    spread = 0.32 + 0.2 * slub
    low, high = shade(colour, 1 - spread * 0.75), shade(accent or colour, 1 + spread * 0.5)
    tone = shader.ramp(height, [(0.30, low), (0.56, colour), (0.86, high)])
    fade = shader.noise(shader.coords(), 5.0, 3.0)
    shader.set("Base Color", shader.mix(shader.remap(fade, 0.35, 0.75, 0.0, 0.18), tone, shade(colour, 0.72)))
    shader.set("Normal", shader.bump(height, thread * 0.8, 0.85))
    if through > 0:
        _translucent(shader, tone, through)
    return shader.material


def _translucent(shader, colour, amount):
    """Mix in a translucent layer, as in thin cloth or leaves."""
    back = shader.node("ShaderNodeBsdfTranslucent", {"Color": colour}).outputs[0]
    mixed = shader.node("ShaderNodeMixShader", {0: amount, 1: shader.bsdf.outputs[0], 2: back}).outputs[0]
    shader.tree.links.new(mixed, shader.output.inputs["Surface"])


def boucle(colour, loop=0.011):
    """Curly looped wool; pair it with `shapes.displace` for a lumpy outline."""
    shader = Shader("boucle", Roughness=0.95, Sheen_Weight=0.5, Sheen_Roughness=0.6)
    shader.set("Specular IOR Level", 0.1)
    where = shader.coords(vary=False)
    drift = shader.node("ShaderNodeTexNoise", {"Vector": where, "Scale": 1.1 / loop, "Detail": 2.0}).outputs["Color"]
    bent = shader.node(
        "ShaderNodeVectorMath", {0: where, 1: _scaled(shader, drift, loop * 1.3)}, operation="ADD"
    ).outputs[0]
    curls = shader.voronoi(bent, 1.0 / loop)
    lumps = shader.noise(where, 0.35 / loop, 2.0)
    height = shader.math("SUBTRACT", shader.math("MULTIPLY", lumps, 0.5), curls)
    tone = shader.remap(curls, 0.2, 1.05)
    shader.set("Base Color", shader.ramp(tone, [(0.0, shade(colour, 1.3)), (0.5, colour), (1.0, shade(colour, 0.74))]))
    shader.set("Normal", shader.bump(height, loop * 0.75, 1.0))
    return shader.material


def _scaled(shader, vector, factor):
    return shader.node("ShaderNodeVectorMath", {0: vector, 1: (factor,) * 3}, operation="MULTIPLY").outputs[0]


def velvet(colour):
    """Dense pile: dark facing the camera, bright at grazing angles, with brushed patches."""
    shader = Shader("velvet", Roughness=0.7, Sheen_Weight=1.0, Sheen_Roughness=0.28)
    shader.set("Sheen Tint", shade(colour, 1.7))
    shader.set("Specular IOR Level", 0.1)
    where = shader.coords()
    brushed = shader.noise(where, 5.0, 3.0, 0.5, 0.6)
    shader.set("Base Color", shader.ramp(brushed, [(0.35, shade(colour, 0.84)), (0.65, colour)]))
    shader.set("Normal", shader.bump(shader.noise(where, 900.0, 2.0), 0.0006, 0.6))
    return shader.material


def pile(colour):
    """Rug yarn for hair strands: a little lighter towards the tip and different from tuft to tuft."""
    shader = Shader("pile", Roughness=0.9, Sheen_Weight=0.3)
    shader.set("Specular IOR Level", 0.1)
    hair = shader.node("ShaderNodeHairInfo")
    tone = shader.mix(hair.outputs["Random"], colour, shade(colour, 1.35))
    root = shader.remap(hair.outputs["Intercept"], 0.0, 0.5, 0.4, 0.0)
    shader.set("Base Color", shader.mix(root, tone, shade(colour, 0.5)))
    return shader.material


def waffle(colour, cell=0.012):
    """Honeycomb weave: square pits between raised ridges, drawn in UV metres."""
    shader = Shader("waffle", Roughness=0.92, Sheen_Weight=0.25, Sheen_Roughness=0.5)
    shader.set("Specular IOR Level", 0.12)
    drift = shader.math("MULTIPLY", shader.noise(shader.coords("UV", vary=False), 16.0, 2.0), cell * 0.5)
    parts = shader.node("ShaderNodeSeparateXYZ", {0: shader.coords("UV", vary=False)})
    walls = []
    for axis in "XY":
        turn = shader.math("FRACT", shader.math("DIVIDE", shader.math("ADD", parts.outputs[axis], drift), cell))
        walls.append(shader.math("MULTIPLY", shader.math("ABSOLUTE", shader.math("SUBTRACT", turn, 0.5)), 2.0))
    ridge = shader.math("MAXIMUM", *walls)
    thread = shader.noise(shader.coords("UV", vary=False), 900.0, 3.0, 0.6)
    height = shader.math("ADD", shader.math("MULTIPLY", ridge, 0.85), shader.math("MULTIPLY", thread, 0.25))
    tone = shader.ramp(height, [(0.15, shade(colour, 0.62)), (0.6, colour), (0.98, shade(colour, 1.18))])
    shader.set("Base Color", tone)
    shader.set("Normal", shader.bump(height, cell * 0.42, 1.0))
    return shader.material


def herringbone(colour, accent, column=0.036, period=0.013):
    """Twill in zigzag columns of two yarns, drawn in UV metres."""
    shader = Shader("herringbone", Roughness=0.92, Sheen_Weight=0.35, Sheen_Roughness=0.5)
    shader.set("Specular IOR Level", 0.12)
    parts = shader.node("ShaderNodeSeparateXYZ", {0: shader.coords("UV", vary=False)})
    turn = shader.math("FRACT", shader.math("DIVIDE", parts.outputs["X"], 2 * column))
    zigzag = shader.math("MULTIPLY", shader.math("ABSOLUTE", shader.math("SUBTRACT", turn, 0.5)), 2 * column)
    fuzz = shader.noise(shader.coords("UV", vary=False), 420.0, 3.0, 0.6)
    phase = shader.math("ADD", shader.math("DIVIDE", shader.math("ADD", parts.outputs["Y"], zigzag), period), fuzz)
    yarn = shader.math("ABSOLUTE", shader.math("SUBTRACT", shader.math("FRACT", phase), 0.5))
    tone = shader.mix(shader.remap(yarn, 0.25, 0.36), colour, accent)
    shader.set("Base Color", shader.mix(shader.remap(fuzz, 0.45, 0.8, 0.0, 0.35), tone, shade(colour, 0.7)))
    shader.set("Normal", shader.bump(shader.math("ADD", yarn, fuzz), 0.0022, 0.7))
    return shader.material


def yarn(colour, radius, strands=3, lay=7.0):
    """Twisted yarn or rope for a tube of this radius: strands wind around it, `lay` radii a turn."""
    shader = Shader("yarn", Roughness=0.92, Sheen_Weight=0.3, Sheen_Roughness=0.5)
    shader.set("Specular IOR Level", 0.12)
    parts = shader.node("ShaderNodeSeparateXYZ", {0: shader.coords("UV", vary=False)})
    around = shader.math("DIVIDE", parts.outputs["X"], 6.2832 * radius)
    along = shader.math("DIVIDE", parts.outputs["Y"], lay * radius)
    turn = shader.math("FRACT", shader.math("MULTIPLY", shader.math("ADD", around, along), float(strands)))
    groove = shader.math("MULTIPLY", shader.math("ABSOLUTE", shader.math("SUBTRACT", turn, 0.5)), 2.0)
    fibre = shader.noise(shader.coords("UV", (1.6 / radius, 0.5 / radius, 1.0)), 4.0, 4.0, 0.65)
    strand = shader.math("SUBTRACT", 1.0, shader.math("POWER", groove, 2.2))
    height = shader.math("ADD", shader.math("MULTIPLY", strand, 0.7), shader.math("MULTIPLY", fibre, 0.5))
    tone = shader.ramp(height, [(0.2, shade(colour, 0.55)), (0.62, colour), (1.0, shade(colour, 1.22))])
    chance = shader.node("ShaderNodeObjectInfo").outputs["Random"]
    shader.set("Base Color", shader.mix(shader.math("MULTIPLY", chance, 0.3), tone, shade(colour, 0.72)))
    shader.set("Normal", shader.bump(height, radius * 0.35, 0.9))
    return shader.material


def felt(colour):
    """Pressed wool: mottled, matt, with stray fibres."""
    shader = Shader("felt", Roughness=0.97, Sheen_Weight=0.4, Sheen_Roughness=0.6)
    shader.set("Specular IOR Level", 0.08)
    where = shader.coords()
    matted = shader.noise(where, 230.0, 5.0, 0.7, 1.2)
    cloud = shader.noise(where, 9.0, 3.0)
    tone = shader.math("ADD", shader.math("MULTIPLY", matted, 0.8), shader.math("MULTIPLY", cloud, 0.2))
    tones = [(0.36, shade(colour, 0.72)), (0.5, colour), (0.64, shade(colour, 1.25))]
    shader.set("Base Color", shader.ramp(tone, tones))
    shader.set("Normal", shader.bump(matted, 0.0016, 0.8))
    return shader.material


# ---------------------------------------------------------------- ceramics and stone


def glazed(colour, speckle=0.0, roughness=0.12, edge=None):
    """Glossy glaze that breaks to `edge` colour on rims, with optional iron speckles."""
    shader = Shader("glazed ceramic", Roughness=roughness, Coat_Weight=0.6, Coat_Roughness=0.05)
    where = shader.coords()
    cloud = shader.noise(where, 14.0, 4.0)
    tone = shader.ramp(cloud, [(0.3, shade(colour, 0.9)), (0.7, shade(colour, 1.06))])
    tone = _speckle(shader, where, tone, speckle)
    point = shader.node("ShaderNodeNewGeometry").outputs["Pointiness"]
    rim = shader.remap(point, 0.53, 0.60, 0.0, 0.7)
    shader.set("Base Color", shader.mix(rim, tone, edge or shade(colour, 1.3)))
    shader.set("Normal", shader.bump(shader.noise(where, 30.0, 2.0), 0.0012, 0.25))
    return shader.material


def _speckle(shader, where, tone, amount):
    """Scatter small dark iron spots."""
    if amount <= 0:
        return tone
    for scale, radius in ((260.0, 0.16), (120.0, 0.09)):
        spots = shader.voronoi(where, scale)
        chance = shader.node("ShaderNodeSeparateColor", {0: shader.voronoi(where, scale, output="Color")}).outputs[0]
        dot = shader.math(
            "MULTIPLY", shader.remap(spots, radius, radius * 1.8, 1.0, 0.0), shader.math("LESS_THAN", chance, amount)
        )
        tone = shader.mix(shader.math("MULTIPLY", dot, 0.8), tone, "#4a3526")
    return tone


def matte_ceramic(colour, speckle=0.15):
    """Unglazed stoneware: chalky, gritty, with turning marks."""
    shader = Shader("matte ceramic", Roughness=0.72)
    where = shader.coords()
    cloud = shader.noise(where, 10.0, 6.0, 0.65)
    tone = shader.ramp(cloud, [(0.3, shade(colour, 0.86)), (0.7, shade(colour, 1.1))])
    shader.set("Base Color", _speckle(shader, where, tone, speckle))
    marks = shader.noise(shader.coords(scale=(1, 1, 14)), 16.0, 3.0)
    grit = shader.noise(where, 420.0, 3.0)
    shader.set("Normal", shader.bump(grit, 0.0007, 0.55, shader.bump(marks, 0.0016, 0.35)))
    return shader.material


def dipped(top, bottom, height, roughness=0.15):
    """Glaze `top` above a hand-dipped wavy line, bare clay `bottom` below it."""
    shader = Shader("dipped ceramic")
    where = shader.coords(vary=False)
    z = shader.node("ShaderNodeSeparateXYZ", {0: where}).outputs["Z"]
    wobble = shader.remap(shader.noise(where, 14.0, 2.0), 0.0, 1.0, -0.012, 0.012)
    mask = shader.remap(shader.math("ADD", z, wobble), height - 0.001, height + 0.001)
    cloud = shader.noise(where, 26.0, 5.0)
    glaze = shader.ramp(cloud, [(0.3, shade(top, 0.8)), (0.7, shade(top, 1.15))])
    clay = shader.ramp(shader.noise(where, 320.0, 4.0), [(0.3, shade(bottom, 0.85)), (0.7, shade(bottom, 1.1))])
    shader.set("Base Color", shader.mix(mask, clay, glaze))
    shader.set("Roughness", shader.remap(mask, 0.0, 1.0, 0.8, roughness))
    shader.set("Coat Weight", shader.math("MULTIPLY", mask, 0.5))
    grit = shader.math("ADD", shader.math("MULTIPLY", shader.noise(where, 420.0, 3.0), 0.3), mask)
    shader.set("Normal", shader.bump(grit, 0.0012, 0.5))
    return shader.material


def terracotta(colour="#b5694a"):
    """Fired earth with pale mineral bloom."""
    shader = Shader("terracotta", Roughness=0.86)
    where = shader.coords()
    tone = shader.ramp(shader.noise(where, 9.0, 6.0, 0.65), [(0.3, shade(colour, 0.82)), (0.7, shade(colour, 1.12))])
    bloom = shader.remap(shader.noise(shader.coords(scale=(1, 1, 2.2)), 15.0, 8.0, 0.7), 0.56, 0.78, 0.0, 0.5)
    shader.set("Base Color", shader.mix(bloom, tone, "#d9c2b0"))
    shader.set("Normal", shader.bump(shader.noise(where, 340.0, 4.0), 0.0008, 0.6))
    return shader.material


def marble(base="#ece8e2", vein="#6d6a69", scale=5.0, gold=False):
    """Polished marble with broken veins in two widths."""
    shader = Shader("marble", Roughness=0.1, Coat_Weight=0.4, Coat_Roughness=0.04)
    where = shader.coords()

    def veins(size, width, strength):
        field = shader.noise(where, size, 7.0, 0.55, 1.6)
        away = shader.math("ABSOLUTE", shader.math("SUBTRACT", field, 0.5))
        patchy = shader.remap(shader.noise(where, size * 0.6, 2.0), 0.4, 0.65)
        return shader.math("MULTIPLY", shader.remap(away, 0.0, width, strength, 0.0), patchy)

    cloud = shader.noise(where, scale * 0.7, 6.0, 0.6, 0.8)
    tone = shader.ramp(cloud, [(0.35, shade(base, 0.84)), (0.62, base)])
    tone = shader.mix(veins(scale, 0.035, 0.75), tone, vein)
    tone = shader.mix(veins(scale * 2.7, 0.016, 0.55), tone, "#a67c3d" if gold else vein)
    shader.set("Base Color", tone)
    return shader.material


# ---------------------------------------------------------------- metal, glass, plastic

METALS = {"brass": "#d3b98a", "steel": "#b9b7b2", "copper": "#cf9a80", "black steel": "#1b1b1c", "bronze": "#6b4a2e"}


def metal(kind="brass", finish="brushed"):
    """Brushed or polished metal with smudges in the roughness."""
    shader = Shader(f"{finish} {kind}", Metallic=1.0)
    colour = METALS[kind]
    where = shader.coords()
    smudge = shader.noise(where, 18.0, 5.0, 0.6)
    low, high = (0.26, 0.42) if finish == "brushed" else (0.06, 0.16)
    shader.set("Roughness", shader.remap(smudge, 0.3, 0.75, low, high))
    shader.set("Base Color", shader.ramp(smudge, [(0.3, shade(colour, 0.9)), (0.7, colour)]))
    if finish == "brushed":
        lines = shader.noise(shader.coords(scale=(1, 1, 60)), 22.0, 4.0)
        shader.set("Normal", shader.bump(lines, 0.0005, 0.3))
        shader.set("Anisotropic", 0.4)
    return shader.material


def powder_coat(colour):
    """Fine-textured painted metal."""
    shader = Shader("powder coat", Roughness=0.45)
    shader.set("Base Color", colour)
    shader.set("Normal", shader.bump(shader.noise(shader.coords(), 900.0, 2.0), 0.0004, 0.5))
    return shader.material


def enamel(colour):
    """Glossy enamel or lacquer with a slight orange peel."""
    shader = Shader("enamel", Roughness=0.16, Coat_Weight=0.8, Coat_Roughness=0.04)
    shader.set("Base Color", colour)
    shader.set("Normal", shader.bump(shader.noise(shader.coords(), 55.0, 2.0), 0.0012, 0.12))
    return shader.material


def glass(tint="#ffffff", roughness=0.0):
    """Clear, smoked or coloured glass whose shadow lets light through."""
    shader = Shader("glass", Roughness=roughness, IOR=1.46)
    shader.set("Transmission Weight", 1.0)
    shader.set("Base Color", tint)
    ray = shader.node("ShaderNodeLightPath").outputs["Is Shadow Ray"]
    clear = shader.node("ShaderNodeBsdfTransparent", {"Color": shade(tint, 0.96)}).outputs[0]
    mixed = shader.node("ShaderNodeMixShader", {0: ray, 1: shader.bsdf.outputs[0], 2: clear}).outputs[0]
    shader.tree.links.new(mixed, shader.output.inputs["Surface"])
    return shader.material


def plastic(colour, roughness=0.38):
    """Moulded plastic with a fine spark-eroded texture."""
    shader = Shader("plastic", Roughness=roughness)
    shader.set("Base Color", colour)
    shader.set("Normal", shader.bump(shader.noise(shader.coords(), 1400.0, 2.0), 0.0003, 0.4))
    return shader.material


# ---------------------------------------------------------------- organic


def leather(colour, pebble=0.0028):
    """Grained leather with a worn, uneven tan."""
    shader = Shader("leather", Roughness=0.46, Coat_Weight=0.12, Coat_Roughness=0.35)
    where = shader.coords()
    cells = shader.voronoi(where, 1 / pebble)
    worn = shader.noise(where, 8.0, 5.0, 0.6)
    tone = shader.ramp(worn, [(0.28, shade(colour, 0.72)), (0.72, shade(colour, 1.14))])
    crease = shader.remap(cells, 0.45, 0.8, 0.0, 0.4)
    shader.set("Base Color", shader.mix(crease, tone, shade(colour, 0.5)))
    shader.set("Roughness", shader.remap(worn, 0.3, 0.7, 0.55, 0.36))
    shader.set("Normal", shader.bump(cells, pebble * 0.4, 0.7))
    return shader.material


def rattan(colour="#b98a54"):
    """Cane and willow: fibres along the strand (UV v), each strand its own tone."""
    shader = Shader("rattan", Roughness=0.5)
    fibre = shader.noise(shader.coords("UV", (700.0, 14.0, 1.0)), 1.0, 4.0, 0.6)
    patch = shader.noise(shader.coords("UV", (1.0, 9.0, 1.0)), 1.0, 2.0)
    chance = shader.node("ShaderNodeObjectInfo").outputs["Random"]
    tone = shader.math(
        "ADD",
        shader.math("MULTIPLY", fibre, 0.5),
        shader.math("ADD", shader.math("MULTIPLY", patch, 0.35), shader.math("MULTIPLY", chance, 0.2)),
    )
    shader.set("Base Color", shader.ramp(tone, [(0.25, shade(colour, 0.5)), (0.5, colour), (0.8, shade(colour, 1.4))]))
    shader.set("Normal", shader.bump(fibre, 0.0006, 0.7))
    return shader.material


def wax(colour="#efe6d4"):
    """Candle wax with light scattering inside."""
    shader = Shader("wax", Roughness=0.42, Subsurface_Weight=1.0, Subsurface_Scale=0.02)
    shader.set("Base Color", colour)
    shader.set("Subsurface Radius", (1.0, 0.7, 0.45))
    return shader.material


def foliage(colour="#3f6b35", vein="#9db774", gloss=0.32, ribs=16.0):
    """A leaf drawn in its own UV: midrib, side veins, paler rim, light shining through."""
    shader = Shader("leaf", Roughness=gloss, Coat_Weight=0.25, Coat_Roughness=0.2)
    where = shader.node("ShaderNodeTexCoord").outputs["UV"]
    parts = shader.node("ShaderNodeSeparateXYZ", {0: where})
    side = shader.math("ABSOLUTE", shader.math("SUBTRACT", parts.outputs["X"], 0.5))
    midrib = shader.remap(side, 0.008, 0.03, 0.8, 0.0)
    slant = shader.math("SUBTRACT", parts.outputs["Y"], shader.math("MULTIPLY", side, 0.42))
    saw = shader.math(
        "ABSOLUTE", shader.math("SUBTRACT", shader.math("FRACT", shader.math("MULTIPLY", slant, ribs)), 0.5)
    )
    ribs_mask = shader.remap(saw, 0.0, 0.07, 0.2, 0.0)
    veins = shader.math("MAXIMUM", midrib, ribs_mask)
    chance = shader.node("ShaderNodeObjectInfo").outputs["Random"]
    blotch = shader.noise(shader.coords(), 18.0, 4.0)
    tone = shader.math("ADD", shader.math("MULTIPLY", blotch, 0.6), shader.math("MULTIPLY", chance, 0.4))
    body = shader.ramp(tone, [(0.2, shade(colour, 0.62)), (0.5, colour), (0.85, shade(colour, 1.22))])
    colour_out = shader.mix(veins, body, vein)
    shader.set("Base Color", colour_out)
    shader.set("Normal", shader.bump(shader.math("SUBTRACT", saw, midrib), 0.0022, 0.5))
    _translucent(shader, colour_out, 0.22)
    return shader.material


def soil():
    """Potting earth."""
    shader = Shader("soil", Roughness=1.0)
    grain = shader.noise(shader.coords(), 140.0, 6.0, 0.7)
    shader.set("Base Color", shader.ramp(grain, [(0.35, "#120c08"), (0.7, "#4a3524")]))
    shader.set("Normal", shader.bump(grain, 0.008, 1.0))
    return shader.material


def emitter(colour, strength):
    """A glowing surface (bulbs, flames, displays)."""
    shader = Shader("emitter")
    shader.set("Base Color", colour)
    shader.set("Emission Color", colour)
    shader.set("Emission Strength", strength)
    return shader.material


def washi(colour="#f6f0e2"):
    """Handmade paper with long fibres and clouds, light shining through."""
    shader = Shader("washi", Roughness=0.9)
    shader.set("Specular IOR Level", 0.1)
    where = shader.coords()
    cloud = shader.noise(where, 16.0, 5.0, 0.6)
    fibre = shader.noise(where, 60.0, 2.0, 0.5, 3.5)
    thread = shader.remap(shader.math("ABSOLUTE", shader.math("SUBTRACT", fibre, 0.5)), 0.0, 0.02, 0.35, 0.0)
    tone = shader.ramp(cloud, [(0.35, shade(colour, 0.93)), (0.65, colour)])
    tone = shader.mix(thread, tone, shade(colour, 0.72))
    shader.set("Base Color", tone)
    shader.set("Normal", shader.bump(cloud, 0.002, 0.4))
    _translucent(shader, tone, 0.55)
    return shader.material


def end_grain(kind="walnut", second=None, block=0.036):
    """A butcher's block from above: glued squares of year rings; `second` takes turns with `kind` by chance."""
    shader = Shader(f"end grain {kind}", Coat_Weight=0.08, Coat_Roughness=0.3, Roughness=0.5)
    flat = shader.coords(scale=(1, 1, 0), vary=False)
    brick = {"Vector": flat, "Color1": (0, 0, 0, 1), "Color2": (1, 1, 1, 1), "Mortar": (0.5, 0.5, 0.5, 1), "Scale": 1.0}
    brick |= {"Mortar Size": block * 0.014, "Brick Width": block * 1.15, "Row Height": block, "Bias": 0.0}
    laid = shader.node("ShaderNodeTexBrick", brick, offset=0.5)
    chance, joint = laid.outputs["Color"], laid.outputs["Fac"]
    far = shader.math("MULTIPLY", chance, 3.7)
    where = shader.node("ShaderNodeVectorMath", {0: flat, 1: far}, operation="ADD").outputs[0]
    bent = shader.noise(where, 8.0, 2.0)
    rings = shader.math("FRACT", shader.math("MULTIPLY", bent, 46.0))
    pores = shader.voronoi(where, 900.0)
    tone = shader.math("ADD", shader.math("MULTIPLY", rings, 0.5), shader.math("MULTIPLY", chance, 0.4))

    def timber(name):
        dark, middle, light = WOODS[name]
        return shader.ramp(tone, [(0.05, shade(dark, 1.1)), (0.45, middle), (0.85, light)])

    colour = timber(kind)
    if second:
        colour = shader.mix(shader.math("GREATER_THAN", chance, 0.5), colour, timber(second))
    pore = shader.remap(pores, 0.15, 0.3, 0.35, 0.0)
    colour = shader.mix(pore, colour, WOODS[kind][0])
    shader.set("Base Color", shader.mix(shader.math("MULTIPLY", joint, 0.7), colour, shade(WOODS[kind][0], 0.6)))
    shader.set("Normal", shader.bump(shader.math("SUBTRACT", 1.0, pore), 0.0004, 0.4))
    return shader.material


def cast_iron(colour="#26262a"):
    """Sand-cast iron with a matt, slightly worn patina of this colour."""
    shader = Shader("cast iron", Metallic=0.35, Roughness=0.52)
    where = shader.coords()
    grit = shader.noise(where, 520.0, 4.0, 0.6)
    cloud = shader.noise(where, 22.0, 5.0, 0.65)
    tone = shader.ramp(cloud, [(0.3, shade(colour, 0.72)), (0.7, shade(colour, 1.12))])
    point = shader.node("ShaderNodeNewGeometry").outputs["Pointiness"]
    worn = shader.remap(point, 0.52, 0.60, 0.0, 0.4)
    shader.set("Base Color", shader.mix(worn, tone, shade(colour, 1.5)))
    shader.set("Roughness", shader.remap(cloud, 0.3, 0.7, 0.44, 0.62))
    shader.set("Normal", shader.bump(grit, 0.0009, 0.6))
    return shader.material
