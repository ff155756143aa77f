"""The tree keeps its promises: a test beside every module of core, modules of readable size, clean text."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).parents[2]
MODULES = sorted(path for folder in ("core", "gui", "resources") for path in (PROJECT_ROOT / folder).rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def _name(path: Path) -> str:
    return path.relative_to(PROJECT_ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_module_size(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").split("\n")
    assert len(lines) <= LONGEST_MODULE, f"{_name(module)} has {len(lines)} lines"
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{_name(module)}: {node.name} has {length} lines"


def test_every_core_module_has_its_test() -> None:
    without = [
        _name(path)
        for path in MODULES
        if path.is_relative_to(PROJECT_ROOT / "core")
        and path.name not in {"__init__.py", "__main__.py"}
        and not (PROJECT_ROOT / "tests" / path.relative_to(PROJECT_ROOT).with_name(f"test_{path.name}")).is_file()
    ]
    assert not without


@pytest.mark.parametrize("tool", [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)], ids=" ".join)
def test_checker_is_content(tool: tuple[str, ...]) -> None:
    result = subprocess.run(
        [sys.executable, "-m", *tool], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_tests_are_no_package() -> None:
    assert not list((PROJECT_ROOT / "tests").rglob("__init__.py"))
