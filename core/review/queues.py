"""Which sentence comes next: queues that lead through the corpus by what is missing, doubtful or disputed.

No step looks at the whole corpus. The place reached is a value that outlives the sentence it was at, so
labelling the sentence, which may take it out of its queue, does not lose the way.
"""

import time
from collections import deque
from enum import StrEnum
from typing import Protocol

import msgspec

from core.corpus import Split
from core.project import Project
from core.query import InSplit, Query, Term, Unlabelled
from core.store.beliefs import Order, Scanned
from core.uncertainty import EXPLANATIONS, Measure

_TRAIN = frozenset({Split.TRAIN})
_SETTING = "queue"


class Kind(StrEnum):
    """What a queue is ordered by, or made of."""

    IN_ORDER = "in order"
    UNLABELLED = "unlabelled"
    ENTROPY = "least certain by entropy"
    LOG_PROBABILITY = "least certain by log probability"
    MARGIN = "least certain by margin"
    DIFFERENT = "model against human"
    SUSPICIOUS = "suspicious labels"
    SEARCH = "search result"
    CHOSEN = "chosen sentences"


ORDERS = {
    Kind.ENTROPY: Order.ENTROPY,
    Kind.LOG_PROBABILITY: Order.LOG_PROBABILITY,
    Kind.MARGIN: Order.MARGIN,
    Kind.DIFFERENT: Order.DIFFERENT,
}

KIND_EXPLANATIONS: dict[Kind, str] = {
    Kind.IN_ORDER: "Every sentence, in the order of the corpus.",
    Kind.UNLABELLED: "Sentences with a token that nobody has labelled, in the order of the corpus.",
    Kind.ENTROPY: EXPLANATIONS[Measure.ENTROPY],
    Kind.LOG_PROBABILITY: EXPLANATIONS[Measure.LOG_PROBABILITY],
    Kind.MARGIN: EXPLANATIONS[Measure.MARGIN],
    Kind.DIFFERENT: "Sentences with labels that the model does not see, those with most of them first.",
    Kind.SUSPICIOUS: (
        "Labels that a model which has not learnt from them finds hardest to believe. Some of them are wrong, and "
        "some show what the model has not understood."
    ),
    Kind.SEARCH: "The sentences found, in the order of the corpus.",
    Kind.CHOSEN: "The sentences behind a figure on another page; click one on Train to choose others.",
}

# Of a figure that stands for more, the first are kept: as many as anybody will go through.
MOST_CHOSEN = 5000


class Queue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One queue.

    Attributes:
        kind: What it is made of.
        layer: Name of the layer that is looked at.
        splits: Sentences of others are left out; dev and test are, unless asked for.
        query: What was typed, for `SEARCH`, which finds in all splits.
        has_labelled: Whether the least certain sentences include those whose every token has a label.
        chosen: Numbers of the sentences, for `CHOSEN`, in the order they are to be gone through.
        title: What these have in common, in a few words.
    """

    kind: Kind = Kind.IN_ORDER
    layer: str = ""
    splits: frozenset[Split] = _TRAIN
    query: str = ""
    has_labelled: bool = False
    chosen: tuple[int, ...] = ()
    title: str = ""


class Stop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in a queue.

    Attributes:
        sentence: The store's number of the sentence.
        figure: What the sentence was ordered by when the queue came here.
    """

    sentence: int
    figure: float = 0.0


