"""Keeps where a run stands in a file while it goes on, so that a run that was killed can be gone on with."""

import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import platformdirs

from core import run_state
from core.atomic import remove_drafts
from core.errors import TagscopeError
from core.run_state import RunState


def state_beside(model: Path) -> Path:
    """Return where a run that is to write `model` is kept meanwhile."""
    return model.with_name(f"{model.name}.unfinished")


def state_of_run(project: str, run: int, started_at: str) -> Path:
    """Return where a project's run is kept while it goes on: in the user's data folder, never on a network drive.

    Args:
        project: Identity of the project; copies of it share it.
        run: The project's number of the run.
        started_at: When it began, which tells the runs of such copies apart.
    """
    folder = Path(platformdirs.user_data_path("tagscope", appauthor=False)) / "runs" / project
    return folder / f"{run}-{''.join(filter(str.isalnum, started_at))}.unfinished"


# Writing may take so much of the time, however large a network is.
MOST_OF_TIME = 0.02


class RunKeeper:
    """Writes what a run hands over, in a thread of its own: the run does not wait for the disk.

    A state that comes while the one before is being written, or so soon after that writing would take more than
    a fiftieth of the time, waits for the next one and gives way to it; the last of all is always written.
    """

    def __init__(self, path: Path, on_error: Callable[[TagscopeError], object]) -> None:
        """Begin with nothing kept; what is at `path` stays until there is something better.

        Args:
            path: The file; each state takes the place of the one before when it is whole.
            on_error: Told once, in the other thread, when it cannot be written; nothing is kept from then on.
        """
        self.path = path
        remove_drafts(path)
        self._on_error = on_error
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="keep-run")
        self._lock = threading.Lock()
        self._latest: RunState | None = None
        self._writing: Future[None] | None = None
        self._has_failed = False
        self._is_closed = False
        self._due = 0.0

    def take(self, state: RunState) -> None:
        """Have a state written; returns at once."""
        with self._lock:
            self._latest = state
            if (self._writing is None or self._writing.done()) and time.monotonic() >= self._due:
                self._writing = self._pool.submit(self._write)

    def _write(self) -> None:
        with self._lock:
            state, self._latest = self._latest, None
        if state is None or self._has_failed:
            return
        began = time.monotonic()
        try:
            run_state.save(state, self.path)
        except TagscopeError as error:
            self._has_failed = True
            self._on_error(error)
        now = time.monotonic()
        self._due = now + (now - began) / MOST_OF_TIME

    def close(self) -> None:
        """Wait until the last state is on disk."""
        with self._lock:
            if not self._is_closed and self._latest is not None:
                self._pool.submit(self._write)
            self._is_closed = True
        self._pool.shutdown()

    def discard(self, *, wait: bool = True) -> None:
        """Forget the run, which has come to its end; where the file cannot be removed, it stays.

        Args:
            wait: Whether to return only when it is gone.
        """
        with self._lock:
            self._latest = None
        if self._is_closed:
            self._remove()
        else:
            self._pool.submit(self._remove)
            self._pool.shutdown(wait=wait)

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
