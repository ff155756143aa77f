"""A machine drives a project at random against plain values: every edit, imports, undo, redo, kills and reopening."""

import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core import edits, label_edits, token_edits
from core.corpus import Layer, Scheme, Sentence, Split
from core.edit_titles import title
from core.edits import Edit, Origin
from core.errors import ProjectError
from core.project import Project
from core.schemes import spell
from core.store import bulk_tagging
from core.store.layers import Label
from core.token_edits import Reach, Scope
from core.tokenizers import TOKENIZERS
from tests.plain_project import PlainProject, check_same, pieces
from tests.plain_state import Numbers

MEMORY = Path("/dev/shm")
WORDS = st.sampled_from(["tide", "don't", "\\", "a\nb", "🌊", "New York", "o'clock,"])
# As many tags are set at once; more go a slice at a time.
MANY = 3
LABELS = ("A", "B", "C-c")
SPANS = tuple(scheme for scheme in Scheme if scheme is not Scheme.PLAIN)


def tags_of(scheme: Scheme) -> st.SearchStrategy[str | None]:
    """Return tags of the scheme, and of none."""
    return st.none() | st.sampled_from(["O", "X!", *(tag for label in LABELS for tag in spell(label, scheme))])


class Machine(RuleBasedStateMachine):
    """What is done to a project is done to plain values; undo is a stack of these."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.project = Project.create(self.folder / "a.tagscope")
        self.plain = PlainProject(Numbers())
        self.past: list[tuple[str, PlainProject]] = []
        self.future: list[tuple[str, PlainProject]] = []
        self.settings: dict[str, str | None] = {}
        self.is_forward = True
        self.has_undone = False

    def teardown(self) -> None:
        while self.past:
            self.undo()
            self.holds_the_same()
        while self.future:
            self.redo()
            self.holds_the_same()
        self.project.close()
        shutil.rmtree(self.folder)

    @initialize(schemes=st.tuples(st.sampled_from(SPANS), st.sampled_from(Scheme)))
    def begin(self, schemes: tuple[Scheme, Scheme]) -> None:
        for name, scheme in zip(("one", "two"), schemes, strict=True):
            self.make(edits.AddLayer(name, scheme))

    def make(self, edit: Edit) -> None:
        """Make an edit on both sides."""
        self.take_in_labels()
        self.make_in_import(edit)

    def take_in_labels(self) -> None:
        """Learn of the labels that came with an edit and stayed when it was taken back."""
        for layer in self.plain.shown_layers:
            if layer.of == layer.key:
                self.plain.set_labels(layer.key, tuple(self.labels(layer.name)))

    def make_in_import(self, edit: Edit) -> None:
        """Make an edit on both sides, while the labels of an import are seen already."""
        before = self.plain.copy()
        self.project.apply(edit)
        self.plain.apply(edit)
        self.note(title(edit), before)

    def note(self, name: str, before: PlainProject) -> None:
        self.past.append((name, before))
        self.future.clear()
        self.is_forward = True

    def refused(self, edit: Edit) -> None:
        with pytest.raises(ProjectError):
            self.project.apply(edit)

    def number(self, data: st.DataObject) -> int:
        """Draw a sentence."""
        return data.draw(st.sampled_from([sentence.number for sentence in self.plain.shown]))

    def layer(self, data: st.DataObject) -> str:
        """Draw a layer."""
        return data.draw(st.sampled_from([layer.name for layer in self.plain.shown_layers]))

    def new_sentence(self, data: st.DataObject) -> Sentence:
        """Draw a sentence as a file brings it."""
        tokens = tuple(data.draw(st.lists(WORDS, min_size=1, max_size=4)))
        tags = {}
        for layer in self.plain.shown_layers:
            if data.draw(st.booleans()):
                tags[layer.name] = tuple(data.draw(tags_of(layer.scheme)) for _ in tokens)
        rows = "\n".join(f"{token}\tX" for token in tokens)
        return Sentence(
            tokens,
            {name: one for name, one in tags.items() if any(one)},
            spaces=data.draw(st.none() | st.tuples(*(st.booleans() for _ in tokens))),
            split=data.draw(st.sampled_from((Split.TRAIN, Split.TRAIN, Split.DEV))),
            document=data.draw(st.sampled_from(("", "d"))),
            source=data.draw(st.sampled_from(("", rows))),
        )

    def new_sentences(self, data: st.DataObject) -> tuple[Sentence, ...]:
        return tuple(self.new_sentence(data) for _ in range(data.draw(st.integers(1, 3))))

    # Edits of sentences.

    def tagging(self, data: st.DataObject) -> edits.SetTags:
        plain = self.plain
        number, name = self.number(data), self.layer(data)
        tags, _ = plain.sentences[number].in_layer(plain.layer(name).key)
        start = data.draw(st.integers(0, len(tags) - 1))
        new = tuple(data.draw(st.lists(tags_of(plain.layer(name).scheme), min_size=1, max_size=len(tags) - start)))
        letters = st.sampled_from([origin.value for origin in Origin if origin is not Origin.NOBODY])
        origins = "".join("." if tag is None else data.draw(letters) for tag in new)
        return edits.SetTags(number, name, start, new, data.draw(st.sampled_from(("", origins))))

    def seen(self, data: st.DataObject) -> edits.SetTags:
        """Draw tags that are to be set only where those stand that somebody has seen there."""
        edit = self.tagging(data)
        tags, _ = self.plain.sentences[edit.sentence].in_layer(self.plain.layer(edit.layer).key)
        there = tags[edit.start : edit.start + len(edit.tags)]
        return msgspec.structs.replace(edit, before=data.draw(st.sampled_from((there, edit.tags))))

    def remark(self, data: st.DataObject) -> Edit:
        note = data.draw(st.sampled_from(("", "odd", "ask")))
        return edits.SetRemark(self.number(data), note, data.draw(st.booleans()))

    def splits(self, data: st.DataObject) -> Edit:
        numbers = tuple(self.number(data) for _ in range(data.draw(st.integers(1, 2))))
        return edits.SetSplits(numbers, tuple(data.draw(st.sampled_from(Split)) for _ in numbers))

    @rule(data=st.data())
    @precondition(lambda self: self.plain.shown_layers)
    def add(self, data: st.DataObject) -> None:
        self.make(edits.AddSentences(self.new_sentences(data)))

    @rule(data=st.data(), n=st.integers(1, 3))
    @precondition(lambda self: self.plain.shown and self.plain.shown_layers)
    def change_sentences(self, data: st.DataObject, n: int) -> None:
        parts: list[Edit] = []
        for _ in range(n):
            kind = data.draw(st.sampled_from(("tags", "tags", "remark", "splits", "source")))
            match kind:
                case "tags":
                    parts.append(self.tagging(data))
                case "remark":
                    parts.append(self.remark(data))
                case "splits":
                    parts.append(self.splits(data))
                case _:
                    parts.append(token_edits.SetSource(self.number(data), data.draw(st.sampled_from(("", "row\tY")))))
        self.make(parts[0] if n == 1 else edits.Batch("several", tuple(parts)))

    @rule(data=st.data(), n=st.integers(MANY - 1, 2 * MANY), begins_layer=st.booleans())
    @precondition(lambda self: self.plain.shown and self.plain.shown_layers)
    def label_many(self, data: st.DataObject, n: int, begins_layer: bool) -> None:
        """Set many tags in one step, about as many as are set a slice at a time."""
        parts: list[Edit] = [self.seen(data) for _ in range(n)]
        if begins_layer and not any(layer.name == "seven" for layer in self.plain.shown_layers):
            new = msgspec.structs.replace(self.tagging(data), layer="seven")
            parts = [edits.AddLayer("seven", Scheme.PLAIN), new, *parts]
        self.make(edits.Batch("many", tuple(parts)))

    @rule(data=st.data(), is_restored=st.booleans())
    @precondition(lambda self: self.plain.shown)
    def remove(self, data: st.DataObject, is_restored: bool) -> None:
        numbers = tuple({self.number(data) for _ in range(data.draw(st.integers(1, 3)))})
        edit = edits.RemoveSentences(numbers)
        self.make(edits.Batch("to and fro", (edit, edits.RestoreSentences(numbers))) if is_restored else edit)

    # Edits of tokens.

    @rule(data=st.data())
    @precondition(lambda self: self.plain.shown)
    def split_token(self, data: st.DataObject) -> None:
        sentence = self.plain.sentences[self.number(data)]
        token = data.draw(st.integers(0, len(sentence.tokens) - 1))
        text = sentence.tokens[token]
        edit = token_edits.SplitToken(sentence.number, token, data.draw(st.integers(0, len(text))))
        fits = edit.offset > 0 and all(pieces(text, edit.offset, is_known=sentence.spaces is not None)[:2])
        (self.make if fits else self.refused)(edit)

    @rule(data=st.data())
    @precondition(lambda self: any(len(sentence.tokens) > 1 for sentence in self.plain.shown))
    def merge_or_part(self, data: st.DataObject) -> None:
        long = [sentence for sentence in self.plain.shown if len(sentence.tokens) > 1]
        sentence = data.draw(st.sampled_from(long))
        start = data.draw(st.integers(0, len(sentence.tokens) - 2))
        end = data.draw(st.integers(start + 2, len(sentence.tokens)))
        merge = token_edits.MergeTokens(sentence.number, start, end)
        part = token_edits.SplitSentence(sentence.number, start + 1)
        self.make(data.draw(st.sampled_from((merge, part, part))))

    @rule(data=st.data())
    @precondition(lambda self: self.plain.shown)
    def merge_sentences(self, data: st.DataObject) -> None:
        edit = token_edits.MergeSentences(self.number(data))
        (self.make if self.plain.next_in_document(edit.sentence) else self.refused)(edit)

    def scope(self, data: st.DataObject) -> Scope:
        reach = data.draw(st.sampled_from(Reach))
        return Scope() if reach is Reach.CORPUS else Scope(reach, self.number(data))

    @rule(data=st.data(), tokenizer=st.sampled_from(sorted(TOKENIZERS)), within=st.booleans())
    @precondition(lambda self: self.plain.shown)
    def retokenise(self, data: st.DataObject, tokenizer: str, within: bool) -> None:
        self.make(token_edits.Retokenise(self.scope(data), tokenizer, within))

    @rule(data=st.data())
    @precondition(lambda self: self.plain.shown and self.plain.shown_layers)
    def mend(self, data: st.DataObject) -> None:
        self.make(label_edits.MendTags(self.layer(data), self.scope(data)))

    # Edits of layers and labels.

    @rule(data=st.data(), name=st.sampled_from(("one", "two", "three", "four")), scheme=st.sampled_from(Scheme))
    def change_layer(self, data: st.DataObject, name: str, scheme: Scheme) -> None:
        layers = {layer.name: layer for layer in self.plain.shown_layers}
        if name not in layers:
            owners = [layer for layer in layers.values() if layer.of == layer.key]
            of = data.draw(st.sampled_from([None, *owners]))
            labels = () if of else data.draw(st.sampled_from(((), ("B",))))
            self.make(edits.AddLayer(name, of.scheme if of else scheme, labels, "Mira", of.name if of else ""))
        elif any(layer.of == layers[name].key != layer.key for layer in layers.values()):
            self.refused(edits.RemoveLayer(name))
        elif data.draw(st.booleans()):
            self.make(edits.RemoveLayer(name))
        else:
            back = edits.RestoreLayer(self.project._layers.find(name).id, name)
            self.take_in_labels()
            self.project.apply(edits.Batch("to and fro", (edits.RemoveLayer(name), back)))
            self.note("to and fro", self.plain.copy())

    @rule(data=st.data(), name=st.sampled_from(("one", "five")))
    @precondition(lambda self: self.plain.shown_layers)
    def describe_layer(self, data: st.DataObject, name: str) -> None:
        layer = self.layer(data)
        is_taken = name != layer and any(one.name == name for one in self.plain.shown_layers)
        (self.refused if is_taken else self.make)(label_edits.RenameLayer(layer, name))
        self.make(label_edits.SetGuidelines(name if not is_taken else layer, data.draw(st.sampled_from(("", "so")))))

    @rule(data=st.data(), scheme=st.sampled_from(Scheme))
    @precondition(lambda self: self.plain.shown_layers)
    def convert(self, data: st.DataObject, scheme: Scheme) -> None:
        layer = self.plain.layer(self.layer(data))
        fits = layer.scheme is not scheme and Scheme.PLAIN not in (layer.scheme, scheme)
        (self.make if fits else self.refused)(label_edits.ConvertLayer(layer.name, scheme))

    def labels(self, name: str) -> list[str]:
        """Return the label set, with labels that stayed of what was taken back."""
        return [label.name for label in self.project.labels(name)]

    @rule(data=st.data())
    @precondition(lambda self: any(map(self.labels, (layer.name for layer in self.plain.shown_layers))))
    def change_labels(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from([one.name for one in self.plain.shown_layers if self.labels(one.name)]))
        known = self.labels(name)
        label = data.draw(st.sampled_from(known))
        other = data.draw(st.sampled_from((*LABELS, "new", "C")))
        is_used = {one: one in self.plain.uses(name) for one in (label, other)}
        match data.draw(st.sampled_from(("add", "remove", "rename", "delete", "merge", "merge"))):
            case "add":
                self.make(edits.AddLabels(name, (other,)))
            case "remove":
                (self.refused if is_used[label] else self.make)(edits.RemoveLabels(name, (label,)))
            case "rename":
                is_taken = other != label and other in known and is_used[other]
                (self.refused if is_taken else self.make)(edits.RenameLabel(name, label, other))
            case "delete":
                self.make(label_edits.DeleteLabel(name, label))
            case _:
                fits = other in known and other != label
                (self.make if fits else self.refused)(label_edits.MergeLabels(name, (label,), other))

    @rule(data=st.data(), colour=st.integers(0, 9), key=st.sampled_from(("", "1", "x")))
    @precondition(lambda self: any(map(self.labels, (layer.name for layer in self.plain.shown_layers))))
    def arrange_labels(self, data: st.DataObject, colour: int, key: str) -> None:
        name = data.draw(st.sampled_from([one.name for one in self.plain.shown_layers if self.labels(one.name)]))
        order = data.draw(st.permutations(self.labels(name)))
        self.make(label_edits.OrderLabels(name, tuple(order)))
        assert self.labels(name) == order
        self.make(edits.SetLabelLook(name, order[0], colour, key))
        assert self.project.labels(name)[0] == Label(order[0], colour, key)

    # Imports, settings, history, and what may happen to a program.

    @rule(data=st.data(), end=st.sampled_from(("finish", "finish", "cancel", "kill")))
    @precondition(lambda self: self.plain.shown_layers)
    def bring_in(self, data: st.DataObject, end: str) -> None:
        new = self.new_sentences(data)
        fresh = [] if any(layer.name == "six" for layer in self.plain.shown_layers) else [Layer("six", Scheme.IOB2)]
        self.take_in_labels()
        running = self.project.begin_import("file", "text", [*self.plain.as_layers(), *fresh])
        running.add(new[:1])
        if self.plain.shown and data.draw(st.booleans()):
            edit = self.tagging(data)
            self.make_in_import(edit)
            if data.draw(st.booleans()):
                self.make_in_import(edits.RemoveSentences((edit.sentence,)))
        running.add(new[1:])
        match end:
            case "cancel":
                running.cancel()
                # A label that it showed again stays where sentences taken out carry it: rather one too many.
                self.is_forward = self.is_forward and not self.has_undone
            case "kill":
                self.kill()
                assert self.project.n_imports_undone == 1
                self.is_forward = self.is_forward and not self.has_undone
            case _:
                before = self.plain.copy()
                running.finish()
                for layer in fresh:
                    self.plain.apply(edits.AddLayer(layer.name, layer.scheme))
                self.plain.append(new, self.project.import_reports()[-1].id)
                self.note("import file", before)

    @rule(data=st.data(), is_restored=st.booleans())
    @precondition(lambda self: any(sentence.brought_by for sentence in self.plain.shown))
    def remove_import(self, data: st.DataObject, is_restored: bool) -> None:
        numbers = sorted({sentence.brought_by for sentence in self.plain.shown} - {0})
        number = data.draw(st.sampled_from(numbers))
        edit = edits.RemoveImport(number, "file")
        if not is_restored:
            self.make(edit)
            return
        self.take_in_labels()
        self.project.apply(edits.Batch("to and fro", (edit, edits.RestoreImport(number, "file"))))
        self.note("to and fro", self.plain.copy())

    @rule(name=st.sampled_from(("queue", "page")), value=st.none() | st.sampled_from(("", "7")))
    def set(self, name: str, value: str | None) -> None:
        self.project.set_setting(name, value)
        self.settings[name] = value

    @rule()
    @precondition(lambda self: self.past)
    def undo(self) -> None:
        assert self.project.undo() is not None
        name, before = self.past.pop()
        self.future.append((name, self.plain))
        self.plain, self.is_forward, self.has_undone = before, False, True

    @rule()
    @precondition(lambda self: self.future)
    def redo(self) -> None:
        assert self.project.redo() is not None
        name, after = self.future.pop()
        self.past.append((name, self.plain))
        self.plain, self.is_forward = after, False

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.project.path)

    @rule()
    def idle(self) -> None:
        self.project.idle()

    @rule()
    def kill(self) -> None:
        """What the disk holds at this moment is what a killed program leaves."""
        left = Path(tempfile.mkdtemp(dir=self.folder)) / "a.tagscope"
        for suffix in ("", "-wal"):
            source = Path(f"{self.project.path}{suffix}")
            if source.exists():
                shutil.copyfile(source, f"{left}{suffix}")
        self.project.close()
        self.project = Project.open(left)

    @invariant()
    def holds_the_same(self) -> None:
        project, plain = self.project, self.plain
        check_same(project, plain)
        self.has_the_same_labels()
        assert project.undo_title == (self.past[-1][0] if self.past else None)
        assert project.redo_title == (self.future[-1][0] if self.future else None)
        assert {name: project.setting(name) for name in self.settings} == self.settings

    def has_the_same_labels(self) -> None:
        for layer in self.plain.shown_layers:
            labels = self.project.labels(layer.name)
            names = {label.name for label in labels}
            wanted = set(self.plain.labels(layer.name))
            assert wanted <= names
            assert names <= wanted or not self.is_forward
            assert self.plain.uses(layer.name) <= names
            keys = [label.key for label in labels if label.key]
            assert len(keys) == len(set(keys))
            assert self.project.guidelines(layer.name) == self.plain.layers[layer.of].guidelines


@pytest.fixture(autouse=True)
def _small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_tagging, "MANY", MANY)
    monkeypatch.setattr(bulk_tagging, "SLICE", 2)


def test_a_project_does_what_plain_values_do() -> None:
    run_state_machine_as_test(Machine, settings=settings(max_examples=20, stateful_step_count=20, deadline=None))


@pytest.mark.faults
def test_a_project_does_what_plain_values_do_for_long() -> None:
    long = settings(max_examples=200, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Machine, settings=long)
