"""One case: the card it lies at, the mistake beside the code without it, what came of both, why, what to do."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.doctor.case import PRELUDE, Case
from core.doctor.outcome import Outcome
from gui import theme
from gui.doctor.card_strip import CardStrip
from gui.doctor.code_box import CodeBox
from gui.doctor.words import of_case, of_options
from gui.widgets.plain import Heading, PlainLabel


class CaseView(QScrollArea):
    """Shows one case and what came of it.

    Signals:
        set_wanted: The user wants the options that the case advises.
    """

    set_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._case: Case | None = None
        self._title = Heading()
        self._title.setObjectName("case-title")
        self._threads = PlainLabel("", theme.SMALL, muted=True)
        self._strip = CardStrip()
        self._wrong = CodeBox("wrong", self.tr("The mistake"))
        self._right = CodeBox("right", self.tr("Without it"))
        self._words = {name: PlainLabel() for name in ("happens", "why", "remedy")}
        self._copy = QPushButton(self.tr("Copy the code"))
        self._copy.setObjectName("case-copy")
        self._copy.clicked.connect(self._on_copy)
        self._set = QPushButton()
        self._set.setObjectName("case-set")
        self._set.setProperty("kind", "primary")
        self._set.clicked.connect(self.set_wanted)
        self._place()

    def _place(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(2 * theme.SPACING)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._threads)
        column.addLayout(head)
        column.addWidget(self._strip)
        given = self.tr("ids are three sentences of 5, 2 and 3 tokens, padded to (3, 5) by 0; tags are their labels.")
        words = PlainLabel(given, muted=True)
        words.setWordWrap(True)
        column.addWidget(words)
        boxes = QHBoxLayout()
        boxes.setSpacing(2 * theme.SPACING)
        boxes.addWidget(self._wrong, 1)
        boxes.addWidget(self._right, 1)
        column.addLayout(boxes)
        column.addLayout(self._explanation())
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACING)
        buttons.addWidget(self._set)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        self.setWidget(inside)

    def _explanation(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.SPACING)
        grid.setVerticalSpacing(theme.SPACING)
        grid.setColumnStretch(1, 1)
        titles = {"happens": self.tr("What happens"), "why": self.tr("Why"), "remedy": self.tr("What to do")}
        for row, (name, title) in enumerate(titles.items()):
            words = self._words[name]
            words.setObjectName(f"case-{name}")
            words.setWordWrap(True)
            grid.addWidget(PlainLabel(title, muted=True), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def show_case(self, case: Case) -> None:
        """Show a case that has not been run yet."""
        self._case = case
        self._title.setText(of_case(case.title))
        self._threads.setText(self.tr("Asked in {threads}").format(threads=", ".join(case.threads)))
        self._strip.point_at(case.card, case.axis)
        self._wrong.set_code(case.wrong)
        self._right.set_code(case.right)
        for name, words in self._words.items():
            words.setText(of_case(getattr(case, name)))
        self._set.setVisible(bool(case.options))
        self.verticalScrollBar().setValue(0)

    def set_offered(self, *, is_so: bool, is_possible: bool) -> None:
        """Offer to set the options, or say that they are so already."""
        words = self.tr("So on Tensors already: {options}") if is_so else self.tr("Set on Tensors: {options}")
        if self._case is not None:
            self._set.setText(words.format(options=of_options(self._case.options)))
        self._set.setEnabled(is_possible and not is_so)

    def wait(self, words: str) -> None:
        """Say what is being waited for."""
        self._wrong.wait(words)
        self._right.wait("")

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what came of the case that is shown."""
        case = self._case
        if case is None or case.name != outcome.name:
            return
        if not outcome.is_ill(case):
            words, role = self.tr("Keras {version} behaves otherwise than is said here"), "warn"
        elif case.is_silent and "Warning:" in outcome.wrong.printed:
            words, role = self.tr("Keras {version} warns, goes on, and the numbers are wrong"), "bad"
        elif case.is_silent:
            words, role = self.tr("Keras {version} says nothing, and the numbers are wrong"), "bad"
        else:
            words, role = self.tr("Keras {version} refuses"), "bad"
        self._wrong.show_result(outcome.wrong, words.format(version=outcome.keras), role)
        if outcome.is_well():
            words, role = self.tr("Keras {version} ran it, and it is right"), "good"
        else:
            words, role = self.tr("With Keras {version} this does not help"), "warn"
        self._right.show_result(outcome.right, words.format(version=outcome.keras), role)

    @Slot()
    def _on_copy(self) -> None:
        """Put both pieces of code on the clipboard, ready to be run."""
        if self._case is not None:
            wrong = "".join(f"# {line}\n" if line else "#\n" for line in self._case.wrong.rstrip("\n").split("\n"))
            title = f"# {of_case(self._case.title)}:\n{wrong}\n" if self._case.wrong else ""
            QGuiApplication.clipboard().setText(f"{PRELUDE}\n{title}{self._case.right}")
