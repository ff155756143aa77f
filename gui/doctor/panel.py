"""The doctor's room: the gallery of cases, and the place to paste a message."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from gui import theme
from gui.doctor.error_page import ErrorPage
from gui.doctor.gallery import Gallery
from gui.jobs import Jobs
from gui.session import Session
from gui.widgets.plain import PlainLabel


class DoctorPanel(QWidget):
    """Shown in the place of the pages.

    Signals:
        closed: The user has seen enough.
    """

    closed = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doctor-panel")
        self.gallery = Gallery(session, jobs)
        self.errors = ErrorPage()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setObjectName("doctor-tabs")
        self._tabs.addTab(self.gallery, self.tr("Classical mistakes"))
        self._tabs.addTab(self.errors, self.tr("Paste an error"))
        close = QPushButton(self.tr("Close"))
        close.setObjectName("doctor-close")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        words = PlainLabel(
            self.tr("What goes wrong with sequences, run here and now with the Keras that is installed."), muted=True
        )
        head.addWidget(words, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        column.addLayout(head)
        column.addWidget(self._tabs, 1)
        self.errors.case_wanted.connect(self.on_case)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.let_go)

    def begin(self) -> None:
        """The panel has come to the front."""
        self.gallery.begin()

    @Slot(str)
    def on_case(self, name: str) -> None:
        """Show a case of the gallery."""
        self._tabs.setCurrentWidget(self.gallery)
        self.gallery.choose(name)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page has come to the front: end what is going on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.let_go()

    @Slot()
    def let_go(self) -> None:
        """End what is going on."""
        self.gallery.let_go()
