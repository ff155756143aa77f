"""Beliefs follow the labels, are read in order without a search, and speak of the corpus alone."""

import itertools
import math
import random

import pytest

from core import edits
from core.corpus import Layer, Scheme, Sentence
from core.errors import ProjectDamagedError, ProjectError
from core.project import Project
from core.store.beliefs import _PAGES, Belief, Order

ORDERS = {
    Order.ENTROPY: lambda belief: (-belief.entropy, -belief.sentence),
    Order.LOG_PROBABILITY: lambda belief: (belief.log_probability, belief.sentence),
    Order.MARGIN: lambda belief: (belief.margin, belief.sentence),
    Order.DIFFERENT: lambda belief: (-belief.n_different, -belief.sentence),
}


def belief(sentence: int, tags: tuple[str | None, ...], **figures: float) -> Belief:
    known = {"entropy": 0.5, "log_probability": -1.5, "margin": 0.25, **figures}
    return Belief(sentence, 7, tags, bytes(range(200, 200 + len(tags))), **known)


@pytest.fixture
def many(project: Project) -> list[Belief]:
    """What is believed of sixty sentences; figures are often the same."""
    chance = random.Random(3)
    project.apply(edits.AddLayer("pos"))
    sentences = tuple(Sentence(("wave", "tide"), {"pos": (chance.choice("AB"), None)}) for _ in range(60))
    project.apply(edits.AddSentences(sentences))
    beliefs = [
        belief(number, (chance.choice("AB"), "A"), **{name: chance.randint(0, 5) / 5 for name in list(Order)[:3]})
        for number in project.ids()
    ]
    assert project.beliefs.save("pos", beliefs) == 60
    return [kept for one in beliefs if (kept := project.beliefs.of("pos", one.sentence))]


def test_a_belief_is_kept_and_replaced(small: Project) -> None:
    said = belief(1, ("B-PER", "O", "O", "B-ORG", "O", None), log_probability=-math.inf)
    small.beliefs.save("ner", [said])
    small.close()
    with Project.open(small.path) as project:
        found = project.beliefs.of("ner", 1)
        assert found == belief(1, said.tags, log_probability=-math.inf, n_different=2)
        assert project.beliefs.of("pos", 1) is None
        assert project.beliefs.of("ner", 2) is None
        project.beliefs.save("ner", [belief(1, ("O",) * 6)])
        assert project.beliefs.n_sentences("ner") == 1
        project.beliefs.clear("ner")
        assert project.beliefs.n_sentences("ner") == 0


def test_a_belief_brings_no_label_into_the_label_set(small: Project) -> None:
    before = small.labels("ner")
    small.beliefs.save("ner", [belief(2, ("B-ORG", "I-ORG"))])
    assert small.labels("ner") == before
    assert small.label_counts("ner") == {"PER": 1, "LOC": 2}
    small.apply(edits.SetTags(3, "ner", 0, ("B-ORG",)))
    assert [label.name for label in small.labels("ner")] == ["PER", "LOC", "ORG"]


def test_differences_follow_every_edit(small: Project) -> None:
    def n_different() -> int:
        found = small.beliefs.of("ner", 1)
        assert found
        assert small.beliefs.n_different("ner") == bool(found.n_different)
        return found.n_different

    small.beliefs.save("ner", [belief(1, ("B-PER", "O", "O", "O", "B-LOC", "O"))])
    assert n_different() == 2
    small.apply(edits.SetTags(1, "ner", 3, ("O", "B-LOC")))
    assert n_different() == 0
    small.undo()
    assert n_different() == 2
    small.apply(edits.Batch("two", (edits.SetTags(1, "ner", 0, (None,)), edits.SetTags(1, "ner", 4, (None,)))))
    assert n_different() == 1
    small.apply(edits.RenameLabel("ner", "LOC", "PLACE"))
    found = small.beliefs.of("ner", 1)
    assert found
    assert found.tags[4] == "B-PLACE"
    assert n_different() == 1


