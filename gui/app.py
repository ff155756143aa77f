"""The process: application, window, warm-up at idle, reports, and a clean end.

Imports what the first paint needs and nothing else; TensorFlow, NumPy and the pages come later.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from gui import messages, theme, translation
from gui.collector import Collector
from gui.jobs import Jobs
from gui.key_keeper import KeyKeeper
from gui.main_window import MainWindow
from gui.name_keeper import NameKeeper
from gui.preferences import Preferences
from gui.reports import Reports, state_folder
from gui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WARM_UP_MS = 1000
HEARTBEAT_MS = 250


def create(argv: Sequence[str]) -> tuple[QApplication, MainWindow]:
    """Make the application, dressed, and its window, not yet shown."""
    # NumPy's linear algebra holds the interpreter while its threads wait for each other on a busy machine
    # (a second for one small matrix); one thread is quicker for matrices of this program's size anyway.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    app.setApplicationName("tagscope")
    app.setApplicationDisplayName("Tagscope")
    app.setDesktopFileName("tagscope")
    preferences = Preferences()
    translation.install(app, preferences.language())
    theme.apply(app, preferences.mode())
    window = MainWindow(Session(app), Jobs(app), preferences)
    KeyKeeper(preferences, window)
    NameKeeper(preferences, window.session, window)
    if preferences.problem is not None:
        messages.error(window, preferences.problem)
    return app, window


class Idle(QObject):
    """Warms TensorFlow up when the window has been seen and nothing else is going on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._jobs = window.jobs
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WARM_UP_MS)
        self._timer.timeout.connect(self._on_idle)
        window.first_painted.connect(self._timer.start)

    @Slot()
    def _on_idle(self) -> None:
        if self._jobs.running:
            self._timer.start()
        else:
            self._jobs.warm_up()


class Heartbeat(QObject):
    """Lets Python see signals of the system while Qt waits; SIGINT and SIGTERM close the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setInterval(HEARTBEAT_MS)
        self._timer.timeout.connect(self._on_beat)

    def begin(self) -> None:
        """Listen from now on."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        self._timer.start()

    @Slot()
    def _on_beat(self) -> None:
        """Give the interpreter its turn."""

    def _on_signal(self, _number: int, _frame: object) -> None:
        # Not `quit`, which would close the window and with it ask whether a run may be stopped: nobody may be there.
        QApplication.exit(0)


def run(paths: Sequence[Path | str] = (), *, guide: Callable[[MainWindow], None] | None = None) -> int:
    """Open the window, on a project or file if one is named, and stay until it is closed.

    Args:
        paths: The first is opened.
        guide: Gets the window before it is shown; the tour walks through it.

    Returns:
        The exit code.
    """
    app, window = create(sys.argv[:1])
    reports = Reports(state_folder(), app)
    reports.install()
    collector = Collector(app)
    collector.begin()
    window.jobs.started.connect(collector.on_job_started)
    window.jobs.finished.connect(collector.on_job_finished)
    Heartbeat(window).begin()
    Idle(window)
    if guide is not None:
        guide(window)
    window.show()
    for path in paths[:1]:
        window.ways_in.take_file(Path(path))
    code = app.exec()
    leave(window, code)
    collector.end()
    reports.remove()
    return code


def leave(window: MainWindow, code: int = 0) -> None:
    """End every job and close the project; where a thread does not end, end the process at once with `code`.

    Everything that matters is on disk by then; destroying a running QThread would abort the process.
    """
    window.hide()
    have_all_ended = window.jobs.shutdown()
    window.backing_up.finish()
    have_all_ended = have_all_ended and not window.jobs.running
    window.recovery.forget()
    window.session.close()
    if not have_all_ended:
        logging.getLogger(__name__).warning("left while still running: %s", window.jobs.running)
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
