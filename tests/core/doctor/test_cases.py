"""The gallery as a whole: what each case has to have for it to be run, shown and set right."""

import ast

import msgspec
import pytest

from core.batches import batches
from core.config import PRESETS, Config, checked
from core.corpus import Sentence
from core.doctor.cases import CASES
from core.shapes import cards
from core.vocab import build_vocab


def test_there_are_the_classical_ones() -> None:
    assert len(CASES) >= 30
    assert all(name == case.name for name, case in CASES.items())


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_complete(name: str) -> None:
    case = CASES[name]
    assert bool(case.raises) != bool(case.symptom)
    assert case.title
    assert case.happens
    assert case.why
    assert case.remedy
    assert case.threads
    for code in (case.wrong, case.right):
        ast.parse(code)
        # What fits beside the other code without being wrapped.
        assert max(map(len, code.split("\n"))) <= 80


@pytest.mark.parametrize("name", CASES)
def test_a_case_points_at_a_card_and_an_axis_that_there_are(name: str) -> None:
    sentences = [Sentence(tokens=("Owls", "hunt", "."), tags={"kind": ("N", "V", ".")})]
    config = PRESETS["tiny"]
    vocab = build_vocab(sentences, "kind", config)
    batch = next(iter(batches(sentences, "kind", vocab, config, epoch=1)))
    axes = {card.name: {axis.name for axis in card.axes} for card in cards(config, vocab.sizes, batch)}
    case = CASES[name]
    assert case.card in axes
    # The loss is one number; what lies behind it are cells of rows and timesteps.
    of_card = axes["scores"] if case.card == "loss" else axes[case.card]
    assert not case.axis or case.axis in of_card


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.options])
def test_the_options_of_a_case_can_be_set(name: str) -> None:
    built = msgspec.to_builtins(PRESETS["question-2016"])
    for option, value in CASES[name].options.items():
        part, _, field = option.partition(".")
        assert field in built[part]
        built[part][field] = value
    checked(msgspec.convert(built, Config))
