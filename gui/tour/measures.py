"""The step of the walk that looks at what was learnt: each view as the window shows it, and as a picture for paper."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget

from gui.job import LEARNING
from gui.tour.figures import Figures
from gui.tour.hands import Hands
from gui.train_page.curves_view import CurvesView
from gui.widgets.chart import Chart
from gui.widgets.chart_export import draw_all, picture_size
from gui.widgets.chart_view import ChartView
from gui.widgets.confusion_matrix import ConfusionMatrix

# The views by their place among the tabs, and the chart that each of them draws.
CURVES, CONFUSION, CALIBRATION, COMPARE, RATE = 0, 1, 2, 3, 5
JOBS = ("train", "examine", "calibrate", "run-steps", "save-model")


def measures(hands: Hands, figures: Figures, corpus: Path | None, dev: Path | None) -> dict[str, Any]:
    """Look at what the model takes for what, how sure it is, and which learning rate a trial speaks for."""
    hands.wait_for_jobs(*JOBS)
    tabs = hands.find(QTabWidget, "train-views")
    pictures, paper = [], []
    curves = hands.find(CurvesView, "curves-view")
    paper += _on_paper(hands, "train-curves", curves.charts.charts())
    tabs.setCurrentIndex(CONFUSION)
    hands.click("confusion-next")
    pictures += hands.picture("train-confusion")
    matrix = hands.find(ConfusionMatrix, "confusion-matrix").picture
    if matrix is None or not matrix.confusion.counts.sum():
        raise AssertionError("the model was compared with nothing")
    paper.append(hands.vector("train-confusion", matrix.size, matrix.draw))
    tabs.setCurrentIndex(CALIBRATION)
    hands.wait_for_jobs(*JOBS)
    pictures += hands.picture("train-calibration")
    paper += _on_paper(hands, "train-calibration", _chart(hands, "calibration-chart"))
    tabs.setCurrentIndex(COMPARE)
    hands.settle()
    pictures += hands.picture("train-compare")
    paper += _on_paper(hands, "train-compare", _chart(hands, "compare-chart"))
    tabs.setCurrentIndex(RATE)
    hands.click("rate-start")
    hands.wait_for_jobs(*JOBS, *LEARNING)
    pictures += hands.picture("train-rate")
    paper += _on_paper(hands, "train-rate", _chart(hands, "rate-chart"))
    tabs.setCurrentIndex(CURVES)
    return {"pictures": pictures, "paper": paper, "errors": matrix.confusion.n_errors}


def _chart(hands: Hands, name: str) -> tuple[Chart, ...]:
    chart = hands.find(ChartView, name).chart
    if chart is None:
        raise AssertionError(f"{name} shows nothing")
    return (chart,)


def _on_paper(hands: Hands, name: str, charts: tuple[Chart, ...]) -> list[str]:
    size: QSize = picture_size(charts)
    return [hands.vector(name, size, lambda painter, rect: draw_all(painter, rect, charts))]
