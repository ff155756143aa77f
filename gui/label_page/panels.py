"""What fills the page beside the list: the workbench, or the form for a layer, or the keys, or what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.corpus import Scheme, Sentence
from core.edits import AddLayer
from core.errors import TagscopeError
from core.review.suggestions import Suggester
from gui import messages
from gui.jobs import Jobs
from gui.label_page.accepting import AcceptAll
from gui.label_page.edit_panel import EditPanel
from gui.label_page.keys_panel import KeysPanel
from gui.label_page.layer_form import LayerForm
from gui.label_page.nothing_yet import NothingYet
from gui.session import Session
from gui.widgets.label_finder import LabelEntry

_WORK, _FORM, _NOTHING, _ACCEPT = range(4)


class Panels(QStackedWidget):
    """Shows one of its panels.

    Signals:
        left: The workbench is there again, and the keyboard goes back to the sentence.
        layer_begun: A new layer is in use; its first label is to be found.
    """

    left = Signal()
    layer_begun = Signal()

    def __init__(self, session: Session, jobs: Jobs, bench: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._form = LayerForm()
        self._nothing = NothingYet()
        self._keys: KeysPanel | None = None
        self._accept = AcceptAll(session, jobs)
        for panel in (bench, self._form, self._nothing, self._accept):
            self.addWidget(panel)
        # A form that is seldom seen must not widen the page for everything else.
        self._form.setMinimumWidth(400)
        self._form.accepted.connect(self._on_layer_named)
        self._form.cancelled.connect(self._on_left)
        self._accept.left.connect(self._on_left)
        self._nothing.corpus_wanted.connect(self._on_corpus_wanted)

    @property
    def is_at_work(self) -> bool:
        """Whether the workbench shows."""
        return self.currentIndex() == _WORK

    def choose(self, n_sentences: int) -> None:
        """Show what fits the project: it may have no sentences, or no layer."""
        if not n_sentences:
            self.setCurrentIndex(_NOTHING)
        elif self._session.layer is None:
            self.ask_for_layer()
        else:
            self.setCurrentIndex(_WORK)

    @Slot()
    def ask_for_layer(self) -> None:
        """Show the form for a new layer."""
        project = self._session.project
        names = [layer.name for layer in project.layers] if project is not None else []
        self.setCurrentIndex(_FORM)
        self._form.begin(names, can_cancel=bool(names))

    def switch_keys(self, entries: Sequence[LabelEntry]) -> None:
        """Show every key, or go back to the sentence."""
        layer = self._session.layer
        if self._keys is not None and self.currentWidget() is self._keys:
            self._on_left()
        elif self.is_at_work and layer is not None:
            panel = self._keys_panel()
            panel.set_labels(layer.name, entries)
            self.setCurrentWidget(panel)
            panel.begin()

    def _keys_panel(self) -> KeysPanel:
        """Return the panel of all keys; its hundreds of widgets are made when it is first asked for."""
        if self._keys is None:
            self._keys = KeysPanel()
            self._keys.left.connect(self._on_left)
            self.addWidget(self._keys)
        return self._keys

    def switch_to(self, panel: EditPanel) -> None:
        """Show a panel in place of the workbench, or go back to the sentence from it."""
        if self.indexOf(panel) < 0:
            self.addWidget(panel)
            panel.left.connect(self._on_left)
        if self.currentWidget() is panel:
            self._on_left()
        elif self.is_at_work:
            self.setCurrentWidget(panel)
            panel.begin()

    def ask_to_accept(self, suggester: Suggester, sentence: Sentence, *, on_exam: bool) -> None:
        """Show the form that accepts many suggestions at once."""
        self.setCurrentIndex(_ACCEPT)
        self._accept.begin(suggester, sentence, on_exam=on_exam)

    @Slot()
    def _on_left(self) -> None:
        self.setCurrentIndex(_WORK)
        self.left.emit()

    @Slot(str, object)
    def _on_layer_named(self, name: str, scheme: Scheme) -> None:
        try:
            self._session.apply(AddLayer(name, scheme))
        except TagscopeError as problem:
            messages.error(self, problem)
            return
        self.setCurrentIndex(_WORK)
        self._session.set_layer(name)
        self.layer_begun.emit()

    @Slot()
    def _on_corpus_wanted(self) -> None:
        self._session.request_page("corpus")
