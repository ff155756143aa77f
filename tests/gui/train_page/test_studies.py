"""The views that train for a measurement: learning curve, trial of rates, seeds and presets against each other."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox, QTableWidget, QTabWidget, QWidget

from core import bundle as bundles
from core.bundle import Bundle, BundleInfo
from core.config import PRESETS, Config, preset
from core.corpus import Split
from core.group_comparison import compare_groups
from core.learning_curve import Measured, forecast
from core.project import Project
from core.rate_range import RatePoint, rate_at, suggest
from core.store.runs import RunEpoch
from core.vocab import build_vocab
from core.weights import initial_weights
from gui import study_jobs
from gui.job import Progress
from gui.session import Session
from gui.train_page import compare_view, growth_view
from gui.train_page.compare_view import CompareView
from gui.train_page.growth_view import GrowthView
from gui.train_page.rate_view import RateView
from gui.train_page.running import Running
from gui.widgets.chart import Band, Line
from gui.widgets.chart_view import ChartView
from gui.widgets.plain import PlainLabel


def front(trainer: Any, kind: type[QWidget]) -> Any:
    view = trainer.page.findChild(kind)
    trainer.find(QTabWidget, "train-views").setCurrentWidget(view)
    trainer.wait()
    return view


def text(trainer: Any, name: str) -> str:
    return trainer.find(PlainLabel, name).text()


POINTS = [Measured(size, seed, 1 - size**-0.4 + seed / 500) for seed in (1, 2) for size in (25, 50, 100, 200, 400)]


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a learning curve be measured at once."""

    def call(_work: object, _control: object) -> Iterator[object]:
        yield from POINTS
        return True

    monkeypatch.setattr(study_jobs.Growing, "__call__", call)


@pytest.mark.usefixtures("grown")
def test_a_learning_curve_is_drawn_stated_and_kept(trainer: Any, make_trainer: Callable[[], Any], qtbot: Any) -> None:
    front(trainer, GrowthView)
    assert "What would more" in text(trainer, "growth-summary")
    qtbot.mouseClick(trainer.find(QPushButton, "growth-start"), Qt.MouseButton.LeftButton)
    trainer.wait()
    due = forecast(POINTS)
    assert due is not None
    assert f"{due.more:,} more sentences for about +1 point" in text(trainer, "growth-summary")
    chart = trainer.find(ChartView, "growth-chart").chart
    [each] = [item for item in chart.items if isinstance(item, Line) and item.name == "each training"]
    assert sorted(each.y.tolist()) == sorted(point.score for point in POINTS)
    [band] = [item for item in chart.items if isinstance(item, Band)]
    assert band.low.tolist() == due.low.tolist()
    again = make_trainer()
    front(again, GrowthView)
    assert text(again, "growth-summary") == text(trainer, "growth-summary")
    again.session.set_layer("upos")
    assert "What would more" in text(again, "growth-summary")


