"""One JSON object of labelled text: what doccano, Prodigy, labelbuddy and the Hugging Face hub write a line of.

Which keys mean what is told by their names and by what they hold. A fault costs what is faulty, never the
rest of the record.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.corpus import Span, Tags

TEXT_KEYS = ("text", "data", "content")
SPAN_KEYS = ("label", "labels", "spans", "entities", "annotations")
START_KEYS = ("start", "start_offset", "start_char")
END_KEYS = ("end", "end_offset", "end_char")
LABEL_KEYS = ("label", "label_name", "tag")
TAG_KEYS = frozenset({"tags", "labels", "label", "upos", "xpos", "pos", "ner", "chunk"})

Fault = Callable[[str, str], None]
"""Told what is wrong and what is done about it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one object says.

    Attributes:
        text: The running text; None where there are only tokens.
        tokens: As given, none of them empty; None where the text is to be cut into tokens.
        bounds: Code points `[start, end)` of each token in the text; None without a text or tokens.
        spans: Code points under a label; None where the object says nothing of spans.
        columns: Tags of the tokens by layer name.
        answer: What Prodigy's user did with it; empty for none.
        name: Its id; empty for none.
    """

    text: str | None
    tokens: tuple[str, ...] | None
    bounds: tuple[tuple[int, int], ...] | None
    spans: tuple[Span, ...] | None
    columns: Mapping[str, Tags]
    answer: str
    name: str


def record_of(values: Mapping[str, Any], fault: Fault) -> Record | None:
    """Return what an object says; None where it has neither text nor tokens.

    Args:
        values: The object.
        fault: Told of everything in it that cannot be used.
    """
    text = next((values[key] for key in TEXT_KEYS if isinstance(values.get(key), str)), None)
    if text and "\0" in text:
        fault("NUL characters in the text.", "Written as U+FFFD.")
        text = text.replace("\0", "\ufffd")
    tokens, bounds = _tokens(values.get("tokens"), text, fault)
    if text is None and tokens is None:
        fault("an object with neither text nor tokens.", "It was left out.")
        return None
    columns = _columns(values, tokens, fault) if tokens else {}
    if tokens and "" in tokens:
        fault("an empty token.", "It was left out.")
        kept = [index for index, token in enumerate(tokens) if token]
        columns = {name: tuple(tags[index] for index in kept) for name, tags in columns.items()}
        tokens = tuple(tokens[index] for index in kept)
        bounds = tuple(bounds[index] for index in kept) if bounds else None
    name = values.get("id")
    answer = values.get("answer")
    return Record(
        text=text,
        tokens=tokens or None,
        bounds=bounds or None,
        spans=_spans(values, tokens, text, fault),
        columns=columns,
        answer=answer if isinstance(answer, str) else "",
        name=str(name) if isinstance(name, str | int) else "",
    )


def span_key(values: Mapping[str, Any]) -> str:
    """Return the key of the spans; empty where there is none."""
    tokens = values.get("tokens")
    n_tokens = len(tokens) if isinstance(tokens, list) else 0
    keys = (key for key in SPAN_KEYS if isinstance(values.get(key), list))
    return next((key for key in keys if not _is_column(key, values[key], n_tokens)), "")


def column_keys(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the layer name of each key that holds a tag a token."""
    tokens = values.get("tokens")
    if not isinstance(tokens, list):
        return {}
    keys = (key for key, value in values.items() if _is_column(key, value, len(tokens)))
    return {key: key.removesuffix("_tags") or key for key in keys}


def _is_column(key: str, value: object, n_tokens: int) -> bool:
    if not n_tokens or not isinstance(value, list) or not (key in TAG_KEYS or key.endswith("_tags")):
        return False
    return bool(value) and all(_is_tag(one) for one in value)


def _is_tag(value: object) -> bool:
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def _tokens(
    value: object, text: str | None, fault: Fault
) -> tuple[tuple[str, ...] | None, tuple[tuple[int, int], ...] | None]:
    """Return the tokens that an object gives, and where they stand in the text."""
    if not isinstance(value, list):
        return None, None
    tokens = [one.get("text") if isinstance(one, dict) else one for one in value]
    texts = tuple(token for token in tokens if isinstance(token, str))
    if len(texts) < len(tokens):
        fault("a token that is no text.", "The text was cut into tokens anew." if text is not None else "Left out.")
        return None, None
    if text is None:
        return tuple(token.replace("\0", "\ufffd") for token in texts), None
    found = located(texts, text)
    if found is None:
        fault("tokens that are not those of the text.", "The text was cut into tokens anew.")
        return None, None
    return texts, found


def located(tokens: Sequence[str], text: str) -> tuple[tuple[int, int], ...] | None:
    """Return where tokens stand in a text with nothing but blanks between them; None where they do not."""
    found = []
    at = 0
    for token in tokens:
        start = text.find(token, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(token)
        found.append((start, at))
    return None if text[at:].strip() else tuple(found)


def _columns(values: Mapping[str, Any], tokens: Sequence[str], fault: Fault) -> dict[str, Tags]:
    columns: dict[str, Tags] = {}
    for key, name in column_keys(values).items():
        given = values[key]
        if len(given) != len(tokens):
            action = "Missing tags were left empty." if len(given) < len(tokens) else "Those beyond were not read."
            fault(f"{len(given):,} {key} for {len(tokens):,} tokens.", action)
        tags = (given + [None] * len(tokens))[: len(tokens)]
        columns[name] = tuple(None if tag in (None, "") else str(tag) for tag in tags)
    return columns


def _spans(
    values: Mapping[str, Any], tokens: Sequence[str] | None, text: str | None, fault: Fault
) -> tuple[Span, ...] | None:
    key = span_key(values)
    if not key:
        return None
    if text is None:
        if values[key]:
            fault(f"{key} without a text.", "They were left out.")
        return None
    return tuple(span for item in values[key] for span in spans_of(item, len(text), fault))


def spans_of(item: object, length: int, fault: Fault) -> list[Span]:
    """Return the spans of one entry: one for each of its labels."""
    found = _parts(item)
    if found is None:
        fault("a label without a place in the text.", "It was left out.")
        return []
    start, end, labels = found
    if not 0 <= start < end <= length:
        fault(f"a span of characters {start:,} to {end:,} in a text of {length:,}.", "It was left out.")
        return []
    if not labels:
        fault(f"a span of characters {start:,} to {end:,} without a label.", "It was left out.")
    return [Span(start, end, label) for label in labels]


def _parts(item: object) -> tuple[int, int, list[str]] | None:
    """Return start, end and labels of an entry; None where it has no place."""
    if isinstance(item, dict):
        start, end = (next((item[key] for key in keys if key in item), None) for keys in (START_KEYS, END_KEYS))
        label = item.get("labels", next((item[key] for key in LABEL_KEYS if key in item), None))
    elif isinstance(item, list) and len(item) >= 2:
        start, end, label = (*item, None)[:3]
    else:
        return None
    if type(start) is not int or type(end) is not int:
        return None
    labels = label if isinstance(label, list) else [label]
    return start, end, [str(one) for one in labels if _is_tag(one) and one not in (None, "")]
