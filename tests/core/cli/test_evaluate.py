"""`tagscope eval`: the keys of its JSON, and which labels of the file are compared."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from core import bundle as bundles
from core import tagging
from core.bundle import Bundle
from core.config import preset
from core.corpus import Layer, Scheme, Sentence
from core.metrics import score

Call = Callable[..., Result]
Write = Callable[..., Path]

TOKENS = ("Mira", "Holt", "left", "Lund")
GOLD = ("B-PER", "I-PER", "O", "B-LOC")
KEYS = ["tokens", "accuracy", "accuracy_without_o", "precision", "recall", "f1", "tokens_per_second"]


def _columns(tags: tuple[str, ...]) -> str:
    return "".join(f"{token}\t{tag}\n" for token, tag in zip(TOKENS, tags, strict=True))


def test_json_has_these_keys_and_the_numbers_of_the_tagger(call: Call, write: Write, model: Path) -> None:
    result = call("eval", model, write("day.conll", _columns(GOLD)), "--json")
    assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (0, "", 1)
    values = json.loads(result.stdout)
    assert list(values) == KEYS
    (tagged,) = tagging.Tagger(bundles.load(model)).tag([TOKENS])
    report = score([GOLD], [tagged.tags], Layer("ner", Scheme.IOB2))
    assert values["tokens"] == 4
    assert values["tokens_per_second"] > 0
    assert [values[name] for name in KEYS[1:6]] == [getattr(report, name) for name in KEYS[1:6]]


def test_in_words(call: Call, write: Write, model: Path) -> None:
    lines = call("eval", model, write("day.conll", _columns(GOLD))).stdout.split("\n")
    assert [line.split()[0] for line in lines[:-1]] == KEYS
    assert lines[1].endswith("%")
    assert len({len(line) for line in lines[:-1]}) == 1


def test_plain_labels_have_no_spans(
    call: Call, write: Write, make_bundle: Callable[..., Bundle], tmp_path: Path
) -> None:
    made = make_bundle(preset("tiny"))
    bundles.save(Bundle(made.config, Layer("ner"), made.vocab, made.weights), tmp_path / "plain.safetensors")
    path = write("day.conll", _columns(GOLD))
    values = json.loads(call("eval", tmp_path / "plain.safetensors", path, "--json").stdout)
    assert [values[name] for name in ("accuracy_without_o", "precision", "recall", "f1")] == [None] * 4
    assert call("eval", tmp_path / "plain.safetensors", path).stdout.split("\n")[2].split() == [
        "accuracy_without_o",
        "-",
    ]


def test_a_scheme_of_the_file_s_own_is_no_error(
    call: Call, write: Write, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Sentence] = []

    def evaluate(bundle: Bundle, sentences: tuple[Sentence, ...]) -> tagging.Evaluation:
        seen.extend(sentences)
        gold = [sentence.layer_tags("ner") for sentence in sentences]
        return tagging.Evaluation(score(gold, gold, bundle.layer), 4, 1.0)

    monkeypatch.setattr(tagging, "evaluate", evaluate)
    result = call("eval", model, write("day.conll", _columns(("B-PER", "E-PER", "O", "S-LOC"))), "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert seen[0].tags["ner"] == GOLD


def test_labels_the_model_does_not_know_count_and_are_named(call: Call, write: Write, model: Path) -> None:
    result = call("eval", model, write("day.conll", _columns(("B-PER", "I-PER", "O", "B-DATE"))), "--json")
    assert result.exit_code == 0
    assert result.stderr == "day.conll: labels that random.safetensors does not know count as errors: B-DATE\n"
    assert json.loads(result.stdout)["tokens"] == 4


def test_another_name_for_the_labels(call: Call, write: Write, model: Path) -> None:
    rows = "".join(f"1,{token},{tag},{tag}\n" for token, tag in zip(TOKENS, GOLD, strict=True))
    two = write("two.csv", "sentence_id,token,first,second\n" + rows)
    refused = call("eval", model, two)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("two.csv: has no layer 'ner'. Choose one of: first, second;")
    assert call("eval", model, two, "--layer", "second").exit_code == 0
    one = write("one.csv", "sentence_id,token,entity\n" + rows.replace(",B-", ",x,B-")[:0])
    one.write_text("sentence_id,token,kind\n" + "".join(f"1,{t},{g}\n" for t, g in zip(TOKENS, GOLD, strict=True)))
    assert json.loads(call("eval", model, one, "--json").stdout)["tokens"] == 4


def test_the_only_layer_is_not_taken_for_another(call: Call, write: Write, model: Path) -> None:
    result = call("eval", model, write("pos.conll", "Mira\tPROPN\nleft\tVERB\n"))
    assert result.exit_code == 1
    assert result.stderr.startswith("pos.conll: has no layer 'ner'.")
