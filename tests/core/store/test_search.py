"""Search finds what a plain loop over the sentences finds, a slice at a time."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits
from core.corpus import Layer, Scheme, Sentence, Split
from core.project import Project
from core.query import Folded, Query, QueryError, Term
from core.store import search
from core.store.beliefs import Belief

WORDS = ("New", "york", "NEW_YORK", "100%", "a!b", "Ümit", "ümit", "\\", "x\ny", "New York")


@pytest.fixture
def city(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Sixty sentences in two layers, looked at seven at a time."""
    monkeypatch.setattr(search, "_SLICE", 7)
    running = project.begin_import("city", "text", [Layer("pos"), Layer("ner", Scheme.IOB2)])
    running.add(
        [
            Sentence(
                tuple(WORDS[(k + step) % len(WORDS)] for step in range(1 + k % 5)),
                {"ner": tuple("B-PER" if (k + step) % 4 == 0 else None for step in range(1 + k % 5))}
                | ({"pos": ("N",) * (1 + k % 5)} if k % 3 else {}),
                split=list(Split)[k % 3],
            )
            for k in range(60)
        ]
    )
    running.finish()
    project.apply(edits.RemoveSentences((5, 30)))
    return project


def found(project: Project, text: str, layer: str = "") -> list[int]:
    return list(project.ids(Query.parse(text, layer=layer)))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("new", lambda s: any("new" in token.lower() for token in s.tokens)),
        ("NEW_york", lambda s: "NEW_YORK" in s.tokens),
        ("100%", lambda s: "100%" in s.tokens),
        ("a!b", lambda s: "a!b" in s.tokens),
        ("_", lambda s: "NEW_YORK" in s.tokens),
        ("%", lambda s: "100%" in s.tokens),
        ("\\", lambda s: "\\" in s.tokens),
        ("ÜMIT", lambda s: "ümit" in [token.lower() for token in s.tokens]),
        ('"new york"', lambda s: "new\nyork" in "\n".join(s.tokens).lower()),
        ("/^New york/", lambda s: s.tokens[:2] == ("New", "york")),
        ("-new", lambda s: not any("new" in token.lower() for token in s.tokens)),
        ("len>=4", lambda s: len(s) >= 4),
        ("len<=4", lambda s: len(s) <= 4),
        ("len=4", lambda s: len(s) == 4),
        ("len>4", lambda s: len(s) > 4),
        ("len<4", lambda s: len(s) < 4),
        ("-len>=4 split:dev", lambda s: len(s) < 4 and s.split is Split.DEV),
        ("label:PER", lambda s: "B-PER" in s.layer_tags("ner")),
        ("label:B-PER", lambda s: "B-PER" in s.layer_tags("ner")),
        ("-label:PER label:N", lambda s: "B-PER" not in s.layer_tags("ner") and "N" in s.layer_tags("pos")),
        ("label:nothing", lambda s: False),
        ("-label:nothing", lambda s: True),
        ("unlabelled", lambda s: not (s.is_labelled("ner") and s.is_labelled("pos"))),
    ],
)
def test_terms_find_what_they_say(city: Project, text: str, holds: object) -> None:
    assert callable(holds)
    assert found(city, text) == [sentence.id for sentence in city.sentences() if holds(sentence)]


def test_unlabelled_in_one_layer(city: Project) -> None:
    expected = [sentence.id for sentence in city.sentences() if not sentence.is_labelled("pos")]
    assert found(city, "unlabelled", "pos") == expected
    assert found(city, "-unlabelled", "pos") == [n for n in city.ids() if n not in expected]
    city.apply(edits.RemoveLayer("pos"))
    city.apply(edits.RemoveLayer("ner"))
    assert found(city, "unlabelled") == list(city.ids())


def test_terms_add_up(city: Project) -> None:
    alone = [set(found(city, text)) for text in ("new", "len<4", "split:train", "unlabelled")]
    assert set(found(city, "new len<4 split:train unlabelled")) == set.intersection(*alone)


