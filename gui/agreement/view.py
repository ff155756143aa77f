"""Shows the agreement panel in the window when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from gui.agreement.panel import AgreementPanel
    from gui.main_window import MainWindow


class AgreementView(QObject):
    """Stands between the window and the panel, which is made when it is wanted for the first time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel: AgreementPanel | None = None
        window.session.comparison_requested.connect(self.on_wanted)

    @Slot()
    def on_wanted(self) -> None:
        """Compare the people who label in the open project."""
        if self._window.session.project is None:
            return
        if self._panel is None:
            from gui.agreement.panel import AgreementPanel  # noqa: PLC0415 - not needed for the first paint

            self._panel = AgreementPanel(self._window.session, self._window.jobs)
            self._panel.closed.connect(self._on_closed)
        self._window.show_panel(self._panel, self.tr("Agreement"))
        self._panel.begin()

    @Slot()
    def _on_closed(self) -> None:
        if self._panel is not None:
            self._panel.let_go()
        self._window.leave_panel()
