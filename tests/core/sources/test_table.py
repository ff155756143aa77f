"""Tables with a header: sentences by id, quotes that are closed and quotes that are not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import sources
from core.corpus import Layer, Scheme
from core.errors import SourceError
from core.sources import OnProblem
from core.sources.reading import preview
from core.sources.table import joined, part


@given(cells=st.lists(st.text(st.sampled_from("ab,;\"' \t")), min_size=1), separator=st.sampled_from(",;"))
def test_rows_survive_being_joined(cells: list[str], separator: str) -> None:
    assert part(joined(cells, separator), separator) == (cells, True)


@pytest.mark.parametrize(
    ("line", "cells", "closed"),
    [
        ('1,",",O', ["1", ",", "O"], True),
        ('1,"""",O', ["1", '"', "O"], True),
        ('1,",O', ["1", '"', "O"], False),
        ('1,"tea" pot,O', ["1", '"tea" pot', "O"], False),
        ('1,5" nail,O', ["1", '5" nail', "O"], True),
        ("a,,", ["a", "", ""], True),
    ],
)
def test_quotes_of_one_line(line: str, cells: list[str], closed: bool) -> None:
    assert part(line, ",") == (cells, closed)


def test_tabs_know_no_quotes() -> None:
    assert part('"\tO', "\t") == (['"', "O"], True)


def _write(folder: Path, text: str, name: str = "mira.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


KAGGLE = """\
sentence_id,word,pos,tag
Sentence: 1,Mira,NNP,B-per
,sings,VBZ,O
Sentence: 2,NA,NN,O
,null,NN,O
,",",",",O
"""


@pytest.mark.parametrize("name", ["mira.csv", "mira.txt"])
def test_the_id_may_stand_on_the_first_row_only(tmp_path: Path, name: str) -> None:
    corpus, reports = sources.read_corpus(_write(tmp_path, KAGGLE, name))
    assert [sentence.tokens for sentence in corpus.sentences] == [("Mira", "sings"), ("NA", "null", ",")]
    assert corpus.layers == (Layer("pos"), Layer("tag", Scheme.IOB2))
    assert reports == ()


def test_the_id_may_stand_on_each_row(tmp_path: Path) -> None:
    text = "Sentence #;Word;POS\n1;Mira;NNP\n1;sings;VBZ\n2;Tea;NN\n"
    corpus, _ = sources.read_corpus(_write(tmp_path, text))
    assert [sentence.tokens for sentence in corpus.sentences] == [("Mira", "sings"), ("Tea",)]
    assert corpus.layers == (Layer("POS"),)


def test_blank_rows_part_where_there_is_no_id(tmp_path: Path) -> None:
    path = _write(tmp_path, 'token\tner\nMira\tB-PER\n\t\n"\tO\nsings\tO\n', "mira.tsv")
    assert preview(path).options.format == "csv"
    corpus, _ = sources.read_corpus(path)
    assert [sentence.tokens for sentence in corpus.sentences] == [("Mira",), ('"', "sings")]


def test_a_stray_quote_swallows_nothing(tmp_path: Path) -> None:
    path = _write(tmp_path, 'sentence_id,word,tag\n1,",O\n1,foo,O\n1,",O\n')
    corpus, reports = sources.read_corpus(path)
    assert corpus.sentences[0].tokens == ('"', "foo", '"')
    assert [(report.line, report.found) for report in reports] == [
        (2, "a quote that is not closed on its line."),
        (4, "a quote that is not closed on its line."),
    ]


def test_short_and_long_rows_and_rows_without_a_token(tmp_path: Path) -> None:
    path = _write(tmp_path, "sentence_id,word,tag\n1,Mira\n1,sings,O,x\n1,,O\n2,next,O\n")
    corpus, reports = sources.read_corpus(path)
    assert [sentence.tokens for sentence in corpus.sentences] == [("Mira", "sings"), ("next",)]
    assert corpus.sentences[0].tags["tag"] == (None, "O")
    assert [report.line for report in reports] == [2, 3, 4]
    options = preview(path).options
    with pytest.raises(SourceError, match=r"^mira\.csv, line 2: 2 cells where 3 are expected\."):
        list(
            sources.read(path, sources.ReadOptions(options.format, columns=options.columns, on_problem=OnProblem.STOP))
        )
