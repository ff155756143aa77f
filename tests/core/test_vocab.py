import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config import Config, EncodingConfig, NetworkConfig, TokenInput, preset
from core.corpus import Sentence
from core.vocab import PAD, TOKEN_CHARACTERS, UNK, Table, Vocab, build_vocab, unknown_labels, word_shape
from core.weights import Sizes

TOKENS = st.text(min_size=1, max_size=8)
SENTENCES = st.lists(
    st.lists(st.tuples(TOKENS, st.sampled_from(["A", "B", "C", None])), min_size=1, max_size=6).map(
        lambda pairs: Sentence(tokens=tuple(token for token, _ in pairs), tags={"kind": tuple(tag for _, tag in pairs)})
    ),
    min_size=1,
    max_size=6,
)


def sentence(text: str, tags: str = "") -> Sentence:
    layers = {"kind": tuple(tag if tag != "-" else None for tag in tags.split(" "))} if tags else {}
    return Sentence(tokens=tuple(text.split(" ")), tags=layers)


def test_rows_stand_by_frequency_then_by_code_points() -> None:
    vocab = build_vocab([sentence("owl fox owl elk", "N N N V")], "kind", Config())
    assert vocab.words.entries == ("", "", "owl", "elk", "fox")
    assert vocab.labels == ("", "N", "V")
    assert [vocab.label_row(tag) for tag in ("N", "V", None, "X", "")] == [1, 2, 0, 0, 0]


def test_a_table_counts_only_what_is_frequent_enough() -> None:
    config = Config(encoding=EncodingConfig(min_count=2))
    vocab = build_vocab([sentence("Owl owl fox")], "kind", config)
    assert vocab.words.entries == ("", "", "owl")
    assert vocab.word_row("OWL") == 2
    assert vocab.word_row("fox") == UNK
    assert vocab.suffixes[1].entries == ("", "", "wl")
    assert vocab.prefixes[0].entries == ("", "")


def test_case_is_kept_where_asked() -> None:
    config = Config(encoding=EncodingConfig(lowercase=False))
    vocab = build_vocab([sentence("Owl owl")], "kind", config)
    assert vocab.word_row("Owl") != vocab.word_row("owl")


def test_one_hot_keeps_the_most_frequent_words_and_no_other_table() -> None:
    network = NetworkConfig(token_input=TokenInput.ONE_HOT, one_hot_words=2)
    vocab = build_vocab([sentence("owl owl fox fox elk")], "kind", Config(network=network))
    assert vocab.sizes == Sizes(words=4, prefixes=(), suffixes=(), shapes=2, labels=1)


def test_sizes_of_the_question_have_words_and_labels_only() -> None:
    vocab = build_vocab([sentence("Owl owl", "N N")], "kind", preset("question-2016"))
    assert vocab.sizes == Sizes(words=4, prefixes=(), suffixes=(), shapes=2, labels=2)


def test_numbers_of_a_token() -> None:
    vocab = Vocab(
        words=Table(("", "", "owls")),
        prefixes=(Table(("", "", "O")), Table(("", "", "x", "Ow"))),
        suffixes=(Table(("", "", "s")), Table(("", "", "ls"))),
        shapes=Table(("", "", "x", "Xx")),
        labels=("",),
    )
    assert vocab.token_rows("Owls") == (2, 3, 2, 3, 2, 2)
    assert vocab.token_rows("s") == (UNK, 2, UNK, UNK, 2, UNK)


def test_characters_of_a_token_come_first_and_a_long_one_shows_its_ends() -> None:
    vocab = Vocab(Table(), (), (), Table(), ("",), characters=Table(("", "", *"owlsO")))
    assert vocab.n_columns == len(vocab.token_rows("Owls")) == 2 + TOKEN_CHARACTERS
    assert vocab.token_rows("Owls?")[2:8] == (6, 3, 4, 5, UNK, PAD)
    long = "o" * 15 + "w" * 15
    assert vocab.token_rows(long)[2:] == (2,) * (TOKEN_CHARACTERS // 2) + (3,) * (TOKEN_CHARACTERS // 2)


@pytest.mark.parametrize(
    ("token", "shape"),
    [
        ("York's99", "Xx'xd"),
        ("USA", "X"),
        ("...", "."),
        ("٣٤", "d"),
        ("北京", "c"),
        ("e\u0301té", "x"),
        ("a_B-1", "x_X-d"),
    ],
)
def test_word_shape(token: str, shape: str) -> None:
    assert word_shape(token) == shape


def test_names_of_rows() -> None:
    table = Table(("", "", "owl"))
    assert [table.name(row) for row in range(3)] == ["<pad>", "<unknown>", "owl"]
    assert "owl" in table
    assert "" not in table


@pytest.mark.parametrize("entries", [(), ("", "owl"), ("", "", "owl", "owl"), ("", "", "")])
def test_a_table_refuses_damaged_entries(entries: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="entries"):
        Table(entries)


@pytest.mark.parametrize("labels", [(), ("N",), ("", "N", "N")])
def test_a_vocab_refuses_damaged_labels(labels: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="padding label first"):
        Vocab(words=Table(), prefixes=(), suffixes=(), shapes=Table(), labels=labels)


def test_unknown_labels() -> None:
    vocab = build_vocab([sentence("owl", "N")], "kind", Config())
    assert unknown_labels([sentence("a b c d", "Z N - Y"), sentence("a", "Z")], "kind", vocab) == ("Z", "Y")


@given(SENTENCES)
def test_every_training_word_and_tag_has_a_row_of_its_own(sentences: list[Sentence]) -> None:
    vocab = build_vocab(sentences, "kind", Config())
    for item in sentences:
        for token, tag in zip(item.tokens, item.layer_tags("kind"), strict=True):
            word, *others = vocab.token_rows(token)
            assert vocab.words.entries[word] == token.lower()
            assert PAD not in (word, *others)
            assert len(others) == 1 + 2 * 4
            assert vocab.labels[vocab.label_row(tag)] == (tag or "")


@given(SENTENCES)
def test_the_order_of_sentences_does_not_change_the_tables(sentences: list[Sentence]) -> None:
    assert build_vocab(sentences, "kind", Config()) == build_vocab(reversed(sentences), "kind", Config())
