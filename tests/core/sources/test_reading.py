"""Previews, whole corpora, and every bad input a user can choose: a message, and nothing half read."""

import tracemalloc
from pathlib import Path
from unittest.mock import Mock

import pytest

from core import sources
from core.corpus import Layer, Scheme, Split
from core.errors import SourceError
from core.sources import EncodingError, FormatName, OnProblem, ReadOptions, guessing, reading
from core.sources.options import MAX_SENTENCE


def write(folder: Path, content: bytes | str, name: str = "mira.conll") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_preview_shows_rows_sentences_and_schemes(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeffMira\tI-PER\nsings\tO\n\nOren\n")
    shown = sources.preview(path)
    assert shown.rows == (("Mira", "I-PER"), ("sings", "O"), (), ("Oren",))
    assert shown.encoding == "utf-8-sig"
    assert [sentence.tokens for sentence in shown.sentences] == [("Mira", "sings"), ("Oren",)]
    assert shown.layers == (Layer("ner", Scheme.IOB1),)
    assert not shown.detections["ner"].sure
    assert shown.detections["ner"].alternatives == (Scheme.IO,)
    assert (shown.n_problems, shown.problems[0].line) == (1, 4)
    assert list(sources.read(path, shown.options)) == list(shown.sentences)


def test_preview_obeys_changed_options(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira B-PER\nsings O\n")
    shown = sources.preview(path, options=ReadOptions(FormatName.TEXT, tokenizer="whitespace"))
    assert [sentence.tokens for sentence in shown.sentences] == [("Mira", "B-PER"), ("sings", "O")]
    assert (shown.layers, shown.rows) == ((), ())


def test_read_finds_missing_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira\tB-PER\n")
    (sentence,) = sources.read(path, ReadOptions(FormatName.CONLL_COLUMNS, split=Split.DEV))
    assert (sentence.tags, sentence.split) == ({"ner": ("B-PER",)}, Split.DEV)


def test_a_layer_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira\tB-PER\n")
    with pytest.raises(SourceError, match=r"^mira\.conll: has no layer 'upos'\. Choose one of: ner; or a column"):
        sources.read_corpus(path, layer="upos")
    corpus, _ = sources.read_corpus(path, layer="column:2", split=Split.TEST)
    assert corpus.layers == (Layer("column:2", Scheme.IOB2),)
    assert corpus.sentences[0].split is Split.TEST


def test_conllu_columns_by_number(ewt: Path) -> None:
    corpus, _ = sources.read_corpus(ewt / "en_ewt-ud-dev.conllu", layer="column:8")
    assert "nsubj" in corpus.sentences[0].tags["column:8"] + corpus.sentences[1].tags["column:8"]
    assert corpus.layers[-1] == Layer("column:8")


def test_progress_ends_with_the_size_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira\tB-PER\n\n" * 100_000)
    seen: list[int] = []
    for _ in sources.read(path, ReadOptions(FormatName.CONLL_COLUMNS), progress=seen.append):
        pass
    assert seen[-1] == path.stat().st_size
    assert seen == sorted(seen)
    assert len(seen) > 3


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, ("1\tMira\t_\tPROPN\t_\t_\t_\t_\t_\t" + "x" * 400 + "\n\n") * 40_000)
    tracemalloc.start()
    try:
        count = sum(1 for _ in sources.read(path, ReadOptions(FormatName.CONLLU)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 40_000
    assert peak < path.stat().st_size / 4


def test_no_final_newline(tmp_path: Path) -> None:
    corpus, reports = sources.read_corpus(write(tmp_path, "Mira\tB-PER\nsings\tO"))
    assert corpus.sentences[0].tokens == ("Mira", "sings")
    assert reports == ()


def test_one_sentence_and_one_label(tmp_path: Path) -> None:
    corpus, _ = sources.read_corpus(write(tmp_path, "Mira\tX\n"))
    assert (len(corpus), corpus.layers) == (1, (Layer("pos"),))


def test_no_labels_at_all(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira\nsings\n")
    corpus, _ = sources.read_corpus(path)
    assert (corpus.sentences[0].tags, corpus.layers) == ({}, ())
    with pytest.raises(SourceError, match=r"^mira\.conll: has no layer 'ner'\. The file holds no labels\."):
        sources.read_corpus(path, layer="ner")


def test_utf16_is_read_by_its_mark(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira\tB-PER\r\nsings\tO\r\n".encode("utf-16"))
    corpus, _ = sources.read_corpus(path)
    assert corpus.sentences[0].tokens == ("Mira", "sings")
    assert sources.preview(path).encoding == "utf-16"


def test_another_encoding_is_offered_and_then_works(tmp_path: Path) -> None:
    path = write(tmp_path, "René\tB-PER\n".encode("cp1252"))
    with pytest.raises(EncodingError, match=r"^mira\.conll, line 1: is not UTF-8: byte 0xE9 at offset 3") as caught:
        sources.preview(path)
    options = ReadOptions(FormatName.CONLL_COLUMNS, encoding=caught.value.encodings[0])
    assert sources.read_corpus(path, options=options)[0].sentences[0].tokens == ("René",)


def test_bad_bytes_far_into_the_file_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, b"Mira\tO\n" * 100_000 + b"Ren\xe9\tO\n")
    with pytest.raises(EncodingError, match=r"^mira\.conll, line 100,001: .* at offset 700,003"):
        sources.read_corpus(path)


@pytest.mark.parametrize("content", ["", "\n", " \n\t\n\r\n"])
def test_files_without_a_sentence(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(SourceError, match=r"^mira\.conll: (is empty|holds no sentence that can be read)\. Choose"):
        sources.preview(path)
    with pytest.raises(SourceError, match=r"^mira\.conll: (is empty|holds no sentence that can be read)\. Choose"):
        list(sources.read(path, ReadOptions(FormatName.CONLLU)))


def test_nothing_but_faults(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira\tO\nsings\n")
    options = ReadOptions(FormatName.CONLL_COLUMNS, on_problem=OnProblem.SKIP)
    with pytest.raises(SourceError, match=r"^mira\.conll, line 2: 1 column where 2 are expected\. The sentence"):
        sources.read_corpus(path, options=options)


@pytest.mark.parametrize("name", ["mira.conll", "mira.csv", "mira.txt", "mira.conllu"])
def test_a_line_of_ten_megabytes(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, b"x" * 10 * 2**20 + b"\n\nMira sings\n", name)
    corpus, reports = sources.read_corpus(path)
    assert len(corpus.sentences[-1].tokens[0]) < 20
    assert len(corpus) == 1
    assert reports[0].line == 1
    assert reports[0].found == "a token of 10,485,760 characters; 10,000 is the most."


def test_a_sentence_beyond_the_limit_is_cut_into_several(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira\tO\n" * (MAX_SENTENCE + 1))
    corpus, reports = sources.read_corpus(path)
    assert [len(sentence) for sentence in corpus.sentences] == [MAX_SENTENCE, 1]
    assert reports[0].found == "a sentence of 100,001 tokens; 100,000 is the most."


def test_folders_and_missing_files(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "is a folder"), (tmp_path / "no.conll", "there is no such file")):
        with pytest.raises(SourceError, match=rf"^{path.name}: {words}"):
            sources.preview(path)
        with pytest.raises(SourceError, match=rf"^{path.name}: {words}"):
            list(sources.read(path, ReadOptions(FormatName.TEXT)))


def test_a_file_without_a_sentence_names_the_line_to_blame(tmp_path: Path) -> None:
    path = write(tmp_path, "x" * 10_001 + " O\nby O\n\n")
    with pytest.raises(SourceError, match=r"^mira\.conll, line 1: a token of 10,001 characters; 10,000 is the most\."):
        list(sources.read(path, ReadOptions(FormatName.CONLL_COLUMNS)))


@pytest.mark.parametrize("name", ["long.txt", "long.conll"])
def test_the_preview_of_an_endless_line_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    looked_at = Mock(return_value=False)
    monkeypatch.setattr(guessing, "_is_label_column", looked_at)
    monkeypatch.setattr(reading, "_SHOWN_CHARACTERS", 500)
    shown = sources.preview(write(tmp_path, "word " * 5000, name))
    looked_at.assert_not_called()
    assert all(len(row) <= 100 for row in shown.rows)
    assert shown.options.format is not FormatName.TEXT or len(shown.sentences[0]) == 100
    assert sum(map(len, sources.read(shown.path, shown.options))) == (5000 if name == "long.txt" else 1)
