"""`tagscope train` with a real, tiny network: what it reads, refuses, writes, and how it is interrupted."""

import json
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import msgspec
import pytest
from click.testing import Result

from core import bundle as bundles
from core.cli import INTERRUPTED, following
from core.config import PRESETS, Endless
from core.corpus import Layer, Scheme
from core.runs import EpochEnd

Call = Callable[..., Result]
Write = Callable[..., Path]
Train = Callable[..., Result]

COLUMNS = "Mira\tNN\tB-PER\nHolt\tNN\tI-PER\nleft\tVB\tO\nLund\tNN\tB-LOC\n\nrain\tNN\tO\nfell\tVB\tO\n\n"
BARE = ("rain\tO\n", "Mira\tB-PER\nleft\tO\n")


def _interrupt(event: EpochEnd) -> str:
    """Say what an epoch was, and press Ctrl+C."""
    signal.raise_signal(signal.SIGINT)
    return f"epoch {event.epoch}"


def _assert_alike(one: Path, other: Path) -> None:
    """Check that two models differ in when they were made at the most."""
    first, second = bundles.load(one), bundles.load(other)
    dated = msgspec.structs.replace(first.info, trained_at=second.info.trained_at)
    assert replace(first, info=dated) == second


@pytest.fixture
def train(call: Call, tmp_path: Path) -> Train:
    """Train the smallest network for one epoch."""

    def run(*arguments: object) -> Result:
        return call("train", *arguments, "--preset", "tiny", "--epochs", 1, "--out", tmp_path / "m.safetensors")

    return run


def test_every_option_reaches_the_model(call: Call, write: Write, tmp_path: Path) -> None:
    out = tmp_path / "m.safetensors"
    path, dev = write("train.conll", COLUMNS * 4), write("dev.conll", COLUMNS)
    options = ["--dev", dev, "--layer", "ner", "--preset", "tiny", "--epochs", 2, "--seed", 5, "--out", out, "--json"]
    result = call("train", path, *options)
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)
    summary = json.loads(result.stdout)
    assert (summary["out"], summary["layer"], summary["reason"]) == ("m.safetensors", "ner", "finished")
    assert [row["epoch"] for row in summary["epochs"]] == [1, 2]
    assert all(0.0 <= row["accuracy"] <= 1.0 and row["f1"] is not None for row in summary["epochs"])
    bundle = bundles.load(out)
    assert bundle.layer == Layer("ner", Scheme.IOB2)
    assert bundle.config.network == PRESETS["tiny"].network
    assert (bundle.config.training.epochs, bundle.config.training.seed, bundle.info.seed) == (2, 5, 5)
    assert json.loads(call("eval", out, dev, "--json").stdout)["tokens"] == 6
    assert call("tag", out, dev).stdout.count("\n\n") == 2


def test_word_vectors_decide_the_size_of_words(train: Train, write: Write, tmp_path: Path) -> None:
    vectors = write("glove.txt", "rain 3 4 5\nsnow 0 0 1\n")
    assert train(write("train.conll", COLUMNS), "--vectors", vectors).exit_code == 0
    bundle = bundles.load(tmp_path / "m.safetensors")
    assert bundle.config.network.word_size == 3
    assert bundle.config.training.vectors == "glove.txt"
    assert bundle.weights["word/embedding"][bundle.vocab.word_row("rain")] == pytest.approx([3, 4, 5], abs=0.5)
    refused = train(write("train.conll", COLUMNS), "--vectors", write("empty.txt", ""))
    assert (refused.exit_code, "empty.txt: holds no word with a vector." in refused.stderr) == (1, True)


@pytest.mark.parametrize(("name", "layer"), [(None, "pos"), ("column:3", "column:3"), ("upos", "upos")])
def test_the_layer_is_the_first_or_the_one_asked_for(
    name: str | None, layer: str, train: Train, write: Write, tmp_path: Path
) -> None:
    path = write("train.conll", COLUMNS)
    assert train(path, "--dev", path, *(["--layer", name] if name else [])).exit_code == 0
    assert bundles.load(tmp_path / "m.safetensors").layer.name == layer


@pytest.mark.parametrize("content", [*BARE, "rain\tNN\nfell\tNN\n"], ids=["one token", "one sentence", "one label"])
def test_the_smallest_corpora(content: str, train: Train, write: Write) -> None:
    path = write("train.conll", content)
    result = train(path, "--dev", path)
    assert result.exit_code == 0
    assert "Traceback" not in result.stderr


