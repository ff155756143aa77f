"""How soon a label is seen after its key, and how few keys an entity takes, on the Label page of the real window.

Run by hand: `python tests/benchmarks/labelling.py [--data FOLDER] [--keys N]`. Prints one JSON line. Every key
is a real key event, every label is on disk before the next key.

- `key_to_paint_*_ms`: from a label key to its label painted, saved; the slower of a sentence of 50,000 tokens
  and of the training set of UD English-EWT, of which each is measured alone as well.
- `keys_per_entity`: all keys, those that move the cursor and finish a sentence included, over entities, for 100
  fixed sentences of WNUT-17's training set with entities, labelled from nothing. The keys are the fewest there
  are: the shortest way through the commands of the page, found by breadth-first search. What was labelled is
  compared with the gold tags.
- `keys_per_entity_with_suggestions`: the same with a model beside the hand that has learnt the rest of the training
  set; Tab and Shift+Tab are two more commands, with what the model says of the labels set so far.
- `keys_per_entity_plain`: the same with arrows, Shift and label keys alone, as other tools offer at best.
"""

import argparse
import json
import os
import statistics
import string
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core import labelling
from core.bundle import Bundle
from core.control import RunControl
from core.corpus import Layer, Scheme, Sentence, Span, Tags
from core.labelling import Selection
from core.likely import Likely
from core.review.suggestions import Suggester, Suggestion
from core.runs import RunEnd
from core.schemes import from_spans, to_spans
from core.sources import read_corpus
from gui import app as program
from gui.label_page.jumps import Jumps
from gui.label_page.page import LabelPage
from gui.main_window import MainWindow
from gui.widgets.label_button import LabelButton
from gui.widgets.token_strip import TokenStrip

DATA = Path(__file__).parents[2].parent / "shared" / "data"
LONG = 50_000
SENTENCES, EVERY = 100, 12
NER, UPOS = Layer("ner", Scheme.IOB2), Layer("upos")
Key = Qt.Key
NO_KEY, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


# The shortest way.


