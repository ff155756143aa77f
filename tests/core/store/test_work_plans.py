"""Edits of many sentences come to the least that has to be gone through."""

from core.corpus import Scheme
from core.edits import AddLabels, AddLayer, RemoveLabels, SetTags
from core.label_edits import DeleteLabel, MendTags, MergeLabels, RespellTags
from core.project import Project
from core.token_edits import Reach, Retokenise, Scope


def finals(project: Project, edit: DeleteLabel | MergeLabels) -> tuple[int, list[type]]:
    """Return how many sentences are gone through, and what is done in the end."""
    with project._connection.transaction():
        work = project._works.work(edit)
        work.begin()
        n_slices = len(list(work.slices()))
        _, last = work.finish("x")
    project._journal._sweeps.take_all_back()
    return n_slices, [type(one) for one in last]


def test_a_label_of_spans_goes_without_a_sentence_being_touched(small: Project) -> None:
    assert finals(small, DeleteLabel("ner", "LOC")) == (0, [RespellTags, RemoveLabels])
    assert finals(small, DeleteLabel("pos", "N")) == (1, [RemoveLabels])


def test_labels_are_merged_with_a_look_for_seams_at_most(small: Project) -> None:
    assert finals(small, MergeLabels("pos", ("N", "V"), "A")) == (0, [RespellTags, RemoveLabels])
    assert finals(small, MergeLabels("ner", ("LOC",), "PER")) == (1, [RespellTags, RemoveLabels])
    small.apply(AddLayer("io", Scheme.IO, ("A", "B")))
    assert finals(small, MergeLabels("io", ("A",), "B")) == (0, [RemoveLabels])


def test_layers_that_share_a_label_set_go_together(small: Project) -> None:
    small.apply(AddLayer("ner of Bo", Scheme.IOB2, of="ner"))
    small.apply(SetTags(1, "ner of Bo", 0, ("B-LOC",)))
    assert finals(small, DeleteLabel("ner of Bo", "LOC")) == (0, [RespellTags, RespellTags, RemoveLabels])


def test_what_is_foreseen_is_what_is_done(small: Project) -> None:
    small.apply(AddLabels("ner", ("ORG",)))
    small.apply(SetTags(2, "ner", 0, ("I-ORG", "I-LOC")))
    for edit in (
        MendTags("ner", Scope()),
        MendTags("pos", Scope()),
        Retokenise(Scope(Reach.SENTENCE, 1), "characters"),
    ):
        steps = small.foresee(edit)
        foreseen = None
        while foreseen is None:
            try:
                next(steps)
            except StopIteration as end:
                foreseen = end.value
        before = small.n_tokens
        changes = small.apply(edit)
        assert foreseen.n_sentences == (0 if edit == MendTags("pos", Scope()) else 1)
        assert small.n_tokens - before == foreseen.n_tokens
        assert changes.n_uncarried == foreseen.n_uncarried
