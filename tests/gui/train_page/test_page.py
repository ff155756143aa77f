"""The Train page without TensorFlow: a run is a script of events, and the page shows and keeps it."""

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from core import bundle as bundles
from core.bundle import Bundle, BundleInfo
from core.config import Config, preset
from core.corpus import Scheme, Split
from core.errors import ProjectError, TrainingError
from core.metrics import score
from core.project import Project
from core.runs import EndReason, EpochEnd, Event, Preparing, RunEnd, RunStarted, StepEnd
from core.vocab import build_vocab
from core.weights import initial_weights
from gui.job import JobControl
from gui.jobs import Jobs, TrainRequest
from gui.messages import Kind, Message
from gui.session import Session
from gui.status_bar import StatusBar
from gui.widgets.plain import PlainLabel

N_BATCHES = 8
Script = Callable[["Run"], Iterator[Event]]


class Run:
    """What a script needs to tell a run: the request, the control, and the usual events."""

    def __init__(self, request: TrainRequest, control: JobControl) -> None:
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


def two_epochs(run: Run) -> Iterator[Event]:
    yield Preparing("building the network")
    yield run.started()
    for number in (1, 2):
        yield from run.steps(number)
        yield run.epoch(number)
    yield run.end(EndReason.FINISHED, 2)


def endless(run: Run) -> Iterator[Event]:
    """An epoch, and then steps until somebody stops it."""
    yield run.started()
    yield from run.steps(1)
    yield run.epoch(1)
    number = N_BATCHES
    while run.control.run.checkpoint():
        number += 1
        yield StepEnd(number, 2, 0.1, 100, 1.0, 0.01, 1000.0)
    yield run.end(EndReason.STOPPED, 1)


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


def train(trainer: Any) -> None:
    trainer.press("start")
    trainer.wait()


def test_it_says_what_it_learns_from(trainer: Any) -> None:
    assert trainer.page._hint.text() == "Learns ner from 240 sentences, judged on 40 of dev."
    assert trainer.can == {"Start"}
    trainer.session.set_layer("upos")
    assert trainer.page._hint.text().startswith("Learns upos from 240")


def test_what_was_imported_meanwhile_is_counted(trainer: Any, fill: Callable[..., None]) -> None:
    trainer.page.hide()
    fill(trainer.session, n_train=10, n_dev=5)
    trainer.page.show()
    trainer.page.shown()
    assert trainer.page._hint.text() == "Learns ner from 250 sentences, judged on 45 of dev."


def test_without_sentences_nothing_can_be_started(make_trainer: Callable[[], Any]) -> None:
    trainer = make_trainer()
    assert "import or generate" in trainer.page._hint.text()
    assert trainer.can == set()


def test_presets_and_options_go_to_the_session_and_back(trainer: Any) -> None:
    trainer.put("seed", 9)
    trainer.choose_preset("question-2016")
    due = preset("question-2016")
    due = msgspec.structs.replace(due, training=msgspec.structs.replace(due.training, seed=9))
    assert trainer.session.config == due
    trainer.put("units", 7)
    assert trainer.session.config.network.units == 7
    assert trainer.find(QComboBox, "preset").currentIndex() == -1
    trainer.session.set_config(preset("tiny"))
    assert trainer.find(QSpinBox, "option-units").value() == 16
    assert trainer.find(QComboBox, "preset").currentText() == "Tiny"


def test_a_run_is_drawn_listed_and_kept(trainer: Any, play: Callable[[Script], None]) -> None:
    play(two_epochs)
    train(trainer)
    assert trainer.words == "finished after 3.0 s; weights of epoch 2 kept"
    assert trainer.can == {"Start"}
    [line] = trainer.runs()
    assert line[0].startswith("run 1, ")
    assert line[1:] == ["2", "100.00 %"]
    charts = trainer.page._charts
    x, y = charts.loss.points("dev")
    assert (x.tolist(), y.tolist()) == ([N_BATCHES, 2 * N_BATCHES], [0.4, 0.2])
    assert len(charts.loss.points("train")[0]) == 2 * N_BATCHES // 4
    assert charts.scores.points("f1")[1].tolist() == [0.0, 1.0]
    assert charts.scores.points("padded")[1].tolist() == [0.9, 0.9]
    [run] = trainer.project.runs.all()
    assert (run.name, run.reason, run.layer) == (line[0], "finished", "ner")
    assert msgspec.json.decode(run.config, type=Config) == trainer.session.config
    assert len(trainer.project.runs.steps(run.id)) == 2 * N_BATCHES
    [model] = trainer.project.models()
    assert (model.run, model.name, model.layer) == (run.id, line[0], "ner")
    assert trainer.session.model_id == model.id
    assert bundles.from_bytes(trainer.project.model(model.id), name=model.name) == trainer.session.bundle


