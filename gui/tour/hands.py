"""Real events for the walk: find a widget by name, click it, type into it, drop a file, wait for something."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QPoint, QPointF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from gui import theme
from gui.main_window import MainWindow
from gui.tour.lateness import Lateness
from gui.widgets.pictures import Paint, save_picture

Found = TypeVar("Found", bound=QWidget)
WAIT_SECONDS = 600.0
SETTLE_MS = 60


def rest(milliseconds: int) -> None:
    """Let the window live for a while.

    An event loop of its own, for QTest.qWait keeps Python's interpreter to itself while it waits,
    and every job would crawl.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    # Once the program has been told to end, loops return at once: waiting on would spin for ever.
    if loop.exec() != 0:
        raise AssertionError("the program was told to end during the tour")


class Hands:
    """What a person does, done to one window."""

    def __init__(self, window: MainWindow, pictures: Path, lateness: Lateness) -> None:
        self.window = window
        self.lateness = lateness
        self._pictures = pictures

    def find(self, kind: type[Found], name: str) -> Found:
        """Return the visible widget called `name`.

        Raises:
            LookupError: There is none.
        """
        for widget in self.window.findChildren(kind, name):
            if widget.isVisible():
                return widget
        raise LookupError(f"no visible widget is called {name}")

    def is_there(self, name: str) -> bool:
        """Return whether a widget called `name` can be seen."""
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def click(self, name: str, at: QPoint | None = None) -> None:
        """Press and release the left button over a widget."""
        widget = self.find(QWidget, name)
        self.wait_until(widget.isEnabled, f"{name} is enabled")
        target = getattr(widget, "viewport", lambda: widget)()
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=at or target.rect().center())
        self.settle()

    def press(self, widget: QWidget, *keys: Qt.Key, shift: bool = False) -> None:
        """Press and release keys, one after the other."""
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(widget, key, modifier)
        self.settle()

    def type_text(self, widget: QWidget, text: str) -> None:
        """Type characters."""
        QTest.keyClicks(widget, text)
        self.settle()

    def choose(self, name: str, position: int) -> None:
        """Choose the n-th entry of a list by keyboard."""
        box = self.find(QComboBox, name)
        box.setFocus()
        while box.currentIndex() != position:
            QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < position else Qt.Key.Key_Up)
        self.settle()

    def drop(self, path: Path) -> None:
        """Drop a file onto the middle of the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path.resolve()))])
        middle = self.window.rect().center()
        buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, buttons, modifiers)
        QApplication.sendEvent(self.window, enter)
        drop = QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, data, buttons, modifiers, QEvent.Type.Drop)
        QApplication.sendEvent(self.window, drop)
        self.settle()

    def settle(self) -> None:
        """Let the window paint and its timers run."""
        rest(SETTLE_MS)

    def wait_until(self, is_so: Callable[[], object], what: str, seconds: float = WAIT_SECONDS) -> None:
        """Wait, with the window alive, until something is so.

        Raises:
            TimeoutError: It is not so in time.
        """
        until = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > until:
                raise TimeoutError(f"waited {seconds:.0f} s in vain: {what}")
            rest(20)

    def wait_for_jobs(self, *names: str) -> None:
        """Wait until no job of these names is going on."""
        self.wait_until(
            lambda: not any(job.name in names for job in self.window.jobs.running), f"{', '.join(names)} to end"
        )
        self.settle()

    def picture(self, name: str) -> list[str]:
        """Save the window in light and dark; return the file names. Not counted as lateness."""
        phase = self.lateness.phase
        self.lateness.begin("")
        app = QApplication.instance()
        names = []
        chosen = theme.mode()
        for mode in (theme.Mode.LIGHT, theme.Mode.DARK):
            if isinstance(app, QApplication):
                theme.apply(app, mode)
            self.settle()
            names.append(f"{name}-{mode.value}.png")
            self.window.grab().save(str(self._pictures / names[-1]))
        if isinstance(app, QApplication):
            theme.apply(app, chosen)
        self.settle()
        self.lateness.begin(phase)
        return names

    def vector(self, name: str, size: QSize, paint: Paint) -> str:
        """Save something that can be painted as an SVG for paper; return the file's name."""
        save_picture(self._pictures / f"{name}.svg", size, paint, title=name)
        return f"{name}.svg"
