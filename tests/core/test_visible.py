"""What cannot be seen gets a symbol; what belongs to a letter or an emoji is left whole."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.visible import _UNSEEN, visible, visible_token

SHOWN = {
    "right-to-left override": ("gpj\u202eexe", "gpj‹RLO›exe"),
    "isolates": ("\u2066a\u2069\u2067b\u2068", "‹LRI›a‹PDI›‹RLI›b‹FSI›"),
    "embeddings": ("\u202aa\u202b\u202c\u202d", "‹LRE›a‹RLE›‹PDF›‹LRO›"),
    "marks": ("\u200e\u200f\u061c", "‹LRM›‹RLM›‹ALM›"),
    "zero width": ("a\u200bb\u2060c\u00add", "a‹ZWSP›b‹WJ›c‹SHY›d"),
    "byte order mark": ("\ufeffMara", "‹BOM›Mara"),
    "controls": ("a\0b\tc\x1b[31m\x7f\x85", "a‹NUL›b‹TAB›c‹ESC›[31m‹DEL›‹NEL›"),
    "line ends": ("a\r\nb\u2028c\u2029", "a‹CR›‹LF›b‹LS›c‹PS›"),
    "lone surrogates": ("a\ud83d", "a‹U+D83D›"),
    "joiner between letters that do not join": ("pay\u200dpal", "pay‹ZWJ›pal"),
    "non-joiner in Latin": ("a\u200cb", "a‹ZWNJ›b"),
    "joiner beside one emoji": ("😀\u200d!", "😀‹ZWJ›!"),
    "selector after a letter": ("A\ufe0f", "A‹U+FE0F›"),
    "selector after nothing": ("\ufe0f", "‹U+FE0F›"),
    "two selectors": ("❤\ufe0f\ufe0f", "❤\ufe0f‹U+FE0F›"),
    "tags that spell a hidden text": ("x\U000e0068\U000e0069", "x‹U+E0068›‹U+E0069›"),
    "a flag that does not end": ("🏴\U000e0067", "🏴‹U+E0067›"),
    "letters without a shape": ("a\u3164\u115f\u2800", "a‹HF›‹HCF›‹U+2800›"),
}
WHOLE = {
    "family": "👨\u200d👩\u200d👧",
    "skin tone and profession": "👨🏽\u200d🚀",
    "heart on fire": "❤\ufe0f\u200d🔥",
    "Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "keycap": "1\ufe0f\u20e3",
    "Persian": "می\u200cخواهم",
    "Arabic abbreviation": "ه\u200d",
    "Hindi": "क\u094d\u200dष",
    "ideograph with a selector": "葛\U000e0100",
    "accents": "e\u0301o\u0308\u0302",
    "Arabic with marks": "مَدِينَة",
    "blanks inside": "New York\u00a0City",
}


@pytest.mark.parametrize(("text", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_unseen_characters_are_named(text: str, expected: str) -> None:
    assert visible(text) == visible_token(text) == expected


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_joined_text_stays_whole(text: str) -> None:
    assert visible(text) == visible_token(text) == text


def test_line_ends_can_stay() -> None:
    assert visible("a\nb\u202e", keep="\n") == "a\nb‹RLO›"


@pytest.mark.parametrize(("token", "expected"), [(" ", "␣"), ("\u00a0\u3000", "␣␣"), ("\u0301a", "◌\u0301a")])
def test_no_token_is_drawn_as_nothing(token: str, expected: str) -> None:
    assert visible_token(token) == expected


DISORDERLY = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
SYMBOLS = re.compile("‹[^›]*›")
ODD = "ab 😀🏽🏴\u200d\u200c\u202e\u2066\u0301\ufe0f\U000e0067\U000e007f\0\n\ud800مक\u094d"


@given(st.text(st.characters() | st.sampled_from(ODD), min_size=1, max_size=30))
@example("\U000e0067" * 2000)
@example("🏽" * 2000 + "\u200d")
def test_nothing_that_turns_text_round_is_left_and_nothing_else_goes(text: str) -> None:
    assume(not SYMBOLS.search(text))
    shown = visible(text)
    assert not DISORDERLY.search(shown)
    assert not DISORDERLY.search(visible_token(text))
    letters = [character for character in text if character.isprintable() and not _UNSEEN.match(character)]
    assert [one for one in SYMBOLS.sub("", shown) if one.isprintable() and not _UNSEEN.match(one)] == letters
