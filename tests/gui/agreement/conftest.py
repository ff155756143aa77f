"""A corpus that two people have labelled, and the panel that compares them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.corpus import Scheme, Sentence, Tags
from core.edits import AddLayer, AddSentences
from core.project import Project
from gui.agreement.panel import AgreementPanel
from gui.jobs import Jobs
from gui.session import Session

W = TypeVar("W", bound=QWidget)
MARA: tuple[Tags, ...] = (("B-PER", "I-PER", "O", "B-LOC", "O"), ("B-LOC", "O", "B-PER"), ("O", None, "O"))
TOM: tuple[Tags, ...] = (("B-PER", "O", "O", "B-ORG", "O"), ("B-LOC", "O", "O"), ("O", "B-LOC", "O"))
TOKENS = (("Mira", "Okafor", "left", "Porto", "."), ("Lagos", "greets", "Tom"), ("The", "ferry", "sails"))


class Desk:
    """The panel over a project, and what a user does with it."""

    def __init__(self, qtbot: QtBot, session: Session, jobs: Jobs) -> None:
        self.qtbot, self.session = qtbot, session
        self.panel = AgreementPanel(session, jobs)
        qtbot.addWidget(self.panel)
        self.panel.resize(1200, 800)
        self.panel.show()
        self.jobs = jobs

    @property
    def project(self) -> Project:
        assert self.session.project is not None
        return self.session.project

    def begin(self) -> None:
        self.panel.begin()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is being counted or looked for."""
        self.qtbot.waitUntil(lambda: not self.jobs.running)

    def find(self, kind: type[W], name: str) -> W:
        found = self.panel.findChild(kind, name)
        assert found is not None
        return found

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QWidget, name), Qt.MouseButton.LeftButton)
        self.settle()

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.find(QWidget, "disagreements"), key)

    def curated(self) -> list[Tags]:
        return [sentence.layer_tags("ner · curated") for sentence in self.project.sentences()]


@pytest.fixture
def desk(qtbot: QtBot, session: Session, jobs: Jobs, tmp_path: Path) -> Iterator[Desk]:
    session.create(tmp_path / "words.tagscope")
    session.apply(AddLayer("ner", Scheme.IOB2, labels=("PER", "LOC", "ORG")))
    for name in ("Mara", "Tom"):
        session.apply(AddLayer(f"ner · {name}", Scheme.IOB2, annotator=name, of="ner"))
    rows = zip(TOKENS, MARA, TOM, strict=True)
    session.apply(AddSentences(tuple(Sentence(tokens, {"ner · Mara": m, "ner · Tom": t}) for tokens, m, t in rows)))
    made = Desk(qtbot, session, jobs)
    yield made
    session.close()
