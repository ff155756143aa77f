"""A project of a million sentences: import, open, label, scroll and search it in the real window, without a display.

    python tests/benchmarks/project_scale.py [--sentences 1000000] [--folder DIR] [--corpus EWT.conllu ...]

Prints one JSON line; times are milliseconds. Every part runs in a process of its own:

- `import_*`, `*_sentences_per_s`: `import_alone.py` (no window) and `window_at_scale.py import`;
- `open_*`, `key_*`, `scroll_*`, `search_*`, `rss_mb`, `file_mb`: `window_at_scale.py use`, with modules that
  are compiled, as they are from the second start on (without, the first edit comes 0.7 s later);
- `long_sentence_*`: `window_at_scale.py long`, one sentence of 50,000 tokens;
- `conllu_ratio`: CPU seconds of `conllu.parse_incr` over a file divided by those of `core.sources.read` over the
  same file, which turns it into sentences with tokens, upos, xpos, spaces, documents and rows; the best of some
  rounds of each, taking turns, on the first 10,000 made-up sentences and on each file named by `--corpus`.
"""

import argparse
import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import big_corpus
import conllu

HERE = Path(__file__).parent
PROJECT_ROOT = HERE.parents[1]
HELD_OUT_SHARE = 50
LONG_TOKENS = 50_000
COMPARED = 10_000
ROUNDS = 5

Figures = dict[str, object]


def child(home: Path, script: str, *arguments: str | Path) -> Figures:
    """Run one of the scripts beside this one; return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT_ROOT)}
    environment |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(home))
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    ended = subprocess.run(command, cwd=PROJECT_ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(ended.stdout.strip().rpartition("\n")[2])
    return figures


def ratio(path: Path) -> float:
    """Return how many times as fast as the `conllu` package a file is read."""
    from core.sources import FormatName, ReadOptions, read

    ours, theirs = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        n_ours = sum(1 for _ in read(path, ReadOptions(FormatName.CONLLU)))
        ours.append(time.process_time() - began)
        began = time.process_time()
        with path.open(encoding="utf-8") as file:
            n_theirs = sum(1 for _ in conllu.parse_incr(file))
        theirs.append(time.process_time() - began)
        if n_ours != n_theirs:
            raise AssertionError(f"{n_ours} sentences here, {n_theirs} there")
    return round(min(theirs) / min(ours), 2)


def files(folder: Path, n_sentences: int) -> tuple[Path, Path]:
    """Return train and dev, made where they are missing."""
    train, dev = folder / f"train-{n_sentences}.conllu", folder / f"dev-{n_sentences}.conllu"
    for seed, (path, n) in enumerate(((train, n_sentences), (dev, max(1, n_sentences // HELD_OUT_SHARE)))):
        if not path.exists():
            big_corpus.write(path, n, seed=seed)
    return train, dev


def head(path: Path, n_sentences: int) -> Path:
    """Return a file of the first sentences."""
    short = path.with_name("head.conllu")
    with path.open(encoding="utf-8") as file, short.open("w", encoding="utf-8", newline="\n") as copy:
        n_left = n_sentences
        for line in file:
            copy.write(line)
            n_left -= line == "\n"
            if not n_left:
                break
    return short


def measure(folder: Path, n_sentences: int, corpora: list[Path]) -> Figures:
    """Return all figures."""
    train, dev = files(folder, n_sentences)
    home, project = folder / "home", folder / "scale.tagscope"
    home.mkdir(exist_ok=True)
    for package in ("core", "gui", "resources"):
        compileall.compile_dir(PROJECT_ROOT / package, quiet=1)
    for left_over in islice(folder.glob("*.tagscope*"), 100):
        left_over.unlink()
    figures: Figures = {"conllu_ratio": ratio(head(train, COMPARED))}
    figures["conllu_ratios"] = {path.name: ratio(path) for path in corpora}
    figures |= child(home, "import_alone.py", train, folder / "alone.tagscope")
    (folder / "alone.tagscope").unlink()
    figures |= child(home, "window_at_scale.py", "import", project, train, dev)
    figures["file_mb"] = round(project.stat().st_size / 2**20, 1)
    figures |= child(home, "window_at_scale.py", "use", project)
    long = folder / "long.conllu"
    big_corpus.write_one_sentence(long, LONG_TOKENS)
    figures |= child(home, "window_at_scale.py", "long", folder / "long.tagscope", long)
    return figures


@contextmanager
def working_folder(chosen: Path | None) -> Iterator[Path]:
    """Yield the folder chosen, or one that goes away again."""
    if chosen is not None:
        chosen.mkdir(parents=True, exist_ok=True)
        yield chosen
        return
    with tempfile.TemporaryDirectory(prefix="tagscope-scale-") as made:
        yield Path(made)


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT_ROOT))
    parser = argparse.ArgumentParser()
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="kept, with the files made in it; needs 5 KB a sentence")
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="CoNLL-U files to compare the readers on")
    options = parser.parse_args()
    with working_folder(options.folder) as folder:
        print(json.dumps(measure(folder, options.sentences, options.corpus)))
