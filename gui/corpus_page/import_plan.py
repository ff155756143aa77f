"""What is decided before an import: the split a file is for, and how its layers fit the project's. No widgets."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core import schemes
from core.corpus import Layer, Scheme, Sentence, Split
from core.parallel_layers import first_of
from core.schemes import Detection
from core.sources import ReadOptions

_SPLIT_WORDS = {
    Split.DEV: re.compile(r"(?<![a-z])(dev|devel|valid|validation|val|testa)(?![a-z])"),
    Split.TEST: re.compile(r"(?<![a-z])(test|testb|eval)(?![a-z])"),
}


def guess_split(path: Path) -> Split:
    """Return what a file is for, judging by its name; train where the name does not tell."""
    for split, pattern in _SPLIT_WORDS.items():
        if pattern.search(path.stem.lower()):
            return split
    return Split.TRAIN


def with_schemes(options: ReadOptions, found: Mapping[str, Detection], chosen: Mapping[int, Scheme]) -> ReadOptions:
    """Return the options with each layer in the scheme the user chose for its column, else in the one found."""
    columns = options.columns
    if columns is None:
        return options
    layers = []
    for index, layer in columns.layers:
        scheme = chosen.get(index, found[layer.name].scheme if layer.name in found else layer.scheme)
        layers.append((index, Layer(layer.name, scheme)))
    return replace(options, columns=replace(columns, layers=tuple(layers)))


@dataclass(frozen=True, slots=True)
class Fit:
    """How a layer of the file joins the project.

    Attributes:
        layer: As the file has it.
        target: As the project has it, or will.
    """

    layer: Layer
    target: Layer

    @property
    def is_converted(self) -> bool:
        """Whether the tags are written in another scheme on the way."""
        return self.layer != self.target

    @property
    def is_possible(self) -> bool:
        """Whether the tags can be written in the project's scheme: spans never become plain tags, nor the reverse."""
        return self.layer.has_spans == self.target.has_spans


def fit(layers: Sequence[Layer], present: Sequence[Layer]) -> tuple[Fit, ...]:
    """Return how the layers of a file join those that the project has already."""
    known = {layer.name: layer for layer in present}
    return tuple(Fit(layer, known.get(layer.name, layer)) for layer in layers)


def converted(sentence: Sentence, fits: Sequence[Fit]) -> Sentence:
    """Return the sentence with its tags written in the project's schemes."""
    for one in fits:
        if one.is_converted:
            for name in sentence.tags:
                if one.layer.name in (name, first_of(name)):
                    tags = schemes.convert(sentence.tags[name], one.layer.scheme, one.target.scheme)
                    sentence = sentence.with_tags(name, tags)
    return sentence
