"""The scripts on screen run in plain Keras and build the very network that training builds."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.batches import batches
from core.config import PRESETS, Config, Directions, Order, PadSide
from core.corpus import Sentence
from core.encoding import Batch
from core.keras_code import INLINE_NUMBERS, PACKED_NUMBERS, keras_code, keras_steps
from core.shapes import cards
from core.vocab import Vocab, build_vocab

PROJECT_ROOT = Path(__file__).parents[2]

LONG = "The old owl heard a mouse under the dry leaves and turned its head without a sound ."
SENTENCES = [
    Sentence(tokens=tuple(text.split(" ")), tags={"kind": tuple("ABC"[len(word) % 3] for word in text.split(" "))})
    for text in ("Owls hunt .", LONG, "Why ?", "Mice sleep by day .", "Yes")
]


def changed(config: Config, **options: dict[str, Any]) -> Config:
    built = msgspec.to_builtins(config)
    for part, values in options.items():
        built[part] |= values
    return msgspec.convert(built, Config)


def _configs() -> Iterator[tuple[str, Config]]:
    for name, config in PRESETS.items():
        small = changed(config, network={"units": min(config.network.units, 12), "word_size": 8})
        yield name, small
        if name in ("tiny", "stateful", "question-2016"):
            yield f"{name}, two layers", changed(small, network={"layers": 2})
        faults = {"return_sequences": False, "realign": False}
        if name in ("question-2016", "tiny"):
            for fault in faults:
                for pad in PadSide:
                    yield (
                        f"{name}, no {fault}, padding {pad}",
                        changed(small, network={fault: False}, encoding={"pad": pad}),
                    )
    for pad in PadSide:
        crf = changed(PRESETS["tiny"], network={"output": "crf", "char_filters": 6}, encoding={"pad": pad})
        yield f"a CRF, padding {pad}", crf
    yield "a CRF over windows", changed(crf, encoding={"sampling": "windows", "window": 6, "stride": 3})
    for directions in (Directions.FORWARD, Directions.BACKWARD):
        yield f"only {directions}", changed(PRESETS["tiny"], network={"directions": directions})
    for token_input in ("one-hot", "scalar"):
        yield (
            f"{token_input}, padding before",
            changed(PRESETS["tiny"], network={"token_input": token_input}, encoding={"pad": "before"}),
        )


# A batch that is too large to be spelled out.
MANY = SENTENCES * 12
PACKED = {
    f"packed, {name}": changed(PRESETS[name], network={"units": 12, "word_size": 8}, encoding={"batch_size": 60})
    for name in ("default", "stateful")
}
CONFIGS = {name: changed(config, encoding={"order": Order.AS_IS}) for name, config in (*_configs(), *PACKED.items())}
# What runs by default: every option of network and encoding that the scripts spell differently, once.
QUICK = {
    "question-2016, two layers",
    "question-2016, no return_sequences, padding before",
    "question-2016, no realign, padding after",
    "stateful, two layers",
    "tiny, no return_sequences, padding after",
    "tiny, no realign, padding before",
    "a CRF, padding before",
    "a CRF over windows",
    "only forward",
    "only backward",
    "one-hot, padding before",
    "scalar, padding before",
    "packed, default",
}
each_script = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in CONFIGS]
)

# Keras needs seconds to load, so one process runs every script and holds it against the network.
CHILD = """
import contextlib, io, json, sys
import numpy as np
from core import model
from core.batches import batches
from core.bundle import Bundle
from core.config import Config
from core.corpus import Layer, Sentence
from core.trace import trace
from core.vocab import build_vocab
from core.weights import Sizes, initial_weights
import msgspec

def of_the_page(config, weights, sentences):
    vocab = build_vocab(sentences, "kind", config)
    batch = next(iter(batches(sentences, "kind", vocab, config, epoch=1)))
    traced = trace(Bundle(config, Layer("kind"), vocab, weights), batch)
    shown = {"embedded": traced.embedded, "scores": traced.scores}
    for number, layer in enumerate(traced.layers):
        stem = "" if len(traced.layers) == 1 else f"lstm{number}/"
        shown[f"{stem}joined"] = layer.joined
        shown |= {f"{stem}{name}": direction.output for name, direction in layer.directions.items()}
    return shown, float(traced.loss.sum() / batch.weights.sum())

