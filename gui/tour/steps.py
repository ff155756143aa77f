"""The steps of the walk. Each returns what tour.json says of it, and fails loudly when the window disappoints."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QProgressBar, QPushButton, QSpinBox, QTabBar, QWidget

from core.config import Order, Sampling
from core.corpus import Split
from gui.tensor_page.page import TensorPage
from gui.tensor_page.strategies import StrategiesView
from gui.tour.explaining import doctor, first_steps
from gui.tour.figures import Figures
from gui.tour.hands import Hands, rest
from gui.tour.labelling import labels_of_many_kinds
from gui.tour.lateness import percentile
from gui.tour.measures import measures
from gui.widgets.plain import PlainLabel
from gui.widgets.token_grid import TokenGrid
from gui.widgets.token_strip import TokenStrip

Step = Callable[[Hands, Figures, Path | None, Path | None], dict[str, Any]]
# Training goes on long enough for curves to be seen and lateness to be counted.
EPOCHS = "3"
SAMPLE_EPOCHS = "40"
# The share of the run after which it is paused and looked at.
SHOWN_AT = 0.4
TYPED = "The old ferry from Lisbon was late again, so we walked along the river."
THIRTY = " ".join(["the", "boat", "left", "Porto", "early", "and", "nobody", "saw", "it", "go"] * 3)
SPLIT_POSITION = {Split.TRAIN: 0, Split.DEV: 1, Split.TEST: 2}


def start(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Look at the start page while TensorFlow warms up."""
    hands.wait_until(lambda: hands.is_there("start-page"), "the start page")
    return {"pictures": hands.picture("start")}


