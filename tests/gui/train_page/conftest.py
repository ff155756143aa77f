"""A real Train page over a real project of generated sentences, and words for what a user does on it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QProgressBar, QPushButton, QSpinBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from core.bundle import Bundle, BundleInfo
from core.config import Config
from core.corpus import Split
from core.generators import take
from core.metrics import score
from core.project import Project
from core.runs import EndReason, EpochEnd, Event, Preparing, RunEnd, RunStarted, StepEnd
from core.vocab import build_vocab
from core.weights import initial_weights
from gui import messages
from gui.job import JobControl
from gui.jobs import Jobs, TrainRequest
from gui.messages import Message
from gui.session import Session
from gui.train_page.page import TrainPage
from gui.widgets.plain import PlainLabel

W = TypeVar("W", bound=QWidget)
Script = Callable[["Run"], Iterator[Event]]
# TensorFlow's import and the tracing of a graph take long on a busy machine.
PATIENCE_MS = 240_000
N_BATCHES = 8


class Trainer:
    """Does what a user does on the page, and waits as a user does."""

    def __init__(self, page: TrainPage, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.jobs, self.qtbot = page, jobs, qtbot
        self.session = page.session

    def find(self, kind: type[W], name: str) -> W:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def project(self) -> Project:
        assert self.session.project is not None
        return self.session.project

    @property
    def words(self) -> str:
        return self.find(PlainLabel, "train-words").text()

    @property
    def done(self) -> int:
        return self.find(QProgressBar, "train-progress").value()

    @property
    def can(self) -> set[str]:
        """The buttons that can be pressed, by what stands on them."""
        buttons = [self.find(QPushButton, f"train-{name}") for name in ("start", "pause", "stop")]
        return {button.text() for button in buttons if button.isEnabled()}

    def press(self, name: str) -> None:
        button = self.find(QPushButton, f"train-{name}")
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def until(self, is_so: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE_MS)

    def wait(self) -> None:
        self.until(lambda: not self.jobs.running)

    def ticks(self, n: int) -> None:
        """Let what the jobs have said arrive, n times over."""
        timer = self.jobs.findChild(QTimer)
        for _tick in range(n):
            with self.qtbot.waitSignal(timer.timeout):
                pass

    def train(self) -> None:
        self.press("start")
        self.wait()

    def choose_preset(self, name: str) -> None:
        box = self.find(QComboBox, "preset")
        index = box.findData(name)
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def put(self, option: str, number: int) -> None:
        box = self.find(QSpinBox, f"option-{option}")
        box.setFocus()
        box.selectAll()
        self.qtbot.keyClicks(box, str(number))
        self.qtbot.keyClick(box, Qt.Key.Key_Return)

    def runs(self) -> list[list[str]]:
        """What the list of runs says, line by line."""
        model = self.find(QTableView, "runs").model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def scores(self) -> list[list[str]]:
        """What the table of labels says."""
        model = self.find(QTableView, "label-scores").model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def choose_run(self, row: int) -> None:
        """Choose a run in the list."""
        view = self.find(QTableView, "runs")
        view.setCurrentIndex(view.model().index(row, 1))

    def tick(self, row: int) -> None:
        """Click the tick of a run."""
        view = self.find(QTableView, "runs")
        view.setFocus()
        view.setCurrentIndex(view.model().index(row, 0))
        self.qtbot.keyClick(view, Qt.Key.Key_Space)


class Run:
    """What a script needs to tell a run: the request, the control, and the usual events."""

    def __init__(self, request: TrainRequest, control: JobControl, config: Config | None = None) -> None:
        if config is not None:
            request = replace(request, config=config)
        self.request, self.control = request, control
        self.train, self.dev = request.read()
        vocab = build_vocab(self.train, request.layer.name, request.config)
        weights = initial_weights(request.config.network, vocab.sizes, seed=1)
        info = BundleInfo(epochs=1, dev_score=0.5)
        self.bundle = Bundle(request.config, request.layer, vocab, weights, info)

    def started(self, *, unknown_labels: tuple[str, ...] = ()) -> Event:
        return RunStarted(self.request.config, 10, N_BATCHES, 100, 1, unknown_labels)

    def steps(self, epoch: int) -> Iterator[Event]:
        for number in range(1, N_BATCHES + 1):
            step = (epoch - 1) * N_BATCHES + number
            yield StepEnd(step, epoch, 1.0 / step, 100, 1.0, 0.01, 1000.0)

    def epoch(self, number: int) -> Event:
        layer = self.request.layer
        gold = [sentence.layer_tags(layer.name) for sentence in self.dev]
        guessed = [tuple("O" for _ in tags) if number == 1 else tags for tags in gold]
        report = score(gold, guessed, layer) if self.dev else None
        return EpochEnd(number, 0.5, 0.4 / number if report else None, report, 0.9, 1.0, 1000.0, is_best=True)

    def end(self, reason: EndReason, best_epoch: int) -> Event:
        return RunEnd(reason, best_epoch, best_epoch, 3.0, self.bundle)


def _two_epochs(run: Run) -> Iterator[Event]:
    yield Preparing("building the network")
    yield run.started()
    for number in (1, 2):
        yield from run.steps(number)
        yield run.epoch(number)
    yield run.end(EndReason.FINISHED, 2)


def _endless(run: Run) -> Iterator[Event]:
    """An epoch, and then steps until somebody stops it."""
    yield run.started()
    yield from run.steps(1)
    yield run.epoch(1)
    number = N_BATCHES
    while run.control.run.checkpoint():
        number += 1
        yield StepEnd(number, 2, 0.1, 100, 1.0, 0.01, 1000.0)
    yield run.end(EndReason.STOPPED, 1)


def _fill(session: Session, *, n_train: int = 240, n_dev: int = 40) -> None:
    assert session.project is not None
    for split, n, seed in ((Split.TRAIN, n_train, 1), (Split.DEV, n_dev, 2)):
        if not n:
            continue
        corpus = take("names", n, seed=seed)
        running = session.project.begin_import(f"names-{split}", "generated", corpus.layers)
        running.add([replace(sentence, split=split) for sentence in corpus.sentences])
        session.announce(running.finish())


@pytest.fixture
def fill() -> Callable[..., None]:
    """Put generated sentences into a session's project."""
    return _fill


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session()
    made.create(tmp_path / "test.tagscope")
    yield made
    made.close()


