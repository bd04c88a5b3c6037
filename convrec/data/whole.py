"""Files that are there as a whole or not at all, however many write the same one at once."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there. The folder must be there. Raises OSError."""
    part = path.with_name(f"{path.name}.{os.urandom(4).hex()}.part")
    part.write_bytes(data)
    part.replace(path)
