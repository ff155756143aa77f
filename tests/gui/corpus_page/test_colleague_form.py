"""What the form asks and says, apart from any file."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from core.colleagues import Matched, Unmatched
from core.corpus import Layer, Scheme
from gui.corpus_page.colleague_form import ColleagueForm
from gui.widgets.plain import PlainLabel

PRESENT = (Layer("upos"), Layer("ner", Scheme.IOB2), Layer("ner · Mara", Scheme.IOB2, "Mara", "ner"))


def _form(qtbot: QtBot) -> ColleagueForm:
    form = ColleagueForm()
    qtbot.addWidget(form)
    form.show()
    return form


def test_spans_are_offered_layers_of_spans_and_nobody_elses_layer(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.begin("theirs.conll", (Layer("ner", Scheme.BIOES), Layer("pos")), PRESENT)
    offered = []
    for number in (1, 2):
        box = form.findChild(QComboBox, f"colleague-base-{number}")
        assert box is not None
        offered.append([box.itemText(row) for row in range(box.count())])
    assert offered == [["ner", "leave out"], ["upos", "leave out"]]
    assert form.chosen == {Layer("ner", Scheme.BIOES): "ner", Layer("pos"): "upos"}


def test_the_report_names_what_did_not_fit_as_plain_text(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.begin("theirs.conll", (Layer("ner", Scheme.IOB2),), PRESENT)
    name = form.findChild(QLineEdit, "colleague-name")
    assert name is not None
    name.setText("Tom")
    found = Matched("Tom", layers=["ner · Tom"], n_sentences=1200, n_matched=1199, n_tags=7, n_same=2, n_changed=3)
    found.unmatched = [Unmatched(4, "<b>bold</b>")]
    form.show_matched(found)
    words = form.findChild(PlainLabel, "colleague-report")
    assert words is not None
    assert words.text() == (
        "1,199 of 1,200 sentences of the file are in the corpus. 7 tags were taken over into ner · Tom. "
        "3 of them replace others of the same colleague. 2 were there already. "
        "1 sentences of the file are not in the corpus:"
    )
    missing = form.findChild(QListWidget, "colleague-unmatched")
    start = form.findChild(QPushButton, "colleague-start")
    assert missing is not None
    assert start is not None
    assert missing.item(0).text() == "4  <b>bold</b>"
    assert not start.isVisible()
