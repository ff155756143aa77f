"""The views of the batch as tabs, and a button that saves what the one in front shows."""

from pathlib import Path

from PySide6.QtCore import QMargins, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from core.errors import ExportError
from gui import messages, theme
from gui.icons import icon
from gui.jobs import Jobs
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.saving import KINDS, save_view
from gui.tensor_page.subject import Subject
from gui.tensor_page.views import VIEWS
from gui.widgets.plain import safe


class ViewTabs(QWidget):
    """Shows one of the views at a time.

    Attributes:
        views: All of them, in the order of their tabs.
        tabs: The bar; its current index is that of the view in front.
        corner: A row beside the bar for what concerns all views.
    """

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views: tuple[BatchView, ...] = tuple(make(subject, jobs) for make in VIEWS)
        self.tabs = QTabBar()
        self.tabs.setObjectName("tensor-views")
        self.tabs.setAccessibleName(self.tr("Ways to look at the batch"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        for view in self.views:
            self.tabs.addTab(view.title())
            self._stack.addWidget(view)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.corner = QHBoxLayout()
        self.corner.setSpacing(theme.SPACING)
        self._save = QToolButton()
        self._save.setObjectName("save-view")
        self._save.setIcon(icon("export"))
        title = self.tr("Save what is shown as a picture or as numbers")
        self._save.setAccessibleName(title)
        self._save.setToolTip(f"<p>{safe(title)}</p>")
        self._save.clicked.connect(self.on_save)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACING)
        head.addWidget(self.tabs, 1)
        head.addLayout(self.corner)
        head.addWidget(self._save)
        self.between = QHBoxLayout()
        self.between.setContentsMargins(QMargins(0, theme.SPACING, 0, 0))
        self.between.setSpacing(theme.SPACING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self.between)
        layout.addWidget(self._stack, 1)

    @property
    def current(self) -> BatchView:
        """The view in front."""
        return self.views[self.tabs.currentIndex()]

    def show_view(self, name: str) -> None:
        """Bring a view to the front.

        Raises:
            KeyError: There is none of that name.
        """
        places = {view.name: place for place, view in enumerate(self.views)}
        self.tabs.setCurrentIndex(places[name])

    @Slot()
    def on_save(self) -> None:
        """Let the user choose a file; its ending says whether it becomes a picture or an array."""
        names = " ".join(f"*.{kind}" for kind in KINDS)
        suggested = f"{self.current.name}.svg"
        path = messages.choose_target(self, self.tr("Save what is shown"), suggested, f"SVG, PNG, NumPy ({names})")
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the view in front into a file, or say why it cannot be written."""
        try:
            save_view(self.current, path)
        except ExportError as error:
            messages.error(self, error)
