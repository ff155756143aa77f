"""The walk: start, import, label, tensors, train, pause, resume, tag, correct, add, quit."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from gui import app as program
from gui.main_window import MainWindow
from gui.tour.figures import Figures, process_start
from gui.tour.hands import Hands
from gui.tour.lateness import Lateness, percentile


@dataclass(slots=True)
class Record:
    """What tour.json will say."""

    steps: list[dict[str, Any]] = field(default_factory=list)
    figures: Figures = field(default_factory=Figures)
    failed: str = ""


class Guide(QObject):
    """Takes the window through the steps once it has been painted, then closes it."""

    def __init__(self, window: MainWindow, folder: Path, corpus: Path | None, dev: Path | None, record: Record) -> None:
        super().__init__(window)
        self._window = window
        self._record = record
        self._lateness = Lateness(self)
        self._hands = Hands(window, folder, self._lateness)
        self._corpus, self._dev = corpus, dev
        record.figures.tensorflow_imported_at_start = "tensorflow" in sys.modules
        window.first_painted.connect(self.on_painted)

    @Slot()
    def on_painted(self) -> None:
        """Begin when the paint event is over."""
        painted_at = self._window.first_paint_at or time.time()
        self._record.figures.window_ms = (painted_at - process_start()) * 1000
        self._record.figures.tensorflow_imported_at_start |= "tensorflow" in sys.modules
        QTimer.singleShot(0, self.walk)

    @Slot()
    def walk(self) -> None:
        """Take every step; the first that fails ends the walk."""
        from gui.tour.steps import STEPS  # noqa: PLC0415 - what the steps need must not count as start-up

        self._lateness.begin("warm-up")
        for name, step in STEPS:
            if not self._take(name, step):
                break
        self._lateness.end()
        figures, late = self._record.figures, self._lateness.by_phase
        figures.warmup_lateness_max_ms = max(late.get("warm-up", [0.0]))
        figures.training_lateness_p99_ms = percentile(late.get("training", []), 0.99)
        figures.training_lateness_max_ms = max(late.get("training", [0.0]))
        if not self._record.failed:
            self._window.close()  # it would ask before ending a run that a failed step has left behind
        QApplication.exit(1 if self._record.failed else 0)

    def _take(self, name: str, step: Callable[..., dict[str, Any]]) -> bool:
        began = time.monotonic()
        entry: dict[str, Any] = {"step": name, "ok": True}
        try:
            entry |= step(self._hands, self._record.figures, self._corpus, self._dev)
        except Exception as error:
            entry |= {"ok": False, "error": f"{type(error).__name__}: {error}"}
            self._record.failed = name
            self._hands.picture(f"failed-{name}")
        entry["seconds"] = round(time.monotonic() - began, 2)
        self._record.steps.append(entry)
        print(f"{name}: {'done' if entry['ok'] else entry['error']} ({entry['seconds']} s)", file=sys.stderr)
        return bool(entry["ok"])


def run(folder: Path, *, corpus: Path | None = None, dev: Path | None = None) -> int:
    """Walk through the program and leave pictures and `tour.json` in `folder`.

    Args:
        folder: Made where it is missing.
        corpus: A file to import; None takes the built-in sample.
        dev: A file to import as dev.

    Returns:
        The program's exit code.
    """
    folder.mkdir(parents=True, exist_ok=True)
    record = Record()
    guides: list[Guide] = []

    def begin(window: MainWindow) -> None:
        guides.append(Guide(window, folder, corpus, dev, record))

    with tempfile.TemporaryDirectory(prefix="tagscope-tour-") as home:
        # The walk leaves the user's own settings, recent projects and data alone.
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        code = program.run(guide=begin)
    if record.failed:
        code = code or 1
    result = record.figures.as_json() | {"exit_code": code, "steps": record.steps}
    (folder / "tour.json").write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return code
