"""Reports: what nobody catches is logged on this computer and shown, from any thread."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from gui import messages
from gui.reports import CRASH_NAME, LOG_NAME, MOST_BYTES, Reports


@pytest.fixture
def reports(qtbot: QtBot, tmp_path: Path) -> Iterator[Reports]:
    kept = sys.excepthook, threading.excepthook
    made = Reports(tmp_path)
    made.install()
    yield made
    made.remove()
    sys.excepthook, threading.excepthook = kept


def raised() -> ValueError:
    with pytest.raises(ValueError, match="bold") as caught:
        raise ValueError("a <b>bold</b> mistake")
    return caught.value


def test_an_exception_is_logged_with_its_traceback_and_shown(qtbot: QtBot, reports: Reports, tmp_path: Path) -> None:
    error = raised()
    with qtbot.waitSignal(messages.board.posted) as posted:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert "ValueError: a <b>bold</b> mistake" in posted.args[0].text
    log = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "test_reports.py" in log


def test_an_exception_of_another_thread_is_shown_too(qtbot: QtBot, reports: Reports, tmp_path: Path) -> None:
    error = raised()
    caught = threading.ExceptHookArgs((ValueError, error, error.__traceback__, None))
    with qtbot.waitSignal(messages.board.posted):
        worker = threading.Thread(target=threading.excepthook, args=(caught,))
        worker.start()
        worker.join()
    assert "mistake" in (tmp_path / LOG_NAME).read_text(encoding="utf-8")


def test_what_qt_says_is_logged(reports: Reports, tmp_path: Path) -> None:
    qWarning("a warning of Qt's")
    assert "WARNING qt: a warning of Qt's" in (tmp_path / LOG_NAME).read_text(encoding="utf-8")


def test_native_crashes_have_a_file(reports: Reports, tmp_path: Path) -> None:
    assert (tmp_path / CRASH_NAME).exists()


def test_a_long_log_is_begun_anew_and_the_old_one_kept(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).write_text("x" * (MOST_BYTES + 1), encoding="utf-8")
    made = Reports(tmp_path)
    made._handler.stream.close()
    made._crashes.close()
    assert (tmp_path / LOG_NAME).stat().st_size == 0
    assert len(list(tmp_path.glob("tagscope.old*"))) == 1
    assert logging.getLogger().handlers.count(made._handler) == 0
