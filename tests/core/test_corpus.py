"""Values of labelled text hold what they were given and refuse what cannot be."""

import pytest

from core.corpus import Corpus, Layer, Scheme, Sentence, Split, documents

MIRA = Sentence(("Mira", "sings", "."), {"ner": ("B-PER", "O", "O")}, (True, False, False), document="one")
TEMU = Sentence(("Temu", "listens"), {"ner": ("B-PER", None)}, split=Split.DEV, document="one")
RAIN = Sentence(("Rain",), document="two")


def test_a_sentence_needs_tokens() -> None:
    with pytest.raises(ValueError, match="at least one token"):
        Sentence(())


def test_tags_must_be_as_many_as_tokens() -> None:
    with pytest.raises(ValueError, match="2 tags for 1 tokens"):
        Sentence(("Rain",), {"ner": ("O", "O")})


def test_a_layer_a_sentence_does_not_have_is_unlabelled() -> None:
    assert RAIN.layer_tags("ner") == (None,)
    assert [sentence.is_labelled("ner") for sentence in (MIRA, TEMU, RAIN)] == [True, False, False]


def test_replacing_tags_leaves_the_old_sentence_alone() -> None:
    changed = MIRA.with_tags("ner", ("O", "O", "O"))
    assert changed.layer_tags("ner") == ("O", "O", "O")
    assert MIRA.layer_tags("ner") == ("B-PER", "O", "O")
    assert changed.tokens == MIRA.tokens


def test_text_has_the_spaces_of_the_source() -> None:
    assert MIRA.text == "Mira sings."
    assert TEMU.text == "Temu listens"


def test_only_layers_with_a_scheme_have_spans() -> None:
    assert not Layer("upos").has_spans
    assert Layer("ner", Scheme.IOB2).has_spans


def test_a_corpus_counts_finds_and_splits() -> None:
    corpus = Corpus((MIRA, TEMU, RAIN), (Layer("ner", Scheme.IOB2),))
    assert (len(corpus), corpus.n_tokens) == (3, 6)
    assert corpus.layer("ner").scheme is Scheme.IOB2
    assert corpus.split(Split.DEV) == (TEMU,)
    with pytest.raises(KeyError):
        corpus.layer("upos")


def test_documents_are_runs_of_one_name() -> None:
    runs = list(documents((MIRA, TEMU, RAIN, MIRA)))
    assert [(run.name, len(run.sentences)) for run in runs] == [("one", 2), ("two", 1), ("one", 1)]
    assert list(documents(())) == []
    assert [run.name for run in Corpus((RAIN,)).documents()] == ["two"]
