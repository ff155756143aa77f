"""A saved view is what is on the screen: the picture, or the very numbers."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from core.errors import ExportError
from gui import messages
from gui.jobs import Jobs
from gui.tensor_page.saving import SHARPNESS, save_view
from gui.tensor_page.subject import Subject
from gui.tensor_page.view_tabs import ViewTabs

Look = Callable[..., Subject]


@pytest.fixture
def tabs(qtbot: QtBot, jobs: Jobs, look: Look) -> ViewTabs:
    made = ViewTabs(look(), jobs)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.views[0].show_card("embedded")  # type: ignore[attr-defined]
    return made


def test_every_view_is_saved_in_every_way(qtbot: QtBot, jobs: Jobs, tabs: ViewTabs, tmp_path: Path) -> None:
    for view in tabs.views:
        tabs.show_view(view.name)
        qtbot.waitUntil(lambda: not jobs.running, timeout=60_000)
        for kind in ("svg", "png"):
            tabs.save_to(tmp_path / f"{view.name}.{kind}")
        size = view.picture().size()
        assert QImage(str(tmp_path / f"{view.name}.png")).size() == size * SHARPNESS
        renderer = QSvgRenderer(str(tmp_path / f"{view.name}.svg"))
        assert renderer.isValid()
        assert renderer.viewBox().size() == size
        arrays = view.arrays()
        if arrays:
            tabs.save_to(tmp_path / f"{view.name}.npy")
            saved = np.load(tmp_path / f"{view.name}.npy")
            np.testing.assert_array_equal(saved, next(iter(arrays.values())))


def test_the_button_asks_for_a_file(
    qtbot: QtBot, tabs: ViewTabs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "embedded.npy"
    monkeypatch.setattr(messages, "choose_target", lambda *_arguments: target)
    tabs.on_save()
    traced = tabs.views[0].subject.trace()
    assert traced is not None
    np.testing.assert_array_equal(np.load(target), traced.embedded[0])


def test_other_endings_are_refused_and_nothing_is_written(tabs: ViewTabs, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"Choose \.svg"):
        save_view(tabs.current, tmp_path / "view.pdf")
    assert not list(tmp_path.iterdir())
