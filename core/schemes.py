"""Tag schemes as tables: tags to spans and back, repair, legal transitions, detection.

A tag is parted at its first hyphen only. Reading never raises: what a tag sequence can be asked is
answered for odd sequences too, and `problems` names what is odd about them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.corpus import Scheme, Span, Tags
from core.errors import SchemeError

OUTSIDE = "O"

_Parsed = tuple[str, str]
_NOTHING: _Parsed = ("", "")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a scheme's prefixes mean: B begins, I goes on, E ends, S is a span of one token.

    Attributes:
        roles: Prefix as written, to its role.
        starts: Roles a span may begin with.
        must_end: Whether a span is only complete with an E or S.
    """

    roles: Mapping[str, str]
    starts: frozenset[str]
    must_end: bool = False


# In the order of preference when a file fits several of them alike.
_RULES: dict[Scheme, _Rules] = {
    Scheme.IOB2: _Rules({"B": "B", "I": "I"}, frozenset("B")),
    Scheme.BIOES: _Rules({"B": "B", "I": "I", "E": "E", "S": "S"}, frozenset("BS"), must_end=True),
    Scheme.BILOU: _Rules({"B": "B", "I": "I", "L": "E", "U": "S"}, frozenset("BS"), must_end=True),
    Scheme.BMES: _Rules({"B": "B", "M": "I", "E": "E", "S": "S"}, frozenset("BS"), must_end=True),
    Scheme.IOB1: _Rules({"B": "B", "I": "I"}, frozenset("BI")),
    Scheme.IOE2: _Rules({"I": "I", "E": "E"}, frozenset("IE"), must_end=True),
    Scheme.IO: _Rules({"I": "I"}, frozenset("I")),
}
# One tag in fifty may be a slip of the pen before a column stops looking like spans.
_SLIPS = 0.02


@dataclass(frozen=True, slots=True)
class Problem:
    """A tag that its scheme does not allow where it stands."""

    index: int
    tag: str
    reason: str


@dataclass(frozen=True, slots=True)
class Detection:
    """The scheme a file seems to be in.

    Attributes:
        scheme: The best guess.
        sure: Whether no other scheme fits as well; ask the user where it is False.
        alternatives: The schemes that fit as well.
        why: The reason in words.
    """

    scheme: Scheme
    sure: bool
    alternatives: tuple[Scheme, ...]
    why: str


def split_tag(tag: str, scheme: Scheme) -> tuple[str, str]:
    """Return a tag's prefix and label: `("B", "creative-work")`, `("O", "")`, `("", "NOUN")`.

    Raises:
        SchemeError: The tag is not one of the scheme.
    """
    if scheme is Scheme.PLAIN:
        return "", tag
    if tag == OUTSIDE:
        return OUTSIDE, ""
    role, label = _parse(tag, _RULES[scheme])
    if not role:
        known = ", ".join(f"{prefix}-" for prefix in _RULES[scheme].roles)
        raise SchemeError(f"{tag!r} is not a tag of {scheme}.", remedy=f"Its tags are O or begin with {known}.")
    return tag[: -len(label) - 1], label


def outside(scheme: Scheme) -> str | None:
    """Return the tag of a token in no span: `"O"`; None for plain tags, which have no outside."""
    return None if scheme is Scheme.PLAIN else OUTSIDE


def spell(label: str, scheme: Scheme) -> tuple[str, ...]:
    """Return every tag that `label` can have."""
    if scheme is Scheme.PLAIN:
        return (label,)
    return tuple(f"{prefix}-{label}" for prefix in _RULES[scheme].roles)


def role_of(tag: str | None, scheme: Scheme) -> str:
    """Return what a tag does in its span: B begins, I goes on, E ends, S is all of it; empty where it is in none."""
    return "" if scheme is Scheme.PLAIN else _parse(tag, _RULES[scheme])[0]


