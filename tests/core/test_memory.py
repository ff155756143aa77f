"""Memory: what a run needs grows with its shapes, too much is refused, and a run that runs short ends well."""

import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from core import memory, training
from core.batches import EncodedCorpus, plan_batches
from core.config import Config, EncodingConfig, NetworkConfig, Optimiser, TokenInput, TrainingConfig
from core.corpus import Layer, Sentence
from core.errors import TrainingError
from core.memory import MEGABYTE, MemoryWatch, available_bytes, check_memory, needed_bytes, taken_bytes
from core.runs import EndReason, EpochEnd, RunControl, RunEnd, RunStarted, StepEnd
from core.steps import Learner, Learnt
from core.vocab import build_vocab

SIZE = Layer("size")
TEXT = "the fox ran over grey hills as rain fell on old stones near a cold brook"
WORDS = TEXT.split(" ")
SENTENCES = tuple(
    Sentence(tokens, {"size": tuple("long" if len(token) > 3 else "short" for token in tokens)})
    for tokens in (tuple(WORDS[i : i + 4]) for i in range(12))
)
CONFIG = Config(
    network=NetworkConfig(word_size=6, affix_length=1, affix_size=3, shape_size=0, units=5),
    encoding=EncodingConfig(batch_size=4),
    training=TrainingConfig(epochs=4, patience=0, learning_rate=0.01),
)
SIZES = build_vocab(SENTENCES, "size", CONFIG).sizes
PLAN = plan_batches([4] * 12, CONFIG.encoding)


def limited(megabytes: int) -> Config:
    return msgspec.structs.replace(CONFIG, training=msgspec.structs.replace(CONFIG.training, memory_limit=megabytes))


def need(**changes: object) -> int:
    network = {name: value for name, value in changes.items() if name in NetworkConfig.__struct_fields__}
    rest = {name: value for name, value in changes.items() if name in TrainingConfig.__struct_fields__}
    config = msgspec.structs.replace(
        CONFIG,
        network=msgspec.structs.replace(CONFIG.network, **network),
        training=msgspec.structs.replace(CONFIG.training, **rest),
    )
    return needed_bytes(config, SIZES, PLAN)


def test_more_of_anything_needs_more() -> None:
    plain = need()
    more: tuple[dict[str, object], ...] = ({"units": 50}, {"layers": 2}, {"word_size": 60}, {"average": 0.9})
    for changes in (*more, {"token_input": TokenInput.ONE_HOT}):
        assert need(**changes) > plain, changes
    assert need(optimiser=Optimiser.SGD) < plain
    longer = plan_batches([400] * 12, CONFIG.encoding)
    weights = needed_bytes(CONFIG, SIZES, plan_batches([], CONFIG.encoding))
    assert needed_bytes(CONFIG, SIZES, longer) - weights == 100 * (plain - weights)


def test_this_process_takes_what_an_array_takes() -> None:
    before = taken_bytes()
    assert before is not None
    array = np.ones(50_000_000, np.uint8)
    after = taken_bytes()
    assert after is not None
    assert after - before > 0.8 * array.nbytes
    available = available_bytes()
    assert available is not None
    assert available > 0


@pytest.mark.parametrize(
    ("meminfo", "most", "current", "due"),
    [
        ("MemTotal: 9 kB\nMemAvailable:   2000 kB\n", "max\n", "5\n", 2_048_000),
        ("MemAvailable: 2000 kB\n", "1000000\n", "400000\n", 600_000),
        ("MemAvailable: 2000 kB\n", "1000000\n", "2000000\n", 0),
        ("MemAvailable: 2000 kB\n", None, None, 2_048_000),
    ],
)
def test_what_is_left_is_that_of_the_machine_and_the_container(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meminfo: str, most: str | None, current: str | None, due: int
) -> None:
    (tmp_path / "meminfo").write_text(meminfo)
    for name, text in (("memory.max", most), ("memory.current", current)):
        if text is not None:
            (tmp_path / name).write_text(text)
    monkeypatch.setattr(memory, "_PROC", tmp_path)
    monkeypatch.setattr(memory, "_GROUP", tmp_path)
    assert available_bytes() == due


