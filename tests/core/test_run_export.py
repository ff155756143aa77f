"""What leaves the project is what was kept: every number, unrounded."""

import csv
import io
import json
from dataclasses import asdict

from core.run_export import run_as_json, steps_as_csv
from core.store.runs import RunEpoch, RunStep, StoredRun

RUN = StoredRun(3, "run «3»", "ner", "2026-01-01", "2026-01-02", "finished", '{"training": {"epochs": 2}}')
STEPS = (RunStep(1, 1, 0.123456789012345, 1.5, 0.003, 1000.0), RunStep(2, 1, float("nan"), 2.0, 0.0029, 999.5))
EPOCHS = (RunEpoch(1, {"epoch": 1, "f1": 0.25, "dev_loss": float("inf"), "watched": {"losses": "AAAA"}}),)


def test_json_holds_everything() -> None:
    found = json.loads(run_as_json(RUN, EPOCHS, STEPS))
    assert (found["name"], found["reason"], found["config"]) == ("run «3»", "finished", {"training": {"epochs": 2}})
    assert found["epochs"] == [{"epoch": 1, "f1": 0.25, "dev_loss": None}]
    assert found["steps"][0] == asdict(STEPS[0])
    assert found["steps"][1]["loss"] is None


def test_csv_holds_every_step() -> None:
    rows = list(csv.DictReader(io.StringIO(steps_as_csv(STEPS))))
    assert [float(row["loss"]) for row in rows[:1]] == [STEPS[0].loss]
    assert rows[1]["loss"] == ""
    assert [row["step"] for row in rows] == ["1", "2"]
