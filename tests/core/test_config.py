"""Bounds are kept, contradictions are named, presets are what their names say."""

import msgspec
import pytest

from core.config import (
    MIN_STEPS,
    PRESETS,
    Config,
    Directions,
    EncodingConfig,
    NetworkConfig,
    Output,
    Sampling,
    TokenInput,
    TrainingConfig,
    checked,
    preset,
    preset_name,
    suited,
)
from core.errors import ConfigError


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_within_their_own_bounds(name: str) -> None:
    assert checked(preset(name)) == PRESETS[name]


def test_unknown_preset_names_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"no preset 'huge'.*default.*tiny"):
        preset("huge")


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (Config(network=NetworkConfig(units=0)), "units"),
        (Config(network=NetworkConfig(dropout=1.0)), "dropout"),
        (Config(training=TrainingConfig(learning_rate=0.0)), "learning_rate"),
        (Config(encoding=EncodingConfig(batch_size=0)), "batch_size"),
        (Config(encoding=EncodingConfig(window=8, stride=9)), "stride"),
        (Config(network=NetworkConfig(token_input=TokenInput.ONE_HOT, output=Output.NUMBER)), "one-hot"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_out_of_bounds_is_named(config: Config, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        checked(config)


def test_options_survive_json() -> None:
    for config in PRESETS.values():
        assert msgspec.json.decode(msgspec.json.encode(config), type=Config) == config


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="unitz"):
        msgspec.json.decode(b'{"network": {"unitz": 3}}', type=Config)


def test_the_question_of_2016_feeds_bare_numbers() -> None:
    config = preset("question-2016")
    network = config.network
    assert (network.token_input, network.output, network.units) == (TokenInput.SCALAR, Output.NUMBER, 128)
    assert network.directions is Directions.BOTH
    assert config.encoding.fixed_length


def test_sampling_presets_sample_as_named() -> None:
    assert preset("stateful").encoding.sampling is Sampling.STATEFUL
    assert preset("random-subsequences").encoding.sampling is Sampling.SUBSEQUENCES
    assert preset("one-hot").network.token_input is TokenInput.ONE_HOT


def test_directions_count_their_lstms() -> None:
    assert [directions.n_lstms for directions in Directions] == [2, 1, 1]


def test_few_sentences_are_read_more_often_and_spans_chosen_by_a_chain() -> None:
    default = PRESETS["default"]
    assert suited(default, has_spans=False, n_sentences=12_544) == default
    small = suited(default, has_spans=True, n_sentences=100)
    assert small.network.output is Output.CRF
    assert small.training.epochs * 7 >= MIN_STEPS > (small.training.epochs - 1) * 7
    assert small.training.patience == 4 * small.training.epochs // 10
    assert checked(suited(default, has_spans=False, n_sentences=0)).training.epochs == MIN_STEPS


def test_presets_are_known_by_their_options() -> None:
    for name, config in PRESETS.items():
        other_seed = msgspec.structs.replace(config, training=msgspec.structs.replace(config.training, seed=77))
        assert preset_name(other_seed) == name
    assert preset_name(suited(PRESETS["default"], has_spans=True, n_sentences=30)) == "default"
    wider = msgspec.structs.replace(PRESETS["default"].network, units=7)
    assert preset_name(msgspec.structs.replace(PRESETS["default"], network=wider)) is None
