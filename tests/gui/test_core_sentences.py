"""Every sentence that core hands to the window finished is known, and said with the same values."""

import re
from pathlib import Path

import pytest

from core import label_edits, sources, token_edits
from core.corpus import Layer, Scheme, Sentence, Split
from core.edit_titles import title
from core.edits import (
    AddLabels,
    AddLayer,
    AddSentences,
    Batch,
    Edit,
    RemoveImport,
    RemoveLabels,
    RemoveLayer,
    RemoveSentences,
    RenameLabel,
    RestoreImport,
    RestoreLayer,
    RestoreSentences,
    SetLabelLook,
    SetRemark,
    SetSplits,
    SetTags,
)
from core.review.queues import KIND_EXPLANATIONS
from core.schemes import detect
from core.sources import FormatName, OnProblem, ReadOptions, what_is_lost
from core.sources.options import MAX_SENTENCE, MAX_TOKEN
from gui.core_sentences import said
from gui.core_words import split_word

PROJECT_ROOT = Path(__file__).parents[2]
OWLS = Sentence(tokens=("Owls",), tags={})
MANY = tuple(range(1200))
EDITS: tuple[Edit, ...] = (
    SetTags(1, "kind", 0, ("N",)),
    SetTags(1, "kind", 0, ("N",) * 1200),
    SetSplits((1,), (Split.DEV,)),
    SetSplits(MANY, (Split.DEV,) * 1200),
    AddSentences((OWLS,)),
    AddSentences((OWLS,) * 1200),
    RestoreSentences(MANY),
    RemoveSentences((1,)),
    RemoveSentences(MANY),
    SetRemark(1),
    RestoreImport(1, "wide {eyes}"),
    RemoveImport(1, "wide {eyes}"),
    AddLayer("kind of bird"),
    RestoreLayer(1, "kind of bird"),
    RemoveLayer("kind of bird"),
    AddLabels("kind", ("OWL",)),
    AddLabels("kind", ("OWL", "EMU")),
    RemoveLabels("kind", ("OWL",)),
    RemoveLabels("kind", ("OWL", "EMU")),
    RenameLabel("kind", "OWL", "EMU"),
    SetLabelLook("kind", "OWL", 3, "o"),
    token_edits.SplitToken(1, 0, 1),
    token_edits.MergeTokens(1, 0, 1200),
    token_edits.SplitSentence(1, 1),
    token_edits.MergeSentences(1),
    token_edits.SetSource(1, "row"),
    token_edits.Retokenise(token_edits.Scope(), "words"),
    label_edits.RenameLayer("kind of bird", "OWL"),
    label_edits.ConvertLayer("kind of bird", Scheme.BIOES),
    label_edits.MergeLabels("kind", ("OWL", "EMU"), "BIRD"),
    label_edits.DeleteLabel("kind", "OWL"),
    label_edits.OrderLabels("kind", ("OWL", "EMU")),
    label_edits.SetGuidelines("kind of bird", "text"),
    label_edits.RespellTags(1, (1,), ("O",), (True,)),
    label_edits.MendTags("kind of bird", token_edits.Scope()),
    Batch("label all identical as OWL", ()),
    Batch("restore labels", ()),
)
TAGS = ([()], [("O", "O")], [("JJ", "NN", "VB")], [("B-PER", "I-PER", "O", "I-LOC")])
CONLLU = "1\tOwls\towl\tNOUN\tN\t_\t0\troot\t_\t_"
FILES = {
    "too few and too many columns": (FormatName.CONLL_COLUMNS, "Owls\tB-X\nhunt\tO\nby\nnight\tO\tO\n"),
    "spaces and no token": (FormatName.CONLL_COLUMNS, "Owls\tB-X\nhunt O\n\tO\nnight\tO\n"),
    "NUL bytes": (FormatName.CONLL_COLUMNS, "Ow\0ls\tO\nhu\0n\0t\tO\n" + 50 * "by\tO\n"),
    "a sentence skipped": (FormatName.CONLL_COLUMNS, "Owls\tO\nhunt\n\nby\tO\nnight\tO\n"),
    "a long token": (FormatName.CONLL_COLUMNS, f"Owls\tO\n\n{'w' * (MAX_TOKEN + 1)}\tO\n"),
    "a long sentence": (FormatName.CONLL_COLUMNS, "Owls\tO\n" * (MAX_SENTENCE + 1)),
    "CoNLL-U": (
        FormatName.CONLLU,
        f"{CONLLU}\n\n{CONLLU}\tmore\n2\thunt\n{CONLLU}\n\n# only a remark\n\nx{CONLLU}\n2\t\t_\t_\t_\t_\t_\t_\t_\t_\n",
    ),
    "a table": (FormatName.CSV, 'token,ner\nOwls,O\n"hunt,O\n,O\nby\nnight,O,O\n'),
}


