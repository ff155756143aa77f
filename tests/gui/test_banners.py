"""Banners: newest on top, the same once, three at most, gone when dismissed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.errors import SourceError
from gui import messages
from gui.banners import MOST, BannerStrip
from gui.messages import Kind
from gui.widgets.plain import PlainLabel


def strip(qtbot: QtBot) -> BannerStrip:
    made = BannerStrip()
    qtbot.addWidget(made)
    made.resize(800, 40)
    return made


def test_the_newest_is_on_top_and_old_ones_make_room(qtbot: QtBot) -> None:
    banners = strip(qtbot)
    assert banners.isHidden()
    for number in range(MOST + 2):
        messages.warning(None, f"message {number}")
    assert [message.text for message in banners.shown_messages] == ["message 4", "message 3", "message 2"]
    assert not banners.isHidden()


def test_the_same_message_is_shown_once(qtbot: QtBot) -> None:
    banners = strip(qtbot)
    for _time in range(3):
        messages.error(None, SourceError("no tokens.", place="a.conll"))
    assert len(banners.shown_messages) == 1


def test_dismissing_the_last_one_hides_the_strip(qtbot: QtBot) -> None:
    banners = strip(qtbot)
    messages.error(None, SourceError("<b>no</b> tokens.", place="a.conll"))
    banners.show()
    words = banners.findChild(PlainLabel, "banner-text")
    assert words.text() == "a.conll: <b>no</b> tokens."
    assert words.textFormat() is Qt.TextFormat.PlainText
    qtbot.mouseClick(banners.findChild(QToolButton, "banner-dismiss"), Qt.MouseButton.LeftButton)
    assert banners.shown_messages == ()
    assert banners.isHidden()


def test_an_information_goes_away_by_itself(qtbot: QtBot) -> None:
    banners = strip(qtbot)
    messages.info(None, "imported")
    banner = banners.findChild(QWidget, f"banner-{Kind.INFO}")
    with qtbot.waitSignal(banner.dismissed):
        banner._timer.setInterval(1)
    assert banners.shown_messages == ()


def test_a_banner_is_only_as_high_as_its_words(qtbot: QtBot) -> None:
    banners = strip(qtbot)
    messages.warning(None, "short")
    short = banners.heightForWidth(800)
    assert short < 48
    messages.warning(None, "long words " * 60)
    assert banners.heightForWidth(800) > 2 * short
