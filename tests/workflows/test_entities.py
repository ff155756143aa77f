"""Entity F1 of a tagger trained on real posts is what nervaluate finds in the same predictions."""

from pathlib import Path

import pytest
from nervaluate.evaluator import Evaluator

from core.config import preset
from core.metrics import score
from core.runs import RunControl, RunEnd
from core.schemes import OUTSIDE, labels_of
from core.sources import read_corpus
from core.tagging import Tagger, evaluate
from core.training import train


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_f1_on_wnut17_agrees_with_nervaluate(wnut17: Path) -> None:
    learnt, dev, test = (read_corpus(wnut17 / f"{split}.conll", layer="ner")[0] for split in ("train", "dev", "test"))
    layer = learnt.layer("ner")
    *_, end = train(learnt.sentences, dev.sentences, layer, config=preset("default"), control=RunControl())
    assert isinstance(end, RunEnd)
    predicted = list(Tagger(end.bundle).tag_sentences(test.sentences))
    gold = [sentence.layer_tags("ner") for sentence in test.sentences]
    report = score(gold, predicted, layer)
    assert report == evaluate(end.bundle, test.sentences).report
    labels = sorted(labels_of((tag for tags in gold for tag in tags), layer.scheme))
    # nervaluate's list loader loses a span at the very end of a sentence: a closing O keeps it.
    padded = ([[*map(str, tags), OUTSIDE] for tags in side] for side in (gold, predicted))
    strict = Evaluator(*padded, tags=labels, loader="list").evaluate()["overall"]["strict"]
    print(f"entity F1 {report.f1:.4f}, nervaluate {strict.f1:.4f}")
    assert (report.precision, report.recall) == pytest.approx((strict.precision, strict.recall))
    assert report.f1 == pytest.approx(strict.f1)
    assert report.f1 is not None
    assert report.f1 > 0.1
