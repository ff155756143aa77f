"""Sentences as JSON Lines: the record they were read from with new labels, else one of our own.

A record that says what the sentence says is written byte for byte as it was. Of a changed one the other
keys stay, and so does every span that has not changed, with whatever else it holds.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from core.carrying import bounds_of
from core.corpus import Layer, Sentence, Span
from core.schemes import to_spans
from core.sources.jsonl import decoded, trimmed
from core.sources.records import (
    END_KEYS,
    LABEL_KEYS,
    START_KEYS,
    TAG_KEYS,
    Record,
    column_keys,
    located,
    record_of,
    span_key,
    spans_of,
)

Bounds = Sequence[tuple[int, int]]
# How a first span is written under a key whose list is empty; elsewhere as [start, end, label].
_FORMS = {
    "spans": ("start", "end", "label"),
    "entities": ("start_offset", "end_offset", "label"),
    "annotations": ("start_char", "end_char", "label_name"),
}


def writer_of(layers: Sequence[Layer]) -> Callable[[Sentence, Sentence | None], str]:
    """Return what turns a sentence into its line, line end included."""

    def write_one(sentence: Sentence, _before: Sentence | None) -> str:
        values = decoded(sentence.source) if sentence.source.startswith("{") else None
        record = record_of(values, lambda _found, _action: None) if values else None
        if values is None or record is None:
            return _line(_built(sentence, layers))
        if record.text is None:
            bounds: Bounds | None = bounds_of(sentence.tokens, None) if record.tokens == sentence.tokens else None
        else:
            bounds = located(sentence.tokens, record.text)
        if bounds is None:
            return _line(_built(sentence, layers))
        changed = _changed(sentence, layers, values, record, bounds)
        return f"{sentence.source}\n" if changed == values else _line(changed)

    return write_one


def _line(values: Mapping[str, Any]) -> str:
    return msgspec.json.encode(values).decode("utf-8") + "\n"


def _built(sentence: Sentence, layers: Sequence[Layer]) -> dict[str, Any]:
    values: dict[str, Any] = {"text": sentence.text}
    spans = _spans(
        sentence, [layer for layer in layers if layer.has_spans], bounds_of(sentence.tokens, sentence.spaces)
    )
    if spans is not None:
        values["label"] = [[span.start, span.end, span.label] for span in spans]
    return _with_columns(values, sentence, {_key(layer): layer for layer in layers if not layer.has_spans})


def _key(layer: Layer) -> str:
    """Return the key of the tags of a layer."""
    return layer.name if layer.name in TAG_KEYS else f"{layer.name}_tags"


def _with_columns(values: dict[str, Any], sentence: Sentence, columns: Mapping[str, Layer]) -> dict[str, Any]:
    if columns and "tokens" not in values:
        values["tokens"] = list(sentence.tokens)
    for key, layer in columns.items():
        tags = sentence.layer_tags(layer.name)
        old = values.get(key)
        if not isinstance(old, list) or [None if tag in (None, "") else str(tag) for tag in old] != list(tags):
            values[key] = list(tags)
    return values


def _spans(sentence: Sentence, layers: Sequence[Layer], bounds: Bounds) -> list[Span] | None:
    """Return the spans of these layers in code points; None where nobody has labelled any of it."""
    all_tags = [(sentence.layer_tags(layer.name), layer.scheme) for layer in layers]
    if all(tag is None for tags, _ in all_tags for tag in tags):
        return None
    return sorted(
        Span(bounds[span.start][0], bounds[span.end - 1][1], span.label)
        for tags, scheme in all_tags
        for span in to_spans(tags, scheme)
    )


def _changed(
    sentence: Sentence, layers: Sequence[Layer], values: Mapping[str, Any], record: Record, bounds: Bounds
) -> dict[str, Any]:
    """Return a record's values with the labels, and the tokens, that the sentence has now."""
    new = dict(values)
    is_cut_anew = record.tokens is not None and record.tokens != sentence.tokens
    if is_cut_anew:
        new["tokens"] = _tokens(sentence, bounds, as_objects=isinstance(values["tokens"][0], dict))
    known = {name: key for key, name in column_keys(values).items()}
    as_tags = [layer for layer in layers if layer.name in known or record.text is None or not layer.has_spans]
    _with_columns(new, sentence, {known.get(layer.name, _key(layer)): layer for layer in as_tags})
    as_spans = [layer for layer in layers if layer not in as_tags]
    if not as_spans:
        return new
    spans = _spans(sentence, as_spans, bounds)
    key = span_key(values) or "label"
    if spans is None:
        new.pop(key, None)
    else:
        new[key] = _items(values.get(key, []), spans, record.text or "", key, has_new_tokens=is_cut_anew)
    return new


def _tokens(sentence: Sentence, bounds: Bounds, *, as_objects: bool) -> list[Any]:
    if not as_objects:
        return list(sentence.tokens)
    spaces = sentence.spaces or (True,) * len(sentence)
    return [
        {"text": token, "start": start, "end": end, "id": index, "ws": space}
        for index, (token, (start, end), space) in enumerate(zip(sentence.tokens, bounds, spaces, strict=True))
    ]


def _items(old: Sequence[Any], spans: Sequence[Span], text: str, key: str, *, has_new_tokens: bool) -> list[Any]:
    """Return the entries of the spans: those there are for spans still there, then new ones in the same form."""
    wanted = set(spans)
    kept: list[Any] = []
    for item in old:
        found = {
            Span(*place, span.label)
            for span in spans_of(item, len(text), lambda _found, _action: None)
            if (place := trimmed(text, span.start, span.end))
        }
        if found and found <= wanted:
            is_object = has_new_tokens and isinstance(item, dict)
            kept.append({k: v for k, v in item.items() if not k.startswith("token_")} if is_object else item)
            wanted -= found
    keys = _keys_like(old) if old else _FORMS.get(key, ())
    added = [(span.start, span.end, span.label) for span in spans if span in wanted]
    return [*kept, *(dict(zip(keys, one, strict=True)) if keys else list(one) for one in added)]


def _keys_like(old: Sequence[Any]) -> tuple[str, ...]:
    """Return the keys that an entry has for start, end and label; none where entries are lists."""
    pattern = next((item for item in old if isinstance(item, dict)), None)
    if pattern is None:
        return ()
    return tuple(
        next((key for key in known if key in pattern), known[0]) for known in (START_KEYS, END_KEYS, LABEL_KEYS)
    )
