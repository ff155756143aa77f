"""A run as a file that other programs read: every step and epoch, and the options it was started with."""

import csv
import io
import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.store.runs import RunEpoch, RunStep, StoredRun

_STEP_COLUMNS = ("step", "epoch", "loss", "gradient_norm", "learning_rate", "tokens_per_second")
# What is kept in words of our own and is of no use elsewhere.
_OURS = frozenset({"watched"})


def steps_as_csv(steps: Sequence[RunStep]) -> str:
    """Return one line a batch under a line of names, numbers unrounded; a number that was none is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_STEP_COLUMNS)
    for step in steps:
        values = (getattr(step, name) for name in _STEP_COLUMNS)
        writer.writerow(["" if _is_none(value) else value for value in values])
    return text.getvalue()


def run_as_json(run: StoredRun, epochs: Sequence[RunEpoch], steps: Sequence[RunStep]) -> str:
    """Return everything that is kept of a run; a number that was none is null."""
    content: dict[str, Any] = {
        "name": run.name,
        "layer": run.layer,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "reason": run.reason,
        "config": json.loads(run.config or "{}"),
        "epochs": [_plain({name: v for name, v in epoch.scores.items() if name not in _OURS}) for epoch in epochs],
        "steps": [_plain(asdict(step)) for step in steps],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: None if _is_none(value) else value for name, value in values.items()}


def _is_none(value: object) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))
