"""Shows what explains tensors in the window when somebody asks for it; each is made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot

from gui.actions import ActionSpec

if TYPE_CHECKING:
    from gui.doctor.panel import DoctorPanel
    from gui.main_window import MainWindow


class Explaining(QObject):
    """Stands between the window and the panels that explain."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._doctor: DoctorPanel | None = None

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Return what can be asked for from anywhere in the window."""
        translate = QCoreApplication.translate
        return (
            ActionSpec("explain.doctor", translate("window_actions", "Shape doctor…"), self.on_doctor, icon="warning"),
        )

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
        if self._doctor is not None:
            self._doctor.let_go()
        self._window.leave_panel()
