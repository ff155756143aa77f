"""The process that watches sees harm, and has no more memory than it was given."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Watch = Callable[..., Any]


def test_harm_is_seen(tmp_path: Path, watch: Watch) -> None:
    events = watch("harm", tmp_path / "good", [tmp_path / "bad"]).events
    for start in ("compile", "exec", "socket.", "os.system", "subprocess.Popen", f"open {tmp_path / 'elsewhere'}"):
        assert any(event.startswith(start) for event in events), start


def test_memory_is_limited(tmp_path: Path, watch: Watch) -> None:
    assert watch("memory", tmp_path / "good", [tmp_path / "bad"]).said == {"bad": "memory ran out"}
