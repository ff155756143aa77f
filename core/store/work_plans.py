"""Edits that go through many sentences, planned: what is made of each, and what is done in one stroke at the end."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeGuard

from core.corpus import Scheme
from core.edits import Batch, Edit, RemoveLabels, Uncarried
from core.errors import ProjectError, place
from core.label_edits import ConvertLayer, DeleteLabel, MendTags, MergeLabels, RespellTags
from core.schemes import OUTSIDE
from core.store.alphabet import code_of
from core.store.bulk_tagging import BulkTagging, is_bulk
from core.store.connection import Connection
from core.store.conversions import Conversion
from core.store.counters import Counters
from core.store.layers import Layers, StoredLayer, label_of
from core.store.revisers import Mender, Retokeniser, Seams, Unlabeller
from core.store.sweep_reading import Look, Progress, look, read
from core.store.sweeps import Sweeps
from core.store.works import ConversionWork, Finals, Reviser, SweepWork, Work, through
from core.token_edits import Retokenise, Scope
from core.tokenizers import TOKENIZERS

_THROUGH = Retokenise | MendTags | DeleteLabel | MergeLabels | ConvertLayer
ManyEdit = _THROUGH | Batch
"""Edits that go through many sentences; of batches those that `is_bulk` says yes to."""


def is_many(edit: Edit) -> TypeGuard[ManyEdit]:
    """Whether an edit goes through many sentences."""
    return isinstance(edit, _THROUGH) or is_bulk(edit)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an edit of many sentences would do.

    Attributes:
        n_sentences: Sentences that would change.
        n_tokens: Tokens that there would be more; negative for fewer.
        n_tags: Tokens whose tag would be another, where the tokens stay.
        n_left: Sentences that would stay as they are, because they would have too many tokens or too long ones.
        uncarried: The first labels that would not come through as they are.
        n_uncarried: How many there are of them.
    """

    n_sentences: int
    n_tokens: int
    n_tags: int
    n_left: int
    uncarried: tuple[Uncarried, ...]
    n_uncarried: int


