"""Word vectors from every format that is read, and from files that are something else."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from core.bundle import Bundle, save
from core.config import Config, NetworkConfig
from core.vectors import MAX_LINE_BYTES, VectorsError, read_vectors, size_of

GLOVE = "the 0.5 -1 2e-1\n. . . 1 2 3\nTown 4 5 6\nthe 9 9 9\n7 0 0 1\n"
WANTED = ("the", "town", ". . .", "7", "absent")


def _file(folder: Path, content: str | bytes, name: str = "vectors.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("begin", ["", "5 3\n"], ids=["GloVe", "word2vec"])
@pytest.mark.parametrize("end", ["\n", " \n", "\r\n"], ids=["plain", "fastText", "Windows"])
def test_text_formats(tmp_path: Path, begin: str, end: str) -> None:
    found = read_vectors(_file(tmp_path, (begin + GLOVE).replace("\n", end)), WANTED, lowercase=True)
    assert (found.size, found.n_words) == (3, 5)
    assert size_of(tmp_path / "vectors.txt") == 3
    assert {word: vector.tolist() for word, vector in found.vectors.items()} == {
        "the": pytest.approx([0.5, -1, 0.2]), "town": [4, 5, 6], ". . .": [1, 2, 3], "7": [0, 0, 1],
    }  # fmt: skip


def test_case_counts_where_it_is_asked_to(tmp_path: Path) -> None:
    path = _file(tmp_path, "The 1 2\nthe 3 4\nTHE 5 6\nTown 7 8\n")
    assert {word: v.tolist() for word, v in read_vectors(path, WANTED, lowercase=True).vectors.items()} == {
        "the": [3, 4],
        "town": [7, 8],
    }
    assert set(read_vectors(path, ("The", "town")).vectors) == {"The"}


def test_safetensors(tmp_path: Path) -> None:
    words = np.frombuffer("der\nStraße\nthe".encode(), np.uint8)
    for dtype in (np.float16, np.float32, np.float64):
        save_file({"vectors": np.arange(6, dtype=dtype).reshape(3, 2), "words": words}, tmp_path / "v.safetensors")
        assert size_of(tmp_path / "v.safetensors") == 2
        found = read_vectors(tmp_path / "v.safetensors", ("Straße", "the"))
        assert {word: v.tolist() for word, v in found.vectors.items()} == {"Straße": [2, 3], "the": [4, 5]}
        assert found.vectors["the"].dtype == np.float32


def test_a_model_of_ours_gives_its_words(tmp_path: Path, make_bundle: Callable[..., Bundle]) -> None:
    bundle = make_bundle(Config(network=NetworkConfig(word_size=5, units=3)))
    save(bundle, tmp_path / "m.safetensors")
    found = read_vectors(tmp_path / "m.safetensors", ("lund", "<unknown>", ""))
    np.testing.assert_array_equal(
        found.vectors["lund"], bundle.weights["word/embedding"][bundle.vocab.word_row("Lund")]
    )
    assert set(found.vectors) == {"lund"}


def test_only_what_is_wanted_is_held(tmp_path: Path) -> None:
    """Every line but one would be refused if its numbers were looked at."""
    path = _file(tmp_path, "the 1 2\n" + "other nonsense here\n" * 5)
    assert read_vectors(path, ("the",)).n_words == 6


DAMAGED = {
    "empty": b"",
    "a heading alone": b"3 4\n",
    "sizes that differ": b"the 1 2 3\nthe 1\ntown 1 2\n",
    "no numbers": b"the town is old\nand grey\n",
    "a number that is none": b"rain 1 2\nthe 1 x\n",
    "not finite": b"rain 1 2\nthe 1 nan\n",
    "infinite": b"rain 1 2\nthe 1 inf\n",
    "too large": b"rain 1 2\nthe 1 1e30\n",
    "word2vec as bytes": b"3 4\nthe \x00\x01\x02\x03\x04\x05\x06\x07",
    "a line without end": b"the " + b"1 " * MAX_LINE_BYTES,
    "too many numbers": b"the" + b" 1" * 1025 + b"\n",
    "packed": gzip.compress(b"the 1 2\n"),
    "a heading of a tensor file that lies": b"\xff" * 4 + b"\0" * 4 + b'{"vectors": 1}',
    "tensors of nothing": (2).to_bytes(8, "little") + b'{"',
    "nested": (40000).to_bytes(8, "little") + b'{"' + b"[" * 39998,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_files_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(VectorsError, match=r"^vectors\.txt"):
        read_vectors(_file(tmp_path, DAMAGED[name]), WANTED)


@pytest.mark.parametrize("change", ["shape", "offsets", "dtype", "words", "short"])
def test_tensors_that_do_not_fit_are_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "v.safetensors"
    words = b"a\nb" if change == "words" else b"a\nb\nc"
    save_file({"vectors": np.ones((3, 2), np.float32), "words": np.frombuffer(words, np.uint8)}, path)
    content = path.read_bytes()
    swaps = {"shape": (b"[3,2]", b"[9,9]"), "offsets": (b"[0,24]", b"[0,99]"), "dtype": (b'"F32"', b'"I32"')}
    content = content.replace(*swaps.get(change, (b"", b"")), 1) if change in swaps else content
    path.write_bytes(content[:-8] if change == "short" else content)
    with pytest.raises(VectorsError):
        read_vectors(path, ("a",))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VectorsError, match="cannot be read"):
        read_vectors(tmp_path / "absent", ())
    with pytest.raises(VectorsError):
        read_vectors(tmp_path, ())
    if os.name == "posix":
        with pytest.raises(VectorsError, match="device"):
            read_vectors(Path("/dev/zero"), ())


@settings(deadline=None)  # a busy machine is no defect
@given(content=st.binary(max_size=300))
def test_any_bytes_are_vectors_or_are_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = _file(tmp_path_factory.mktemp("any"), content)
    try:
        found = read_vectors(path, ("a", "0"))
    except VectorsError:
        return
    assert all(len(vector) == found.size for vector in found.vectors.values())
