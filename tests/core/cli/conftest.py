"""What tests of the commands share: a caller, small files, a model with random weights."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from core import bundle as bundles
from core.cli import commands
from core.config import preset

PROJECT_ROOT = Path(__file__).parents[3]

Call = Callable[..., Result]
Write = Callable[..., Path]
Child = Callable[..., subprocess.CompletedProcess[bytes]]

LIMITED = """
import resource, runpy
resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
runpy.run_module("core", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def call() -> Call:
    """Run a command in this process; what is no message of ours fails the test."""

    def run(*arguments: object, input: bytes = b"") -> Result:
        return CliRunner().invoke(commands, list(map(str, arguments)), input=input, catch_exceptions=False)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the test's folder."""

    def file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return file


@pytest.fixture(scope="session")
def model(make_bundle: Callable[..., bundles.Bundle], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model file of the layer `ner` that has learnt nothing."""
    path = tmp_path_factory.mktemp("models") / "random.safetensors"
    bundles.save(make_bundle(preset("tiny")), path)
    return path


def environment(**changes: str) -> dict[str, str]:
    """Return the variables for a process of its own."""
    return {**os.environ, "PYTHONPATH": str(PROJECT_ROOT), **changes}


@pytest.fixture
def child(tmp_path: Path) -> Child:
    """Run a command in a process of its own, optionally one that may write no file beyond some bytes."""

    def run(
        *arguments: object, largest_file: int = 0, variables: dict[str, str] | None = None, shell: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        command: Sequence[str] = [sys.executable, "-m", "core", *map(str, arguments)]
        if largest_file:
            command = [sys.executable, "-c", LIMITED.format(largest_file), *map(str, arguments)]
        if shell:
            command = ["bash", "-c", f'set -o pipefail; "$@" {shell}', "bash", *command]
        return subprocess.run(
            command, cwd=tmp_path, env=environment(**(variables or {})), capture_output=True, check=False
        )

    return run
