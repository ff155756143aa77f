"""The task whose labels lie a long way off: `far`."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from core.corpus import Layer, Sentence
from core.generators.neighbours import END, WORDS, chance_of_guessing
from core.generators.task import Deciding, Example, Knob, Task
from core.generators.words import KINDS, any_word, kind_of

LAYER = Layer("kind")


def read_far(tokens: Sequence[str]) -> tuple[tuple[str, ...], Deciding]:
    """Label every token with the kind of the sentence's last token."""
    last = len(tokens) - 1
    return (*(KINDS[kind_of(tokens[last])],) * last, END), (*((last,),) * last, ())


def _make(random: Random, knobs: Mapping[str, int]) -> Iterator[Example]:
    distance = knobs["distance"]
    while True:
        length = random.randint(distance, 2 * distance) + 1
        tokens = tuple(any_word(random, knobs["kinds"], knobs["words"]) for _ in range(length))
        tags, deciding = read_far(tokens)
        yield Example(Sentence(tokens, {LAYER.name: tags}), deciding)


FAR = Task(
    name="far",
    title="A long way off",
    context="the last token of the sentence",
    explanation=(
        "Every label is the kind of the sentence's last token, which stands at least as far from the first token as "
        "the distance says and at most twice as far. What lies between is of no use. The last token is labelled END."
    ),
    layers=(LAYER,),
    knobs=(
        Knob("distance", "Tokens to the deciding one", 8, 1, 200),
        Knob("kinds", "Kinds of words", 4, 2, len(KINDS)),
        WORDS,
    ),
    needs_future=True,
    chance=chance_of_guessing(4, 9, 17),
    make=_make,
)
