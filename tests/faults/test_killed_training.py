"""A training run killed at any moment and gone on with: the model that an undisturbed run would have written."""

import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from random import Random

import msgspec
import pytest

from core import bundle as bundles
from core import generators
from core.bundle import Bundle
from core.run_keeping import state_beside
from tests.conftest import Figures
from tests.faults.nursery import Child, Nursery, nursery

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks, which only POSIX has")

PATIENCE = 120.0
# So long after it is born or has learnt something a run is killed, at the most.
SECONDS = 1.0
# Each run is killed so often.
N_KILLS = 10
RUNS = {"default": ("--epochs", "40"), "tiny": ("--preset", "tiny", "--epochs", "150", "--seed", "3")}


@dataclass
class Tally:
    """What came of one run and its lives."""

    n_kills: int = 0
    gone_on_from: set[str] = field(default_factory=set)
    n_resumed: int = 0
    n_finished: int = 0
    n_epochs: int = 0


def _write(folder: Path) -> None:
    for name, n_sentences, seed in (("train", 400, 1), ("dev", 80, 2)):
        found = islice(generators.stream("names", seed=seed), n_sentences)
        layer = generators.TASKS["names"].layer
        rows = (zip(one.sentence.tokens, one.sentence.layer_tags(layer.name), strict=True) for one in found)
        text = "".join("".join(f"{token}\t{tag}\n" for token, tag in row) + "\n" for row in rows)
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")


def _undated(path: Path) -> Bundle:
    found = bundles.load(path)
    return replace(found, info=msgspec.structs.replace(found.info, trained_at=""))


def _epochs(lines: list[str]) -> dict[str, str]:
    """Return what was said of each epoch, losses and scores, without the pace."""
    said = (line for line in lines if line.startswith("epoch "))
    return {line[:9]: re.sub(r"[0-9,]+ tokens/s", "", line) for line in said}


class Killing:
    """One run, killed and gone on with again and again until it ends; then the next."""

    def __init__(self, folder: Path, name: str, children: Nursery) -> None:
        self.tally = Tally()
        self._folder, self._children, self._options = folder, children, RUNS[name]
        self._out = folder / name
        undisturbed = self._begin(self._options)
        assert undisturbed.end() == 0, undisturbed.lines
        self._model, self._epochs = _undated(self._out), _epochs(undisturbed.lines)
        self._out.unlink()

    def _begin(self, options: Sequence[str]) -> Child:
        files = ("train.tsv", "--dev", "dev.tsv", "--out", self._out.name, "--keep-every", "0.1")
        return self._children.begin("train", str(self._folder), [*files, *options])

    def at_random(self, n_kills: int, seed: int) -> None:
        """Kill it so often at random moments, and let it come to its end."""
        chance, tally = Random(seed), self.tally
        while not self._live(chance, is_killed=tally.n_kills < n_kills) or tally.n_kills < n_kills:
            pass

    def _kept(self) -> int:
        """Return what tells what is kept now from what was kept before."""
        path = state_beside(self._out)
        return path.stat().st_ino if path.exists() else 0

    def _wait_for_progress(self, child: Child) -> bool:
        """Wait until more is kept than at its birth; return whether it has ended instead."""
        before, until = self._kept(), time.monotonic() + PATIENCE
        while self._kept() in (0, before) and time.monotonic() < until:
            if child.listen(0.02):
                return True
        return False

    def _live(self, chance: Random, *, is_killed: bool) -> bool:
        """Go on, to the end or a kill; return whether it was the end."""
        is_kept = state_beside(self._out).exists()
        self.tally.n_resumed += is_kept
        child = self._begin(["--resume"] if is_kept else self._options)
        if is_killed:
            # Most are killed in the midst of learning, some at any moment of their birth.
            has_ended = chance.random() < 0.75 and self._wait_for_progress(child)
            if not has_ended:
                child.listen(chance.uniform(0.0, SECONDS))
            child.kill()
        code = child.end()
        assert code in (0, -9), child.lines
        self.tally.n_kills += code == -9
        self.tally.gone_on_from |= {line for line in child.lines if "going on after batch" in line}
        epochs = _epochs(child.lines)
        self.tally.n_epochs += len(epochs)
        assert epochs.items() <= self._epochs.items()
        if code == 0:
            self.tally.n_finished += 1
            assert _undated(self._out) == self._model
            self._out.unlink()
        return code == 0


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_killed_twenty_times_runs_end_with_the_weights_of_undisturbed_ones(folder: Path, figures: Figures) -> None:
    _write(folder)
    with nursery("tests.faults.training_tasks") as children:
        for seed, name in enumerate(RUNS):
            killing = Killing(folder, name, children)
            killing.at_random(N_KILLS, seed)
            tally = killing.tally
            counts = {
                "kills": tally.n_kills,
                "times gone on": tally.n_resumed,
                "different batches gone on from": len(tally.gone_on_from),
                "epochs alike": tally.n_epochs,
                "final models alike to the bit": tally.n_finished,
            }
            figures.note(f"training, {name}", counts)
            assert tally.n_kills == N_KILLS
            assert len(tally.gone_on_from) >= 3
            assert tally.n_finished
    assert not [path for path in folder.iterdir() if "unfinished" in path.name]
