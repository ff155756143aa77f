"""Who labels: one click to one's own layer, labels that go there, and everything as before without a name."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from core.edits import AddLayer
from gui.label_page.annotator_button import AnnotatorButton


def _person(desk: Any, name: str) -> QAction:
    menu = desk.find(QMenu, "annotators")
    menu.aboutToShow.emit()
    found: QAction = next(action for action in menu.actions() if action.objectName() == f"annotator-{name}")
    return found


def _layers(desk: Any) -> list[str]:
    return [layer.name for layer in desk.project.layers]


def test_without_a_name_labels_go_where_they_always_went(desk: Any) -> None:
    desk.key(desk.key_of("LOC"))
    assert desk.tags(0)[0] == "B-LOC"
    assert _layers(desk) == ["ner", "upos"]
    assert desk.find(AnnotatorButton).text() == "Who labels?"


def test_a_name_that_is_typed_begins_a_layer_with_the_same_labels(desk: Any) -> None:
    _person(desk, "")
    name = desk.find(QMenu, "annotators").findChild(QLineEdit, "annotator-name")
    assert name is not None
    name.setText(" Mara ")
    desk.qtbot.keyClick(name, Qt.Key.Key_Return)
    assert desk.session.annotator == "Mara"
    assert _layers(desk) == ["ner", "upos", "ner · Mara"]
    assert desk.find(AnnotatorButton).text() == "Mara"
    before = desk.tags(0)
    desk.page.to_strip()
    desk.key(desk.key_of("LOC"))
    assert desk.tags(0) == before
    assert desk.tags(0, "ner · Mara")[0] == "B-LOC"
    assert desk.project.setting("annotator") == "Mara"


def test_one_click_leads_to_ones_own_layer_and_undo_takes_only_the_layer_back(desk: Any) -> None:
    desk.session.set_annotator("Mara")
    desk.click(desk.find(AnnotatorButton))
    assert desk.session.layer is not None
    assert desk.session.layer.annotator == "Mara"
    desk.session.undo()
    assert _layers(desk) == ["ner", "upos"]
    assert desk.session.layer.name == "ner"
    assert desk.find(AnnotatorButton).text() == "Who labels?"


def test_everybody_who_has_a_layer_is_offered_and_nobody_in_particular(desk: Any) -> None:
    desk.session.set_annotator("Mara")
    desk.session.apply(AddLayer("ner · Tom", desk.project.layers[0].scheme, annotator="Tom", of="ner"))
    _person(desk, "Tom").trigger()
    assert desk.session.layer is not None
    assert desk.session.layer.name == "ner · Tom"
    assert _person(desk, "Tom").isChecked()
    _person(desk, "").trigger()
    assert desk.session.layer.name == "ner"
    _person(desk, "Mara").trigger()
    assert desk.session.layer.name == "ner · Mara"


def test_somebody_who_turns_to_another_layer_labels_there_under_their_name_too(desk: Any, qtbot: QtBot) -> None:
    desk.session.set_annotator("Mara")
    desk.click(desk.find(AnnotatorButton))
    with qtbot.waitSignal(desk.session.layer_changed, check_params_cb=lambda name: name == "upos · Mara"):
        desk.session.set_layer("upos")
    desk.session.set_layer("upos")
    qtbot.wait(0)
    assert desk.session.layer is not None
    assert desk.session.layer.name == "upos"


@pytest.mark.parametrize(("name", "layer"), [("Mara", "ner · Mara"), ("Tom", "ner"), ("", "ner")])
def test_a_project_opens_in_the_layer_of_whoever_labelled_in_it_and_of_nobody_else(
    make_desk: Callable[..., Any], qtbot: QtBot, name: str, layer: str
) -> None:
    desk = make_desk()
    desk.session.set_annotator("Mara")
    desk.click(desk.find(AnnotatorButton))
    desk.session.close()
    desk.session.set_annotator(name)
    desk.session.open(desk.path)
    qtbot.waitUntil(lambda: desk.session.layer is not None and desk.session.layer.name == layer)


def test_a_name_with_markup_or_an_ampersand_is_shown_as_it_is(desk: Any) -> None:
    desk.session.set_annotator("<b>A & B</b>")
    desk.click(desk.find(AnnotatorButton))
    assert desk.find(AnnotatorButton).text() == "<b>A && B</b>"
    assert _layers(desk)[-1] == "ner · <b>A & B</b>"
