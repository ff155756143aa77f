"""The left side of the Train page: presets, every option with its bounds, and the run's buttons."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.config import PRESETS, Config, EncodingConfig, NetworkConfig, TrainingConfig
from gui import theme
from gui.forms import OptionForm
from gui.widgets.plain import Heading, PlainLabel, safe
from gui.widgets.preset_box import PresetBox


class Options(QWidget):
    """A form over a whole `Config`.

    Args:
        suited_default: Gives the default preset as it suits the corpus.

    Signals:
        config_chosen: The `Config` that the forms now stand for.
    """

    config_chosen = Signal(object)

    def __init__(self, suited_default: Callable[[], Config], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suited_default = suited_default
        self._presets = PresetBox()
        self._presets.chosen.connect(self._on_preset)
        self._training: OptionForm[TrainingConfig] = OptionForm(TrainingConfig)
        self._network: OptionForm[NetworkConfig] = OptionForm(NetworkConfig)
        self._encoding: OptionForm[EncodingConfig] = OptionForm(EncodingConfig)
        inside = QWidget()
        forms = QVBoxLayout(inside)
        forms.setContentsMargins(0, 0, theme.SPACING, 0)
        forms.setSpacing(theme.SPACING)
        for title, form in (
            (self.tr("Training"), self._training),
            (self.tr("Network"), self._network),
            (self.tr("Encoding"), self._encoding),
        ):
            forms.addWidget(Heading(title, theme.NORMAL))
            forms.addWidget(form)
            forms.addSpacing(theme.SPACING)
            form.changed.connect(self._on_changed)
        forms.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACING)
        layout.addWidget(self._presets)
        layout.addWidget(scroll, 1)

    def value(self) -> Config:
        """Return the options as they stand."""
        return Config(network=self._network.value(), encoding=self._encoding.value(), training=self._training.value())

    def set_value(self, config: Config) -> None:
        """Show these options without telling anybody."""
        forms = (self._training, self._network, self._encoding)
        for form in forms:
            form.blockSignals(True)
        self._training.set_value(config.training)
        self._network.set_value(config.network)
        self._encoding.set_value(config.encoding)
        for form in forms:
            form.blockSignals(False)
        self._show_around(config)

    def _show_around(self, config: Config) -> None:
        self._training.set_network(config.network)
        self._presets.show_config(config)

    @Slot()
    def _on_changed(self) -> None:
        config = self.value()
        self._show_around(config)
        self.config_chosen.emit(config)

    @Slot(object)
    def _on_preset(self, config: Config) -> None:
        if config == PRESETS["default"]:
            config = self._suited_default()
        seed = self._training.value().seed
        config = msgspec.structs.replace(config, training=msgspec.structs.replace(config.training, seed=seed))
        self.set_value(config)
        self.config_chosen.emit(config)


class RunButtons(QWidget):
    """Start, pause, resume, stop; how far the run is and how long it will take.

    Signals:
        start_requested, pause_requested, resume_requested, stop_requested: What the user wants.
    """

    start_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = QPushButton(self.tr("Start"))
        self.start.setObjectName("train-start")
        self.start.setProperty("kind", "primary")
        self.start.clicked.connect(self.start_requested)
        self.pause = QPushButton(self.tr("Pause"))
        self.pause.setObjectName("train-pause")
        self.pause.clicked.connect(self._on_pause)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setObjectName("train-stop")
        self.stop.clicked.connect(self.stop_requested)
        self._is_paused = False
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        for button in (self.start, self.pause, self.stop):
            button.setAccessibleName(button.text())
            row.addWidget(button, 1)
        self._bar = QProgressBar()
        self._bar.setObjectName("train-progress")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the run"))
        self._words = PlainLabel("", theme.SMALL, muted=True)
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(32)
        self._words.setObjectName("train-words")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACING)
        layout.addLayout(row)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)
        self.show_state(is_running=False, is_paused=False, can_start=False, must_wait=False)

    def show_state(self, *, is_running: bool, is_paused: bool, can_start: bool, must_wait: bool) -> None:
        """Enable what is possible now.

        Args:
            is_running: Whether a run goes on.
            is_paused: Whether it is held.
            can_start: Whether there is something to learn.
            must_wait: Whether a run that is begun now waits for its turn.
        """
        self._is_paused = is_paused
        self.start.setEnabled(can_start)
        self.start.setText(self.tr("Queue") if must_wait else self.tr("Start"))
        self.start.setAccessibleName(self.start.text())
        words = self.tr("Begins with these options when what goes on has ended")
        self.start.setToolTip(safe(words if must_wait else ""))
        self.pause.setEnabled(is_running)
        self.pause.setText(self.tr("Resume") if is_paused else self.tr("Pause"))
        self.pause.setAccessibleName(self.pause.text())
        self.stop.setEnabled(is_running)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far the run is."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._words.setText(words)

    @Slot()
    def _on_pause(self) -> None:
        (self.resume_requested if self._is_paused else self.pause_requested).emit()
