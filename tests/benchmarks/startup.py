"""How long the window takes from process start to first paint, beside an empty PySide6 window.

Run by hand: `python tests/benchmarks/startup.py [ROUNDS]`. Prints one JSON line; the two kinds of
process take turns, so that both see the same machine.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT_ROOT = Path(__file__).parents[2]

EMPTY = """
import time
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        print(time.time(), "", flush=True)
        QApplication.instance().quit()

app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""

OURS = """
import sys
from gui.app import create
app, window = create(["tagscope"])
window.first_painted.connect(app.quit)
window.show()
app.exec()
heavy = {"tensorflow", "keras", "numpy", "onnx", "onnxruntime", "pyqtgraph", "apsw"} & set(sys.modules)
print(window.first_paint_at, ",".join(sorted(heavy)), flush=True)
"""


def first_paint_ms(program: str) -> tuple[float, list[str]]:
    """Return the time from starting Python to the first paint, and the heavy modules that are loaded then."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        started = time.time()
        command = [sys.executable, "-c", program]
        ended = subprocess.run(command, cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, check=True)
    painted, _space, heavy = ended.stdout.strip().partition(" ")
    return (float(painted) - started) * 1000, [name for name in heavy.split(",") if name]


def measure(rounds: int) -> dict[str, object]:
    """Return the medians of both kinds of window over `rounds` rounds, after one that is not counted."""
    empty, ours, heavy = [], [], []
    for number in range(rounds + 1):
        empty_ms, _none = first_paint_ms(EMPTY)
        ours_ms, heavy = first_paint_ms(OURS)
        if number:
            empty.append(empty_ms)
            ours.append(ours_ms)
    window_ms, empty_ms = statistics.median(ours), statistics.median(empty)
    return {
        "window_ms": round(window_ms, 1),
        "empty_window_ms": round(empty_ms, 1),
        "ratio": round(window_ms / empty_ms, 2),
        "heavy_modules": heavy,
        "tensorflow_imported_at_start": "tensorflow" in heavy,
        "rounds": rounds,
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 7)))
