"""Before something large is done there is a backup, or it is said that there is none."""

from collections.abc import Generator
from pathlib import Path

import pytest

from core.backups.archive import Archive, default_folder
from core.backups.record import Reason
from core.corpus import Layer, Sentence, Split
from core.edits import AddSentences, Batch, RemoveSentences, SetTags
from core.errors import BackupError, ProjectError
from core.generators import TASKS
from core.project import Project
from gui.corpus_page.filling import Generating, Order
from gui.corpus_page.import_plan import fit
from gui.job import JobControl, Progress
from gui.keeping.before import applied, backed_up, told


def test_what_holds_something_is_backed_up_and_an_empty_project_is_not(tmp_path: Path) -> None:
    archive = Archive(default_folder())
    with Project.create(tmp_path / "mine.tagscope") as project:
        assert list(backed_up(project, Reason.IMPORT)) == []
        assert archive.backups_of(project) == ()
        project.apply(AddSentences((Sentence(("Mira",)),)))
        assert all(isinstance(item, Progress) for item in backed_up(project, Reason.IMPORT))
        (backup,) = archive.backups_of(project)
    assert (backup.record.reason, backup.record.totals.n_sentences) == (Reason.IMPORT, 1)


def test_generated_sentences_join_a_project_that_was_backed_up(tmp_path: Path) -> None:
    name = next(iter(TASKS))
    order = Order(name, 1, {knob.name: knob.default for knob in TASKS[name].knobs}, {Split.TRAIN: 3})
    with Project.create(tmp_path / "mine.tagscope") as project:
        project.apply(AddSentences((Sentence(("Mira",)),)))
        for _item in Generating(project, order, fit(TASKS[name].layers, project.layers))(JobControl()):
            pass
        assert project.n_sentences == 4
        (backup,) = Archive(default_folder()).backups_of(project)
        assert backup.record.totals.n_sentences == 1


def test_a_bulk_act_is_made_behind_a_backup_and_all_or_nothing(tmp_path: Path) -> None:
    archive = Archive(default_folder())
    with Project.create(tmp_path / "mine.tagscope") as project:
        bringing = project.begin_import("bay", "text", [Layer("pos")])
        bringing.add([Sentence(("Mira",)) for _ in range(700)])
        bringing.finish()
        edit = Batch("all", tuple(SetTags(number, "pos", 0, ("N",)) for number in range(1, 701)))
        steps = applied(project, edit)
        seen = [item for item in steps if isinstance(item, Progress)][-3:]
        assert seen == [Progress(300, 700), Progress(600, 700), Progress(700, 700)]
        (backup,) = archive.backups_of(project)
        assert (backup.record.reason, backup.record.totals.n_tags) == (Reason.BULK_APPLY, 0)
        assert (project.undo_title, project.n_to_undo) == ("all", 700)
        project.undo()
        project.apply(RemoveSentences((700,)))
        with pytest.raises(ProjectError, match="no sentence 700"):
            list(applied(project, edit))
        assert project.label_counts("pos")["N"] == 0


def test_no_room_for_a_backup_is_said_and_keeps_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no folder").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no folder"))
    with Project.create(tmp_path / "mine.tagscope") as project:
        project.apply(AddSentences((Sentence(("Mira",)),)))
        (error,) = backed_up(project, Reason.IMPORT)
    assert isinstance(error, BackupError)


def test_what_is_stopped_is_closed() -> None:
    closed = []

    def steps() -> Generator[tuple[int, int], None, None]:
        try:
            yield 1, 2
            yield 2, 2
        finally:
            closed.append(True)

    running = told(steps())
    assert next(running) == Progress(1, 2)
    running.close()
    assert closed == [True]
