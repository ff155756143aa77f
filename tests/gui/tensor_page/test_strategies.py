"""The table says what core says of each strategy, sets the controls, and tells a measured pace from an old one."""

import re
from collections.abc import Callable, Generator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from core import pacing
from core.batches import EncodedCorpus
from core.bundle import Bundle
from core.config import Config, Order
from core.control import RunControl
from core.inspection import inspect
from core.pace import Pace
from core.strategies import Strategy, encoding_of, offers
from gui.jobs import Jobs
from gui.tensor_page import strategy_words
from gui.tensor_page.pace_line import PaceLine
from gui.tensor_page.strategies import BATCH, EDGES, LEFT_OUT, MEMORY, NAME, PACE, PADDING, STEPS, StrategiesView
from gui.tensor_page.subject import Subject
from gui.widgets.batch_picture import BatchPicture
from gui.widgets.numbers import percent
from gui.widgets.plain import PlainLabel
from tests.gui.tensor_page.view_bench import ViewBench

Look = Callable[..., Subject]


class Bench(ViewBench[StrategiesView]):
    """The table, and the line below the controls beside it."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, subject: Subject) -> None:
        super().__init__(qtbot, jobs, subject, StrategiesView)
        self.line = PaceLine(subject, self.view.paces)
        for widget in (self.line, self.line.button):
            qtbot.addWidget(widget)
            widget.show()

    def cell(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        assert item is not None
        return item.text()

    @property
    def table(self) -> QTableWidget:
        return self.find(QTableWidget, "strategies-table")

    @property
    def paces(self) -> list[str]:
        return [self.cell(row, PACE) for row in range(self.table.rowCount())]

    def button(self, name: str) -> QPushButton:
        return self.line.button if name == "pace-measure" else self.find(QPushButton, name)

    def said(self, name: str) -> str:
        found = self.line.findChild(PlainLabel, name)
        assert found is not None
        return found.text()

    def change(self, **encoding: object) -> None:
        material, inspection = self.subject.material, self.subject.inspection
        assert material is not None
        assert inspection is not None
        options = msgspec.structs.replace(inspection.config.encoding, **encoding)
        config = msgspec.structs.replace(inspection.config, encoding=options)
        self.subject.show(material, inspect(material, config, epoch=1))
        self.wait()


def config_of(subject: Subject) -> Config:
    assert subject.inspection is not None
    return subject.inspection.config


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Config]:
    """Measurements that take no time; the options that were measured."""
    asked: list[Config] = []

    def measure_pace(
        network: Bundle, corpus: EncodedCorpus, config: Config, *, control: RunControl
    ) -> Generator[float, None, Pace]:
        asked.append(config)
        yield 0.5
        return Pace(10, 1000 * len(asked), 0.5)

    monkeypatch.setattr(pacing, "measure_pace", measure_pace)
    return asked


def test_every_row_is_what_core_says(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look(max_length=6, window=4, stride=2)
    bench = Bench(qtbot, jobs, subject)
    material = subject.material
    assert material is not None
    due = list(offers(material.encoded, config_of(subject), material.network.vocab.sizes))
    assert [offer.strategy for offer in due] == [None, *Strategy]
    for row, offer in enumerate(due):
        assert bench.cell(row, NAME).startswith(strategy_words.title(offer))
        assert bench.cell(row, PADDING) == percent(offer.price.padding_share)
        assert bench.cell(row, LEFT_OUT) == strategy_words.left_out(offer)
        assert bench.cell(row, STEPS).split("\n")[0] == f"{offer.price.n_batches:,}"
        assert bench.cell(row, MEMORY) == strategy_words.memory(offer)
        assert bench.cell(row, EDGES) == strategy_words.edges(offer)
        assert bench.cell(row, PACE) == "not measured"
        cell = bench.table.cellWidget(row, BATCH)
        picture = cell.findChild(BatchPicture)
        assert picture is not None
        assert picture.accessibleName().startswith(f"{offer.first.shape[0]} rows of {offer.first.shape[1]} timesteps")
    assert bench.cell(1, NAME).startswith("Pad or cut all to 6")
    assert bench.cell(1, LEFT_OUT) != "0"


def test_use_chooses_the_options_of_the_row(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look(order=Order.BUCKETED)
    bench = Bench(qtbot, jobs, subject)
    place = list(Strategy).index(Strategy.STRIPS)
    current = list(Strategy).index(Strategy.BUCKETS)
    assert not bench.button(f"strategies-use-{current}").isEnabled()
    with qtbot.waitSignal(bench.view.config_chosen) as chosen:
        qtbot.mouseClick(bench.button(f"strategies-use-{place}"), Qt.MouseButton.LeftButton)
    config = config_of(subject)
    due = msgspec.structs.replace(config, encoding=encoding_of(Strategy.STRIPS, config.encoding))
    assert chosen.args == [due]


def test_another_batch_of_the_same_options_is_not_compared_again(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look()
    bench = Bench(qtbot, jobs, subject)
    picture = bench.table.cellWidget(0, BATCH)
    material, inspection = subject.material, subject.inspection
    assert material is not None
    assert inspection is not None
    subject.show(material, inspect(material, inspection.config, index=1, epoch=1, like=inspection))
    bench.wait()
    assert bench.table.cellWidget(0, BATCH) is picture
    bench.change(batch_size=3)
    assert bench.table.cellWidget(0, BATCH) is not picture


def test_a_pace_is_kept_until_something_changes(qtbot: QtBot, jobs: Jobs, look: Look, quick: list[Config]) -> None:
    subject = look(order=Order.BUCKETED)
    bench = Bench(qtbot, jobs, subject)
    assert (bench.said("pace-number"), bench.said("pace-when")) == ("–", "not measured")
    qtbot.mouseClick(bench.button("strategies-measure"), Qt.MouseButton.LeftButton)
    bench.wait()
    assert [config.encoding for config in quick] == [
        encoding_of(strategy, config_of(subject).encoding) for strategy in Strategy
    ]
    for number, words in enumerate(bench.paces, start=1):
        assert re.fullmatch(rf"{2000 * number:,}\nat \d\d:\d\d", words)
    current = list(Strategy).index(Strategy.BUCKETS) + 1
    assert bench.said("pace-number") == f"{2000 * current:,}"
    assert re.fullmatch(r"measured \d\d:\d\d", bench.said("pace-when"))
    bench.change(batch_size=3)
    single = list(Strategy).index(Strategy.SINGLE)
    for row, words in enumerate(bench.paces):
        # The batch size says nothing where a batch is one sentence.
        assert words.endswith("before a change") is (row != single)
    assert bench.said("pace-when").endswith("before a change")
    bench.change(batch_size=6)
    assert not any(words.endswith("before a change") for words in bench.paces)


def test_the_line_measures_the_options_alone(qtbot: QtBot, jobs: Jobs, look: Look, quick: list[Config]) -> None:
    subject = look()
    bench = Bench(qtbot, jobs, subject)
    qtbot.mouseClick(bench.button("pace-measure"), Qt.MouseButton.LeftButton)
    bench.wait()
    assert quick == [config_of(subject)]
    assert bench.said("pace-number") == "2,000"
    assert bench.paces[0].startswith("2,000\n")
    assert set(bench.paces[1:]) == {"not measured"}


def test_measuring_can_be_stopped(qtbot: QtBot, jobs: Jobs, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, control: RunControl) -> Generator[float, None, Pace]:
        while control.checkpoint():
            yield 0.0
        return Pace(1, 1, 1.0)

    monkeypatch.setattr(pacing, "measure_pace", endless)
    bench = Bench(qtbot, jobs, look())
    measure = bench.button("strategies-measure")
    qtbot.mouseClick(measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: measure.text() == "Stop measuring")
    assert jobs.is_learning
    assert bench.button("pace-measure").text() == "Stop"
    qtbot.mouseClick(measure, Qt.MouseButton.LeftButton)
    bench.wait()
    assert set(bench.paces) == {"not measured"}
    assert measure.text() == "Measure tokens a second"


def test_nothing_is_measured_while_a_network_learns(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    def learning(control: object) -> Generator[object, None, None]:
        while True:
            yield None

    bench = Bench(qtbot, jobs, look())
    job = jobs.start("train", "Training", learning)
    qtbot.waitUntil(lambda: not bench.button("strategies-measure").isEnabled())
    assert not bench.button("pace-measure").isEnabled()
    job.cancel()
    bench.wait()
    assert bench.button("strategies-measure").isEnabled()


def test_a_real_measurement(qtbot: QtBot, jobs: Jobs, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pacing.measure_pace.__kwdefaults__ or {}, "seconds", 0.01)
    bench = Bench(qtbot, jobs, look(window=4, stride=4))
    qtbot.mouseClick(bench.button("strategies-measure"), Qt.MouseButton.LeftButton)
    bench.wait()
    rates = [int(words.split("\n")[0].replace(",", "")) for words in bench.paces]
    assert all(rate > 0 for rate in rates)
