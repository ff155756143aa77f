"""Search for options that score better on dev: one training after the other, hopeless ones given up early.

Optuna proposes the options; it is an extra, so that the program runs without it. A generator as
`core.training` is one; whoever listens ends it the same ways.
"""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from core.config import Config
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.errors import TrainingError
from core.runs import EpochEnd, RunEnd
from core.search_space import SPACE, Choices, Dimension, Range, Value, value_of, with_values
from core.training import train
from core.trials import TrialEnd, TrialEvent

# Trainings, and epochs of each, before one may be given up for being worse than the middle of those before it.
N_UNPRUNED_TRIALS = 4
N_UNPRUNED_EPOCHS = 1


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """How far a search goes.

    Attributes:
        n_trials: Trainings.
        space: What is searched; see `core.search_space.space_of`.
    """

    n_trials: int
    space: Mapping[str, Dimension] = field(default_factory=lambda: SPACE)


def optuna() -> Any:  # noqa: ANN401 - a module that may not be there
    """Return Optuna.

    Raises:
        TrainingError: It is not installed.
    """
    try:
        module = importlib.import_module("optuna")
    except ImportError as error:
        raise TrainingError(
            "searching for options needs Optuna, which is not installed.",
            remedy="Install the extra `search`: uv sync --extra search, or pip install optuna.",
        ) from error
    module.logging.set_verbosity(module.logging.WARNING)
    return module


def search(
    sentences: Sequence[Sentence],
    dev: Sequence[Sentence],
    layer: Layer,
    *,
    config: Config,
    control: RunControl,
    plan: SearchPlan,
) -> Iterator[TrialEvent | TrialEnd]:
    """Yield what the trainings say, and a `TrialEnd` after each; the first has the options as they are.

    Later ones are proposed by a tree of Parzen estimators. One whose score after an epoch is below the median
    of the others at that epoch is given up. The seed of the options decides what is proposed, too.

    Args:
        sentences: To learn from.
        dev: To score on; the same for all.
        layer: What is to be learnt.
        config: Of each training, but for what is searched.
        control: Asked between any two steps; a training that is stopped yields no `TrialEnd`.
        plan: How many trainings, and what is searched.

    Raises:
        TrainingError: Optuna is not installed, or there is no labelled dev.
    """
    engine, space, n_trials = optuna(), plan.space, plan.n_trials
    if not any(one.has_label(layer.name) for one in dev):
        raise TrainingError(
            "there is no labelled dev to score on.",
            place=f"layer {layer.name}",
            remedy="Move some labelled sentences to dev, or give --dev.",
        )
    study = engine.create_study(
        direction="maximize",
        sampler=engine.samplers.TPESampler(seed=config.training.seed),
        pruner=engine.pruners.MedianPruner(N_UNPRUNED_TRIALS, N_UNPRUNED_EPOCHS),
    )
    study.enqueue_trial({name: value_of(config, name) for name in space if _is_within(space[name], config, name)})
    best: float | None = None
    for number in range(1, n_trials + 1):
        trial = study.ask()
        values = {name: _proposed(trial, name, dimension) for name, dimension in space.items()}
        one = with_values(config, values)
        score, is_pruned = None, False
        with closing(train(sentences, dev, layer, config=one, control=control)) as events:  # type: ignore[type-var]
            for event in events:
                yield TrialEvent(number, n_trials, one, event)
                if isinstance(event, EpochEnd) and event.dev is not None:
                    reached = event.dev.accuracy if event.dev.f1 is None else event.dev.f1
                    score = reached if score is None else max(score, reached)
                    trial.report(reached, event.epoch)
                    is_pruned = trial.should_prune()
                if is_pruned or isinstance(event, RunEnd):
                    break
        if control.is_stopped:
            return
        _tell(engine, study, trial, score, is_pruned=is_pruned)
        is_best = score is not None and not is_pruned and (best is None or score > best)
        best = score if is_best else best
        yield TrialEnd(number, n_trials, one, values, score, is_pruned, is_best)


def _is_within(dimension: Dimension, config: Config, name: str) -> bool:
    value = value_of(config, name)
    if isinstance(dimension, Choices):
        return value in dimension.values
    return isinstance(value, int | float) and dimension.low <= value <= dimension.high


def _proposed(trial: Any, name: str, dimension: Dimension) -> Value:  # noqa: ANN401 - Optuna's own
    if isinstance(dimension, Range):
        value: float = trial.suggest_float(name, dimension.low, dimension.high, log=dimension.is_log)
        return float(f"{value:.3g}")
    found: Value = trial.suggest_categorical(name, dimension.values)
    return found


def _tell(engine: Any, study: Any, trial: Any, score: float | None, *, is_pruned: bool) -> None:  # noqa: ANN401
    if is_pruned:
        study.tell(trial, state=engine.trial.TrialState.PRUNED)
    elif score is None:
        study.tell(trial, state=engine.trial.TrialState.FAIL)
    else:
        study.tell(trial, score)
