"""Files to corpora for the commands, which layer of them is meant, and what had to be repaired."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli import output
from core.corpus import Corpus, Layer, Scheme, Sentence, Split
from core.errors import SourceError, place

if TYPE_CHECKING:
    from core.sources import LineReport, ReadOptions

# A file to be read. Whether it is there is checked where it is opened, with words of our own.
INPUT_FILE = click.Path(path_type=Path)

LAYER_HELP = "The labels meant: upos, xpos, ner or column:N, from 1. Left out: the first layer with any."

PRESET_HELP = "The network, its batches and its training."

_SHOWN_REPAIRS = 20


class Repairs:
    """Tells standard error of each line that had to be repaired, and only counts them after the first twenty."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0

    def __call__(self, report: "LineReport") -> None:
        """Take one repair in."""
        self._count += 1
        if self._count <= _SHOWN_REPAIRS:
            output.remark(f"{place(self._name, report.line)}: {report.found} {report.action}")

    def sum_up(self) -> None:
        """Say how many were not shown."""
        hidden = self._count - _SHOWN_REPAIRS
        if hidden > 0:
            output.remark(f"{place(self._name)}: {hidden:,} more line{'s' * (hidden > 1)} like these.")


def read(path: Path, options: "ReadOptions", split: Split = Split.TRAIN) -> Corpus:
    """Return all sentences of a file, having told of every repair.

    Raises:
        SourceError: It cannot be read.
    """
    from core import sources
    from core.parallel_layers import with_parallel

    repairs = Repairs(str(path))
    sentences = tuple(sources.read(path, replace(options, split=split), report=repairs))
    repairs.sum_up()
    return Corpus(sentences, with_parallel(options.layers, {name for one in sentences for name in one.tags}))


def layers_in(path: Path, options: "ReadOptions") -> tuple[Layer, ...]:
    """Return the layers of a file, having read all of it where some may turn up on the way.

    Raises:
        SourceError: It cannot be read.
    """
    from core import sources
    from core.parallel_layers import with_parallel

    if options.format is not sources.FormatName.JSONL:
        return options.layers
    return with_parallel(options.layers, {name for one in sources.read(path, options) for name in one.tags})


def options_like(path: Path, model: "ReadOptions", layer: Layer) -> "ReadOptions":
    """Return how to read `path` so that it has `layer`, by the columns of `model` where it has as many.

    A short file may show too little of its labels for its columns to be found out on their own.

    Raises:
        SourceError: It cannot be read or has no such layer.
    """
    from core import sources

    own = sources.options_of(path)
    if own.format is model.format is sources.FormatName.CONLL_COLUMNS and own.columns and model.columns:
        shape, wanted = own.columns, model.columns
        if (shape.width, shape.separator) == (wanted.width, wanted.separator):
            return replace(own, columns=wanted)
    return sources.options_of(path, layer=layer.name)


def labelled_layer(corpus: Corpus, name: str | None, path: Path) -> Layer:
    """Return the layer called `name`, or without a name the first one, that has a label at all.

    Raises:
        SourceError: There is none.
    """
    asked = [layer for layer in corpus.layers if name in (None, layer.name)]
    for layer in asked:
        if has_labels(corpus.sentences, layer):
            return layer
    where = f" in {', '.join(layer.name for layer in asked)}" if asked else ""
    raise SourceError(
        f"holds no labels{where}.", place=place(path), remedy="Give a file with a label for each token, or --layer."
    )


def has_labels(sentences: Sequence[Sentence], layer: Layer) -> bool:
    """Whether any token has a label in `layer`."""
    return any(sentence.has_label(layer.name) for sentence in sentences)


def spelled_alike(sentences: Sequence[Sentence], found: Layer, wanted: Layer) -> tuple[Sentence, ...]:
    """Return `sentences` with the tags of `found` as tags of `wanted`, in its name and its scheme."""
    from core import schemes

    if found == wanted:
        return tuple(sentences)
    schemes_of = (found.scheme, wanted.scheme) if Scheme.PLAIN not in (found.scheme, wanted.scheme) else None
    alike = []
    for sentence in sentences:
        tags = sentence.layer_tags(found.name)
        alike.append(sentence.with_tags(wanted.name, schemes.convert(tags, *schemes_of) if schemes_of else tags))
    return tuple(alike)
