"""The arrows of the house: imports travel the way a message travels, and heavy libraries stay in their rooms."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = (
    ("seen", "personal", "bids"),
    ("types", "settings", "errors", "message_checks"),
    ("data", "faithful"),
    ("shipped",),
    ("models", "vision"),
    ("pictures",),
    ("understanding", "index"),
    ("recommenders",),
    ("sight",),
    ("fusion",),
    ("phrases_aside", "phrases_keeping"),
    ("ranking", "naming", "phrases"),
    ("explanation", "cards", "exposure", "exploration", "diversity"),
    ("search",),
    ("photo_reply",),
    ("known",),
    ("reply", "answers", "descriptions", "facts", "gain", "question", "subjects"),
    ("comparing", "shop_questions"),
    ("album", "current_search", "forgetting"),
    ("entries", "listed"),
    ("memory",),
    ("causes", "looking", "stages"),
    ("exporting", "recalling"),
    ("why_not", "what_if", "keeper", "wording", "item_questions"),
    ("respond", "taking_in", "handing_over"),
    ("webhook", "parts"),
    ("turns",),
    ("assistant", "wire"),
    ("training", "evaluation", "ui", "api"),
    ("commands",),
    ("__main__",),
)
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
ROOMS_OF = {
    "gradio": ("convrec/ui/",),
    "chromadb": ("convrec/index/",),
    "networkx": ("knowledge_graph/",),
    "torch": ("convrec/models/", "convrec/training/", "convrec/recommenders/"),
    "open_clip": ("convrec/models/", "convrec/training/"),
    "sentence_transformers": ("convrec/models/",),
    "rapidocr_onnxruntime": ("convrec/vision/",),
    "transformers": ("convrec/models/", "convrec/training/"),
}
SOURCES = sorted([*(ROOT / "convrec").rglob("*.py"), *(ROOT / "knowledge_graph").rglob("*.py")])


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(module: str) -> str | None:
    """``convrec.data.folder`` → ``data``."""
    parts = module.split(".")
    return parts[1] if parts[0] == "convrec" and len(parts) > 1 else None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_points_back_up(path: Path) -> None:
    relative = path.relative_to(ROOT)
    if relative.parts[0] == "knowledge_graph":
        assert not [name for name in imports(path) if name.startswith("convrec")]
        return
    own = relative.with_suffix("").parts[1]
    if own == "__init__":
        return
    above = [name for name in imports(path) if (there := room(name)) and FLOOR[there] > FLOOR[own]]
    assert not above, f"{relative} on floor {FLOOR[own]} reaches up to {above}"


@pytest.mark.parametrize("library", ROOMS_OF)
def test_libraries_stay_in_their_rooms(library: str) -> None:
    users = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if any(name == library or name.startswith(f"{library}.") for name in imports(path))
    }
    strays = [user for user in users if not user.startswith(ROOMS_OF[library])]
    assert not strays


def test_the_bare_import_is_light() -> None:
    heavy = ("gradio", "chromadb", "networkx", "torch", "open_clip", "transformers")
    script = f"import sys, convrec; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
