"""What a run needs of memory and what there is: a value that goes with a run's events."""

from dataclasses import dataclass

# Measured runs took up to twice what they need at the least: beyond this share of what there is, it is said.
TIGHT = 0.5


@dataclass(frozen=True, slots=True)
class MemoryNeed:
    """What a run needs and what there is, in bytes.

    Attributes:
        needed: At the least.
        room: What it may take; None where nobody can tell.
    """

    needed: int
    room: int | None

    @property
    def is_tight(self) -> bool:
        """Whether it may turn out too little."""
        return self.room is not None and self.needed > TIGHT * self.room
