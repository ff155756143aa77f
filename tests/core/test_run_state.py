"""Where a run stands, in a file: the same when it is read again, and refused when anything has happened to it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core import run_state
from core.bundle import Bundle
from core.config import preset
from core.corpus import Layer, Sentence
from core.encoding import encode
from core.errors import ExportError, TrainingError
from core.run_state import Position, RunState, digest_of
from core.vocab import build_vocab
from core.weights import initial_weights

SIZE = Layer("size")
SENTENCES = (Sentence(("the", "fox"), {"size": ("short", "short")}), Sentence(("grey",), {"size": ("long",)}))
CONFIG = preset("tiny")
VOCAB = build_vocab(SENTENCES, "size", CONFIG)
POSITION = Position(
    epoch=2,
    batch=1,
    step=3,
    judged=1,
    best_epoch=1,
    best_score=0.1 + 0.2,
    n_tokens=3,
    loss=1 / 3,
    seconds=0.25,
    elapsed=9.0,
    size_best=None,
    size_lowered=0.5,
    data="digest",
)


@pytest.fixture(scope="module")
def state() -> RunState:
    weights = initial_weights(CONFIG.network, VOCAB.sizes, seed=1)
    best = Bundle(CONFIG, SIZE, VOCAB, initial_weights(CONFIG.network, VOCAB.sizes, seed=2))
    slots = {f"first/{name}": -weight for name, weight in weights.items()} | {"count": np.array(3.0, np.float32)}
    return RunState(POSITION, best, weights, slots, np.ones((1, 2, 3, 4), np.float32))


@pytest.mark.parametrize("has_carried", [False, True])
def test_a_state_comes_back_as_it_was(has_carried: bool, state: RunState, tmp_path: Path) -> None:
    carried = state.carried if has_carried else None
    run_state.save(RunState(state.position, state.best, state.weights, state.slots, carried), tmp_path / "kept")
    again = run_state.load(tmp_path / "kept")
    assert again.position == state.position
    assert again.best == state.best
    for one, other in ((state.weights, again.weights), (state.slots, again.slots)):
        assert set(one) == set(other)
        for name, array in one.items():
            np.testing.assert_array_equal(array, other[name])
            assert other[name].shape == array.shape
    assert (again.carried is not None) == has_carried
    if again.carried is not None:
        np.testing.assert_array_equal(again.carried, carried)


def test_a_state_that_cannot_be_written_leaves_the_one_before(state: RunState, tmp_path: Path) -> None:
    path = tmp_path / "kept"
    run_state.save(state, path)
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(ExportError, match="kept: cannot be written"):
        run_state.save(state, path)
    assert path.read_bytes() == before
    assert [child.name for child in tmp_path.iterdir()] == ["kept"]


def test_every_damaged_byte_is_found(state: RunState, tmp_path: Path) -> None:
    path = tmp_path / "kept"
    run_state.save(state, path)
    content = path.read_bytes()
    chance = np.random.default_rng(1)
    places = [0, 3, 9, 30, len(content) - 1, *chance.integers(0, len(content), 60).tolist()]
    flipped = [content[:at] + bytes([content[at] ^ 0x15]) + content[at + 1 :] for at in places]
    cut = [content[: int(size)] for size in chance.integers(0, len(content), 20)]
    for bad in (b"", b"x" * 40, content + b"x", *flipped, *cut):
        path.write_bytes(bad)
        with pytest.raises(TrainingError, match="kept: is not as it was kept"):
            run_state.load(path)


def test_what_another_version_kept_is_named(state: RunState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_state, "FORMAT_VERSION", 7)
    run_state.save(state, tmp_path / "kept")
    monkeypatch.undo()
    with pytest.raises(TrainingError, match=r"kept: was kept by another version of this program \(format 7\)"):
        run_state.load(tmp_path / "kept")


def test_where_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="kept: no run was interrupted here"):
        run_state.load(tmp_path / "kept")


def test_a_folder_is_no_state(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="cannot be read"):
        run_state.load(tmp_path)


def test_the_digest_tells_everything_apart_that_is_learnt() -> None:
    def digest(*sentences: Sentence) -> str:
        return digest_of((encode(sentences, "size", VOCAB),), [sentence.tags["size"] for sentence in sentences])

    one, other = SENTENCES
    seen = [
        digest(one, other),
        digest(other, one),
        digest(one),
        digest(one.with_tags("size", ("long", "short")), other),
        digest(one.with_tags("size", ("never seen", "short")), other),
        digest(one.with_tags("size", (None, "short")), other),
        digest(Sentence(("the", "hills"), one.tags), other),
        digest(replace(one, document="a"), replace(other, document="a")),
    ]
    assert len(set(seen)) == len(seen)
    assert digest(one, other) == seen[0]
