"""What a network can know depends on which way it reads: every generated task, learnt from scratch."""

import pytest

from core.config import Config, Directions, EncodingConfig, NetworkConfig, TrainingConfig
from core.generators import TASKS, take
from core.runs import EpochEnd, RunControl
from core.training import train

SOLVED = 0.99
# How far above chance a reader may seem that cannot see what decides.
LUCK = 0.05
FUTURE = [name for name, task in TASKS.items() if task.needs_future]


def _best_accuracy(task: str, directions: Directions, *, epochs: int) -> float:
    """Train on one stream of the task, stop once another stream is solved, and return its best accuracy."""
    learnt, fresh = take(task, 3000 if task == "names" else 1200, seed=1), take(task, 200, seed=2)
    config = Config(
        network=NetworkConfig(
            word_size=16, affix_length=0, shape_size=0, units=48, directions=directions, dropout=0.0, word_dropout=0.0
        ),
        encoding=EncodingConfig(batch_size=16),
        training=TrainingConfig(epochs=epochs, learning_rate=0.01, patience=0),
    )
    best = 0.0
    events = train(learnt.sentences, fresh.sentences, TASKS[task].layer, config=config, control=RunControl())
    for event in events:
        if isinstance(event, EpochEnd) and event.dev is not None:
            best = max(best, event.dev.accuracy)
            if best > SOLVED:
                break
    return best


@pytest.mark.parametrize("task", TASKS)
def test_reading_both_ways_solves_every_task(task: str) -> None:
    assert _best_accuracy(task, Directions.BOTH, epochs=15) > SOLVED


@pytest.mark.parametrize("task", FUTURE)
def test_reading_forward_alone_cannot_know_the_future(task: str) -> None:
    accuracy = _best_accuracy(task, Directions.FORWARD, epochs=4)
    assert abs(accuracy - TASKS[task].chance) < LUCK


def test_there_are_tasks_of_both_kinds() -> None:
    assert {"after", "both", "far", "nested"} <= set(FUTURE)
    assert set(TASKS) - set(FUTURE)
