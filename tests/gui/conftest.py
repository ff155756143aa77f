"""What GUI tests share: the program's look, and nothing left behind: no thread, no window."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.job import Worker
from gui.jobs import Jobs

_workers: "weakref.WeakSet[Worker]" = weakref.WeakSet()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["tagscope"]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    """Begin every test in light colours."""
    if theme.mode() is not theme.Mode.LIGHT:
        theme.apply(qapp, theme.Mode.LIGHT)


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a thread running or a window behind."""
    begin = Worker.begin

    def noted(worker: Worker) -> None:
        _workers.add(worker)
        begin(worker)

    monkeypatch.setattr(Worker, "begin", noted)
    before = {id(widget) for widget in qapp.topLevelWidgets()}
    yield
    running = [worker.objectName() for worker in _workers if worker.isRunning()]
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if id(widget) not in before and widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.objectName()}" for widget in left]
    for widget in left:
        widget.close()
    assert not running, f"threads still running: {running}"
    assert not names, f"windows left: {names}"


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Real jobs in real threads, all ended after the test."""
    made = Jobs()
    yield made
    assert made.shutdown(), "a job does not stop"
    for thread in QThread.currentThread().findChildren(QThread):
        assert not thread.isRunning()
