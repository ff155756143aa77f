"""A row of the table says what its sentence holds."""

from core.corpus import Layer, Scheme, Sentence
from gui.corpus_page.sentence_row import MOST_CHARACTERS, beginning, row_of


def test_spans_are_counted_once_however_long() -> None:
    sentence = Sentence(("Old", "Harbour", "and", "Mira"), {"ner": ("B-LOC", "I-LOC", None, "B-PER")}, id=7)
    row = row_of(sentence, Layer("ner", Scheme.IOB2))
    assert (row.number, row.n_tokens, row.n_unlabelled) == (7, 4, 1)
    assert dict(row.counts) == {"LOC": 1, "PER": 1}


def test_plain_tags_are_counted_commonest_first() -> None:
    sentence = Sentence(("a", "b", "c"), {"pos": ("V", "N", "N")})
    assert row_of(sentence, Layer("pos")).counts == (("N", 2), ("V", 1))


def test_text_keeps_the_spaces_of_the_source_and_one_line() -> None:
    assert beginning(Sentence(("do", "n't", "x\ny"), spaces=(False, True, True))) == "don't x‹LF›y"


def test_an_endless_sentence_is_cut() -> None:
    assert len(beginning(Sentence(("word",) * 50_000))) == MOST_CHARACTERS + 1


def test_tokens_of_blanks_can_be_told_from_the_spaces_between() -> None:
    assert beginning(Sentence(("a", " ", "b"))) == "a ␣ b"
    assert beginning(Sentence(("a", "b c"), spaces=(True, False))) == "a b c"
