"""Edits of layers and label sets keep their value through the journal's text."""

import pytest

from core.corpus import Scheme
from core.edits import Edit, from_json, to_json
from core.label_edits import (
    ConvertLayer,
    DeleteLabel,
    MendTags,
    MergeLabels,
    OrderLabels,
    RenameLayer,
    RespellTags,
    SetGuidelines,
    SwapSweep,
)
from core.token_edits import Reach, Scope


@pytest.mark.parametrize(
    "edit",
    [
        RenameLayer("ner", "names"),
        ConvertLayer("ner", Scheme.BIOES),
        MergeLabels("ner", ("GPE", "FAC"), "LOC"),
        DeleteLabel("ner", "MISC"),
        OrderLabels("ner", ("LOC", "PER")),
        SetGuidelines("ner", "Boats are no persons.\n"),
        RespellTags(2, (1, 5), ("B-LOC", "O"), (True, False)),
        MendTags("ner", Scope(Reach.SENTENCE, 4)),
        SwapSweep(3, "repair"),
    ],
)
def test_an_edit_survives_the_journal(edit: Edit) -> None:
    assert from_json(to_json(edit)) == edit
