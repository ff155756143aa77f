"""The import contracts of pyproject.toml hold."""

import contextlib
import io
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

PROJECT_ROOT = Path(__file__).parents[2]


@pytest.mark.filterwarnings("default")
def test_import_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT_ROOT)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        status = lint_imports(no_cache=True)
    assert status == 0, output.getvalue()
