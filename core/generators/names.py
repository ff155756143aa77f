"""The templated named-entity language: `names`. Many of its names are also ordinary words or other names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from random import Random

from core.corpus import Layer, Scheme, Sentence, Span
from core.generators import lexicon
from core.generators.grammar import Name, Word, expand, reasons
from core.generators.task import Example, Knob, Task
from core.generators.templates import TOPICS
from core.schemes import from_spans

NER = Layer("ner", Scheme.IOB2)
UPOS = Layer("upos")
_RETRIES = 20
_LABELS = {"place": "LOC", "company": "ORG", "product": "PROD"}
_CLINGING = frozenset((".", ",", "?", "'s"))


@dataclass(slots=True)
class _Document:
    """Who and what one document is about, so that names come back."""

    random: Random
    ambiguous: int
    cast: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    in_sentence: set[tuple[str, str]] = field(default_factory=set)

    def fill(self, slot: str) -> Name:
        """Return a name for a slot; nobody and nothing comes twice in a sentence."""
        name = self._draw(slot)
        for _ in range(_RETRIES):
            if (name.label, name.words[0]) not in self.in_sentence:
                break
            name = self._draw(slot)
        self.in_sentence.add((name.label, name.words[0]))
        return name

    def _draw(self, slot: str) -> Name:
        if slot in ("person", "surname"):
            first, last = self._member("person")
            words = (last,) if slot == "surname" else (first,) if self.random.random() < 0.6 else (first, last)
            return _name(words, "PER")
        if slot in _LABELS:
            return _name(self._member(slot), _LABELS[slot])
        return _name(self._date(slot), "DATE")

    def _date(self, slot: str) -> tuple[str, ...]:
        pick = self.random.choice
        if slot in ("year", "weekday"):
            return (pick(lexicon.YEARS if slot == "year" else lexicon.WEEKDAYS),)
        words: tuple[str, ...] = (self._either(lexicon.MONTHS, lexicon.AMBIGUOUS_MONTHS),)
        if slot == "day":
            words = (pick(lexicon.DAYS), *words)
        return (*words, pick(lexicon.YEARS)) if slot != "month name" and self.random.random() < 0.25 else words

    def _member(self, kind: str) -> tuple[str, ...]:
        """Return one of the document's few names of a kind, or now and then somebody new."""
        members = self.cast.setdefault(kind, [])
        if len(members) < 2 or self.random.random() < 0.4:
            members.append(self._new(kind))
            return members[-1]
        return self.random.choice(members)

    def _new(self, kind: str) -> tuple[str, ...]:
        if kind == "person":
            first = self._either(lexicon.FIRST, lexicon.AMBIGUOUS_FIRST)
            return (first, self._either(lexicon.LAST, lexicon.AMBIGUOUS_LAST))
        lists = {
            "place": (lexicon.PLACES, lexicon.AMBIGUOUS_PLACES),
            "company": (lexicon.COMPANIES, lexicon.AMBIGUOUS_COMPANIES),
            "product": (lexicon.PRODUCTS, lexicon.AMBIGUOUS_PRODUCTS),
        }
        return tuple(self._either(*lists[kind]).split(" "))

    def _either(self, usual: Sequence[str], ambiguous: Sequence[str]) -> str:
        return self.random.choice(ambiguous if self.random.randrange(100) < self.ambiguous else usual)


def _name(words: tuple[str, ...], label: str) -> Name:
    """Several words tell the label without help unless more may stand before them; one, if it has no other use."""
    uses = _uses()[words[0]]
    is_certain = len(uses) == 1 or (len(words) > 1 and not any(tag.startswith("I-") for tag in uses))
    return Name(words, label, is_certain)


