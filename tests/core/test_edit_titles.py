"""Every edit is called something that says what it did."""

import pytest

from core import edits, label_edits, token_edits
from core.corpus import Scheme, Sentence, Split
from core.edit_titles import title
from core.edits import Edit

EVERY_EDIT: dict[Edit, str] = {
    edits.SetTags(1, "ner", 0, ("B-PER",)): "tag 1 token",
    edits.SetSplits((1, 2), (Split.DEV, Split.DEV)): "move 2 sentences to another split",
    edits.RemoveSentences(tuple(range(1, 1201))): "remove 1,200 sentences",
    edits.RestoreSentences((1,)): "add 1 sentence",
    edits.AddLayer("ner"): "add layer ner",
    edits.RemoveLayer("ner"): "remove layer ner",
    edits.RestoreLayer(1, "ner"): "add layer ner",
    edits.AddLabels("ner", ("A", "B")): "add 2 labels",
    edits.RemoveLabels("ner", ("A",)): "remove 1 label",
    edits.RenameLabel("ner", "A", "B"): "rename label A to B",
    edits.SetLabelLook("ner", "A", 1, "a"): "colour and key of label A",
    edits.SetRemark(1, "odd"): "note on a sentence",
    edits.RemoveImport(1, "a.conll"): "remove import a.conll",
    edits.RestoreImport(1, "a.conll"): "import a.conll",
    edits.Batch("accept suggestions", ()): "accept suggestions",
    token_edits.SplitToken(1, 0, 1): "split a token",
    token_edits.MergeTokens(1, 0, 3): "merge 3 tokens",
    token_edits.ReplaceTokens(1, 0, 1, ("a",), None, ()): "change tokens",
    token_edits.SplitSentence(1, 1): "split a sentence",
    token_edits.MergeSentences(1): "merge two sentences",
    token_edits.SetSource(1, "row"): "change tokens",
    token_edits.Retokenise(token_edits.Scope(), "words"): "cut tokens anew: words",
    label_edits.RenameLayer("ner", "names"): "rename layer ner to names",
    label_edits.ConvertLayer("ner", Scheme.BIOES): "write layer ner in BIOES",
    label_edits.MergeLabels("ner", ("A", "B"), "C"): "merge A, B into C",
    label_edits.DeleteLabel("ner", "A"): "delete label A",
    label_edits.OrderLabels("ner", ("B", "A")): "order labels",
    label_edits.SetGuidelines("ner", "text"): "guidelines of layer ner",
    label_edits.RespellTags(1, (1,), ("O",), (True,)): "respell tags",
    label_edits.MendTags("ner", token_edits.Scope()): "repair tags of layer ner",
    label_edits.SwapSweep(1, "delete label A"): "delete label A",
}


@pytest.mark.parametrize(("edit", "words"), EVERY_EDIT.items())
def test_titles(edit: Edit, words: str) -> None:
    assert title(edit) == words


def test_added_sentences_are_counted() -> None:
    assert title(edits.AddSentences((Sentence(("a",)),))) == "add 1 sentence"
