"""What every test shares: no display, no settings of the user, a small corpus of our own."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

PROJECT_ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's settings, data and recent projects out of the tests, and the tests out of theirs."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture(scope="session")
def ewt() -> Path:
    """The folder of UD English-EWT; tests that need it are skipped where it is absent."""
    folder = PROJECT_ROOT.parent / "shared" / "data" / "ud_english_ewt"
    if not folder.is_dir():
        pytest.skip("UD English-EWT is not beside the project")
    return folder


@pytest.fixture(scope="session")
def wnut17() -> Path:
    """The folder of WNUT 2017; tests that need it are skipped where it is absent."""
    folder = PROJECT_ROOT.parent / "shared" / "data" / "wnut17"
    if not folder.is_dir():
        pytest.skip("WNUT 2017 is not beside the project")
    return folder


class Figures:
    """What long tests have counted, to be shown when all of them have run."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, what: str, counts: Mapping[str, int]) -> None:
        """Keep a line that says how often each thing came to pass."""
        self.lines.append(f"{what}: " + ", ".join(f"{n:,} {name}" for name, n in counts.items()))


_FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = Figures()


@pytest.fixture
def figures(pytestconfig: pytest.Config) -> Figures:
    """Takes what a test has counted; shown below the results."""
    return pytestconfig.stash[_FIGURES]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    lines = config.stash[_FIGURES].lines
    if lines:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)
