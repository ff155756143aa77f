"""Edits of many sentences: exact both ways, in slices or at once, cut off anywhere; and any mixture of edits."""

import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import edits
from core.corpus import Scheme, Sentence
from core.edits import AddLayer, AddSentences, Edit
from core.errors import ProjectError
from core.label_edits import (
    ConvertLayer,
    DeleteLabel,
    MendTags,
    MergeLabels,
    OrderLabels,
    RenameLayer,
    SetGuidelines,
)
from core.project import Project
from core.store import bulk_tagging, sweep_reading, sweeps, works
from core.store.verdicts import Verdict
from core.store.work_plans import Foreseen
from core.token_edits import MergeSentences, MergeTokens, Reach, Retokenise, Scope, SplitSentence, SplitToken

Dump = Callable[[Project], dict[str, object]]
WORDS = ("Old", "Port-Elm", "don't", "tide.", "北京", "a b")
SENTENCE_SCOPES = st.builds(Scope, st.sampled_from(Reach), st.integers(1, 8))
TAGS = {"ner": ["B-A", "I-A", "B-B", "O", None], "pos": ["N", "V", None], "ner · Io": ["B-A", "I-B", "O", None]}


def tagging(layer: str) -> st.SearchStrategy[Edit]:
    return st.builds(
        edits.SetTags,
        st.integers(1, 6),
        st.just(layer),
        st.just(0),
        st.lists(st.sampled_from(TAGS[layer]), min_size=1, max_size=2).map(tuple),
        before=st.sampled_from([None, ("B-A",), ("N", "N"), (None,)]),
    )


MINE = AddLayer("ner · Io", Scheme.IOB2, annotator="Io", of="ner")
BULK = st.builds(
    lambda parts: edits.Batch("much", (MINE, *parts)),
    st.lists(st.sampled_from(list(TAGS)).flatmap(tagging), min_size=1, max_size=8),
)
MANY = st.one_of(
    BULK,
    st.builds(Retokenise, SENTENCE_SCOPES, st.sampled_from(["words", "whitespace", "characters"]), st.booleans()),
    st.builds(MendTags, st.sampled_from(["ner", "pos"]), SENTENCE_SCOPES),
    st.builds(DeleteLabel, st.sampled_from(["ner", "pos"]), st.sampled_from(["A", "B", "N"])),
    st.builds(
        MergeLabels,
        st.sampled_from(["ner", "pos"]),
        st.lists(st.sampled_from(["A", "B", "C", "N"]), min_size=1, max_size=2, unique=True).map(tuple),
        st.sampled_from(["A", "C", "V"]),
    ),
    st.builds(ConvertLayer, st.just("ner"), st.sampled_from(Scheme)),
)
FEW = st.one_of(
    st.builds(SplitToken, st.integers(1, 8), st.integers(0, 3), st.integers(1, 3)),
    st.builds(MergeTokens, st.integers(1, 8), st.integers(0, 2), st.integers(2, 4)),
    st.builds(SplitSentence, st.integers(1, 8), st.integers(1, 3)),
    st.builds(MergeSentences, st.integers(1, 8)),
    st.builds(OrderLabels, st.just("ner"), st.permutations(["A", "B", "C"]).map(tuple)),
    st.builds(SetGuidelines, st.just("ner"), st.sampled_from(["", "boats"])),
    st.builds(RenameLayer, st.sampled_from(["ner", "names"]), st.sampled_from(["ner", "names"])),
    st.builds(edits.RenameLabel, st.just("ner"), st.sampled_from(["A", "B"]), st.sampled_from(["B", "D"])),
    st.builds(edits.AddLabels, st.just("ner"), st.just(("A", "B"))),
    st.builds(
        edits.SetTags,
        st.integers(1, 8),
        st.just("ner"),
        st.integers(0, 2),
        st.lists(st.sampled_from(["B-A", "I-A", "B-B", "O", "S-A", None]), max_size=3).map(tuple),
    ),
    st.builds(edits.RemoveSentences, st.lists(st.integers(1, 8), unique=True, max_size=2).map(tuple)),
    st.builds(edits.RemoveLayer, st.sampled_from(["pos", "ner"])),
    st.builds(AddLayer, st.sampled_from(["pos", "ner"]), st.just(Scheme.IOB2)),
)


MUCH = edits.Batch(
    "much",
    (
        edits.SetTags(6, "ner", 0, ("B-C",), "a"),
        MINE,
        *(edits.SetTags(number, MINE.name, 0, ("B-A",), "i") for number in (1, 2, 3)),
        edits.SetTags(1, "pos", 2, ("V",)),
        edits.SetTags(5, "ner", 0, (None,)),
        edits.SetTags(6, "ner", 1, ("I-C", "I-C")),
    ),
)


