"""The ways to begin: sample, file, generators, project; from the start page, a key or a drop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from core.errors import ProjectBusyError, ProjectDamagedError, ProjectError, ProjectUnreadableError, TagscopeError
from gui import messages
from gui.messages import Offer
from gui.opening import SUFFIX, Opening

if TYPE_CHECKING:
    from gui.main_window import MainWindow

MODEL_SUFFIX = ".safetensors"


class WaysIn(QObject):
    """Brings the user from any of the ways to begin to a page that works."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._after_opening: tuple[str, Path | None] | None = None
        self._lost: Path | None = None
        self.opening = Opening(window.session, window.jobs, self)
        self.opening.ready.connect(self.on_project_ready)
        self.opening.lost.connect(self.on_project_lost)
        start = window.start_page
        start.sample_wanted.connect(self.on_sample)
        start.import_wanted.connect(self.on_import)
        start.generate_wanted.connect(self.on_generate)
        start.open_wanted.connect(self.on_open)
        start.recent_wanted.connect(self.on_recent)

    def _may_begin(self) -> bool:
        """Let go of the project that is open, unless the user wants to stay; return whether to go on."""
        if self.opening.is_busy or not self._window.may_leave():
            return False
        self._after_opening = None
        self._window.backing_up.finish()
        return self._window.jobs.end(self._window.jobs.on_project)

    @Slot()
    def on_sample(self) -> None:
        """Make and open the sample."""
        if self._may_begin():
            self.opening.create_sample()

    @Slot()
    def on_import(self) -> None:
        """Ask for a file and show what it would bring in."""
        path = messages.choose_file(self._window, self.tr("Import a file"))
        if path is not None:
            self.take_file(path)

    @Slot()
    def on_generate(self) -> None:
        """Show the generators."""
        if self._window.session.project is None:
            self._after_opening = ("corpus.generate", None)
            self.opening.create(self.tr("Generated"))
        else:
            self._generate()

    def _generate(self) -> None:
        self._window.show_page("corpus")
        self._window.actions_table.trigger("corpus.generate")

    @Slot()
    def on_open(self) -> None:
        """Ask for a project and open it."""
        path = messages.choose_file(self._window, self.tr("Open a project"), self.tr("Projects (*.tagscope)"))
        if path is not None:
            self.open_project(path)

    @Slot()
    def on_new(self) -> None:
        """Create an empty project."""
        if self._may_begin():
            self.opening.create(self.tr("Project"))

    @Slot(object)
    def on_recent(self, path: Path) -> None:
        """Open a project of before."""
        self.open_project(path)

    @Slot(object)
    def open_project(self, path: Path) -> None:
        """Open the project file at `path`."""
        if self._may_begin():
            self.opening.open(path)

    def take_file(self, path: Path) -> None:
        """Open a project, or show a file to the page that takes it; without a project one is made for it."""
        if self.opening.is_busy:
            words = self.tr("{name}: wait until the project is open, then drop it again.")
            messages.warning(self._window, words.format(name=path.name))
        elif path.suffix == SUFFIX:
            self.open_project(path)
        elif self._window.session.project is None:
            self._make_project_for(path)
        else:
            self._give_file(path)

    def _make_project_for(self, path: Path) -> None:
        try:
            _look_at(path)
        except TagscopeError as error:
            messages.error(self._window, error)
        else:
            self._after_opening = ("file", path)
            self.opening.create(path.stem or self.tr("Project"))

    def _give_file(self, path: Path) -> None:
        wanted = "tag" if path.suffix == MODEL_SUFFIX else "corpus"
        self._window.show_page(wanted)
        if not self._window.page(wanted).take_file(path):
            messages.warning(self._window, self.tr("{name}: nothing here takes this file.").format(name=path.name))

    @Slot(object)
    def on_project_ready(self, path: Path) -> None:
        """Remember the project and go on with what it was opened for."""
        self._window.preferences.add_recent(path)
        task, self._after_opening = self._after_opening, None
        if task is None:
            return
        kind, file = task
        if kind == "file" and file is not None:
            self._give_file(file)
        else:
            self._generate()

    @Slot(object, object)
    def on_project_lost(self, path: Path, error: Exception) -> None:
        """Say why a project could not be opened; one that is gone is not offered again."""
        aside = _aside_of(path)
        if aside is not None:
            found = self.tr("is not there: while a backup was put in its place, the program was ended.")
            remedy = self.tr("What was there is kept as {path}.").format(path=aside)
            self._window.recovery.show_lost(path, ProjectError(found, place=path.name, remedy=remedy))
            return
        if not path.exists():
            self._window.preferences.remove_recent(path)
            self._window.start_page.set_recents(self._window.preferences.recents())
        if isinstance(error, ProjectDamagedError):
            self._window.recovery.show_lost(path, error)
            return
        offers = []
        if isinstance(error, ProjectBusyError):
            self._lost = path
            offers.append(Offer(self.tr("Open a copy to read"), self._on_copy_wanted))
        elif isinstance(error, ProjectUnreadableError):
            self._lost = path
            offers.append(Offer(self.tr("Try again"), self._on_again_wanted))
        messages.error(self._window, error, *offers)

    @Slot()
    def _on_copy_wanted(self) -> None:
        if self._lost is not None and self._may_begin():
            self.opening.open_copy(self._lost)

    @Slot()
    def _on_again_wanted(self) -> None:
        if self._lost is not None:
            self.open_project(self._lost)


def _aside_of(path: Path) -> Path | None:
    """Return the file that was moved aside from here for another that has never come."""
    from core.restoring import interrupted  # noqa: PLC0415 - not needed for the first paint

    return interrupted(path)


def _look_at(path: Path) -> None:
    """Refuse what is neither text nor a model before a project is made for it.

    Raises:
        TagscopeError: Says what the file is.
    """
    from core.sources.lines import EncodingError, encoding_of, open_source  # noqa: PLC0415 - not for the first paint

    try:
        if path.suffix == MODEL_SUFFIX:
            open_source(path).close()
        else:
            encoding_of(path)
    except EncodingError:
        # The page that takes the file asks for its encoding.
        return
