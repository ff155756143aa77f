"""Rows of tokens as rectangles of numbers. The only place where padding exists.

A token's numbers are looked up once per distinct string; a batch is then one gather. Which tokens
stand in which row is decided in `rows`, which rows make a batch in `batches`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.config import NetworkConfig, PadSide, TokenInput
from core.corpus import Sentence
from core.rows import Integers, Piece, Row, Rows, document_numbers
from core.vocab import Vocab

Ids = NDArray[np.int32]
Number = TypeVar("Number", bound=np.generic)
Inputs = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Numbers of every token of a batch; 0 is padding everywhere.

    Attributes:
        words: int32[B, T].
        prefixes: int32[B, T, P], by length from 1 to P; P may be 0.
        suffixes: int32[B, T, P].
        shapes: int32[B, T]; 1 at every token where the network has no word shapes.
        characters: int32[B, T, C]; a token's own come first; C may be 0.
    """

    words: Ids
    prefixes: Ids
    suffixes: Ids
    shapes: Ids
    characters: Ids


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """One rectangle, ready for a network.

    Attributes:
        features: Numbers of the tokens.
        lengths: int32[B], tokens of each row.
        mask: bool[B, T], True where there is a token.
        tags: int32[B, T], 0 = padding, unlabelled, or a label the vocab does not know.
        weights: float32[B, T], 1 where the cell counts in the loss, else 0.
        carry: bool[B], True where the row goes on where the same row of the batch before ended
            (stateful strips); False where the state has to be reset.
        rows: Where the tokens come from.
        pad: The side the padding is on.
        n_words: Rows of the word table, the columns of a one-hot input.
    """

    features: Features
    lengths: Ids
    mask: NDArray[np.bool_]
    tags: Ids
    weights: NDArray[np.float32]
    carry: NDArray[np.bool_]
    rows: tuple[Row, ...]
    pad: PadSide
    n_words: int

    @property
    def n_tokens(self) -> int:
        """Cells that hold a token."""
        return int(self.lengths.sum())

    @property
    def n_cells(self) -> int:
        """B times T."""
        return self.mask.size

    @property
    def n_cut(self) -> int:
        """Tokens of these sentences that did not fit."""
        return sum(row.n_cut for row in self.rows)

    def timesteps(self, row: int) -> slice:
        """Return where the tokens of a row stand."""
        length, width = int(self.lengths[row]), self.mask.shape[1]
        return slice(width - length, width) if self.pad is PadSide.BEFORE else slice(0, length)

    def token_at(self, row: int, timestep: int) -> tuple[int, int] | None:
        """Return (sentence, position in it) of the token in a cell, None for padding."""
        index = timestep - self.timesteps(row).start
        if not 0 <= index < self.lengths[row]:
            return None
        for piece in self.rows[row].pieces:
            if index < piece.end - piece.start:
                return piece.sentence, piece.start + index
            index -= piece.end - piece.start
        raise ValueError(f"row {row} has fewer tokens in its pieces than its length says")

    def first_tokens_first(self, values: NDArray[Number]) -> NDArray[Number]:
        """Return values [B, T, ...] of the cells with each row's padding moved behind its tokens."""
        if self.pad is PadSide.AFTER:
            return values
        width = self.mask.shape[1]
        steps = (np.arange(width) + width - self.lengths[:, None]) % max(width, 1)  # [B, T]
        turned: NDArray[Number] = values[np.arange(len(values))[:, None], steps]
        return turned

    def inputs(self, network: NetworkConfig) -> dict[str, NDArray[np.generic]]:
        """Return what the network reads, and nothing else.

        Returns:
            `words` int32[B, T] embedded, float32[B, T, 1] as a bare number, or float32[B, T, V]
            one-hot with padding all zero; `prefixes` and `suffixes` int32[B, T, P], `shapes`
            int32[B, T] and `characters` int32[B, T, C] where the network has tables for them;
            `mask` bool[B, T]; `lengths` int32[B].
        """
        inputs: dict[str, NDArray[np.generic]] = {"words": self.features.words}
        if network.token_input is TokenInput.SCALAR:
            inputs["words"] = self.features.words[:, :, None].astype(np.float32)  # [B, T, 1]
        elif network.token_input is TokenInput.ONE_HOT:
            inputs["words"] = self._one_hot()
        else:
            if network.affix_length:
                inputs["prefixes"] = self.features.prefixes
                inputs["suffixes"] = self.features.suffixes
            if network.shape_size:
                inputs["shapes"] = self.features.shapes
            if network.char_filters:
                inputs["characters"] = self.features.characters
        return {**inputs, "mask": self.mask, "lengths": self.lengths}

    def n_bytes(self, network: NetworkConfig) -> int:
        """Return the size of everything a training step is fed: inputs, tags and weights."""
        return sum(array.nbytes for array in self.inputs(network).values()) + self.tags.nbytes + self.weights.nbytes

    def _one_hot(self) -> NDArray[np.float32]:
        words = np.zeros((*self.mask.shape, self.n_words), np.float32)  # [B, T, V]
        row, timestep = np.nonzero(self.mask)
        words[row, timestep, self.features.words[row, timestep]] = 1.0
        return words


