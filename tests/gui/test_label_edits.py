"""The commands that change tags do what their names say."""

from core.corpus import Scheme
from core.labelling import Selection
from gui.label_edits import EDITS


def test_edits_change_tags() -> None:
    tags = ("B-PER", "I-PER", "O", "I-LOC")
    at = Selection.at(0)
    results = {name: edit(tags, Scheme.IOB2, at) for name, edit in EDITS.items()}
    after = {name: change.applied_to(tags) if change else None for name, change in results.items()}
    assert after == {
        "clear": ("O", "O", "O", "I-LOC"),
        "forget": (None, None, "O", "I-LOC"),
        "grow-right": ("B-PER", "I-PER", "I-PER", "B-LOC"),
        "shrink-right": ("B-PER", "O", "O", "I-LOC"),
        "grow-left": None,
        "shrink-left": ("O", "B-PER", "O", "I-LOC"),
        "mend": ("B-PER", "I-PER", "O", "B-LOC"),
    }
