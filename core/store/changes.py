"""Applies edits to the tables and says what takes them back; knows nothing of journals and commits."""

from collections import Counter
from functools import singledispatchmethod

from core.corpus import Split
from core.edits import (
    AddSentences,
    Batch,
    ChangeSet,
    Edit,
    RemoveImport,
    RemoveSentences,
    RestoreImport,
    RestoreSentences,
    SetRemark,
    SetSplits,
    SetTags,
    union,
)
from core.errors import ProjectError, place
from core.store.connection import Connection, Row
from core.store.counters import Counters
from core.store.insertion import OpenDocument, insert
from core.store.label_changes import LabelChanges, LayerEdit
from core.store.label_set_changes import LabelSetChanges, LabelSetEdit
from core.store.layers import Layers
from core.store.removals import Removals
from core.store.sentence_changes import SentenceChanges, SentenceEdit
from core.store.sentences import SPLIT_NUMBERS, SPLITS, Sentences
from core.store.tagging import Tagging
from core.store.token_changes import TokenChanges, TokensEdit

Outcome = tuple[Edit, ChangeSet]
"""The inverse of an edit, and what the edit has touched."""


class Changes:
    """Every edit, done to the tables; only inside a transaction."""

    def __init__(
        self,
        connection: Connection,
        layers: Layers,
        sentences: Sentences,
        counters: Counters,
        *,
        tagging: Tagging,
        removals: Removals,
    ) -> None:
        self._connection = connection
        self._layers = layers
        self._sentences = sentences
        self._counters = counters
        self._tagging = tagging
        self._removals = removals
        self._label_changes = LabelChanges(connection, layers, flush=counters.flush)
        self._label_set_changes = LabelSetChanges(connection, layers, flush=counters.flush)
        self._token_changes = TokenChanges(connection, layers, counters, self._tagging)
        self._sentence_changes = SentenceChanges(
            connection, layers, sentences, counters, tagging=self._tagging, apply=self.apply
        )

    def make(self, edit: Edit) -> Outcome:
        """Do what the edit says, totals included; return its inverse and what it touched.

        Raises:
            ProjectError: It does not fit the corpus. The transaction must be rolled back.
        """
        revision = self._layers.revision
        inverse, changes = self.apply(edit)
        self._counters.flush()
        counted = ChangeSet(layers=self._layers.revision != revision, labels=self._label_differences())
        return inverse, changes | counted

    def _label_differences(self) -> dict[str, int]:
        """Return by how many the tokens with a label have grown in each layer, since this was last asked."""
        grown: Counter[str] = Counter()
        for (layer, number), n in self._counters.taken().items():
            stored = self._layers.known(layer)
            if n and stored.is_shown and self._layers.is_label(layer, number):
                grown[stored.layer.name] += n
        return {name: n for name, n in grown.items() if n}

    @singledispatchmethod
    def apply(self, edit: Edit) -> Outcome:
        """Do what the edit says but for the totals, which `make` writes at the end."""
        raise TypeError(f"{type(edit).__name__} is no edit")

    @apply.register
    def _set_tags(self, edit: SetTags) -> Outcome:
        return self._tagging.set(edit), ChangeSet(frozenset({edit.sentence}))

    @apply.register
    def _set_splits(self, edit: SetSplits) -> Outcome:
        if len(edit.sentences) != len(edit.splits):
            raise ValueError(f"{len(edit.splits)} splits for {len(edit.sentences)} sentences")
        before: list[Split] = []
        for number, split in zip(edit.sentences, edit.splits, strict=True):
            place_, _, old, n_tokens = self._position(number)
            before.append(SPLITS[old])
            self._counters.lengths[old, n_tokens] -= 1
            self._counters.lengths[SPLIT_NUMBERS[split], n_tokens] += 1
            self._connection.run("UPDATE position SET split = ? WHERE place = ?", (SPLIT_NUMBERS[split], place_))
        # Named twice, a sentence has two values before; taken back in this order the first one stands.
        inverse = SetSplits(edit.sentences[::-1], tuple(before[::-1]))
        return inverse, ChangeSet(frozenset(edit.sentences), splits=True)

    @apply.register
    def _add_sentences(self, edit: AddSentences) -> Outcome:
        if not edit.sentences:
            return RemoveSentences(()), ChangeSet()
        inserted = insert(
            edit.sentences,
            connection=self._connection,
            layers=self._layers,
            counters=self._counters,
            after=self._sentences.last_place,
            document=self._last_document(),
        )
        self._connection.run("UPDATE project SET last_place = ?", (inserted.places[1],))
        self._sentences.forget()
        first, last = inserted.sentences
        numbers = tuple(range(first, last + 1))
        return RemoveSentences(numbers), ChangeSet(frozenset(numbers), structure=True)

    def _last_document(self) -> OpenDocument | None:
        row = self._connection.row(
            "SELECT document.id, document.name FROM position JOIN sentence ON sentence.id = position.sentence"
            " JOIN document ON document.id = sentence.document WHERE position.place <= ?"
            " ORDER BY position.place DESC LIMIT 1",
            (self._sentences.last_place,),
        )
        return OpenDocument(*row) if row else None

    @apply.register
    def _remove_sentences(self, edit: RemoveSentences) -> Outcome:
        numbers = tuple(dict.fromkeys(edit.sentences))
        self._removals.take_out([self._position(number) for number in numbers], brought_by=None)
        return RestoreSentences(numbers), ChangeSet(frozenset(numbers), structure=True)

    @apply.register
    def _restore_sentences(self, edit: RestoreSentences) -> Outcome:
        rows = []
        for number in edit.sentences:
            row = self._connection.row(_REMOVED_SENTENCE, (number,))
            if row is None:
                raise self._missing(number)
            rows.append(row)
        self._removals.bring_back(rows)
        return RemoveSentences(edit.sentences), ChangeSet(frozenset(edit.sentences), structure=True)

    @apply.register
    def _remove_import(self, edit: RemoveImport) -> Outcome:
        self._removals.move(edit)
        return RestoreImport(edit.number, edit.name), ChangeSet(None, structure=True)

    @apply.register
    def _restore_import(self, edit: RestoreImport) -> Outcome:
        self._removals.move(edit)
        return RemoveImport(edit.number, edit.name), ChangeSet(None, structure=True)

    @apply.register
    def _set_remark(self, edit: SetRemark) -> Outcome:
        self._position(edit.sentence)
        before = self._sentences.remark(edit.sentence)
        self._connection.run("DELETE FROM remark WHERE sentence = ?", (edit.sentence,))
        if edit.note or edit.is_flagged:
            self._connection.run(
                "INSERT INTO remark VALUES (?, ?, ?)", (edit.sentence, edit.note, int(edit.is_flagged))
            )
        return before, ChangeSet(frozenset({edit.sentence}))

    @apply.register
    def _batch(self, edit: Batch) -> Outcome:
        # Bound once: each look at a method that chooses by type makes a new one.
        apply = self.apply
        outcomes = [apply(part) for part in edit.edits]
        inverse = Batch(edit.title, tuple(inverse for inverse, _ in reversed(outcomes)))
        return inverse, union(changes for _, changes in outcomes)

    @apply.register
    def _layer_edit(self, edit: LayerEdit) -> Outcome:
        return self._label_changes.apply(edit)

    @apply.register
    def _label_set_edit(self, edit: LabelSetEdit) -> Outcome:
        return self._label_set_changes.apply(edit)

    @apply.register
    def _tokens_edit(self, edit: TokensEdit) -> Outcome:
        return self._token_changes.apply(edit)

    @apply.register
    def _sentence_edit(self, edit: SentenceEdit) -> Outcome:
        return self._sentence_changes.apply(edit)

    def _position(self, number: int) -> Row:
        """Return place, number, split and length of a sentence of the corpus."""
        row = self._connection.row(
            "SELECT place, sentence, split, n_tokens FROM position"
            " WHERE place = (SELECT place FROM sentence WHERE id = ?) AND place <= (SELECT last_place FROM project)",
            (number,),
        )
        if row is None:
            raise self._missing(number)
        return row

    def _missing(self, number: int) -> ProjectError:
        return ProjectError(f"there is no sentence {number:,} any more.", place=place(self._connection.path))


_REMOVED_SENTENCE = (
    "SELECT place, sentence, split, n_tokens FROM removed WHERE place = (SELECT place FROM sentence WHERE id = ?)"
)
