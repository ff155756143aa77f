"""The selected tokens labelled wherever they stand: looked at first, ticked one by one, one step to undo."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QWidget

from core.corpus import Layer
from core.edits import Batch
from core.errors import TagscopeError
from core.identical import label_matches
from gui import messages, theme
from gui.jobs import Job, Jobs
from gui.label_page.edit_panel import EditPanel
from gui.label_page.editor import Editor
from gui.label_page.finding_matches import Finding, Found, Wanted
from gui.label_page.label_table import swatch
from gui.label_page.match_table import WORDS, MatchTable
from gui.label_page.scope_box import ScopeBox
from gui.label_page.suggesting import Suggesting
from gui.long_edits import AT_ONCE, LongEdits
from gui.session import Session
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel, one_line


class IdenticalPanel(EditPanel):
    """Looks for the tokens anew whenever something is chosen."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        editor: Editor,
        suggesting: Suggesting,
        edits: LongEdits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("identical-panel", self.tr("Label the same tokens everywhere"), parent)
        self._session = session
        self._jobs = jobs
        self._editor = editor
        self._suggesting = suggesting
        self._edits = edits
        self._words: tuple[str, ...] = ()
        self._document = ""
        self._sentence = 0
        self._job: Job | None = None
        self._found: Found | None = None
        self._is_applying = False
        # Where each page begins that has been looked at: behind which sentence, and how many places stand before it.
        self._pages: list[tuple[int, int]] = [(0, 0)]
        self._scope = ScopeBox()
        self._case = QCheckBox(self.tr("Match case"))
        self._case.setObjectName("match-case")
        self._case.setChecked(True)
        self._label = QComboBox()
        self._label.setObjectName("identical-label")
        self._label.setAccessibleName(self.tr("Label"))
        self._label.setMinimumWidth(160)
        self._all, self._none = QPushButton(self.tr("Tick all")), QPushButton(self.tr("Tick none"))
        self._before, self._behind = QPushButton(self.tr("Page before")), QPushButton(self.tr("Next page"))
        self._before.setObjectName("identical-before")
        self._behind.setObjectName("identical-behind")
        self._said = PlainLabel(muted=True)
        self._said.setObjectName("identical-said")
        self._apply_button = QPushButton()
        self._apply_button.setObjectName("identical-apply")
        self._apply_button.setProperty("kind", "primary")
        self._table = MatchTable()
        self._place()
        self._listen()

    def _listen(self) -> None:
        self._scope.currentIndexChanged.connect(self._look_anew)
        self._case.toggled.connect(self._look_anew)
        self._before.clicked.connect(self._on_before)
        self._behind.clicked.connect(self._on_behind)
        self._label.currentIndexChanged.connect(self._say)
        self._all.clicked.connect(self._on_all)
        self._none.clicked.connect(self._on_none)
        self._apply_button.clicked.connect(self._on_apply)
        self._table.agreed.connect(self._on_apply)
        self._table.matches.ticked.connect(self._say)
        self._session.changed.connect(self._on_changed)
        self._session.closed.connect(self._on_closed)

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        for widget in (
            PlainLabel(self.tr("Label as")),
            self._label,
            PlainLabel(self.tr("in")),
            self._scope,
            self._case,
        ):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self._all)
        row.addWidget(self._none)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACING)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._before)
        foot.addWidget(self._behind)
        foot.addWidget(self._apply_button)
        self.column.addLayout(row)
        self.column.addWidget(self._table, 1)
        self.column.addLayout(foot)

    @property
    def _layer(self) -> Layer | None:
        return self._editor.layer

    def begin(self) -> None:
        """Take over the tokens that a label key would act on, and look for them."""
        sentence, layer, project = self._editor.sentence, self._layer, self._session.project
        if sentence is None or layer is None or project is None:
            return
        start, end = self._editor.target()
        self._words, self._document, self._sentence = sentence.tokens[start:end], sentence.document, sentence.id
        span = self._editor.label_at(start)
        self._label.clear()
        for label in project.labels(layer.name):
            self._label.addItem(swatch(label.colour), one_line(label.name), label.name)
        self._label.setCurrentIndex(max(0, self._label.findData(span or self._editor.last_label)))
        self.set_about(f"“{one_line(' '.join(self._words))}”")
        self._look_anew()
        self._table.setFocus()

    @Slot()
    def _look_anew(self) -> None:
        """Look for the first of them."""
        self._pages = [(0, 0)]
        self._look()

    @Slot()
    def _on_before(self) -> None:
        self._pages.pop()
        self._look()

    @Slot()
    def _on_behind(self) -> None:
        if self._found is not None:
            self._pages.append((self._found.last, self._pages[-1][1] + len(self._found.matches)))
            self._look()

    @Slot()
    def _look(self) -> None:
        project, layer = self._session.project, self._layer
        if project is None or layer is None or self.isHidden():
            return
        if self._job is not None:
            self._job.cancel()
        scope = self._scope.scope(self._sentence)
        ignores_case, after = not self._case.isChecked(), self._pages[-1][0]
        wanted = Wanted(self._words, layer, scope, ignores_case, self._document, after)
        self._found = None
        self._table.matches.show_found(None)
        covers = self._suggesting.assistance.covers
        finding = Finding(project, wanted, self._suggesting.suggester, covers)
        self._job = self._jobs.start("find", self.tr("Looking for the same tokens"), finding, on_done=self._on_found)
        self._say()

    @Slot(object)
    def _on_found(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(job.result, Found):
            self._found = job.result
            self._table.matches.show_found(job.result)
            self._table.setCurrentIndex(self._table.matches.index(0, WORDS))

    @Slot()
    def _say(self) -> None:
        chosen, found = self._table.matches.chosen, self._found
        self._apply_button.setEnabled(bool(chosen) and self._label.count() > 0)
        words = self.tr("Label {count} as {label}")
        label = one_line(str(self._label.currentData() or "–"))
        self._apply_button.setText(words.format(count=grouped(len(chosen)), label=label))
        self._before.setVisible(len(self._pages) > 1)
        self._behind.setVisible(found is not None and bool(found.last))
        if found is None:
            self._said.setText(self.tr("Looking …") if self._job is not None else "")
            return
        n_by_hand = sum(match.is_by_hand for match in found.matches)
        words = self.tr("{count} places, {n_by_hand} of them labelled by hand.  Space ticks, Enter applies.")
        first = self._pages[-1][1]
        if first or found.last:
            words = self.tr(
                "Places {first} to {last}, {n_by_hand} of them labelled by hand.  Space ticks, Enter applies."
            )
        self._said.setText(
            words.format(
                count=grouped(len(found.matches)),
                first=grouped(first + 1),
                last=grouped(first + len(found.matches)),
                n_by_hand=grouped(n_by_hand),
            )
        )

    @Slot()
    def _on_all(self) -> None:
        self._table.matches.tick_all(True)

    @Slot()
    def _on_none(self) -> None:
        self._table.matches.tick_all(False)

    @Slot()
    def _on_apply(self) -> None:
        layer, label, chosen = self._layer, self._label.currentData(), self._table.matches.chosen
        if layer is None or label is None or not chosen or self._job is not None:
            return
        edit = label_matches(chosen, layer, str(label))
        if not edit.edits:
            self._session.status.emit(self.tr("All of them carry this label already."))
        elif not self._made(edit):
            return
        self.left.emit()

    def _made(self, edit: Batch) -> bool:
        if len(edit.edits) > AT_ONCE:
            return self._edits.make(edit, self.tr("Labelling the same tokens"))
        self._is_applying = True
        try:
            self._session.apply(edit)
        except TagscopeError as problem:
            messages.error(self, problem)
            return False
        finally:
            self._is_applying = False
        return True

    @Slot()
    def _on_changed(self) -> None:
        if not self._is_applying:
            # What was found may stand elsewhere now, or carry something else.
            self._look()

    @Slot()
    def _on_closed(self) -> None:
        self._found = None
        self._table.matches.show_found(None)
