"""What a disk may hold after a power cut, rebuilt from everything that was asked of it until then.

What was synced is there. Of everything else any part may be there or not, in whatever order: single writes,
single 512-byte sectors of a write, truncations; and files that were made, renamed or deleted since their
folder was last synced may be there under either name, or empty, or back again.
"""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults.disk import Operation

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Made:
    """A file appeared under a name."""

    path: str
    file: int


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file took another name, and the place of what was there."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A file got a second name."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A name was taken away."""

    path: str


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes were written into a file."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file was given another size."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """A file is on the platter, and so are the names of its folder with `folder`; 0 for the folder alone."""

    file: int
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The user was told that this many steps are done."""

    n_steps: int


NameEvent = Made | Renamed | Linked | Gone
FileEvent = Written | Cut
Event = NameEvent | FileEvent | Synced | Acknowledged


class Recorder:
    """Notes what happens to the files of one folder; `watch` is for a `Disk`.

    Args:
        folder: Its files at this moment are taken to be on the platter.

    Attributes:
        events: Everything that has happened.
    """

    def __init__(self, folder: Path) -> None:
        self.events: list[Event] = []
        self._numbers = itertools.count(1)
        self._names = {str(path): next(self._numbers) for path in sorted(folder.iterdir()) if path.is_file()}
        self._before = dict(self._names)
        self._files = {number: Path(path).read_bytes() for path, number in self._names.items()}

    def platter(self) -> "Platter":
        """Return the disk as it was before the first event."""
        return Platter(dict(self._before), dict(self._files))

    def watch(self, operation: Operation) -> None:
        """Take in what SQLite is about to do."""
        path = operation.path
        match operation.kind:
            case _ if not path:
                # A file without a name holds what SQLite sorts; nobody looks for it after a power cut.
                pass
            case "Open" if operation.is_lasting:
                self._names[path] = next(self._numbers)
                self.events.append(Made(path, self._names[path]))
            case "Write":
                self.events.append(Written(self._names[path], operation.offset, operation.data))
            case "Truncate":
                self.events.append(Cut(self._names[path], operation.offset))
            case "Sync":
                folder = str(Path(path).parent) if operation.syncs_folder else ""
                self.events.append(Synced(self._names[path], folder))
            case "Delete":
                self.events.append(Gone(path))
                del self._names[path]
                if operation.is_lasting:
                    self.events.append(Synced(0, str(Path(path).parent)))

    @contextlib.contextmanager
    def watching_python(self) -> Iterator[None]:
        """Take in what Python asks the system for in the block, apart from SQLite."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "rename", self._told(os.rename, self._rename))
            patch.setattr(os, "replace", self._told(os.replace, self._rename))
            patch.setattr(os, "link", self._told(os.link, self._link))
            patch.setattr(os, "unlink", self._told(os.unlink, self._unlink))
            patch.setattr(os, "fsync", self._told(os.fsync, self._fsync))
            yield

    @staticmethod
    def _told(call: Callable[..., object], note: Callable[..., None]) -> Callable[..., object]:
        def told(*values: Any, **more: Any) -> object:
            result = call(*values, **more)
            note(*values)
            return result

        return told

    def _rename(self, path: object, to: object) -> None:
        self.events.append(Renamed(str(path), str(to)))
        self._names[str(to)] = self._names.pop(str(path))

    def _link(self, path: object, to: object) -> None:
        self.events.append(Linked(str(path), str(to)))
        self._names[str(to)] = self._names[str(path)]

    def _unlink(self, path: object) -> None:
        self.events.append(Gone(str(path)))
        self._names.pop(str(path), None)

    def _fsync(self, descriptor: int) -> None:
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        if Path(path).is_dir():
            self.events.append(Synced(0, path))
            return
        if path not in self._names:
            # Python's writes are not watched: what it has written becomes known when it is synced.
            self._names[path] = next(self._numbers)
            self.events += [Made(path, self._names[path]), Written(self._names[path], 0, Path(path).read_bytes())]
        self.events.append(Synced(self._names[path]))

    def acknowledge(self, n_steps: int) -> None:
        """Note that the user was told."""
        self.events.append(Acknowledged(n_steps))


@dataclass
class Platter:
    """What is on the disk for certain, and what has been asked for since."""

    names: dict[str, int]
    files: dict[int, bytes]
    waiting_names: list[NameEvent] = field(default_factory=list)
    waiting: list[FileEvent] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """Let one event happen."""
        match event:
            case Made() | Renamed() | Linked() | Gone():
                self.waiting_names.append(event)
            case Written() | Cut():
                self.waiting.append(event)
            case Synced(file, folder):
                self._sync(file)
                if folder:
                    self._sync_folder(folder)

    def _sync(self, file: int) -> None:
        if any(event.file == file for event in self.waiting):
            content = bytearray(self.files.get(file, b""))
            for event in self.waiting:
                if event.file == file:
                    _apply(event, content)
            self.files[file] = bytes(content)
            self.waiting = [event for event in self.waiting if event.file != file]

    def _sync_folder(self, folder: str) -> None:
        _rename([event for event in self.waiting_names if str(Path(event.path).parent) == folder], self.names)
        self.waiting_names = [event for event in self.waiting_names if str(Path(event.path).parent) != folder]

    def after_cut(self, chance: Random) -> dict[str, bytes]:
        """Return the files that may be there when the power comes back."""
        names = dict(self.names)
        # A file system that keeps its names in order keeps the first so many changes of them.
        _rename(self.waiting_names[: chance.randint(0, len(self.waiting_names))], names)
        contents = {file: bytearray(self.files.get(file, b"")) for file in names.values()}
        for event in _survivors(self.waiting, chance):
            if event.file in contents:
                _apply(event, contents[event.file])
        return {path: bytes(contents[file]) for path, file in names.items()}


def _rename(events: Sequence[NameEvent], names: dict[str, int]) -> None:
    for event in events:
        match event:
            case Made(path, file):
                names[path] = file
            case Renamed(path, to):
                names[to] = names.pop(path)
            case Linked(path, to):
                names[to] = names[path]
            case Gone(path):
                names.pop(path, None)


def _apply(event: FileEvent, content: bytearray) -> None:
    match event:
        case Written(_, offset, data):
            content.extend(bytes(max(0, offset - len(content))))
            content[offset : offset + len(data)] = data
        case Cut(_, size):
            content.extend(bytes(max(0, size - len(content))))
            del content[size:]


def _survivors(events: Sequence[FileEvent], chance: Random) -> Iterator[FileEvent]:
    """Yield what of the unsynced reaches the platter."""
    if not events:
        return
    kind = chance.choice(("none", "all", "first", "all but one", "one", "some", "torn", "torn"))
    one = chance.randrange(len(events))
    share = chance.random()
    for index, event in enumerate(events):
        match kind:
            case "all":
                yield event
            case "first" if index <= one:
                yield event
            case "all but one" if index != one:
                yield event
            case "one" if index == one:
                yield event
            case "some" if chance.random() < share:
                yield event
            case "torn" if isinstance(event, Written):
                yield from _torn(event, chance, share)
            case "torn" if chance.random() < share:
                yield event


def _torn(event: Written, chance: Random, share: float) -> Iterator[Written]:
    """Yield the sectors of a write that arrived; a few that were being written are rubbish."""
    start = event.offset
    end = start + len(event.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        if chance.random() < share:
            yield Written(event.file, start, event.data[start - event.offset : stop - event.offset])
        elif chance.random() < 0.1:
            yield Written(event.file, start, chance.randbytes(stop - start))
        start = stop


def cuts(
    recorder: Recorder, chance: Random, *, at_syncs: int, elsewhere: int
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Yield for many moments the steps acknowledged by then and the files that may be there.

    Args:
        recorder: What has happened.
        chance: Chooses the moments and the fates.
        at_syncs: Fates tried just before each sync, and as many just after it.
        elsewhere: Moments chosen at random among all others.
    """
    events = recorder.events
    others = set(chance.choices(range(len(events)), k=elsewhere))
    platter = recorder.platter()
    n_acknowledged = 0
    for index, event in enumerate(events):
        is_sync = isinstance(event, Synced)
        for _ in range(at_syncs if is_sync else int(index in others)):
            yield n_acknowledged, platter.after_cut(chance)
        platter.take(event)
        if isinstance(event, Acknowledged):
            n_acknowledged = event.n_steps
        for _ in range(at_syncs if is_sync else 0):
            yield n_acknowledged, platter.after_cut(chance)
