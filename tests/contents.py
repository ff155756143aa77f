"""What a project holds, as plain values to compare: as its tables say, and as it is shown."""

from collections import Counter
from functools import cache

import apsw

from core.corpus import Sentence, Split
from core.project import Project
from core.store import schema
from core.store.layers import label_of

Tables = dict[str, list[tuple[object, ...]]]


@cache
def _queries() -> dict[str, str]:
    """Return a query for each table that leaves out times of day, which no two runs share."""
    queries = {}
    with apsw.Connection(":memory:") as database:
        schema.advance(database, 0)
        for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            names = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            wanted = ", ".join(f'"{name}"' for name in names if name != "at" and not name.endswith("_at"))
            queries[table] = f'SELECT {wanted} FROM "{table}"'
    queries["setting"] += " WHERE name != 'checked_at'"
    database.close()
    return queries


def tables(project: Project) -> Tables:
    """Return every row of every table, but for times of day."""
    connection = project._connection
    with connection.reading():
        return {table: connection.rows(query) for table, query in _queries().items()}


def check_file(project: Project) -> None:
    """Have SQLite look at every page and every row."""
    connection = project._connection
    with connection.reading():
        assert connection.rows("PRAGMA integrity_check") == [("ok",)]


def shown(project: Project) -> dict[str, object]:
    """Return everything a project says about its corpus; fails where its totals are not those of its sentences."""
    sentences = list(project.sentences())
    _check_totals(project, sentences)
    numbers = [sentence.id for sentence in sentences]
    assert list(project.ids()) == numbers
    return {
        "sentences": sentences,
        "layers": project.layers,
        "origins": {(n, layer.name): project.origins(n, layer.name) for n in numbers for layer in project.layers},
        "remarks": [project.remark(number) for number in numbers],
    }


def _check_totals(project: Project, sentences: list[Sentence]) -> None:
    for split in (None, *Split):
        chosen = [sentence for sentence in sentences if split in (None, sentence.split)]
        assert project.length_histogram(split) == dict(sorted(Counter(map(len, chosen)).items()))
        assert project.statistics.n_sentences(split) == len(chosen)
        assert project.statistics.n_tokens(split) == sum(map(len, chosen))
    for layer in project.layers:
        tags = Counter(tag for sentence in sentences for tag in sentence.layer_tags(layer.name) if tag is not None)
        assert project.statistics.tag_counts(layer.name) == dict(tags)
        labels = Counter[str]()
        for tag, n in tags.items():
            labels[label_of(tag, layer.scheme)] += n
        del labels[""]
        assert {label: n for label, n in project.label_counts(layer.name).items() if n} == dict(labels)
        n_unlabelled = sum(not sentence.is_labelled(layer.name) for sentence in sentences)
        assert project.statistics.n_unlabelled(layer.name) == n_unlabelled
    for index in range(len(sentences)):
        assert project.page(index, 1) == [sentences[index]]
        assert project.index_of(sentences[index].id) == index
