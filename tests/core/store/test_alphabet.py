"""Tags as characters: one a token, registered at first sight, back as they were."""

from collections import Counter
from pathlib import Path

import pytest

from core.edits import Origin
from core.errors import ProjectDamagedError
from core.store.alphabet import MAX_TAGS, NO_TAG, Alphabet, code_of, count_numbers, origins_of


def numbered() -> tuple[Alphabet, list[str]]:
    seen: list[str] = []

    def register(tag: str) -> int:
        seen.append(tag)
        alphabet.add(len(seen), tag)
        return len(seen)

    alphabet = Alphabet(register, Path("a.tagscope"))
    return alphabet, seen


def test_tags_are_registered_once_and_come_back() -> None:
    alphabet, seen = numbered()
    tags = ("B-PER", None, "O", "B-PER", "O")
    codes = alphabet.encode(tags)
    assert len(codes) == len(tags)
    assert alphabet.decode(codes) == tags
    assert seen == ["B-PER", "O"]


def test_every_number_has_a_character_of_its_own_that_utf8_can_write() -> None:
    codes = {code_of(number) for number in range(1, MAX_TAGS + 1)}
    assert len(codes) == MAX_TAGS
    assert NO_TAG not in codes
    assert "".join(sorted(codes)).encode().decode() == "".join(sorted(codes))


def test_a_tag_out_of_the_label_set_is_registered_again() -> None:
    asked: list[str] = []

    def register(tag: str) -> int:
        asked.append(tag)
        return 1

    alphabet = Alphabet(register, Path("a.tagscope"))
    alphabet.add(1, "X", is_known=False)
    assert alphabet.decode(code_of(1)) == ("X",)
    assert alphabet.encode(("X",)) == code_of(1)
    assert asked == ["X"]


def test_foreign_characters_are_refused() -> None:
    with pytest.raises(ProjectDamagedError, match="tag 7 of a layer is missing"):
        numbered()[0].decode(code_of(7))


def test_counting_and_origins() -> None:
    codes = code_of(2) + NO_TAG + code_of(2) + code_of(300)
    assert count_numbers(codes) == Counter({2: 2, 300: 1})
    assert origins_of(codes, Origin.HUMAN) == "h.hh"
    assert origins_of(code_of(1) * 3, Origin.IMPORTED) == "iii"