def test_without_a_file_that_tells_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_PROC", tmp_path)
    monkeypatch.setattr(memory, "_GROUP", tmp_path)
    monkeypatch.delattr("os.sysconf")
    assert available_bytes() is None
    assert taken_bytes() is None
    assert check_memory(CONFIG, SIZES, PLAN, 1).room is None
    assert not MemoryWatch(1).is_short()


def test_a_run_that_needs_more_than_there_is_does_not_begin() -> None:
    with pytest.raises(TrainingError, match=r"needs .* MB .* left of the limit of 1 MB.* smaller batches"):
        list(training.train(SENTENCES, (), SIZE, config=limited(1), control=RunControl()))
    huge = plan_batches([1_000_000_000] * 64, msgspec.structs.replace(CONFIG.encoding, batch_size=4096))
    with pytest.raises(TrainingError, match="MB are free"):
        check_memory(CONFIG, SIZES, huge, 0)


def test_a_run_says_what_it_needs() -> None:
    [started] = [
        event
        for event in training.train(SENTENCES, (), SIZE, config=CONFIG, control=RunControl())
        if isinstance(event, RunStarted)
    ]
    vocab = build_vocab(SENTENCES, "size", CONFIG)
    plan = EncodedCorpus.build(SENTENCES, "size", vocab).plan(CONFIG.encoding, seed=1, epoch=1)
    assert started.memory is not None
    assert started.memory.needed == needed_bytes(CONFIG, vocab.sizes, plan)


def test_a_run_that_takes_more_on_its_way_stops_with_its_best_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken in the second epoch is real: an array beside the run fills the little that the limit left."""
    taken = taken_bytes()
    assert taken is not None
    monkeypatch.setattr(memory, "CHECK_SECONDS", 0.0)
    config = limited(round(taken / MEGABYTE) + 400)
    said, array = [], None
    for event in training.train(SENTENCES, SENTENCES, SIZE, config=config, control=RunControl()):
        said.append(event)
        if isinstance(event, StepEnd) and event.step == 5:
            array = np.ones(500_000_000, np.uint8)
    assert array is not None
    end = said[-1]
    assert isinstance(end, RunEnd)
    assert (end.reason, end.best_epoch) == (EndReason.MEMORY, 1)
    [epoch] = [event for event in said if isinstance(event, EpochEnd)]
    assert epoch.dev is not None
    assert end.bundle.info.dev_score == epoch.dev.accuracy
    assert [event.step for event in said if isinstance(event, StepEnd)] == [1, 2, 3, 4, 5]


def test_a_step_that_gets_no_memory_ends_the_run_too(monkeypatch: pytest.MonkeyPatch) -> None:
    learn = Learner.learn

    def fail(self: Learner, batch: object, *, rate: float, step: int) -> Learnt:
        if step == 5:
            raise MemoryError
        return learn(self, batch, rate=rate, step=step)  # type: ignore[arg-type]

    monkeypatch.setattr(Learner, "learn", fail)
    *_, end = training.train(SENTENCES, SENTENCES, SIZE, config=CONFIG, control=RunControl())
    assert isinstance(end, RunEnd)
    assert (end.reason, end.best_epoch) == (EndReason.MEMORY, 1)


MEASURE = """
import resource, sys
sys.path.insert(0, {root!r})
from core import training
from core.config import *
from core.corpus import Layer, Sentence
from core.runs import RunControl, RunStarted, StepEnd
tokens = tuple(f"w{{i % 997}}" for i in range(200))
sentences = [Sentence(tokens, {{"t": tuple("ab"[i % 2] for i in range(200))}})] * 128
config = Config(network=NetworkConfig(units={units}), encoding=EncodingConfig(batch_size={size}),
                training=TrainingConfig(epochs=1))
before = needed = 0
for event in training.train(sentences, (), Layer("t"), config=config, control=RunControl()):
    if isinstance(event, RunStarted):
        needed = event.memory.needed
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(needed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("units", "size"), [(128, 64), (256, 128)])
def test_what_is_counted_is_what_is_taken(units: int, size: int) -> None:
    """The count is neither more than what a run takes nor less than a third of it."""
    code = MEASURE.format(root=str(Path(__file__).parents[2]), units=units, size=size)
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split(" ")
    needed, taken = map(int, found)
    assert needed < 1.1 * taken
    assert taken < 3 * needed
