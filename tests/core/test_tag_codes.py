"""Tags as numbers against the spans that `core.schemes` reads."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.corpus import Scheme, Tags
from core.schemes import spell, to_spans
from core.tag_codes import NO_TAG, TagCodes, counted, first_tokens

LABELS = ("PER", "LOC", "creative-work")
SPAN_SCHEMES = [scheme for scheme in Scheme if scheme is not Scheme.PLAIN]


def _read(codes: TagCodes, sentences: Sequence[Tags]) -> list[tuple[int, int, str]]:
    numbers = codes.encode(sentences)
    spans = codes.spans(numbers, first_tokens([len(tags) for tags in sentences]))
    starts = np.flatnonzero(spans.label >= 0)
    return [(int(start), int(spans.end[start]) + 1, codes.labels[spans.label[start]]) for start in starts]


@pytest.mark.parametrize("scheme", SPAN_SCHEMES)
@given(data=st.data())
def test_spans_are_those_of_the_lenient_reading(scheme: Scheme, data: st.DataObject) -> None:
    tags = ["O", None, "odd", *(tag for label in LABELS for tag in spell(label, scheme))]
    one = st.lists(st.sampled_from(tags), min_size=0, max_size=8).map(tuple)
    sentences = data.draw(st.lists(one, min_size=1, max_size=5))
    starts = np.cumsum([0, *map(len, sentences)]).tolist()
    expected = [
        (start + span.start, start + span.end, span.label)
        for start, sentence in zip(starts, sentences, strict=False)
        for span in to_spans(sentence, scheme)
    ]
    assert _read(TagCodes(scheme), sentences) == expected


def test_numbers_stay_as_more_tags_come() -> None:
    codes = TagCodes(Scheme.IOB2)
    assert codes.encode([("O", None, "B-PER")]).tolist() == [1, NO_TAG, 2]
    assert codes.label_of_tag().tolist() == [-1, -1, 0]
    assert codes.encode([("B-LOC", ""), ("I-PER",)]).tolist() == [3, NO_TAG, 4]
    assert codes.names == ["", "O", "B-PER", "B-LOC", "I-PER"]
    assert codes.labels == ("PER", "LOC")
    assert codes.label_of_tag().tolist() == [-1, -1, 0, 1, 0]


def test_a_plain_tag_is_its_own_label() -> None:
    codes = TagCodes(Scheme.PLAIN)
    codes.encode([("NOUN", "-LRB-")])
    assert codes.labels == ("NOUN", "-LRB-")


def test_counting_leaves_negative_numbers_out() -> None:
    assert counted(np.array([2, -1, 0, 2]), 4).tolist() == [1, 0, 2, 0]
