"""Progress on stderr, so that stdout holds results alone."""

import sys
from dataclasses import dataclass
from typing import Any

from tqdm import tqdm


@dataclass
class Bar:
    """A progress bar on stderr that changes its name as the work goes on."""

    bar: "tqdm[Any] | None" = None
    what: str = ""

    def __call__(self, what: str, share: float) -> None:
        if self.bar is None or what != self.what:
            self.close()
            self.bar, self.what = tqdm(total=100, desc=what, file=sys.stderr, bar_format="{desc}: {bar} {n:.0f}%"), what
        self.bar.n = round(100 * share)
        self.bar.refresh()
        if share >= 1:
            self.close()

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
        self.bar = None


PROGRESS = Bar()
