"""Jobs that ask the engine and keep no model: learning curves, trials of rates, paces, what Keras makes of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from gui.job import Progress, reported

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from core.batches import EncodedCorpus
    from core.bundle import Bundle
    from core.config import Config
    from core.encoding import Batch
    from core.pace import Circumstances, Pace
    from gui.jobs import JobControl, TrainRequest


class Growing:
    """Trains on growing shares; yields a `core.learning_curve.Measured` after each training.

    Args:
        request: Sentences, layer and options; it starts from fresh weights.
        n_seeds: Trainings a size.
        text: For the status bar, with `{number}`, `{total}` and `{n}`, the sentences learnt from.
    """

    def __init__(self, request: TrainRequest, n_seeds: int, text: str) -> None:
        self._request, self._n_seeds, self._text = request, n_seeds, text

    def __call__(self, control: JobControl) -> Generator[object, None, bool]:
        """Return True at the end; what was measured before a stop stands."""
        yield Progress(0, None)
        from core import growing  # noqa: PLC0415 - only ever in a job's thread

        request = self._request
        train, dev = request.read()
        trainings = growing.grow(
            train, dev, request.layer, config=request.config, control=control.run, n_seeds=self._n_seeds
        )
        for event in trainings:
            if isinstance(event, growing.GrowthEvent):
                text = self._text.format(number=event.number, total=event.n_trainings, n=f"{event.n_sentences:,}")
                yield Progress(event.number - 1, event.n_trainings, text)
            else:
                yield event
        return True


class TryingRates:
    """Tries learning rates; yields a `core.rate_range.RatePoint` a step."""

    def __init__(self, request: TrainRequest) -> None:
        self._request = request

    def __call__(self, control: JobControl) -> Generator[object, None, bool]:
        """Return True at the end."""
        yield Progress(0, None)
        from core import rate_finder  # noqa: PLC0415 - only ever in a job's thread
        from core.rate_range import N_STEPS  # noqa: PLC0415

        request = self._request
        train, _ = request.read()
        points = rate_finder.try_rates(train, request.layer, config=request.config, control=control.run)
        for number, point in enumerate(points, start=1):
            yield Progress(number, N_STEPS)
            yield point
        return True


class Searching:
    """Trains with other options for a better score; yields what `core.searching.search` does.

    Args:
        request: Sentences, layer and options to begin with.
        n_trials: Trainings.
        text: For the status bar, with `{number}` and `{total}`.
    """

    def __init__(self, request: TrainRequest, n_trials: int, text: str) -> None:
        self._request, self._n_trials, self._text = request, n_trials, text

    def __call__(self, control: JobControl) -> Generator[object, None, bool]:
        """Return True at the end; what was found before a stop stands."""
        yield Progress(0, None)
        from core import searching  # noqa: PLC0415 - only ever in a job's thread

        searching.optuna()
        request = self._request
        train, dev = request.read()
        plan = searching.SearchPlan(self._n_trials)
        for said in searching.search(train, dev, request.layer, config=request.config, control=control.run, plan=plan):
            text = self._text.format(number=said.number, total=said.n_trials)
            yield Progress(said.number - 1, said.n_trials, text)
            yield said
        return True


@dataclass(frozen=True, slots=True)
class Paced:
    """How fast training is under some options.

    Attributes:
        circumstances: What it holds for.
        pace: What was measured.
        at: When, in the time of this machine.
    """

    circumstances: Circumstances
    pace: Pace
    at: datetime


class Pacing:
    """Trains for a few seconds under each of some options; yields a `Paced` for each.

    Args:
        network: The weights to begin with; what is learnt is not kept.
        corpus: Looked up with the network's vocabulary.
        asked: The options.
        text: For the status bar, with `{number}` and `{total}`.
    """

    def __init__(self, network: Bundle, corpus: EncodedCorpus, asked: Sequence[Config], text: str) -> None:
        self._network, self._corpus, self._asked, self._text = network, corpus, asked, text

    def __call__(self, control: JobControl) -> Generator[object, None, bool]:
        """Return True at the end; what was measured before a stop stands."""
        yield Progress(0, None)
        from core.pace import Circumstances  # noqa: PLC0415 - arrays are not needed before
        from core.pacing import measure_pace  # noqa: PLC0415 - only ever in a job's thread

        for number, config in enumerate(self._asked):
            steps = measure_pace(self._network, self._corpus, config, control=control.run)
            pace = yield from reported(steps, partial(self._progress, number))
            if pace is None or control.run.is_stopped:
                return False
            circumstances = Circumstances.of(self._corpus, self._network.layer.name, config)
            yield Paced(circumstances, pace, datetime.now().astimezone())
        return True

    def _progress(self, number: int, share: float) -> Progress:
        total = len(self._asked)
        return Progress(round(100 * (number + share)), 100 * total, self._text.format(number=number + 1, total=total))


def weighing(bundle: Bundle, batch: Batch, start: Callable[[], Any]) -> Callable[[JobControl], Iterator[object]]:
    """Return a job that yields what Keras makes of a batch, a `core.reductions.KerasLoss`; see `core.keras_loss`.

    What the rows start from is asked for in the job: a strip is read from its beginning for it.
    """

    def weigh(control: JobControl) -> Iterator[object]:
        yield Progress(0, None)
        from core.keras_loss import keras_loss  # noqa: PLC0415 - only ever in a job's thread

        yield keras_loss(bundle, batch, start())

    return weigh
