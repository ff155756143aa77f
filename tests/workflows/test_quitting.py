"""Whatever is going on when the window is closed: the program ends with 0 and the project opens."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from core import bundle as bundles
from core import run_state
from core.bundle import Bundle
from core.config import preset
from core.corpus import Corpus, Split
from core.generators import take
from core.project import Project
from core.run_keeping import state_of_run
from core.sources import FormatName, read_corpus, write
from core.vocab import build_vocab
from core.weights import initial_weights

PROJECT_ROOT = Path(__file__).parents[2]
LEAVER = Path(__file__).with_name("leaver.py")
N_SENTENCES = 500


def filled(path: Path) -> Path:
    """Make a project with generated sentences to learn from and to judge by."""
    with Project.create(path) as project:
        for split, n, seed in ((Split.TRAIN, N_SENTENCES - 20, 1), (Split.DEV, 20, 2)):
            corpus = take("names", n, seed=seed)
            running = project.begin_import(f"names-{split}", "generated", corpus.layers)
            running.add([replace(sentence, split=split) for sentence in corpus.sentences])
            running.finish()
    return path


def with_model(path: Path) -> None:
    """Put a network into the project that has learnt nothing, but tags."""
    with Project.open(path) as project:
        sentences, layer, config = tuple(project.sentences()), project.layers[0], preset("tiny")
        vocab = build_vocab(sentences, layer.name, config)
        weights = initial_weights(config.network, vocab.sizes, seed=1)
        project.save_model("first", bundles.to_bytes(Bundle(config, layer, vocab, weights)), {}, layer=layer.name)


def long_file(path: Path) -> Path:
    """Write a file whose import takes seconds."""
    corpus: Corpus = take("names", 2000, seed=3)
    write(corpus.sentences * 24, path, format=FormatName.CONLL_COLUMNS, layers=corpus.layers[:1])
    return path


def leave(moment: str, project: Path, file: Path, *, later: int = 0) -> list[str]:
    """Let a process of its own quit at this moment; return what it has said on the way."""
    home = project.parent
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT_ROOT)}
    ended = subprocess.run(
        [sys.executable, str(LEAVER), moment, str(project), str(file), str(later)],
        cwd=PROJECT_ROOT,
        env=environment | dict.fromkeys(names, str(home)),
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert ended.returncode == 0, ended.stderr
    assert "QThread: Destroyed" not in ended.stderr
    assert "Traceback" not in ended.stderr
    log = home / "tagscope" / "tagscope.log"
    assert not log.exists() or "Traceback" not in log.read_text(encoding="utf-8")
    said = ended.stdout.splitlines()
    assert said[:1] == ["the moment has come"], ended
    return said[1:]


def check(path: Path) -> None:
    """Assert that the file is sound and nothing half imported is in it."""
    with Project.open(path) as project:
        assert sum(1 for _ in project.sentences()) == project.n_sentences == N_SENTENCES
        for model in project.models():
            assert bundles.from_bytes(project.model(model.id), name=model.name).layer in project.layers
    database = apsw.Connection(str(path))
    assert [row[0] for row in database.execute("PRAGMA integrity_check")] == ["ok"]
    assert list(database.execute("PRAGMA foreign_key_check")) == []
    database.close()


def after_import(project: Project, file: Path, said: list[str]) -> None:
    assert said == []
    assert project.layers == take("names", 1, seed=1).layers


def after_tracing(project: Project, file: Path, said: list[str]) -> None:
    assert said == ["asked"]
    assert not project.models()


def after_training(project: Project, file: Path, said: list[str]) -> None:
    assert said == ["asked"]
    can_go_on(project)


def after_a_signal(project: Project, file: Path, said: list[str]) -> None:
    assert said == [], "nobody is there to answer"
    can_go_on(project)


def can_go_on(project: Project) -> None:
    [run] = project.runs.all()
    assert (run.ended_at, run.reason) == ("", "")
    # The process that was left has its home beside the project.
    name = state_of_run(project.identity, run.id, run.started_at).name
    kept = run_state.load(project.path.parent / "tagscope" / "runs" / project.identity / name)
    assert kept.position.step >= max(step.step for step in project.runs.steps(run.id))
    assert project.runs.epochs(run.id)
    assert [model.run for model in project.models()] == [run.id]


def after_saving(project: Project, file: Path, said: list[str]) -> None:
    assert said == []
    assert [model.name for model in project.models()] == ["run 1"]


def after_tagging(project: Project, file: Path, said: list[str]) -> None:
    assert said == []
    if file.exists():
        assert len(read_corpus(file)[0].sentences) == 20_000
    assert not list(file.parent.glob("*.part"))


Check = Callable[[Project, Path, list[str]], None]
WITHOUT_TENSORFLOW: dict[str, Check] = {
    "importing": after_import,
    "saving": after_saving,
    "tagging": after_tagging,
}
WITH_TENSORFLOW: dict[str, Check] = {
    "tracing": after_tracing,
    "training": after_training,
    "terminated": after_a_signal,
}


def quit_and_look(moment: str, look: Check, folder: Path, *, later: int = 0) -> None:
    project = filled(folder / "words.tagscope")
    file = folder / "long.conll"
    if moment == "importing":
        long_file(file)
    if moment == "tagging":
        with_model(project)
    said = leave(moment, project, file, later=later)
    check(project)
    with Project.open(project) as opened:
        look(opened, file, said)


@pytest.mark.parametrize("moment", WITHOUT_TENSORFLOW | WITH_TENSORFLOW)
def test_quitting_in_the_middle_ends_with_zero_and_the_project_opens(moment: str, tmp_path: Path) -> None:
    quit_and_look(moment, (WITHOUT_TENSORFLOW | WITH_TENSORFLOW)[moment], tmp_path)


def after_warming_up(project: Project, file: Path, said: list[str]) -> None:
    assert said == []


# Milliseconds after the moment, so that each repetition hits another place.
LATER = (0, 20, 60, 150, 400)


@pytest.mark.slow
@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize(
    "moment", ["warming_up", "importing", "saving", "tagging", "tracing", "training", "terminated"]
)
def test_quitting_again_and_again_always_ends_with_zero(moment: str, later: int, tmp_path: Path) -> None:
    checks = WITHOUT_TENSORFLOW | WITH_TENSORFLOW | {"warming_up": after_warming_up}
    if moment == "tracing" and later:
        checks["tracing"] = after_some_tracing
    quit_and_look(moment, checks[moment], tmp_path, later=later)


def after_some_tracing(project: Project, file: Path, said: list[str]) -> None:
    """By then the run may have begun, and a first step been made."""
    assert said == ["asked"]
    runs, models = project.runs.all(), project.models()
    assert len(models) <= len(runs) <= 1
    assert all(run.reason == "stopped" for run in runs)
    assert all(model.run == run.id for model, run in zip(models, runs, strict=False))
