"""The queue chosen at the side leads Next, Previous and Finish, and its place outlives a restart."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from core import bundle as bundles
from core.bundle import Bundle
from core.corpus import Sentence, Span, Split
from core.edits import Origin
from core.review import queues
from core.review.queues import Kind, Queue
from core.review.suggestions import Suggester
from core.review.suspects import keep_suspects
from core.review.suspicion import Suspect, Suspicion
from core.store.verdicts import Verdict
from gui.jobs import Jobs
from gui.label_page.page import LabelPage
from gui.widgets.plain import PlainLabel

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
FULL = Sentence(("Mira", "sees", "Porto"), {"ner": ("B-PER", "O", "B-LOC")})
CORPUS = (
    FULL,
    Sentence(("Mira", "Okafor", "left")),
    Sentence(("Tom", "waves"), {"ner": ("O", "O")}),
    Sentence(("Porto", "greets", "Tom", "de", "Vries")),
    Sentence(("Lagos", "again"), {}, split=Split.TEST),
    Sentence(("Porto", "and", "Lagos", ".")),
)


@pytest.fixture
def desk(make_desk: Callable[..., Any]) -> Any:
    made = make_desk(*CORPUS)
    made.strip.setFocus()
    return made


def choose(desk: Any, kind: Kind) -> None:
    box = desk.find(QComboBox, "queue-kind")
    box.setCurrentIndex(box.findData(kind))
    box.activated.emit(box.currentIndex())


def go(desk: Any, key: Key = Key.Key_Down) -> int:
    """Press Next, or Previous; return the row that shows."""
    before = desk.shown_row()
    desk.key(key, modifier=CONTROL)
    desk.qtbot.waitUntil(lambda: desk.shown_row() != before)
    return desk.shown_row()


def with_model(desk: Any, bundle: Bundle) -> int:
    number = desk.project.save_model("m", bundles.to_bytes(bundle), layer="ner")
    desk.session.set_bundle(bundle, number)
    desk.wait()
    return number


def test_in_order_every_sentence_comes(desk: Any) -> None:
    assert [go(desk) for _ in range(5)] == [1, 2, 3, 4, 5]


def test_the_unlabelled_come_both_ways(desk: Any) -> None:
    choose(desk, Kind.UNLABELLED)
    desk.qtbot.waitUntil(lambda: desk.shown_row() == 1)
    assert [go(desk), go(desk), go(desk, Key.Key_Up)] == [3, 5, 3]
    place = desk.find(PlainLabel, "queue-state")
    desk.qtbot.waitUntil(lambda: place.text() == "number 2 of this queue")


def test_finishing_goes_on_in_the_queue(desk: Any) -> None:
    choose(desk, Kind.UNLABELLED)
    desk.qtbot.waitUntil(lambda: desk.shown_row() == 1)
    desk.key(Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.shown_row() == 3)
    assert None not in desk.tags(1)


def test_a_search_leads_through_what_it_finds(desk: Any) -> None:
    desk.find(QLineEdit, "queue-query").setText("Porto")
    choose(desk, Kind.SEARCH)
    desk.qtbot.waitUntil(lambda: desk.page._queues._lead.stop is not None)
    assert desk.shown_row() == 0
    assert [go(desk), go(desk)] == [3, 5]


@pytest.mark.parametrize("kind", [Kind.ENTROPY, Kind.LOG_PROBABILITY, Kind.MARGIN])
def test_the_least_certain_come_first_once_the_model_was_asked(desk: Any, bundle: Bundle, kind: Kind) -> None:
    with_model(desk, bundle)
    choose(desk, kind)
    open_rows = [1, 3, 5]
    found = {row: Suggester(bundle).suggest(CORPUS[row].tokens).uncertainty for row in open_rows}
    keys: dict[Kind, Callable[[int], float]] = {
        Kind.ENTROPY: lambda row: -found[row].entropy,
        Kind.LOG_PROBABILITY: lambda row: found[row].log_probability,
        Kind.MARGIN: lambda row: found[row].margin,
    }
    due = sorted(open_rows, key=keys[kind])
    desk.qtbot.waitUntil(lambda: desk.shown_row() == due[0] and not desk.jobs.running)
    assert [go(desk), go(desk)] == due[1:]
    assert desk.find(PlainLabel, "queue-about").text() == queues.KIND_EXPLANATIONS[kind]


def test_without_a_model_the_panel_says_what_is_missing(desk: Any) -> None:
    choose(desk, Kind.ENTROPY)
    assert "train one first" in desk.find(PlainLabel, "queue-state").text()


def test_the_place_outlives_a_restart(desk: Any, bundle: Bundle) -> None:
    choose(desk, Kind.UNLABELLED)
    desk.qtbot.waitUntil(lambda: desk.shown_row() == 1)
    assert go(desk) == 3
    desk.session.close()
    desk.session.open(desk.path)
    page = LabelPage(desk.session, desk.jobs)
    desk.qtbot.addWidget(page)
    box = page.findChild(QComboBox, "queue-kind")
    assert box.currentData() == Kind.UNLABELLED
    assert page._queues._lead.stop.sentence == desk.numbers[3]


class TestSuspicious:
    @pytest.fixture
    def suspected(self, desk: Any) -> Any:
        """A desk with two suspects kept, in its queue."""
        first, second = desk.numbers[0], desk.numbers[2]
        suspects = (
            Suspect(first, Span(0, 1, "PER"), Span(0, 2, "LOC"), 0.03, 0.04, 0.9),
            Suspect(second, None, Span(0, 1, "PER"), 0.2, 0.2, 0.7),
        )
        keep_suspects(desk.project, "ner", suspects, n_judged=5)
        desk.page._suspicions.begin()
        choose(desk, Kind.SUSPICIOUS)
        desk.strip.setFocus()
        return desk

    def test_the_first_is_selected_and_told(self, suspected: Any) -> None:
        assert suspected.shown_row() == 0
        assert (suspected.strip.selection.start, suspected.strip.selection.end) == (0, 2)
        words = suspected.find(PlainLabel, "queue-state").text()
        assert "PER" in words
        assert "3.0 %" in words
        assert "LOC" in words

    def test_i_was_wrong_takes_what_the_model_sees(self, suspected: Any) -> None:
        suspected.key("=")
        assert suspected.tags(0) == ("B-LOC", "I-LOC", "B-LOC")
        assert suspected.project.origins(suspected.numbers[0], "ner")[:2] == Origin.CORRECTED * 2
        assert suspected.project.verdicts.of("ner", suspected.numbers[0]) == {0: Verdict.LABEL_WRONG}
        assert suspected.shown_row() == 2

    @pytest.mark.parametrize(("key", "verdict"), [("-", Verdict.MODEL_WRONG), ("?", Verdict.UNSURE)])
    def test_the_others_keep_the_label(self, suspected: Any, key: str, verdict: Verdict) -> None:
        suspected.key(key, key)
        assert suspected.tags(0) == FULL.tags["ner"]
        assert suspected.project.verdicts.of("ner", suspected.numbers[0]) == {0: verdict}
        assert suspected.project.verdicts.of("ner", suspected.numbers[2]) == {0: verdict}
        assert suspected.page._suspicions.suspect is None

    def test_what_is_judged_does_not_come_again(self, suspected: Any) -> None:
        suspected.key("-")
        suspected.page._suspicions.begin()
        suspected.page._suspicions.step(1)
        assert suspected.shown_row() == 2

    def test_elsewhere_the_keys_judge_nothing(self, suspected: Any) -> None:
        suspected.page._walk.go(1)
        suspected.key("=", "-", "?")
        assert suspected.project.verdicts.all("ner") == ()

    def test_what_the_job_finds_is_kept(self, desk: Any, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[Sentence] = []

        def doubt(_self: Jobs, sentences: Callable[[], list[Sentence]], layer: Any, **receivers: Any) -> Any:
            def work(_control: object) -> Any:
                yield from ()
                found = Suspicion(layer)
                read.extend(sentences())
                for sentence in read:
                    found.add(sentence, Suggester(bundle).suggest(sentence.tokens))
                return found

            return _self.start("train", "doubting", work, **receivers)

        monkeypatch.setattr(Jobs, "doubt", doubt)
        choose(desk, Kind.SUSPICIOUS)
        desk.click(desk.find(QPushButton, "queue-button"))
        desk.wait()
        assert [sentence.tokens for sentence in read] == [CORPUS[0].tokens, CORPUS[2].tokens]
        assert desk.page._suspicions.kept.n_judged == 5
        assert desk.page._suspicions.kept.suspects


def test_chosen_sentences_lead_in_their_order(desk: Any) -> None:
    ids = list(desk.project.ids())
    gone = max(ids) + 7
    desk.session.sentences_chosen.emit("PER taken for LOC", (ids[4], gone, ids[2], ids[0]))
    desk.qtbot.waitUntil(lambda: desk.shown_row() == 4)
    assert [go(desk), go(desk), go(desk, Key.Key_Up)] == [2, 0, 2]
    assert desk.find(PlainLabel, "queue-about").text() == "PER taken for LOC"
    choose(desk, Kind.IN_ORDER)
    choose(desk, Kind.CHOSEN)
    desk.qtbot.waitUntil(lambda: desk.shown_row() == 4)


def test_nothing_chosen_says_how_to_choose(desk: Any) -> None:
    choose(desk, Kind.CHOSEN)
    assert "confusion matrix" in desk.find(PlainLabel, "queue-state").text()


def test_a_kept_queue_of_a_lost_layer_is_in_order(desk: Any) -> None:
    queues.keep_place(desk.project, Queue(kind=Kind.UNLABELLED, layer="gone"), None)
    desk.page._queues.on_opened()
    assert desk.page._queues._lead.queue.kind is Kind.IN_ORDER
