"""Who labels: a button that says whose labels these are, and leads to another person's layer."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget, QWidgetAction

from core.annotators import MAX_ANNOTATOR, annotators, base_name, beginning, layer_of
from core.corpus import Layer
from core.errors import TagscopeError
from gui import messages, theme
from gui.session import Session
from gui.widgets.plain import PlainLabel, elided, one_line

# Kept with the project: whose labels are made in it; empty for nobody's in particular.
SETTING = "annotator"
_WIDTH, _NARROWEST = 112, 96


class AnnotatorButton(QToolButton):
    """Chooses among the layers of one base by the people they belong to.

    A click leads to the user's own layer, begun where there is none yet; the arrow beside it to everybody's.
    Somebody who labels under a name and turns to another base layer is taken to their own layer there.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._base = ""
        self.setObjectName("annotator")
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # In the smallest window it gives way before the rest of the header does.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_NARROWEST)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._people = QMenu(self)
        self._people.setObjectName("annotators")
        self._name = QLineEdit()
        self._name.setObjectName("annotator-name")
        self._name.setAccessibleName(self.tr("Your name"))
        self._name.setMaxLength(MAX_ANNOTATOR)
        self._name.setPlaceholderText(self.tr("Your name, then Enter"))
        self._name.returnPressed.connect(self._on_named)
        self._asking = self._make_asking()
        self._agreement = QAction(self.tr("How far people agree…"), self)
        self._agreement.setObjectName("annotator-agreement")
        self._agreement.triggered.connect(session.comparison_requested)
        self.setMenu(self._people)
        self._people.aboutToShow.connect(self._fill)
        self.clicked.connect(self._on_clicked)
        for signal in (session.opened, session.closed, session.layer_changed, session.annotator_changed):
            signal.connect(self._on_state)
        session.opened.connect(self._on_opened)
        self._on_state()
        self._on_opened()

    def _make_asking(self) -> QWidgetAction:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(2 * theme.SPACING, theme.SPACING, 2 * theme.SPACING, theme.SPACING)
        row.addWidget(PlainLabel(self.tr("I am"), muted=True))
        row.addWidget(self._name, 1)
        asking = QWidgetAction(self)
        asking.setDefaultWidget(line)
        return asking

    @property
    def _layers(self) -> tuple[Layer, ...]:
        project = self._session.project
        return project.layers if project is not None else ()

    @Slot()
    def _fill(self) -> None:
        self._people.clear()
        layer = self._session.layer
        if layer is None:
            return
        group = QActionGroup(self._people)
        own = (self._session.annotator,) if self._session.annotator else ()
        for name in dict.fromkeys((*own, *annotators(self._layers), "")):
            words = name or self.tr("Nobody in particular")
            person = QAction(one_line(words).replace("&", "&&"), group)
            person.setObjectName(f"annotator-{name}")
            person.setData(name)
            person.setCheckable(True)
            person.setChecked(layer.annotator == name)
            person.triggered.connect(self._on_chosen)
            self._people.addAction(person)
        self._people.addSeparator()
        self._name.setText(self._session.annotator)
        self._people.addAction(self._asking)
        self._people.addSeparator()
        self._people.addAction(self._agreement)

    @Slot()
    def _on_clicked(self) -> None:
        layer, own = self._session.layer, self._session.annotator
        if layer is not None and own and layer.annotator != own:
            self._choose(own)
        else:
            self.showMenu()

    @Slot()
    def _on_chosen(self) -> None:
        person = self.sender()
        if isinstance(person, QAction):
            self._choose(str(person.data()))

    @Slot()
    def _on_named(self) -> None:
        name = self._name.text().strip(" ")
        self._people.close()
        self._session.set_annotator(name)
        self._choose(name)

    def _choose(self, name: str) -> None:
        """Label in somebody's layer from now on, and remember it with the project."""
        project, layer = self._session.project, self._session.layer
        if project is None or layer is None:
            return
        try:
            self._to_layer_of(name, base_name(layer))
            if (project.setting(SETTING) or "") != name:
                project.set_setting(SETTING, name or None)
        except TagscopeError as problem:
            messages.error(self, problem)

    def _to_layer_of(self, name: str, base: str) -> None:
        found = layer_of(self._layers, base, name)
        if found is None and base in {layer.name for layer in self._layers}:
            self._session.apply(beginning(self._layers, base, name))
            found = layer_of(self._layers, base, name)
        if found is not None and found != self._session.layer:
            self._session.set_layer(found.name)

    @Slot()
    def _on_state(self) -> None:
        layer = self._session.layer
        name = layer.annotator if layer is not None else ""
        # A person's name may be long: the button keeps its place.
        shown = elided(self.fontMetrics(), name, _WIDTH) if name else self.tr("Who labels?")
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(self.tr("Who labels: {name}").format(name=name or self.tr("nobody in particular")))
        self.setToolTip(self.tr("Whose labels these are; a click leads to your own"))
        self.setEnabled(layer is not None)
        base, self._base = self._base, base_name(layer) if layer is not None else ""
        if self._base and base != self._base:
            # Everybody must have heard of the layer before it is left again.
            QTimer.singleShot(0, self, self._follow)

    @Slot()
    def _on_opened(self) -> None:
        # After the page has gone to where labelling stopped, in whosever layer that was.
        QTimer.singleShot(0, self, self._begin)

    @Slot()
    def _begin(self) -> None:
        """Leave a layer that is somebody else's: nobody's labels go under another name by opening a project."""
        layer = self._session.layer
        if layer is not None and layer.annotator not in {"", self._session.annotator}:
            base = base_name(layer)
            if any(one.name == base for one in self._layers):
                self._session.set_layer(base)
        else:
            self._follow()

    @Slot()
    def _follow(self) -> None:
        """Take somebody who labels under a name from a base layer to their own."""
        project, layer, own = self._session.project, self._session.layer, self._session.annotator
        if project is None or layer is None or layer.annotator or not own or project.setting(SETTING) != own:
            return
        if not self.isVisible() and layer_of(self._layers, layer.name, own) is None:
            return
        try:
            self._to_layer_of(own, layer.name)
        except TagscopeError as problem:
            messages.error(self, problem)
