"""Clock, language and folder of the machine do not matter: a telling part of the suite runs in odd ones."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import Figures

PROJECT_ROOT = Path(__file__).parents[2]
TELLING = ("tests/core/test_project.py", "tests/core/test_atomic.py", "tests/core/sources/test_table.py")
# Its capital I has no dot to lose: "I".lower() is the classical trap of programs that heed it.
LOCALE = "tr_TR.UTF-8"


def test_odd_clock_language_and_folder(tmp_path: Path, figures: Figures) -> None:
    lister = shutil.which("locale")
    known = subprocess.run([lister, "-a"], capture_output=True, text=True, check=False).stdout if lister else ""
    if "tr_tr.utf" not in known.lower():
        figures.note("the surroundings were odd but for the language", {f"locale {LOCALE} on this machine": 0})
    folder = tmp_path / f"a folder with blanks 🌊 {'long ' * 30}end"
    folder.mkdir()
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": LOCALE, "LANG": LOCALE}
    command = [sys.executable, "-m", "pytest", "-q", f"--basetemp={folder / 'base'}", *TELLING]
    ended = subprocess.run(command, cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " passed" in ended.stdout
