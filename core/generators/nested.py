"""The task of brackets inside brackets: `nested`."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from core.corpus import Layer, Sentence
from core.generators.neighbours import END
from core.generators.task import Deciding, Example, Knob, Task
from core.generators.words import KINDS, any_word, kind_of

LAYER = Layer("kind")
OPENER = "("
CLOSER = ")"
_WORDS = 2
_SHORTEST = 10


def read_nested(tokens: Sequence[str]) -> tuple[tuple[str, ...], Deciding]:
    """Label every token with the kind of the word that closes the bracket around it.

    An opening bracket stands inside of its own pair, a closing word outside. The deciding position
    is that closing word's; which one it is, the brackets in between say by opening and closing,
    not by their kinds.

    Raises:
        ValueError: The brackets do not pair, or not all of the sentence is inside the first pair.
    """
    tags = [END] * len(tokens)
    deciding: list[tuple[int, ...]] = [()] * len(tokens)
    closers: list[int] = []
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if closers:
            tags[index] = KINDS[kind_of(tokens[closers[-1]][len(CLOSER) :])]
            deciding[index] = (closers[-1],)
        elif index < len(tokens) - 1:
            raise ValueError(f"token {index} stands in no bracket")
        if token.startswith(CLOSER):
            closers.append(index)
        elif token == OPENER and closers:
            closers.pop()
    if closers or not deciding[0]:
        raise ValueError("the brackets do not pair")
    return tuple(tags), tuple(deciding)


def _make(random: Random, knobs: Mapping[str, int]) -> Iterator[Example]:
    while True:
        tokens = tuple(_tokens(random, knobs["depth"], knobs["kinds"], knobs["longest"]))
        tags, deciding = read_nested(tokens)
        yield Example(Sentence(tokens, {LAYER.name: tags}), deciding)


def _tokens(random: Random, depth: int, kinds: int, longest: int) -> Iterator[str]:
    """Yield a bracket and what is in it; room is kept to close whatever is open."""
    remaining = random.randint(min(_SHORTEST, longest), longest) - 1
    yield OPENER
    is_open = 1
    while remaining > is_open:
        step = random.random()
        if step < 0.4 and is_open < depth and remaining > is_open + 1:
            yield OPENER
            is_open += 1
        elif step < 0.7 and is_open > 1:
            yield CLOSER + any_word(random, kinds, _WORDS)
            is_open -= 1
        else:
            yield any_word(random, kinds, _WORDS)
        remaining -= 1
    for _ in range(is_open):
        yield CLOSER + any_word(random, kinds, _WORDS)


NESTED = Task(
    name="nested",
    title="Nested brackets",
    context="the word that closes the bracket around it",
    explanation=(
        "A word glued to a closing bracket has a kind, and that kind is the label of all that stands directly inside "
        "the pair, the opening bracket included. Brackets nest as deep as the depth says, so a network must remember "
        "as many kinds as brackets are open. The whole sentence is one pair; the word that closes it is labelled END."
    ),
    layers=(LAYER,),
    knobs=(
        Knob("depth", "Deepest nesting", 3, 1, 8),
        Knob("kinds", "Kinds of closing words", 4, 2, len(KINDS)),
        Knob("longest", "Tokens of the longest sentence", 24, 4, 200),
    ),
    needs_future=True,
    # One token in seventeen is END, which whoever counts brackets knows; the others are one kind in four.
    chance=1 / 17 + 16 / 17 / 4,
    make=_make,
)