def in_role(tag: str | None, scheme: Scheme, *, begins: bool, ends: bool) -> str | None:
    """Return the tag of the same label that begins or ends a span, as far as the scheme tells; others as they are."""
    if scheme is Scheme.PLAIN:
        return tag
    label = _parse(tag, _RULES[scheme])[1]
    if not label:
        return tag
    prefixes = {role: prefix for prefix, role in _RULES[scheme].roles.items()}
    wanted = ("S",) * (begins and ends) + ("B",) * begins + ("E",) * ends
    return f"{next((prefixes[role] for role in wanted if role in prefixes), prefixes['I'])}-{label}"


def at_seam(before: str | None, tag: str | None, scheme: Scheme) -> str | None:
    """Return the first tag behind a seam where a sentence is cut, or two are joined, after the tag `before`.

    Only IOB1 has to tell there whether a span goes on or another of its label begins: what goes on is
    written as what begins at the start of a sentence, where that is not allowed, and the reverse. So
    joining takes cutting back, and the spans of two sentences stay two.
    """
    if scheme is not Scheme.IOB1:
        return tag
    rules = _RULES[scheme]
    (role, label), (_, other) = _parse(tag, rules), _parse(before, rules)
    return tag if not label or label != other else f"{'I' if role == 'B' else 'B'}-{label}"


def labels_of(tags: Iterable[str | None], scheme: Scheme) -> set[str]:
    """Return the labels of the spans in `tags`; the tags themselves where they are plain."""
    if scheme is Scheme.PLAIN:
        return {tag for tag in tags if tag is not None}
    rules = _RULES[scheme]
    return {label for tag in set(tags) if (label := _parse(tag, rules)[1])}


def to_spans(tags: Tags, scheme: Scheme, *, strict: bool = False) -> list[Span]:
    """Return the spans that `tags` spell, in order.

    None and tags foreign to the scheme are outside of every span.

    Args:
        tags: One a token.
        scheme: How they are spelled; plain tags are a span a token.
        strict: Leave out spans that are not well formed, such as `O I-PER`, instead of reading
            them as if they were.

    Source:
        Where a span begins and ends follows conlleval, the script of the CoNLL-2000 shared task.
    """
    if scheme is Scheme.PLAIN:
        return [Span(index, index + 1, tag) for index, tag in enumerate(tags) if tag is not None]
    rules = _RULES[scheme]
    parsed = [_parse(tag, rules) for tag in tags]
    spans = _segments(parsed)
    return [span for span in spans if _is_well_formed(span, parsed, rules)] if strict else list(spans)


def from_spans(spans: Iterable[Span], length: int, scheme: Scheme) -> Tags:
    """Return the tags, one for each of `length` tokens, that spell `spans`.

    Raises:
        SchemeError: Spans overlap, are empty, or reach beyond the sentence.
    """
    tags: list[str | None] = [outside(scheme)] * length
    end = 0
    label = ""
    for span in sorted(spans):
        if span.start < end:
            raise SchemeError(f"two spans cover token {span.start + 1}.", remedy="Keep one of them.")
        if not span.start < span.end <= length:
            raise SchemeError(f"a span of tokens {span.start + 1} to {span.end} in a sentence of {length}.")
        touches = span.start == end and span.label == label
        tags[span.start : span.end] = spell_span(span, scheme, touches=touches)
        end, label = span.end, span.label
    return tuple(tags)


def spell_span(span: Span, scheme: Scheme, *, touches: bool) -> list[str]:
    """Return the tags of one span; `touches` says that one of the same label ends right before it."""
    length = span.end - span.start
    if scheme is Scheme.PLAIN:
        return [span.label] * length
    rules = _RULES[scheme]
    prefixes = {role: prefix for prefix, role in rules.roles.items()}
    begins_with_b = "B" in prefixes and ("I" not in rules.starts or touches)
    roles = ["B" if begins_with_b else "I", *("I" * (length - 1))]
    if rules.must_end:
        roles[-1] = "S" if length == 1 and "S" in prefixes else "E"
    return [f"{prefixes[role]}-{span.label}" for role in roles]


