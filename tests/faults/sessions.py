"""Sessions: what a user does in a row, drawn from a seed, each step acknowledged when it returns.

A step draws from its own seed and looks at nothing but the project, so that it does the same whenever it is
done from the same state: after a kill, after a failure, in another process.
"""

import contextlib
import gzip
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from core.backups.archive import Archive
from core.corpus import Scheme
from core.edits import AddLayer, AddSentences
from core.project import Project
from core.restoring import check_sound
from core.store import copies
from core.store.copying import digest_of
from tests import contents
from tests.faults.actions import ACTIONS, BACKUP_NAME, LAYERS, Desk, sentences

NAME = "tides.tagscope"
_OLD = Path(__file__).parents[1] / "data" / "version-1.tagscope.gz"


@dataclass(frozen=True)
class Step:
    """One thing the user does; `seed` decides how."""

    kind: str
    seed: str

    def __call__(self, desk: Desk) -> None:
        """Do it; it is acknowledged when this returns."""
        ACTIONS[self.kind](desk, Random(self.seed))


def make(path: Path, n_sentences: int = 20) -> Path:
    """Create a closed project of two layers."""
    with Project.create(path) as project:
        for name in LAYERS:
            project.apply(AddLayer(name, Scheme.IOB2 if name == "ner" else Scheme.PLAIN))
        project.apply(AddSentences(sentences(Random(1), n_sentences)))
    return path


def closed(place: Path) -> Path:
    """Begin with a project that was closed."""
    place.mkdir(parents=True)
    return make(place / NAME)


def killed(place: Path) -> Path:
    """Begin with what a kill has left: edits in the journal, and half an import."""
    desk = Desk(closed(place))
    for step in [*only("label", 5, 3), Step("begin_import", "5"), Step("add_to_import", "6")]:
        step(desk)
    left = leave(desk.path, place.with_name(f"{place.name} killed"))
    desk.close()
    return left


def old(place: Path) -> Path:
    """Begin with what the first version left when it was killed in the middle of an import."""
    place.mkdir(parents=True)
    path = place / NAME
    path.write_bytes(gzip.decompress(_OLD.read_bytes()))
    return path


def with_backup(place: Path) -> Path:
    """Begin with a project that has been worked at since a copy was made, which lies beside its folder."""
    path = closed(place)
    shutil.copyfile(path, place.parent / BACKUP_NAME)
    desk = Desk(path)
    for step in only("label", 6, 5):
        step(desk)
    desk.close()
    return path


def leave(path: Path, place: Path) -> Path:
    """Copy what a program killed at this moment leaves of the project: the file and its journals."""
    place.mkdir(parents=True, exist_ok=True)
    for suffix in ("", "-wal", "-journal"):
        source = Path(f"{path}{suffix}")
        target = place / source.name
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, target)
    return place / path.name


_ALONE = (
    *("label",) * 5,
    *("undo",) * 4,
    *("redo",) * 2,
    *("add", "remove", "idle", "reopen") * 2,
    *("label_many", "remark", "split", "change_layer", "change_labels", "save_model", "change_models", "run_step"),
    *("setting", "verdict", "believe", "bring"),
)
_MEANWHILE = ("label", "label", "label_many", "remark", "idle", "save_model")


def session(seed: int, n_steps: int) -> list[Step]:
    """Return steps of every kind, in random order; imports also run while other things are done."""
    chance = Random(f"session {seed}")
    kinds: list[str] = []
    while len(kinds) < n_steps:
        if chance.random() < 0.1:
            kinds += _import_meanwhile(chance)
        else:
            kinds.append(chance.choice(_ALONE))
    kinds += ["save_model", "idle", "reopen"]
    return [Step(kind, f"{seed} {index}") for index, kind in enumerate(kinds)]


def _import_meanwhile(chance: Random) -> Iterator[str]:
    yield "begin_import"
    for _ in range(chance.randint(1, 3)):
        yield "add_to_import"
        yield chance.choice(_MEANWHILE)
    yield "cancel_import" if chance.random() < 0.3 else "finish_import"


def only(kind: str, seed: int, n_steps: int) -> list[Step]:
    """Return steps of one kind."""
    return [Step(kind, f"{seed} {index}") for index in range(n_steps)]


def alternately(first: str, second: str, n_steps: int) -> list[Step]:
    """Return so many steps of either kind in turn."""
    return [step for pair in zip(only(first, 5, n_steps), only(second, 6, n_steps), strict=True) for step in pair]


@dataclass(frozen=True)
class State:
    """What a project holds: the rows of its tables, and what it shows of its corpus."""

    tables: contents.Tables
    shown: dict[str, object]


def states(path: Path, steps: Sequence[Step], place: Path) -> list[State]:
    """Return what there is before the first step and after each, as a program killed there leaves it."""
    desk = Desk(leave(path, place / "rehearsal"))
    found = [_state(desk.path, place / "left")]
    for step in steps:
        step(desk)
        found.append(_state(desk.path, place / "left"))
    desk.close()
    return found


def _state(path: Path, place: Path) -> State:
    with Project.open(leave(path, place)) as project:
        return State(contents.tables(project), contents.shown(project))


def check_backups(folder: Path) -> int:
    """See that every project file beside the one at work is whole; return how many there are."""
    backups = [path for path in folder.glob("*.tagscope") if path.name != NAME]
    for path in backups:
        with contextlib.closing(copies.look_at(path)) as backup:
            assert backup.pragma("integrity_check") == "ok"
            assert backup.pragma("user_version") == 1
    return len(backups)


def check_archive(path: Path) -> int:
    """See that every backup that is listed is whole; return how many there are."""
    backups = Archive(path.parent / "backups").backups_for(path)
    for backup in backups:
        assert digest_of(backup.file) == backup.record.digest
        check_sound(backup.file)
    return len(backups)


def as_left(path: Path, place: Path) -> contents.Tables:
    """Return what the tables hold when the files are opened as they are now."""
    with Project.open(leave(path, place)) as project:
        contents.check_file(project)
        return contents.tables(project)
