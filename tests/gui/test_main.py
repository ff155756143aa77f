"""The `tagscope` command: commands without Qt, the window without arguments, words where Qt is missing."""

import sys
import types
from pathlib import Path

import click
import pytest

from core.cli import commands
from gui import __main__ as program


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the window and the tour were asked to open, in place of opening them."""
    asked: list[object] = []

    def window(paths: list[Path]) -> int:
        asked.append(paths)
        return 7

    def walk(folder: Path, **files: Path | None) -> int:
        asked.append((folder, files))
        return 8

    app, tour = types.ModuleType("gui.app"), types.ModuleType("gui.tour")
    vars(app)["run"], vars(tour)["run"] = window, walk
    monkeypatch.setitem(sys.modules, "gui.app", app)
    monkeypatch.setitem(sys.modules, "gui.tour", tour)
    monkeypatch.setattr(program, "complaint", lambda _environment: "")
    return asked


def _exit_code(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["tagscope", *arguments])
    with pytest.raises(SystemExit) as ended:
        program.main()
    return ended.value.code


def test_no_arguments_open_the_window(opened: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    assert _exit_code(monkeypatch) == 7
    assert opened == [[]]


def test_a_project_opens_in_the_window(opened: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    assert _exit_code(monkeypatch, "day.tagscope") == 7
    assert _exit_code(monkeypatch, "window", "day.tagscope") == 7
    assert opened == [[Path("day.tagscope")]] * 2


def test_the_tour_gets_its_files(opened: list[object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    corpus = tmp_path / "a.conll"
    corpus.write_text("rain\tNN\n", encoding="utf-8")
    assert _exit_code(monkeypatch, "tour", str(tmp_path), "--corpus", str(corpus)) == 8
    assert opened == [(tmp_path, {"corpus": corpus, "dev": None})]


@pytest.mark.parametrize("arguments", [[], ["window"], ["tour", "pictures"]])
def test_without_qt_there_is_a_line_to_act_upon(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert _exit_code(monkeypatch, *arguments) == 1
    assert capsys.readouterr().err == (
        "Error: PySide6 is not installed. Install it with: pip install PySide6-Essentials\n"
    )


def test_missing_system_libraries_are_named(
    opened: list[object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "complaint", lambda _environment: "libEGL.so.1 is missing.")
    assert _exit_code(monkeypatch) == 1
    assert capsys.readouterr().err == "Error: libEGL.so.1 is missing.\n"
    assert not opened


def test_headless_commands_need_no_qt(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(program, "_window_module", lambda _name: pytest.fail("a window was wanted"))
    assert _exit_code(monkeypatch, "generate", "token", "-n", "1") == 0
    assert capsysbinary.readouterr().out.endswith(b"\n\n")


def test_help_lists_window_and_tour_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit_code(monkeypatch, "--help") == 0
    listed = capsys.readouterr().out
    assert all(f"\n  {name} " in listed for name in ("train", "window", "tour"))
    assert all(isinstance(commands.commands[name], click.Command) for name in ("window", "tour"))
