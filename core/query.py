r"""What can be typed into the search field, read into terms; nothing here looks at a corpus.

Terms are parted by blanks and must all hold; a `-` before a term asks for the opposite:

    york            some token contains these letters, upper or lower case
    "new york"      neighbouring tokens contain these letters
    /\bNew \w+/     the regular expression matches the tokens joined by blanks
    label:PER       some token carries the label, or the tag, in any layer
    len>80          tokens in the sentence; also <, =, <=, >=
    split:dev       what the sentence is for
    unlabelled      some token has no tag in the layer that is looked at
    flagged         somebody has flagged the sentence
    noted           somebody has written a note on it
    note:why        the note contains these letters
    model!=human    some token is labelled otherwise than the model believes, in the layer that is looked at
    p<0.6           the model gives some token's tag less than this probability, in the layer that is looked at

The last two, and their opposites, find only sentences that a model has been asked about, and speak of the
one that was asked last; probabilities are kept in steps of 1/255.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import regex

from core.corpus import Split
from core.errors import TagscopeError

MAX_PATTERN = 500
MAX_TERMS = 50
# Characters of a pattern whose repetitions are written out.
MAX_SIZE = 200_000
_REPETITION = regex.compile(r"\{\s*0*([1-9][0-9]*)")
_PIECE = regex.compile(r'(-?)(?:"([^"]*)"|/((?:\\.|[^/\\])*)/|([^ \t\r\n]+))')
_BELOW = regex.compile(r"p<(1(?:\.0{0,4})?|0?\.[0-9]{1,4}|0)")
_LENGTH = regex.compile(r"len(<=|>=|<|>|=)([0-9]{1,9})")


class QueryError(TagscopeError):
    """What was typed into the search field cannot be understood."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Letters of one token, or of neighbouring tokens."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """As `Phrase`, by the whole of Unicode's folding of letters; a program asks for it, nobody types it."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flagged:
    """Somebody has flagged the sentence."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Somebody has written a note on the sentence, with these letters in it."""

    letters: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression over the tokens joined by blanks."""

    pattern: str


@dataclass(frozen=True, slots=True)
class HasLabel:
    """A label, or a tag as written, in any layer."""

    name: str


@dataclass(frozen=True, slots=True)
class Length:
    """Tokens in a sentence, compared with a number."""

    comparison: str
    n_tokens: int


@dataclass(frozen=True, slots=True)
class InSplit:
    """What the sentence is for."""

    split: Split


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """Some token has no tag in the layer that is looked at."""


@dataclass(frozen=True, slots=True)
class ModelDiffers:
    """Some token is labelled otherwise than the model believes, in the layer that is looked at."""


@dataclass(frozen=True, slots=True)
class Believed:
    """The model gives some token's tag less than this probability, in the layer that is looked at."""

    below: float


_WORDS: dict[str, Unlabelled | ModelDiffers | Flagged | Noted] = {
    "unlabelled": Unlabelled(),
    "model!=human": ModelDiffers(),
    "flagged": Flagged(),
    "noted": Noted(),
}

Condition = (
    Phrase | Folded | Pattern | HasLabel | Length | InSplit | Unlabelled | Flagged | Noted | ModelDiffers | Believed
)


@dataclass(frozen=True, slots=True)
class Term:
    """One condition, or its opposite."""

    condition: Condition
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all hold; none at all holds for every sentence.

    Attributes:
        text: As typed.
        layer: The layer that `unlabelled`, `model!=human` and `p<0.6` speak of; empty for any layer.
    """

    text: str
    terms: tuple[Term, ...]
    layer: str = ""

    @classmethod
    def parse(cls, text: str, *, layer: str = "") -> "Query":
        """Read what was typed.

        Raises:
            QueryError: Says what is wrong with it.
        """
        terms = tuple(_terms(text))
        if len(terms) > MAX_TERMS:
            raise QueryError(f"there are more than {MAX_TERMS} terms.", remedy="Leave some out.")
        return cls(text, terms, layer)


def whole_word(word: str, *, ignores_case: bool) -> str:
    """Return what finds the sentences with exactly this token, whatever characters it is made of."""
    escaped = regex.escape(word, literal_spaces=True).replace("/", "\\/").replace("\n", "n")
    return f"/{'(?i)' if ignores_case else ''}(?<![^ ]){escaped}(?![^ ])/"


def _terms(text: str) -> Iterator[Term]:
    for match in _PIECE.finditer(text):
        minus, quoted, pattern, plain = match.groups()
        if quoted is not None:
            condition: Condition | None = _phrase(quoted)
        elif pattern is not None:
            condition = _pattern(pattern)
        else:
            condition = _plain(plain)
        if condition is not None:
            yield Term(condition, bool(minus))


def _phrase(text: str) -> Phrase | None:
    words = tuple(word for word in regex.split(r"[ \t\r\n]+", text) if word)
    return Phrase(words) if words else None


def _pattern(pattern: str) -> Pattern | None:
    if len(pattern) > MAX_PATTERN:
        raise QueryError(f"the pattern has more than {MAX_PATTERN} characters.", remedy="Make it shorter.")
    pattern = pattern.replace("\\/", "/")
    # Each repetition is written out when a pattern is compiled, those of those as well.
    size = len(pattern) * prod(min(int(count), MAX_SIZE) for count in _REPETITION.findall(pattern))
    if size > MAX_SIZE:
        raise QueryError(f"/{pattern}/ repeats too much.", remedy="Write smaller numbers in braces, or a + or *.")
    try:
        regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        raise QueryError(
            f"/{pattern}/ is no regular expression: {error}.", remedy="Mend it, or search for a word."
        ) from error
    return Pattern(pattern) if pattern else None


def _plain(word: str) -> Condition:
    if word in _WORDS:
        return _WORDS[word]
    if below := _BELOW.fullmatch(word):
        return Believed(float(below[1]))
    if length := _LENGTH.fullmatch(word):
        return Length(length[1], int(length[2]))
    name, colon, value = word.partition(":")
    if colon and value and name in ("label", "note"):
        return HasLabel(value) if name == "label" else Noted(value)
    if colon and name == "split":
        return InSplit(_split(value))
    return Phrase((word,))


def _split(name: str) -> Split:
    try:
        return Split(name)
    except ValueError as error:
        known = ", ".join(Split)
        raise QueryError(f"there is no split {name!r}.", remedy=f"Choose one of: {known}.") from error
