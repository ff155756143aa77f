"""`tagscope convert`: everything that can be held is, what is lost is said, and no file is destroyed."""

import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import Result

from core import sources

COLUMNS = "Mira\tB-PER\nHolt\tI-PER\nleft\tO\n\nrain\tO\n"
CONLLU = (
    "# text = rain fell.\n"
    "1\train\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n"
    "2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
)

Call = Callable[..., Result]
Write = Callable[..., Path]


def _said(result: Result, *losses: str) -> bool:
    lines = result.stderr.split("\n")[:-1]
    return len(lines) == len(losses) and all(loss in line for loss, line in zip(losses, lines, strict=True))


@pytest.mark.parametrize(("suffix", "content"), [("conll", COLUMNS + "\n"), ("conllu", CONLLU)])
def test_the_same_format_changes_nothing(suffix: str, content: str, call: Call, write: Write, tmp_path: Path) -> None:
    result = call("convert", write(f"one.{suffix}", content), tmp_path / f"two.{suffix}")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"two.{suffix}: {2 if suffix == 'conll' else 1} sentence{'s' * (suffix == 'conll')}\n"
    assert (tmp_path / f"two.{suffix}").read_text(encoding="utf-8") == content


@pytest.mark.parametrize("suffix", ["conll", "tsv", "csv"])
def test_labels_come_through_and_back(suffix: str, call: Call, write: Write, tmp_path: Path) -> None:
    there = tmp_path / f"two.{suffix}"
    assert call("convert", write("one.conll", COLUMNS), there).exit_code == 0
    assert call("convert", there, tmp_path / "three.conll").exit_code == 0
    assert (tmp_path / "three.conll").read_text(encoding="utf-8") == COLUMNS + "\n"


def test_a_tsv_has_tabs_and_a_conll_keeps_its_spaces(call: Call, write: Write, tmp_path: Path) -> None:
    source = write("one.conll", "Mira NN x B-PER\nleft VB x O\n")
    call("convert", source, tmp_path / "two.tsv")
    call("convert", source, tmp_path / "two.conll")
    assert (tmp_path / "two.tsv").read_text(encoding="utf-8") == "Mira\tNN\tB-PER\nleft\tVB\tO\n\n"
    assert (tmp_path / "two.conll").read_text(encoding="utf-8") == "Mira NN x B-PER\nleft VB x O\n\n"


def test_one_layer_alone(call: Call, write: Write, tmp_path: Path) -> None:
    call(
        "convert",
        write("one.conll", "Mira\tmira\tNN\tB-PER\nleft\tleave\tVB\tO\n"),
        tmp_path / "a.conll",
        "--layer",
        "ner",
    )
    assert (tmp_path / "a.conll").read_text(encoding="utf-8") == "Mira\tB-PER\nleft\tO\n\n"
    call("convert", write("one.conllu", CONLLU), tmp_path / "b.conllu", "--layer", "xpos")
    assert (tmp_path / "b.conllu").read_text(encoding="utf-8") == (
        CONLLU.replace("NOUN", "_").replace("VERB", "_").replace("PUNCT", "_")
    )
    call("convert", write("pos.conll", "rain\tNN\nfell\tVB\n"), tmp_path / "c.conllu", "--layer", "xpos")
    assert "1\train\t_\t_\tNN\t_" in (tmp_path / "c.conllu").read_text(encoding="utf-8")


def test_what_is_lost_is_said_and_the_rest_converted(call: Call, write: Write, tmp_path: Path) -> None:
    result = call("convert", write("one.conllu", CONLLU), tmp_path / "two.csv")
    assert result.exit_code == 0
    assert _said(result, "two.csv: Where tokens stand", "two.csv: Lemmas, features") or _said(
        result, "two.csv: Lemmas, features", "two.csv: Where tokens stand"
    )
    mixed = write("mixed.csv", "sentence_id,token,upos,ner\n1,Mira,PROPN,B-PER\n1,left,VERB,O\n")
    result = call("convert", mixed, tmp_path / "mixed.conllu")
    assert result.exit_code == 0
    assert _said(result, "mixed.conllu: The layer ner is lost")
    assert "1\tMira\t_\tPROPN\t_" in (tmp_path / "mixed.conllu").read_text(encoding="utf-8")


