"""Every option of the form changes something that can be observed: each has a case, and a new one needs its own."""

import functools
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core import training
from core.batches import EncodedCorpus
from core.config import (
    ClassWeights,
    Config,
    CutSide,
    Directions,
    EncodingConfig,
    Endless,
    NetworkConfig,
    Optimiser,
    Order,
    Output,
    PadSide,
    Sampling,
    Schedule,
    TokenInput,
    TrainingConfig,
)
from core.corpus import Layer, Sentence
from core.endless import endless_of
from core.errors import TrainingError
from core.event_files import recorded
from core.memory import MEGABYTE, check_memory
from core.runs import EpochEnd, RunControl, RunEnd, StepEnd
from core.steps import Learner
from core.vectors import VectorsError
from core.vocab import build_vocab
from core.weights import weight_specs

GROUPS: dict[str, Any] = {"network": NetworkConfig, "encoding": EncodingConfig, "training": TrainingConfig}
SIZE = Layer("size")
LINES = (
    "The cat sat on the mat", "a dog", "Cats chase dogs past the old mill at night", "rain", "some 12 owls hoot",
    "nobody hears it but the moon and me", "an old town", "the Moon rises", "dogs bark", "It rains on the old mill",
)  # fmt: skip
SENTENCES = tuple(
    Sentence(tuple(line.split(" ")), {"size": tuple("long" if len(word) > 3 else "short" for word in line.split(" "))})
    for line in LINES
)
BASE = Config(
    network=NetworkConfig(
        word_size=6, affix_length=1, affix_size=3, shape_size=2, units=5, dropout=0.0, word_dropout=0.0
    ),
    encoding=EncodingConfig(batch_size=4),
    training=TrainingConfig(epochs=2, patience=0, learning_rate=0.02),
)


def with_options(config: Config, **options: object) -> Config:
    """Return `config` with options of any group replaced."""
    for group, kind in GROUPS.items():
        given = {name: value for name, value in options.items() if name in kind.__struct_fields__}
        config = msgspec.structs.replace(config, **{group: msgspec.structs.replace(getattr(config, group), **given)})
    return config


def plan(config: Config) -> object:
    """Return the batches of the first epoch as they are fed."""
    data = EncodedCorpus.build(SENTENCES, "size", build_vocab(SENTENCES, "size", config))
    batches = list(data.batches(config, seed=config.training.seed, epoch=1))
    return [(batch.mask.tolist(), batch.tags.tolist(), batch.carry.tolist()) for batch in batches]


def vocab(config: Config) -> object:
    """Return the tables."""
    return build_vocab(SENTENCES, "size", config)


def shapes(config: Config) -> object:
    """Return the shape of every weight."""
    return list(weight_specs(config.network, build_vocab(SENTENCES, "size", config).sizes))


@functools.cache
def events(config: Config) -> tuple[tuple[float, ...], int, bytes]:
    """Return the losses of a short run with dev, its epochs, and the weights it kept."""
    losses, n_epochs = [], 0
    for event in training.train(SENTENCES, SENTENCES[:4], SIZE, config=config, control=RunControl()):
        if isinstance(event, StepEnd):
            losses.append(event.loss)
        if isinstance(event, EpochEnd):
            n_epochs += 1
        if isinstance(event, RunEnd):
            end = event
    return tuple(losses), n_epochs, b"".join(end.bundle.weights[name].tobytes() for name in sorted(end.bundle.weights))


def losses(config: Config) -> object:
    """Return the loss of every step."""
    return events(config)[0]


def kept(config: Config) -> object:
    """Return the weights that the run kept."""
    return events(config)[2]


def learnt(config: Config) -> object:
    """Return the sentences of the first epoch."""
    endless = endless_of(config)
    return SENTENCES if endless is None else endless.of_epoch(1)


def written(config: Config) -> object:
    """Return how many event files a run leaves."""
    list(recorded((), config))
    folder = config.training.event_folder
    return len(list(Path(folder).rglob("*tfevents*"))) if folder else 0


def refused(config: Config) -> object:
    """Return why a run does not begin."""
    vocab = build_vocab(SENTENCES, "size", config)
    plan = EncodedCorpus.build(SENTENCES, "size", vocab).plan(config.encoding)
    try:
        return check_memory(config, vocab.sizes, plan, config.training.memory_limit * MEGABYTE).needed
    except TrainingError as error:
        return str(error)


def n_epochs(config: Config) -> object:
    """Return how many epochs the run had."""
    return events(config)[1]


@dataclass(frozen=True)
class Case:
    """What to look at, the other value, and what has to stand beside both for the option to count."""

    look: Callable[[Config], object]
    value: object
    beside: dict[str, object] = field(default_factory=dict)


