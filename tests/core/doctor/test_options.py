import pytest

from core.config import Config, Output, PadSide, TokenInput, preset
from core.doctor.cases import CASES
from core.doctor.options import with_options


def test_only_what_is_named_is_changed() -> None:
    config = preset("question-2016")
    changed = with_options(config, {"encoding.pad": "before"})
    assert changed.encoding.pad is PadSide.BEFORE
    assert with_options(changed, {"encoding.pad": "after"}) == config


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.options])
@pytest.mark.parametrize("preset_name", ["default", "question-2016", "one-hot", "stateful"])
def test_what_a_case_advises_can_be_set_on_any_network(name: str, preset_name: str) -> None:
    changed = with_options(preset(preset_name), CASES[name].options)
    assert with_options(changed, CASES[name].options) == changed


def test_one_hot_rows_bring_an_output_that_goes_with_them() -> None:
    changed = with_options(preset("question-2016"), CASES["one-hot-into-embedding"].options)
    assert changed.network.token_input is TokenInput.ONE_HOT
    assert changed.network.output is not Output.NUMBER
    assert isinstance(changed, Config)


def test_a_crf_is_not_exchanged_for_softmax() -> None:
    config = with_options(preset("default"), {"network.output": "crf"})
    assert with_options(config, CASES["mse-on-label-numbers"].options) == config