reports = {}
for name, case in json.load(sys.stdin).items():
    config, sizes = msgspec.convert(case["config"], Config), msgspec.convert(case["sizes"], Sizes)
    printed, spoken = io.StringIO(), {}
    with contextlib.redirect_stdout(printed):
        exec(case["code"], spoken)
    weights = initial_weights(config.network, sizes, seed=3)
    random = np.random.default_rng(1)
    weights = {key: random.normal(0, 0.5, value.shape).astype("float32") for key, value in weights.items()}
    grouped = {}
    for key, value in weights.items():
        grouped.setdefault(key.rpartition("/")[0].replace("/", "_"), []).append(value)
    network = spoken["network"]
    for layer, values in grouped.items():
        network.get_layer(layer).set_weights(values)
    for layer in network.layers:
        for state in layer.states if getattr(layer, "stateful", False) else ():
            state.assign(np.zeros(state.shape))
    arrays = {key: np.asarray(value, case["dtypes"][key]) for key, value in spoken["arrays"].items()}
    outputs = network(arrays, training=False)
    tensors = {key: np.asarray(value) for key, value in outputs.items()}
    scores = tensors["scores"]
    sentences = [Sentence(tuple(tokens), {"kind": tuple(tags)}) for tokens, tags in case["sentences"]]
    on_page, loss_on_page = of_the_page(config, weights, sentences)
    words = spoken["words"]
    inputs = {**arrays, "lengths": spoken["lengths"]}
    if case["columns"]:
        inputs["words"] = words[:, :, None].astype("float32")
        if case["columns"] > 1:
            inputs["words"] = np.eye(case["columns"], dtype="float32")[words] * spoken["mask"][:, :, None]
    built = model.build(config, sizes, weights=weights)
    expected = np.asarray(built(inputs))
    total, count = model.loss(
        expected, spoken["tags"], spoken["weights"], config.network.output, chain=built.chain(spoken["mask"])
    )
    spoken["scores"] = outputs["scores"]
    exec(case["loss"], spoken)
    reports[name] = {
        "printed": printed.getvalue().splitlines(),
        "distance": float(np.abs(scores - expected).max()),
        "loss": float(spoken["loss"]),
        "expected_loss": float(total) / float(count),
        "spread": float(scores.std()),
        "from_page": {key: float(np.abs(tensors[key] - value).max()) for key, value in on_page.items()},
        "tensors": sorted(tensors),
        "loss_on_page": loss_on_page,
    }
