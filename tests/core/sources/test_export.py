"""What is written is read again as it was; what a format cannot hold is refused or said."""

import csv
import dataclasses
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core import sources
from core.corpus import Layer, Scheme, Sentence, Tags
from core.errors import ExportError
from core.sources import ColumnMap, FormatName, ReadOptions, table
from core.sources.options import CONLLU_COLUMNS, UPOS, XPOS

NER = Layer("ner", Scheme.IOB2)
NASTY = [
    "Mira",
    "x\u00a0y",
    "a\u2028b",
    "\u0085",
    "😀",
    '"',
    '""',
    '"a',
    "#",
    "# a",
    "-",
    "-1",
    "a b",
    " ",
    "null",
    "_",
    ",",
]
TAGS = ["B-PER", "I-PER", "O", "NA", "#", '"', "a,b", None]

tokens = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_characters="\t\n\r\0", exclude_categories=["Cs"]), min_size=1
)
tags = st.sampled_from(TAGS)


@st.composite
def sentences(draw: st.DrawFn, names: Sequence[str]) -> list[Sentence]:
    found = []
    for _ in range(draw(st.integers(1, 4))):
        words = tuple(draw(st.lists(tokens, min_size=1, max_size=5)))
        layers: dict[str, Tags] = {
            name: tuple(draw(st.lists(tags, min_size=len(words), max_size=len(words)))) for name in names
        }
        found.append(Sentence(words, layers))
    return found


OPTIONS = {
    FormatName.CONLLU: (ReadOptions(FormatName.CONLLU, columns=CONLLU_COLUMNS), (UPOS, XPOS)),
    FormatName.CONLL_COLUMNS: (
        ReadOptions(FormatName.CONLL_COLUMNS, columns=ColumnMap(0, ((1, UPOS), (2, XPOS)), width=3)),
        (UPOS, XPOS),
    ),
    FormatName.CSV: (
        ReadOptions(
            FormatName.CSV,
            columns=ColumnMap(1, ((2, UPOS), (3, XPOS)), sentence=0, has_header=True, separator=",", width=4),
        ),
        (UPOS, XPOS),
    ),
}


@pytest.mark.parametrize("format", OPTIONS)
@given(drawn=sentences(("upos", "xpos")))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, format: FormatName, drawn: list[Sentence]
) -> None:
    path = tmp_path_factory.mktemp("export") / "mira.out"
    options, layers = OPTIONS[format]
    assume(not any(token.startswith("-DOCSTART-") for sentence in drawn for token in sentence.tokens))
    count = sources.write(drawn, path, format=format, layers=layers)
    assert count == len(drawn)
    problems: list[sources.LineReport] = []
    again = list(sources.read(path, options, report=problems.append))
    assert [(s.tokens, s.tags) for s in again] == [(s.tokens, s.tags) for s in drawn]
    assert problems == []


