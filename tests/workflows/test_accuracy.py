"""The default preset on real text reaches what is published without outside resources."""

from pathlib import Path

import msgspec
import pytest

from core.config import preset
from core.corpus import Split
from core.runs import RunControl, RunEnd
from core.sources import read_corpus
from core.tagging import evaluate
from core.training import train


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_default_preset_on_english_parts_of_speech(ewt: Path, seed: int) -> None:
    learnt, dev, test = (
        read_corpus(ewt / f"en_ewt-ud-{split.value}.conllu", layer="upos", split=split)[0] for split in Split
    )
    config = preset("default")
    assert config.training.epochs <= 10
    config = msgspec.structs.replace(config, training=msgspec.structs.replace(config.training, seed=seed))
    layer = learnt.layer("upos")
    *_, end = train(learnt.sentences, dev.sentences, layer, config=config, control=RunControl())
    assert isinstance(end, RunEnd)
    report = evaluate(end.bundle, test.sentences).report
    assert report.n_tokens == sum(map(len, test.sentences))
    assert report.accuracy >= 0.94