@dataclass(frozen=True, slots=True, eq=False)
class EncodedTokens:
    """The tokens of a corpus as numbers, sentence after sentence, without any padding.

    Attributes:
        offsets: int64[sentences + 1], where each sentence begins; the last is N, the tokens of all.
        documents: int64[sentences], equal for neighbours in one document.
        table: int32[distinct + 1, 2 + 2P + C], the numbers of each distinct string: word, shape,
            prefixes, suffixes, characters. The last line is padding.
        tokens: int32[N + 1], line of `table`; the last is padding.
        tags: int32[N + 1], 0 where unlabelled or unknown; the last is padding.
        n_affixes: P.
        n_words: Rows of the word table.
    """

    offsets: Integers
    documents: Integers
    table: Ids
    tokens: Ids
    tags: Ids
    n_affixes: int
    n_words: int

    @property
    def lengths(self) -> Integers:
        """Tokens of each sentence, int64[sentences]."""
        return np.diff(self.offsets)

    def batch(self, rows: Rows, width: int, pad: PadSide) -> Batch:
        """Return `rows` as one rectangle of `width` timesteps, which holds the longest of them."""
        timestep = np.arange(width) - (width - rows.lengths[:, None] if pad is PadSide.BEFORE else 0)
        mask = np.broadcast_to((timestep >= 0) & (timestep < rows.lengths[:, None]), (len(rows), width))  # [B, T]
        positions = np.where(mask, rows.starts[:, None] + timestep, len(self.tokens) - 1)  # [B, T]
        numbers = self.table[self.tokens[positions]]  # [B, T, 2 + 2P + C]
        tags = self.tags[positions]  # [B, T]
        counted = (timestep >= rows.counted_from[:, None]) & (timestep < rows.counted_to[:, None])  # [B, T]
        suffixes_from, characters_from = 2 + self.n_affixes, 2 + 2 * self.n_affixes
        return Batch(
            features=Features(
                words=np.ascontiguousarray(numbers[:, :, 0]),  # [B, T]
                prefixes=np.ascontiguousarray(numbers[:, :, 2:suffixes_from]),  # [B, T, P]
                suffixes=np.ascontiguousarray(numbers[:, :, suffixes_from:characters_from]),  # [B, T, P]
                shapes=np.ascontiguousarray(numbers[:, :, 1]),  # [B, T]
                characters=np.ascontiguousarray(numbers[:, :, characters_from:]),  # [B, T, C]
            ),
            lengths=rows.lengths.astype(np.int32),
            mask=mask,
            tags=tags,
            weights=((tags > 0) & counted).astype(np.float32),
            carry=rows.carry,
            rows=tuple(self._sources(rows)),
            pad=pad,
            n_words=self.n_words,
        )

    def _sources(self, rows: Rows) -> Iterator[Row]:
        firsts = np.searchsorted(self.offsets, rows.starts, side="right") - 1
        columns = (firsts, rows.starts, rows.lengths, rows.counted_from, rows.counted_to, rows.n_cut)
        for sentence, start, length, counted_from, counted_to, n_cut in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            yield Row(tuple(self._pieces(sentence, start, length)), (counted_from, counted_to), n_cut)

    def _pieces(self, sentence: int, start: int, length: int) -> Iterator[Piece]:
        while length > 0:
            begin, end = int(self.offsets[sentence]), int(self.offsets[sentence + 1])
            taken = min(length, end - start)
            yield Piece(sentence, start - begin, start - begin + taken)
            sentence, start, length = sentence + 1, start + taken, length - taken


def encode(sentences: Iterable[Sentence], layer: str, vocab: Vocab) -> EncodedTokens:
    """Look up every token and tag once; `sentences` is read once and not kept."""
    lines: dict[str, int] = {}
    tokens: list[int] = []
    tags: list[int] = []
    lengths: list[int] = []
    names: list[str] = []
    for sentence in sentences:
        tokens.extend(lines.setdefault(token, len(lines)) for token in sentence.tokens)
        tags.extend(map(vocab.label_row, sentence.layer_tags(layer)))
        lengths.append(len(sentence))
        names.append(sentence.document)
    table = np.zeros((len(lines) + 1, vocab.n_columns), np.int32)
    for token, line in lines.items():
        table[line] = vocab.token_rows(token)
    return EncodedTokens(
        offsets=np.concatenate([[0], np.cumsum(np.asarray(lengths, np.int64))]),
        documents=document_numbers(names),
        table=table,
        tokens=np.asarray([*tokens, len(lines)], np.int32),
        tags=np.asarray([*tags, 0], np.int32),
        n_affixes=len(vocab.prefixes),
        n_words=len(vocab.words),
    )
