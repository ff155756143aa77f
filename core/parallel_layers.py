"""Spans that overlap, placed side by side: a layer holds one label a token, so each overlap takes another layer.

`ner` holds the first span at every token, `ner 2` what lies under or across it, `ner 3` the next, and so on.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush

from core.corpus import Layer, Span, Tags
from core.schemes import from_spans

_NUMBERED = re.compile(r"(.+) ([2-9]|[1-9][0-9]+)", re.DOTALL)


def parallel_layers(spans: Iterable[Span]) -> list[list[Span]]:
    """Return the spans in as few lists as can hold them without an overlap.

    Every span is in one of them. Of spans that begin together the longest comes first, so that where
    they are nested the outer one stands before the inner.
    """
    placed: list[list[Span]] = []
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end, one.label)):
        while busy and busy[0][0] <= span.start:
            heappush(free, heappop(busy)[1])
        if not free:
            free.append(len(placed))
            placed.append([])
        level = heappop(free)
        placed[level].append(span)
        heappush(busy, (span.end, level))
    return placed


def name_of(layer: str, level: int) -> str:
    """Return what the parallel layers of `layer` are called; level 0 is the layer itself."""
    return layer if level == 0 else f"{layer} {level + 1}"


def first_of(name: str) -> str:
    """Return the layer that one called `name` is parallel to; empty where the name says nothing of it."""
    match = _NUMBERED.fullmatch(name)
    return match[1] if match else ""


def tags_of(placed: Sequence[Sequence[Span]], length: int, layer: Layer) -> Mapping[str, Tags]:
    """Return the tags of each parallel layer by its name; the first is there even without spans."""
    return {
        name_of(layer.name, level): from_spans(spans, length, layer.scheme)
        for level, spans in enumerate(placed or [()])
    }


def with_parallel(layers: Iterable[Layer], names: Iterable[str]) -> tuple[Layer, ...]:
    """Return the layers and those among `names` that are parallel to one of them, each behind its first.

    Args:
        layers: Those that were expected.
        names: Names of layers that were met, in any order.
    """
    expected = list(layers)
    known = {layer.name for layer in expected}
    met = sorted({name for name in names if name not in known and first_of(name) in known}, key=lambda n: (len(n), n))
    return tuple(
        one
        for layer in expected
        for one in (layer, *(Layer(name, layer.scheme) for name in met if first_of(name) == layer.name))
    )
