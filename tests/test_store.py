"""The log keeps what was said, for one person at a time, whatever happens to the process."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from knowledge_graph import Opinion, OpinionLog

WRITER = """
import sys
from knowledge_graph import Opinion, OpinionLog
log = OpinionLog(sys.argv[1])
for number in range(100_000):
    at = float(number)
    log.append([Opinion("ann", f"material/{number}", 0.5, at), Opinion("ann", f"colour/{number}", 0.5, at)])
    print(number, flush=True)
"""


def test_what_goes_in_comes_out_in_order(tmp_path: Path) -> None:
    log, said = (
        OpinionLog(tmp_path / "log.sqlite3"),
        [Opinion("ann", f"m/{n}", 0.1, float(n), "“quote”; --") for n in range(3)],
    )
    log.append(said)
    log.close()
    assert OpinionLog(tmp_path / "log.sqlite3").replay("ann") == tuple(said)


def test_people_are_kept_apart_and_forgotten_alone(tmp_path: Path) -> None:
    log = OpinionLog(tmp_path / "log.sqlite3")
    log.append([Opinion("ann", "m/oak", 1.0, 1.0, "secret words"), Opinion("ben", "m/oak", -1.0, 1.0)])
    assert log.known_to_others("m/oak", "ann")
    assert log.forget("ann") == 1
    assert not log.replay("ann") and len(log.replay("ben")) == 1
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"secret words" not in kept


def test_a_turn_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    log = OpinionLog(tmp_path / "log.sqlite3")
    try:
        log.append([Opinion("ann", "m/oak", 0.5, 1.0), Opinion("ann", "m/pine", 7.0, 1.0)])  # 7 is no liking
    except sqlite3.IntegrityError:
        pass
    else:
        raise AssertionError("a liking outside −1…1 must be refused")
    assert log.replay("ann") == ()


def test_a_killed_process_leaves_whole_turns_behind(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    last = [writer.stdout.readline() for _ in range(50)][-1]
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    kept = OpinionLog(path).replay("ann")
    assert len(kept) % 2 == 0 and len(kept) >= 2 * (int(last) + 1)


def test_threads_share_one_log() -> None:
    log = OpinionLog(":memory:")

    def talk(user: str) -> None:
        for number in range(50):
            log.append([Opinion(user, f"m/{number}", 0.5, float(number))])

    threads = [threading.Thread(target=talk, args=(f"user-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(log.replay(f"user-{n}")) for n in range(4)] == [50] * 4


def test_what_another_process_writes_is_read(tmp_path: Path) -> None:
    """The log at hand is read anew once somebody else has written, be it as many rows as before."""
    mine, theirs = OpinionLog(tmp_path / "log.sqlite3"), OpinionLog(tmp_path / "log.sqlite3")
    mine.append([Opinion("ann", "m/oak", 1.0, 1.0), Opinion("ann", "m/brass", 1.0, 2.0)])
    assert [o.about for o in mine.replay("ann")] == ["m/oak", "m/brass"]
    theirs.erase("ann", ["m/brass"])
    theirs.append([Opinion("ann", "m/pine", 1.0, 3.0)])
    assert [o.about for o in mine.replay("ann")] == ["m/oak", "m/pine"]
    mine.append([Opinion("ann", "m/ash", 0.5, 4.0)])
    assert (
        [o.about for o in mine.replay("ann")] == ["m/oak", "m/pine", "m/ash"] == [o.about for o in theirs.replay("ann")]
    )
    theirs.forget("ann")
    assert mine.replay("ann") == ()


def test_erasing_is_all_or_nothing_and_the_log_goes_on(tmp_path: Path) -> None:
    log = OpinionLog(tmp_path / "log.sqlite3")
    log.append([Opinion("ann", "m/oak", 1.0, 1.0, "oak"), Opinion("ann", "m/pine", 1.0, 1.0, "oak and pine")])
    before = log.replay("ann")
    other = sqlite3.connect(tmp_path / "log.sqlite3")  # a file that refuses one of the writes
    other.executescript("CREATE TRIGGER stop BEFORE UPDATE ON opinion BEGIN SELECT RAISE(ABORT, 'full'); END;")
    with pytest.raises(sqlite3.IntegrityError):
        log.erase("ann", ["m/oak"], ["oak and pine"])
    assert log.replay("ann") == before
    other.executescript("DROP TRIGGER stop")
    assert log.erase("ann", ["m/oak"], ["oak and pine"]) == 1
    assert log.replay("ann") == (Opinion("ann", "m/pine", 1.0, 1.0, ""),)