def import_corpus(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Drop the files onto the window and import them, or take the sample."""
    session = hands.window.session
    pictures: list[str] = []
    if corpus is None:
        hands.click("start-sample")
        hands.wait_until(lambda: session.project is not None, "the sample to be open")
    else:
        pictures = _import_file(hands, corpus, Split.TRAIN, "import")
        if dev is not None:
            _import_file(hands, dev, Split.DEV, "")
    project = session.project
    if project is None or not project.n_sentences_in(Split.TRAIN):
        raise AssertionError("nothing was imported")
    hands.wait_until(lambda: not hands.window.jobs.running, "statistics to be counted")
    pictures += hands.picture("corpus")
    return {"pictures": pictures, "sentences": project.n_sentences}


def _import_file(hands: Hands, path: Path, split: Split, picture: str) -> list[str]:
    project = hands.window.session.project
    before = project.n_sentences if project else 0
    hands.drop(path)
    hands.wait_until(lambda: hands.is_there("import-start"), f"the preview of {path.name}")
    hands.wait_until(hands.find(QPushButton, "import-start").isEnabled, "the preview to be ready")
    hands.choose("import-split", SPLIT_POSITION[split])
    pictures = hands.picture(picture) if picture else []
    hands.click("import-start")
    hands.wait_for_jobs("import")
    project = hands.window.session.project
    hands.wait_until(lambda: project is not None and project.n_sentences > before, f"{path.name} to be imported")
    hands.click("import-done")
    return pictures


def generate(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Look at the generators and leave again."""
    hands.click("corpus-generate")
    hands.settle()
    pictures = hands.picture("generate")
    hands.click("generate-close")
    return {"pictures": pictures}


def label(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Change the labels of a token by keys alone, look, take it back and make it again."""
    hands.click("rail-label")
    strip = _strip(hands, "label-page")
    hands.wait_until(lambda: bool(strip.tokens), "a sentence to label")
    strip.setFocus()
    hands.press(strip, Qt.Key.Key_Right)
    before = strip.tags
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        if strip.tags == before:
            strip.set_cursor(1)
            hands.press(strip, key)
    if strip.tags == before:
        raise AssertionError("the label key changed nothing")
    after = strip.tags
    pictures = hands.picture("label")
    QTest.keyClick(strip, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    if strip.tags != before:
        raise AssertionError("undo did not bring the old label back")
    return {"pictures": pictures, "changed": sum(old != new for old, new in zip(before, after, strict=True))}


def tensors(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Click cards, pad on the other side, look."""
    hands.click("rail-tensors")
    hands.wait_until(lambda: hands.is_there("card-ids"), "the cards")
    hands.wait_for_jobs("tensors")
    order = hands.find(QComboBox, "option-order").currentIndex()
    # As the sentences come, so that there is padding to be seen, and a token in their middle.
    hands.choose("option-order", list(Order).index(Order.AS_IS))
    hands.press(hands.find(TokenGrid, "token-grid"), *[Qt.Key.Key_Right] * 4)
    pictures = hands.picture("tensors")
    for card in ("forward", "backward", "joined", "scores", "loss"):
        hands.click(f"card-{card}")
        pictures += hands.picture(f"tensors-{card}")
    hands.choose("option-order", order)
    pictures += _views(hands)
    hands.click("card-ids")
    words = hands.find(PlainLabel, "price-padding").text()
    return {"pictures": pictures, "padded_cells": words}


# Options under which a view has more to show, by its name: padding, strips, samples.
_SHOWN_AT = {
    "mask-and-loss": ("option-order", list(Order).index(Order.AS_IS)),
    "strips": ("option-sampling", list(Sampling).index(Sampling.STATEFUL)),
    "samples": ("option-sampling", list(Sampling).index(Sampling.SUBSEQUENCES)),
}


def _views(hands: Hands) -> list[str]:
    """Look at the batch in every way that has a tab."""
    page = hands.find(TensorPage, "tensors-page")
    tabs = hands.find(QTabBar, "tensor-views")
    pictures: list[str] = []
    for place, view in enumerate(page.views):
        if place:
            QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(place).center())
            hands.settle()
            if view.name in _SHOWN_AT:
                option, position = _SHOWN_AT[view.name]
                before = hands.find(QComboBox, option).currentIndex()
                hands.choose(option, position)
            hands.wait_until(lambda: not hands.window.jobs.running, f"{view.name} to be worked out")
            if view.name == StrategiesView.name:
                hands.click("pace-measure")
                hands.wait_for_jobs("pace")
            pictures += hands.picture(f"tensors-{view.name}")
            if view.name in _SHOWN_AT:
                hands.choose(option, before)
    return pictures


def train(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Start a run and see its curves move."""
    hands.wait_for_jobs("warm-up")
    hands.click("rail-train")
    # No end before its time: the run is paused on its way.
    for option, number in (("option-epochs", EPOCHS if corpus else SAMPLE_EPOCHS), ("option-patience", "0")):
        field = hands.find(QSpinBox, option)
        field.setFocus()
        field.selectAll()
        hands.type_text(field, number)
        hands.press(field, Qt.Key.Key_Tab)
    hands.lateness.begin("warm-up")
    hands.click("train-start")
    progress = hands.find(QProgressBar, "train-progress")
    hands.wait_until(lambda: progress.value() > 0, "the first batch")
    hands.settle()
    hands.lateness.begin("training")
    hands.wait_until(
        lambda: progress.value() > progress.maximum() * SHOWN_AT or not _is_training(hands), "a part of the run"
    )
    return {"at": _progress(hands)}


def pause(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Hold the run and see that it holds."""
    if not _is_training(hands):
        raise AssertionError("the run was over before it could be paused")
    hands.click("train-pause")
    hands.lateness.begin("")
    hands.settle()
    first = _progress(hands)
    rest(1000)
    second = _progress(hands)
    if first != second:
        raise AssertionError(f"a paused run went on: {first} -> {second}")
    return {"pictures": hands.picture("train-running"), "at": second}


def resume(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Let the run go on to its end."""
    hands.click("train-pause")
    hands.lateness.begin("training")
    hands.wait_for_jobs("train")
    hands.lateness.begin("")
    hands.wait_until(lambda: hands.window.session.bundle is not None, "the model to be saved")
    project = hands.window.session.project
    if project is None or not project.runs.all():
        raise AssertionError("the run was not kept")
    n_epochs = len(project.runs.epochs(project.runs.all()[-1].id))
    return {"pictures": hands.picture("train"), "epochs": n_epochs, "words": _progress(hands)}


def tag(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Type a sentence, measure how soon its labels follow, look."""
    hands.click("rail-tag")
    text = hands.find(QPlainTextEdit, "tag-text")
    text.setFocus()
    hands.wait_for_jobs("tagger")
    strip = hands.find(TokenStrip, "tag-strip")
    figures.tag_p95_ms = percentile([_tag_once(text, strip, number) for number in range(60)], 0.95)
    text.selectAll()
    hands.press(text, Qt.Key.Key_Delete)
    hands.type_text(text, TYPED)
    if None in strip.tags or len(strip.tags) < 10:
        raise AssertionError(f"labels are missing: {strip.tags}")
    return {"pictures": hands.picture("tag"), "tags": list(strip.tags)}


def _tag_once(text: QPlainTextEdit, strip: TokenStrip, number: int) -> float:
    if number % 10 == 0:
        text.setPlainText(THIRTY)
        text.moveCursor(text.textCursor().MoveOperation.End)
    began = time.perf_counter()
    QTest.keyClicks(text, "aeiourstln"[number % 10])
    strip.viewport().repaint()
    return (time.perf_counter() - began) * 1000


def correct(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Put a label right with the keys of the Label page."""
    strip = hands.find(TokenStrip, "tag-strip")
    strip.setFocus()
    strip.set_cursor(2)
    before = strip.tags
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        if strip.tags == before:
            strip.set_cursor(2)
            hands.press(strip, key)
    if strip.tags == before:
        raise AssertionError("the label key changed nothing")
    return {"pictures": hands.picture("tag-corrected")}


def add(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Put the corrected sentence into the corpus."""
    project = hands.window.session.project
    if project is None:
        raise AssertionError("no project is open")
    before = project.n_sentences
    hands.click("tag-add")
    if project.n_sentences != before + 1:
        raise AssertionError("the corpus has not grown by one sentence")
    return {"sentences": project.n_sentences}


def _strip(hands: Hands, page: str) -> TokenStrip:
    strip = hands.find(QWidget, page).findChild(TokenStrip)
    if strip is None:
        raise LookupError(f"{page} shows no sentence")
    return strip


def _progress(hands: Hands) -> str:
    return hands.find(PlainLabel, "train-words").text()


def _is_training(hands: Hands) -> bool:
    return hands.window.jobs.is_training


STEPS: tuple[tuple[str, Step], ...] = (
    ("start", start),
    ("import", import_corpus),
    ("generate", generate),
    ("label", label),
    ("tensors", tensors),
    ("first-steps", first_steps),
    ("doctor", doctor),
    ("train", train),
    ("pause", pause),
    ("resume", resume),
    ("measures", measures),
    ("tag", tag),
    ("correct", correct),
    ("add", add),
    ("many-kinds", labels_of_many_kinds),
)
