"""Figures about the corpus follow every edit."""

from core import edits
from core.corpus import Split
from core.project import Project


def test_figures_of_the_small_corpus(small: Project) -> None:
    assert small.length_histogram() == {2: 1, 3: 1, 6: 1}
    assert small.length_histogram(Split.DEV) == {2: 1}
    assert (small.n_sentences, small.n_tokens, small.n_sentences_in(Split.TEST)) == (3, 11, 1)
    assert small.label_counts("ner") == {"PER": 1, "LOC": 2}
    assert small.statistics.tag_counts("ner") == {"B-PER": 1, "O": 3, "B-LOC": 1, "I-LOC": 1}
    assert (small.statistics.n_unlabelled("ner"), small.statistics.n_unlabelled("pos")) == (2, 2)


def test_they_follow_edits(small: Project) -> None:
    small.apply(edits.SetTags(2, "pos", 1, ("N",)))
    assert small.statistics.n_unlabelled("pos") == 1
    small.apply(edits.SetSplits((1,), (Split.DEV,)))
    assert small.length_histogram(Split.DEV) == {2: 1, 6: 1}
    small.apply(edits.RemoveSentences((1,)))
    assert small.length_histogram() == {2: 1, 3: 1}
    assert small.label_counts("ner") == {"PER": 0, "LOC": 0}


def test_an_empty_project(project: Project) -> None:
    assert project.length_histogram() == {}
    assert (project.n_sentences, project.n_tokens) == (0, 0)
