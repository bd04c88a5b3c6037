"""An append-only log of opinions in SQLite: append, replay, forget.

The schema grows by numbered migrations that are never changed once released. Writes are one transaction each in
write-ahead mode, so a process that is killed leaves whole turns behind.
"""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge_graph.schema import Opinion

MIGRATIONS = (
    """
    CREATE TABLE opinion (
        id INTEGER PRIMARY KEY,
        user_id TEXT NOT NULL,
        about TEXT NOT NULL,
        liking REAL NOT NULL CHECK (liking BETWEEN -1 AND 1),
        said_at REAL NOT NULL,
        quote TEXT NOT NULL,
        source TEXT NOT NULL
    );
    CREATE INDEX opinion_user ON opinion (user_id, id);
    """,
)
AT_HAND = 64  # people whose logs are kept at hand, so that a long talk isn't read anew several times a turn
_COLUMNS = "user_id, about, liking, said_at, quote, source"


class OpinionLog:
    """The log of one installation. Safe to share between threads; several processes may use one file."""

    def __init__(self, path: Path | str) -> None:
        """Open or make the log at ``path`` (":memory:" for one that is not kept)."""
        if str(path) != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._read: OrderedDict[str, tuple[Opinion, ...]] = OrderedDict()  # the logs read last, until others write
        self._version = -1
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=10, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            self._db.execute(f"PRAGMA {pragma}")
        self._migrate()

    def _migrate(self) -> None:
        with self._writing():  # two processes may start at once
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            for number, script in enumerate(MIGRATIONS[version:], version + 1):
                for statement in filter(str.strip, script.split(";")):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version={number}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """All that is written within, or nothing of it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def _erasing(self, user_id: str) -> Iterator[None]:
        """The same of what is erased of a person, so that the files keep nothing of it either."""
        with self._lock:
            self._read.pop(user_id, None)
            with self._writing():
                yield
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def append(self, opinions: Iterable[Opinion]) -> None:
        """Add opinions in their order, all or none."""
        new = tuple(opinions)
        rows = [(o.user_id, o.about, o.liking, o.said_at, o.quote, o.source) for o in new]
        if not rows:
            return
        with self._lock:
            with self._writing():
                self._db.executemany(f"INSERT INTO opinion ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", rows)
            for user_id in {o.user_id for o in new} & self._read.keys():
                self._read[user_id] += tuple(o for o in new if o.user_id == user_id)

    def replay(self, user_id: str) -> tuple[Opinion, ...]:
        """All that this person ever said, oldest first."""
        with self._lock:
            (version,) = self._db.execute("PRAGMA data_version").fetchone()
            if version != self._version:  # another process has written
                self._read.clear()
                self._version = version
            if user_id not in self._read:
                rows = self._db.execute(f"SELECT {_COLUMNS} FROM opinion WHERE user_id = ? ORDER BY id", (user_id,))
                self._read[user_id] = tuple(Opinion(*row) for row in rows)
            self._read.move_to_end(user_id)
            while len(self._read) > AT_HAND:
                self._read.popitem(last=False)
            return self._read[user_id]

    def people(self) -> tuple[str, ...]:
        """Everybody of whom anything is kept."""
        with self._lock:
            return tuple(name for (name,) in self._db.execute("SELECT DISTINCT user_id FROM opinion ORDER BY user_id"))

    def known_to_others(self, about: str, user_id: str) -> bool:
        """Whether anybody else's log speaks of ``about``."""
        with self._lock:
            query = "SELECT EXISTS (SELECT 1 FROM opinion WHERE about = ? AND user_id != ?)"
            return bool(self._db.execute(query, (about, user_id)).fetchone()[0])

    def forget(self, user_id: str) -> int:
        """Erase a person from the file itself, the write-ahead log included; returns how many opinions went."""
        with self._erasing(user_id):
            return self._db.execute("DELETE FROM opinion WHERE user_id = ?", (user_id,)).rowcount

    def erase(self, user_id: str, abouts: Collection[str], quotes: Collection[str] = ()) -> int:
        """Erase all that a person's log says about these ids, and these quotes wherever else they stand in it, as
        ``forget`` does, all or nothing; returns how many opinions went.
        """
        with self._erasing(user_id):
            query = "DELETE FROM opinion WHERE user_id = ? AND about = ?"
            gone = sum(self._db.execute(query, (user_id, about)).rowcount for about in abouts)
            blank = "UPDATE opinion SET quote = '' WHERE user_id = ? AND quote = ?"
            self._db.executemany(blank, [(user_id, quote) for quote in quotes])
            return gone

    def erase_entries(self, user_id: str, entries: Collection[Opinion]) -> None:
        """Erase single entries of a person's log, as ``erase`` does."""
        with self._erasing(user_id):
            query = "DELETE FROM opinion WHERE user_id = ? AND about = ? AND said_at = ? AND source = ?"
            self._db.executemany(query, [(user_id, one.about, one.said_at, one.source) for one in entries])

    def close(self) -> None:
        """Close the file. The log can't be used afterwards."""
        with self._lock:
            self._db.close()
