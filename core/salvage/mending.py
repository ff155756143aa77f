"""Makes a project of what was found of one: nothing in it refers to what is lost, and every total is right.

Where a row that names something is lost, its number stands for the name: the tags of a sentence are worth
more than what they were called.
"""

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from core.corpus import MAX_NAME, Scheme
from core.salvage.cells import Value
from core.salvage.placing import place_sentences
from core.store.alphabet import MAX_TAGS, NO_TAG, count_numbers
from core.store.connection import Connection
from core.store.copies import MAX_NUMBER
from core.store.layers import Layers, label_of
from core.store.recount import write_counts
from core.store.soundness import is_edit

_EDITS_AT_ONCE = 500


class Mending:
    """Mends one salvaged project.

    Attributes:
        n_lost_sentences: Places in the corpus whose sentence is gone.
        n_lost_tags: Tags that were found, but belong to no sentence.
        n_lost_edits: Edits that are gone, or cannot be undone because later ones are gone.
        n_lost_models: Models of which some bytes are gone.
        n_lost_names: Documents, layers, tags and models that are called by a number now.
    """

    def __init__(self, connection: Connection) -> None:
        self.n_lost_sentences = 0
        self.n_lost_tags = 0
        self.n_lost_edits = 0
        self.n_lost_models = 0
        self.n_lost_names = 0
        self._connection = connection

    def mend(self, project: tuple[Value, ...] | None, codes: Mapping[int, set[str]]) -> None:
        """Mend everything, in one transaction.

        Args:
            project: What the project says of itself; None where that is lost.
            codes: By layer, every character that stands for a tag somewhere.

        Raises:
            ProjectError: It cannot be written.
        """
        with self._connection.transaction():
            self._mend_project(project)
            self._mend_sentences()
            self._mend_taggings()
            self._mend_layers(codes)
            self._mend_models()
            self._mend_journal()
            for table in ("document", "layer", "tag", "label", "import", "run", "model"):
                self._connection.run(_NAMES.format(table), (MAX_NAME,))
            for sql in _LEFT_OVERS:
                self._connection.run(sql)
            write_counts(self._connection)

    def _mend_project(self, project: tuple[Value, ...] | None) -> None:
        self._connection.run("DELETE FROM journal WHERE id > ?", (MAX_NUMBER,))
        if project:
            sql = "UPDATE project SET identity = ?, created_at = ?, journal_done = ?, last_place = ?"
            self._connection.run(sql, project[1:])
            return
        self._connection.run("UPDATE project SET journal_done = (SELECT ifnull(max(id), 0) FROM journal)")
        # An import that was still running is not told from the corpus any more: rather too much than too little.
        self._connection.run("UPDATE project SET last_place = (SELECT ifnull(max(place), 0) FROM sentence)")
        self._connection.run("UPDATE import SET state = 'finished'")

    def _mend_sentences(self) -> None:
        self.n_lost_sentences += place_sentences(self._connection)
        self.n_lost_names += self._connection.run(_NAME_DOCUMENTS)
        self._connection.run(_SPACES)

    def _mend_taggings(self) -> None:
        self.n_lost_tags += self._connection.number(_LOST_TAGS, (NO_TAG,))
        self._connection.run(_REMOVE_LOST_TAGS)
        self._connection.run("UPDATE tagging SET origins = NULL WHERE length(origins) <> length(codes)")

    def _mend_layers(self, codes: Mapping[int, set[str]]) -> None:
        connection = self._connection
        for table in ("layer", "tag", "label"):
            connection.run(_NOT_RUNNING.format(table))
        for table in ("tagging", "tag", "label"):
            self.n_lost_names += connection.run(_NAME_LAYERS.format(table))
        connection.run("UPDATE label SET colour = number - 1 WHERE colour NOT BETWEEN 0 AND ?", (MAX_TAGS,))
        connection.run(_SCHEMES, (msgspec.json.encode(list(Scheme)).decode(),))
        connection.run("UPDATE layer SET base = NULL WHERE base NOT IN (SELECT id FROM layer WHERE base IS NULL)")
        # A number that no tag can have says nothing of which tag it was.
        connection.run("DELETE FROM tag WHERE number NOT BETWEEN 1 AND ?", (MAX_TAGS,))
        for layer, used in codes.items():
            known = {row[0] for row in connection.rows("SELECT number FROM tag WHERE layer = ?", (layer,))}
            for code in used - {NO_TAG}:
                (number,) = count_numbers(code)
                if number not in known:
                    self._name_tag(layer, number, code)
        self._show_labels(Layers(connection))

    def _name_tag(self, layer: int, number: int, code: str) -> None:
        """Give a tag whose name is lost a number for a name; take out what can be no tag."""
        if 1 <= number <= MAX_TAGS:
            sql = "INSERT INTO tag (layer, number, name, n) SELECT id, ?, ?, 0 FROM layer WHERE id = ?"
            self.n_lost_names += self._connection.run(sql, (number, f"lost-{number}", layer))
            return
        sql = "UPDATE tagging SET codes = replace(codes, ?2, ?3) WHERE layer = ?1 AND instr(codes, ?2)"
        self.n_lost_tags += self._connection.run(sql, (layer, code, NO_TAG))

    def _show_labels(self, layers: Layers) -> None:
        """Have a label for every tag; those that somebody has taken out stay out."""
        known = set(self._connection.rows("SELECT layer, name FROM label"))
        for layer, name in self._connection.rows("SELECT layer, name FROM tag ORDER BY layer, number"):
            stored = layers.stored[layer]
            label = label_of(name, stored.layer.scheme)
            if label and (stored.labels, label) not in known:
                layers.show_label(layer, label)

    def _mend_models(self) -> None:
        connection = self._connection
        for number, digest in connection.rows("SELECT id, digest FROM model"):
            row = connection.row("SELECT content FROM model_content WHERE model = ?", (number,))
            if row is None or hashlib.sha256(row[0]).hexdigest() != digest:
                self.n_lost_models += 1
                connection.run("DELETE FROM model WHERE id = ?", (number,))
                connection.run("DELETE FROM model_content WHERE model = ?", (number,))
        nameless = "SELECT model FROM model_content WHERE model NOT IN (SELECT id FROM model)"
        for (number,) in connection.rows(nameless):
            (content,) = connection.row("SELECT content FROM model_content WHERE model = ?", (number,)) or (b"",)
            values = (number, f"model {number}", len(content), hashlib.sha256(content).hexdigest())
            connection.run("INSERT INTO model VALUES (?1, ?2, '', '', NULL, '{}', ?3, ?4)", values)
            self.n_lost_names += 1
        connection.run("UPDATE model SET info = '{}' WHERE NOT json_valid(info)")

    def _mend_journal(self) -> None:
        """Keep the edits that can be undone one after the other, and those that can be made again."""
        connection = self._connection
        done = connection.number("SELECT journal_done FROM project")
        top = connection.number("SELECT max(id) FROM journal")
        done = done if 0 <= done <= top else top
        readable = {number for number, is_readable in self._edits() if is_readable}
        first, last = done, done
        while first in readable:
            first -= 1
        while last + 1 in readable:
            last += 1
        connection.run("DELETE FROM journal WHERE id <= ? OR id > ?", (first, last))
        connection.run("UPDATE project SET journal_done = ?", (0 if last == first else done,))
        self.n_lost_edits += top - (last - first)

    def _edits(self) -> Iterator[tuple[int, bool]]:
        """Yield the number of each edit, and whether it can be read."""
        number = -1
        while rows := self._connection.rows(_EDITS, (number, _EDITS_AT_ONCE)):
            for number, *texts in rows:
                yield number, all(map(_is_whole, texts))


