"""Every queue against sorting the corpus; places that outlive their sentence; no step looks at everything."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.corpus import Sentence, Split
from core.edits import AddLayer, AddSentences, RemoveLayer, SetTags
from core.errors import ProjectError
from core.project import Project
from core.query import QueryError
from core.review.queues import (
    KIND_EXPLANATIONS,
    Kind,
    Queue,
    Stop,
    Walk,
    count_before,
    keep_place,
    kept_place,
    stop_at,
    walk,
)
from core.store import beliefs, search
from core.store.beliefs import Belief

LAYER = "upos"
Key = Callable[[Project, int], tuple[float, int]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """Eighty sentences, every fifth in dev; a third labelled whole; a model was asked about most."""
    monkeypatch.setattr(search, "_SLICE", 7)
    monkeypatch.setattr(beliefs, "_SCANNED", 6)
    chance = random.Random(5)
    with Project.create(tmp_path / "queues.tagscope") as created:
        created.apply(AddLayer(LAYER))
        created.apply(AddLayer("ner"))
        sentences = tuple(
            Sentence(
                ("rain", f"word{number}"),
                {LAYER: (chance.choice("NV"), chance.choice("NV") if number % 3 == 0 else None)},
                split=Split.DEV if number % 5 == 0 else Split.TRAIN,
            )
            for number in range(80)
        )
        created.apply(AddSentences(sentences))
        said = [
            Belief(
                number,
                1,
                (chance.choice("NV"), chance.choice("NV")),
                bytes([200, 100]),
                chance.randint(0, 9) / 10,
                -chance.randint(0, 9) / 10,
                chance.randint(0, 9) / 10,
            )
            for number in created.ids()
            if number % 8
        ]
        created.beliefs.save(LAYER, said)
        yield created


def _stops(way: Walk) -> list[int]:
    found = []
    while not way.is_complete:
        stop = way.more()
        if stop is not None:
            found.append(stop.sentence)
    return found


def _is_done(project: Project, number: int) -> bool:
    return project.sentence(number).is_labelled(LAYER)


def _expected(project: Project, queue: Queue) -> list[int]:
    numbers = [number for number in project.ids() if project.sentence(number).split in queue.splits]
    if queue.kind is Kind.IN_ORDER:
        return numbers
    if queue.kind is Kind.UNLABELLED:
        return [number for number in numbers if not _is_done(project, number)]
    known = {number: belief for number in numbers if (belief := project.beliefs.of(LAYER, number))}
    if queue.kind is Kind.DIFFERENT:
        known = {number: belief for number, belief in known.items() if belief.n_different}
        return sorted(known, key=lambda number: (-known[number].n_different, -number))
    if not queue.has_labelled:
        known = {number: belief for number, belief in known.items() if not _is_done(project, number)}
    return {
        Kind.ENTROPY: sorted(known, key=lambda number: (-known[number].entropy, -number)),
        Kind.LOG_PROBABILITY: sorted(known, key=lambda number: (known[number].log_probability, number)),
        Kind.MARGIN: sorted(known, key=lambda number: (known[number].margin, number)),
    }[queue.kind]


WALKED = [kind for kind in Kind if kind not in (Kind.SUSPICIOUS, Kind.SEARCH, Kind.CHOSEN)]


@pytest.mark.parametrize("kind", WALKED)
@pytest.mark.parametrize("splits", [frozenset({Split.TRAIN}), frozenset(Split)], ids=["train", "all"])
@pytest.mark.parametrize("has_labelled", [False, True])
def test_queues_are_what_sorting_gives(
    project: Project, kind: Kind, splits: frozenset[Split], has_labelled: bool
) -> None:
    queue = Queue(kind=kind, layer=LAYER, splits=splits, has_labelled=has_labelled)
    expected = _expected(project, queue)
    assert len(expected) > 10
    assert _stops(walk(project, queue)) == expected
    assert _stops(walk(project, queue, back=True)) == expected[::-1]
    middle = stop_at(project, queue, expected[7])
    assert middle is not None
    assert _stops(walk(project, queue, after=middle)) == expected[8:]
    assert _stops(walk(project, queue, after=middle, back=True)) == expected[:7][::-1]
    assert count_before(project, queue, middle) == 7
    assert count_before(project, queue, middle, most=6) in ({None, 7} if kind is Kind.IN_ORDER else {None})


def test_a_search_result_is_a_queue(project: Project) -> None:
    queue = Queue(kind=Kind.SEARCH, layer=LAYER, query="unlabelled split:dev")
    expected = _expected(project, Queue(kind=Kind.UNLABELLED, layer=LAYER, splits=frozenset({Split.DEV})))
    assert _stops(walk(project, queue)) == expected
    with pytest.raises(QueryError):
        walk(project, Queue(kind=Kind.SEARCH, query="/(/"))


@pytest.mark.parametrize("kind", [Kind.DIFFERENT, Kind.ENTROPY, Kind.UNLABELLED])
def test_labelling_a_sentence_does_not_lose_the_way(project: Project, kind: Kind) -> None:
    queue = Queue(kind=kind, layer=LAYER)
    expected = _expected(project, queue)
    stop = stop_at(project, queue, expected[4])
    belief = project.beliefs.of(LAYER, expected[4])
    assert stop is not None
    project.apply(SetTags(expected[4], LAYER, 0, belief.tags if belief else ("N", "N")))
    assert expected[4] not in _expected(project, queue)
    assert _stops(walk(project, queue, after=stop)) == expected[5:]
    assert _stops(walk(project, queue, after=stop, back=True)) == expected[:4][::-1]


def test_a_step_reads_some_hundred_entries_at_the_most(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    original = project.beliefs.scan
    monkeypatch.setattr(project.beliefs, "scan", lambda *a, **k: calls.append(1) or original(*a, **k))
    way = walk(project, Queue(kind=Kind.ENTROPY, layer=LAYER, has_labelled=True, splits=frozenset(Split)))
    for _ in range(6):
        assert way.more() is not None
    assert len(calls) == 1


def test_a_step_that_takes_too_long_can_be_gone_on_with(project: Project) -> None:
    queue = Queue(kind=Kind.MARGIN, layer=LAYER)
    way = walk(project, queue)
    found = []
    while not way.is_complete:
        stop = way.more(seconds=0.0)
        found += [stop.sentence] if stop else []
    assert found == _expected(project, queue)


def test_a_sentence_the_model_was_not_asked_about_is_in_no_queue_of_doubt(project: Project) -> None:
    number = next(number for number in project.ids() if number % 8 == 0)
    assert stop_at(project, Queue(kind=Kind.MARGIN, layer=LAYER), number) is None
    assert stop_at(project, Queue(kind=Kind.IN_ORDER, layer=LAYER), number) == Stop(number)


def test_the_place_is_kept_with_the_project(project: Project) -> None:
    assert kept_place(project) is None
    queue = Queue(kind=Kind.MARGIN, layer=LAYER, splits=frozenset({Split.DEV, Split.TRAIN}), has_labelled=True)
    keep_place(project, queue, Stop(7, 0.25))
    project.close()
    with Project.open(project.path) as again:
        assert kept_place(again) == (queue, Stop(7, 0.25))
        keep_place(again, Queue(layer=LAYER), None)
        assert kept_place(again) == (Queue(layer=LAYER), None)
        again.apply(RemoveLayer(LAYER))
        assert kept_place(again) is None
        again.set_setting("queue", "{")
        assert kept_place(again) is None


def test_an_unknown_layer(project: Project) -> None:
    with pytest.raises(ProjectError, match="no layer"):
        walk(project, Queue(kind=Kind.MARGIN, layer="xpos")).more()


def test_no_order_is_sorted_anew(project: Project) -> None:
    with project._connection.reading():
        for order in beliefs.Order:
            sql = beliefs._SCAN.format(
                column=order.value,
                sign=">",
                direction="ASC",
                condition="AND n_different > 0" if order is beliefs.Order.DIFFERENT else "",
            )
            plan = project._connection.rows(f"EXPLAIN QUERY PLAN {sql}", (".", 1, 1, 0.0, 0, 5))
            assert not any("TEMP B-TREE" in row[3] for row in plan), plan
            assert any("SEARCH belief USING" in row[3] and "INDEX belief_" in row[3] for row in plan), plan


def test_every_kind_is_explained() -> None:
    assert set(KIND_EXPLANATIONS) == set(Kind)


def test_chosen_sentences_are_gone_through_in_their_order(project: Project) -> None:
    ids = list(project.ids())
    chosen = (ids[7], ids[3], max(ids) + 1, ids[50])
    queue = Queue(kind=Kind.CHOSEN, layer=LAYER, chosen=chosen, title="seven")
    assert _stops(walk(project, queue)) == [ids[7], ids[3], ids[50]]
    assert _stops(walk(project, queue, after=Stop(ids[3]))) == [ids[50]]
    assert _stops(walk(project, queue, after=Stop(ids[3]), back=True)) == [ids[7]]
    assert stop_at(project, queue, ids[4]) is None
    assert count_before(project, queue, Stop(ids[50])) == 2
    keep_place(project, queue, Stop(ids[3]))
    assert kept_place(project) == (queue, Stop(ids[3]))
