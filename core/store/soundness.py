"""What of a project contradicts what else of it: looked for in every row, said in words."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from core.edits import from_json
from core.store.alphabet import NO_TAG, count_numbers
from core.store.connection import Connection, Row
from core.store.copies import Progress
from core.store.deadline import LONG_SECONDS
from core.store.recount import recount, stored_counts

_ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check has found.

    Attributes:
        name: Of the check.
        faults: What is wrong, in words; empty where nothing is.
    """

    name: str
    faults: tuple[str, ...]


def findings(connection: Connection) -> Generator[Progress, None, tuple[Finding, ...]]:
    """Make every check; nobody should be writing meanwhile.

    Yields:
        Checks done, and checks in all.

    Returns:
        One finding a check, also where nothing is wrong.

    Raises:
        ProjectError: The file cannot be read.
    """
    found = []
    for number, (name, check) in enumerate(_CHECKS.items(), 1):
        found.append(Finding(name, tuple(check(connection))))
        yield number, len(_CHECKS)
    return tuple(found)


def _sentences(connection: Connection) -> list[str]:
    return _counted(connection, _OF_SENTENCES)


def _tags(connection: Connection) -> list[str]:
    """Every tagging is as long as its sentence, and every character stands for a tag."""
    faults = _counted(connection, _OF_TAGS)
    with connection.reading():
        known = set(connection.rows("SELECT layer, number FROM tag"))
    for owner, characters in _characters(connection).items():
        unknown = sum((owner, tag) not in known for tag in count_numbers("".join(characters - {NO_TAG})))
        if unknown:
            faults.append(f"layer {owner} uses {_n(unknown, 'tag')} that it does not have")
    return faults


def _characters(connection: Connection) -> Mapping[int, set[str]]:
    """Return, by layer, every character that stands for a tag somewhere."""
    used: defaultdict[int, set[str]] = defaultdict(set)
    key: Row = (-1, -1)
    while True:
        with connection.reading():
            rows = connection.rows(_CODES, (*key, _ROWS_AT_ONCE))
        if not rows:
            return used
        key = rows[-1][:2]
        for _, layer, codes in rows:
            used[layer].update(codes)


def _totals(connection: Connection) -> list[str]:
    """What is kept is what the rows come to."""
    kept, found = stored_counts(connection), recount(connection)
    pairs: dict[str, tuple[Counter[Any], Counter[Any]]] = {
        "sentences by length": (kept.lengths, found.lengths),
        "sentences by place": (kept.blocks, found.blocks),
        "tokens by tag": (kept.tags, found.tags),
        "sentences labelled throughout": (kept.labelled, found.labelled),
    }
    faults = []
    for what, (stored, counted) in pairs.items():
        n_wrong = sum(stored[key] != counted[key] for key in {*stored, *counted})
        if n_wrong:
            faults.append(f"{_n(n_wrong, 'total')} of {what} {'is' if n_wrong == 1 else 'are'} not right")
    return faults


def _journal(connection: Connection) -> list[str]:
    """Every edit can be read, and none is missing between the first and the last."""
    faults = []
    with connection.reading():
        done = connection.number("SELECT journal_done FROM project")
        first = connection.number("SELECT min(id) FROM journal")
        last = connection.number("SELECT max(id) FROM journal")
        n_edits = connection.number("SELECT count(*) FROM journal")
    n_missing = last - first + 1 - n_edits if n_edits else 0
    if n_missing:
        faults.append(f"{_n(n_missing, 'edit')} missing")
    if not 0 <= done <= last:
        faults.append(f"edit {done:,} is said to be the last, of {last:,}")
    number, n_unreadable = -1, 0
    while True:
        with connection.reading():
            rows = connection.rows(_EDITS, (number, _ROWS_AT_ONCE))
        if not rows:
            break
        number = rows[-1][0]
        n_unreadable += sum(not (is_edit(edit) and is_edit(inverse)) for _, edit, inverse in rows)
    if n_unreadable:
        faults.append(f"{_n(n_unreadable, 'edit')} cannot be read")
    return faults


def is_edit(text: str) -> bool:
    """Whether an edit, or the inverse of one, can be read."""
    try:
        from_json(text)
    except msgspec.MsgspecError:
        return False
    return True


def _models(connection: Connection) -> list[str]:
    """Every model is as it was saved."""
    with connection.reading():
        models = connection.rows("SELECT id, name, digest FROM model ORDER BY id")
    faults = []
    for number, name, digest in models:
        with connection.reading():
            row = connection.row("SELECT content FROM model_content WHERE model = ?", (number,))
        if row is None:
            faults.append(f"model {number:,} {name!r} is missing")
        elif hashlib.sha256(row[0]).hexdigest() != digest:
            faults.append(f"model {number:,} {name!r} is not as it was saved")
    return faults


def _counted(connection: Connection, checks: Mapping[str, str]) -> list[str]:
    faults = []
    for words, sql in checks.items():
        with connection.reading(seconds=LONG_SECONDS):
            n = connection.number(sql)
        if n:
            faults.append(words.format(_n(n, "sentence")))
    return faults


def _n(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


_CHECKS: Mapping[str, Callable[[Connection], list[str]]] = {
    "sentences": _sentences,
    "tags": _tags,
    "totals": _totals,
    "journal": _journal,
    "models": _models,
}

_OF_SENTENCES = {
    "{} of the corpus missing": """
        SELECT count(*) FROM position
        WHERE NOT EXISTS (SELECT 1 FROM sentence WHERE id = position.sentence AND place = position.place)
    """,
    "{} both in the corpus and removed": "SELECT count(*) FROM removed JOIN position USING (place)",
    "{} without a document": """
        SELECT count(*) FROM sentence WHERE document NOT IN (SELECT id FROM document)
    """,
    "{} with another number of tokens than noted": """
        SELECT count(*) FROM position JOIN sentence ON sentence.id = position.sentence
        WHERE position.n_tokens <> octet_length(tokens) - octet_length(replace(tokens, char(10), '')) + 1
    """,
    "{} with a mark for spaces too many or too few": """
        SELECT count(*) FROM sentence
        WHERE length(spaces) <> octet_length(tokens) - octet_length(replace(tokens, char(10), '')) + 1
    """,
}
_OF_TAGS = {
    "{} with tags too many or too few": """
        SELECT count(*) FROM tagging JOIN sentence ON sentence.id = tagging.sentence
        WHERE length(codes) <> octet_length(tokens) - octet_length(replace(tokens, char(10), '')) + 1
    """,
    "{} with origins too many or too few": "SELECT count(*) FROM tagging WHERE length(origins) <> length(codes)",
    "tags of {} that is missing": """
        SELECT count(*) FROM tagging WHERE sentence NOT IN (SELECT id FROM sentence)
    """,
    "{} with tags of a layer that is missing": """
        SELECT count(*) FROM tagging WHERE layer NOT IN (SELECT id FROM layer)
    """,
}
_CODES = """
SELECT sentence, layer, codes FROM tagging WHERE (sentence, layer) > (?, ?) ORDER BY sentence, layer LIMIT ?
"""
_EDITS = "SELECT id, edit, inverse FROM journal WHERE id > ? ORDER BY id LIMIT ?"
