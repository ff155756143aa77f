"""The backups of a project and what can be done with them; for a damaged file also what can be read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui import theme
from gui.keeping.backup_table import BackupTable, when
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel

if TYPE_CHECKING:
    from core.backups.record import Backup
    from core.store.totals import Totals
    from gui.keeping.restore_work import Listing

WIDTH = 960


class BackupsPanel(QWidget):
    """Shows backups; does nothing itself.

    Signals:
        restore_wanted: The `Backup` to be put in the place of the file.
        labels_wanted: The `Backup` whose human labels are to be put into the open project.
        salvage_wanted: What is left of the damaged file is to be read.
        closed: The user has seen enough.
    """

    restore_wanted = Signal(object)
    labels_wanted = Signal(object)
    salvage_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backups-panel")
        self._now: Totals | None = None
        self._is_damaged = False
        self._is_busy = False
        self._title = Heading(size=theme.HUGE)
        self._problem = _words("backups-problem")
        self.table = BackupTable()
        self._none = _words("backups-none", is_muted=True)
        self._difference = _words("backups-difference")
        self._report = _words("salvage-report")
        self.restore = self._button("backups-restore", self.tr("Put this backup in its place"))
        self.restore.setProperty("kind", "primary")
        self.labels = self._button("backups-labels", self.tr("Put back only the labels of people"))
        self.salvage = self._button("backups-salvage", self.tr("Read what is left of the file"))
        self.close_button = self._button("backups-close", self.tr("Close"))
        self.restore.clicked.connect(self._on_restore)
        self.labels.clicked.connect(self._on_labels)
        self.salvage.clicked.connect(self.salvage_wanted)
        self.close_button.clicked.connect(self.closed)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.activated.connect(self._on_restore)
        self.setFocusProxy(self.table)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self._place()

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        return button

    def _place(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACING)
        self._frame = QFrame()
        self._frame.setProperty("kind", "card")
        within = QVBoxLayout(self._frame)
        within.setContentsMargins(1, 1, 1, 1)
        within.addWidget(self.table)
        for widget in (self._title, self._problem, self._frame, self._none, self._difference, self._report):
            column.addWidget(widget)
        column.setStretch(2, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACING)
        for button in (self.restore, self.labels, self.salvage):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(3 * theme.SPACING,) * 4)
        row.addStretch(1)
        # Far more than the room beside it, so that it is as wide as it may be before that is shared out.
        row.addWidget(inside, 1000)
        row.addStretch(1)

    def begin(self, name: str, *, now: Totals | None, problem: str = "") -> None:
        """Show the backups of another file, which are being looked for.

        Args:
            name: Of the file.
            now: What the open project holds; None where it cannot be told.
            problem: What is wrong with the file; empty for a sound one.
        """
        self._now, self._is_damaged = now, bool(problem)
        titles = (self.tr("Backups of {name}"), self.tr("{name} cannot be used as it is"))
        self._title.setText(titles[self._is_damaged].format(name=name))
        kept = self.tr(
            "Nothing has been changed: the file stays where it is until another takes its place, and is kept."
        )
        self._problem.setText(f"{problem}\n{kept}" if problem else "")
        self._problem.setVisible(bool(problem))
        self._report.hide()
        self.labels.setVisible(now is not None)
        self.salvage.setVisible(self._is_damaged)
        self.table.show_backups((), None)
        self._frame.hide()
        self._none.setText(self.tr("Looking for backups…"))
        self._none.show()
        self.set_busy(is_busy=False)

    def show_listing(self, listing: Listing) -> None:
        """Show the backups that were found, the best one chosen."""
        has_any = bool(listing.backups)
        self._frame.setVisible(has_any)
        self._none.setVisible(not has_any)
        if not has_any:
            self._none.setText(self.tr("There is no backup of this file yet."))
        self.table.show_backups(listing.backups, listing.best)
        self._refresh()
        (self.table if has_any else self.salvage if self._is_damaged else self.close_button).setFocus()

    def show_report(self, text: str) -> None:
        """Say what has come of the reading of a damaged file."""
        self._report.setText(text)
        self._report.show()

    def set_busy(self, *, is_busy: bool) -> None:
        """Let nothing be begun while something is being done."""
        self._is_busy = is_busy
        self._refresh()

    def _refresh(self) -> None:
        chosen = self.table.chosen
        can_begin = not self._is_busy
        self.restore.setEnabled(can_begin and chosen is not None)
        self.labels.setEnabled(can_begin and chosen is not None)
        self.salvage.setEnabled(can_begin)
        self._difference.setText(self.difference(chosen) if chosen else "")
        self._difference.setVisible(chosen is not None)

    def difference(self, backup: Backup) -> str:
        """Return what putting a backup in the place of the file would bring and cost."""
        totals = backup.record.totals
        if self._now is None:
            words = self.tr("The backup of {time} holds {sentences} sentences with {tags} tags.")
            figures = {"sentences": grouped(totals.n_sentences), "tags": grouped(totals.n_tags)}
            return words.format(time=when(backup), **figures)
        parts = [
            f"{name} −{grouped(now - before)}" if before < now else f"{name} +{grouped(before - now)}"
            for name, before, now in (
                (self.tr("sentences"), totals.n_sentences, self._now.n_sentences),
                (self.tr("tags"), totals.n_tags, self._now.n_tags),
                (self.tr("models"), totals.n_models, self._now.n_models),
            )
            if before != now
        ]
        found = " · ".join(parts) or self.tr("as many sentences, tags and models")
        return self.tr("Against now: {differences}").format(differences=found)

    @Slot()
    def _on_chosen(self) -> None:
        self._refresh()

    @Slot()
    def _on_restore(self) -> None:
        chosen = self.table.chosen
        if chosen is not None and self.restore.isEnabled():
            self.restore_wanted.emit(chosen)

    @Slot()
    def _on_labels(self) -> None:
        chosen = self.table.chosen
        if chosen is not None:
            self.labels_wanted.emit(chosen)


def _words(name: str, *, is_muted: bool = False) -> PlainLabel:
    label = PlainLabel(muted=is_muted)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
