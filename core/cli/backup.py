"""`tagscope backup`: a checked copy of a project among its backups, or wherever it is wanted."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.cli import output, reading
from core.cli.output import exhausted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.backups.record import Backup


@click.command(name="backup", short_help="Back up a project, or list its backups.")
@click.argument("file", type=reading.INPUT_FILE)
@click.option("--list", "is_list", is_flag=True, help="Only list the backups there are, the newest first.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the copy to this new file instead.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(file: Path, is_list: bool, out: Path | None, as_json: bool) -> None:
    """Back up the project FILE into the user's data folder, checked before it counts.

    Backups outlive the folder of the project. All of the last two days are kept, then 12 daily, 10
    weekly and 9 monthly ones; what people labelled is beside each as text. FILE must not be open
    elsewhere, unless the backups are only listed.
    """
    from core.backups.archive import Archive, default_folder
    from core.backups.record import Reason
    from core.project import Project

    archive = Archive(default_folder())
    if is_list:
        backups = archive.backups_for(file)
        rows = [values_of(number, backup) for number, backup in enumerate(backups, 1)]
        output.result({"backups": rows}, table(backups), as_json=as_json)
        return
    with Project.open(file) as project:
        if out is not None:
            exhausted(project.save_copy(out))
            values: dict[str, Any] = {"file": str(out)}
            output.result(values, f"{out.name}: written and checked", as_json=as_json)
            return
        backup = exhausted(archive.take(project, Reason.BY_HAND))
    output.result(values_of(1, backup), table([backup]), as_json=as_json)


def values_of(number: int, backup: "Backup") -> dict[str, Any]:
    """Return what JSON says of a backup; `number` is what `--backup` takes."""
    record = backup.record
    return {
        "number": number,
        "file": str(backup.file),
        "labels": str(backup.labels),
        "taken_at": record.taken_at.isoformat(),
        "reason": str(record.reason),
        "bytes": record.n_bytes,
        "sentences": record.totals.n_sentences,
        "tags": record.totals.n_tags,
        "human_tags": record.n_human_tags,
    }


def table(backups: "Sequence[Backup]") -> str:
    """Return a line for each backup below a header, numbered as `--backup` takes them."""
    if not backups:
        return "no backups"
    rows: list[tuple[str, ...]] = [("", "taken at (UTC)", "reason", "bytes", "sentences", "tags")]
    for number, backup in enumerate(backups, 1):
        record = backup.record
        when = record.taken_at.strftime("%Y-%m-%d %H:%M:%S")
        figures = (record.n_bytes, record.totals.n_sentences, record.totals.n_tags)
        rows.append((f"{number}", when, str(record.reason), *(f"{figure:,}" for figure in figures)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for number_, when, reason, *numbers in rows:
        words = [number_.rjust(widths[0]), when.ljust(widths[1]), reason.ljust(widths[2])]
        figures_ = [cell.rjust(width) for cell, width in zip(numbers, widths[3:], strict=True)]
        lines.append("  ".join([*words, *figures_]))
    return "\n".join(lines)
