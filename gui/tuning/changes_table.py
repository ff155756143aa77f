"""The window that says what fine-tuning has changed over the corpus, and asks whether to keep it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.comparing import Comparison, Example, Shift
from core.fine_tuning import FineTuning
from core.project import Project
from core.visible import visible
from gui import theme
from gui.widgets.numbers import grouped, percent
from gui.widgets.plain import Heading, PlainLabel

_MOST_LABELS = 200


class ChangesWindow(QDialog):
    """Stays beside the window until it is decided; closing it rolls back.

    Signals:
        kept: The new model is wanted.
        rolled_back: It is not.
        sentence_chosen: Number of a sentence to look at.
    """

    kept = Signal()
    rolled_back = Signal()
    sentence_chosen = Signal(int)

    def __init__(self, found: Comparison, tuning: FineTuning, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes-window")
        self.setWindowTitle(self.tr("What fine-tuning has changed"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setModal(False)
        self.resize(720, 620)
        self._is_decided = False
        self._found = found
        self._project = project
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(2 * theme.SPACING)
        column.addWidget(Heading(self._title()))
        about = PlainLabel(self._about(tuning), muted=True)
        about.setObjectName("changes-about")
        about.setWordWrap(True)
        column.addWidget(about)
        column.addWidget(self._labels(), 1)
        column.addWidget(PlainLabel(self.tr("Examples: double-click or Enter opens one"), muted=True))
        column.addWidget(self._examples(), 1)
        column.addLayout(self._buttons())

    def _title(self) -> str:
        found = self._found
        towards, away = found.shifts[Shift.TOWARDS], found.shifts[Shift.AWAY]
        words = self.tr("{changed} of {tokens} tokens changed: {towards} towards your labels, {away} away from them")
        return words.format(
            changed=grouped(found.n_changed),
            tokens=grouped(found.n_tokens),
            towards=grouped(towards),
            away=grouped(away),
        )

    def _about(self, tuning: FineTuning) -> str:
        found, growth = self._found, tuning.growth
        words = self.tr(
            "Learnt from {new} sentences that people labelled, among others it knew. Of {labelled} labelled tokens, "
            "{before} were tagged as labelled before, {after} are now; {wrong} wrong ones are wrong in another way, "
            "{open} changed where nobody has labelled. New words: {words}; new labels: {labels}. These sentences are "
            "those it learns from: what it is worth on others, dev and test tell."
        )
        share = found.n_labelled or 1
        if found.n_sentences < self._project.n_sentences:
            words += " " + self.tr("Both have tagged {n} sentences from all over the corpus.")
        return words.format(
            n=grouped(found.n_sentences),
            new=grouped(tuning.n_new),
            labelled=grouped(found.n_labelled),
            before=percent(found.right_before / share, digits=2),
            after=percent(found.right_after / share, digits=2),
            wrong=grouped(found.shifts[Shift.OTHERWISE_WRONG]),
            open=grouped(found.shifts[Shift.UNLABELLED]),
            words=grouped(len(growth.words)),
            labels=grouped(len(growth.labels)),
        )

    def _labels(self) -> QTableWidget:
        shown = self._found.labels[:_MOST_LABELS]
        table = QTableWidget(len(shown), 5)
        table.setObjectName("changes-labels")
        table.setAccessibleName(self.tr("What changed, label by label"))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setHorizontalHeaderLabels(
            [self.tr("label"), self.tr("gained"), self.tr("lost"), self.tr("towards"), self.tr("away")]
        )
        for row, shift in enumerate(shown):
            table.setItem(row, 0, QTableWidgetItem(visible(shift.label) or self.tr("outside")))
            for place, number in enumerate((shift.gained, shift.lost, shift.towards, shift.away), start=1):
                cell = QTableWidgetItem(grouped(number))
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, place, cell)
        return table

    def _examples(self) -> QListWidget:
        examples = QListWidget()
        examples.setObjectName("changes-examples")
        examples.setAccessibleName(self.tr("Examples of what changed"))
        for example in self._found.examples:
            item = QListWidgetItem(self._words(example))
            item.setData(Qt.ItemDataRole.UserRole, example.sentence)
            examples.addItem(item)
        examples.itemActivated.connect(self._on_chosen)
        return examples

    def _words(self, example: Example) -> str:
        kinds = {
            Shift.TOWARDS: self.tr("towards your label"),
            Shift.AWAY: self.tr("away from your label {given}"),
            Shift.OTHERWISE_WRONG: self.tr("your label is {given}"),
            Shift.UNLABELLED: self.tr("nobody has labelled it"),
        }
        kind = kinds[example.shift].format(given=visible(example.given or ""))
        words = self.tr("{word}: {before} → {after}, {kind}")
        return words.format(
            word=self._word(example),
            before=visible(example.before or "–"),
            after=visible(example.after or "–"),
            kind=kind,
        )

    def _word(self, example: Example) -> str:
        try:
            return visible(self._project.sentence(example.sentence).tokens[example.token])
        except (KeyError, IndexError):
            # Taken out or cut anew since both models have read it.
            return "–"

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        for name, words, slot in (
            ("roll-back", self.tr("Roll back"), self.close),
            ("keep", self.tr("Keep the new model"), self._on_kept),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        button.setProperty("kind", "primary")
        return row

    def close_quietly(self) -> None:
        """Go away: it is decided."""
        self._is_decided = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Roll back, unless it is decided."""
        super().closeEvent(event)
        if not self._is_decided:
            self._is_decided = True
            self.rolled_back.emit()

    def reject(self) -> None:
        """Let Esc close it as the cross does."""
        self.close()

    @Slot()
    def _on_kept(self) -> None:
        self.kept.emit()

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.sentence_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
