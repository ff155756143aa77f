"""The window: rail, header, banners, the page in front, status bar. It places and connects."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from core.errors import TagscopeError
from core.visible import visible
from gui import messages
from gui.actions import Actions, ActionSpec, AppState, with_project
from gui.agreement.view import AgreementView
from gui.banners import BannerStrip
from gui.core_sentences import said
from gui.explaining.view import Explaining
from gui.header import Header
from gui.keeping.backing_up import BackingUp
from gui.keeping.checking import Checking
from gui.keeping.copies import Copies
from gui.keeping.label_losses import LabelLosses
from gui.keeping.notices import Notices
from gui.keeping.recovery import Recovery
from gui.long_steps import LongSteps
from gui.looks import Looks
from gui.model_loader import ModelLoader
from gui.pages import PAGES, PageEntry
from gui.rail import Rail
from gui.start_page import StartPage
from gui.status_bar import StatusBar
from gui.tidying import Tidying
from gui.translation import Languages
from gui.tuning.fine_tuner import FineTuner
from gui.ways_in import WaysIn
from gui.window_actions import window_actions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gui.jobs import Job, Jobs
    from gui.page import Page
    from gui.palette import Palette
    from gui.preferences import Preferences
    from gui.session import Session


class MainWindow(QMainWindow):
    """One window over one session.

    Signals:
        first_painted: Once, when the window has painted itself for the first time.
    """

    first_painted = Signal()

    def __init__(
        self, session: Session, jobs: Jobs, preferences: Preferences, *, pages: Sequence[PageEntry] = PAGES
    ) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(960, 600)
        self.session = session
        self.jobs = jobs
        self.preferences = preferences
        self.first_paint_at: float | None = None
        self._entries = {entry.name: entry for entry in pages}
        self._pages: dict[str, Page] = {}
        self._front = ""
        self._behind = ""
        self._palette: Palette | None = None
        self.actions_table = Actions(self)
        self.rail = Rail(pages, self)
        self.header = Header(session, self)
        self.banners = BannerStrip(self)
        self.status_bar = StatusBar(session, jobs, self)
        self.start_page = StartPage(self)
        self.ways_in = WaysIn(self)
        self.looks = Looks(preferences, self)
        self.languages = Languages(preferences, self)
        self._models = ModelLoader(session, jobs, self)
        self.fine_tuner = FineTuner(session, jobs, self)
        self.copies = Copies(session, jobs, self)
        Notices(session, self.copies, self)
        LabelLosses(session, self)
        self.backing_up = BackingUp(session, jobs, self)
        self.backing_up.newest_changed.connect(self.status_bar.on_backup)
        self.recovery = Recovery(self)
        self.agreement = AgreementView(self)
        for keeper in (Checking, Tidying, LongSteps):
            keeper(session, jobs, self)
        self._stack = QStackedWidget(self)
        self._place()
        self._add_actions(pages)
        self._listen()
        self.on_state()
        self._show_start()

    def _place(self) -> None:
        self._stack.addWidget(self.start_page)
        self.explaining = Explaining(self)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self.header, self.banners):
            right.addWidget(widget)
        self._beside = QHBoxLayout()
        self._beside.addWidget(self._stack, 1)
        right.addLayout(self._beside, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(right, 1)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.status_bar)
        self.setCentralWidget(middle)

    def _add_actions(self, pages: Sequence[PageEntry]) -> None:
        specs = [
            ActionSpec(
                f"page.{entry.name}",
                self.tr("Go to {page}").format(page=entry.title),
                self.rail.item(entry.name).click,
                f"Ctrl+{number}",
                entry.name,
                with_project,
            )
            for number, entry in enumerate(pages, start=1)
        ]
        self.actions_table.add(
            [*specs, *window_actions(self), *self.explaining.actions_offered()], self, everywhere=True
        )
        again = QShortcut(QKeySequence("Ctrl+Y"), self)
        again.activated.connect(self.on_redo)

    def _listen(self) -> None:
        self.session.opened.connect(self.on_opened)
        self.session.closed.connect(self.on_closed)
        for signal in (self.session.history_changed, self.session.model_changed, self.session.layer_changed):
            signal.connect(self.on_state)
        self.copies.open_wanted.connect(self.ways_in.open_project)
        self.recovery.reopen_wanted.connect(self.ways_in.open_project)
        self.session.page_requested.connect(self.show_page)
        self.jobs.started.connect(self.on_state)
        self.jobs.finished.connect(self.on_state)
        self.jobs.failed.connect(self.on_job_failed)
        self.rail.chosen.connect(self.show_page)
        self.header.searched.connect(self.on_searched)
        self.header.palette_button.clicked.connect(self.on_palette)

    # What is in front.

    @property
    def front(self) -> str:
        """Name of the page in front; "" for the start page."""
        return self._front

    def page(self, name: str) -> Page:
        """Return the page called `name`, made now if it has never been shown."""
        if name not in self._pages:
            page = self._entries[name].make(self.session, self.jobs, self._stack)
            self._pages[name] = page
            self._stack.addWidget(page)
            self.actions_table.add(page.actions_offered(), page)
            page.action_requested.connect(self.on_action_wanted)
            page.search_requested.connect(self.on_search_requested)
        return self._pages[name]

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Bring a page to the front; nothing happens without a project."""
        if self.session.project is None or name == self._front:
            return
        page = self.page(name)
        if self._front:
            self._pages[self._front].hidden()
        self._front = name
        self._stack.setCurrentWidget(page)
        self.rail.choose(name)
        self.header.set_page(self._entries[name].title, can_search=page.can_search)
        page.shown()
        self.on_state()

    @Slot(str)
    def on_action_wanted(self, name: str) -> None:
        """Do what a page asks the window for."""
        self.actions_table.trigger(name)

    def _show_start(self) -> None:
        if self._front:
            self._pages[self._front].hidden()
        self._front = ""
        self.rail.choose("")
        self.header.set_page(self.tr("Start"), can_search=False)
        self.start_page.set_recents(self.preferences.recents())
        self._stack.setCurrentWidget(self.start_page)
        self.start_page.setFocus()

    def show_panel(self, panel: QWidget, title: str) -> None:
        """Show something in the place of the pages, with or without a project, until a page or `leave_panel`."""
        if self._front:
            self._pages[self._front].hidden()
            self._behind, self._front = self._front, ""
        self.rail.choose("")
        self.header.set_page(title, can_search=False)
        self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        panel.setFocus()
        self.on_state()

    def place_beside(self, panel: QWidget) -> None:
        """Give a panel its place at the right of the pages."""
        self._beside.addWidget(panel)

    def leave_panel(self) -> None:
        """Go back to where the user was before a panel was shown."""
        if self.session.project is None:
            self._show_start()
        else:
            self.show_page(self._behind or next(iter(self._entries)))

    @Slot()
    def on_state(self) -> None:
        """Enable what is possible now, and say so in the title."""
        project = self.session.project
        self.rail.set_possible(project is not None)
        # Qt takes [*] in a title for the place of its own mark.
        name = visible(project.path.name).replace("[*]", "[*][*]") if project is not None else ""
        self.setWindowTitle(f"{name} – Tagscope" if name else "Tagscope")
        self._name_steps()
        self.actions_table.refresh(
            AppState(
                has_project=project is not None,
                has_layer=self.session.layer is not None,
                has_model=self.session.bundle is not None,
                can_undo=self.session.can_undo,
                can_redo=self.session.can_redo,
                is_training=self.jobs.is_training,
                is_learning=self.jobs.is_learning,
                page=self._front,
            )
        )

    def _name_steps(self) -> None:
        for name, words, what in (
            ("edit.undo", self.tr("Undo"), self.session.undo_title),
            ("edit.redo", self.tr("Redo"), self.session.redo_title),
        ):
            self.actions_table.action(name).setText(f"{words}: {said(what)}" if what else words)

    @Slot()
    def on_opened(self) -> None:
        """A project is open: leave the start page."""
        self.on_state()
        if not self._front:
            self.show_page(next(iter(self._entries)))

    @Slot()
    def on_closed(self) -> None:
        """No project is open: back to the start page."""
        self._show_start()
        self.on_state()

    @Slot()
    def on_close_project(self) -> None:
        """Close the project; what runs on it must end first."""
        if self.may_leave():
            self.backing_up.finish()
            self.jobs.end(self.jobs.on_project)
            self.session.close()

    # Edits, search, palette.

    @Slot()
    def on_undo(self) -> None:
        """Take back the last change; where it cannot be written, say so."""
        self._or_say_why(self.session.undo)

    @Slot()
    def on_redo(self) -> None:
        """Make the change again that was taken back last; where it cannot be written, say so."""
        self._or_say_why(self.session.redo)

    def _or_say_why(self, move: Callable[[], None]) -> None:
        try:
            move()
        except TagscopeError as error:
            messages.error(self, error)

    @Slot()
    def on_search_wanted(self) -> None:
        """Put the keyboard into the search field, on a page that can search."""
        if self._front and not self.page(self._front).can_search:
            self.show_page("corpus")
        self.header.search.setFocus()
        self.header.search.selectAll()

    @Slot(str)
    def on_search_requested(self, text: str) -> None:
        """Show on the Corpus page what a page wants to be found."""
        self.show_page("corpus")
        self.header.search.setText(text)
        self.on_searched(text)

    @Slot(str)
    def on_searched(self, text: str) -> None:
        """Let the page in front search."""
        if self._front and self.page(self._front).can_search:
            self.page(self._front).search(text)

    @Slot()
    def on_palette(self) -> None:
        """Show every action by name."""
        if self._palette is None:
            from gui.palette import Palette  # noqa: PLC0415 - not needed for the first paint

            self._palette = Palette(self.actions_table, self)
        self._palette.open()

    @Slot(object, object)
    def on_job_failed(self, _job: Job, error: Exception) -> None:
        """Say why a job has failed that nobody else answers for."""
        messages.error(self, error)

    # Leaving.

    def may_leave(self) -> bool:
        """Return whether nothing is lost by leaving the project, or the user agrees."""
        if not self.jobs.is_training:
            return True
        return messages.ask(
            self,
            self.tr("A training run is going on"),
            self._words_of_leaving(),
            self.tr("Stop the run"),
        )

    def _words_of_leaving(self) -> str:
        words = self.tr("It will stop now. The best weights found so far are kept.")
        if self.jobs.n_waiting:
            kept = self.tr("Runs that wait: {n}. The project keeps them, and they go on when you let them.")
            words += " " + kept.format(n=self.jobs.n_waiting)
        return words

    @Slot()
    def on_quit(self) -> None:
        """Close the window, which ends the program."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before a run is lost."""
        if self.may_leave():
            event.accept()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere in the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.ways_in.take_file(paths[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note when the window is seen for the first time."""
        super().paintEvent(event)
        if self.first_paint_at is None:
            self.first_paint_at = time.time()
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the palette away: its place has moved."""
        super().resizeEvent(event)
        if self._palette is not None:
            self._palette.hide()
