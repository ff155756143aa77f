"""Trainings that wait for their turn: what each was begun with, in which order, and as text for a project.

A waiting training holds its options as they were when it was begun. Its sentences are not held: they are
read when its turn comes, so that what was labelled meanwhile is learnt too.
"""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from core.config import Config


class Work(StrEnum):
    """What is trained for."""

    TRAIN = "train"
    GROW = "grow"
    RATES = "rates"
    SEARCH = "search"


class WaitingRun(msgspec.Struct, frozen=True):
    """One training that waits.

    Attributes:
        work: For a model, or for a measurement.
        layer: Name of the layer to learn.
        config: Its options, checked.
        count: Trainings of each size of a learning curve, or of a search; 1 for everything else.
    """

    work: Work
    layer: str
    config: Config
    count: int = 1


Waiting = tuple[WaitingRun, ...]


def without(waiting: Waiting, place: int) -> Waiting:
    """Return the others, in their order.

    Raises:
        IndexError: Nothing waits at this place, counted from 0.
    """
    _check(waiting, place)
    return waiting[:place] + waiting[place + 1 :]


def moved(waiting: Waiting, place: int, to: int) -> Waiting:
    """Return the same trainings with one of them at another place, within the ends.

    Raises:
        IndexError: Nothing waits at this place, counted from 0.
    """
    others = without(waiting, place)
    to = max(0, min(to, len(others)))
    return (*others[:to], waiting[place], *others[to:])


def _check(waiting: Waiting, place: int) -> None:
    if not 0 <= place < len(waiting):
        raise IndexError(place)


def as_text(waiting: Sequence[WaitingRun]) -> str | None:
    """Return what a project keeps; None where nothing waits."""
    return msgspec.json.encode(tuple(waiting)).decode() if waiting else None


def from_text(text: str | None) -> Waiting:
    """Return what a project has kept; what another version wrote and this one cannot read is left out."""
    if not text:
        return ()
    found = []
    try:
        kept = msgspec.json.decode(text, type=list[msgspec.Raw])
    except msgspec.MsgspecError:
        return ()
    for one in kept:
        try:
            found.append(msgspec.json.decode(one, type=WaitingRun))
        except msgspec.MsgspecError:
            continue
    return tuple(found)
