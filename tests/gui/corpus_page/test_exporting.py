"""Export from the Corpus page: what the table shows, in a job, whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core import sources
from core.edits import RemoveSentences
from gui import messages
from gui.corpus_page.exporting import Exporting
from gui.jobs import JobControl
from gui.messages import Message
from gui.session import Session


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "out.conll"
    monkeypatch.setattr(messages, "choose_target", lambda *_arguments: path)
    return path


@pytest.fixture
def filled(user: Any, names: Path) -> Any:
    user.bring(names)
    user.press("import-done")
    user.wait()
    return user


def test_the_file_holds_the_corpus_and_the_banner_says_how_much(
    filled: Any, target: Path, posted: list[Message], session: Session
) -> None:
    filled.press("corpus-export")
    filled.wait()
    corpus, reports = sources.read_corpus(target)
    assert reports == ()
    assert [(one.tokens, one.tags) for one in corpus.sentences] == [
        (one.tokens, one.tags) for one in session.project.sentences()
    ]
    assert posted[-1].text == "out.conll holds 2 sentences, 8 tokens and all of their labels: ner 8."


def test_only_what_was_found_is_written(filled: Any, target: Path, posted: list[Message]) -> None:
    filled.page.search("label:LOC")
    filled.wait()
    filled.press("corpus-export")
    filled.wait()
    assert len(sources.read_corpus(target)[0]) == 1
    assert "holds 1 sentences, 5 tokens" in posted[-1].text


@pytest.mark.parametrize("goes_on", [False, True])
def test_what_is_lost_is_said_before(
    filled: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, goes_on: bool
) -> None:
    path = tmp_path / "out.txt"
    asked: list[str] = []
    monkeypatch.setattr(messages, "choose_target", lambda *_arguments: path)
    monkeypatch.setattr(messages, "ask", lambda _page, _title, text, _yes: bool(asked.append(text)) or goes_on)
    filled.press("corpus-export")
    filled.wait()
    assert "All tags are lost: plain text has none." in asked[0]
    assert path.exists() is goes_on


def test_a_cancelled_export_changes_no_file(
    filled: Any, target: Path, posted: list[Message], stop: Callable[[str], None]
) -> None:
    target.write_text("old", encoding="utf-8")
    stop("export")
    filled.press("corpus-export")
    filled.wait()
    assert target.read_text(encoding="utf-8") == "old"
    assert posted[-1].text == "The export was cancelled. No file was changed."


def test_a_corpus_that_changes_meanwhile_is_not_put_in_place(
    filled: Any, target: Path, session: Session, posted: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sources.counted_export._AT_ONCE", 1)
    work = Exporting(session.project, target, None)(JobControl())
    for _ in range(2):
        next(work)
    session.apply(RemoveSentences((session.project.page(0, 1)[0].id,)))
    with pytest.raises(Exception, match="was not written: there were 2 sentences instead of 1"):
        list(work)
    assert not target.exists()
