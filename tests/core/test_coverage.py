"""What is said of a document is what the batches of the epoch hold."""

from collections import Counter

import msgspec
import pytest

from core.config import Config, NetworkConfig, Sampling
from core.corpus import Layer, Sentence
from core.coverage import coverage
from core.inspection import inspect, prepare

NETWORK = NetworkConfig(word_size=4, affix_length=0, shape_size=0, char_filters=0, units=3)


@pytest.mark.parametrize("sampling", Sampling, ids=str)
def test_every_token_is_counted_where_the_batches_hold_it(
    small_corpus: tuple[Sentence, ...], sampling: Sampling
) -> None:
    config = Config(network=NETWORK)
    encoding = msgspec.structs.replace(config.encoding, sampling=sampling, window=7, stride=3, batch_size=4)
    config = msgspec.structs.replace(config, encoding=encoding)
    material = prepare(small_corpus, Layer("ner"), config)
    for epoch in (1, 2):
        read: Counter[tuple[int, int]] = Counter()
        counted: Counter[tuple[int, int]] = Counter()
        first = inspect(material, config, epoch=epoch)
        for index in range(first.plan.n_batches):
            batch = inspect(material, config, index=index, epoch=epoch, like=first).batch
            for row in range(len(batch.rows)):
                steps, (low, high) = batch.timesteps(row), batch.rows[row].counted
                for number in range(steps.stop - steps.start):
                    place = batch.token_at(row, steps.start + number)
                    assert place is not None
                    read[place] += 1
                    counted[place] += low <= number < high
        for sentence in (0, 8, 20, 35):
            found = coverage(material, config, sentence=sentence, epoch=epoch)
            offsets = material.encoded.tokens.offsets
            for place in range(len(found.tokens)):
                owner = int((offsets <= found.first + place).sum()) - 1
                key = (owner, found.first + place - int(offsets[owner]))
                assert found.tokens[place] == small_corpus[owner].tokens[key[1]]
                assert found.times_read[place] == read[key]
                assert found.times_counted[place] == counted[key]
            for draw in found.draws:
                batch = inspect(material, config, index=draw.batch, epoch=epoch, like=first)
                words = tuple(filter(None, batch.tokens[draw.row]))
                assert words == found.tokens[draw.start : draw.start + draw.length]
                assert batch.batch.rows[draw.row].counted == draw.counted
            document = small_corpus[sentence].document
            if sampling is not Sampling.SENTENCES and document:
                assert len(found.tokens) == sum(len(told) for told in small_corpus if told.document == document)
            else:
                assert found.tokens == small_corpus[sentence].tokens
