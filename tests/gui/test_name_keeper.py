"""The user's name as an annotator, from the settings into the session and back."""

from pathlib import Path

from core.settings import Settings
from gui.name_keeper import NameKeeper
from gui.preferences import Preferences
from gui.session import Session


def test_a_name_once_given_is_there_at_the_next_start(tmp_path: Path, session: Session) -> None:
    path = tmp_path / "settings.json"
    keeper = NameKeeper(Preferences(path), session)
    assert session.annotator == ""
    session.set_annotator("Mara")
    assert Settings(path).text("annotator") == "Mara"
    later = Session()
    assert NameKeeper(Preferences(path), later) is not keeper
    assert later.annotator == "Mara"
