"""The Tag page: text above, its labels below as it is typed, what the network thinks on the right."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core import bundle as bundles
from core import labelling
from core.bundle import Bundle
from core.corpus import Scheme, Sentence, Split
from core.edits import AddLayer, AddSentences, Batch, Edit
from core.errors import TagscopeError
from core.schemes import labels_of
from core.tagging import Tagger
from core.tokenizers import tokenize
from gui import key_map, messages, theme
from gui.actions import ActionSpec, AppState
from gui.jobs import Job, Jobs
from gui.key_map import character
from gui.label_edits import EDITS
from gui.page import Page
from gui.session import Session
from gui.tag_page.distribution import Distribution, ranked
from gui.tag_page.line import TOKENS_AT_ONCE, Line, Tagging, Warming
from gui.tag_page.outlets import Outlets
from gui.widgets.label_bar import LabelBar, entries_of
from gui.widgets.label_finder import LabelEntry
from gui.widgets.numbers import percent
from gui.widgets.plain import Heading, PlainLabel
from gui.widgets.token_strip import TokenStrip

SIDE_WIDTH = 328


class TagPage(Page):
    """Type and see."""

    name = "tag"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._tagger: Tagger | None = None
        self._job: Job | None = None
        self._long_job: Job | None = None
        self._line: Line | None = None
        self._before: Line | None = None
        self._place = -1
        self._corrected: dict[tuple[str, ...], Line] = {}
        self._colours: dict[str, int] = {}
        self._text = QPlainTextEdit()
        self._strip = TokenStrip()
        self._labels = LabelBar()
        self._model_words = PlainLabel("", muted=True)
        self._line_words = PlainLabel("", theme.SMALL, muted=True)
        self._token_words = Heading("", theme.NORMAL)
        self._distribution = Distribution()
        self._no_confidence = PlainLabel("", muted=True)
        self._outlets = Outlets(session, self._text, self)
        self._add = QPushButton(self.tr("Add to corpus"))
        self._buttons: list[QPushButton] = [self._add]
        self._build()
        self._listen()
        self.on_model()

    def _build(self) -> None:
        self._text.setObjectName("tag-text")
        self._text.setAccessibleName(self.tr("Text to tag, one sentence a line"))
        self._text.setPlaceholderText(self.tr("Type or paste a sentence; each line is one"))
        self._text.setFont(theme.font(theme.LARGE))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(112)
        self._strip.setObjectName("tag-strip")
        self._strip.set_placeholder(self.tr("The labels appear here as you type"))
        self._strip.installEventFilter(self)
        self._model_words.setWordWrap(True)
        self._model_words.setObjectName("tag-model")
        self._no_confidence.setWordWrap(True)
        left = QVBoxLayout()
        left.setContentsMargins(16, 16, 8, 16)
        left.setSpacing(theme.SPACING)
        left.addWidget(self._text)
        left.addWidget(self._line_words)
        left.addWidget(self._strip, 1)
        left.addWidget(self._labels)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._side())

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 16, 16, 16)
        column.setSpacing(theme.SPACING)
        column.addWidget(Heading(self.tr("Model"), theme.NORMAL))
        column.addWidget(self._model_words)
        column.addSpacing(theme.SPACING)
        column.addWidget(self._token_words)
        column.addWidget(self._no_confidence)
        column.addWidget(self._distribution, 1)
        self._add.setObjectName("tag-add")
        self._add.setProperty("kind", "primary")
        column.addWidget(self._add)
        for name, text, slot in (
            ("tag-fine-tune", self.tr("Fine-tune the model"), self.session.tuning_requested),
            ("tag-open-model", self.tr("Open a model file …"), self.on_open_model),
            ("tag-export-model", self.tr("Export the model …"), self._outlets.on_export_model),
            ("tag-export-text", self.tr("Save the tagged text …"), self._outlets.on_export_text),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAccessibleName(text)
            button.clicked.connect(slot)
            column.addWidget(button)
            self._buttons.append(button)
        return side

    def _listen(self) -> None:
        self.session.model_changed.connect(self.on_model)
        self._text.textChanged.connect(self.on_text)
        self._text.cursorPositionChanged.connect(self.on_text)
        self._strip.cursor_moved.connect(self._look_at)
        self._strip.hovered.connect(self._on_hovered)
        self._labels.chosen.connect(self.set_label)
        self._labels.added.connect(self.set_label)
        self._labels.cleared.connect(self.clear_label)
        self._labels.left.connect(self._strip.setFocus)
        self._add.clicked.connect(self.on_add)

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Offer what the buttons do."""
        return (
            ActionSpec(
                "tag.add",
                self.tr("Add the tagged sentence to the corpus"),
                self.on_add,
                "Ctrl+Return",
                "add",
                _has_model,
            ),
            ActionSpec("tag.open-model", self.tr("Open a model file"), self.on_open_model, "", "open"),
            ActionSpec(
                "tag.export-model", self.tr("Export the model"), self._outlets.on_export_model, "", "export", _has_model
            ),
            ActionSpec(
                "tag.export-text", self.tr("Save the tagged text"), self._outlets.on_export_text, "", "save", _has_model
            ),
        )

    def shown(self) -> None:
        """Be ready to type."""
        if self._tagger is None and self._job is None:
            self.on_model()
        self._text.setFocus()

    def take_file(self, path: Path) -> bool:
        """Open a model that was dropped on the window."""
        if path.suffix != ".safetensors":
            return False
        self._open_model(path)
        return True

    # The model.

    @Slot()
    def on_model(self) -> None:
        """Another model tags from now on, or none."""
        bundle = self.session.bundle
        self._tagger, self._line = None, None
        self._corrected.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        for button in self._buttons:
            button.setEnabled(bundle is not None or button.objectName() == "tag-open-model")
        if bundle is None:
            self._model_words.setText(
                self.tr("There is no model yet. Train one on the Train page, or open a model file.")
            )
            self._show(None)
            return
        self._model_words.setText(self._describe(bundle))
        entries = self._entries(bundle)
        self._colours = _colours(bundle, entries)
        self._labels.set_labels(entries, bundle.layer.scheme)
        self._labels.set_can_finish(False)
        self._strip.set_labels({entry.name: entry.colour for entry in entries}, bundle.layer.scheme)
        title = self.tr("Loading the model")
        self._job = self.jobs.start("tagger", title, Warming(bundle), on_done=self._on_ready)

    def _entries(self, bundle: Bundle) -> tuple[LabelEntry, ...]:
        """Return the labels with the keys and colours of the Label page, or the model's own where it has none."""
        project = self.session.project
        if project is not None and bundle.layer in project.layers:
            return entries_of(project.labels(bundle.layer.name), bundle.layer)
        labels = sorted(labels_of(bundle.vocab.labels[1:], bundle.layer.scheme))
        keys = labelling.assign_keys(labels, bundle.layer.scheme)
        return tuple(LabelEntry(label, keys.get(label, ""), number) for number, label in enumerate(labels))

    def _describe(self, bundle: Bundle) -> str:
        score = percent(bundle.info.dev_score, digits=2)
        return self.tr("Tags {layer} with {labels} labels. Trained for {epochs} epochs; {score} on dev.").format(
            layer=bundle.layer.name, labels=len(bundle.vocab.labels) - 1, epochs=bundle.info.epochs, score=score
        )

    @Slot(object)
    def _on_ready(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(job.result, Tagger):
            self._tagger = job.result
            self.on_text()
        else:
            self._model_words.setText(
                self.tr("Loading the model was stopped. Leave this page and come back to load it.")
            )

    # Text to labels.

    @Slot()
    def on_text(self) -> None:
        """Tag the line the text cursor is in."""
        cursor = self._text.textCursor()
        tokens, spaces = tokenize(cursor.block().text(), "words")
        count = self._text.document().blockCount()
        words = self.tr("line {line} of {count}").format(line=cursor.blockNumber() + 1, count=count)
        self._line_words.setText(words if count > 1 else "")
        if self._tagger is None or not tokens:
            self._show(None)
        elif self._line is not None and self._line.tokens == tokens:
            self._place = cursor.blockNumber()
        elif tokens in self._corrected:
            self._show(self._corrected[tokens])
        elif len(tokens) <= TOKENS_AT_ONCE:
            tagged = self._tagger.tag([tokens])[0]
            same = self._place == cursor.blockNumber()
            self._take(Line(tokens, spaces, tagged, tagged.tags), self._line if same else None)
        else:
            before, place = self._line, self._place
            self._show(None)
            self._before = before if place == self._place else None
            work = Tagging(self._tagger, tokens, spaces)
            self._long_job = self.jobs.start(
                "tag-line", self.tr("Tagging a long line"), work, on_done=self._on_long_line
            )

    @Slot(object)
    def _on_long_line(self, job: Job) -> None:
        if job is self._long_job and isinstance(job.result, Line) and self._tagger is not None:
            self._long_job = None
            if tokenize(self._text.textCursor().block().text(), "words")[0] == job.result.tokens:
                self._take(job.result, self._before)

    def _take(self, line: Line, before: Line | None) -> None:
        """Show a line just tagged; what was corrected in it before it was typed on stays corrected."""
        if before is not None:
            line = line.with_corrections_of(before)
        if line.tags != line.tagged.tags:
            self._corrected[line.tokens] = line
        self._show(line)

    def _show(self, line: Line | None) -> None:
        self._line, self._place = line, self._text.textCursor().blockNumber()
        bundle = self.session.bundle
        if line is None or bundle is None:
            self._strip.set_sentence((), (), Scheme.PLAIN)
            self._look_at(-1)
            return
        self._strip.set_sentence(line.tokens, line.tags, bundle.layer.scheme, confidences=line.confidences)
        self._look_at(0)

    @Slot(int)
    def _on_hovered(self, index: int) -> None:
        self._look_at(index if index >= 0 else self._strip.token_cursor)

    @Slot(int)
    def _look_at(self, index: int) -> None:
        line = self._line
        if line is None or not 0 <= index < len(line.tokens):
            self._token_words.setText("")
            self._no_confidence.setText("")
            self._distribution.set_shares([], {})
            return
        self._token_words.setText(f"{line.tokens[index]}  →  {line.tags[index] or '–'}")
        if not line.tagged.has_confidence:
            score = f"{line.tagged.scores[index, 0]:.2f}"
            words = self.tr("This network gives one number, {score}; rounded, it is the number of the label.")
            self._no_confidence.setText(words.format(score=score))
            self._distribution.set_shares([], {})
            return
        self._no_confidence.setText("")
        shares = ranked(line.tagged.labels, line.tagged.probabilities[index])
        self._distribution.set_shares(shares, self._colours)

    # Corrections.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let label keys correct the labels of the strip."""
        if watched is self._strip and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        bundle, line = self.session.bundle, self._line
        if bundle is None or line is None:
            return False
        label = self._labels.label_of_key(character(event))
        if label is not None:
            self.set_label(label)
            return True
        command = key_map.current().command_of(event)
        edit = EDITS.get(command.name) if command else None
        if edit is not None:
            self._correct(edit(line.tags, bundle.layer.scheme, self._strip.selection))
        return edit is not None

    @Slot(str)
    def set_label(self, label: str) -> None:
        """Give the selected tokens a label and move on."""
        bundle, line = self.session.bundle, self._line
        if bundle is None or line is None:
            return
        selection = self._strip.selection
        self._correct(labelling.label(line.tags, bundle.layer.scheme, selection, label))
        if selection.end < len(line.tokens):
            self._strip.set_cursor(selection.end)

    @Slot()
    def clear_label(self) -> None:
        """Take the label of the selected tokens away."""
        bundle, line = self.session.bundle, self._line
        if bundle is not None and line is not None:
            self._correct(labelling.clear(line.tags, bundle.layer.scheme, self._strip.selection))

    def _correct(self, change: labelling.Change | None) -> None:
        line = self._line
        if change is None or line is None:
            return
        self._line = self._corrected[line.tokens] = line.corrected(change)
        self._strip.set_tags(self._line.tags, change.start, change.end, confidences=self._line.confidences)
        self._look_at(self._strip.token_cursor)

    # What goes out.

    @Slot()
    def on_add(self) -> None:
        """Put the line with its labels into the corpus."""
        project, bundle, line = self.session.project, self.session.bundle, self._line
        if project is None or bundle is None or line is None:
            return
        layer = bundle.layer
        document = self.tr("typed")
        sentence = Sentence(line.tokens, {layer.name: line.tags}, line.spaces, Split.TRAIN, document)
        edit: Edit = AddSentences((sentence,))
        # A layer of this name in another scheme takes no tags of this model: the project says so.
        if layer not in project.layers:
            labels = tuple(sorted(labels_of(bundle.vocab.labels[1:], layer.scheme)))
            edit = Batch(self.tr("Add a sentence"), (AddLayer(layer.name, layer.scheme, labels), edit))
        try:
            self.session.apply(edit)
        except TagscopeError as error:
            messages.error(self, error)
            return
        messages.info(self, self.tr("Added to the corpus, for training: {text}").format(text=sentence.text))

    @Slot()
    def on_open_model(self) -> None:
        """Ask for a model file and tag with it."""
        path = messages.choose_file(self, self.tr("Open a model file"), self.tr("Models (*.safetensors)"))
        if path is not None:
            self._open_model(path)

    def _open_model(self, path: Path) -> None:
        try:
            self.session.set_bundle(bundles.load(path))
        except TagscopeError as error:
            messages.error(self, error)


def _colours(bundle: Bundle, entries: Sequence[LabelEntry]) -> dict[str, int]:
    """Return the colour index of every tag: that of its label, 0 for O."""
    number = {entry.name: entry.colour for entry in entries}
    tags = bundle.vocab.labels[1:]
    return {tag: number.get(next(iter(labels_of([tag], bundle.layer.scheme)), ""), 0) for tag in tags}


def _has_model(state: AppState) -> bool:
    return state.has_model