def read_as(tags: Sequence[str | None], spans: Sequence[Span], scheme: Scheme) -> Tags:
    """Return tags that are read as these spans: what would be read otherwise is spelled anew, the rest stays.

    IO cannot keep touching spans of a label apart.
    """
    read = set(to_spans(tuple(tags), scheme))
    return respell(tags, spans, scheme, {span for span in spans if span not in read})


def respell(tags: Sequence[str | None], spans: Iterable[Span], scheme: Scheme, wanted: Set[Span]) -> Tags:
    """Return tags with some of their spans spelled by the book.

    Args:
        tags: One a token.
        spans: All spans, in order.
        scheme: How they are spelled.
        wanted: Those to be spelled.
    """
    new = list(tags)
    end, label = -1, ""
    for span in spans:
        if span in wanted:
            touches = span.start == end and span.label == label
            new[span.start : span.end] = spell_span(span, scheme, touches=touches)
        end, label = span.end, span.label
    return tuple(new)


def problems(tags: Tags, scheme: Scheme) -> list[Problem]:
    """Return every tag that is foreign to the scheme or may not stand where it does."""
    if scheme is Scheme.PLAIN:
        return []
    rules = _RULES[scheme]
    parsed = [_NOTHING, *(_parse(tag, rules) for tag in tags), _NOTHING]
    found: list[Problem] = []
    for index, tag in enumerate(tags):
        before, this, after = parsed[index : index + 3]
        if tag is None or tag == OUTSIDE:
            continue
        if this == _NOTHING:
            found.append(Problem(index, tag, f"{tag} is not a tag of {scheme}"))
        elif not _goes_on(before, this) and not _begins(before, this, rules):
            found.append(Problem(index, tag, f"{tag} has no span to go on with"))
        elif rules.must_end and _is_open(this) and not _goes_on(this, after):
            found.append(Problem(index, tag, f"the span of {tag} has no end"))
    return found


def repair(tags: Tags, scheme: Scheme) -> Tags:
    """Return the nearest well-formed tags: the spans that a lenient reader sees, spelled anew.

    None stays None, and a tag foreign to the scheme becomes None: nobody has said what it means.
    """
    if scheme is Scheme.PLAIN:
        return tags
    return convert(tags, scheme, scheme)


def convert(tags: Tags, source: Scheme, target: Scheme) -> Tags:
    """Return `tags` of `source` spelled in `target`; IO cannot keep touching spans of a label apart.

    None stays None. `O` stays `O` to and from plain tags, which have no other word for it.
    """
    if source is target is Scheme.PLAIN:
        return tags
    meant = tuple(None if tag == OUTSIDE else tag for tag in tags) if source is Scheme.PLAIN else tags
    spelled = from_spans(to_spans(meant, source), len(tags), target)
    return tuple(
        new if new is not None and new != OUTSIDE else OUTSIDE if old == OUTSIDE else None
        for new, old in zip(spelled, tags, strict=True)
    )


def legal_transitions(tags: Sequence[str], scheme: Scheme) -> NDArray[np.bool_]:
    """Return which tag may follow which.

    Args:
        tags: The n tags a model knows.
        scheme: Theirs. Tags foreign to it count as outside; plain tags may follow any.

    Returns:
        bool[n+2, n+2]: row = the tag before, column = the tag after; index n is the start of a
        sentence and n+1 its end.
    """
    count = len(tags)
    legal = np.ones((count + 2, count + 2), dtype=np.bool_)
    if scheme is not Scheme.PLAIN:
        rules = _RULES[scheme]
        parsed = [*(_parse(tag, rules) for tag in tags), _NOTHING, _NOTHING]
        legal[:] = [[_may_follow(before, after, rules) for after in parsed] for before in parsed]
    legal[:, count] = False
    legal[count + 1, :] = False
    return legal


