"""Rows of the list: a sentence that does not fit is cut where it ends, in whichever direction it runs."""

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from core.corpus import Sentence
from gui.label_page.sentence_list import ROW_HEIGHT, SentenceList

ARABIC = ("سافرت", "ليلى", "حداد", "من", "طنجة", "إلى", "مراكش", "يوم", "الخميس")
ENGLISH = ("The", "heron", "watched", "two", "slow", "barges", "pass", "the", "lock")


@pytest.mark.parametrize(("words", "is_mirrored"), [(ARABIC, True), (ENGLISH, False)])
def test_a_cut_sentence_begins_as_a_whole_one(make_desk: Any, words: tuple[str, ...], is_mirrored: bool) -> None:
    desk = make_desk(Sentence(words[:2], {"ner": (None, "O")}), Sentence(words * 5, {}))
    rows = desk.find(SentenceList)
    rows.choose(-1)
    width = rows.viewport().width()
    first_word = QRect(width - 30 if is_mirrored else 34, 4, 20, 20)
    seen: list[QImage] = [rows.viewport().grab(first_word.translated(0, n * ROW_HEIGHT)).toImage() for n in range(2)]
    assert seen[0] == seen[1]
    assert len({seen[0].pixel(x, y) for x in range(20) for y in range(20)}) > 1
