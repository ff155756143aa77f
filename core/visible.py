"""Characters that cannot be seen, or turn round what stands beside them, written as symbols.

For screens and terminals only: what is stored, counted and exported stays the text as it was read. The
symbols are names in angle quotes (‹TAB›, ‹RLO›, ‹U+E007F›), which every font can show.
"""

import re
import unicodedata

_FIRST = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI "
    "DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
)
_NAMES = {
    **dict(enumerate(_FIRST.split(" "))),
    0x007F: "DEL",
    0x0085: "NEL",
    0x00AD: "SHY",
    0x034F: "CGJ",
    0x061C: "ALM",
    0x115F: "HCF",
    0x1160: "HJF",
    0x180E: "MVS",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LS",
    0x2029: "PS",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0x3164: "HF",
    0xFEFF: "BOM",
    0xFFA0: "HHF",
}
# Controls, surrogates, and everything that has no width; what a letter or an emoji needs is let through below.
_UNSEEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
_TAGS = re.compile("[\U000e0020-\U000e007f]")
_WAVING_FLAG = "\U0001f3f4"
_LONGEST_FLAG = 16
_KEYCAP = "\u20e3"
_SKIN_TONES = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")
_BLANK_SYMBOL = "␣"
_DOTTED_CIRCLE = "◌"


def visible(text: str, *, keep: str = "") -> str:
    """Return `text` with a symbol for each character that could not be seen.

    Joiners inside emoji and inside words of scripts that join their letters stay, as do the selectors and
    tags that belong to the character before: such text is drawn whole.

    Args:
        text: Anything, halves of surrogate pairs included.
        keep: Characters to leave as they are, such as line ends where lines may end.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(lambda match: match[0] if match[0] in keep or _belongs(match) else _symbol(match[0]), text)


def visible_token(token: str) -> str:
    """Return a token as it is drawn: like `visible`, and neither blank nor a mark without a letter under it."""
    if token.isascii() and token.isprintable() and token[:1] not in ("", " "):
        return token
    shown = visible(token)
    if shown.isspace():
        return _BLANK_SYMBOL * len(shown)
    return _DOTTED_CIRCLE + shown if unicodedata.category(shown[:1] or " ") in ("Mn", "Me") else shown


def _symbol(character: str) -> str:
    point = ord(character)
    return f"‹{_NAMES.get(point) or f'U+{point:04X}'}›"


def _belongs(match: re.Match[str]) -> bool:
    """Whether an unseen character is part of how its neighbours look."""
    character, text, at = match[0], match.string, match.start()
    if character in _JOINERS:
        return _joins(text, at)
    if unicodedata.category(character) == "Mn":
        return _selects(text, at)
    return _TAGS.match(character) is not None and _waves(text, at)


def _selects(text: str, at: int) -> bool:
    """Whether a selector says how the character before it is to look; letters of the alphabets have one look."""
    before = text[at - 1 : at]
    if not before or before.isspace() or _UNSEEN.match(before):
        return False
    return ord(before) >= 0x1000 or not before.isalnum() or text[at + 1 : at + 2] == _KEYCAP


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between two emoji, or at a letter of a script whose letters join."""
    start = at
    while start > max(0, at - 2) and _SKIN_TONES.match(text[start - 1]):
        start -= 1
    before, after = text[start - 1 : start], text[at + 1 : at + 2]
    if text[at] == "\u200d" and _is_picture(before) and _is_picture(after):
        return True
    return _is_joining(text[at - 1 : at]) or (at == 0 and _is_joining(after))


def _is_picture(character: str) -> bool:
    return character != "" and unicodedata.category(character) in ("So", "Sm")


def _is_joining(character: str) -> bool:
    """Whether a letter or mark belongs to Hebrew, Arabic, an Indian script or one shaped like them."""
    if not character or unicodedata.category(character)[0] not in "LM":
        return False
    point = ord(character)
    return 0x0590 <= point < 0x10A0 or 0x1780 <= point < 0x18B0 or 0x1A00 <= point < 0x1C80 or 0xA800 <= point < 0xAC00


def _waves(text: str, at: int) -> bool:
    """Whether a tag belongs to a flag: a black flag, then tags, the last of which ends them."""
    start, end = at, at + 1
    while start > max(0, at - _LONGEST_FLAG) and _TAGS.match(text[start - 1]):
        start -= 1
    while end < min(len(text), at + _LONGEST_FLAG) and _TAGS.match(text[end]):
        end += 1
    return text[start - 1 : start] == _WAVING_FLAG and text[end - 1] == "\U000e007f"