CASES: dict[str, Case] = {
    "token_input": Case(shapes, TokenInput.ONE_HOT),
    "word_size": Case(shapes, 7),
    "affix_length": Case(shapes, 2),
    "affix_size": Case(shapes, 4),
    "shape_size": Case(shapes, 3),
    "char_filters": Case(shapes, 4),
    "char_size": Case(shapes, 5, {"char_filters": 4}),
    "char_width": Case(shapes, 5, {"char_filters": 4}),
    "one_hot_words": Case(shapes, 3, {"token_input": TokenInput.ONE_HOT}),
    "layers": Case(shapes, 2),
    "units": Case(shapes, 6),
    "directions": Case(shapes, Directions.FORWARD),
    "return_sequences": Case(losses, False),
    "realign": Case(losses, False),
    "output": Case(losses, Output.SIGMOID),
    "dropout": Case(losses, 0.4),
    "word_dropout": Case(losses, 0.5),
    "recurrent_dropout": Case(losses, 0.4),
    "batch_size": Case(plan, 3),
    "order": Case(plan, Order.AS_IS),
    "pad": Case(plan, PadSide.BEFORE),
    "cut": Case(plan, CutSide.BEFORE, {"max_length": 3}),
    "max_length": Case(plan, 3),
    "fixed_length": Case(plan, True),
    "sampling": Case(plan, Sampling.WINDOWS, {"window": 3, "stride": 2}),
    "window": Case(plan, 4, {"sampling": Sampling.WINDOWS, "stride": 2}),
    "stride": Case(plan, 1, {"sampling": Sampling.WINDOWS, "window": 3}),
    "min_count": Case(vocab, 2),
    "lowercase": Case(vocab, False),
    "epochs": Case(n_epochs, 3),
    "optimiser": Case(losses, Optimiser.NADAM),
    "learning_rate": Case(losses, 0.03),
    "warm_up": Case(losses, 4),
    "schedule": Case(losses, Schedule.CONSTANT),
    "decay": Case(losses, 0.9),
    "momentum": Case(losses, 0.2, {"optimiser": Optimiser.SGD}),
    "weight_decay": Case(losses, 0.5, {"optimiser": Optimiser.ADAMW}),
    "clip_norm": Case(losses, 0.01, {"optimiser": Optimiser.SGD}),
    "average": Case(kept, 0.9, {"epochs": 8}),
    "label_smoothing": Case(losses, 0.2),
    "class_weights": Case(losses, ClassWeights.BALANCED),
    "vectors": Case(losses, "vectors.txt"),
    "endless": Case(learnt, Endless.FAR),
    "endless_sentences": Case(learnt, 7, {"endless": Endless.NAMES}),
    "event_folder": Case(written, ""),
    "memory_limit": Case(refused, 1),
    "patience": Case(n_epochs, 1, {"epochs": 12}),
    "seed": Case(plan, 2),
}


@pytest.fixture(autouse=True, scope="module")
def at_once() -> Iterator[None]:
    """Compute without graphs: a few small steps take less time than tracing them."""
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Learner, "trace", lambda self: None)
        yield
    tf.config.run_functions_eagerly(False)


@pytest.fixture(scope="module")
def vectors() -> Any:
    """A file with the vector of one word."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vectors.txt"
        path.write_text("the 1 1 1 1 1 1\n", encoding="utf-8")
        yield path


def test_every_option_has_a_case() -> None:
    assert set(CASES) == {option for kind in GROUPS.values() for option in kind.__struct_fields__}


@pytest.mark.parametrize("option", CASES)
def test_an_option_changes_what_can_be_observed(option: str, vectors: Path) -> None:
    case = CASES[option]
    value = {"vectors": str(vectors), "event_folder": str(vectors.parent)}.get(option, case.value)
    base = with_options(BASE, **case.beside)
    other = with_options(base, **{option: value})
    assert other != base
    assert case.look(other) != case.look(base)


def test_class_weights_reach_a_chain_too() -> None:
    chained = with_options(BASE, output=Output.CRF)
    assert losses(with_options(chained, class_weights=ClassWeights.ROOT)) != losses(chained)


def test_plateaus_lower_the_steps() -> None:
    """A single dev token is right or wrong: from the second epoch on it is hardly ever better than the best."""
    config = with_options(BASE, epochs=6, schedule=Schedule.PLATEAU, decay=0.2)
    rates: dict[int, float] = {}
    for event in training.train(SENTENCES, (SENTENCES[3],), SIZE, config=config, control=RunControl()):
        if isinstance(event, StepEnd):
            rates[event.epoch] = round(event.learning_rate / 0.02, 6)
    found = [rates[epoch] for epoch in sorted(rates)]
    assert found[0] == 1
    assert found == sorted(found, reverse=True)
    assert found[-1] == 0.2
    assert set(found) <= {1, 0.5, 0.25, 0.2}


def test_a_bundle_does_not_tell_where_vectors_lay(vectors: Path) -> None:
    *_, end = training.train(
        SENTENCES, (), SIZE, config=with_options(BASE, vectors=str(vectors), epochs=1), control=RunControl()
    )
    assert isinstance(end, RunEnd)
    assert end.bundle.config.training.vectors == "vectors.txt"


def test_vectors_of_another_size_are_refused(vectors: Path) -> None:
    with pytest.raises(VectorsError, match=r"vectors of 6 numbers.*of 9.*size to 6"):
        list(
            training.train(
                SENTENCES, (), SIZE, config=with_options(BASE, vectors=str(vectors), word_size=9), control=RunControl()
            )
        )
