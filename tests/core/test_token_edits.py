"""Edits that cut text another way keep their value through the journal's text."""

import pytest

from core.edits import Edit, from_json, to_json
from core.token_edits import (
    LayerTags,
    MergeSentences,
    MergeTokens,
    Reach,
    ReplaceTokens,
    Retokenise,
    Scope,
    SetSource,
    SplitSentence,
    SplitToken,
)


@pytest.mark.parametrize(
    "edit",
    [
        SplitToken(1, 2, 3),
        MergeTokens(1, 2, 4),
        ReplaceTokens(1, 0, 2, ("a\nb", "🌊"), "10", (LayerTags(3, 0, 2, ("B-X", None), "h."),)),
        ReplaceTokens(1, 0, 2, (), None, ()),
        SplitSentence(1, 2),
        MergeSentences(1),
        SetSource(1, "1\tLow"),
        Retokenise(Scope(), "words"),
        Retokenise(Scope(Reach.DOCUMENT, 7), "whitespace-han", within_tokens=True),
    ],
)
def test_an_edit_survives_the_journal(edit: Edit) -> None:
    assert from_json(to_json(edit)) == edit
