"""What the program tells the user and asks: banners inside the window, questions, file choosers.

The only module that makes dialogs; tests put their own functions in place of these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.errors import TagscopeError


class Kind(StrEnum):
    """How much a message matters; also the name of its icon."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done about a message.

    Attributes:
        words: The button's words.
        slot: A bound method of a QObject.
    """

    words: str
    slot: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """One banner.

    Attributes:
        offers: Its buttons, as a rule one.
        is_lasting: Whether it stays until whoever posted it takes it back.
    """

    kind: Kind
    text: str
    offers: tuple[Offer, ...] = ()
    is_lasting: bool = False


class Board(QObject):
    """Carries messages to the window, wherever they come from.

    Signals:
        posted: A `Message` to be shown.
        withdrawn: A `Message` that is no longer true.
    """

    posted = Signal(object)
    withdrawn = Signal(object)


board = Board()


def words_of(problem: Exception) -> str:
    """Return what is said of an error; what users cannot cause is told with its kind, for a report."""
    if isinstance(problem, TagscopeError):
        return str(problem)
    if isinstance(problem, OSError) and problem.filename:
        return f"{Path(problem.filename).name}: {problem.strerror}."
    return QCoreApplication.translate("messages", "Something went wrong inside the program: {kind}: {text}").format(
        kind=type(problem).__name__, text=problem
    )


def error(parent: QWidget | None, problem: Exception, *offers: Offer) -> None:
    """Show an error in a banner, with what can be done about it."""
    board.posted.emit(Message(Kind.ERROR, words_of(problem), offers))


def warning(parent: QWidget | None, text: str, *offers: Offer) -> None:
    """Show something to look at in a banner."""
    board.posted.emit(Message(Kind.WARNING, text, offers))


def info(parent: QWidget | None, text: str, *offers: Offer) -> None:
    """Show something good to know in a banner that goes away by itself, unless there is something to be done."""
    board.posted.emit(Message(Kind.INFO, text, offers))


def ask(parent: QWidget | None, title: str, text: str, yes: str) -> bool:
    """Ask before something is lost; return whether the user pressed the button named `yes`."""
    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(QCoreApplication.translate("messages", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.exec()
    is_agreed = box.clickedButton() is agree
    box.deleteLater()
    return is_agreed


def choose_file(parent: QWidget | None, title: str, name_filter: str = "") -> Path | None:
    """Let the user choose a file to read; None when they change their mind."""
    path, _filter = QFileDialog.getOpenFileName(parent, title, "", name_filter)
    return Path(path) if path else None


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    """Let the user choose a folder; None when they change their mind."""
    path = QFileDialog.getExistingDirectory(parent, title)
    return Path(path) if path else None


def choose_target(parent: QWidget | None, title: str, suggested: str, name_filter: str = "") -> Path | None:
    """Let the user choose a file to write; None when they change their mind."""
    path, _filter = QFileDialog.getSaveFileName(parent, title, suggested, name_filter)
    return Path(path) if path else None
