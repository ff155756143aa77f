"""Opens the real window on a project, brings it into the middle of something and quits there.

Run as a program: `leaver.py MOMENT PROJECT FILE LATER`. FILE is what is imported or written, LATER how many
milliseconds after the moment has come the window is closed.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

import gui.app
from gui import messages
from gui.job import JobControl
from gui.main_window import MainWindow
from gui.widgets.plain import PlainLabel

LOOK_MS = 3
TEXT = "\n".join(f"Mira left Porto on day {number} , again ." for number in range(20_000))

# A moment yields what it waits for; the window is left when it has come to its end.
Moment = Generator[Callable[[], object], None, None]


def importing(window: MainWindow, file: Path) -> Moment:
    window.ways_in.take_file(file)
    yield lambda: (button := window.findChild(QPushButton, "import-start")) is not None and button.isEnabled()
    window.findChild(QPushButton, "import-start").click()
    yield lambda: any(job.name == "import" and job.progress and job.progress[0] for job in window.jobs.running)


def warming_up(window: MainWindow, file: Path) -> Moment:
    window.jobs.warm_up()
    yield lambda: "tensorflow" in sys.modules


def _start(window: MainWindow) -> None:
    import msgspec

    from core.config import preset

    endless = msgspec.structs.replace(preset("tiny").training, epochs=10_000, patience=0)
    window.session.set_config(msgspec.structs.replace(preset("tiny"), training=endless))
    window.show_page("tag")
    window.show_page("train")
    window.actions_table.trigger("train.start")


def _words(window: MainWindow) -> str:
    return window.findChild(PlainLabel, "train-words").text()


def tracing(window: MainWindow, file: Path) -> Moment:
    _start(window)
    yield lambda: "tracing" in _words(window)


def training(window: MainWindow, file: Path) -> Moment:
    _start(window)
    yield lambda: "epoch 2" in _words(window)


def saving(window: MainWindow, file: Path) -> Moment:
    from core.bundle import Bundle
    from core.config import Config, NetworkConfig
    from core.corpus import Split
    from core.vocab import build_vocab
    from core.weights import initial_weights
    from gui.train_page.history import History
    from gui.train_page.run_work import Saving

    project, layer = window.session.project, window.session.layer
    assert project is not None
    assert layer is not None
    config = Config(network=NetworkConfig(units=384, word_size=256))
    vocab = build_vocab(tuple(project.sentences(Split.TRAIN)), layer.name, config)
    bundle = Bundle(config, layer, vocab, initial_weights(config.network, vocab.sizes, seed=1))
    begun = threading.Event()

    class Begun(Saving):
        def __call__(self, control: JobControl) -> Generator[object, None, int]:
            begun.set()
            return (yield from super().__call__(control))

    window.jobs.start("save-model", "Saving", Begun(project, bundle, History("run 1")))
    yield begun.is_set


def tagging(window: MainWindow, file: Path) -> Moment:
    messages.choose_target = lambda *_words: file
    yield lambda: window.session.bundle is not None
    window.show_page("tag")
    window.page("tag").findChild(QPlainTextEdit, "tag-text").setPlainText(TEXT)
    window.actions_table.trigger("tag.export-text")
    yield lambda: any(job.name == "export" and job.progress and job.progress[0] for job in window.jobs.running)


MOMENTS = {made.__name__: made for made in (importing, warming_up, tracing, training, saving, tagging)}


class Leaver(QObject):
    """Waits for the moment, then quits as `leave` does."""

    def __init__(self, window: MainWindow, moment: str, file: Path, leave: Callable[[], object], later: int) -> None:
        super().__init__(window)
        self._window, self._file, self._leave, self._later = window, file, leave, later
        self._steps = self._walk(MOMENTS[moment])
        self._waits_for: Callable[[], object] = next(self._steps)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.on_look)
        self._timer.start()

    def _walk(self, moment: Callable[[MainWindow, Path], Moment]) -> Iterator[Callable[[], object]]:
        yield lambda: self._window.session.project is not None
        yield from moment(self._window, self._file)

    @Slot()
    def on_look(self) -> None:
        if not self._waits_for():
            return
        following = next(self._steps, None)
        if following is None:
            self._timer.stop()
            print("the moment has come", flush=True)
            QTimer.singleShot(self._later, self._leave)
        else:
            self._waits_for = following


def main(moment: str, project: str, file: str, later: str) -> int:
    gui.app.WARM_UP_MS = 600_000
    leavers: list[Leaver] = []

    def agree(*_words: object) -> bool:
        print("asked", flush=True)
        return True

    def guide(window: MainWindow) -> None:
        messages.ask = agree
        by_signal = moment == "terminated"
        leave = (lambda: os.kill(os.getpid(), signal.SIGTERM)) if by_signal else window.close
        leavers.append(Leaver(window, "training" if by_signal else moment, Path(file), leave, int(later)))

    return gui.app.run([project], guide=guide)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
