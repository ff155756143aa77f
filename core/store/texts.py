"""Tokens and spaces of a sentence as one text each, the way the table holds them and search reads them."""

from collections.abc import Sequence

_SEPARATOR = "\n"


def pack_tokens(tokens: Sequence[str]) -> str:
    r"""Return the tokens on one line each; a newline or backslash inside a token is written `\n` or `\\`."""
    text = _SEPARATOR.join(tokens)
    if "\\" in text or text.count(_SEPARATOR) >= len(tokens):
        return _SEPARATOR.join(token.replace("\\", "\\\\").replace("\n", "\\n") for token in tokens)
    return text


def unpack_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens that `pack_tokens` has put together."""
    tokens = text.split(_SEPARATOR)
    if "\\" in text:
        tokens = ["\\".join(part.replace("\\n", "\n") for part in token.split("\\\\")) for token in tokens]
    return tuple(tokens)


def pack_spaces(spaces: Sequence[bool] | None) -> str | None:
    """Return one digit a token, 1 for a space after it; None where the source does not tell."""
    return None if spaces is None else "".join(["1" if space else "0" for space in spaces])


def unpack_spaces(text: str | None) -> tuple[bool, ...] | None:
    """Return what `pack_spaces` has put together."""
    return None if text is None else tuple([digit == "1" for digit in text])
