"""What a network in training is worth on dev: its tags scored, its loss by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.batches import EncodedCorpus
from core.config import Config
from core.control import RunControl
from core.corpus import Layer, Sentence, Tags
from core.encoding import EncodedTokens
from core.metrics import Report, score
from core.metrics import accuracy_with_padding as padded_accuracy
from core.model import Network
from core.sentence_losses import SentenceLosses, watched
from core.steps import Guesser
from core.vocab import Vocab, unknown_labels


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the network is worth on dev; `score` is what epochs are compared by."""

    report: Report
    score: float
    loss: float
    accuracy_with_padding: float
    losses: SentenceLosses


class Judge:
    """Tags dev with the network in training and scores the tags."""

    def __init__(self, dev: Sequence[Sentence], layer: Layer, vocab: Vocab, config: Config) -> None:
        self._layer, self._vocab, self._config = layer, vocab, config
        self._gold = [sentence.layer_tags(layer.name) for sentence in dev]
        self._data = EncodedCorpus.build(dev, layer.name, vocab)
        self._guesser: Guesser | None = None
        n_labelled = np.array([sum(tag is not None for tag in tags) for tags in self._gold])
        labelled = np.flatnonzero(n_labelled)
        self._watched = labelled[watched(len(labelled))]
        self._n_labelled = n_labelled[self._watched]
        self._numbers = np.array([dev[place].id for place in self._watched], np.int64)
        plan = self._data.plan(config.encoding)
        # The share of cells that hold a token when dev is padded as training data are.
        self._token_share = int(plan.rows.lengths.sum()) / plan.n_cells
        self.unknown_labels = unknown_labels(dev, layer.name, vocab)

    @property
    def gold(self) -> Sequence[Tags]:
        """The tags of dev as they are spelled."""
        return self._gold

    @property
    def tokens(self) -> EncodedTokens:
        """All of dev as numbers."""
        return self._data.tokens

    def judge(self, network: Network, control: RunControl) -> Judgement | None:
        """Return the network's scores; None when the run has been stopped on the way."""
        guesser = self._guesser = self._guesser or Guesser(network)
        guesser.start()
        predicted: list[list[str | None]] = [[None] * len(tags) for tags in self._gold]
        sums = np.zeros(len(self._gold))
        total = count = 0.0
        for batch in self._data.batches(self._config, training=False):
            if not control.checkpoint():
                return None
            guessed = guesser.guess(batch)
            total, count = total + guessed.loss, count + guessed.n_tokens
            for row in range(len(batch.rows)):
                steps = batch.timesteps(row)
                names = [self._vocab.labels[label] for label in guessed.labels[row, steps].tolist()]
                losses, begin = guessed.losses[row, steps], 0
                for piece in batch.rows[row].pieces:
                    end = begin + piece.end - piece.start
                    predicted[piece.sentence][piece.start : piece.end] = names[begin:end]
                    sums[piece.sentence] += losses[begin:end].sum()
                    begin = end
        tags: list[Tags] = [tuple(sentence) for sentence in predicted]
        report = score(self._gold, tags, self._layer)
        return Judgement(
            report,
            report.accuracy if report.f1 is None else report.f1,
            total / max(count, 1.0),
            padded_accuracy(report.correct, report.n_tokens, round(report.n_tokens / self._token_share)),
            SentenceLosses(self._numbers, (sums[self._watched] / self._n_labelled).astype(np.float32)),
        )
