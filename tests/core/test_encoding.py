"""Arrays say the same as the sentences they were made from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batches import EncodedCorpus, plan_batches
from core.config import Config, CutSide, EncodingConfig, NetworkConfig, Order, PadSide, Sampling, TokenInput
from core.corpus import Sentence
from core.encoding import Batch, encode
from core.vocab import UNK, Vocab, build_vocab

WORDS = st.sampled_from(["Owls", "hunt", "by", "night", "foxes", "do", "too", ".", "2024"])
TAGS = st.sampled_from(["N", "V", None, "foreign"])
SENTENCES = st.lists(
    st.tuples(st.lists(st.tuples(WORDS, TAGS), min_size=1, max_size=12), st.sampled_from(["", "a", "b"])).map(
        lambda drawn: Sentence(
            tokens=tuple(token for token, _ in drawn[0]),
            tags={"kind": tuple(tag for _, tag in drawn[0])},
            document=drawn[1],
        )
    ),
    min_size=1,
    max_size=8,
)
ENCODINGS = st.builds(
    EncodingConfig,
    batch_size=st.integers(1, 4),
    order=st.sampled_from(Order),
    pad=st.sampled_from(PadSide),
    cut=st.sampled_from(CutSide),
    max_length=st.integers(0, 10),
    fixed_length=st.booleans(),
    sampling=st.sampled_from(Sampling),
    window=st.integers(3, 8),
    stride=st.integers(1, 3),
)
VOCAB = build_vocab(
    [Sentence(tokens=("Owls", "hunt", "hunt", "foxes"), tags={"kind": ("N", "V", "V", "N")})],
    "kind",
    Config(network=NetworkConfig(char_filters=4)),
)


def made(sentences: list[Sentence], encoding: EncodingConfig, *, training: bool = True) -> list[Batch]:
    corpus = EncodedCorpus.build(sentences, "kind", VOCAB)
    return list(corpus.batches(Config(encoding=encoding), epoch=1, training=training))


def cell_numbers(batch: Batch, row: int, timestep: int) -> tuple[int, ...]:
    features = batch.features
    return (
        int(features.words[row, timestep]),
        int(features.shapes[row, timestep]),
        *features.prefixes[row, timestep].tolist(),
        *features.suffixes[row, timestep].tolist(),
        *features.characters[row, timestep].tolist(),
    )


@given(SENTENCES, ENCODINGS, st.booleans())
def test_every_cell_says_what_its_token_says(
    sentences: list[Sentence], encoding: EncodingConfig, training: bool
) -> None:
    for batch in made(sentences, encoding, training=training):
        assert len(batch.rows) == len(batch.lengths) == len(batch.carry) == len(batch.mask)
        for row, timestep in np.ndindex(*batch.mask.shape):
            source = batch.token_at(row, timestep)
            assert bool(batch.mask[row, timestep]) == (source is not None)
            if source is None:
                assert not any(cell_numbers(batch, row, timestep))
                assert batch.tags[row, timestep] == batch.weights[row, timestep] == 0
                continue
            sentence, position = source
            tag = sentences[sentence].layer_tags("kind")[position]
            assert cell_numbers(batch, row, timestep) == VOCAB.token_rows(sentences[sentence].tokens[position])
            assert batch.tags[row, timestep] == VOCAB.label_row(tag)
            if tag not in ("N", "V"):
                assert batch.weights[row, timestep] == 0


@given(SENTENCES, ENCODINGS)
def test_lengths_mask_and_sides_agree(sentences: list[Sentence], encoding: EncodingConfig) -> None:
    for batch in made(sentences, encoding):
        assert batch.mask.sum(axis=1).tolist() == batch.lengths.tolist()
        for row, length in enumerate(batch.lengths.tolist()):
            assert batch.mask[row, batch.timesteps(row)].sum() == length
            edge = 0 if encoding.pad is PadSide.AFTER else -1
            assert not length or batch.mask[row, edge]
            assert sum(piece.end - piece.start for piece in batch.rows[row].pieces) == length


@given(SENTENCES, ENCODINGS)
def test_every_labelled_token_weighs_once_unless_it_is_cut_or_drawn(
    sentences: list[Sentence], encoding: EncodingConfig
) -> None:
    batches = made(sentences, encoding)
    weighed: dict[tuple[int, int], float] = {}
    for batch in batches:
        for row, timestep in np.argwhere(batch.mask).tolist():
            source = batch.token_at(row, timestep)
            assert source is not None
            weighed[source] = weighed.get(source, 0) + float(batch.weights[row, timestep])
    expected = {
        (index, position): float(tag in ("N", "V"))
        for index, sentence in enumerate(sentences)
        for position, tag in enumerate(sentence.layer_tags("kind"))
    }
    if encoding.sampling is Sampling.SUBSEQUENCES:
        assert weighed.keys() <= expected.keys()
        assert all(not weight or expected[source] for source, weight in weighed.items())
    elif encoding.sampling is Sampling.SENTENCES:
        assert weighed == {source: weight for source, weight in expected.items() if source in weighed}
        assert len(expected) - len(weighed) == sum(batch.n_cut for batch in batches)
    else:
        assert weighed == expected


@given(SENTENCES, ENCODINGS)
def test_evaluation_sees_every_token_once(sentences: list[Sentence], encoding: EncodingConfig) -> None:
    seen = [
        batch.token_at(row, timestep)
        for batch in made(sentences, encoding, training=False)
        for row, timestep in np.argwhere(batch.mask).tolist()
    ]
    everything = [(index, position) for index, sentence in enumerate(sentences) for position in range(len(sentence))]
    assert sorted(source for source in seen if source) == everything
    assert len(seen) == len(everything)


def small_batch(vocab: Vocab, pad: PadSide = PadSide.AFTER) -> Batch:
    sentences = [Sentence(tokens=("hunt", "dunes", "Owls")), Sentence(tokens=("foxes",))]
    encoded = encode(sentences, "kind", vocab)
    return encoded.batch(plan_batches(encoded.lengths, EncodingConfig(order=Order.AS_IS)).rows, 3, pad)


@pytest.mark.parametrize("pad", PadSide)
def test_one_hot_has_a_one_at_each_word_and_nothing_in_padding(pad: PadSide) -> None:
    batch = small_batch(VOCAB, pad)
    words = batch.inputs(NetworkConfig(token_input=TokenInput.ONE_HOT))["words"]
    assert words.dtype == np.float32
    assert words.shape == (2, 3, len(VOCAB.words))
    assert np.array_equal(words.sum(axis=2), batch.mask)
    assert np.array_equal(words.argmax(axis=2), batch.features.words)
    assert batch.features.words[0, 1] == UNK


def test_a_bare_number_gets_a_feature_axis_of_one() -> None:
    batch = small_batch(VOCAB)
    inputs = batch.inputs(NetworkConfig(token_input=TokenInput.SCALAR))
    assert sorted(inputs) == ["lengths", "mask", "words"]
    assert inputs["words"].shape == (2, 3, 1)
    assert np.array_equal(inputs["words"][:, :, 0], batch.features.words)


def test_a_network_is_fed_only_what_it_has_tables_for() -> None:
    batch = small_batch(VOCAB)
    everything = {"words", "prefixes", "suffixes", "shapes", "characters", "mask", "lengths"}
    assert set(batch.inputs(NetworkConfig(char_filters=4))) == everything
    assert set(batch.inputs(NetworkConfig(char_filters=4, affix_length=0))) == everything - {"prefixes", "suffixes"}
    assert set(batch.inputs(NetworkConfig(char_filters=4, shape_size=0))) == everything - {"shapes"}
    assert set(batch.inputs(NetworkConfig(char_filters=0))) == everything - {"characters"}
    assert batch.features.prefixes.shape == (2, 3, 4)


@given(SENTENCES, ENCODINGS, st.sampled_from(TokenInput))
def test_bytes_are_those_of_the_arrays(
    sentences: list[Sentence], encoding: EncodingConfig, token_input: TokenInput
) -> None:
    network = NetworkConfig(token_input=token_input)
    for batch in made(sentences, encoding):
        arrays = [*batch.inputs(network).values(), batch.tags, batch.weights]
        assert batch.n_bytes(network) == sum(len(array.tobytes()) for array in arrays)
