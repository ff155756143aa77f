"""What a generator task is: a rule that makes labelled sentences and knows why each label is what it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from core.corpus import Layer, Sentence
from core.errors import ConfigError

Deciding = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Knob:
    """A whole number the user may turn."""

    name: str
    title: str
    default: int
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled sentence and the reasons for its labels.

    Attributes:
        deciding: For each token the positions whose tokens decide its label, in order; empty where
            the token's place in the sentence alone decides.
    """

    sentence: Sentence
    deciding: Deciding


@dataclass(frozen=True, slots=True)
class Task:
    """One endless kind of labelled sentences.

    Attributes:
        name: As on the command line.
        title: A few words for a list.
        context: Which context decides the label, in a few words.
        explanation: The rule in plain words.
        layers: What the sentences are labelled in; the first is the one to learn.
        knobs: What can be set.
        needs_future: Whether tokens after a token decide its label.
        chance: Token accuracy that the knobs' defaults leave to a reader without the deciding
            context: one who never looks ahead where the task needs the future, else one who
            always says the commonest label.
        make: Yields examples for ever from a source of chance and a value for each knob.
    """

    name: str
    title: str
    context: str
    explanation: str
    layers: tuple[Layer, ...]
    knobs: tuple[Knob, ...]
    needs_future: bool
    chance: float
    make: Callable[[Random, Mapping[str, int]], Iterator[Example]]

    @property
    def layer(self) -> Layer:
        """The layer to learn."""
        return self.layers[0]

    def settings(self, knobs: Mapping[str, int]) -> dict[str, int]:
        """Return a value for each knob: the one given, else the default.

        Raises:
            ConfigError: A knob is not one of the task, or its value is out of bounds.
        """
        known = {knob.name: knob for knob in self.knobs}
        for name, value in knobs.items():
            if name not in known:
                remedy = f"It has: {', '.join(known)}."
                raise ConfigError(f"the task {self.name!r} has no knob {name!r}.", remedy=remedy)
            knob = known[name]
            if not knob.minimum <= value <= knob.maximum:
                remedy = f"Choose a number from {knob.minimum} to {knob.maximum}."
                raise ConfigError(f"{name} cannot be {value}.", remedy=remedy)
        return {knob.name: knobs.get(knob.name, knob.default) for knob in self.knobs}

    def stream(self, *, seed: int, knobs: Mapping[str, int]) -> Iterator[Example]:
        """Return examples without end, the same ones for the same seed and knobs.

        Raises:
            ConfigError: As `settings`.
        """
        settings = self.settings(knobs)
        return self.make(Random(seed), settings)  # noqa: S311 - sentences, not secrets: a seed must give them again
