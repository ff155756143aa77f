"""The tour points at what is really there and says the numbers that stand on it."""

from typing import Any

import msgspec
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from core.config import Config
from core.first_steps import QUESTIONS, STEP_WORDS
from gui.first_steps import words
from gui.first_steps.guide import ALSO
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.widgets.shape_card import ShapeCardView, shape_text


def test_eight_steps_lead_from_sentences_to_train(led: Any) -> None:
    led.begin()
    assert led.window.front == "tensors"
    seen = []
    for number, question in enumerate(QUESTIONS.values()):
        assert led.guide.number == number
        assert question in led.words()
        assert f"Step {number + 1} of 8" in led.words()
        assert led.guide.spotlight.isVisible()
        led.qtbot.waitUntil(lambda: bool(led.guide.spotlight.frames))
        seen.append(led.words())
        led.press("step-next")
    assert len(set(seen)) == 8
    assert led.window.front == "train"
    assert not led.guide.panel.isVisible()
    assert not led.guide.spotlight.isVisible()


def test_what_is_framed_is_there(led: Any) -> None:
    led.begin()
    for names in ALSO.values():
        led.qtbot.waitUntil(lambda wanted=names: len(led.guide.spotlight.frames) >= len(wanted))
        frames = led.guide.spotlight.frames
        assert all(led.window.rect().adjusted(-1, -1, 1, 1).contains(frame) for frame in frames)
        led.press("step-next")


def test_every_name_of_a_widget_is_that_of_one(led: Any) -> None:
    led.begin()
    assert list(ALSO) == list(QUESTIONS)
    for name, targets in ALSO.items():
        for target in targets:
            wanted = f"card-{target}" if name == "context" else target
            assert led.page.findChild(QWidget, wanted) is not None, wanted


def test_the_shape_that_is_spoken_of_is_that_of_the_card(led: Any) -> None:
    led.begin()
    led.press("step-next")
    led.press("step-next")
    card = led.find(ShapeCardView, "card-ids").card
    assert f"the ids have the shape {shape_text(card)}" in led.words()


def test_the_cursor_stands_at_the_token_that_is_spoken_of(led: Any) -> None:
    led.begin()
    led.press("step-next")
    subject = led.page.subject
    token = subject.tokens()[subject.cursor.timestep]
    assert f"“{token}” is row" in led.words()


def test_the_numbers_follow_the_options(led: Any) -> None:
    led.begin()
    led.guide._go(list(QUESTIONS).index("rows"))
    before = led.words()
    box = led.find(QComboBox, "option-sampling")
    box.setCurrentIndex(1)
    box.activated.emit(1)
    led.settle()
    led.guide._go(list(QUESTIONS).index("timesteps"))
    assert "a window of up to" in led.words()
    assert before


def test_two_layers_have_their_own_directions_framed(led: Any) -> None:
    built = msgspec.to_builtins(led.session.config)
    built["network"]["layers"] = 2
    led.session.set_config(msgspec.convert(built, Config))
    led.begin()
    led.guide._go(list(QUESTIONS).index("context"))
    assert len(led.guide.spotlight._targets) == 3


def test_back_leave_and_coming_back_to_where_one_was(led: Any, qtbot: Any) -> None:
    led.begin()
    assert not led.find(QPushButton, "step-back").isEnabled()
    led.press("step-next")
    led.press("step-next")
    led.press("step-back")
    assert led.guide.number == 1
    led.press("step-leave")
    assert not led.guide.panel.isVisible()
    assert led.window.front == "tensors"
    assert Preferences(led.settings).first_step() == 1
    led.begin()
    assert led.guide.number == 1
    assert led.guide.panel.isVisible()


def test_after_the_last_step_one_begins_anew(led: Any) -> None:
    led.begin()
    led.guide._go(7)
    led.press("step-next")
    assert Preferences(led.settings).first_step() == 0


def test_without_labelled_sentences_it_says_what_is_missing(led: Any) -> None:
    led.session.close()
    led.session.create(led.settings.with_name("empty.tagscope"))
    led.begin()
    assert "labelled sentences" in led.words()


def test_leaving_the_project_ends_the_tour(led: Any) -> None:
    led.begin()
    led.session.close()
    assert not led.guide.panel.isVisible()


def test_the_words_of_core_stand_in_the_table_word_for_word() -> None:
    assert set(words.WORDS) == {*QUESTIONS.values(), *STEP_WORDS.values()}


def test_the_start_page_opens_the_sample_for_it(window: MainWindow, monkeypatch: Any, qtbot: Any) -> None:
    asked = []
    monkeypatch.setattr(type(window.ways_in), "on_sample", lambda _self: asked.append("sample"))
    button = window.start_page.findChild(QPushButton, "start-steps")
    assert button is not None
    button.click()
    assert asked == ["sample"]
