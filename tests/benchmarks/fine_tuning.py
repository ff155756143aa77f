"""How long fine-tuning takes, and what it is good for: a model of EWT learns sentences that were corrected since.

Run by hand: `python tests/benchmarks/fine_tuning.py [--new 5 50 500] [--seeds 1 2 3] [--old 4000] [--epochs 3]`.
Prints one JSON line for each number of corrected sentences and seed: seconds from the plan to the new model,
TensorFlow's import left out, and of those until the first step; sentences and steps learnt from; the accuracy on the
corrected sentences and on dev, before and after.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from core.bundle import Bundle
from core.config import Config, preset
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.fine_tuning import FineTuning, plan
from core.runs import RunEnd, StepEnd
from core.sources import read_corpus
from core.tagging import evaluate
from core.training import train

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "ud_english_ewt"
UPOS = Layer("upos")
# Its last documents: unlike the first enough that there is something to learn.
POOL = 2000


def _trained(sentences: Sequence[Sentence], config: Config, seed: int, epochs: int) -> Bundle:
    training = msgspec.structs.replace(config.training, epochs=epochs, patience=0, seed=seed)
    config = msgspec.structs.replace(config, training=training)
    for event in train(sentences, (), UPOS, config=config, control=RunControl()):
        if isinstance(event, RunEnd):
            return event.bundle
    raise RuntimeError("a run ends with RunEnd")


def _tuned(tuning: FineTuning, began: float) -> tuple[Bundle, dict[str, float]]:
    first, n_steps = 0.0, 0
    for event in train(tuning.sentences, (), UPOS, config=tuning.config, control=RunControl(), start=tuning.start):
        if isinstance(event, StepEnd):
            first = first or time.perf_counter() - began
            n_steps = event.step
        elif isinstance(event, RunEnd):
            seconds = time.perf_counter() - began
            said = {"seconds": seconds, "until_first_step": first}
            return event.bundle, {**said, "steps": n_steps, "sentences": len(tuning.sentences)}
    raise RuntimeError("a run ends with RunEnd")


def _score(bundle: Bundle, sentences: Sequence[Sentence]) -> float:
    return round(100 * evaluate(bundle, sentences).report.accuracy, 2)


def main() -> None:
    """Print a line for each number of corrected sentences and seed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--new", nargs="+", type=int, default=[5, 50, 500])
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--old", type=int, default=4000)
    parser.add_argument("--epochs", type=int, default=3)
    asked = parser.parse_args()
    everything, dev = (read_corpus(DATA / f"en_ewt-ud-{split}.conllu")[0].sentences for split in ("train", "dev"))
    old, pool = everything[: asked.old], everything[-POOL:]
    for seed in asked.seeds:
        bundle = _trained(old, preset("default"), seed, asked.epochs)
        for n_new in asked.new:
            new = pool[:: POOL // n_new][:n_new]
            began = time.perf_counter()
            tuning = plan(bundle, UPOS.name, new, old, seed=seed)
            after, said = _tuned(tuning, began)
            scores = {
                f"{name}_{when}": _score(model, sentences)
                for name, sentences in (("corrected", new), ("dev", dev))
                for when, model in (("before", bundle), ("after", after))
            }
            rounded = {name: round(value, 1) for name, value in said.items()}
            print(json.dumps({"seed": seed, "corrected": n_new} | rounded | scores), flush=True)


if __name__ == "__main__":
    main()
