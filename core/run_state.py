"""Where a run stands, whole: enough to go on to the very numbers that it would have reached undisturbed.

Every random choice of a run follows from its seed, its epoch and its step, so there is no state of
a generator to keep beside these. Opening such a file never runs code.
"""

import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as read_tensors

from core import bundle as bundles
from core.atomic import atomic_write
from core.bundle import Bundle
from core.bundle_header import TensorEntry, read_header, without_duplicates
from core.corpus import Tags
from core.encoding import EncodedTokens
from core.errors import BundleError, TrainingError, place
from core.weights import Weights

FORMAT_VERSION = 1

_Count = Annotated[int, Meta(ge=0)]
_REMEDY = "Start a new run; the models that were saved are untouched."
_DTYPES = {np.dtype(np.uint8): "U8", np.dtype(np.float32): "F32"}


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How far a run is.

    Attributes:
        epoch: The epoch under way, counted from 1.
        batch: Batches of it that are learnt.
        step: Batches learnt over the whole run.
        judged: Epochs whose weights have been judged.
        best_epoch: The epoch of the best weights; 0 before there are any.
        best_score: Their score on dev.
        n_tokens: Labelled tokens learnt from in this epoch.
        loss: Their losses, summed.
        seconds: Time the steps of this epoch have taken.
        elapsed: Time the whole run has taken.
        size_best: The best score that the step sizes were told.
        size_lowered: Share of the step size that plateaus have left.
        data: Digest of everything that is learnt from and judged by.
    """

    epoch: _Count
    batch: _Count
    step: _Count
    judged: _Count
    best_epoch: _Count
    best_score: float | None
    n_tokens: _Count
    loss: float
    seconds: float
    elapsed: float
    size_best: float | None
    size_lowered: float
    data: str


@dataclass(frozen=True, slots=True, eq=False)
class RunState:
    """A run between two steps.

    Attributes:
        position: How far it is.
        best: The best weights so far, with options, layer and tables; those it began with before there are any.
        weights: As they are now.
        slots: What the optimiser remembers, by its own names.
        carried: float32[layers, 2, B, H], the LSTMs' state that the next batch goes on from; None for none.
    """

    position: Position
    best: Bundle
    weights: Weights
    slots: Mapping[str, NDArray[np.float32]]
    carried: NDArray[np.float32] | None = None


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The version is read before the position, which another version may spell otherwise."""

    version: int
    sha256: str
    position: msgspec.Raw


def save(state: RunState, path: Path) -> None:
    """Write the state; the file at `path` is replaced only when the new one is whole.

    Written array by array: nothing else in the process waits for more than one of them to be copied.

    Raises:
        ExportError: The file cannot be written.
    """
    arrays = _arrays(state)
    position = msgspec.json.encode(state.position)
    head = _Head(version=FORMAT_VERSION, sha256=_digest(position, arrays), position=msgspec.Raw(position))
    ends = list(accumulate((array.nbytes for array in arrays.values()), initial=0))
    header: dict[str, Any] = {"__metadata__": {"tagscope": msgspec.json.encode(head).decode()}}
    for (name, array), borders in zip(arrays.items(), pairwise(ends), strict=True):
        header[name] = TensorEntry(_DTYPES[array.dtype], array.shape, borders)
    text = msgspec.json.encode(header)
    with atomic_write(path) as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for array in arrays.values():
            file.write(array.data)


def load(path: Path) -> RunState:
    """Return the state in a file.

    Raises:
        TrainingError: There is none, or it is damaged, or of another version.
    """
    name = place(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise TrainingError("no run was interrupted here.", place=name, remedy="Start a new run.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TrainingError(
            f"cannot be read: {reason}.", place=name, remedy="Check the disk and its rights."
        ) from error
    try:
        return _read(io.BytesIO(content), content, name)
    except (ValueError, SafetensorError, BundleError) as error:
        # msgspec's errors and broken UTF-8 are ValueErrors too.
        found = f"is not as it was kept, so its run cannot go on: {str(error).rstrip('.')}."
        raise TrainingError(found, place=name, remedy=_REMEDY) from error


def _read(file: BinaryIO, content: bytes, name: str) -> RunState:
    _, metadata, _ = read_header(file, len(content))
    head = msgspec.json.decode(without_duplicates(metadata), type=_Head)
    if head.version != FORMAT_VERSION:
        found = f"was kept by another version of this program (format {head.version})."
        raise TrainingError(found, place=name, remedy=_REMEDY)
    tensors = read_tensors(content)
    if "best" not in tensors or _digest(bytes(head.position), tensors) != head.sha256:
        raise ValueError("its content does not match its checksum")
    position = msgspec.json.decode(head.position, type=Position)
    best = bundles.from_bytes(tensors.pop("best").tobytes(), name="its best model")
    return RunState(
        position,
        best,
        {key.removeprefix("now/"): value for key, value in tensors.items() if key.startswith("now/")},
        {key.removeprefix("slot/"): value for key, value in tensors.items() if key.startswith("slot/")},
        tensors.get("carried"),
    )


def _arrays(state: RunState) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {"best": np.frombuffer(bundles.to_bytes(state.best), np.uint8)}
    arrays |= {f"now/{name}": np.asarray(weight, order="C") for name, weight in state.weights.items()}
    arrays |= {f"slot/{name}": np.asarray(slot, order="C") for name, slot in state.slots.items()}
    if state.carried is not None:
        arrays["carried"] = np.asarray(state.carried, order="C")
    return arrays


def _digest(position: bytes, arrays: Mapping[str, NDArray[Any]]) -> str:
    digest = hashlib.sha256(position)
    for name in sorted(arrays):
        digest.update(f"{name} {arrays[name].dtype} {arrays[name].shape}".encode())
        digest.update(np.asarray(arrays[name], order="C").data)
    return digest.hexdigest()


def digest_of(corpora: Iterable[EncodedTokens], gold: Iterable[Tags] = ()) -> str:
    """Return what tells data apart: tokens, tags, and where sentences and documents begin.

    Args:
        corpora: What is learnt from and what is judged by.
        gold: Tags as they are spelled; those that no table knows are alike in a corpus.
    """
    digest = hashlib.sha256()
    for corpus in corpora:
        for array in (corpus.offsets, corpus.documents, corpus.table, corpus.tokens, corpus.tags):
            digest.update(f"{array.dtype} {array.shape}".encode())
            digest.update(np.asarray(array, order="C").data)
    digest.update(msgspec.json.encode(list(gold)))
    return digest.hexdigest()
