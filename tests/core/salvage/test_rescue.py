"""Whatever has become of a file: what is left is a sound project, and what is lost is counted."""

import gzip
import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from core import edits
from core.corpus import Sentence
from core.errors import ProjectDamagedError, ProjectError, ProjectUnreadableError
from core.project import Project
from core.salvage import rescue
from core.salvage.rescue import Salvaged, salvage

PAGE = 4096
OLDEST = Path(__file__).parents[2] / "data" / "version-1.tagscope.gz"

Contents = Callable[[Path], dict[str, Any]]
Salvage = Callable[[Path], tuple[Salvaged, Path]]
Fill = Callable[[Project], None]


def test_a_sound_file_comes_back_as_it_was(file: Path, contents: Contents, run_salvage: Salvage) -> None:
    salvaged, target = run_salvage(file)
    assert salvaged.is_complete
    assert contents(target) == contents(file)
    with Project.open(target) as project:
        while project.undo():
            pass
        assert project.n_sentences == 0
        while project.redo():
            pass
        project.undo()
    assert contents(target)["sentences"] == contents(file)["sentences"]


def test_tokens_of_any_characters_come_back(file: Path, contents: Contents, run_salvage: Salvage) -> None:
    strange = Sentence(("a\0b", "\\n", "\n", "ü🌊", "\ufffd"), {"pos": ("N",) * 5}, spaces=(True,) * 5)
    with Project.open(file) as project:
        project.apply(edits.AddSentences((strange,)))
    salvaged, target = run_salvage(file)
    assert salvaged.is_complete
    assert contents(target) == contents(file)


def test_the_damaged_file_is_not_touched(file: Path, sound: bytes, run_salvage: Salvage) -> None:
    damaged = sound[:PAGE] + bytes(PAGE) + sound[2 * PAGE :]
    file.write_bytes(damaged)
    run_salvage(file)
    assert file.read_bytes() == damaged
    assert sorted(path.name for path in file.parent.iterdir()) == ["salvaged.tagscope", "tides.tagscope"]


def test_a_file_that_was_killed_comes_back_with_its_journal(
    tmp_path: Path, fill: Fill, contents: Contents, run_salvage: Salvage
) -> None:
    path, killed = tmp_path / "tides.tagscope", tmp_path / "killed.tagscope"
    with Project.create(path) as project:
        fill(project)
        killed.write_bytes(path.read_bytes())
        journal = path.with_name("tides.tagscope-wal").read_bytes()
        assert len(journal) > len(killed.read_bytes())
    killed.with_name("killed.tagscope-wal").write_bytes(journal)
    salvaged, target = run_salvage(killed)
    assert salvaged.is_complete
    assert contents(target) == contents(path)


def test_an_older_version_comes_back_as_this_one(tmp_path: Path, contents: Contents, run_salvage: Salvage) -> None:
    path = tmp_path / "old.tagscope"
    path.write_bytes(gzip.decompress(OLDEST.read_bytes()))
    salvaged, target = run_salvage(path)
    assert salvaged.is_complete
    assert contents(target) == contents(path)


def without_page(content: bytes, number: int) -> bytes:
    return content[: number * PAGE] + bytes(PAGE) + content[(number + 1) * PAGE :]


def test_the_first_page_alone_costs_nothing_but_the_name(
    file: Path, sound: bytes, contents: Contents, run_salvage: Salvage
) -> None:
    expected = contents(file)
    file.write_bytes(without_page(sound, 0))
    salvaged, target = run_salvage(file)
    found = contents(target)
    assert (salvaged.n_lost_sentences, salvaged.n_lost_tags, salvaged.n_lost_edits, salvaged.n_lost_models) == (0,) * 4
    assert {key for key in expected if found[key] != expected[key]} <= {"labels", "setting"}


def check_against(original: Mapping[str, Any], found: Mapping[str, Any], salvaged: Salvaged) -> None:
    """What came back was there before; of known losses none is kept quiet."""
    before = {sentence.id: sentence for sentence in original["sentences"]}
    for sentence in found["sentences"]:
        assert sentence.tokens == before[sentence.id].tokens
    assert salvaged.totals.n_sentences == len(found["sentences"])
    models = [content for _, content in original["models"]]
    assert all(content in models for _, content in found["models"])


