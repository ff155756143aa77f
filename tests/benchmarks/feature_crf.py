"""The tagger that needs no network: a linear-chain CRF over words, affixes, shapes and their neighbours.

What others would use for small data; `accuracy.py --crf` trains it on the same sentences in the same run.
Each token is described by itself, its lower case, beginnings and endings of up to four characters, its
shape, whether it has capitals, digits or a hyphen, and the words, shapes and endings of two neighbours on either side.
"""

from collections.abc import Sequence

import sklearn_crfsuite

from core.corpus import Sentence
from core.vocab import word_shape

Features = dict[str, str | bool]


def train_and_tag(learnt: Sequence[Sentence], tagged: Sequence[Sentence], layer: str) -> list[tuple[str, ...]]:
    """Return the tags that the CRF gives each sentence of `tagged` after learning the others."""
    crf = sklearn_crfsuite.CRF(algorithm="lbfgs", c1=0.1, c2=0.1, max_iterations=100, all_possible_transitions=True)
    crf.fit([_features(one.tokens) for one in learnt], [list(map(str, one.layer_tags(layer))) for one in learnt])
    return [tuple(tags) for tags in crf.predict([_features(one.tokens) for one in tagged])]


def _features(tokens: Sequence[str]) -> list[Features]:
    return [_of_token(tokens, index) for index in range(len(tokens))]


def _of_token(tokens: Sequence[str], index: int) -> Features:
    token, lower = tokens[index], tokens[index].lower()
    features: Features = {"always": True, "word": lower, "token": token, "shape": word_shape(token)}
    for length in range(1, 5):
        features[f"begins {length}"] = lower[:length]
        features[f"ends {length}"] = lower[-length:]
    features |= {
        "capital": token[:1].isupper(),
        "capitals": token.isupper(),
        "digit": any(character.isdigit() for character in token),
        "hyphen": "-" in token,
    }
    for distance in (-2, -1, 1, 2):
        place = index + distance
        if 0 <= place < len(tokens):
            near = tokens[place]
            features[f"{distance} word"] = near.lower()
            features[f"{distance} shape"] = word_shape(near)
            features[f"{distance} ends"] = near[-3:].lower()
        else:
            features[f"{distance} none"] = True
    if index:
        features["pair"] = f"{tokens[index - 1].lower()}|{lower}"
    return features
