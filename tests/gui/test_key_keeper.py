"""Keys that were changed are there again at the next start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from gui import key_map
from gui.key_keeper import KeyKeeper
from gui.key_map import KeyMap
from gui.preferences import Preferences


@pytest.fixture(autouse=True)
def _table_again() -> Iterator[None]:
    yield
    key_map.use(KeyMap())


def test_keys_outlive_the_window(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    first = KeyKeeper(Preferences(path))
    key_map.use(key_map.current().with_key("mend", "F9"))
    shiboken6.delete(first)
    key_map.use(KeyMap())
    KeyKeeper(Preferences(path))
    assert key_map.current().keys("mend") == ("F9",)
    assert path.read_text(encoding="utf-8").count("F9") == 1
