"""The sentence between those around it: whatever the width, they do not lie on each other."""

import pytest
from pytestqt.qtbot import QtBot

from core.corpus import Scheme
from gui.label_page.passage import Passage
from gui.widgets.strip_paint import SPACIOUS
from gui.widgets.token_strip import TokenStrip

TOKENS = ("The", "festival", "near", "Marlow", "drew", "large", "crowds", "last", "May", ".")


@pytest.mark.parametrize("widths", [(1000, 500), (500, 1000), (1000, 500, 300, 1200)])
def test_what_follows_begins_below_the_sentence(qtbot: QtBot, widths: tuple[int, ...]) -> None:
    passage = Passage(TokenStrip(measures=SPACIOUS))
    qtbot.addWidget(passage)
    passage.resize(800, 700)
    passage.show()
    passage.strip.set_sentence(TOKENS, (None,) * len(TOKENS), Scheme.PLAIN)
    for width in widths:
        passage.resize(width, 700)
        strip, after = passage.strip.geometry(), passage.after.geometry()
        assert strip.height() == passage.strip.content_height
        assert strip.bottom() < after.top() <= strip.bottom() + 16
        assert not passage.strip.verticalScrollBar().isVisible()


def test_a_short_sentence_behind_one_that_scrolls_does_not_scroll(qtbot: QtBot) -> None:
    passage = Passage(TokenStrip(measures=SPACIOUS))
    qtbot.addWidget(passage)
    passage.resize(800, 500)
    passage.show()
    bar = passage.strip.verticalScrollBar()
    for times in (100, 1, 100, 2):
        words = TOKENS * times
        passage.strip.set_sentence(words, (None,) * len(words), Scheme.PLAIN)
        qtbot.waitUntil(lambda: bar.isVisible() == (bar.maximum() > 0))
        assert bar.isVisible() == (times == 100)
        assert passage.strip.geometry().bottom() < passage.after.geometry().top()
        assert passage.strip.viewport().height() == passage.strip.height()
