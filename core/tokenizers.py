"""Plain text to tokens: at blanks, as words and punctuation, or a character each.

Nothing is normalised: every token is a slice of the text, and offsets count code points.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Piece:
    """Code points `[start, end)` of a text."""

    start: int
    end: int
    text: str


_HAN_OR_KANA = r"[\p{Han}\p{Hiragana}\p{Katakana}ーｰ]"
# With the voicing marks and variation selectors that belong to it.
_IDEOGRAPH = rf"{_HAN_OR_KANA}\p{{M}}*"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--{_HAN_OR_KANA}]"
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Rev|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Mt|Jr|Sr|vs|etc|Inc|Ltd|Co|Corp|Bros|Dept|Univ|Ave|Blvd|"
    "approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
)
_UNITS = "am|pm|km|cm|mm|kg|mg|lb|lbs|ft|mph|kb|mb|gb|hz|khz|mhz|ghz"
_DOMAINS = "com|org|net|edu|gov|info|io|co\\.uk|de|fr|eu|ca|uk"

# Tried from the top: what has punctuation inside comes before what it would be cut into. Bounded where one
# alternative could read far ahead in vain, so that time grows with the text only.
_PATTERN = regex.compile(
    rf"""
      (?: https?:// | ftp:// | www\. ) [^\s<>"“”]* [^\s<>"“”.,;:!?'’)\]]
    | [\p{{L}}\p{{N}}._%+-]{{1,64}} @ [\p{{L}}\p{{N}}-]+ (?: \. [\p{{L}}\p{{N}}-]+ )+
    | {_LETTER}{{1,64}} (?: [.-] {_LETTER}{{1,64}} ){{0,8}} \. (?: {_DOMAINS} ) \b
    | [@\#] {_LETTER}+
    | [0-9\#*] \uFE0F? \u20E3
    | (?= [\p{{Extended_Pictographic}}\p{{Regional_Indicator}}] ) \X
    | (?: [:;] -? [)(DPp|/\\] (?! \w ) )
    | (?: \p{{L}} \. ){{2,}}
    | \b (?: {_ABBREVIATIONS} ) \.
    | (?<! [\p{{L}}\p{{N}}'’.] ) \p{{Lu}} \. (?= \s+ \p{{Lu}} )
    | \p{{N}}++ (?: [.,:/] \p{{N}}++ ){{0,8}} (?= (?i: {_UNITS} ) \b )
    | \p{{N}}++ (?: [.,:/] \p{{N}}++ )++
    | {_IDEOGRAPH}
    | {_LETTER}+ (?: ['’] {_LETTER}+ )*
    | \.{{2,}} | -{{2,}} | _{{2,}} | [!?]{{2,}} | ={{2,}} | \*{{2,}} | ~{{2,}}
    | (?! \s ) \X
    """,
    regex.VERBOSE | regex.VERSION1,
)
_CLITIC = regex.compile(r"(?i)(?<=[\p{L}\p{N}])(?:n['’]t|['’](?:s|re|ve|ll|d|m))$|(?<=^can)not$|(?<=^(?:gon|wan))na$")
_BLANK_FREE = regex.compile(r"[^ \t\n\r\f\v]+")
_BLANK_FREE_OR_IDEOGRAPH = regex.compile(rf"{_IDEOGRAPH}|(?:(?!{_HAN_OR_KANA})[^ \t\n\r\f\v])+", regex.VERSION1)
_CLUSTER = regex.compile(r"(?!\s)\X")


def tokenize(text: str, name: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return the tokens of `text` and whether a blank follows each.

    Args:
        text: May be empty or blank; then there are no tokens.
        name: A key of `TOKENIZERS`.

    Raises:
        KeyError: There is no such tokenizer.
    """
    pieces = list(TOKENIZERS[name](text))
    starts = [piece.start for piece in pieces[1:]]
    spaces = [piece.end < start for piece, start in zip(pieces, starts, strict=False)]
    return tuple([piece.text for piece in pieces]), (*spaces, *[False] * bool(pieces))


def _at_blanks(text: str) -> Iterator[Piece]:
    """Cut at spaces, TABs and line ends; other blanks, such as the no-break space, stay inside tokens."""
    return (Piece(match.start(), match.end(), match[0]) for match in _BLANK_FREE.finditer(text))


def _at_blanks_and_ideographs(text: str) -> Iterator[Piece]:
    """Cut at spaces, TABs and line ends, and into single characters where they are Han or Kana."""
    return (Piece(match.start(), match.end(), match[0]) for match in _BLANK_FREE_OR_IDEOGRAPH.finditer(text))


def _words(text: str) -> Iterator[Piece]:
    """Cut into words and punctuation, much as the English treebanks of Universal Dependencies do.

    Contractions are parted (`do|n't`); numbers, abbreviations, addresses and emoji stay whole; Han
    and Kana are a token a character.
    """
    return (piece for match in _PATTERN.finditer(text) for piece in _parted(match.start(), match[0]))


def _parted(start: int, word: str) -> Iterator[Piece]:
    clitic = _CLITIC.search(word)
    cut = clitic.start() if clitic else len(word)
    yield Piece(start, start + cut, word[:cut])
    if clitic:
        yield Piece(start + cut, start + len(word), word[cut:])


def _characters(text: str) -> Iterator[Piece]:
    """Cut into what a reader sees as characters, blanks left out."""
    return (Piece(match.start(), match.end(), match[0]) for match in _CLUSTER.finditer(text))


TOKENIZERS: dict[str, Callable[[str], Iterator[Piece]]] = {
    "words": _words,
    "whitespace": _at_blanks,
    "whitespace-han": _at_blanks_and_ideographs,
    "characters": _characters,
}
