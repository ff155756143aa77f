"""Leads from sentence to sentence by a queue, a few milliseconds at a time, and remembers where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.corpus import Split
from core.errors import TagscopeError
from core.review import queues
from core.review.queues import Kind, Queue, Stop
from gui import messages

if TYPE_CHECKING:
    from core.project import Project
    from gui.session import Session

# Of each look: keys and painting come between two of them.
LOOK_SECONDS = 0.008
# Once the hand rests, the place is counted and written down.
_REST_MS = 800
_MOST_COUNTED = 1000
# Without a choice of kind, the page goes on as it always does.
_OWN_WAY = frozenset({Kind.IN_ORDER, Kind.SUSPICIOUS})


class QueueLead(QObject):
    """Finds the next and the previous stop of a queue.

    Signals:
        found: Number of a sentence to show.
        ended: There is no further one this way.
        changed: Another queue leads.
        placed: How many stops come before this one; -1 where nobody knows.

    Attributes:
        queue: The one that leads.
        stop: Where it is; None before its beginning.
    """

    found = Signal(int)
    ended = Signal()
    changed = Signal()
    placed = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._project: Project | None = None
        self.queue = Queue()
        self.stop: Stop | None = None
        self._chosen = Queue(kind=Kind.CHOSEN)
        self._walk: queues.Walk | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.write)

    def begin(self, project: Project | None) -> None:
        """Go on with the queue that was open last in a project."""
        self._give_up()
        if self._rest.isActive():
            self.write()
        self._project = project
        kept = queues.kept_place(project) if project is not None else None
        self.queue, self.stop = kept if kept is not None else (Queue(), None)
        self._chosen = self.queue if self.queue.kind is Kind.CHOSEN else Queue(kind=Kind.CHOSEN)
        self.changed.emit()
        if self.stop is not None:
            self._rest.start()

    def choose(self, kind: Kind, *, query: str = "", on_exam: bool = False) -> None:
        """Let another queue lead, from its beginning."""
        layer = self._session.layer
        every = frozenset(Split) if on_exam else Queue().splits
        wanted = Queue(kind=kind, layer=layer.name if layer else "", splits=every, query=query)
        if kind is Kind.CHOSEN:
            wanted = self._chosen
        if wanted != self.queue:
            self._lead_by(wanted)

    def lead_through(self, title: str, sentences: tuple[int, ...]) -> None:
        """Lead through these sentences, from the first; those beyond the most that a queue holds are left out."""
        layer = self._session.layer
        self._chosen = Queue(
            kind=Kind.CHOSEN,
            layer=layer.name if layer else "",
            splits=frozenset(Split),
            chosen=sentences[: queues.MOST_CHOSEN],
            title=title,
        )
        self._lead_by(self._chosen)

    def _lead_by(self, queue: Queue) -> None:
        self._give_up()
        self.queue, self.stop = queue, None
        self._rest.start()
        self.changed.emit()

    def set_layer(self, layer: str) -> None:
        """Look at another layer."""
        if layer != self.queue.layer:
            self._give_up()
            self.queue, self.stop = msgspec.structs.replace(self.queue, layer=layer), None
            self.changed.emit()

    def step(self, step: int) -> bool:
        """Go to the next stop, or with -1 to the one before; return whether a queue leads at all."""
        project = self._project
        if project is None or not self.queue.layer or self.queue.kind in _OWN_WAY:
            return False
        try:
            self._walk = queues.walk(project, self.queue, after=self.stop, back=step < 0)
        except TagscopeError as error:
            self._refuse(error)
            return True
        self._timer.start()
        self._look()
        return True

    def go_to(self, sentence: int) -> None:
        """Somebody has gone to this sentence by another way; the queue goes on from there if it leads to it."""
        project = self._project
        if project is None or not self.queue.layer or self.queue.kind in _OWN_WAY:
            return
        if self.stop is None or self.stop.sentence != sentence:
            self._give_up()
            self.stop = queues.stop_at(project, self.queue, sentence) or self.stop
            self._rest.start()

    @Slot()
    def write(self) -> None:
        """Write the place down, and say which it is."""
        self._rest.stop()
        project = self._project
        if project is None or not self.queue.layer:
            return
        try:
            queues.keep_place(project, self.queue, self.stop)
            n_before = None
            if self.stop is not None and self.queue.kind not in _OWN_WAY:
                n_before = queues.count_before(project, self.queue, self.stop, most=_MOST_COUNTED)
        except (TagscopeError, KeyError):
            # The place is lost, and no label.
            return
        self.placed.emit(-1 if n_before is None else n_before)

    @Slot()
    def _look(self) -> None:
        if self._walk is None:
            return
        try:
            stop = self._walk.more(seconds=LOOK_SECONDS)
        except TagscopeError as error:
            self._refuse(error)
            return
        if stop is not None:
            self._give_up()
            self.stop = stop
            self._rest.start()
            self.found.emit(stop.sentence)
        elif self._walk.is_complete:
            self._give_up()
            self.ended.emit()

    def _refuse(self, error: TagscopeError) -> None:
        self._give_up()
        messages.error(None, error)

    def _give_up(self) -> None:
        self._timer.stop()
        self._walk = None
