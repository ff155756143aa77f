"""A form that accepts many suggestions at once: how sure the model has to be, and where; counted before it is done."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from core.corpus import Layer, Sentence, Split
from core.edits import Batch
from core.errors import TagscopeError
from core.project import Project
from core.query import Query
from core.review.acceptance import accept_all
from core.review.suggestions import Suggester
from gui import messages, theme
from gui.core_sentences import said
from gui.jobs import Job, JobControl, Jobs, Progress
from gui.key_map import is_typing
from gui.long_edits import AT_ONCE, LongEdits
from gui.session import Session
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel

_REST_MS = 300
_SPLITS = frozenset({Split.TRAIN})


class Scope(StrEnum):
    """Where suggestions are accepted."""

    SENTENCE = "sentence"
    DOCUMENT = "document"
    SEARCH = "search"
    CORPUS = "corpus"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be accepted.

    Attributes:
        layer: Where labels go.
        scope: Which sentences.
        sentence: The one in the strip.
        query: What was typed, for `Scope.SEARCH`.
        threshold: Lowest probability.
        splits: Sentences of others are left alone.
    """

    layer: Layer
    scope: Scope
    sentence: Sentence
    query: str
    threshold: float
    splits: frozenset[Split]


class Gathering:
    """The job that finds what would be accepted; its result is the edit, or None for nothing."""

    def __init__(self, project: Project, suggester: Suggester, wanted: Wanted) -> None:
        self._project, self._suggester, self._wanted = project, suggester, wanted

    def __call__(self, control: JobControl) -> Generator[object, None, Batch | None]:
        """Yield how far it is; return the edit."""
        wanted, project = self._wanted, self._project
        total = 1 if wanted.scope is Scope.SENTENCE else project.n_sentences
        yield Progress(0, total)
        accepting = accept_all(
            self._sentences(),
            wanted.layer,
            self._suggester,
            lambda number: project.origins(number, wanted.layer.name),
            threshold=wanted.threshold,
            splits=wanted.splits,
        )
        while True:
            try:
                yield Progress(next(accepting).n_sentences, total)
            except StopIteration as end:
                found: Batch | None = end.value
                return found

    def _sentences(self) -> Iterator[Sentence]:
        wanted = self._wanted
        if wanted.scope is Scope.SENTENCE:
            yield self._project.sentence(wanted.sentence.id)
        elif wanted.scope is Scope.SEARCH:
            for number in self._project.ids(Query.parse(wanted.query, layer=wanted.layer.name)):
                yield self._project.sentence(number)
        else:
            document = wanted.sentence.document if wanted.scope is Scope.DOCUMENT else None
            for sentence in self._project.sentences():
                if document is None or sentence.document == document:
                    yield sentence


