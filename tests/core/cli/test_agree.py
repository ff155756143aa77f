"""`tagscope agree`: its figures are those of `core.agreement`, and files of other sentences are refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from core.agreement import agreement
from core.corpus import Layer, Scheme, Tags

Call = Callable[..., Result]
Write = Callable[..., Path]

TOKENS = ("Mira", "Holt", "left", "Lund", "in", "May")
MIRA = ("B-PER", "I-PER", "O", "B-LOC", "O", "O")
OSKAR = ("B-PER", "I-PER", "O", "B-PER", "O", "_")
ROWS: list[tuple[Tags, ...]] = [(MIRA, (*OSKAR[:-1], None))]


def _columns(tags: tuple[str, ...], tokens: tuple[str, ...] = TOKENS) -> str:
    return "".join(f"{token}\t{tag}\n" for token, tag in zip(tokens, tags, strict=True))


def test_json_has_the_numbers_of_core(call: Call, write: Write) -> None:
    result = call("agree", write("mira.conll", _columns(MIRA)), write("oskar.conll", _columns(OSKAR)), "--json")
    assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (0, "", 1)
    values = json.loads(result.stdout)
    expected = agreement(ROWS, Layer("ner", Scheme.IOB2), ["mira.conll", "oskar.conll"])
    (pair,) = expected.pairs
    assert list(values) == ["annotators", "sentences", "tokens", "alpha", "pairs"]
    assert values["alpha"] == expected.alpha
    assert values["tokens"] == 5
    (found,) = values["pairs"]
    assert (found["kappa"], found["observed"], found["span_f1"]) == (pair.kappa, pair.observed, pair.span_f1)
    assert [label["label"] for label in found["labels"]] == ["PER", "LOC"]
    assert found["confusion"] == {"names": list(pair.names), "tokens": pair.confusion.tolist()}


def test_in_words(call: Call, write: Write) -> None:
    files = [write("mira.conll", _columns(MIRA)), write("oskar.conll", _columns(OSKAR))]
    text = call("agree", *files).stdout
    assert "5 tokens labelled by both, 80.00% alike" in text
    assert "B-LOC | B-PER" in text
    assert "F1 of spans 50.00%" in text


def test_three_annotators_have_three_pairs_and_one_alpha(call: Call, write: Write) -> None:
    files = [write(f"{name}.conll", _columns(tags)) for name, tags in {"a": MIRA, "b": OSKAR, "c": MIRA}.items()]
    values = json.loads(call("agree", *files, "--json").stdout)
    assert [(pair["first"], pair["second"]) for pair in values["pairs"]] == [
        ("a.conll", "b.conll"),
        ("a.conll", "c.conll"),
        ("b.conll", "c.conll"),
    ]
    assert values["pairs"][1]["kappa"] == 1.0
    assert values["alpha"] < 1.0


def test_another_scheme_is_no_disagreement(call: Call, write: Write) -> None:
    bioes = write("bioes.conll", _columns(("B-PER", "E-PER", "O", "S-LOC", "O", "O")))
    values = json.loads(call("agree", write("iob2.conll", _columns(MIRA)), bioes, "--json").stdout)
    assert values["pairs"][0]["observed"] == 1.0


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (_columns(MIRA, ("Mira", "Holt", "left", "Lund", "in", "June")), "oskar.conll: sentence 1 has other tokens."),
        (_columns(MIRA) + "\n" + _columns(MIRA), "mira.conll: ends before sentence 2."),
    ],
)
def test_other_sentences_are_refused(call: Call, write: Write, second: str, words: str) -> None:
    result = call("agree", write("mira.conll", _columns(MIRA)), write("oskar.conll", second))
    assert result.exit_code == 1
    assert words in result.stderr
    assert result.stdout == ""


def test_one_file_agrees_with_nobody(call: Call, write: Write) -> None:
    assert call("agree", write("mira.conll", _columns(MIRA))).exit_code == 2


def test_names_that_are_alike_keep_their_folders(call: Call, write: Write, tmp_path: Path) -> None:
    for name in ("mira", "oskar"):
        (tmp_path / name).mkdir()
        write(f"{name}/day.conll", _columns(MIRA))
    values = json.loads(call("agree", tmp_path / "mira/day.conll", tmp_path / "oskar/day.conll", "--json").stdout)
    assert values["annotators"] == [str(tmp_path / "mira/day.conll"), str(tmp_path / "oskar/day.conll")]
