from dataclasses import replace

from core.doctor.cases import CASES
from core.doctor.outcome import Outcome, Result

CALM = Result("done", "", has_symptom=False)
ILL = Result("done", "", has_symptom=True)


def test_a_message_has_to_hold_every_part() -> None:
    case = replace(CASES["no-feature-axis"], raises=("ndim=3", "(3, 5)"))
    said = Outcome(case.name, Result("", "ValueError: ndim=3 of (3, 5)", has_symptom=False), CALM, "3.15")
    other = Outcome(case.name, Result("", "ValueError: ndim=3 of (3, 6)", has_symptom=False), CALM, "3.15")
    assert said.is_ill(case)
    assert not other.is_ill(case)
    assert not Outcome(case.name, CALM, CALM, "3.15").is_ill(case)


def test_a_silent_mistake_that_is_refused_one_day_is_no_longer_the_case() -> None:
    case = CASES["no-mask"]
    assert Outcome(case.name, ILL, CALM, "4.0").is_ill(case)
    assert not Outcome(case.name, Result("", "ValueError: no", has_symptom=False), CALM, "4.0").is_ill(case)


def test_advice_that_fails_or_does_not_help_is_no_cure() -> None:
    assert Outcome("no-mask", ILL, CALM, "4.0").is_well()
    assert not Outcome("no-mask", ILL, ILL, "4.0").is_well()
    assert not Outcome("no-mask", ILL, Result("", "ValueError: no", has_symptom=False), "4.0").is_well()