def test_without_dev_there_is_no_score_but_a_model(
    session: Session,
    make_trainer: Callable[[], Any],
    fill: Callable[..., None],
    play: Callable[[Script], None],
    posted: list[Message],
) -> None:
    fill(session, n_dev=0)
    play(two_epochs)
    trainer = make_trainer()
    train(trainer)
    assert trainer.runs()[0][1:] == ["2", "–"]
    assert trainer.scores() == []
    assert session.bundle is not None
    trainer.tick(0)
    assert posted == []


def test_a_plain_layer_has_accuracies_and_no_spans(trainer: Any, play: Callable[[Script], None]) -> None:
    trainer.session.set_layer("upos")
    play(two_epochs)
    train(trainer)
    assert trainer.runs()[0][2] == "100.00 %"
    assert trainer.page.history.epochs[0].f1 is None
    assert trainer.page.history.epochs[0].without_o is None
    with pytest.raises(KeyError):
        trainer.page._charts.scores.points("f1")


def test_pause_holds_and_says_so_resume_goes_on_and_stop_ends(trainer: Any, play: Callable[[Script], None]) -> None:
    trainer.put("epochs", 10_000)
    play(endless)
    trainer.press("start")
    trainer.until(lambda: trainer.done > N_BATCHES)
    assert trainer.can == {"Pause", "Stop"}
    trainer.press("pause")
    trainer.until(lambda: len(trainer.jobs._queue) == 0)
    trainer.ticks(2)
    held = trainer.page.running.step
    trainer.ticks(5)
    assert trainer.page.running.step == held
    assert trainer.words.endswith("· paused")
    assert trainer.can == {"Resume", "Stop"}
    trainer.press("pause")
    assert not trainer.words.endswith("paused")
    trainer.until(lambda: trainer.page.running.step > held)
    assert trainer.can == {"Pause", "Stop"}
    trainer.press("stop")
    trainer.wait()
    assert trainer.words == "stopped after 3.0 s; weights of epoch 1 kept"
    assert trainer.project.runs.all()[0].reason == "stopped"
    assert trainer.session.bundle is not None


def test_a_pause_in_the_status_bar_and_on_the_page_is_the_same(
    trainer: Any, session: Session, jobs: Jobs, play: Callable[[Script], None], qtbot: QtBot
) -> None:
    bar = StatusBar(session, jobs)
    qtbot.addWidget(bar)
    play(endless)
    trainer.press("start")
    trainer.until(trainer.runs)
    pause = bar.findChild(QToolButton, "job-pause")
    qtbot.mouseClick(pause, Qt.MouseButton.LeftButton)
    assert trainer.can == {"Resume", "Stop"}
    assert trainer.words.endswith("· paused")
    trainer.press("pause")
    assert pause.accessibleName() == "Pause: Training"
    trainer.press("pause")
    assert pause.accessibleName() == "Resume: Training"
    trainer.press("stop")
    trainer.wait()


def test_a_paused_run_can_be_stopped(trainer: Any, play: Callable[[Script], None]) -> None:
    play(endless)
    trainer.press("start")
    trainer.until(trainer.runs)
    trainer.press("pause")
    trainer.press("stop")
    trainer.wait()
    assert trainer.words.startswith("stopped after")
    assert trainer.can == {"Start"}


def test_runs_can_be_laid_over_each_other(trainer: Any, play: Callable[[Script], None]) -> None:
    play(two_epochs)
    train(trainer)
    train(trainer)
    assert [line[0][:6] for line in trainer.runs()] == ["run 2,", "run 1,"]
    older = trainer.runs()[1][0]
    trainer.tick(1)
    trainer.choose_run(0)
    trainer.wait()
    charts = trainer.page._charts
    assert charts.loss.points(f"overlay {older}")[1].tolist() == [0.4, 0.2]
    assert charts.scores.points(f"overlay {older}")[1].tolist() == [0.0, 1.0]
    assert charts.loss.points(f"overlay {older} train")[1].tolist() == [1.0 / step for step in range(1, 17)]
    trainer.tick(1)
    trainer.choose_run(0)
    with pytest.raises(KeyError):
        charts.loss.points(f"overlay {older}")
    trainer.tick(1)
    train(trainer)
    view = trainer.find(QTableView, "runs").model()
    assert [view._ticked, len(view.runs)] == [set(), 3]


