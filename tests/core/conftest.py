"""Made-up sentences, networks with random weights, and a process that watches what opening a file does."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from core.bundle import Bundle
from core.config import Config
from core.corpus import Layer, Scheme, Sentence
from core.vocab import build_vocab
from core.weights import initial_weights

MakeBundle = Callable[..., Bundle]

_LINES = (
    "Mira/B-PER Holt/I-PER met/O Oskar/B-PER in/O Lund/B-LOC ./O",
    "rain/O",
    "the/O ferry/O to/O Port/B-LOC Elm/I-LOC left/O at/O 9:45/O",
    "Lund/B-LOC and/O Port/B-LOC Elm/I-LOC are/O towns/O",
    "Holt/B-PER waved/O",
    "nobody/O in/O the/O old/O town/O saw/O the/O ferry/O leave/O for/O Elm/B-LOC that/O day/O",
)


@pytest.fixture(scope="session")
def small_corpus() -> tuple[Sentence, ...]:
    """Thirty-six labelled sentences of 1 to 13 tokens; the layer is called `ner`."""
    sentences: list[Sentence] = []
    for repeat in range(6):
        for line in _LINES:
            tokens, tags = zip(*(cell.rsplit("/", 1) for cell in line.split(" ")), strict=True)
            document = f"day {repeat}" if repeat % 2 else ""
            sentences.append(Sentence(tokens, {"ner": tags}, document=document))
    return tuple(sentences)


@pytest.fixture(scope="session")
def make_bundle(small_corpus: tuple[Sentence, ...]) -> MakeBundle:
    """Return a function from a configuration to a bundle whose weights are random but fixed."""

    def make(config: Config, *, scale: float = 0.3) -> Bundle:
        vocab = build_vocab(small_corpus, "ner", config)
        random = np.random.default_rng(5)
        weights = {
            name: value + random.normal(0.0, scale, value.shape).astype(np.float32)
            for name, value in initial_weights(config.network, vocab.sizes, seed=5).items()
        }
        return Bundle(config, Layer("ner", Scheme.IOB2), vocab, weights)

    return make


@dataclass(frozen=True, slots=True)
class Watched:
    """What happened while files were opened in a process of their own.

    Attributes:
        said: By file name, the error each was refused with, or what was found in it.
        events: Whatever else was done: code run, programs started, other files opened.
        peak: The most memory in use, in MB, interpreter and libraries included.
    """

    said: dict[str, str]
    events: tuple[str, ...]
    peak: int


Watch = Callable[..., Watched]


@pytest.fixture
def watch() -> Watch:
    """Return a function that opens files in a process with little memory, as models, sources or projects.

    Its arguments are the action of `watched.py`, a good file and the hostile ones; `megabytes` is how much
    memory there is beyond what a good file takes.
    """

    def opened(action: str, good: Path, files: Iterable[Path], *, megabytes: int = 160) -> Watched:
        if not sys.platform.startswith("linux"):
            pytest.skip("memory is limited and measured as Linux does it")
        program = Path(__file__).with_name("watched.py")
        ended = subprocess.run(
            [sys.executable, str(program), action, str(megabytes), str(good), *map(str, files)],
            cwd=Path(__file__).parents[2],
            env={"PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert ended.returncode == 0, ended.stderr[-4000:]
        report = json.loads(ended.stdout)
        said = {Path(file).name: words for file, words in report["said"].items()}
        return Watched(said, tuple(report["events"]), report["peak"])

    return opened
