"""What explains is opened by actions of the window, with or without a project, and is left again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.doctor.outcome import Outcome, Result
from core.doctor.running import CaseRunner
from gui.main_window import MainWindow

CALM = Result("", "", has_symptom=False)


def test_the_doctor_needs_no_project(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseRunner, "run", lambda _runner, name, _is_stopped: Outcome(name, CALM, CALM, "3"))
    assert window.actions_table.trigger("explain.doctor")
    panel = window.findChild(QWidget, "doctor-panel")
    assert panel is not None
    assert panel.isVisible()
    qtbot.waitUntil(lambda: not window.jobs.running)
    close = panel.findChild(QPushButton, "doctor-close")
    assert close is not None
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert window.start_page.isVisible()


def test_a_page_may_ask_for_an_action_of_the_window(window: MainWindow, stand_in_project: object, qtbot: QtBot) -> None:
    window.session.use(stand_in_project)  # type: ignore[arg-type]
    page = window.page(window.front)
    with qtbot.waitSignal(window.actions_table.action("theme.dark").triggered):
        page.action_requested.emit("theme.dark")
    window.session.close()


def test_a_page_may_ask_for_sentences(window: MainWindow, stand_in_project: object) -> None:
    window.session.use(stand_in_project)  # type: ignore[arg-type]
    window.page("tensors").search_requested.emit("/ferry/")
    assert window.front == "corpus"
    assert window.header.search.text() == "/ferry/"
    assert ("search", "/ferry/") in window.page("corpus").asked  # type: ignore[attr-defined]
    window.session.close()
