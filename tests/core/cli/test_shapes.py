"""`tagscope shapes`: the options reach the batches, in words and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Call = Callable[..., Result]

SENTENCES = ("a\tO\n" * 3 + "\n") + ("b\tB-X\n" * 7 + "\n") + ("c\tO\n" * 5 + "\n")


@pytest.fixture
def shapes(call: Call, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    path = tmp_path / "day.conll"
    path.write_text(SENTENCES, encoding="utf-8")

    def run(*options: object) -> dict[str, Any]:
        result = call("shapes", path, "--preset", "tiny", *options, "--json")
        assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (0, "", 1)
        values: dict[str, Any] = json.loads(result.stdout)
        return values

    return run


def _ids(values: dict[str, Any]) -> list[int]:
    card = next(card for card in values["cards"] if card["name"] == "ids")
    return [axis["size"] for axis in card["axes"]]


def test_first_batch_and_price(shapes: Callable[..., dict[str, Any]]) -> None:
    values = shapes()
    assert [card["name"] for card in values["cards"]] == [
        *("sentences", "ids", "mask", "embedded", "forward", "backward", "joined", "scores", "loss")
    ]
    assert _ids(values) == [3, 7]
    price = values["price"]
    assert (price["n_tokens"], price["n_cells"], price["n_cut"]) == (15, 21, 0)
    assert price["padding_share"] == pytest.approx(6 / 21)
    assert price["shapes"] == [[3, 7]]


def test_options_reach_the_batches(shapes: Callable[..., dict[str, Any]]) -> None:
    assert _ids(shapes("--max-length", 4)) == [3, 4]
    assert shapes("--max-length", 4)["price"]["n_cut"] == 4
    assert _ids(shapes("--batch-size", 1, "--order", "as-is")) == [1, 3]
    assert _ids(shapes("--batch-size", 1, "--order", "by length")) == _ids(
        shapes("--batch-size", 1, "--order", "by-length")
    )
    words = {
        side: next(c["words"] for c in shapes("--pad", side)["cards"] if c["name"] == "ids")
        for side in ("before", "after")
    }
    assert words["before"] != words["after"]


@pytest.mark.parametrize("preset", ["default", "question-2016", "one-hot", "stateful", "random-subsequences"])
def test_every_preset(preset: str, call: Call, tmp_path: Path) -> None:
    (tmp_path / "day.conll").write_text(SENTENCES, encoding="utf-8")
    result = call("shapes", tmp_path / "day.conll", "--preset", preset)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 distinct shape, " in result.stdout


def test_in_words_the_columns_are_aligned(call: Call, tmp_path: Path) -> None:
    (tmp_path / "day.conll").write_text(SENTENCES, encoding="utf-8")
    text = call("shapes", tmp_path / "day.conll", "--preset", "tiny").stdout
    table, summary = text.split("\n\n")
    rows = table.split("\n")
    assert rows[0].split() == ["tensor", "shape", "dtype", "bytes", "weights"]
    end_of_bytes = rows[0].index("bytes") + len("bytes")
    assert all(
        row[end_of_bytes - 1].isdigit() and row[end_of_bytes : end_of_bytes + 1].strip() == "" for row in rows[1:]
    )
    assert "1 batches" not in summary
    assert "28.6% padding" in summary


def test_an_order_that_does_not_exist(call: Call, tmp_path: Path) -> None:
    result = call("shapes", tmp_path / "day.conll", "--order", "random")
    assert result.exit_code == 2
    assert "by-length" in result.stderr
