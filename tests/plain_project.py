"""What a project should hold after each edit: a second opinion in plain values, which shares no code with the store."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import singledispatchmethod

from core import edits, label_edits, source_rows, token_edits
from core.carrying import Bounds, bounds_of, carry
from core.corpus import Scheme, Sentence, Tags
from core.edits import Edit
from core.project import Project
from core.retokenising import retokenise
from core.schemes import at_seam, convert, read_as, repair, to_spans
from core.token_edits import Reach, Scope
from tests import contents
from tests.plain_state import PlainLayer, PlainSentence, PlainState, label_of


class PlainProject(PlainState):
    """The state, and what each edit makes of it."""

    def _put(self, sentence: PlainSentence) -> None:
        self.sentences[sentence.number] = sentence
        for layer in self.layers.values():
            labels = {label_of(tag, layer.scheme): None for tag in sentence.in_layer(layer.key)[0]}
            if not layer.is_removed:
                self._join(layer.of, tuple(filter(None, labels)))

    def set_labels(self, owner: int, labels: tuple[str, ...]) -> None:
        """Let a label set be this one."""
        self.layers[owner] = replace(self.layers[owner], labels=labels)

    def _join(self, owner: int, labels: tuple[str, ...]) -> None:
        old = self.layers[owner]
        self.layers[owner] = replace(old, labels=tuple(dict.fromkeys((*old.labels, *labels))))

    def _leave(self, name: str, labels: tuple[str, ...]) -> None:
        owner = self.layers[self.layer(name).of]
        self.layers[owner.key] = replace(owner, labels=tuple(one for one in owner.labels if one not in labels))

    def append(self, new: tuple[Sentence, ...], brought_by: int = 0) -> None:
        """Put sentences at the end; those of an import begin a document of their own."""
        shown = self.shown
        document = (0, "") if brought_by or not shown else shown[-1].document
        for sentence in new:
            if document[0] == 0 or document[1] != sentence.document:
                self.numbers.document += 1
                document = (self.numbers.document, sentence.document)
            self.numbers.sentence += 1
            plain = PlainSentence(
                self.numbers.sentence,
                sentence.tokens,
                sentence.spaces,
                sentence.split,
                document,
                sentence.source,
                {},
                brought_by=brought_by,
            )
            tagged = {
                self.layer(name).key: (tags, "".join("." if tag is None else "i" for tag in tags))
                for name, tags in sentence.tags.items()
            }
            self._put(plain.with_tagged(tagged))

    @singledispatchmethod
    def apply(self, edit: Edit) -> None:
        """Do what an edit says; it fits."""
        raise TypeError(type(edit).__name__)

    @apply.register
    def _(self, edit: edits.Batch) -> None:
        for part in edit.edits:
            self.apply(part)

    @apply.register
    def _(self, edit: edits.SetTags) -> None:
        sentence = self.sentences[edit.sentence]
        key = self.layer(edit.layer).key
        tags, origins = sentence.in_layer(key)
        end = edit.start + len(edit.tags)
        if edit.before not in (None, tags[edit.start : end]):
            return
        new = edit.origins or "".join("." if tag is None else "h" for tag in edit.tags)
        changed = tags[: edit.start] + edit.tags + tags[end:], origins[: edit.start] + new + origins[end:]
        self._put(sentence.with_tagged({**sentence.tagged, key: changed}))

    @apply.register
    def _(self, edit: edits.SetSplits) -> None:
        for number, split in zip(edit.sentences, edit.splits, strict=True):
            self.sentences[number] = replace(self.sentences[number], split=split)

    @apply.register
    def _(self, edit: edits.SetRemark) -> None:
        old = self.sentences[edit.sentence]
        self.sentences[edit.sentence] = replace(old, note=edit.note, is_flagged=edit.is_flagged)

    @apply.register
    def _(self, edit: token_edits.SetSource) -> None:
        self.sentences[edit.sentence] = replace(self.sentences[edit.sentence], source=edit.rows)

    @apply.register
    def _(self, edit: edits.AddSentences) -> None:
        self.append(edit.sentences)

    @apply.register
    def _(self, edit: edits.RemoveSentences | edits.RestoreSentences) -> None:
        for number in edit.sentences:
            is_removed = isinstance(edit, edits.RemoveSentences)
            self.sentences[number] = replace(self.sentences[number], is_removed=is_removed)

    @apply.register
    def _(self, edit: edits.RemoveImport) -> None:
        for sentence in self.shown:
            if sentence.brought_by == edit.number:
                self.sentences[sentence.number] = replace(sentence, is_removed=True)

    @apply.register
    def _(self, edit: edits.AddLayer) -> None:
        self.numbers.layer += 1
        key = self.numbers.layer
        of = self.layer(edit.of).key if edit.of else key
        self.layers[key] = PlainLayer(key, edit.name, edit.scheme, edit.annotator, of, edit.labels)

    @apply.register
    def _(self, edit: edits.RemoveLayer) -> None:
        layer = self.layer(edit.name)
        self.layers[layer.key] = replace(layer, is_removed=True)

    @apply.register
    def _(self, edit: label_edits.RenameLayer) -> None:
        layer = self.layer(edit.layer)
        self.layers[layer.key] = replace(layer, name=edit.name)

    @apply.register
    def _(self, edit: label_edits.SetGuidelines) -> None:
        owner = self.layers[self.layer(edit.layer).of]
        self.layers[owner.key] = replace(owner, guidelines=edit.text)

    @apply.register
    def _(self, edit: edits.AddLabels) -> None:
        self._join(self.layer(edit.layer).of, edit.labels)

    @apply.register
    def _(self, edit: edits.RemoveLabels) -> None:
        self._leave(edit.layer, edit.labels)

    @apply.register
    def _(self, _edit: edits.SetLabelLook | label_edits.OrderLabels) -> None:
        """Looks and order are not kept here; the machine compares them itself."""

    @apply.register
    def _(self, edit: edits.RenameLabel) -> None:
        self._retag(self.sharing(edit.layer), _renaming({edit.label: edit.name}))
        self._leave(edit.layer, (edit.label,))
        self._join(self.layer(edit.layer).of, (edit.name,))

    @apply.register
    def _(self, edit: label_edits.MergeLabels) -> None:
        self._retag(self.sharing(edit.layer), _renaming(dict.fromkeys(edit.labels, edit.into)))
        self._leave(edit.layer, edit.labels)

    @apply.register
    def _(self, edit: label_edits.DeleteLabel) -> None:
        def without(tags: Tags, scheme: Scheme) -> Tags:
            nothing = None if scheme is Scheme.PLAIN else "O"
            return tuple(nothing if label_of(tag, scheme) == edit.label else tag for tag in tags)

        self._retag(self.sharing(edit.layer), without)
        self._leave(edit.layer, (edit.label,))

    @apply.register
    def _(self, edit: label_edits.ConvertLayer) -> None:
        sharing = self.sharing(edit.layer)
        self._retag(sharing, lambda tags, scheme: convert(tags, scheme, edit.scheme))
        for layer in sharing:
            self.layers[layer.key] = replace(self.layers[layer.key], scheme=edit.scheme)

    @apply.register
    def _(self, edit: label_edits.MendTags) -> None:
        self._retag([self.layer(edit.layer)], repair, edit.scope)

    def _retag(
        self, layers: list[PlainLayer], change: Callable[[Tags, Scheme], Tags], scope: Scope | None = None
    ) -> None:
        for sentence in self._reached(scope or Scope()):
            tagged = dict(sentence.tagged)
            for layer in layers:
                if layer.key in tagged:
                    old, origins = tagged[layer.key]
                    new = change(old, layer.scheme)
                    tagged[layer.key] = new, _known(old, new, origins)
            self.sentences[sentence.number] = sentence.with_tagged(tagged)

    def _reached(self, scope: Scope) -> Iterator[PlainSentence]:
        shown = self.shown
        if scope.reach is Reach.CORPUS:
            return iter(shown)
        numbers = [sentence.number for sentence in shown]
        first = last = numbers.index(scope.sentence)
        if scope.reach is Reach.DOCUMENT:
            while first > 0 and shown[first - 1].document == shown[last].document:
                first -= 1
            while last + 1 < len(shown) and shown[last + 1].document == shown[first].document:
                last += 1
        return iter(shown[first : last + 1])

    @apply.register
    def _(self, edit: token_edits.SplitToken) -> None:
        old = self.sentences[edit.sentence]
        first, second, is_spaced = pieces(old.tokens[edit.token], edit.offset, is_known=old.spaces is not None)
        before = bounds_of(old.tokens, old.spaces)
        start, end = before[edit.token]
        parted = [(start, start + len(first)), (end - len(second), end)]
        at = slice(edit.token, edit.token + 1)
        self._recut(old, at, (first, second), (is_spaced,), [*before[: at.start], *parted, *before[at.stop :]])

    @apply.register
    def _(self, edit: token_edits.MergeTokens) -> None:
        old = self.sentences[edit.sentence]
        before = bounds_of(old.tokens, old.spaces)
        at = slice(edit.start, edit.end)
        gaps = (*(old.spaces or (False,) * len(old.tokens))[edit.start : edit.end - 1], False)
        text = "".join(token + " " * gap for token, gap in zip(old.tokens[at], gaps, strict=True))
        whole = (before[edit.start][0], before[edit.end - 1][1])
        self._recut(old, at, (text,), (), [*before[: at.start], whole, *before[at.stop :]])

    def _recut(
        self, old: PlainSentence, at: slice, tokens: tuple[str, ...], inner: tuple[bool, ...], after: Bounds
    ) -> None:
        """Put tokens in the place of others; the space behind the last of them stays."""
        new = old.tokens[: at.start] + tokens + old.tokens[at.stop :]
        spaces = old.spaces and (*old.spaces[: at.start], *inner, *old.spaces[at.stop - 1 :])
        self._carry(old, new, spaces, after)

    def _carry(
        self, old: PlainSentence, tokens: tuple[str, ...], spaces: tuple[bool, ...] | None, after: Bounds
    ) -> None:
        before = bounds_of(old.tokens, old.spaces)
        tagged = {}
        for key, (tags, origins) in old.tagged.items():
            carried = carry(tags, origins, self.layers[key].scheme, before, after)
            tagged[key] = carried.tags, carried.origins
        self._put(replace(old, tokens=tokens, spaces=spaces).with_tagged(tagged))

    @apply.register
    def _(self, edit: token_edits.Retokenise) -> None:
        for old in self._reached(edit.scope):
            new = retokenise(old.tokens, old.spaces, edit.tokenizer, within_tokens=edit.within_tokens)
            if new is not None:
                self._carry(old, new.tokens, new.spaces, new.after)

    @apply.register
    def _(self, edit: token_edits.SplitSentence) -> None:
        old, at = self.sentences[edit.sentence], edit.token
        self.numbers.sentence += 1
        rows, rest_rows = source_rows.cut(old.source, old.tokens, at)
        heads, rests = {}, {}
        for key, (tags, origins) in old.tagged.items():
            seam = at_seam(tags[at - 1], tags[at], self.layers[key].scheme)
            heads[key] = tags[:at], origins[:at]
            rests[key] = (seam, *tags[at + 1 :]), origins[at:]
        head = replace(old, tokens=old.tokens[:at], spaces=old.spaces and old.spaces[:at], source=rows)
        rest = replace(
            old,
            number=self.numbers.sentence,
            tokens=old.tokens[at:],
            spaces=old.spaces and old.spaces[at:],
            source=rest_rows,
        )
        parts = {old.number: head.with_tagged(heads), rest.number: rest.with_tagged(rests)}
        both = [(number, one) for number, one in self.sentences.items()]
        index = list(self.sentences).index(old.number)
        self.sentences = dict([*both[:index], *parts.items(), *both[index + 1 :]])

    @apply.register
    def _(self, edit: token_edits.MergeSentences) -> None:
        first = self.sentences[edit.sentence]
        second = self.next_in_document(first.number)
        if second is None:
            raise ValueError("there is nothing to merge")
        tagged = {}
        for key in {*first.tagged, *second.tagged}:
            (tags, origins), (more, more_origins) = first.in_layer(key), second.in_layer(key)
            seam = at_seam(tags[-1], more[0], self.layers[key].scheme)
            tagged[key] = (*tags, seam, *more[1:]), origins + more_origins
        spaces = None
        if first.spaces or second.spaces:
            spaces = (first.spaces or (True,) * len(first.tokens)) + (second.spaces or (True,) * len(second.tokens))
        is_spaced = first.spaces is None or first.spaces[-1]
        source = source_rows.join(first.source, second.source, (first.tokens, second.tokens), is_spaced=is_spaced)
        merged = replace(
            first,
            tokens=first.tokens + second.tokens,
            spaces=spaces,
            source=source,
            note="\n".join(dict.fromkeys(note for note in (first.note, second.note) if note)),
            is_flagged=first.is_flagged or second.is_flagged,
        )
        self.sentences[second.number] = replace(second, is_removed=True)
        self._put(merged.with_tagged(tagged))


def check_same(project: Project, plain: PlainState) -> None:
    """Fail where a project does not show what it should, or its totals are not those of its sentences."""
    shown = contents.shown(project)
    assert shown["sentences"] == [plain.as_sentence(sentence) for sentence in plain.shown]
    both = [[(one, one.annotator, one.of) for one in layers] for layers in (project.layers, plain.as_layers())]
    assert both[0] == both[1]
    assert shown["origins"] == {
        (sentence.number, layer.name): sentence.in_layer(layer.key)[1]
        for sentence in plain.shown
        for layer in plain.shown_layers
    }
    assert shown["remarks"] == [edits.SetRemark(one.number, one.note, one.is_flagged) for one in plain.shown]


def pieces(token: str, offset: int, *, is_known: bool) -> tuple[str, str, bool]:
    """Return both parts of a token that is split, and whether a space stood between them."""
    first, second = token[:offset], token[offset:]
    if is_known and first.endswith(" "):
        return first[:-1], second, True
    if is_known and second.startswith(" "):
        return first, second[1:], True
    return first, second, False


def _known(old: Tags, new: Tags, origins: str) -> str:
    """Return the origins of tags that were spelled anew: a tag taken away is nobody's."""
    return "".join(
        "." if after is None and before is not None else origin
        for before, after, origin in zip(old, new, origins, strict=True)
    )


def _renaming(names: Mapping[str, str]) -> Callable[[Tags, Scheme], Tags]:
    def renamed(tags: Tags, scheme: Scheme) -> Tags:
        new = []
        for tag in tags:
            label = label_of(tag, scheme)
            new.append(f"{tag.removesuffix(label)}{names[label]}" if tag and label in names else tag)
        spans = [replace(span, label=names.get(span.label, span.label)) for span in to_spans(tags, scheme)]
        return tuple(new) if scheme in (Scheme.PLAIN, Scheme.IO) else read_as(new, spans, scheme)

    return renamed
