"""One story with the real engine: a tiny network learns in the job's thread while the page is used."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox

from core import bundle as bundles
from core.corpus import Split
from core.edits import SetTags
from core.project import Project
from gui.jobs import Jobs
from gui.model_loader import ModelLoader
from gui.session import Session
from gui.train_page.history import History


@pytest.mark.timeout(600)
def test_train_pause_resume_stop_train_again_and_open_again(
    trainer: Any, session: Session, jobs: Jobs, make_trainer: Callable[[], Any]
) -> None:
    trainer.choose_preset("tiny")
    trainer.put("epochs", 10_000)
    trainer.put("patience", 0)
    trainer.press("start")
    trainer.until(lambda: trainer.page.running.step > 40)

    trainer.press("pause")
    trainer.until(lambda: not trainer.jobs._queue)
    trainer.ticks(4)
    held, words = trainer.page.running.step, trainer.words
    assert words.endswith("· paused")
    trainer.ticks(6)
    assert (trainer.page.running.step, trainer.words) == (held, words)

    label_while_it_is_held(session)
    assert trainer.page.running.step == held

    trainer.press("pause")
    trainer.until(lambda: (trainer.page.history.best or 0.0) > 0.6)
    trainer.press("stop")
    trainer.wait()
    assert trainer.words.startswith("stopped after ")
    first, learnt = trainer.page.history, session.bundle
    assert learnt is not None
    assert first.best > 0.6
    assert learnt.info.epochs == 1 + [point.main for point in first.epochs].index(first.best)
    losses = trainer.page._charts.loss.points("train")[1]
    assert losses[-1] < losses[0] / 4
    assert trainer.runs()[0][1:] == [str(len(first.epochs)), f"{first.best * 100:.2f} %"]
    assert_kept(trainer.project, first, learnt)

    train_once_more(trainer, first)
    close_and_open(session, jobs, trainer, make_trainer)


def label_while_it_is_held(session: Session) -> None:
    """Every change is on disk, for any other reader of the file, when it has been acknowledged."""
    project = session.project
    assert project is not None
    sentence = next(project.sentences(Split.TRAIN))
    before = sentence.layer_tags("upos")[0]
    for tag in ("X", before):
        changes = session.apply(SetTags(sentence.id, "upos", 0, (tag,)))
        assert changes.sentences == frozenset({sentence.id})
        other = Project.open_copy(project.path)
        assert other.sentence(sentence.id).layer_tags("upos")[0] == tag
        other.close()
    assert session.saved_at == project.saved_at


def assert_kept(project: Project, history: History, learnt: bundles.Bundle) -> None:
    [run], [model] = project.runs.all(), project.models()
    assert (run.name, run.reason) == (history.name, "stopped")
    assert len(project.runs.epochs(run.id)) == len(history.epochs)
    assert model.run == run.id
    assert bundles.from_bytes(project.model(model.id), name=model.name) == learnt


def train_once_more(trainer: Any, first: History) -> None:
    trainer.put("epochs", 2)
    trainer.press("start")
    trainer.until(lambda: trainer.page.history is not first)
    trainer.tick(1)
    assert trainer.page._charts.scores.points(f"overlay {first.name}")[1].tolist() == [
        point.main for point in first.epochs
    ]
    trainer.wait()
    assert trainer.words.startswith("finished after ")
    assert trainer.runs()[0][0].startswith("run 2, ")
    assert trainer.runs()[0][1] == "2"
    assert {row[0] for row in trainer.scores()} == {label.name for label in trainer.project.labels("ner")}


def close_and_open(session: Session, jobs: Jobs, trainer: Any, make_trainer: Callable[[], Any]) -> None:
    lines, path, learnt = trainer.runs(), trainer.project.path, session.bundle
    ModelLoader(session, jobs, session)
    session.close()
    assert session.bundle is None
    session.open(path)
    again = make_trainer()
    again.wait()
    assert again.runs() == lines
    assert session.bundle == learnt
    assert session.model_id == session.project.models()[-1].id  # type: ignore[union-attr]
    assert again.find(QComboBox, "preset").currentIndex() == -1
    assert again.can == {"Start"}
