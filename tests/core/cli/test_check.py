"""The check says what is wrong, changes nothing, and its exit code tells."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from core import edits
from core.corpus import Sentence
from core.project import Project

Call = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed project of two sentences, one tag and a model."""
    path = tmp_path / "tides.tagscope"
    with Project.create(path) as project:
        project.apply(edits.AddLayer("pos"))
        project.apply(edits.AddSentences((Sentence(("Low", "tide"), document="d"), Sentence(("ebbs",), document="d"))))
        project.apply(edits.SetTags(1, "pos", 0, ("A",)))
        project.save_model("default", b"weights")
    return path


def test_a_sound_file(file: Path, call: Call) -> None:
    before = file.read_bytes()
    result = call("check", file)
    assert result.exit_code == 0
    lines = [line.split(maxsplit=1) for line in result.stdout.strip().split("\n")]
    assert lines == [[name, "sound"] for name in ("pages", "sentences", "tags", "totals", "journal", "models")]
    values = json.loads(call("check", file, "--json").stdout)
    assert values["is_sound"] is True
    assert values["totals"] == {"n_sentences": 2, "n_tokens": 3, "n_tags": 1, "n_edits": 3, "n_models": 1}
    assert file.read_bytes() == before


def test_what_contradicts_itself_is_said(file: Path, call: Call) -> None:
    with Project.open(file) as project:
        project._connection.run("UPDATE model_content SET content = x'00'")
    result = call("check", file)
    assert result.exit_code == 1
    assert "models     model 1 'default' is not as it was saved" in result.stdout
    assert "tagscope restore tides.tagscope" in result.stderr


def test_damaged_pages_are_said(file: Path, call: Call) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: 2 * 4096] + b"\xff" * 4096 + content[3 * 4096 :])
    result = call("check", file, "--json")
    assert result.exit_code == 1
    values = json.loads(result.stdout)
    assert values["is_sound"] is False
    assert values["checks"]["pages"]


def test_an_open_file_can_be_checked(file: Path, call: Call) -> None:
    with Project.open(file) as project:
        project.apply(edits.SetTags(2, "pos", 0, ("V",)))
        values = json.loads(call("check", file, "--json").stdout)
    assert values["totals"]["n_tags"] == 2


def test_what_is_no_project(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "x.tagscope"
    path.write_bytes(b"nonsense" * 100)
    result = call("check", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("x.tagscope: is not a Tagscope project.")
