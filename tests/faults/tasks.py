"""What the children of the nursery do."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.disk import watched_disk
from tests.faults.nursery import Say
from tests.faults.sessions import Desk, Step

# What Python does to files apart from SQLite.
_EVENTS = ("open", "os.rename", "os.remove", "os.link", "os.truncate", "os.chmod", "os.mkdir", "shutil.copyfile")


class _Deeds:
    """Counts what is asked of the disk, and dies at one of them."""

    def __init__(self, last: int) -> None:
        self.n = 0
        self._last = last

    def count(self, *_what: object) -> None:
        """Count one; be killed instead of doing the last."""
        self.n += 1
        if self.n == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(self, event: str, _values: object) -> None:
        """Count what Python does to files."""
        if event in _EVENTS:
            self.count()


@contextlib.contextmanager
def _dying_at(last: int) -> Iterator[_Deeds]:
    """Count all deeds of the block; be killed before the last one, 0 for never."""
    deeds = _Deeds(last)
    sys.addaudithook(deeds.audit)
    with watched_disk(deeds.count, is_default=True):
        yield deeds


def work(say: Say, path: str, steps: list[tuple[str, str]], first: int, last_deed: int) -> None:
    """Do the steps from the first on, saying each when it is done; then say how many deeds it took."""
    with _dying_at(last_deed) as deeds:
        desk = Desk(Path(path))
        say("open")
        for number in range(first, len(steps)):
            Step(*steps[number])(desk)
            say("done")
        desk.close()
        say(str(deeds.n))
