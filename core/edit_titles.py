"""What the undo list calls an edit."""

from core import edits, label_edits, token_edits
from core.edits import Edit
from core.label_edits import LabelEdit
from core.token_edits import TokenEdit


def title(edit: Edit) -> str:
    """Return what the undo list calls this edit."""
    if isinstance(edit, TokenEdit):
        return _token_title(edit)
    if isinstance(edit, LabelEdit):
        return _label_title(edit)
    return _sentence_title(edit)


def _sentence_title(edit: Edit) -> str:
    match edit:
        case edits.SetTags():
            words = f"tag {_counted(len(edit.tags), 'token')}"
        case edits.SetSplits():
            words = f"move {_counted(len(edit.sentences), 'sentence')} to another split"
        case edits.AddSentences() | edits.RestoreSentences():
            words = f"add {_counted(len(edit.sentences), 'sentence')}"
        case edits.RemoveSentences():
            words = f"remove {_counted(len(edit.sentences), 'sentence')}"
        case edits.SetRemark():
            words = "note on a sentence"
        case edits.RestoreImport():
            words = f"import {edit.name}"
        case edits.RemoveImport():
            words = f"remove import {edit.name}"
        case edits.Batch():
            words = edit.title
        case _:
            words = _layer_title(edit)
    return words


def _token_title(edit: TokenEdit) -> str:
    match edit:
        case token_edits.SplitToken():
            return "split a token"
        case token_edits.MergeTokens():
            return f"merge {_counted(edit.end - edit.start, 'token')}"
        case token_edits.SplitSentence():
            return "split a sentence"
        case token_edits.MergeSentences():
            return "merge two sentences"
        case token_edits.Retokenise():
            return f"cut tokens anew: {edit.tokenizer}"
        case _:
            return "change tokens"


def _label_title(edit: LabelEdit) -> str:
    match edit:
        case label_edits.RenameLayer():
            words = f"rename layer {edit.layer} to {edit.name}"
        case label_edits.ConvertLayer():
            words = f"write layer {edit.layer} in {edit.scheme.value}"
        case label_edits.MergeLabels():
            words = f"merge {', '.join(edit.labels)} into {edit.into}"
        case label_edits.DeleteLabel():
            words = f"delete label {edit.label}"
        case label_edits.OrderLabels():
            words = "order labels"
        case label_edits.SetGuidelines():
            words = f"guidelines of layer {edit.layer}"
        case label_edits.MendTags():
            words = f"repair tags of layer {edit.layer}"
        case label_edits.SwapSweep():
            words = edit.title
        case _:
            words = "respell tags"
    return words


def _layer_title(edit: Edit) -> str:
    match edit:
        case edits.AddLayer() | edits.RestoreLayer():
            return f"add layer {edit.name}"
        case edits.RemoveLayer():
            return f"remove layer {edit.name}"
        case edits.AddLabels():
            return f"add {_counted(len(edit.labels), 'label')}"
        case edits.RemoveLabels():
            return f"remove {_counted(len(edit.labels), 'label')}"
        case edits.RenameLabel():
            return f"rename label {edit.label} to {edit.name}"
        case edits.SetLabelLook():
            return f"colour and key of label {edit.label}"
        case _:
            raise TypeError(f"{type(edit).__name__} is no edit")


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
