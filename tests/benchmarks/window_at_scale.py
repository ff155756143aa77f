"""What a hand feels in the real window with a corpus of any size; `project_scale.py` runs it in processes of its own.

    python tests/benchmarks/window_at_scale.py import PROJECT TRAIN DEV     import both files by the window
    python tests/benchmarks/window_at_scale.py use PROJECT                  open, label, scroll, search
    python tests/benchmarks/window_at_scale.py long PROJECT FILE            label in one very long sentence

Each prints one JSON line; times are milliseconds from the event to the end of the paint it causes.
"""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from process_memory import memory_mb
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QLineEdit, QTableView, QWidget

from gui import app as program
from gui.label_page.sentence_list import SentenceList
from gui.main_window import MainWindow
from gui.tour.figures import process_start
from gui.tour.hands import Hands, rest
from gui.tour.lateness import Lateness, percentile
from gui.widgets.token_strip import TokenStrip

Figures = dict[str, float]
PATIENCE_SECONDS = 120.0
LABELLED_SENTENCES = 60
KEYS_A_SENTENCE = 6
SCROLLS = 150


class Painted(QObject):
    """Counts the paints of one widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.n = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count."""
        self.n += event.type() is QEvent.Type.Paint
        return False


def to_paint(act: Callable[[], object], widget: QWidget, is_so: Callable[[], bool] = lambda: True) -> float:
    """Return the milliseconds from an act until the widget has painted what came of it.

    Raises:
        TimeoutError: It has not.
    """
    painted = Painted(widget)
    began = time.perf_counter()
    act()
    while not (painted.n and is_so()):
        if is_so() and not painted.n and time.perf_counter() - began > 1:
            raise TimeoutError(f"{widget.objectName()} was not painted")
        if time.perf_counter() - began > PATIENCE_SECONDS:
            raise TimeoutError("waited in vain")
        QApplication.processEvents()
    took = (time.perf_counter() - began) * 1000
    widget.removeEventFilter(painted)
    return took


def middle_and_tail(times: list[float], name: str) -> Figures:
    """Return the median and the 99th percentile."""
    return {f"{name}_p50_ms": statistics.median(times), f"{name}_p99_ms": percentile(times, 0.99)}