class AcceptAll(QWidget):
    """Counts as soon as something is chosen; accepting is one step to undo.

    Signals:
        left: The keyboard goes back to the sentence.
    """

    left = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accept-all-form")
        self._session = session
        self._jobs = jobs
        self._edits = LongEdits(session, jobs, self)
        self._job: Job | None = None
        self._suggester: Suggester | None = None
        self._sentence: Sentence | None = None
        self._splits = _SPLITS
        self._edit: Batch | None = None
        self._threshold = QSpinBox()
        self._scope = QComboBox()
        self._query = QLineEdit()
        self._count = PlainLabel()
        self._accept = QPushButton(self.tr("Accept"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._gather)
        self._place()
        self._threshold.valueChanged.connect(self._on_chosen)
        self._scope.currentIndexChanged.connect(self._on_chosen)
        self._query.textChanged.connect(self._on_chosen)
        self._accept.clicked.connect(self._on_accepted)
        session.changed.connect(self._on_chosen)

    def _place(self) -> None:
        self._threshold.setObjectName("accept-threshold")
        self._threshold.setRange(1, 100)
        self._threshold.setValue(90)
        self._threshold.setSuffix(" %")
        self._threshold.setAccessibleName(self.tr("How sure the model has to be"))
        for scope, words in (
            (Scope.SENTENCE, self.tr("this sentence")),
            (Scope.DOCUMENT, self.tr("this document")),
            (Scope.SEARCH, self.tr("what a search finds")),
            (Scope.CORPUS, self.tr("the whole corpus")),
        ):
            self._scope.addItem(words, scope)
        self._scope.setObjectName("accept-scope")
        self._scope.setAccessibleName(self.tr("Where"))
        self._query.setObjectName("accept-query")
        self._query.setAccessibleName(self.tr("Search"))
        self._query.setPlaceholderText(self.tr("word, label:PER, len>80, p<0.6 …"))
        self._query.setMinimumWidth(96)
        self._query.setMaximumWidth(240)
        self._count.setObjectName("accept-count")
        self._accept.setObjectName("accept-now")
        self._accept.setProperty("kind", "primary")
        back = QPushButton(self.tr("Back to the sentence"))
        back.setObjectName("accept-back")
        back.clicked.connect(self._leave)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        for widget in (
            PlainLabel(self.tr("probability of at least")),
            self._threshold,
            PlainLabel(self.tr("in")),
            self._scope,
            self._query,
        ):
            row.addWidget(widget)
        row.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACING)
        buttons.addWidget(self._accept)
        buttons.addWidget(back)
        buttons.addStretch()
        about = PlainLabel(
            self.tr(
                "Only tokens without a label get one. Labels that are there stay, whoever gave them. "
                "One step undoes it."
            ),
            muted=True,
        )
        about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(2 * theme.SPACING)
        column.addWidget(Heading(self.tr("Accept all that the model is sure of")))
        column.addWidget(about)
        column.addLayout(row)
        column.addWidget(self._count)
        column.addLayout(buttons)
        column.addStretch()

    def begin(self, suggester: Suggester, sentence: Sentence, *, on_exam: bool) -> None:
        """Ask anew.

        Args:
            suggester: What suggests.
            sentence: The one in the strip.
            on_exam: Whether sentences of dev and test get labels too.
        """
        self._suggester, self._sentence = suggester, sentence
        self._splits = frozenset(Split) if on_exam else _SPLITS
        self._on_chosen()
        self._threshold.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from becoming commands of the page."""
        if is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        event.accept()

    @Slot()
    def _on_chosen(self) -> None:
        """Count anew once the hand rests; what was counted before is no longer true."""
        self._query.setVisible(self._scope.currentData() == Scope.SEARCH)
        self._edit = None
        self._accept.setEnabled(False)
        self._let_go()
        if self._suggester is not None:
            self._count.setText(self.tr("counting …"))
            self._timer.start()

    def _let_go(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot()
    def _gather(self) -> None:
        project, layer = self._session.project, self._session.layer
        if project is None or layer is None or self._suggester is None or self._sentence is None:
            return
        wanted = Wanted(
            layer,
            Scope(self._scope.currentData()),
            self._sentence,
            self._query.text(),
            self._threshold.value() / 100,
            self._splits,
        )
        work = Gathering(project, self._suggester, wanted)
        title = self.tr("Counting what would be accepted")
        self._job = self._jobs.start("accept-all", title, work, on_done=self._on_counted, on_failed=self._on_failed)

    @Slot(object)
    def _on_counted(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.was_cancelled:
            self._count.setText(self.tr("Counting was stopped."))
            return
        self._edit = job.result if isinstance(job.result, Batch) else None
        edits = self._edit.edits if self._edit is not None else ()
        words = self.tr("Nothing to accept: every token has a label, or the model is less sure.")
        if edits and self._edit is not None:
            many = self.tr("{what}, in {count} sentences")
            words = (self.tr("{what}, in {count} sentence") if len(edits) == 1 else many).format(
                what=said(self._edit.title), count=grouped(len(edits))
            )
        self._count.setText(words)
        self._accept.setEnabled(bool(edits))

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            self._count.setText(str(error))

    @Slot()
    def _on_accepted(self) -> None:
        edit = self._edit
        if edit is None:
            return
        self._end()
        if len(edit.edits) > AT_ONCE:
            is_under_way = self._edits.make(edit, self.tr("Accepting suggestions"))
        else:
            is_under_way = self._is_made(edit)
        if is_under_way:
            self.left.emit()

    def _is_made(self, edit: Batch) -> bool:
        try:
            self._session.apply(edit)
        except TagscopeError as problem:
            messages.error(self, problem)
            return False
        self._session.status.emit(said(edit.title))
        return True

    @Slot()
    def _leave(self) -> None:
        self._end()
        self.left.emit()

    def _end(self) -> None:
        self._let_go()
        self._suggester = self._sentence = self._edit = None
