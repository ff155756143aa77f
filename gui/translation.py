"""The language of the window: catalogues put in place at the start, and the choice for the next one."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Slot

import resources
from gui import messages

if TYPE_CHECKING:
    from gui.preferences import Preferences

FOLDER = Path(resources.__file__).parent / "translations"
SYSTEM, ENGLISH, CHINESE = "system", "en", "zh_CN"


class Catalogue(QTranslator):
    """A released catalogue held in memory.

    Qt maps a file it is given by name, and a program whose file is replaced under it loses its words or dies.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # Qt does not copy it.
        self._content = b""

    def read(self, path: Path) -> bool:
        """Read a file; return whether it is there and a catalogue."""
        try:
            self._content = path.read_bytes()
        except OSError:
            return False
        return self.load(self._content)


def language_of(wanted: str) -> str:
    """Return the language that a setting leads to: English unless the desktop's first one is Simplified Chinese.

    Args:
        wanted: A value of the setting `language`.
    """
    if wanted != SYSTEM:
        return wanted
    locale = QLocale(next(iter(QLocale.system().uiLanguages()), "C"))
    is_chinese = locale.language() is QLocale.Language.Chinese
    return CHINESE if is_chinese and locale.script() is QLocale.Script.SimplifiedHanScript else ENGLISH


def install(app: QCoreApplication, wanted: str) -> str:
    """Let every text that is made from now on be in the language wanted; English needs no file.

    Args:
        app: Keeps the catalogues.
        wanted: A value of the setting `language`.

    Returns:
        The language that texts are in now.
    """
    language = language_of(wanted)
    if language == ENGLISH:
        return ENGLISH
    ours = Catalogue(app)
    if not ours.read(FOLDER / f"tagscope_{language}.qm"):
        logging.getLogger(__name__).warning("there is no catalogue for %s", language)
        return ENGLISH
    app.installTranslator(ours)
    # Qt's own words, of file choosers and of the menus of text fields; not every build of Qt has them.
    of_qt = Catalogue(app)
    if of_qt.read(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm"):
        app.installTranslator(of_qt)
    return language


class Languages(QObject):
    """Lets the user choose the language; what is on the screen stays as it is until the next start."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences

    @Slot()
    def on_system(self) -> None:
        """Speak as the desktop does."""
        self._use(SYSTEM, self.tr("Tagscope will speak the language of the desktop from the next start."))

    @Slot()
    def on_english(self) -> None:
        """Speak English."""
        self._use(ENGLISH, self.tr("Tagscope will speak English from the next start."))

    @Slot()
    def on_chinese(self) -> None:
        """Speak Simplified Chinese."""
        self._use(CHINESE, self.tr("Tagscope will speak Simplified Chinese (简体中文) from the next start."))

    def _use(self, language: str, said: str) -> None:
        if self._preferences.set_language(language):
            messages.info(None, said)
