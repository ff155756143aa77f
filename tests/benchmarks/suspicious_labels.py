"""How well wrong labels are found: 3 % of the labels of a corpus made wrong on purpose, then looked for.

Run by hand: `python tests/benchmarks/suspicious_labels.py [--quick] [--data ewt wnut17] [--seed 1]`. Prints one
JSON line for each corpus: the share of wrong ones among the first n suspects, n being as many as were made wrong,
for either ranking, and what picking by chance among all labels, or among all suspects, would give.

EWT: a token gets another tag, drawn as often as the corpus uses it. WNUT-17: a span gets another label, loses
its last token or its first, or is forgotten, and in the place of a fifth a span is invented.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import msgspec

from core.control import RunControl
from core.corpus import Layer, Sentence, Span
from core.fold_training import QUICK, HeldOut, out_of_fold
from core.review.suspicion import Ranking, Suspect, Suspicion
from core.schemes import from_spans, to_spans
from core.sources import read_corpus

SHARE = 0.03
DATA = Path(__file__).parents[2].parent / "shared" / "data"
FILES = {
    "ewt": ("upos", DATA / "ud_english_ewt" / "en_ewt-ud-train.conllu"),
    "wnut17": ("ner", DATA / "wnut17" / "train.conll"),
}
Wrong = dict[int, list[range]]


def _wrong_tag(tags: list[str | None], index: int, counts: Counter[str], random: Random) -> range:
    others = {tag: n for tag, n in counts.items() if tag != tags[index]}
    tags[index] = random.choices(list(others), list(others.values()))[0]
    return range(index, index + 1)


def _wrong_span(spans: list[Span], length: int, counts: Counter[str], random: Random) -> range | None:
    """Damage one of the spans, or invent one; return the tokens it is about."""
    kind = random.choice(["label", "shorter", "later", "forgotten", "invented"])
    if kind == "invented":
        start = random.randrange(length)
        end = min(length, start + random.choice([1, 1, 2]))
        if any(span.start < end and span.end > start for span in spans):
            return None
        spans.append(Span(start, end, random.choices(list(counts), list(counts.values()))[0]))
        return range(start, end)
    span = spans.pop(random.randrange(len(spans)))
    if kind == "label":
        others = {label: n for label, n in counts.items() if label != span.label}
        spans.append(Span(span.start, span.end, random.choices(list(others), list(others.values()))[0]))
    elif kind != "forgotten" and span.end - span.start > 1:
        cut = (span.start, span.end - 1) if kind == "shorter" else (span.start + 1, span.end)
        spans.append(Span(*cut, span.label))
    return range(span.start, span.end)


def damaged(sentences: Sequence[Sentence], layer: Layer, seed: int) -> tuple[list[Sentence], Wrong]:
    """Return the sentences, numbered, with `SHARE` of their labels made wrong, and where."""
    random = Random(seed)
    tags_of = [list(sentence.layer_tags(layer.name)) for sentence in sentences]
    spans_of = [to_spans(tuple(tags), layer.scheme) for tags in tags_of]
    counts = Counter(span.label for spans in spans_of for span in spans)
    places = [(number, index) for number, spans in enumerate(spans_of) for index in range(len(spans))]
    wrong: Wrong = {}
    for number, index in random.sample(places, round(SHARE * len(places))):
        tags = tags_of[number]
        if not layer.has_spans:
            touched: range | None = _wrong_tag(tags, index, counts, random)
        elif number in wrong:
            continue
        else:
            spans = list(spans_of[number])
            touched = _wrong_span(spans, len(tags), counts, random)
            tags[:] = from_spans(spans, len(tags), layer.scheme)
        if touched is not None:
            wrong.setdefault(number, []).append(touched)
    numbered = [
        Sentence(sentence.tokens, {layer.name: tuple(tags)}, document=sentence.document, id=number)
        for number, (sentence, tags) in enumerate(zip(sentences, tags_of, strict=True))
    ]
    return numbered, wrong


def precision(suspects: Sequence[Suspect], wrong: Wrong, n: int) -> float:
    """Return the share of the first n suspects that touch a label made wrong."""
    first = suspects[:n]
    hits = sum(
        any(set(suspect.tokens) & set(tokens) for tokens in wrong.get(suspect.sentence, ())) for suspect in first
    )
    return hits / max(1, len(first))


def _measure(name: str, options: argparse.Namespace) -> dict[str, object]:
    layer_name, path = FILES[name]
    corpus, _ = read_corpus(path, layer=layer_name)
    layer = corpus.layer(layer_name)
    sentences, wrong = damaged(corpus.sentences[: 1500 if options.quick else None], layer, options.seed)
    config = msgspec.structs.replace(QUICK, training=msgspec.structs.replace(QUICK.training, seed=options.seed))
    began = time.perf_counter()
    suspicion = Suspicion(layer)
    for event in out_of_fold(
        sentences, layer, control=RunControl(), config=config, n_folds=2 if options.quick else options.folds
    ):
        if isinstance(event, HeldOut):
            suspicion.add(sentences[event.index], event.suggestion)
    n = sum(map(len, wrong.values()))
    ranked = {ranking: suspicion.ranked(ranking) for ranking in Ranking}
    suspects = ranked[Ranking.CONFIDENCE]
    return {
        "data": name,
        "sentences": len(sentences),
        "labels": suspicion.n_judged,
        "made_wrong": n,
        "suspects": len(suspects),
        "chance_among_labels": round(n / suspicion.n_judged, 4),
        "chance_among_suspects": round(precision(suspects, wrong, len(suspects)), 4),
        "precision_at_made_wrong": {key.value: round(precision(ranked[key], wrong, n), 4) for key in Ranking},
        "precision_at_50": {key.value: round(precision(ranked[key], wrong, 50), 4) for key in Ranking},
        "seconds": round(time.perf_counter() - began, 1),
    }


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="1,500 sentences and two folds")
    parser.add_argument("--data", nargs="+", choices=list(FILES), default=list(FILES))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name in options.data:
        print(json.dumps(_measure(name, options)), flush=True)


if __name__ == "__main__":
    main()
