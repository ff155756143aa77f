"""What may be searched: by name, by values, by range; nothing that an option could not have."""

import pytest

from core.config import Config, Output
from core.errors import ConfigError
from core.search_space import SPACE, Choices, Range, space_of, value_of, with_values


def test_without_a_wish_the_usual_options_are_searched() -> None:
    assert space_of((), Config()) == SPACE
    assert space_of(("units",), Config()) == {"units": SPACE["units"]}


def test_values_and_ranges_can_be_given() -> None:
    found = space_of(("units=16,32", "dropout=0.1..0.5", "output=crf,softmax", "lowercase=true,false"), Config())
    assert found == {
        "units": Choices((16, 32)),
        "dropout": Range(0.1, 0.5),
        "output": Choices((Output.CRF, Output.SOFTMAX)),
        "lowercase": Choices((True, False)),
    }
    assert space_of(("learning_rate=0.001..0.01",), Config()) == {"learning_rate": Range(0.001, 0.01, is_log=True)}


@pytest.mark.parametrize(
    "words",
    ["unitz", "unitz=1,2", "epochs", "units=some", "units=1..5", "units=0,5", "dropout=0.1..2", "dropout=0.5..0.1"],
)
def test_what_an_option_could_not_have_is_refused(words: str) -> None:
    with pytest.raises(ConfigError):
        space_of((words,), Config())


def test_values_reach_their_group() -> None:
    found = with_values(Config(), {"units": 7, "batch_size": 3, "seed": 5})
    assert (found.network.units, found.encoding.batch_size, found.training.seed) == (7, 3, 5)
    assert [value_of(found, name) for name in ("units", "batch_size", "seed")] == [7, 3, 5]