class WorkPlans:
    """Turns edits of many sentences into work that can be done a slice at a time."""

    def __init__(self, connection: Connection, layers: Layers, counters: Counters, sweeps: Sweeps) -> None:
        self._connection = connection
        self._layers = layers
        self._counters = counters
        self._sweeps = sweeps

    def work(self, edit: ManyEdit) -> Work:
        """Return what an edit comes to; only inside a transaction.

        Raises:
            ProjectError: It does not fit the corpus.
        """
        match edit:
            case Retokenise() | MendTags():
                return self._through(edit, self._reviser(edit))
            case DeleteLabel():
                return self._delete(edit)
            case MergeLabels():
                return self._merge(edit)
            case ConvertLayer():
                return self._convert(edit)
            case Batch():
                return BulkTagging(self._connection, self._layers, self._counters, self._sweeps, edit=edit)

    def foresee(self, edit: Retokenise | MendTags) -> Generator[Progress, None, Foreseen]:
        """Say what an edit would do, without doing it.

        Yields:
            How far it is.

        Raises:
            ProjectError: It does not fit the corpus.
        """
        with self._connection.reading():
            reviser = self._reviser(edit)
            looked = self._looked(edit)
        if reviser is None:
            return Foreseen(0, 0, 0, 0, (), 0)
        reviser.is_trial = True
        for progress, places in through(self._connection, looked):
            with self._connection.reading():
                for content in read(self._connection, looked, *places):
                    reviser(content)
            yield progress
        tally = reviser.tally
        return Foreseen(
            tally.n_sentences,
            tally.n_tokens,
            tally.n_tags,
            tally.n_left,
            tuple(tally.uncarried),
            tally.n_uncarried,
        )

    def _reviser(self, edit: Retokenise | MendTags) -> Retokeniser | Mender | None:
        if isinstance(edit, Retokenise):
            if edit.tokenizer not in TOKENIZERS:
                raise self._refused(
                    f"there is no tokenizer {edit.tokenizer!r}.", f"Choose one of: {', '.join(TOKENIZERS)}."
                )
            return Retokeniser(self._layers, edit.tokenizer, within_tokens=edit.within_tokens)
        stored = self._layers.find(edit.layer)
        return None if stored.layer.scheme is Scheme.PLAIN else Mender(self._layers, stored.id)

    def _looked(self, edit: Retokenise | MendTags) -> Look:
        if isinstance(edit, Retokenise):
            return look(self._connection, edit.scope, None, has_text=True)
        return look(self._connection, edit.scope, (self._layers.find(edit.layer).id,), has_text=False)

    def _through(self, edit: Retokenise | MendTags, reviser: Reviser | None) -> Work:
        return SweepWork(self._connection, self._sweeps, self._looked(edit), reviser, tuple)

    def _delete(self, edit: DeleteLabel) -> Work:
        sharing = self._sharing(edit.layer, (edit.label,))
        remove = RemoveLabels(edit.layer, (edit.label,))
        numbers = {stored.id: self._numbers(stored, (edit.label,)) for stored in sharing}
        if sharing[0].layer.scheme is Scheme.PLAIN:
            codes = {layer: "".join(map(code_of, found)) for layer, found in numbers.items()}
            return self._over(tuple(numbers), Unlabeller(codes), lambda: (remove,))
        respelled = [
            RespellTags(layer, tuple(found), (OUTSIDE,) * len(found), (True,) * len(found))
            for layer, found in numbers.items()
            if found
        ]
        return self._over((), None, lambda: (*respelled, remove))

    def _merge(self, edit: MergeLabels) -> Work:
        sharing = self._sharing(edit.layer, (*edit.labels, edit.into))
        if edit.into in edit.labels or not edit.labels:
            raise self._refused("a label cannot be merged into itself.", "Choose another one.")
        names = dict.fromkeys((*edit.labels, edit.into), edit.into)
        layers = tuple(stored.id for stored in sharing)
        seams = Seams(self._layers, layers, names)
        has_seams = sharing[0].layer.scheme not in (Scheme.PLAIN, Scheme.IO)
        return self._over(layers, seams if has_seams else None, partial(self._merged, edit, sharing, seams))

    def _merged(self, edit: MergeLabels, sharing: Sequence[StoredLayer], seams: Seams) -> tuple[Edit, ...]:
        """Return the edits by which the tags of labels are read as those of another one."""
        respelled = []
        for stored in sharing:
            numbers = self._numbers(stored, edit.labels)
            names = tuple(seams.renamed(tag) for tag in numbers.values())
            if numbers:
                respelled.append(RespellTags(stored.id, tuple(numbers), names, (True,) * len(names)))
        return (*respelled, RemoveLabels(edit.layer, edit.labels))

    def _convert(self, edit: ConvertLayer) -> Work:
        stored = self._layers.find(edit.layer)
        old = stored.layer.scheme
        if edit.scheme is old:
            raise self._refused(f"layer {edit.layer!r} is written in {old.value} already.", "")
        if Scheme.PLAIN in (old, edit.scheme):
            raise self._refused("plain tags have no spans, and spans are no plain tags.", "Begin another layer.")
        sharing = sorted(self._layers.sharing(stored.id), key=lambda one: one.id != one.labels)
        looked = look(self._connection, Scope(), tuple(one.id for one in sharing), has_text=False)

        def conversion(number: int) -> Conversion:
            return Conversion(
                self._connection, self._layers, self._counters, number=number, layers=sharing, scheme=edit.scheme
            )

        return ConversionWork(self._connection, self._sweeps, looked, conversion)

    def _over(self, layers: tuple[int, ...], reviser: Reviser | None, finals: Finals) -> Work:
        looked = look(self._connection, Scope(), layers, has_text=False)
        return SweepWork(self._connection, self._sweeps, looked, reviser, finals)

    def _sharing(self, layer: str, labels: Sequence[str]) -> list[StoredLayer]:
        """Return all layers that share a label set which has these labels."""
        stored = self._layers.find(layer)
        shown = {label.name for label in self._layers.labels(stored.id)}
        unknown = next((label for label in labels if label not in shown), None)
        if unknown is not None:
            raise self._refused(f"layer {layer!r} has no label {unknown!r}.", "")
        return self._layers.sharing(stored.id)

    def _numbers(self, stored: StoredLayer, labels: Sequence[str]) -> dict[int, str]:
        """Return number and tag of all tags of some labels."""
        tags = self._layers.tags_by_number(stored.id)
        return {number: tag for number, tag in tags.items() if label_of(tag, stored.layer.scheme) in labels}

    def _refused(self, found: str, remedy: str) -> ProjectError:
        return ProjectError(found, place=place(self._connection.path), remedy=remedy)
