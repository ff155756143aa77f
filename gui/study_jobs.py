"""Studies that train for a measurement and keep no model: learning curves and trials of learning rates, as jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.job import Progress

if TYPE_CHECKING:
    from collections.abc import Generator

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
