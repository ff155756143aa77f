"""Mistakes with targets, losses and metrics show with the installed Keras; what is advised mends them."""

import math
from collections.abc import Callable

import pytest

from core.doctor.outcome import Outcome
from core.doctor.target_cases import TARGET_CASES


@pytest.mark.parametrize("name", [case.name for case in TARGET_CASES])
def test_the_case_is_as_it_is_said_to_be(name: str, diagnose: Callable[[str], Outcome]) -> None:
    assert diagnose(name).wrong != diagnose(name).right


def test_the_losses_are_those_worked_out_by_hand(diagnose: Callable[[str], Outcome]) -> None:
    # log 4 for each of 4 tokens, divided by 256 cells.
    assert f"the loss is {math.log(4) * 4 / 256:.4f}" in diagnose("loss-over-padding").wrong.printed
    # Softmax of (1, 0, 0): e / (e + 2).
    assert f"is {-math.log(math.e / (math.e + 2)):.4f}" in diagnose("softmax-twice").wrong.printed
    assert "accuracy 92.5%; of the tokens 25.0%" in diagnose("accuracy-over-padding").wrong.printed
    assert "the network answers label 2" in diagnose("mse-on-label-numbers").wrong.printed
