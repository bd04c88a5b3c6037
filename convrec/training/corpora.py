"""The texts that the shipped heads are fitted on: lines written for this project, and vaderSentiment's rated snippets.

The snippets (Hutto & Gilbert 2014, MIT) are not kept here: they come with the package's source distribution, which pip
fetches when the heads are fitted.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"
VADER = "vaderSentiment==3.3.2"
SNIPPETS = ("amazonReviewSnippets_GroundTruth.txt", "movieReviewSnippets_GroundTruth.txt")
CLEAR = 1.0  # mean rating from −4 to 4 beyond which a snippet counts as liking or disliking


def lines(name: str) -> list[tuple[str, str]]:
    """(label, text) pairs of a tab-separated file in ``data``."""
    rows = (DATA / name).read_text(encoding="utf-8").splitlines()
    pairs = (row.partition("\t") for row in rows if row.strip())
    return [(label.strip(), text.strip()) for label, _, text in pairs]


def snippets() -> list[tuple[str, str]]:
    """vaderSentiment's snippets as ("1" or "-1", text); those rated near zero are left out."""
    made = []
    for row in _snippet_rows():
        _, rating, text = row.split("\t")[:3]
        if abs(float(rating)) >= CLEAR:
            made.append(("1" if float(rating) > 0 else "-1", text.strip()))
    return made


def _snippet_rows() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--no-binary",
            ":all:",
            "--no-build-isolation",
        ]
        subprocess.run([*command, "--dest", folder, VADER], check=True)
        (source,) = Path(folder).glob("*.tar.gz")
        with tarfile.open(source) as package:
            inner = next(member for member in package if member.name.endswith("hutto_ICWSM_2014.tar.gz"))
            resources = package.extractfile(inner)
            assert resources is not None
            with tarfile.open(fileobj=io.BytesIO(resources.read())) as data:
                for member in data:
                    file = data.extractfile(member) if member.name.endswith(SNIPPETS) else None
                    if file is not None and not Path(member.name).name.startswith("."):
                        yield from file.read().decode("utf-8", errors="replace").splitlines()
