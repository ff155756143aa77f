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
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# As in the window: see gui.__main__.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import msgspec
import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Slot
from PySide6.QtWidgets import QApplication, QSpinBox

from core.config import preset
from core.corpus import Corpus, Layer, Sentence
from core.generators import take
from core.influence import Method, influence
from core.inspection import inspect, prepare, trace_row
from core.runs import RunEnd
from gui import theme
from gui.jobs import Jobs, TrainRequest
from gui.session import Session
from gui.tensor_page.controls import EncodingControls
from gui.tensor_page.network_choice import NetworkChoice, Source
from gui.tensor_page.page import TensorPage
from gui.tensor_page.subject import Subject
from gui.tensor_page.values import ValuesView
from gui.tensor_page.watching import Watching
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
EPOCHS = 3
RUNS = 5


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
    waited = waiting_figures(page)
    while jobs.running:
        rest(20)
    page.close()
    return {
        **waited,
        "reencode_p95_ms": percentile(moved, 0.95),
        "cursor_p99_ms": percentile(steps, 0.99),
        "cards": n_cards,
    }


def waiting_figures(page: TensorPage) -> dict[str, float]:
    """Return how long the hand waits for a row deep in a strip, and for the card of the loss."""
    controls, view = page.findChild(EncodingControls), page.findChild(ValuesView)
    if controls is None or view is None:
        raise LookupError("the page has no controls or no values")
    loss = milliseconds(lambda: view.show_card("loss"))
    controls.choose(preset("stateful"))
    rest(500)
    view.show_card("forward")
    rest(500)
    # The batch before the first is the last of the epoch.
    return {"loss_card_ms": loss, "deep_row_ms": milliseconds(page.on_previous_batch)}


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


class Watcher(QObject):
    """Has the page's own means follow a run, and counts its looks."""

    def __init__(self, jobs: Jobs, subject: Subject, corpus: Corpus, layer: Layer) -> None:
        super().__init__()
        self._subject, self._sentences, self._layer = subject, corpus.sentences, layer
        self._choice = NetworkChoice()
        self.watching = Watching(subject, jobs, self._choice, self)
        self.watching.strange.connect(self.on_strange)
        self.watching.seen.connect(self.on_seen)
        self.n_seen = 0

    def begin(self) -> None:
        """Follow the run that has begun."""
        self._choice.setCurrentIndex(self._choice.findData(Source.LIVE))
        self.watching.set_seen(is_seen=True)

    @Slot()
    def on_strange(self) -> None:
        """Look the sentences up in the tables of the run, as the page does."""
        inspection, bundle = self._subject.inspection, self.watching.bundle
        if inspection is not None and bundle is not None:
            material = prepare(self._sentences, self._layer, inspection.config, bundle)
            self._subject.show(material, inspect(material, inspection.config, epoch=1))

    @Slot(int)
    def on_seen(self, _step: int) -> None:
        """Count a look."""
        self.n_seen += 1


class Pace(QObject):
    """Hears what a run says of its steps."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    @Slot(object)
    def on_event(self, event: object) -> None:
        """Keep the time of the run."""
        if isinstance(event, RunEnd):
            self.seconds = event.seconds


def live_watch(jobs: Jobs) -> dict[str, float]:
    """Return how much longer a run takes while the page follows it, the median of pairs of runs in turn."""
    corpus = take("names", SENTENCES, seed=1)
    layer = next(layer for layer in corpus.layers if layer.name == "ner")
    config = preset("default")
    config = msgspec.structs.replace(
        config, training=msgspec.structs.replace(config.training, epochs=EPOCHS, patience=0)
    )
    material = prepare(corpus.sentences, layer, config)
    subject = Subject(jobs)
    subject.show(material, inspect(material, config, epoch=1))
    view = ValuesView(subject, jobs)
    view.resize(1000, 500)
    view.show()
    view.show_card("scores")
    watcher = Watcher(jobs, subject, corpus, layer)
    seconds: dict[bool, list[float]] = {False: [], True: []}
    for number in range(2 * RUNS + 1):
        is_watched, pace = bool(number % 2), Pace()
        request = TrainRequest(lambda: (corpus.sentences, ()), layer, config)
        job = jobs.train(request, on_event=pace.on_event)
        if is_watched:
            watcher.begin()
        else:
            watcher.watching.set_seen(is_seen=False)
        while job.is_running:
            rest(20)
        if number:  # the first run loads the library
            seconds[is_watched].append(pace.seconds)
    view.close()
    # Each watched run is held against the one after it: other work on the machine changes slowly.
    ratios = [watched / alone for watched, alone in zip(seconds[True], seconds[False], strict=True)]
    return {
        "live_watch_slowdown": statistics.median(ratios),
        "looks_a_run": watcher.n_seen / RUNS,
        "run_seconds": min(seconds[False]),
    }


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
        # One long text, so that strips are deep.
        running.add([replace(sentence, document="one text") for sentence in corpus.sentences])
        session.announce(running.finish())
        figures = page_figures(session, jobs)
        figures |= live_watch(jobs)
        jobs.shutdown()
        session.close()
    figures |= {"frame_p99_ms": frame_p99(), **influence_ms()}
    return {name: round(value, 2) for name, value in figures.items()}


if __name__ == "__main__":
    print(json.dumps(measure()))
