"""The one table of weights: names, shapes and first values."""

import msgspec
import numpy as np
import pytest

from core.config import Directions, NetworkConfig, Output, TokenInput
from core.weights import Sizes, direction_names, feature_count, initial_weights, n_parameters, weight_specs

SIZES = Sizes(words=50, prefixes=(7, 9), suffixes=(8, 11), shapes=5, labels=4, characters=12)
NETWORK = NetworkConfig(
    word_size=10, affix_length=2, affix_size=3, shape_size=2, char_filters=8, char_size=5, layers=2, units=6
)


def _shapes(network: NetworkConfig) -> dict[str, tuple[int, ...]]:
    return {spec.name: spec.shape for spec in weight_specs(network, SIZES)}


def test_names_and_shapes_in_the_order_of_the_data() -> None:
    features = 10 + 4 * 3 + 2 + 8
    lstm = {"kernel": None, "recurrent": (6, 24), "bias": (24,)}
    expected: dict[str, tuple[int, ...]] = {
        "word/embedding": (50, 10),
        "prefix1/embedding": (7, 3),
        "prefix2/embedding": (9, 3),
        "suffix1/embedding": (8, 3),
        "suffix2/embedding": (11, 3),
        "shape/embedding": (5, 2),
        "char/embedding": (12, 5),
        "conv/kernel": (3, 5, 8),
        "conv/bias": (8,),
    }
    for layer, rows in ((0, features), (1, 12)):
        for direction in ("forward", "backward"):
            expected |= {f"lstm{layer}/{direction}/{part}": shape or (rows, 24) for part, shape in lstm.items()}
    expected |= {"scores/kernel": (12, 4), "scores/bias": (4,)}
    assert list(_shapes(NETWORK).items()) == list(expected.items())
    assert feature_count(NETWORK, SIZES) == features
    assert n_parameters(NETWORK, SIZES) == sum(int(np.prod(shape)) for shape in expected.values())


def test_a_chain_adds_a_table_of_transitions() -> None:
    added = _shapes(msgspec.structs.replace(NETWORK, output=Output.CRF)).items() - _shapes(NETWORK).items()
    assert added == {("crf/transitions", (5, 5))}


@pytest.mark.parametrize(
    ("network", "features", "columns"),
    [
        (NetworkConfig(token_input=TokenInput.SCALAR, output=Output.NUMBER), 1, 1),
        (NetworkConfig(token_input=TokenInput.ONE_HOT, output=Output.SIGMOID), 50, 4),
    ],
)
def test_inputs_that_need_no_tables(network: NetworkConfig, features: int, columns: int) -> None:
    shapes = _shapes(network)
    assert not any(name.endswith("embedding") for name in shapes)
    assert shapes["lstm0/forward/kernel"] == (features, 512)
    assert shapes["scores/kernel"] == (256, columns)


@pytest.mark.parametrize("directions", list(Directions))
def test_directions_are_the_lstms_there_are(directions: Directions) -> None:
    network = msgspec.structs.replace(NETWORK, directions=directions)
    names = direction_names(directions)
    assert len(names) == directions.n_lstms
    assert {name.split("/")[1] for name in _shapes(network) if name.startswith("lstm")} == set(names)
    assert _shapes(network)["scores/kernel"] == (6 * directions.n_lstms, 4)


def test_first_values_are_those_of_kerass_layers() -> None:
    weights = initial_weights(NETWORK, SIZES, seed=3)
    assert {name: value.shape for name, value in weights.items()} == _shapes(NETWORK)
    assert all(value.dtype == np.float32 for value in weights.values())
    for name, value in weights.items():
        kind = name.rsplit("/", 1)[1]
        if kind == "embedding":
            assert not value[0].any()
            assert 0.04 < np.abs(value).max() <= 0.05
        elif kind == "kernel":
            assert np.abs(value).max() <= np.sqrt(6 / sum(value.shape))
        elif kind == "recurrent":
            np.testing.assert_allclose(value @ value.T, np.eye(len(value)), atol=1e-5)
    np.testing.assert_array_equal(weights["lstm1/backward/bias"], [0.0] * 6 + [1.0] * 6 + [0.0] * 12)
    assert not weights["scores/bias"].any()


def test_the_seed_decides_the_values() -> None:
    first, again, other = (initial_weights(NETWORK, SIZES, seed=seed) for seed in (1, 1, 2))
    for name, value in first.items():
        np.testing.assert_array_equal(value, again[name])
    assert (first["word/embedding"] != other["word/embedding"]).any()
