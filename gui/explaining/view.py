"""Shows what explains tensors in the window when somebody asks for it; each is made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from gui.actions import ActionSpec

if TYPE_CHECKING:
    from gui.doctor.panel import DoctorPanel
    from gui.first_steps.guide import Guide
    from gui.main_window import MainWindow


class Explaining(QObject):
    """Stands between the window and the panels that explain."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._doctor: DoctorPanel | None = None
        self._guide: Guide | None = None
        self._is_waiting = False
        window.session.opened.connect(self._on_opened)
        window.start_page.steps_wanted.connect(self.on_steps)

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Return what can be asked for from anywhere in the window."""
        translate = QCoreApplication.translate
        return (
            ActionSpec(
                "explain.steps",
                translate("window_actions", "Your sentences in eight steps"),
                self.on_steps,
                icon="step",
            ),
            ActionSpec("explain.doctor", translate("window_actions", "Shape doctor…"), self.on_doctor, icon="warning"),
        )

    @Slot()
    def on_steps(self) -> None:
        """Lead a beginner through the tensors of the open project, or of the sample where none is open."""
        if self._window.session.project is None:
            self._is_waiting = True
            self._window.ways_in.on_sample()
            return
        if self._guide is None:
            from gui.first_steps.guide import Guide  # noqa: PLC0415 - not needed for the first paint

            self._guide = Guide(self._window)
        self._guide.begin()

    @Slot()
    def _on_opened(self) -> None:
        if self._is_waiting:
            self._is_waiting = False
            # The window itself turns to its first page when it hears of the project.
            QTimer.singleShot(0, self.on_steps)

    @Slot()
    def on_doctor(self) -> None:
        """Show the classical mistakes."""
        if self._doctor is None:
            from gui.doctor.panel import DoctorPanel  # noqa: PLC0415 - not needed for the first paint

            self._doctor = DoctorPanel(self._window.session, self._window.jobs)
            self._doctor.closed.connect(self._on_doctor_closed)
        self._window.show_panel(self._doctor, self.tr("Shape doctor"))
        self._doctor.begin()

    @Slot()
    def _on_doctor_closed(self) -> None:
        self._window.leave_panel()
