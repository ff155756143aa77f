"""`tagscope shapes --strategies`: a line for each strategy, with core's numbers, measured where that is asked for."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from core import pacing
from core.batches import EncodedCorpus
from core.cli import reading
from core.config import preset
from core.sources import options_of
from core.strategies import Strategy, offers
from core.vocab import build_vocab

Call = Callable[..., Result]
SENTENCES = "".join("elm\tO\n" * size + "\n" for size in range(1, 9))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "trees.conll"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


def test_the_numbers_are_those_of_core(call: Call, file: Path) -> None:
    result = call("shapes", file, "--preset", "tiny", "--strategies", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    told = json.loads(result.stdout)["strategies"]
    config = preset("tiny")
    corpus = reading.read(file, options_of(file, layer=None))
    vocab = build_vocab(corpus.sentences, corpus.layers[0].name, config)
    due = offers(EncodedCorpus.build(corpus.sentences, corpus.layers[0].name, vocab), config, vocab.sizes)
    for values, offer in zip(told, due, strict=True):
        assert values["strategy"] == offer.strategy
        assert values["price"]["padding_share"] == pytest.approx(offer.price.padding_share)
        assert values["reach"]["n_unread"] == offer.reach.n_unread
        assert "pace" not in values


def test_in_words_the_columns_end_together(call: Call, file: Path) -> None:
    lines = call("shapes", file, "--preset", "tiny", "--strategies", "--order", "as-is").stdout.strip("\n").split("\n")
    assert [line.split("  ")[0] for line in lines[1:]] == ["as given", *Strategy]
    assert len({len(line) for line in lines}) == 1
    assert "tokens/s" not in lines[0]


def test_a_pace_is_measured_when_asked_for(call: Call, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing.measure_pace, "__kwdefaults__", {"seconds": 0.01})
    result = call("shapes", file, "--preset", "tiny", "--measure", "--json")
    assert result.exit_code == 0, result.stderr
    for values in json.loads(result.stdout)["strategies"]:
        pace = values["pace"]
        assert pace["n_batches"] >= 1
        assert pace["tokens_per_second"] == pytest.approx(pace["n_tokens"] / pace["seconds"])