print(json.dumps(reports))
"""


def _made(name: str) -> tuple[Vocab, Batch]:
    config, sentences = CONFIGS[name], MANY if name in PACKED else SENTENCES
    vocab = build_vocab(sentences, "kind", config)
    return vocab, next(iter(batches(sentences, "kind", vocab, config, epoch=1)))


@pytest.fixture(scope="module")
def reports(request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    """What each script that is tested printed, and how far its scores are from the network's own."""
    cases = {}
    here = [one for one in request.session.items if isinstance(one, pytest.Function) and one.path == request.path]
    for name in {str(one.callspec.params["name"]) for one in here if hasattr(one, "callspec")}:
        config = CONFIGS[name]
        vocab, batch = _made(name)
        inputs = batch.inputs(config.network)
        dtypes = {key: str(value.dtype) for key, value in inputs.items()} | {"words": "int32"}
        cases[name] = {
            "config": msgspec.to_builtins(config),
            "sizes": msgspec.to_builtins(vocab.sizes),
            "sentences": [[one.tokens, one.tags["kind"]] for one in (MANY if name in PACKED else SENTENCES)],
            "code": keras_code(config, vocab.sizes, batch),
            "loss": "\n".join(keras_steps(config, vocab.sizes, batch)["loss"]),
            "dtypes": dtypes,
            "columns": inputs["words"].shape[2] if inputs["words"].ndim == 3 else 0,
        }
    result = subprocess.run(
        [sys.executable, "-c", CHILD],
        cwd=PROJECT_ROOT,
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    loaded: dict[str, dict[str, Any]] = json.loads(result.stdout)
    return loaded


@each_script
def test_the_script_prints_the_shapes_on_the_cards(name: str, reports: dict[str, dict[str, Any]]) -> None:
    config = CONFIGS[name]
    vocab, batch = _made(name)
    shown = cards(config, vocab.sizes, batch)
    lines = [f"{card.name} {tuple(axis.size for axis in card.axes)}" for card in shown]
    assert reports[name]["printed"] == [*lines, f"parameters {sum(card.n_parameters or 0 for card in shown)}"]


@each_script
def test_every_tensor_of_the_script_is_the_array_on_the_page(name: str, reports: dict[str, dict[str, Any]]) -> None:
    report = reports[name]
    assert sorted(report["from_page"]) == report["tensors"]
    assert max(report["from_page"].values()) < 1e-5, report["from_page"]
    assert report["loss"] == pytest.approx(report["loss_on_page"], rel=1e-5)


@each_script
def test_the_script_builds_the_network_of_training(name: str, reports: dict[str, dict[str, Any]]) -> None:
    assert reports[name]["spread"] > 0.01
    assert reports[name]["distance"] < 1e-4
    assert reports[name]["loss"] == pytest.approx(reports[name]["expected_loss"], rel=1e-4)


def test_every_line_of_a_card_is_a_line_of_the_script() -> None:
    for name, config in CONFIGS.items():
        vocab, batch = _made(name)
        code = keras_code(config, vocab.sizes, batch)
        for card in cards(config, vocab.sizes, batch):
            assert card.keras
            assert all(line in code for line in card.keras.split("\n"))


def test_small_batches_are_spelled_out_larger_ones_packed_and_huge_ones_drawn() -> None:
    config = CONFIGS["question-2016"]
    vocab, batch = _made("question-2016")
    assert batch.n_cells <= INLINE_NUMBERS
    assert str(batch.features.words.tolist()) in keras_code(config, vocab.sizes, batch)
    for count, is_packed in ((100, True), (3000, False)):
        many = changed(config, encoding={"batch_size": count})
        large = next(iter(batches(SENTENCES * (count // 5), "kind", vocab, many)))
        assert large.n_cells > INLINE_NUMBERS
        assert is_packed == (large.n_cells <= PACKED_NUMBERS)
        code = keras_code(config, vocab.sizes, large)
        assert ("unpacked(" in code) == ("import zlib" in code) == is_packed
        assert ("random.integers" in code) != is_packed
        assert str(large.lengths.tolist()) in code
        assert max(len(line) for line in code.split("\n") if not line.startswith("lengths")) < 200


def _run_data(code: str) -> dict[str, Any]:
    data = code[code.index("# The batch.") : code.index("# The network.")]
    spoken: dict[str, Any] = {}
    exec("import base64, zlib\nimport numpy as np\n" + data, spoken)
    return spoken


def test_packed_numbers_are_those_of_the_batch() -> None:
    vocab, batch = _made("packed, default")
    spoken = _run_data(keras_code(CONFIGS["packed, default"], vocab.sizes, batch))
    for name in ("words", "prefixes", "suffixes", "shapes"):
        array = getattr(batch.features, name)
        assert spoken[name].dtype == array.dtype
        assert (spoken[name] == array).all()
    assert (spoken["tags"] == batch.tags).all()
    assert (spoken["weights"] == batch.weights).all()


def test_random_ids_stay_within_their_tables() -> None:
    config = changed(CONFIGS["tiny"], encoding={"batch_size": 2000})
    vocab, batch = _made("tiny")
    large = next(iter(batches(SENTENCES * 400, "kind", vocab, config)))
    spoken = _run_data(keras_code(config, vocab.sizes, large))
    assert spoken["words"].shape == large.mask.shape != batch.mask.shape
    assert (spoken["mask"] == large.mask).all()
    assert ((spoken["words"] > 0) == large.mask).all()
    for name, tables in (("prefixes", vocab.sizes.prefixes), ("suffixes", vocab.sizes.suffixes)):
        assert spoken[name].shape == (*large.mask.shape, 2)
        for index, rows in enumerate(tables):
            assert spoken[name][:, :, index].max() < rows


def test_the_script_needs_keras_and_numpy_alone() -> None:
    for name in ("question-2016", "a CRF, padding before", "packed, default"):
        vocab, batch = _made(name)
        imported = set()
        for node in ast.walk(ast.parse(keras_code(CONFIGS[name], vocab.sizes, batch))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
        assert {"keras", "numpy"} <= imported <= {"base64", "keras", "numpy", "zlib"}


@pytest.mark.slow
def test_the_script_runs_as_a_program_of_its_own(tmp_path: Path) -> None:
    vocab, batch = _made("packed, default")
    script = tmp_path / "network.py"
    script.write_text(keras_code(CONFIGS["packed, default"], vocab.sizes, batch), encoding="utf-8")
    result = subprocess.run([sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert f"ids {batch.mask.shape}" in result.stdout
