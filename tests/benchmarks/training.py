"""Tokens a second that training and tagging take in, against PyTorch and plain Keras, in turn.

Run by hand: `python tests/benchmarks/training.py --data TRAIN.conllu [--torch-python PATH] [--pairs 5]`. Ours and
the peers of `../shared/bench` run one after the other, each in a process of its own, so that a slow minute of the
machine falls on all of them; the medians of all rounds make one JSON line. Everybody has the same network (word
vectors of 100, one BiLSTM, one linear layer), the same batches by length, cross-entropy over real tokens, Adam at
0.003 and two threads; nothing is hidden in training and no gradient clipped, for the peers do neither.

`fraction_of_matmul_limit` is measured in the same rounds: training needs three products for each weight of the
LSTMs, two operations each, and cannot be faster than the machine multiplies two matrices of 2048 x 2048.

Five pairs in turn on two shared cores, batches of 32: 1.43 times PyTorch at its faster, 31 times plain Keras, 0.28 of
the limit; tagging twice as fast as PyTorch. What was tried, in tokens a second of processor time on one thread
(PyTorch bucketed 24,500, packed 21,400):
    a loop over [B, 4H], input projection before it, weight gradients as one product: 18,400;
    timesteps feature-major [4H, B], inputs, bias and state in one product forth and back, gates kept for the loop
    back in lists instead of stacked arrays, the masks on the gates: 26,000;
    scores from [D*H, T * B] and the two weight products apart, so that inputs are turned once: 26,700 to 28,500.
One product of a timestep, in GFLOP a second of one core: 57 as [32, 128] x [128, 512], 78 as [512, 230] x [230, 32],
21 where TensorFlow is asked to turn the weights itself; the weight gradient 73 as [4H, N] x [N, F], 47 the other way
round. Without oneDNN products with turned factors run at a third. Raising glibc's limits for returning memory gave
nothing: a step has fewer than ten page faults.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PEERS = ROOT.parent / "shared" / "bench"
WORD_SIZE = 100
WARM_UP = 20
THREADS = 2


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="CoNLL-U file; its UPOS tags are learnt")
    parser.add_argument("--torch-python", type=Path, help="an interpreter that has PyTorch; without it no ratio to it")
    parser.add_argument("--peers", type=Path, default=PEERS, help="folder of the peers' scripts")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--keras-sentences", type=int, default=320, help="plain Keras is too slow for more")
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--batches", type=int, default=200, help="training batches timed")
    parser.add_argument("--ours-alone", action="store_true", help="one round of ours, in this process")
    return parser.parse_args()


def _ours(options: argparse.Namespace) -> dict[str, float]:
    """Train and tag once, in this process."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import numpy as np

    from core.batches import EncodedCorpus
    from core.bundle import Bundle
    from core.config import Config, EncodingConfig, NetworkConfig, Order, TrainingConfig
    from core.model import build, prepare
    from core.sources import read_corpus
    from core.steps import Learner
    from core.tagging import Tagger
    from core.vocab import build_vocab

    prepare(THREADS)
    config = Config(
        network=NetworkConfig(
            word_size=WORD_SIZE, affix_length=0, shape_size=0, units=options.hidden, dropout=0.0, word_dropout=0.0
        ),
        encoding=EncodingConfig(batch_size=options.batch, order=Order.BY_LENGTH),
        training=TrainingConfig(clip_norm=0.0),
    )
    corpus, _ = read_corpus(options.data, layer="upos")
    vocab = build_vocab(corpus.sentences, "upos", config)
    data = EncodedCorpus.build(corpus.sentences, "upos", vocab)
    plan = data.plan(config.encoding)
    order = np.random.default_rng(0).permutation(plan.n_batches)[: WARM_UP + options.batches]
    batches = [data.batch(plan, int(index), config.encoding) for index in order]
    network = build(config, vocab.sizes)
    learner = Learner(network)
    for step, batch in enumerate(batches[:WARM_UP], start=1):
        learner.learn(batch, rate=0.003, step=step)
    began = time.perf_counter()
    for step, batch in enumerate(batches[WARM_UP:], start=WARM_UP + 1):
        learnt = learner.learn(batch, rate=0.003, step=step)
    seconds = time.perf_counter() - began
    n_learnt = sum(batch.n_tokens for batch in batches[WARM_UP:])
    tagger = Tagger(Bundle(config, corpus.layer("upos"), vocab, network.get_weights()))
    list(tagger.tag_sentences(corpus.sentences[:200]))
    began = time.perf_counter()
    n_tagged = sum(map(len, tagger.tag_sentences(corpus.sentences)))
    return {
        "train_tokens_per_s": n_learnt / seconds,
        "tag_tokens_per_s": n_tagged / (time.perf_counter() - began),
        "loss": learnt.loss,
        "operations_per_s": _matmul_rate(),
    }


