"""The walk: it ends with 0 on the sample and leaves a picture of everything; where it fails it says so and ends."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

PROJECT_ROOT = Path(__file__).parents[3]
STEP_NAMES = (
    "start", "import", "generate", "label", "tensors", "first-steps", "doctor", "train", "pause",
    "resume", "measures", "tag", "correct", "add", "many-kinds",
)  # fmt: skip
FIGURES = {
    "window_ms", "tensorflow_imported_at_start", "training_lateness_p99_ms", "training_lateness_max_ms",
    "warmup_lateness_max_ms", "tag_p95_ms",
}  # fmt: skip

# A run is going on when the second step disappoints; nobody is there to answer a question.
BROKEN = """
import sys
from pathlib import Path
from gui import messages, tour
from gui.tour import steps

def begin(hands, figures, corpus, dev):
    def work(control):
        while control.run.checkpoint():
            yield 1
    hands.window.jobs.start("train", "Training", work)
    return {}

def fail(hands, figures, corpus, dev):
    raise AssertionError("the window disappoints")

steps.STEPS = (("begin", begin), ("fail", fail), ("never", begin))
messages.ask = lambda *words: sys.exit("asked")
sys.exit(tour.run(Path(sys.argv[1])))
"""


def run(*command: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(home))
    return subprocess.run(
        [sys.executable, *command], cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, check=False,
        timeout=900,
    )  # fmt: skip


def result_of(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "tour.json").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_walk_over_the_sample_ends_with_zero_and_every_picture_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    ended = run("-m", "gui", "tour", str(folder), home=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    result = result_of(folder)
    assert result["exit_code"] == 0
    assert set(result) >= FIGURES
    assert result["tensorflow_imported_at_start"] is False
    assert tuple(step["step"] for step in result["steps"]) == STEP_NAMES
    assert all(step["ok"] for step in result["steps"])
    steps = {step["step"]: step for step in result["steps"]}
    assert steps["resume"]["epochs"] >= 1
    assert steps["label"]["changed"] >= 1
    assert set(steps["tag"]["tags"]) > {"O"}
    told = [picture for step in result["steps"] for picture in step.get("pictures", ())]
    assert sorted(path.name for path in folder.glob("*.png")) == sorted(told)
    for name in told:
        assert_is_a_picture(folder / name)
    assert len(steps["measures"]["paper"]) == 5
    assert all((folder / name).stat().st_size > 4000 for name in steps["measures"]["paper"])


def assert_is_a_picture(path: Path) -> None:
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1440, 900), path.name
    some = {image.pixel(x, y) for x in range(0, 1440, 40) for y in range(0, 900, 20)}
    assert len(some) > 3, f"{path.name} is empty"


def test_a_walk_that_fails_while_a_run_goes_on_ends_with_one_and_asks_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    ended = run("-c", BROKEN, str(folder), home=tmp_path)
    assert ended.returncode == 1, ended.stderr
    assert "asked" not in ended.stderr
    result = result_of(folder)
    assert [(step["step"], step["ok"]) for step in result["steps"]] == [("begin", True), ("fail", False)]
    assert result["steps"][1]["error"] == "AssertionError: the window disappoints"
    assert (folder / "failed-fail-light.png").exists()
