"""Model files: what is written opens again, and whatever is not exactly that is refused by name."""

import dataclasses
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import load as read_tensors
from safetensors.numpy import save as write_tensors

from core import bundle as bundles
from core.bundle import Bundle, BundleInfo, from_bytes, load, save, to_bytes
from core.config import PRESETS, Config, EncodingConfig, NetworkConfig
from core.corpus import Layer, Scheme
from core.errors import BundleError, ExportError

MakeBundle = Callable[..., Bundle]
SMALL = Config(network=NetworkConfig(word_size=3, affix_length=1, affix_size=2, shape_size=1, units=2))


@pytest.fixture(scope="module")
def small(make_bundle: MakeBundle) -> Bundle:
    return make_bundle(SMALL)


@pytest.mark.parametrize("name", PRESETS)
def test_opens_as_it_was_saved(make_bundle: MakeBundle, tmp_path: Path, name: str) -> None:
    info = BundleInfo(trained_at="2026-02-03T04:05:06+00:00", epochs=3, dev_score=0.5, seed=9)
    bundle = dataclasses.replace(make_bundle(PRESETS[name]), info=info)
    path = tmp_path / "a model.safetensors"
    save(bundle, path)
    opened = load(path)
    assert opened == bundle
    assert (opened.config, opened.layer, opened.vocab, opened.info) == (
        bundle.config,
        bundle.layer,
        bundle.vocab,
        bundle.info,
    )
    assert opened.weights.keys() == bundle.weights.keys()
    assert all(np.array_equal(opened.weights[key], bundle.weights[key]) for key in bundle.weights)
    assert path.read_bytes() == to_bytes(bundle)


def test_case_and_odd_characters_are_kept(make_bundle: MakeBundle) -> None:
    bundle = make_bundle(Config(network=SMALL.network, encoding=EncodingConfig(lowercase=False)))
    odd = dataclasses.replace(bundle, layer=Layer("née\t\u202e\x00", Scheme.BIOES))
    opened = from_bytes(to_bytes(odd))
    assert opened.layer == odd.layer
    assert opened.vocab == bundle.vocab
    assert not opened.vocab.lowercase


def test_bundles_differ_when_a_weight_does(small: Bundle) -> None:
    changed = {name: weight.copy() for name, weight in small.weights.items()}
    changed["scores/bias"][0] += 1
    assert dataclasses.replace(small, weights=changed) != small
    assert dataclasses.replace(small) == small
    assert hash(dataclasses.replace(small)) == hash(small)


@pytest.mark.parametrize("value", [np.nan, np.inf], ids=str)
def test_weights_that_are_no_numbers_are_not_written(small: Bundle, value: float) -> None:
    broken = {**small.weights, "scores/bias": np.full_like(small.weights["scores/bias"], value)}
    with pytest.raises(ValueError, match="scores/bias"):
        to_bytes(dataclasses.replace(small, weights=broken))


def test_weights_of_another_network_are_not_written(small: Bundle) -> None:
    with pytest.raises(ValueError, match="no use"):
        to_bytes(dataclasses.replace(small, weights={**small.weights, "other": np.zeros(1, np.float32)}))
    without = {name: weight for name, weight in small.weights.items() if name != "word/embedding"}
    with pytest.raises(ValueError, match="missing"):
        to_bytes(dataclasses.replace(small, weights=without))


def _changed(
    bundle: Bundle,
    *,
    tensors: Callable[[dict[str, Any]], None] = lambda _: None,
    content: Callable[[dict[str, Any]], None] = lambda _: None,
    envelope: Callable[[dict[str, Any]], None] = lambda _: None,
) -> bytes:
    """Return the bundle's file with parts of it changed and the checksum made to fit again."""
    file = to_bytes(bundle)
    arrays = {name: array.copy() for name, array in read_tensors(file).items()}
    tensors(arrays)
    header = json.loads(file[8 : 8 + int.from_bytes(file[:8], "little")])
    outer = json.loads(header["__metadata__"]["tagscope"])
    inner = outer["content"]
    content(inner)
    raw = msgspec.json.encode(inner)
    outer |= {"sha256": bundles._digest(raw, arrays), "content": msgspec.Raw(raw)}
    envelope(outer)
    return write_tensors(arrays, {"tagscope": msgspec.json.encode(outer).decode()})


