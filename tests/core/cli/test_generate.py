"""`tagscope generate` prints what the generators make."""

from collections.abc import Callable

import pytest
from click.testing import Result

from core import generators

Call = Callable[..., Result]


@pytest.mark.parametrize("task", list(generators.TASKS))
def test_sentences_are_those_of_the_generator(task: str, call: Call) -> None:
    result = call("generate", task, "-n", 3, "--seed", 9)
    corpus = generators.take(task, 3, seed=9)
    layer = generators.TASKS[task].layer.name
    expected = [list(zip(s.tokens, s.layer_tags(layer), strict=True)) for s in corpus.sentences]
    found = [[tuple(row.split("\t")) for row in block.split("\n")] for block in result.stdout.split("\n\n")[:-1]]
    assert found == expected
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_seed_decides(call: Call) -> None:
    first, again, other = (call("generate", "far", "--seed", seed).stdout for seed in (1, 1, 2))
    assert first == again != other


def test_an_unknown_task_is_answered_with_those_there_are(call: Call) -> None:
    result = call("generate", "weather")
    assert result.exit_code == 2
    assert "there is no task 'weather'. Choose one of: token, before," in result.stderr
