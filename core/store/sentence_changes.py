"""Edits that cut a sentence in two or join two, done to the tables."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import singledispatchmethod

from core import source_rows
from core.edit_titles import title
from core.edits import Batch, ChangeSet, Edit, RemoveSentences, SetRemark, Uncarried
from core.errors import ProjectError, place
from core.labelling import span_at
from core.schemes import at_seam
from core.store import verdicts
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.insertion import MAX_TOKENS
from core.store.layers import Layers
from core.store.placing import place_behind
from core.store.sentences import Sentences
from core.store.stored import Stored, read_stored
from core.store.tagging import Tagging
from core.store.texts import pack_spaces, pack_tokens
from core.token_edits import LayerTags, MergeSentences, ReplaceTokens, SetSource, SplitSentence

SentenceEdit = SplitSentence | MergeSentences | SetSource
Outcome = tuple[Edit, ChangeSet]


class SentenceChanges:
    """The edits that cut and join sentences.

    Args:
        apply: Applies the edits that an edit is made of.
    """

    def __init__(
        self,
        connection: Connection,
        layers: Layers,
        sentences: Sentences,
        counters: Counters,
        *,
        tagging: Tagging,
        apply: Callable[[Edit], Outcome],
    ) -> None:
        self._connection = connection
        self._layers = layers
        self._sentences = sentences
        self._counters = counters
        self._tagging = tagging
        self._apply = apply

    @singledispatchmethod
    def apply(self, edit: SentenceEdit) -> Outcome:
        """Do what the edit says; return its inverse and what it touched.

        Raises:
            ProjectError: It does not fit the sentence.
        """
        raise TypeError(f"{type(edit).__name__} is no edit")

    @apply.register
    def _set_source(self, edit: SetSource) -> Outcome:
        stored = read_stored(self._connection, edit.sentence)
        self._write_source(edit.sentence, edit.rows)
        return SetSource(edit.sentence, stored.rows), ChangeSet(frozenset({edit.sentence}))

    def _write_source(self, sentence: int, rows: str) -> None:
        self._connection.run("DELETE FROM source WHERE sentence = ?", (sentence,))
        if rows:
            self._connection.run("INSERT INTO source VALUES (?, ?)", (sentence, rows))

    @apply.register
    def _split_sentence(self, edit: SplitSentence) -> Outcome:
        stored = read_stored(self._connection, edit.sentence)
        if not 0 < edit.token < len(stored.tokens):
            raise self._refused("a sentence cannot be split there.", "Leave a token on both sides.")
        first, second = source_rows.cut(stored.rows, stored.tokens, edit.token)
        uncarried = tuple(self._cut_spans(stored, edit.token))
        number = self._insert_rest(stored, edit.token, second)
        verdicts.move(self._connection, edit.sentence, lambda token: _parted(token, edit, number))
        spaces = None if stored.spaces is None else ""
        remark = self._sentences.remark(edit.sentence)
        parts: list[Edit] = [ReplaceTokens(edit.sentence, edit.token, len(stored.tokens), (), spaces, ())]
        if first != stored.rows:
            parts.append(SetSource(edit.sentence, first))
        if remark != SetRemark(edit.sentence):
            parts.append(SetRemark(number, remark.note, remark.is_flagged))
        inverse, changes = self._apply(Batch(title(edit), tuple(parts)))
        own = ChangeSet(frozenset({number}), structure=True, uncarried=uncarried, n_uncarried=len(uncarried))
        return Batch(title(edit), (inverse, RemoveSentences((number,)))), own | changes

    def _cut_spans(self, stored: Stored, token: int) -> Iterator[Uncarried]:
        for layer, (codes, _) in stored.layers.items():
            known = self._layers.stored[layer]
            span = span_at(self._layers.alphabet(layer).decode(codes), known.layer.scheme, token)
            if known.is_shown and span is not None and span.start < token:
                yield stored.named(known.layer.name, Uncarried(span, replace(span, end=token)))

    def _insert_rest(self, stored: Stored, token: int, rows: str) -> int:
        """Make a sentence of the tokens from one on, right behind; they are still in the first one as well."""
        connection = self._connection
        tokens = stored.tokens[token:]
        spaces = None if stored.spaces is None else stored.spaces[token:]
        place = place_behind(connection, self._counters, stored.place)
        number = connection.insert(
            "INSERT INTO sentence (place, document, tokens, spaces) VALUES (?, ?, ?, ?)",
            (place, stored.document, pack_tokens(tokens), pack_spaces(spaces)),
        )
        connection.run("INSERT INTO position VALUES (?, ?, ?, ?)", (place, number, stored.split, len(tokens)))
        self._counters.add_sentence(place, stored.split, len(tokens))
        for layer, (codes, origins) in stored.layers.items():
            new = self._behind_seam(layer, codes[token - 1], codes[token:])
            self._tagging.write(number, layer, new, origins[token:])
        self._tagging.count_sentences((number,), 1)
        self._write_source(number, rows)
        self._sentences.forget()
        return number

    def _behind_seam(self, layer: int, before: str, codes: str) -> str:
        """Return codes that follow another one as they are on the other side of cutting or joining a sentence."""
        alphabet = self._layers.alphabet(layer)
        last, tag = alphabet.decode(before + codes[0])
        first = at_seam(last, tag, self._layers.stored[layer].layer.scheme)
        return codes if first == tag else alphabet.encode((first,)) + codes[1:]

    @apply.register
    def _merge_sentences(self, edit: MergeSentences) -> Outcome:
        first = read_stored(self._connection, edit.sentence)
        second = self._next(first)
        n_tokens = len(first.tokens) + len(second.tokens)
        if n_tokens > MAX_TOKENS:
            raise self._refused(f"a sentence of {n_tokens:,} tokens is more than {MAX_TOKENS:,}.", "")
        remark = _merged(self._sentences.remark(first.number), self._sentences.remark(second.number))
        is_spaced = first.spaces is None or first.spaces[-1]
        rows = source_rows.join(first.rows, second.rows, (first.tokens, second.tokens), is_spaced=is_spaced)
        parts: list[Edit] = [RemoveSentences((second.number,)), self._joined(first, second)]
        if rows != first.rows:
            parts.append(SetSource(first.number, rows))
        if remark != self._sentences.remark(first.number):
            parts.append(remark)
        n_first = len(first.tokens)
        outcome = self._apply(Batch(title(edit), tuple(parts)))
        verdicts.move(self._connection, second.number, lambda token: (first.number, n_first + token))
        return outcome

    def _next(self, stored: Stored) -> Stored:
        row = self._connection.row(_NEXT, (stored.place,))
        following = read_stored(self._connection, row[0]) if row else None
        if following is None or following.document != stored.document:
            raise self._refused("there is no next sentence in this document.", "Only neighbours can be merged.")
        if following.split != stored.split:
            raise self._refused("the next sentence is in another split.", "Move one of them first.")
        return following

    def _joined(self, first: Stored, second: Stored) -> ReplaceTokens:
        """Return the edit that puts the tokens of the second behind those of the first."""
        n_first, n_second = len(first.tokens), len(second.tokens)
        layers = []
        for layer in sorted({*first.layers, *second.layers}):
            codes, origins = second.in_layer(layer)
            codes = self._behind_seam(layer, first.in_layer(layer)[0][-1], codes)
            layers.append(LayerTags(layer, n_first, n_first, self._layers.alphabet(layer).decode(codes), origins))
        if (first.spaces is None) == (second.spaces is None):
            spaces = pack_spaces(second.spaces)
            return ReplaceTokens(first.number, n_first, n_first, second.tokens, spaces, tuple(layers))
        # What is not known of one is taken as it is shown, so that the text of the other stays.
        all_spaces = (first.spaces or (True,) * n_first) + (second.spaces or (True,) * n_second)
        tokens = first.tokens + second.tokens
        for index, tags in enumerate(layers):
            codes, origins = first.in_layer(tags.layer)
            known = self._layers.alphabet(tags.layer).decode(codes)
            layers[index] = LayerTags(tags.layer, 0, n_first, known + tags.tags, origins + tags.origins)
        return ReplaceTokens(first.number, 0, n_first, tokens, pack_spaces(all_spaces), tuple(layers))

    def _refused(self, found: str, remedy: str = "") -> ProjectError:
        return ProjectError(found, place=place(self._connection.path), remedy=remedy)


def _parted(token: int, edit: SplitSentence, number: int) -> tuple[int, int]:
    return (edit.sentence, token) if token < edit.token else (number, token - edit.token)


def _merged(first: SetRemark, second: SetRemark) -> SetRemark:
    """Return both remarks in one; what both say is said once."""
    notes = dict.fromkeys(note for note in (first.note, second.note) if note)
    return SetRemark(first.sentence, "\n".join(notes), first.is_flagged or second.is_flagged)


_NEXT = """
SELECT sentence FROM position WHERE place > ? AND place <= (SELECT last_place FROM project) ORDER BY place LIMIT 1
"""