class Walk(Protocol):
    """The way from one stop to the next, which may take several goes."""

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing more this way."""

    def more(self, seconds: float = 0.04) -> Stop | None:
        """Return the next stop; None when the time is over or there is none, `is_complete` tells which."""


def walk(project: Project, queue: Queue, *, after: Stop | None = None, back: bool = False) -> Walk:
    """Begin to look for the next stops of a queue.

    Args:
        project: Where.
        queue: Not `SUSPICIOUS`, which is a list: see `core.review.suspects`.
        after: Where to go on; None for the beginning, or the end where it goes back.
        back: Towards the beginning.

    Raises:
        QueryError: What was typed cannot be understood.
        ProjectError: There is no such layer.
    """
    if queue.kind in ORDERS:
        return _BeliefWalk(project, queue, after, back=back)
    if queue.kind is Kind.CHOSEN:
        return _ListWalk(project, queue, after, back=back)
    return _PlaceWalk(project, queue, after, back=back)


def stop_at(project: Project, queue: Queue, sentence: int) -> Stop | None:
    """Return the place of a sentence in a queue; None where the queue does not lead to it.

    Raises:
        ProjectError: There is no such layer.
    """
    order = ORDERS.get(queue.kind)
    if queue.kind is Kind.CHOSEN and sentence not in queue.chosen:
        return None
    if order is None:
        return Stop(sentence)
    belief = project.beliefs.of(queue.layer, sentence)
    return None if belief is None else Stop(sentence, float(getattr(belief, order.value)))


def count_before(project: Project, queue: Queue, stop: Stop, *, most: int = 2000) -> int | None:
    """Return how many stops of a queue come before this one; None where there are more than `most`.

    The first `most` are what it costs at most; in the order of the corpus without a choice of splits it
    costs nothing.

    Raises:
        KeyError: The corpus has no such sentence.
    """
    if queue.kind is Kind.IN_ORDER and queue.splits == frozenset(Split):
        return project.index_of(stop.sentence)
    back = walk(project, queue, after=stop, back=True)
    n = 0
    while not back.is_complete and n <= most:
        n += back.more(seconds=1.0) is not None
    return n if n <= most else None


def keep_place(project: Project, queue: Queue, stop: Stop | None) -> None:
    """Remember in the project which queue is open, and where.

    Raises:
        ProjectError: It could not be written.
    """
    project.set_setting(_SETTING, msgspec.json.encode(_Place(queue, stop)).decode())


def kept_place(project: Project) -> tuple[Queue, Stop | None] | None:
    """Return the queue that was open last, and where; None where there was none or its layer is gone."""
    text = project.setting(_SETTING)
    if text is None:
        return None
    try:
        place = msgspec.json.decode(text, type=_Place)
    except msgspec.MsgspecError:
        return None
    has_layer = any(layer.name == place.queue.layer for layer in project.layers)
    return (place.queue, place.stop) if has_layer else None


class _Place(msgspec.Struct, frozen=True):
    queue: Queue
    stop: Stop | None


class _PlaceWalk:
    """Through the corpus in its order."""

    def __init__(self, project: Project, queue: Queue, after: Stop | None, *, back: bool) -> None:
        if queue.kind is Kind.SEARCH:
            query = Query.parse(queue.query, layer=queue.layer)
        else:
            terms = [Term(InSplit(split), is_negated=True) for split in Split if split not in queue.splits]
            terms += [Term(Unlabelled())] if queue.kind is Kind.UNLABELLED else []
            query = Query("", tuple(terms), queue.layer)
        self._search = project.search(query, after=after.sentence if after else None, back=back)
        self._found: deque[int] = deque()

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing more this way."""
        return self._search.is_complete and not self._found

    def more(self, seconds: float = 0.04) -> Stop | None:
        """Return the next stop; None when the time is over or there is none."""
        if not self._found:
            self._found.extend(self._search.more(limit=1, seconds=seconds))
        return Stop(self._found.popleft()) if self._found else None


class _ListWalk:
    """Through sentences that somebody has chosen; those that are gone are passed over."""

    def __init__(self, project: Project, queue: Queue, after: Stop | None, *, back: bool) -> None:
        self._project = project
        way = queue.chosen[::-1] if back else queue.chosen
        begin = way.index(after.sentence) + 1 if after is not None and after.sentence in way else 0
        self._left = deque(way[begin:])

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing more this way."""
        return not self._left

    def more(self, seconds: float = 0.04) -> Stop | None:
        """Return the next stop; None when the time is over or there is none."""
        end = time.monotonic() + seconds
        while self._left:
            number = self._left.popleft()
            try:
                self._project.index_of(number)
            except KeyError:
                if time.monotonic() >= end:
                    break
                continue
            return Stop(number)
        return None


class _BeliefWalk:
    """Through what a model believes, in the order of a figure."""

    def __init__(self, project: Project, queue: Queue, after: Stop | None, *, back: bool) -> None:
        self._project = project
        self._queue = queue
        self._order = ORDERS[queue.kind]
        self._back = back
        self._reached = (after.figure, after.sentence) if after else None
        self._scanned: deque[Scanned] = deque()
        self._has_ended = False

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing more this way."""
        return self._has_ended and not self._scanned

    def more(self, seconds: float = 0.04) -> Stop | None:
        """Return the next stop; None when the time is over or there is none."""
        end = time.monotonic() + seconds
        while not self.is_complete:
            if not self._scanned:
                self._scan()
            while self._scanned:
                entry = self._scanned.popleft()
                self._reached = entry.figure, entry.sentence
                if self._is_wanted(entry):
                    return Stop(entry.sentence, entry.figure)
            if time.monotonic() >= end:
                break
        return None

    def _scan(self) -> None:
        scanned = self._project.beliefs.scan(self._queue.layer, self._order, after=self._reached, back=self._back)
        self._scanned.extend(scanned)
        self._has_ended = not scanned

    def _is_wanted(self, entry: Scanned) -> bool:
        is_done = entry.is_labelled and not self._queue.has_labelled
        return entry.split in self._queue.splits and (self._queue.kind is Kind.DIFFERENT or not is_done)
