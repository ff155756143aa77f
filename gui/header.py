"""The strip above the page: the page's title, the project, the layer in use, the search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from gui import theme
from gui.icons import icon
from gui.status_bar import clock
from gui.widgets.plain import Heading, PlainLabel, one_line, safe

if TYPE_CHECKING:
    from gui.session import Session

HEIGHT = 56
SEARCH_MS = 200


class Header(QWidget):
    """Says where the user is.

    Signals:
        searched: Text of the search field, a moment after the last key.
    """

    searched = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(HEIGHT)
        self._session = session
        self._title = Heading()
        self._title.setObjectName("page-title")
        self._project = PlainLabel(muted=True)
        self._project.setObjectName("project-name")
        self._layer_name = PlainLabel(self.tr("Layer"), muted=True)
        self.layer = QComboBox()
        self.layer.setObjectName("layer-chooser")
        self.layer.setAccessibleName(self.tr("Layer in use"))
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._layer_name.setBuddy(self.layer)
        self.search = self._make_search()
        self.palette_button = QToolButton()
        self.palette_button.setObjectName("palette-button")
        self.palette_button.setAccessibleName(self.tr("All actions"))
        self.palette_button.setToolTip(self.tr("All actions (Ctrl+K)"))
        self.palette_button.setIcon(icon("palette"))
        self.palette_button.setIconSize(QSize(18, 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACING, 0, 2 * theme.SPACING, 1)
        row.setSpacing(2 * theme.SPACING)
        row.addWidget(self._title)
        row.addWidget(self._project)
        row.addStretch()
        for widget in (self._layer_name, self.layer, self.search, self.palette_button):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_MS)
        self._listen()
        self.on_project()

    def _make_search(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("search")
        field.setAccessibleName(self.tr("Search"))
        field.setPlaceholderText(self.tr("Search  Ctrl+F"))
        terms = (
            "label:PER · len>20 · split:dev · unlabelled · flagged · noted · note:ask · model!=human · p<0.6 · /[0-9]+/"
        )
        words = self.tr("Words, or {terms}; a minus before one asks for the opposite").format(terms=terms)
        field.setToolTip(f"<p>{safe(words)}</p>")
        field.setClearButtonEnabled(True)
        field.setFixedWidth(280)
        return field

    def _listen(self) -> None:
        self._timer.timeout.connect(self._on_search)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._on_search)
        self.layer.activated.connect(self._on_layer_chosen)
        self._session.opened.connect(self.on_project)
        self._session.closed.connect(self.on_project)
        self._session.saved.connect(self.on_saved)
        self._session.changed.connect(self.on_changed)
        self._session.layer_changed.connect(self.on_layer)
        theme.changes.changed.connect(self.update)

    def set_page(self, title: str, *, can_search: bool) -> None:
        """Show the title of the page in front, and the search field where it means something."""
        self._title.setText(title)
        self.search.setVisible(can_search)

    @Slot()
    def on_project(self) -> None:
        """Show the name of the project that is open now."""
        self.on_saved(self._session.saved_at)
        self._fill_layers()
        if self._session.project is None:
            self.search.clear()

    @Slot(str)
    def on_saved(self, iso: str) -> None:
        """Show when the project was saved last."""
        project = self._session.project
        words = "" if project is None else project.path.name
        if project is not None and project.is_read_only:
            words = self.tr("{name}  ·  read-only").format(name=words)
        elif words and iso:
            words = self.tr("{name}  ·  saved {time}").format(name=words, time=clock(iso)[:5])
        self._project.setText(words)

    @Slot(object)
    def on_changed(self, _changes: object) -> None:
        """Offer the layers that are there now."""
        self._fill_layers()

    @Slot(str)
    def on_layer(self, name: str) -> None:
        """Show which layer is in use."""
        self._fill_layers()
        self._show_layer(name)

    def _show_layer(self, name: str) -> None:
        self.layer.setCurrentIndex(self.layer.findData(name))

    def _fill_layers(self) -> None:
        project = self._session.project
        names = [layer.name for layer in project.layers] if project is not None else []
        if names != [self.layer.itemData(row) for row in range(self.layer.count())]:
            self.layer.clear()
            for name in names:
                self.layer.addItem(one_line(name), name)
            if self._session.layer is not None:
                self._show_layer(self._session.layer.name)
        self.layer.setVisible(bool(names))
        self._layer_name.setVisible(bool(names))

    @Slot(int)
    def _on_layer_chosen(self, row: int) -> None:
        self._session.set_layer(self.layer.itemData(row))

    @Slot()
    def _on_typed(self) -> None:
        self._timer.start()

    @Slot()
    def _on_search(self) -> None:
        self._timer.stop()
        self.searched.emit(self.search.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel and its lower border."""
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.panel)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.line)
        painter.end()
