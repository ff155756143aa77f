"""What the tests of the page and its views share: a batch of made-up sentences; a page over a small project."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from core.config import Config, EncodingConfig, NetworkConfig, Order
from core.generators import take
from core.inspection import Material, inspect, prepare
from gui.jobs import Jobs
from gui.session import Session
from gui.tensor_page.subject import Subject
from tests.gui.tensor_page.page_bench import SMALL, Bench, fill

Look = Callable[..., Subject]
CONFIG = Config(
    network=NetworkConfig(word_size=6, affix_length=1, affix_size=2, shape_size=2, char_filters=0, units=5, layers=2),
    encoding=EncodingConfig(batch_size=6, order=Order.AS_IS),
)


@pytest.fixture
def look(jobs: Jobs) -> Look:
    """Return a function from changed options to a batch that is looked at."""
    corpus = take("names", 24, seed=4)
    layer = next(layer for layer in corpus.layers if layer.name == "ner")

    def make(index: int = 0, network: dict[str, object] | None = None, **encoding: object) -> Subject:
        config = msgspec.structs.replace(
            CONFIG,
            network=msgspec.structs.replace(CONFIG.network, **(network or {})),
            encoding=msgspec.structs.replace(CONFIG.encoding, **encoding),
        )
        material: Material = prepare(corpus.sentences, layer, config)
        subject = Subject(jobs)
        subject.show(material, inspect(material, config, index=index, epoch=1))
        return subject

    return make


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session()
    made.create(tmp_path / "test.tagscope")
    yield made
    made.close()


@pytest.fixture
def bench(qtbot: QtBot, jobs: Jobs, session: Session) -> Bench:
    fill(session)
    session.set_config(SMALL)
    return Bench(qtbot, jobs, session)
