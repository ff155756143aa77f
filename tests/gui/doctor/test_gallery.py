"""The gallery runs what is chosen, says what came of it, and sets the option that a case is about."""

import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.config import PadSide, preset
from core.doctor.cases import CASES
from core.doctor.options import with_options
from core.doctor.outcome import Outcome, Result
from core.doctor.running import CaseError, CaseRunner
from gui.doctor import words
from gui.widgets.plain import PlainLabel


def test_every_case_is_listed(room: Any) -> None:
    cases = room.find(QListWidget, "case-list")
    titles = {cases.item(row).text() for row in range(cases.count())}
    assert {case.title for case in CASES.values()} <= titles


def test_what_is_chosen_is_run_and_shown_word_for_word(room: Any) -> None:
    room.panel.begin()
    room.settle()
    assert room.asked == ["no-feature-axis"]
    assert room.find(QPlainTextEdit, "wrong-code").toPlainText() == CASES["no-feature-axis"].wrong.rstrip()
    assert room.find(QPlainTextEdit, "wrong-said").toPlainText().startswith("ValueError: Input 0")
    assert room.find(QPlainTextEdit, "right-said").toPlainText() == "outputs (3, 5, 8)"
    assert "3.15.1 refuses" in room.find(PlainLabel, "wrong-verdict").text()


def test_a_case_is_run_once(room: Any) -> None:
    room.panel.begin()
    room.settle()
    room.panel.on_case("mask-lost")
    room.settle()
    room.panel.on_case("no-feature-axis")
    room.settle()
    assert room.asked == ["no-feature-axis", "mask-lost"]
    assert room.find(QPlainTextEdit, "right-said").toPlainText()


def test_what_was_chosen_last_is_run_when_there_is_room(room: Any) -> None:
    room.panel.begin()
    for name in ("no-mask", "mask-lost", "softmax-twice"):
        room.panel.on_case(name)
    room.qtbot.waitUntil(lambda: "softmax-twice" in room.asked and not room.jobs.running)
    assert room.asked == ["no-feature-axis", "softmax-twice"]
    assert "otherwise" in room.find(PlainLabel, "wrong-verdict").text()


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (Result("a", "", has_symptom=True), "says nothing"),
        (Result("UserWarning: no", "", has_symptom=True), "warns"),
        (Result("a", "", has_symptom=False), "otherwise"),
    ],
)
def test_a_silent_mistake_is_said_to_be_one(room: Any, result: Result, words: str) -> None:
    calm = Result("a", "", has_symptom=False)
    room.outcomes["no-mask"] = Outcome("no-mask", result, calm, "3.15.1")
    room.panel.on_case("no-mask")
    room.settle()
    assert words in room.find(PlainLabel, "wrong-verdict").text()


def test_the_option_of_a_case_is_set(room: Any, stand_in_project: object, qtbot: QtBot) -> None:
    session = room.session
    session.use(stand_in_project)
    session.set_config(with_options(preset("tiny"), {"encoding.pad": "before"}))
    room.panel.on_case("padding-in-front")
    room.settle()
    button = room.find(QPushButton, "case-set")
    assert button.isEnabled()
    assert "Pad: after" in button.text()
    with qtbot.waitSignal(session.page_requested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["tensors"]
    assert session.config.encoding.pad is PadSide.AFTER
    assert not button.isEnabled()
    session.close()


def test_a_case_without_an_option_has_no_such_button(room: Any) -> None:
    room.panel.on_case("ragged-lists")
    room.settle()
    assert room.find(QPushButton, "case-set").isHidden()


def test_the_code_that_is_copied_can_be_run(room: Any, qtbot: QtBot) -> None:
    room.panel.on_case("ragged-lists")
    room.settle()
    qtbot.mouseClick(room.find(QPushButton, "case-copy"), Qt.MouseButton.LeftButton)
    code = QGuiApplication.clipboard().text()
    compile(code, "copied", "exec")
    assert code.startswith("import keras")
    assert code.endswith(CASES["ragged-lists"].right)


def click(room: Any, name: str) -> None:
    cases = room.find(QListWidget, "case-list")
    item = next(cases.item(row) for row in range(cases.count()) if cases.item(row).text() == CASES[name].title)
    place = cases.visualItemRect(item).center()
    room.qtbot.mouseClick(cases.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_case_that_failed_is_run_again_by_a_click(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise CaseError("Keras' process has ended.")

    with monkeypatch.context() as broken:
        broken.setattr(CaseRunner, "run", fail)
        room.panel.begin()
        room.settle()
    assert "has ended" in room.find(PlainLabel, "wrong-verdict").text()
    assert room.asked == []
    click(room, "no-feature-axis")
    room.settle()
    assert room.asked == ["no-feature-axis"]
    click(room, "no-feature-axis")
    room.settle()
    assert room.asked == ["no-feature-axis"]


def test_what_was_chosen_while_another_case_failed_is_run(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_once(_runner: object, name: str, is_stopped: Any) -> Outcome | None:
        if name == "no-feature-axis":
            raise CaseError("Keras' process has ended.")
        return room.run(name, is_stopped)

    monkeypatch.setattr(CaseRunner, "run", fail_once)
    room.panel.begin()
    room.panel.on_case("softmax-twice")
    room.qtbot.waitUntil(lambda: "softmax-twice" in room.asked and not room.jobs.running)
    assert "otherwise" in room.find(PlainLabel, "wrong-verdict").text()


def test_coming_back_runs_what_leaving_has_stopped(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def wait(_runner: object, name: str, is_stopped: Any) -> Outcome | None:
        asked.append(name)
        if len(asked) > 1:
            return room.run(name, is_stopped)
        while not is_stopped():
            time.sleep(0.01)
        return None

    monkeypatch.setattr(CaseRunner, "run", wait)
    room.panel.begin()
    room.qtbot.waitUntil(lambda: bool(asked))
    room.panel.hide()
    room.panel.show()
    room.panel.begin()
    room.qtbot.waitUntil(lambda: len(asked) == 2 and not room.jobs.running)
    assert "3.15.1 refuses" in room.find(PlainLabel, "wrong-verdict").text()


def test_leaving_ends_the_process(room: Any) -> None:
    room.panel.begin()
    room.settle()
    room.panel.hide()
    assert room.n_closed == 1


def test_the_words_of_core_stand_in_the_tables_word_for_word() -> None:
    said = {text for case in CASES.values() for text in (case.title, case.happens, case.why, case.remedy)}
    assert set(words.CASE_WORDS) == said
