"""The probability of a span is that of its least certain token, its end included."""

import numpy as np
import pytest

from core.corpus import Scheme, Span, Tags
from core.review.span_probability import SpanProbability
from core.schemes import to_spans


@pytest.mark.parametrize(
    ("scheme", "labels", "rows", "tags", "expected"),
    [
        (Scheme.IOB2, ("O", "B-X", "I-X"), [[0.1, 0.9, 0.0], [0.2, 0.1, 0.7]], ("B-X", "I-X"), 0.7),
        (Scheme.IOB2, ("O", "B-X", "I-X"), [[0.1, 0.9, 0.0], [0.6, 0.0, 0.4]], ("B-X", "O"), 0.6),
        (Scheme.IOB2, ("O", "B-X", "I-X"), [[0.1, 0.9, 0.0], [0.3, 0.5, 0.2]], ("B-X", "B-X"), 0.8),
        (Scheme.IO, ("O", "I-X", "I-Y"), [[0.0, 0.9, 0.1], [0.5, 0.25, 0.25]], ("I-X", "O"), 0.75),
        (Scheme.BIOES, ("O", "B-X", "E-X", "S-X"), [[0.0, 0.0, 0.0, 1.0], [0.5, 0.0, 0.5, 0.0]], ("S-X", "O"), 1.0),
        (Scheme.PLAIN, ("N", "V"), [[0.6, 0.4], [0.9, 0.1]], ("N", "N"), 0.6),
    ],
)
def test_weakest_link(
    scheme: Scheme, labels: tuple[str, ...], rows: list[list[float]], tags: Tags, expected: float
) -> None:
    first: Span = to_spans(tags, scheme)[0]
    found = SpanProbability(labels, scheme).of(first, tags, np.array(rows, np.float32))
    assert found == pytest.approx(expected)
