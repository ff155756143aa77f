"""Edits that cut the tokens of a sentence another way, done to the tables: every layer follows, hidden or not."""

from dataclasses import replace
from functools import singledispatchmethod

import msgspec

from core.carrying import Bounds, Carried, bounds_of, carry
from core.corpus import Tags
from core.edits import ChangeSet, Edit, Origin, Uncarried
from core.errors import ProjectError, place
from core.store import beliefs, verdicts
from core.store.alphabet import NO_TAG
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.insertion import MAX_TOKENS
from core.store.layers import Layers
from core.store.stored import Stored, read_stored
from core.store.tagging import Tagging
from core.store.texts import pack_spaces, pack_tokens, unpack_spaces
from core.token_edits import LayerTags, MergeTokens, ReplaceTokens, SplitToken

TokensEdit = SplitToken | MergeTokens | ReplaceTokens
Outcome = tuple[Edit, ChangeSet]

# A longer one is no token, and would be one when every view laid it out.
MAX_TOKEN = 10_000


class TokenChanges:
    """The edits that cut the tokens of a sentence another way."""

    def __init__(self, connection: Connection, layers: Layers, counters: Counters, tagging: Tagging) -> None:
        self._connection = connection
        self._layers = layers
        self._counters = counters
        self._tagging = tagging

    @singledispatchmethod
    def apply(self, edit: TokensEdit) -> Outcome:
        """Do what the edit says; return its inverse and what it touched.

        Raises:
            ProjectError: It does not fit the sentence.
        """
        raise TypeError(f"{type(edit).__name__} is no edit")

    @apply.register
    def _split_token(self, edit: SplitToken) -> Outcome:
        stored = read_stored(self._connection, edit.sentence)
        if not 0 <= edit.token < len(stored.tokens):
            raise self._refused(f"sentence {edit.sentence:,} has no token {edit.token + 1:,}.")
        token = stored.tokens[edit.token]
        first, second, is_spaced = token[: edit.offset], token[edit.offset :], False
        if stored.spaces is not None and edit.offset > 0:
            is_spaced = first.endswith(" ") or second.startswith(" ")
            first, second = (first[:-1], second) if first.endswith(" ") else (first, second[is_spaced:])
        if not first or not second or edit.offset < 0:
            raise self._refused(f"{token[:40]!r} cannot be split there.", "Leave a character on both sides.")
        before = bounds_of(stored.tokens, stored.spaces)
        start, end = before[edit.token]
        parted = [(start, start + len(first)), (end - len(second), end)]
        after = [*before[: edit.token], *parted, *before[edit.token + 1 :]]
        spaces = None if stored.spaces is None else pack_spaces((is_spaced, stored.spaces[edit.token]))
        replacing = ReplaceTokens(edit.sentence, edit.token, edit.token + 1, (first, second), spaces, ())
        return self._recut(stored, replacing, before, after)

    @apply.register
    def _merge_tokens(self, edit: MergeTokens) -> Outcome:
        stored = read_stored(self._connection, edit.sentence)
        if not 0 <= edit.start < edit.end - 1 < len(stored.tokens):
            raise self._refused("there are no tokens to merge.", "Choose at least two.")
        text = stored.tokens[edit.start]
        for index in range(edit.start + 1, edit.end):
            text += " " * bool(stored.spaces and stored.spaces[index - 1]) + stored.tokens[index]
        if len(text) > MAX_TOKEN:
            raise self._refused(f"a token of {len(text):,} characters is more than {MAX_TOKEN:,}.", "Merge fewer.")
        before = bounds_of(stored.tokens, stored.spaces)
        whole = (before[edit.start][0], before[edit.end - 1][1])
        after = [*before[: edit.start], whole, *before[edit.end :]]
        spaces = None if stored.spaces is None else pack_spaces(stored.spaces[edit.end - 1 : edit.end])
        replacing = ReplaceTokens(edit.sentence, edit.start, edit.end, (text,), spaces, ())
        return self._recut(stored, replacing, before, after)

    def _recut(self, stored: Stored, edit: ReplaceTokens, before: Bounds, after: Bounds) -> Outcome:
        """Replace tokens by the same text cut another way, and carry the tags of every layer along."""
        layers: list[LayerTags] = []
        uncarried: list[Uncarried] = []
        for layer, (codes, origins) in stored.layers.items():
            known = self._layers.stored[layer]
            tags = self._layers.alphabet(layer).decode(codes)
            carried = carry(tags, origins, known.layer.scheme, before, after)
            layers.append(_smallest(layer, (tags, origins), carried, edit))
            if known.is_shown:
                uncarried += (stored.named(known.layer.name, one) for one in carried.uncarried)
        inverse, changes = self._replace_tokens(msgspec.structs.replace(edit, layers=tuple(layers)))
        return inverse, replace(changes, uncarried=tuple(uncarried), n_uncarried=len(uncarried))

    @apply.register
    def _replace_tokens(self, edit: ReplaceTokens) -> Outcome:
        stored = read_stored(self._connection, edit.sentence)
        tokens = stored.tokens[: edit.start] + edit.tokens + stored.tokens[edit.end :]
        if not 0 <= edit.start <= edit.end <= len(stored.tokens) or not 0 < len(tokens) <= MAX_TOKENS:
            raise self._refused(f"sentence {edit.sentence:,} cannot have {len(tokens):,} tokens.")
        spaces = self._spaces(stored, edit)
        self._connection.run(
            "UPDATE sentence SET tokens = ?, spaces = ? WHERE id = ?",
            (pack_tokens(tokens), pack_spaces(spaces), edit.sentence),
        )
        self._connection.run("UPDATE position SET n_tokens = ? WHERE place = ?", (len(tokens), stored.place))
        self._counters.lengths[stored.split, len(stored.tokens)] -= 1
        self._counters.lengths[stored.split, len(tokens)] += 1
        inverse = self._retag(stored, edit, len(tokens))
        beliefs.forget(self._connection, [edit.sentence])
        verdicts.move(self._connection, edit.sentence, lambda token: _followed(token, edit))
        old = pack_spaces(stored.spaces[edit.start : edit.end]) if stored.spaces is not None else None
        end = edit.start + len(edit.tokens)
        removed = stored.tokens[edit.start : edit.end]
        back = ReplaceTokens(edit.sentence, edit.start, end, removed, old, tuple(inverse))
        return back, ChangeSet(frozenset({edit.sentence}), tokens=True)

    def _spaces(self, stored: Stored, edit: ReplaceTokens) -> tuple[bool, ...] | None:
        new = unpack_spaces(edit.spaces)
        if (edit.start, edit.end) == (0, len(stored.tokens)):
            return new
        if (new is None) != (stored.spaces is None):
            raise ValueError("some tokens would tell of spaces and others not")
        if new is None or stored.spaces is None:
            return None
        return stored.spaces[: edit.start] + new + stored.spaces[edit.end :]

    def _retag(self, stored: Stored, edit: ReplaceTokens, length: int) -> list[LayerTags]:
        """Write the tags of all layers; return those that were there."""
        inverse = []
        given = {tags.layer: tags for tags in edit.layers}
        for layer in sorted({*given, *stored.layers}):
            n = len(edit.tokens)
            tags = given.get(layer) or LayerTags(layer, edit.start, edit.end, (None,) * n, Origin.NOBODY * n)
            alphabet = self._layers.alphabet(layer)
            codes, origins = stored.in_layer(layer)
            old, new = codes[tags.start : tags.end], alphabet.encode(tags.tags, tags.codes)
            part = tags.start, tags.start + len(new)
            known = origins[tags.start : tags.end]
            inverse.append(LayerTags(layer, *part, alphabet.decode(old), known, alphabet.exact(old)))
            new_codes = codes[: tags.start] + new + codes[tags.end :]
            new_origins = origins[: tags.start] + tags.origins + origins[tags.end :]
            if len(new_codes) != length or len(new_origins) != length:
                raise ValueError(f"layer {layer}: {len(new_codes)} tags for {length} tokens")
            self._tagging.count(layer, old, new)
            self._counters.labelled[layer] += (NO_TAG not in new_codes) - (NO_TAG not in codes)
            self._tagging.write(edit.sentence, layer, new_codes, new_origins)
        return inverse

    def _refused(self, found: str, remedy: str = "") -> ProjectError:
        return ProjectError(found, place=place(self._connection.path), remedy=remedy)


def _smallest(layer: int, before: tuple[Tags, str], after: Carried, edit: ReplaceTokens) -> LayerTags:
    """Return the tags of the tokens that come, and of those neighbours alone whose tags change."""
    old, new = (list(zip(tags, origins, strict=True)) for tags, origins in (before, (after.tags, after.origins)))
    shift = len(new) - len(old)
    first = next((index for index in range(edit.start) if old[index] != new[index]), edit.start)
    last = len(old)
    while last > edit.end and old[last - 1] == new[last + shift - 1]:
        last -= 1
    part = slice(first, last + shift)
    return LayerTags(layer, first, last, after.tags[part], after.origins[part])


def _followed(token: int, edit: ReplaceTokens) -> tuple[int, int] | None:
    """Return what a token has become after an edit."""
    if token < edit.start:
        return edit.sentence, token
    if token >= edit.end:
        return edit.sentence, token + len(edit.tokens) - (edit.end - edit.start)
    inside = min(token - edit.start, len(edit.tokens) - 1)
    return (edit.sentence, edit.start + inside) if edit.tokens else None