class Walk:
    """One walk through the window; what it measures is in `figures`."""

    def __init__(self, window: MainWindow, arguments: list[str]) -> None:
        self.window = window
        self.arguments = [Path(argument) for argument in arguments]
        self.lateness = Lateness(window)
        self.hands = Hands(window, Path(), self.lateness)
        self.figures: Figures = {}
        self.numbers = random.Random(7)

    # Importing.

    def import_files(self) -> None:
        """Create the project and bring both files in by drop and click, counting how late the window's timer is."""
        project, *files = self.arguments
        self.window.session.create(project)
        self.hands.wait_until(lambda: self.window.session.project is not None, "the project")
        seconds = []
        for position, path in enumerate(files):
            seconds.append(self._import(path, position))
        session = self.window.session
        if session.project is None:
            raise AssertionError("no project is open")
        late = self.lateness.by_phase["import"]
        self.figures |= {
            "import_sentences_per_s": session.project.n_sentences / sum(seconds),
            "sentences": session.project.n_sentences,
            "tokens": session.project.n_tokens,
            "import_lateness_p99_ms": percentile(late, 0.99),
            "import_lateness_max_ms": max(late),
            "import_window_peak_mb": memory_mb("VmHWM"),
        }

    def _import(self, path: Path, position: int) -> float:
        hands = self.hands
        hands.drop(path)
        hands.wait_until(lambda: hands.is_there("import-start"), "the preview")
        hands.wait_until(hands.find(QWidget, "import-start").isEnabled, "the preview to be ready")
        hands.choose("import-split", position)
        self.lateness.begin("import")
        began = time.perf_counter()
        hands.click("import-start")
        hands.wait_for_jobs("import")
        took = time.perf_counter() - began
        self.lateness.begin("")
        hands.wait_until(lambda: hands.is_there("import-done"), "the report")
        hands.click("import-done")
        return took

    # Using.

    def use(self) -> None:
        """Open the project as its first act, label at once, then scroll, search and look around."""
        (project,) = self.arguments
        session = self.window.session
        self.figures["first_paint_ms"] = ((self.window.first_paint_at or 0) - process_start()) * 1000
        began = time.perf_counter()
        self.window.ways_in.take_file(project)
        self.hands.wait_until(lambda: session.project is not None, "the project")
        QApplication.processEvents()
        self.figures["open_ms"] = (time.perf_counter() - began) * 1000
        self._label(began)
        self._scroll()
        self._search()
        self._turn_pages()
        rest(1500)
        self.figures["rss_mb"] = memory_mb()
        self.figures["tensorflow_loaded"] = float("tensorflow" in sys.modules)

    def table(self) -> QTableView:
        """Return the table of the Corpus page."""
        return self.hands.find(QTableView, "sentence-table")

    def _label(self, opened: float) -> None:
        window, session = self.window, self.window.session
        to_label = to_paint(lambda: self.page_key(Qt.Key.Key_2), window.page("label"))
        strip = self.strip()
        commits = self.watch_commits()
        keys = [self.press_label(strip)]
        self.figures["open_to_first_edit_ms"] = (time.perf_counter() - opened) * 1000
        self.figures["first_turn_to_label_ms"] = to_label
        moves, jumps, steps = [], [], []
        sentences = self.hands.find(SentenceList, "sentence-list")
        for _ in range(LABELLED_SENTENCES):
            row = self.numbers.randrange(sentences.model().rowCount())
            jumps.append(self.jump(sentences, row))
            target = sentences.visualRect(sentences.indexAt(QPoint(20, 60))).center()
            moves.append(to_paint(lambda at=target: click(sentences, at), strip.viewport()))
            keys += [self.press_label(strip) for _ in range(KEYS_A_SENTENCE)]
            steps.append(to_paint(lambda: press(strip, Qt.Key.Key_Down, control=True), strip.viewport()))
        undos = [to_paint(lambda: press(strip, Qt.Key.Key_Z, control=True), window.page("label")) for _ in range(20)]
        self.figures |= middle_and_tail(keys, "key_to_paint") | middle_and_tail(commits, "commit")
        self.figures |= middle_and_tail(steps, "next_sentence") | middle_and_tail(undos, "undo")
        self.figures |= middle_and_tail(moves, "click_sentence") | middle_and_tail(jumps, "list_jump")
        if session.project is None or not session.can_undo:
            raise AssertionError("nothing was saved")
        self.figures |= middle_and_tail(self.wheel(sentences), "list_scroll_frame")

    def watch_commits(self) -> list[float]:
        """Return a list that takes down how long each edit took to be on disk."""
        project = self.window.session.project
        if project is None:
            raise AssertionError("no project is open")
        times: list[float] = []
        apply = project.apply

        def timed(edit: object) -> object:
            began = time.perf_counter()
            try:
                return apply(edit)  # type: ignore[arg-type]
            finally:
                times.append((time.perf_counter() - began) * 1000)

        project.apply = timed  # type: ignore[method-assign, assignment]
        return times

    def press_label(self, strip: TokenStrip) -> float:
        """Give the token under the cursor another label by its key."""
        session = self.window.session
        if session.project is None or session.layer is None:
            raise AssertionError("no layer")
        labels = [label for label in session.project.labels(session.layer.name) if label.key]
        at = strip.token_cursor
        label = next(one for one in self.numbers.sample(labels, len(labels)) if one.name != strip.tags[at])
        took = to_paint(lambda: QTest.keyClicks(strip, label.key), strip.viewport())
        if strip.tags[at] != label.name:
            raise AssertionError(f"{strip.tags[at]} where {label.name} was pressed")
        return took

    def _scroll(self) -> None:
        to_paint(lambda: self.page_key(Qt.Key.Key_1), self.window.page("corpus"))
        table = self.table()
        jumps = [self.jump(table, self.numbers.randrange(table.model().rowCount())) for _ in range(SCROLLS)]
        self.figures |= middle_and_tail(self.wheel(table) + jumps, "scroll_frame")

    def jump(self, view: QAbstractItemView, row: int) -> float:
        """Move the scroll bar to a row."""
        bar = view.verticalScrollBar()
        share = row / max(1, view.model().rowCount())
        target = round(share * bar.maximum())
        target += target == bar.value()
        return to_paint(lambda: bar.setValue(target), view.viewport())

    def wheel(self, view: QAbstractScrollArea) -> list[float]:
        """Turn the wheel on and on, from the middle towards the end."""
        bar = view.verticalScrollBar()
        to_paint(lambda: bar.setValue(bar.maximum() // 2), view.viewport())
        return [to_paint(lambda: turn_wheel(view), view.viewport()) for _ in range(SCROLLS)]

    def _search(self) -> None:
        table, field = self.table(), self.hands.find(QLineEdit, "search")
        n_all = table.model().rowCount()
        for name, words, is_any in (
            ("search_first_page_ms", "label:NOUN", True),
            ("search_rare_ms", "zyx", False),
            ("search_length_ms", "len=35", True),
        ):
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, words)
            before = table.model().rowCount()
            began = time.perf_counter()
            QTest.keyClick(field, Qt.Key.Key_Return)
            self.figures[name] = self.until_found(table, before, began, is_any=is_any)
        field.clear()
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.hands.wait_until(lambda: table.isVisible() and table.model().rowCount() == n_all, "all sentences")

    def until_found(self, table: QTableView, before: int, began: float, *, is_any: bool) -> float:
        """Return when the first sentences found are painted, or it is said that there are none."""
        while time.perf_counter() - began < PATIENCE_SECONDS:
            QApplication.processEvents()
            rest(1)
            shows_some = is_any and table.isVisible() and 0 < table.model().rowCount() != before
            if shows_some or (not is_any and not table.isVisible()):
                QApplication.processEvents()
                return (time.perf_counter() - began) * 1000
        raise TimeoutError("the search found nothing")

    def _turn_pages(self) -> None:
        times = []
        for _ in range(10):
            for name, key in (("label", Qt.Key.Key_2), ("corpus", Qt.Key.Key_1)):
                times.append(to_paint(lambda key=key: self.page_key(key), self.window.page(name)))
        self.figures |= middle_and_tail(times, "turn_page")

    def page_key(self, key: Qt.Key) -> None:
        """Go to a page by its key."""
        QTest.keyClick(self.window, key, Qt.KeyboardModifier.ControlModifier)

    def strip(self) -> TokenStrip:
        """Return the sentence being labelled, with the keyboard."""
        strip = self.window.page("label").findChild(TokenStrip)
        if strip is None or not strip.tokens:
            raise AssertionError("there is no sentence to label")
        strip.setFocus()
        return strip

    # One long sentence.

    def long(self) -> None:
        """Label in a sentence of fifty thousand tokens, scroll in it, and look at it on the other pages."""
        project, path = self.arguments
        self.window.session.create(project)
        self._import(path, 0)
        row = to_paint(lambda: self.table().viewport().update(), self.table().viewport())
        shown = to_paint(lambda: self.page_key(Qt.Key.Key_2), self.window.page("label"))
        strip = self.strip()
        keys = []
        for _ in range(25):
            at = self.numbers.randrange(len(strip.tokens))
            strip.set_cursor(at)
            QApplication.processEvents()
            keys += [self.press_label(strip) for _ in range(8)]
        frames = self.wheel(strip)
        self.figures |= middle_and_tail(keys, "long_sentence_key")
        self.figures |= middle_and_tail(frames, "long_sentence_scroll_frame")
        self.figures |= {"long_sentence_tokens": len(strip.tokens), "long_sentence_open_ms": shown}
        self.figures["long_sentence_row_ms"] = row
        self.lateness.begin("tensors")
        to_paint(lambda: self.page_key(Qt.Key.Key_3), self.window.page("tensors"))
        self.hands.wait_for_jobs("tensors")
        rest(500)
        self.figures["long_sentence_tensors_lateness_max_ms"] = max(self.lateness.by_phase["tensors"])


def press(widget: QWidget, key: Qt.Key, *, control: bool = False) -> None:
    """Press and release a key."""
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(widget, key, modifier)


def click(view: QAbstractScrollArea, at: QPoint) -> None:
    """Click into a view."""
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def turn_wheel(view: QAbstractScrollArea) -> None:
    """Turn the wheel by one notch."""
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


TASKS = {"import": Walk.import_files, "use": Walk.use, "long": Walk.long}


class Guide(QObject):
    """Walks through the window once it has been painted, then closes it."""

    def __init__(self, window: MainWindow, task: str, arguments: list[str]) -> None:
        super().__init__(window)
        self._walk = Walk(window, arguments)
        self._task = TASKS[task]
        self.figures: Figures | None = None
        window.first_painted.connect(lambda: QTimer.singleShot(0, self.walk))

    def walk(self) -> None:
        """Take the walk."""
        try:
            self._task(self._walk)
            self.figures = self._walk.figures
        finally:
            QApplication.exit(0 if self.figures is not None else 1)


def main(task: str, arguments: list[str]) -> int:
    """Run one walk in the program's own event loop; print its figures."""
    guides: list[Guide] = []
    # Loading TensorFlow is the program's idle pleasure, and has its own figures in the tour.
    program.Idle = lambda window: None  # type: ignore[assignment, misc]
    code = program.run(guide=lambda window: guides.append(Guide(window, task, arguments)))
    figures = guides[0].figures
    if figures is not None:
        print(json.dumps({name: round(value, 2) for name, value in figures.items()}), flush=True)
    return code


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(sys.argv[1], sys.argv[2:]))
