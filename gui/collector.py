"""Python's garbage collector, run in the window's thread only.

Left alone it runs in whichever thread allocates, and would there delete Qt objects that belong to
the window's thread.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 1000
# Youngest objects, then collections of the generation below that make the next one due.
THRESHOLDS = (5000, 10, 10)


class Collector(QObject):
    """Looks once a second whether a collection is due."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)

    def begin(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Hand back to Python."""
        self._timer.stop()
        gc.enable()

    @Slot(object)
    def on_job_started(self, job: object) -> None:
        """Let the import of TensorFlow pass: what it makes is there to stay, and there is a lot of it."""
        if getattr(job, "name", "") == "warm-up":
            self._timer.stop()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        counts = gc.get_count()
        due = [generation for generation in range(3) if counts[generation] > THRESHOLDS[generation]]
        if due:
            gc.collect(max(due))

    @Slot(object)
    def on_job_finished(self, job: object) -> None:
        """Set what the import of TensorFlow has left aside: a million objects that never become garbage.

        Looking through them would hold the window up for a third of a second each time.
        """
        if getattr(job, "name", "") == "warm-up":
            gc.freeze()
            self._timer.start()
