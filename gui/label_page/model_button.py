"""The button above the strip for the model beside the hand: what it shows, and what it is to do."""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui import key_map
from gui.assistance import Assistance
from gui.icons import icon
from gui.widgets.plain import safe

# Labelled sentences after which the model may learn by itself; 0 for never.
RETRAIN_AFTER = (0, 10, 25, 50, 100)


class ModelButton(QToolButton):
    """Opens a menu; its look tells whether suggestions are shown.

    Signals:
        wanted: `Assistance` that is wanted from now on.
        accepting_wanted: Many suggestions are to be accepted at once.
        tuning_wanted: The model is to learn from what was labelled since.
    """

    wanted = Signal(object)
    accepting_wanted = Signal()
    tuning_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model-button")
        self.setProperty("kind", "quiet")
        self.setIcon(icon("model"))
        self.setIconSize(QSize(16, 16))
        self.setText(self.tr("Suggestions"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._assistance = Assistance()
        menu = QMenu(self)
        self._show = self._tick(menu, "show-suggestions", self.tr("Show what the model suggests"))
        self._exam = self._tick(menu, "suggest-on-exam", self.tr("Also on dev and test"))
        menu.addSeparator()
        self._of_model = [
            self._do(menu, "accept-all", self.tr("Accept all above …"), self.accepting_wanted),
            self._do(menu, "fine-tune", self.tr("Fine-tune the model now"), self.tuning_wanted),
        ]
        retraining = menu.addMenu(self.tr("Fine-tune by itself"))
        self._retrain = QActionGroup(self)
        for n in RETRAIN_AFTER:
            words = self.tr("never") if not n else self.tr("after every {n} labelled sentences").format(n=n)
            action = retraining.addAction(words)
            action.setObjectName(f"retrain-{n}")
            action.setData(n)
            action.setCheckable(True)
            self._retrain.addAction(action)
        self._retrain.triggered.connect(self._on_ticked)
        self.setMenu(menu)
        menu.aboutToShow.connect(self._say_keys)

    def set_state(self, assistance: Assistance, *, can_suggest: bool) -> None:
        """Show what is wanted of the model, and whether there is one for this layer."""
        self._assistance = assistance
        self._show.setChecked(assistance.is_shown)
        self._exam.setChecked(assistance.on_exam)
        self._exam.setEnabled(assistance.is_shown)
        for action in self._of_model:
            action.setEnabled(can_suggest)
        for action in self._retrain.actions():
            action.setChecked(action.data() == assistance.retrain_after)
        words = self.tr(
            "There is no model of this layer yet: train one on the Train page, and it suggests labels here."
        )
        if can_suggest and assistance.is_shown:
            words = self.tr("What the model would label stands below the labels; Tab accepts it.")
        elif can_suggest:
            words = self.tr("Suggestions are hidden.")
        self.setToolTip(f"<p>{safe(words)}</p>")
        self.setAccessibleName(f"{self.text()}: {words}")

    def _tick(self, menu: QMenu, name: str, words: str) -> QAction:
        action = menu.addAction(words)
        action.setObjectName(name)
        action.setCheckable(True)
        action.triggered.connect(self._on_ticked)
        return action

    def _do(self, menu: QMenu, name: str, words: str, wanted: SignalInstance) -> QAction:
        action = menu.addAction(words)
        action.setObjectName(name)
        action.triggered.connect(wanted)
        return action

    @Slot()
    def _say_keys(self) -> None:
        key = key_map.current().shown("switch-suggestions")
        words = self.tr("Show what the model suggests")
        self._show.setText(f"{words}\t{key}" if key else words)

    @Slot()
    def _on_ticked(self) -> None:
        chosen = next((action.data() for action in self._retrain.actions() if action.isChecked()), 0)
        changed = Assistance(
            is_shown=self._show.isChecked(),
            on_exam=self._exam.isChecked(),
            retrain_after=chosen,
        )
        self.wanted.emit(changed)