@dataclass(frozen=True, slots=True)
class Press:
    """One key of the keyboard, or a label's key, with what is held down beside it."""

    key: Key | str
    modifier: Qt.KeyboardModifier = NO_KEY
    label: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hand is: the selection, and which entities are labelled already, one bit each."""

    cursor: int
    anchor: int
    done: int


@dataclass(slots=True)
class Planner:
    """Knows what each command of the page does, and finds the fewest keys that label one sentence.

    Attributes:
        tokens: Of the sentence.
        gold: The spans to label.
        likely: What the page itself jumps by; None for a hand that only knows arrows.
        suggester: The model beside the hand; None for none.
    """

    tokens: tuple[str, ...]
    gold: tuple[Span, ...]
    likely: Likely | None
    suggester: Suggester | None = None
    _known: dict[Any, Any] = field(default_factory=dict)

    def keys(self, start: Selection) -> list[Press]:
        """Return the keys from where the cursor is to the finished sentence."""
        first = Place(start.cursor, start.anchor, 0)
        came_from: dict[Place, tuple[Place, Press]] = {}
        seen, waiting = {first}, deque([first])
        while waiting:
            place = waiting.popleft()
            if place.done == (1 << len(self.gold)) - 1:
                return [*self._way(came_from, first, place), Press(Key.Key_Return)]
            for press, after in self._commands(place):
                if after is None:
                    return [*self._way(came_from, first, place), press]
                if after not in seen:
                    seen.add(after)
                    came_from[after] = (place, press)
                    waiting.append(after)
        raise AssertionError("there is no way")

    def _way(self, came_from: dict[Place, tuple[Place, Press]], first: Place, place: Place) -> list[Press]:
        way: list[Press] = []
        while place != first:
            place, press = came_from[place]
            way.append(press)
        return way[::-1]

    def _once(self, name: str, *key: int) -> Any:
        """Return what a method says of some numbers, worked out once."""
        if (name, *key) not in self._known:
            self._known[name, *key] = getattr(self, name)(*key)
        return self._known[name, *key]

    def _tags(self, done: int) -> Tags:
        spans = [span for number, span in enumerate(self.gold) if done >> number & 1]
        spelled = from_spans(spans, len(self.tokens), Scheme.IOB2)
        return tuple(None if tag == "O" else tag for tag in spelled)

    def _name_after(self, done: int, index: int) -> tuple[int, int] | None:
        return None if self.likely is None else self.likely.after(self.tokens, self._once("_tags", done), index)

    def _name_before(self, done: int, index: int) -> tuple[int, int] | None:
        return None if self.likely is None else self.likely.before(self.tokens, self._once("_tags", done), index)

    def _words_by_letter(self, cursor: int) -> list[tuple[str, int]]:
        found = ((letter, labelling.next_with_letter(self.tokens, cursor, letter)) for letter in string.ascii_lowercase)
        return [(letter, index) for letter, index in found if index is not None]

    def _commands(self, place: Place) -> Iterator[tuple[Press, Place | None]]:
        """Yield every key with where it leads; None where it finishes the sentence."""
        yield from self._labels(place)
        last = len(self.tokens) - 1
        for key, index in (
            (Press(Key.Key_Right), place.cursor + 1),
            (Press(Key.Key_Left), place.cursor - 1),
            (Press(Key.Key_Home, CONTROL), 0),
            (Press(Key.Key_End, CONTROL), last),
        ):
            if 0 <= index <= last:
                yield key, Place(index, index, place.done)
                yield Press(key.key, key.modifier | SHIFT), Place(index, place.anchor, place.done)
        if self.likely is not None:
            yield from self._jumps(place)
        if self.suggester is not None:
            yield from self._acceptances(place)

    def _labels(self, place: Place) -> Iterator[tuple[Press, Place | None]]:
        selected = Selection(place.cursor, place.anchor)
        for number, span in enumerate(self.gold):
            if place.done >> number & 1 or (selected.start, selected.end) != (span.start, span.end):
                continue
            done = place.done | 1 << number
            if self.likely is not None and done == (1 << len(self.gold)) - 1:
                yield Press("", ALT, span.label), None
            yield Press("", NO_KEY, span.label), self._after_label(span, done)

    def _after_label(self, span: Span, done: int) -> Place:
        stretch = self._once("_name_after", done, span.end - 1)
        if stretch is not None:
            return Place(stretch[1] - 1, stretch[0], done)
        index = min(span.end, len(self.tokens) - 1)
        return Place(index, index, done)

    def _suggested(self, done: int) -> tuple[Suggestion, frozenset[Span], bool]:
        """Return what the model says beside the labels set, its spans, and whether all of it is right."""
        assert self.suggester is not None
        suggestion = self.suggester.suggest(self.tokens, self._once("_tags", done))
        spans = frozenset(found.span for found in suggestion.spans)
        return suggestion, spans, spans == frozenset(self.gold)

    def _acceptances(self, place: Place) -> Iterator[tuple[Press, Place]]:
        """Yield Tab where it accepts an entity, and Shift+Tab where all that is suggested is right."""
        suggestion, spans, is_right = self._once("_suggested", place.done)
        if is_right:
            yield Press(Key.Key_Tab, SHIFT), Place(place.cursor, place.anchor, (1 << len(self.gold)) - 1)
        for number, span in enumerate(self.gold):
            if place.done >> number & 1 or span not in spans or not span.start <= place.cursor < span.end:
                continue
            done = place.done | 1 << number
            tags = self._once("_tags", done)
            other = [index for index in range(span.end, len(tags)) if tags[index] != suggestion.tags[index]]
            starts = sorted(found.start for found in spans if found.start in other)
            index = next(iter(starts or other), min(span.end, len(tags) - 1))
            yield Press(Key.Key_Tab), Place(index, index, done)

    def _jumps(self, place: Place) -> Iterator[tuple[Press, Place]]:
        selected = Selection(place.cursor, place.anchor)
        for press, stretch in (
            (Press(Key.Key_Space), self._once("_name_after", place.done, selected.end - 1)),
            (Press(Key.Key_Space, SHIFT), self._once("_name_before", place.done, selected.start)),
        ):
            if stretch is not None:
                yield press, Place(stretch[1] - 1, stretch[0], place.done)
        for letter, index in self._once("_words_by_letter", place.cursor):
            yield Press(letter.upper(), SHIFT), Place(index, index, place.done)


# The hand.


class Hand:
    """Presses keys on the Label page of a window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        page = window.page("label")
        assert isinstance(page, LabelPage)
        self.page = page
        strip, jumps = page.findChild(TokenStrip), page.findChild(Jumps)
        assert strip is not None
        assert jumps is not None
        self.strip, self.jumps = strip, jumps
        self.n_keys = 0

    def press(self, press: Press) -> None:
        """Press one key and let the window do what it has to."""
        key = press.key
        if press.label:
            button = self.page.findChild(LabelButton, f"label-{press.label}")
            assert button is not None, press.label
            key = button.key
        target = QApplication.focusWidget() or self.strip
        QTest.keyClick(target, key, press.modifier)
        QApplication.processEvents()
        self.n_keys += 1

    def time(self, press: Press) -> float:
        """Press one key; return the milliseconds until everything it changed is painted."""
        began = time.perf_counter()
        self.press(press)
        return (time.perf_counter() - began) * 1000