def test_a_sentence_taken_out_is_believed_nothing_of(small: Project) -> None:
    small.beliefs.save("ner", [belief(1, ("O",) * 6), belief(2, ("O", "O"))])
    small.apply(edits.RemoveSentences((1,)))
    assert [one.sentence for one in small.beliefs.page("ner", Order.ENTROPY, 10)] == [2]
    assert small.beliefs.n_different("ner") == 0
    assert small.beliefs.save("ner", [belief(1, ("O",) * 6), belief(2, ("O", "O")), belief(99, ("O",))]) == 1
    small.undo()
    assert small.beliefs.of("ner", 1) is None


def test_sentences_of_a_running_import_are_passed_over(small: Project) -> None:
    running = small.begin_import("more", "text", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("wave",))])
    assert small.beliefs.save("ner", [belief(4, ("O",))]) == 0
    running.finish()
    assert small.beliefs.save("ner", [belief(4, ("O",))]) == 1


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("limit", [1, 7, 100])
def test_pages_are_the_whole_in_order(project: Project, many: list[Belief], order: Order, limit: int) -> None:
    wanted = sorted((one for one in many if order is not Order.DIFFERENT or one.n_different), key=ORDERS[order])
    found: list[Belief] = []
    while page := project.beliefs.page("pos", order, limit, after=found[-1] if found else None):
        assert len(page) <= limit
        found += page
    assert found == wanted
    assert len({getattr(one, order) for one in wanted}) > (order is not Order.DIFFERENT)


@pytest.mark.parametrize("order", list(Order))
def test_a_page_is_read_along_an_index(project: Project, many: list[Belief], order: Order) -> None:
    for analysed in (False, True):
        if analysed:
            project._connection.rows("ANALYZE")
        rows = project._connection.rows(f"EXPLAIN QUERY PLAN {_PAGES[order]}", (1, 0.5, 3, 10))
        (step,) = [row[3] for row in rows]
        assert step.startswith("SEARCH belief USING INDEX belief_"), step
        assert f"layer=? AND ({order.value},sentence)" in step.replace("n_different>? AND ", "")


def test_a_tag_that_is_believed_outlives_the_import_that_brought_it(small: Project) -> None:
    running = small.begin_import("more", "text", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("wave",), {"ner": ("B-ORG",)})])
    small.beliefs.save("ner", [belief(2, ("B-ORG", "O"))])
    running.cancel()
    found = small.beliefs.of("ner", 2)
    assert found
    assert found.tags == ("B-ORG", "O")
    assert [label.name for label in small.labels("ner")] == ["PER", "LOC"]


def test_what_cannot_be_believed(small: Project) -> None:
    with pytest.raises(ProjectError, match="sentence 1 has 6 tokens, the model speaks of 1"):
        small.beliefs.save("ner", [belief(1, ("O",))])
    with pytest.raises(ValueError, match="no numbers to order by"):
        small.beliefs.save("ner", [belief(2, ("O", "O"), entropy=math.nan)])
    with pytest.raises(ProjectError, match="has no layer"):
        small.beliefs.page("chunk", Order.ENTROPY, 1)
    assert small.beliefs.n_sentences("ner") == 0


def test_a_belief_in_unknown_characters_is_damage(small: Project) -> None:
    small.beliefs.save("ner", [belief(2, ("O", "O"))])
    small._connection.run("UPDATE belief SET codes = 'ÿÿ'")
    with pytest.raises(ProjectDamagedError, match=r"tag [0-9]+ of a layer is missing"):
        small.beliefs.of("ner", 2)


def test_layers_keep_their_beliefs_apart(small: Project) -> None:
    for layer, tags in (("ner", ("O", "O")), ("pos", ("N", "N"))):
        small.beliefs.save(layer, [belief(2, tags)])
    pages = [small.beliefs.page(layer, order, 10) for layer, order in itertools.product(("ner", "pos"), Order)]
    assert [[one.tags for one in page] for page in pages] == [
        *([[("O", "O")]] * 3),
        [],
        *([[("N", "N")]] * 4),
    ]
