"""Runs cases in a child process.

In one of their own, so that a case can neither hang the program nor leave anything behind in its
TensorFlow: layer names, seeds, memory. The process is kept for the next case, for Keras takes seconds to load.
"""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import core
from core.doctor.outcome import Outcome, Result
from core.errors import TagscopeError

# Keras is loaded within the first answer.
ANSWER_SECONDS = 180.0
_LOOK_SECONDS = 0.1


class CaseError(TagscopeError):
    """A case could not be run."""


class CaseRunner:
    """Runs one case after the other; not for several threads at once."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str] = queue.Queue()

    def run(self, name: str, is_stopped: Callable[[], bool] = lambda: False) -> Outcome | None:
        """Run the case called `name`; return what came of it, None where it was stopped.

        Args:
            name: A key of `core.doctor.cases.CASES`.
            is_stopped: Asked ten times a second; the process ends where it says so.

        Raises:
            CaseError: The process ended, or did not answer in time.
        """
        process, asking = self._started()
        try:
            asking.write(json.dumps(name) + "\n")
            asking.flush()
        except OSError as error:
            self.close()
            raise CaseError(f"Keras' process has ended: {error}.", remedy="Try again.") from error
        line = self._answer(process, is_stopped)
        if line is None:
            self.close()
            return None
        answer = json.loads(line)
        return Outcome(name, Result(**answer["wrong"]), Result(**answer["right"]), answer["keras"])

    def _started(self) -> "tuple[subprocess.Popen[str], IO[str]]":
        """Return the process and where it is asked."""
        process = self._process
        if process is None or process.poll() is not None or process.stdin is None:
            self.close()
            try:
                process = self._process = _begun()
            except OSError as error:
                raise CaseError(f"Python cannot be started: {error}.", remedy="Free some memory, try again.") from error
            self._lines = queue.Queue()
            threading.Thread(target=_collect, args=(process, self._lines), daemon=True).start()
        if process.stdin is None:
            raise CaseError("Keras' process cannot be asked.", remedy="Try again.")
        return process, process.stdin

    def _answer(self, process: "subprocess.Popen[str]", is_stopped: Callable[[], bool]) -> str | None:
        until = time.monotonic() + ANSWER_SECONDS
        while not is_stopped():
            try:
                return self._lines.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                if process.poll() is not None and self._lines.empty():
                    self.close()
                    raise CaseError("Keras' process ended before it answered.", remedy="Try again.") from None
                if time.monotonic() > until:
                    self.close()
                    raise CaseError(f"Keras did not answer in {ANSWER_SECONDS:.0f} s.", remedy="Try again.") from None
        return None

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _begun() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "core.doctor.child"],
        cwd=Path(core.__file__).parents[1],
        env={
            **os.environ,
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "CUDA_VISIBLE_DEVICES": "-1",
            "KERAS_BACKEND": "tensorflow",
            "PYTHONIOENCODING": "utf-8",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


def _collect(process: "subprocess.Popen[str]", lines: "queue.Queue[str]") -> None:
    """Gather lines until the process ends or its pipe is closed."""
    if process.stdout is None:
        return
    try:
        for line in process.stdout:
            lines.put(line)
    except ValueError:
        # Closed while waiting for a line.
        return
