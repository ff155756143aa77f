"""The bracket task: a stack counted by hand, its depth, and the closing word that decides."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.generators import TASKS, stream
from core.generators.nested import CLOSER, OPENER, read_nested
from core.generators.words import kind_of, word


def _depths(tokens: tuple[str, ...]) -> list[int]:
    depth, found = 0, []
    for token in tokens:
        depth += (token == OPENER) - token.startswith(CLOSER)
        found.append(depth)
    return found


def test_the_rule_in_a_sentence() -> None:
    plain, fire, wind = word(0, 0), ")" + word(2, 0), ")" + word(3, 0)
    tags, deciding = read_nested(["(", plain, "(", plain, fire, plain, wind])
    assert tags == ("WIND", "WIND", "FIRE", "FIRE", "WIND", "WIND", "END")
    assert deciding == ((6,), (6,), (4,), (4,), (6,), (6,), ())


@pytest.mark.parametrize("tokens", [["("], ["(", "(", ")balo"], [")balo"], ["(", ")balo", "balo"], ["balo", ")balo"]])
def test_brackets_must_pair(tokens: list[str]) -> None:
    with pytest.raises(ValueError, match="bracket"):
        read_nested(tokens)


@pytest.mark.parametrize("depth", [1, 3, 6])
def test_the_knob_is_the_deepest_nesting(depth: int) -> None:
    deepest = 0
    for example in islice(stream("nested", seed=3, knobs={"depth": depth}), 500):
        depths = _depths(example.sentence.tokens)
        assert min(depths[:-1]) >= 1
        assert depths[-1] == 0
        deepest = max(deepest, *depths)
        assert len(depths) <= 24
    assert deepest == depth


def _with_kind(token: str, kind: int) -> str:
    """Return the same sort of token with another kind; an opening bracket has none."""
    if token == OPENER:
        return token
    return CLOSER + word(kind, 0) if token.startswith(CLOSER) else word(kind, 0)


@given(seed=st.integers(0, 10_000), data=st.data())
def test_only_the_closing_word_decides(seed: int, data: st.DataObject) -> None:
    """Kinds are put in another's place; a bracket taken away would be another sentence."""
    example = next(stream("nested", seed=seed))
    tokens = example.sentence.tokens
    position, kind = data.draw(st.integers(0, len(tokens) - 1)), data.draw(st.integers(0, 3))
    changed = (*tokens[:position], _with_kind(tokens[position], kind), *tokens[position + 1 :])
    new_tags, new_deciding = read_nested(changed)
    assert new_deciding == example.deciding
    old = tokens[position].removeprefix(CLOSER)
    is_new_kind = tokens[position] != OPENER and kind_of(old) != kind
    for tag, new_tag, reasons in zip(example.sentence.tags["kind"], new_tags, example.deciding, strict=True):
        assert (tag != new_tag) == (is_new_kind and position in reasons)


def test_chance_is_a_guess_at_all_but_the_end() -> None:
    examples = list(islice(stream("nested", seed=4), 3000))
    n_tokens = sum(len(example.sentence) for example in examples)
    guessed = (len(examples) + (n_tokens - len(examples)) / 4) / n_tokens
    assert guessed == pytest.approx(TASKS["nested"].chance, abs=0.003)


def test_kinds_are_alike_likely() -> None:
    tags = [tag for one in islice(stream("nested", seed=5), 3000) for tag in one.sentence.tags["kind"] if tag != "END"]
    for kind in set(tags):
        assert tags.count(kind) / len(tags) == pytest.approx(1 / 4, abs=0.02)
