"""The graph as others see it: names, shapes, metadata, and a file that runs without this program."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import numpy as np
import onnx
import onnxruntime
import pytest

from core import onnx_graph
from core.batches import batches
from core.bundle import Bundle
from core.config import PRESETS, Config, Directions, EncodingConfig, NetworkConfig, Order, Sampling
from core.corpus import Sentence
from core.errors import ExportError
from core.onnx_inputs import carries_state, feeds

MakeBundle = Callable[..., Bundle]
SMALL = NetworkConfig(word_size=6, affix_length=2, affix_size=3, shape_size=2, char_filters=4, units=8)
SMALL_CONFIG = Config(network=SMALL, encoding=EncodingConfig(order=Order.AS_IS))


def _dimensions(values: Iterable[onnx.ValueInfoProto]) -> dict[str, list[str | int]]:
    return {
        value.name: [axis.dim_param or axis.dim_value for axis in value.type.tensor_type.shape.dim] for value in values
    }


@pytest.mark.parametrize(
    ("name", "inputs", "outputs"),
    [
        ("default", {"words", "prefixes", "suffixes", "shapes", "lengths"}, {"scores", "probabilities"}),
        ("question-2016", {"words", "lengths"}, {"scores"}),
        ("one-hot", {"words", "lengths"}, {"scores", "probabilities"}),
        (
            "stateful",
            {"words", "prefixes", "suffixes", "shapes", "lengths", "initial_h", "initial_c"},
            {"scores", "probabilities", "final_h", "final_c"},
        ),
    ],
)
def test_inputs_and_outputs(make_bundle: MakeBundle, name: str, inputs: set[str], outputs: set[str]) -> None:
    bundle = make_bundle(PRESETS[name])
    graph = onnx_graph.build(bundle).graph
    found, given = _dimensions(graph.input), _dimensions(graph.output)
    assert set(found) == inputs
    assert set(given) == outputs
    assert found["words"] == ["B", "T"]
    assert found["lengths"] == ["B"]
    columns = 1 if name == "question-2016" else len(bundle.vocab.labels)
    assert given["scores"] == ["B", "T", columns]
    assert found.get("initial_h", [1, "B", 128]) == [1, "B", 128]


def test_a_backward_reader_carries_nothing(make_bundle: MakeBundle) -> None:
    network = msgspec.structs.replace(SMALL, directions=Directions.BACKWARD)
    encoding = msgspec.structs.replace(PRESETS["stateful"].encoding, sampling=Sampling.STATEFUL)
    bundle = make_bundle(Config(network=network, encoding=encoding))
    assert not carries_state(bundle)
    assert "initial_h" not in _dimensions(onnx_graph.build(bundle).graph.input)


def test_recurrence_is_the_native_operator(make_bundle: MakeBundle) -> None:
    operators = [node.op_type for node in onnx_graph.build(make_bundle(SMALL_CONFIG)).graph.node]
    assert operators.count("LSTM") == 1
    assert not {"Loop", "Scan", "If"} & set(operators)


def test_an_exported_file_runs_on_its_own(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], tmp_path: Path
) -> None:
    bundle = make_bundle(SMALL_CONFIG)
    path = tmp_path / "tägger.onnx"
    onnx_graph.export(bundle, path)
    first = path.read_bytes()
    onnx_graph.export(bundle, path)
    assert path.read_bytes() == first
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(path)
    properties = session.get_modelmeta().custom_metadata_map
    assert tuple(json.loads(properties["labels"])) == bundle.vocab.labels
    assert (properties["layer"], properties["scheme"]) == ("ner", "IOB2")
    tokens = small_corpus[0].tokens
    rows = np.asarray([bundle.vocab.token_rows(token) for token in tokens], np.int32)
    inputs = {
        "words": rows[None, :, 0],
        "shapes": rows[None, :, 1],
        "prefixes": rows[None, :, 2:4],
        "suffixes": rows[None, :, 4:6],
        "characters": rows[None, :, 6:],
        "lengths": np.asarray([len(tokens)], np.int32),
    }
    scores, probabilities = session.run(None, inputs)
    assert scores.shape == probabilities.shape == (1, len(tokens), len(bundle.vocab.labels))
    np.testing.assert_allclose(probabilities.sum(axis=2), 1, atol=1e-5)


def test_padded_scores_are_zero(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle = make_bundle(SMALL_CONFIG)
    batch = next(batches(small_corpus, "ner", bundle.vocab, bundle.config))
    session = onnxruntime.InferenceSession(onnx_graph.build(bundle).SerializeToString())
    scores = session.run(["scores"], feeds(batch, bundle))[0]
    assert not batch.mask.all()
    assert not scores[~batch.mask].any()
    assert scores[batch.mask].any(axis=1).all()


def test_weights_beyond_the_format_are_said_to_be_so(
    make_bundle: MakeBundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_graph, "MAX_BYTES", 1000)
    with pytest.raises(ExportError, match=r"^big\.onnx: the weights take more than 2 GB"):
        onnx_graph.export(make_bundle(SMALL_CONFIG), tmp_path / "big.onnx")
    assert not list(tmp_path.iterdir())
