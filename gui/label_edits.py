"""What the commands that change tags do to them; shared by Label and Tag."""

from collections.abc import Callable

from core import labelling
from core.corpus import Scheme, Tags
from core.labelling import Change, Selection

Edit = Callable[[Tags, Scheme, Selection], Change | None]


def _end(*, by: int, left: bool) -> Edit:
    def edit(tags: Tags, scheme: Scheme, selection: Selection) -> Change | None:
        return labelling.move_end(tags, scheme, selection.cursor, by=by, left=left)

    return edit


def _mend(tags: Tags, scheme: Scheme, _selection: Selection) -> Change | None:
    return labelling.mend(tags, scheme)


# By the names of the commands in `label_keys`; the other commands move or ask.
EDITS: dict[str, Edit] = {
    "clear": labelling.clear,
    "forget": labelling.forget,
    "grow-right": _end(by=1, left=False),
    "shrink-right": _end(by=-1, left=False),
    "grow-left": _end(by=-1, left=True),
    "shrink-left": _end(by=1, left=True),
    "mend": _mend,
}
