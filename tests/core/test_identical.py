"""Whole tokens are found, and all matches are labelled as one edit."""

from core.corpus import Layer, Scheme, Sentence
from core.edits import SetTags
from core.identical import label_matches, matches_in

NER = Layer("ner", Scheme.IOB2)
SENTENCE = Sentence(("Old", "Port", "port", "Old", "Port", "Ports"), {"ner": ("O",) * 6}, id=7)


def places(wanted: tuple[str, ...], *, ignores_case: bool = False) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in matches_in(SENTENCE, "iiiihi", wanted, ignores_case=ignores_case)]


def test_tokens_not_substrings() -> None:
    assert places(("Port",)) == [(1, 2), (4, 5)]
    assert places(("port",), ignores_case=True) == [(1, 2), (2, 3), (4, 5)]
    assert places(("Old", "Port")) == [(0, 2), (3, 5)]
    assert places(()) == places(("x",)) == []


TAGS = SENTENCE.layer_tags("ner")


def test_what_somebody_labelled_is_told() -> None:
    assert [m.is_by_hand for m in matches_in(SENTENCE, "iiiihi", ("Old", "Port"))] == [False, True]


def test_all_are_one_edit() -> None:
    batch = label_matches(matches_in(SENTENCE, "iiiiii", ("Old", "Port")), NER, "LOC")
    assert batch.edits == (
        SetTags(7, "ner", 0, ("B-LOC", "I-LOC"), before=TAGS[:2]),
        SetTags(7, "ner", 3, ("B-LOC", "I-LOC"), before=TAGS[3:5]),
    )
    done = SENTENCE.with_tags("ner", ("B-LOC", "I-LOC", "O", "O", "O", "O"))
    assert len(label_matches(matches_in(done, "iiiiii", ("Old", "Port")), NER, "LOC").edits) == 1


def test_a_token_inside_a_span_is_labelled_alone() -> None:
    inside = SENTENCE.with_tags("ner", ("B-LOC", "I-LOC", "O", "O", "O", "O"))
    batch = label_matches(list(matches_in(inside, "iiiiii", ("Port",)))[:1], NER, "ORG")
    assert batch.edits == (SetTags(7, "ner", 1, ("B-ORG",), before=("I-LOC",)),)