def test_a_file_of_empty_columns_is_refused_unless_asked_for(call: Call, write: Write, tmp_path: Path) -> None:
    source, target = write("one.conll", COLUMNS), tmp_path / "two.conllu"
    result = call("convert", source, target)
    assert result.exit_code == 1
    assert result.stderr.startswith("two.conllu: would hold no label of one.conll: ")
    assert "--tokens-only" in result.stderr
    assert not target.exists()
    assert call("convert", source, target, "--tokens-only").exit_code == 0
    assert [s.tokens for s in sources.read_corpus(target)[0].sentences] == [("Mira", "Holt", "left"), ("rain",)]


def test_tokens_only_leaves_every_label_out(call: Call, write: Write, tmp_path: Path) -> None:
    call("convert", write("one.conll", COLUMNS), tmp_path / "two.conll", "--tokens-only")
    assert (tmp_path / "two.conll").read_text(encoding="utf-8") == "Mira\nHolt\nleft\n\nrain\n\n"
    call("convert", write("one.conllu", CONLLU), tmp_path / "two.conllu", "--tokens-only")
    cells = [
        row.split("\t") for row in (tmp_path / "two.conllu").read_text(encoding="utf-8").split("\n") if "\t" in row
    ]
    assert cells[0][1:5] == ["rain", "rain", "_", "_"]


def test_text_says_that_labels_are_lost_and_becomes_conllu_without_a_word(
    call: Call, write: Write, tmp_path: Path
) -> None:
    result = call("convert", write("one.conll", COLUMNS), tmp_path / "two.txt")
    assert result.exit_code == 0
    assert _said(result, "two.txt: All tags are lost")
    assert (tmp_path / "two.txt").read_text(encoding="utf-8") == "Mira Holt left\nrain\n"
    result = call("convert", tmp_path / "two.txt", tmp_path / "two.conllu")
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_source_is_never_written_over(call: Call, write: Write, tmp_path: Path) -> None:
    source = write("one.txt", COLUMNS)
    (tmp_path / "link.conllu").symlink_to(source)
    os.link(source, tmp_path / "hard.conll")
    for target in (source, tmp_path / "." / "one.txt", tmp_path / "link.conllu", tmp_path / "hard.conll"):
        result = call("convert", source, target)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{target.name}: is the very file to be converted.")
    assert source.read_text(encoding="utf-8") == COLUMNS


def test_a_target_that_fails_is_left_as_it_was(call: Call, write: Write, tmp_path: Path) -> None:
    target = write("two.conll", "old\n")
    broken = write("one.conllu", CONLLU.encode() + b"1\tcaf\xe9\t_\tNOUN\tNN\t_\t0\troot\t_\t_\n\n")
    result = call("convert", broken, target)
    assert result.exit_code == 1
    assert result.stderr.startswith("one.conllu, line 6: is not UTF-8")
    assert target.read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.conllu", "two.conll"]


@pytest.mark.parametrize(("target", "first"), [("missing/two.conll", "two.conll:"), (".", "")])
def test_a_target_that_cannot_be(target: str, first: str, call: Call, write: Write, tmp_path: Path) -> None:
    result = call("convert", write("one.conll", COLUMNS), tmp_path / target)
    assert result.exit_code == 1
    assert result.stderr.startswith(first or f"{tmp_path.name}:")


def test_a_full_disk_leaves_no_litter(
    child: Callable[..., CompletedProcess[bytes]], write: Write, tmp_path: Path
) -> None:
    write("one.conll", COLUMNS * 500)
    result = child("convert", "one.conll", "two.csv", largest_file=4096)
    assert result.returncode == 1
    assert result.stderr.startswith(b"two.csv: cannot be written: file too large.")
    assert [path.name for path in tmp_path.iterdir()] == ["one.conll"]


def test_a_table_for_spreadsheets_calculates_nothing(call: Call, write: Write, tmp_path: Path) -> None:
    source = write("one.conll", "=cmd|calc\tB-PER\nMira\tI-PER\n")
    assert call("convert", source, tmp_path / "exact.csv").exit_code == 0
    assert "\n1,=cmd|calc,B-PER\n" in (tmp_path / "exact.csv").read_text(encoding="utf-8")
    assert call("convert", source, tmp_path / "safe.csv", "--for-spreadsheets").exit_code == 0
    assert '\n"1","\'=cmd|calc","B-PER"\n' in (tmp_path / "safe.csv").read_text(encoding="utf-8")
    result = call("convert", source, tmp_path / "two.conll", "--for-spreadsheets")
    assert result.exit_code == 1
    assert result.stderr == ("two.conll: only CSV can be written for spreadsheets. Choose a name that ends in .csv.\n")
    assert not (tmp_path / "two.conll").exists()
