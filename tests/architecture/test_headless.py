"""`core` works where PySide6 cannot be imported, and neither window nor library drags TensorFlow in."""

import subprocess
import sys
from pathlib import Path

PROJECT_ROOT = Path(__file__).parents[2]

IMPORT_EVERYTHING_WITHOUT_QT = """
import pkgutil, sys
sys.modules["PySide6"] = None
import core
engine = {"fold_training", "training", "steps", "model", "optimisers", "lstm", "crf", "keras_loss", "__main__"}
engine |= {"growing", "judging", "pacing", "rate_finder", "run_loop", "searching"}
for module in pkgutil.walk_packages(core.__path__, "core."):
    if module.name.removeprefix("core.") not in engine:
        __import__(module.name)
loaded = {"tensorflow", "keras"} & set(sys.modules)
assert not loaded, loaded
"""

COMMANDS_WITHOUT_QT = """
import sys
sys.modules["PySide6"] = None
sys.argv = ["tagscope", "generate", "token", "-n", "2", "--seed", "1"]
from gui.__main__ import main
main()
"""

WINDOW_WITHOUT_TENSORFLOW = """
import sys
import gui.app
loaded = {"tensorflow", "keras", "onnxruntime", "onnx", "pyqtgraph"} & set(sys.modules)
assert not loaded, loaded
"""


def _run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)


def test_core_without_qt_and_tensorflow() -> None:
    result = _run(IMPORT_EVERYTHING_WITHOUT_QT)
    assert result.returncode == 0, result.stderr


def test_commands_without_qt() -> None:
    result = _run(COMMANDS_WITHOUT_QT)
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("\n\n") == 2


def test_window_starts_without_the_heavy_libraries() -> None:
    result = _run(WINDOW_WITHOUT_TENSORFLOW)
    assert result.returncode == 0, result.stderr
