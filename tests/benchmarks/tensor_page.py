"""What a hand feels on the Tensors page, and how long influence takes.

Run by hand: `python tests/benchmarks/tensor_page.py`. Prints one JSON line; times are milliseconds. A
re-encoding and a move of the cursor end when everything that they change has been painted.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QSpinBox

from core.config import preset
from core.corpus import Sentence
from core.generators import take
from core.influence import Method, influence
from core.inspection import inspect, prepare, trace_row
from gui import theme
from gui.jobs import Jobs
from gui.session import Session
from gui.tensor_page.page import TensorPage
from gui.tour.hands import rest
from gui.tour.lateness import percentile
from gui.widgets.cells import StackedCells
from gui.widgets.heatmap import Heatmap

SENTENCES = 2000
MOVES = 60
FRAMES = 300
TENSOR = (512, 200, 512)
TOKENS = 40
ROUNDS = 7


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long an act and the paint that it causes take."""
    began = time.perf_counter()
    act()
    QCoreApplication.sendPostedEvents()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return (time.perf_counter() - began) * 1000


def page_figures(session: Session, jobs: Jobs) -> dict[str, float]:
    """Return how long re-encoding and moving the cursor take on the page over a project."""
    page = TensorPage(session, jobs)
    page.resize(1368, 820)
    page.show()
    page.shown()
    while jobs.running:
        rest(20)
    rest(200)
    box = page.findChild(QSpinBox, "option-max_length")
    if box is None:
        raise LookupError("the page has no field for the longest row")
    moved = [milliseconds(lambda number=number: box.setValue(5 + number % 30)) for number in range(MOVES)]
    box.setValue(0)
    rest(100)
    cursor, inspection = page.subject.cursor, page.subject.inspection
    if inspection is None:
        raise LookupError("the page shows no batch")
    rows, width = inspection.batch.mask.shape
    steps = [
        milliseconds(lambda number=number: cursor.move(number // 3 % rows, number % width)) for number in range(FRAMES)
    ]
    n_cards = len(inspection.cards)
    page.close()
    return {
        "reencode_p95_ms": percentile(moved, 0.95),
        "cursor_p99_ms": percentile(steps, 0.99),
        "cards": n_cards,
    }


def frame_p99() -> float:
    """Return how long a frame takes while a tensor of three axes is panned in both directions."""
    tensor = np.random.default_rng(1).normal(size=TENSOR).astype(np.float32)
    heatmap = Heatmap()
    heatmap.resize(1000, 600)
    heatmap.show()
    columns = [f"t = {step}" for step in range(TENSOR[1])]
    heatmap.set_values(StackedCells(tensor), columns=columns, rows=str, limit=3.0)
    rest(100)
    across, down = heatmap.horizontalScrollBar(), heatmap.verticalScrollBar()
    frames = []
    for number in range(FRAMES):

        def pan(number: int = number) -> None:
            across.setValue(number * 37 % max(1, across.maximum()))
            down.setValue(number * down.maximum() // FRAMES)

        frames.append(milliseconds(pan))
    heatmap.close()
    return percentile(frames, 0.99)


def influence_ms() -> dict[str, float]:
    """Return the median time of a whole matrix of 40 tokens for the default network, by both ways of measuring."""
    corpus = take("names", 200, seed=4)
    tokens = tuple(token for sentence in corpus.sentences for token in sentence.tokens)[:TOKENS]
    layer = next(layer for layer in corpus.layers if layer.name == "ner")
    config = preset("default")
    material = prepare(corpus.sentences, layer, config)
    told = Sentence(tokens, {layer.name: ("O",) * TOKENS})
    one = prepare([told], layer, config, material.network)
    inspection = inspect(one, config)
    found = {}
    for method in Method:
        times = []
        for _round in range(ROUNDS):
            began = time.perf_counter()
            traced = trace_row(one, inspection, 0)
            influence(one.network, inspection.batch, traced, method=method)
            times.append((time.perf_counter() - began) * 1000)
        found[method.value] = statistics.median(times)
    return {"influence_ms": found[Method.GRADIENT.value], "influence_by_occlusion_ms": found[Method.OCCLUSION.value]}


def measure() -> dict[str, float]:
    """Return all figures."""
    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        theme.apply(app, theme.Mode.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        session, jobs = Session(), Jobs()
        session.create(Path(folder) / "benchmark.tagscope")
        if session.project is None:
            raise LookupError("no project is open")
        corpus = take("names", SENTENCES, seed=1)
        running = session.project.begin_import("names", "generated", corpus.layers)
        running.add(list(corpus.sentences))
        session.announce(running.finish())
        figures = page_figures(session, jobs)
        jobs.shutdown()
        session.close()
    figures |= {"frame_p99_ms": frame_p99(), **influence_ms()}
    return {name: round(value, 2) for name, value in figures.items()}


if __name__ == "__main__":
    print(json.dumps(measure()))
