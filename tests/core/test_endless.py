"""Endless sentences: new ones every epoch, the same for the same seed, judged on a fixed set, and learnt."""

import msgspec
import pytest

from core import training
from core.batches import EncodedCorpus
from core.config import Config, EncodingConfig, Endless, NetworkConfig, Sampling, TrainingConfig, checked
from core.endless import N_DEV, EndlessSentences, endless_of
from core.errors import ConfigError
from core.generators import TASKS
from core.runs import EpochEnd, RunControl, RunEnd, RunStarted
from core.vocab import build_vocab, unknown_labels

CONFIG = Config(
    network=NetworkConfig(word_size=12, affix_length=2, affix_size=6, shape_size=0, units=16, dropout=0.0),
    encoding=EncodingConfig(batch_size=16),
    training=TrainingConfig(
        epochs=6, learning_rate=0.02, patience=0, endless=Endless.AFTER, endless_sentences=320, seed=3
    ),
)


def test_the_options_name_every_task() -> None:
    assert {one.value for one in Endless} == {"none", *TASKS}


@pytest.mark.parametrize("task", TASKS)
def test_every_epoch_has_sentences_of_its_own_and_a_seed_gives_them_again(task: str) -> None:
    first, again, other = (EndlessSentences(task, 50, seed) for seed in (1, 1, 2))
    epochs = [first.of_epoch(epoch) for epoch in (1, 2, 3)]
    assert [len(sentences) for sentences in epochs] == [50] * 3
    assert len({tuple(one.tokens for one in sentences) for sentences in epochs}) == 3
    assert epochs == [again.of_epoch(epoch) for epoch in (1, 2, 3)]
    assert tuple(first) == tuple(again)
    assert epochs[0] != other.of_epoch(1)


@pytest.mark.parametrize("task", TASKS)
def test_dev_is_the_same_whatever_the_seed_and_size(task: str) -> None:
    dev = EndlessSentences(task, 50, 1).dev()
    assert len(dev) == N_DEV
    assert dev == EndlessSentences(task, 9, 2).dev()


@pytest.mark.parametrize("task", TASKS)
def test_no_label_of_a_later_epoch_is_unknown(task: str) -> None:
    endless = EndlessSentences(task, 5, 1)
    vocab = build_vocab(endless, endless.layer.name, CONFIG)
    later = [sentence for epoch in range(1, 40) for sentence in endless.of_epoch(epoch)]
    assert unknown_labels((*later, *endless.dev()), endless.layer.name, vocab) == ()


def test_the_corpus_is_learnt_where_no_task_is_named() -> None:
    assert endless_of(Config()) is None


def test_rows_must_be_sentences() -> None:
    encoding = msgspec.structs.replace(CONFIG.encoding, sampling=Sampling.STATEFUL)
    with pytest.raises(ConfigError, match="stand alone"):
        checked(msgspec.structs.replace(CONFIG, encoding=encoding))
    assert checked(CONFIG) == CONFIG


def test_what_is_fed_is_what_is_drawn() -> None:
    endless = EndlessSentences("names", 30, 4)
    vocab = build_vocab(endless, endless.layer.name, CONFIG)
    data = EncodedCorpus.build(endless, endless.layer.name, vocab)
    for epoch in (1, 2):
        drawn = EncodedCorpus.build(endless.of_epoch(epoch), endless.layer.name, vocab)
        fed, due = (list(one.batches(CONFIG, seed=3, epoch=epoch)) for one in (data, drawn))
        assert [batch.features.words.tolist() for batch in fed] == [batch.features.words.tolist() for batch in due]
        assert [batch.tags.tolist() for batch in fed] == [batch.tags.tolist() for batch in due]


def test_a_task_is_learnt_in_runs_that_can_be_repeated() -> None:
    """What decides a label comes after it, so no word tells it: chance is far below what is reached."""
    runs = []
    for _turn in range(2):
        endless = endless_of(CONFIG)
        assert endless is not None
        runs.append(list(training.train(endless, endless.dev(), endless.layer, config=CONFIG, control=RunControl())))
    first, again = ([event for event in events if isinstance(event, EpochEnd)] for events in runs)
    assert first[-1].dev is not None
    assert first[-1].dev.accuracy > 0.9 > TASKS["after"].chance
    assert [epoch.train_loss for epoch in first] == [epoch.train_loss for epoch in again]
    assert [epoch.dev for epoch in first] == [epoch.dev for epoch in again]
    [started] = [event for event in runs[0] if isinstance(event, RunStarted)]
    assert started.n_tokens == sum(len(sentence) for sentence in endless.of_epoch(1))
    assert started.n_batches == 320 // 16
    end = runs[0][-1]
    assert isinstance(end, RunEnd)
    assert end.bundle.config.training.endless is Endless.AFTER
