"""The invented words of the small tasks: three letters of stem, then an ending that tells the kind."""

from itertools import product
from random import Random

KINDS = ("EARTH", "WATER", "FIRE", "WIND", "STONE", "LEAF", "STAR", "SNOW")
_ENDINGS = ("o", "a", "i", "u", "en", "ar", "is", "ul")
_STEMS = tuple("".join(letters) for letters in product("bdfgklmnprstv", "aeiou", "lmnrst"))
# Prime to the number of stems: neighbours in the list look unlike each other.
_STEP = 137
_STEM_LENGTH = 3
MOST_WORDS = 50


def word(kind: int, number: int) -> str:
    """Return the word of that number, from 0 to 49, among those of a kind, from 0 to 7."""
    return _STEMS[(number * len(KINDS) + kind) * _STEP % len(_STEMS)] + _ENDINGS[kind]


def kind_of(token: str) -> int:
    """Return the kind of an invented word.

    Raises:
        ValueError: It is not one.
    """
    ending = token[_STEM_LENGTH:]
    if ending not in _ENDINGS:
        raise ValueError(f"{token!r} is not an invented word")
    return _ENDINGS.index(ending)


def any_word(random: Random, kinds: int, words: int) -> str:
    """Return a word of any kind, all kinds alike likely."""
    return word(random.randrange(kinds), random.randrange(words))
