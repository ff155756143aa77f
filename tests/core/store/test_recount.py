"""Counted anew, the totals are those that were kept; where they were wrong, they are right afterwards."""

import pytest

from core import edits
from core.corpus import Layer, Sentence
from core.project import Project
from core.store import recount as recounting
from core.store.recount import recount, stored_counts, write_counts


def counts(project: Project) -> tuple[dict[object, int], ...]:
    found = recount(project._connection)
    return tuple(dict(part) for part in (found.lengths, found.blocks, found.tags, found.labelled))


def kept(project: Project) -> tuple[dict[object, int], ...]:
    found = stored_counts(project._connection)
    return tuple(dict(part) for part in (found.lengths, found.blocks, found.tags, found.labelled))


@pytest.mark.parametrize("size", [1, 2, 10_000])
def test_they_agree(small: Project, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(recounting, "_SLICE", size)
    assert counts(small) == kept(small)
    small.apply(edits.SetTags(3, "pos", 0, ("A", None, "N")))
    small.apply(edits.RemoveSentences((1,)))
    running = small.begin_import("more", "text", [Layer("pos")])
    running.add([Sentence(("more",), {"pos": ("N",)})])
    assert counts(small) == kept(small)
    assert kept(small)[2]


def test_wrong_totals_are_put_right(small: Project) -> None:
    right = kept(small)
    for sql in (
        "UPDATE length SET n = n + 1",
        "DELETE FROM block",
        "UPDATE tag SET n = 77",
        "UPDATE layer SET n_labelled = 9",
    ):
        small._connection.run(sql)
    assert counts(small) == right != kept(small)
    write_counts(small._connection)
    assert kept(small) == right
