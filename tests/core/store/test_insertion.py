"""Sentences go into the tables with consecutive numbers, in documents that are runs of one name."""

import pytest

from core.corpus import Sentence
from core.errors import ProjectError
from core.project import Project
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.insertion import MAX_TOKENS, Inserted, OpenDocument, insert
from core.store.layers import Layers


def put(project: Project, names: str, document: OpenDocument | None = None, *, after: int = 0) -> Inserted:
    connection: Connection = project._connection
    with connection.transaction():
        return insert(
            [Sentence(("a",), document=name) for name in names],
            connection=connection,
            layers=Layers(connection),
            counters=Counters(connection),
            after=after,
            document=document,
        )


def test_documents_are_runs(project: Project) -> None:
    inserted = put(project, "aabba")
    assert inserted == Inserted((1, 5), (1, 3), (1024, 5120), OpenDocument(3, "a"))
    connection: Connection = project._connection
    assert connection.rows("SELECT document FROM sentence ORDER BY id") == [(1,), (1,), (2,), (2,), (3,)]


def test_a_document_goes_on(project: Project) -> None:
    first = put(project, "ab")
    assert put(project, "bb", first.document, after=first.places[1]).documents == (0, -1)
    assert put(project, "bc", first.document, after=9999).documents == (3, 3)


def test_a_monster_is_refused_whole(project: Project) -> None:
    connection: Connection = project._connection
    with pytest.raises(ProjectError, match="100,001 tokens"), connection.transaction():
        insert(
            [Sentence(("a",)), Sentence(("a",) * (MAX_TOKENS + 1))],
            connection=connection,
            layers=Layers(connection),
            counters=Counters(connection),
            after=0,
            document=None,
        )
    assert connection.rows("SELECT * FROM sentence") == []
