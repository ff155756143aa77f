"""`tagscope eval`: a model against a labelled file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli import output, reading
from core.corpus import Layer
from core.errors import SourceError

if TYPE_CHECKING:
    from core.bundle import Bundle
    from core.sources import ReadOptions

SCORES = ("accuracy", "accuracy_without_o", "precision", "recall", "f1")


@click.command(name="eval", short_help="Compare a model with the labels of a file.")
@click.argument("model", type=reading.INPUT_FILE)
@click.argument("file", type=reading.INPUT_FILE)
@click.option(
    "--layer",
    "layer_name",
    metavar="NAME",
    help="The labels of FILE to compare with, where MODEL calls them otherwise.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(model: Path, file: Path, layer_name: str | None, as_json: bool) -> None:
    """Tag FILE with MODEL and compare with the labels it has.

    Precision, recall and F1 count spans by conlleval's strict rules: label, begin and end must be
    right. They are "-" (null in JSON) for labels that are no spans. Accuracy without O leaves out
    the tokens that are outside every span. Tokens without a label never count.
    """
    from core import bundle as bundles
    from core import tagging
    from core.vocab import unknown_labels

    bundle = bundles.load(model)
    options, layer = _layer(file, bundle, layer_name)
    corpus = reading.read(file, options)
    reading.labelled_layer(corpus, layer.name, file)
    sentences = reading.spelled_alike(corpus.sentences, layer, bundle.layer)
    unknown = unknown_labels(sentences, bundle.layer.name, bundle.vocab)
    if unknown:
        output.remark(f"{file.name}: labels that {model.name} does not know count as errors: {', '.join(unknown)}")
    found = tagging.evaluate(bundle, sentences)
    values: dict[str, float | int | None] = {"tokens": found.report.n_tokens}
    values |= {name: getattr(found.report, name) for name in SCORES}
    values["tokens_per_second"] = round(found.tokens_per_second)
    text = "\n".join(f"{name:20}{_readable(value):>12}" for name, value in values.items())
    output.result(values, text, as_json=as_json)


def _layer(path: Path, bundle: "Bundle", name: str | None) -> "tuple[ReadOptions, Layer]":
    """Return how to read a file and its layer to compare with: the one named, the model's, or the only one.

    Raises:
        SourceError: The file cannot be read, or has none of them.
    """
    from core import sources

    own = sources.options_of(path)
    wanted = name or bundle.layer.name
    try:
        options = sources.options_of(path, layer=wanted)
    except SourceError:
        layers = own.layers
        if name or len(layers) != 1 or not _has_labels_of(path, own, layers[0], bundle):
            raise
        return own, layers[0]
    return options, next(layer for layer in options.layers if layer.name == wanted)


def _has_labels_of(path: Path, options: "ReadOptions", layer: Layer, bundle: "Bundle") -> bool:
    """Whether the first sentences have labels of the model's in `layer`."""
    from core import sources

    known = set(bundle.vocab.labels)
    return any(known.intersection(s.layer_tags(layer.name)) for s in sources.preview(path, options=options).sentences)


def _readable(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.2%}"
