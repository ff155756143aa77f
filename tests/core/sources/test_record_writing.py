"""Records written again: byte for byte where nothing changed, and with all else kept where labels did."""

import json
from pathlib import Path
from typing import Any

import pytest

from core import sources
from core.corpus import Layer, Scheme, Sentence
from core.errors import ExportError
from core.sources import FormatName

NER, POS = Layer("ner", Scheme.IOB2), Layer("pos")
RECORDS = [
    '{"id": 1,  "text": "Mira rows to Old  Harbour.", "label": [[0, 4, "PER"], [13, 25, "LOC"]], "Comments": ["é"]}',
    '{"text": "Mira-led", "entities": [{"id": 5, "label": "PER", "start_offset": 0, "end_offset": 4}]}',
    '{"text": " Low tide ", "spans": [{"start": 0, "end": 4, "token_start": 0, "token_end": 0, "label": "T"}],'
    ' "tokens": [{"text": "Low", "start": 1, "end": 4, "id": 0, "ws": true},'
    ' {"text": "tide", "start": 5, "end": 9, "id": 1}], "answer": "accept"}',
    '{"text": "Old Harbour", "label": [[0, 3, "A"], [0, 11, "B"]]}',
    '{"tokens": ["Mira", "rows"], "ner_tags": ["B-PER", "O"], "pos_tags": [5, 7]}',
    '{"text": "nobody labelled this"}',
]


def read(folder: Path, *lines: str) -> tuple[tuple[Sentence, ...], tuple[Layer, ...]]:
    path = folder / "tides.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    corpus, _ = sources.read_corpus(path)
    return corpus.sentences, corpus.layers


def written(folder: Path, sentences: tuple[Sentence, ...], layers: tuple[Layer, ...]) -> list[str]:
    path = folder / "again.jsonl"
    sources.write(sentences, path, format=FormatName.JSONL, layers=layers)
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def test_what_has_not_changed_is_written_byte_for_byte(tmp_path: Path) -> None:
    for line in RECORDS:
        assert written(tmp_path, *read(tmp_path, line)) == [line]


def changed(folder: Path, line: str, layer: str, tags: tuple[str | None, ...]) -> dict[str, Any]:
    (sentence,), layers = read(folder, line)
    (new,) = written(folder, (sentence.with_tags(layer, tags),), layers)
    found: dict[str, Any] = json.loads(new)
    return found


def test_a_changed_span_leaves_the_other_keys_and_spans(tmp_path: Path) -> None:
    new = changed(tmp_path, RECORDS[0], "ner", ("O", "O", "O", "B-LOC", "I-LOC", "B-X"))
    assert new == {**json.loads(RECORDS[0]), "label": [[13, 25, "LOC"], [25, 26, "X"]]}
    new = changed(tmp_path, RECORDS[1], "ner", ("B-PER", "B-X", "O"))
    assert new["entities"] == [
        {"id": 5, "label": "PER", "start_offset": 0, "end_offset": 4},
        {"start_offset": 4, "end_offset": 5, "label": "X"},
    ]
    new = changed(tmp_path, RECORDS[3], "ner 2", ("O", "O"))
    assert new["label"] == [[0, 11, "B"]]


def test_spans_that_everybody_took_back(tmp_path: Path) -> None:
    assert changed(tmp_path, RECORDS[3], "ner", ("O", "O"))["label"] == [[0, 3, "A"]]
    assert "label" not in changed(tmp_path, RECORDS[5], "ner", (None, None, None))
    assert changed(tmp_path, RECORDS[5], "ner", ("O", "O", "O"))["label"] == []


def test_tokens_cut_anew_take_no_old_numbers_along(tmp_path: Path) -> None:
    (sentence,), layers = read(tmp_path, RECORDS[2])
    cut = Sentence(("Lo", "w", "tide"), {"ner": ("B-T", "I-T", "O")}, (False, True, True), source=sentence.source)
    new = json.loads(written(tmp_path, (cut,), layers)[0])
    assert [(token["text"], token["start"], token["id"]) for token in new["tokens"]] == [
        ("Lo", 1, 0), ("w", 3, 1), ("tide", 5, 2),
    ]  # fmt: skip
    assert new["spans"] == [{"start": 0, "end": 4, "label": "T"}]


def test_tags_of_tokens_are_written_where_they_stood(tmp_path: Path) -> None:
    new = changed(tmp_path, RECORDS[4], "ner", ("O", "O"))
    assert new == {**json.loads(RECORDS[4]), "ner_tags": ["O", "O"]}


def test_what_came_from_elsewhere_gets_a_record(tmp_path: Path) -> None:
    sentence = Sentence(
        ("Mira", "rows", "."), {"ner": ("B-PER", "O", "O"), "pos": ("N", "V", None)}, (True, False, True)
    )
    (line,) = written(tmp_path, (sentence,), (NER, POS))
    assert json.loads(line) == {
        "text": "Mira rows.", "label": [[0, 4, "PER"]], "tokens": ["Mira", "rows", "."], "pos": ["N", "V", None],
    }  # fmt: skip
    (again,), layers = read(tmp_path, line)
    assert (again.tokens, again.tags, again.spaces, layers) == (
        sentence.tokens, sentence.tags, sentence.spaces, (NER, POS),
    )  # fmt: skip


def test_losses_are_said() -> None:
    half = Sentence(("a", "b"), {"ner": ("O", None)}, document="d")
    whole = Sentence(("a", "b"), {"ner": ("O", "B-X")}, document="e")
    chunk = Layer("chunk", Scheme.IOB2)
    parallel = Layer("ner 2", Scheme.IOB2)
    assert sources.what_is_lost([whole], [NER, parallel, POS], FormatName.JSONL) == ()
    words = " ".join(sources.what_is_lost([half, half], [NER, chunk], FormatName.JSONL))
    for part in ("layers ner, chunk", "make up one text", "nobody has labelled yet"):
        assert part in words


@pytest.mark.parametrize("token", ["\ud83d", "a\nb", "\t"])
def test_any_text_but_half_a_character(tmp_path: Path, token: str) -> None:
    sentence = Sentence((token,), {"ner": ("B-X",)})
    if token == "\ud83d":
        with pytest.raises(ExportError, match="half a surrogate pair"):
            written(tmp_path, (sentence,), (NER,))
    else:
        assert json.loads(written(tmp_path, (sentence,), (NER,))[0])["text"] == token