def open_project(
    window: MainWindow, path: Path, sentences: Sequence[Sentence], layer: Layer, labels: Sequence[str]
) -> None:
    """Put sentences into a new project and look at them on the Label page."""
    from core.edits import AddLabels, AddLayer

    window.session.create(path)
    project = window.session.project
    assert project is not None
    window.session.apply(AddLayer(layer.name, layer.scheme))
    window.session.apply(AddLabels(layer.name, tuple(labels)))
    running = project.begin_import(path.name, "conllu", [layer])
    running.add(list(sentences))
    window.session.announce(running.finish())
    window.session.set_layer(layer.name)
    window.show_page("label")
    QApplication.processEvents()


# What is measured.


def summary(times: Sequence[float]) -> dict[str, float]:
    """Return median and 99th percentile of milliseconds."""
    ordered = sorted(times)
    return {
        "p50_ms": round(statistics.median(ordered), 2),
        "p99_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 2),
        "worst_ms": round(ordered[-1], 2),
        "keys": len(ordered),
    }


def key_to_paint(window: MainWindow, folder: Path, sentences: Sequence[Sentence], n_keys: int) -> dict[str, Any]:
    """Return how soon labels are painted, in one long sentence and in a corpus of many."""
    bare = [Sentence(sentence.tokens, {}, sentence.spaces, document=sentence.document) for sentence in sentences]
    tokens = [token for sentence in sentences for token in sentence.tokens][:LONG]
    labels = sorted({tag for sentence in sentences for tag in sentence.tags["upos"] if tag})
    found: dict[str, Any] = {}
    for name, corpus in (("long_sentence", [Sentence(tuple(tokens))]), ("ewt", bare)):
        open_project(window, folder / f"{name}.tagscope", corpus, UPOS, labels)
        hand = Hand(window)
        hand.strip.setFocus()
        if name == "long_sentence":
            hand.strip.set_cursor(len(tokens) // 2)
            QApplication.processEvents()
        warm = [Press("", label=labels[number % len(labels)]) for number in range(20)]
        for press in warm:
            hand.press(press)
        presses = [Press("", label=labels[number * 7 % len(labels)]) for number in range(n_keys)]
        found[name] = summary([hand.time(press) for press in presses])
    return found


def entity_sentences(path: Path) -> list[Sentence]:
    """Return the 100 sentences: every twelfth of those with an entity, from the first on."""
    corpus, _report = read_corpus(path, layer="ner")
    having = [sentence for sentence in corpus.sentences if to_spans(sentence.tags["ner"], Scheme.IOB2)]
    return having[::EVERY][:SENTENCES]


def model_of_the_rest(path: Path, gold: Sequence[Sentence]) -> Bundle:
    """Return a small model that has learnt every sentence of a file but these and their doubles."""
    from core import training
    from core.fold_training import QUICK

    corpus, _report = read_corpus(path, layer="ner")
    known = {sentence.tokens for sentence in gold}
    rest = [sentence for sentence in corpus.sentences if sentence.tokens not in known]
    events = training.train(rest, (), NER, config=QUICK, control=RunControl())
    return [event.bundle for event in events if isinstance(event, RunEnd)][-1]


def keys_per_entity(
    window: MainWindow, folder: Path, gold: Sequence[Sentence], *, is_plain: bool = False, bundle: Bundle | None = None
) -> float:
    """Label the sentences by the fewest keys and compare with the gold tags."""
    labels = sorted({span.label for sentence in gold for span in to_spans(sentence.tags["ner"], Scheme.IOB2)})
    name = f"{'plain' if is_plain else 'jumps'}-{'alone' if bundle is None else 'beside'}"
    open_project(window, folder / f"{name}.tagscope", [Sentence(one.tokens) for one in gold], NER, labels)
    hand = Hand(window)
    hand.strip.setFocus()
    if not is_plain:
        hand.press(Press(Key.Key_F6))
    suggester = None
    if bundle is not None:
        window.session.set_bundle(bundle)
        suggester = Suggester(bundle)
        while window.jobs.running:
            QTest.qWait(20)
    n_entities = 0
    for sentence in gold:
        assert hand.strip.tokens == sentence.tokens
        spans = tuple(to_spans(sentence.tags["ner"], Scheme.IOB2))
        n_entities += len(spans)
        planner = Planner(sentence.tokens, spans, None if is_plain else hand.jumps.likely, suggester)
        for press in planner.keys(hand.strip.selection):
            hand.press(press)
    project = window.session.project
    assert project is not None
    for stored, sentence in zip(project.sentences(), gold, strict=True):
        assert stored.layer_tags("ner") == sentence.tags["ner"], " ".join(sentence.tokens)
    if not is_plain:
        hand.press(Press(Key.Key_F6))
        hand.n_keys -= 1
    return hand.n_keys / n_entities


def main() -> None:
    """Measure everything in one window."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder that holds ud_english_ewt and wnut17")
    parser.add_argument("--keys", type=int, default=400, help="label keys measured in each corpus")
    options = parser.parse_args()
    data = options.data.parent if options.data.name == "ud_english_ewt" else options.data
    ewt, _report = read_corpus(data / "ud_english_ewt" / "en_ewt-ud-train.conllu", layer="upos")
    gold = entity_sentences(data / "wnut17" / "train.conll")
    bundle = model_of_the_rest(data / "wnut17" / "train.conll", gold)
    with tempfile.TemporaryDirectory() as home:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        _app, window = program.create(["tagscope"])
        window.show()
        QTest.qWaitForWindowExposed(window)
        folder = Path(home)
        paint = key_to_paint(window, folder, ewt.sentences, options.keys)
        figures = {
            "key_to_paint_p50_ms": max(one["p50_ms"] for one in paint.values()),
            "key_to_paint_p99_ms": max(one["p99_ms"] for one in paint.values()),
            **paint,
            "keys_per_entity": round(keys_per_entity(window, folder, gold), 3),
            "keys_per_entity_with_suggestions": round(keys_per_entity(window, folder, gold, bundle=bundle), 3),
            "keys_per_entity_plain": round(keys_per_entity(window, folder, gold, is_plain=True), 3),
            "sentences": len(gold),
            "entities": sum(len(to_spans(one.tags["ner"], Scheme.IOB2)) for one in gold),
        }
        program.leave(window)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