def _is_whole(text: str) -> bool:
    """Whether an edit can be read, and needs nothing of which some may be lost."""
    return is_edit(text) and '"SwapSweep"' not in text


_NAME_DOCUMENTS = """
INSERT INTO document SELECT DISTINCT document, 'document ' || document FROM sentence
WHERE document NOT IN (SELECT id FROM document)
"""
_SPACES = "UPDATE sentence SET spaces = NULL WHERE length(spaces) <> (SELECT n FROM counted WHERE id = sentence.id)"
_LOST_TAGS = """
SELECT sum(length(replace(codes, ?, ''))) FROM tagging
WHERE NOT EXISTS (SELECT 1 FROM counted WHERE id = tagging.sentence AND n = length(tagging.codes))
"""
_REMOVE_LOST_TAGS = """
DELETE FROM tagging
WHERE NOT EXISTS (SELECT 1 FROM counted WHERE id = tagging.sentence AND n = length(tagging.codes))
"""
_NOT_RUNNING = "UPDATE {} SET import = NULL WHERE import NOT IN (SELECT id FROM import WHERE state = 'running')"
_NAME_LAYERS = """
INSERT INTO layer (id, name, scheme) SELECT DISTINCT layer, 'layer ' || layer, 'plain' FROM {}
WHERE layer NOT IN (SELECT id FROM layer)
"""
_SCHEMES = "UPDATE layer SET scheme = 'plain' WHERE scheme NOT IN (SELECT value FROM json_each(?))"
_NAMES = "UPDATE {} SET name = substr(name, 1, ?1) WHERE length(name) > ?1"
_EDITS = "SELECT id, edit, inverse FROM journal WHERE id > ? ORDER BY id LIMIT ?"
_LEFT_OVERS = (
    "UPDATE sweep SET entry = NULL WHERE entry NOT IN (SELECT id FROM journal)",
    "DELETE FROM source WHERE sentence NOT IN (SELECT id FROM sentence)",
    "DELETE FROM remark WHERE sentence NOT IN (SELECT id FROM sentence)",
    "DELETE FROM verdict WHERE sentence NOT IN (SELECT id FROM sentence) OR layer NOT IN (SELECT id FROM layer)",
    # Models can say it again.
    "DELETE FROM belief",
    "DELETE FROM run_step WHERE run NOT IN (SELECT id FROM run)",
    "DELETE FROM run_epoch WHERE run NOT IN (SELECT id FROM run) OR NOT json_valid(scores)",
    "DROP TABLE counted",
)
