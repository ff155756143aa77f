"""Labels from a file find their sentences again, and never change what somebody has set meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from core import edits
from core.backups import fitting
from core.backups.fitting import Fitted, fit
from core.backups.record import Backup
from core.corpus import Layer, Scheme, Sentence
from core.errors import BackupError
from core.project import Project
from core.store.human_labels import LabelLine

Take = Callable[..., Backup]


@pytest.fixture
def bare(tmp_path: Path, project: Project) -> Iterator[Project]:
    """The same sentences without any label, but for a new one in front of each document."""
    with Project.create(tmp_path / "bare.tagscope") as created:
        sentences = [replace(sentence, tags={}, id=0) for sentence in project.sentences()]
        front = Sentence(("new",), document=sentences[0].document)
        created.apply(edits.AddSentences((front, *sentences)))
        yield created


def fitted_to(project: Project, path: Path) -> Fitted:
    steps = fit(project, path)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def counts(fitted: Fitted) -> tuple[int, int, int, int, int, int]:
    return (
        fitted.n_tags,
        fitted.n_same,
        fitted.n_kept,
        fitted.n_lines_without_sentence,
        fitted.n_lines_of_other_scheme,
        fitted.n_unreadable_lines,
    )


def write_lines(path: Path, *lines: LabelLine | bytes) -> Path:
    encoded = [line if isinstance(line, bytes) else msgspec.json.encode(line) for line in lines]
    path.write_bytes(b"".join(line + b"\n" for line in encoded))
    return path


def test_a_second_life(project: Project, bare: Project, take: Take) -> None:
    project.apply(edits.SetTags(1, "ner", 0, ("B-PER", "O"), "ac"))
    project.apply(edits.SetTags(5, "ner", 0, ("O", "B-ORG")))
    before = list(project.human_labels())
    fitted = fitted_to(bare, take(project).labels)
    assert counts(fitted) == (6, 0, 0, 0, 0, 0)
    assert fitted.edit is not None
    assert fitted.edit.title == "restore labels"
    bare.apply(fitted.edit)
    assert bare.layers == project.layers
    moved = [
        msgspec.structs.replace(line, sentence=line.sentence - (line.document == "tides"), changed_at="")
        for line in bare.human_labels()
    ]
    assert moved == [msgspec.structs.replace(line, changed_at="") for line in before]
    bare.undo()
    assert bare.layers == ()


def test_put_back_twice_changes_nothing(project: Project, take: Take) -> None:
    fitted = fitted_to(project, take(project).labels)
    assert counts(fitted) == (0, 2, 0, 0, 0, 0)
    assert fitted.edit is None


def test_what_somebody_has_set_meanwhile_stays(project: Project, take: Take) -> None:
    labels = take(project).labels
    project.apply(edits.SetTags(3, "ner", 0, ("O",)))
    project.apply(edits.SetTags(3, "ner", 1, ("O",), "i"))
    fitted = fitted_to(project, labels)
    assert counts(fitted) == (1, 0, 1, 0, 0, 0)
    assert fitted.edit is not None
    project.apply(fitted.edit)
    assert project.sentence(3).tags["ner"] == ("O", "I-LOC", None)
    assert project.origins(3, "ner") == "hh."


def line(**changes: object) -> LabelLine:
    fields: dict[str, object] = {
        "document": "tides",
        "sentence": 2,
        "tokens": ("Low", "tide"),
        "layer": "ner",
        "scheme": Scheme.IOB2,
        "tags": ("O", "B-X"),
        "origins": "hh",
    }
    return msgspec.convert(fields | changes, LabelLine)


def chosen(project: Project, path: Path) -> list[int]:
    return [edit.sentence for edit in fitted_to(project, path).edits if isinstance(edit, edits.SetTags)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [2]),
        ({"document": "ferry", "sentence": 1}, [4]),
        ({"document": "ferry", "sentence": 9}, [4]),
        ({"document": "renamed"}, []),
        ({"document": "renamed", "tokens": ("Old", "Harbour"), "sentence": 1}, []),
        ({"document": "renamed", "tokens": ("a\\b\n", "ü🌊"), "sentence": 1}, [5]),
        ({"tokens": ("low", "tide")}, []),
    ],
)
def test_which_sentence_is_meant(
    project: Project, tmp_path: Path, changes: dict[str, object], expected: list[int]
) -> None:
    assert chosen(project, write_lines(tmp_path / "x.jsonl", line(**changes))) == expected


def test_of_several_alike_the_nearest_is_meant(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.tagscope") as project:
        yes, no = Sentence(("Yes",), document="d"), Sentence(("No",), document="d")
        project.apply(edits.AddSentences((no, yes, no, no, yes, no, no, no, yes)))
        lines = [line(document="d", sentence=n, tokens=("Yes",), tags=("O",), origins="h") for n in (1, 5, 7, 30)]
        fitted = fitted_to(project, write_lines(tmp_path / "x.jsonl", *lines))
        assert [edit.sentence for edit in fitted.edits if isinstance(edit, edits.SetTags)] == [2, 5, 9]
        assert fitted.n_lines_without_sentence == 1


def test_another_scheme_is_left_out(project: Project, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", line(scheme=Scheme.BIOES), line())
    assert counts(fitted_to(project, path)) == (2, 0, 0, 0, 1, 0)


def test_damaged_lines_are_passed_over(project: Project, tmp_path: Path) -> None:
    whole = msgspec.json.encode(line())
    path = write_lines(tmp_path / "x.jsonl", whole[:-20], whole, whole[5:])
    assert counts(fitted_to(project, path)) == (2, 0, 0, 0, 0, 2)


@pytest.mark.parametrize("content", [b"", b"nonsense\n"])
def test_a_file_without_labels(project: Project, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    with pytest.raises(BackupError, match=r"^x\.jsonl: holds no labels\. Choose"):
        fitted_to(project, path)


def test_progress_is_told(project: Project, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "_SENTENCES_A_PROGRESS", 2)
    assert list(fit(project, take(project).labels)) == [(2, 5), (4, 5)]


def test_layers_of_an_import_under_way_are_not_made_twice(project: Project, tmp_path: Path) -> None:
    running = project.begin_import("more", "text", [Layer("pos")])
    path = write_lines(tmp_path / "x.jsonl", line(layer="pos", scheme=Scheme.PLAIN))
    fitted = fitted_to(project, path)
    running.cancel()
    assert fitted.edit is not None
    project.apply(fitted.edit)
    assert project.sentence(2).tags["pos"] == ("O", "B-X")
