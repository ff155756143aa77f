"""What a classical mistake is: code that makes it, how it shows, where on the cards it lies, code that does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Three sentences of 5, 2 and 3 tokens; every case begins with them.
PRELUDE = """\
import keras
import numpy as np
from keras import layers, ops

ids = np.array([[2, 3, 4, 5, 6], [7, 8, 0, 0, 0], [9, 3, 4, 0, 0]])  # 3 sentences, 5 timesteps, 0 is padding
tags = np.array([[1, 2, 2, 1, 3], [1, 3, 0, 0, 0], [1, 2, 3, 0, 0]])  # a label at every token
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One mistake. Code is run as it stands, after `PRELUDE`, in a process of its own.

    Attributes:
        name: Short and fixed.
        title: What is wrong, in a few words.
        wrong: Code that makes the mistake.
        right: The same without it; uses the same names for what it computes.
        happens: What one sees.
        why: What is behind it.
        remedy: What to do.
        card: Name of the card of `core.shapes.cards` that it lies at.
        axis: Name of the axis of that card; empty where it is not one axis.
        raises: Parts of the message with which the wrong code fails; none where nothing is said.
        symptom: A Python expression over the names in the code that is true after the wrong code
            and false after the right one, where nothing is said.
        options: What sets it right on the Tensors page: the names of an option as in `Config`
            ("network.return_sequences") with their values; empty where no option is concerned.
        threads: Where users met it.
    """

    name: str
    title: str
    wrong: str
    right: str
    happens: str
    why: str
    remedy: str
    card: str
    axis: str = ""
    raises: tuple[str, ...] = ()
    symptom: str = ""
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    threads: tuple[str, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether Keras says nothing."""
        return not self.raises