def test_results_come_in_pages(city: Project) -> None:
    whole = found(city, "new")
    assert len(whole) > 20
    started = city.search(Query.parse("new"))
    pages = []
    while not started.is_complete:
        pages.append(started.more(3, seconds=60))
    assert [number for page in pages for number in page] == whole == started.ids
    assert max(map(len, pages)) < 3 + 7
    assert started.more() == []


def test_time_is_kept(city: Project) -> None:
    started = city.search(Query.parse("nowhere"))
    assert started.more(seconds=0) == []
    assert not started.is_complete
    n_slices = 1
    while not started.is_complete:
        started.more(seconds=0)
        n_slices += 1
    assert n_slices == 58 // 7 + 1


@given(st.text(st.sampled_from("ab%_!\\'\""), min_size=1, max_size=4))
def test_letters_mean_themselves(word: str) -> None:
    assert search._contains(word)((1, word))


EVIL = [
    r"^(a|aa)+$",
    r"(a+)+$",
    r"(a*)*b",
    r"(a|a?)+$",
    r"(.*a){25}$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"(x+x+)+y",
    r"(?:a?){60}a{60}",
    r"(\w+\s?)*$",
    r"(a{0,65535}){0,65535}b",
    r"(?=(a+))+b",
    r"(?<=(a+)+)b",
    r"(a)\1{0,999}\1*b",
    r"(?R)?a",
    r"(?:a|(?R))*b",
    r"((?1)|a)*b",
    r"(?e)(?:aaaaaaaaaaaa){e<=10}",
    r"(?:abcdefghij){i<=9,d<=9,s<=9}$",
    r"\X*\X*\X*$",
    r"(?i)" + "ſ" * 400,
    r"(?f)(?i)" + "ß" * 200 + "$",
    r"(.+)\1+$",
    r"(.*)(.*)(.*)(.*)(.*)(.*)(.*)x",
    r"(?>a+)+b",
    "|".join(["a*"] * 150) + "$",
    "a?" * 200 + "a" * 60,
    r"(?<!a{1,500})b",
    r"(?r)(a+)+b",
    "(a|b|ab)*" * 40 + "c",
    r"(?p)(a|ab)(c|bcd)(d*)$",
]


@pytest.fixture
def endless(project: Project) -> Project:
    """Sentences that evil patterns take long over."""
    words = ("a" * 5000 + "c", "a b " * 3000, "abcdefghij" * 2000, "ß" * 5000)
    project.apply(edits.AddSentences(tuple(Sentence((word, "end")) for word in words)))
    return project


@pytest.mark.parametrize("pattern", EVIL)
def test_an_evil_pattern_ends(endless: Project, pattern: str) -> None:
    try:
        assert set(found(endless, f"/{pattern}/")) <= {1, 2, 3, 4}
    except QueryError as error:
        assert "takes too long" in str(error)  # noqa: PT017


