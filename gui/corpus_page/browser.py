"""The sentences of the project: the table, what it is filtered by, and the statistics beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.corpus import Layer, Split
from core.edits import ChangeSet
from core.errors import TagscopeError
from core.project import Project
from core.query import InSplit, Query
from gui import messages, theme
from gui.corpus_page.contents_panel import ContentsPanel
from gui.corpus_page.searching import FoundPage, Searching
from gui.corpus_page.sentence_model import SentenceModel
from gui.corpus_page.sentence_table import SentenceTable
from gui.corpus_page.statistics import Comparing, Comparison, totals
from gui.corpus_page.statistics_panel import StatisticsPanel
from gui.icons import icon
from gui.jobs import Job, Jobs
from gui.session import Session
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel

LEFT_WIDTH = 216
RIGHT_WIDTH = 304


class Browser(QWidget):
    """Looks through the open project; reads only what is in view, and searches in a job."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._query: Query | None = None
        self._search: Job | None = None
        self._searching: Searching | None = None
        self._n_found = 0
        self._comparing: Job | None = None
        self._comparison: Comparison | None = None
        # Comparing reads the whole corpus, and no label changes its outcome.
        self._must_compare = True
        self.contents = ContentsPanel()
        self.model = SentenceModel(self)
        self.table = SentenceTable(self.model)
        self._statistics = StatisticsPanel()
        self._filter = PlainLabel("")
        self._clear = QPushButton(icon("close"), self.tr("Show all"))
        self._empty = PlainLabel("", muted=True)
        self._middle = QStackedWidget()
        self._build()
        self._listen()

    def _build(self) -> None:
        self._filter.setObjectName("filter-words")
        self._clear.setObjectName("filter-clear")
        self._clear.setProperty("kind", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self._filter, 1)
        head.addWidget(self._clear)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._middle)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty)
        column = QVBoxLayout()
        column.setContentsMargins(0, 8, 0, 16)
        column.setSpacing(theme.SPACING // 2)
        column.addLayout(head)
        column.addWidget(card, 1)
        head.setContentsMargins(4, 0, 0, 0)
        self._filter.setMinimumHeight(self._clear.sizeHint().height())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.contents.setFixedWidth(LEFT_WIDTH)
        self._statistics.setFixedWidth(RIGHT_WIDTH)
        row.addWidget(self.contents)
        row.addLayout(column, 1)
        row.addWidget(self._statistics)

    def _listen(self) -> None:
        self._session.changed.connect(self._on_changed)
        self.contents.split_chosen.connect(self._on_split)
        self.table.chosen.connect(self._session.focus)
        self._statistics.query_wanted.connect(self.search)
        self._statistics.repeats_wanted.connect(self.on_repeats)
        self._clear.clicked.connect(self.on_clear)

    # What is shown.

    def refresh(self) -> None:
        """Read everything again: the project is another one, or sentences came or went."""
        project, layer = self._session.project, self._session.layer
        self._refresh_sides(project, layer)
        if self._query is None or project is None:
            self._show_all(project)
        else:
            self.search(self._query.text)
        if self._must_compare:
            self._compare()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        self._must_compare = self._must_compare or changes.structure or changes.splits

    def refresh_tags(self) -> None:
        """Read again what labelling can have changed: the same sentences are there."""
        self._refresh_sides(self._session.project, self._session.layer)
        self.model.read_again()

    def forget(self) -> None:
        """Let go of the project: it is closing."""
        self._stop_search()
        if self._comparing is not None:
            self._comparing.cancel()
            self._comparing = None
        self._must_compare = True
        self._query = None
        self._show_all(None)

    def _refresh_sides(self, project: Project | None, layer: Layer | None) -> None:
        if project is None:
            return
        try:
            self.contents.show_counts({split: project.n_sentences_in(split) for split in Split})
            self.contents.show_layers(project.layers, layer)
            colours = {label.name: label.colour for label in project.labels(layer.name)} if layer else {}
            self.table.set_label_colours(colours)
            self._statistics.setVisible(project.n_sentences > 0)
            self._statistics.show_totals(totals(project, layer), layer.name if layer else "", colours)
        except TagscopeError as error:
            messages.error(self, error)

    def _show_all(self, project: Project | None) -> None:
        self.model.show_all(project, self._session.layer)
        n_rows = self.model.rowCount()
        self._filter.setText(self.tr("{n} sentences").format(n=grouped(n_rows)))
        self._clear.hide()
        self.contents.show_split(None, is_other=False)
        self._show_table(
            self.tr("No sentences yet.\n\nImport a file or generate some: the buttons are on the left."), n_rows
        )

    def _show_table(self, when_empty: str, n_rows: int) -> None:
        self._empty.setText(when_empty)
        self._middle.setCurrentWidget(self.table if n_rows else self._empty)
        if n_rows:
            self.table.setCurrentIndex(self.model.index(0, 0))

    # Searching.

    @Slot(str)
    def search(self, text: str) -> None:
        """Show the sentences that `text` asks for; nothing asks for all of them."""
        project, layer = self._session.project, self._session.layer
        self._stop_search()
        if project is None:
            return
        try:
            query = Query.parse(text, layer=layer.name if layer else "")
        except TagscopeError as error:
            self._filter.setText(str(error))
            self._clear.show()
            return
        self._query = query if query.terms else None
        if self._query is None:
            self._show_all(project)
            return
        self._searching = Searching(project, query)
        self._n_found = 0
        self._search = self._jobs.start(
            "search",
            self.tr("Searching"),
            self._searching,
            on_event=self._on_page,
            on_done=self._on_found,
            on_failed=self._on_search_failed,
        )

    def _stop_search(self) -> None:
        if self._search is not None:
            self._search.cancel()
        self._search = self._searching = None

    @Slot(object)
    def _on_page(self, page: FoundPage) -> None:
        if page.search is not self._searching or self._query is None:
            return
        if self._n_found:
            self.model.add_found(page.numbers)
        else:
            self._show_found(page.numbers, self._query.text, _split_of(self._query))
        self._n_found += len(page.numbers)
        self._say_found(self._n_found, self._query.text, is_complete=False)

    @Slot(object)
    def _on_found(self, job: Job) -> None:
        if job is not self._search or self._query is None:
            return
        self._search = self._searching = None
        if job.result and not self._n_found:
            self._show_found((), self._query.text, _split_of(self._query))
        elif self._n_found:
            self._say_found(self._n_found, self._query.text, is_complete=bool(job.result))

    @Slot(object, object)
    def _on_search_failed(self, job: Job, error: Exception) -> None:
        if job is self._search:
            self._search = None
            self._filter.setText(str(error))
            self._clear.show()

    def _say_found(self, n_found: int, words: str, *, is_complete: bool = True) -> None:
        """Say how many there are; while the search goes on, or where it was stopped, there may be more."""
        project = self._session.project
        if project is not None:
            text = self.tr("{n} of {all} sentences  ·  {query}")
            if not is_complete:
                text = self.tr("{n} or more of {all} sentences  ·  {query}")
            self._filter.setText(text.format(n=grouped(n_found), all=grouped(project.n_sentences), query=words))
            self._clear.show()

    def _show_found(self, found: Sequence[int], words: str, split: Split | None) -> None:
        project = self._session.project
        if project is None:
            return
        self.model.show_found(project, self._session.layer, found)
        self._say_found(len(found), words)
        self.contents.show_split(split, is_other=split is None)
        self._show_table(self.tr("No sentence is like that.\n\nLeave out a term, or show all."), len(found))

    @Slot(object)
    def _on_split(self, split: Split | None) -> None:
        self.search("" if split is None else f"split:{split}")

    @Slot()
    def on_clear(self) -> None:
        """Show every sentence again."""
        self.search("")

    # Comparing the splits.

    def _compare(self) -> None:
        if self._comparing is not None:
            self._comparing.cancel()
        project = self._session.project
        self._comparing, self._comparison = None, None
        self._must_compare = False
        self._statistics.show_comparison(None)
        if project is not None:
            self._comparing = self._jobs.start(
                "compare",
                self.tr("Comparing the splits"),
                Comparing(project),
                on_done=self._on_compared,
                on_failed=self._on_compare_failed,
            )

    @Slot(object)
    def _on_compared(self, job: Job) -> None:
        if job is self._comparing:
            self._comparing = None
            if isinstance(job.result, Comparison):
                self._comparison = job.result
                self._statistics.show_comparison(job.result)
            else:
                self._statistics.show_no_comparison()

    @Slot(object, object)
    def _on_compare_failed(self, job: Job, error: Exception) -> None:
        if job is self._comparing:
            self._comparing = None
            self._statistics.show_no_comparison()
            messages.error(self, error)

    @Slot()
    def on_repeats(self) -> None:
        """Show the sentences of dev and test that stand in train too."""
        if self._comparison is not None:
            self._stop_search()
            self._query = None
            self._show_found(self._comparison.repeats, self.tr("in train and in dev or test"), None)


def _split_of(query: Query) -> Split | None:
    """Return the split a query asks for, where it asks for nothing else."""
    if len(query.terms) == 1 and not query.terms[0].is_negated and isinstance(query.terms[0].condition, InSplit):
        return query.terms[0].condition.split
    return None
