"""Label sets grow in the order of first sight and give out colours and keys once."""

from collections import Counter
from collections.abc import Sequence

import pytest

from core import edits
from core.corpus import Scheme, Sentence
from core.errors import ProjectError
from core.project import Project
from core.store import layers
from core.store.connection import Connection, Row
from core.store.layers import KEYS, Label, label_of


def test_labels_come_in_the_order_of_first_sight(small: Project) -> None:
    assert small.labels("pos") == tuple(
        Label(name, index, KEYS[index]) for index, name in enumerate(["N", "V", "P", "A", "."])
    )
    assert small.labels("ner") == (Label("PER", 0, "1"), Label("LOC", 1, "2"))


def test_labels_survive_undo_and_reopening(small: Project) -> None:
    small.apply(edits.SetTags(3, "ner", 0, ("B-ORG",)))
    small.undo()
    assert [label.name for label in small.labels("ner")] == ["PER", "LOC", "ORG"]
    assert small.label_counts("ner") == {"PER": 1, "LOC": 2, "ORG": 0}
    small.close()
    with Project.open(small.path) as again:
        assert [label.name for label in again.labels("ner")] == ["PER", "LOC", "ORG"]


def test_keys_run_out_quietly(project: Project) -> None:
    project.apply(edits.AddLayer("pos", labels=tuple(f"label{number}" for number in range(40))))
    keys = [label.key for label in project.labels("pos")]
    assert keys == [*KEYS, "", "", "", ""]


def test_too_many_tags_are_refused(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "MAX_TAGS", 3)
    project.apply(edits.AddLayer("pos"))
    sentence = Sentence(("a", "b", "c", "d"), {"pos": ("1", "2", "3", "4")})
    with pytest.raises(ProjectError, match="more than 3 tags"):
        project.apply(edits.AddSentences((sentence,)))
    assert project.labels("pos") == ()
    assert project.n_sentences == 0


def test_a_key_given_to_a_label_is_not_given_again(small: Project) -> None:
    small.apply(edits.AddLabels("ner", ("ORG",)))
    small.apply(edits.SetLabelLook("ner", "PER", 5, KEYS[5]))
    small.apply(edits.AddLabels("ner", ("a", "b", "c")))
    small.undo()
    small.apply(edits.RemoveLabels("ner", ("ORG",)))
    small.apply(edits.AddLabels("ner", ("d", "ORG")))
    keys = [label.key for label in small.labels("ner")]
    assert len(set(keys)) == len(keys) == 4
    assert {label.name: label.key for label in small.labels("ner")} == {
        "PER": KEYS[5],
        "LOC": KEYS[1],
        "d": KEYS[0],
        "ORG": KEYS[2],
    }


def test_many_labels_are_not_all_read_for_each(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.apply(edits.AddLayer("pos"))
    n_rows = Counter[str]()
    read = Connection.rows

    def counted(connection: Connection, sql: str, values: Sequence[object] = ()) -> list[Row]:
        rows = read(connection, sql, values)
        n_rows["read"] += len(rows)
        return rows

    monkeypatch.setattr(Connection, "rows", counted)
    n = 300
    tags = tuple(f"tag {number}" for number in range(n))
    project.apply(edits.AddSentences((Sentence(("word",) * n, {"pos": tags}),)))
    assert n_rows["read"] < 10 * n


def test_labels_of_tags() -> None:
    assert label_of("B-creative-work", Scheme.IOB2) == "creative-work"
    assert label_of("O", Scheme.IOB2) == ""
    assert label_of("Q-x", Scheme.IOB2) == ""
    assert label_of("B-x", Scheme.PLAIN) == "B-x"
