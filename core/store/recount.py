"""The totals of a project as its rows have them: to compare with those that are kept, or to write them anew."""

from collections import Counter, defaultdict

from core.store.alphabet import NO_TAG, count_numbers
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.deadline import LONG_SECONDS
from core.store.schema import BLOCK_SHIFT

_SLICE = 10_000


def recount(connection: Connection) -> Counters:
    """Count every sentence and tag of the corpus.

    Raises:
        ProjectError: The file cannot be read.
    """
    found = Counters(connection)
    with connection.reading(seconds=LONG_SECONDS):
        for split, n_tokens, n in connection.rows(_LENGTHS):
            found.lengths[split, n_tokens] = n
        found.blocks.update(dict(connection.rows(_BLOCKS, (BLOCK_SHIFT,))))
        found.labelled.update(dict(connection.rows(_LABELLED, (NO_TAG,))))
    place = 0
    while True:
        with connection.reading():
            rows = connection.rows(_CODES, (place, _SLICE))
        if not rows:
            return found
        place = rows[-1][0]
        _count_tags([(layer, codes) for _, layer, codes in rows if layer is not None], found.tags)


def stored_counts(connection: Connection) -> Counters:
    """Return the totals that every change keeps up to date.

    Raises:
        ProjectError: The file cannot be read.
    """
    found = Counters(connection)
    with connection.reading():
        for split, n_tokens, n in connection.rows("SELECT split, n_tokens, n FROM length WHERE n <> 0"):
            found.lengths[split, n_tokens] = n
        for layer, number, n in connection.rows("SELECT layer, number, n FROM tag WHERE n <> 0"):
            found.tags[layer, number] = n
        found.blocks.update(dict(connection.rows("SELECT block, n FROM block WHERE n <> 0")))
        found.labelled.update(dict(connection.rows("SELECT id, n_labelled FROM layer WHERE n_labelled <> 0")))
    return found


def write_counts(connection: Connection) -> None:
    """Put right every total.

    Raises:
        ProjectError: They could not be written; nothing has changed.
    """
    with connection.transaction():
        found = recount(connection)
        for sql in _FORGET:
            connection.run(sql)
        found.flush()


def _count_tags(rows: list[tuple[int, str]], tags: Counter[tuple[int, int]]) -> None:
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for layer, codes in rows:
        texts[layer].append(codes)
    for layer, parts in texts.items():
        for number, n in count_numbers("".join(parts)).items():
            tags[layer, number] += n


_LENGTHS = """
SELECT split, n_tokens, count(*) FROM position
WHERE place <= (SELECT last_place FROM project) GROUP BY split, n_tokens
"""
_BLOCKS = """
SELECT place >> ?, count(*) FROM position WHERE place <= (SELECT last_place FROM project) GROUP BY 1
"""
_LABELLED = """
SELECT tagging.layer, count(*) FROM position JOIN tagging ON tagging.sentence = position.sentence
WHERE position.place <= (SELECT last_place FROM project) AND NOT instr(tagging.codes, ?) GROUP BY tagging.layer
"""
_CODES = """
SELECT position.place, tagging.layer, tagging.codes
FROM (
    SELECT place, sentence FROM position
    WHERE place > ? AND place <= (SELECT last_place FROM project)
    ORDER BY place LIMIT ?
) AS position
LEFT JOIN tagging ON tagging.sentence = position.sentence
ORDER BY position.place
"""
_FORGET = (
    "DELETE FROM length",
    "DELETE FROM block",
    "UPDATE tag SET n = 0",
    "UPDATE layer SET n_labelled = 0",
)
