"""A trained network as one safetensors file: options, tables, weights. Opening one never runs code.

Only numbers, strings and options of ours are in the file; the network is built by our own code from
the options. Anything that is not exactly what the options call for is refused.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, BinaryIO, NoReturn

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as read_tensors
from safetensors.numpy import save as write_tensors

from core import __version__
from core.atomic import atomic_write
from core.bundle_header import ForeignFileError, TensorEntry, read_header, without_duplicates
from core.config import Config, NetworkConfig, TokenInput, checked
from core.corpus import MAX_NAME, Layer, Scheme
from core.errors import BundleError, ConfigError, place
from core.file_kinds import HEAD_BYTES, kind_of
from core.vocab import Table, Vocab
from core.weights import Sizes, Weights, weight_specs

FORMAT_VERSION = 3
MAX_ENTRIES = 5_000_000
MAX_LABELS = 10_000

# By version: the options it brought, and what they would have been before it.
_NEW_OPTIONS: dict[int, dict[str, dict[str, object]]] = {
    2: {"network": {"char_filters": 0}},
    3: {
        "network": {"recurrent_dropout": 0.0},
        "training": {
            "optimiser": "adam",
            "warm_up": 0,
            "schedule": "cosine",
            "momentum": 0.9,
            "weight_decay": 0.01,
            "average": 0.0,
            "label_smoothing": 0.0,
            "class_weights": "equal",
            "vectors": "",
        },
    },
}

_REMEDY = "Choose a model file that Tagscope has written; if it was one, take a copy from a backup."
_REMEDY_FOREIGN = "Choose a .safetensors file that Tagscope has written."
_NEWER = "Open it with the Tagscope that wrote it, or a later one."


class BundleInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a model comes from.

    Attributes:
        trained_at: When training ended, UTC in ISO form; empty where it is not known.
        epochs: Passes over the training data that the weights have seen.
        dev_score: What the best epoch was chosen by, 0 to 1; None without dev.
        seed: The seed of the run.
        version: The Tagscope that trained it.
    """

    trained_at: Annotated[str, Meta(max_length=40)] = ""
    epochs: Annotated[int, Meta(ge=0)] = 0
    dev_score: Annotated[float, Meta(ge=0.0, le=1.0)] | None = None
    seed: Annotated[int, Meta(ge=0)] = 0
    version: Annotated[str, Meta(max_length=40)] = __version__


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Everything that tagging needs. Two bundles are equal when their files are.

    Attributes:
        config: The options of the run.
        layer: What the labels are tags of.
        vocab: Tables from tokens to rows and from columns to labels.
        weights: By the names of `core.weights`, float32.
        info: Where the model comes from.
    """

    config: Config
    layer: Layer
    vocab: Vocab
    weights: Weights
    info: BundleInfo = field(default_factory=BundleInfo)

    def __eq__(self, other: object) -> bool:
        return to_bytes(self) == to_bytes(other) if isinstance(other, Bundle) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.layer, self.info, self.vocab.labels))


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the file says of itself beside its tensors."""

    config: Config
    layer: Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
    scheme: Scheme
    lowercase: bool
    affix_tables: Annotated[int, Meta(ge=0, le=5)]
    info: BundleInfo


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The version is read before the content, which another version may spell otherwise."""

    version: Annotated[int, Meta(ge=1)]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    content: msgspec.Raw


def to_bytes(bundle: Bundle) -> bytes:
    """Return the file's content; equal bundles give equal bytes.

    Raises:
        ValueError: The weights are not those that configuration and vocab call for.
    """
    content = _Content(
        config=bundle.config,
        layer=bundle.layer.name,
        scheme=bundle.layer.scheme,
        lowercase=bundle.vocab.lowercase,
        affix_tables=len(bundle.vocab.prefixes),
        info=bundle.info,
    )
    tensors = {name: _checked_weight(bundle, name, shape) for name, shape in _weight_shapes(bundle)}
    if set(tensors) != set(bundle.weights):
        raise ValueError(f"weights of no use: {sorted(set(bundle.weights) - set(tensors))}")
    for name, entries in _tables(bundle):
        tensors |= _packed(name, entries)
    raw = msgspec.json.encode(content)
    envelope = _Envelope(version=FORMAT_VERSION, sha256=_digest(raw, tensors), content=msgspec.Raw(raw))
    written: bytes = write_tensors(tensors, {"tagscope": msgspec.json.encode(envelope).decode()})
    return written


def save(bundle: Bundle, path: Path) -> None:
    """Write the bundle; the file at `path` is replaced only when the new one is whole.

    Raises:
        ExportError: The file cannot be written.
    """
    content = to_bytes(bundle)
    with atomic_write(path) as file:
        file.write(content)


def from_bytes(content: bytes, *, name: str = "model") -> Bundle:
    """Return the bundle that `to_bytes` wrote.

    Raises:
        BundleError: It is damaged, of a later version, or not ours; the message begins with `name`.
    """
    return _read(io.BytesIO(content), len(content), name)


def load(path: Path) -> Bundle:
    """Return the bundle in a file; what it says of itself is checked before its tensors are read.

    Raises:
        BundleError: The file is missing, damaged, of a later version, or not ours.
    """
    name = place(path)
    if path.is_dir():
        raise BundleError("is a folder, not a Tagscope model.", place=name, remedy=_REMEDY_FOREIGN)
    if path.exists() and not path.is_file():
        raise BundleError("is not a file but a device or pipe.", place=name, remedy="Choose a model file.")
    try:
        with path.open("rb") as file:
            return _read(file, path.stat().st_size, name)
    except FileNotFoundError as error:
        raise BundleError("there is no such file.", place=name, remedy="Choose a model file that exists.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise BundleError(f"cannot be read: {reason}.", place=name, remedy="Check the disk and its rights.") from error


def _read(file: BinaryIO, size: int, name: str) -> Bundle:
    kind = kind_of(file.read(HEAD_BYTES))
    if kind and kind.name != "a model file":
        raise BundleError(f"is {kind.name}, not a Tagscope model.", place=name, remedy=_REMEDY_FOREIGN)
    file.seek(0)
    try:
        header, metadata, entries = read_header(file, size)
        envelope = msgspec.json.decode(without_duplicates(metadata), type=_Envelope)
        if envelope.version > FORMAT_VERSION:
            raise BundleError(f"has format {envelope.version}, later than this program's.", place=name, remedy=_NEWER)
        content = _content(envelope)
        _check_entries(content, entries)
        tensors = read_tensors(header + file.read())
        if _digest(bytes(envelope.content), tensors) != envelope.sha256:
            _refuse("its content does not match its checksum")
        return _assembled(content, tensors)
    except ForeignFileError as error:
        raise BundleError(f"is not a Tagscope model: {error}.", place=name, remedy=_REMEDY_FOREIGN) from error
    except (ValueError, ConfigError, SafetensorError) as error:
        # msgspec's errors and broken UTF-8 are ValueErrors too.
        raise BundleError(f"is no intact model file: {str(error).rstrip('.')}.", place=name, remedy=_REMEDY) from error


def _content(envelope: _Envelope) -> _Content:
    """Read what the file says of itself; options that its version did not know yet had no effect."""
    content = msgspec.json.decode(envelope.content, type=dict[str, Any])
    config = msgspec.convert(content.get("config"), dict[str, dict[str, Any]])
    for version in range(envelope.version + 1, FORMAT_VERSION + 1):
        for group, options in _NEW_OPTIONS[version].items():
            if not options.keys().isdisjoint(config.get(group, {})):
                _refuse("it says more than its version knows")
            config[group] = config.get(group, {}) | options
    return msgspec.convert({**content, "config": config}, _Content)


def _refuse(reason: str) -> NoReturn:
    raise ValueError(reason)


def _check_entries(content: _Content, entries: Mapping[str, TensorEntry]) -> None:
    """Refuse tensors of another name, type or shape than the options call for."""
    checked(content.config)
    network = content.config.network
    if network.token_input is TokenInput.EMBEDDED and content.affix_tables != network.affix_length:
        _refuse("its affix tables do not match its options")
    counts = {}
    for table in _table_names(content.config.network, content.affix_tables):
        offsets = entries.get(f"{table}/offsets")
        text = entries.get(f"{table}/text")
        if offsets is None or text is None or offsets.dtype != "U32" or text.dtype != "U8":
            _refuse(f"it lacks the table {table!r}")
        if len(offsets.shape) != 1 or len(text.shape) != 1:
            _refuse(f"the table {table!r} has the wrong shape")
        counts[table] = offsets.shape[0] - 1
        # Two at least: padding and a label, padding and the unknown word.
        if not 2 <= counts[table] <= (MAX_LABELS if table == "vocab/labels" else MAX_ENTRIES):
            _refuse(f"the table {table!r} has {counts[table]:,} entries")
    expected = dict(_specs(content, counts))
    found = {key: entry for key, entry in entries.items() if not key.startswith("vocab/")}
    if len(entries) != len(found) + 2 * len(counts) or set(found) != set(expected):
        _refuse("its tensors are not those that its options call for")
    for key, shape in expected.items():
        if found[key].dtype != "F32" or found[key].shape != shape:
            _refuse(f"{key} is {found[key].dtype} {list(found[key].shape)} instead of F32 {list(shape)}")


def _specs(content: _Content, counts: Mapping[str, int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    lengths = range(1, content.affix_tables + 1)
    sizes = Sizes(
        words=counts["vocab/words"],
        prefixes=tuple(counts[f"vocab/prefix{length}"] for length in lengths),
        suffixes=tuple(counts[f"vocab/suffix{length}"] for length in lengths),
        shapes=counts["vocab/shapes"],
        characters=counts.get("vocab/characters", 0),
        labels=counts["vocab/labels"],
    )
    return ((spec.name, spec.shape) for spec in weight_specs(content.config.network, sizes))


def _assembled(content: _Content, tensors: Mapping[str, NDArray[Any]]) -> Bundle:
    lengths = range(1, content.affix_tables + 1)
    vocab = Vocab(
        words=Table(_unpacked("vocab/words", tensors)),
        prefixes=tuple(Table(_unpacked(f"vocab/prefix{length}", tensors)) for length in lengths),
        suffixes=tuple(Table(_unpacked(f"vocab/suffix{length}", tensors)) for length in lengths),
        shapes=Table(_unpacked("vocab/shapes", tensors)),
        characters=Table(_unpacked("vocab/characters", tensors)) if _has_characters(content.config.network) else None,
        labels=_unpacked("vocab/labels", tensors),
        lowercase=content.lowercase,
    )
    weights = {name: array for name, array in tensors.items() if not name.startswith("vocab/")}
    for name, array in weights.items():
        if not np.isfinite(array).all():
            _refuse(f"{name} holds a value that is no finite number")
    return Bundle(content.config, Layer(content.layer, content.scheme), vocab, weights, content.info)


def _weight_shapes(bundle: Bundle) -> Iterator[tuple[str, tuple[int, ...]]]:
    return ((spec.name, spec.shape) for spec in weight_specs(bundle.config.network, bundle.vocab.sizes))


def _checked_weight(bundle: Bundle, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    array = bundle.weights.get(name)
    if array is None or array.shape != shape or array.dtype != np.float32 or not np.isfinite(array).all():
        found = "missing" if array is None else f"{array.dtype} {list(array.shape)}, or not finite"
        raise ValueError(f"weight {name} is {found}; expected finite float32 {list(shape)}")
    return np.ascontiguousarray(array)


def _has_characters(network: NetworkConfig) -> bool:
    return network.token_input is TokenInput.EMBEDDED and network.char_filters > 0


def _table_names(network: NetworkConfig, affix_tables: int) -> Iterator[str]:
    yield "vocab/words"
    for kind in ("prefix", "suffix"):
        yield from (f"vocab/{kind}{length}" for length in range(1, affix_tables + 1))
    yield "vocab/shapes"
    if _has_characters(network):
        yield "vocab/characters"
    yield "vocab/labels"


def _tables(bundle: Bundle) -> Iterator[tuple[str, Iterable[str]]]:
    vocab = bundle.vocab
    tables = (vocab.words, *vocab.prefixes, *vocab.suffixes, vocab.shapes, vocab.characters)
    entries = (table.entries for table in tables if table is not None)
    names = _table_names(bundle.config.network, len(vocab.prefixes))
    return zip(names, (*entries, vocab.labels), strict=True)


def _packed(name: str, entries: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Return the entries as one text in UTF-8 and the offset of each, plus that of the end."""
    encoded = [entry.encode() for entry in entries]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    return {
        f"{name}/offsets": offsets.astype(np.uint32),
        f"{name}/text": np.frombuffer(b"".join(encoded), dtype=np.uint8),
    }


def _unpacked(name: str, tensors: Mapping[str, NDArray[Any]]) -> tuple[str, ...]:
    offsets = tensors[f"{name}/offsets"].astype(np.int64)
    text = tensors[f"{name}/text"].tobytes()
    if offsets[0] != 0 or offsets[-1] != len(text) or (np.diff(offsets) < 0).any():
        _refuse(f"the entries of {name!r} do not fit its text")
    return tuple(text[start:end].decode() for start, end in pairwise(offsets.tolist()))


def _digest(content: bytes, tensors: Mapping[str, NDArray[Any]]) -> str:
    digest = hashlib.sha256(content)
    for name in sorted(tensors):
        digest.update(f"{name} {tensors[name].dtype} {tensors[name].shape}".encode())
        digest.update(np.ascontiguousarray(tensors[name]).data)
    return digest.hexdigest()
