"""Undo and redo without end, over reopening and kills: a machine drives a project against plain values."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core import edits
from core.corpus import Layer, Scheme, Sentence, Split
from core.edits import Edit
from core.errors import ProjectError
from core.project import Project
from core.store.connection import Connection

Dump = Callable[[Project], dict[str, object]]
WORDS = st.sampled_from(["tide", "Ebb", "flood", "\\", "a\nb", "🌊"])
TAGS = st.none() | st.sampled_from(["B-A", "I-A", "B-B", "O"])
LAYERS = ("one", "two")


@st.composite
def new_sentences(draw: st.DrawFn) -> Sentence:
    tokens = tuple(draw(st.lists(WORDS, min_size=1, max_size=4)))
    tags = tuple(draw(TAGS) for _ in tokens)
    return Sentence(
        tokens,
        {"one": tags} if any(tags) else {},
        split=draw(st.sampled_from(Split)),
        document=draw(st.sampled_from(["", "d"])),
    )


class Machine(RuleBasedStateMachine):
    """The model: sentences in order, layers, and every state before an edit."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project.create(self.folder / "a.tagscope")
        self.sentences: dict[int, Sentence] = {}
        self.layers: list[str] = []
        self.past: list[tuple[dict[int, Sentence], list[str]]] = []
        self.future: list[tuple[dict[int, Sentence], list[str]]] = []

    def teardown(self) -> None:
        while self.past:
            self.undo()
            self.holds_the_same()
        while self.future:
            self.redo()
        self.holds_the_same()
        self.project.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        for name in LAYERS:
            self.done(edits.AddLayer(name, Scheme.IOB2), self.sentences, [*self.layers, name])

    def done(self, edit: Edit, sentences: dict[int, Sentence], layers: list[str]) -> None:
        self.project.apply(edit)
        self.past.append((self.sentences, self.layers))
        self.future.clear()
        self.sentences, self.layers = sentences, layers

    @rule(new=st.lists(new_sentences(), min_size=1, max_size=3))
    @precondition(lambda self: "one" in self.layers)
    def add(self, new: list[Sentence]) -> None:
        self.project.apply(edits.AddSentences(tuple(new)))
        first = max(self.project.ids()) - len(new) + 1
        added = {first + index: replace(sentence, id=first + index) for index, sentence in enumerate(new)}
        self.past.append((self.sentences, self.layers))
        self.future.clear()
        self.sentences = {**self.sentences, **added}

    @rule(data=st.data())
    @precondition(lambda self: self.sentences and self.layers)
    def tag(self, data: st.DataObject) -> None:
        count = data.draw(st.integers(1, 3))
        sentences, parts = dict(self.sentences), []
        for _ in range(count):
            number = data.draw(st.sampled_from(sorted(sentences)))
            layer = data.draw(st.sampled_from(self.layers))
            old = sentences[number].layer_tags(layer)
            start = data.draw(st.integers(0, len(old) - 1))
            new = tuple(data.draw(st.lists(TAGS, min_size=1, max_size=len(old) - start)))
            tags = old[:start] + new + old[start + len(new) :]
            sentences[number] = without_empty(sentences[number].with_tags(layer, tags))
            parts.append(edits.SetTags(number, layer, start, new))
        self.done(parts[0] if count == 1 else edits.Batch("tags", tuple(parts)), sentences, self.layers)

    @rule(data=st.data(), split=st.sampled_from(Split))
    @precondition(lambda self: self.sentences)
    def split(self, data: st.DataObject, split: Split) -> None:
        number = data.draw(st.sampled_from(sorted(self.sentences)))
        sentences = {**self.sentences, number: replace(self.sentences[number], split=split)}
        self.done(edits.SetSplits((number,), (split,)), sentences, self.layers)

    @rule(data=st.data())
    @precondition(lambda self: self.sentences)
    def remove(self, data: st.DataObject) -> None:
        numbers = data.draw(st.lists(st.sampled_from(sorted(self.sentences)), unique=True, max_size=3))
        left = {number: sentence for number, sentence in self.sentences.items() if number not in numbers}
        self.done(edits.RemoveSentences(tuple(numbers)), left, self.layers)

    @rule(name=st.sampled_from(LAYERS))
    def change_layer(self, name: str) -> None:
        if name in self.layers:
            left = {
                number: replace(sentence, tags={key: tags for key, tags in sentence.tags.items() if key != name})
                for number, sentence in self.sentences.items()
            }
            self.done(edits.RemoveLayer(name), left, [layer for layer in self.layers if layer != name])
        else:
            self.done(edits.AddLayer(name, Scheme.IOB2), self.sentences, [*self.layers, name])

    @rule(new=st.lists(new_sentences(), min_size=1, max_size=4), is_finished=st.booleans())
    @precondition(lambda self: "one" in self.layers)
    def bring_in(self, new: list[Sentence], is_finished: bool) -> None:
        running = self.project.begin_import("file", "text", [Layer("one", Scheme.IOB2)])
        for sentence in new:
            running.add([sentence])
        if not is_finished:
            running.cancel()
            return
        running.finish()
        first = max(self.project.ids()) - len(new) + 1
        added = {first + index: replace(sentence, id=first + index) for index, sentence in enumerate(new)}
        self.past.append((self.sentences, self.layers))
        self.future.clear()
        self.sentences = {**self.sentences, **added}

    @rule()
    @precondition(lambda self: self.past)
    def undo(self) -> None:
        assert self.project.undo() is not None
        self.future.append((self.sentences, self.layers))
        self.sentences, self.layers = self.past.pop()

    @rule()
    @precondition(lambda self: self.future)
    def redo(self) -> None:
        assert self.project.redo() is not None
        self.past.append((self.sentences, self.layers))
        self.sentences, self.layers = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.project.path)

    @rule(is_importing=st.booleans())
    def kill(self, is_importing: bool) -> None:
        """What the disk holds at this moment is what a killed program leaves."""
        if is_importing:
            running = self.project.begin_import("cut off", "text", [Layer("cut", Scheme.PLAIN)])
            running.add([Sentence(("half",), {"cut": ("X",)})])
        left = Path(tempfile.mkdtemp(dir=self.folder)) / "a.tagscope"
        for suffix in ("", "-wal"):
            source = Path(f"{self.project.path}{suffix}")
            if source.exists():
                shutil.copyfile(source, f"{left}{suffix}")
        self.project.close()
        self.project = Project.open(left)
        assert self.project.n_imports_undone == int(is_importing)

    @invariant()
    def holds_the_same(self) -> None:
        assert sorted(layer.name for layer in self.project.layers) == sorted(self.layers)
        assert list(self.project.sentences()) == [self.sentences[number] for number in sorted(self.sentences)]
        assert self.project.can_undo == bool(self.past)
        assert self.project.can_redo == bool(self.future)


