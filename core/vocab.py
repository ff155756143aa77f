"""Tokens, affixes, word shapes and labels as numbers, counted from training sentences.

Row 0 of every table is padding and row 1 is whatever training did not show often enough. Nothing
here knows about arrays or padding; a token's numbers depend on that token alone.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from core.config import Config, TokenInput
from core.corpus import Sentence
from core.weights import Sizes

PAD = 0
UNK = 1

# Characters of a token that are looked at; of a longer one its beginning and its end, half each.
TOKEN_CHARACTERS = 20

# An affix, shape or character that training shows once is worth less than a trained vector for "unknown".
RARE_COUNT = 2

_NAMES = ("<pad>", "<unknown>")


@dataclass(frozen=True, slots=True)
class Table:
    """Strings and their row numbers.

    Attributes:
        entries: By row; the first two are empty and stand for padding and unknown.
    """

    entries: tuple[str, ...] = ("", "")
    _rows: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.entries[:2] != ("", ""):
            raise ValueError("the first two entries stand for padding and unknown and must be empty")
        rows = {entry: row for row, entry in enumerate(self.entries) if row > UNK}
        if len(rows) != len(self.entries) - 2 or "" in rows:
            raise ValueError("entries must be distinct and not empty")
        object.__setattr__(self, "_rows", rows)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, entry: object) -> bool:
        return entry in self._rows

    def index(self, entry: str) -> int:
        """Return the row of `entry`, `UNK` where it has none."""
        return self._rows.get(entry, UNK)

    def name(self, row: int) -> str:
        """Return what to show for a row: its entry, `<pad>` or `<unknown>`."""
        return self.entries[row] if row > UNK else _NAMES[row]


@dataclass(frozen=True, slots=True)
class Vocab:
    """Every table a network needs to read tokens and to name its scores.

    Attributes:
        words: Whole tokens, lowercased where `lowercase` says so.
        prefixes: By length from 1 on; empty where the network has none.
        suffixes: The same for suffixes.
        shapes: Word shapes; only padding and unknown where the network has none.
        labels: Tags by falling frequency, after the padding label "" at 0.
        lowercase: Whether words are looked up in lower case; everything else keeps its case.
        characters: Single characters; None where the network reads none.
    """

    words: Table
    prefixes: tuple[Table, ...]
    suffixes: tuple[Table, ...]
    shapes: Table
    labels: tuple[str, ...]
    lowercase: bool = True
    characters: Table | None = None
    _label_rows: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.labels[:1] != ("",) or len(set(self.labels)) != len(self.labels):
            raise ValueError("labels must be distinct, the padding label first")
        if len(self.prefixes) != len(self.suffixes):
            raise ValueError(f"{len(self.prefixes)} prefix tables for {len(self.suffixes)} suffix tables")
        object.__setattr__(self, "_label_rows", {label: row for row, label in enumerate(self.labels) if row})

    @property
    def sizes(self) -> Sizes:
        """Rows of every table, for the shapes of the weights."""
        return Sizes(
            words=len(self.words),
            prefixes=tuple(len(table) for table in self.prefixes),
            suffixes=tuple(len(table) for table in self.suffixes),
            shapes=len(self.shapes),
            characters=0 if self.characters is None else len(self.characters),
            labels=len(self.labels),
        )

    @property
    def n_columns(self) -> int:
        """How many numbers `token_rows` returns."""
        return 2 + 2 * len(self.prefixes) + self.n_characters

    @property
    def n_characters(self) -> int:
        """How many characters of a token are looked at, 0 where the network reads none."""
        return 0 if self.characters is None else TOKEN_CHARACTERS

    def word_row(self, token: str) -> int:
        """Return the row of a token's word, `UNK` where training did not show it."""
        return self.words.index(token.lower() if self.lowercase else token)

    def token_rows(self, token: str) -> tuple[int, ...]:
        """Return all numbers of a token: word, word shape, P prefixes, P suffixes, C characters and padding."""
        return (
            self.word_row(token),
            self.shapes.index(word_shape(token)) if len(self.shapes) > 2 else UNK,
            *(table.index(token[:length]) for length, table in enumerate(self.prefixes, start=1)),
            *(table.index(token[-length:]) for length, table in enumerate(self.suffixes, start=1)),
            *self._character_rows(token),
        )

    def _character_rows(self, token: str) -> tuple[int, ...]:
        if self.characters is None:
            return ()
        half = TOKEN_CHARACTERS // 2
        shown = token if len(token) <= TOKEN_CHARACTERS else token[:half] + token[-half:]
        rows = tuple(map(self.characters.index, shown))
        return rows + (PAD,) * (TOKEN_CHARACTERS - len(rows))

    def label_row(self, tag: str | None) -> int:
        """Return the number of a tag, 0 for None and for a tag that training did not show."""
        return self._label_rows.get(tag, PAD) if tag is not None else PAD


