from dataclasses import replace

from core.doctor.cases import CASES


def test_a_case_without_a_message_is_silent() -> None:
    case = CASES["no-feature-axis"]
    assert not case.is_silent
    assert replace(case, raises=(), symptom="True").is_silent
