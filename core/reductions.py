"""What was found out about a batch's mask and loss: values alone, so that nobody needs Keras to show them."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Rule(StrEnum):
    """A way to turn the losses of the cells into one number."""

    TOKENS = "sum over counted tokens, divided by their number"
    PLAIN = "Keras without mask and weights"
    WEIGHTS = "Keras with sample_weight"
    MASK = "Keras with its mask"
    MEAN = "Keras with sample_weight and mean_with_sample_weight"


class Deed(StrEnum):
    """What a layer does to the mask."""

    MAKES = "makes"
    USES = "uses and passes on"
    PASSES = "passes on"
    DROPS = "drops"
    LACKS = "has none"
    ENDS = "uses"


@dataclass(frozen=True, slots=True, eq=False)
class MaskStep:
    """One Keras layer and the mask around it.

    Attributes:
        layer: Its name.
        kind: Its class.
        deed: What it does to the mask.
        mask: bool[B, T] on its output; None where there is none.
    """

    layer: str
    kind: str
    deed: Deed
    mask: Mask | None


@dataclass(frozen=True, slots=True)
class Reduced:
    """The loss of the batch under one rule.

    Attributes:
        rule: Which.
        sum: What is divided.
        loss: The result.
        gradient: Length of the gradient of all weights.
        angle: Degrees between it and the gradient of the first rule.
    """

    rule: Rule
    sum: float
    loss: float
    gradient: float
    angle: float

    @property
    def divisor(self) -> float:
        """What the sum was divided by; 0 where the loss is 0."""
        return self.sum / self.loss if self.loss else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class KerasLoss:
    """What Keras makes of a batch.

    Attributes:
        version: Of Keras.
        steps: Its layers in the order data meet them, the loss last.
        scores: float32[B, T, L], of the same network built of its layers.
        cells: float32[B, T], the loss of each cell before any weight, from these scores.
        reduced: The loss under each rule.
        apart: How far the scores of a token are from those of the network that training uses, at the most.
    """

    version: str
    steps: tuple[MaskStep, ...]
    scores: Floats
    cells: Floats
    reduced: tuple[Reduced, ...]
    apart: float