def test_the_helper_changes_nothing_by_itself(small: Bundle) -> None:
    assert from_bytes(_changed(small)) == small


def _set(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(fields: dict[str, Any]) -> None:
        *parents, last = path.split(".")
        for parent in parents:
            fields = fields[parent]
        fields[last] = value

    return change


CONTENTS = {
    "units out of bounds": _set("config.network.units", 1_000_000),
    "units of another network": _set("config.network.units", 3),
    "more layers": _set("config.network.layers", 2),
    "unknown option": _set("config.network.hook", "os.system"),
    "unknown field": _set("module", "builtins"),
    "unknown output": _set("config.network.output", "lambda"),
    "options at odds": _set("config.encoding.stride", 33),
    "no affix tables": _set("affix_tables", 0),
    "too many affix tables": _set("affix_tables", 9),
    "layer without a name": _set("layer", ""),
    "unknown scheme": _set("scheme", "IOB9"),
    "score beyond 1": _set("info.dev_score", 2.0),
    "text for a number": _set("info.seed", "1"),
}


@pytest.mark.parametrize("change", CONTENTS.values(), ids=CONTENTS.keys())
def test_refuses_options(small: Bundle, change: Callable[[dict[str, Any]], None]) -> None:
    with pytest.raises(BundleError, match=r"^m\.safetensors: is no intact model file"):
        from_bytes(_changed(small, content=change), name="m.safetensors")


def _with(name: str, change: Callable[[Any], Any]) -> Callable[[dict[str, Any]], None]:
    return lambda arrays: arrays.update({name: change(arrays[name])})


def _drop(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda arrays: arrays.pop(name) is None


TENSORS = {
    "a weight missing": _drop("scores/bias"),
    "a table missing": _drop("vocab/words/offsets"),
    "a table's text missing": _drop("vocab/words/text"),
    "a weight too many": lambda arrays: arrays.update(extra=np.zeros(1, np.float32)),
    "a table too many": lambda arrays: arrays.update({"vocab/extra": np.zeros(1, np.uint8)}),
    "wrong type": _with("scores/bias", lambda array: array.astype(np.float64)),
    "wrong shape": _with("scores/bias", lambda array: array[:-1].copy()),
    "shape turned": _with("scores/kernel", lambda array: np.ascontiguousarray(array.T)),
    "not a number": _with("scores/bias", lambda array: array * np.nan),
    "infinite": _with("word/embedding", lambda array: array + np.inf),
    "offsets of another type": _with("vocab/words/offsets", lambda array: array.astype(np.int64)),
    "offsets as a matrix": _with("vocab/words/offsets", lambda array: array[None]),
    "offsets falling": _with("vocab/words/offsets", lambda array: np.concatenate([array[:3], array[:2:-1]])),
    "offsets beyond the text": _with("vocab/words/offsets", lambda array: array + 1),
    "no entries": _with("vocab/words/offsets", lambda array: array[:1].copy()),
    "no offsets": _with("vocab/words/offsets", lambda array: array[:0].copy()),
    "text not UTF-8": _with("vocab/words/text", lambda array: np.full_like(array, 255)),
    "entries alike": _with("vocab/words/text", lambda array: np.full_like(array, ord("a"))),
    "padding row with a name": _with("vocab/words/offsets", lambda array: np.maximum(array, np.arange(len(array)) > 0)),
}


@pytest.mark.parametrize("change", TENSORS.values(), ids=TENSORS.keys())
def test_refuses_tensors(small: Bundle, change: Callable[[dict[str, Any]], None]) -> None:
    with pytest.raises(BundleError, match=r"^m\.safetensors: is no intact model file"):
        from_bytes(_changed(small, tensors=change), name="m.safetensors")


def test_refuses_a_model_without_labels(small: Bundle) -> None:
    def change(arrays: dict[str, Any]) -> None:
        arrays["vocab/labels/offsets"] = np.zeros(2, np.uint32)
        arrays["vocab/labels/text"] = np.zeros(0, np.uint8)
        arrays["scores/kernel"] = arrays["scores/kernel"][:, :1].copy()
        arrays["scores/bias"] = arrays["scores/bias"][:1].copy()

    with pytest.raises(BundleError, match="labels"):
        from_bytes(_changed(small, tensors=change))


def test_a_changed_weight_is_noticed(small: Bundle) -> None:
    content = bytearray(to_bytes(small))
    content[-5] ^= 1
    with pytest.raises(BundleError, match="checksum"):
        from_bytes(bytes(content))


def test_a_later_version_is_named(small: Bundle) -> None:
    later = _changed(small, content=_set("colour", "blue"), envelope=_set("version", 7))
    with pytest.raises(BundleError, match=r"^new\.safetensors: has format 7, later than this program's\."):
        from_bytes(later, name="new.safetensors")


CHARACTERS = ("char_filters", "char_size", "char_width")
OPTIMISING = (
    "optimiser", "warm_up", "schedule", "momentum", "weight_decay", "average", "label_smoothing", "class_weights",
    "vectors",
)  # fmt: skip


def _as_in_version(version: int) -> Callable[[dict[str, Any]], None]:
    def change(content: dict[str, Any]) -> None:
        network, training = (content["config"][group] for group in ("network", "training"))
        for option in ("recurrent_dropout", *(CHARACTERS if version == 1 else ())):
            del network[option]
        for option in OPTIMISING:
            del training[option]

    return change


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_old_version_opens_as_the_network_it_was(make_bundle: MakeBundle, version: int) -> None:
    without = make_bundle(Config(network=msgspec.structs.replace(SMALL.network, char_filters=0)))
    old = _changed(without, content=_as_in_version(version), envelope=_set("version", version))
    found = from_bytes(old).config
    assert (found.network.char_filters, found.network.recurrent_dropout) == (0, 0.0)
    assert (found.training.optimiser, found.training.average, found.training.label_smoothing) == ("adam", 0.0, 0.0)
    assert from_bytes(old) == without


@pytest.mark.parametrize("version", [1, 2])
def test_a_version_knows_nothing_of_later_options(small: Bundle, version: int) -> None:
    with pytest.raises(BundleError, match="more than its version knows"):
        from_bytes(_changed(small, envelope=_set("version", version)))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.01, 0.5, 0.999])
