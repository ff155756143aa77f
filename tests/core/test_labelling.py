"""What labelling keys do to tags: spans keep their meaning, neighbours keep what is theirs."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import labelling
from core.corpus import Scheme, Span, Tags
from core.labelling import (
    Change,
    Selection,
    assign_keys,
    next_border,
    next_with_letter,
    previous_unlabelled,
    tape_keys,
)
from core.schemes import from_spans, problems, to_spans

SPAN_SCHEMES = [scheme for scheme in Scheme if scheme not in (Scheme.PLAIN, Scheme.IO)]


def after(tags: Tags, change: Change | None) -> Tags:
    return tags if change is None else change.applied_to(tags)


def spans(tags: Tags, scheme: Scheme = Scheme.IOB2) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in to_spans(tags, scheme)]


@st.composite
def labelled(draw: st.DrawFn) -> tuple[Tags, Scheme]:
    """Well-formed tags of some scheme, a few tokens of them unlabelled."""
    scheme = draw(st.sampled_from(SPAN_SCHEMES))
    pieces = draw(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", "PER", "LOC"])), min_size=1, max_size=8))
    found, length = [], 0
    for size, name in pieces:
        if name:
            found.append(Span(length, length + size, name))
        length += size
    tags = from_spans(found, length, scheme)
    holes = draw(st.sets(st.integers(0, length - 1)))
    return tuple(None if index in holes and tag == "O" else tag for index, tag in enumerate(tags)), scheme


def selections(length: int) -> st.SearchStrategy[Selection]:
    index = st.integers(0, length - 1)
    return st.builds(Selection, index, index)


class TestLabel:
    def test_selection_becomes_a_span_and_the_rest_stays_unlabelled(self) -> None:
        tags = after((None,) * 4, labelling.label((None,) * 4, Scheme.IOB2, Selection(2, 1), "PER"))
        assert tags == (None, "B-PER", "I-PER", None)

    def test_bare_cursor_relabels_the_whole_span(self) -> None:
        tags = ("B-PER", "I-PER", "O")
        assert after(tags, labelling.label(tags, Scheme.IOB2, Selection.at(1), "LOC")) == ("B-LOC", "I-LOC", "O")

    def test_cut_neighbours_keep_their_rest(self) -> None:
        tags = ("B-PER", "I-PER", "I-PER", "B-LOC", "I-LOC")
        new = after(tags, labelling.label(tags, Scheme.IOB2, Selection(3, 2), "ORG"))
        assert new == ("B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC")

    def test_a_span_next_to_one_of_its_label_stays_apart(self) -> None:
        tags = ("B-PER", "O", "B-PER")
        new = after(tags, labelling.label(tags, Scheme.IOB2, Selection.at(1), "PER"))
        assert spans(new) == [(0, 1, "PER"), (1, 2, "PER"), (2, 3, "PER")]

    def test_a_follower_that_was_not_well_formed_is_not_swallowed(self) -> None:
        tags = ("O", "I-PER")
        new = after(tags, labelling.label(tags, Scheme.IOB2, Selection.at(0), "PER"))
        assert new == ("B-PER", "B-PER")

    def test_plain_tags_are_one_a_token(self) -> None:
        tags = ("DET", None, None)
        assert after(tags, labelling.label(tags, Scheme.PLAIN, Selection(2, 0), "NOUN")) == ("NOUN",) * 3

    def test_the_same_label_again_is_no_change(self) -> None:
        assert labelling.label(("B-PER", "I-PER"), Scheme.IOB2, Selection(1, 0), "PER") is None
        assert labelling.label(("NOUN",), Scheme.PLAIN, Selection.at(0), "NOUN") is None

    @given(st.data())
    def test_spans_are_those_before_without_the_selection_and_the_new_one(self, data: st.DataObject) -> None:
        tags, scheme = data.draw(labelled())
        selection = data.draw(selections(len(tags)))
        start, end = labelling.target(tags, scheme, selection)
        new = after(tags, labelling.label(tags, scheme, selection, "ORG"))
        kept = {
            (piece, span.label)
            for span in to_spans(tags, scheme)
            for piece in range(span.start, span.end)
            if not start <= piece < end
        }
        assert Span(start, end, "ORG") in to_spans(new, scheme)
        assert {
            (piece, span.label)
            for span in to_spans(new, scheme)
            if span.label != "ORG"
            for piece in range(span.start, span.end)
        } == kept
        assert problems(new, scheme) == []
        assert all(new[index] is None for index, tag in enumerate(tags) if tag is None and not start <= index < end)


class TestClear:
    def test_outside_in_span_layers_and_unlabelled_in_plain_ones(self) -> None:
        assert after(("B-PER",), labelling.clear(("B-PER",), Scheme.IOB2, Selection.at(0))) == ("O",)
        assert after((None,), labelling.clear((None,), Scheme.IOB2, Selection.at(0))) == ("O",)
        assert after(("NOUN",), labelling.clear(("NOUN",), Scheme.PLAIN, Selection.at(0))) == (None,)

    def test_extended_selection_cuts_a_span_in_two(self) -> None:
        tags = ("B-PER", "I-PER", "I-PER", "I-PER")
        new = after(tags, labelling.clear(tags, Scheme.IOB2, Selection(2, 1)))
        assert new == ("B-PER", "O", "O", "B-PER")

    def test_the_follower_of_its_label_is_spelled_anew_where_b_means_touching(self) -> None:
        tags = ("I-PER", "B-PER", "I-PER")
        new = after(tags, labelling.clear(tags, Scheme.IOB1, Selection.at(0)))
        assert new == ("O", "I-PER", "I-PER")

    def test_forget_makes_tokens_unlabelled(self) -> None:
        tags = ("B-PER", "I-PER", "I-PER")
        assert after(tags, labelling.forget(tags, Scheme.IOB2, Selection.at(0))) == (None, None, None)
        assert after(tags, labelling.forget(tags, Scheme.IOB2, Selection(1, 2))) == ("B-PER", None, None)
        assert labelling.forget((None,), Scheme.IOB2, Selection.at(0)) is None

    def test_finish_says_outside_for_the_rest(self) -> None:
        tags = (None, "B-PER", None)
        assert after(tags, labelling.finish(tags, Scheme.IOB2)) == ("O", "B-PER", "O")
        assert labelling.finish(("O",), Scheme.IOB2) is None
        assert labelling.finish((None,), Scheme.PLAIN) is None

    @given(st.data())
    def test_nothing_but_the_target_is_lost(self, data: st.DataObject) -> None:
        tags, scheme = data.draw(labelled())
        selection = data.draw(selections(len(tags)))
        start, end = labelling.target(tags, scheme, selection)
        new = after(tags, labelling.clear(tags, scheme, selection))
        assert new[start:end] == ("O",) * (end - start)
        assert problems(new, scheme) == []
        covered = {index for span in to_spans(tags, scheme) for index in range(span.start, span.end)}
        left = {index for span in to_spans(new, scheme) for index in range(span.start, span.end)}
        assert left == covered - set(range(start, end))


class TestMoveEnd:
    @pytest.mark.parametrize(
        ("by", "left", "expected"),
        [(1, False, (1, 4)), (-1, False, (1, 2)), (-1, True, (0, 3)), (1, True, (2, 3))],
    )
    def test_each_end_both_ways(self, by: int, left: bool, expected: tuple[int, int]) -> None:
        tags = ("O", "B-PER", "I-PER", "O", "O")
        new = after(tags, labelling.move_end(tags, Scheme.IOB2, 1, by=by, left=left))
        assert spans(new) == [(*expected, "PER")]

    def test_a_neighbour_gives_way(self) -> None:
        tags = ("B-PER", "B-LOC", "I-LOC")
        new = after(tags, labelling.move_end(tags, Scheme.IOB2, 0, by=1))
        assert new == ("B-PER", "I-PER", "B-LOC")

    def test_ends_stop_at_the_sentence_and_at_one_token(self) -> None:
        tags = ("B-PER",)
        for by in (-1, 1):
            assert labelling.move_end(tags, Scheme.IOB2, 0, by=by) is None
            assert labelling.move_end(tags, Scheme.IOB2, 0, by=by, left=True) is None
        assert labelling.move_end(("O", "O"), Scheme.IOB2, 0, by=1) is None
        assert labelling.move_end(("NOUN", "NOUN"), Scheme.PLAIN, 0, by=1) is None

    @given(st.data())
    def test_growing_into_free_tokens_and_shrinking_again_keeps_the_spans(self, data: st.DataObject) -> None:
        tags, scheme = data.draw(labelled())
        for span in to_spans(tags, scheme):
            if span.end < len(tags) and tags[span.end] in ("O", None):
                grown = after(tags, labelling.move_end(tags, scheme, span.start, by=1))
                back = after(grown, labelling.move_end(grown, scheme, span.start, by=-1))
                assert to_spans(back, scheme) == to_spans(tags, scheme)


class TestProblems:
    def test_mend_keeps_what_a_lenient_reader_sees(self) -> None:
        tags = ("O", "I-PER", "I-LOC", None)
        assert after(tags, labelling.mend(tags, Scheme.IOB2)) == ("O", "B-PER", "B-LOC", None)
        assert labelling.mend(("O", "B-PER"), Scheme.IOB2) is None

    @given(
        st.lists(st.sampled_from([None, "O", "B-PER", "I-PER", "E-PER", "S-PER", "I-LOC", "x"]), min_size=1), st.data()
    )
    def test_near_problems_are_those_of_the_whole(self, drawn: list[str | None], data: st.DataObject) -> None:
        tags = tuple(drawn)
        scheme = data.draw(st.sampled_from(SPAN_SCHEMES))
        start = data.draw(st.integers(0, len(tags) - 1))
        end = data.draw(st.integers(start + 1, len(tags)))
        expected = {p.index: p.reason for p in problems(tags, scheme) if start - 1 <= p.index <= end}
        assert labelling.problems_near(tags, scheme, start, end) == expected

    @given(
        st.lists(st.sampled_from([None, "O", "B-PER", "I-PER", "E-PER", "S-PER", "I-LOC", "x"]), min_size=1), st.data()
    )
    def test_spans_between_are_those_of_the_whole(self, drawn: list[str | None], data: st.DataObject) -> None:
        tags = tuple(drawn)
        scheme = data.draw(st.sampled_from(list(Scheme)))
        start = data.draw(st.integers(0, len(tags) - 1))
        end = data.draw(st.integers(start + 1, len(tags)))
        expected = [span for span in to_spans(tags, scheme) if span.start < end and span.end > start]
        assert labelling.spans_between(tags, scheme, start, end) == expected

    @given(
        st.lists(st.sampled_from([None, "O", "B-PER", "I-PER", "E-PER", "S-PER", "I-LOC", "x"]), min_size=1),
        st.lists(st.tuples(st.integers(0, 6), st.integers(0, 99), st.integers(0, 99)), max_size=20),
    )
    @settings(max_examples=60)
    def test_no_keys_raise_on_odd_tags(self, drawn: list[str | None], keys: list[tuple[int, int, int]]) -> None:
        tags = tuple(drawn)
        for scheme in Scheme:
            for key, cursor, anchor in keys:
                selection = Selection(cursor % len(tags), anchor % len(tags))
                change = (
                    labelling.label(tags, scheme, selection, "PER"),
                    labelling.clear(tags, scheme, selection),
                    labelling.forget(tags, scheme, selection),
                    labelling.move_end(tags, scheme, selection.cursor, by=1),
                    labelling.move_end(tags, scheme, selection.cursor, by=-1, left=True),
                    labelling.mend(tags, scheme),
                    labelling.finish(tags, scheme),
                )[key]
                if change is not None:
                    assert change.applied_to(tags) != tags
                    assert len(change.applied_to(tags)) == len(drawn)


class TestFinding:
    def test_next_unlabelled_goes_round(self) -> None:
        assert labelling.next_unlabelled((None, "A", None, "A"), 0) == 2
        assert labelling.next_unlabelled((None, "A", None, "A"), 2) == 0
        assert labelling.next_unlabelled(("A",), 0) is None

    def test_next_identical_compares_tokens(self) -> None:
        tokens = ["in", "Porto", "Alegre", "and", "Portos", "but", "Porto", "Alegre"]
        assert labelling.next_identical(tokens, 1, 3) == (6, 8)
        assert labelling.next_identical(tokens, 6, 8) is None

    def test_keys_are_digits_then_letters_and_o_is_kept(self) -> None:
        names = [f"label{number}" for number in range(40)]
        keys = labelling.assign_keys(names, Scheme.IOB2, {"label3": "p"})
        assert keys["label0"] == "1"
        assert keys["label3"] == "p"
        assert keys["label11"] == "a"
        assert "o" not in keys.values()
        assert len(set(keys.values())) == len(keys) == 35
        assert "o" in labelling.assign_keys(names, Scheme.PLAIN).values()


def test_a_key_costs_the_same_in_a_long_sentence() -> None:
    tags = ("B-PER", "I-PER", "O", "B-LOC", None) * 10_000
    started = time.perf_counter()
    for index in range(100):
        selection = Selection(20_000 + index, 20_001 + index)
        labelling.label(tags, Scheme.IOB2, selection, "ORG")
        labelling.problems_near(tags, Scheme.IOB2, selection.start, selection.end)
    assert (time.perf_counter() - started) / 100 < 0.005


class TestPlaces:
    def test_borders_of_spans_and_of_what_is_outside(self) -> None:
        tags = ("O", "B-A", "I-A", "B-A", "O", "O", None, "B-B")
        forwards, index = [], 0
        while index < len(tags) - 1:
            index = next_border(tags, Scheme.IOB2, index, 1)
            forwards.append(index)
        assert forwards == [1, 3, 4, 6, 7]
        backwards, index = [], len(tags) - 1
        while index > 0:
            index = next_border(tags, Scheme.IOB2, index, -1)
            backwards.append(index)
        assert backwards == [6, 4, 3, 1, 0]

    def test_runs_of_plain_tags(self) -> None:
        tags = ("X", "X", "Y", None, None)
        assert [next_border(tags, Scheme.PLAIN, index, 1) for index in range(5)] == [2, 2, 3, 4, 4]
        assert [next_border(tags, Scheme.PLAIN, index, -1) for index in range(5)] == [0, 0, 0, 2, 3]

    def test_unlabelled_before(self) -> None:
        assert [previous_unlabelled((None, "O", None, "O"), index) for index in range(5)] == [None, 0, 0, 2, 2]

    def test_words_by_their_first_letter(self) -> None:
        tokens = ("#Rio", "“River", "12", "ärger", "...", "rio")
        assert next_with_letter(tokens, 0, "r") == 1
        assert next_with_letter(tokens, 1, "r") == 5
        assert next_with_letter(tokens, 5, "r") == 0
        assert next_with_letter(tokens, 0, "ä") == 3
        assert next_with_letter(tokens, 0, "q") is None
        assert next_with_letter(("rio",), 0, "r") is None


class TestTapeKeys:
    UPOS = ("ADP", "DET", "PROPN", "VERB", "NOUN", "PUNCT", "ADV")

    def test_letters_come_from_the_labels_own_names(self) -> None:
        keys = assign_keys(self.UPOS, Scheme.PLAIN)
        given = tape_keys(self.UPOS, keys)
        assert given == {"ADP": "a", "DET": "d", "PROPN": "p", "VERB": "v", "NOUN": "n", "PUNCT": "u", "ADV": "b"}

    def test_a_letter_somebody_chose_stays(self) -> None:
        keys = assign_keys(self.UPOS, Scheme.PLAIN, {"ADV": "v"})
        assert tape_keys(self.UPOS, keys)["ADV"] == "v"
        assert tape_keys(self.UPOS, keys)["VERB"] == "e"

    @given(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=60))
    def test_no_letter_is_given_twice_and_none_is_left_over(self, labels: list[str]) -> None:
        given_letters = tape_keys(labels, assign_keys(labels, Scheme.PLAIN))
        letters = list(given_letters.values())
        assert len(set(letters)) == len(letters) == min(26, len(labels))
        assert set(letters) <= set("abcdefghijklmnopqrstuvwxyz")
