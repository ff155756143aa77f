"""The group of commands: help, exit codes, no Qt, no TensorFlow before it is needed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from core.cli import INTERRUPTED, commands, generate
from core.generators import TASKS

PROJECT_ROOT = Path(__file__).parents[3]
NAMES = ("train", "search", "eval", "agree", "tag", "convert", "generate", "shapes", "check", "backup", "restore")

LIGHT = """
import sys
sys.modules["PySide6"] = None
import core.cli
heavy = {"tensorflow", "keras", "onnxruntime", "onnx", "numpy", "regex", "safetensors", "apsw"} & set(sys.modules)
assert not heavy, heavy
"""


def test_importing_the_commands_loads_nothing_heavy() -> None:
    result = subprocess.run([sys.executable, "-c", LIGHT], cwd=PROJECT_ROOT, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()


def test_help_lists_the_commands_in_the_order_of_the_work(call: Callable[..., Result]) -> None:
    text = call("--help").stdout
    listed = text[text.index("Commands:") :].split("\n")[1:]
    assert [line.split()[0] for line in listed if line][: len(NAMES)] == list(NAMES)
    assert "..." not in text[text.index("Commands:") :]


@pytest.mark.parametrize("name", NAMES)
def test_each_command_explains_itself_and_all_its_options(name: str, call: Callable[..., Result]) -> None:
    result = call(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    command = commands.commands[name]
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.opts[0] in result.stdout
            assert option.help, f"{name} {option.opts[0]} is not explained"
    assert max(map(len, result.stdout.split("\n"))) <= 100


def test_help_of_generate_names_every_task() -> None:
    listed = [line.split()[0] for line in (generate.command.help or "").split("\n") if line.startswith("    ")]
    assert listed == list(TASKS)


@pytest.mark.parametrize("arguments", [["tag"], ["eval", "one"], ["nothing"], ["shapes", "--pad", "left", "x"]])
def test_a_wrong_call_ends_with_2(arguments: list[str], call: Callable[..., Result]) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert not result.stdout


def test_an_interrupt_ends_with_130_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, call: Callable[..., Result]
) -> None:
    def interrupted(**_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generate.command, "callback", interrupted)
    result = call("generate", "token")
    assert result.exit_code == INTERRUPTED == 130
    assert result.output == ""


def test_version(call: Callable[..., Result]) -> None:
    from core import __version__

    assert call("--version").stdout.split() == ["tagscope,", "version", __version__]
