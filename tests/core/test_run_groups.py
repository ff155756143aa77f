"""Seeds alone do not part runs; whatever else differs does, and is named."""

import msgspec
import numpy as np
import pytest

from core.config import PRESETS, preset
from core.run_groups import options_of, spread_of


def kept(name: str, *, seed: int = 1, **network: object) -> str:
    config = preset(name)
    training = msgspec.structs.replace(config.training, seed=seed)
    changed = msgspec.structs.replace(config.network, **network)
    return msgspec.json.encode(msgspec.structs.replace(config, training=training, network=changed)).decode()


def test_runs_of_other_seeds_belong_together() -> None:
    assert options_of(kept("tiny", seed=1)) == options_of(kept("tiny", seed=9))
    assert options_of(kept("tiny")).key != options_of(kept("tiny", units=17)).key


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_itself(name: str) -> None:
    found = options_of(kept(name))
    assert (found.preset, found.changes) == (name, ())


def test_what_differs_is_named() -> None:
    found = options_of(kept("tiny", units=17, dropout=0.2))
    assert found.preset == "tiny"
    assert dict(found.changes) == {"units": "17", "dropout": "0.2"}


@pytest.mark.parametrize("text", ["", "{}x", '{"network": {"of": "tomorrow"}}'])
def test_options_nobody_can_read_are_their_own(text: str) -> None:
    assert options_of(text).key == text
    assert options_of(text).preset == ""


def test_spread_is_that_of_numpy_as_far_as_all_went() -> None:
    found = spread_of([[0.1, 0.5, 0.4], [0.3, 0.7], [], [0.2, 0.6, 0.9, 1.0]])
    np.testing.assert_allclose(found.mean, [0.2, 0.6])
    np.testing.assert_allclose(found.deviation, [0.1, 0.1])
    assert found.epochs.tolist() == [1, 2]
    assert found.best == (0.5, 0.7, 1.0)
    assert found.best_mean == pytest.approx(2.2 / 3)
    assert found.best_deviation == pytest.approx(np.std([0.5, 0.7, 1.0], ddof=1))


def test_one_run_has_no_spread_and_none_no_mean() -> None:
    assert spread_of([[0.5, 0.6]]).deviation.tolist() == [0.0, 0.0]
    assert spread_of([[0.5]]).best_deviation == 0.0
    assert spread_of([]).best_mean == 0.0
