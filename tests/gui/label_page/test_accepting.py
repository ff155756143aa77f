"""Many suggestions accepted at once, through the form of the real page: counted first, one step to undo."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox

from core.bundle import Bundle
from core.corpus import Sentence, Split
from core.review.suggestions import Suggester
from gui.label_page import accepting
from gui.label_page.accepting import Scope
from gui.label_page.model_button import ModelButton
from gui.widgets.plain import PlainLabel

TOKENS = ("Mira", "Okafor", "left", "Porto", ".", "Lagos")
LABELLED = Sentence(("Mira", "sees", "Porto"), {"ner": ("B-PER", "O", "B-LOC")})


@pytest.fixture
def form(make_desk: Callable[..., Any], bundle: Bundle) -> Any:
    """A desk whose form for accepting is open."""
    desk = make_desk(
        Sentence(TOKENS, {}, document="one"),
        Sentence(TOKENS[:4], {}, document="one"),
        Sentence(TOKENS[2:], {}, document="two"),
        Sentence(TOKENS[1:], {}, split=Split.TEST, document="one"),
        LABELLED,
    )
    desk.use(bundle)
    desk.find(ModelButton)._of_model[0].trigger()
    return desk


def choose(desk: Any, scope: Scope, threshold: int) -> None:
    """Choose and wait for the count."""
    box = desk.find(QComboBox, "accept-scope")
    desk.find(QSpinBox, "accept-threshold").setValue(threshold)
    box.setCurrentIndex(box.findData(scope))
    counted(desk)


def counted(desk: Any) -> None:
    count = desk.find(PlainLabel, "accept-count")
    desk.qtbot.waitUntil(lambda: count.text() != "counting …" and not desk.jobs.running)


def labelled(desk: Any) -> list[int]:
    return [row for row in range(4) if None not in desk.tags(row)]


@pytest.mark.parametrize(
    ("scope", "rows"), [(Scope.SENTENCE, [0]), (Scope.DOCUMENT, [0, 1]), (Scope.CORPUS, [0, 1, 2])]
)
def test_a_scope_is_accepted_as_counted_and_undone_as_one_step(form: Any, scope: Scope, rows: list[int]) -> None:
    choose(form, scope, 1)
    n_tokens = sum(len(form.tags(row)) for row in rows)
    words = form.find(PlainLabel, "accept-count").text()
    assert f"{n_tokens} tokens" in words
    assert words.endswith("in 1 sentence" if len(rows) == 1 else f"in {len(rows)} sentences")
    form.click(form.find(QPushButton, "accept-now"))
    assert labelled(form) == rows
    assert form.tags(3) == (None,) * 5
    assert form.tags(4) == LABELLED.tags["ner"]
    form.session.undo()
    assert labelled(form) == []


def test_the_threshold_leaves_out_what_the_model_is_less_sure_of(form: Any, bundle: Bundle) -> None:
    suggestion = Suggester(bundle).suggest(TOKENS, (None,) * len(TOKENS))
    threshold = 80
    assert min(suggestion.probabilities) < threshold / 100 < max(suggestion.probabilities)
    choose(form, Scope.SENTENCE, threshold)
    form.click(form.find(QPushButton, "accept-now"))
    tags = form.tags(0)
    assert None in tags
    for index, tag in enumerate(tags):
        if tag == "O":
            assert suggestion.probabilities[index] >= threshold / 100
    for found in suggestion.spans:
        is_accepted = tags[found.span.start] is not None
        assert is_accepted == (found.probability >= threshold / 100)


def test_what_a_search_finds_can_be_accepted(form: Any) -> None:
    form.find(QLineEdit, "accept-query").setText("Mira")
    choose(form, Scope.SEARCH, 1)
    form.click(form.find(QPushButton, "accept-now"))
    assert labelled(form) == [0, 1]


def test_a_change_of_the_corpus_makes_it_count_again(form: Any) -> None:
    choose(form, Scope.CORPUS, 1)
    form.page._editor.set_label("PER")
    assert not form.find(QPushButton, "accept-now").isEnabled()
    counted(form)
    assert form.find(QPushButton, "accept-now").isEnabled()


def test_esc_goes_back_and_accepts_nothing(form: Any) -> None:
    choose(form, Scope.CORPUS, 1)
    form.qtbot.keyClick(form.find(QSpinBox, "accept-threshold"), Qt.Key.Key_Escape)
    assert form.strip.isVisible()
    assert labelled(form) == []


def test_many_are_accepted_in_a_job_as_one_step(form: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accepting, "AT_ONCE", 1)
    choose(form, Scope.CORPUS, 1)
    form.click(form.find(QPushButton, "accept-now"))
    assert [job.name for job in form.jobs.running if job.name == "edit"] == ["edit"]
    assert form.strip.isVisible()
    form.wait()
    rows = labelled(form)
    assert len(rows) > 1
    form.session.undo()
    assert labelled(form) == []
