"""The small cards are those of the Tensors page, and the one that is meant can be read aloud."""

from pytestqt.qtbot import QtBot

from core.doctor.cases import CASES
from gui.core_words import CARD_TITLES
from gui.doctor.card_strip import CARDS, CardStrip


def test_every_case_points_at_a_card_that_is_drawn() -> None:
    names = {card.name: card for card in CARDS}
    assert {card.title for card in CARDS} <= set(CARD_TITLES)
    for case in CASES.values():
        assert case.card in names
        assert not case.axis or case.axis in names[case.card].axes


def test_what_is_meant_is_said_and_drawn(qtbot: QtBot) -> None:
    strip = CardStrip()
    qtbot.addWidget(strip)
    strip.resize(strip.sizeHint())
    before = strip.grab().toImage()
    strip.point_at("ids", "time")
    assert strip.accessibleName() == "ids: time"
    assert strip.grab().toImage() != before
