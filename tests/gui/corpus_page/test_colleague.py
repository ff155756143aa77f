"""A colleague's file on the page: its labels beside the others, a report of what did not fit, one step to take back."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton, QWidget

from core.corpus import Tags
from core.errors import ProjectError
from gui.messages import Kind, Message
from gui.session import Session
from gui.widgets.plain import PlainLabel

Write = Callable[[str, str], Path]
THEIRS = (
    "Mira B-PER\nlives O\nin O\nOld O\nHarbour B-LOC\n\nWho O\nis O\nBran B-PER\n? O\n\nNobody O\nknows O\nBran O\n\n"
)


@pytest.fixture
def theirs(write: Write) -> Path:
    """Both sentences of the corpus, labelled otherwise, and one more between them."""
    return write("theirs.conll", THEIRS)


def _ask(user: Any, names: Path, theirs: Path, name: str = "Tom") -> None:
    user.bring(names)
    user.look_at(theirs)
    user.press("import-colleague")
    field = user.find(QLineEdit, "colleague-name")
    user.qtbot.keyClicks(field, name)


def _take(user: Any, names: Path, theirs: Path) -> None:
    _ask(user, names, theirs)
    user.press("colleague-start")
    user.wait()


def _tags(session: Session, layer: str) -> list[Tags]:
    assert session.project is not None
    return [sentence.layer_tags(layer) for sentence in session.project.sentences()]


def test_the_labels_stand_beside_those_that_were_there(user: Any, session: Session, names: Path, theirs: Path) -> None:
    _take(user, names, theirs)
    assert _tags(session, "ner · Tom") == [("B-PER", "O", "O", "O", "B-LOC"), ("O", "O", "O")]
    assert _tags(session, "ner") == [("B-PER", "O", "O", "B-LOC", "I-LOC"), ("O", "O", "B-PER")]
    words = user.find(PlainLabel, "colleague-report").text()
    assert "2 of 3 sentences of the file are in the corpus." in words
    assert "8 tags were taken over into ner · Tom." in words
    missing = user.find(QListWidget, "colleague-unmatched")
    assert [missing.item(row).text() for row in range(missing.count())] == ["2  Who is Bran ?"]
    user.press("colleague-cancel")
    assert not user.find(QWidget, "colleague-form").isVisible()


def test_one_undo_takes_all_of_it_back(user: Any, session: Session, names: Path, theirs: Path) -> None:
    _take(user, names, theirs)
    session.undo()
    user.wait()
    assert session.project is not None
    assert [layer.name for layer in session.project.layers] == ["ner"]
    assert session.project.n_sentences == 2


def test_without_a_name_nothing_can_be_taken_over(user: Any, session: Session, names: Path, theirs: Path) -> None:
    _ask(user, names, theirs, " ")
    assert not user.find(QPushButton, "colleague-start").isEnabled()
    user.qtbot.keyClicks(user.find(QLineEdit, "colleague-name"), "Tom")
    base = user.find(QComboBox, "colleague-base-1")
    base.setCurrentIndex(base.count() - 1)
    assert not user.find(QPushButton, "colleague-start").isEnabled()
    base.setCurrentIndex(0)
    assert user.find(QPushButton, "colleague-start").isEnabled()


def test_an_empty_project_has_nothing_to_match(user: Any, names: Path) -> None:
    user.look_at(names)
    assert not user.find(QPushButton, "import-colleague").isEnabled()


def test_escape_leaves_without_a_change(user: Any, session: Session, names: Path, theirs: Path) -> None:
    _ask(user, names, theirs)
    user.qtbot.keyClick(user.find(QWidget, "colleague-form"), Qt.Key.Key_Escape)
    assert session.project is not None
    assert [layer.name for layer in session.project.layers] == ["ner"]


def test_a_stopped_job_changes_nothing(
    user: Any, session: Session, names: Path, theirs: Path, stop: Callable[[str], None], posted: list[Message]
) -> None:
    stop("colleague")
    _take(user, names, theirs)
    assert session.project is not None
    assert [layer.name for layer in session.project.layers] == ["ner"]
    assert posted[-1].text == "Nothing was taken over."
    assert user.find(QPushButton, "colleague-start").isEnabled()


def test_a_disk_that_refuses_is_said_and_nothing_is_changed(
    user: Any,
    session: Session,
    names: Path,
    theirs: Path,
    monkeypatch: pytest.MonkeyPatch,
    posted: list[Message],
) -> None:
    _ask(user, names, theirs)

    def refuse(_edit: object) -> Generator[object, None, None]:
        yield 1, 2
        raise ProjectError("cannot be written.", remedy="Make room.")

    monkeypatch.setattr(session.project, "applying", refuse)
    user.press("colleague-start")
    user.wait()
    assert posted[-1].kind is Kind.ERROR
    assert user.find(QPushButton, "colleague-start").isEnabled()
