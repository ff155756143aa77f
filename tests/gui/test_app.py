"""The process: what it loads at start, and that it ends with 0 whatever is going on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).parents[2]

# Each is run as `guide(window)` of the real program, in a process of its own; `app` and `QTimer` are there.
PHASES = {
    "at once": "window.first_painted.connect(window.on_quit)",
    "while a job floods": """
def work(control):
    number = 0
    while True:
        yield number
        number += 1
window.jobs.start("flood", "Flood", work)
QTimer.singleShot(300, window.on_quit)
""",
    "while a job is paused": """
def work(control):
    while control.run.checkpoint():
        yield 1
window.jobs.start("held", "Held", work).pause()
QTimer.singleShot(300, window.on_quit)
""",
    "while the sample is made": """
window.first_painted.connect(window.ways_in.on_sample)
QTimer.singleShot(60, window.on_quit)
""",
    "while TensorFlow is imported": """
import time
jobs_module.SHUTDOWN_SECONDS = 2.0
window.first_painted.connect(window.jobs.warm_up)
QTimer.singleShot(1500, window.on_quit)
""",
    "while a thread does not answer": """
import threading
jobs_module.SHUTDOWN_SECONDS = 0.3
def work(control):
    yield 1
    threading.Event().wait()
window.jobs.start("deaf", "Deaf", work)
QTimer.singleShot(200, window.on_quit)
""",
    "by SIGTERM": "QTimer.singleShot(200, lambda: os.kill(os.getpid(), signal.SIGTERM))",
    "after a slot failed": """
def fail():
    raise ValueError("broken slot")
QTimer.singleShot(50, fail)
QTimer.singleShot(300, window.on_quit)
""",
}

PROGRAM = """
import os, signal, sys
from PySide6.QtCore import QTimer
import gui.app, gui.jobs as jobs_module
gui.app.WARM_UP_MS = 600_000
def guide(window):
    exec(sys.argv[1], globals() | {{"window": window}})
sys.exit(gui.app.run({paths}, guide=guide))
"""


def run(phase: str, home: Path, paths: str = "()") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment |= {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.format(paths=paths), PHASES[phase]],
        cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize("phase", PHASES)
def test_it_ends_with_zero(phase: str, tmp_path: Path) -> None:
    ended = run(phase, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "QThread: Destroyed" not in ended.stderr
    for project in (tmp_path / "tagscope").glob("*.tagscope"):
        assert_opens(project)


def assert_opens(path: Path) -> None:
    code = "import sys; from pathlib import Path; from core.project import Project; Project.open(Path(sys.argv[1]))"
    ended = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr


def test_what_failed_is_in_the_log_on_this_computer(tmp_path: Path) -> None:
    run("after a slot failed", tmp_path)
    log = (tmp_path / "tagscope" / "tagscope.log").read_text(encoding="utf-8")
    assert "ValueError: broken slot" in log


def test_a_project_that_is_missing_does_not_keep_the_window_away(tmp_path: Path) -> None:
    assert run("at once", tmp_path, paths="['missing.tagscope']").returncode == 0


def test_importing_the_program_loads_nothing_heavy() -> None:
    code = (
        "import sys, gui.app\n"
        "heavy = {'tensorflow', 'keras', 'numpy', 'onnx', 'onnxruntime', 'pyqtgraph', 'apsw', 'msgspec'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_the_label_page_is_there_before_the_engine_that_suggests() -> None:
    code = "import sys, gui.label_page.page; print(sorted({'onnx', 'onnxruntime', 'tensorflow'} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
