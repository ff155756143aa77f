"""What a run hands over is on disk a moment later, the last of all at the end, and gone when it is over."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from core import run_keeping, run_state
from core.bundle import Bundle
from core.config import preset
from core.errors import ExportError, TagscopeError
from core.run_keeping import RunKeeper, state_beside, state_of_run
from core.run_state import Position, RunState


@pytest.fixture
def state(make_bundle: Callable[..., Bundle]) -> RunState:
    position = Position(
        epoch=1,
        batch=1,
        step=1,
        judged=0,
        best_epoch=0,
        best_score=None,
        n_tokens=1,
        loss=1.0,
        seconds=1.0,
        elapsed=1.0,
        size_best=None,
        size_lowered=1.0,
        data="",
    )
    return RunState(position, make_bundle(preset("tiny")), {}, {})


def _at(state: RunState, step: int) -> RunState:
    return replace(state, position=msgspec.structs.replace(state.position, step=step))


def _never(error: TagscopeError) -> None:
    raise AssertionError(error)


def test_the_last_state_is_kept(state: RunState, tmp_path: Path) -> None:
    keeper = RunKeeper(tmp_path / "kept", _never)
    for step in range(1, 30):
        keeper.take(_at(state, step))
    keeper.close()
    assert run_state.load(keeper.path).position.step == 29
    assert [child.name for child in tmp_path.iterdir()] == ["kept"]


def test_a_run_does_not_wait_for_the_disk(state: RunState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    may_write, saved = threading.Event(), []

    def slow(state: RunState, path: Path) -> None:
        may_write.wait(10)
        saved.append(state.position.step)

    monkeypatch.setattr(run_keeping.run_state, "save", slow)
    keeper = RunKeeper(tmp_path / "kept", _never)
    for step in range(1, 6):
        keeper.take(_at(state, step))
    assert not saved
    may_write.set()
    keeper.close()
    assert saved[-1] == 5
    assert len(saved) <= 2


def test_what_cannot_be_written_is_told_once(state: RunState, tmp_path: Path) -> None:
    told: list[TagscopeError] = []
    keeper = RunKeeper(tmp_path / "missing" / "kept", told.append)
    for step in range(1, 4):
        keeper.take(_at(state, step))
    keeper.close()
    assert [type(error) for error in told] == [ExportError]
    keeper.discard()


def test_what_a_killed_process_left_half_written_is_removed(state: RunState, tmp_path: Path) -> None:
    (tmp_path / ".kept.0123456789abcdef.part").write_bytes(b"half")
    RunKeeper(tmp_path / "kept", _never).close()
    assert not list(tmp_path.iterdir())


def test_what_is_over_is_gone(state: RunState, tmp_path: Path) -> None:
    keeper = RunKeeper(tmp_path / "kept", _never)
    keeper.take(state)
    keeper.discard()
    assert not list(tmp_path.iterdir())


def test_a_state_lies_beside_its_model() -> None:
    assert state_beside(Path("a") / "m.safetensors") == Path("a") / "m.safetensors.unfinished"


def test_runs_of_copies_of_a_project_have_places_of_their_own() -> None:
    places = {
        state_of_run(project, run, at)
        for project in ("a" * 32, "b" * 32)
        for run in (1, 11)
        for at in ("2026-11-25T10:00:00+00:00", "2026-11-25T10:00:01+00:00")
    }
    assert len(places) == 8
    assert all(place.suffix == ".unfinished" for place in places)
