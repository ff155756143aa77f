"""Training runs with their series, and trained models: listed without touching what they weigh."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from core.store.connection import Connection, now
from core.store.faults import damaged
from core.store.names import checked_name


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A trained model of the project, without its bytes.

    Attributes:
        layer: Name of the layer it tags; empty where that was not said.
        run: Number of the run it came from; None for none.
        info: Whatever was said about it.
        digest: SHA-256 of its bytes, in hexadecimal.
    """

    id: int
    name: str
    created_at: str
    layer: str
    run: int | None
    info: Mapping[str, Any]
    n_bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One training run.

    Attributes:
        ended_at: Empty while it goes on, and for a run that was killed.
        reason: Why it ended.
        config: The options it was started with, as JSON.
    """

    id: int
    name: str
    layer: str
    started_at: str
    ended_at: str
    reason: str
    config: str


@dataclass(frozen=True, slots=True)
class RunStep:
    """One batch of a run, for its curves."""

    step: int
    epoch: int
    loss: float
    gradient_norm: float
    learning_rate: float
    tokens_per_second: float


@dataclass(frozen=True, slots=True)
class RunEpoch:
    """One epoch of a run; `scores` is whatever was measured."""

    epoch: int
    scores: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a run can go on.

    Attributes:
        epoch: The epoch it was in.
        step: Its last step that is part of `content`.
        content: Whatever training needs to go on.
    """

    epoch: int
    step: int
    content: bytes