def test_a_measurement_is_no_run_and_the_only_one_that_learns(
    trainer: Any, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    def call(_work: object, control: Any) -> Iterator[object]:
        while control.run.checkpoint():
            yield Progress(0, None)

    monkeypatch.setattr(study_jobs.Growing, "__call__", call)
    front(trainer, GrowthView)
    qtbot.mouseClick(trainer.find(QPushButton, "growth-start"), Qt.MouseButton.LeftButton)
    assert trainer.jobs.is_learning
    assert not trainer.jobs.is_training
    assert trainer.can == {"Queue"}
    trainer.page.running.stop()
    assert not any(job.was_cancelled for job in trainer.jobs.running)
    for job in trainer.jobs.running:
        job.cancel()
    trainer.wait()
    assert trainer.can == {"Start"}


def test_a_measurement_that_is_cut_short_does_not_replace_a_whole_one(
    trainer: Any, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    runs = iter([(POINTS, True), (POINTS[:1], None)])

    def call(_work: object, _control: object) -> Iterator[object]:
        points, result = next(runs)
        yield from points
        return result

    monkeypatch.setattr(study_jobs.Growing, "__call__", call)
    front(trainer, GrowthView)
    said = []
    for _ in range(2):
        qtbot.mouseClick(trainer.find(QPushButton, "growth-start"), Qt.MouseButton.LeftButton)
        trainer.wait()
        said.append(text(trainer, "growth-summary"))
    assert said[0] == said[1] != ""
    assert "more sentences" in said[0]


def trial() -> list[RatePoint]:
    return [RatePoint(rate_at(step), 2.0 if step < 80 else max(0.2, 2.0 - (step - 80) / 30)) for step in range(200)]


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def call(_work: object, _control: object) -> Iterator[object]:
        yield from trial()
        return True

    monkeypatch.setattr(study_jobs.TryingRates, "__call__", call)


@pytest.mark.usefixtures("tried")
def test_a_rate_is_suggested_and_used(trainer: Any, qtbot: Any) -> None:
    front(trainer, RateView)
    assert not trainer.find(QPushButton, "rate-use").isVisible()
    qtbot.mouseClick(trainer.find(QPushButton, "rate-start"), Qt.MouseButton.LeftButton)
    trainer.wait()
    due = suggest(trial())
    assert due is not None
    rate = float(f"{due.rate:.1e}")
    assert f"{rate:g}" in text(trainer, "rate-summary")
    qtbot.mouseClick(trainer.find(QPushButton, "rate-use"), Qt.MouseButton.LeftButton)
    assert trainer.session.config.training.learning_rate == rate
    assert not trainer.find(QPushButton, "rate-use").isEnabled()
    assert "in use" in text(trainer, "rate-summary")
    trainer.session.set_layer("upos")
    assert "Which learning rate" in text(trainer, "rate-summary")


def keep(project: Project, config: Config, *, seed: int, scores: tuple[float, ...]) -> Bundle:
    """Keep a run with scores and an untrained model."""
    config = msgspec.structs.replace(config, training=msgspec.structs.replace(config.training, seed=seed))
    layer = next(one for one in project.layers if one.name == "ner")
    vocab = build_vocab(tuple(project.sentences(Split.TRAIN)), "ner", config)
    made = Bundle(config, layer, vocab, initial_weights(config.network, vocab.sizes, seed=seed), BundleInfo())
    run = project.runs.start(f"run of seed {seed}", "ner", msgspec.json.encode(config).decode())
    for epoch, score in enumerate(scores, start=1):
        row = {"epoch": epoch, "step": epoch, "dev_loss": 1.0, "accuracy": 0.9, "f1": score}
        project.runs.add_epoch(run, RunEpoch(epoch, row))
    project.save_model("m", bundles.to_bytes(made), layer="ner", run=run)
    return made


@pytest.fixture
def two_groups(session: Session, fill: Callable[..., None]) -> tuple[list[Bundle], Bundle]:
    fill(session, n_train=30, n_dev=25)
    project = session.project
    assert project is not None
    seeds = [keep(project, preset("tiny"), seed=seed, scores=(0.2, 0.4 + seed / 10)) for seed in (1, 2)]
    other = msgspec.structs.replace(preset("tiny").network, units=9)
    return seeds, keep(project, msgspec.structs.replace(preset("tiny"), network=other), seed=1, scores=(0.5, 0.7))


def test_seeds_are_one_curve_and_groups_are_tested(
    two_groups: tuple[list[Bundle], Bundle], make_trainer: Callable[[], Any], qtbot: Any
) -> None:
    trainer = make_trainer()
    trainer.wait()
    front(trainer, CompareView)
    table = trainer.find(QTableWidget, "compare-table")
    rows = [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]
    assert rows == [["Tiny: Units a direction 9", "1", "70.00 %", "–"], ["Tiny", "2", "55.00 %", "7.07"]]
    chart = trainer.find(ChartView, "compare-chart").chart
    [mean] = [item for item in chart.items if isinstance(item, Line) and "mean of 2" in item.name]
    assert mean.y.tolist() == pytest.approx([0.2, 0.55])
    qtbot.mouseClick(trainer.find(QPushButton, "compare-test"), Qt.MouseButton.LeftButton)
    trainer.wait()
    work = compare_groups(tuple(trainer.project.sentences(Split.DEV)), two_groups[0][::-1], [two_groups[1]])
    while True:
        try:
            next(work)
        except StopIteration as end:
            due = end.value
            break
    counts = f"{due.n_rounds:,} exchanges among {due.n_different} sentences"
    assert f"p = {due.p_value:.2g} from {counts}" in text(trainer, "compare-statement")
    assert f"{abs(due.gain) * 100:.2f}" in text(trainer, "compare-statement")
    first = trainer.find(QComboBox, "compare-first")
    first.setCurrentIndex(trainer.find(QComboBox, "compare-second").currentIndex())
    qtbot.mouseClick(trainer.find(QPushButton, "compare-test"), Qt.MouseButton.LeftButton)
    assert "two different" in text(trainer, "compare-statement")


def test_a_preset_is_trained_against_with_the_same_seeds(
    trainer: Any, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    rows: list[list[Config]] = []
    monkeypatch.setattr(Running, "start_row", lambda _running, configs: rows.append(list(configs)))
    front(trainer, CompareView)
    assert "Nothing has been scored" in trainer.page._compare.findChild(PlainLabel, "empty-words").text()
    trainer.find(QSpinBox, "compare-seeds").setValue(2)
    box = trainer.find(QComboBox, "compare-preset")
    box.setCurrentIndex(box.findData("one-hot"))
    qtbot.mouseClick(trainer.find(QPushButton, "compare-train"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(trainer.find(QPushButton, "compare-train-seeds"), Qt.MouseButton.LeftButton)
    own = trainer.session.config
    assert [config.network for config in rows[0]] == [own.network, PRESETS["one-hot"].network] * 2
    assert [config.training.seed for config in rows[0]] == [1, 1, 2, 2]
    assert [(config.network, config.training.seed) for config in rows[1]] == [(own.network, 1), (own.network, 2)]


def test_what_nobody_looks_at_is_not_drawn(
    two_groups: object, make_trainer: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(compare_view, "groups_of", lambda *given: drawn.append(given) or ())
    monkeypatch.setattr(growth_view, "forecast", lambda *given, **_named: drawn.append(given))
    trainer = make_trainer()
    trainer.session.set_layer("upos")
    trainer.page.running.ended.emit(None)
    trainer.wait()
    assert drawn == []
    front(trainer, CompareView)
    front(trainer, GrowthView)
    assert len(drawn) == 2
