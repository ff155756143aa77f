"""Every token appears as each sampling promises."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config import CutSide, EncodingConfig, Order, Sampling
from core.rows import Rows, document_numbers, plan_rows

LENGTHS = st.lists(st.integers(1, 30), min_size=1, max_size=20)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Lengths of sentences and the numbers of their documents."""
    lengths = draw(LENGTHS)
    steps = draw(st.lists(st.integers(0, 1), min_size=len(lengths), max_size=len(lengths)))
    return lengths, np.cumsum(steps).tolist()


def ranges(rows: Rows) -> list[tuple[int, int]]:
    return [(start, start + length) for start, length in zip(rows.starts.tolist(), rows.lengths.tolist(), strict=True)]


def counted(rows: Rows) -> list[int]:
    """Positions in the stream that count in the loss, with repetitions."""
    columns = (rows.starts, rows.counted_from, rows.counted_to)
    return [t for start, a, b in zip(*(c.tolist() for c in columns), strict=True) for t in range(start + a, start + b)]


def document_of_token(lengths: list[int], documents: list[int]) -> list[int]:
    return np.repeat(documents, lengths).tolist()


@given(LENGTHS, st.integers(0, 12), st.sampled_from(CutSide))
def test_sentences_lose_only_what_is_too_long(lengths: list[int], max_length: int, cut: CutSide) -> None:
    rows = plan_rows(lengths, EncodingConfig(max_length=max_length, cut=cut))
    begin = 0
    for (start, end), length, n_cut in zip(ranges(rows), lengths, rows.n_cut.tolist(), strict=True):
        kept = min(length, max_length or length)
        assert (end - start, n_cut) == (kept, length - kept)
        assert start == (begin if cut is CutSide.AFTER else begin + length - kept)
        begin += length


@given(corpora(), st.integers(2, 12), st.integers(1, 12))
def test_windows_cover_documents_and_count_every_token_once(
    corpus: tuple[list[int], list[int]], window: int, stride: int
) -> None:
    lengths, documents = corpus
    config = EncodingConfig(sampling=Sampling.WINDOWS, window=window, stride=min(stride, window))
    rows = plan_rows(lengths, config, documents=documents)
    owner = document_of_token(lengths, documents)
    for start, end in ranges(rows):
        assert 0 < end - start <= window
        assert len(set(owner[start:end])) == 1
    assert sorted(counted(rows)) == list(range(sum(lengths)))
    assert np.all(rows.counted_to <= rows.lengths)


def test_a_token_counts_in_the_window_whose_middle_is_nearest() -> None:
    config = EncodingConfig(sampling=Sampling.WINDOWS, window=6, stride=2)
    rows = plan_rows([10], config)
    assert ranges(rows) == [(0, 6), (2, 8), (4, 10)]
    assert list(zip(rows.counted_from.tolist(), rows.counted_to.tolist(), strict=True)) == [(0, 4), (2, 4), (2, 6)]


