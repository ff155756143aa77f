"""A run is watched on the batch that is looked at: what stands there are its weights at that step."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.config import Config, EncodingConfig, NetworkConfig, Order, TrainingConfig
from core.corpus import Split
from core.generators import take
from core.inspection import trace_row
from core.runs import Event, Snapshot
from gui.jobs import Jobs, TrainRequest
from gui.session import Session
from gui.tensor_page.network_choice import NetworkChoice, Source
from gui.tensor_page.page import TensorPage
from gui.tensor_page.watching import EVERY_SECONDS, SHARE

CONFIG = Config(
    network=NetworkConfig(word_size=6, affix_length=0, shape_size=2, units=5),
    encoding=EncodingConfig(batch_size=8, order=Order.AS_IS),
    training=TrainingConfig(epochs=2000, patience=0),
)


class Listener(QObject):
    """Hears what the Train page hears, and what those who watch are told."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []
        self.snapshots: list[Snapshot] = []

    @Slot(object)
    def on_event(self, event: Event) -> None:
        self.events.append(event)

    @Slot(object)
    def on_watched(self, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session()
    made.create(tmp_path / "test.tagscope")
    assert made.project is not None
    corpus = take("names", 30, seed=4)
    running = made.project.begin_import("names", "generated", corpus.layers)
    running.add(list(corpus.sentences))
    made.announce(running.finish())
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs, session: Session) -> TensorPage:
    session.set_config(CONFIG)
    made = TensorPage(session, jobs)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.shown()
    qtbot.waitUntil(lambda: not jobs.running, timeout=60_000)
    return made


def test_the_page_follows_a_run_and_lets_it_go(qtbot: QtBot, jobs: Jobs, session: Session, page: TensorPage) -> None:
    choice, listener = page.findChild(QComboBox, "network-source"), Listener()
    assert choice is not None
    assert choice.findData(Source.LIVE) < 0, "no run is going on"
    project, layer = session.project, session.layer
    assert project is not None
    assert layer is not None
    sentences = tuple(project.sentences(Split.TRAIN))
    events, snapshots = listener.events, listener.snapshots
    jobs.watched.connect(listener.on_watched)
    job = jobs.train(TrainRequest(lambda: (sentences, ()), layer, CONFIG), on_event=listener.on_event)
    qtbot.waitUntil(lambda: len(events) > 20, timeout=120_000)
    assert not snapshots, "nobody watches"
    place = choice.findData(Source.LIVE)
    choice.setCurrentIndex(place)
    choice.activated.emit(place)
    qtbot.waitUntil(lambda: len(snapshots) > 4, timeout=60_000)
    material, inspection, traced = page.subject.material, page.subject.inspection, page.subject.trace()
    assert material is not None
    assert inspection is not None
    assert traced is not None
    assert any(material.network is snapshot.bundle for snapshot in snapshots)
    np.testing.assert_array_equal(traced.scores, trace_row(material, inspection, 0).scores)
    weights = [snapshot.bundle.weights["scores/kernel"] for snapshot in snapshots]
    assert not np.array_equal(weights[0], weights[-1]), "the run goes on"
    assert not any(isinstance(event, Snapshot) for event in events)

    page.hidden()
    count, n_events = len(snapshots), len(events)
    qtbot.waitUntil(lambda: len(events) > n_events + 50, timeout=60_000)
    assert len(snapshots) <= count + 1, "one may have been on its way"
    page.shown()
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.running, timeout=60_000)
    assert choice.findData(Source.LIVE) < 0


def test_looks_that_take_long_are_rarer(qtbot: QtBot, jobs: Jobs, page: TensorPage, monkeypatch: Any) -> None:
    asked: list[float | None] = []
    monkeypatch.setattr(jobs, "watch", asked.append)
    choice = page.findChild(NetworkChoice, "network-source")
    assert choice is not None
    choice.offer_live(is_there=True)
    choice.setCurrentIndex(choice.findData(Source.LIVE))
    watching = page._watching
    now = iter((10.0, 10.002, 20.0, 20.05))
    monkeypatch.setattr("gui.tensor_page.watching.time.perf_counter", lambda: next(now))
    for _look in range(2):
        watching._began = next(now)
        watching._on_painted()
    assert asked == [EVERY_SECONDS, pytest.approx(0.05 / SHARE)]
