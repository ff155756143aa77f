"""Whatever is wrong with a file: exit 1, one message that begins with the file's name, and nothing written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Call = Callable[..., Result]

UNREADABLE = {
    "missing": (None, "there is no such file"),
    "folder": (None, "is a folder"),
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n\n", "holds no sentence"),
    "latin": (b"caf\xe9\tNN\n", "line 1: is not UTF-8: byte 0xE9"),
    "latin-late": (b"rain\tO\n" * 100_000 + b"caf\xe9\tO\n", "line 100,001: is not UTF-8: byte 0xE9"),
    "utf-16-without-mark": ("rain\tNN\nfell\tVB\n".encode("utf-16-le"), "looks like UTF-16"),
    "binary": (bytes(range(256)) * 40, ""),
    "zeros": (bytes(10_000), "is no text"),
    "long-line": (b"a" * 10 * 2**20, ""),
}


@pytest.fixture(params=list(UNREADABLE))
def bad_file(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    content, found = UNREADABLE[request.param]
    path = tmp_path / f"{request.param}.conll"
    if request.param == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    return path, found


COMMANDS: dict[str, Callable[[Path, Path, Path], list[object]]] = {
    "train": lambda bad, _model, out: ["train", bad, "--out", out],
    "eval": lambda bad, model, _out: ["eval", model, bad],
    "agree": lambda bad, _model, _out: ["agree", bad, bad],
    "tag": lambda bad, model, _out: ["tag", model, bad],
    "convert": lambda bad, _model, out: ["convert", bad, out],
    "shapes": lambda bad, _model, _out: ["shapes", bad],
}


@pytest.mark.parametrize("command", list(COMMANDS))
def test_a_file_that_cannot_be_read(
    command: str, bad_file: tuple[Path, str], call: Call, model: Path, tmp_path: Path
) -> None:
    path, found = bad_file
    before = sorted(tmp_path.iterdir())
    result = call(*COMMANDS[command](path, model, tmp_path / "out.csv"))
    assert result.exit_code == 1
    lines = result.stderr.split("\n")[:-1]
    assert all(line.startswith(path.name) for line in lines), result.stderr
    assert found in result.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_dev_is_checked_like_train(bad_file: tuple[Path, str], call: Call, tmp_path: Path) -> None:
    path, found = bad_file
    (tmp_path / "train.conll").write_text("rain\tNN\nfell\tVB\n", encoding="utf-8")
    result = call("train", tmp_path / "train.conll", "--dev", path, "--out", tmp_path / "m.safetensors")
    assert result.exit_code == 1
    assert result.stderr.startswith(path.name)
    assert found in result.stderr


READABLE = {
    "utf-16": "rain\tNN\r\nfell\tVB".encode("utf-16"),
    "utf-8-mark": b"\xef\xbb\xbfrain\tNN\nfell\tVB\n",
    "nul": b"rain\tNN\nfe\0ll\tVB\n",
    "short-row": b"rain\tNN\nfell\tVB\n\nand\nfell\tVB\n",
    "long-row": b"rain\tNN\nfell\tVB\n\nand\tCC\tmore\nfell\tVB\n",
    "long-line-amid": b"rain\tNN\nfell\tVB\n\n" + b"a" * 10 * 2**20 + b"\tNN\n\nrain\tNN\n",
    "missing-values": b"null\tNN\nNA\tVB\n",
}


@pytest.mark.parametrize("name", list(READABLE))
def test_what_can_be_mended_is_mended_and_told(name: str, call: Call, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.conll"
    path.write_bytes(READABLE[name])
    result = call("convert", path, tmp_path / "out.csv")
    assert result.exit_code == 0
    lines = result.stderr.split("\n")[:-1]
    assert all(line.startswith(f"{path.name}, line ") for line in lines)
    assert bool(lines) == (name in ("nul", "short-row", "long-row", "long-line-amid"))
    rows = (tmp_path / "out.csv").read_text(encoding="utf-8").split("\n")
    assert rows[1:3] == (["1,null,NN", "1,NA,VB"] if name == "missing-values" else ["1,rain,NN", "1,fell,VB"])


@pytest.mark.parametrize("command", ["eval", "tag"])
@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "foreign", "truncated", "changed"])
def test_a_model_that_is_none(command: str, kind: str, call: Call, model: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.safetensors"
    content = model.read_bytes()
    middle = len(content) // 2
    contents = {
        "empty": b"",
        "foreign": b"PK\x03\x04 something else altogether" * 50,
        "truncated": content[:middle],
        "changed": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
    }
    if kind == "folder":
        path.mkdir()
    elif kind in contents:
        path.write_bytes(contents[kind])
    (tmp_path / "day.conll").write_text("Mira\tB-PER\nleft\tO\n", encoding="utf-8")
    result = call(command, path, tmp_path / "day.conll")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path.name}: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
