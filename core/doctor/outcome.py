"""What came of running a case: the text it printed, the error it ended with, whether its symptom showed."""

from dataclasses import dataclass

from core.doctor.case import Case


@dataclass(frozen=True, slots=True)
class Result:
    """What one piece of code did.

    Attributes:
        printed: What it printed, and the warnings that Keras gave.
        error: Type and message of the exception it ended with, word for word; empty where it did not.
        has_symptom: Whether the case's symptom showed; False where it has none.
    """

    printed: str
    error: str
    has_symptom: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What both pieces of code of a case did.

    Attributes:
        name: Of the case.
        wrong: What came of the mistake.
        right: What came of the code without it.
        keras: The version that ran them.
    """

    name: str
    wrong: Result
    right: Result
    keras: str

    def is_ill(self, case: Case) -> bool:
        """Return whether the wrong code went wrong as the case says."""
        if case.is_silent:
            return not self.wrong.error and self.wrong.has_symptom
        return all(part in self.wrong.error for part in case.raises)

    def is_well(self) -> bool:
        """Return whether the right code ended and did not show the symptom."""
        return not self.right.error and not self.right.has_symptom
