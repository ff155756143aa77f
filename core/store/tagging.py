"""The tags of single sentences: set, counted, and given back as they were."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.corpus import Tags
from core.edits import Origin, SetTags
from core.errors import ProjectError, place
from core.store import beliefs
from core.store.alphabet import NO_TAG, are_imported, count_numbers, number_of, origins_of
from core.store.connection import Connection, Row, now
from core.store.counters import Counters
from core.store.layers import Layers

_KNOWN_ORIGINS = frozenset(Origin)


class Tagged(NamedTuple):
    """What an edit replaces, and what a whole sentence carries after it."""

    before: Tags
    codes: str
    origins: str


class Tagging:
    """Sets the tags of one sentence at a time.

    Origins are stored only where they say more than "imported": an import writes none.
    """

    def __init__(self, connection: Connection, layers: Layers, counters: Counters) -> None:
        self._connection = connection
        self._layers = layers
        self._counters = counters

    def set(self, edit: SetTags) -> SetTags:
        """Set the tags and return the edit that restores the old ones with their origins.

        Where the edit says what must stand there and something else does, nothing is done.

        Raises:
            ProjectError: No such sentence, layer or token.
        """
        layer = self._layers.find(edit.layer).id
        codes, origins = self.stored(edit, layer)
        found = self.tagged(edit, layer, codes, origins)
        if found is None:
            return SetTags(edit.sentence, edit.layer, edit.start, ())
        part = slice(edit.start, edit.start + len(edit.tags))
        self.count(layer, codes[part], found.codes[part])
        self._counters.labelled[layer] += (NO_TAG not in found.codes) - (NO_TAG not in codes)
        self.write(edit.sentence, layer, found.codes, found.origins)
        beliefs.recount(self._connection, layer, edit.sentence, self._layers.alphabet(layer).written(found.codes))
        exact = self._layers.alphabet(layer).exact(codes[part])
        return SetTags(edit.sentence, edit.layer, edit.start, found.before, origins[part], codes=exact)

    def tagged(self, edit: SetTags, layer: int, codes: str, origins: str) -> Tagged | None:
        """Return what the tags of a sentence become by an edit; nothing is written but tags never seen before.

        Args:
            edit: That is to be made.
            layer: The store's number of its layer.
            codes: What the whole sentence carries in that layer.
            origins: Where from.

        Returns:
            None where the edit says what must stand there, and something else does.
        """
        alphabet = self._layers.alphabet(layer)
        end = edit.start + len(edit.tags)
        old = alphabet.decode(codes[edit.start : end])
        if edit.before not in (None, old):
            return None
        new = alphabet.encode(edit.tags, edit.codes)
        new_origins = edit.origins or origins_of(new, Origin.HUMAN)
        self._check_origins(edit, new_origins)
        return Tagged(old, codes[: edit.start] + new + codes[end:], origins[: edit.start] + new_origins + origins[end:])

    def count_sentences(self, numbers: Sequence[int], by: int) -> None:
        """Count all tags of sentences in (`by=1`) or out (`by=-1`)."""
        codes: dict[int, list[str]] = {}
        for layer, found in self._codes_of(numbers):
            codes.setdefault(layer, []).append(found)
        for layer, sequences in codes.items():
            self._counters.labelled[layer] += by * sum(NO_TAG not in found for found in sequences)
            for tag, n in count_numbers("".join(sequences)).items():
                self._counters.tags[layer, tag] += by * n

    def _codes_of(self, numbers: Sequence[int]) -> Iterable[Row]:
        """Return layer and codes of sentences; those of an import, numbered without gaps, by one query."""
        first, last = min(numbers, default=0), max(numbers, default=-1)
        if last - first + 1 == len(numbers):
            return self._connection.rows(
                "SELECT layer, codes FROM tagging WHERE sentence BETWEEN ? AND ?", (first, last)
            )
        sql = "SELECT layer, codes FROM tagging WHERE sentence = ?"
        return (row for number in numbers for row in self._connection.rows(sql, (number,)))

    def _length(self, edit: SetTags) -> int:
        row = self._connection.row(
            "SELECT n_tokens FROM position WHERE place = (SELECT place FROM sentence WHERE id = ?)"
            " AND place <= (SELECT last_place FROM project)",
            (edit.sentence,),
        )
        if row is None:
            raise self._refused(f"there is no sentence {edit.sentence:,} any more.")
        if not 0 <= edit.start <= edit.start + len(edit.tags) <= row[0]:
            raise self._refused(f"sentence {edit.sentence:,} has no token {edit.start + len(edit.tags):,}.")
        return int(row[0])

    def stored(self, edit: SetTags, layer: int) -> tuple[str, str]:
        """Return the codes and origins of the sentence of an edit, in full length.

        Raises:
            ProjectError: No such sentence or token.
        """
        sentence, length = edit.sentence, self._length(edit)
        row = self._connection.row(
            "SELECT codes, origins FROM tagging WHERE sentence = ? AND layer = ?", (sentence, layer)
        )
        codes = row[0] if row else NO_TAG * length
        origins = row[1] if row and row[1] is not None else origins_of(codes, Origin.IMPORTED)
        if len(codes) != length or len(origins) != length:
            raise self._refused(f"sentence {sentence:,} is damaged: it has {len(codes):,} tags for {length:,} tokens.")
        return codes, origins

    def write(self, sentence: int, layer: int, codes: str, origins: str) -> None:
        """Put the tags of a whole sentence into the table; they are not counted."""
        if codes.count(NO_TAG) == len(codes) == origins.count(Origin.NOBODY):
            self._connection.run("DELETE FROM tagging WHERE sentence = ? AND layer = ?", (sentence, layer))
            return
        self._connection.run(
            "INSERT INTO tagging VALUES (?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT DO UPDATE SET codes = ?3, origins = ?4, changed_at = ?5",
            (sentence, layer, codes, None if are_imported(origins, codes) else origins, now()),
        )

    def count(self, layer: int, old: str, new: str) -> None:
        """Count the tags of some tokens that change."""
        tags = self._counters.tags
        for codes, by in ((new, 1), (old, -1)):
            for code in set(codes) - {NO_TAG}:
                tags[layer, number_of(code)] += by * codes.count(code)

    def _check_origins(self, edit: SetTags, origins: str) -> None:
        if len(origins) != len(edit.tags) or not _KNOWN_ORIGINS.issuperset(origins):
            raise ValueError(f"{origins!r} does not say where {len(edit.tags)} tags came from")
        if "" in edit.tags:
            raise ValueError("an empty string is no tag; None takes a tag away")

    def _refused(self, found: str) -> ProjectError:
        return ProjectError(found, place=place(self._connection.path))