def test_labels_that_only_dev_has_are_named(train: Train, write: Write) -> None:
    result = train(
        write("train.conll", COLUMNS), "--layer", "ner", "--dev", write("dev.conll", COLUMNS + "May\tNN\tB-DATE\n")
    )
    assert result.exit_code == 0
    assert "dev.conll: labels that train.conll never shows count as errors: B-DATE\n" in result.stderr


@pytest.mark.parametrize(
    ("layer", "found"),
    [
        ("upos2", "train.conll: has no layer 'upos2'. Choose one of: pos, ner;"),
        ("column:4", "train.conll: has no layer 'column:4'."),
        ("column:0", "train.conll: has no layer 'column:0'."),
        ("column:1", "train.conll: has no layer 'column:1'."),
    ],
)
def test_a_wrong_layer_is_answered_with_the_right_ones(layer: str, found: str, train: Train, write: Write) -> None:
    result = train(write("train.conll", COLUMNS), "--layer", layer)
    assert result.exit_code == 1
    assert result.stderr.startswith(found)


@pytest.mark.parametrize(
    ("name", "content"),
    [("day.txt", "rain fell\n"), ("day.conllu", "1\train\t_\t_\t_\t_\t0\troot\t_\t_\n\n")],
)
def test_a_corpus_without_labels(name: str, content: str, train: Train, write: Write, tmp_path: Path) -> None:
    for arguments in ([write(name, content)], [write("train.conll", COLUMNS), "--dev", write(name, content)]):
        result = train(*arguments)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{name}: ")
        assert not (tmp_path / "m.safetensors").exists()


