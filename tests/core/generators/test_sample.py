"""The sample corpus: the same each time, with splits that share nothing."""

from core.corpus import Split
from core.generators.sample import sample_corpus
from core.splits import leaks


def test_sizes_and_splits() -> None:
    corpus = sample_corpus()
    assert [round(len(corpus.split(part)), -2) for part in Split] == [600, 100, 100]
    assert [layer.name for layer in corpus.layers] == ["ner", "upos"]


def test_it_is_the_same_every_time() -> None:
    assert sample_corpus() == sample_corpus()


def test_no_sentence_comes_twice() -> None:
    corpus = sample_corpus()
    assert leaks(corpus) == ()
    assert len({sentence.tokens for sentence in corpus.sentences}) == len(corpus)


def test_documents_are_whole_and_in_one_split() -> None:
    documents = list(sample_corpus().documents())
    assert len({document.name for document in documents}) == len(documents)
    assert all(len({sentence.split for sentence in document.sentences}) == 1 for document in documents)


def test_every_label_is_in_every_split() -> None:
    corpus = sample_corpus()
    tags = [{tag for sentence in corpus.split(part) for tag in sentence.tags["ner"]} for part in Split]
    assert tags[0] == tags[1] == tags[2]
    assert len(tags[0]) == 11
