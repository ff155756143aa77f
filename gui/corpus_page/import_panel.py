"""The import panel: preview, choices, the import itself and its report. Nothing is stored before the button."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.corpus import Layer, Scheme, Split
from core.errors import BackupError, TagscopeError
from core.sources import EncodingError, OnProblem, Preview, ReadOptions, format_of
from gui import messages
from gui.corpus_page import words
from gui.corpus_page.filling import Checking, Filled, Findings, Importing, Looking
from gui.corpus_page.import_plan import Fit, fit, guess_split, with_schemes
from gui.corpus_page.import_report import ImportReport
from gui.corpus_page.import_view import ImportView
from gui.jobs import Job, Jobs
from gui.session import Session
from gui.widgets.numbers import percent

SPLITS = tuple(Split)
POLICIES = tuple(OnProblem)
NOT_COUNTED = "–"


class ImportPanel(QWidget):
    """Brings one file into the open project.

    Signals:
        filled: What has joined the project, a `Filled`.
        closed: The user is done here, or has changed their mind.
        another_wanted: The user wants to choose another file.
        colleague_wanted: The file and its `ReadOptions`: it holds a colleague's labels of sentences that are here.
    """

    filled = Signal(object)
    closed = Signal()
    another_wanted = Signal()
    colleague_wanted = Signal(object, object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-panel")
        self._session, self._jobs = session, jobs
        self._path = Path()
        self._options: ReadOptions | None = None
        self._preview: Preview | None = None
        self._chosen: dict[int, Scheme] = {}
        self._looking: Job | None = None
        self._checking: Job | None = None
        self._importing: Job | None = None
        self._starts_when_looked = False
        self._view = ImportView()
        self._report = ImportReport()
        self._stack = QStackedWidget()
        for widget in (self._view, self._report):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._listen()

    def _listen(self) -> None:
        view = self._view
        view.form.changed.connect(self._on_form)
        view.mapper.changed.connect(self._on_mapper)
        view.layers.chosen.connect(self._on_scheme)
        view.start.clicked.connect(self.on_start)
        view.colleague.clicked.connect(self._on_colleague)
        view.cancel.clicked.connect(self.on_cancel)
        self._jobs.progressed.connect(self._on_progress)
        self._report.closed.connect(self.closed)
        self._report.another_wanted.connect(self.another_wanted)

    @property
    def is_importing(self) -> bool:
        """Whether an import is going on."""
        return self._importing is not None

    def open(self, path: Path) -> None:
        """Show what `path` would bring in."""
        self._forget()
        self._path = path
        self._view.show_nothing(path.name)
        self._view.layers.show_layers((), (), {})
        self._view.show_running(is_running=False)
        self._view.split.setCurrentIndex(SPLITS.index(guess_split(path)))
        self._view.policy.setCurrentIndex(0)
        self._stack.setCurrentWidget(self._view)
        self._look(None)

    def _forget(self) -> None:
        for job in (self._looking, self._checking):
            if job is not None:
                job.cancel()
        self._looking = self._checking = None
        self._options = self._preview = None
        self._chosen = {}
        self._starts_when_looked = False
        self._refresh_start()

    def leave(self) -> None:
        """Drop everything: the project is closing."""
        if self._importing is not None:
            self._importing.cancel()
            self._importing = None
        self._forget()

    # Looking at the beginning of the file.

    def _look(self, options: ReadOptions | None) -> None:
        for job in (self._looking, self._checking):
            if job is not None:
                job.cancel()
        self._checking = None
        self._options = options
        self._looking = self._jobs.start(
            "preview",
            self.tr("Looking at {name}").format(name=self._path.name),
            Looking(self._path, options),
            on_done=self._on_looked,
            on_failed=self._on_look_failed,
        )
        self._refresh_start()

    @Slot(object)
    def _on_looked(self, job: Job) -> None:
        if job is not self._looking:
            return
        self._looking = None
        if not isinstance(job.result, Preview):
            # Somebody stopped it in the status bar: there is nothing to decide upon.
            self.on_cancel()
            return
        self._preview = job.result
        self._view.show_preview(job.result)
        self._view.say_problem(self._view.mapper.problem if job.result.options.columns else "")
        self._show_layers()
        self._check()
        self._refresh_start()
        if self._starts_when_looked:
            self.on_start()

    @Slot(object, object)
    def _on_look_failed(self, job: Job, error: Exception) -> None:
        if job is not self._looking:
            return
        self._looking = None
        self._starts_when_looked = False
        messages.error(self, error)
        is_first = self._preview is None and self._options is None
        if isinstance(error, EncodingError):
            self._ask_encoding(error)
        elif is_first or not isinstance(error, TagscopeError):
            self._forget()
            self.closed.emit()
            return
        self._preview = None
        self._view.say_problem(str(error))
        self._view.show_sentences(None, None)
        self._view.show_findings(None)
        self._view.counts.setText(NOT_COUNTED)
        self._refresh_start()

    def _ask_encoding(self, error: EncodingError) -> None:
        if self._options is None:
            self._options = ReadOptions(format_of(self._path), error.encoding)
        self._view.form.show_options(self._options)
        self._view.form.offer_first(error.encodings)
        # Whatever the user chooses has to be read anew.
        self._options = replace(self._options, encoding="")

    def _show_layers(self) -> None:
        """Show layers, schemes and sentences as they stand with the user's choices."""
        if self._preview is None:
            return
        self._options = with_schemes(self._preview.options, self._preview.detections, self._chosen)
        fits = self._fits()
        columns = [index for index, _ in self._options.columns.layers] if self._options.columns else range(len(fits))
        self._view.layers.show_layers(columns, fits, self._preview.detections)
        self._view.show_sentences(self._preview, _shown_layer(fits))

    def _fits(self) -> tuple[Fit, ...]:
        present = self._session.project.layers if self._session.project else ()
        return fit(self._options.layers, present) if self._options else ()

    # What the user changes.

    @Slot()
    def _on_form(self) -> None:
        if self._options is not None:
            options = self._view.form.options(self._options)
            if options.columns is None:
                self._chosen = {}
            self._look(options)

    @Slot()
    def _on_mapper(self) -> None:
        problem = self._view.mapper.problem
        self._view.say_problem(problem)
        if not problem and self._options is not None:
            self._look(replace(self._options, columns=self._view.mapper.columns()))
        self._refresh_start()

    @Slot(int, object)
    def _on_scheme(self, column: int, scheme: Scheme) -> None:
        self._chosen[column] = scheme
        self._show_layers()
        self._refresh_start()

    def _refresh_start(self) -> None:
        is_ready = self._looking is not None or self._preview is not None
        is_possible = all(one.is_possible for one in self._fits()) and not self._view.mapper.problem
        if self._preview is not None and not self._preview.options.layers:
            is_possible = True
        self._view.start.setEnabled(is_ready and is_possible and self._importing is None)

        project = self._session.project
        can_match = self._preview is not None and bool(self._preview.options.layers) and self._importing is None
        self._view.colleague.setEnabled(can_match and project is not None and bool(project.layers))

    @Slot()
    def _on_colleague(self) -> None:
        path, options = self._path, self._options
        self._forget()
        self.colleague_wanted.emit(path, options)

    # Reading all of it, before and when it is stored.

    def _check(self) -> None:
        if self._preview is None:
            return
        self._view.show_findings(None)
        self._checking = self._jobs.start(
            "check",
            self.tr("Reading {name}").format(name=self._path.name),
            Checking(self._path, self._preview.options),
            on_done=self._on_checked,
            on_failed=self._on_check_failed,
        )

    @Slot(object)
    def _on_checked(self, job: Job) -> None:
        if job is self._checking:
            self._checking = None
            if isinstance(job.result, Findings):
                self._view.show_findings(job.result)
            else:
                self._view.counts.setText(NOT_COUNTED)

    @Slot(object, object)
    def _on_check_failed(self, job: Job, error: Exception) -> None:
        if job is self._checking:
            self._checking = None
            self._on_broken(error)

    def _on_broken(self, error: Exception) -> None:
        messages.error(self, error)
        self._view.counts.setText(NOT_COUNTED)
        self._view.say_problem(str(error))
        if isinstance(error, EncodingError):
            self._preview = None
            self._ask_encoding(error)
            self._refresh_start()

    @Slot()
    def on_start(self) -> None:
        """Import the file."""
        if self._looking is not None:
            self._starts_when_looked = True
            return
        self._starts_when_looked = False
        project = self._session.project
        if project is None or self._options is None or self._preview is None or not self._view.start.isEnabled():
            return
        refusal = self._session.refusal
        if refusal is not None:
            messages.error(self, refusal)
            return
        if self._checking is not None:
            self._checking.cancel()
            self._checking = None
        options = replace(
            self._options,
            split=SPLITS[self._view.split.currentIndex()],
            on_problem=POLICIES[self._view.policy.currentIndex()],
        )
        self._options = options
        self._view.show_running(is_running=True)
        self._importing = self._jobs.start(
            "import",
            self.tr("Importing {name}").format(name=self._path.name),
            Importing(project, self._path, options, self._fits()),
            on_event=self._on_no_backup,
            on_done=self._on_imported,
            on_failed=self._on_import_failed,
        )
        self._refresh_start()

    @Slot()
    def on_cancel(self) -> None:
        """Stop the import, which leaves nothing behind; or leave the panel."""
        if self._importing is not None:
            self._importing.cancel()
            return
        self._forget()
        self.closed.emit()

    @Slot(object)
    def _on_no_backup(self, error: BackupError) -> None:
        messages.error(self, error)

    @Slot(object)
    def _on_progress(self, job: Job) -> None:
        done, total = job.progress or (0, None)
        if job is self._importing and total:
            self._view.progress.setRange(0, 1000)
            self._view.progress.setValue(round(1000 * done / total))
            self._view.progress_words.setText(percent(done / total, digits=0))

    @Slot(object)
    def _on_imported(self, job: Job) -> None:
        if job is not self._importing:
            return
        self._importing = None
        self._view.show_running(is_running=False)
        if isinstance(job.result, Filled):
            split = words.word(SPLITS[self._view.split.currentIndex()])
            self._forget()
            self._report.show_filled(job.result, split)
            self._stack.setCurrentWidget(self._report)
            self.filled.emit(job.result)
        else:
            messages.info(self, self.tr("The import was cancelled. Nothing of it was kept."))
            self._check()
            self._refresh_start()

    @Slot(object, object)
    def _on_import_failed(self, job: Job, error: Exception) -> None:
        if job is self._importing:
            self._importing = None
            self._view.show_running(is_running=False)
            self._on_broken(error)
            self._refresh_start()


def _shown_layer(fits: tuple[Fit, ...]) -> Layer | None:
    """Return the layer whose tags are shown: spans are easiest to check by eye."""
    layers = [one.layer for one in fits]
    return next((layer for layer in layers if layer.has_spans), layers[0] if layers else None)
