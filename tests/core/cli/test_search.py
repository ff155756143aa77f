"""`tagscope search` with real, tiny networks: the ranking, the model it writes, what it refuses."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from core import bundle as bundles

Call = Callable[..., Result]
Write = Callable[..., Path]

COLUMNS = "Mira\tB-PER\nHolt\tI-PER\nleft\tO\nLund\tB-LOC\n\nrain\tO\nfell\tO\n\n"


def test_the_best_options_come_first_and_their_model_is_written(call: Call, write: Write, tmp_path: Path) -> None:
    out = tmp_path / "m.safetensors"
    path, dev = write("train.conll", COLUMNS * 4), write("dev.conll", COLUMNS)
    options = ("--preset", "tiny", "--epochs", 2, "--trials", 3, "--over", "units=4,5", "--over", "dropout=0.0..0.3")
    result = call("search", path, "--dev", dev, *options, "--out", out, "--json")
    assert result.exit_code == 0
    trials = json.loads(result.stdout)["trials"]
    assert {trial["trial"] for trial in trials} == {1, 2, 3}
    scores = [trial["score"] for trial in trials]
    assert scores == sorted(scores, reverse=True)
    assert all(set(trial["options"]) == {"units", "dropout"} for trial in trials)
    bundle = bundles.load(out)
    assert bundle.config.network.units == trials[0]["options"]["units"]
    assert bundle.info.dev_score == scores[0]


def test_what_cannot_be_searched_is_refused(call: Call, write: Write) -> None:
    path = write("train.conll", COLUMNS)
    assert call("search", path).exit_code == 2
    result = call("search", path, "--dev", path, "--over", "unitz")
    assert (result.exit_code, "unitz" in result.stderr) == (1, True)


def test_without_optuna_it_says_what_to_install(call: Call, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    path = write("train.conll", COLUMNS)
    result = call("search", path, "--dev", path, "--trials", 1)
    assert result.exit_code == 1
    assert "uv sync --extra search" in result.stderr
