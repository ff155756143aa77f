"""A run is a script of events: the page draws, lists and keeps it."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox

from core import bundle as bundles
from core.config import Config, Endless
from core.corpus import Scheme, Split
from core.endless import EndlessSentences
from core.runs import EndReason, Event
from gui.messages import Message
from gui.session import Session

Script = Callable[[Any], Iterator[Event]]


def test_a_run_is_drawn_listed_and_kept(
    trainer: Any, play: Callable[[Script], None], two_epochs: Script, n_batches: int
) -> None:
    play(two_epochs)
    trainer.train()
    assert trainer.words == "finished after 3.0 s; weights of epoch 2 kept"
    assert trainer.can == {"Start"}
    [line] = trainer.runs()
    assert line[0].startswith("run 1, ")
    assert line[1:] == ["2", "100.00 %"]
    charts = trainer.page._charts
    x, y = charts.loss.points("dev")
    assert (x.tolist(), y.tolist()) == ([n_batches, 2 * n_batches], [0.4, 0.2])
    assert len(charts.loss.points("train")[0]) == 2 * n_batches // 4
    assert charts.scores.points("f1")[1].tolist() == [0.0, 1.0]
    assert charts.scores.points("padded")[1].tolist() == [0.9, 0.9]
    [run] = trainer.project.runs.all()
    assert (run.name, run.reason, run.layer) == (line[0], "finished", "ner")
    assert msgspec.json.decode(run.config, type=Config) == trainer.session.config
    assert len(trainer.project.runs.steps(run.id)) == 2 * n_batches
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
    two_epochs: Script,
) -> None:
    fill(session, n_dev=0)
    play(two_epochs)
    trainer = make_trainer()
    trainer.train()
    assert trainer.runs()[0][1:] == ["2", "–"]
    assert trainer.scores() == []
    assert session.bundle is not None
    trainer.tick(0)
    assert posted == []


def test_a_plain_layer_has_accuracies_and_no_spans(
    trainer: Any, play: Callable[[Script], None], two_epochs: Script
) -> None:
    trainer.session.set_layer("upos")
    play(two_epochs)
    trainer.train()
    assert trainer.runs()[0][2] == "100.00 %"
    assert trainer.page.history.epochs[0].f1 is None
    assert trainer.page.history.epochs[0].without_o is None
    with pytest.raises(KeyError):
        trainer.page._charts.scores.points("f1")


def test_labels_that_only_dev_has_are_named(
    trainer: Any, play: Callable[[Script], None], posted: list[Message]
) -> None:
    def surprising(run: Any) -> Iterator[Event]:
        yield run.started(unknown_labels=("B-EVENT",))
        yield run.end(EndReason.STOPPED, 0)

    play(surprising)
    trainer.train()
    assert [message.text for message in posted] == ["Labels that only dev has count as errors: B-EVENT"]


def test_the_curves_name_the_labels_layer(trainer: Any, play: Callable[[Script], None], two_epochs: Script) -> None:
    """A span layer's main score is its F1, and it is the one the list of runs shows."""
    assert trainer.session.layer.scheme is Scheme.IOB2
    play(two_epochs)
    trainer.train()
    history = trainer.page.history
    assert [point.main for point in history.epochs] == [point.f1 for point in history.epochs]
    assert np.isclose(history.best, 1.0)
    assert trainer.project.n_sentences_in(Split.DEV) == 40


def test_an_endless_task_is_learnt_in_place_of_the_corpus(
    make_trainer: Callable[[], Any], play: Callable[[Script], None], two_epochs: Script
) -> None:
    """The project is empty: all that is learnt is drawn."""
    trainer = make_trainer()
    assert trainer.can == set()
    box = trainer.find(QComboBox, "option-endless")
    box.setCurrentIndex([*Endless].index(Endless.FAR))
    trainer.put("endless_sentences", 25)
    assert trainer.page._hint.text() == "Learns kind from 25 fresh sentences an epoch, judged on 300 generated once."
    assert trainer.can == {"Start"}
    seen: list[Any] = []

    def noting(run: Any) -> Iterator[Event]:
        seen.append(run)
        yield from two_epochs(run)

    play(noting)
    trainer.train()
    assert trainer.words.startswith("finished")
    assert isinstance(seen[0].train, EndlessSentences)
    assert seen[0].dev == seen[0].train.dev()
    assert [run.layer for run in trainer.project.runs.all()] == ["kind"]
    box.setCurrentIndex(0)
    assert trainer.can == set()