def _matmul_rate() -> float:
    """Return multiplications and additions a second of the fastest of some large products."""
    import numpy as np

    size = 2048
    square = np.random.default_rng(0).random((size, size), np.float32)
    seconds = []
    for _ in range(5):
        began = time.perf_counter()
        square @ square
        seconds.append(time.perf_counter() - began)
    return float(2 * size**3 / min(seconds))


def _run(command: list[str], folder: Path) -> dict[str, Any]:
    found = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(found.stdout.strip().splitlines()[-1])
    return result


def _rounds(options: argparse.Namespace) -> dict[str, list[dict[str, Any]]]:
    data, sizes = str(options.data.resolve()), ["--hidden", str(options.hidden), "--batch", str(options.batch)]
    ours = [sys.executable, __file__, "--ours-alone", "--data", data, *sizes, "--batches", str(options.batches)]
    commands = {"ours": (ours, ROOT)}
    if options.torch_python:
        script = [str(options.torch_python.absolute()), "torch_tagger.py", data, *sizes, "--threads", str(THREADS)]
        commands["torch"] = ([*script, "--batches", str(options.batches)], options.peers)
    keras = [sys.executable, "plain_keras.py", data, *sizes, "--sentences", str(options.keras_sentences)]
    commands["keras"] = (keras, options.peers)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in commands}
    for _ in range(options.pairs):
        for name, (command, folder) in commands.items():
            found[name].append(_run(command, folder))
            print(json.dumps({name: found[name][-1]}), file=sys.stderr, flush=True)
    return found


def _ratio(found: dict[str, list[dict[str, Any]]], peer: str, what: str) -> float | None:
    """Return the median over the rounds of ours divided by the peer's."""
    if peer not in found:
        return None
    pairs = zip(found["ours"], found[peer], strict=True)
    return round(statistics.median(ours[what] / theirs[what] for ours, theirs in pairs), 2)


def _report(options: argparse.Namespace, found: dict[str, list[dict[str, Any]]]) -> dict[str, object]:
    # Two directions, for each weight two operations, once forward and twice back.
    operations = 2 * 3 * 2 * (WORD_SIZE + options.hidden) * 4 * options.hidden
    fraction = [one["train_tokens_per_s"] * operations / one["operations_per_s"] for one in found["ours"]]
    median = {what: statistics.median(one[what] for one in found["ours"]) for what in found["ours"][0]}
    return {
        "train_tokens_per_s": round(median["train_tokens_per_s"]),
        "ratio_to_torch": _ratio(found, "torch", "train_tokens_per_s"),
        "ratio_to_plain_keras": _ratio(found, "keras", "train_tokens_per_s"),
        "fraction_of_matmul_limit": round(statistics.median(fraction), 3),
        "tag_tokens_per_s": round(median["tag_tokens_per_s"]),
        "tag_ratio_to_torch": _ratio(found, "torch", "tag_tokens_per_s"),
        "pairs": options.pairs,
        "hidden": options.hidden,
        "batch": options.batch,
    }


def main() -> None:
    """Measure what was asked for."""
    options = _options()
    print(json.dumps(_ours(options) if options.ours_alone else _report(options, _rounds(options))))


if __name__ == "__main__":
    main()
