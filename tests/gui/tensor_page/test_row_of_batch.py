"""Batch after batch and row after row: what stands on the screen is what training is fed, and what core computes."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QToolButton

from core.batches import EncodedCorpus
from core.bundle import Bundle
from core.config import Order
from core.trace import trace
from core.weights import initial_weights
from gui.widgets.heatmap import Heatmap
from gui.widgets.token_grid import TokenGrid
from tests.gui.tensor_page.page_bench import ROW_AND_STEP, SMALL, Bench, encoded


def test_next_and_previous_batch_go_round(bench: Bench) -> None:
    n_batches = bench.price(SMALL).n_batches
    said = [bench.words("batch-words")]
    rows = bench.find(QComboBox, "tensor-row")
    for _batch in range(n_batches):
        bench.press(QToolButton, "next-batch")
        said.append(bench.words("batch-words"))
        if len(said) == 2:
            assert rows.itemData(0).startswith(" ".join(bench.sentences[8].tokens)[:120])
    assert said[0] == said[-1]
    assert len(set(said)) == n_batches
    bench.press(QToolButton, "previous-batch")
    assert bench.words("batch-words") == said[-2]
    assert rows.count() == len(bench.sentences) - 8 * (n_batches - 1)


def test_the_batches_are_those_of_the_first_epoch_of_training(bench: Bench) -> None:
    bench.choose("order", list(Order).index(Order.SHUFFLED))
    config = encoded(SMALL, order=Order.SHUFFLED)
    corpus = EncodedCorpus.build(bench.sentences, bench.layer.name, bench.vocab(config))
    plan = corpus.plan(config.encoding, seed=config.training.seed, epoch=1)
    for index in range(2):
        first = corpus.batch(plan, index, config.encoding).rows[0].pieces[0].sentence
        shown = bench.find(QComboBox, "tensor-row").itemData(0)
        assert shown == " ".join(bench.sentences[first].tokens)[:120]
        bench.press(QToolButton, "next-batch")


def shown_number(bench: Bench) -> float:
    return float(bench.words("cursor-words").rpartition("= ")[2])


def test_the_heatmap_shows_the_numbers_of_the_chosen_row(bench: Bench) -> None:
    config, layer = SMALL, bench.layer.name
    vocab = bench.vocab(config)
    network = Bundle(config, bench.layer, vocab, initial_weights(config.network, vocab.sizes, seed=1))
    corpus = EncodedCorpus.build(bench.sentences, layer, vocab)
    batch = corpus.batch(corpus.plan(config.encoding, seed=1, epoch=1), 0, config.encoding)
    traced = trace(network, batch)
    heatmap, rows = bench.find(Heatmap, "heatmap"), bench.find(QComboBox, "tensor-row")
    last = traced.layers[1]
    due = {
        "embedded": traced.embedded,
        "lstm1/forward": traced.layers[1].directions["forward"].output,
        "lstm1/joined": traced.joined,
        "scores": traced.scores,
    }
    for row in (0, 3):
        while rows.currentIndex() != row:
            bench.qtbot.keyClick(rows, Qt.Key.Key_Down)
        for name, values in due.items():
            bench.choose_card(name)
            assert heatmap.isVisible()
            # Both directions of a layer share one scale.
            shown = [values] if name != "lstm1/forward" else [kept.output for kept in last.directions.values()]
            assert heatmap.limit == pytest.approx(max(float(np.abs(part[row]).max()) for part in shown), rel=1e-5)
            bench.qtbot.keyClick(heatmap, Qt.Key.Key_Right)
            bench.qtbot.keyClick(heatmap, Qt.Key.Key_Down)
            place = ROW_AND_STEP.match(bench.words("cursor-words"))
            assert place is not None
            assert int(place[1]) == row
            feature = heatmap._cursor.y()
            assert shown_number(bench) == pytest.approx(float(values[row, int(place[2]), feature]), abs=1e-4)


def test_the_grid_takes_the_row_chooser_along(bench: Bench) -> None:
    bench.choose_card("mask")
    grid = bench.find(TokenGrid, "token-grid")
    bench.qtbot.keyClick(grid, Qt.Key.Key_Down)
    bench.qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert bench.find(QComboBox, "tensor-row").currentIndex() == 2
    bench.choose_card("scores")
    assert bench.words("cursor-words").startswith("row 2, ")
