"""Uncertainty against SciPy's entropy and counting token by token."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import entropy as scipy_entropy

from core.uncertainty import EXPLANATIONS, Floats, Measure, shares, token_entropy, uncertainties


@st.composite
def tagged(draw: st.DrawFn) -> tuple[Floats, list[int], list[int]]:
    lengths = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    n_tokens, n_labels = sum(lengths), draw(st.integers(2, 5))
    elements = st.floats(0.0, 1.0, width=32)
    raw = draw(arrays.arrays(np.float32, (n_tokens, n_labels + 1), elements=elements))
    chosen = draw(st.lists(st.integers(0, n_labels - 1), min_size=n_tokens, max_size=n_tokens))
    return shares(raw), chosen, lengths


@given(tagged())
def test_each_measure_is_what_it_says(drawn: tuple[Floats, list[int], list[int]]) -> None:
    distribution, chosen, lengths = drawn
    taken = distribution[np.arange(len(chosen)), chosen]
    begin = 0
    for found, length in zip(uncertainties(distribution, taken, lengths), lengths, strict=True):
        rows = distribution[begin : begin + length].astype(np.float64)
        by_token = [float(scipy_entropy(row)) / math.log(rows.shape[1]) for row in rows]
        ranked = np.sort(rows, axis=1)
        assert found.entropy == pytest.approx(max(by_token), abs=1e-5)
        assert found.mean_entropy == pytest.approx(np.mean(by_token), abs=1e-5)
        assert found.margin == pytest.approx(float((ranked[:, -1] - ranked[:, -2]).min()), abs=1e-6)
        logs = np.log(np.maximum(taken[begin : begin + length].astype(np.float64), 1e-30))
        assert found.log_probability == pytest.approx(float(logs.mean()), rel=1e-5)
        begin += length


@given(tagged())
def test_shares_add_up_to_one_and_forget_padding(drawn: tuple[Floats, list[int], list[int]]) -> None:
    distribution, _, _ = drawn
    assert distribution.sum(axis=1) == pytest.approx(np.ones(len(distribution)), abs=1e-5)


def test_extremes() -> None:
    sure = shares(np.array([[0.0, 1.0, 0.0, 0.0]], np.float32))
    torn = shares(np.array([[0.4, 0.2, 0.2, 0.2]], np.float32))
    (one,), (other,) = (uncertainties(rows, rows[:, 0], [1]) for rows in (sure, torn))
    assert (one.entropy, one.log_probability, one.margin) == (pytest.approx(0.0, abs=1e-6), 0.0, 1.0)
    assert (other.entropy, other.margin) == (pytest.approx(1.0), 0.0)
    assert math.exp(other.log_probability) == pytest.approx(1 / 3)


def test_a_single_label_leaves_no_doubt() -> None:
    only = shares(np.array([[0.5, 0.5]], np.float32))
    assert token_entropy(only).tolist() == [0.0]
    (found,) = uncertainties(only, only[:, 0], [1])
    assert (found.entropy, found.log_probability, found.margin) == (0.0, 0.0, 1.0)


def test_no_sentences() -> None:
    assert uncertainties(np.zeros((0, 3), np.float32), np.zeros(0, np.float32), []) == []


def test_every_measure_is_explained() -> None:
    assert set(EXPLANATIONS) == set(Measure)
