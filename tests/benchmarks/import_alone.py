"""An import without a window: how fast it reads and stores, and the most memory it ever holds.

    python tests/benchmarks/import_alone.py FILE PROJECT

Prints one JSON line. `read_sentences_per_s` reads without storing; `store_sentences_per_s` does both, by the very job
the window starts.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from process_memory import memory_mb

from core.project import Project
from core.sources import options_of, read
from gui.corpus_page.filling import Filled, Importing
from gui.corpus_page.import_plan import fit
from gui.jobs import JobControl


def measure(path: Path, target: Path) -> dict[str, float]:
    """Return the figures of one file."""
    options = options_of(path)
    began = time.perf_counter()
    n_sentences = sum(1 for _ in read(path, options))
    reading = time.perf_counter() - began
    began = time.perf_counter()
    with Project.create(target) as project:
        filled = _result(Importing(project, path, options, fit(options.layers, project.layers))(JobControl()))
        storing = time.perf_counter() - began
        if not isinstance(filled, Filled) or project.n_sentences != n_sentences:
            raise AssertionError("what was read is not what was stored")
        n_tokens = project.n_tokens
    return {
        "sentences": n_sentences,
        "tokens": n_tokens,
        "read_sentences_per_s": n_sentences / reading,
        "store_sentences_per_s": n_sentences / storing,
        "import_peak_mb": memory_mb("VmHWM"),
    }


def _result(work: Iterator[object]) -> object:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


if __name__ == "__main__":
    figures = measure(Path(sys.argv[1]), Path(sys.argv[2]))
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}))
