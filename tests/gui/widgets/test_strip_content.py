"""What a strip says of its sentence, and how it writes a token."""

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from core.corpus import Scheme
from gui.widgets.strip_content import StripContent
from gui.widgets.strip_paint import COMPACT, PADDING
from gui.widgets.token_strip import TokenStrip

TURNED = "gpj\u202eexe"
SHOWN = "gpj‹RLO›exe"


WORDS = {TURNED: SHOWN, "a\nb": "a‹LF›b", " ": "␣", "👩\u200d💻": "👩\u200d💻"}


@pytest.mark.parametrize(("token", "word"), WORDS.items())
def test_tokens_are_drawn_with_nothing_unseen(token: str, word: str) -> None:
    content = StripContent(("first", token), (None, None), Scheme.PLAIN)
    assert content.word(1) == word
    assert content.facts(1)[0] == token


def test_a_token_gets_the_room_of_what_is_drawn(qtbot: QtBot) -> None:
    strip = TokenStrip()
    qtbot.addWidget(strip)
    strip.resize(600, 200)
    strip.set_sentence((TURNED, "next"), (None, None), Scheme.PLAIN)
    assert strip.box_of(0).width() == QFontMetrics(COMPACT.token_font).horizontalAdvance(SHOWN) + 2 * PADDING
