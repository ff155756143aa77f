"""What there is to say about one line of a file: said by the readers, kept by the store."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineReport:
    """One line that breaks the rules of its format.

    Attributes:
        line: Its number, from 1.
        found: What was there.
        action: What was done about it.
    """

    line: int
    found: str
    action: str
