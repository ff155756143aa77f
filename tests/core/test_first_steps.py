"""The eight steps say what is true of the very batch on screen, whatever the options."""

from itertools import pairwise

import msgspec
import pytest

from core.config import PRESETS, Config, preset
from core.corpus import Layer, Scheme, Sentence
from core.first_steps import LONGEST_TOKEN, QUESTIONS, STEP_WORDS, FirstStep, first_steps
from core.inspection import Inspection, Material, inspect, prepare
from core.shape_words import TEMPLATES

LAYER = Layer("ner", Scheme.IOB2)


def changed(config: Config, part: str, **options: object) -> Config:
    built = msgspec.to_builtins(config)
    built[part] |= options
    return msgspec.convert(built, Config)


def looked_at(sentences: tuple[Sentence, ...], config: Config) -> tuple[Material, Inspection]:
    material = prepare(sentences, LAYER, config)
    return material, inspect(material, config, epoch=1)


def by_name(steps: tuple[FirstStep, ...]) -> dict[str, str]:
    return {step.name: " ".join(part.text for part in step.answer) for step in steps}


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("pad", ["after", "before"])
@pytest.mark.parametrize("directions", ["both", "backward"])
def test_there_are_eight_answers_for_every_network(
    name: str, pad: str, directions: str, small_corpus: tuple[Sentence, ...]
) -> None:
    config = changed(changed(preset(name), "encoding", pad=pad), "network", directions=directions, layers=2)
    material, inspection = looked_at(small_corpus, config)
    steps = first_steps(material, inspection)
    assert [step.name for step in steps] == list(QUESTIONS)
    known = {*STEP_WORDS.values(), *TEMPLATES.values()}
    names = {card.name for card in inspection.cards}
    for step in steps:
        assert step.answer
        assert {part.template for part in step.answer} <= known
        assert all(part.text for part in step.answer)
        assert step.card in names or step.name == "rows"
        assert inspection.tokens[step.row][step.timestep]


def test_the_token_that_is_spoken_of_is_the_one_in_the_cell(small_corpus: tuple[Sentence, ...]) -> None:
    config = changed(preset("tiny"), "encoding", pad="before")
    material, inspection = looked_at(small_corpus, config)
    steps = first_steps(material, inspection)
    row, timestep = steps[0].row, steps[0].timestep
    token = inspection.tokens[row][timestep]
    said = by_name(steps)
    assert f"“{token}” is row {inspection.batch.features.words[row, timestep]:,}." in said["ids"]
    assert f"At timestep {timestep:,} of row {row:,} the network reads “{token}”" in said["timesteps"]
    assert f"are {len(small_corpus):,} sentences of yours" in said["sentences"]
    assert f"the longest {max(map(len, small_corpus)):,}." in said["rows"]


def test_the_directions_have_read_what_they_are_said_to_have(small_corpus: tuple[Sentence, ...]) -> None:
    material, inspection = looked_at(small_corpus, preset("tiny"))
    step = next(step for step in first_steps(material, inspection) if step.name == "context")
    tokens = [token for token in inspection.tokens[step.row] if token]
    at = step.timestep
    said = by_name((step,))["context"]
    assert f"has read {at + 1:,} tokens: “{' '.join(tokens[: at + 1])}”" in said
    assert f"has read {len(tokens) - at:,} tokens: “{' '.join(tokens[at:][::-1])}”" in said
    assert "return_sequences=True" in said


def test_one_direction_is_said_to_know_one_side(small_corpus: tuple[Sentence, ...]) -> None:
    config = changed(preset("tiny"), "network", directions="forward")
    said = by_name(first_steps(*looked_at(small_corpus, config)))["context"]
    assert "Only one LSTM" in said
    assert "backward" not in said


