"""What is typed into the search field becomes terms; what cannot be understood says why."""

import contextlib

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from core.corpus import Split
from core.query import (
    Believed,
    HasLabel,
    InSplit,
    Length,
    ModelDiffers,
    Pattern,
    Phrase,
    Query,
    QueryError,
    Term,
    Unlabelled,
    whole_word,
)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("  \t", []),
        ("york", [Term(Phrase(("york",)))]),
        ('"New  York" -old', [Term(Phrase(("New", "York"))), Term(Phrase(("old",)), is_negated=True)]),
        ('-"New York"', [Term(Phrase(("New", "York")), is_negated=True)]),
        (r"/a b\/c/", [Term(Pattern("a b/c"))]),
        (r"-/\d+/", [Term(Pattern(r"\d+"), is_negated=True)]),
        ("label:B-creative-work", [Term(HasLabel("B-creative-work"))]),
        ("len>80 len<=2 len=7", [Term(Length(">", 80)), Term(Length("<=", 2)), Term(Length("=", 7))]),
        ("model!=human -p<0.6", [Term(ModelDiffers()), Term(Believed(0.6), is_negated=True)]),
        ("p<.25 p<1 p<0", [Term(Believed(0.25)), Term(Believed(1.0)), Term(Believed(0.0))]),
        ("p<2 p<0.5x p<= model=human", [Term(Phrase((w,))) for w in ("p<2", "p<0.5x", "p<=", "model=human")]),
        ("split:dev -unlabelled", [Term(InSplit(Split.DEV)), Term(Unlabelled(), is_negated=True)]),
        (
            "http://a.b 10:30 label: len>x -",
            [Term(Phrase((w,))) for w in ("http://a.b", "10:30", "label:", "len>x", "-")],
        ),
        ('"', [Term(Phrase(('"',)))]),
        ("a\u00a0b", [Term(Phrase(("a\u00a0b",)))]),
        ('"" //', []),
    ],
)
def test_terms(text: str, terms: list[Term]) -> None:
    assert Query.parse(text).terms == tuple(terms)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/(/", "is no regular expression"),
        ("/" + "a" * 501 + "/", "more than 500 characters"),
        ("/a{1000000000}/", "repeats too much"),
        ("/" + "(?:" * 60 + "a" + "){2}" * 60 + "/", "repeats too much"),
        ("/(?:a{999}){999}/", "repeats too much"),
        ("/" + "(?:a{ 00999 }b){999,}/", "repeats too much"),
        ("/" + "a{9" + "9" * 400 + "}/", "repeats too much"),
        ("split:holdout", "there is no split 'holdout'.*train, dev, test"),
        ("a " * 51, "more than 50 terms"),
    ],
)
def test_what_cannot_be_understood(text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        Query.parse(text)


@pytest.mark.parametrize("pattern", [r"\d{4}-\d{2}-\d{2}", r"\w{20,}", r".{500}", r"(\w{3,9} ){2,5}$", r"a{2", r"x{}"])
def test_common_repetition_is_let_through(pattern: str) -> None:
    assert Query.parse(f"/{pattern}/").terms == (Term(Pattern(pattern)),)


@given(st.text(st.sampled_from('ab-"/\\:<>=(*) len5p.0')))
def test_anything_can_be_typed(text: str) -> None:
    with contextlib.suppress(QueryError):
        assert Query.parse(text).text == text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), st.booleans())
def test_a_whole_word_finds_that_token_and_no_longer_one(word: str, ignores_case: bool) -> None:
    (term,) = Query.parse(whole_word(word, ignores_case=ignores_case)).terms
    assert isinstance(term.condition, Pattern)
    pattern = regex.compile(term.condition.pattern)
    assert pattern.search(f"a {word} b")
    assert pattern.search(word)
    if " " not in word:
        assert not pattern.search(f"x{word}x")


def test_case_is_ignored_where_the_vocabulary_ignores_it() -> None:
    for ignores_case, is_found in ((True, True), (False, False)):
        (term,) = Query.parse(whole_word("york", ignores_case=ignores_case)).terms
        assert isinstance(term.condition, Pattern)
        assert bool(regex.search(term.condition.pattern, "New York is")) is is_found
