"""Goes on from a model for seconds: what to learn it from, how, and room for words and labels it has not met.

Nothing here trains: a `FineTuning` is what `core.training.train` is given.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

import msgspec
import numpy as np

from core.bundle import Bundle
from core.config import Config, TokenInput
from core.corpus import Sentence
from core.vocab import UNK, Table, unknown_labels

# Old sentences beside each new one, so that what was learnt before is not forgotten, and how many at least.
OLD_FOR_NEW = 4
LEAST_OLD = 200
# How often each new sentence is shown an epoch: the fewer there are, the more often, within these.
REPEATS = 3
MOST_REPEATS = 10
NEW_SHARE = 0.12
EPOCHS = 6
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
    """

    sentences: tuple[Sentence, ...]
    start: Bundle
    config: Config
    growth: Growth


def plan(bundle: Bundle, layer: str, new: Sequence[Sentence], old: Sequence[Sentence], *, seed: int = 1) -> FineTuning:
    """Return what to train so that a model learns new sentences and keeps what it knows.

    Args:
        bundle: The model to go on from.
        layer: Name of the layer in which the sentences are labelled; the model's, or one that shares its labels.
        new: Sentences labelled or corrected since.
        old: Sentences it has learnt from before; some are drawn from them.
        seed: Decides which, and all that training draws.
    """
    renamed = [_in_layer(sentence, layer, bundle.layer.name) for sentence in new]
    start, growth = grown(bundle, renamed)
    known = {sentence.id for sentence in new if sentence.id}
    others = [sentence for sentence in old if sentence.id not in known]
    n_old = min(len(others), max(LEAST_OLD, OLD_FOR_NEW * len(new)))
    drawn = Random(seed).sample(others, n_old)  # noqa: S311 - a draw that a seed must give again, no secret
    rehearsed = [_in_layer(sentence, layer, bundle.layer.name) for sentence in drawn]
    repeats = min(MOST_REPEATS, max(REPEATS, round(NEW_SHARE * n_old / max(1, len(new)))))
    return FineTuning((*renamed * repeats, *rehearsed), start, _config(bundle.config, seed), growth)


def grown(bundle: Bundle, sentences: Iterable[Sentence]) -> tuple[Bundle, Growth]:
    """Return the same model with room for the words and labels of these sentences.

    Until it learns, it tags as before: a word that is new begins with the vector of unknown words, a label
    that is new scores the mean of all others, which is never the best. A word must be seen as often as the
    model's options ask for; those seen less often, and new beginnings, endings and shapes, stay unknown.
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
            mean = weights[name][..., 1:].mean(axis=-1, keepdims=True)
            weights[name] = np.concatenate([weights[name], np.repeat(mean, len(labels), axis=-1)], axis=-1)
    roomier = replace(vocab, words=Table((*vocab.words.entries, *words)), labels=(*vocab.labels, *labels))
    return replace(bundle, vocab=roomier, weights=weights), growth


def _in_layer(sentence: Sentence, layer: str, name: str) -> Sentence:
    return sentence if layer == name else sentence.with_tags(name, sentence.layer_tags(layer))


def _config(config: Config, seed: int) -> Config:
    training = msgspec.structs.replace(
        config.training,
        epochs=EPOCHS,
        learning_rate=config.training.learning_rate * RATE_SHARE,
        patience=0,
        seed=seed,
    )
    return msgspec.structs.replace(config, training=training)
