"""Processes that are born in a millisecond and may die at any moment.

One process imports everything once; it forks a child for each task. A child says what it has done line by
line, and what it has said is heard even when it is killed.
"""

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT_ROOT = Path(__file__).parents[2]
_FAILED = 70

Say = Callable[[str], None]


class Child:
    """A running task.

    Attributes:
        lines: What it has said so far.
        is_silent: Whether time was over when it was listened to last.
    """

    def __init__(self, channel: socket.socket, task: str, *values: object) -> None:
        self.lines: list[str] = []
        self.is_silent = False
        self._channel = channel
        self._said, ear = os.pipe()
        self._rest = b""
        socket.send_fds(channel, [json.dumps([task, *values]).encode()], [ear])
        os.close(ear)
        self.pid = int(channel.recv(100))

    def listen(self, seconds: float, *, n_lines: int = sys.maxsize) -> bool:
        """Hear what is said until there are so many lines, the child has ended, or time is over.

        Returns:
            Whether the child has ended.
        """
        end = time.monotonic() + seconds
        while len(self.lines) < n_lines:
            ready, _, _ = select.select([self._said], [], [], max(0.0, end - time.monotonic()))
            self.is_silent = not ready
            if not ready:
                return False
            heard = os.read(self._said, 65536)
            if not heard:
                return True
            *lines, self._rest = (self._rest + heard).split(b"\n")
            self.lines += [line.decode() for line in lines]
        return False

    def kill(self) -> None:
        """Kill it as a crash would; what it has said meanwhile is heard."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def end(self) -> int:
        """Hear the rest of a child that has ended or was killed; return its exit code, negative for a signal."""
        while not self.listen(60):
            pass
        os.close(self._said)
        self._channel.send(str(self.pid).encode())
        return int(self._channel.recv(100))


class Nursery:
    """Begins children; a module of tasks holds what they can do."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel

    def begin(self, task: str, *values: object) -> Child:
        """Begin a task with values that JSON can hold."""
        return Child(self._channel, task, *values)


@contextlib.contextmanager
def nursery(tasks: str = "tests.faults.tasks") -> Iterator[Nursery]:
    """Keep the process that forks for the block; `tasks` is the module that it imports once."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = subprocess.Popen(
        [sys.executable, "-c", f"import {__name__} as nursery; nursery.serve({theirs.fileno()}, {tasks!r})"],
        cwd=PROJECT_ROOT,
        pass_fds=[theirs.fileno()],
    )
    theirs.close()
    try:
        yield Nursery(ours)
    finally:
        ours.close()
        process.wait(60)


def serve(descriptor: int, module: str) -> None:
    """Fork a child for every request that brings a pipe; wait for it at the next one that names it."""
    tasks = importlib.import_module(module)
    channel = socket.socket(fileno=descriptor)
    while True:
        request, pipes, _, _ = socket.recv_fds(channel, 65536, 1)
        if not request:
            return
        if not pipes:
            _, status = os.waitpid(int(request), 0)
            channel.send(str(os.waitstatus_to_exitcode(status)).encode())
            continue
        pid = os.fork()
        if pid == 0:
            channel.close()
            _live(tasks, request, pipes[0])
        os.close(pipes[0])
        channel.send(str(pid).encode())


def _live(tasks: object, request: bytes, pipe: int) -> None:
    task, *values = json.loads(request)
    code = 0
    try:
        getattr(tasks, task)(lambda line: os.write(pipe, f"{line}\n".encode()), *values)
    except BaseException:
        traceback.print_exc()
        code = _FAILED
    os._exit(code)