def is_chinese(text: str) -> bool:
    return re.search("[\u4e00-\u9fff]", text) is not None


@pytest.mark.parametrize("edit", EDITS, ids=title)
def test_edits_are_known_by_their_titles(edit: Edit, request: pytest.FixtureRequest) -> None:
    english = title(edit)
    assert said(english) == english
    request.getfixturevalue("chinese")
    chinese = said(english)
    assert is_chinese(chinese)
    for value in re.findall(r"[\d,]+|wide \{eyes\}|kind of bird|OWL|EMU|BIRD|BIOES", english):
        assert value in chinese


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("tags", TAGS, ids=str)
def test_reasons_for_a_scheme_are_known(tags: list[tuple[str, ...]]) -> None:
    assert is_chinese(said(detect(tags).why))


@pytest.mark.usefixtures("chinese")
def test_preparations_of_a_run_are_known() -> None:
    # Read as text: importing the module would load TensorFlow.
    training = (PROJECT_ROOT / "core" / "training.py").read_text(encoding="utf-8")
    doing = re.findall(r'Preparing\("([^"]+)"\)', training)
    assert len(doing) == training.count("yield Preparing(") > 0
    assert all(is_chinese(said(words)) for words in doing)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("name", FILES)
def test_what_reports_say_is_known(name: str, tmp_path: Path) -> None:
    form, content = FILES[name]
    on_problem = OnProblem.SKIP if "skipped" in name else OnProblem.REPAIR
    path = tmp_path / "owls.txt"
    path.write_text(content, encoding="utf-8")
    _, reports = sources.read_corpus(path, options=ReadOptions(form, on_problem=on_problem))
    assert reports
    unknown = {text for report in reports for text in (report.found, report.action) if not is_chinese(said(text))}
    assert not unknown


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("explanation", KIND_EXPLANATIONS.values(), ids=KIND_EXPLANATIONS)
def test_what_queues_are_made_of_is_known(explanation: str) -> None:
    assert is_chinese(said(explanation))


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("form", FormatName)
def test_what_an_export_loses_is_known(form: FormatName) -> None:
    layers = (Layer("kind of bird", Scheme.IOB2), Layer("place", Scheme.IOB2))
    half = Sentence(
        ("Owls", "hunt"), {"place": ("B-X", None)}, spaces=(False, True), source=f"{CONLLU}\n", document="a"
    )
    next_text = Sentence(("Owls",), {}, document="b")
    lost = what_is_lost((half, half, next_text), layers, form)
    assert lost
    assert [text for text in lost if not is_chinese(said(text))] == []


@pytest.mark.usefixtures("chinese")
def test_what_is_not_known_stays_as_it_is() -> None:
    assert said("Owls hunt by night") == "Owls hunt by night"
    assert said(Scheme.IOB2.value) == "IOB2"


@pytest.mark.usefixtures("chinese")
def test_splits_have_names() -> None:
    assert [split_word(split) for split in Split] == ["训练集", "开发集", "测试集"]
