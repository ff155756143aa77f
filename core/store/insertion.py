"""Sentences put into the tables, many at a time, and counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.corpus import Sentence
from core.errors import ProjectError, place
from core.store.alphabet import NO_TAG, count_numbers
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.layers import Layers
from core.store.names import checked_name
from core.store.schema import PLACE_GAP
from core.store.sentences import SPLIT_NUMBERS
from core.store.texts import pack_spaces, pack_tokens

# A sentence longer than this is no sentence, and would be one when every view laid it out.
MAX_TOKENS = 100_000


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """The document that the last sentence before belongs to: the next one may go on with it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """What an insertion has put where; numbers are inclusive.

    Attributes:
        sentences: First and last sentence.
        documents: First and last document made; 0 and -1 for none.
        places: First and last place.
        document: What a next insertion may go on with.
    """

    sentences: tuple[int, int]
    documents: tuple[int, int]
    places: tuple[int, int]
    document: OpenDocument


def insert(
    sentences: Sequence[Sentence],
    *,
    connection: Connection,
    layers: Layers,
    counters: Counters,
    after: int,
    document: OpenDocument | None,
) -> Inserted:
    """Put sentences behind the place `after`; only inside a transaction.

    Args:
        sentences: At least one; their layers must exist.
        connection: Where to.
        layers: Gives the tags their characters.
        counters: Told about every sentence and tag.
        after: The place that the first sentence follows.
        document: What the first sentence belongs to if it carries the same name.

    Raises:
        ProjectError: A layer does not exist, or a sentence is too long.
    """
    first = 1 + connection.number("SELECT max(id) FROM sentence")
    first_place = (after // PLACE_GAP + 1) * PLACE_GAP
    ids = range(first, first + len(sentences))
    places = range(first_place, first_place + len(sentences) * PLACE_GAP, PLACE_GAP)
    documents = _documents(sentences, connection, document)
    connection.run_many(
        "INSERT INTO sentence VALUES (?, ?, ?, ?, ?)",
        [
            (id_, place_, document_, pack_tokens(sentence.tokens), pack_spaces(sentence.spaces))
            for id_, place_, document_, sentence in zip(ids, places, documents, sentences, strict=True)
        ],
    )
    connection.run_many(
        "INSERT INTO source VALUES (?, ?)",
        [(id_, sentence.source) for id_, sentence in zip(ids, sentences, strict=True) if sentence.source],
    )
    _insert_positions(sentences, ids, places, connection=connection, counters=counters)
    _insert_tags(sentences, ids, connection=connection, layers=layers, counters=counters)
    return Inserted(
        (ids[0], ids[-1]),
        _made(documents, document),
        (places[0], places[-1]),
        OpenDocument(documents[-1], sentences[-1].document),
    )


def _documents(sentences: Sequence[Sentence], connection: Connection, document: OpenDocument | None) -> list[int]:
    """Return the number of each sentence's document, making those that are new."""
    numbers = []
    for sentence in sentences:
        if document is None or document.name != sentence.document:
            number = connection.insert(
                "INSERT INTO document (name) VALUES (?)", (checked_name(sentence.document, connection.path),)
            )
            document = OpenDocument(number, sentence.document)
        numbers.append(document.id)
    return numbers


def _made(documents: Sequence[int], gone_on_with: OpenDocument | None) -> tuple[int, int]:
    """Return the first and last number among `documents` that was not there before."""
    made = [number for number in documents if gone_on_with is None or number != gone_on_with.id]
    return (made[0], made[-1]) if made else (0, -1)


def _insert_positions(
    sentences: Sequence[Sentence], ids: range, places: range, *, connection: Connection, counters: Counters
) -> None:
    rows = []
    for id_, place_, sentence in zip(ids, places, sentences, strict=True):
        if len(sentence) > MAX_TOKENS:
            raise ProjectError(
                f"a sentence has {len(sentence):,} tokens, more than {MAX_TOKENS:,}.",
                place=place(connection.path),
                remedy="Cut it into sentences first.",
            )
        split = SPLIT_NUMBERS[sentence.split]
        counters.add_sentence(place_, split, len(sentence))
        rows.append((place_, id_, split, len(sentence)))
    connection.run_many("INSERT INTO position VALUES (?, ?, ?, ?)", rows)


def _insert_tags(
    sentences: Sequence[Sentence], ids: range, *, connection: Connection, layers: Layers, counters: Counters
) -> None:
    names = dict.fromkeys(name for sentence in sentences for name in sentence.tags)
    numbers = {name: layers.find(name).id for name in names}
    rows = []
    for name, layer in numbers.items():
        alphabet = layers.alphabet(layer)
        all_codes = []
        for id_, sentence in zip(ids, sentences, strict=True):
            tags = sentence.tags.get(name)
            if tags is None:
                continue
            codes = alphabet.encode(tags)
            if codes.count(NO_TAG) == len(codes):
                continue
            counters.labelled[layer] += NO_TAG not in codes
            rows.append((id_, layer, codes))
            all_codes.append(codes)
        for number, n in count_numbers("".join(all_codes)).items():
            counters.tags[layer, number] += n
    # In the order of the table, so that its pages are filled one after the other.
    rows.sort()
    connection.run_many("INSERT INTO tagging (sentence, layer, codes) VALUES (?, ?, ?)", rows)
