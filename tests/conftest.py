"""What every test shares: no display, no settings of the user, a small corpus of our own."""

import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import disk_usage

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


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in the background deaf to it; tests that interrupt need ears, and so do their children.
    signal.signal(signal.SIGINT, signal.default_int_handler)


_MEMORY = Path("/dev/shm")
if "PYTEST_DEBUG_TEMPROOT" not in os.environ and _MEMORY.is_dir() and disk_usage(_MEMORY).free > 4 * 2**30:
    # Most tests of projects wait for the disk, thousands of times; what they show is the same in memory.
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(_MEMORY)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Share folders out over the processors; what is asked for by file or name runs here, where `--pdb` works."""
    return None if all(Path(argument).is_dir() for argument in config.args) else 0


class Figures:
    """Takes what a long test has counted; shown below the results when all of them have run."""

    def __init__(self, record_property: Callable[[str, object], None]) -> None:
        self._record_property = record_property

    def note(self, what: str, counts: Mapping[str, int]) -> None:
        """Keep a line that says how often each thing came to pass."""
        self._record_property(_FIGURE, f"{what}: " + ", ".join(f"{n:,} {name}" for name, n in counts.items()))


_FIGURE = "figure"


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Takes what a test has counted."""
    return Figures(record_property)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    lines = [line for report in reports for name, line in report.user_properties if name == _FIGURE]
    if lines:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(str(line))
