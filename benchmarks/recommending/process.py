"""One model in a process of its own: fit, list, and tell seconds and memory.

    python -m benchmarks.recommending.process NAME SPLIT.npz LISTS.npy

The last line printed is JSON. Memory is the most that the process ever held, with Python and all libraries;
CPU seconds are of all cores together, and hardly grow on a machine that is shared.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.recommending.own import OWN, REFERENCES, fold_ins
from benchmarks.recommending.packages import PACKAGES
from benchmarks.recommending.split import load_split


def main(name: str, path: str, lists: str) -> None:
    """Print one line: what it cost, or what is not installed."""
    split = load_split(Path(path))
    try:
        began, worked = time.perf_counter(), time.process_time()
        listed = {**OWN, **REFERENCES, **PACKAGES}[name](split)
    except ImportError as error:
        if (error.name or "").startswith("convrec"):
            raise  # ours is never missing, only broken
        print(json.dumps({"skipped": f"not installed: {error.name}"}))
        return
    fitted, cpu = time.perf_counter() - began, time.process_time() - worked
    told = np.full((split.asked, split.top), -1)
    seconds = np.zeros(split.asked)
    for person in range(split.asked):
        began = time.perf_counter()
        found = listed(person)
        seconds[person] = time.perf_counter() - began
        told[person, : len(found)] = found
    np.save(lists, told)
    report = {"fit_seconds": fitted, "fit_cpu_seconds": cpu, "request_ms": _quantiles(seconds)}
    if name in OWN:
        report["fold_in_ms"] = _quantiles(fold_ins(listed, split))
    report["memory_mb"] = most_memory()
    print(json.dumps(report))


def most_memory() -> float:
    """The most that this process held, in MB. Linux's own count where there is one: getrusage's starts with what the
    parent held when it started this process.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _quantiles(seconds: np.ndarray) -> list[float]:
    return [float(each) for each in 1000 * np.quantile(seconds, (0.5, 0.95))]


if __name__ == "__main__":
    main(*sys.argv[1:])
