"""Mistakes with padding, masks and vocabularies show with the installed Keras; what is advised mends them."""

from collections.abc import Callable

import pytest

from core.doctor.outcome import Outcome
from core.doctor.padding_cases import PADDING_CASES


@pytest.mark.parametrize("name", [case.name for case in PADDING_CASES])
def test_the_case_is_as_it_is_said_to_be(name: str, diagnose: Callable[[str], Outcome]) -> None:
    assert diagnose(name).wrong != diagnose(name).right


def test_the_numbers_of_padding_are_those_on_paper(diagnose: Callable[[str], Outcome]) -> None:
    # Rows of 2 and 3 tokens in 5 columns: of the first none, of the second one lies over its labels.
    assert "4 of 10 tokens stand over no label" in diagnose("padding-in-front").wrong.printed
    assert "kept [5 6 7 8 9]" in diagnose("cut-in-front").wrong.printed
    assert "3 tokens, 2 of them are read" in diagnose("word-with-id-0").wrong.printed


def test_a_layer_that_loses_the_mask_says_so(diagnose: Callable[[str], Outcome]) -> None:
    outcome = diagnose("mask-lost")
    assert "does not support masking and will therefore destroy the mask information" in outcome.wrong.printed
    assert "masking" not in outcome.right.printed
