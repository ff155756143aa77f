"""Messages reach the banners as plain text; a question is a plain-text box with the safe answer first."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.errors import SourceError
from gui import messages
from gui.messages import Kind


def test_an_error_of_the_users_is_shown_as_it_is(qtbot: QtBot) -> None:
    with qtbot.waitSignal(messages.board.posted) as posted:
        messages.error(None, SourceError("no tokens.", place="a.conll", remedy="Choose another file."))
    message = posted.args[0]
    assert message.kind is Kind.ERROR
    assert message.text == "a.conll: no tokens. Choose another file."


def test_an_error_of_the_programs_names_its_kind(qtbot: QtBot) -> None:
    with qtbot.waitSignal(messages.board.posted) as posted:
        messages.error(None, KeyError("layer"))
    assert "KeyError: 'layer'" in posted.args[0].text


def test_an_error_of_the_system_begins_with_the_files_name(qtbot: QtBot) -> None:
    with qtbot.waitSignal(messages.board.posted) as posted:
        messages.error(None, OSError(28, "No space left on device", "/full/disk/model.onnx"))
    assert posted.args[0].text == "model.onnx: No space left on device."


def answer(qapp: QApplication, words: str) -> None:
    """Press the button that carries `words` as soon as the question is shown."""

    def press() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert box.textFormat() is Qt.TextFormat.PlainText
        assert box.defaultButton().text() != "Delete"
        next(button for button in box.findChildren(QPushButton) if button.text() == words).click()

    QTimer.singleShot(0, press)


def test_a_question_is_answered_by_its_buttons(qtbot: QtBot, qapp: QApplication) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    answer(qapp, "Delete")
    assert messages.ask(parent, "Delete <b>run 3</b>?", "It cannot be brought back.", "Delete")
    answer(qapp, "Cancel")
    assert not messages.ask(parent, "Delete run 3?", "It cannot be brought back.", "Delete")