def lose_pages(file: Path, numbers: range, contents: Contents, run_salvage: Salvage) -> list[int]:
    """Lose one page after the other; return how many sentences each has cost."""
    sound, original = file.read_bytes(), contents(file)
    costs = []
    for number in numbers:
        file.write_bytes(without_page(sound, number))
        salvaged, target = run_salvage(file)
        found = contents(target)
        costs.append(len(original["sentences"]) - len(found["sentences"]))
        if costs[-1] > 0:
            assert salvaged.n_lost_sentences == costs[-1]
            assert not salvaged.is_complete
        if costs[-1] >= 0:
            check_against(original, found, salvaged)
    return costs


def test_some_pages_are_lost(file: Path, sound: bytes, contents: Contents, run_salvage: Salvage) -> None:
    costs = lose_pages(file, range(2, len(sound) // PAGE, 13), contents, run_salvage)
    assert max(costs) < 60


@pytest.mark.faults
def test_each_page_in_turn_is_lost(file: Path, sound: bytes, contents: Contents, run_salvage: Salvage) -> None:
    costs = lose_pages(file, range(len(sound) // PAGE), contents, run_salvage)
    # Only the pages of the sentences themselves cost any; the two that were removed come back where nothing
    # says any more that they were.
    assert sum(cost for cost in costs if cost > 0) <= 320
    assert min(costs) >= -2
    assert sum(cost > 0 for cost in costs) < 20


def mutations(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for kind in itertools.islice(itertools.cycle(("flip", "zero", "cut", "noise", "many")), count):
        changed = bytearray(content)
        start = chance.randrange(len(changed))
        if kind == "flip":
            changed[start] ^= 1 << chance.randrange(8)
        elif kind == "zero":
            changed[start : start + 6000] = bytes(len(changed[start : start + 6000]))
        elif kind == "cut":
            del changed[max(start, 1) :]
        elif kind == "noise":
            changed[start : start + 300] = chance.randbytes(len(changed[start : start + 300]))
        else:
            for _ in range(200):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
        yield bytes(changed)


def salvage_mutated(file: Path, count: int, seed: int, contents: Contents, run_salvage: Salvage) -> int:
    """Salvage damaged files; each must give a project that opens and can be worked with. Return what was saved."""
    n_saved = 0
    for changed in mutations(file.read_bytes(), count, seed):
        file.write_bytes(changed)
        salvaged, target = run_salvage(file)
        found = contents(target)
        assert salvaged.totals.n_sentences == len(found["sentences"])
        with Project.open(target) as project:
            list(project.human_labels())
            try:
                while project.undo():
                    pass
            except ProjectError as error:
                # An edit of something that is lost is refused like any other.
                assert not isinstance(error, ProjectDamagedError)  # noqa: PT017
        n_saved += len(found["sentences"])
    return n_saved


def test_damaged_files_give_sound_projects(file: Path, contents: Contents, run_salvage: Salvage) -> None:
    assert salvage_mutated(file, 5, 1, contents, run_salvage) > 5 * 150


@pytest.mark.faults
@pytest.mark.timeout(1800)
def test_a_thousand_damaged_files_give_sound_projects(file: Path, contents: Contents, run_salvage: Salvage) -> None:
    n_saved = salvage_mutated(file, 1000, 2, contents, run_salvage)
    print(f"\n1,000 damaged files of 299 sentences: {n_saved / 1000:.0f} saved of each")


def test_names_that_are_lost_become_numbers(file: Path, contents: Contents, run_salvage: Salvage) -> None:
    with Project.open(file) as project:
        project._connection.run("DELETE FROM tag WHERE layer = 1 AND number = 2")
        project._connection.run("DELETE FROM document WHERE id = 3")
        project._connection.run("DELETE FROM layer WHERE id = 2")
        project._connection.run("DELETE FROM model WHERE id = 1")
    salvaged, target = run_salvage(file)
    assert salvaged.n_lost_names == 4
    found = contents(target)
    assert found["sentences"][1].tags["pos"][1] == "lost-2"
    assert {sentence.document for sentence in found["sentences"]} >= {"document 0", "document 3"}
    assert "layer 2" in [layer.name for layer, _, _ in found["layers"]]
    (model, content) = found["models"][0]
    assert (model.name, content) == ("model 1", bytes(range(256)) * 80)


def test_what_is_lost_is_counted(file: Path, contents: Contents, run_salvage: Salvage) -> None:
    with Project.open(file) as project:
        run = project._connection.run
        run("DELETE FROM sentence WHERE id IN (1, 2)")
        run("DELETE FROM tagging WHERE sentence = 30 AND layer = 1")
        run("UPDATE tagging SET codes = '0' WHERE sentence = 31 AND layer = 1")
        run("UPDATE model_content SET content = zeroblob(9)")
        run("UPDATE journal SET edit = '{}' WHERE id = 30")
        n_journal = project._connection.number("SELECT max(id) FROM journal")
        n_tags = [len(project.sentence(number)) for number in (1 + 2, 30)]
    with Project.open(file) as project:
        lengths = dict(project._connection.rows("SELECT sentence, n_tokens FROM position"))
    salvaged, target = run_salvage(file)
    assert n_tags[1] == lengths[30]
    assert (salvaged.n_lost_sentences, salvaged.n_lost_models, salvaged.n_lost_edits) == (2, 1, 30)
    assert salvaged.totals.n_edits == n_journal - 30
    assert salvaged.n_lost_tags == 2 * (lengths[1] + lengths[2]) + lengths[30] + lengths[31]
    found = contents(target)
    assert found["models"] == []
    assert found["sentences"][0].id == 3


def test_numbers_beyond_all_numbers_are_put_right(file: Path, contents: Contents, run_salvage: Salvage) -> None:
    original = contents(file)
    with Project.open(file) as project:
        project._connection.run("UPDATE sentence SET id = ? WHERE id = 30", (2**62 + 5,))
        project._connection.run("UPDATE tag SET number = 20000 WHERE layer = 1 AND number = 2")
        project._connection.run("UPDATE journal SET id = ? WHERE id = 30", (2**62 + 5,))
    salvaged, target = run_salvage(file)
    found = contents(target)
    assert [sentence.tokens for sentence in found["sentences"]] == [
        sentence.tokens for sentence in original["sentences"]
    ]
    assert found["origins"] == original["origins"]
    assert (salvaged.n_lost_sentences, salvaged.n_lost_tags, salvaged.n_lost_names) == (0, 0, 1)
    assert salvaged.n_lost_edits == 30


@pytest.mark.parametrize("content", [None, b""])
def test_nothing_to_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.tagscope"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProjectUnreadableError, match=r"^x\.tagscope: cannot be read"):
        next(salvage(path, tmp_path / "y.tagscope"))
    assert not (tmp_path / "y.tagscope").exists()


def test_nothing_in_it_is_an_empty_project(tmp_path: Path, run_salvage: Salvage) -> None:
    path = tmp_path / "x.tagscope"
    path.write_bytes(b"nonsense" * 5000)
    salvaged, target = run_salvage(path)
    with Project.open(target) as project:
        assert project.n_sentences == salvaged.totals.n_sentences == 0


def test_stopped_on_the_way_it_leaves_nothing(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "_ROWS_A_PROGRESS", 100)
    steps = salvage(file, tmp_path / "new.tagscope")
    done, total = next(steps)
    assert 0 < done < total
    steps.close()
    assert [path.name for path in tmp_path.iterdir()] == ["tides.tagscope"]


def test_a_file_in_the_way_stays(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.tagscope"
    target.write_bytes(b"mine")
    with pytest.raises(ProjectError, match="exists already"):
        next(salvage(file, target))
    assert target.read_bytes() == b"mine"
