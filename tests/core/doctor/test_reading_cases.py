"""Mistakes with the order of reading show with the installed Keras as they are said to; what is advised mends them."""

from collections.abc import Callable

import pytest

from core.doctor.outcome import Outcome
from core.doctor.reading_cases import READING_CASES


@pytest.mark.parametrize("name", [case.name for case in READING_CASES])
def test_the_case_is_as_it_is_said_to_be(name: str, diagnose: Callable[[str], Outcome]) -> None:
    assert diagnose(name).wrong != diagnose(name).right
