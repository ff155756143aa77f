"""What can be done from anywhere in the window, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.actions import ActionSpec, AppState, with_project

if TYPE_CHECKING:
    from gui.looks import Looks
    from gui.main_window import MainWindow
    from gui.translation import Languages
    from gui.ways_in import WaysIn


def window_actions(window: MainWindow) -> tuple[ActionSpec, ...]:
    """Return the actions of the window itself."""
    return (
        *_ways_in(window.ways_in),
        *_edits(window),
        ActionSpec(
            "model.fine-tune",
            QCoreApplication.translate("window_actions", "Fine-tune the model on what was labelled since"),
            window.fine_tuner.start,
            "",
            "train",
            _can_fine_tune,
        ),
        *_looks(window.looks),
        *_languages(window.languages),
    )


def _can_fine_tune(state: AppState) -> bool:
    return with_project(state) and state.has_model and not state.is_learning


def _ways_in(ways: WaysIn) -> tuple[ActionSpec, ...]:
    translate = QCoreApplication.translate
    return (
        ActionSpec("project.sample", translate("window_actions", "Try the sample"), ways.on_sample, icon="sample"),
        ActionSpec("project.import", translate("window_actions", "Import a file…"), ways.on_import, "Ctrl+I", "import"),
        ActionSpec(
            "project.generate", translate("window_actions", "Generate data…"), ways.on_generate, "Ctrl+G", "generate"
        ),
        ActionSpec("project.open", translate("window_actions", "Open a project…"), ways.on_open, "Ctrl+O", "open"),
        ActionSpec("project.new", translate("window_actions", "New empty project"), ways.on_new, "Ctrl+N", "add"),
    )


def _edits(window: MainWindow) -> tuple[ActionSpec, ...]:
    translate = QCoreApplication.translate
    close, search = window.on_close_project, window.on_search_wanted
    return (
        ActionSpec(
            "project.close", translate("window_actions", "Close the project"), close, "Ctrl+W", "close", with_project
        ),
        ActionSpec(
            "project.copy",
            translate("window_actions", "Save a copy of the project…"),
            window.copies.on_save,
            "Ctrl+Shift+S",
            "file",
            with_project,
        ),
        ActionSpec(
            "project.backup",
            translate("window_actions", "Back up now"),
            window.backing_up.on_now,
            icon="save",
            enabled=with_project,
        ),
        ActionSpec(
            "project.restore",
            translate("window_actions", "Restore a backup…"),
            window.recovery.on_backups,
            icon="undo",
            enabled=with_project,
        ),
        ActionSpec(
            "project.agreement",
            translate("window_actions", "How far annotators agree…"),
            window.agreement.on_wanted,
            icon="grid",
            enabled=with_project,
        ),
        ActionSpec("edit.undo", translate("window_actions", "Undo"), window.on_undo, "Ctrl+Z", "undo", _can_undo),
        ActionSpec("edit.redo", translate("window_actions", "Redo"), window.on_redo, "Ctrl+Shift+Z", "redo", _can_redo),
        ActionSpec("window.search", translate("window_actions", "Search"), search, "Ctrl+F", "search", with_project),
        ActionSpec(
            "window.palette", translate("window_actions", "All actions"), window.on_palette, "Ctrl+K", "palette"
        ),
        ActionSpec("window.quit", translate("window_actions", "Quit"), window.on_quit, "Ctrl+Q", "close"),
    )


def _looks(looks: Looks) -> tuple[ActionSpec, ...]:
    translate = QCoreApplication.translate
    return (
        ActionSpec("theme.light", translate("window_actions", "Light colours"), looks.on_light, icon="sun"),
        ActionSpec("theme.dark", translate("window_actions", "Dark colours"), looks.on_dark, icon="moon"),
        ActionSpec(
            "theme.system", translate("window_actions", "Colours of the desktop"), looks.on_system, icon="contrast"
        ),
        ActionSpec(
            "theme.switch", translate("window_actions", "Switch light and dark"), looks.on_switch, "Ctrl+D", "contrast"
        ),
    )


def _languages(languages: Languages) -> tuple[ActionSpec, ...]:
    translate = QCoreApplication.translate
    # Each language is called as its speakers call it, so that they find it in a window they cannot read.
    named = translate("window_actions", "Language: {name}")
    return (
        ActionSpec("language.en", named.format(name="English"), languages.on_english, icon="language"),
        ActionSpec("language.zh_CN", named.format(name="简体中文"), languages.on_chinese, icon="language"),
        ActionSpec(
            "language.system",
            translate("window_actions", "Language of the desktop"),
            languages.on_system,
            icon="language",
        ),
    )


def _can_undo(state: AppState) -> bool:
    return state.can_undo


def _can_redo(state: AppState) -> bool:
    return state.can_redo
