"""A layer is written in another scheme out of sight, and leaves nothing behind when it is not finished."""

from collections.abc import Callable

from core.corpus import Scheme
from core.edits import Batch
from core.project import Project
from core.store import conversions
from core.store.conversions import Conversion
from core.store.counters import Counters
from core.store.sweep_reading import look, read
from core.token_edits import Scope

Dump = Callable[[Project], dict[str, object]]
TABLES = ("layer", "label", "tag", "tagging")


def counted(project: Project) -> dict[str, int]:
    return {table: project._connection.number(f"SELECT count(*) FROM {table}") for table in TABLES}


def begun(project: Project) -> Conversion:
    connection = project._connection
    layers = project._layers.sharing(2)
    conversion = Conversion(
        connection, project._layers, Counters(connection), number=7, layers=layers, scheme=Scheme.BILOU
    )
    looked = look(connection, Scope(), (2,), has_text=False)
    with connection.transaction():
        connection.run("INSERT INTO sweep (id, state) VALUES (7, 'making')")
        conversion.begin()
        conversion.put(read(connection, looked, looked.after, looked.last))
    return conversion


def test_nothing_is_seen_before_it_is_finished(small: Project, dump: Dump) -> None:
    before = dump(small)
    conversion = begun(small)
    assert conversions.is_unfinished(small._connection, 7)
    assert dump(small) == before
    with small._connection.transaction():
        edits = conversion.finish()
    small.apply(Batch("convert", edits))
    assert [layer.scheme for layer in small.layers] == [Scheme.PLAIN, Scheme.BILOU]
    assert small.sentence(1).tags["ner"] == ("U-PER", "O", "O", "B-LOC", "L-LOC", "O")
    assert small.label_counts("ner") == {"PER": 1, "LOC": 2}
    dump(small)
    assert not conversions.is_unfinished(small._connection, 7)


def test_what_is_not_finished_leaves_nothing_behind(small: Project, dump: Dump) -> None:
    before, rows = dump(small), counted(small)
    begun(small)
    assert counted(small) != rows
    conversions.take_back(small._connection, small._layers, 7)
    assert (dump(small), counted(small)) == (before, rows)
