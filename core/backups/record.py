"""One backup: a folder with a copy of the project, its human labels as text, and what is known about both."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from core import __version__
from core.atomic import atomic_write
from core.errors import BackupError, ProjectError
from core.store.copying import digest_of, identity_of, looking_at
from core.store.totals import Totals, counted_totals

PROJECT_NAME = "project.tagscope"
LABELS_NAME = "labels.jsonl"
RECORD_NAME = "backup.json"

_LARGEST_RECORD = 65_536
_OTHER = "Take another backup of the list."
_TIME_IN_NAME = "%Y-%m-%d %H.%M.%S"


class Reason(StrEnum):
    """Why a backup was taken."""

    WORK = "work"
    BY_HAND = "by hand"
    MIGRATION = "migration"
    IMPORT = "import"
    BULK_APPLY = "bulk apply"
    BULK_DELETE = "bulk delete"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> "Reason":
        # A later program may know more of them.
        return cls.UNKNOWN


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a backup without opening it.

    Attributes:
        serial: Grows with every backup of a project, whatever the clock says.
        taken_at: In UTC.
        reason: Why it was taken.
        identity: Of the project.
        path: Where the project was; empty where that is not known.
        n_bytes: Size of the copy.
        digest: SHA-256 of the copy.
        totals: How much it holds.
        n_human_tags: Tags in the file of labels; None where nobody has counted.
        program: The Tagscope that took it.
    """

    serial: Annotated[int, Meta(ge=0)]
    taken_at: Annotated[datetime, Meta(tz=True)]
    reason: Reason
    identity: str
    path: str
    n_bytes: int
    digest: str
    totals: Totals
    n_human_tags: int | None
    format: Literal[1] = 1
    program: str = __version__


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is complete.

    Attributes:
        folder: Everything of it.
        record: What is known about it.
    """

    folder: Path
    record: Record

    @property
    def file(self) -> Path:
        """The copy of the project."""
        return self.folder / PROJECT_NAME

    @property
    def labels(self) -> Path:
        """The human labels, one JSON object a line."""
        return self.folder / LABELS_NAME

    def check(self) -> None:
        """Make sure that the copy is what was taken; reads all of it.

        Raises:
            BackupError: It is not, or cannot be read.
        """
        try:
            is_unchanged = digest_of(self.file) == self.record.digest
        except OSError as error:
            raise BackupError(f"cannot be read: {error.strerror}.", place=self.folder.name, remedy=_OTHER) from error
        if not is_unchanged:
            raise BackupError("is not as it was taken.", place=self.folder.name, remedy=_OTHER)


def name_of(record: Record) -> str:
    """Return what the folder of a backup is called."""
    return f"{record.serial:06} {record.taken_at.strftime(_TIME_IN_NAME)} {record.reason}"


def write_record(record: Record, folder: Path) -> None:
    """Write down what is known of a backup.

    Raises:
        ExportError: It cannot be written.
    """
    with atomic_write(folder / RECORD_NAME) as file:
        file.write(msgspec.json.format(msgspec.json.encode(record)) + b"\n")


def read_backup(folder: Path) -> Backup | None:
    """Return the backup in a folder; None where it is incomplete or cut off, or is none.

    Where its record is missing or cannot be read, the copy is opened and checked instead.
    """
    file = folder / PROJECT_NAME
    try:
        n_bytes = file.stat().st_size
    except OSError:
        return None
    try:
        with (folder / RECORD_NAME).open("rb") as stream:
            record = msgspec.json.decode(stream.read(_LARGEST_RECORD), type=Record)
    except (OSError, msgspec.MsgspecError):
        return _examined(folder)
    return Backup(folder, record) if record.n_bytes == n_bytes else None


def _examined(folder: Path) -> Backup | None:
    """Return the backup in a folder by what its copy says; None where that is not sound."""
    file = folder / PROJECT_NAME
    try:
        with looking_at(file) as connection:
            connection.check_pages()
            totals, identity = counted_totals(connection), identity_of(connection)
        record = Record(
            serial=serial_of(folder),
            taken_at=_time_of(folder),
            reason=Reason.UNKNOWN,
            identity=identity,
            path="",
            n_bytes=file.stat().st_size,
            digest=digest_of(file),
            totals=totals,
            n_human_tags=None,
        )
    except (OSError, ProjectError):
        return None
    return Backup(folder, record)


def serial_of(folder: Path) -> int:
    """Return the number in the name of a folder, whether or not the backup in it counts; 0 where there is none."""
    number = folder.name.partition(" ")[0]
    return int(number) if number.isascii() and number.isdecimal() else 0


def _time_of(folder: Path) -> datetime:
    """Return the time in the name of a folder, else when it was last changed.

    Raises:
        OSError: It is not there any more.
    """
    try:
        return datetime.strptime(folder.name.partition(" ")[2][:19], _TIME_IN_NAME).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(folder.stat().st_mtime, UTC)
