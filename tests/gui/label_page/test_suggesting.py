"""A model beside the hand, on the real page: what it suggests is shown, kept in step, accepted by keys, and hidden."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from core.bundle import Bundle
from core.corpus import Sentence, Split, Tags
from core.edits import Origin
from core.review.suggestions import Suggester, Suggestion
from gui import assistance
from gui.label_page.model_button import ModelButton
from gui.label_page.suggesting import TOKENS_AT_ONCE

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TOKENS = ("Mira", "Okafor", "left", "Porto", ".", "Lagos", "greets", "Tom", "de", "Vries")
LABELLED = Sentence(("Mira", "sees", "Porto"), {"ner": ("B-PER", "O", "B-LOC")})


@pytest.fixture
def beside(make_desk: Callable[..., Any], bundle: Bundle) -> Any:
    """A desk with two bare sentences, one that has labels, and a model."""
    desk = make_desk(Sentence(TOKENS), Sentence(TOKENS[:4], {}, split=Split.TEST), LABELLED)
    desk.use(bundle)
    desk.strip.setFocus()
    return desk


def due(bundle: Bundle, tags: Tags | None = None, tokens: tuple[str, ...] = TOKENS) -> Suggestion:
    return Suggester(bundle).suggest(tokens, tags)


def wait_for(desk: Any, suggestion: Suggestion) -> None:
    def stands() -> bool:
        return desk.strip._suggested is not None and desk.strip._suggested.tags == suggestion.tags

    desk.qtbot.waitUntil(stands)


def origins(desk: Any, row: int = 0) -> str:
    return desk.project.origins(desk.numbers[row], "ner")


def test_what_the_model_would_label_stands_below_the_labels(beside: Any, bundle: Bundle) -> None:
    wait_for(beside, due(bundle))
    assert beside.strip._suggested.probabilities == due(bundle).probabilities
    assert set(beside.strip.tags) == {None}
    assert len(set(due(bundle).tags)) > 2


def test_tab_accepts_the_span_under_the_cursor_and_goes_to_the_next(beside: Any, bundle: Bundle) -> None:
    suggestion = due(bundle)
    first, second = suggestion.spans[0].span, suggestion.spans[1].span
    beside.strip.set_cursor(first.start)
    beside.key(Key.Key_Tab)
    tags = beside.tags(0)
    assert tags[first.start : first.end] == suggestion.tags[first.start : first.end]
    assert tags.count(None) == len(TOKENS) - (first.end - first.start)
    assert set(origins(beside)[first.start : first.end]) == {Origin.ACCEPTED}
    assert beside.strip.token_cursor == second.start
    beside.key(Key.Key_Z, modifier=CONTROL)
    assert set(beside.tags(0)) == {None}


def test_tab_accepts_a_token_outside_too(beside: Any, bundle: Bundle) -> None:
    suggestion = due(bundle)
    index = suggestion.tags.index("O")
    beside.strip.set_cursor(index)
    beside.key(Key.Key_Tab)
    assert beside.tags(0)[index] == "O"
    assert beside.strip.token_cursor == index + 1


def test_shift_and_tab_accept_the_rest_of_the_sentence(beside: Any, bundle: Bundle) -> None:
    beside.key(beside.key_of("LOC"))
    beside.key(Key.Key_Tab, modifier=SHIFT)
    suggestion = due(bundle, ("B-LOC", *(None,) * (len(TOKENS) - 1)))
    assert beside.tags(0) == suggestion.tags
    assert origins(beside) in {letter + Origin.ACCEPTED * (len(TOKENS) - 1) for letter in "hc"}


def test_suggestions_keep_to_a_label_set_by_hand(beside: Any, bundle: Bundle) -> None:
    free = due(bundle)
    label = "PER" if free.tags[0] != "B-PER" else "LOC"
    beside.key(beside.key_of(label))
    wait_for(beside, due(bundle, beside.tags(0)))
    assert beside.strip._suggested.tags[0] == f"B-{label}" != free.tags[0]


def test_a_label_against_the_suggestion_counts_as_a_correction(beside: Any, bundle: Bundle) -> None:
    wait_for(beside, due(bundle))
    label = "PER" if due(bundle).tags[0] != "B-PER" else "LOC"
    beside.key(beside.key_of(label))
    assert origins(beside)[0] == Origin.CORRECTED


def test_tab_acts_on_what_the_model_says_of_the_labels_of_now(beside: Any, bundle: Bundle) -> None:
    """The key comes before the timer."""
    beside.key(beside.key_of("PER"), Key.Key_Tab)
    tags: Tags = ("B-PER", *(None,) * (len(TOKENS) - 1))
    suggestion = due(bundle, tags)
    assert beside.tags(0)[1] == suggestion.tags[1]


def test_one_key_hides_them_and_the_project_remembers(beside: Any, bundle: Bundle) -> None:
    wait_for(beside, due(bundle))
    height = beside.strip.content_height
    beside.key(Key.Key_F9)
    assert beside.strip._suggested is None
    assert beside.strip.content_height < height
    assert not assistance.read(beside.project).is_shown
    beside.strip.setFocus()
    beside.key(Key.Key_Tab)
    assert set(beside.tags(0)) == {None}
    beside.key(Key.Key_F9)
    wait_for(beside, due(bundle))


def test_nothing_is_suggested_on_test_unless_asked(beside: Any, bundle: Bundle) -> None:
    beside.key(Key.Key_Down, modifier=CONTROL)
    beside.page._suggesting.ask()
    assert beside.strip._suggested is None
    beside.strip.setFocus()
    beside.key(Key.Key_Tab)
    assert set(beside.tags(1)) == {None}
    button = beside.find(ModelButton)
    button._exam.trigger()
    wait_for(beside, due(bundle, tokens=TOKENS[:4]))
    assert assistance.read(beside.project).on_exam


def test_another_layer_has_no_suggestions_and_needs_no_room(beside: Any, bundle: Bundle) -> None:
    wait_for(beside, due(bundle))
    height = beside.strip.content_height
    beside.session.set_layer("upos")
    assert beside.strip._suggested is None
    assert beside.strip.content_height < height
    beside.session.set_layer("ner")
    beside.wait()
    wait_for(beside, due(bundle))


def test_a_long_sentence_is_asked_about_in_a_job(make_desk: Callable[..., Any], bundle: Bundle) -> None:
    tokens = TOKENS * (TOKENS_AT_ONCE // len(TOKENS) + 1)
    desk = make_desk(Sentence(tokens), LABELLED)
    desk.use(bundle)
    wait_for(desk, due(bundle, tokens=tokens))
    desk.strip.setFocus()
    desk.key(desk.key_of("PER"))
    wait_for(desk, due(bundle, desk.tags(0), tokens))
    desk.wait()


def test_the_button_says_where_a_model_comes_from(desk: Any) -> None:
    assert "Train page" in desk.find(ModelButton).toolTip()
