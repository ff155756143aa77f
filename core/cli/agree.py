"""`tagscope agree`: how far files of the same sentences, each labelled by somebody else, agree."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.cli import output, reading
from core.corpus import Layer, Sentence, Tags
from core.errors import SourceError, place

if TYPE_CHECKING:
    from core.agreement import Agreement, PairAgreement

_SHOWN_CONFUSIONS = 10


@click.command(name="agree", short_help="Compare annotators: kappa, alpha, F1 of spans.")
@click.argument("files", metavar="FILE FILE ...", nargs=-1, required=True, type=reading.INPUT_FILE)
@click.option("--layer", "layer_name", metavar="NAME", help=reading.LAYER_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with every label and the confusion.")
def command(files: tuple[Path, ...], layer_name: str | None, as_json: bool) -> None:
    """Compare the labels that two or more annotators gave to the same sentences, one FILE each.

    A token that somebody has left without a label is missing and never counts as outside. Kappa is
    Cohen's, alpha Krippendorff's for nominal values; both are 1 for full agreement and 0 for what
    chance would give, and "-" (null in JSON) where chance explains everything. F1 counts spans by
    strict rules: label, begin and end must be the same.
    """
    from core.agreement import agreement

    if len(files) < 2:
        raise click.UsageError("agreement takes two files at least.")
    layer, columns = _read(files, layer_name)
    found = agreement(_side_by_side(files, columns, layer), layer, _names(files))
    output.result(_values(found), _text(found, layer), as_json=as_json)


def _read(files: Sequence[Path], name: str | None) -> tuple[Layer, list[tuple[Sentence, ...]]]:
    """Return the layer of the first file, and the sentences of all in its name and scheme.

    Raises:
        SourceError: One cannot be read, or has no labels.
    """
    from core import sources

    options = sources.options_of(files[0], layer=name)
    corpus = reading.read(files[0], options)
    layer = reading.labelled_layer(corpus, name, files[0])
    columns = [corpus.sentences]
    for path in files[1:]:
        try:
            own = sources.options_of(path, layer=layer.name)
        except SourceError:
            # Perhaps too few labels to find the column out by.
            own = reading.options_like(path, options, layer)
        other = reading.read(path, own)
        found = reading.labelled_layer(other, layer.name, path)
        columns.append(reading.spelled_alike(other.sentences, found, layer))
    return layer, columns


def _side_by_side(
    files: Sequence[Path], columns: Sequence[Sequence[Sentence]], layer: Layer
) -> Iterator[tuple[Tags, ...]]:
    """Yield the tags of each sentence, a file after the other.

    Raises:
        SourceError: A file has other sentences than the first.
    """
    for number, row in enumerate(zip_longest(*columns), 1):
        for path, sentence in zip(files, row, strict=True):
            if sentence is None or row[0] is None or sentence.tokens != row[0].tokens:
                short = path if sentence is None else files[0] if row[0] is None else None
                raise SourceError(
                    f"ends before sentence {number:,}." if short else f"sentence {number:,} has other tokens.",
                    place=place(short or path),
                    remedy="Give files of the same sentences in the same order.",
                )
        yield tuple(sentence.layer_tags(layer.name) for sentence in row)


def _names(files: Sequence[Path]) -> list[str]:
    """Return the names of the files, with their folders where two are called alike."""
    names = [path.name for path in files]
    return names if len(set(names)) == len(names) else [str(path) for path in files]


def _values(found: "Agreement") -> dict[str, Any]:
    return {
        "annotators": list(found.annotators),
        "sentences": found.n_sentences,
        "tokens": found.n_tokens,
        "alpha": found.alpha,
        "pairs": [_pair_values(pair) for pair in found.pairs],
    }


def _pair_values(pair: "PairAgreement") -> dict[str, Any]:
    names = ("label", "first", "second", "both", "f1", "kappa")
    return {
        "first": pair.first,
        "second": pair.second,
        "tokens": pair.n_tokens,
        "same": pair.same,
        "observed": pair.observed,
        "kappa": pair.kappa,
        "span_f1": pair.span_f1,
        "labels": [{name: getattr(label, name) for name in names} for label in pair.labels],
        "confusion": {"names": list(pair.names), "tokens": pair.confusion.tolist()},
    }


def _text(found: "Agreement", layer: Layer) -> str:
    lines = [
        f"{found.n_sentences:,} sentences, {found.n_tokens:,} tokens labelled by two or more",
        f"Krippendorff's alpha {_readable(found.alpha)}",
    ]
    for pair in found.pairs:
        lines += ["", f"{pair.first} | {pair.second}", *_pair_lines(pair, layer)]
    return "\n".join(lines)


def _pair_lines(pair: "PairAgreement", layer: Layer) -> Iterator[str]:
    yield f"{pair.n_tokens:,} tokens labelled by both, {_readable(pair.observed, '.2%')} alike"
    yield f"Cohen's kappa {_readable(pair.kappa)}"
    if layer.has_spans:
        yield f"F1 of spans {_readable(pair.span_f1, '.2%')}"
    width = max([5, *(len(found.label) for found in pair.labels)])
    yield f"{'label':{width}}  {'first':>9}  {'second':>9}  {'both':>9}  {'f1':>8}  {'kappa':>8}"
    for found in pair.labels:
        numbers = f"{found.first:>9,}  {found.second:>9,}  {found.both:>9,}"
        yield f"{found.label:{width}}  {numbers}  {found.f1:>8.2%}  {_readable(found.kappa):>8}"
    confused = [
        (int(n), pair.names[row], pair.names[column])
        for row, counts in enumerate(pair.confusion)
        for column, n in enumerate(counts)
        if n and row != column
    ]
    for n, one, other in sorted(confused, reverse=True)[:_SHOWN_CONFUSIONS]:
        yield f"{n:>9,}  {one} | {other}"


def _readable(value: float | None, form: str = ".4f") -> str:
    return "-" if value is None else format(value, form)
