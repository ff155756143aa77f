"""Which keys move the token cursor."""

from PySide6.QtGui import QKeyEvent

from gui import key_map
from gui.widgets.strip_motion import NAMES, Motion


def motion_of(event: QKeyEvent) -> tuple[Motion, bool] | None:
    """Return the move a key asks for, and whether it extends the selection; None for every other key."""
    found = key_map.current().move_of(event)
    if found is None or found[0].name not in NAMES:
        return None
    return Motion(found[0].name), found[1]
