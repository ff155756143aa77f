"""Event files: read back by TensorFlow's own reader and messages, number by number, as the run said them."""

import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest

from core import training
from core.config import Config, EncodingConfig, NetworkConfig, TrainingConfig
from core.corpus import Layer, Sentence
from core.errors import ExportError
from core.event_files import EventFile, recorded
from core.runs import EpochEnd, Event, RunControl, StepEnd

SIZE = Layer("size")
WORDS = "the fox ran over grey hills as rain fell on old stones near a cold brook"
TEXT = WORDS.split(" ")
SENTENCES = tuple(
    Sentence(tokens, {"size": tuple("long" if len(token) > 3 else "short" for token in tokens)})
    for tokens in (tuple(TEXT[i : i + 4]) for i in range(12))
)
Series = dict[str, list[tuple[int, float]]]


def read(folder: Path) -> Series:
    """Return the numbers of the one event file in a folder; TensorFlow checks every checksum on the way."""
    import tensorflow as tf
    from tensorflow.core.util.event_pb2 import Event as Message

    [path] = folder.rglob("*tfevents*")
    found: Series = defaultdict(list)
    for number, record in enumerate(tf.data.TFRecordDataset(str(path))):
        event = Message.FromString(record.numpy())
        assert event.wall_time > 1.7e9
        assert (event.file_version == "brain.Event:2") == (not number)
        for value in event.summary.value:
            found[value.tag].append((event.step, value.simple_value))
    return dict(found)


def config_of(folder: Path) -> Config:
    return Config(
        network=NetworkConfig(word_size=6, affix_length=1, affix_size=3, shape_size=0, units=5),
        encoding=EncodingConfig(batch_size=4),
        training=TrainingConfig(epochs=3, patience=0, event_folder=str(folder)),
    )


def test_a_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    config = config_of(tmp_path)
    events = training.train(SENTENCES, SENTENCES[:5], SIZE, config=config, control=RunControl())
    said = list(recorded(events, config))
    steps, epochs = ([event for event in said if isinstance(event, kind)] for kind in (StepEnd, EpochEnd))
    found = read(tmp_path)
    for name in ("loss", "gradient_norm", "learning_rate", "tokens_per_second"):
        due = [(step.step, float(np.float32(getattr(step, name)))) for step in steps]
        assert found.pop(f"step/{name}") == due, name
    ends = [epoch.epoch * 3 for epoch in epochs]
    for name, values in {
        "train_loss": [epoch.train_loss for epoch in epochs],
        "dev_loss": [epoch.dev_loss for epoch in epochs],
        "dev_accuracy": [epoch.dev.accuracy for epoch in epochs if epoch.dev],
        "dev_accuracy_with_padding": [epoch.accuracy_with_padding for epoch in epochs],
    }.items():
        due = list(zip(ends, np.float32(values).tolist(), strict=True))
        assert found.pop(f"epoch/{name}") == due, name
    assert not found


def test_every_number_of_any_step_comes_back(tmp_path: Path) -> None:
    values = [0.0, -1.5, math.inf, 1e39, 0.25, math.nan]
    steps = [0, 1, 127, 128, 2**31, 2**62]
    file = EventFile(tmp_path)
    for step, value in zip(steps, values, strict=True):
        file.add(step, {"a": value, "ü" * 200: value})
    file.close()
    found = read(tmp_path)
    assert [step for step, _value in found["a"]] == steps
    np.testing.assert_array_equal(
        [value for _step, value in found["a"]], [0.0, -1.5, math.inf, math.inf, 0.25, math.nan]
    )
    assert len(found["ü" * 200]) == len(steps)


def test_a_run_that_is_stopped_leaves_what_it_has_done(tmp_path: Path) -> None:
    config = config_of(tmp_path)
    closed: list[bool] = []

    def events() -> Iterator[Event]:
        try:
            for step in range(1, 100):
                yield StepEnd(step, 1, 1.0 / step, 10, 1.0, 0.1, 100.0)
        finally:
            closed.append(True)

    said = recorded(events(), config)
    for _turn in range(5):
        next(said)
    said.close()  # type: ignore[attr-defined]
    assert closed == [True]
    assert [step for step, _value in read(tmp_path)["step/loss"]] == [1, 2, 3, 4, 5]


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plain = msgspec.structs.replace(config_of(tmp_path), training=TrainingConfig())
    step = StepEnd(1, 1, 1.0, 10, 1.0, 0.1, 100.0)
    assert list(recorded([step], plain)) == [step]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_refused_before_anything_is_learnt(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="Choose another folder"):
        next(recorded([], config_of(tmp_path / "file")))


def test_a_full_disk_ends_the_writing_and_not_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(EventFile, "add", full)
    steps = [StepEnd(step, 1, 1.0, 10, 1.0, 0.1, 100.0) for step in (1, 2, 3)]
    assert list(recorded(steps, config_of(tmp_path))) == steps
