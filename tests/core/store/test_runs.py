"""Runs keep their series, models their bytes; nothing half saved is ever listed."""

import math

import pytest

from core.errors import ProjectDamagedError, ProjectError
from core.project import Project
from core.store.connection import Connection
from core.store.runs import Checkpoint, RunEpoch, RunStep


def test_models_are_listed_without_their_bytes(project: Project) -> None:
    content = bytes(range(256)) * 5000
    first = project.save_model("default", content, {"accuracy": 0.94}, layer="upos", run=3)
    second = project.save_model("tiny", b"x")
    listed = project.models()
    assert [(m.id, m.name, m.layer, m.run, m.info, m.n_bytes) for m in listed] == [
        (first, "default", "upos", 3, {"accuracy": 0.94}, len(content)),
        (second, "tiny", "", None, {}, 1),
    ]
    assert project.model(first) == content
    project.runs.rename_model(second, "tiniest")
    project.runs.remove_model(first)
    assert [model.name for model in project.models()] == ["tiniest"]
    with pytest.raises(KeyError):
        project.model(first)


def test_changed_bytes_are_told(project: Project) -> None:
    number = project.save_model("default", b"weights")
    connection: Connection = project._connection
    connection.run("UPDATE model_content SET content = x'00'")
    with pytest.raises(ProjectError, match="model 1 is not as it was saved"):
        project.model(number)


def test_a_model_is_saved_whole_or_not_at_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    connection: Connection = project._connection
    run = connection.run

    def fail(sql: str, values: object = ()) -> int:
        if "model_content" in sql:
            raise ProjectError("the disk is full.")
        return run(sql, values)

    monkeypatch.setattr(connection, "run", fail)
    with pytest.raises(ProjectError):
        project.save_model("default", b"weights")
    assert project.models() == ()


def test_a_run_and_its_series_survive_reopening(project: Project) -> None:
    runs = project.runs
    number = runs.start("default, seed 1", "upos", '{"seed": 1}')
    steps = tuple(RunStep(k, 1 + k // 3, 1 / k, 0.5, 0.003, 9000.0) for k in range(1, 7))
    runs.add_steps(number, steps[:4])
    runs.add_steps(number, steps[3:])
    epochs = (RunEpoch(1, {"dev_loss": None, "accuracy": 0.5}), RunEpoch(2, {"dev_loss": 0.25, "labels": ["A"]}))
    for epoch in epochs:
        runs.add_epoch(number, epoch)
    assert runs.all()[0].ended_at == ""
    runs.end(number, "finished")
    project.close()
    with Project.open(project.path) as again:
        (run,) = again.runs.all()
        assert (run.id, run.name, run.layer, run.reason, run.config) == (
            number,
            "default, seed 1",
            "upos",
            "finished",
            '{"seed": 1}',
        )
        assert run.ended_at >= run.started_at
        assert again.runs.steps(number) == steps
        assert again.runs.epochs(number) == epochs
        again.runs.remove(number)
        assert again.runs.all() == again.runs.steps(number) == again.runs.epochs(number) == ()


def test_a_loss_that_is_no_number(project: Project) -> None:
    number = project.runs.start("diverged", "upos", "{}")
    project.runs.add_steps(number, [RunStep(1, 1, math.nan, math.inf, 1.0, 1.0)])
    (step,) = project.runs.steps(number)
    assert math.isnan(step.loss)
    assert step.gradient_norm == math.inf


def test_a_checkpoint_is_kept_replaced_and_removed(project: Project) -> None:
    runs = project.runs
    first, second = runs.start("a", "pos", "{}"), runs.start("b", "pos", "{}")
    assert runs.checkpoint(first) is None
    runs.save_checkpoint(first, Checkpoint(1, 40, b"early"))
    runs.save_checkpoint(second, Checkpoint(1, 7, b"other"))
    later = Checkpoint(2, 81, bytes(range(256)) * 4000)
    runs.save_checkpoint(first, later)
    project.close()
    with Project.open(project.path) as again:
        assert again.runs.checkpoint(first) == later
        again.runs.remove_checkpoint(first)
        assert again.runs.checkpoint(first) is None
        assert again.runs.checkpoint(second) == Checkpoint(1, 7, b"other")
        again.runs.remove(second)
        assert again.runs.checkpoint(second) is None


def test_a_changed_checkpoint_is_told(project: Project) -> None:
    number = project.runs.start("a", "pos", "{}")
    project.runs.save_checkpoint(number, Checkpoint(1, 40, b"weights"))
    connection: Connection = project._connection
    connection.run("UPDATE checkpoint SET content = x'00'")
    with pytest.raises(ProjectDamagedError, match="the checkpoint of run 1 is not as it was saved"):
        project.runs.checkpoint(number)


def test_the_epochs_of_all_runs_come_in_one_reading_and_without_what_is_heavy(project: Project) -> None:
    runs = [project.runs.start(f"run {number}", "ner", "{}") for number in range(3)]
    for run in runs[:2]:
        for epoch in (2, 1):
            project.runs.add_epoch(run, RunEpoch(epoch, {"f1": epoch / run, "watched": {"losses": "x" * 99}}))
    found = project.runs.scores(without="watched")
    assert list(found) == runs[:2]
    for run in runs[:2]:
        assert found[run] == tuple(RunEpoch(epoch, {"f1": epoch / run}) for epoch in (1, 2))
        assert [set(one.scores) for one in project.runs.epochs(run)] == [{"f1", "watched"}] * 2