@pytest.fixture
def make_trainer(session: Session, jobs: Jobs, qtbot: QtBot) -> Callable[[], Trainer]:
    def make() -> Trainer:
        page = TrainPage(session, jobs)
        qtbot.addWidget(page)
        page.resize(1368, 820)
        with qtbot.waitExposed(page):
            page.show()
        page.shown()
        return Trainer(page, jobs, qtbot)

    return make


@pytest.fixture
def trainer(session: Session, make_trainer: Callable[[], Trainer]) -> Trainer:
    _fill(session)
    return make_trainer()


@pytest.fixture
def posted() -> Iterator[list[Message]]:
    """What banners have said."""
    said: list[Message] = []
    messages.board.posted.connect(said.append)
    yield said
    messages.board.posted.disconnect(said.append)


@pytest.fixture
def two_epochs() -> Script:
    """A script of two epochs that come to their end."""
    return _two_epochs


@pytest.fixture
def endless() -> Script:
    """A script of an epoch, and then steps until somebody stops it."""
    return _endless


@pytest.fixture
def script_run() -> type[Run]:
    """What makes the events of a run."""
    return Run


@pytest.fixture
def n_batches() -> int:
    """Batches of an epoch in the scripts."""
    return N_BATCHES


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Callable[[Script], None]:
    """Let the next runs go by this script."""

    def choose(script: Script) -> None:
        def train(jobs: Jobs, request: TrainRequest, **receivers: Any) -> object:
            def work(control: JobControl) -> Iterator[object]:
                control.ends_itself = True
                yield from script(Run(request, control))

            return jobs.start("train", "Training", work, **receivers)

        monkeypatch.setattr(Jobs, "train", train)

    return choose
