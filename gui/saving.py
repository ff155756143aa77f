"""Whether changes can be saved: one that the disk refuses is kept to be tried again, and none is made before it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import (
    ProjectDamagedError,
    ProjectError,
    ProjectFullError,
    ProjectReadOnlyError,
    ProjectUnreadableError,
    TagscopeError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.project import Project

# What a disk says that may take the same change a moment later.
_NOT_NOW = (ProjectFullError, ProjectUnreadableError, ProjectReadOnlyError)


class Saving(QObject):
    """Keeps the one change that could not be saved; nothing waits behind it.

    Signals:
        changed: A change could not be saved, or it is saved now.
        damaged: `ProjectDamagedError`, met by a change.
    """

    changed = Signal()
    damaged = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problem: ProjectError | None = None
        self._again: Callable[[], object] | None = None

    @property
    def problem(self) -> ProjectError | None:
        """Why the last change could not be saved; None where it could."""
        return self._problem

    def refusal(self, project: Project | None) -> ProjectError | None:
        """Return why this project cannot be changed now; None where it can."""
        if self._problem is not None:
            return ProjectError(
                self.tr("The last change could not be saved; until it is, nothing else can be changed."),
                remedy=self.tr("Mend what the message above says, then press Retry."),
            )
        if project is not None and project.is_read_only:
            return ProjectReadOnlyError(
                self.tr("is open for reading only."),
                place=project.path.name,
                remedy=self.tr("Save a copy, and open that to change it."),
            )
        return None

    @contextlib.contextmanager
    def noting(self, again: Callable[[], object]) -> Iterator[None]:
        """Note a change that the disk refuses in the block; `again` makes it once more."""
        try:
            yield
        except ProjectDamagedError as error:
            self.damaged.emit(error)
            raise
        except _NOT_NOW as error:
            self._problem, self._again = error, again
            self.changed.emit()
            raise
        if self._problem is not None:
            self._settle()

    def retry(self) -> None:
        """Make the change again.

        Raises:
            TagscopeError: It still cannot be saved, or does not fit any more; then others can be made again.
        """
        if self._again is None:
            return
        try:
            self._again()
        except _NOT_NOW:
            raise
        except TagscopeError:
            self._settle()
            raise

    def _settle(self) -> None:
        self.forget()
        self.changed.emit()

    def forget(self) -> None:
        """Give the change up: its project is closing."""
        self._problem = self._again = None
