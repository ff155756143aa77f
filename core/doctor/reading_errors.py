"""Reads an error message of Keras: which number in it is what, what it means, which case is nearest.

Pure functions over the text; forms of Keras 2 that people still paste are read as well. What a
shape's axes are can only be told by their number, so where two things may be meant both are said.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from core.doctor.error_words import error_phrase, part_phrase
from core.shape_words import Phrase

# No message of Keras is as long; what follows is a traceback of something else.
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch `[start, end)` of the message and what it stands for."""

    start: int
    end: int
    words: Phrase


@dataclass(frozen=True, slots=True)
class Reading:
    """A message that has been understood.

    Attributes:
        parts: In the order of the text, none over another.
        meaning: What it says.
        cases: Names of `core.doctor.cases.CASES`, the nearest first.
    """

    parts: tuple[Part, ...]
    meaning: Phrase
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape as written, and where each size stands."""

    text: str
    sizes: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    def parts(self, *roles: str) -> Iterator[Part]:
        """Yield what each axis is, for as many as there are roles."""
        for role, size, (start, end) in zip(roles, self.sizes, self.places, strict=False):
            words = part_phrase("any size") if size == "None" else part_phrase(role, size=size)
            yield Part(start, end, words)

    def parts_as(self, roles: Mapping[int, tuple[str, ...]]) -> Iterator[Part]:
        """Yield what each axis is, by how many there are; nothing for a number of axes without roles."""
        return self.parts(*roles.get(len(self.sizes), ()))


_TUPLE = r"[\(\[][^()\[\]]*[\)\]]"
_SIZE = re.compile(r"None|\d+")
_INPUT_ROLES = {
    1: ("batch",),
    2: ("batch", "second axis"),
    3: ("batch", "timesteps", "features"),
    4: ("batch", "timesteps", "features", "one axis more"),
}
_SCORE_ROLES = {1: ("batch",), 2: ("batch", "labels"), 3: ("batch", "timesteps", "labels")}
_TARGET_ROLES = {1: ("batch",), 2: ("batch", "timesteps"), 3: ("batch", "timesteps", "labels")}


def read_error(text: str) -> Reading | None:
    """Return what a message says; None where none of the known forms is in it."""
    text = text[:LONGEST_TEXT]
    for pattern, read in _RULES:
        match = pattern.search(text)
        if match:
            reading = read(match)
            parts = sorted(reading.parts, key=lambda part: part.start)
            return Reading(tuple(parts), reading.meaning, reading.cases)
    return None


def _shape(match: re.Match[str], group: str) -> _Shape:
    begin, text = match.start(group), match[group]
    found = list(_SIZE.finditer(text))
    places = tuple((begin + item.start(), begin + item.end()) for item in found)
    return _Shape(text, tuple(item[0] for item in found), places)


def _part(match: re.Match[str], group: str, key: str, **values: int | str) -> Part:
    return Part(match.start(group), match.end(group), part_phrase(key, **values))


def _axes(match: re.Match[str]) -> Reading:
    wanted, found, layer = int(match["wanted"]), int(match["found"]), match["layer"]
    parts = [
        _part(match, "layer", "layer"),
        _part(match, "wanted", "axes wanted"),
        _part(match, "found", "axes found"),
    ]
    sizes = "–"
    second = "–"
    if match["shape"]:
        shape = _shape(match, "shape")
        parts.extend(shape.parts_as(_INPUT_ROLES))
        sizes, second = shape.text, shape.sizes[1] if len(shape.sizes) > 1 else "–"
    if (wanted, found) == (3, 2):
        nearest = ("no-feature-axis", "return-sequences-between-layers")
        # A second layer of its kind reads what another layer hands on.
        cases = nearest[::-1] if re.search(r"_\d+$", layer) else nearest
        return Reading(tuple(parts), error_phrase("feature axis is missing", layer=layer, second=second), cases)
    if wanted == 3 and found > 3:
        meaning = error_phrase("an axis too many", layer=layer, found=found, sizes=sizes)
        return Reading(tuple(parts), meaning, ("one-hot-into-embedding",))
    if (wanted, found) == (2, 3):
        meaning = error_phrase("time axis where none is wanted", layer=layer)
        return Reading(tuple(parts), meaning, ("one-answer-for-a-sentence",))
    meaning = error_phrase("other number of axes", layer=layer, wanted=wanted, found=found, sizes=sizes)
    return Reading(tuple(parts), meaning, ("no-feature-axis", "one-hot-into-embedding"))


def _old_axes(match: re.Match[str]) -> Reading:
    shape = _shape(match, "shape")
    parts = [_part(match, "layer", "layer"), _part(match, "wanted", "axes wanted")]
    parts.extend(shape.parts_as(_INPUT_ROLES))
    wanted, found = int(match["wanted"]), len(shape.sizes)
    second = shape.sizes[1] if found > 1 else "–"
    if (wanted, found) == (3, 2):
        meaning = error_phrase("feature axis is missing", layer=match["layer"], second=second)
        return Reading(tuple(parts), meaning, ("no-feature-axis", "return-sequences-between-layers"))
    meaning = error_phrase("other number of axes", layer=match["layer"], wanted=wanted, found=found, sizes=shape.text)
    return Reading(tuple(parts), meaning, ("one-hot-into-embedding", "one-answer-for-a-sentence"))


def _last_axis(match: re.Match[str]) -> Reading:
    shape = _shape(match, "shape")
    parts = [_part(match, "layer", "layer"), _part(match, "wanted", "size wanted")]
    roles = ("batch", "features") if len(shape.sizes) == 2 else _INPUT_ROLES.get(len(shape.sizes), ())
    parts.extend(shape.parts(*roles))
    meaning = error_phrase("another size", layer=match["layer"], wanted=match["wanted"], found=shape.sizes[-1])
    return Reading(tuple(parts), meaning, ("another-length",))


def _whole_shape(match: re.Match[str]) -> Reading:
    wanted, found = _shape(match, "wanted"), _shape(match, "found")
    parts = (*wanted.parts_as(_TARGET_ROLES), *found.parts_as(_TARGET_ROLES))
    return Reading(parts, error_phrase("another shape", wanted=wanted.text, found=found.text), ("another-length",))


def _target_parts(match: re.Match[str]) -> tuple[_Shape, _Shape, tuple[Part, ...]]:
    target, output = _shape(match, "target"), _shape(match, "output")
    return target, output, (*target.parts_as(_TARGET_ROLES), *output.parts_as(_SCORE_ROLES))


def _sparse(match: re.Match[str]) -> Reading:
    target, output, parts = _target_parts(match)
    if len(target.sizes) == len(output.sizes) and len(target.sizes) > 2:
        return Reading(parts, error_phrase("one-hot with a sparse loss"), ("one-hot-with-sparse-loss",))
    meaning = error_phrase("targets a token, scores a sentence", target=target.text, output=output.text)
    return Reading(parts, meaning, ("one-answer-for-a-sentence", "one-hot-with-sparse-loss"))


def _ranks(match: re.Match[str]) -> Reading:
    target, output, parts = _target_parts(match)
    meaning = error_phrase("ranks differ", target=target.text, output=output.text)
    return Reading(parts, meaning, ("integers-with-categorical-loss", "one-answer-for-a-sentence"))


def _same_shape(match: re.Match[str]) -> Reading:
    target, output, parts = _target_parts(match)
    meaning = error_phrase("shapes differ", target=target.text, output=output.text)
    return Reading(parts, meaning, ("another-length", "integers-with-categorical-loss"))


def _index(match: re.Match[str]) -> Reading:
    rows, number = int(match["rows"]), int(match["id"])
    parts = (
        _part(match, "cell", "cell"),
        _part(match, "id", "id"),
        _part(match, "rows", "rows", last=rows - 1),
    )
    row = match["cell"].split(",")[0]
    meaning = error_phrase("id beyond the table", id=number, row=row, rows=rows, last=rows - 1)
    nearest = ("ids-beyond-vocabulary", "one-row-too-few")
    return Reading(parts, meaning, nearest[::-1] if number == rows else nearest)


def _ragged(match: re.Match[str]) -> Reading:
    return Reading((_part(match, "lists", "lists"),), error_phrase("ragged", lists=match["lists"]), ("ragged-lists",))


def _rows(match: re.Match[str]) -> Reading:
    parts = (_part(match, "wanted", "rows wanted"), _part(match, "found", "rows found"))
    meaning = error_phrase("another number of rows", wanted=match["wanted"], found=match["found"])
    return Reading(parts, meaning, ("stateful-another-batch-size",))


def _no_time(match: re.Match[str]) -> Reading:
    shape = _shape(match, "shape")
    parts = tuple(shape.parts("batch", "features"))
    return Reading(parts, error_phrase("no time left", sizes=shape.text), ("time-distributed-without-time",))


def _mask(match: re.Match[str]) -> Reading:
    parts = (_part(match, "layer", "layer"),)
    return Reading(parts, error_phrase("mask destroyed", layer=match["layer"]), ("mask-lost", "no-mask"))


def _softmax(match: re.Match[str]) -> Reading:
    shape = _shape(match, "shape")
    parts = tuple(shape.parts_as(_SCORE_ROLES))
    return Reading(parts, error_phrase("softmax over one"), ("softmax-over-one",))


def _unequal(match: re.Match[str]) -> Reading:
    first, second = _shape(match, "first"), _shape(match, "second")
    parts = [_part(match, "one", "apart"), _part(match, "other", "apart")]
    parts += [*first.parts_as(_TARGET_ROLES), *second.parts_as(_TARGET_ROLES)]
    meaning = error_phrase("sizes do not fit", first=first.text, second=second.text)
    return Reading(tuple(parts), meaning, ("weights-of-another-shape", "another-length"))


def _cardinality(match: re.Match[str]) -> Reading:
    parts = (_part(match, "inputs", "inputs"), _part(match, "targets", "targets"))
    meaning = error_phrase("numbers of sentences differ", inputs=match["inputs"], targets=match["targets"])
    return Reading(parts, meaning, ("time-and-batch-swapped", "stateful-another-batch-size"))


def _right_padding(match: re.Match[str]) -> Reading:
    return Reading((), error_phrase("right padding"), ("row-all-padding", "padding-in-front"))


_LAYER = r"""(?:layer:?\s+)["'`]?(?P<layer>[\w/.]+)["'`]?"""
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading]], ...] = tuple(
    (re.compile(pattern, re.DOTALL), read)
    for pattern, read in (
        (
            rf"Input \d+\b[^\n]{{0,80}}?{_LAYER}[^\n]{{0,60}}?: expected (?:min_|max_)?ndim=(?P<wanted>\d+), "
            rf"found ndim=(?P<found>\d+)(?:\. Full shape received: (?P<shape>{_TUPLE}))?",
            _axes,
        ),
        (
            rf"expected (?P<layer>[\w/]+) to have (?P<wanted>\d+) dimensions, "
            rf"but got array with shape (?P<shape>{_TUPLE})",
            _old_axes,
        ),
        (
            rf"{_LAYER}[^\n]{{0,60}}?: expected axis -?\d+ of input shape to have value (?P<wanted>\d+),? "
            rf"but received input with shape (?P<shape>{_TUPLE})",
            _last_axis,
        ),
        (rf"expected shape=(?P<wanted>{_TUPLE}), found shape=(?P<found>{_TUPLE})", _whole_shape),
        (
            rf"`output` must have rank \(ndim\) `target\.ndim - 1`\. Received: target\.shape=(?P<target>{_TUPLE}), "
            rf"output\.shape=(?P<output>{_TUPLE})",
            _sparse,
        ),
        (
            rf"`target` and `output` must have the same rank \(ndim\)\. Received: target\.shape=(?P<target>{_TUPLE}), "
            rf"output\.shape=(?P<output>{_TUPLE})",
            _ranks,
        ),
        (
            rf"`target` and `output` must have the same shape[^\n]{{0,80}}?target\.shape=(?P<target>{_TUPLE}), "
            rf"output\.shape=(?P<output>{_TUPLE})",
            _same_shape,
        ),
        (r"indices\[(?P<cell>[\d,]+)\] = (?P<id>-?\d+) is not in \[0, (?P<rows>\d+)\)", _index),
        (r"inhomogeneous shape after \d+ dimensions\. The detected shape was \((?P<lists>\d+)", _ragged),
        (r"Expected batch size: (?P<wanted>\d+)\s+- Received batch size: (?P<found>\d+)", _rows),
        (rf"`?TimeDistributed`? Layer should be passed an `input_shape`[^\n]*?received: (?P<shape>{_TUPLE})", _no_time),
        (r"Layer '(?P<layer>[\w/]+)' \(of type \w+\) was passed an input with a mask", _mask),
        (rf"softmax over axis -?\d+ of a tensor of shape (?P<shape>{_TUPLE})", _softmax),
        (
            rf"Dimensions must be equal, but are (?P<one>\d+) and (?P<other>\d+) for .{{0,600}}?"
            rf"with input shapes: (?P<first>{_TUPLE}), (?P<second>{_TUPLE})",
            _unequal,
        ),
        (
            r"cardinality is ambiguous.{0,200}?'x' sizes: (?P<inputs>[\d, ]*\d)"
            r".{0,200}?'y' sizes: (?P<targets>[\d, ]*\d)",
            _cardinality,
        ),
        (r"(?i)right[- ]padded|CUDNN_STATUS_BAD_PARAM|masking is not supported for cudnn", _right_padding),
    )
)
