"""Totals by heart and by counting agree, whatever was done."""

from core import edits
from core.corpus import Layer, Sentence
from core.project import Project
from core.store.totals import Totals, counted_totals, stored_totals


def both(project: Project) -> Totals:
    stored, counted = stored_totals(project._connection), counted_totals(project._connection)
    assert stored == counted
    assert stored.differences(counted) == {}
    return stored


def test_they_agree(small: Project) -> None:
    assert both(small) == Totals(n_sentences=3, n_tokens=11, n_tags=13, n_edits=3, n_models=0)
    small.save_model("default", b"weights")
    running = small.begin_import("more", "text", [Layer("pos")])
    running.add([Sentence(("more",), {"pos": ("N",)})])
    assert both(small).n_sentences == 3
    running.finish()
    assert both(small) == Totals(4, 12, 14, 4, 1)
    small.apply(edits.RemoveSentences((1,)))
    assert both(small) == Totals(3, 6, 2, 5, 1)
    small.undo()
    small.apply(edits.RemoveLayer("pos"))
    assert both(small) == Totals(4, 12, 6, 5, 1)


def test_they_agree_of_nothing(project: Project) -> None:
    assert both(project) == Totals(0, 0, 0, 0, 0)


def test_what_is_lost_is_seen(small: Project) -> None:
    stored = stored_totals(small._connection)
    small._connection.run("DELETE FROM tagging WHERE sentence = 1 AND layer = 2")
    small._connection.run("DELETE FROM sentence WHERE id = 3")
    differences = stored.differences(counted_totals(small._connection))
    assert differences == {"n_sentences": (3, 2), "n_tokens": (11, 8), "n_tags": (13, 7)}
