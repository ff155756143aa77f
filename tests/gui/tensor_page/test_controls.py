"""The encoding controls on the page: each choice changes the very batch, and its price is that of core."""

import msgspec
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSpinBox

from core.config import CutSide, PadSide, Sampling, preset
from core.strategies import Strategy, encoding_of
from gui.widgets.token_grid import TokenGrid
from tests.gui.tensor_page.page_bench import SMALL, Bench, encoded


def test_what_it_costs_is_what_core_says(bench: Bench) -> None:
    bench.assert_price_of(SMALL)


def test_the_longest_row_changes_the_numbers_at_once(bench: Bench) -> None:
    assert bench.words("price-cut") == "0"
    bench.put("max_length", 6)
    assert bench.words("price-cut") != "0"
    assert bench.shape("ids") == "(8, 6)"
    bench.assert_price_of(encoded(SMALL, max_length=6))


def test_one_length_for_all_and_batch_size(bench: Bench) -> None:
    bench.put("batch_size", 7)
    bench.press(QCheckBox, "option-fixed_length")
    longest = max(len(sentence) for sentence in bench.sentences)
    assert bench.shape("ids") == f"(7, {longest})"
    assert bench.words("price-shapes") == "2"
    bench.assert_price_of(encoded(SMALL, batch_size=7, fixed_length=True))


def test_the_side_of_the_padding_moves_the_tokens(bench: Bench) -> None:
    bench.choose_card("ids")
    grid = bench.find(TokenGrid, "token-grid")
    assert grid.isVisible()
    lengths = [len(sentence) for sentence in bench.sentences[:8]]
    shortest = int(np.argmin(lengths))
    for _step in range(shortest):
        bench.qtbot.keyClick(grid, Qt.Key.Key_Down)
    first = bench.sentences[shortest].tokens[0]
    number = bench.vocab(SMALL).words.index(first.lower())
    assert bench.words("cursor-words") == (
        f"row {shortest}, timestep 0 = the token “{first}”   ·   ids[{shortest}, 0] = {number}"
    )
    bench.choose("pad", list(PadSide).index(PadSide.BEFORE))
    assert f"row {shortest}, timestep 0 = padding" in bench.words("cursor-words")
    assert bench.words("cursor-words").endswith("= 0")
    bench.assert_price_of(encoded(SMALL, pad=PadSide.BEFORE))


def test_the_side_of_the_cut_decides_what_is_left(bench: Bench) -> None:
    bench.choose_card("ids")
    bench.put("max_length", 3)
    assert f"“{bench.sentences[0].tokens[0]}”" in bench.words("cursor-words")
    bench.choose("cut", list(CutSide).index(CutSide.BEFORE))
    assert f"“{bench.sentences[0].tokens[-3]}”" in bench.words("cursor-words")
    bench.assert_price_of(encoded(SMALL, max_length=3, cut=CutSide.BEFORE))


def test_known_from_looks_the_words_up_again(bench: Bench) -> None:
    bench.choose_card("ids")
    bench.put("min_count", 1000)
    assert bench.words("cursor-words").endswith("= 1")
    bench.assert_price_of(encoded(SMALL, min_count=1000))


def test_use_for_training_hands_the_options_on(bench: Bench) -> None:
    bench.put("max_length", 9)
    asked: list[str] = []
    bench.session.page_requested.connect(asked.append)
    assert bench.session.config == SMALL
    bench.press(QPushButton, "use-for-training")
    assert bench.session.config == encoded(SMALL, max_length=9)
    assert asked == ["train"]


def test_a_strategy_sets_the_controls(bench: Bench) -> None:
    bench.page.show_view("strategies")
    bench.wait()
    own_first = 1
    bench.press(QPushButton, f"strategies-use-{own_first + list(Strategy).index(Strategy.WINDOWS)}")
    due = msgspec.structs.replace(SMALL, encoding=encoding_of(Strategy.WINDOWS, SMALL.encoding))
    assert bench.find(QComboBox, "option-sampling").currentIndex() == list(Sampling).index(Sampling.WINDOWS)
    bench.assert_price_of(due)


def test_options_chosen_elsewhere_are_shown_with_their_numbers(bench: Bench) -> None:
    """Also where the tensor that was looked at is one the other network does not have."""
    bench.choose_card("lstm1/backward")
    bench.page.hide()
    tiny = preset("tiny")
    bench.session.set_config(tiny)
    bench.page.show()
    bench.page.shown()
    bench.wait()
    assert bench.cards()[3:7] == ["embedded", "forward", "backward", "joined"]
    assert bench.find(QComboBox, "preset").currentText() == "Tiny"
    bench.assert_price_of(tiny)


def test_options_of_ones_own_outlast_a_look_elsewhere(bench: Bench) -> None:
    bench.put("max_length", 9)
    bench.page.hide()
    bench.page.show()
    bench.page.shown()
    bench.wait()
    assert bench.find(QSpinBox, "option-max_length").value() == 9
    bench.assert_price_of(encoded(SMALL, max_length=9))
