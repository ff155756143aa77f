"""Each contradiction is found and said, and a sound project has none."""

import pytest

from core import edits
from core.corpus import Sentence
from core.project import Project


def faults(project: Project) -> dict[str, tuple[str, ...]]:
    steps = project.findings()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return {finding.name: finding.faults for finding in end.value}


def test_a_sound_project(small: Project) -> None:
    small.save_model("default", b"weights")
    small.apply(edits.SetTags(1, "ner", 0, ("B-PER",)))
    small.undo()
    assert faults(small) == dict.fromkeys(("sentences", "tags", "totals", "journal", "models"), ())
    assert list(small.findings()) == [(k, 5) for k in range(1, 6)]


def test_tokens_of_any_characters_are_sound(small: Project) -> None:
    small.apply(edits.AddSentences((Sentence(("a\0b", "\\n", "\n", "ü🌊"), {"pos": ("N", "N", "N", "N")}),)))
    assert not any(faults(small).values())


@pytest.mark.parametrize(
    ("sql", "name", "expected"),
    [
        ("UPDATE sentence SET place = 5 WHERE id = 1", "sentences", "1 sentence of the corpus missing"),
        ("DELETE FROM document WHERE id = 1", "sentences", "2 sentences without a document"),
        ("UPDATE position SET n_tokens = 7", "sentences", "3 sentences with another number of tokens than noted"),
        ("UPDATE sentence SET spaces = '1'", "sentences", "3 sentences with a mark for spaces too many or too few"),
        (
            "INSERT INTO removed SELECT place, sentence, split, n_tokens, NULL FROM position",
            "sentences",
            "3 sentences both in the corpus and removed",
        ),
        ("UPDATE tagging SET codes = codes || '0'", "tags", "3 sentences with tags too many or too few"),
        ("UPDATE tagging SET origins = 'h'", "tags", "3 sentences with origins too many or too few"),
        ("DELETE FROM sentence WHERE id = 2", "tags", "tags of 1 sentence that is missing"),
        ("DELETE FROM layer WHERE id = 2", "tags", "1 sentence with tags of a layer that is missing"),
        ("DELETE FROM tag WHERE layer = 1 AND number = 1", "tags", "layer 1 uses 1 tag that it does not have"),
        ("UPDATE length SET n = n + 1 WHERE split = 0", "totals", "1 total of sentences by length is not right"),
        ("UPDATE tag SET n = 0", "totals", "9 totals of tokens by tag are not right"),
        ("UPDATE layer SET n_labelled = 9", "totals", "2 totals of sentences labelled throughout are not right"),
        ("DELETE FROM journal WHERE id = 2", "journal", "1 edit missing"),
        ("UPDATE journal SET inverse = '[]' WHERE id = 2", "journal", "1 edit cannot be read"),
        ("UPDATE project SET journal_done = 9", "journal", "edit 9 is said to be the last, of 3"),
        ("UPDATE model_content SET content = x'00'", "models", "model 1 'default' is not as it was saved"),
        ("DELETE FROM model_content", "models", "model 1 'default' is missing"),
    ],
)
def test_each_contradiction_is_found(small: Project, sql: str, name: str, expected: str) -> None:
    small.save_model("default", b"weights")
    small._connection.run(sql)
    assert expected in faults(small)[name]
