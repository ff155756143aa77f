"""Small state is kept at once and stays out of the history."""

from core import edits
from core.project import Project


def test_a_setting_is_kept_replaced_and_forgotten(small: Project) -> None:
    assert small.setting("queue/place") is None
    small.set_setting("queue/place", "12")
    small.set_setting("queue/place", "13 🌊\n'; DROP TABLE setting; --")
    small.set_setting("annotator", "")
    small.close()
    with Project.open(small.path) as project:
        assert project.setting("queue/place") == "13 🌊\n'; DROP TABLE setting; --"
        assert project.setting("annotator") == ""
        project.set_setting("annotator", None)
        assert project.setting("annotator") is None


def test_undo_does_not_touch_settings(small: Project) -> None:
    before = small.undo_title
    small.set_setting("annotator", "Mara")
    assert small.undo_title == before
    small.apply(edits.AddLayer("chunk"))
    small.undo()
    assert small.setting("annotator") == "Mara"
    assert small.can_redo
    small.set_setting("annotator", "Oskar")
    assert small.can_redo