def test_a_kept_run_is_drawn_when_it_is_chosen(
    trainer: Any, play: Callable[[Script], None], make_trainer: Callable[[], Any]
) -> None:
    play(two_epochs)
    train(trainer)
    train(trainer)
    again = make_trainer()
    again.wait()
    again.choose_run(1)
    again.wait()
    charts = again.page._charts
    assert again.find(PlainLabel, "curves-run").text() == again.runs()[1][0]
    assert charts.loss.points("train")[1].tolist() == [1.0 / step for step in range(1, 17)]
    assert charts.loss.points("dev")[0].tolist() == [N_BATCHES, 2 * N_BATCHES]
    assert charts.scores.points("f1")[1].tolist() == [0.0, 1.0]
    for name, due in (("gradient_norm", 1.0), ("learning_rate", 0.01), ("tokens_per_second", 1000.0)):
        assert set(charts.details[name].points(name)[1].tolist()) == {due}


def test_a_row_of_runs_goes_one_after_the_other_until_it_is_stopped(
    trainer: Any, play: Callable[[Script], None]
) -> None:
    play(two_epochs)
    config = trainer.session.config
    seeds = [
        msgspec.structs.replace(config, training=msgspec.structs.replace(config.training, seed=seed)) for seed in (4, 7)
    ]
    trainer.page.running.start_row(seeds)
    trainer.until(lambda: len(trainer.project.models()) == 2)
    trainer.wait()
    kept = [msgspec.json.decode(run.config, type=Config).training.seed for run in trainer.project.runs.all()]
    assert kept == [4, 7]
    assert [model.run for model in trainer.project.models()] == [run.id for run in trainer.project.runs.all()]
    play(endless)
    trainer.page.running.start_row(seeds)
    trainer.until(lambda: len(trainer.runs()) == 3)
    trainer.press("stop")
    trainer.wait()
    assert len(trainer.project.runs.all()) == 3


def test_the_lowest_plot_shows_what_is_chosen(trainer: Any, play: Callable[[Script], None]) -> None:
    play(two_epochs)
    train(trainer)
    charts, box = trainer.page._charts, trainer.find(QComboBox, "charts-detail")
    box.setCurrentIndex(box.findData("learning_rate"))
    box.activated.emit(box.currentIndex())
    assert charts.detail is charts.details["learning_rate"]
    assert charts.detail.isVisible()
    assert [chart.title for chart in charts.charts()] == ["Loss per token", "Scores on dev", "Learning rate"]


def test_a_run_that_was_stopped_before_its_first_step_replaces_nothing(
    trainer: Any, play: Callable[[Script], None]
) -> None:
    play(two_epochs)
    train(trainer)
    model = trainer.session.bundle

    def never_begun(run: Run) -> Iterator[Event]:
        yield Preparing("counting words and labels")
        yield run.end(EndReason.STOPPED, 0)

    play(never_begun)
    train(trainer)
    assert trainer.words == "stopped after 3.0 s; nothing was learnt"
    assert trainer.session.bundle is model
    assert len(trainer.project.models()) == 1
    assert [run.reason for run in trainer.project.runs.all()] == ["finished"]
    assert len(trainer.runs()) == 1


def test_a_run_that_was_stopped_in_its_first_epoch_keeps_what_it_has_learnt(
    trainer: Any, play: Callable[[Script], None]
) -> None:
    def cut_short(run: Run) -> Iterator[Event]:
        yield run.started()
        yield from run.steps(1)
        yield run.end(EndReason.STOPPED, 0)

    play(cut_short)
    train(trainer)
    assert trainer.words == "stopped after 3.0 s; weights of the unfinished epoch kept"
    assert len(trainer.project.models()) == 1
    assert trainer.runs()[0][1:] == ["0", "–"]


def test_a_run_that_ends_without_a_word_says_that_it_has_stopped(trainer: Any, play: Callable[[Script], None]) -> None:
    def silent(run: Run) -> Iterator[Event]:
        yield Preparing("importing TensorFlow")

    play(silent)
    train(trainer)
    assert trainer.words == "stopped before anything was learnt"
    assert trainer.can == {"Start"}
    assert trainer.session.bundle is None