class Runs:
    """Runs and models. Each method is one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(self, name: str, layer: str, config: str) -> int:
        """Note that a run begins; return its number.

        Raises:
            ProjectError: It could not be written.
        """
        values = (checked_name(name, self._connection.path), layer, now(), config)
        with self._connection.transaction():
            return self._connection.insert(
                "INSERT INTO run (name, layer, started_at, config) VALUES (?, ?, ?, ?)", values
            )

    def add_steps(self, run: int, steps: Iterable[RunStep]) -> None:
        """Write steps of a run, many at a time.

        Raises:
            ProjectError: They could not be written.
        """
        with self._connection.transaction():
            self._connection.run_many(
                "INSERT OR REPLACE INTO run_step VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        run,
                        step.step,
                        step.epoch,
                        step.loss,
                        step.gradient_norm,
                        step.learning_rate,
                        step.tokens_per_second,
                    )
                    for step in steps
                ],
            )

    def add_epoch(self, run: int, epoch: RunEpoch) -> None:
        """Write what was measured at the end of an epoch.

        Raises:
            ProjectError: It could not be written.
        """
        scores = msgspec.json.encode(epoch.scores).decode()
        with self._connection.transaction():
            self._connection.run("INSERT OR REPLACE INTO run_epoch VALUES (?, ?, ?)", (run, epoch.epoch, scores))

    def end(self, run: int, reason: str) -> None:
        """Note that a run is over.

        Raises:
            ProjectError: It could not be written.
        """
        with self._connection.transaction():
            self._connection.run("UPDATE run SET ended_at = ?, reason = ? WHERE id = ?", (now(), reason, run))

    def remove(self, run: int) -> None:
        """Forget a run, its series and its checkpoint; its models stay.

        Raises:
            ProjectError: It could not be written.
        """
        with self._connection.transaction():
            for sql in _REMOVE_RUN:
                self._connection.run(sql, (run,))

    def save_checkpoint(self, run: int, checkpoint: Checkpoint) -> None:
        """Keep where a run can go on, in place of the checkpoint before; all or nothing.

        Raises:
            ProjectError: It could not be written; the one before is still there.
        """
        digest = hashlib.sha256(checkpoint.content).hexdigest()
        with self._connection.transaction():
            self._connection.run(
                "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?, ?)",
                (run, checkpoint.epoch, checkpoint.step, checkpoint.content, digest),
            )

    def checkpoint(self, run: int) -> Checkpoint | None:
        """Return where a run can go on; None where it never said so, or its checkpoint was removed.

        Raises:
            ProjectDamagedError: It is not what was saved.
        """
        with self._connection.reading():
            row = self._connection.row("SELECT epoch, step, content, digest FROM checkpoint WHERE run = ?", (run,))
        if row is None:
            return None
        return Checkpoint(row[0], row[1], self._whole(row[2], row[3], f"the checkpoint of run {run:,}"))

    def remove_checkpoint(self, run: int) -> None:
        """Forget where a run could go on.

        Raises:
            ProjectError: It could not be written.
        """
        with self._connection.transaction():
            self._connection.run("DELETE FROM checkpoint WHERE run = ?", (run,))

    def all(self) -> tuple[StoredRun, ...]:
        """Return every run, the oldest first."""
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT id, name, layer, started_at, ifnull(ended_at, ''), ifnull(reason, ''), config FROM run"
                " ORDER BY id"
            )
        return tuple(StoredRun(*row) for row in rows)

    def steps(self, run: int) -> tuple[RunStep, ...]:
        """Return the steps of a run; a number that was none (a diverged loss) comes back as NaN."""
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT step, epoch, loss, gradient_norm, learning_rate, tokens_per_second FROM run_step"
                " WHERE run = ? ORDER BY step",
                (run,),
            )
        nan = float("nan")
        return tuple(
            RunStep(step, epoch, *(nan if value is None else value for value in values))
            for step, epoch, *values in rows
        )

    def epochs(self, run: int) -> tuple[RunEpoch, ...]:
        """Return the epochs of a run.

        Raises:
            ProjectError: What was written cannot be read.
        """
        with self._connection.reading():
            rows = self._connection.rows("SELECT epoch, scores FROM run_epoch WHERE run = ? ORDER BY epoch", (run,))
        return tuple(RunEpoch(epoch, self._mapping(scores)) for epoch, scores in rows)

    def scores(self, *, without: str) -> Mapping[int, tuple[RunEpoch, ...]]:
        """Return the epochs of every run that has any, by its number, in one reading and without one of the scores.

        Raises:
            ProjectError: What was written cannot be read.
        """
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT run, epoch, CASE WHEN json_valid(scores) THEN json_remove(scores, ?) ELSE scores END"
                " FROM run_epoch ORDER BY run, epoch",
                (f'$."{without}"',),
            )
        found: dict[int, list[RunEpoch]] = {}
        for run, epoch, scores in rows:
            found.setdefault(run, []).append(RunEpoch(epoch, self._mapping(scores)))
        return {run: tuple(epochs) for run, epochs in found.items()}

    def save_model(
        self,
        name: str,
        content: bytes,
        info: Mapping[str, Any] | None = None,
        *,
        layer: str = "",
        run: int | None = None,
    ) -> int:
        """Keep a model's bytes, all or nothing; return its number.

        Raises:
            ProjectError: It could not be written.
        """
        digest = hashlib.sha256(content).hexdigest()
        name = checked_name(name, self._connection.path)
        values = (name, now(), layer, run, msgspec.json.encode(info or {}).decode(), len(content), digest)
        with self._connection.transaction():
            number = self._connection.insert(
                "INSERT INTO model (name, created_at, layer, run, info, n_bytes, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            self._connection.run("INSERT INTO model_content VALUES (?, ?)", (number, content))
        return number

    def models(self) -> tuple[StoredModel, ...]:
        """Return every model, the oldest first, without loading any.

        Raises:
            ProjectError: What was written cannot be read.
        """
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT id, name, created_at, layer, run, info, n_bytes, digest FROM model ORDER BY id"
            )
        return tuple(
            StoredModel(id_, name, at, layer, run, self._mapping(info), n_bytes, digest)
            for id_, name, at, layer, run, info, n_bytes, digest in rows
        )

    def model(self, number: int) -> bytes:
        """Return the bytes of a model.

        Raises:
            KeyError: There is no such model.
            ProjectError: They are not the bytes that were saved.
        """
        with self._connection.reading():
            row = self._connection.row(
                "SELECT content, digest FROM model LEFT JOIN model_content ON model_content.model = id WHERE id = ?",
                (number,),
            )
        if row is None:
            raise KeyError(number)
        return self._whole(row[0], row[1], f"model {number:,}")

    def _whole(self, content: bytes | None, digest: str, what: str) -> bytes:
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            raise damaged(self._connection.path, f"{what} is not as it was saved")
        return bytes(content)

    def rename_model(self, number: int, name: str) -> None:
        """Give a model another name.

        Raises:
            ProjectError: It could not be written.
        """
        with self._connection.transaction():
            name = checked_name(name, self._connection.path)
            self._connection.run("UPDATE model SET name = ? WHERE id = ?", (name, number))

    def remove_model(self, number: int) -> None:
        """Delete a model.

        Raises:
            ProjectError: It could not be written.
        """
        with self._connection.transaction():
            self._connection.run("DELETE FROM model WHERE id = ?", (number,))
            self._connection.run("DELETE FROM model_content WHERE model = ?", (number,))

    def _mapping(self, text: str) -> Mapping[str, Any]:
        try:
            return msgspec.json.decode(text, type=dict[str, Any])
        except (msgspec.MsgspecError, TypeError) as error:
            raise damaged(self._connection.path, f"a run or model cannot be read ({error})") from error


_REMOVE_RUN = (
    "DELETE FROM checkpoint WHERE run = ?",
    "DELETE FROM run_step WHERE run = ?",
    "DELETE FROM run_epoch WHERE run = ?",
    "DELETE FROM run WHERE id = ?",
)
