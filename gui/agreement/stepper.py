"""A way through the disagreements of two people: both labellings one under the other, and a key for each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.annotators import CURATED, base_name, layer_of
from core.corpus import Layer, Sentence
from core.disagreements import agreed, decided
from core.edits import Batch, ChangeSet, SetTags
from core.errors import BackupError, TagscopeError
from gui import messages, theme
from gui.agreement.work import Agreeing, Gathering, Place, curated_for, first_open, name_of, places_of
from gui.jobs import Job, Jobs
from gui.session import Session
from gui.widgets.key_hints import KeyHints
from gui.widgets.label_bar import entries_of
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel
from gui.widgets.token_strip import TokenStrip

_KEYS = {
    Qt.Key.Key_A: "take_first",
    Qt.Key.Key_B: "take_second",
    Qt.Key.Key_Right: "next_place",
    Qt.Key.Key_Left: "previous_place",
    Qt.Key.Key_Escape: "leave",
}


class Stepper(QWidget):
    """Shows one disagreement at a time; what is taken goes into the curated layer at once.

    Signals:
        left: The figures are wanted again.
    """

    left = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("disagreements")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session, self._jobs = session, jobs
        self._layers: tuple[Layer, Layer] | None = None
        self._places: list[Place] = []
        self._at = -1
        self._job: Job | None = None
        self._is_deciding = False
        self._title = Heading()
        self._title.setObjectName("disagreement-title")
        self._left = PlainLabel()
        self._left.setObjectName("disagreements-left")
        self._names = [PlainLabel(bold=True) for _ in range(3)]
        self._strips = [TokenStrip() for _ in range(3)]
        for name, strip in zip(("first", "second", "curated"), self._strips, strict=True):
            strip.setObjectName(f"{name}-labels")
            strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons = [
            self._button("take-first", self.take_first),
            self._button("take-second", self.take_second),
            self._button("next-disagreement", self.next_place, self.tr("Next")),
            self._button("previous-disagreement", self.previous_place, self.tr("Previous")),
        ]
        self._fill = self._button("fill-agreed", self.fill_agreed, self.tr("Fill in where both agree"))
        self._hints = KeyHints()
        self._place()
        session.changed.connect(self._on_changed)
        session.closed.connect(self.let_go)

    def _button(self, name: str, slot: object, words: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        return button

    def _place(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        column.addLayout(head)
        for name, strip in zip(self._names, self._strips, strict=True):
            column.addSpacing(theme.SPACING)
            column.addWidget(name)
            column.addWidget(strip, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        for button in self._buttons[:2]:
            row.addWidget(button)
        row.addSpacing(2 * theme.SPACING)
        for button in (self._buttons[3], self._buttons[2]):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._fill)
        back = self._button("disagreements-leave", self.leave, self.tr("Back to the figures"))
        row.addWidget(back)
        column.addLayout(row)
        column.addWidget(self._hints)
        self._hints.set_hints(
            (
                ("A", self.tr("take the first")),
                ("B", self.tr("take the second")),
                ("←  →", self.tr("previous, next")),
                ("Ctrl+Z", self.tr("undo")),
                ("Esc", self.tr("figures")),
            )
        )

    def begin(self, layers: tuple[Layer, Layer]) -> None:
        """Go through what these two have labelled otherwise."""
        self._layers = layers
        self._places, self._at = [], -1
        for button, layer, key in zip(self._buttons, layers, "AB", strict=False):
            button.setText(self.tr("Take {name}  ({key})").format(name=name_of(layer), key=key).replace("&", "&&"))
        self._gather()
        self.setFocus()

    def _gather(self) -> None:
        project = self._session.project
        if project is None or self._layers is None:
            return
        if self._job is not None:
            self._job.cancel()
        # What was known may be of sentences that are gone.
        self._places = []
        self._job = self._jobs.start(
            "disagreements",
            self.tr("Looking for disagreements"),
            Gathering(project, self._layers, base_name(self._layers[0])),
            on_done=self._on_gathered,
        )
        self._show()

    @Slot(object)
    def _on_gathered(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(job.result, tuple):
            self._places = list(job.result)
            at = self._at if 0 <= self._at < len(self._places) else first_open(self._places, -1)
            self._go(at if at is not None else 0)

    @Slot()
    def let_go(self) -> None:
        """Forget everything: the project is closing, or something else is compared."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._layers, self._places, self._at = None, None, [], -1
        self._show()

    @property
    def n_left(self) -> int:
        """How many disagreements are not decided."""
        return sum(not place.is_decided for place in self._places)

    # Going and taking.

    def _go(self, number: int) -> None:
        self._at = number if 0 <= number < len(self._places) else -1
        self._show()

    @Slot()
    def next_place(self) -> None:
        """Go to the next disagreement."""
        if self._at + 1 < len(self._places):
            self._go(self._at + 1)

    @Slot()
    def previous_place(self) -> None:
        """Go to the disagreement before."""
        if self._at > 0:
            self._go(self._at - 1)

    @Slot()
    def leave(self) -> None:
        """Go back to the figures."""
        self.left.emit()

    @Slot()
    def take_first(self) -> None:
        """Decide for the first labelling."""
        self._take(0)

    @Slot()
    def take_second(self) -> None:
        """Decide for the second labelling."""
        self._take(1)

    def _take(self, which: int) -> None:
        project, sentence = self._session.project, self._sentence()
        if project is None or sentence is None or self._layers is None:
            return
        name, adding = curated_for(project.layers, base_name(self._layers[0]))
        labellings = [sentence.layer_tags(layer.name) for layer in self._layers]
        before = sentence.layer_tags(name)
        tags = decided(self._places[self._at].found, labellings[which], before)
        tags = agreed(labellings[0], labellings[1], self._layers[0].scheme, tags)
        self._is_deciding = True
        try:
            if tags != before:
                self._session.apply(Batch("decide a disagreement", (*adding, SetTags(sentence.id, name, 0, tags))))
        except TagscopeError as problem:
            messages.error(self, problem)
            return
        finally:
            self._is_deciding = False
        self._refresh({sentence.id})
        following = first_open(self._places, self._at)
        self._go(self._at if following is None else following)

    @Slot()
    def fill_agreed(self) -> None:
        """Put what both have labelled alike into the curated layer."""
        project, refusal = self._session.project, self._session.refusal
        if refusal is not None:
            messages.error(self, refusal)
        elif project is not None and self._layers is not None:
            work = Agreeing(project, self._layers, base_name(self._layers[0]))
            self._fill.setEnabled(False)
            self._jobs.start(
                "agreeing",
                self.tr("Filling in where both agree"),
                work,
                on_event=self._on_no_backup,
                on_done=self._on_filled,
                on_failed=self._on_fill_failed,
            )

    @Slot(object)
    def _on_no_backup(self, error: BackupError) -> None:
        messages.error(self, error)

    @Slot(object)
    def _on_filled(self, job: Job) -> None:
        self._fill.setEnabled(True)
        if isinstance(job.result, ChangeSet):
            self._session.announce(job.result)
        elif not job.was_cancelled:
            messages.info(self, self.tr("Everything both agree on is in the curated layer."))

    @Slot(object, object)
    def _on_fill_failed(self, _job: Job, error: Exception) -> None:
        self._fill.setEnabled(True)
        messages.error(self, error)

    # What has changed elsewhere, undo above all.

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if self._layers is None or self._is_deciding:
            return
        present = set(self._session.project.layers) if self._session.project is not None else set()
        if not present.issuperset(self._layers):
            self.let_go()
            self.left.emit()
        elif changes.sentences is None or changes.structure or changes.tokens:
            self._gather()
        elif touched := {place.sentence for place in self._places} & changes.sentences:
            before = list(self._places)
            self._refresh(set(touched))
            reopened = (n for n, (old, new) in enumerate(zip(before, self._places, strict=False)) if old != new)
            self._go(next(reopened, self._at))

    def _refresh(self, sentences: set[int]) -> None:
        """Look at the places of these sentences again."""
        project, layers = self._session.project, self._layers
        if project is None or layers is None:
            return
        curated = layer_of(project.layers, base_name(layers[0]), CURATED)
        anew = {number: list(places_of(project.sentence(number), layers, curated)) for number in sentences}
        places: list[Place] = []
        for place in self._places:
            places += anew.pop(place.sentence, ()) if place.sentence in sentences else (place,)
        self._places = places
        self._at = min(self._at, len(places) - 1)

    # Showing.

    def _sentence(self) -> Sentence | None:
        project = self._session.project
        is_there = project is not None and 0 <= self._at < len(self._places)
        return project.sentence(self._places[self._at].sentence) if project is not None and is_there else None

    def _show(self) -> None:
        sentence, project = self._sentence(), self._session.project
        for button in self._buttons:
            button.setEnabled(sentence is not None)
        self._buttons[2].setEnabled(0 <= self._at < len(self._places) - 1)
        self._buttons[3].setEnabled(self._at > 0)
        self._say(self._job is not None)
        for widget in (*self._names, *self._strips):
            widget.setVisible(sentence is not None)
        if sentence is None or project is None or self._layers is None:
            return
        curated = layer_of(project.layers, base_name(self._layers[0]), CURATED)
        shown: Sequence[Layer | None] = (*self._layers, curated)
        colours = {
            entry.name: entry.colour for entry in entries_of(project.labels(self._layers[0].name), self._layers[0])
        }
        for key, layer, name, strip in zip(("A", "B", ""), shown, self._names, self._strips, strict=True):
            words = name_of(layer) if layer is not None and layer is not curated else self.tr("Decided")
            name.setText(f"{key}  {words}" if key else words)
            scheme = self._layers[0].scheme
            strip.set_labels(colours, scheme)
            tags = sentence.layer_tags(layer.name) if layer is not None else (None,) * len(sentence)
            strip.set_sentence(sentence.tokens, tags, scheme)
            strip.set_cursor(self._places[self._at].found.tokens[0])

    def _say(self, is_looking: bool) -> None:
        if is_looking:
            self._title.setText(self.tr("Looking for disagreements…"))
            self._left.setText("")
        elif not self._places:
            self._title.setText(self.tr("They agree wherever both have labelled."))
            self._left.setText("")
        else:
            title = self.tr("Disagreement {number} of {count}")
            self._title.setText(title.format(number=grouped(self._at + 1), count=grouped(len(self._places))))
            words = self.tr("{left} of {count} left") if self.n_left else self.tr("every one of {count} is decided")
            self._left.setText(words.format(left=grouped(self.n_left), count=grouped(len(self._places))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take one, or go to another."""
        name = _KEYS.get(Qt.Key(event.key())) if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else None
        if name is None:
            event.ignore()
        else:
            getattr(self, name)()
