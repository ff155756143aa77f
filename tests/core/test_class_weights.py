"""Weights by label: in sum as promised, one on average."""

import numpy as np
import pytest

from core.class_weights import label_weights
from core.config import ClassWeights

TAGS = np.asarray([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 0, 0], np.int32)


def test_equal_weights_are_none() -> None:
    assert label_weights(TAGS, 4, ClassWeights.EQUAL) is None


@pytest.mark.parametrize(("kind", "share"), [(ClassWeights.BALANCED, 1), (ClassWeights.ROOT, 3)])
def test_labels_weigh_in_sum_what_is_promised(kind: ClassWeights, share: float) -> None:
    weights = label_weights(TAGS, 4, kind)
    assert weights is not None
    sums = weights[TAGS[TAGS == 1]].sum(), weights[TAGS[TAGS == 3]].sum()
    assert sums[0] / sums[1] == pytest.approx(share)
    assert sum(sums) == pytest.approx((TAGS > 0).sum())
    assert weights[2] == 1


def test_no_tags_at_all() -> None:
    weights = label_weights(np.zeros(3, np.int32), 3, ClassWeights.BALANCED)
    assert weights is not None
    assert weights.tolist() == [1, 1, 1]