@given(corpora(), st.integers(2, 12), st.integers(0, 9), st.integers(0, 3))
def test_subsequences_are_windows_of_one_document(
    corpus: tuple[list[int], list[int]], window: int, seed: int, epoch: int
) -> None:
    lengths, documents = corpus
    config = EncodingConfig(sampling=Sampling.SUBSEQUENCES, window=window)
    rows = plan_rows(lengths, config, seed=seed, epoch=epoch, documents=documents)
    again = plan_rows(lengths, config, seed=seed, epoch=epoch, documents=documents)
    assert ranges(rows) == ranges(again)
    owner = document_of_token(lengths, documents)
    sizes = Counter(owner)
    rows_of = Counter(owner[start] for start, _ in ranges(rows))
    assert rows_of == {document: -(-size // window) for document, size in sizes.items()}
    for start, end in ranges(rows):
        assert len(set(owner[start:end])) == 1
        assert end - start == min(window, sizes[owner[start]])


def test_subsequences_change_with_epoch_and_seed_and_reach_both_ends() -> None:
    config = EncodingConfig(sampling=Sampling.SUBSEQUENCES, window=4)
    epochs = [ranges(plan_rows([40], config, seed=seed, epoch=epoch)) for seed in (1, 2) for epoch in range(60)]
    assert len(set(map(tuple, epochs))) == len(epochs)
    starts = {start for epoch in epochs for start, _ in epoch}
    assert starts == set(range(37))


@given(corpora(), st.integers(2, 12), st.integers(1, 6), st.booleans(), st.sampled_from([Order.AS_IS, Order.SHUFFLED]))
def test_strips_hold_every_token_once_and_rows_go_on(
    corpus: tuple[list[int], list[int]], window: int, batch_size: int, training: bool, order: Order
) -> None:
    lengths, documents = corpus
    config = EncodingConfig(sampling=Sampling.STATEFUL, window=window, batch_size=batch_size, order=order)
    rows = plan_rows(lengths, config, training=training, documents=documents, epoch=1)
    assert 1 <= rows.lanes <= batch_size
    assert len(rows) % rows.lanes == 0
    assert sorted(counted(rows)) == list(range(sum(lengths)))
    owner = document_of_token(lengths, documents)
    firsts = {owner.index(document) for document in documents}
    spans = ranges(rows)
    for index, (start, end) in enumerate(spans):
        if rows.carry[index]:
            assert spans[index - rows.lanes][1] == start
        elif start < end and not training:
            assert start in firsts
        assert len(set(owner[start:end])) <= 1
    assert not rows.carry[: rows.lanes].any()


def test_strips_split_one_long_text_over_the_lanes_only_in_training() -> None:
    config = EncodingConfig(sampling=Sampling.STATEFUL, window=5, batch_size=4)
    training = plan_rows([100], config)
    assert (training.lanes, len(training)) == (4, 20)
    assert np.count_nonzero(~training.carry) == 4
    evaluation = plan_rows([100], config, training=False)
    assert (evaluation.lanes, len(evaluation)) == (1, 20)
    assert np.count_nonzero(~evaluation.carry) == 1


def test_shuffled_strips_change_with_the_epoch_and_others_do_not() -> None:
    for order, n_different in ((Order.AS_IS, 1), (Order.BUCKETED, 5)):
        config = EncodingConfig(sampling=Sampling.STATEFUL, window=5, batch_size=2, order=order)
        epochs = [tuple(ranges(plan_rows([9] * 30, config, epoch=epoch))) for epoch in range(5)]
        assert len(set(epochs)) == n_different


@given(corpora(), st.sampled_from([Sampling.SENTENCES, Sampling.WINDOWS, Sampling.SUBSEQUENCES]))
def test_evaluation_sees_whole_sentences(corpus: tuple[list[int], list[int]], sampling: Sampling) -> None:
    lengths, documents = corpus
    config = EncodingConfig(sampling=sampling, window=4, stride=2, max_length=3)
    rows = plan_rows(lengths, config, training=False, documents=documents)
    assert rows.lengths.tolist() == lengths
    assert counted(rows) == list(range(sum(lengths)))
    assert not rows.n_cut.any()


@pytest.mark.parametrize("sampling", [Sampling.WINDOWS, Sampling.SUBSEQUENCES, Sampling.STATEFUL])
def test_a_greatest_length_shortens_windows_and_cuts_nothing(sampling: Sampling) -> None:
    config = EncodingConfig(sampling=sampling, window=8, stride=8, max_length=3, batch_size=2)
    rows = plan_rows([20, 7], config)
    assert rows.lengths.max() == 3
    assert not rows.n_cut.any()


@pytest.mark.parametrize("sampling", Sampling)
@pytest.mark.parametrize("training", [True, False])
def test_no_sentences_make_no_rows(sampling: Sampling, training: bool) -> None:
    assert len(plan_rows([], EncodingConfig(sampling=sampling), training=training, documents=[])) == 0


def test_sentences_without_a_document_stand_alone() -> None:
    numbers = document_numbers(["a", "a", "", "", "b", "a", "a"])
    assert [int(i) for i in np.diff(numbers) != 0] == [0, 1, 1, 1, 1, 0]
