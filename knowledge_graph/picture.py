"""A profile as a drawing: the person in the middle, what they like and dislike around them, the strongest nearest.

The drawing is SVG and takes its colours from the page's CSS classes (``likes``, ``dislikes``, ``must``).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

WIDTH, HEIGHT = 320, 250
NEAR, FAR = 62.0, 108.0  # distance from the middle of the strongest and the weakest, in units of the drawing
MOST = 10  # things that fit in
LONG = 14  # letters of a label that fit; a Chinese sign counts as two
FLAT = 0.86  # the ring is an ellipse, because the panel is wider than high


@dataclass(frozen=True)
class Dot:
    """Something to draw: its words, how strongly it is felt (0 to 1), and on which side."""

    label: str
    strength: float
    side: Literal["likes", "dislikes", "must"]


def drawing(dots: Sequence[Dot], middle: str, title: str) -> str:
    """The profile as an SVG element; "" where there is nothing to draw. All words are escaped."""
    shown = list(dots)[:MOST]
    if not shown:
        return ""
    x, y = WIDTH / 2, HEIGHT / 2
    parts = [_dot(dot, x, y, _angle(place, len(shown)), place) for place, dot in enumerate(shown)]
    return (
        f'<svg class="drawing" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"{''.join(line for line, _ in parts)}"
        f'<circle class="me" cx="{x:.0f}" cy="{y:.0f}" r="17"/>'
        f'<text class="me" x="{x:.0f}" y="{y + 4:.0f}">{escape(middle)}</text>'
        f"{''.join(mark for _, mark in parts)}</svg>"
    )


def _angle(place: int, count: int) -> float:
    """Evenly round the ring, from the top on."""
    return 2 * math.pi * place / count - math.pi / 2


def _dot(dot: Dot, x: float, y: float, angle: float, place: int) -> tuple[str, str]:
    """(the line from the middle, the dot with its label)."""
    away = FAR - (FAR - NEAR) * min(1.0, dot.strength)
    away += 9.0 * (place % 2)  # neighbours' labels stand at different heights
    to_x, to_y = x + away * math.cos(angle), y + away * FLAT * math.sin(angle)
    radius = 4.0 + 5.0 * min(1.0, dot.strength)
    line = f'<line class="{dot.side}" x1="{x:.0f}" y1="{y:.0f}" x2="{to_x:.1f}" y2="{to_y:.1f}"/>'
    below = to_y + radius + 11 if math.sin(angle) > -0.2 else to_y - radius - 4
    mark = (
        f'<circle class="{dot.side}" cx="{to_x:.1f}" cy="{to_y:.1f}" r="{radius:.1f}"/>'
        f'<text x="{to_x:.1f}" y="{below:.1f}">{escape(_short(dot.label))}</text>'
    )
    return line, mark


def _short(label: str) -> str:
    """As much of a label as fits."""
    room, kept = LONG, ""
    for sign in label:
        room -= 2 if ord(sign) > 0x2E80 else 1
        if room < 0:
            return kept.rstrip() + "…"
        kept += sign
    return kept
