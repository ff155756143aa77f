"""What every task promises: endless, seeded, well-formed, checked knobs, and a true statement of chance."""

from itertools import islice

import pytest

from core.corpus import Scheme
from core.errors import ConfigError
from core.generators import TASKS, Task, stream, take
from core.schemes import problems

NAMES = list(TASKS)


def test_the_command_line_names() -> None:
    assert NAMES == ["token", "before", "after", "both", "far", "nested", "names"]
    assert all(name == task.name for name, task in TASKS.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_gives_the_same_sentences_again(name: str) -> None:
    first, again, other = (list(islice(stream(name, seed=seed), 50)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("name", NAMES)
def test_a_longer_stream_begins_like_a_shorter_one(name: str) -> None:
    assert take(name, 10, seed=4).sentences == take(name, 30, seed=4).sentences[:10]
    assert take(name, 10, seed=4).layers == TASKS[name].layers


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_labelled_and_reasons_lie_inside(name: str) -> None:
    task = TASKS[name]
    for example in islice(stream(name, seed=3), 300):
        sentence = example.sentence
        assert set(sentence.tags) == {layer.name for layer in task.layers}
        for layer in task.layers:
            assert sentence.is_labelled(layer.name)
            assert problems(sentence.tags[layer.name], layer.scheme) == []
        assert len(example.deciding) == len(sentence)
        for positions in example.deciding:
            assert list(positions) == sorted(set(positions))
            assert all(0 <= position < len(sentence) for position in positions)


def _settings_at(task: Task, side: str) -> dict[str, int]:
    return {knob.name: getattr(knob, side) for knob in task.knobs}


@pytest.mark.parametrize("side", ["minimum", "default", "maximum"])
@pytest.mark.parametrize("name", NAMES)
def test_knobs_work_up_to_their_bounds(name: str, side: str) -> None:
    corpus = take(name, 20, seed=1, knobs=_settings_at(TASKS[name], side))
    assert len(corpus) == 20
    assert all(sentence.is_labelled(TASKS[name].layer.name) for sentence in corpus.sentences)


@pytest.mark.parametrize("name", NAMES)
def test_knobs_out_of_bounds_are_refused_before_the_first_sentence(name: str) -> None:
    for knob in TASKS[name].knobs:
        assert knob.minimum <= knob.default <= knob.maximum
        for value in (knob.minimum - 1, knob.maximum + 1):
            with pytest.raises(ConfigError, match=f"{knob.name} cannot be {value}"):
                stream(name, seed=1, knobs={knob.name: value})
    with pytest.raises(ConfigError, match="no knob 'colour'"):
        stream(name, seed=1, knobs={"colour": 1})


def test_an_unknown_task_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"no task 'tokens'.*token, before"):
        stream("tokens", seed=1)


@pytest.mark.parametrize("name", [name for name, task in TASKS.items() if not task.needs_future])
def test_chance_is_the_share_of_the_commonest_label(name: str) -> None:
    task = TASKS[name]
    tags = [tag for sentence in take(name, 4000, seed=5).sentences for tag in sentence.tags[task.layer.name]]
    share = max(tags.count(tag) for tag in set(tags)) / len(tags)
    assert share == pytest.approx(task.chance, abs=0.02)


def test_only_names_have_spans() -> None:
    spans = {name for name, task in TASKS.items() if task.layer.scheme is not Scheme.PLAIN}
    assert spans == {"names"}
