"""The Tensors page: pipeline of cards, the chosen tensor's values, the encoding controls."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.batches import FIRST_EPOCH
from core.config import Config
from core.corpus import Split
from core.inspection import Inspection, Material, inspect
from core.shapes import keras_code
from gui import theme
from gui.actions import ActionSpec, with_project
from gui.core_words import explained
from gui.icons import icon
from gui.jobs import Job, Jobs
from gui.page import Page
from gui.session import Session
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.controls import EncodingControls
from gui.tensor_page.explanation import Explanation
from gui.tensor_page.network_choice import NetworkChoice, Source
from gui.tensor_page.pace_line import PaceLine
from gui.tensor_page.pipeline import Pipeline
from gui.tensor_page.preparation import LONGEST, Preparation, Prepared
from gui.tensor_page.row_of_batch import RowChoice
from gui.tensor_page.strategies import StrategiesView
from gui.tensor_page.subject import Subject
from gui.tensor_page.values import ValuesView
from gui.tensor_page.view_tabs import ViewTabs
from gui.tensor_page.watching import Watching
from gui.tensor_page.ways import ExplainButton
from gui.tensor_page.word_map import WordMapView
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel, safe
from gui.widgets.sentence_line import SentenceLine

CONTROLS_WIDTH = 304


class TensorPage(Page):
    """See what the network sees."""

    name = "tensors"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.subject = Subject(jobs, self)
        self._n_cut = 0
        self._job: Job | None = None
        self._is_stale = True
        self._pipeline = Pipeline()
        self._looks = ViewTabs(self.subject, jobs)
        self._line = SentenceLine()
        self._explanation = Explanation()
        self._controls = EncodingControls()
        self._network = NetworkChoice()
        self._watching = Watching(self.subject, jobs, self._network, self)
        self._batch_words = PlainLabel("")
        self._rows = RowChoice()
        self._empty = PlainLabel("", muted=True)
        self._stack = QStackedWidget()
        self._build()
        self._listen()
        self._controls.set_config(session.config)

    def _build(self) -> None:
        self._name_fields()
        below = QSplitter(Qt.Orientation.Vertical)
        below.addWidget(self._looks)
        below.addWidget(self._explanation)
        below.setStretchFactor(0, 3)
        below.setStretchFactor(1, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 0, 8, 8)
        column.setSpacing(theme.SPACING)
        column.addWidget(below, 1)
        self._fill_head()
        side = QScrollArea()
        side.setWidget(self._controls)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFixedWidth(CONTROLS_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(side)
        self._controls.setContentsMargins(8, 0, 16, 16)
        both = QWidget()
        whole = QVBoxLayout(both)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SPACING)
        whole.addWidget(self._pipeline)
        whole.addLayout(row, 1)
        self._pipeline.setViewportMargins(16, 12, 16, 0)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(both)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _name_fields(self) -> None:
        self._line.setObjectName("sentence-line")
        self._batch_words.setObjectName("batch-words")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _fill_head(self) -> None:
        """Put what concerns all views beside and below their tabs."""
        explain = ExplainButton()
        explain.action_chosen.connect(self.action_requested)
        self._looks.corner.addWidget(explain)
        self._looks.corner.addWidget(self._network)
        row = self._looks.between
        back = self._step_button("previous-batch", self.tr("Previous batch"), "previous")
        back.clicked.connect(self.on_previous_batch)
        ahead = self._step_button("next-batch", self.tr("Next batch"), "next")
        ahead.clicked.connect(self.on_next_batch)
        row.addWidget(back)
        row.addWidget(self._batch_words)
        row.addWidget(ahead)
        row.addWidget(self._rows)
        row.addWidget(self._line, 1)

    def _step_button(self, name: str, title: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(title)
        button.setToolTip(f"<p>{safe(title)}</p>")
        button.setIcon(icon(picture))
        return button

    def _listen(self) -> None:
        for signal in (self.session.opened, self.session.closed, self.session.model_changed):
            signal.connect(self.on_outdated)
        self.session.changed.connect(self.on_outdated)
        self.session.layer_changed.connect(self.on_outdated)
        self.session.config_changed.connect(self.on_config)
        self._pipeline.chosen.connect(self._on_card)
        self._controls.config_chosen.connect(self._on_config)
        self._controls.use_requested.connect(self.on_use)
        self._pipeline.pressed.connect(self._on_pressed)
        self._rows.activated.connect(self._on_row)
        self._line.timestep_chosen.connect(self._on_timestep)
        self.subject.cursor.moved.connect(self._on_cursor)
        self.subject.wanted.connect(self._on_wanted)
        self._looks.tabs.currentChanged.connect(self._on_view)
        self._network.activated.connect(self._on_network)
        self._watching.strange.connect(self.on_outdated)
        self._watching.seen.connect(self._on_seen)
        for view in self.views:
            if isinstance(view, WordMapView):
                view.search_wanted.connect(self.search_requested)
            if isinstance(view, StrategiesView):
                view.config_chosen.connect(self._controls.choose)
                line = PaceLine(self.subject, view.paces)
                self._controls.beside.addWidget(line.button)
                self._controls.below.addWidget(line)

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Offer the steps through the batches and the way to Train."""
        return (
            ActionSpec("tensors.next", self.tr("Next batch"), self.on_next_batch, "Ctrl+Right", "", with_project),
            ActionSpec(
                "tensors.previous", self.tr("Previous batch"), self.on_previous_batch, "Ctrl+Left", "", with_project
            ),
            ActionSpec("tensors.use", self.tr("Use this encoding for training"), self.on_use, "", "", with_project),
        )

    @property
    def views(self) -> tuple[BatchView, ...]:
        """The ways to look at the batch, in the order of their tabs."""
        return self._looks.views

    def show_view(self, name: str) -> None:
        """Bring one of them to the front."""
        self._looks.show_view(name)

    def shown(self) -> None:
        """Look up again what has changed meanwhile."""
        self._watching.set_seen(is_seen=True)
        if self._is_stale:
            self._prepare()

    def hidden(self) -> None:
        """Nobody looks: a run need not tell its weights."""
        self._watching.set_seen(is_seen=False)

    @Slot()
    def _on_network(self) -> None:
        self._watching.ask()
        self.on_outdated()

    @Slot(int)
    def _on_seen(self, step: int) -> None:
        self._batch_words.setText(self.tr("step {step}").format(step=grouped(step)))

    @Slot()
    def on_outdated(self) -> None:
        """Something that the tensors are made of has changed."""
        self._is_stale = True
        if self.isVisible():
            self._prepare()

    @Slot()
    def on_config(self) -> None:
        """Other options have been chosen elsewhere."""
        if self.session.config != self._controls.config:
            self._controls.set_config(self.session.config)
            self.on_outdated()

    def _prepare(self) -> None:
        project, layer = self.session.project, self.session.layer
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if project is None or layer is None:
            self._show_empty(
                self.tr("There are no labelled sentences yet. Import or generate some on the Corpus page.")
            )
            return
        self._is_stale = False
        self._offer_model()
        models = {Source.MODEL: self.session.bundle, Source.LIVE: self._watching.bundle}
        model = models.get(self._network.source)
        work = Preparation(project, layer, self._controls.config, model)
        title = self.tr("Looking up tokens")
        self._job = self.jobs.start("tensors", title, work, on_done=self._on_prepared, on_failed=self._on_failed)

    def _offer_model(self) -> None:
        bundle = self.session.bundle
        self._network.offer_model(bundle is not None and bundle.layer == self.session.layer)

    @Slot(object)
    def _on_prepared(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.was_cancelled:
            self._is_stale = True
            self._show_empty(
                self.tr("Looking the tokens up was stopped. Leave this page and come back to begin again.")
            )
            return
        if not isinstance(job.result, Prepared):
            self._show_empty(self.tr("No sentence is meant for training. Set the split of some on the Corpus page."))
            return
        self._n_cut = job.result.n_cut
        self.subject.label_colours = self._label_colours()
        self._stack.setCurrentIndex(1)
        self._inspect(job.result.material, 0)

    def _label_colours(self) -> dict[str, int]:
        project, layer = self.session.project, self.session.layer
        entries = project.labels(layer.name) if project is not None and layer is not None else ()
        return {entry.name: entry.colour for entry in entries}

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            self._show_empty(str(error))

    def _show_empty(self, words: str) -> None:
        self.subject.forget()
        self._empty.setText(words)
        self._stack.setCurrentIndex(0)

    def _inspect(self, material: Material, index: int, like: Inspection | None = None) -> None:
        """Show a batch; `like` is another of the same material and options."""
        inspection = inspect(material, self._controls.config, index=index, epoch=FIRST_EPOCH, like=like)
        self.subject.show(material, inspection)
        self._pipeline.set_cards(inspection.cards)
        self._controls.set_price(inspection.price)
        self._rows.set_rows(inspection.tokens, self.subject.cursor.row)
        self._batch_words.setText(self._place_in_epoch(inspection, len(material.sentences)))
        self._show_line()
        self._on_cursor()
        self._explain()

    def _show_line(self) -> None:
        self._line.set_tokens(self.subject.tokens())

    @Slot()
    def _on_cursor(self) -> None:
        """Mark the cursor on the cards and in the sentence."""
        cursor = self.subject.cursor
        self._pipeline.set_cursor(cursor.row, cursor.timestep)
        if self._rows.currentIndex() != cursor.row:
            self._rows.setCurrentIndex(cursor.row)
            self._show_line()
        self._line.set_timestep(cursor.timestep)

    @Slot(int)
    def _on_row(self, row: int) -> None:
        self.subject.cursor.move(row, self.subject.cursor.timestep)
        self._show_line()
        self._on_cursor()

    @Slot(int)
    def _on_timestep(self, timestep: int) -> None:
        self.subject.cursor.move(self.subject.cursor.row, timestep)

    @Slot()
    def _on_view(self) -> None:
        """Give the room of the explanation to views that explain themselves."""
        self._explanation.setVisible(isinstance(self._looks.current, ValuesView))

    @Slot(str)
    def _on_pressed(self, name: str) -> None:
        self.show_view(ValuesView.name)

    def _place_in_epoch(self, inspection: Inspection, n_sentences: int) -> str:
        """Return which batch this is, and of what where that is not all of train."""
        words = self.tr("batch {number} of {count}").format(
            number=grouped(inspection.index + 1), count=grouped(inspection.plan.n_batches)
        )
        project = self.session.project
        if project is not None and project.n_sentences_in(Split.TRAIN) > n_sentences:
            words += " · " + self.tr("made of the first {n} sentences alone").format(n=grouped(n_sentences))
        if self._n_cut:
            cut = self.tr("{n} of them cut after {longest} tokens")
            words += " · " + cut.format(n=grouped(self._n_cut), longest=grouped(LONGEST))
        return words

    def _explain(self) -> None:
        card = self._pipeline.chosen_card
        material, inspection = self.subject.material, self.subject.inspection
        if card is None or material is None or inspection is None:
            return
        self._explanation.show_card(explained(card.phrases), card.keras)
        self._explanation.show_script(keras_code(inspection.config, material.network.vocab.sizes, inspection.batch))

    @Slot(str)
    def _on_card(self, name: str) -> None:
        for view in self.views:
            if isinstance(view, ValuesView):
                view.show_card(name)
        self._explain()

    @Slot(object)
    def _on_config(self, config: Config) -> None:
        material = self.subject.material
        network = material.network.config if material else None
        looked_up_alike = (
            network is not None
            and self._job is None
            and network.network == config.network
            and network.encoding.min_count == config.encoding.min_count
            and network.encoding.lowercase == config.encoding.lowercase
        )
        if material is not None and (looked_up_alike or self._network.source is not Source.FIRST):
            self._inspect(material, 0)
        else:
            self.on_outdated()

    @Slot()
    def on_next_batch(self) -> None:
        """Show the batch that training would see next."""
        self._step(1)

    @Slot()
    def on_previous_batch(self) -> None:
        """Show the batch that training would have seen before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        material, inspection = self.subject.material, self.subject.inspection
        if material is not None and inspection is not None:
            self._inspect(material, inspection.index + step, like=inspection)

    @Slot(int, int)
    def _on_wanted(self, index: int, row: int) -> None:
        material, inspection = self.subject.material, self.subject.inspection
        if material is not None and inspection is not None:
            self.subject.cursor.row = row
            self._inspect(material, index, like=inspection)

    @Slot()
    def on_use(self) -> None:
        """Train with these options."""
        self.session.set_config(self._controls.config)
        self.session.request_page("train")
