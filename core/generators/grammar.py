"""Expand the grammar of the named-entity language into words that know their tag and their reasons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from core.generators.lexicon import PARTS_OF_SPEECH
from core.generators.templates import RULES

Fill = Callable[[str], "Name"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be put in a slot.

    Attributes:
        words: One or more.
        label: Of the span they make.
        is_certain: Whether the words alone tell the label, whatever stands beside them.
    """

    words: tuple[str, ...]
    label: str
    is_certain: bool = False


@dataclass(slots=True)
class Word:
    """A word of a sentence being made.

    Attributes:
        name: The name it belongs to, None for a plain word.
        group: The brackets it stands in, 0 for none.
        slot: Counts the names of the sentence; 0 for a plain word.
    """

    text: str
    part: str
    group: int
    name: Name | None = None
    slot: int = 0


@dataclass(frozen=True, slots=True)
class _Slot:
    rule: str
    group: int


@dataclass(frozen=True, slots=True)
class _Plain:
    text: str
    part: str
    group: int


_Way = tuple[_Slot | _Plain, ...]


@cache
def grammar() -> Mapping[str, tuple[_Way, ...]]:
    """Return every rule's ways, read from `RULES`; a rule may stand on several lines."""
    parts = _parts_of_speech()
    rules: dict[str, list[_Way]] = {}
    for line in RULES.replace("\n    |", " |").split("\n"):
        name, colon, ways = line.partition(": ")
        if colon:
            rules.setdefault(name, []).extend(_parse(way, parts) for way in ways.split(" | "))
    return {name: tuple(ways) for name, ways in rules.items()}


def expand(rule: str, random: Random, fill: Fill) -> list[Word]:
    """Return the words of one sentence.

    Args:
        rule: Where to start.
        random: Chooses among the ways of a rule, all of them alike likely.
        fill: Gives a name for a slot that is no rule.
    """
    words: list[Word] = []
    groups = iter(range(1, 1_000_000))
    _expand(rule, 0, _Making(random, fill, groups, words))
    return words


@dataclass(frozen=True, slots=True)
class _Making:
    random: Random
    fill: Fill
    groups: Iterator[int]
    words: list[Word]


def _expand(rule: str, group: int, making: _Making) -> None:
    """Add the words of a rule; brackets around the slot enclose what has none of its own."""
    inner: dict[int, int] = {0: group}
    for item in making.random.choice(grammar()[rule]):
        if item.group not in inner:
            inner[item.group] = next(making.groups)
        here = inner[item.group]
        if isinstance(item, _Plain):
            making.words.append(Word(item.text, item.part, here))
        elif item.rule in grammar():
            _expand(item.rule, here, making)
        else:
            name, slot = making.fill(item.rule), len(making.words) + 1
            making.words.extend(Word(text, name_part(text), here, name, slot) for text in name.words)


def name_part(text: str) -> str:
    """Return the part of speech of a word of a name: numbers count, all else is a proper noun."""
    return "NUM" if text.isdigit() else "PROPN"


def reasons(words: Sequence[Word], could_be_name: frozenset[str]) -> tuple[tuple[int, ...], ...]:
    """Return for each word the positions that decide its tag.

    A name's words and, unless they are certain, the plain words in its brackets; for a plain word
    itself and, where it is spelled like part of a name, the plain words in its brackets.
    """
    plain: dict[int, list[int]] = {}
    slots: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        if word.name is not None:
            slots.setdefault(word.slot, []).append(index)
        elif word.group:
            plain.setdefault(word.group, []).append(index)
    found = []
    for index, word in enumerate(words):
        own = slots[word.slot] if word.name is not None else [index]
        is_certain = word.name.is_certain if word.name is not None else word.text not in could_be_name
        found.append(tuple(sorted({*own, *(() if is_certain else plain.get(word.group, ()))})))
    return tuple(found)


def _parse(way: str, parts: Mapping[str, tuple[str, ...]]) -> _Way:
    items: list[_Slot | _Plain] = []
    n_groups, group = 0, 0
    for item in way.replace(" <", " \0<").replace("> ", ">\0 ").split("\0"):
        if item.startswith("<"):
            items.append(_Slot(item.strip("<>"), group))
            continue
        for text in filter(None, item.split(" ")):
            if text == "[":
                n_groups += 1
                group = n_groups
            elif text == "]":
                group = 0
            else:
                items.append(_plain(text, group, parts))
    return tuple(items)


def _plain(text: str, group: int, parts: Mapping[str, tuple[str, ...]]) -> _Plain:
    word, slash, part = text.partition("/")
    known = (part,) if slash else parts.get(word, ())
    if len(known) != 1:
        raise ValueError(f"the template's word {word!r} has {len(known)} parts of speech: write one after a slash")
    return _Plain(word, known[0], group)


def _parts_of_speech() -> dict[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {}
    for part, words in PARTS_OF_SPEECH.items():
        for word in words.split(" "):
            parts[word] = (*parts.get(word, ()), part)
    return parts
