"""Searching: the user's options first, then others; hopeless ones given up, the best found; Optuna absent is said."""

import sys
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from core import searching
from core.config import Config, EncodingConfig, NetworkConfig, TrainingConfig
from core.corpus import Layer, Sentence
from core.errors import TrainingError
from core.metrics import score
from core.runs import EpochEnd, RunControl, RunEnd, StepEnd
from core.search_space import Choices, Range
from core.searching import SearchPlan, search
from core.trials import TrialEnd, TrialEvent

SIZE = Layer("size")
TEXT = "the fox ran over grey hills as rain fell on old stones near a cold brook"
WORDS = TEXT.split(" ")
SENTENCES = tuple(
    Sentence(tokens, {"size": tuple("long" if len(token) > 3 else "short" for token in tokens)})
    for tokens in (tuple(WORDS[i : i + 4]) for i in range(12))
)
CONFIG = Config(
    network=NetworkConfig(word_size=6, affix_length=1, affix_size=3, shape_size=0, units=5),
    encoding=EncodingConfig(batch_size=4),
    training=TrainingConfig(epochs=3, patience=0, learning_rate=0.01),
)
SPACE = {"learning_rate": Range(0.001, 0.1, is_log=True), "units": Choices((5, 6))}


def report(right: float) -> Any:
    gold = [("a",) * 100]
    return score(gold, [("a",) * round(100 * right) + ("b",) * (100 - round(100 * right))], SIZE)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> list[Config]:
    """Trainings without a network: the score is the learning rate times ten, whatever the epoch."""
    trained: list[Config] = []

    def train(*_given: object, config: Config, control: RunControl) -> Iterator[object]:
        trained.append(config)
        for epoch in range(1, 4):
            if not control.checkpoint():
                break
            yield StepEnd(epoch, epoch, 1.0, 10, 1.0, 0.1, 100.0)
            right = config.training.learning_rate * 10
            yield EpochEnd(epoch, 1.0, 1.0, report(min(1.0, right)), 1.0, 1.0, 100.0, is_best=True)

    monkeypatch.setattr(searching, "train", train)
    return trained


def ends(n_trials: int, config: Config = CONFIG) -> tuple[list[TrialEnd], list[TrialEvent]]:
    said = list(
        search(SENTENCES, SENTENCES, SIZE, config=config, control=RunControl(), plan=SearchPlan(n_trials, SPACE))
    )
    return [one for one in said if isinstance(one, TrialEnd)], [one for one in said if isinstance(one, TrialEvent)]


def test_the_users_own_options_come_first_and_better_ones_are_found(scripted: list[Config]) -> None:
    found, _events = ends(20)
    assert scripted[0] == CONFIG
    assert [one.config for one in found] == scripted
    assert [one.number for one in found] == list(range(1, 21))
    rates = [one.config.training.learning_rate for one in found]
    assert all(0.001 <= rate <= 0.1 for rate in rates)
    assert {one.config.network.units for one in found} == {5, 6}
    best = [one for one in found if one.is_best][-1]
    assert best.score == max(one.score for one in found if one.score is not None and not one.is_pruned)
    assert best.score is not None
    assert best.score > 0.5


def test_what_is_below_the_median_is_given_up_after_an_epoch(scripted: list[Config]) -> None:
    found, events = ends(20)
    pruned = [one.number for one in found if one.is_pruned]
    assert pruned
    assert min(pruned) > searching.N_UNPRUNED_TRIALS
    epochs = {one.number: 0 for one in found}
    for event in events:
        epochs[event.number] += isinstance(event.event, EpochEnd)
    assert {epochs[number] for number in pruned} <= {1, 2}
    assert {epochs[one.number] for one in found if not one.is_pruned} == {3}
    worst = min(one.score for one in found[: searching.N_UNPRUNED_TRIALS] if one.score is not None)
    assert all(one.is_pruned for one in found[8:] if one.score is not None and one.score < worst)


def test_the_seed_decides_what_is_proposed(scripted: list[Config]) -> None:
    first, again = ends(8)[0], ends(8)[0]
    other = ends(8, msgspec.structs.replace(CONFIG, training=msgspec.structs.replace(CONFIG.training, seed=2)))[0]
    assert [one.values for one in first] == [one.values for one in again]
    assert [one.values for one in first[1:]] != [one.values for one in other[1:]]


def test_a_stop_ends_the_search(scripted: list[Config]) -> None:
    control = RunControl()
    said = search(SENTENCES, SENTENCES, SIZE, config=CONFIG, control=control, plan=SearchPlan(9, SPACE))
    next(one for one in said if isinstance(one, TrialEnd))
    next(said)
    control.stop()
    assert not [one for one in said if isinstance(one, TrialEnd)]
    assert len(scripted) == 2


def test_real_trainings_end_with_a_model() -> None:
    found, events = ends(2)
    assert [one.is_pruned for one in found] == [False, False]
    models = [event.event.bundle for event in events if isinstance(event.event, RunEnd)]
    assert [model.config for model in models] == [one.config for one in found]
    assert [model.info.dev_score for model in models] == [one.score for one in found]


def test_without_dev_there_is_nothing_to_search_by() -> None:
    with pytest.raises(TrainingError, match="no labelled dev"):
        next(search(SENTENCES, (), SIZE, config=CONFIG, control=RunControl(), plan=SearchPlan(2)))


def test_without_optuna_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(TrainingError, match="extra `search`"):
        next(search(SENTENCES, SENTENCES, SIZE, config=CONFIG, control=RunControl(), plan=SearchPlan(2)))
