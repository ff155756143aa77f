"""Tasks whose labels lie in the token itself or right beside it: `token`, `before`, `after`, `both`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from core.corpus import Layer, Sentence
from core.generators.task import Deciding, Example, Knob, Task
from core.generators.words import KINDS, MOST_WORDS, any_word, kind_of

LAYER = Layer("kind")
START = "START"
END = "END"
WORDS = Knob("words", "Words of each kind", 5, 1, MOST_WORDS)

Reader = Callable[[Sequence[str]], tuple[tuple[str, ...], Deciding]]


def read_token(tokens: Sequence[str]) -> tuple[tuple[str, ...], Deciding]:
    """Label each token with its own kind."""
    return _kinds(tokens), tuple((index,) for index in range(len(tokens)))


def read_before(tokens: Sequence[str]) -> tuple[tuple[str, ...], Deciding]:
    """Label each token with the kind of the token before it."""
    return (START, *_kinds(tokens[:-1])), ((), *((index - 1,) for index in range(1, len(tokens))))


def read_after(tokens: Sequence[str]) -> tuple[tuple[str, ...], Deciding]:
    """Label each token with the kind of the token after it."""
    return (*_kinds(tokens[1:]), END), (*((index,) for index in range(1, len(tokens))), ())


def read_both(tokens: Sequence[str]) -> tuple[tuple[str, ...], Deciding]:
    """Label each token with the kinds of both neighbours, such as `FIRE+WATER`."""
    before, left = read_before(tokens)
    after, right = read_after(tokens)
    tags = tuple(f"{one}+{other}" for one, other in zip(before, after, strict=True))
    return tags, tuple(one + other for one, other in zip(left, right, strict=True))


def chance_of_guessing(kinds: int, shortest: int, longest: int) -> float:
    """Return the best accuracy of someone who sees no future, where labels but the last one are kinds to come.

    Lengths between the two are all alike likely, so the later in a sentence, the better the guess END.
    """
    lengths = range(shortest, longest + 1)
    right = 0.0
    for position in range(1, longest + 1):
        n_ending, n_longer = lengths.count(position), sum(length > position for length in lengths)
        right += max(n_ending, n_longer / kinds)
    return right / sum(lengths)


def _kinds(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(KINDS[kind_of(token)] for token in tokens)


def _maker(read: Reader) -> Callable[[Random, Mapping[str, int]], Iterator[Example]]:
    def make(random: Random, knobs: Mapping[str, int]) -> Iterator[Example]:
        longest = knobs["longest"]
        while True:
            length = random.randint(max(2, longest // 2), longest)
            tokens = tuple(any_word(random, knobs["kinds"], knobs["words"]) for _ in range(length))
            tags, deciding = read(tokens)
            yield Example(Sentence(tokens, {LAYER.name: tags}), deciding)

    return make


def _knobs(kinds: int) -> tuple[Knob, ...]:
    return (
        Knob("kinds", "Kinds of words", kinds, 2, len(KINDS)),
        WORDS,
        Knob("longest", "Tokens of the longest sentence", 12, 2, 200),
    )


TOKEN = Task(
    name="token",
    title="The token itself",
    context="the token itself",
    explanation="A word's ending tells its kind, and the kind is the label. No context is needed.",
    layers=(LAYER,),
    knobs=_knobs(4),
    needs_future=False,
    chance=1 / 4,
    make=_maker(read_token),
)
BEFORE = Task(
    name="before",
    title="The token before",
    context="the token before",
    explanation="Each label is the kind of the token before. The first token is labelled START.",
    layers=(LAYER,),
    knobs=_knobs(4),
    needs_future=False,
    # One token in nine is START, the others are one kind in four.
    chance=8 / 9 / 4,
    make=_maker(read_before),
)
AFTER = Task(
    name="after",
    title="The token after",
    context="the token after",
    explanation=(
        "Each label is the kind of the token after: a network that only reads forward has not seen it yet and "
        "can but guess. The last token is labelled END."
    ),
    layers=(LAYER,),
    knobs=_knobs(4),
    needs_future=True,
    chance=chance_of_guessing(4, 6, 12),
    make=_maker(read_after),
)
BOTH = Task(
    name="both",
    title="Both neighbours",
    context="the tokens on both sides",
    explanation=(
        "Each label names the kinds of the token before and the token after, such as FIRE+WATER. Reading one way "
        "finds one half of it and must guess the other. The sentence's edges count as START and END."
    ),
    layers=(LAYER,),
    knobs=_knobs(3),
    needs_future=True,
    chance=chance_of_guessing(3, 6, 12),
    make=_maker(read_both),
)
