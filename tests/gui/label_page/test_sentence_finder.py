"""The next sentence with something to label is looked for in small steps, round the whole corpus, once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from core.corpus import Sentence
from core.edits import AddLayer, AddSentences, SetTags
from core.errors import ProjectError
from core.project import Project
from core.query import Query
from core.store.search import Search
from gui import messages
from gui.label_page.sentence_finder import SentenceFinder
from gui.messages import Message

UNLABELLED = Query.parse("unlabelled", layer="ner")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Three sentences; the first and the last have no tag."""
    with Project.create(tmp_path / "test.tagscope") as made:
        made.apply(AddLayer("ner"))
        made.apply(AddSentences(tuple(Sentence((word,)) for word in ("Mira", "sings", "here"))))
        made.apply(SetTags(2, "ner", 0, ("O",)))
        yield made


def test_it_goes_on_and_comes_round(qtbot: QtBot, project: Project) -> None:
    finder = SentenceFinder()
    for begin, end in ((1, 3), (3, 1)):
        with qtbot.waitSignal(finder.found) as found:
            finder.start(project, UNLABELLED, begin)
        assert found.args == [end]


def test_the_sentence_it_began_with_is_no_find(qtbot: QtBot, project: Project) -> None:
    project.apply(SetTags(1, "ner", 0, ("O",)))
    finder = SentenceFinder()
    with qtbot.assertNotEmitted(finder.found), qtbot.waitSignal(finder.exhausted):
        finder.start(project, UNLABELLED, 3)


def test_what_stops_it_is_said_once(qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Message] = []
    messages.board.posted.connect(said.append)

    def refuse(*_arguments: object, **_options: object) -> list[int]:
        raise ProjectError("the disk reports an error.", place="test.tagscope")

    monkeypatch.setattr(Search, "more", refuse)
    finder = SentenceFinder()
    finder.start(project, UNLABELLED, 1)
    messages.board.posted.disconnect(said.append)
    assert [message.text for message in said] == ["test.tagscope: the disk reports an error."]
    assert not any(timer.isActive() for timer in finder.findChildren(QTimer))
