"""What the window knows of a page: its name, its actions, and when it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from gui.actions import ActionSpec
    from gui.jobs import Jobs
    from gui.session import Session


class Page(QWidget):
    """One of the five pages. Made on first show; lives as long as the window.

    A page listens to the session's signals itself. It takes up the session's present state when
    it is made, because the project may have been opened long before.

    Attributes:
        name: Short and fixed: "corpus", "label", "tensors", "train", "tag".
        can_search: Whether the header's search field means this page.

    Signals:
        action_requested: Id of an action of the window that a button of the page stands for.
        search_requested: What is to be searched for on the Corpus page.
    """

    action_requested = Signal(str)
    search_requested = Signal(str)

    name: ClassVar[str] = ""
    can_search: ClassVar[bool] = False

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.setObjectName(f"{self.name}-page")

    def shown(self) -> None:
        """The page has come to the front; refresh what was put off while it was hidden."""

    def hidden(self) -> None:
        """Another page has come to the front; stop repainting."""

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Return what this page can do, for the palette and the keys; asked once, after the page is made."""
        return ()

    def search(self, text: str) -> None:
        """The header's search field holds `text`; only asked where `can_search`."""

    def take_file(self, path: Path) -> bool:
        """A file was dropped on the window or chosen on the start page; return whether the page takes it.

        The corpus page shows its import preview; the tag page opens a model.
        """
        return False
