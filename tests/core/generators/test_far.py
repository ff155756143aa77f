"""The far task: the last token decides, from as far as the knob says."""

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from core.generators import stream
from core.generators.far import read_far
from core.generators.words import kind_of, word

some_word = st.builds(word, st.integers(0, 3), st.integers(0, 4))


def test_the_rule_in_a_sentence() -> None:
    tokens = [word(kind, 0) for kind in (0, 1, 2)]
    assert read_far(tokens) == (("FIRE", "FIRE", "END"), ((2,), (2,), ()))


@given(st.lists(some_word, min_size=2, max_size=20), st.data())
def test_only_the_last_token_decides(tokens: list[str], data: st.DataObject) -> None:
    position, other = data.draw(st.integers(0, len(tokens) - 1)), data.draw(some_word)
    changed = [*tokens[:position], other, *tokens[position + 1 :]]
    tags, deciding = read_far(tokens)
    new_tags, _ = read_far(changed)
    is_new_kind = kind_of(other) != kind_of(tokens[position])
    for tag, new_tag, reasons in zip(tags, new_tags, deciding, strict=True):
        assert (tag != new_tag) == (is_new_kind and position in reasons)


def test_the_knob_says_how_far() -> None:
    for distance in (1, 8, 30):
        lengths = set()
        for example in islice(stream("far", seed=2, knobs={"distance": distance}), 300):
            assert read_far(example.sentence.tokens) == (example.sentence.tags["kind"], example.deciding)
            lengths.add(example.deciding[0][0])
        assert min(lengths) == distance
        assert max(lengths) == 2 * distance
