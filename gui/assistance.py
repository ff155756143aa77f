"""What a model may do beside the person who labels, as kept with the project."""

import msgspec

from core.corpus import Split
from core.errors import TagscopeError
from core.project import Project

SETTING = "assistance"


class Assistance(msgspec.Struct, frozen=True):
    """How much help is wanted.

    Attributes:
        is_shown: Whether suggestions are shown.
        on_exam: Whether they are shown on dev and test too, where they bend the labels a model is judged by.
        retrain_after: Fine-tune the model after this many sentences have been labelled; 0 for never.
    """

    is_shown: bool = True
    on_exam: bool = False
    retrain_after: int = 0

    def covers(self, split: Split) -> bool:
        """Whether suggestions are shown on sentences of a split."""
        return self.is_shown and (self.on_exam or split is Split.TRAIN)


def read(project: Project | None) -> Assistance:
    """Return what is kept in a project; the defaults where nothing is or nobody can read it."""
    text = project.setting(SETTING) if project is not None else None
    try:
        return msgspec.json.decode(text, type=Assistance) if text else Assistance()
    except msgspec.MsgspecError:
        return Assistance()


def write(project: Project, assistance: Assistance) -> None:
    """Keep it; a disk that refuses costs the choice and no label."""
    try:
        project.set_setting(SETTING, msgspec.json.encode(assistance).decode())
    except TagscopeError:
        return
