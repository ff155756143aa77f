"""The sentences around: which are shown, where their spans are as Qt counts, and where a click leads."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.corpus import Layer, Scheme, Sentence
from gui import theme
from gui.label_page.surroundings import GUTTER, ROW_HEIGHT, Line, Stretch, Surroundings, around, line_of

NER = Layer("ner", Scheme.IOB2)


def utf16(text: str, start: int, end: int) -> str:
    """Return what Qt takes for units `[start, end)` of a text."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


class TestLines:
    def test_spans_are_counted_as_qt_counts(self) -> None:
        tokens, tags = ("👩🏽‍🚀", "flies", "to", "𝔓orto", "Alegre", "!"), ("B-PER", "O", "O", "B-LOC", "I-LOC", "O")
        line = line_of(7, Sentence(tokens, {"ner": tags}), NER, is_end=False)
        assert [(utf16(line.text, one.start, one.end), one.label) for one in line.stretches] == [
            ("👩🏽‍🚀", "PER"),
            ("𝔓orto Alegre", "LOC"),
        ]

    def test_blanks_are_those_of_the_source(self) -> None:
        sentence = Sentence(("他", "说", "hi", "."), {}, spaces=(False, False, False, True))
        assert line_of(0, sentence, NER, is_end=False).text == "他说hi."

    def test_spans_that_reach_beyond_what_is_shown_are_cut(self) -> None:
        long = Sentence(("x",) * 300, {"ner": ("B-A", *["I-A"] * 299)})
        for is_end in (False, True):
            line = line_of(0, long, NER, is_end=is_end)
            assert line.stretches == (Stretch(0, len(line.text), "A"),)

    def test_layers_without_spans_colour_nothing(self) -> None:
        assert line_of(0, Sentence(("a",), {"upos": ("X",)}), Layer("upos"), is_end=False).stretches == ()


def test_around_stops_at_the_ends_of_the_corpus() -> None:
    corpus = [Sentence((str(number),)) for number in range(5)]

    def sentence_at(row: int) -> Sentence | None:
        return corpus[row] if row < len(corpus) else None

    before = around(1, 3, sentence_at, NER, is_before=True)
    after = around(3, 3, sentence_at, NER, is_before=False)
    assert [(line.row, line.is_end) for line in before] == [(0, True)]
    assert [line.row for line in after] == [4]


class TestWidget:
    def shown(self, qtbot: QtBot, *, is_before: bool, lines: tuple[Line, ...]) -> Surroundings:
        widget = Surroundings(is_before=is_before)
        qtbot.addWidget(widget)
        widget.resize(400, 4 * ROW_HEIGHT)
        widget.set_colours({"A": 1})
        widget.set_lines(lines)
        widget.show()
        return widget

    def test_a_click_leads_to_its_sentence(self, qtbot: QtBot) -> None:
        lines = tuple(Line(row, "words", (), is_mirrored=False, is_end=False) for row in (4, 5))
        widget = self.shown(qtbot, is_before=True, lines=lines)
        for number, row in ((2, 4), (3, 5)):
            with qtbot.waitSignal(widget.chosen) as chosen:
                point = QPoint(100, number * ROW_HEIGHT + 5)
                qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
            assert chosen.args == [row]
        with qtbot.assertNotEmitted(widget.chosen):
            qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(100, 5))

    def test_spans_are_in_their_colour(self, qtbot: QtBot) -> None:
        line = Line(0, "Porto", (Stretch(0, 5, "A"),), is_mirrored=False, is_end=False)
        widget = self.shown(qtbot, is_before=False, lines=(line,))
        image = widget.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(GUTTER, GUTTER + 30) for y in range(ROW_HEIGHT)}
        assert theme.label_colours(1).text.name() in colours

    def test_a_screen_reader_hears_the_words(self, qtbot: QtBot) -> None:
        line = Line(0, "Porto", (), is_mirrored=False, is_end=False)
        widget = self.shown(qtbot, is_before=False, lines=(line,))
        assert widget.accessibleName()
        assert widget.accessibleDescription() == "Porto"