@pytest.mark.parametrize("n_good", [0, 3])
def test_a_loss_that_is_no_number_is_told_and_leaves_what_was_learnt_before(
    trainer: Any, play: Callable[[Script], None], n_good: int
) -> None:
    def diverged(run: Run) -> Iterator[Event]:
        yield run.started()
        yield from itertools.islice(run.steps(1), n_good)
        yield StepEnd(n_good + 1, 1, float("nan"), 100, 1.0, 0.5, 1000.0)
        yield run.end(EndReason.DIVERGED, 0)

    play(diverged)
    train(trainer)
    assert f"the loss of batch {n_good + 1} at learning rate 0.5 after 3.0 s; " in trainer.words
    assert "Try a smaller learning rate" in trainer.words
    assert ("nothing was learnt" in trainer.words) == (not n_good)
    trainer.wait()
    assert len(trainer.project.models()) == bool(n_good)
    [run] = trainer.project.runs.all()
    assert math.isnan(trainer.project.runs.steps(run.id)[-1].loss)


def test_what_went_wrong_is_told_and_the_next_run_can_start(
    trainer: Any, play: Callable[[Script], None], posted: list[Message]
) -> None:
    def failing(run: Run) -> Iterator[Event]:
        yield run.started()
        raise TrainingError("no sentence to learn from has a label in this layer.", place="layer ner")

    play(failing)
    train(trainer)
    assert [(message.kind, message.text) for message in posted] == [
        (Kind.ERROR, "layer ner: no sentence to learn from has a label in this layer.")
    ]
    assert trainer.words == "failed"
    play(two_epochs)
    train(trainer)
    assert trainer.words.startswith("finished")


def test_options_that_do_not_agree_are_told(trainer: Any, posted: list[Message]) -> None:
    network = msgspec.structs.replace(
        preset("question-2016").network, token_input=preset("one-hot").network.token_input
    )
    trainer.session.set_config(msgspec.structs.replace(preset("tiny"), network=network))
    trainer.press("start")
    assert [message.kind for message in posted] == [Kind.ERROR]
    assert "one-hot" in posted[0].text
    assert trainer.can == {"Start"}


def test_labels_that_only_dev_has_are_named(
    trainer: Any, play: Callable[[Script], None], posted: list[Message]
) -> None:
    def surprising(run: Run) -> Iterator[Event]:
        yield run.started(unknown_labels=("B-EVENT",))
        yield run.end(EndReason.STOPPED, 0)

    play(surprising)
    train(trainer)
    assert [message.text for message in posted] == ["Labels that only dev has count as errors: B-EVENT"]


def no_room(*_arguments: object, **_named: object) -> int:
    raise ProjectError("could not be written: the disk is full.", place="test.tagscope")


def test_a_model_that_cannot_be_saved_is_still_in_use(
    trainer: Any, play: Callable[[Script], None], posted: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Project, "save_model", no_room)
    play(two_epochs)
    train(trainer)
    assert [message.text for message in posted] == ["test.tagscope: could not be written: the disk is full."]
    assert trainer.session.bundle is not None
    assert trainer.session.model_id is None


@pytest.mark.parametrize("what", ["start", "add_epoch", "end"])
def test_a_run_that_cannot_be_written_goes_on_and_its_model_is_kept(
    trainer: Any,
    play: Callable[[Script], None],
    posted: list[Message],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    monkeypatch.setattr(type(trainer.project.runs), what, no_room)
    play(two_epochs)
    train(trainer)
    assert [message.kind for message in posted] == [Kind.ERROR]
    assert trainer.words.startswith("finished")
    assert len(trainer.runs()) == 1
    assert len(trainer.project.models()) == 1
    assert trainer.session.bundle is not None


def test_kept_runs_are_shown_again_and_can_be_laid_over(
    session: Session, trainer: Any, play: Callable[[Script], None], make_trainer: Callable[[], Any]
) -> None:
    play(two_epochs)
    train(trainer)
    lines, path = trainer.runs(), trainer.project.path
    session.close()
    assert trainer.runs() == []
    assert trainer.scores() == []
    session.open(path)
    assert trainer.runs() == lines
    again = make_trainer()
    assert again.runs() == lines
    assert again.page._charts.loss.points("dev")[0].tolist() == [N_BATCHES, 2 * N_BATCHES]
    again.wait()


def test_the_curves_name_the_labels_layer(trainer: Any, play: Callable[[Script], None]) -> None:
    """A span layer's main score is its F1, and it is the one the list of runs shows."""
    assert trainer.session.layer.scheme is Scheme.IOB2
    play(two_epochs)
    train(trainer)
    history = trainer.page.history
    assert [point.main for point in history.epochs] == [point.f1 for point in history.epochs]
    assert np.isclose(history.best, 1.0)
    assert trainer.project.n_sentences_in(Split.DEV) == 40
