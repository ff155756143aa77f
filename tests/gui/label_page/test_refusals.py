"""What the disk refuses is not shown as labelled, and the label is there once Retry has saved it."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from gui import messages
from gui.messages import Message

Key = Qt.Key


@pytest.fixture
def posted() -> Iterator[list[Message]]:
    """What banners have said."""
    found: list[Message] = []
    messages.board.posted.connect(found.append)
    yield found
    messages.board.posted.disconnect(found.append)


def refuse(desk: Any, *, is_on: bool) -> None:
    """Let the file take no change, or take them again."""
    desk.project._connection._database.execute(f"PRAGMA query_only={int(is_on)}")


def test_a_label_that_is_not_saved_is_not_shown_until_it_is(desk: Any, posted: list[Message]) -> None:
    before = desk.strip.tags
    refuse(desk, is_on=True)
    desk.key(desk.key_of("LOC"))
    assert desk.strip.tags == before
    assert "may not be written" in posted[-1].text
    refuse(desk, is_on=False)
    desk.key(desk.key_of("LOC"))
    assert desk.strip.tags == before
    assert "Retry" in posted[-1].text
    desk.session.retry()
    assert desk.strip.tags[:2] == ("B-LOC", "I-LOC")
    assert desk.reopened()[0].layer_tags("ner")[:2] == ("B-LOC", "I-LOC")


def test_reading_goes_on_while_nothing_can_be_saved(desk: Any) -> None:
    refuse(desk, is_on=True)
    desk.key(desk.key_of("LOC"))
    desk.page.show_sentence(desk.numbers[1])
    assert desk.shown_row() == 1
    refuse(desk, is_on=False)
    desk.session.retry()
    # As after undo, the page shows where something has changed.
    assert desk.tags(0)[:2] == ("B-LOC", "I-LOC")
    assert desk.shown_row() == 0
