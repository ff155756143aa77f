"""What an exported graph is fed with: the arrays of a batch by the names of its inputs.

Apart from `onnx_graph`, so that whoever tags needs the package `onnx` no sooner than a graph is built.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle
from core.config import PadSide, Sampling, TokenInput
from core.encoding import Batch
from core.weights import direction_names


def carries_state(bundle: Bundle) -> bool:
    """Whether forward LSTMs go on from one window of a document to the next."""
    is_stateful = bundle.config.encoding.sampling is Sampling.STATEFUL
    return is_stateful and "forward" in direction_names(bundle.config.network.directions)


def feeds(batch: Batch, bundle: Bundle) -> dict[str, NDArray[Any]]:
    """Return the graph's inputs for a batch without empty rows, its tokens moved to the front."""
    network = bundle.config.network
    arrays: dict[str, NDArray[Any]] = {"words": batch.features.words}
    if network.token_input is TokenInput.EMBEDDED and network.affix_length:
        arrays |= {"prefixes": batch.features.prefixes, "suffixes": batch.features.suffixes}
    if network.token_input is TokenInput.EMBEDDED and network.shape_size:
        arrays["shapes"] = batch.features.shapes
    if network.token_input is TokenInput.EMBEDDED and network.char_filters:
        arrays["characters"] = batch.features.characters
    if batch.pad is PadSide.BEFORE:
        width = batch.mask.shape[1]
        steps = (np.arange(width) + np.argmax(batch.mask, axis=1)[:, None]) % width  # [B, T]
        arrays = {name: array[np.arange(len(array))[:, None], steps] for name, array in arrays.items()}
    return {**arrays, "lengths": batch.lengths}
