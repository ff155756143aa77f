"""Suggestions against every path there is, and against the tagger."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.bundle import Bundle
from core.config import Config, EncodingConfig, NetworkConfig, Output, Sampling, preset
from core.corpus import Layer, Scheme, Sentence, Tags
from core.errors import SuggestionError
from core.review.suggestions import Suggester, Suggestion
from core.schemes import legal_transitions, problems, to_spans
from core.tagging import Tagger
from core.uncertainty import uncertainties

MakeBundle = Callable[..., Bundle]
WORDS = ("Mira", "Holt", "met", "Port", "Elm", "zzz")


@pytest.fixture(scope="module")
def suggester(make_bundle: MakeBundle) -> Suggester:
    return Suggester(make_bundle(preset("tiny"), scale=1.0))


def _best(tokens: tuple[str, ...], given: Tags, suggester: Suggester) -> tuple[str, ...]:
    """Return the best legal path through what is given, by trying all."""
    bundle = suggester.bundle
    labels = bundle.vocab.labels[1:]
    legal = legal_transitions(labels, bundle.layer.scheme)
    (tagged,) = Tagger(bundle).tag([tokens])
    choices = [
        [column for column, label in enumerate(labels) if tag in (None, label) or tag not in labels] for tag in given
    ]
    count = len(labels)
    paths = (
        path
        for path in product(*choices)
        if all(legal[pair] for pair in zip((count, *path), (*path, count + 1), strict=True))
    )
    best = max(paths, key=lambda path: sum(tagged.scores[index, 1 + column] for index, column in enumerate(path)))
    return tuple(labels[column] for column in best)


def _is_possible(given: Tags) -> bool:
    known = [tag if tag in ("B-PER", "I-PER", "B-LOC", "I-LOC", "O") else None for tag in given]
    return not any(
        tag is not None and tag.startswith("I-") and (before == "O" or (before is not None and before[1:] != tag[1:]))
        for before, tag in zip(["O", *known], known, strict=False)
    )


@settings(deadline=None)
@given(
    tokens=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple),
    data=st.data(),
)
def test_the_best_path_that_is_allowed_and_keeps_what_is_given(
    suggester: Suggester, tokens: tuple[str, ...], data: st.DataObject
) -> None:
    tags = [None, None, "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-UNHEARD-OF"]
    given: Tags = tuple(data.draw(st.sampled_from(tags)) for _ in tokens)
    if _is_possible(given):
        assert suggester.suggest(tokens, given).tags == _best(tokens, given, suggester)


def test_without_given_tags_it_says_what_the_tagger_says(
    suggester: Suggester, small_corpus: tuple[Sentence, ...]
) -> None:
    expected = list(Tagger(suggester.bundle, legal=True).tag_sentences(small_corpus))
    found = list(suggester.suggest_all(small_corpus))
    assert [one.tags for one in found] == expected
    for sentence, one in zip(small_corpus, found, strict=True):
        assert not problems(one.tags, Scheme.IOB2)
        assert one.tags == suggester.suggest(sentence.tokens).tags
        assert [span.span for span in one.spans] == to_spans(one.tags, Scheme.IOB2)


def test_keeping_the_labels_of_a_corpus(suggester: Suggester, small_corpus: tuple[Sentence, ...]) -> None:
    half = [
        sentence.with_tags(
            "ner", tuple(tag if index % 2 else None for index, tag in enumerate(sentence.layer_tags("ner")))
        )
        for sentence in small_corpus
        if sentence.tokens[0] not in ("Mira", "the", "Lund")
    ]
    assert any(None in sentence.layer_tags("ner") for sentence in half)
    for sentence, one in zip(half, suggester.suggest_all(half, keep="ner"), strict=True):
        assert one.tags == suggester.suggest(sentence.tokens, sentence.layer_tags("ner")).tags
        assert all(tag in (None, said) for tag, said in zip(sentence.layer_tags("ner"), one.tags, strict=True))


def _is_consistent(found: Suggestion) -> None:
    column = {label: index for index, label in enumerate(found.labels)}
    rows = np.arange(len(found.tags))
    chosen = found.distribution[rows, [column[tag] for tag in found.tags]]
    assert found.distribution.sum(axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-5)
    assert found.probabilities == pytest.approx(chosen.tolist())
    assert [found.uncertainty] == uncertainties(found.distribution, np.asarray(chosen, np.float32), [len(rows)])


def test_probabilities_and_spans(suggester: Suggester, small_corpus: tuple[Sentence, ...]) -> None:
    n_spans = 0
    for found in suggester.suggest_all(small_corpus):
        _is_consistent(found)
        for one in found.spans:
            start, end, label = one.span.start, one.span.end, one.span.label
            sure = list(found.probabilities[start:end])
            if end < len(found.tags):
                sure.append(1.0 - float(found.distribution[end, found.labels.index(f"I-{label}")]))
            assert one.probability == pytest.approx(min(sure))
            assert found.span_at(end - 1) is one
            n_spans += 1
    assert n_spans


def test_every_token_of_a_plain_layer_is_a_span(make_bundle: MakeBundle) -> None:
    made = make_bundle(preset("tiny"))
    plain = Suggester(Bundle(made.config, Layer("ner"), made.vocab, made.weights))
    found = plain.suggest(WORDS)
    assert [(one.span.start, one.span.end, one.span.label) for one in found.spans] == [
        (index, index + 1, tag) for index, tag in enumerate(found.tags)
    ]
    assert [one.probability for one in found.spans] == list(found.probabilities)


def test_sigmoid_rows_add_up_too(make_bundle: MakeBundle) -> None:
    config = Config(network=NetworkConfig(output=Output.SIGMOID, units=8, word_size=8))
    _is_consistent(Suggester(make_bundle(config)).suggest(WORDS))


def test_documents_go_on_for_a_stateful_model(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    encoding = EncodingConfig(sampling=Sampling.STATEFUL, batch_size=2, window=8, stride=8)
    bundle = make_bundle(Config(network=preset("tiny").network, encoding=encoding))
    found = [
        tuple(one.labels[column] for column in one.distribution.argmax(axis=1))
        for one in Suggester(bundle).suggest_all(small_corpus)
    ]
    assert found == list(Tagger(bundle).tag_sentences(small_corpus))
    assert found != [tagged.tags for tagged in Tagger(bundle).tag([sentence.tokens for sentence in small_corpus])]


def test_a_model_without_probabilities_suggests_nothing(make_bundle: MakeBundle) -> None:
    with pytest.raises(SuggestionError, match="no probabilities"):
        Suggester(make_bundle(preset("question-2016")))


def test_labels_that_break_the_scheme_are_no_reason_to_fail(suggester: Suggester) -> None:
    found = suggester.suggest(("Mira", "Holt"), ("O", "I-PER"))
    assert found.tags == ("O", "I-PER")
