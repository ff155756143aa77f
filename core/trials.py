"""What a search says while it goes on: values alone, so that nobody needs TensorFlow to show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.config import Config
from core.runs import Event
from core.search_space import Value


@dataclass(frozen=True, slots=True)
class TrialEvent:
    """What one of the trainings says.

    Attributes:
        number: Counted from 1.
        n_trials: How many there will be.
        config: Its options.
        event: As `core.training` says it; one that is given up says no `RunEnd`.
    """

    number: int
    n_trials: int
    config: Config
    event: Event


@dataclass(frozen=True, slots=True)
class TrialEnd:
    """One of the trainings is over.

    Attributes:
        number: Counted from 1.
        n_trials: How many there will be.
        config: Its options.
        values: Those of them that are searched.
        score: The best on dev: span F1 where there are spans, else accuracy; None where it never came so far.
        is_pruned: Whether it was given up.
        is_best: Whether its score is the best so far.
    """

    number: int
    n_trials: int
    config: Config
    values: Mapping[str, Value]
    score: float | None
    is_pruned: bool
    is_best: bool
