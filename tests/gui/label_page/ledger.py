"""A ledger beside a project: what was acknowledged, done to plain values, and whether the file says the same."""

import shutil
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import apsw

from core.corpus import Tags
from core.edit_titles import title
from core.edits import Edit, Origin, SetTags, from_json
from core.project import Project
from tests.plain_project import PlainProject, check_same
from tests.plain_state import Numbers

Step = tuple[Edit, PlainProject]


class Ledger:
    """Stands between a project and whoever changes it, and writes down what the project has acknowledged.

    Attributes:
        plain: What the project should hold.
        n_edits: Acknowledged edits, those that were undone among them.
        kinds: How many there were of each class; of accepted suggestions among the tags; of steps undone and redone.
    """

    def __init__(self, project: Project) -> None:
        self.plain = PlainProject(Numbers())
        self.n_edits = 0
        self.kinds: Counter[str] = Counter()
        self._done: list[Step] = []
        self._undone: list[Step] = []
        taught: Any = project
        taught.apply = self._noting(taught.apply)
        taught.applying = self._noting_at_the_end(taught.applying)
        for name, move in (("undo", self._take_back), ("redo", self._make_again)):
            setattr(taught, name, _followed(getattr(taught, name), move))
        for name, move in (("undoing", self._take_back), ("redoing", self._make_again)):
            setattr(taught, name, _followed_at_the_end(getattr(taught, name), move))

    @property
    def n_in_force(self) -> int:
        """How many edits can be undone."""
        return len(self._done)

    def tags(self, sentence: int, layer: str) -> Tags:
        """Return the tags that a sentence should have."""
        return self.plain.sentences[sentence].in_layer(self.plain.layer(layer).key)[0]

    def _noting(self, apply: Callable[[Edit], Any]) -> Callable[[Edit], Any]:
        def noted(edit: Edit) -> Any:
            changes = apply(edit)
            self._note(edit)
            return changes

        return noted

    def _noting_at_the_end(self, applying: Callable[[Edit], Any]) -> Callable[[Edit], Any]:
        def noted(edit: Edit) -> Generator[Any, None, Any]:
            changes = yield from applying(edit)
            self._note(edit)
            return changes

        return noted

    def _note(self, edit: Edit) -> None:
        self._done.append((edit, self.plain))
        self._undone.clear()
        self.plain = self.plain.copy()
        self.plain.apply(edit)
        self.n_edits += 1
        self.kinds[type(edit).__name__] += 1
        self.kinds["accepted"] += isinstance(edit, SetTags) and Origin.ACCEPTED.value in edit.origins

    def _take_back(self) -> None:
        edit, before = self._done.pop()
        self._undone.append((edit, self.plain))
        self.kinds["undone"] += 1
        self.plain = before

    def _make_again(self) -> None:
        edit, after = self._undone.pop()
        self._done.append((edit, self.plain))
        self.kinds["redone"] += 1
        self.plain = after

    def check_left_behind(self, path: Path, folder: Path) -> None:
        """Fail where a program killed now would leave something else on the disk than was acknowledged."""
        left = folder / "left.tagscope"
        for suffix in ("", "-wal"):
            source = Path(f"{path}{suffix}")
            if source.exists():
                shutil.copyfile(source, f"{left}{suffix}")
        with Project.open(left) as project:
            check_same(project, self.plain)
        self.check_journal(left)
        left.unlink()

    def check_journal(self, path: Path) -> None:
        """Fail where the journal of a closed project has no entry for an acknowledged edit, or another one."""
        with apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY) as database:
            entries = database.execute(
                "SELECT title, edit FROM journal WHERE id <= (SELECT journal_done FROM project) ORDER BY id"
            ).fetchall()
        database.close()
        assert [name for name, _text in entries] == [title(edit) for edit, _before in self._done]
        for (_name, text), (edit, _before) in zip(entries, self._done, strict=True):
            if isinstance(edit, SetTags):
                written = from_json(text)
                assert isinstance(written, SetTags)
                assert _what(written) == _what(edit)


def _what(edit: SetTags) -> tuple[int, str, int, Tags]:
    return edit.sentence, edit.layer, edit.start, edit.tags


def _followed(move: Callable[[], Any], follow: Callable[[], None]) -> Callable[[], Any]:
    def followed() -> Any:
        changes = move()
        if changes is not None:
            follow()
        return changes

    return followed


def _followed_at_the_end(moving: Callable[[], Any], follow: Callable[[], None]) -> Callable[[], Any]:
    def followed() -> Generator[Any, None, Any]:
        changes = yield from moving()
        if changes is not None:
            follow()
        return changes

    return followed
