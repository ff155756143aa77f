"""A project: one file that holds the corpus, its labels, its history, its runs and its models.

What the window and the commands work with. Any thread may call it; every change is on disk when its
method returns, and one that could not be written has changed nothing.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from core.corpus import Layer
from core.line_report import LineReport
from core.store import opening
from core.store.beliefs import Beliefs
from core.store.checks import CheckResult, check
from core.store.copies import Progress
from core.store.copying import copy, identity_of, save_copy
from core.store.history import History
from core.store.human_labels import LabelLine, label_lines
from core.store.import_reports import ImportReport, ImportReports
from core.store.imports import Import, roll_back
from core.store.opening import Opened
from core.store.runs import Runs, StoredModel
from core.store.settings import Settings
from core.store.soundness import Finding, findings
from core.store.totals import Totals, stored_totals
from core.store.verdicts import Verdicts


class Project(History):
    """An open project file. `create` and `open` make one; `close` lets go of the file.

    Attributes:
        path: The file.
        migration: What was done to a file of an older version at this opening; None for one of this version.
        is_on_network: Whether the file lies on a network drive: slower, and better copied often.
        needs_check: Whether `check` should be run: the file was not closed, or not checked for long, and is
            too large to be checked before it is used.
        runs: Training runs, their checkpoints, and models.
        beliefs: What models believe of the sentences.
        verdicts: What people said of suspicious labels.
        n_imports_undone: Imports that were cut off by a crash and taken back at this opening.
        n_sweeps_undone: Edits of many sentences that were cut off by a crash and taken back at this opening.
    """

    def __init__(self, opened: Opened) -> None:
        connection = opened.connection
        super().__init__(connection)
        self.path = connection.path
        self.migration = opened.migration
        self.is_on_network = opened.is_on_network
        self.needs_check = opened.needs_check
        self.runs = Runs(connection)
        self.beliefs = Beliefs(connection, self._layers)
        self.verdicts = Verdicts(connection, self._layers)
        self._importing: Import | None = None
        self._settings = Settings(connection)
        self._import_reports = ImportReports(connection)
        self.n_imports_undone = 0 if connection.is_read_only else roll_back(connection, self._layers)
        self.n_sweeps_undone = 0 if connection.is_read_only else self._sweeps.take_all_back()

    @classmethod
    def create(cls, path: Path, *, vfs: str | None = None) -> Self:
        """Create an empty project file and open it.

        Raises:
            ProjectError: There is such a file already, or it cannot be written.
        """
        return cls._of(opening.create(path, vfs=vfs))

    @classmethod
    def open(cls, path: Path, *, vfs: str | None = None, backups: Path | None = None) -> Self:
        """Open a project file; what an import left unfinished is taken back.

        Where it may not be written it is opened to be read: `is_read_only`, and every change is refused. A file
        of an older version is brought to this one first; `migration` says what was done.

        Args:
            path: The file.
            vfs: Name of the SQLite file layer; the system's by default.
            backups: Where a copy of an older file goes; beside it by default.

        Raises:
            ProjectBusyError: It is open elsewhere.
            ProjectNewerError: It is newer than this program.
            ProjectDamagedError: It is damaged.
            ProjectUnreadableError: It cannot be read just now.
            ProjectForeignError: It is none of ours.
            ProjectError: It is missing.
        """
        return cls._of(opening.open_file(path, vfs=vfs, backups=backups))

    @classmethod
    def open_copy(cls, path: Path, *, vfs: str | None = None) -> Self:
        """Open a copy of a project file to be read, also while somebody else has the file open.

        Raises:
            ProjectError: As for `open`, but for being open elsewhere.
        """
        return cls._of(opening.open_copy(path, vfs=vfs))

    @classmethod
    def _of(cls, opened: Opened) -> Self:
        try:
            return cls(opened)
        except BaseException:
            opened.connection.close()
            raise

    def close(self) -> None:
        """Let go of the file. Closing twice does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the project itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the project."""
        self.close()

    def idle(self) -> None:
        """Put everything into the one file; to be called when nothing has happened for some seconds.

        Raises:
            ProjectError: The disk refuses; nothing is lost.
        """
        self._connection.empty_journal()

    @property
    def identity(self) -> str:
        """What tells this project from all others, whatever its file is called; its copies have it too."""
        return identity_of(self._connection)

    @property
    def is_read_only(self) -> bool:
        """Whether every change is refused with `ProjectReadOnlyError`; `save_copy` makes a file that can be changed."""
        return self._connection.is_read_only

    def save_copy(self, target: Path) -> Generator[Progress, None, None]:
        """Copy everything into a new file, checked before it gets its name, while others go on working.

        Yields:
            Pages done and pages in all. Closing the generator leaves nothing.

        Raises:
            ProjectDamagedError: The project is damaged.
            ProjectError: There is such a file already, or it cannot be written.
        """
        return save_copy(self._connection, target.absolute())

    def check(self) -> Generator[Progress, None, CheckResult]:
        """Check the file from end to end, on a copy, while others go on working.

        Yields:
            Pages copied and pages in all.

        Returns:
            What was found.

        Raises:
            ProjectError: There is no room for the copy, or it cannot be made.
        """
        result = yield from check(self._connection)
        self.needs_check = False
        return result

    def findings(self) -> Generator[Progress, None, tuple[Finding, ...]]:
        """Look for contradictions in every row; to be used on a copy, where nobody writes meanwhile.

        Yields:
            Checks done, and checks in all.

        Returns:
            One finding a check, also where nothing is wrong.

        Raises:
            ProjectError: The file cannot be read.
        """
        return findings(self._connection)

    @property
    def totals(self) -> Totals:
        """How much it holds."""
        return stored_totals(self._connection)

    def copy_to(self, target: Path) -> Generator[Progress, None, Totals]:
        """Copy everything into a new file, a millisecond's turn at a time, while others go on working.

        Yields:
            Pages done and pages in all.

        Returns:
            What the copy holds if it is sound, which has not been checked.

        Raises:
            ProjectError: The project cannot be read, or the copy cannot be written.
        """
        return copy(self._connection, target)

    def human_labels(self) -> Iterator[LabelLine]:
        """Yield what people have labelled, in corpus order; others may work in between."""
        return label_lines(self._connection)

    @property
    def is_damaged(self) -> bool:
        """Whether something was read since the opening that contradicts itself."""
        return self._connection.is_damaged

    @property
    def n_bytes(self) -> int:
        """Size of the file, once everything is in it."""
        with self._connection.reading():
            return self._connection.number("PRAGMA page_count") * self._connection.number("PRAGMA page_size")

    @property
    def n_commits(self) -> int:
        """How often something was written since the opening."""
        return self._connection.n_commits

    @property
    def saved_at(self) -> str:
        """UTC ISO time of the last commit; of the opening, before the first."""
        return self._connection.saved_at

    def begin_import(self, name: str, format_name: str, layers: Sequence[Layer]) -> Import:
        """Begin to bring in a file; layers that the project does not have are made.

        Args:
            name: What the undo list calls it, as a rule the file's name.
            format_name: What it was read as.
            layers: Those its sentences are labelled in.

        Raises:
            ProjectError: Another import is running, or a layer is there in another scheme.
        """
        with self._connection.reading():
            if self._importing is None or not self._importing.is_running:
                # One that was cancelled while the disk was full may still be there.
                roll_back(self._connection, self._layers)
            running = Import(
                name,
                connection=self._connection,
                layers=self._layers,
                sentences=self._sentences,
                journal=self._journal,
            )
            running.begin(format_name, layers)
            self._importing = running
        return running

    def import_reports(self) -> tuple[ImportReport, ...]:
        """Return every finished import with its totals, the oldest first."""
        return self._import_reports.all()

    def import_report(self, number: int, offset: int, limit: int) -> tuple[LineReport, ...]:
        """Return what was said of the lines of an import's file, `[offset, offset + limit)` of its report."""
        return self._import_reports.page(number, offset, limit)

    # Small state, no part of the history.

    def setting(self, name: str) -> str | None:
        """Return a text kept under this name; None where there is none."""
        return self._settings.get(name)

    def set_setting(self, name: str, value: str | None) -> None:
        """Keep a text under this name, or forget it with None; on disk when this returns, and never undone.

        Raises:
            ProjectError: It could not be written.
        """
        self._settings.set(name, value)

    # Models; runs are in `runs`.

    def save_model(
        self,
        name: str,
        content: bytes,
        info: Mapping[str, Any] | None = None,
        *,
        layer: str = "",
        run: int | None = None,
    ) -> int:
        """Keep a model's bytes, all or nothing; return its number.

        Raises:
            ProjectError: It could not be written.
        """
        return self.runs.save_model(name, content, info, layer=layer, run=run)

    def models(self) -> tuple[StoredModel, ...]:
        """Return every model, the oldest first, without loading any."""
        return self.runs.models()

    def model(self, number: int) -> bytes:
        """Return the bytes of a model.

        Raises:
            KeyError: There is no such model.
            ProjectError: They are not the bytes that were saved.
        """
        return self.runs.model(number)
