"""Actions as data: what can be done, its key, its icon and when it is possible.

`Actions` turns specs into QActions; one `refresh` with the window's state enables them all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.icons import icon


@dataclass(frozen=True, slots=True)
class AppState:
    """All that decides whether an action is possible."""

    has_project: bool = False
    has_layer: bool = False
    has_model: bool = False
    can_undo: bool = False
    can_redo: bool = False
    is_training: bool = False
    is_learning: bool = False
    page: str = ""


def always(_state: AppState) -> bool:
    """Possible at any time."""
    return True


def with_project(state: AppState) -> bool:
    """Possible while a project is open."""
    return state.has_project


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the user can do.

    Attributes:
        id: `page.verb`, never shown.
        text: A few words, translated.
        slot: A bound method of a QObject.
        shortcut: As Qt writes it ("Ctrl+S"); empty for none.
        icon: Name of a file in resources/icons; empty for none.
        enabled: Whether it is possible now.
    """

    id: str
    text: str
    slot: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[AppState], bool] = always


class Actions(QObject):
    """The QActions of the window and of every page that has been shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        self._state = AppState()

    def add(self, specs: Iterable[ActionSpec], widget: QWidget, *, everywhere: bool = False) -> None:
        """Give `widget` these actions; their keys work inside it, or in the whole window."""
        context = Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
        for spec in specs:
            if spec.id in self._specs:
                raise ValueError(f"two actions are called {spec.id}")
            action = QAction(spec.text, widget)
            action.setObjectName(spec.id)
            action.setShortcutContext(context)
            if spec.icon:
                action.setIcon(icon(spec.icon))
            if spec.shortcut:
                action.setShortcut(QKeySequence(spec.shortcut))
            action.triggered.connect(spec.slot)
            action.setEnabled(spec.enabled(self._state))
            widget.addAction(action)
            self._specs[spec.id] = spec
            self._actions[spec.id] = action

    def refresh(self, state: AppState) -> None:
        """Enable what is possible now and disable the rest."""
        self._state = state
        for name, spec in self._specs.items():
            self._actions[name].setEnabled(spec.enabled(state))

    def trigger(self, name: str) -> bool:
        """Do the action called `name`; return whether it exists and is possible."""
        action = self._actions.get(name)
        if action is None or not action.isEnabled():
            return False
        action.trigger()
        return True

    def action(self, name: str) -> QAction:
        """Return the QAction called `name`, for menus and buttons.

        Raises:
            KeyError: There is no such action.
        """
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        """Yield every spec with its QAction, in the order they were added."""
        for name, spec in self._specs.items():
            yield spec, self._actions[name]
