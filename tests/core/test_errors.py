"""An error begins with the place, says what was found, and ends with what to do."""

from pathlib import Path

import pytest

from core import errors
from core.errors import SourceError, TagscopeError, place


def test_words_stand_in_order() -> None:
    error = SourceError("has 2 columns instead of 3.", place=place("a/b/c.tsv", 1234), remedy="Add one.")
    assert str(error) == "c.tsv, line 1,234: has 2 columns instead of 3. Add one."
    assert (error.place, error.found, error.remedy) == (
        "c.tsv, line 1,234",
        "has 2 columns instead of 3.",
        "Add one.",
    )


def test_place_and_remedy_may_be_missing() -> None:
    assert str(TagscopeError("there is nothing here.")) == "there is nothing here."


@pytest.mark.parametrize(("path", "name"), [(Path("/x/y.conllu"), "y.conllu"), ("/", "/"), ("plain", "plain")])
def test_a_place_is_a_name_not_a_path(path: Path | str, name: str) -> None:
    assert place(path) == name


def test_every_error_of_a_user_can_be_caught_at_once() -> None:
    ours = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert len(ours) > 5
    assert all(issubclass(kind, TagscopeError) for kind in ours)
