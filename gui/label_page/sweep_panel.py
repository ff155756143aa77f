"""Changes that go through every sentence of a scope: what they would do is counted before they are made."""

from collections.abc import Generator, Sequence
from contextlib import closing

from PySide6.QtCore import QCoreApplication, QStringListModel, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QListView, QPushButton, QWidget

from core.edits import ChangeSet
from core.label_edits import MendTags
from core.project import Project
from core.store.work_plans import Foreseen
from core.token_edits import Retokenise
from core.tokenizers import TOKENIZERS
from gui import messages, theme
from gui.jobs import Job, JobControl, Progress
from gui.label_page import carried_words
from gui.label_page.edit_panel import EditPanel
from gui.label_page.editor import Editor
from gui.label_page.scope_box import ScopeBox
from gui.long_edits import LongEdits
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel


class _Foreseeing:
    """The job that counts what an edit would do."""

    def __init__(self, project: Project, edit: Retokenise | MendTags) -> None:
        self._project, self._edit = project, edit

    def __call__(self, control: JobControl) -> Generator[Progress, None, Foreseen]:
        """Return the counts."""
        with closing(self._project.foresee(self._edit)) as slices:
            while True:
                try:
                    done, total = next(slices)
                except StopIteration as end:
                    foreseen: Foreseen = end.value
                    return foreseen
                yield Progress(done, total)


class SweepPanel(EditPanel):
    """Counts anew whenever something is chosen; nothing changes before the button is pressed."""

    def __init__(
        self,
        name: str,
        title: str,
        *,
        editor: Editor,
        edits: LongEdits,
        parent: QWidget,
        controls: Sequence[QWidget] = (),
    ) -> None:
        """Place the panel; `controls` stand behind the scope."""
        super().__init__(name, title, parent)
        self._session = edits.session
        self._jobs = edits.jobs
        self._editor = editor
        self._edits = edits
        self._job: Job | None = None
        self._edit: Retokenise | MendTags | None = None
        self._scope = ScopeBox()
        self._said = PlainLabel()
        self._said.setObjectName(f"{name}-said")
        self._said.setWordWrap(True)
        self._lines = QStringListModel(self)
        self._list = QListView()
        self._list.setModel(self._lines)
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName(self.tr("Labels that cannot be carried along as they are"))
        self._do = QPushButton(title)
        self._do.setObjectName(f"{name}-apply")
        self._do.setProperty("kind", "primary")
        self._do.clicked.connect(self._on_apply)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        for widget in (PlainLabel(self.tr("Scope")), self._scope, *controls):
            row.addWidget(widget)
        row.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(self._do)
        self.column.addLayout(row)
        self.column.addLayout(foot)
        self.column.addWidget(self._list)
        self.column.addStretch()
        self._scope.currentIndexChanged.connect(self.look)
        self._session.changed.connect(self.look)
        edits.ended.connect(self.look)

    def wanted(self, sentence: int) -> Retokenise | MendTags | None:
        """Return the edit that is chosen, seen from the sentence of this number; None where there is none."""
        raise NotImplementedError

    def words(self, foreseen: Foreseen) -> str:
        """Return what the edit would do, in words."""
        raise NotImplementedError

    def begin(self) -> None:
        """Count, and take the keyboard."""
        self.look()
        self._scope.setFocus()

    @Slot()
    def look(self) -> None:
        """Count what the edit that is chosen would do."""
        project, sentence = self._session.project, self._editor.sentence
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._edit = self.wanted(sentence.id) if sentence is not None else None
        self._do.setEnabled(False)
        self._list.hide()
        if project is None or self._edit is None or self.isHidden() or self._edits.is_busy:
            return
        self._said.setText(self.tr("Counting …"))
        self._job = self._jobs.start(
            "foresee",
            self.tr("Counting what would change"),
            _Foreseeing(project, self._edit),
            on_done=self._on_foreseen,
        )

    @Slot(object)
    def _on_foreseen(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if not isinstance(job.result, Foreseen):
            self._said.setText(self.tr("The counting was stopped: choose a scope to begin again."))
            return
        foreseen = job.result
        words = self.words(foreseen)
        lost = carried_words.count(foreseen.n_uncarried)
        self._said.setText(f"{words}  {lost}:" if lost else words)
        self._lines.setStringList([carried_words.line_of(one) for one in foreseen.uncarried])
        self._list.setVisible(bool(foreseen.uncarried))
        self._do.setEnabled(foreseen.n_sentences > 0)

    @Slot()
    def _on_apply(self) -> None:
        if self._edit is not None and self._edits.make(self._edit, self._do.text()):
            self._do.setEnabled(False)
            self._list.hide()
            self._said.setText(self.tr("At work …"))


class MendPanel(SweepPanel):
    """Repairs illegal tag sequences."""

    def wanted(self, sentence: int) -> MendTags | None:
        """Return the edit that is chosen."""
        layer = self._editor.layer
        if layer is None or not layer.has_spans:
            self._said.setText(self.tr("Only layers of spans have sequences that can be illegal."))
            return None
        return MendTags(layer.name, self._scope.scope(sentence))

    def words(self, foreseen: Foreseen) -> str:
        """Return what the edit would do, in words."""
        if not foreseen.n_sentences:
            return self.tr("No tag stands where it may not.")
        return self.tr("{tags} tags in {sentences} sentences would be others.").format(
            tags=grouped(foreseen.n_tags), sentences=grouped(foreseen.n_sentences)
        )


class RetokenisePanel(SweepPanel):
    """Cuts sentences into tokens anew."""

    def __init__(self, *, editor: Editor, edits: LongEdits, parent: QWidget) -> None:
        self._tokenizer = QComboBox()
        self._within = QCheckBox()
        title = QCoreApplication.translate("RetokenisePanel", "Cut into tokens anew")
        controls = (self._tokenizer, self._within)
        super().__init__("retokenise", title, editor=editor, edits=edits, parent=parent, controls=controls)
        self._tokenizer.setObjectName("tokenizer")
        self._tokenizer.setAccessibleName(self.tr("Tokenizer"))
        names = {
            "words": self.tr("words and punctuation"),
            "whitespace": self.tr("at blanks"),
            "whitespace-han": self.tr("at blanks, Han and Kana by character"),
            "characters": self.tr("a token a character"),
        }
        for name in TOKENIZERS:
            self._tokenizer.addItem(names[name], name)
        self._within.setText(self.tr("only split tokens, never join them"))
        self._within.setObjectName("within-tokens")
        self._tokenizer.currentIndexChanged.connect(self.look)
        self._within.toggled.connect(self.look)
        edits.made.connect(self._on_made)

    def wanted(self, sentence: int) -> Retokenise:
        """Return the edit that is chosen."""
        name = str(self._tokenizer.currentData())
        return Retokenise(self._scope.scope(sentence), name, self._within.isChecked())

    def words(self, foreseen: Foreseen) -> str:
        """Return what the edit would do, in words."""
        if not foreseen.n_sentences:
            return self.tr("Every sentence is cut like this already.")
        words = self.tr("{sentences} sentences would change; tokens: {tokens}.").format(
            sentences=grouped(foreseen.n_sentences), tokens=f"{foreseen.n_tokens:+,}"
        )
        left = self.tr("{count} would stay, because their tokens would be too many or too long.")
        return words + (f"  {left.format(count=grouped(foreseen.n_left))}" if foreseen.n_left else "")

    @Slot(object)
    def _on_made(self, changes: ChangeSet) -> None:
        words = carried_words.summary(changes.uncarried, changes.n_uncarried)
        if words:
            messages.warning(self, words)
