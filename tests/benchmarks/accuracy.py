"""How good a tagger each preset gives: trained on train, chosen on dev, measured once on test.

Run by hand: `python tests/benchmarks/accuracy.py [--presets default tiny] [--seeds 1 2 3] [--data ewt wnut17]
[--epochs N] [--set training.average=0.999 ...] [--sentences 100] [--crf] [--reach 0.94]`. Prints one JSON line for
each preset and seed; tags come from onnxruntime, as a user's would. `--sentences` learns from so many, drawn by the
seed, without dev. `--crf` trains `feature_crf.py` on the same sentences in the same run. `--reach` ends a run when
dev is as good as that and says after how many seconds, from reading done to dev tagged.

Measured with the default preset and seeds 1, 2, 3, nothing external, gold tokens:
    EWT UPOS, test accuracy: 95.48, 95.63, 95.66 in 10 epochs.
    WNUT-17, entity F1 on test: 18.3, 17.6, 18.1 token by token; 20.4 with a CRF (seed 1).
Tried on EWT, seed 1, batches of 32: 95.62 as it is, dropout 0.5 95.53, word dropout 0.25 95.43, words seen
once left out 95.35. On WNUT-17, seed 1: batches of 32 15.7, of 8 18.5, shuffled instead of bucketed 17.6.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
from feature_crf import train_and_tag

from core.config import PRESETS, Config, checked, preset, suited
from core.corpus import Corpus, Layer, Sentence
from core.metrics import score
from core.runs import EpochEnd, RunControl, RunEnd
from core.sources import read_corpus
from core.tagging import evaluate
from core.training import train

DATA = Path(__file__).parents[2].parent / "shared" / "data"
EWT = [DATA / "ud_english_ewt" / f"en_ewt-ud-{split}.conllu" for split in ("train", "dev", "test")]
FILES = {
    "ewt": ("upos", EWT),
    "ewt-xpos": ("xpos", EWT),
    "wnut17": ("ner", [DATA / "wnut17" / f"{split}.conll" for split in ("train", "dev", "test")]),
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--presets", nargs="+", choices=list(PRESETS), default=["default"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--data", nargs="+", choices=list(FILES), default=list(FILES))
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--set", nargs="+", default=[], metavar="GROUP.OPTION=VALUE", help="other options")
    parser.add_argument("--sentences", type=int, help="learn from so many, without dev")
    parser.add_argument("--crf", action="store_true", help="train a feature CRF on the same")
    parser.add_argument("--reach", type=float, help="end when dev is as good as this")
    return parser.parse_args()


def _measure(
    splits: Sequence[Sequence[Sentence]], layer: Layer, config: Config, reach: float | None
) -> dict[str, object]:
    learnt, dev, test = splits
    began, speeds, reached = time.perf_counter(), [], None
    control = RunControl()
    for event in train(learnt, dev, layer, config=config, control=control):
        if isinstance(event, EpochEnd):
            speeds.append(event.tokens_per_second)
            dev_score = event.dev and (event.dev.accuracy if event.dev.f1 is None else event.dev.f1)
            if reach is not None and reached is None and dev_score is not None and dev_score >= reach:
                reached = round(time.perf_counter() - began, 1)
                control.stop()
        if isinstance(event, RunEnd):
            end = event
    seconds = time.perf_counter() - began
    result = evaluate(end.bundle, test)
    return {
        "test_accuracy": round(result.report.accuracy, 4),
        "test_f1": None if result.report.f1 is None else round(result.report.f1, 4),
        "dev_score": end.bundle.info.dev_score,
        "best_epoch": end.best_epoch,
        "epochs": end.epochs,
        "seconds": round(seconds, 1),
        "reached_after_s": reached,
        "train_tokens_per_s": round(sorted(speeds)[len(speeds) // 2]),
        "tag_tokens_per_s": round(result.tokens_per_second),
    }


def _by_features(splits: Sequence[Sequence[Sentence]], layer: Layer) -> dict[str, object]:
    learnt, _, test = splits
    began = time.perf_counter()
    tags = train_and_tag(learnt, test, layer.name)
    gold = [sentence.layer_tags(layer.name) for sentence in test]
    report = score(gold, tags, layer)
    return {
        "test_accuracy": round(report.accuracy, 4),
        "test_f1": None if report.f1 is None else round(report.f1, 4),
        "seconds": round(time.perf_counter() - began, 1),
    }


def _config(name: str, layer: Layer, n_sentences: int, seed: int, options: argparse.Namespace) -> Config:
    config = preset(name)
    if name == "default":
        config = suited(config, has_spans=layer.has_spans, n_sentences=n_sentences)
    values = msgspec.to_builtins(config)
    values["training"] |= {"seed": seed} | ({"epochs": options.epochs} if options.epochs else {})
    for change in options.set:
        place, value = change.split("=", 1)
        group, option = place.split(".", 1)
        kind = type(values[group][option])
        values[group][option] = value if kind is str else json.loads(value)
    return checked(msgspec.convert(values, Config))


def _splits(corpora: Sequence[Corpus], seed: int, n_sentences: int | None) -> list[Sequence[Sentence]]:
    learnt, dev, test = (corpus.sentences for corpus in corpora)
    if n_sentences is None:
        return [learnt, dev, test]
    return [random.Random(seed).sample(list(learnt), n_sentences), (), test]


def main() -> None:
    """Measure what was asked for."""
    options = _options()
    for data in options.data:
        layer_name, paths = FILES[data]
        corpora = [read_corpus(path, layer=layer_name)[0] for path in paths]
        layer = corpora[0].layer(layer_name)
        for seed in options.seeds:
            splits = _splits(corpora, seed, options.sentences)
            head = {"data": data, "seed": seed, "sentences": len(splits[0])}
            for name in options.presets:
                config = _config(name, layer, len(splits[0]), seed, options)
                result = _measure(splits, layer, config, options.reach)
                print(json.dumps({**head, "preset": name, "set": options.set, **result}), flush=True)
            if options.crf and (options.sentences or seed == options.seeds[0]):
                print(json.dumps({**head, "preset": "feature CRF", **_by_features(splits, layer)}), flush=True)


if __name__ == "__main__":
    main()
