"""One sentence of the corpus as the tables hold it, tags of all layers included, for edits that cut it another way."""

from dataclasses import dataclass, replace

from core.corpus import Sentence
from core.edits import Origin, Uncarried
from core.errors import ProjectError, place
from core.store.alphabet import NO_TAG, origins_of
from core.store.connection import Connection
from core.store.faults import damaged
from core.store.texts import unpack_spaces, unpack_tokens


@dataclass(frozen=True, slots=True)
class Stored:
    """A sentence of the corpus as the tables hold it.

    Attributes:
        number: The store's number.
        place: Where it stands.
        split: Number of its split.
        document: Number of its document.
        tokens: Its tokens.
        spaces: Whether a space follows each; None where nobody knows.
        layers: Codes and origins by the number of each layer that it has tags in.
        rows: Those of its file; empty for none.
    """

    number: int
    place: int
    split: int
    document: int
    tokens: tuple[str, ...]
    spaces: tuple[bool, ...] | None
    layers: dict[int, tuple[str, str]]
    rows: str

    def in_layer(self, layer: int) -> tuple[str, str]:
        """Return codes and origins in a layer, unlabelled where there are none."""
        n = len(self.tokens)
        return self.layers.get(layer) or (NO_TAG * n, Origin.NOBODY * n)

    def named(self, layer: str, one: Uncarried) -> Uncarried:
        """Return a label that was not carried with its sentence, layer and text."""
        part = slice(one.before.start, one.before.end)
        spaces = self.spaces[part] if self.spaces else None
        text = Sentence(self.tokens[part], spaces=spaces).text
        return replace(one, sentence=self.number, layer=layer, text=text)


def read_stored(connection: Connection, number: int) -> Stored:
    """Return a sentence of the corpus.

    Raises:
        ProjectError: The corpus has no sentence of this number.
    """
    row = connection.row(_SENTENCE, (number,))
    if row is None:
        raise ProjectError(f"there is no sentence {number:,} any more.", place=place(connection.path))
    place_, split, document, tokens, spaces, rows = row
    layers = {
        layer: (codes, origins if origins is not None else origins_of(codes, Origin.IMPORTED))
        for layer, codes, origins in connection.rows(_LAYERS, (number,))
    }
    unpacked = unpack_tokens(tokens)
    if any(len(codes) != len(unpacked) for codes, _ in layers.values()):
        raise damaged(connection.path, f"sentence {number:,} contradicts itself")
    return Stored(number, place_, split, document, unpacked, unpack_spaces(spaces), layers, rows or "")


_SENTENCE = """
SELECT position.place, position.split, sentence.document, sentence.tokens, sentence.spaces, source.rows
FROM sentence JOIN position ON position.place = sentence.place AND position.sentence = sentence.id
LEFT JOIN source ON source.sentence = sentence.id
WHERE sentence.id = ? AND position.place <= (SELECT last_place FROM project)
"""
_LAYERS = "SELECT layer, codes, origins FROM tagging WHERE sentence = ? ORDER BY layer"
