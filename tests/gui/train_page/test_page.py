"""The Train page around its runs: what it says, its options, its buttons."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from PySide6.QtWidgets import QComboBox, QSpinBox

from core.config import preset
from core.runs import Event
from gui.messages import Kind, Message

Script = Callable[[Any], Iterator[Event]]


def test_it_says_what_it_learns_from(trainer: Any) -> None:
    assert trainer.page._hint.text() == "Learns ner from 240 sentences, judged on 40 of dev."
    assert trainer.can == {"Start"}
    trainer.session.set_layer("upos")
    assert trainer.page._hint.text().startswith("Learns upos from 240")


def test_what_was_imported_meanwhile_is_counted(trainer: Any, fill: Callable[..., None]) -> None:
    trainer.page.hide()
    fill(trainer.session, n_train=10, n_dev=5)
    trainer.page.show()
    trainer.page.shown()
    assert trainer.page._hint.text() == "Learns ner from 250 sentences, judged on 45 of dev."


def test_without_sentences_nothing_can_be_started(make_trainer: Callable[[], Any]) -> None:
    trainer = make_trainer()
    assert "import or generate" in trainer.page._hint.text()
    assert trainer.can == set()


def test_presets_and_options_go_to_the_session_and_back(trainer: Any) -> None:
    trainer.put("seed", 9)
    trainer.choose_preset("question-2016")
    due = preset("question-2016")
    due = msgspec.structs.replace(due, training=msgspec.structs.replace(due.training, seed=9))
    assert trainer.session.config == due
    trainer.put("units", 7)
    assert trainer.session.config.network.units == 7
    assert trainer.find(QComboBox, "preset").currentIndex() == -1
    trainer.session.set_config(preset("tiny"))
    assert trainer.find(QSpinBox, "option-units").value() == 16
    assert trainer.find(QComboBox, "preset").currentText() == "Tiny"


def test_options_that_do_not_agree_are_told(trainer: Any, posted: list[Message]) -> None:
    network = msgspec.structs.replace(
        preset("question-2016").network, token_input=preset("one-hot").network.token_input
    )
    trainer.session.set_config(msgspec.structs.replace(preset("tiny"), network=network))
    trainer.press("start")
    assert [message.kind for message in posted] == [Kind.ERROR]
    assert "one-hot" in posted[0].text
    assert trainer.can == {"Start"}


def test_the_lowest_plot_shows_what_is_chosen(trainer: Any, play: Callable[[Script], None], two_epochs: Script) -> None:
    play(two_epochs)
    trainer.train()
    charts, box = trainer.page._charts, trainer.find(QComboBox, "charts-detail")
    box.setCurrentIndex(box.findData("learning_rate"))
    box.activated.emit(box.currentIndex())
    assert charts.detail is charts.details["learning_rate"]
    assert charts.detail.isVisible()
    assert [chart.title for chart in charts.charts()] == ["Loss per token", "Scores on dev", "Learning rate"]