def test_a_pattern_that_is_slow_on_every_sentence_is_given_up(city: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_SEARCH_SECONDS", 1e-9)
    monkeypatch.setattr(search, "_SENTENCE_SECONDS", 0.0)
    with pytest.raises(QueryError, match="takes too long"):
        found(city, "/new/")


def test_a_slow_pattern_hands_back_after_every_sentence(city: Project) -> None:
    started = city.search(Query.parse("/york/"))
    rounds = 0
    while not started.is_complete:
        started.more(seconds=0)
        rounds += 1
    assert rounds >= city.n_sentences
    assert started.ids == found(city, "/york/")


def test_others_go_on_while_a_pattern_is_tried(endless: Project) -> None:
    outcome: list[Exception] = []

    def look() -> None:
        try:
            found(endless, r"/^(a|aa)+$/")
        except QueryError as error:
            outcome.append(error)

    thread = threading.Thread(target=look)
    steps = 0
    thread.start()
    while thread.is_alive():
        steps += 1
    thread.join()
    assert "takes too long" in str(outcome[0])
    # The pattern is tried without a break: had it kept the interpreter, there would have been a step or two.
    assert steps > 1000


def _believe(project: Project) -> dict[int, Belief]:
    """Have every second sentence believed something, in both layers."""
    beliefs = {}
    for number in list(project.ids())[::2]:
        sentence = project.sentence(number)
        for layer, tag in (("ner", "B-PER"), ("pos", "N")):
            sure = bytes((50 * (number + index)) % 256 for index in range(len(sentence)))
            said = Belief(number, 1, (tag,) * len(sentence), sure, 0.5, -0.5, 0.5)
            project.beliefs.save(layer, [said])
            if layer == "ner":
                beliefs[number] = said
    return beliefs


def _is_different(project: Project, number: int) -> bool:
    return any(tag not in (None, "B-PER") for tag in project.sentence(number).layer_tags("ner"))


def test_what_a_model_believes(city: Project) -> None:
    for number in list(city.ids())[::4]:
        city.apply(edits.SetTags(number, "ner", 0, ("O",)))
    beliefs = _believe(city)
    different = [number for number in beliefs if _is_different(city, number)]
    unsure = [number for number, said in beliefs.items() if min(said.probabilities) < 0.4 * 255]
    assert different
    assert unsure
    assert found(city, "model!=human", "ner") == different
    assert found(city, "-model!=human", "ner") == [number for number in beliefs if number not in different]
    assert found(city, "p<0.4", "ner") == unsure
    assert found(city, "-p<0.4", "ner") == [number for number in beliefs if number not in unsure]
    assert found(city, "p<0.4 -model!=human ümit", "ner") == [
        number
        for number in unsure
        if number not in different and any("ümit" in token.lower() for token in city.sentence(number).tokens)
    ]
    assert found(city, "p<0.4") == unsure
    assert found(city, "model!=human", "pos") == []


def test_flags_and_notes_are_found(city: Project) -> None:
    for number, note, is_flagged in ((7, "Why 100%?", False), (9, "", True), (12, "100 boats", True)):
        city.apply(edits.SetRemark(number, note, is_flagged))
    assert found(city, "flagged") == [9, 12]
    assert found(city, "noted") == [7, 12]
    assert found(city, "note:why") == [7]
    assert found(city, "note:100%") == [7]
    assert found(city, "flagged -noted") == [9]
    assert len(found(city, "-flagged")) == 56
    assert found(city, "note:") == []


def test_letters_are_folded_by_the_whole_of_unicode(project: Project) -> None:
    project.apply(edits.AddSentences(tuple(Sentence((word, "x")) for word in ("Kelvin", "ſide", "STRASSE", "kelv"))))
    for words, numbers in ((("kelvin",), [1]), (("side", "X"), [2]), (("straße",), [3])):
        assert list(project.ids(Query("", (Term(Folded(words)),)))) == numbers


@pytest.mark.parametrize(
    "text", ["", "flagged", "noted", "new", "-new", "/york/", "unlabelled", "p<0.4", "model!=human", "nowhere"]
)
def test_backwards_finds_the_same(city: Project, text: str) -> None:
    _believe(city)
    query = Query.parse(text, layer="ner")
    backwards = city.search(query, back=True)
    numbers = []
    while not backwards.is_complete:
        numbers += backwards.more()
    assert numbers == list(city.ids(query))[::-1]


def test_backwards_from_a_sentence(city: Project) -> None:
    numbers = list(city.ids())
    search = city.search(Query.parse(""), after=numbers[20], back=True)
    while not search.is_complete:
        search.more()
    assert search.ids == numbers[:20][::-1]


def test_backwards_leaves_out_what_is_still_being_imported(city: Project) -> None:
    running = city.begin_import("more", "text", [])
    running.add([Sentence(("later",))])
    assert city.search(Query.parse(""), back=True).more()[0] == max(city.ids())
    running.cancel()
