"""The real messages of the installed Keras, and old ones that people still paste, are read part by part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.doctor.cases import CASES
from core.doctor.outcome import Outcome
from core.doctor.reading_errors import Reading, read_error

RAISING = [name for name, case in CASES.items() if case.raises]
WARNING = ["mask-lost", "softmax-over-one"]


def said(text: str) -> tuple[Reading, dict[str, str]]:
    """Return the reading, and for each part the text it covers with what is said of it."""
    reading = read_error(text)
    assert reading is not None
    return reading, {text[part.start : part.end]: part.words.text for part in reading.parts}


@pytest.mark.parametrize("name", RAISING)
def test_the_real_message_leads_to_its_own_case(name: str, outcomes: dict[str, Outcome]) -> None:
    reading, parts = said(outcomes[name].wrong.error)
    assert reading.cases[0] == name
    assert parts
    assert reading.meaning.text


@pytest.mark.parametrize("name", WARNING)
def test_the_real_warning_leads_to_its_own_case(name: str, outcomes: dict[str, Outcome]) -> None:
    reading, parts = said(outcomes[name].wrong.printed)
    assert reading.cases[0] == name
    assert parts


def test_a_missing_feature_axis_is_pointed_at(outcomes: dict[str, Outcome]) -> None:
    reading, parts = said(outcomes["no-feature-axis"].wrong.error)
    assert parts == {
        "lstm": "the layer that refuses",
        "3": "the batch: 3 sentences",
        "2": "axes it was given",
        "5": "the timesteps, or the units of a layer before: 5",
    }
    assert "feature axis is missing" in reading.meaning.text


def test_shapes_of_targets_and_scores_are_told_apart() -> None:
    text = (
        "ValueError: Arguments `target` and `output` must have the same rank (ndim). "
        "Received: target.shape=(32, 47), output.shape=(32, 47, 18)"
    )
    reading, parts = said(text)
    assert parts["18"] == "the labels: 18 scores"
    assert reading.cases[0] == "integers-with-categorical-loss"
    assert "(32, 47, 18)" in reading.meaning.text


def test_none_is_any_size() -> None:
    text = 'Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2. '
    _, parts = said(text + "Full shape received: (None, 100)")
    assert parts["None"] == "None: any size"
    assert parts["100"] == "the timesteps, or the units of a layer before: 100"


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("ValueError: Input 0 is incompatible with layer lstm_3: expected ndim=3, found ndim=2",
         "return-sequences-between-layers"),
        ("Error when checking input: expected lstm_1_input to have 3 dimensions, but got array with shape (32, 47)",
         "no-feature-axis"),
        ("Input 0 of layer 'conv1d' is incompatible with the layer: expected min_ndim=3, found ndim=2. "
         "Full shape received: (None, 8)", "no-feature-axis"),
        ("Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.\n'x' sizes: 32\n"
         "'y' sizes: 47\n", "time-and-batch-swapped"),
        ('Input 0 of layer "model" is incompatible with the layer: expected shape=(None, 50), found shape=(32, 47)',
         "another-length"),
        ("Masking is not supported for CuDNN RNNs.", "row-all-padding"),
    ],
)  # fmt: skip
def test_messages_of_other_versions_are_read(text: str, case: str) -> None:
    assert said(text)[0].cases[0] == case


def test_every_case_that_is_named_is_there() -> None:
    text = "indices[0,2] = 10 is not in [0, 10)"
    reading, parts = said(text)
    assert reading.cases == ("one-row-too-few", "ids-beyond-vocabulary")
    assert parts["0,2"] == "the cell of the batch: row, timestep"
    assert parts["10"] == "rows of the table: ids 0 to 9"


@given(st.text(max_size=400))
def test_whatever_is_pasted_does_no_harm(text: str) -> None:
    assert read_error(text) is None


@given(st.sampled_from(["(", "expected ndim=3, found ndim=2", "layer", "Input 0 ", "shape (", "1, ", ")", "\n"] * 2))
def test_halves_of_messages_do_no_harm(piece: str) -> None:
    reading = read_error(f"Input 0 of layer x {piece} is incompatible: {piece}")
    assert reading is None or set(reading.cases) <= set(CASES)


@pytest.mark.parametrize(
    "text",
    [
        "cardinality is ambiguous 'x' sizes: 1 ",
        "Dimensions must be equal, but are 1 and 2 for with input shapes: ",
        "Input 0 of layer x: expected ndim=3, ",
        "`target` and `output` must have the same shape target.shape=( ",
    ],
)
def test_a_beginning_that_is_said_over_and_over_is_read_at_once(text: str) -> None:
    assert read_error(text * 500) is None
