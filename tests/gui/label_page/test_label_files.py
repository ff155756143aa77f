"""The label set goes to a file and comes from one by two buttons of its editor."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.corpus import Scheme
from core.edits import SetLabelLook
from core.label_sets import LabelSet, read_label_set, write_label_set
from core.store.layers import Label
from gui import messages
from gui.label_page.label_table import LabelTable
from gui.messages import Message
from gui.widgets.plain import PlainLabel


@pytest.fixture
def file(desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the user chooses; the editor is open."""
    path = tmp_path / "names.labels.json"
    monkeypatch.setattr(messages, "choose_file", lambda *_asked: path)
    monkeypatch.setattr(messages, "choose_target", lambda *_asked: path)
    desk.key(Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    return path


def press(desk: Any, name: str) -> str:
    desk.click(desk.find(QPushButton, name))
    return str(desk.find(PlainLabel, "labels-said").text())


def test_what_is_saved_here_adds_nothing_here(desk: Any, file: Path) -> None:
    desk.session.apply(SetLabelLook("ner", "PER", 5, "p"))
    assert press(desk, "label-set-save") == "2 labels are saved in names.labels.json."
    assert read_label_set(file).labels == desk.project.labels("ner")
    n_steps = desk.session.undo_stack.count()
    assert press(desk, "label-set-load") == "No label is new."
    assert desk.session.undo_stack.count() == n_steps


def test_what_is_loaded_is_added_reported_and_one_step(desk: Any, file: Path) -> None:
    labels = (Label("PER", 9, "1"), *(Label(f"KIND-{number}", number, "") for number in range(8)))
    write_label_set(LabelSet("ner", Scheme.BIOES, labels), file)
    said = press(desk, "label-set-load")
    assert said.startswith("Added: KIND-0, KIND-1, KIND-2, KIND-3, KIND-4, KIND-5 … (8).")
    assert "Of another colour in the file: PER." in said
    assert "Not in the file, and kept: LOC." in said
    assert "another scheme" in said
    assert desk.find(LabelTable).labels.rowCount() == 10
    assert desk.find(LabelTable).labels.rows[0].colour == 0
    desk.session.undo()
    assert [label.name for label in desk.project.labels("ner")] == ["PER", "LOC"]


def test_a_file_that_is_none_is_refused(desk: Any, file: Path) -> None:
    file.write_text("[]", encoding="utf-8")
    posted: list[Message] = []
    messages.board.posted.connect(posted.append)
    press(desk, "label-set-load")
    messages.board.posted.disconnect(posted.append)
    assert "no label set" in posted[-1].text
    assert [label.name for label in desk.project.labels("ner")] == ["PER", "LOC"]


def test_nothing_happens_where_no_file_is_chosen(desk: Any, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.find(PlainLabel, "labels-said").text()
    monkeypatch.setattr(messages, "choose_file", lambda *_asked: None)
    monkeypatch.setattr(messages, "choose_target", lambda *_asked: None)
    assert press(desk, "label-set-load") == press(desk, "label-set-save") == before
    assert not file.exists()