@cache
def _uses() -> Mapping[str, frozenset[str]]:
    """Return the tags that each word of the name lists can have in this language, O among them."""
    firsts, lasts = (*lexicon.FIRST, *lexicon.AMBIGUOUS_FIRST), (*lexicon.LAST, *lexicon.AMBIGUOUS_LAST)
    months = (*lexicon.MONTHS, *lexicon.AMBIGUOUS_MONTHS)
    tags: dict[str, set[str]] = {}
    for words, found in (
        (firsts, ("B-PER",)),
        (lasts, ("B-PER", "I-PER")),
        ((*months, *lexicon.YEARS), ("B-DATE", "I-DATE")),
        ((*lexicon.DAYS, *lexicon.WEEKDAYS), ("B-DATE",)),
    ):
        for word in words:
            tags.setdefault(word, set()).update(found)
    for label, names in (
        ("LOC", (*lexicon.PLACES, *lexicon.AMBIGUOUS_PLACES)),
        ("ORG", (*lexicon.COMPANIES, *lexicon.AMBIGUOUS_COMPANIES)),
        ("PROD", (*lexicon.PRODUCTS, *lexicon.AMBIGUOUS_PRODUCTS)),
    ):
        for name in names:
            for index, word in enumerate(name.split(" ")):
                tags.setdefault(word, set()).add(f"{'I' if index else 'B'}-{label}")
    for words_of_part in lexicon.PARTS_OF_SPEECH.values():
        for word in words_of_part.split(" "):
            if word.capitalize() in tags:
                tags[word.capitalize()].add("O")
    for auxiliary in ("May", "Will", "Mark", "Reading", "Nice"):
        tags[auxiliary].add("O")
    return {word: frozenset(found) for word, found in tags.items()}


def _make(random: Random, knobs: Mapping[str, int]) -> Iterator[Example]:
    number = 0
    while True:
        number += 1
        document = _Document(random, knobs["ambiguous"])
        topic = random.choice(TOPICS)
        for _ in range(random.randint(1, knobs["longest"])):
            document.in_sentence.clear()
            yield _example(expand(topic, random, document.fill), f"names {number}")


def _example(words: list[Word], document: str) -> Example:
    _spell(words)
    spans = {
        word.slot: Span(index, index + len(word.name.words), word.name.label)
        for index, word in reversed(list(enumerate(words)))
        if word.name is not None
    }
    tags = {
        NER.name: from_spans(spans.values(), len(words), NER.scheme),
        UPOS.name: tuple(word.part for word in words),
    }
    tokens = tuple(word.text for word in words)
    sentence = Sentence(tokens, tags, spaces=tuple(_spaces(tokens)), document=document)
    return Example(sentence, reasons(words, frozenset(_uses())))


def _spell(words: Sequence[Word]) -> None:
    """Write `an` before a vowel and a capital at the start, behind a quotation mark if there is one."""
    for article, word in pairwise(words):
        if article.text == "a" and word.text[0] in "aeiou":
            article.text = "an"
    first = next(word for word in words if word.text != '"')
    first.text = first.text[0].upper() + first.text[1:]


def _spaces(tokens: Sequence[str]) -> Iterator[bool]:
    """Yield whether a space follows each token; quotation marks open and close by turns."""
    is_open = False
    for index, text in enumerate(tokens):
        is_open ^= text == '"'
        after = tokens[index + 1] if index + 1 < len(tokens) else "."
        closes = after in _CLINGING or (after == '"' and is_open)
        yield not closes and not (text == '"' and is_open)


NAMES = Task(
    name="names",
    title="Names in sentences",
    context="the words that go with a name",
    explanation=(
        "English sentences from a small grammar, in documents, with people, places, companies, products and dates. "
        "Many names have several meanings: May laughs, but it rains in May; Reading is a town, and reading takes time. "
        "The words that settle it stand before the name, after it, or on both sides."
    ),
    layers=(NER, UPOS),
    knobs=(
        Knob("ambiguous", "Names with several meanings, in a hundred", 40, 0, 100),
        Knob("longest", "Sentences of the longest document", 8, 1, 100),
    ),
    needs_future=False,
    # Three tokens in four are in no name.
    chance=0.75,
    make=_make,
)
