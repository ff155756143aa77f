"""There is always room behind a sentence, and making it changes nobody's order."""

from core.corpus import Sentence
from core.edits import AddSentences, RemoveSentences
from core.project import Project
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.placing import place_behind
from core.store.schema import PLACE_GAP


def order(connection: Connection) -> list[int]:
    sql = "SELECT sentence, place FROM position UNION ALL SELECT sentence, place FROM removed ORDER BY place"
    rows = connection.rows(sql)
    homes = dict(connection.rows("SELECT id, place FROM sentence"))
    assert [place for _, place in rows] == [homes[sentence] for sentence, _ in rows]
    return [sentence for sentence, _ in rows]


def insert_behind(connection: Connection, number: int) -> int:
    """Put an empty sentence behind another."""
    with connection.transaction():
        counters = Counters(connection)
        home = connection.number("SELECT place FROM sentence WHERE id = ?", (number,))
        place = place_behind(connection, counters, home)
        new = connection.insert("INSERT INTO sentence (place, document, tokens) VALUES (?, 1, 'x')", (place,))
        connection.run("INSERT INTO position VALUES (?, ?, 0, 1)", (place, new))
        counters.add_sentence(place, 0, 1)
        counters.flush()
    return new


def test_halfway_to_the_next(small: Project) -> None:
    connection: Connection = small._connection
    with connection.transaction():
        assert place_behind(connection, Counters(connection), PLACE_GAP) == PLACE_GAP * 3 // 2
        assert place_behind(connection, Counters(connection), 3 * PLACE_GAP) == 4 * PLACE_GAP
    assert connection.number("SELECT last_place FROM project") == 4 * PLACE_GAP


def test_a_gap_that_is_used_up_is_made_anew(small: Project) -> None:
    small.apply(AddSentences(tuple(Sentence((str(n),)) for n in range(20))))
    small.apply(RemoveSentences((5, 9)))
    connection: Connection = small._connection
    expected = list(range(1, 24))
    for _ in range(200):
        new = insert_behind(connection, 4)
        expected.insert(expected.index(4) + 1, new)
        assert order(connection) == expected
    numbers = list(small.ids())
    assert [small.index_of(number) for number in numbers] == list(range(len(numbers)))
    small._sentences.forget()
    assert [sentence.id for sentence in small.page(0, 500)] == numbers
    small.undo()
    assert list(small.ids()) == expected


def test_what_an_import_brought_is_known_though_it_moved(small: Project) -> None:
    running = small.begin_import("bay", "text", [])
    running.add([Sentence(("a",)), Sentence(("b",))])
    running.finish()
    connection: Connection = small._connection
    for _ in range(30):
        insert_behind(connection, 4)
    first, last = connection.rows("SELECT first_place, last_place FROM import_chunk")[0]
    homes = dict(connection.rows("SELECT sentence, place FROM position"))
    assert (first, last) == (homes[4], homes[5])
    assert insert_behind(connection, 5) in [
        row[0]
        for row in connection.rows("SELECT sentence FROM position WHERE place <= (SELECT last_place FROM project)")
    ]
