"""`tagscope restore`: a backup, or what is left of a damaged file, in the place of a project."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli import output
from core.cli.output import exhausted
from core.errors import BackupError, place

if TYPE_CHECKING:
    from core.backups.archive import Archive
    from core.restoring import Aside

_PATH = click.Path(path_type=Path)


@click.command(name="restore", short_help="Put a backup in the place of a project.")
@click.argument("file", type=_PATH)
@click.option("--backup", "wanted", metavar="N|PATH", help="Which backup, as numbered by `backup --list`, or a file.")
@click.option("--salvage", "is_salvage", is_flag=True, help="Read what is left of FILE itself instead of a backup.")
@click.option("--labels", type=_PATH, help="Only put the human labels of a backup's labels.jsonl into FILE.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(file: Path, wanted: str | None, is_salvage: bool, labels: Path | None, yes: bool) -> None:
    """Put a backup in the place of FILE: the newest sound one, or the one named.

    The file that is there is kept beside it, with its journal, under a name that says why and when.
    With --salvage a new project is made from what can be read of a damaged FILE, and what is lost is
    counted. With --labels tags are added to FILE, as one edit that can be undone; those that somebody
    has set meanwhile stay.
    """
    if sum((wanted is not None, is_salvage, labels is not None)) > 1:
        raise click.UsageError("give one of --backup, --salvage and --labels.")
    if labels is not None:
        _put_labels(file, labels)
    elif is_salvage:
        _salvage(file, yes=yes)
    else:
        _restore(file, wanted, yes=yes)


def _restore(file: Path, wanted: str | None, *, yes: bool) -> None:
    from core import restoring
    from core.backups.archive import Archive, default_folder

    source, words = _chosen(Archive(default_folder()), file, wanted)
    totals = restoring.check_sound(source)
    restoring.check_free(file)
    output.remark(f"{words}: {totals.n_sentences:,} sentences, {totals.n_tags:,} tags, {totals.n_edits:,} edits")
    if not yes:
        click.confirm(f"Put it in the place of {file.name}?", abort=True, err=True)
    moved = restoring.restore(source, file, _kind(file))
    _say_done(file, moved)


def _chosen(archive: "Archive", file: Path, wanted: str | None) -> tuple[Path, str]:
    """Return the file to put back, and what it is called."""
    if wanted is not None and not wanted.isdecimal():
        return Path(wanted), wanted
    if wanted is None:
        backup = archive.best_for(file)
    else:
        backups = archive.backups_for(file)
        backup = backups[int(wanted) - 1] if 1 <= int(wanted) <= len(backups) else None
    if backup is None:
        found = f"has no backup {wanted}." if wanted else "has no sound backup."
        raise BackupError(found, place=place(file), remedy="See `tagscope backup --list`, or try --salvage.")
    backup.check()
    when = backup.record.taken_at.strftime("%Y-%m-%d %H:%M:%S")
    return backup.file, f"backup of {when} UTC ({backup.record.reason})"


def _kind(file: Path) -> "Aside":
    """Return why the file leaves its place."""
    from core.errors import ProjectError
    from core.project import Project
    from core.restoring import Aside

    try:
        Project.open_copy(file).close()
    except ProjectError:
        return Aside.DAMAGED
    return Aside.BEFORE_RESTORE


def _salvage(file: Path, *, yes: bool) -> None:
    import secrets

    from core import restoring
    from core.restoring import Aside
    from core.salvage.rescue import salvage

    restoring.check_free(file)
    draft = file.with_name(f".{file.name[:50]}.{secrets.token_hex(8)}.salvaged")
    try:
        found = exhausted(salvage(file, draft))
        totals = found.totals
        output.remark(f"read: {totals.n_sentences:,} sentences, {totals.n_tags:,} tags, {totals.n_models:,} models")
        for n, words in (
            (found.n_lost_sentences, "sentences are lost"),
            (found.n_lost_tags, "tags are lost"),
            (found.n_lost_edits, "edits can no longer be undone"),
            (found.n_lost_models, "models are lost"),
            (found.n_lost_names, "names are lost: numbers stand for them"),
            (found.n_unreadable_rows, "rows could not be read"),
            (found.n_unreadable_frames, "pages of the journal could not be read"),
        ):
            if n:
                output.remark(f"{n:,} {words}")
        if not yes:
            click.confirm(f"Put it in the place of {file.name}?", abort=True, err=True)
        _say_done(file, restoring.restore(draft, file, Aside.DAMAGED))
    finally:
        draft.unlink(missing_ok=True)


def _put_labels(file: Path, labels: Path) -> None:
    from core.backups.fitting import fit
    from core.project import Project

    with Project.open(file) as project:
        fitted = exhausted(fit(project, labels))
        if fitted.edit is not None:
            project.apply(fitted.edit)
    for n, words in (
        (fitted.n_kept, "tags were set otherwise meanwhile, and stay"),
        (fitted.n_lines_without_sentence, "lines fit no sentence"),
        (fitted.n_lines_of_other_scheme, "lines are of a layer that has another scheme now"),
        (fitted.n_unreadable_lines, "lines could not be read"),
    ):
        if n:
            output.remark(f"{n:,} {words}")
    output.write(f"{file.name}: {fitted.n_tags:,} tags put back, {fitted.n_same:,} were there\n")


def _say_done(file: Path, moved: Path | None) -> None:
    kept = f"; what was there is now {moved.name}" if moved else ""
    output.write(f"{file.name}: restored{kept}\n")