def without_empty(sentence: Sentence) -> Sentence:
    """A layer in which a sentence has no tag is none of its layers."""
    return replace(sentence, tags={name: tags for name, tags in sentence.tags.items() if any(tags)})


Machine.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
test_a_project_does_what_plain_values_do = Machine.TestCase


def test_undo_all_and_redo_all_over_reopening(small: Project, dump: Dump) -> None:
    states = [dump(small)]
    for edit in (
        edits.SetTags(1, "pos", 0, ("X", "Y")),
        edits.RemoveSentences((1, 3)),
        edits.AddLabels("ner", ("ORG",)),
        edits.RemoveLayer("pos"),
    ):
        small.apply(edit)
        states.append(dump(small))
    small.close()
    with Project.open(small.path) as project:
        for state in reversed(states[:-1]):
            project.undo()
            assert dump(project) == state
    with Project.open(small.path) as project:
        for state in states[1:]:
            project.redo()
            assert dump(project) == state
        assert project.redo() is None


def test_titles(small: Project) -> None:
    assert (small.undo_title, small.redo_title) == ("add 3 sentences", None)
    small.undo()
    assert (small.undo_title, small.redo_title) == ("add layer ner", "add 3 sentences")
    small.apply(edits.AddLayer("chunk"))
    assert (small.can_undo, small.can_redo) == (True, False)


def test_nothing_to_undo(project: Project) -> None:
    assert project.undo() is None
    assert project.redo() is None
    assert not project.can_undo


def test_a_journal_that_cannot_be_read_is_told(small: Project, dump: Dump) -> None:
    before = dump(small)
    connection: Connection = small._connection
    connection.run('UPDATE journal SET inverse = \'{"edit": "DropEverything"}\' WHERE id = 3')
    with pytest.raises(ProjectError, match="its journal cannot be read"):
        small.undo()
    assert dump(small) == before