@pytest.fixture(autouse=True)
def _small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sweep_reading, sweeps, works, bulk_tagging):
        monkeypatch.setattr(module, "SLICE", 2)
    monkeypatch.setattr(bulk_tagging, "MANY", 1)


def filled(path: Path, scheme: Scheme = Scheme.IOB2) -> Project:
    """Return a project of six sentences in two documents, tags well-formed and not, one layer another annotator's."""
    project = Project.create(path)
    project.apply(AddLayer("pos"))
    project.apply(AddLayer("ner", scheme))
    project.apply(AddLayer("ner of Bo", scheme, of="ner"))
    rows: list[tuple[tuple[str, ...], tuple[str | None, ...], tuple[str | None, ...]]] = [
        (("Old", "Port-Elm", "."), ("B-A", "I-A", "O"), ("N", "N", None)),
        (("don't", "go"), ("B-A", "B-B"), ("V", "N")),
        (("tide.", "北京", "a b"), ("I-B", "I-A", None), ("N", None, "V")),
        (("Old", "tide."), ("B-C", "I-B"), ("N", "N")),
        (("Port-Elm",), ("X!",), ("V",)),
        (("Old", "Old", "Old", "Old"), ("B-A", "I-B", "I-B", "B-A"), ("N", "V", "N", "V")),
    ]
    sentences = [
        Sentence(
            tokens,
            {"ner": ner, "pos": pos, **({"ner of Bo": ner[::-1]} if index % 2 else {})},
            (True, *[index % 2 == 0] * (len(tokens) - 1)) if index != 3 else None,
            document="a" if index < 3 else "b",
        )
        for index, (tokens, ner, pos) in enumerate(rows)
    ]
    project.apply(AddSentences(tuple(sentences)))
    project.apply(edits.SetTags(2, "ner", 1, ("B-B",)))
    return project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The project of `filled`."""
    with filled(tmp_path / "tides.tagscope") as made:
        yield made


def finish(steps: Iterator[object]) -> None:
    for _ in steps:
        pass


def result_of(steps: Generator[object, None, Foreseen]) -> Foreseen:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Foreseen = end.value
            return found


def everything(project: Project, dump: Dump) -> dict[str, object]:
    used = {
        layer.name: [label for label in project.labels(layer.name) if project.label_counts(layer.name)[label.name]]
        for layer in project.layers
    }
    return {**dump(project), "labels": used, "guidelines": [project.guidelines(one.name) for one in project.layers]}


@settings(max_examples=25, deadline=None)
@given(edit=MANY)
def test_in_slices_or_at_once_and_back(tmp_path_factory: pytest.TempPathFactory, dump: Dump, edit: Edit) -> None:
    with filled(tmp_path_factory.mktemp("project") / "tides.tagscope") as project:
        before = everything(project, dump)
        try:
            project.apply(edit)
        except ProjectError:
            assert everything(project, dump) == before
            return
        after = everything(project, dump)
        project.undo()
        assert everything(project, dump) == before
        finish(project.redoing())
        assert everything(project, dump) == after
        finish(project.undoing())
        assert everything(project, dump) == before
        finish(project.applying(edit))
        assert everything(project, dump) == after
        project.undo()
        assert everything(project, dump) == before


@settings(max_examples=25, deadline=None)
@given(history=st.lists(MANY | FEW, min_size=2, max_size=7))
def test_any_history_is_taken_back_and_made_again(
    tmp_path_factory: pytest.TempPathFactory, dump: Dump, history: list[Edit]
) -> None:
    project = filled(tmp_path_factory.mktemp("project") / "tides.tagscope")
    states = [everything(project, dump)]
    for edit in history:
        try:
            project.apply(edit)
        except ProjectError:
            assert everything(project, dump) == states[-1]
            continue
        states.append(everything(project, dump))
    for state in reversed(states[:-1]):
        project.undo()
        assert everything(project, dump) == state
    project.close()
    with Project.open(project.path) as again:
        for state in states[1:]:
            finish(again.redoing())
            assert everything(again, dump) == state


def killed(project: Project) -> Path:
    """Return what the disk holds at this moment, which is what a killed program leaves."""
    left = Path(tempfile.mkdtemp(dir=project.path.parent)) / "left.tagscope"
    for suffix in ("", "-wal"):
        source = Path(f"{project.path}{suffix}")
        if source.exists():
            shutil.copyfile(source, f"{left}{suffix}")
    return left


@pytest.mark.parametrize(
    "edit",
    [
        Retokenise(Scope(), "characters"),
        MendTags("ner", Scope()),
        DeleteLabel("pos", "N"),
        MergeLabels("ner", ("B", "C"), "A"),
        ConvertLayer("ner", Scheme.BIOES),
        MUCH,
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_cut_off_anywhere_it_is_taken_back(project: Project, dump: Dump, edit: Edit) -> None:
    before = everything(project, dump)
    steps = project.applying(edit)
    while next(steps, None) is not None:
        dump(project)  # all totals are right on the way
        with Project.open(killed(project)) as left:
            assert (everything(left, dump), left.n_sweeps_undone) == (before, 1)
    after = everything(project, dump)
    for move in (project.undoing, project.redoing):
        start = everything(project, dump)
        steps = move()
        while next(steps, None) is not None:
            dump(project)
            with Project.open(killed(project)) as left:
                assert everything(left, dump) == start
    assert everything(project, dump) == after
    for move in (project.undoing, lambda: project.applying(edit)):
        start = everything(project, dump)
        steps = move()
        if next(steps, None) is not None:
            steps.close()
            assert everything(project, dump) == start
            finish(move())
    assert everything(project, dump) == after


def test_progress_and_size(project: Project) -> None:
    assert list(project.applying(Retokenise(Scope(), "characters"))) == [(2, 6), (4, 6), (6, 6)]
    assert (project.n_to_undo, project.n_to_redo) == (6, 0)
    assert list(project.undoing()) == [(2, 6), (4, 6), (6, 6)]
    assert (project.n_to_undo, project.n_to_redo) == (0, 6)
    project.apply(ConvertLayer("ner", Scheme.BIOES))
    assert (project.n_to_undo, project.n_to_redo) == (0, 0)
    assert list(project.applying(SetGuidelines("ner", "x"))) == []


def test_what_the_journal_has_dropped_is_deleted(project: Project) -> None:
    connection = project._connection
    for _ in range(3):
        project.apply(Retokenise(Scope(), "characters"))
        project.undo()
    project.apply(MendTags("ner", Scope()))
    assert connection.number("SELECT count(*) FROM sweep") == 2
    project.undo()
    project.apply(DeleteLabel("pos", "N"))
    assert connection.number("SELECT count(*) FROM sweep") == 2
    assert connection.number("SELECT count(*) FROM swept_text") == 0


def test_tokens_cut_anew(project: Project) -> None:
    project.verdicts.set("ner", 2, 1, Verdict.UNSURE)
    changes = project.apply(Retokenise(Scope(Reach.DOCUMENT, 2), "words"))
    sentences = project.page(0, 6)
    assert [sentence.tokens for sentence in sentences[:4]] == [
        ("Old", "Port", "-", "Elm", "."), ("do", "n't", "go"), ("tide", ".", "北", "京", "a", "b"), ("Old", "tide."),
    ]  # fmt: skip
    assert sentences[0].tags["ner"] == ("B-A", "I-A", "I-A", "I-A", "O")
    assert sentences[1].tags["ner"] == ("B-A", "I-A", "B-B")
    assert project.origins(2, "ner") == "iih"
    assert project.verdicts.of("ner", 2) == {2: Verdict.UNSURE}
    assert (changes.sentences, changes.tokens, changes.structure) == (None, True, False)
    assert (changes.uncarried, changes.labels) == ((), {"pos": 5, "ner": 5, "ner of Bo": 1})


def test_what_would_not_be_carried_is_foreseen(project: Project, dump: Dump) -> None:
    before = dump(project)
    project.apply(
        edits.AddSentences((Sentence(("don", "'t", "go"), {"ner": ("B-A", "B-B", "O")}, (False, True, True)),))
    )
    edit = Retokenise(Scope(Reach.SENTENCE, 7), "whitespace")
    foreseen = result_of(project.foresee(edit))
    assert (foreseen.n_sentences, foreseen.n_tokens, foreseen.n_left, foreseen.n_uncarried) == (1, -1, 0, 2)
    assert [(one.layer, one.text, one.before.label, one.after and one.after.label) for one in foreseen.uncarried] == [
        ("ner", "don", "A", "A"), ("ner", "'t", "B", None),
    ]  # fmt: skip
    changes = project.apply(edit)
    assert changes.uncarried == foreseen.uncarried
    assert changes.n_labels_lost == 1
    project.undo()
    project.undo()
    assert dump(project) == before


def test_repairs_are_counted_before(project: Project) -> None:
    foreseen = result_of(project.foresee(MendTags("ner", Scope())))
    assert (foreseen.n_sentences, foreseen.n_tags) == (4, 5)
    assert project.apply(MendTags("ner", Scope())).labels == {"ner": -1}
    assert [sentence.tags.get("ner") for sentence in project.page(2, 4)] == [
        ("B-B", "B-A", None), ("B-C", "B-B"), None, ("B-A", "B-B", "I-B", "B-A"),
    ]  # fmt: skip
    assert project.apply(MendTags("ner", Scope())).labels == {}
    assert project.apply(MendTags("pos", Scope())).sentences == frozenset()


def test_a_deleted_label_leaves_its_tokens_outside_or_unlabelled(project: Project) -> None:
    changes = project.apply(DeleteLabel("ner", "B"))
    assert [sentence.tags["ner"] for sentence in project.page(1, 3)] == [("B-A", "O"), ("O", "I-A", None), ("B-C", "O")]
    assert project.sentence(2).tags["ner of Bo"] == ("O", "B-A")
    assert changes.labels == {"ner": -5, "ner of Bo": -4}
    assert [label.name for label in project.labels("ner")] == ["A", "C"]
    assert project.apply(DeleteLabel("pos", "N")).labels == {"pos": -8}
    assert project.sentence(1).layer_tags("pos") == (None, None, None)
    assert project.origins(4, "pos") == ".."


def test_merged_labels_are_read_as_one_and_touching_spans_stay_two(project: Project) -> None:
    changes = project.apply(MergeLabels("ner", ("B", "C"), "A"))
    assert [sentence.tags["ner"] for sentence in project.page(1, 5)] == [
        ("B-A", "B-A"), ("B-A", "B-A", None), ("B-A", "B-A"), ("X!",), ("B-A", "B-A", "I-A", "B-A"),
    ]  # fmt: skip
    assert (changes.labels, [label.name for label in project.labels("ner")]) == ({}, ["A"])
    project.apply(edits.SetTags(1, "ner", 0, ("B-B", "I-B")))
    assert project.label_counts("ner") == {"A": 10, "B": 2}
    project.apply(MergeLabels("pos", ("V",), "N"))
    assert project.label_counts("pos") == {"N": 13}


def test_a_layer_in_another_scheme(project: Project) -> None:
    project.apply(SetGuidelines("ner", "boats"))
    project.verdicts.set("ner", 1, 0, Verdict.UNSURE)
    changes = project.apply(ConvertLayer("ner", Scheme.BIOES))
    assert [(layer.name, layer.scheme, layer.of) for layer in project.layers] == [
        ("pos", Scheme.PLAIN, ""), ("ner", Scheme.BIOES, ""), ("ner of Bo", Scheme.BIOES, "ner"),
    ]  # fmt: skip
    assert project.sentence(1).tags["ner"] == ("B-A", "E-A", "O")
    assert project.sentence(2).tags["ner of Bo"] == ("S-B", "S-A")
    assert project.origins(2, "ner") == "ih"
    assert (project.guidelines("ner"), project.verdicts.of("ner", 1)) == ("boats", {0: Verdict.UNSURE})
    assert changes.labels == {"ner": -1}  # a tag that was none of the scheme


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Retokenise(Scope(), "magic"), "there is no tokenizer 'magic'"),
        (Retokenise(Scope(Reach.SENTENCE, 99), "words"), "no sentence 99"),
        (MendTags("chunk", Scope()), "has no layer 'chunk'"),
        (DeleteLabel("ner", "Z"), "has no label 'Z'"),
        (MergeLabels("ner", ("A",), "Z"), "has no label 'Z'"),
        (MergeLabels("ner", ("A", "B"), "B"), "cannot be merged into itself"),
        (MergeLabels("ner", (), "B"), "cannot be merged into itself"),
        (ConvertLayer("ner", Scheme.IOB2), "is written in IOB2 already"),
        (ConvertLayer("pos", Scheme.IOB2), "plain tags have no spans"),
        (ConvertLayer("ner", Scheme.PLAIN), "plain tags have no spans"),
    ],
)
def test_what_does_not_fit_is_refused(project: Project, dump: Dump, edit: Edit, words: str) -> None:
    before = dump(project)
    with pytest.raises(ProjectError, match=words):
        project.apply(edit)
    assert dump(project) == before
    assert project._connection.number("SELECT count(*) FROM sweep") == 0


def test_nothing_is_swept_while_an_import_runs(project: Project) -> None:
    project.apply(DeleteLabel("pos", "N"))
    running = project.begin_import("bay", "text", [])
    for change in (lambda: project.apply(MendTags("ner", Scope())), project.undo):
        with pytest.raises(ProjectError, match="an import is running"):
            change()
    running.cancel()
    project.undo()
