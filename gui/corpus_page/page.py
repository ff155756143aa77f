"""The Corpus page: look through the sentences, import a file, generate data."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.edits import ChangeSet
from core.errors import BackupError
from core.generators import TASKS
from core.sources import ReadOptions
from gui import messages
from gui.actions import ActionSpec, with_project
from gui.core_words import generator_words
from gui.corpus_page.browser import Browser
from gui.corpus_page.colleague import Colleague
from gui.corpus_page.exporting import Exporter
from gui.corpus_page.filling import Filled, Generating, Order
from gui.corpus_page.generate_panel import GeneratePanel
from gui.corpus_page.import_panel import ImportPanel
from gui.corpus_page.import_plan import fit
from gui.corpus_page.words import scheme_word
from gui.jobs import Job, Jobs
from gui.page import Page
from gui.session import Session
from gui.widgets.numbers import grouped

MODEL_SUFFIX = ".safetensors"


class CorpusPage(Page):
    """Load or generate sentences and see what is in them."""

    name = "corpus"
    can_search = True

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._is_outdated = True
        self._has_other_tags = False
        self._generating: Job | None = None
        self._generator: GeneratePanel | None = None
        self._browser = Browser(session, jobs)
        self._importer = ImportPanel(session, jobs)
        self._colleague = Colleague(session, jobs)
        self._exporter = Exporter(session, jobs, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._browser)
        self._stack.addWidget(self._importer)
        self._stack.addWidget(self._colleague)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._listen()

    def _listen(self) -> None:
        self.session.opened.connect(self.on_opened)
        self.session.closed.connect(self.on_closed)
        self.session.changed.connect(self.on_changed)
        self.session.layer_changed.connect(self.on_outdated)
        self._browser.contents.import_wanted.connect(self.on_import)
        self._browser.contents.generate_wanted.connect(self.on_generate)
        self._browser.contents.export_wanted.connect(self.on_export)
        self._importer.colleague_wanted.connect(self._on_colleague)
        self._colleague.closed.connect(self.on_browse)
        self._importer.filled.connect(self._on_filled)
        self._importer.closed.connect(self.on_browse)
        self._importer.another_wanted.connect(self.on_import)

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Offer import, generate and the way back."""
        return (
            ActionSpec(
                "corpus.import", self.tr("Import a file into the corpus…"), self.on_import, "", "", with_project
            ),
            ActionSpec(
                "corpus.generate", self.tr("Generate sentences…"), self.on_generate, "", "generate", with_project
            ),
            ActionSpec(
                "corpus.export", self.tr("Export the sentences shown…"), self.on_export, "", "export", with_project
            ),
            ActionSpec("corpus.browse", self.tr("Look through the sentences"), self.on_browse, "", "", with_project),
        )

    def shown(self) -> None:
        """Read again what has changed meanwhile; where only labels have, the table stays where it is."""
        if self._is_outdated:
            self._browser.refresh()
        elif self._has_other_tags:
            self._browser.refresh_tags()
        self._is_outdated = self._has_other_tags = False

    def search(self, text: str) -> None:
        """Show the sentences that the search field asks for."""
        if text.strip() and not self._importer.is_importing:
            self.on_browse()
        self._browser.search(text)

    def take_file(self, path: Path) -> bool:
        """Show what a file would bring in; models are for another page."""
        if path.suffix == MODEL_SUFFIX:
            return False
        if self._importer.is_importing:
            messages.warning(self, self.tr("{name}: wait until the import has ended.").format(name=path.name))
            return True
        self._stack.setCurrentWidget(self._importer)
        self._importer.open(path)
        return True

    # The session.

    @Slot()
    def on_opened(self) -> None:
        """Another project is open."""
        self.on_outdated()

    @Slot()
    def on_closed(self) -> None:
        """The project is closing."""
        self._importer.leave()
        self._colleague.leave()
        if self._generating is not None:
            self._generating.cancel()
            self._generating = None
        self._browser.forget()
        self._stack.setCurrentWidget(self._browser)
        self._is_outdated = True

    @Slot(object)
    def on_changed(self, changes: ChangeSet) -> None:
        """Something in the project has changed."""
        if changes.structure or changes.splits:
            self.on_outdated()
        else:
            self._has_other_tags = True
            if self.isVisible():
                self.shown()

    @Slot()
    def on_outdated(self) -> None:
        """What is shown may be of yesterday."""
        self._is_outdated = True
        if self.isVisible():
            self.shown()

    # The panels.

    @Slot()
    def on_browse(self) -> None:
        """Show the sentences."""
        self._stack.setCurrentWidget(self._browser)
        self._browser.table.setFocus()

    @Slot(object, object)
    def _on_colleague(self, path: Path, options: ReadOptions) -> None:
        self._stack.setCurrentWidget(self._colleague)
        self._colleague.begin(path, options)

    @Slot()
    def on_import(self) -> None:
        """Ask for a file and show what it would bring in."""
        path = messages.choose_file(self, self.tr("Import a file"))
        if path is not None and not self.take_file(path):
            messages.warning(self, self.tr("{name}: this is a model. Open it on the Tag page.").format(name=path.name))

    @Slot()
    def on_export(self) -> None:
        """Write what the table shows to a file."""
        self._exporter.start(self._browser.model.found)

    @Slot()
    def on_generate(self) -> None:
        """Show the generators."""
        if self._generator is None:
            self._generator = GeneratePanel()
            self._generator.add_wanted.connect(self.on_add)
            self._generator.closed.connect(self.on_browse)
            self._stack.addWidget(self._generator)
        self._stack.setCurrentWidget(self._generator)

    @Slot(object)
    def on_add(self, order: Order) -> None:
        """Generate sentences into the corpus."""
        project, task = self.session.project, TASKS[order.task]
        if project is None or self._generating is not None:
            return
        refusal = self.session.refusal
        if refusal is not None:
            messages.error(self, refusal)
            return
        fits = fit(task.layers, project.layers)
        for one in fits:
            if not one.is_possible:
                words = self.tr("{layer} is a layer of this project already, in scheme {scheme}. Use a new project.")
                messages.warning(self, words.format(layer=one.layer.name, scheme=scheme_word(one.target.scheme)))
                return
        self._generating = self.jobs.start(
            "generate",
            self.tr("Generating {task}").format(task=generator_words(task.title)),
            Generating(project, order, fits),
            on_event=self._on_no_backup,
            on_done=self._on_generated,
            on_failed=self._on_generate_failed,
        )
        self._set_busy(True)

    @Slot(object)
    def _on_no_backup(self, error: BackupError) -> None:
        messages.error(self, error)

    def _set_busy(self, is_busy: bool) -> None:
        if self._generator is not None:
            self._generator.set_busy(is_busy)

    @Slot(object)
    def _on_generated(self, job: Job) -> None:
        self._set_busy(False)
        if job is not self._generating:
            return
        self._generating = None
        if isinstance(job.result, Filled):
            self._on_filled(job.result)
            self.on_browse()
            words = self.tr("{n} sentences have joined the corpus.")
            messages.info(self, words.format(n=grouped(job.result.findings.n_sentences)))

    @Slot(object, object)
    def _on_generate_failed(self, job: Job, error: Exception) -> None:
        self._set_busy(False)
        if job is self._generating:
            self._generating = None
            messages.error(self, error)

    @Slot(object)
    def _on_filled(self, filled: Filled) -> None:
        self.session.announce(filled.changes)
