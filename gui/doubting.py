"""The work of looking for suspicious labels: small models, each asked about sentences that it has not learnt from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.job import JobControl, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from core.corpus import Layer, Sentence
    from core.review.suspicion import Suspicion


class Doubting:
    """The work that trains a small model a fold and gathers the labels that it does not believe."""

    def __init__(self, read: Callable[[], Sequence[Sentence]], layer: Layer, fold_text: str) -> None:
        self._read = read
        self._layer = layer
        self._fold_text = fold_text

    def __call__(self, control: JobControl) -> Generator[object, None, Suspicion]:
        """Yield how far it is; return what was gathered."""
        yield Progress(0, None)
        from core import fold_training, runs  # noqa: PLC0415 - only ever in a job's thread
        from core.review.suspicion import Suspicion  # noqa: PLC0415

        sentences = self._read()
        found, done, steps = Suspicion(self._layer), 0, None
        epochs = fold_training.QUICK.training.epochs
        for event in fold_training.out_of_fold(sentences, self._layer, control=control.run):
            if isinstance(event, fold_training.HeldOut):
                found.add(sentences[event.index], event.suggestion)
                continue
            if isinstance(event.event, runs.RunStarted):
                steps = event.event.n_batches * epochs * event.n_folds
            elif isinstance(event.event, runs.StepEnd):
                done += 1
                text = self._fold_text.format(fold=event.fold, folds=event.n_folds)
                yield Progress(min(done, steps or done), steps, text)
        return found
