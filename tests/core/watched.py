"""Opens files in a process of its own that may have little memory, and tells whatever else it did.

Run as a program: `watched.py ACTION MEGABYTES GOOD FILE...`. GOOD is opened first, so that everything is
loaded that opening needs; then memory is limited to MEGABYTES more than is in use, and an audit hook notes
whatever runs code, starts a program, reaches for the network or another file. Prints one JSON object.
"""

import codecs
import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from core import bundle, sources
from core.errors import TagscopeError
from core.project import Project
from core.query import Query
from core.sources import ENCODINGS, FormatName, ReadOptions

FORBIDDEN = (
    "compile",
    "ctypes.",
    "exec",
    "ftplib.",
    "http.",
    "import",
    "marshal.",
    "os.",
    "pickle.",
    "shutil.",
    "socket.",
    "sqlite3.",
    "subprocess.",
    "tempfile.",
    "urllib.",
    "webbrowser.",
)
# Asking what is in a folder, or what this computer is called, harms nobody.
HARMLESS = ("os.listdir", "os.scandir", "socket.gethostname")
MOUNTS = "/proc/self/mountinfo"


def open_model(path: Path) -> str:
    bundle.load(path)
    return ""


def read_source(path: Path) -> str:
    """Look at a file as import does, and read it as every format it can be called."""
    said = []
    try:
        shown = sources.preview(path)
        said.append(f"taken for {shown.options.format}")
    except TagscopeError as error:
        said.append(str(error))
    for name in FormatName:
        try:
            count = sum(1 for _ in sources.read(path, ReadOptions(name)))
            said.append(f"{count} sentences")
        except TagscopeError as error:
            said.append(str(error))
    return "\n".join(said)


def import_source(path: Path) -> str:
    """Look at a file as import does, and read it as what it is taken for."""
    return f"{sum(1 for _ in sources.read(path, sources.preview(path).options))} sentences"


def open_project(path: Path) -> str:
    with Project.open(path) as project:
        for sentence in project.sentences():
            project.remark(sentence.id)
        for layer in project.layers:
            project.labels(layer.name)
            project.label_counts(layer.name)
        list(project.ids(Query.parse("a")))
        _ = project.models(), project.runs.all(), project.length_histogram(), project.undo_title
    return ""


def do_harm(path: Path) -> str:
    """Do what the hook is there to see, each in its own way."""
    if path.name == "good":
        return ""
    exec(compile("1", "harm", "exec"))
    with socket.socket():
        os.system("true")
    subprocess.run(["true"], check=True)
    (path.parent / "elsewhere").write_bytes(b"harm")
    return ""


def take_memory(path: Path) -> str:
    return str(len(bytes(2**29))) if path.name != "good" else ""


ACTIONS: dict[str, Callable[[Path], str]] = {
    "model": open_model,
    "source": read_source,
    "import": import_source,
    "project": open_project,
    "harm": do_harm,
    "memory": take_memory,
}


class Watch:
    """Notes forbidden events while it is armed; an audit hook cannot be taken away again."""

    def __init__(self, allowed: set[str]) -> None:
        self.is_armed = False
        self.events: list[str] = []
        self._allowed = allowed | {MOUNTS}
        # Who has a project open is noted beside it.
        self._notes = {str(Path(file).with_name(f".{Path(file).name}.lock.json")) for file in allowed}

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.is_armed or (event in ("open", "os.remove") and str(arguments[0]) in self._notes):
            return
        if event == "open":
            path, _mode, flags = arguments
            if str(path) not in self._allowed or (isinstance(flags, int) and flags & 3):
                self.events.append(f"open {path}")
        elif event.startswith(FORBIDDEN) and event not in HARMLESS:
            self.events.append(f"{event} {arguments}"[:200])


def _status(name: str) -> int:
    """Return a figure of this process in MB."""
    line = next(line for line in Path("/proc/self/status").read_text().split("\n") if line.startswith(name))
    return int(line.split(" ")[-2]) // 1024


def main() -> None:
    action, megabytes, good, *files = sys.argv[1:]
    for name in ENCODINGS:
        codecs.lookup(name)
    ACTIONS[action](Path(good))
    watch = Watch(set(files))
    sys.addaudithook(watch)
    limit = (_status("VmSize") + int(megabytes)) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    said: dict[str, str] = {}
    seconds: dict[str, float] = {}
    watch.is_armed = True
    for file in files:
        begun = time.monotonic()
        try:
            said[file] = ACTIONS[action](Path(file))
        except TagscopeError as error:
            said[file] = str(error)
        except MemoryError:
            said[file] = "memory ran out"
        seconds[file] = time.monotonic() - begun
    watch.is_armed = False
    print(json.dumps({"said": said, "events": watch.events, "seconds": seconds, "peak": _status("VmHWM")}))


if __name__ == "__main__":
    main()
