"""Projects opened, created and filled with the sample, in a job each, so that the window stays awake."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import BackupError
from gui.job import Progress

if TYPE_CHECKING:
    from collections.abc import Generator

    from core.backups.archive import Archive
    from core.project import Project
    from gui.job import Job, JobControl
    from gui.jobs import Jobs
    from gui.session import Session

SUFFIX = ".tagscope"
CHUNK = 200
# File systems take names of 255 bytes; a character can be four, and a number and the suffix follow.
LONGEST_STEM = 58


def data_folder() -> Path:
    """Return the folder our own projects are put in, made where it is missing."""
    import platformdirs  # noqa: PLC0415 - not needed for the first paint

    return platformdirs.user_data_path("tagscope", appauthor=False, ensure_exists=True)


def free_path(folder: Path, stem: str) -> Path:
    """Return `folder/stem.tagscope`, with a number where that exists already."""
    path, number = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} {number}{SUFFIX}"
    return path


class Opening(QObject):
    """Brings a project into the session.

    Signals:
        ready: A project has been opened; its path.
        lost: A project could not be opened: its path and the error.
    """

    ready = Signal(object)
    lost = Signal(object, object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        self._path = Path()

    @property
    def is_busy(self) -> bool:
        """Whether a project is being opened or made."""
        return self._job is not None

    def open(self, path: Path) -> None:
        """Open the project file at `path`."""
        self._begin(path, self.tr("Opening {name}").format(name=path.name), _Open(path))

    def open_copy(self, path: Path) -> None:
        """Open a copy of the project file at `path` to be read, also while somebody else has it open."""
        self._begin(path, self.tr("Opening a copy of {name}").format(name=path.name), _OpenCopy(path))

    def create(self, stem: str) -> None:
        """Create an empty project called `stem` in the data folder."""
        path = self._free_path(stem)
        if path is not None:
            self._begin(path, self.tr("Creating {name}").format(name=path.name), _Create(path))

    def create_sample(self) -> None:
        """Create a project that holds the sample corpus."""
        path = self._free_path(self.tr("Sample"))
        if path is not None:
            self._begin(path, self.tr("Making the sample"), _Sample(path))

    def _free_path(self, stem: str) -> Path | None:
        """Return where a project called `stem` goes; None where its folder cannot be made."""
        try:
            return free_path(data_folder(), stem[:LONGEST_STEM])
        except OSError as error:
            self.lost.emit(Path(error.filename or stem), error)
            return None

    def _begin(self, path: Path, title: str, work: _Work) -> None:
        if self._job is None:
            self._path = path
            if self._session.project is not None and self._session.project.path == path:
                self.ready.emit(path)
                return
            self._job = self._jobs.start("open", title, work, on_done=self._on_done, on_failed=self._on_failed)

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        self._job = None
        from core.project import Project  # noqa: PLC0415 - loaded by the job that has just ended

        if isinstance(job.result, Project):
            self._session.use(job.result)
            self.ready.emit(self._path)

    @Slot(object, object)
    def _on_failed(self, _job: Job, error: Exception) -> None:
        self._job = None
        self.lost.emit(self._path, error)


class _Work:
    """Work in the job's thread; its result is an open project."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, control: JobControl) -> Generator[object, None, Project]:
        raise NotImplementedError


class _Open(_Work):
    def __call__(self, control: JobControl) -> Generator[object, None, Project]:
        yield Progress(0, None)
        from core.backups.archive import Archive, default_folder  # noqa: PLC0415 - not needed for the first paint
        from core.project import Project  # noqa: PLC0415

        folder = default_folder()
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        project = Project.open(self.path, backups=folder if folder.is_dir() else None)
        try:
            _keep_older(project, Archive(folder))
        except BaseException:
            project.close()
            raise
        return project


def _keep_older(project: Project, archive: Archive) -> None:
    """Put the copy that was made of an older file among the project's backups; it stays where it is otherwise."""
    from core.backups.record import Reason  # noqa: PLC0415 - not needed for the first paint

    migration = project.migration
    if migration is not None and migration.backup is not None:
        with contextlib.suppress(BackupError):
            backup = archive.adopt(project, migration.backup, Reason.MIGRATION)
            project.migration = replace(migration, backup=backup.file)


class _OpenCopy(_Work):
    def __call__(self, control: JobControl) -> Generator[object, None, Project]:
        yield Progress(0, None)
        from core.project import Project  # noqa: PLC0415

        return Project.open_copy(self.path)


class _Create(_Work):
    def __call__(self, control: JobControl) -> Generator[object, None, Project]:
        yield Progress(0, None)
        from core.project import Project  # noqa: PLC0415

        return Project.create(self.path)


class _Sample(_Work):
    def __call__(self, control: JobControl) -> Generator[object, None, Project]:
        yield Progress(0, None)
        from core.generators import sample_corpus  # noqa: PLC0415
        from core.project import Project  # noqa: PLC0415

        corpus = sample_corpus()
        project = Project.create(self.path)
        try:
            filling = project.begin_import(self.path.stem, "sample", corpus.layers)
            for start in range(0, len(corpus), CHUNK):
                filling.add(list(corpus.sentences[start : start + CHUNK]))
                yield Progress(min(start + CHUNK, len(corpus)), len(corpus))
            filling.finish()
        except BaseException:
            project.close()
            self.path.unlink(missing_ok=True)
            raise
        return project
