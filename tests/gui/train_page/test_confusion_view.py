"""What a run's model says of dev is what the tagger says, and a click leads to exactly those sentences."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QTableView

from core import bundle as bundles
from core.bundle import Bundle, BundleInfo
from core.config import preset
from core.confusion import Matching, confuse
from core.corpus import Sentence, Split
from core.edits import SetSplits
from core.project import Project
from core.tagging import Tagger, evaluate
from core.vocab import build_vocab
from core.weights import initial_weights
from gui.session import Session
from gui.widgets.confusion_matrix import ConfusionMatrix
from gui.widgets.plain import PlainLabel


def untrained(project: Project, layer: str = "ner") -> Bundle:
    sentences = tuple(project.sentences(Split.TRAIN))
    config, held = preset("tiny"), next(one for one in project.layers if one.name == layer)
    vocab = build_vocab(sentences, layer, config)
    return Bundle(config, held, vocab, initial_weights(config.network, vocab.sizes, seed=3), BundleInfo())


def keep_run(project: Project, bundle: Bundle | None) -> int:
    number = project.runs.start("a run", "ner", "{}")
    project.runs.end(number, "finished")
    if bundle is not None:
        project.save_model("a run", bundles.to_bytes(bundle), layer=bundle.layer.name, run=number)
    return number


@pytest.fixture
def bundle(session: Session, fill: Callable[..., None]) -> Bundle:
    fill(session, n_train=30, n_dev=40)
    assert session.project is not None
    made = untrained(session.project)
    keep_run(session.project, made)
    return made


@pytest.fixture
def examined(bundle: Bundle, make_trainer: Callable[[], Any]) -> Any:
    trainer = make_trainer()
    trainer.wait()
    return trainer


@pytest.fixture
def led(session: Session) -> Iterator[list[tuple[str, tuple[int, ...]]]]:
    """What the Label page is asked to lead through."""
    asked: list[tuple[str, tuple[int, ...]]] = []

    def note(title: str, numbers: tuple[int, ...]) -> None:
        asked.append((title, numbers))

    session.sentences_chosen.connect(note)
    yield asked
    session.sentences_chosen.disconnect(note)


def dev_of(trainer: Any) -> list[Sentence]:
    return list(trainer.project.sentences(Split.DEV))


def words(trainer: Any) -> str:
    found: PlainLabel = trainer.page._confusion.findChild(PlainLabel, "empty-words")
    return found.text()


def test_the_matrix_and_the_table_say_what_the_tagger_says(examined: Any, bundle: Bundle) -> None:
    report = evaluate(bundle, dev_of(examined)).report
    shown = {row[0]: row for row in examined.scores()}
    assert set(shown) == {score.label for score in report.labels}
    for score in report.labels:
        figures = [f"{share * 100:.1f}" for share in (score.precision, score.recall, score.f1)]
        assert shown[score.label][1:4] == figures
    picture = examined.find(ConfusionMatrix, "confusion-matrix").picture
    assert picture.confusion.counts.sum() > 0
    assert "Strict" in examined.find(PlainLabel, "label-scores-rules").text()


def test_a_cell_leads_to_its_sentences(examined: Any, bundle: Bundle, led: list[Any], qtbot: Any) -> None:
    dev = dev_of(examined)
    gold = [sentence.layer_tags("ner") for sentence in dev]
    said = [tagged.tags for tagged in Tagger(bundle).tag([sentence.tokens for sentence in dev])]
    due = confuse(gold, said, bundle.layer, Matching.EXACT)
    row, column = due.largest_errors(1)[0]
    matrix = examined.find(ConfusionMatrix, "confusion-matrix")
    qtbot.mouseClick(examined.find(QPushButton, "confusion-next"), Qt.MouseButton.LeftButton)
    assert matrix.cursor_cell == (row, column)
    examined.session.set_layer("upos")
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    [(title, numbers)] = led
    assert numbers == tuple(dev[place].id for place in due.sentences(row, column))
    assert str(due.counts[row, column]) in title.replace(",", "")
    assert examined.session.layer.name == "ner"


def test_another_way_to_compare_is_shown_in_both(examined: Any, led: list[Any], qtbot: Any) -> None:
    box = examined.find(QComboBox, "confusion-matching")
    assert [box.itemData(index) for index in range(box.count())] == list(reversed_ways())
    box.setCurrentIndex(box.findData(Matching.TAGS))
    box.activated.emit(box.currentIndex())
    assert "O" in {row[0] for row in examined.scores()}
    assert "token" in examined.find(PlainLabel, "label-scores-rules").text()
    table = examined.find(QTableView, "label-scores")
    table.setCurrentIndex(table.model().index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    [(title, numbers)] = led
    assert "not found" in title
    assert numbers


def reversed_ways() -> tuple[Matching, ...]:
    return (Matching.EXACT, Matching.OVERLAP, Matching.TAGS)


def test_a_change_of_the_corpus_is_seen_when_the_page_is_shown(examined: Any) -> None:
    before = sum(int(row[4]) for row in examined.scores())
    moved = tuple(sentence.id for sentence in dev_of(examined)[:20])
    examined.session.apply(SetSplits(moved, (Split.TRAIN,) * len(moved)))
    assert "corpus has changed" in words(examined)
    assert examined.scores() == []
    examined.page.shown()
    examined.wait()
    assert 0 < sum(int(row[4]) for row in examined.scores()) < before


def test_why_there_is_nothing_is_said(session: Session, fill: Callable[..., None], make_trainer: Any) -> None:
    fill(session, n_train=30, n_dev=0)
    project = session.project
    assert project is not None
    trainer = make_trainer()
    assert "Train a model" in words(trainer)
    keep_run(project, None)
    trainer.page.on_opened()
    assert "no dev" in words(trainer)
    fill(session, n_train=1, n_dev=3)
    trainer.page.on_opened()
    assert "kept no model" in words(trainer)


def test_a_model_of_a_layer_that_dev_has_no_labels_of(
    session: Session, fill: Callable[..., None], make_trainer: Any
) -> None:
    fill(session, n_train=30, n_dev=5)
    project = session.project
    assert project is not None
    made = untrained(project)
    other = Bundle(made.config, type(made.layer)("gone", made.layer.scheme), made.vocab, made.weights, made.info)
    keep_run(project, other)
    trainer = make_trainer()
    trainer.wait()
    assert "label in gone" in words(trainer)
