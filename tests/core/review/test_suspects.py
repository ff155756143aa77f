"""Suspects survive a restart, and are open until somebody judges or changes the label."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.corpus import Scheme, Sentence, Span
from core.edits import AddLayer, AddSentences, RemoveSentences, SetTags
from core.project import Project
from core.review import suspects
from core.review.suspects import Kept, is_open, keep_suspects, kept_suspects
from core.review.suspicion import Suspect
from core.store.verdicts import Verdict

PERSON = Suspect(1, Span(0, 2, "PER"), Span(0, 1, "PER"), 0.1, 0.2, 0.75)
NOTHING = Suspect(1, None, Span(2, 4, "LOC"), 0.05, 0.05, 0.9)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "suspects.tagscope") as created:
        created.apply(AddLayer("ner", Scheme.IOB2))
        tags = ("B-PER", "I-PER", "O", "O")
        created.apply(AddSentences((Sentence(("Mira", "Holt", "Port", "Elm"), {"ner": tags}),)))
        yield created


def test_suspects_are_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_suspects(project, "ner") == Kept()
    monkeypatch.setattr(suspects, "MOST_KEPT", 2)
    kept = keep_suspects(project, "ner", [NOTHING, PERSON, PERSON], n_judged=40, n_unknown=3)
    assert kept == Kept((NOTHING, PERSON), 3, 40, 3)
    project.close()
    with Project.open(project.path) as again:
        assert kept_suspects(again, "ner") == kept
        assert kept_suspects(again, "upos") == Kept()
        again.set_setting("suspects of ner", "{")
        assert kept_suspects(again, "ner") == Kept()


def test_a_verdict_closes_a_suspect(project: Project) -> None:
    assert is_open(project, "ner", PERSON)
    project.verdicts.set("ner", 1, 0, Verdict.MODEL_WRONG)
    assert not is_open(project, "ner", PERSON)
    assert is_open(project, "ner", NOTHING)
    project.verdicts.set("ner", 1, 0, None)
    assert is_open(project, "ner", PERSON)


def test_a_label_that_has_changed_is_no_longer_suspect(project: Project) -> None:
    project.apply(SetTags(1, "ner", 1, ("O",)))
    assert not is_open(project, "ner", PERSON)
    project.undo()
    assert is_open(project, "ner", PERSON)
    project.apply(SetTags(1, "ner", 3, (None,)))
    assert not is_open(project, "ner", NOTHING)


def test_a_sentence_that_has_gone_is_not_suspect(project: Project) -> None:
    project.apply(RemoveSentences((1,)))
    assert not is_open(project, "ner", PERSON)
    assert not is_open(project, "upos", PERSON)
