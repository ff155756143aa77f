"""Texts and tags of many sentences, written with every total right; what models believed is forgotten or recounted."""

from collections.abc import Callable

from core.project import Project
from core.store.beliefs import Belief
from core.store.counters import Counters
from core.store.sweep_writing import NewTags, NewText, Writer
from core.store.verdicts import Verdict

Dump = Callable[[Project], dict[str, object]]


def belief(number: int, n_tokens: int) -> Belief:
    return Belief(number, 1, ("N",) * n_tokens, bytes(n_tokens), 0.0, 0.0, 0.0)


def test_texts(small: Project, dump: Dump) -> None:
    small.beliefs.save("pos", [belief(2, 2), belief(3, 3)])
    small.verdicts.set("pos", 3, 2, Verdict.UNSURE)
    connection = small._connection
    counters = Counters(connection)
    writer = Writer(connection, small._layers, counters)
    with connection.transaction():
        writer.write_texts([NewText(3, "No\nbody\nlabelled\nthis", "0111", "Nobody\nlabelled\nthis", None)])
        writer.write_texts([])
        counters.flush()
    assert small.sentence(3).tokens == ("No", "body", "labelled", "this")
    assert small.beliefs.of("pos", 3) is None
    assert small.beliefs.of("pos", 2) is not None
    assert small.verdicts.of("pos", 3) == {3: Verdict.UNSURE}
    dump(small)


def test_tags(small: Project, dump: Dump) -> None:
    small.beliefs.save("pos", [belief(2, 2), belief(3, 3)])
    connection = small._connection
    counters = Counters(connection)
    writer = Writer(connection, small._layers, counters)
    codes = small._layers.alphabet(1).encode(("N", "V", "N"))
    with connection.transaction():
        old = connection.rows("SELECT codes FROM tagging WHERE sentence = 2 AND layer = 1")[0][0]
        writer.write_tags([NewTags(3, 1, codes, "hhh", "now", None), NewTags(2, 1, None, None, None, old)])
        counters.flush()
    assert small.sentence(3).tags == {"pos": ("N", "V", "N")}
    assert (small.sentence(2).tags, small.origins(3, "pos")) == ({}, "hhh")
    found = small.beliefs.of("pos", 3)
    assert found is not None
    assert found.n_different == 1
    dump(small)