@given(words=st.lists(st.sampled_from(["Mira", "don’t", "a\u2028b", "😀", '"', "#"]), min_size=1))
def test_text_is_read_again(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    path = tmp_path_factory.mktemp("export") / "mira.txt"
    sources.write([Sentence(tuple(words))], path, format=FormatName.TEXT, layers=())
    (again,) = sources.read(path, ReadOptions(FormatName.TEXT, tokenizer="whitespace"))
    assert again.tokens == tuple(words)


def test_text_keeps_its_blanks(tmp_path: Path) -> None:
    path = tmp_path / "mira.txt"
    path.write_bytes(b"Mira  sings.\n   Loud, too!\n")
    corpus, _ = sources.read_corpus(path)
    sources.write(corpus.sentences, tmp_path / "again.txt", format=FormatName.TEXT, layers=())
    assert (tmp_path / "again.txt").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", ["en_ewt-ud-dev.conllu", "en_ewt-ud-test.conllu"])
def test_ewt_is_written_byte_for_byte(ewt: Path, tmp_path: Path, name: str) -> None:
    corpus, _ = sources.read_corpus(ewt / name)
    sources.write(corpus.sentences, tmp_path / name, format=FormatName.CONLLU, layers=corpus.layers)
    assert (tmp_path / name).read_bytes() == (ewt / name).read_bytes()


def test_a_changed_tag_changes_its_cell_only(ewt: Path, tmp_path: Path) -> None:
    corpus, _ = sources.read_corpus(ewt / "en_ewt-ud-dev.conllu")
    index = next(i for i, s in enumerate(corpus.sentences) if "\n2-3\t" in s.source)
    sentence = corpus.sentences[index]
    changed = sentence.with_tags("upos", ("NEW", *sentence.tags["upos"][1:]))
    path = tmp_path / "mira.conllu"
    sources.write([changed], path, format=FormatName.CONLLU, layers=[UPOS])
    before, after = sentence.source.split("\n"), path.read_text(encoding="utf-8").split("\n")
    (different,) = [(a.split("\t"), b.split("\t")) for a, b in zip(before, after, strict=False) if a != b]
    assert [column for column in range(10) if different[0][column] != different[1][column]] == [3]


CONLL = "-DOCSTART- -X- -X- O\n\n# note\nMira  NNP B-NP B-PER\nsings VBZ B-VP O\n\nOren NNP B-NP B-PER\n\n"


def test_columns_are_written_from_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "mira.conll"
    path.write_bytes(CONLL.encode())
    columns = sources.preview(path).options.columns
    corpus, _ = sources.read_corpus(path)
    again = tmp_path / "again.conll"
    sources.write(corpus.sentences, again, format=FormatName.CONLL_COLUMNS, layers=corpus.layers, columns=columns)
    assert again.read_bytes() == CONLL.encode()
    changed = [
        corpus.sentences[0].with_tags("ner", ("O", "B-LOC")),
        corpus.sentences[1],
        Sentence(("tea",), {"ner": ("O",)}),
    ]
    sources.write(changed, again, format=FormatName.CONLL_COLUMNS, layers=[NER], columns=columns)
    assert again.read_text() == (
        "-DOCSTART- -X- -X- O\n\n# note\nMira NNP B-NP O\nsings VBZ B-VP B-LOC\n\nOren NNP B-NP B-PER\n\ntea _ _ O\n\n"
    )


def test_rows_that_are_no_longer_the_tokens_are_built_anew(tmp_path: Path) -> None:
    sentence = Sentence(("tea",), {"upos": ("NOUN",)}, source="1\thot tea\t_\tX\t_\t_\t_\t_\t_\t_")
    path = tmp_path / "mira.conllu"
    sources.write([sentence], path, format=FormatName.CONLLU, layers=[UPOS])
    assert path.read_text() == "1\ttea\t_\tNOUN\t_\t_\t_\t_\t_\t_\n\n"


def test_built_conllu_has_text_spaces_and_documents(tmp_path: Path) -> None:
    spaced = Sentence(("tea", "!"), {}, (False, False), document="d 1")
    path = tmp_path / "mira.conllu"
    sources.write([spaced, spaced], path, format=FormatName.CONLLU, layers=[])
    text = path.read_text()
    assert text.count("# newdoc id = d 1\n") == 1
    assert text.count("# text = tea!\n") == 2
    again = list(sources.read(path, ReadOptions(FormatName.CONLLU)))
    assert [(s.tokens, s.spaces, s.document) for s in again] == [(spaced.tokens, spaced.spaces, "d 1")] * 2


def test_documents_of_columns_are_marked_where_they_change(tmp_path: Path) -> None:
    found = [Sentence((word,), {"ner": ("O",)}, document=word[0]) for word in ("a1", "a2", "b1")]
    path = tmp_path / "mira.conll"
    sources.write(found, path, format=FormatName.CONLL_COLUMNS, layers=[NER])
    assert path.read_text() == "a1\tO\n\na2\tO\n\n-DOCSTART-\tO\n\nb1\tO\n\n"


@pytest.mark.parametrize(
    ("format", "token", "tag", "words"),
    [
        (FormatName.CONLLU, "a\tb", "O", r"'a\\tb' holds a TAB"),
        (FormatName.CONLL_COLUMNS, "a\nb", "O", "holds a line end"),
        (FormatName.CSV, "a\rb", "O", "holds a line end"),
        (FormatName.TEXT, "a\nb", "O", "holds a line end"),
        (FormatName.CONLL_COLUMNS, "a", "_", "the tag '_' means no tag"),
        (FormatName.CONLL_COLUMNS, "-DOCSTART-", "O", "would begin a document"),
        (FormatName.CSV, "a\0", "O", "holds a NUL"),
        (FormatName.CSV, "\ud83d", "O", "half a surrogate pair"),
    ],
)
def test_what_a_format_cannot_hold_is_refused(
    tmp_path: Path, format: FormatName, token: str, tag: str, words: str
) -> None:
    path = tmp_path / "mira.out"
    path.write_text("old")
    sentence = Sentence((token,), {"upos": (tag,)})
    with pytest.raises(ExportError, match=rf"^mira\.out: sentence 2 .*{words}"):
        sources.write([Sentence(("fine",), {"upos": ("X",)}), sentence], path, format=format, layers=[UPOS])
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["mira.out"]


@pytest.mark.parametrize("token", [" ", "#tea"])
def test_bare_tokens_that_are_no_rows(tmp_path: Path, token: str) -> None:
    with pytest.raises(ExportError, match="alone on a line is no token"):
        sources.write([Sentence((token,))], tmp_path / "a.conll", format=FormatName.CONLL_COLUMNS, layers=[])


def test_conllu_has_two_layers(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"^a\.conllu: there is no column for the layer 'ner'"):
        sources.write([], tmp_path / "a.conllu", format=FormatName.CONLLU, layers=[NER])


def test_losses_are_said_before_writing() -> None:
    close = Sentence(("tea", "!"), {"ner": ("O", "O")}, (False, True), document="a")
    other = dataclasses.replace(
        close, document="b", source="1\ttea\t_\tX\t_\t_\t_\t_\t_\t_\n2\t!\t_\tX\t_\t_\t_\t_\t_\t_"
    )
    assert sources.what_is_lost([close], [UPOS], FormatName.CONLLU) == ()
    assert [loss.split(" ")[0:3] for loss in sources.what_is_lost([close], [NER], FormatName.CONLLU)] == [
        ["The", "layer", "ner"]
    ]
    words = " ".join(sources.what_is_lost([close, other], [NER], FormatName.CSV))
    assert "without a space" in words
    assert "documents" in words
    assert "Lemmas" in words
    assert sources.what_is_lost([close], [NER], FormatName.TEXT) == ("All tags are lost: plain text has none.",)


def test_rows_that_changed_tokens_cost_are_named(tmp_path: Path) -> None:
    rows = "# sent_id = 1\n1\tteapot\ttea\tX\t_\t_\t0\troot\t_\t_"
    whole = Sentence(("teapot",), {}, source=rows)
    cut = Sentence(("tea", "pot"), {}, source=rows)
    assert sources.what_is_lost([whole], [], FormatName.CONLLU) == ()
    (loss,) = sources.what_is_lost([whole, cut, cut], [], FormatName.CONLLU)
    assert "tokens were changed" in loss
    path = tmp_path / "tea.conllu"
    sources.write([cut], path, format=FormatName.CONLLU, layers=[])
    assert "root" not in path.read_text(encoding="utf-8")
    for other in (whole, cut):
        assert "Lemmas" in " ".join(sources.what_is_lost([other], [], FormatName.CSV))


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    count = sources.write([Sentence(("tea",), {"ner": ("O",)})], None, format=FormatName.CONLL_COLUMNS, layers=[NER])
    sys.stdout.flush()
    assert (count, capfdbinary.readouterr().out) == (1, b"tea\tO\n\n")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_is_named_and_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "mira.conll"
    target.write_text("old")
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from core import sources\n"
        "from core.corpus import Sentence\n"
        "from core.errors import ExportError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try:\n"
        "    sentences = (Sentence(('tea',) * 100) for _ in range(1000))\n"
        "    sources.write(sentences, Path(sys.argv[1]), format=sources.FormatName.CONLL_COLUMNS, layers=[])\n"
        "except ExportError as error:\n"
        "    print(error)\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("mira.conll: cannot be written: file too large.")
    assert target.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["mira.conll"]


@given(drawn=sentences(("upos", "=xpos")))
def test_no_cell_of_a_spreadsheet_is_a_formula(tmp_path_factory: pytest.TempPathFactory, drawn: list[Sentence]) -> None:
    folder = tmp_path_factory.mktemp("export")
    layers = (Layer("upos"), Layer("=xpos"))
    sources.write(drawn, folder / "safe.csv", format=FormatName.CSV, layers=layers, for_spreadsheets=True)
    sources.write(drawn, folder / "exact.csv", format=FormatName.CSV, layers=layers)
    with (folder / "safe.csv").open(encoding="utf-8", newline="") as file:
        safe = list(csv.reader(file, strict=True))
    assert safe[0] == ["sentence_id", "token", "upos", "'=xpos"]
    assert not any(cell[:1] in "=+-@\t\r" for row in safe for cell in row if cell)
    words = [token for sentence in drawn for token in sentence.tokens]
    assert [row[1] for row in safe[1:]] == [f"'{word}" if word.startswith(table.TRIGGERS) else word for word in words]
    options = ReadOptions(
        FormatName.CSV,
        columns=ColumnMap(1, ((2, layers[0]), (3, layers[1])), sentence=0, has_header=True, separator=",", width=4),
    )
    again = list(sources.read(folder / "exact.csv", options))
    assert [(s.tokens, s.tags) for s in again] == [(s.tokens, s.tags) for s in drawn]


def test_formulas_are_told_from_words(tmp_path: Path) -> None:
    words = ("=1+1", "+49", "-5", "@SUM(A1)", "\t=1", "＝1", "a=1", "'=1", "1-1")
    path = tmp_path / "mira.csv"
    sources.write([Sentence(words)], path, format=FormatName.CSV, layers=[], for_spreadsheets=True)
    with path.open(encoding="utf-8", newline="") as file:
        cells = [row[1] for row in csv.reader(file)][1:]
    assert cells == ["'=1+1", "'+49", "'-5", "'@SUM(A1)", "'\t=1", "'＝1", "a=1", "'=1", "1-1"]


def test_only_csv_is_for_spreadsheets(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"^a\.tsv: only CSV can be written for spreadsheets\."):
        sources.write([], tmp_path / "a.tsv", format=FormatName.CONLL_COLUMNS, layers=[], for_spreadsheets=True)
