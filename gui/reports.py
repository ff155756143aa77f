"""Crash reports that stay on this computer: a log file, Python's and Qt's messages, native crashes."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, Slot, qInstallMessageHandler

from gui import messages

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

LOG_NAME = "tagscope.log"
CRASH_NAME = "crash.log"
MOST_BYTES = 1_000_000

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def state_folder() -> Path:
    """Return the folder of the log files, made where it is missing."""
    import platformdirs  # noqa: PLC0415 - not needed for the first paint

    return platformdirs.user_state_path("tagscope", appauthor=False, ensure_exists=True)


class Reports(QObject):
    """Catches what nobody else does, logs it, and tells the user in a banner.

    Signals:
        _caught: An exception, from whichever thread, on its way to the window's thread.
    """

    _caught = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crashes: TextIO = _fresh(folder / CRASH_NAME)
        self._handler = logging.StreamHandler(_fresh(folder / LOG_NAME))
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._log = logging.getLogger("tagscope")
        self._caught.connect(self._on_caught)

    def install(self) -> None:
        """Catch from now on."""
        faulthandler.enable(self._crashes)
        logging.getLogger().addHandler(self._handler)
        sys.excepthook = self.on_exception
        threading.excepthook = self.on_thread_exception
        qInstallMessageHandler(self.on_qt_message)

    def remove(self) -> None:
        """Catch no longer, and close the files."""
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        faulthandler.disable()
        logging.getLogger().removeHandler(self._handler)
        self._handler.stream.close()
        self._crashes.close()

    def on_exception(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        """Log an exception that nobody caught and show it."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        self._log.error("nobody caught this", exc_info=(kind, error, traceback))
        self._caught.emit(error)

    def on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        """Log an exception that ended a thread and show it."""
        if caught.exc_value is not None:
            self.on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Log what Qt says."""
        logging.getLogger("qt").log(LEVELS.get(kind, logging.WARNING), "%s", text)

    @Slot(object)
    def _on_caught(self, error: object) -> None:
        if isinstance(error, Exception):
            messages.error(None, error)


def _fresh(path: Path) -> TextIO:
    """Open a log to be appended to; a long one is begun anew, the old one kept beside it."""
    if path.exists() and path.stat().st_size > MOST_BYTES:
        path.replace(path.with_suffix(".old.log"))
    return path.open("a", encoding="utf-8")
