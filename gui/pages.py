"""The table of the five pages; each page's module is imported when it is shown for the first time."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.jobs import Jobs
    from gui.page import Page
    from gui.session import Session


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the rail: its name, what stands under its icon, a sentence, and where its class is."""

    name: str
    text: str
    hint: str
    module: str
    class_name: str

    @property
    def title(self) -> str:
        """The page's title in the user's language."""
        return QCoreApplication.translate("pages", self.text)

    @property
    def help(self) -> str:
        """What the page is for, in the user's language."""
        return QCoreApplication.translate("pages", self.hint)

    def make(self, session: Session, jobs: Jobs, parent: QWidget) -> Page:
        """Import the page's module and make the page."""
        page: Page = getattr(importlib.import_module(self.module), self.class_name)(session, jobs, parent)
        return page


PAGES = (
    PageEntry(
        "corpus",
        str(QT_TRANSLATE_NOOP("pages", "Corpus")),
        str(QT_TRANSLATE_NOOP("pages", "Load or generate sentences and see what is in them")),
        "gui.corpus_page.page",
        "CorpusPage",
    ),
    PageEntry(
        "label",
        str(QT_TRANSLATE_NOOP("pages", "Label")),
        str(QT_TRANSLATE_NOOP("pages", "Give tokens their labels without leaving the keyboard")),
        "gui.label_page.page",
        "LabelPage",
    ),
    PageEntry(
        "tensors",
        str(QT_TRANSLATE_NOOP("pages", "Tensors")),
        str(QT_TRANSLATE_NOOP("pages", "See your sentences as the network sees them")),
        "gui.tensor_page.page",
        "TensorPage",
    ),
    PageEntry(
        "train",
        str(QT_TRANSLATE_NOOP("pages", "Train")),
        str(QT_TRANSLATE_NOOP("pages", "Watch a network learn from your labels")),
        "gui.train_page.page",
        "TrainPage",
    ),
    PageEntry(
        "tag",
        str(QT_TRANSLATE_NOOP("pages", "Tag")),
        str(QT_TRANSLATE_NOOP("pages", "Type a sentence and see its labels")),
        "gui.tag_page.page",
        "TagPage",
    ),
)
