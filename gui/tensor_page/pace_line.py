"""How fast training is with the encoding as it stands: the number, when it was measured, a button to measure it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QPushButton, QVBoxLayout, QWidget

from gui import theme
from gui.tensor_page.paces import Paces
from gui.tensor_page.subject import Subject
from gui.widgets.plain import NumberLabel, PlainLabel, safe


class PaceLine(QWidget):
    """Tells and measures the pace of the options that the page shows.

    Attributes:
        button: Measures, or stops measuring; to be put where there is room.
    """

    def __init__(self, subject: Subject, paces: Paces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject, self._paces = subject, paces
        title = self.tr("tokens a second")
        self._number = NumberLabel(widest="888,888,888")
        self._number.setObjectName("pace-number")
        self._number.setAccessibleName(title)
        self._when = PlainLabel("", theme.SMALL, muted=True)
        self._when.setObjectName("pace-when")
        self.button = QPushButton(self.tr("Measure speed"))
        self.button.setObjectName("pace-measure")
        hint = self.tr("Trains for a few seconds on this machine; what is learnt is not kept.")
        self.button.setToolTip(f"<p>{safe(hint)}</p>")
        self._when.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.button.clicked.connect(self.on_measure)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(PlainLabel(title, muted=True), self._number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(form)
        layout.addWidget(self._when)
        subject.changed.connect(self.refresh)
        paces.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def on_measure(self) -> None:
        """Measure, or stop measuring."""
        inspection = self._subject.inspection
        if self._paces.is_measuring:
            self._paces.stop()
        elif inspection is not None:
            self._paces.measure([inspection.config])

    @Slot()
    def refresh(self) -> None:
        """Tell what is known now."""
        inspection, paces = self._subject.inspection, self._paces
        known = paces.known(inspection.config) if inspection is not None else None
        self._number.setText("–" if known is None else known.rate)
        self._number.set_muted(known is None or known.is_stale)
        self._when.setText(self._said(known.clock, is_stale=known.is_stale) if known else self.tr("not measured"))
        self.button.setText(self.tr("Stop") if paces.is_measuring else self.tr("Measure speed"))
        self.button.setEnabled(paces.is_measuring or paces.can_measure)

    def _said(self, clock: str, *, is_stale: bool) -> str:
        words = self.tr("measured {clock}, before a change") if is_stale else self.tr("measured {clock}")
        return words.format(clock=clock)
