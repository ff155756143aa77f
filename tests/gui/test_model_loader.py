"""A project that is opened brings its newest model along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core import bundle as bundles
from core.bundle import Bundle
from core.config import preset
from core.generators import take
from core.project import Project
from core.vocab import build_vocab
from core.weights import initial_weights
from gui import messages
from gui.jobs import Jobs
from gui.messages import Message
from gui.model_loader import ModelLoader
from gui.session import Session

CORPUS = take("token", 20, seed=1)


def network(seed: int) -> Bundle:
    config, layer = preset("tiny"), CORPUS.layers[0]
    vocab = build_vocab(CORPUS.sentences, layer.name, config)
    return Bundle(config, layer, vocab, initial_weights(config.network, vocab.sizes, seed=seed))


def keep(path: Path, *models: bytes) -> Path:
    """Make a project with these models, the oldest first."""
    with Project.create(path) as project:
        for number, content in enumerate(models, start=1):
            project.save_model(f"run {number}", content, {})
    return path


@pytest.fixture
def session(jobs: Jobs) -> Iterator[Session]:
    made = Session()
    ModelLoader(made, jobs, made)
    yield made
    jobs.shutdown()
    made.close()


@pytest.fixture
def posted() -> Iterator[list[Message]]:
    """What banners have said."""
    said: list[Message] = []
    messages.board.posted.connect(said.append)
    yield said
    messages.board.posted.disconnect(said.append)


def wait(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.running, timeout=60_000)


def test_the_newest_of_the_models_tags(qtbot: QtBot, jobs: Jobs, session: Session, tmp_path: Path) -> None:
    path = keep(tmp_path / "two.tagscope", *(bundles.to_bytes(network(seed)) for seed in (1, 2)))
    session.open(path)
    assert session.bundle is None
    wait(qtbot, jobs)
    assert session.bundle == network(2)
    assert session.project is not None
    assert session.model_id == session.project.models()[-1].id


def test_a_project_without_models_starts_nothing(qtbot: QtBot, jobs: Jobs, session: Session, tmp_path: Path) -> None:
    with qtbot.assertNotEmitted(jobs.started):
        session.create(tmp_path / "none.tagscope")
    assert session.bundle is None


def test_a_damaged_model_is_told_and_the_project_stays_open(
    qtbot: QtBot, jobs: Jobs, session: Session, tmp_path: Path, posted: list[Message]
) -> None:
    session.open(keep(tmp_path / "bad.tagscope", bundles.to_bytes(network(1))[:-40]))
    wait(qtbot, jobs)
    assert len(posted) == 1
    assert posted[0].text.startswith("run 1: ")
    assert session.bundle is None
    assert session.project is not None


def test_a_project_closed_at_once_brings_nothing_and_complains_of_nothing(
    qtbot: QtBot, jobs: Jobs, session: Session, tmp_path: Path, posted: list[Message]
) -> None:
    path = keep(tmp_path / "one.tagscope", bundles.to_bytes(network(1)))
    for _time in range(20):
        session.open(path)
        session.close()
    wait(qtbot, jobs)
    assert session.bundle is None
    assert posted == []


def test_the_next_project_brings_its_own(
    qtbot: QtBot, jobs: Jobs, session: Session, tmp_path: Path, posted: list[Message]
) -> None:
    first = keep(tmp_path / "first.tagscope", bundles.to_bytes(network(1)))
    second = keep(tmp_path / "second.tagscope", bundles.to_bytes(network(2)))
    session.open(first)
    session.open(second)
    wait(qtbot, jobs)
    assert session.bundle == network(2)
    assert posted == []


def test_a_model_chosen_meanwhile_is_not_replaced(qtbot: QtBot, jobs: Jobs, session: Session, tmp_path: Path) -> None:
    session.open(keep(tmp_path / "one.tagscope", bundles.to_bytes(network(1))))
    chosen = network(9)
    session.set_bundle(chosen)
    wait(qtbot, jobs)
    assert session.bundle is chosen