def test_refuses_a_truncated_file(small: Bundle, tmp_path: Path, share: float) -> None:
    content = to_bytes(small)
    path = tmp_path / "half.safetensors"
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(BundleError, match=r"^half\.safetensors: is (no intact model file|not a Tagscope model)"):
        load(path)


def test_a_missing_file_and_a_folder_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"^none\.safetensors: there is no such file"):
        load(tmp_path / "none.safetensors")
    folder = tmp_path / "models"
    folder.mkdir()
    with pytest.raises(BundleError, match=r"^models: is a folder"):
        load(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.safetensors")
    with pytest.raises(BundleError, match=r"^pipe\.safetensors: is not a file but a device or pipe"):
        load(tmp_path / "pipe.safetensors")


def test_saving_where_nothing_can_be_written(small: Bundle, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"^m\.safetensors: cannot be written"):
        save(small, tmp_path / "no such folder" / "m.safetensors")


def test_a_failed_save_keeps_the_old_file(small: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.safetensors"
    save(small, path)
    before = path.read_bytes()
    broken: Mapping[str, Any] = {**small.weights, "scores/bias": small.weights["scores/bias"] * np.float32(np.nan)}
    with pytest.raises(ValueError, match="scores/bias"):
        save(dataclasses.replace(small, weights=broken), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mutations=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4),
    head_only=st.booleans(),
    cut=st.integers(0, 3),
)
def test_a_mutated_file_opens_equal_or_is_refused(
    small: Bundle, mutations: list[tuple[float, int]], head_only: bool, cut: int
) -> None:
    content = bytearray(to_bytes(small))
    span = 8 + int.from_bytes(content[:8], "little") if head_only else len(content)
    for where, value in mutations:
        content[int(where * span)] = value
    mutated = bytes(content[: len(content) - cut])
    try:
        opened = from_bytes(mutated, name="m")
    except BundleError as error:
        assert str(error).startswith("m: ")  # noqa: PT017
    else:
        assert opened == small
