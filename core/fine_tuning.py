"""Goes on from a model for seconds: what to learn it from, how, and room for words and labels it has not met.

Nothing here trains: a `FineTuning` is what `core.training.train` is given.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle
from core.config import Config, TokenInput
from core.corpus import Sentence
from core.vocab import UNK, Table, unknown_labels

# Old sentences beside each new one, so that what was learnt before is not forgotten, and how many at least.
OLD_FOR_NEW = 1
LEAST_OLD = 200
# How often each new sentence is shown an epoch: the fewer there are, the more often, within these.
REPEATS = 3
MOST_REPEATS = 10
NEW_SHARE = 0.12
EPOCHS = 6
# Sentences that are learnt from over all epochs, repeats included: some seconds on two cores.
MOST_SHOWN = 6000
# Adam's step size at the start, against the one the model was trained with.
RATE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Growth:
    """What a model has been given room for.

    Attributes:
        words: Words that have a row of their own now.
        labels: Labels that it can say now.
        n_unknown: Different tokens of the sentences that stay unknown words to it.
    """

    words: tuple[str, ...]
    labels: tuple[str, ...]
    n_unknown: int


@dataclass(frozen=True, slots=True)
class FineTuning:
    """What training is to be given.

    Attributes:
        sentences: To learn from: new ones, several times, among old ones.
        start: The model to go on from, with room for what is new.
        config: Options; the network is that of `start`.
        growth: What the room is for.
        n_new: How many of the new sentences are among those to learn from: of very many, some are drawn.
    """

    sentences: tuple[Sentence, ...]
    start: Bundle
    config: Config
    growth: Growth
    n_new: int


def plan(bundle: Bundle, layer: str, new: Sequence[Sentence], old: Sequence[Sentence], *, seed: int = 1) -> FineTuning:
    """Return what to train so that a model learns new sentences and keeps what it knows.

    Args:
        bundle: The model to go on from.
        layer: Name of the layer in which the sentences are labelled; the model's, or one that shares its labels.
        new: Sentences labelled or corrected since.
        old: Sentences it has learnt from before; some are drawn from them.
        seed: Decides which, and all that training draws.
    """
    random = Random(seed)  # noqa: S311 - a draw that a seed must give again, no secret
    known = {sentence.id for sentence in new if sentence.id}
    most_new = MOST_SHOWN // (1 + OLD_FOR_NEW)
    drawn = [_in_layer(one, layer, bundle.layer.name) for one in _some(random, new, most_new)]
    others = [sentence for sentence in old if sentence.id not in known]
    rehearsed = _some(random, others, max(LEAST_OLD, OLD_FOR_NEW * len(drawn)))
    wanted = min(MOST_REPEATS, max(REPEATS, round(NEW_SHARE * len(rehearsed) / max(1, len(drawn)))))
    repeats = max(1, min(wanted, (MOST_SHOWN - len(rehearsed)) // max(1, len(drawn))))
    start, growth = grown(bundle, drawn)
    sentences = (*drawn * repeats, *(_in_layer(one, layer, bundle.layer.name) for one in rehearsed))
    epochs = max(1, min(EPOCHS, MOST_SHOWN // max(1, len(sentences))))
    return FineTuning(sentences, start, _config(bundle.config, epochs, seed), growth, len(drawn))


def _some(random: Random, sentences: Sequence[Sentence], most: int) -> list[Sentence]:
    """Return all of these sentences, or as many of them as there may be, drawn."""
    return list(sentences) if len(sentences) <= most else random.sample(sentences, most)


def grown(bundle: Bundle, sentences: Iterable[Sentence]) -> tuple[Bundle, Growth]:
    """Return the same model with room for the words and labels of these sentences.

    Until it learns, it tags as before: a word that is new begins with the vector of unknown words, a label
    that is new scores the mean of all others, and follows them in a CRF as they do on average, which is never
    the best. A word must be seen as often as the model's options ask for; those seen less often, and new
    beginnings, endings and shapes, stay unknown.
    Only embedded words can be given room.

    Args:
        bundle: The model.
        sentences: Labelled in its layer.
    """
    sentences = list(sentences)
    vocab, config = bundle.vocab, bundle.config
    counts = Counter(token.lower() if vocab.lowercase else token for sentence in sentences for token in sentence.tokens)
    unknown = [
        word for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if word not in vocab.words
    ]
    is_embedded = config.network.token_input is TokenInput.EMBEDDED
    words = tuple(word for word in unknown if counts[word] >= config.encoding.min_count) if is_embedded else ()
    labels = unknown_labels(sentences, bundle.layer.name, vocab)
    growth = Growth(words, labels, len(unknown) - len(words))
    weights = dict(bundle.weights)
    if words:
        table = weights["word/embedding"]
        weights["word/embedding"] = np.concatenate([table, np.repeat(table[[UNK]], len(words), axis=0)])
    if labels and weights["scores/bias"].shape[0] == len(vocab.labels):
        for name in ("scores/kernel", "scores/bias"):
            weights[name] = _widened(weights[name], range(1, len(vocab.labels)), len(labels), axis=-1)
    if labels and "crf/transitions" in weights:
        for axis in (0, 1):
            known = range(len(vocab.labels) - 1)
            weights["crf/transitions"] = _widened(weights["crf/transitions"], known, len(labels), axis=axis)
    roomier = replace(vocab, words=Table((*vocab.words.entries, *words)), labels=(*vocab.labels, *labels))
    return replace(bundle, vocab=roomier, weights=weights), growth


def _widened(table: NDArray[np.float32], known: range, n_new: int, *, axis: int) -> NDArray[np.float32]:
    """Return a table with room for new labels after the known ones, each the mean of those."""
    mean = table.take(known, axis).mean(axis=axis, keepdims=True)
    parts = (
        table.take(range(known.stop), axis),
        np.repeat(mean, n_new, axis),
        table.take(range(known.stop, table.shape[axis]), axis),
    )
    return np.concatenate(parts, axis)


def _in_layer(sentence: Sentence, layer: str, name: str) -> Sentence:
    return sentence if layer == name else sentence.with_tags(name, sentence.layer_tags(layer))


def _config(config: Config, epochs: int, seed: int) -> Config:
    training = msgspec.structs.replace(
        config.training,
        epochs=epochs,
        learning_rate=config.training.learning_rate * RATE_SHARE,
        patience=0,
        seed=seed,
    )
    return msgspec.structs.replace(config, training=training)
