"""Banners about the project file: how it was opened, and that a change cannot be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from core.errors import TagscopeError
from gui import messages
from gui.messages import Kind, Message, Offer

if TYPE_CHECKING:
    from core.project import Project
    from gui.keeping.copies import Copies
    from gui.session import Session


class Notices(QObject):
    """Says what must be known of the open project, as long as it is true."""

    def __init__(self, session: Session, copies: Copies, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._copies = copies
        self._standing: list[Message] = []
        self._unsaved: Message | None = None
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.saving_changed.connect(self._on_saving)

    @Slot()
    def _on_opened(self) -> None:
        project = self._session.project
        if project is not None:
            self._standing = [*self._of_opening(project)]
            for message in self._standing:
                messages.board.posted.emit(message)

    def _of_opening(self, project: Project) -> list[Message]:
        """Return what is to be said of how a project was opened."""
        name, found = project.path.name, []
        if project.n_imports_undone:
            words = self.tr("An import was cut off when the program ended, and has been taken back.")
            found.append(Message(Kind.WARNING, words))
        if project.migration is not None:
            found.append(self._of_migration(project))
        if project.is_on_network:
            words = self.tr("{name} lies in a shared folder: saving is slower there. Keep backups.")
            found.append(Message(Kind.WARNING, words.format(name=name)))
        if project.is_read_only:
            words = self.tr("{name} is open for reading only: changes cannot be saved.").format(name=name)
            offer = Offer(self.tr("Save a copy…"), self._copies.on_save)
            found.append(Message(Kind.WARNING, words, (offer,), is_lasting=True))
        return found

    def _of_migration(self, project: Project) -> Message:
        migration = project.migration
        if migration is None or project.is_read_only:
            # It was the copy for reading that was converted.
            words = self.tr("This file is of an older version; it is shown as this version has it, and stays as it is.")
            return Message(Kind.INFO, words)
        if migration.backup is None:
            words = self.tr("Converted from version {version}. The old file could not be kept: {problem}")
            return Message(Kind.WARNING, words.format(version=migration.version, problem=migration.problem))
        words = self.tr("Converted from version {version}. The old file is kept at {path}.")
        return Message(Kind.WARNING, words.format(version=migration.version, path=migration.backup))

    @Slot()
    def _on_closed(self) -> None:
        self._withdraw_unsaved()
        for message in self._standing:
            messages.board.withdrawn.emit(message)
        self._standing.clear()

    @Slot()
    def _on_saving(self) -> None:
        problem = self._session.unsaved
        self._withdraw_unsaved()
        if problem is not None:
            words = self.tr("The last change cannot be saved, and none can be made until it is. {problem}")
            offer = Offer(self.tr("Retry"), self._on_retry)
            text = words.format(problem=messages.words_of(problem))
            self._unsaved = Message(Kind.ERROR, text, (offer,), is_lasting=True)
            messages.board.posted.emit(self._unsaved)

    def _withdraw_unsaved(self) -> None:
        if self._unsaved is not None:
            messages.board.withdrawn.emit(self._unsaved)
            self._unsaved = None

    @Slot()
    def _on_retry(self) -> None:
        try:
            self._session.retry()
        except TagscopeError as error:
            # What is still refused stands in the banner already.
            if self._session.unsaved is None:
                messages.error(None, error)
            else:
                self._session.status.emit(self.tr("Still not saved"))
