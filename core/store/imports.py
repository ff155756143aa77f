"""Whole files brought in: chunk by chunk, out of sight until the last one, then all at once.

What an import brings stands behind the last place of the corpus, where no reader looks. Finishing moves
that place in one short transaction, which is also the import's entry in the journal; cancelling, or the
next opening after a kill, deletes everything behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.corpus import Layer, Sentence
from core.edits import Batch, ChangeSet, Edit, RemoveImport, RemoveLayer, RestoreImport, RestoreLayer
from core.errors import ProjectError, place
from core.line_report import LineReport
from core.parallel_layers import first_of
from core.store.alphabet import NO_TAG, code_of
from core.store.busy import check_no_sweep, is_importing
from core.store.connection import Connection, Row, now
from core.store.counters import Counters
from core.store.import_reports import LINES_AT_ONCE, MOST_LINES, delete_lines, write_lines
from core.store.insertion import Inserted, OpenDocument, insert
from core.store.journal import Journal
from core.store.layers import Layers, label_of
from core.store.names import checked_name
from core.store.schema import REGION_SHIFT
from core.store.sentences import Sentences

# Sentences and tokens of one transaction: about 20 ms, so that nobody waits long for his turn.
_CHUNK_SENTENCES = 500
_CHUNK_TOKENS = 10_000


class Import:
    """One running import. `begin_import` of the project makes it; only one runs at a time.

    Its methods may be called from a worker thread, while others read and edit the project.

    Attributes:
        n_sentences: Sentences brought so far.
        n_tokens: Their tokens.
        n_problems: Lines of the file that broke the rules, as far as `report` was told.
        is_running: Whether it has neither finished nor been cancelled.
    """

    def __init__(
        self, name: str, *, connection: Connection, layers: Layers, sentences: Sentences, journal: Journal
    ) -> None:
        self.n_sentences = 0
        self.n_tokens = 0
        self.n_problems = 0
        self._name = name
        self._connection = connection
        self._layers = layers
        self._sentences = sentences
        self._journal = journal
        self._counters = Counters(connection)
        self._lines: list[LineReport] = []
        self._n_lines = 0
        self._document: OpenDocument | None = None
        self._number = 0
        self._place = 0
        self.is_running = False

    def begin(self, format_name: str, layers: Sequence[Layer]) -> None:
        """Note the import and make the layers that the project does not have.

        Raises:
            ProjectError: Another import is running, or a layer is there in another scheme.
        """
        connection = self._connection
        with connection.transaction():
            check_no_sweep(connection)
            if is_importing(connection):
                raise ProjectError(
                    "another import is running.", place=place(connection.path), remedy="Wait until it has ended."
                )
            self._number = connection.insert(
                "INSERT INTO import (name, format, state, started_at) VALUES (?, ?, 'running', ?)",
                (checked_name(self._name, connection.path), format_name, now()),
            )
            with self._layers.brought_by(self._number):
                for layer in layers:
                    self._ensure(layer)
            self._place = ((self._sentences.last_place >> REGION_SHIFT) + 1) << REGION_SHIFT
        self.is_running = True

    def _ensure(self, layer: Layer) -> None:
        if not self._layers.has(layer.name):
            self._layers.add(layer)
            return
        scheme = self._layers.find(layer.name).layer.scheme
        if scheme is not layer.scheme:
            raise ProjectError(
                f"layer {layer.name!r} is written in scheme {scheme.value}, the file in {layer.scheme.value}.",
                place=place(self._connection.path),
                remedy="Give the layer of the file another name or scheme.",
            )

    def _ensure_parallel(self, sentences: Sequence[Sentence]) -> None:
        for name in sorted({name for sentence in sentences for name in sentence.tags}):
            first = first_of(name)
            if first and self._layers.has(first) and not self._layers.has(name):
                layer = self._layers.find(first).layer
                self._layers.add(replace(layer, name=name, of=layer.of or first))

    def add(self, sentences: Sequence[Sentence]) -> None:
        """Bring sentences, in their order, in short transactions.

        A layer that is parallel to one there is, as `ner 2` to `ner`, is made when it is first met, with the
        same scheme and label set.

        Raises:
            ProjectError: Not all could be written; `n_sentences` says how many are there, `cancel` takes them back.
            RuntimeError: The import has ended.
        """
        self._check_running()
        for chunk in _chunks(sentences):
            counters = Counters(self._connection)
            with self._connection.provisional(), self._layers.brought_by(self._number):
                self._ensure_parallel(chunk)
                inserted = insert(
                    chunk,
                    connection=self._connection,
                    layers=self._layers,
                    counters=counters,
                    after=self._place,
                    document=self._document,
                )
                self._connection.run(
                    "INSERT INTO import_chunk VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (self._number, *inserted.sentences, *inserted.documents, *inserted.places),
                )
                self._write_lines()
            self._counters.take_in(counters)
            self._go_on(inserted, chunk)

    def report(self, problem: LineReport) -> None:
        """Take what a reader says about a line into the import's report; written with the sentences that follow.

        Raises:
            ProjectError: So much was said that it had to be written, and could not be.
        """
        self.n_problems += 1
        if self.n_problems <= MOST_LINES:
            self._lines.append(problem)
        if len(self._lines) >= LINES_AT_ONCE:
            with self._connection.transaction():
                self._write_lines()
            self._lines_written()

    def _write_lines(self) -> None:
        write_lines(self._connection, self._number, self._n_lines, self._lines)

    def _lines_written(self) -> None:
        self._n_lines += len(self._lines)
        self._lines.clear()

    def _go_on(self, inserted: Inserted, chunk: Sequence[Sentence]) -> None:
        self._place = inserted.places[1]
        self._document = inserted.document
        self._lines_written()
        self.n_sentences += len(chunk)
        self.n_tokens += sum(map(len, chunk))

    def finish(self) -> ChangeSet:
        """Let everything the import brought join the corpus, as one step that can be undone.

        Raises:
            ProjectError: It could not be written; call again, or `cancel`.
            RuntimeError: The import has ended.
        """
        self._check_running()
        connection = self._connection
        counters = self._counters.copy()
        with connection.transaction():
            brought = connection.rows("SELECT id, name FROM layer WHERE import = ?", (self._number,))
            self._show_labels()
            counters.flush()
            self._write_lines()
            for table in ("layer", "label", "tag"):
                connection.run(_JOIN[table], (self._number,))
            if self.n_sentences:
                connection.run("UPDATE project SET last_place = ?", (self._place,))
            connection.run(
                "UPDATE import SET state = 'finished', finished_at = ?, n_sentences = ?, n_tokens = ?, n_problems = ?"
                " WHERE id = ?",
                (now(), self.n_sentences, self.n_tokens, self.n_problems, self._number),
            )
            self._journal.note(*self._as_edits(brought))
        self.is_running = False
        self._layers.forget()
        self._sentences.forget()
        return ChangeSet(None, layers=True, structure=True)

    def _show_labels(self) -> None:
        """Have every label in the label set, even one that was taken out while the import ran."""
        for layer, number in self._counters.tags:
            row = self._connection.row("SELECT name FROM tag WHERE layer = ? AND number = ?", (layer, number))
            label = label_of(row[0], self._layers.stored[layer].layer.scheme) if row else ""
            if label:
                self._layers.show_label(layer, label)

    def _as_edits(self, brought: Sequence[Row]) -> tuple[Edit, Edit]:
        title = f"import {self._name}"
        layers = [RestoreLayer(number, name) for number, name in brought]
        removals = [RemoveLayer(name) for _, name in reversed(brought)]
        return (
            Batch(title, (*layers, RestoreImport(self._number, self._name))),
            Batch(title, (RemoveImport(self._number, self._name), *removals)),
        )

    def cancel(self) -> None:
        """Leave the project as if the import had never begun. Does nothing once it has ended.

        Raises:
            ProjectError: It could not be taken back now; the next import does so, and so does the next opening.
        """
        if self.is_running:
            self.is_running = False
            roll_back(self._connection, self._layers)

    def _check_running(self) -> None:
        if not self.is_running:
            raise RuntimeError("the import has ended")


def _chunks(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    chunk: list[Sentence] = []
    n_tokens = 0
    for sentence in sentences:
        if chunk and (len(chunk) == _CHUNK_SENTENCES or n_tokens + len(sentence) > _CHUNK_TOKENS):
            yield chunk
            chunk, n_tokens = [], 0
        chunk.append(sentence)
        n_tokens += len(sentence)
    if chunk:
        yield chunk


def roll_back(connection: Connection, layers: Layers) -> int:
    """Delete all that imports left unfinished; return how many there were.

    Works in short transactions, the note of the import last: killed on the way, it begins again.

    Raises:
        ProjectError: It could not be written.
    """
    with connection.reading():
        running = connection.rows("SELECT id FROM import WHERE state = 'running'")
    for (number,) in running:
        with connection.reading():
            chunks = connection.rows(_CHUNKS, (number,))
        for chunk in chunks:
            _delete_chunk(connection, number, chunk)
        delete_lines(connection, number)
        with connection.transaction():
            for sql in _FORGET_LAYERS:
                connection.run(sql, (number,))
            layers.forget()
            _forget_tags(connection, number)
            _forget_labels(connection, layers, number)
            connection.run("DELETE FROM import WHERE id = ?", (number,))
        with connection.reading():
            layers.forget()
    return len(running)


def _forget_tags(connection: Connection, number: int) -> None:
    """Take out the tags an import brought to other layers: a wrong column would use up all numbers of one."""
    for (layer,) in connection.rows("SELECT DISTINCT layer FROM tag WHERE import = ?", (number,)):
        # Sentences that were removed keep their tags, yet are not counted.
        kept = set().union(*(row[0] for row in connection.rows(_REMOVED_CODES, (layer,))))
        tags = connection.rows("SELECT number FROM tag WHERE layer = ? AND import = ? AND n = 0", (layer, number))
        unused = [(layer, tag) for (tag,) in tags if code_of(tag) not in kept]
        connection.run_many("DELETE FROM tag WHERE layer = ? AND number = ?", unused)
    connection.run(_JOIN["tag"], (number,))


def _forget_labels(connection: Connection, layers: Layers, number: int) -> None:
    """Take out the labels an import brought to other layers, but for those that somebody has used meanwhile."""
    for (layer,) in connection.rows("SELECT DISTINCT layer FROM label WHERE abs(import) = ?", (number,)):
        used = _carried_by_removed(connection, layers, layer) | set(+layers.uses(layer))
        labels = connection.rows("SELECT number, name FROM label WHERE layer = ? AND abs(import) = ?", (layer, number))
        unused = [(layer, label) for label, name in labels if name not in used]
        connection.run_many("UPDATE label SET is_removed = 1 WHERE layer = ? AND number = ? AND import < 0", unused)
        connection.run_many("DELETE FROM label WHERE layer = ? AND number = ? AND import > 0", unused)
    connection.run(_JOIN["label"], (number,))


def _carried_by_removed(connection: Connection, layers: Layers, owner: int) -> set[str]:
    """Return the labels that sentences taken out carry in a label set: they come back with these."""
    found: set[str] = set()
    for stored in layers.stored.values():
        if stored.labels == owner:
            codes = set().union(*(row[0] for row in connection.rows(_REMOVED_CODES, (stored.id,)))) - {NO_TAG}
            tags = layers.alphabet(stored.id).decode("".join(codes))
            found |= {label_of(tag, stored.layer.scheme) for tag in tags if tag is not None}
    return found


def _delete_chunk(connection: Connection, number: int, chunk: Row) -> None:
    first_sentence, last_sentence, first_document, last_document, first_place, last_place = chunk
    with connection.transaction():
        connection.run("DELETE FROM position WHERE place BETWEEN ? AND ?", (first_place, last_place))
        for table in ("sentence", "source", "tagging"):
            connection.run(_DELETE[table], (first_sentence, last_sentence))
        connection.run("DELETE FROM document WHERE id BETWEEN ? AND ?", (first_document, last_document))
        connection.run("DELETE FROM import_chunk WHERE import = ? AND first_sentence = ?", (number, first_sentence))


_CHUNKS = (
    "SELECT first_sentence, last_sentence, first_document, last_document, first_place, last_place"
    " FROM import_chunk WHERE import = ? ORDER BY first_sentence DESC"
)
_REMOVED_CODES = "SELECT codes FROM removed JOIN tagging ON tagging.sentence = removed.sentence WHERE tagging.layer = ?"
_DELETE = {
    "sentence": "DELETE FROM sentence WHERE id BETWEEN ? AND ?",
    "source": "DELETE FROM source WHERE sentence BETWEEN ? AND ?",
    "tagging": "DELETE FROM tagging WHERE sentence BETWEEN ? AND ?",
}
_JOIN = {
    "layer": "UPDATE layer SET import = NULL WHERE import = ?",
    "label": "UPDATE label SET import = NULL WHERE abs(import) = ?",
    "tag": "UPDATE tag SET import = NULL WHERE import = ?",
}
_FORGET_LAYERS = (
    "DELETE FROM label WHERE layer IN (SELECT id FROM layer WHERE import = ?)",
    "DELETE FROM tag WHERE layer IN (SELECT id FROM layer WHERE import = ?)",
    "DELETE FROM layer WHERE import = ?",
)
