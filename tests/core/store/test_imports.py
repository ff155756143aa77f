"""An import is out of sight until it is finished, and leaves nothing behind when it is not."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from core import edits
from core.corpus import Layer, Scheme, Sentence
from core.edits import AddLabels, Edit, RemoveSentences, RenameLabel, SetLabelLook, SetTags
from core.errors import ProjectError
from core.label_edits import DeleteLabel, OrderLabels
from core.project import Project
from core.store import imports
from core.store import layers as layer_tables
from core.store.imports import Import
from tests.faults.disk import watched_disk
from tests.faults.failures import Budget

Dump = Callable[[Project], dict[str, object]]
TABLES = (
    "document",
    "sentence",
    "source",
    "position",
    "removed",
    "tagging",
    "import",
    "import_chunk",
    "layer",
    "label",
)


def waves(n: int, layer: str = "pos") -> list[Sentence]:
    return [
        Sentence(("wave", str(k)), {layer: ("N", f"number{k % 3}")}, document=f"bay {k // 4}", source=f"row {k}")
        for k in range(n)
    ]


def rows(path: Path) -> dict[str, int]:
    connection = apsw.Connection(str(path))
    counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    connection.close()
    return counts


@pytest.fixture
def running(small: Project, layers: tuple[Layer, ...], monkeypatch: pytest.MonkeyPatch) -> Import:
    """An import that has brought 25 sentences in several chunks, a new layer among them."""
    monkeypatch.setattr(imports, "_CHUNK_SENTENCES", 10)
    running = small.begin_import("waves.conll", "conll", [*layers, Layer("sea")])
    running.add(waves(15))
    running.add(waves(10, "sea"))
    return running


def test_a_finished_import_joins_the_corpus_in_one_step(small: Project, running: Import, dump: Dump) -> None:
    before = list(small.sentences())
    assert len(before) == small.n_sentences == 3
    assert [layer.name for layer in small.layers] == ["pos", "ner"]
    changes = running.finish()
    assert (changes.sentences, changes.layers, changes.structure) == (None, True, True)
    assert small.undo_title == "import waves.conll"
    after = list(small.sentences())
    assert [replace(sentence, id=0) for sentence in after[3:]] == waves(15) + waves(10, "sea")
    assert (running.n_sentences, running.n_tokens) == (25, 50)
    held = dump(small)
    small.undo()
    assert list(small.sentences()) == before
    assert [layer.name for layer in small.layers] == ["pos", "ner"]
    dump(small)
    small.redo()
    assert dump(small) == held


def test_a_cancelled_import_leaves_nothing_behind(small: Project, layers: tuple[Layer, ...], dump: Dump) -> None:
    before, labels = dump(small), small.labels("pos")
    small.close()
    counts = rows(small.path)
    with Project.open(small.path) as project:
        running = project.begin_import("waves", "conll", [*layers, Layer("sea")])
        running.add(waves(15))
        running.add(waves(10, "sea"))
        running.cancel()
        running.cancel()
        assert dump(project) == before
        assert project.labels("pos") == labels
        assert project.undo_title == "add 3 sentences"
        with pytest.raises(RuntimeError):
            running.add(waves(1))
        with pytest.raises(RuntimeError):
            running.finish()
    assert rows(small.path) == counts


def test_tags_of_a_cancelled_import_leave_their_numbers_to_others(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layer_tables, "MAX_TAGS", 50)
    small.apply(edits.SetTags(3, "pos", 0, ("N",)))
    used = small.statistics.tag_counts("pos")
    running = small.begin_import("wrong column", "conll", [])
    running.add([Sentence(("wave",), {"pos": (f"number{k}",)}) for k in range(50 - len(used))])
    small.apply(edits.SetTags(3, "pos", 0, ("number0",)))
    small.apply(edits.RemoveSentences((3,)))
    running.cancel()
    small.begin_import("right column", "conll", []).add([Sentence(("wave",), {"pos": ("new",)})])
    small.undo()
    assert small.sentence(3).tags["pos"][0] == "number0"
    assert small.label_counts("pos")["number0"] == 1


def test_an_import_that_could_not_be_taken_back_makes_way_for_the_next(
    small: Project, running: Import, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(small)
    monkeypatch.setattr(imports, "_DELETE", {"sentence": "DELETE FROM nowhere"})
    with pytest.raises(ProjectError):
        running.cancel()
    monkeypatch.undo()
    small.begin_import("other", "conll", []).cancel()
    assert dump(small) == before


def test_sentences_refused_by_a_full_disk_are_counted_once_when_they_are_brought_again(
    small: Project, dump: Dump
) -> None:
    disk = Budget(0)
    disk.mend()
    small.close()
    with watched_disk(disk.watch) as vfs, Project.open(small.path, vfs=vfs) as project:
        running = project.begin_import("waves", "conll", [])
        disk.fill()
        with pytest.raises(ProjectError, match="the disk is full"):
            running.add(waves(9))
        disk.mend()
        running.add(waves(9))
        running.finish()
        assert project.n_sentences == 12
        dump(project)


def test_an_unfinished_import_is_taken_back_at_the_next_opening(small: Project, running: Import, dump: Dump) -> None:
    before = dump(small)
    small.close()
    with Project.open(small.path) as project:
        assert project.n_imports_undone == 1
        assert dump(project) == before
    assert rows(small.path)["sentence"] == 3
    with Project.open(small.path) as project:
        assert project.n_imports_undone == 0


def test_editing_goes_on_while_an_import_runs(small: Project, running: Import, dump: Dump) -> None:
    small.apply(edits.AddSentences((Sentence(("fog",), {"pos": ("number1",)}, document="mine"),)))
    small.apply(edits.SetTags(3, "pos", 0, ("number2",)))
    running.add(waves(4))
    small.apply(edits.AddSentences((Sentence(("mist",), document="mine"),)))
    assert [sentence.text for sentence in small.sentences()][3:] == ["fog", "mist"]
    held = dump(small)
    running.cancel()
    assert dump(small) == held
    assert small.label_counts("pos")["number1"] == 1
    assert "number0" not in small.label_counts("pos")
    small.undo()
    small.undo()
    small.undo()
    dump(small)


def test_editing_while_an_import_runs_and_finishing_it(small: Project, running: Import, dump: Dump) -> None:
    small.apply(edits.AddSentences((Sentence(("fog",), document="mine"),)))
    running.finish()
    small.apply(edits.AddSentences((Sentence(("mist",), document="mine"),)))
    texts = [sentence.text for sentence in small.sentences()]
    assert (len(texts), texts[3], texts[-1]) == (30, "fog", "mist")
    held = dump(small)
    for _ in range(3):
        small.undo()
        dump(small)
    for _ in range(3):
        small.redo()
    assert dump(small) == held


def test_no_label_is_renamed_while_an_import_may_bring_it_again(small: Project, running: Import) -> None:
    with pytest.raises(ProjectError, match="an import is running, so label 'PER' must stay as it is"):
        small.apply(RenameLabel("ner", "PER", "person"))
    running.finish()
    small.apply(RenameLabel("ner", "PER", "person"))
    assert [label.name for label in small.labels("ner")][:2] == ["person", "LOC"]


def test_no_layer_goes_while_an_import_may_bring_labels_for_it(small: Project, running: Import) -> None:
    with pytest.raises(ProjectError, match="an import is running, so layer 'ner' cannot go"):
        small.apply(edits.RemoveLayer("ner"))
    running.finish()
    small.apply(edits.RemoveLayer("ner"))
    assert [layer.name for layer in small.layers] == ["pos", "sea"]


def test_an_import_is_not_taken_back_while_the_next_fills_its_layers(project: Project) -> None:
    for name in ("first", "second"):
        bringing = project.begin_import(name, "conll", [Layer("pos")])
        bringing.add(waves(2))
        if name == "second":
            with pytest.raises(ProjectError, match="an import is running"):
                project.undo()
        bringing.finish()
    assert project.n_sentences == 4
    assert all(sentence.is_labelled("pos") for sentence in project.sentences())


def test_an_import_without_sentences(project: Project) -> None:
    running = project.begin_import("empty.conll", "conll", [Layer("pos")])
    running.add([])
    running.finish()
    assert [layer.name for layer in project.layers] == ["pos"]
    project.undo()
    assert project.layers == ()


def test_one_import_at_a_time(small: Project, running: Import) -> None:
    with pytest.raises(ProjectError, match="another import is running"):
        small.begin_import("other", "conll", [])
    running.cancel()
    small.begin_import("other", "conll", []).finish()


def test_a_layer_in_another_scheme_is_refused(small: Project) -> None:
    with pytest.raises(ProjectError, match="layer 'ner' is written in scheme IOB2, the file in BIOES"):
        small.begin_import("other", "conll", [Layer("new"), Layer("ner", Scheme.BIOES)])
    assert [layer.name for layer in small.layers] == ["pos", "ner"]
    small.begin_import("other", "conll", [Layer("new")]).cancel()


def test_an_unknown_layer_is_refused_and_can_be_cancelled(small: Project, dump: Dump) -> None:
    before = dump(small)
    running = small.begin_import("other", "conll", [])
    with pytest.raises(ProjectError, match="has no layer 'sea'"):
        running.add(waves(3, "sea"))
    running.cancel()
    assert dump(small) == before


def test_a_long_document_stays_one(small: Project) -> None:
    running = small.begin_import("book.txt", "text", [])
    for _ in range(3):
        running.add([Sentence(("page",), document="book")] * 700)
    running.finish()
    assert len(list(small.sentences())) == 2103
    small.close()
    assert rows(small.path)["document"] == 3


def test_an_import_from_a_worker_thread(small: Project, layers: tuple[Layer, ...], dump: Dump) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            running = small.begin_import("waves", "conll", layers)
            for _ in range(20):
                running.add(waves(50))
            running.finish()
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    n_edits = 0
    while thread.is_alive():
        small.apply(edits.SetTags(3, "pos", n_edits % 3, ("N",)))
        n_edits += 1
    thread.join()
    assert not failures
    assert small.n_sentences == 1003
    assert n_edits > 5
    dump(small)


def test_parallel_layers_are_made_when_they_are_met(small: Project, dump: Dump) -> None:
    before = dump(small)
    running = small.begin_import("nested.jsonl", "jsonl", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("Old", "Harbour"), {"ner": ("B-ORG", "I-ORG"), "ner 2": ("O", "B-PLACE")})])
    running.finish()
    assert [(layer.name, layer.scheme, layer.of) for layer in small.layers] == [
        ("pos", Scheme.PLAIN, ""), ("ner", Scheme.IOB2, ""), ("ner 2", Scheme.IOB2, "ner"),
    ]  # fmt: skip
    assert [label.name for label in small.labels("ner")] == ["PER", "LOC", "ORG", "PLACE"]
    assert small.label_counts("ner 2")["PLACE"] == 1
    held = dump(small)
    small.undo()
    assert dump(small) == before
    small.redo()
    assert dump(small) == held


def test_a_label_out_of_sight_is_so_again_when_an_import_is_taken_back(small: Project) -> None:
    small.apply(DeleteLabel("ner", "PER"))
    running = small.begin_import("file", "text", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("Oskar",), {"ner": ("B-PER",)})])
    running.cancel()
    assert [label.name for label in small.labels("ner")] == ["LOC"]
    small.undo()
    assert [label.name for label in small.labels("ner")] == ["PER", "LOC"]


def test_a_label_of_a_removed_sentence_outlives_the_import_that_brought_it(small: Project) -> None:
    running = small.begin_import("file", "text", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("Oskar",), {"ner": ("B-ORG",)})])
    small.apply(SetTags(3, "ner", 0, ("B-ORG",)))
    small.apply(RemoveSentences((3,)))
    running.cancel()
    small.undo()
    assert [label.name for label in small.labels("ner")] == ["PER", "LOC", "ORG"]


@pytest.mark.parametrize(
    "edit",
    [
        OrderLabels("ner", ("ORG", "PER", "LOC")),
        SetLabelLook("ner", "ORG", 7, "x"),
        AddLabels("ner", ("ORG",)),
    ],
)
def test_what_is_done_to_labels_of_a_running_import_can_be_taken_back(small: Project, edit: Edit) -> None:
    running = small.begin_import("file", "text", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("Oskar",), {"ner": ("B-ORG",)})])
    small.apply(edit)
    running.cancel()
    assert small.undo() is not None
    assert small.redo() is not None
