"""Room in the order of the corpus for a sentence between two others.

Places are sparse. Where a gap is used up, the sentences behind it are moved apart, as few as will do; the
order stays, so nobody but these tables can tell.
"""

from collections.abc import Mapping

from core.store.connection import Connection, Row
from core.store.counters import Counters
from core.store.schema import BLOCK_SHIFT, PLACE_GAP

# Left free before and behind every sentence that is moved.
_ROOM = 16


def place_behind(connection: Connection, counters: Counters, place: int) -> int:
    """Return a free place right behind a sentence of the corpus; only inside a transaction.

    What an import has brought reaches to that place from now on if it reached to the sentence, and so
    does the corpus.
    """
    following = _following(connection, place, 1)
    if not following:
        found = place + PLACE_GAP
    elif following[0][0] - place >= 2:
        found = (place + following[0][0]) // 2
    else:
        found = _spread(connection, counters, place)
    connection.run("UPDATE import_chunk SET last_place = ? WHERE last_place = ?", (found, place))
    connection.run("UPDATE project SET last_place = max(last_place, ?)", (found,))
    return found


def _following(connection: Connection, place: int, limit: int) -> list[Row]:
    """Return the places of the next sentences, in the corpus or taken out of it, in order."""
    return connection.rows(_FOLLOWING, (place, limit))


def _spread(connection: Connection, counters: Counters, place: int) -> int:
    """Move the sentences behind a place apart; return a place before the first of them."""
    count = 1
    while True:
        rows = _following(connection, place, count + 1)
        # The last one stays where it is, if there is one: what lies before it is shared anew.
        moved = rows[:count] if len(rows) > count else rows
        end = rows[count][0] if len(rows) > count else place + PLACE_GAP * (len(rows) + 2)
        step = (end - place) // (len(moved) + 2)
        if step >= _ROOM or len(rows) <= count:
            break
        count *= 2
    targets = range(place + 2 * step, place + 2 * step + len(moved) * step, step)
    _move(connection, counters, {row[0]: target for row, target in zip(moved, targets, strict=True)})
    return place + step


def _move(connection: Connection, counters: Counters, places: Mapping[int, int]) -> None:
    """Give sentences other places, old to new; what imports brought and the end of the corpus follow."""
    for old, new in places.items():
        # Below zero until all have gone: no two are ever at one place.
        if connection.run("UPDATE position SET place = ? WHERE place = ?", (-new, old)):
            counters.blocks[old >> BLOCK_SHIFT] -= 1
            counters.blocks[new >> BLOCK_SHIFT] += 1
        connection.run("UPDATE removed SET place = ? WHERE place = ?", (-new, old))
    for table in ("position", "removed"):
        connection.run(_SENTENCES[table])
        connection.run(_ARRIVE[table])
    chunks = connection.rows("SELECT import, first_sentence, first_place, last_place FROM import_chunk")
    connection.run_many(
        "UPDATE import_chunk SET first_place = ?, last_place = ? WHERE import = ? AND first_sentence = ?",
        [
            (places.get(first, first), places.get(last, last), *key)
            for *key, first, last in chunks
            if first in places or last in places
        ],
    )
    last_place = connection.number("SELECT last_place FROM project")
    connection.run("UPDATE project SET last_place = ?", (places.get(last_place, last_place),))


_SENTENCES = {
    "position": "UPDATE sentence SET place = -position.place FROM position"
    " WHERE position.place < 0 AND position.sentence = sentence.id",
    "removed": "UPDATE sentence SET place = -removed.place FROM removed"
    " WHERE removed.place < 0 AND removed.sentence = sentence.id",
}
_ARRIVE = {
    "position": "UPDATE position SET place = -place WHERE place < 0",
    "removed": "UPDATE removed SET place = -place WHERE place < 0",
}
_FOLLOWING = """
SELECT place FROM (
    SELECT * FROM (SELECT place FROM position WHERE place > ?1 ORDER BY place LIMIT ?2)
    UNION ALL
    SELECT * FROM (SELECT place FROM removed WHERE place > ?1 ORDER BY place LIMIT ?2)
) WHERE place <= (SELECT last_place FROM project) ORDER BY place LIMIT ?2
"""
