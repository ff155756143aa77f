"""Where labelling stopped, kept with the project: sentence, token, layer, and whether the tape ran."""

import msgspec
from PySide6.QtCore import QObject, QTimer, Slot

from core.errors import TagscopeError
from core.project import Project

SETTING = "label.bookmark"
# A place is written once the hand rests: no key waits for it.
_REST_MS = 1500


class Place(msgspec.Struct, frozen=True):
    """Where somebody is."""

    sentence: int
    token: int
    layer: str
    has_tape: bool = False


def read(project: Project) -> Place | None:
    """Return where labelling stopped in a project; None where nobody has labelled or it cannot be told."""
    text = project.setting(SETTING)
    try:
        return msgspec.json.decode(text or "null", type=Place | None)
    except msgspec.MsgspecError:
        return None


class Bookmark(QObject):
    """Writes the place down when nothing has happened for a while, and when the project or the page is left."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._place: Place | None = None
        self._written: Place | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.write)

    def begin(self, project: Project | None) -> Place | None:
        """Write into this project from now on; return where it stopped."""
        self._timer.stop()
        self._project = project
        self._place = self._written = read(project) if project is not None else None
        return self._place

    def move(self, place: Place) -> None:
        """Somebody is here now."""
        self._place = place
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def write(self) -> None:
        """Write the place down now; a disk that refuses costs the place and no label."""
        self._timer.stop()
        if self._project is None or self._place is None or self._place == self._written:
            return
        try:
            self._project.set_setting(SETTING, msgspec.json.encode(self._place).decode())
        except TagscopeError:
            return
        self._written = self._place