def test_the_price_of_a_label_number_is_worked_out(small_corpus: tuple[Sentence, ...]) -> None:
    material, inspection = looked_at(small_corpus, preset("question-2016"))
    labels = material.network.vocab.labels[1:]
    said = by_name(first_steps(material, inspection))["labels"]
    assert f"{labels[-1]} is {len(labels)}" in said
    assert f"costs {(len(labels) - 1) ** 2:,} times as much" in said
    assert "does give one number" in said
    assert "does give one number" not in by_name(first_steps(*looked_at(small_corpus, preset("tiny"))))["labels"]


def test_windows_are_held_against_the_lengths_of_the_corpus(small_corpus: tuple[Sentence, ...]) -> None:
    config = changed(preset("tiny"), "encoding", window=5, stride=5)
    material, inspection = looked_at(small_corpus, config)
    windows = material.encoded.batches(changed(config, "encoding", sampling="windows"), seed=1, epoch=1)
    pieces = [piece for batch in windows for row in batch.rows for piece in row.pieces]
    whole = {p.sentence for p in pieces if p.end - p.start == len(small_corpus[p.sentence])}
    broken = len(small_corpus) - len(whole)
    assert 0 < broken < len(small_corpus)
    said = by_name(first_steps(material, inspection))["rows"]
    assert f"{broken:,} of your sentences ({broken / len(small_corpus):.1%}) would stand whole in none" in said
    names = [sentence.document for sentence in small_corpus]
    n_texts = 1 + sum(not after or before != after for before, after in pairwise(names))
    assert f"make {n_texts:,} texts" in said


def test_a_bare_number_is_calculated_with(small_corpus: tuple[Sentence, ...]) -> None:
    for name, words in (("question-2016", "calculates with it all the same"), ("tiny", "never calculated with")):
        assert words in by_name(first_steps(*looked_at(small_corpus, preset(name))))["ids"]


def test_one_output_for_all_timesteps_is_said_to_be_one(small_corpus: tuple[Sentence, ...]) -> None:
    config = changed(preset("tiny"), "network", return_sequences=False)
    said = by_name(first_steps(*looked_at(small_corpus, config)))["context"]
    assert "return_sequences is off" in said
    assert "Joined" not in said


def test_outputs_against_the_wrong_tokens_are_said_to_be_so(small_corpus: tuple[Sentence, ...]) -> None:
    said = by_name(first_steps(*looked_at(small_corpus, changed(preset("tiny"), "network", realign=False))))["context"]
    assert "joined to the wrong tokens" in said
    assert "know of all" not in said


def test_a_row_that_goes_on_is_said_to_go_on(small_corpus: tuple[Sentence, ...]) -> None:
    config = changed(preset("stateful"), "encoding", window=4, batch_size=2)
    material = prepare(small_corpus, LAYER, config)
    seen = set()
    for index in range(material.encoded.plan(config.encoding, seed=1, epoch=1).n_batches):
        inspection = inspect(material, config, index=index, epoch=1)
        steps = first_steps(material, inspection)
        is_carried = bool(inspection.batch.carry[steps[0].row])
        assert ("goes on where the same row" in by_name(steps)["context"]) is is_carried
        seen.add(is_carried)
    assert seen == {False, True}


def test_only_labelled_tokens_are_said_to_be_learnt() -> None:
    sentences = (Sentence(("a", "b", "c"), {"ner": ("O", None, "B-PER")}),)
    assert (
        "3 tokens, 2 of them with a label" in by_name(first_steps(*looked_at(sentences, preset("tiny"))))["sentences"]
    )


def test_few_labels_and_endless_tokens_are_no_trouble() -> None:
    sentences = (Sentence(("a" * 500,), {"ner": ("O",)}), Sentence(tuple("abcdefghijklmnopqrstuvwxyz"), {}))
    said = by_name(first_steps(*looked_at(sentences, preset("tiny"))))
    assert "Your labels have numbers as well" in said["labels"]
    assert max(map(len, said["sentences"].split(" "))) <= LONGEST_TOKEN + 2
