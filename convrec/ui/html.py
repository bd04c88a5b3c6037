"""The few pieces of HTML that everything on the page is made of. ``inner`` is markup, all else is escaped."""

from collections.abc import Mapping
from html import escape

# Drawn, because not every machine has a font with thumbs.
_HAND = "M7 10.5v9H4v-9zM7 10.5l3.8-7c1.5 0 2.4 1 2.2 2.5L12.5 9.5H18a2 2 0 0 1 2 2.4l-1.2 6a2 2 0 0 1-2 1.6H7"
THUMB_UP = f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_HAND}"/></svg>'
THUMB_DOWN = f'<svg viewBox="0 0 24 24" aria-hidden="true"><path transform="rotate(180 12 12)" d="{_HAND}"/></svg>'
BOUND = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 6h16M7 12h10M10 18h4"/></svg>'


def button(
    act: str,
    inner: str,
    style: str,
    label: str = "",
    pressed: bool | None = None,
    expanded: bool | None = None,
    css: str = "",
    **data: str,
) -> str:
    """A button whose ``data-`` values reach the page's handler."""
    values: Mapping[str, str] = {"act": act, **data}
    attributes = [f'data-{name}="{escape(value)}"' for name, value in values.items()]
    if label:
        attributes.append(f'aria-label="{escape(label)}" title="{escape(label)}"')
    if css:
        attributes.append(f'style="{escape(css)}"')
    states = {"aria-pressed": pressed, "aria-expanded": expanded}
    attributes += [f'{name}="{str(state).lower()}"' for name, state in states.items() if state is not None]
    return f'<button type="button" class="{style}" {" ".join(attributes)}>{inner}</button>'


def paragraphs(text: str) -> str:
    """Every line of a text as a paragraph of its own."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
