"""Sentences read from and written to the tables, in corpus order.

A read costs what it returns: a page is found through the number of sentences in each block of places,
then read along the order.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from core.corpus import Sentence, Split
from core.edits import Origin, SetRemark
from core.errors import ProjectError
from core.store.alphabet import origins_of
from core.store.connection import Connection, Row
from core.store.faults import damaged
from core.store.layers import Layers
from core.store.schema import BLOCK_SHIFT
from core.store.texts import unpack_spaces, unpack_tokens

SPLITS = tuple(Split)
SPLIT_NUMBERS = {split: number for number, split in enumerate(SPLITS)}

_COLUMNS = """
SELECT position.sentence, position.split, document.name, sentence.tokens, sentence.spaces, source.rows
FROM position
JOIN sentence ON sentence.id = position.sentence
JOIN document ON document.id = sentence.document
LEFT JOIN source ON source.sentence = position.sentence
"""


class Sentences:
    """The sentences of the corpus, without those removed and those of an import still running."""

    def __init__(self, connection: Connection, layers: Layers) -> None:
        self._connection = connection
        self._layers = layers
        self._blocks: list[int] = []
        self._ends: list[int] | None = None

    def forget(self) -> None:
        """Read the blocks again at the next use; called when sentences came or went."""
        self._ends = None

    @property
    def last_place(self) -> int:
        """The last place of the corpus; what stands behind it belongs to a running import."""
        return self._connection.number("SELECT last_place FROM project")

    def read(self, number: int) -> Sentence:
        """Return one sentence.

        Raises:
            KeyError: The corpus has no sentence of this number.
        """
        row = self._connection.row(f"{_COLUMNS} {_OF_SENTENCE}", (number,))
        if row is None or row[0] != number or self.place_of(number) > self.last_place:
            raise self._missing(number)
        return self._sentence(row, self._connection.rows(_TAGGING_OF_SENTENCE, (number,)))

    def _missing(self, number: int) -> KeyError | ProjectError:
        """Return what to say of a sentence that is not there; the corpus may have a place for it all the same."""
        if self._connection.row(_HAS_PLACE, (number,)):
            return damaged(self._connection.path, f"sentence {number:,} has a place, but is not there")
        return KeyError(number)

    def place_of(self, number: int) -> int:
        """Return the place of a stored sentence, removed or not.

        Raises:
            KeyError: There never was a sentence of this number.
        """
        row = self._connection.row("SELECT place FROM sentence WHERE id = ?", (number,))
        if row is None:
            raise KeyError(number)
        return int(row[0])

    def after(self, place: int, limit: int, split: Split | None = None) -> tuple[list[Sentence], int]:
        """Return the next sentences behind `place`, and the place of the last one looked at.

        Args:
            place: 0 for the beginning.
            limit: Sentences looked at; fewer are returned where `split` leaves some out.
            split: Only sentences of this split; None for all.
        """
        last = self._reached(place, limit)
        if last == place:
            return [], place
        wanted = "" if split is None else f"AND position.split = {SPLIT_NUMBERS[split]}"
        sql = f"{_COLUMNS} WHERE position.place > ? AND position.place <= ? {wanted} ORDER BY position.place LIMIT ?"
        rows = self._connection.rows(sql, (place, last, limit))
        # One query for all: asked for each sentence alone, tags take longer to read than everything else.
        taggings: dict[int, list[Row]] = {}
        for number, layer, codes in self._connection.rows(_TAGGINGS.format(wanted), (place, last)):
            taggings.setdefault(number, []).append((layer, codes))
        return [self._sentence(row, taggings.get(row[0], ())) for row in rows], last

    def packed_after(self, place: int, limit: int, split: Split) -> tuple[list[Row], int]:
        """Return number and packed tokens of the next sentences of a split, and the last place looked at."""
        last = self._reached(place, limit)
        return self._connection.rows(_TOKENS, (place, last, SPLIT_NUMBERS[split], limit)), last

    def _reached(self, place: int, limit: int) -> int:
        """Return the place of the last of so many sentences behind `place`; the same place where there are none."""
        places = self._connection.rows(
            "SELECT place FROM position WHERE place > ? AND place <= ? ORDER BY place LIMIT ?",
            (place, self.last_place, limit),
        )
        return self._beyond(place, places[-1][0]) if places else place

    def _beyond(self, place: int, reached: object) -> int:
        """Return the place reached; pages that point backwards would be read for ever."""
        if not isinstance(reached, int) or reached <= place:
            raise damaged(self._connection.path, "its sentences are out of order")
        return reached

    def page(self, offset: int, limit: int) -> list[Sentence]:
        """Return the sentences `[offset, offset + limit)` of the corpus."""
        before = self._place_before(offset)
        return [] if before is None else self.after(before, limit)[0]

    def _place_before(self, offset: int) -> int | None:
        """Return a place just before the sentence at `offset`; None where the corpus is shorter."""
        ends = self._block_ends()
        index = bisect_right(ends, offset)
        if index == len(ends):
            return None
        first = self._blocks[index] << BLOCK_SHIFT
        row = self._connection.row(
            "SELECT place FROM position WHERE place >= ? ORDER BY place LIMIT 1 OFFSET ?",
            (first, offset - (ends[index - 1] if index else 0)),
        )
        return int(row[0]) - 1 if row else None

    def index_of(self, number: int) -> int:
        """Return how many sentences stand before this one.

        Raises:
            KeyError: The corpus has no sentence of this number.
        """
        place = self.place_of(number)
        if place > self.last_place or not self._connection.row("SELECT 1 FROM position WHERE place = ?", (place,)):
            raise self._missing(number)
        ends = self._block_ends()
        if place >> BLOCK_SHIFT not in self._blocks:
            raise damaged(self._connection.path, "its sentences are not counted right")
        index = self._blocks.index(place >> BLOCK_SHIFT)
        inside = self._connection.number(
            "SELECT count(*) FROM position WHERE place >= ? AND place < ?",
            (self._blocks[index] << BLOCK_SHIFT, place),
        )
        return inside + (ends[index - 1] if index else 0)

    def ids_after(self, place: int, limit: int) -> tuple[list[int], int]:
        """Return the numbers of the next sentences behind `place`, and the place of the last."""
        rows = self._connection.rows(
            "SELECT sentence, place FROM position WHERE place > ? AND place <= ? ORDER BY place LIMIT ?",
            (place, self.last_place, limit),
        )
        return [row[0] for row in rows], self._beyond(place, rows[-1][1]) if rows else place

    def origins(self, number: int, layer: int) -> str:
        """Return where the tags of a sentence came from, one letter a token.

        Raises:
            KeyError: The corpus has no sentence of this number.
        """
        row = self._connection.row(
            "SELECT codes, origins FROM tagging WHERE sentence = ? AND layer = ?", (number, layer)
        )
        if row is None:
            return Origin.NOBODY * len(self.read(number))
        return str(row[1]) if row[1] is not None else origins_of(row[0], Origin.IMPORTED)

    def remark(self, number: int) -> SetRemark:
        """Return the note and flag of a sentence; an empty one where it has none."""
        row = self._connection.row("SELECT note, is_flagged FROM remark WHERE sentence = ?", (number,))
        return SetRemark(number, row[0], bool(row[1])) if row else SetRemark(number)

    def _block_ends(self) -> list[int]:
        """Return how many sentences stand before the end of each block that holds any."""
        if self._ends is None:
            rows = self._connection.rows("SELECT block, n FROM block WHERE n > 0 ORDER BY block")
            self._blocks = [row[0] for row in rows]
            self._ends = list(accumulate(row[1] for row in rows))
        return self._ends

    def _sentence(self, row: Row, taggings: Iterable[Row]) -> Sentence:
        number, split, document, tokens, spaces, source = row
        try:
            return Sentence(
                tokens=unpack_tokens(tokens),
                tags={
                    stored.layer.name: self._layers.alphabet(layer).decode(codes)
                    for layer, codes in taggings
                    if (stored := self._layers.stored[layer]).is_shown
                },
                spaces=unpack_spaces(spaces),
                split=SPLITS[split],
                document=document,
                source=source or "",
                id=number,
            )
        except (KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
            raise damaged(self._connection.path, f"sentence {number} contradicts itself") from error


# Nobody asks for it but where something is missing: there is no index.
_HAS_PLACE = "SELECT 1 FROM position WHERE sentence = ? AND place <= (SELECT last_place FROM project)"
_OF_SENTENCE = "WHERE position.place = (SELECT place FROM sentence WHERE id = ?)"
_TAGGING_OF_SENTENCE = "SELECT layer, codes FROM tagging WHERE sentence = ? ORDER BY layer"
_TAGGINGS = """
SELECT tagging.sentence, tagging.layer, tagging.codes
FROM position JOIN tagging ON tagging.sentence = position.sentence
WHERE position.place > ? AND position.place <= ? {} ORDER BY position.place, tagging.layer
"""
_TOKENS = """
SELECT sentence.id, sentence.tokens FROM position JOIN sentence ON sentence.id = position.sentence
WHERE position.place > ? AND position.place <= ? AND position.split = ? ORDER BY position.place LIMIT ?
"""
