"""Label sets go to a file and come back; loading one adds, reports, and never removes; hostile files are refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.corpus import MAX_NAME, Layer, Scheme
from core.edits import AddLayer, SetLabelLook
from core.errors import ExportError, SourceError
from core.label_edits import SetGuidelines
from core.label_sets import MAX_BYTES, LabelSet, loading, read_label_set, write_label_set
from core.labelling import KEYS
from core.project import Project
from core.store.layers import Label

NER = Layer("ner", Scheme.IOB2)
SET = LabelSet(
    "ner", Scheme.IOB2, (Label("PER", 0, "p"), Label("地点", 3, ""), Label("MISC X", 17, "1")), "Names only."
)
KEYS_OR_NONE = st.sampled_from(["", *KEYS])


def looks(project: Project, layer: str = "ner") -> dict[str, tuple[int, str]]:
    return {label.name: (label.colour, label.key) for label in project.labels(layer)}


def test_what_is_saved_is_read_back_and_can_be_read_by_people(tmp_path: Path) -> None:
    path = tmp_path / "names.labels.json"
    write_label_set(SET, path)
    assert read_label_set(path) == SET
    found = json.loads(path.read_text(encoding="utf-8"))
    assert (found["format"], found["version"], found["labels"][1]) == (
        "tagscope label set", 1, {"name": "地点", "colour": 3},
    )  # fmt: skip
    write_label_set(LabelSet("pos", Scheme.PLAIN, ()), path)
    assert read_label_set(path) == LabelSet("pos", Scheme.PLAIN, ())
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_where_it_cannot_be_written_what_was_there_stays(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        write_label_set(SET, tmp_path / "nowhere" / "names.json")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        write_label_set(SET, tmp_path / "folder")


def _good(**changes: object) -> bytes:
    fields = {"format": "tagscope label set", "version": 1, "layer": "ner", "scheme": "IOB2", "guidelines": ""}
    return json.dumps(fields | {"labels": [{"name": "A", "colour": 0, "key": "a"}]} | changes).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no label set"),
        (b"{", "no label set"),
        (b"\xff\xfe\x00", "no label set"),
        (b"[" * 200_000, "no label set"),
        (b'{"format": "x", "version": 1}', "no label set"),
        (b'{"a": ' * 100_000, "no label set"),
        (b" " * (MAX_BYTES + 1), "far larger"),
        (_good(version=2), "newer"),
        (_good(scheme="XYZ"), "damaged"),
        (_good(more=1), "damaged"),
        (_good(labels=[{"name": "", "colour": 0}]), "damaged"),
        (_good(labels=[{"name": "A" * (MAX_NAME + 1), "colour": 0}]), "damaged"),
        (_good(labels=[{"name": "A", "colour": -1}]), "damaged"),
        (_good(labels=[{"name": "A", "colour": 10**30}]), "damaged"),
        (_good(labels=[{"name": "A", "colour": 0, "key": "ab"}]), "damaged"),
        (_good(labels=[{"name": "A", "colour": 0, "key": "\n"}]), "no key of a label"),
        (_good(labels=[{"name": "A", "colour": 0}] * 2), "two labels called 'A'"),
        (_good(labels=[{"name": "A", "colour": 0, "key": "k"}, {"name": "B", "colour": 0, "key": "k"}]), "the key 'k'"),
        (_good(labels=[{"name": f"L{n}", "colour": 0} for n in range(10_001)]), "damaged"),
        (_good().replace(b'"A"', b'"\\ud800"'), "no label set"),
    ],
)
def test_a_hostile_file_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "hostile.json"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=words):
        read_label_set(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_label_set(tmp_path / "nothing.json")


def test_loading_adds_what_is_missing_and_reports_the_rest(tmp_path: Path) -> None:
    with Project.create(tmp_path / "bay.tagscope") as project:
        project.apply(AddLayer("ner", Scheme.IOB2, ("LOC", "PER")))
        project.apply(SetLabelLook("ner", "LOC", 5, "p"))
        before = looks(project)
        plan = loading(SET, NER, project.labels("ner"), project.guidelines("ner"))
        assert (plan.added, plan.other_colours, plan.only_here) == (("地点", "MISC X"), ("PER",), ("LOC",))
        assert plan.other_keys == ("PER",)
        assert (plan.has_other_scheme, plan.has_other_guidelines, plan.unusable) == (False, False, ())
        assert plan.edit is not None
        project.apply(plan.edit)
        assert looks(project) == before | {"地点": (3, ""), "MISC X": (17, "1")}
        assert project.guidelines("ner") == "Names only."
        assert project.undo_title == "load a label set"
        again = loading(SET, NER, project.labels("ner"), project.guidelines("ner"))
        assert (again.edit, again.added) == (None, ())
        project.undo()
        assert (looks(project), project.guidelines("ner")) == (before, "")


def test_what_does_not_fit_the_layer_is_reported(tmp_path: Path) -> None:
    theirs = LabelSet("pos", Scheme.PLAIN, (Label("O", 0, "o"), Label("X", 1, "x")), "Other.")
    plan = loading(theirs, NER, (), "Mine.")
    assert (plan.unusable, plan.added) == (("O",), ("X",))
    assert plan.has_other_scheme
    assert plan.has_other_guidelines
    assert plan.edit is not None
    assert not any(isinstance(part, SetGuidelines) for part in plan.edit.edits)


@given(
    here=st.dictionaries(st.sampled_from("ABCDEF"), KEYS_OR_NONE, max_size=5),
    there=st.dictionaries(st.sampled_from("CDEFGH"), KEYS_OR_NONE, max_size=5),
)
def test_labels_that_are_here_keep_their_looks(
    tmp_path_factory: pytest.TempPathFactory, here: dict[str, str], there: dict[str, str]
) -> None:
    with Project.create(tmp_path_factory.mktemp("project") / "bay.tagscope") as project:
        project.apply(AddLayer("pos", labels=tuple(here)))
        for name, key in here.items():
            project.apply(SetLabelLook("pos", name, 7, key))
        before = looks(project, "pos")
        labels: list[Label] = []
        for name, key in there.items():
            is_free = not key or key not in {label.key for label in labels}
            labels.append(Label(name, 9, key if is_free else ""))
        plan = loading(LabelSet("pos", Scheme.PLAIN, tuple(labels)), Layer("pos"), project.labels("pos"), "")
        if plan.edit is not None:
            project.apply(plan.edit)
        after = looks(project, "pos")
        assert {name: after[name] for name in before} == before
        assert set(after) == set(here) | set(there)
        keys = [key for _, key in after.values() if key]
        for label in labels:
            if label.name not in before:
                assert after[label.name][0] == 9
                assert after[label.name][1] == label.key or label.name in plan.other_keys
        assert len(keys) - len(set(keys)) == _doubles(before)
        if plan.edit is not None:
            project.undo()
        assert looks(project, "pos") == before


def _doubles(looks: dict[str, tuple[int, str]]) -> int:
    keys = [key for _, key in looks.values() if key]
    return len(keys) - len(set(keys))
