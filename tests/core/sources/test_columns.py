"""CoNLL columns: separators, blank lines, documents, comments, odd rows."""

from pathlib import Path

import pytest

from core import sources
from core.corpus import Layer, Scheme, Sentence
from core.errors import SourceError
from core.sources import ColumnMap, FormatName, LineReport, OnProblem, ReadOptions

NER = Layer("ner", Scheme.IOB2)
TWO = ColumnMap(0, ((1, NER),), width=2)
FOUR = ColumnMap(0, ((1, Layer("pos")), (3, NER)), separator=" ", width=4)


def read(
    folder: Path, text: str, columns: ColumnMap = TWO, on_problem: OnProblem = OnProblem.REPAIR
) -> tuple[list[Sentence], list[LineReport]]:
    path = folder / "mira.conll"
    path.write_bytes(text.encode())
    reports: list[LineReport] = []
    options = ReadOptions(FormatName.CONLL_COLUMNS, columns=columns, on_problem=on_problem)
    return list(sources.read(path, options, report=reports.append)), reports


def test_blank_lines_may_hold_blanks_and_tabs_and_stand_in_a_row(tmp_path: Path) -> None:
    found, reports = read(tmp_path, " \nMira\tB-PER\n\t\nsings\tO\n \t \n\n\nloud\tO")
    assert [sentence.tokens for sentence in found] == [("Mira",), ("sings",), ("loud",)]
    assert reports == []


@pytest.mark.parametrize("token", ["null", "NA", "N/A", "None", "nan", '"', '""', "'", "#tea", "-", "a b", "x\u00a0y"])
def test_words_that_other_readers_lose(tmp_path: Path, token: str) -> None:
    found, reports = read(tmp_path, f"{token}\tO\nfoo\tO\n{token}\tB-PER\n")
    assert [sentence.tokens for sentence in found] == [(token, "foo", token)]
    assert reports == []


def test_documents_and_their_marks(tmp_path: Path) -> None:
    mark = "-DOCSTART- -X- -X- O\n\n"
    rows = "Mira NNP B-NP B-PER\nsings  VBZ\tB-VP O\n\n"
    found, reports = read(tmp_path, mark + rows + rows + "-DOCSTART- -X- O\n" + rows, FOUR)
    assert [sentence.tokens for sentence in found] == [("Mira", "sings")] * 3
    assert [sentence.document for sentence in found] == ["mira.conll 1", "mira.conll 1", "mira.conll 2"]
    assert found[0].tags == {"pos": ("NNP", "VBZ"), "ner": ("B-PER", "O")}
    assert found[0].source.startswith("-DOCSTART- -X- -X- O\n\nMira")
    assert reports == []


def test_comments_stand_before_the_first_token_only(tmp_path: Path) -> None:
    found, reports = read(tmp_path, "# id = 7\nMira\tB-PER\n#tea\n")
    assert found[0].tokens == ("Mira", "#tea")
    assert found[0].source.startswith("# id = 7\nMira")
    assert [report.line for report in reports] == [3]


def test_empty_cells_and_underscores_are_no_tags(tmp_path: Path) -> None:
    found, reports = read(tmp_path, "Mira\t\nsings\t_\n")
    assert found[0].tags["ner"] == (None, None)
    assert reports == []


@pytest.mark.parametrize(
    ("line", "found", "tokens"),
    [
        ("sings", "1 column where 2 are expected.", ("Mira", "sings")),
        ("sings\tO\tx", "3 columns where 2 are expected.", ("Mira", "sings")),
        ("\tO", "a row without a token.", ("Mira",)),
        ("sings O", "spaces where TABs part the columns.", ("Mira", "sings")),
    ],
)
def test_odd_rows_are_mended_skipped_or_stop(tmp_path: Path, line: str, found: str, tokens: tuple[str, ...]) -> None:
    text = f"Mira\tB-PER\n{line}\n\nnext\tO\n"
    sentences, reports = read(tmp_path, text)
    assert [sentence.tokens for sentence in sentences] == [tokens, ("next",)]
    assert [(report.line, report.found) for report in reports] == [(2, found)]
    skipped, _ = read(tmp_path, text, on_problem=OnProblem.SKIP)
    assert [sentence.tokens for sentence in skipped] == [("next",)]
    with pytest.raises(SourceError, match=rf"^mira\.conll, line 2: {found}"):
        read(tmp_path, text, on_problem=OnProblem.STOP)


def test_wnut_has_the_published_counts(wnut17: Path) -> None:
    expected = {"train": (3_394, 62_730), "dev": (1_009, 15_733), "test": (1_287, 23_394)}
    for name, counts in expected.items():
        corpus, reports = sources.read_corpus(wnut17 / f"{name}.conll")
        assert (len(corpus), corpus.n_tokens, reports, corpus.layers) == (*counts, (), (NER,))
