"""Layers of people: who labels what beside whom, and what their layers are called."""

from collections.abc import Iterable, Mapping, Sequence

from core.corpus import Layer
from core.edits import AddLayer

# Of a person's name, so that the layer's name stays readable.
MAX_ANNOTATOR = 64
# Who "labels" what has been decided between others.
CURATED = "curated"


def base_name(layer: Layer) -> str:
    """Return the layer whose label set this one has: its own name where that is itself."""
    return layer.of or layer.name


def layer_of(layers: Iterable[Layer], base: str, annotator: str) -> Layer | None:
    """Return the layer in which somebody labels what `base` is about; None where they have not begun.

    An empty annotator stands for nobody in particular, which is `base` itself.
    """
    for layer in layers:
        if layer.annotator == annotator and (layer.of == base if annotator else layer.name == base):
            return layer
    return None


def beginning(layers: Sequence[Layer], base: str, annotator: str) -> AddLayer:
    """Return the edit that begins somebody's layer, under a name that no layer has.

    Args:
        layers: All of the project.
        base: One of them that has a label set of its own.
        annotator: Not empty.

    Raises:
        KeyError: There is no such layer.
    """
    scheme = {layer.name: layer.scheme for layer in layers}[base]
    taken = {layer.name for layer in layers}
    wanted = f"{base} · {annotator}"
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} ({number})", number + 1
    return AddLayer(name, scheme, annotator=annotator, of=base)


def side_by_side(layers: Iterable[Layer]) -> Mapping[str, tuple[Layer, ...]]:
    """Return by the base layer's name the layers that can be compared with each other: two at least."""
    groups: dict[str, list[Layer]] = {}
    for layer in layers:
        groups.setdefault(base_name(layer), []).append(layer)
    return {base: tuple(group) for base, group in groups.items() if len(group) > 1}


def annotators(layers: Iterable[Layer]) -> tuple[str, ...]:
    """Return everybody who has a layer, each once, in the order the layers came."""
    return tuple(dict.fromkeys(layer.annotator for layer in layers if layer.annotator))
