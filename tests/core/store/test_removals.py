"""An import is taken back and made again a chunk at a time, and is all there or not at all when that is cut off."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.corpus import Layer, Sentence
from core.edits import AddSentences, Batch, RemoveImport, RestoreImport, SetTags
from core.errors import ProjectError
from core.project import Project
from core.store import imports

Dump = Callable[[Project], dict[str, object]]


@pytest.fixture
def filled(small: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of three sentences and an import of seven in three chunks, with a layer of its own."""
    monkeypatch.setattr(imports, "_CHUNK_SENTENCES", 3)
    bringing = small.begin_import("waves.conll", "conll", [Layer("pos"), Layer("sea")])
    bringing.add([Sentence(("wave", str(k)), {"pos": ("N", None), "sea": ("W", "W")}) for k in range(7)])
    bringing.finish()
    return small


def killed(project: Project, folder: Path) -> Path:
    """Return what a killed program would leave at this moment."""
    left = folder / "left.tagscope"
    for suffix in ("", "-wal"):
        source = Path(f"{project.path}{suffix}")
        Path(f"{left}{suffix}").unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, f"{left}{suffix}")
    return left


def test_progress_size_and_what_is_read_on_the_way(filled: Project, dump: Dump) -> None:
    held = dump(filled)
    assert (filled.n_to_undo, filled.n_to_redo) == (7, 0)
    left = []
    steps = filled.undoing()
    for progress in steps:
        dump(filled)  # totals are right on the way, and the last sentences go first
        left.append((progress, [sentence.text for sentence in filled.sentences()][-1]))
        with pytest.raises(ProjectError, match="many sentences are being changed"):
            filled.apply(SetTags(1, "pos", 0, ("V",)))
        with pytest.raises(ProjectError, match="many sentences are being changed"):
            filled.begin_import("more", "conll", [])
    assert left == [((1, 3), "wave 5"), ((2, 3), "wave 2"), ((3, 3), "Nobody labelled this")]
    assert (filled.n_sentences, filled.n_to_undo, filled.n_to_redo) == (3, 0, 7)
    assert [layer.name for layer in filled.layers] == ["pos", "ner"]
    assert len(list(filled.redoing())) == 3
    assert dump(filled) == held
    filled.undo()
    filled.redo()
    assert dump(filled) == held


def test_cut_off_anywhere_it_is_as_before(filled: Project, dump: Dump, tmp_path: Path) -> None:
    for move in (filled.undoing, filled.redoing):
        before = dump(filled)
        n_steps = 0
        for _ in move():
            n_steps += 1
            with Project.open(killed(filled, tmp_path)) as left:
                assert (dump(left), left.n_sweeps_undone) == (before, 1)
        assert n_steps == 3
        assert filled._connection.number("SELECT count(*) FROM sweep") == 0


def test_stopped_half_way_it_can_be_begun_again(filled: Project, dump: Dump) -> None:
    before = dump(filled)
    steps = filled.undoing()
    next(steps)
    steps.close()
    assert dump(filled) == before
    assert filled.undo() is not None
    assert filled.n_sentences == 3


def test_while_another_import_runs_it_goes_in_one_stroke(small: Project, dump: Dump) -> None:
    first = small.begin_import("first", "conll", [])
    first.add([Sentence(("one",))])
    first.finish()
    running = small.begin_import("second", "conll", [])
    running.add([Sentence(("two",))])
    assert list(small.undoing()) == []
    assert small.n_sentences == 3
    running.finish()
    assert [sentence.text for sentence in small.sentences()][3:] == ["two"]
    dump(small)
    small.apply(AddSentences((Sentence(("three",)),)))
    small.undo()
    small.undo()
    assert small.n_sentences == 3


def test_out_and_back_in_one_edit_is_undone_and_redone_in_order(filled: Project, dump: Dump) -> None:
    held = dump(filled)
    filled.apply(Batch("to and fro", (RemoveImport(1, "waves.conll"), RestoreImport(1, "waves.conll"))))
    assert dump(filled) == held
    filled.undo()
    assert dump(filled) == held
    filled.redo()
    assert dump(filled) == held
