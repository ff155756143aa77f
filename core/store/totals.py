"""How much a project holds: by its own totals, and by counting every row.

Both say the same of a sound file, which is how a copy is told to be whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from core.store.alphabet import NO_TAG
from core.store.connection import Connection
from core.store.deadline import LONG_SECONDS


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a project holds; what has been removed, or is still being imported, is left out.

    Attributes:
        n_sentences: Sentences of all splits.
        n_tokens: Their tokens.
        n_tags: Tags that the tokens carry, over all layers.
        n_edits: Entries of the journal.
        n_models: Models.
    """

    n_sentences: int
    n_tokens: int
    n_tags: int
    n_edits: int
    n_models: int

    def differences(self, other: "Totals") -> Mapping[str, tuple[int, int]]:
        """Return the figures that are not the same in both, by their names."""
        pairs = {field.name: (getattr(self, field.name), getattr(other, field.name)) for field in fields(self)}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def stored_totals(connection: Connection) -> Totals:
    """Return the totals that every change keeps up to date; takes no time."""
    with connection.reading():
        return Totals(
            connection.number("SELECT sum(n) FROM length"),
            connection.number("SELECT sum(n * n_tokens) FROM length"),
            connection.number("SELECT sum(n) FROM tag WHERE layer IN (SELECT id FROM layer WHERE is_removed = 0)"),
            # Numbered without gaps.
            connection.number("SELECT max(id) - min(id) + 1 FROM journal"),
            connection.number("SELECT count(*) FROM model"),
        )


def counted_totals(connection: Connection) -> Totals:
    """Return what the rows come to; reads the whole corpus."""
    with connection.reading(seconds=LONG_SECONDS):
        return Totals(
            connection.number(_SENTENCES.format("count(*)")),
            connection.number(_SENTENCES.format("sum(n_tokens)")),
            connection.number(_TAGS, (NO_TAG,)),
            connection.number("SELECT count(*) FROM journal"),
            connection.number("SELECT count(*) FROM model JOIN model_content ON model_content.model = model.id"),
        )


_SENTENCES = """
SELECT {}
FROM position JOIN sentence ON sentence.id = position.sentence
WHERE position.place <= (SELECT last_place FROM project)
"""
_TAGS = """
SELECT sum(length(replace(codes, ?, '')))
FROM position JOIN tagging ON tagging.sentence = position.sentence
WHERE position.place <= (SELECT last_place FROM project)
AND tagging.layer IN (SELECT id FROM layer WHERE is_removed = 0)
"""
