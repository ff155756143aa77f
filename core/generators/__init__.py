"""Endless labelled sentences, seeded and streamed. The tasks differ in which context decides the label.

`TASKS` is the one list of them; a new task is a module and a line there.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from core.corpus import Corpus
from core.errors import ConfigError
from core.generators.far import FAR
from core.generators.names import NAMES
from core.generators.neighbours import AFTER, BEFORE, BOTH, TOKEN
from core.generators.nested import NESTED
from core.generators.sample import sample_corpus
from core.generators.task import Example, Knob, Task

__all__ = ["TASKS", "Example", "Knob", "Task", "sample_corpus", "stream", "take"]

TASKS: dict[str, Task] = {task.name: task for task in (TOKEN, BEFORE, AFTER, BOTH, FAR, NESTED, NAMES)}
_DEFAULTS: Mapping[str, int] = MappingProxyType({})


def stream(task: str, *, seed: int, knobs: Mapping[str, int] = _DEFAULTS) -> Iterator[Example]:
    """Return examples without end, the same ones for the same seed and knobs.

    Raises:
        ConfigError: There is no such task or knob, or a knob is out of its bounds.
    """
    if task not in TASKS:
        raise ConfigError(f"there is no task {task!r}.", remedy=f"Choose one of: {', '.join(TASKS)}.")
    return TASKS[task].stream(seed=seed, knobs=knobs)


def take(task: str, n: int, *, seed: int, knobs: Mapping[str, int] = _DEFAULTS) -> Corpus:
    """Return the first `n` sentences of the stream.

    Raises:
        ConfigError: As `stream`.
    """
    examples = islice(stream(task, seed=seed, knobs=knobs), n)
    return Corpus(tuple(example.sentence for example in examples), TASKS[task].layers)
