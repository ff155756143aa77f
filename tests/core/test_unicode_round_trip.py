"""Odd characters from a file through the project into a file: the same bytes, and no token more or less."""

from pathlib import Path

import pytest

from core import sources
from core.project import Project
from core.sources import FormatName

WORDS = (
    "gpj\u202eexe",
    "\u2066iso\u2069",
    "zero\u200bwidth",
    "a\u00adb",
    "\ufeffmark",
    "👩\u200d💻",
    "🏴\U000e0067\U000e0062\U000e007f",
    "e\u0301",
    "é",
    "مَدِينَة",
    "می\u200cخواهم",
    "a\u2028b\u2029c",
    "a\x85b",
    "a\x0bb\x0cc\x1cd",
    "\x1b[31m",
    "\u00a0",
    "\U0010ffff",
    "ﬁ",
    "İ",
)
ROWS = "".join(f"{word}\tB-{word}\n" for word in WORDS) + "\n"


@pytest.mark.parametrize(("mark", "end"), [("", "\n"), ("\ufeff", "\r\n"), ("", "\r")])
def test_the_same_bytes_come_out(tmp_path: Path, mark: str, end: str) -> None:
    path = tmp_path / "mira.conll"
    path.write_bytes((mark + ROWS.replace("\n", end)).encode())
    options = sources.options_of(path)
    assert options.columns is not None
    layers = tuple(layer for _, layer in options.columns.layers)
    with Project.create(tmp_path / "a.tagscope") as project:
        running = project.begin_import("mira", "conll", layers)
        running.add(list(sources.read(path, options)))
        running.finish()
    with Project.open(tmp_path / "a.tagscope") as project:
        (sentence,) = project.sentences()
        assert sentence.tokens == WORDS
        assert sentence.layer_tags("ner") == tuple(f"B-{word}" for word in WORDS)
        sources.write(project.sentences(), tmp_path / "out.conll", format=FormatName.CONLL_COLUMNS, layers=layers)
    assert (tmp_path / "out.conll").read_bytes() == ROWS.encode()


def test_nul_bytes_are_told_and_half_surrogates_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "mira.conll"
    path.write_bytes(b"Mi\0ra\tB-PER\n" + b"rain\tO\n" * 40)
    corpus, reports = sources.read_corpus(path)
    assert corpus.sentences[0].tokens[0] == "Mira"
    assert [report.found for report in reports] == ["1 NUL byte."]
    path.write_bytes("a\ud83d\tO\n".encode("utf-8", "surrogatepass"))
    with pytest.raises(sources.EncodingError, match="byte 0xED at offset 1"):
        sources.read_corpus(path)
