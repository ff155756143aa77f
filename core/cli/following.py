"""Follows a training run: says on standard error how it goes, and writes what has come of it."""

import contextlib
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import click

from core import bundle as bundles
from core.cli import output
from core.config import Config
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.errors import TagscopeError, TrainingError, place
from core.run_keeping import RunKeeper, state_beside
from core.runs import EndReason, EpochEnd, Event, Preparing, RunEnd, RunKept, RunStarted, StepEnd

OUT_OF_MEMORY = "memory ran short, so training has stopped. Take smaller batches, shorter rows or fewer units."
# What terminals take as: forget the rest of this line.
CLEAR_REST = "\x1b[K"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be learnt from what, and what the files are called; `dev_name` is empty without dev."""

    sentences: Sequence[Sentence]
    dev: tuple[Sentence, ...]
    layer: Layer
    config: Config
    train_name: str
    dev_name: str = ""


@contextlib.contextmanager
def stopped_by_interrupts(control: RunControl) -> Iterator[None]:
    """Let the first Ctrl+C end the run in good order, and a second one end it at once.

    Whoever started this process with interrupts ignored, as `nohup` may, is not overruled.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        control.stop()
        output.remark("Stopping after this batch. Ctrl+C again ends at once, without a model.")

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(slots=True)
class Follower:
    """Takes the events of one run in.

    Attributes:
        job: What is being done.
        out: The model file to write.
        control: What the run asks whether to go on, and whether to say where it stands.
        keeper: Keeps that beside the model until the run is over.
    """

    job: Job
    out: Path
    control: RunControl = field(default_factory=RunControl)
    keeper: RunKeeper = field(init=False)
    _epochs: list[dict[str, Any]] = field(default_factory=list)
    _n_batches: int = 0
    _last: StepEnd | None = None
    _end: RunEnd | None = None

    def __post_init__(self) -> None:
        self.keeper = RunKeeper(state_beside(self.out), _cannot_keep)

    def follow(self, event: Event) -> None:
        """Take one event in."""
        if isinstance(event, Preparing):
            _show(event.doing)
        elif isinstance(event, RunStarted):
            self._begin(event)
        elif isinstance(event, StepEnd):
            self._last = event
            self._show_step(event)
        elif isinstance(event, RunKept):
            self.keeper.take(event.state)
        elif isinstance(event, EpochEnd):
            self._epochs.append(_epoch_row(event))
            _say(_epoch_line(event))
        elif isinstance(event, RunEnd):
            self._end = event
            _show("")

    def finish(self, *, as_json: bool) -> None:
        """Write the model and say what it is; leave with 130 where the run was interrupted.

        Raises:
            ExportError: It cannot be written.
            TrainingError: There is nothing worth writing.
        """
        end = self._end
        if end is None:
            raise ValueError("a run ends with RunEnd")
        if end.reason is EndReason.DIVERGED and not end.best_epoch:
            self.keeper.discard()
            last = self._last
            at = f" at batch {last.step:,}, learning rate {last.learning_rate:.2g}" if last else ""
            found = f"the loss is not a number any more{at}; no model was written."
            raise TrainingError(found, place=self.job.train_name, remedy="Try another preset or seed.")
        if end.reason is EndReason.MEMORY and self._last is None and not end.best_epoch:
            raise TrainingError(f"{OUT_OF_MEMORY} Nothing was learnt.", place=self.job.train_name)
        if end.reason is EndReason.STOPPED and self._last is None and not end.best_epoch:
            output.remark(f"{place(self.out)}: nothing was learnt yet, so nothing was written.")
            raise KeyboardInterrupt
        bundles.save(end.bundle, self.out)
        output.result(self._summary(end), self._words(end), as_json=as_json)
        if end.reason is EndReason.STOPPED:
            self.keeper.close()
            output.flush()
            if self.keeper.path.exists():
                output.remark(f"{place(self.keeper.path)}: the same command with --resume goes on from here.")
            raise KeyboardInterrupt
        if end.reason is EndReason.MEMORY:
            output.remark(f"{self.job.train_name}: {OUT_OF_MEMORY}")
            self.keeper.close()
        else:
            self.keeper.discard()

    def _begin(self, event: RunStarted) -> None:
        self._n_batches = event.n_batches
        job = self.job
        _say(
            f"{job.train_name}: layer {job.layer.name}, {event.n_tokens:,} labelled tokens, "
            f"{event.n_batches:,} batches an epoch, {event.n_parameters:,} weights"
        )
        need = event.memory
        if need is not None and need.room is not None and need.is_tight:
            words = f"needs {need.needed / 1e6:,.0f} MB of memory at the least, of {need.room / 1e6:,.0f} MB"
            _say(f"{job.train_name}: {words}")
        if event.unknown_labels:
            names = ", ".join(event.unknown_labels)
            _say(f"{job.dev_name}: labels that {job.train_name} never shows count as errors: {names}")

    def _show_step(self, event: StepEnd) -> None:
        done = event.step - (event.epoch - 1) * self._n_batches
        line = f"epoch {event.epoch:3}  {done:,} of {self._n_batches:,} batches"
        _show(f"{line}  {event.tokens_per_second:,.0f} tokens/s")

    def _summary(self, end: RunEnd) -> dict[str, Any]:
        return {
            "out": self.out.name,
            "layer": self.job.layer.name,
            "reason": end.reason.value,
            "best_epoch": end.best_epoch,
            "seconds": round(end.seconds, 2),
            "epochs": self._epochs,
        }

    def _words(self, end: RunEnd) -> str:
        which = f"epoch {end.best_epoch}" if end.best_epoch else "an unfinished first epoch"
        return f"{self.out.name}: weights of {which} ({end.reason.value})"


def _cannot_keep(error: TagscopeError) -> None:
    output.remark(f"{error} The run goes on, but could not be resumed after a crash.")


def _show(text: str) -> None:
    """Show on a terminal what is going on, on a line that the next words take over."""
    if sys.stderr.isatty():
        click.echo(f"{text}{CLEAR_REST}\r", err=True, nl=False)


def _say(text: str) -> None:
    _show("")
    output.remark(text)


def _epoch_row(event: EpochEnd) -> dict[str, Any]:
    dev = event.dev
    return {
        "epoch": event.epoch,
        "train_loss": event.train_loss,
        "dev_loss": event.dev_loss,
        "accuracy": dev.accuracy if dev else None,
        "accuracy_without_o": dev.accuracy_without_o if dev else None,
        "f1": dev.f1 if dev else None,
        "tokens_per_second": round(event.tokens_per_second),
    }


def _epoch_line(event: EpochEnd) -> str:
    words = [f"epoch {event.epoch:3}", f"loss {event.train_loss:.4f}"]
    if event.dev is not None:
        words += [f"dev loss {event.dev_loss:.4f}", f"accuracy {event.dev.accuracy:.2%}"]
        if event.dev.f1 is not None:
            words.append(f"f1 {event.dev.f1:.2%}")
    words.append(f"{event.tokens_per_second:,.0f} tokens/s")
    return "  ".join(words) + ("  best so far" if event.is_best else "")
