"""Plain text to tokens: nothing lost, nothing changed, known cases, agreement with a treebank."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import sources
from core.tokenizers import TOKENIZERS, tokenize

texts = st.text(st.sampled_from("aZé9'’.,-@#:/() \t\n\u00a0\u2028\u3000人か\u3099😀👩\u200d🇫\u0301\"!?")) | st.text()


@pytest.mark.parametrize("name", TOKENIZERS)
@given(text=texts)
def test_tokens_are_slices_that_leave_only_blanks_out(name: str, text: str) -> None:
    pieces = list(TOKENIZERS[name](text))
    assert all(text[piece.start : piece.end] == piece.text != "" for piece in pieces)
    ends = [0, *(piece.end for piece in pieces)]
    starts = [*(piece.start for piece in pieces), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert all(not gap.strip() for gap in gaps)
    tokens, spaces = tokenize(text, name)
    assert tokens == tuple(piece.text for piece in pieces)
    assert spaces == (*(bool(gap) for gap in gaps[1:-1]), *[False] * bool(pieces))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I don't know, Oren isn’t in.", "I do n't know , Oren is n’t in ."),
        ("Mira's dogs' food cannot wait!!", "Mira 's dogs ' food can not wait !!"),
        ("Mr. Oren paid $1,000.5 at 3:30pm", "Mr. Oren paid $ 1,000.5 at 3:30 pm"),
        ("see https://example.org/a_b?c=1. (now)", "see https://example.org/a_b?c=1 . ( now )"),
        ("mira@example.org, the U.S. etc.", "mira@example.org , the U.S. etc."),
        ("@mira likes #tea :-)", "@mira likes #tea :-)"),
        ("a 👩\u200d👩\u200d👧 in 🇫🇷 👍🏽", "a 👩\u200d👩\u200d👧 in 🇫🇷 👍🏽"),
        ("北京です OK", "北 京 で す OK"),
        ("cafe\u0301 naïve", "cafe\u0301 naïve"),
        ("", ""),
    ],
)
def test_words_and_punctuation(text: str, tokens: str) -> None:
    assert tokenize(text, "words")[0] == tuple(tokens.split(" ") if tokens else ())


def test_blanks_of_other_kinds_stay_inside_whitespace_tokens() -> None:
    assert tokenize(" 1\u00a0000\tkm\u2028x ", "whitespace") == (("1\u00a0000", "km\u2028x"), (True, False))


def test_han_and_kana_are_a_token_each_when_asked() -> None:
    text = "tea 北京です ガ x葛\U000e0100y"
    assert tokenize(text, "whitespace")[0] == ("tea", "北京です", "ガ", "x葛\U000e0100y")
    wanted = ("tea", "北", "京", "で", "す", "か\u3099", "x", "葛\U000e0100", "y")
    assert tokenize(text.replace("ガ", "か\u3099"), "whitespace-han")[0] == wanted
    assert tokenize("か\u3099葛\U000e0100です", "words")[0] == ("か\u3099", "葛\U000e0100", "で", "す")


def test_characters_are_what_a_reader_sees() -> None:
    assert tokenize("né 👍🏽", "characters")[0] == ("n", "é", "👍🏽")


def _bounds(tokens: tuple[str, ...]) -> set[tuple[int, int]]:
    found = set()
    start = 0
    for token in tokens:
        end = start + len(token.replace(" ", ""))
        found.add((start, end))
        start = end
    return found


def test_words_agree_with_the_english_treebank(ewt: Path) -> None:
    corpus, _ = sources.read_corpus(ewt / "en_ewt-ud-dev.conllu")
    common = ours = theirs = 0
    for sentence in corpus.sentences:
        found, gold = _bounds(tokenize(sentence.text, "words")[0]), _bounds(sentence.tokens)
        common, ours, theirs = common + len(found & gold), ours + len(found), theirs + len(gold)
    assert 2 * common / (ours + theirs) > 0.98


@pytest.mark.timeout(20)
@pytest.mark.parametrize("unit", ["a", "a-", "a.", "1,", "a@", "..", "a'", "👩\u200d"])
def test_time_grows_with_the_text_only(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert "".join(tokenize(text, "words")[0]) == text
