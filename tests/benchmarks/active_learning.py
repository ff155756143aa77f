"""How many labels each queue saves: a person is simulated who labels what the queue puts first, with the gold labels.

Run by hand: `python tests/benchmarks/active_learning.py [--quick] [--data wnut17 ewt] [--seeds 1 2 3]
[--queues random entropy mean_entropy log_probability margin]`. Prints one JSON line for each corpus: the dev score
with all labels (entity F1 on WNUT-17, token accuracy on EWT), what 95 % of it is, and for each queue and seed how
many sentences and tokens were labelled when a model first reached it, None where it never did.

Each round trains a small model afresh on everything labelled so far, at least as many steps however little that
is, and asks it about the rest. All queues of a seed begin with the same random sentences. A goal of 0, which
`--quick` may give on WNUT-17, says that nothing was learnt and nothing can be compared.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import msgspec
import numpy as np

from core.bundle import Bundle
from core.config import Config, EncodingConfig, NetworkConfig, TrainingConfig
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.review.suggestions import Suggester
from core.runs import RunEnd
from core.sources import read_corpus
from core.tagging import evaluate
from core.training import train
from core.uncertainty import Uncertainty

DATA = Path(__file__).parents[2].parent / "shared" / "data"
FILES = {
    "wnut17": ("ner", [DATA / "wnut17" / f"{split}.conll" for split in ("train", "dev")]),
    "ewt": ("upos", [DATA / "ud_english_ewt" / f"en_ewt-ud-{split}.conllu" for split in ("train", "dev")]),
}
SMALL = Config(
    network=NetworkConfig(word_size=50, affix_length=3, affix_size=16, shape_size=8, units=64),
    encoding=EncodingConfig(batch_size=32),
    training=TrainingConfig(learning_rate=0.008, patience=0),
)
QUEUES: dict[str, Callable[[Uncertainty], float]] = {
    "entropy": lambda found: -found.entropy,
    "mean_entropy": lambda found: -found.mean_entropy,
    "log_probability": lambda found: found.log_probability,
    "margin": lambda found: found.margin,
}
# Sentences the simulated person may be asked about, and dev sentences a round is judged by: what two cores can do.
POOL, DEV, STEPS = 3000, 700, 260
# Sentences labelled before each round, as a share of the pool.
ROUNDS = (0.04, 0.07, 0.11, 0.16, 0.22, 0.3, 0.4, 0.52, 0.66, 0.82)
QUICK_POOL, QUICK_DEV, QUICK_STEPS, QUICK_ROUNDS = 400, 200, 100, (0.15, 0.35, 0.6)
GOAL = 0.95
# Passes over the labels at the least. Where only the steps counted, late rounds would learn less from each label than
# early ones, and a queue that needs many labels could never reach what all of them give.
EPOCHS = 6


@dataclass(frozen=True, slots=True)
class Setting:
    """What is measured: a pool to label, dev, and how long a model is trained each round."""

    pool: Sequence[Sentence]
    dev: Sequence[Sentence]
    layer: Layer
    steps: int
    rounds: tuple[float, ...]


def _trained(setting: Setting, sentences: Sequence[Sentence], seed: int) -> Bundle:
    n_batches = -(-len(sentences) // SMALL.encoding.batch_size)
    epochs = max(EPOCHS, round(setting.steps / n_batches))
    training = msgspec.structs.replace(SMALL.training, seed=seed, epochs=epochs)
    config = msgspec.structs.replace(SMALL, training=training)
    for event in train(sentences, (), setting.layer, config=config, control=RunControl()):
        if isinstance(event, RunEnd):
            return event.bundle
    raise RuntimeError("a run ends with RunEnd")


def _score(setting: Setting, bundle: Bundle) -> float:
    report = evaluate(bundle, setting.dev).report
    return report.accuracy if report.f1 is None else report.f1


def _queue(name: str, bundle: Bundle, pool: Sequence[Sentence], rest: Sequence[int], random: Random) -> list[int]:
    """Return the unlabelled sentences in the order in which the queue would show them."""
    if name == "random":
        return random.sample(list(rest), len(rest))
    key = QUEUES[name]
    unsure = Suggester(bundle).suggest_all(pool[index] for index in rest)
    figures = [key(suggestion.uncertainty) for suggestion in unsure]
    return [rest[place] for place in np.argsort(figures, kind="stable").tolist()]


def labels_needed(setting: Setting, queue: str, seed: int, goal: float) -> dict[str, object]:
    """Label what the queue puts first until a model reaches the goal; return how much that was."""
    random = Random(seed)
    n = len(setting.pool)
    order = random.sample(range(n), n)
    labelled = order[: round(setting.rounds[0] * n)]
    scores = []
    for share in (*setting.rounds[1:], None):
        learnt = [setting.pool[index] for index in labelled]
        bundle = _trained(setting, learnt, seed)
        scores.append(round(_score(setting, bundle), 4))
        if scores[-1] >= goal:
            return {"sentences": len(learnt), "tokens": sum(map(len, learnt)), "scores": scores}
        if share is not None:
            known = set(labelled)
            rest = [index for index in order if index not in known]
            labelled = labelled + _queue(queue, bundle, setting.pool, rest, random)[: round(share * n) - len(labelled)]
    return {"sentences": None, "tokens": None, "scores": scores}


def _measure(data: str, options: argparse.Namespace) -> dict[str, object]:
    layer_name, paths = FILES[data]
    corpora = [read_corpus(path, layer=layer_name)[0] for path in paths]
    n_pool, n_dev = (QUICK_POOL, QUICK_DEV) if options.quick else (POOL, DEV)
    drawn = [
        Random(0).sample(corpus.sentences, min(n, len(corpus)))
        for corpus, n in zip(corpora, (n_pool, n_dev), strict=True)
    ]
    setting = Setting(
        *drawn,
        corpora[0].layer(layer_name),
        QUICK_STEPS if options.quick else STEPS,
        QUICK_ROUNDS if options.quick else ROUNDS,
    )
    began = time.perf_counter()
    full = [_score(setting, _trained(setting, setting.pool, seed)) for seed in options.seeds]
    goal = GOAL * sum(full) / len(full)
    found = {queue: [labels_needed(setting, queue, seed, goal) for seed in options.seeds] for queue in options.queues}
    return {
        "data": data,
        "pool": {"sentences": len(setting.pool), "tokens": sum(map(len, setting.pool))},
        "full": [round(score, 4) for score in full],
        "goal": round(goal, 4),
        **found,
        "seconds": round(time.perf_counter() - began),
    }


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a small pool, few steps, few rounds: to see that it runs")
    parser.add_argument("--data", nargs="+", choices=list(FILES), default=list(FILES))
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument(
        "--queues",
        nargs="+",
        choices=["random", *QUEUES],
        default=["random", "entropy", "log_probability", "margin"],
    )
    options = parser.parse_args()
    for data in options.data:
        print(json.dumps(_measure(data, options)), flush=True)


if __name__ == "__main__":
    main()
