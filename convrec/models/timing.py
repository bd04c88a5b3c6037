"""A bound on the time that a stream may take, whatever its source does."""

import queue
import threading
import time
from collections.abc import Callable, Iterator

from convrec.errors import AnswerError


def in_time(begin: Callable[[], Iterator[str]], seconds: float) -> Iterator[str]:
    """The pieces, read in a thread of their own. Raises AnswerError when all of them take more than so many seconds."""
    arrived: queue.Queue[str | Exception | None] = queue.Queue()
    given_up = threading.Event()

    def read() -> None:
        try:
            for piece in begin():
                arrived.put(piece)
                if given_up.is_set():
                    return
            arrived.put(None)
        except Exception as error:  # whatever it is, it is told to the reader
            arrived.put(error)

    threading.Thread(target=read, daemon=True).start()
    until = time.monotonic() + seconds
    try:
        while (piece := arrived.get(timeout=max(until - time.monotonic(), 0.0))) is not None:
            if isinstance(piece, Exception):
                raise piece if isinstance(piece, AnswerError) else AnswerError(repr(piece)) from piece
            yield piece
    except queue.Empty:
        raise AnswerError(f"it took more than {seconds:g} seconds") from None
    finally:
        given_up.set()