def build_vocab(sentences: Iterable[Sentence], layer: str, config: Config) -> Vocab:
    """Count tokens and tags once and give rows to those that are frequent enough.

    A word needs `min_count` occurrences; an affix, a shape or a character needs two, so that the unknown rows
    are trained by the ones seen once. A token shorter than an affix is its own affix. Rows stand
    by falling frequency, then by code points, so that equal counts give equal tables.

    Args:
        sentences: Those the network will learn from; read once.
        layer: The layer whose tags are the labels; None tags are not counted.
        config: Decides which tables there are and what is frequent enough.
    """
    tokens: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    for sentence in sentences:
        tokens.update(sentence.tokens)
        tags.update(tag for tag in sentence.layer_tags(layer) if tag is not None)
    network, lowercase = config.network, config.encoding.lowercase
    words: Counter[str] = Counter()
    for token, count in tokens.items():
        words[token.lower() if lowercase else token] += count
    is_embedded = network.token_input is TokenInput.EMBEDDED
    lengths = range(1, network.affix_length + 1) if is_embedded else range(0)
    shapes = _totals((word_shape(token), count) for token, count in tokens.items())
    characters = _totals((character, count) for token, count in tokens.items() for character in token)
    return Vocab(
        words=_table(
            words,
            at_least=config.encoding.min_count,
            at_most=network.one_hot_words if network.token_input is TokenInput.ONE_HOT else None,
        ),
        prefixes=tuple(_table(_totals((t[:n], c) for t, c in tokens.items()), at_least=RARE_COUNT) for n in lengths),
        suffixes=tuple(_table(_totals((t[-n:], c) for t, c in tokens.items()), at_least=RARE_COUNT) for n in lengths),
        shapes=_table(shapes, at_least=RARE_COUNT) if is_embedded and network.shape_size else Table(),
        characters=_table(characters, at_least=RARE_COUNT) if is_embedded and network.char_filters else None,
        labels=("", *(tag for tag in _by_frequency(tags) if tag)),
        lowercase=lowercase,
    )


def word_shape(token: str) -> str:
    """Return a token's outline: runs of capitals X, other letters x, letters without case c, digits d.

    Marks that sit on a letter are left out; every other character stands for itself, a run of
    it once.

    >>> word_shape("O'Neill-2024"), word_shape("北京"), word_shape("...")
    ("X'Xx-d", 'c', '.')
    """
    kinds = (_kind(character) for character in token)
    return "".join(kind for kind, _ in groupby(kind for kind in kinds if kind))


def _kind(character: str) -> str:
    if character.isdecimal():
        return "d"
    if character.isalpha():
        if character.isupper() or character.istitle():
            return "X"
        return "x" if character.islower() else "c"
    return "" if unicodedata.category(character).startswith("M") else character


def unknown_labels(sentences: Iterable[Sentence], layer: str, vocab: Vocab) -> tuple[str, ...]:
    """Return the tags of `layer` that the vocab has no number for, in order of first sight."""
    known = set(vocab.labels)
    seen = {tag: None for sentence in sentences for tag in sentence.layer_tags(layer) if tag is not None}
    return tuple(tag for tag in seen if tag not in known)


def _totals(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for entry, count in pairs:
        totals[entry] += count
    return totals


def _table(counts: Counter[str], *, at_least: int, at_most: int | None = None) -> Table:
    frequent = (entry for entry in _by_frequency(counts) if entry and counts[entry] >= at_least)
    return Table(("", "", *list(frequent)[:at_most]))


def _by_frequency(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda entry: (-counts[entry], entry))
