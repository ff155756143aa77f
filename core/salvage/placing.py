"""Sentences of a salvaged project put in their places: where two rows disagree, both are believed in part.

A sentence says which place it has, and a place says which sentence it has. One of the two is enough.
"""

from core.store.connection import Connection
from core.store.copies import MAX_NUMBER
from core.store.schema import PLACE_GAP


def place_sentences(connection: Connection) -> int:
    """Let every sentence have a place, in the corpus or among those removed, and every place a sentence.

    Leaves the temporary table `counted` with the tokens of each sentence. Only inside a transaction.

    Returns:
        How many places of the corpus have lost their sentence.
    """
    run = connection.run
    _renumber(connection)
    is_importing = connection.row("SELECT 1 FROM import WHERE state = 'running'") is not None
    run("CREATE TEMP TABLE astray (place INTEGER PRIMARY KEY, sentence INTEGER)")
    for table in ("position", "removed"):
        run(_ASTRAY.format(table), (MAX_NUMBER,))
    run(_FOLLOW)
    run("CREATE TEMP TABLE known AS SELECT place FROM sentence ORDER BY place")
    run("CREATE INDEX temp.known_by_place ON known (place)")
    n_lost = connection.number(_N_LOST)
    for table in ("removed", "position"):
        run(_REMOVE_LOST.format(table))
    run("DELETE FROM removed WHERE place IN (SELECT place FROM position)")
    last = connection.number("SELECT last_place FROM project")
    if not is_importing or not 0 <= last < MAX_NUMBER:
        found = connection.number("SELECT max(place) FROM sentence WHERE place < ?", (MAX_NUMBER,))
        last = max(found, last if 0 <= last < MAX_NUMBER else 0)
    last = _move_to_end(connection, last)
    run("UPDATE project SET last_place = ?", (last,))
    run(_COUNT_TOKENS)
    run("CREATE UNIQUE INDEX temp.counted_by_number ON counted (id, n)")
    run(_NEW_POSITIONS)
    for table in ("position", "removed"):
        run(_LENGTHS.format(table))
        run(_SPLITS.format(table))
    run("DROP TABLE temp.astray")
    run("DROP TABLE temp.known")
    return n_lost


def _renumber(connection: Connection) -> None:
    """Give a sentence whose number is beyond all numbers the one that its place knows it by, else a new one."""
    for number, place in connection.rows("SELECT id, place FROM sentence WHERE id > ?", (MAX_NUMBER,)):
        row = connection.row(_MISSED, (place, MAX_NUMBER)) or connection.row(_UNUSED, (MAX_NUMBER,)) or (1,)
        connection.run("UPDATE sentence SET id = ? WHERE id = ?", (row[0], number))


def _move_to_end(connection: Connection, last: int) -> int:
    """Give sentences whose place is no place, or has another sentence, one at the end; return the last place."""
    for (number,) in connection.rows(_WITHOUT_PLACE, (MAX_NUMBER,)):
        last = (last // PLACE_GAP + 1) * PLACE_GAP
        for table in ("position", "removed"):
            connection.run(_MOVE.format(table), (number, last))
        connection.run("UPDATE sentence SET place = ? WHERE id = ?", (last, number))
    return last


_MISSED = """
SELECT sentence FROM (SELECT place, sentence FROM position UNION ALL SELECT place, sentence FROM removed)
WHERE place = ? AND sentence BETWEEN 1 AND ? AND sentence NOT IN (SELECT id FROM sentence)
"""
_UNUSED = "SELECT ifnull(max(id), 0) + 1 FROM sentence WHERE id < ?"
_ASTRAY = """
INSERT OR IGNORE INTO astray SELECT {0}.place, {0}.sentence FROM {0} JOIN sentence ON sentence.id = {0}.sentence
WHERE sentence.place <> {0}.place AND {0}.place > 0 AND {0}.place < ?
"""
_FOLLOW = """
UPDATE sentence SET place = (SELECT min(astray.place) FROM astray WHERE astray.sentence = sentence.id)
WHERE id IN (SELECT sentence FROM astray)
AND NOT EXISTS (SELECT 1 FROM position WHERE position.place = sentence.place AND position.sentence = sentence.id)
AND NOT EXISTS (SELECT 1 FROM removed WHERE removed.place = sentence.place AND removed.sentence = sentence.id)
"""
_N_LOST = """
SELECT count(*) FROM position
WHERE NOT EXISTS (SELECT 1 FROM sentence WHERE id = position.sentence)
AND place NOT IN (SELECT place FROM known)
"""
_REMOVE_LOST = """
DELETE FROM {0} WHERE NOT EXISTS (SELECT 1 FROM sentence WHERE id = {0}.sentence AND place = {0}.place)
"""
_WITHOUT_PLACE = """
SELECT id FROM sentence WHERE place <= 0 OR place >= ?
UNION
SELECT sentence.id FROM sentence JOIN (
    SELECT place, min(id) AS first FROM sentence GROUP BY place HAVING count(*) > 1
) AS shared ON shared.place = sentence.place
WHERE NOT EXISTS (
    SELECT 1 FROM position WHERE position.place = sentence.place AND position.sentence = sentence.id
) AND NOT EXISTS (
    SELECT 1 FROM removed WHERE removed.place = sentence.place AND removed.sentence = sentence.id
)
ORDER BY 1
"""
_MOVE = "UPDATE {} SET place = ?2 WHERE sentence = ?1"
_SPLITS = "UPDATE {} SET split = 0 WHERE split NOT IN (0, 1, 2)"
# A sentence's tokens stand on a line each.
_COUNT_TOKENS = """
CREATE TEMP TABLE counted AS
SELECT id, octet_length(tokens) - octet_length(replace(tokens, char(10), '')) + 1 AS n FROM sentence ORDER BY id
"""
_NEW_POSITIONS = """
INSERT OR IGNORE INTO position
SELECT place, id, 0, (SELECT n FROM counted WHERE counted.id = sentence.id) FROM sentence
WHERE place NOT IN (SELECT place FROM position) AND place NOT IN (SELECT place FROM removed)
"""
_LENGTHS = """
UPDATE {0} SET n_tokens = (SELECT n FROM counted WHERE id = {0}.sentence)
WHERE n_tokens <> (SELECT n FROM counted WHERE id = {0}.sentence)
"""
