"""What a sweep keeps is exchanged to and fro, and taken back from wherever it was cut off."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.corpus import Scheme
from core.label_edits import ConvertLayer
from core.project import Project
from core.store import sweeps
from core.store.counters import Counters
from core.store.removals import Removals
from core.store.sweep_reading import Content, look, read
from core.store.sweeps import Sweeps
from core.store.tagging import Tagging
from core.token_edits import MergeTokens, Retokenise, Scope

Dump = Callable[[Project], dict[str, object]]


@pytest.fixture
def made(small: Project, monkeypatch: pytest.MonkeyPatch) -> tuple[Sweeps, int]:
    """A sweep that has turned the tokens of all three sentences round, tags with them."""
    monkeypatch.setattr(sweeps, "SLICE", 2)
    connection = small._connection
    counters = Counters(connection)
    tagging = Tagging(connection, small._layers, counters)
    removals = Removals(connection, small._sentences, counters, tagging)
    found = Sweeps(connection, small._layers, counters, removals)
    looked = look(connection, Scope(), None, has_text=True)
    with connection.transaction():
        number = found.begin()
        contents = read(connection, looked, looked.after, looked.last)
        found.put(number, [(content, turned(content)) for content in contents])
    return found, number


def turned(content: Content) -> Content:
    layers = {layer: (codes[::-1] + codes[0], None) for layer, (codes, _) in content.layers.items()}
    tokens = "\n".join(content.tokens.split("\n")[::-1])
    return replace(content, tokens=f"{tokens}\nagain", spaces=None, layers=layers)


def test_exchanged_to_and_fro(small: Project, dump: Dump, made: tuple[Sweeps, int]) -> None:
    kept, number = made
    after = dump(small)
    assert small.sentence(2).tokens == ("tide", "Low", "again")
    states = []
    for _ in range(2):
        with small._connection.transaction():
            kept.begin_swap(number)
        assert list(kept.swapping(number)) == [(2, 3), (3, 3)]
        with small._connection.transaction():
            kept.settle(number, 1)
        states.append(dump(small))
    assert states[0] != after == states[1]
    assert small.sentence(2).tokens == ("tide", "Low", "again")
    assert (kept.n_sentences(number), kept.has_texts(number)) == (3, True)


def test_cut_off_in_making(small: Project, dump: Dump, made: tuple[Sweeps, int]) -> None:
    kept, number = made
    assert kept.take_all_back() == 1
    dump(small)
    assert small.sentence(1).tokens[0] == "Mara"
    for table in ("sweep", "swept_text", "swept_tagging"):
        assert small._connection.number(f"SELECT count(*) FROM {table}") == 0
    assert kept.take_all_back() == 0
    kept.take_back(number)


def test_cut_off_in_exchanging(small: Project, dump: Dump, made: tuple[Sweeps, int]) -> None:
    kept, number = made
    after = dump(small)
    with small._connection.transaction():
        kept.begin_swap(number)
    next(kept.swapping(number))
    assert dump(small) != after
    kept.take_back(number)
    assert dump(small) == after
    assert kept.n_sentences(number) == 3


def test_what_nothing_leads_to_is_deleted(small: Project, made: tuple[Sweeps, int]) -> None:
    kept, number = made
    with small._connection.transaction():
        kept.settle(number, 4)
        kept.leave_entries(4)
    kept.forget_unreachable()
    assert kept.n_sentences(number) == 3
    with small._connection.transaction():
        kept.leave_entries(3)
    kept.forget_unreachable()
    assert kept.n_sentences(number) == 0
    assert small._connection.number("SELECT count(*) FROM sweep") == 0


def test_tags_in_a_layer_begun_behind_it_are_exchanged_with_the_tokens(small: Project, dump: Dump) -> None:
    steps = (MergeTokens(1, 0, 2), Retokenise(Scope(), "characters"), ConvertLayer("ner", Scheme.BIOES))
    states = [dump(small)]
    for step in steps:
        small.apply(step)
        states.append(dump(small))
    assert len({len(small.sentence(1).tokens), 5, 6}) == 3
    for _ in range(2):
        for state in states[-2::-1]:
            small.undo()
            assert dump(small) == state
        for state in states[1:]:
            small.redo()
            assert dump(small) == state
