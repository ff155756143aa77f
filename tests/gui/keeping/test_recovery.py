"""Backups put back, damaged files met and salvaged; in the real window, with real files that are really damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.backups.record import Backup
from core.corpus import Sentence
from core.edits import AddSentences, SetTags
from core.errors import ProjectDamagedError
from core.project import Project
from gui.app import leave
from gui.keeping import recovery as recoveries
from gui.keeping.backups_panel import BackupsPanel
from gui.keeping.recovery import Recovery
from gui.main_window import MainWindow

Take = Callable[[Path], Backup]
Damage = Callable[[Path], bytes]


@pytest.fixture
def recovery(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Recovery:
    monkeypatch.setattr(recoveries.messages, "ask", lambda *_: True)
    return window.recovery


def listed(qtbot: QtBot, recovery: Recovery) -> BackupsPanel:
    """Wait until the panel knows the backups."""
    qtbot.waitUntil(lambda: recovery._job is None)
    assert recovery.panel.isVisible()
    return recovery.panel


def press(qtbot: QtBot, button: QPushButton) -> None:
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def texts(window: MainWindow) -> str:
    return " ".join(message.text for message in window.banners.shown_messages)


def cells(panel: BackupsPanel) -> list[list[str]]:
    model = panel.table.model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in rows]


def test_the_panel_says_what_each_backup_holds_and_what_it_would_cost(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, backed_up: Take, add_one: Callable[[Path], None]
) -> None:
    backup = backed_up(path)
    add_one(path)
    window.session.open(path)
    window.actions_table.trigger("project.restore")
    panel = listed(qtbot, recovery)
    ((taken_at, reason, _size, *figures),) = cells(panel)
    assert taken_at == f"{backup.record.taken_at.astimezone():%Y-%m-%d %H:%M}"
    assert (reason, figures) == ("while working", ["300", "301", "1"])
    assert panel._difference.text() == "Against now: sentences −1"
    assert not panel.salvage.isVisible()
    qtbot.keyClick(panel.table, Qt.Key.Key_Escape)
    assert window.front == "corpus"
    window.session.close()


def test_a_backup_takes_the_place_of_the_file_which_is_kept(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, backed_up: Take, add_one: Callable[[Path], None]
) -> None:
    backed_up(path)
    add_one(path)
    window.session.open(path)
    recovery.on_backups()
    panel = listed(qtbot, recovery)
    with qtbot.waitSignal(window.session.opened):
        press(qtbot, panel.restore)
    project = window.session.project
    assert project is not None
    assert (project.path, project.n_sentences) == (path, 300)
    (kept,) = path.parent.glob("mine.tagscope.before-restore-*")
    assert kept.name in texts(window)
    window.session.close()
    with Project.open(kept) as before:
        assert before.n_sentences == 301


def test_who_does_not_want_it_loses_nothing(
    qtbot: QtBot,
    window: MainWindow,
    recovery: Recovery,
    path: Path,
    backed_up: Take,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backed_up(path)
    window.session.open(path)
    recovery.on_backups()
    panel = listed(qtbot, recovery)
    monkeypatch.setattr(recoveries.messages, "ask", lambda *_: False)
    press(qtbot, panel.restore)
    assert window.session.project is not None
    assert window.session.project.path == path
    window.session.close()


def test_a_damaged_file_is_no_traceback_and_its_backup_takes_its_place(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, backed_up: Take, damage: Damage
) -> None:
    backed_up(path)
    content = damage(path)
    window.ways_in.open_project(path)
    qtbot.waitUntil(lambda: window._stack.currentWidget() is recovery.panel)
    panel = listed(qtbot, recovery)
    assert "is damaged" in panel._problem.text()
    assert panel.table.chosen is not None
    assert "300 sentences with 301 tags" in panel._difference.text()
    assert path.read_bytes() == content
    with qtbot.waitSignal(window.session.opened):
        press(qtbot, panel.restore)
    assert window.session.project is not None
    assert window.session.project.n_sentences == 300
    (kept,) = path.parent.glob("mine.tagscope.damaged-*")
    assert kept.read_bytes() == content
    window.session.close()


def test_the_newest_backup_that_is_sound_is_offered_first(
    qtbot: QtBot, recovery: Recovery, path: Path, backed_up: Take, damage: Damage
) -> None:
    window, older = recovery._window, backed_up(path)
    with Project.open(path) as project:
        project.apply(AddSentences((Sentence(("later",)),)))
    damage(backed_up(path).file)
    damage(path)
    window.ways_in.open_project(path)
    qtbot.waitUntil(lambda: window._stack.currentWidget() is recovery.panel)
    panel = listed(qtbot, recovery)
    assert panel.table.model().rowCount() == 2
    assert panel.table.chosen == older
    panel.table.selectRow(0)
    with qtbot.waitSignal(window.jobs.finished):
        press(qtbot, panel.restore)
    assert "not as it was taken" in texts(window)
    assert window.session.project is None
    assert path.exists()


def test_what_is_left_of_a_damaged_file_is_read_reported_and_put_in_its_place(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, damage: Damage
) -> None:
    content = damage(path)
    window.ways_in.open_project(path)
    qtbot.waitUntil(lambda: window._stack.currentWidget() is recovery.panel)
    panel = listed(qtbot, recovery)
    assert not panel.restore.isEnabled()
    assert "no backup" in panel._none.text()
    press(qtbot, panel.salvage)
    qtbot.waitUntil(panel._report.isVisible)
    words = panel._report.text()
    assert words.startswith("Read: ")
    assert "Sentences lost: " in words
    assert path.read_bytes() == content
    with qtbot.waitSignal(window.session.opened):
        press(qtbot, panel.salvage)
    project = window.session.project
    assert project is not None
    assert 0 < project.n_sentences <= 300
    assert f"Read: {project.n_sentences} sentences" in words
    (kept,) = path.parent.glob("mine.tagscope.damaged-*")
    assert kept.read_bytes() == content
    assert list(path.parent.glob(".*salvaged")) == []
    window.session.close()


def test_a_restore_that_was_cut_off_is_told_and_done_again(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, backed_up: Take
) -> None:
    backed_up(path)
    aside = path.with_name(f"{path.name}.before-restore-20260101T000000Z")
    path.rename(aside)
    window.ways_in.open_project(path)
    qtbot.waitUntil(lambda: window._stack.currentWidget() is recovery.panel)
    panel = listed(qtbot, recovery)
    assert aside.name in panel._problem.text()
    with qtbot.waitSignal(window.session.opened):
        press(qtbot, panel.restore)
    window.session.close()
    assert aside.exists()


def test_leaving_the_panel_leaves_nothing_behind(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, damage: Damage
) -> None:
    content = damage(path)
    window.ways_in.open_project(path)
    qtbot.waitUntil(lambda: window._stack.currentWidget() is recovery.panel)
    panel = listed(qtbot, recovery)
    press(qtbot, panel.salvage)
    qtbot.waitUntil(panel._report.isVisible)
    press(qtbot, panel.close_button)
    assert window._stack.currentWidget() is window.start_page
    assert [entry.name for entry in path.parent.iterdir()] == ["mine.tagscope"]
    assert path.read_bytes() == content


def test_a_backup_is_chosen_after_all_and_what_was_read_goes(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, backed_up: Take, damage: Damage
) -> None:
    backed_up(path)
    damage(path)
    window.ways_in.open_project(path)
    qtbot.waitUntil(lambda: window._stack.currentWidget() is recovery.panel)
    panel = listed(qtbot, recovery)
    words = panel.salvage.text()
    press(qtbot, panel.salvage)
    qtbot.waitUntil(panel._report.isVisible)
    assert panel.salvage.text() != words
    with qtbot.waitSignal(window.session.opened):
        press(qtbot, panel.restore)
    assert panel.salvage.text() == words
    assert list(path.parent.glob(".*salvaged")) == []
    window.session.close()


def test_the_end_of_the_program_leaves_nothing_behind(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, damage: Damage
) -> None:
    damage(path)
    window.ways_in.open_project(path)
    qtbot.waitUntil(lambda: window._stack.currentWidget() is recovery.panel)
    press(qtbot, listed(qtbot, recovery).salvage)
    qtbot.waitUntil(recovery.panel._report.isVisible)
    leave(window)
    assert [entry.name for entry in path.parent.iterdir()] == ["mine.tagscope"]


def test_labels_of_people_come_back_as_one_step(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, backed_up: Take
) -> None:
    backed_up(path)
    with Project.open(path) as project:
        first = project.page(0, 1)[0]
        project.apply(SetTags(first.id, "ner", 1, (None,), "."))
    window.session.open(path)
    project_now = window.session.project
    assert project_now is not None
    recovery.on_backups()
    panel = listed(qtbot, recovery)
    with qtbot.waitSignal(window.session.changed):
        press(qtbot, panel.labels)
    assert project_now.sentence(first.id).tags["ner"] == ("PER", "VERB", None)
    assert "1 tags put back" in texts(window)
    window.session.undo()
    assert project_now.sentence(first.id).tags["ner"] == ("PER", None, None)
    window.session.close()


def test_damage_met_while_working_shows_the_same_panel(
    qtbot: QtBot, window: MainWindow, recovery: Recovery, path: Path, backed_up: Take
) -> None:
    backed_up(path)
    window.session.open(path)
    error = ProjectDamagedError("the project file is damaged: here.")
    window.session.damaged.emit(error)
    panel = listed(qtbot, recovery)
    assert "here" in panel._problem.text()
    assert panel.table.chosen is not None
    with qtbot.waitSignal(window.session.opened):
        press(qtbot, panel.restore)
    window.session.close()
