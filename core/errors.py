"""Every error a user can cause. Each says where it happened, what was found and what to do.

Nothing here is raised for a programmer's mistake: those stay `ValueError` and `TypeError`.
"""

from dataclasses import dataclass
from pathlib import Path


class TagscopeError(Exception):
    """What a user may cause and can mend; its text is shown as it is.

    Attributes:
        place: File, line or setting the message is about; shown first. Empty where there is none.
        found: What was there.
        remedy: What the user can do about it.
    """

    def __init__(self, found: str, *, place: str = "", remedy: str = "") -> None:
        self.place = place
        self.found = found
        self.remedy = remedy
        text = f"{place}: {found}" if place else found
        super().__init__(f"{text} {remedy}".rstrip())


class SourceError(TagscopeError):
    """A file to be read cannot be read, or holds what its format does not allow."""


class ExportError(TagscopeError):
    """A file cannot be written, or its format cannot hold what was asked for."""


class SchemeError(TagscopeError):
    """A tag does not belong to the scheme, or a tag sequence breaks it."""


class ProjectError(TagscopeError):
    """A project file cannot be opened, created or written."""


class ProjectDamagedError(ProjectError):
    """What a project file holds contradicts itself: the only error after which a backup is called for."""


class ProjectUnreadableError(ProjectError):
    """A project file cannot be read or written just now: a permission, a drive, the network. It may be sound."""


class ProjectFullError(ProjectError):
    """A disk has no room for what was to be written; nothing has changed."""


class ProjectNewerError(ProjectError):
    """A project file was written by a newer program; it is left as it is."""


class ProjectReadOnlyError(ProjectError):
    """A project was opened for reading only, or its file may not be written; a copy of it can be saved."""


class ProjectForeignError(ProjectError):
    """A file is no project, or holds what no version of the program has written."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project file open.

    Attributes:
        host: Name of the computer.
        process: Number of the process there.
        since: UTC ISO time of the opening.
    """

    host: str
    process: int
    since: str


class ProjectBusyError(ProjectError):
    """A project file is open elsewhere; a copy of it can be opened to be read.

    Attributes:
        holder: Who has it; None where that is not known.
    """

    def __init__(self, found: str, *, place: str = "", remedy: str = "", holder: Holder | None = None) -> None:
        self.holder = holder
        super().__init__(found, place=place, remedy=remedy)


class BackupError(TagscopeError):
    """A backup cannot be taken, or cannot be put back; what was there is untouched."""


class BundleError(TagscopeError):
    """A model file is not ours, is damaged, or contradicts its own configuration."""


class ConfigError(TagscopeError):
    """An option is out of its bounds or contradicts another."""


class TrainingError(TagscopeError):
    """A run cannot start or go on with this data."""


def nothing_labelled(layer: str) -> TrainingError:
    """Return what to say where there is nothing to learn from."""
    return TrainingError(
        "no sentence to learn from has a label in this layer.",
        place=f"layer {layer}",
        remedy="Label some tokens, or choose another layer.",
    )


class SuggestionError(TagscopeError):
    """A model cannot say what was asked of it."""


def place(path: Path | str, line: int | None = None) -> str:
    """Return `name` or `name, line 12`: the words every message about a file begins with."""
    name = Path(path).name or str(path)
    return name if line is None else f"{name}, line {line:,}"
