"""What a search says can be had without TensorFlow."""

import subprocess
import sys
from pathlib import Path

PROJECT_ROOT = Path(__file__).parents[2]


def test_it_needs_no_engine() -> None:
    code = "import sys, core.trials; assert not {'tensorflow', 'keras', 'optuna'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, check=False).returncode == 0
