"""The view shows what `core.calibration` finds of the run's model on dev, and says why where it finds nothing."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QTabWidget

from core import bundle as bundles
from core.bundle import Bundle, BundleInfo
from core.calibration import Calibration, calibrate
from core.config import preset
from core.corpus import Split
from core.examination import examine
from core.vocab import build_vocab
from core.weights import initial_weights
from gui.session import Session
from gui.train_page.calibration_view import CalibrationView
from gui.widgets.chart import Line
from gui.widgets.chart_view import ChartView
from gui.widgets.plain import PlainLabel


def keep(session: Session, name: str) -> Bundle:
    project = session.project
    assert project is not None
    sentences = tuple(project.sentences(Split.TRAIN))
    layer = next(one for one in project.layers if one.name == "ner")
    vocab = build_vocab(sentences, "ner", preset(name))
    weights = initial_weights(preset(name).network, vocab.sizes, seed=3)
    made = Bundle(preset(name), layer, vocab, weights, BundleInfo())
    run = project.runs.start(f"{name} run", "ner", "{}")
    project.save_model("m", bundles.to_bytes(made), layer="ner", run=run)
    return made


def front(trainer: Any) -> CalibrationView:
    tabs = trainer.find(QTabWidget, "train-views")
    view: CalibrationView = trainer.page.findChild(CalibrationView)
    tabs.setCurrentWidget(view)
    trainer.wait()
    return view


def ended(work: Any) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def test_it_draws_what_was_measured(session: Session, fill: Callable[..., None], make_trainer: Any) -> None:
    fill(session, n_train=30, n_dev=40)
    bundle = keep(session, "tiny")
    trainer = make_trainer()
    trainer.wait()
    view = front(trainer)
    due: Calibration = ended(calibrate(ended(examine(bundle, trainer.project.sentences(Split.DEV)))))
    chart = view.findChild(ChartView, "calibration-chart").chart
    lines = {item.name: item for item in chart.items if isinstance(item, Line)}
    plain = lines["as the model is"]
    assert plain.y.tolist() == [one.accuracy for one in due.before.bins if one.count]
    assert plain.x.tolist() == pytest.approx([one.confidence for one in due.before.bins if one.count])
    stroke = next(item for item in chart.items if isinstance(item, Line) and not item.name)
    assert np.isnan(stroke.y).tolist() == [one.count < 10 for one in due.before.bins if one.count]
    assert not plain.is_joined
    summary = view.findChild(PlainLabel, "calibration-summary").text()
    assert f"{due.before.error * 100:.2f} %" in summary
    assert f"{due.temperature:.2f}" in summary
    assert "40 sentences" in view.findChild(PlainLabel, "calibration-notes").text()


def test_a_network_without_probabilities_says_so(
    session: Session, fill: Callable[..., None], make_trainer: Any
) -> None:
    fill(session, n_train=20, n_dev=5)
    keep(session, "question-2016")
    trainer = make_trainer()
    trainer.wait()
    view = front(trainer)
    assert "one number" in view.findChild(PlainLabel, "empty-words").text()
