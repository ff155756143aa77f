"""The window: pages made on first show, keys, search, drops, leaving."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.edits import SetTags
from core.errors import ProjectError, SourceError
from gui import messages, theme
from gui.job import JobControl
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.palette import Palette
from gui.session import Session


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(window.focusWidget() or window, key, Qt.KeyboardModifier.ControlModifier)


def test_the_table_names_the_five_pages_in_the_order_data_flows() -> None:
    assert [entry.name for entry in PAGES] == ["corpus", "label", "tensors", "train", "tag"]
    assert [entry.title for entry in PAGES] == ["Corpus", "Label", "Tensors", "Train", "Tag"]


def test_it_begins_on_the_start_page_with_nothing_else_made(window: MainWindow) -> None:
    assert window.front == ""
    assert window.start_page.isVisible()
    assert window._pages == {}
    assert window.windowTitle().startswith("Tagscope")
    window.show_page("train")
    assert window.front == ""


def test_opening_brings_the_first_page_and_closing_the_start(
    window: MainWindow, session: Session, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    assert window.front == "corpus"
    assert list(window._pages) == ["corpus"]
    assert window.page("corpus").asked == ["shown"]  # type: ignore[attr-defined]
    assert "ewt.tagscope" in window.windowTitle()
    session.close()
    assert window.front == ""
    assert window.start_page.isVisible()
    assert window.page("corpus").asked == ["shown", "hidden"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("move", ["undo", "redo"])
def test_what_cannot_be_taken_back_is_said(
    window: MainWindow, session: Session, stand_in_project: Any, monkeypatch: pytest.MonkeyPatch, move: str
) -> None:
    session.use(stand_in_project)
    session.apply(SetTags(sentence=1, layer="upos", start=0, tags=("X",)))
    if move == "redo":
        session.undo()
    monkeypatch.setattr(stand_in_project, move, Mock(side_effect=ProjectError("the disk is full.", place="mira")))
    window.actions_table.trigger(f"edit.{move}")
    assert [message.text for message in window.banners.shown_messages] == ["mira: the disk is full."]


def test_control_and_a_digit_bring_a_page(
    qtbot: QtBot, window: MainWindow, session: Session, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    keys = (Qt.Key.Key_5, Qt.Key.Key_4, Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_1)
    for key, name in zip(keys, ("tag", "train", "tensors", "label", "corpus"), strict=True):
        press(qtbot, window, key)
        assert window.front == name
        assert window.rail.item(name).isChecked()
        assert window.page(name).isVisible()


def test_a_page_asks_for_another_through_the_session(
    window: MainWindow, session: Session, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    session.focus(12)
    assert window.front == "label"


def test_page_keys_work_on_their_page(
    qtbot: QtBot, window: MainWindow, session: Session, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    window.show_page("train")
    page: Any = window.page("train")
    page.field.setFocus()
    press(qtbot, window, Qt.Key.Key_J)
    assert page.asked == ["shown", "deed"]
    assert window.page("corpus").asked == ["shown", "hidden"]  # type: ignore[attr-defined]


def test_undo_and_redo_by_key(qtbot: QtBot, window: MainWindow, session: Session, stand_in_project: Any) -> None:
    stand_in_project.done = ["one"]
    session.use(stand_in_project)
    window.rail.setFocus()
    press(qtbot, window, Qt.Key.Key_Z)
    assert stand_in_project.done == []
    assert not window.actions_table.action("edit.undo").isEnabled()
    press(qtbot, window, Qt.Key.Key_Y)
    assert stand_in_project.done == ["one"]


def test_search_goes_to_a_page_that_searches(
    qtbot: QtBot, window: MainWindow, session: Session, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    window.show_page("tensors")
    press(qtbot, window, Qt.Key.Key_F)
    assert window.front == "corpus"
    assert window.header.search.hasFocus()
    qtbot.keyClicks(window.header.search, "York")
    qtbot.keyClick(window.header.search, Qt.Key.Key_Return)
    assert ("search", "York") in window.page("corpus").asked  # type: ignore[attr-defined]


def test_the_palette_finds_pages_and_their_deeds(
    qtbot: QtBot, window: MainWindow, session: Session, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    press(qtbot, window, Qt.Key.Key_K)
    field = window.findChild(QLineEdit, "palette-search")
    qtbot.keyClicks(field, "go train")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.front == "train"
    assert window.findChild(Palette).isHidden()


def drop(window: MainWindow, path: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    return event.isAccepted()


@pytest.mark.parametrize(("name", "page"), [("train.conllu", "corpus"), ("model.safetensors", "tag")])
def test_a_dropped_file_goes_to_the_page_that_takes_it(
    window: MainWindow, session: Session, stand_in_project: Any, tmp_path: Path, name: str, page: str
) -> None:
    session.use(stand_in_project)
    assert drop(window, tmp_path / name)
    assert window.front == page
    assert ("file", name) in window.page(page).asked  # type: ignore[attr-defined]


def test_a_file_nobody_takes_is_said_to_be_so(
    window: MainWindow, session: Session, stand_in_project: Any, tmp_path: Path
) -> None:
    session.use(stand_in_project)
    drop(window, tmp_path / "virus.exe")
    assert [message.text for message in window.banners.shown_messages] == ["virus.exe: nothing here takes this file."]


def test_colours_are_switched_at_once_and_remembered(qtbot: QtBot, window: MainWindow, memory: Any) -> None:
    assert not theme.is_dark()
    press(qtbot, window, Qt.Key.Key_D)
    assert theme.is_dark()
    assert memory.chosen == [theme.Mode.DARK]
    window.looks.on_light()
    assert not theme.is_dark()


def test_a_failed_job_is_told_in_a_banner(qtbot: QtBot, window: MainWindow, jobs: Jobs) -> None:
    def work(_control: JobControl) -> Iterator[object]:
        raise SourceError("no tokens.", place="a.conll")
        yield

    with qtbot.waitSignal(jobs.finished):
        jobs.start("import", "Importing", work)
    assert [message.text for message in window.banners.shown_messages] == ["a.conll: no tokens."]


def test_a_project_that_is_gone_is_not_offered_again(window: MainWindow, memory: Any, tmp_path: Path) -> None:
    gone = tmp_path / "gone.tagscope"
    memory.paths = [gone]
    window.ways_in.on_project_lost(gone, ProjectError("there is no such file.", place="gone.tagscope"))
    assert memory.paths == []
    assert window.banners.shown_messages[0].text.startswith("gone.tagscope: ")


def training(control: JobControl) -> Iterator[object]:
    while control.run.checkpoint():
        yield "step"


@pytest.mark.parametrize("is_agreed", [False, True])
def test_leaving_asks_only_while_a_run_goes_on(
    window: MainWindow, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, is_agreed: bool
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, text: str, _yes: str) -> bool:
        asked.append(text)
        return is_agreed

    monkeypatch.setattr(messages, "ask", answer)
    jobs.start("train", "Training", training)
    jobs.n_waiting = 2 if is_agreed else 0
    window.actions_table.trigger("window.quit")
    assert len(asked) == 1
    assert ("Runs that wait: 2. The project keeps them" in asked[0]) is is_agreed
    assert window.isVisible() is not is_agreed
    jobs.shutdown()
    window.close()
    assert len(asked) == 1


def test_closing_the_project_ends_what_runs_on_it(
    window: MainWindow, session: Session, jobs: Jobs, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    job = jobs.start("import", "Importing", training)
    window.actions_table.trigger("project.close")
    assert job.was_cancelled
    assert not job.is_running
    assert stand_in_project.is_closed


def test_every_action_has_an_icon_that_exists_and_no_key_means_two_things(
    window: MainWindow, session: Session, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    specs = [spec for spec, _action in window.actions_table if not spec.id.endswith(".generate")]
    keys = [spec.shortcut for spec in specs if spec.shortcut]
    assert len(keys) == len(set(keys))
    assert all(spec.text and spec.icon for spec in specs)


def test_every_control_has_a_name_for_screen_readers(
    window: MainWindow, session: Session, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    for widget in window.findChildren(QWidget):
        if widget.window() is not window or "StandIn" in type(widget.parentWidget()).__mro__[1].__name__:
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            label = f"{type(widget).__name__} {widget.objectName()}"
            assert widget.accessibleName(), label
            assert widget.objectName(), label


def test_first_paint_is_noted_once(window: MainWindow) -> None:
    assert window.first_paint_at is not None
    before = window.first_paint_at
    window.repaint()
    assert window.first_paint_at == before
