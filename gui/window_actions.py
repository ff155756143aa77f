"""What can be done from anywhere in the window, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.actions import ActionSpec, AppState, with_project

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def window_actions(window: MainWindow) -> tuple[ActionSpec, ...]:
    """Return the actions of the window itself."""

    def words(text: str) -> str:
        return QCoreApplication.translate("window_actions", text)

    return (
        ActionSpec("project.sample", words("Try the sample"), window.ways_in.on_sample, icon="sample"),
        ActionSpec("project.import", words("Import a file…"), window.ways_in.on_import, "Ctrl+I", "import"),
        ActionSpec("project.generate", words("Generate data…"), window.ways_in.on_generate, "Ctrl+G", "generate"),
        ActionSpec("project.open", words("Open a project…"), window.ways_in.on_open, "Ctrl+O", "open"),
        ActionSpec("project.new", words("New empty project"), window.ways_in.on_new, "Ctrl+N", "add"),
        ActionSpec(
            "project.close", words("Close the project"), window.on_close_project, "Ctrl+W", "close", with_project
        ),
        ActionSpec("edit.undo", words("Undo"), window.on_undo, "Ctrl+Z", "undo", _can_undo),
        ActionSpec("edit.redo", words("Redo"), window.on_redo, "Ctrl+Shift+Z", "redo", _can_redo),
        ActionSpec("window.search", words("Search"), window.on_search_wanted, "Ctrl+F", "search", with_project),
        ActionSpec("window.palette", words("All actions"), window.on_palette, "Ctrl+K", "palette"),
        ActionSpec("theme.light", words("Light colours"), window.looks.on_light, icon="sun"),
        ActionSpec("theme.dark", words("Dark colours"), window.looks.on_dark, icon="moon"),
        ActionSpec("theme.system", words("Colours of the desktop"), window.looks.on_system, icon="contrast"),
        ActionSpec("theme.switch", words("Switch light and dark"), window.looks.on_switch, "Ctrl+D", "contrast"),
        ActionSpec("window.quit", words("Quit"), window.on_quit, "Ctrl+Q", "close"),
    )


def _can_undo(state: AppState) -> bool:
    return state.can_undo


def _can_redo(state: AppState) -> bool:
    return state.can_redo