def detect(sequences: Iterable[Tags]) -> Detection:
    """Return the scheme that most likely spells the given tag sequences.

    A column is plain as soon as more than a slip or two is no prefixed tag: part-of-speech tags,
    `-LRB-`, `PRP$` and the like. Otherwise the scheme with the fewest illegal transitions is taken.
    """
    kept = [tags for tags in sequences if any(tags)]
    counts = Counter(tag for tags in kept for tag in tags if tag is not None and tag != OUTSIDE)
    if not kept:
        return Detection(Scheme.PLAIN, sure=False, alternatives=tuple(Scheme)[1:], why="there are no tags")
    if not counts:
        others = tuple(scheme for scheme in Scheme if scheme is not Scheme.IOB2)
        return Detection(Scheme.IOB2, sure=False, alternatives=others, why="there is no tag but O")
    fitting = _fitting(counts)
    if not fitting:
        return Detection(
            Scheme.PLAIN, sure=True, alternatives=(), why=f"{_most_foreign(counts)} is a tag of no scheme for spans"
        )
    faults = {scheme: sum(len(problems(tags, scheme)) for tags in kept) for scheme in fitting}
    best = min(fitting, key=lambda scheme: faults[scheme])
    ties = tuple(scheme for scheme in fitting if scheme is not best and faults[scheme] <= 2 * faults[best])
    prefixes = sorted({tag.partition("-")[0] for tag in counts if "-" in tag})
    why = f"prefixes {', '.join(prefixes)}; {faults[best]:,} tags do not fit"
    return Detection(best, sure=not ties, alternatives=ties, why=why)


def _parse(tag: str | None, rules: _Rules) -> _Parsed:
    """Return role and label; nothing for outside, unlabelled and foreign tags."""
    if tag is None or tag == OUTSIDE:
        return _NOTHING
    prefix, _, label = tag.partition("-")
    role = rules.roles.get(prefix)
    return (role, label) if role and label else _NOTHING


def _segments(parsed: Sequence[_Parsed]) -> Iterator[Span]:
    start = 0
    current = ""
    for index, (role, label) in enumerate(parsed):
        if current and (role in ("", "B", "S") or label != current):
            yield Span(start, index, current)
            current = ""
        if role and not current:
            start, current = index, label
        if role in ("E", "S"):
            yield Span(start, index + 1, current)
            current = ""
    if current:
        yield Span(start, len(parsed), current)


def _is_well_formed(span: Span, parsed: Sequence[_Parsed], rules: _Rules) -> bool:
    before = parsed[span.start - 1] if span.start else _NOTHING
    return _begins(before, parsed[span.start], rules) and not (rules.must_end and _is_open(parsed[span.end - 1]))


def _begins(before: _Parsed, tag: _Parsed, rules: _Rules) -> bool:
    """Whether a span may begin with `tag`; IOB1 keeps B for spans that touch one of their label."""
    role, label = tag
    if role == "B" and "I" in rules.starts:
        return before[1] == label
    return role in rules.starts


def _is_open(tag: _Parsed) -> bool:
    """Whether the span of `tag` can go on after it."""
    return tag[0] in ("B", "I")


def _goes_on(before: _Parsed, tag: _Parsed) -> bool:
    return _is_open(before) and tag[0] in ("I", "E") and before[1] == tag[1]


def _may_follow(before: _Parsed, tag: _Parsed, rules: _Rules) -> bool:
    if _goes_on(before, tag):
        return True
    if rules.must_end and _is_open(before):
        return False
    return not tag[0] or _begins(before, tag, rules)


def _fitting(counts: Mapping[str, int]) -> list[Scheme]:
    """Return the schemes to which all tags but a slip or two belong."""
    allowed = _SLIPS * sum(counts.values())
    return [
        scheme
        for scheme, rules in _RULES.items()
        if sum(count for tag, count in counts.items() if _parse(tag, rules) == _NOTHING) <= allowed
    ]


def _most_foreign(counts: Counter[str]) -> str:
    """Return the most frequent tag that belongs to no scheme, or else the most frequent."""
    ranked = [tag for tag, _ in counts.most_common()]
    return next((tag for tag in ranked if all(_parse(tag, rules) == _NOTHING for rules in _RULES.values())), ranked[0])