@pytest.mark.parametrize(("out", "first"), [("missing/m.safetensors", "m.safetensors"), ("folder", "folder")])
def test_a_target_that_cannot_be_is_refused_before_anything_is_read(
    out: str, first: str, call: Call, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    result = call("train", tmp_path / "missing.conll", "--out", tmp_path / out)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{first}: ")


def test_no_input_is_written_over(call: Call, write: Write) -> None:
    path, dev = write("train.conll", COLUMNS), write("dev.conll", COLUMNS)
    for out in (path, dev):
        result = call("train", path, "--dev", dev, "--preset", "tiny", "--out", out)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{out.name}: is one of the files to learn from.")
        assert out.read_text(encoding="utf-8") == COLUMNS


def test_an_interrupt_keeps_the_best_weights(
    call: Call, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_epoch_line", _interrupt)
    path = write("train.conll", COLUMNS)
    out = tmp_path / "m.safetensors"
    result = call("train", path, "--dev", path, "--preset", "tiny", "--epochs", 500, "--out", out, "--json")
    assert result.exit_code == INTERRUPTED
    assert "Stopping after this batch." in result.stderr
    summary = json.loads(result.stdout)
    assert (summary["reason"], summary["best_epoch"], len(summary["epochs"])) == ("stopped", 1, 1)
    assert bundles.load(out).info.epochs == 1


def test_a_process_of_its_own_says_only_what_is_for_users_and_survives_a_full_disk(
    child: Callable[..., CompletedProcess[bytes]], write: Write, tmp_path: Path
) -> None:
    write("train.conll", COLUMNS)
    (tmp_path / "m.safetensors").write_bytes(b"old")
    options = ("--preset", "tiny", "--epochs", 1, "--out", "m.safetensors")
    result = child("train", "train.conll", *options, largest_file=4096)
    lines = result.stderr.decode().split("\n")
    assert result.returncode == 1
    assert [line.split()[0] for line in lines if line] == ["train.conll:", "epoch", "m.safetensors:"]
    assert lines[-2].startswith("m.safetensors: cannot be written: file too large.")
    assert (tmp_path / "m.safetensors").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m.safetensors", "train.conll"]


def test_an_endless_task_needs_no_file(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "m.safetensors"
    options = ("--endless", "token", "--sentences", 40, "--preset", "tiny", "--epochs", 2, "--seed", 3, "--out", out)
    losses = []
    for _turn in range(2):
        result = call("train", *options, "--json")
        assert result.exit_code == 0
        losses.append([row["train_loss"] for row in json.loads(result.stdout)["epochs"]])
    assert losses[0] == losses[1]
    assert losses[0][0] != losses[0][1]
    training = bundles.load(out).config.training
    assert (training.endless, training.endless_sentences) == (Endless.TOKEN, 40)


@pytest.mark.parametrize(
    "given",
    [(), ("x.conll", "--endless", "token"), ("x.conll", "--sentences", 5), ("--endless", "far", "--dev", "d")],
)
def test_a_file_and_an_endless_task_shut_each_other_out(given: tuple[object, ...], call: Call, tmp_path: Path) -> None:
    result = call("train", *given, "--out", tmp_path / "m.safetensors")
    assert result.exit_code == 2
    assert not (tmp_path / "m.safetensors").exists()


@pytest.fixture
def interrupted(call: Call, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model whose run was interrupted after its first epoch."""

    path, out = write("train.conll", COLUMNS), tmp_path / "m.safetensors"
    with monkeypatch.context() as patched:
        patched.setattr(following, "_epoch_line", _interrupt)
        result = call("train", path, "--dev", path, "--preset", "tiny", "--epochs", 3, "--seed", 7, "--out", out)
    assert result.exit_code == INTERRUPTED
    assert result.stderr.endswith("m.safetensors.unfinished: the same command with --resume goes on from here.\n")
    return out


def test_an_interrupted_run_goes_on_to_the_same_model(interrupted: Path, call: Call, tmp_path: Path) -> None:
    path, whole = tmp_path / "train.conll", tmp_path / "whole.safetensors"
    result = call("train", path, "--dev", path, "--out", interrupted, "--resume")
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith("m.safetensors.unfinished: going on after batch 1, in epoch 2.")
    assert "epoch   1" not in result.stderr
    call("train", path, "--dev", path, "--preset", "tiny", "--epochs", 3, "--seed", 7, "--out", whole)
    _assert_alike(interrupted, whole)
    assert sorted(child.name for child in tmp_path.iterdir()) == [
        "m.safetensors",
        "train.conll",
        "whole.safetensors",
    ]


def test_what_an_interrupted_run_brings_along_is_not_given_again(interrupted: Path, call: Call, tmp_path: Path) -> None:
    path = tmp_path / "train.conll"
    for option, value in (("--epochs", 5), ("--preset", "tiny"), ("--layer", "ner"), ("--seed", 1)):
        result = call("train", path, "--dev", path, "--out", interrupted, "--resume", option, value)
        assert result.exit_code == 2
        assert f"--resume goes on with the options that the run had; leave out {option}." in result.stderr


def test_an_interrupted_run_does_not_go_on_with_other_sentences(interrupted: Path, call: Call, tmp_path: Path) -> None:
    path = tmp_path / "train.conll"
    result = call("train", path, "--out", interrupted, "--resume")
    assert result.exit_code == 1
    assert "the sentences or their labels have changed since this run was interrupted." in result.stderr
    assert interrupted.with_name("m.safetensors.unfinished").exists()


def test_starting_anew_says_what_is_given_up(interrupted: Path, call: Call, tmp_path: Path) -> None:
    path = tmp_path / "train.conll"
    result = call("train", path, "--preset", "tiny", "--epochs", 1, "--out", interrupted)
    assert result.exit_code == 0
    assert "m.safetensors.unfinished: of a run that was interrupted; --resume would go on with it." in result.stderr
    assert not interrupted.with_name("m.safetensors.unfinished").exists()


def test_where_nothing_was_interrupted(call: Call, write: Write, tmp_path: Path) -> None:
    path = write("train.conll", COLUMNS)
    result = call("train", path, "--out", tmp_path / "m.safetensors", "--resume")
    assert result.exit_code == 1
    assert result.stderr == "m.safetensors.unfinished: no run was interrupted here. Start a new run.\n"


def test_an_endless_task_goes_on(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, whole = tmp_path / "m.safetensors", tmp_path / "whole.safetensors"
    options = ("--endless", "token", "--sentences", 40, "--preset", "tiny", "--epochs", 3)
    with monkeypatch.context() as patched:
        patched.setattr(following, "_epoch_line", _interrupt)
        assert call("train", *options, "--out", out).exit_code == INTERRUPTED
    for more, found in (((), "learns an endless task: leave out TRAIN"), (("--sentences", 5), "--sentences")):
        result = call("train", *(more or ("x.conll",)), "--out", out, "--resume")
        assert result.exit_code == 2
        assert found in result.stderr
    assert call("train", "--out", out, "--resume").exit_code == 0
    call("train", *options, "--out", whole)
    _assert_alike(out, whole)
