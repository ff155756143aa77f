"""Too little memory or too small a file limit: our error, a kill at the worst, and never damage."""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.generators import take
from core.project import Project
from core.sources import FormatName, write
from tests import contents
from tests.conftest import Figures
from tests.faults.models import small_model
from tests.faults.nursery import Nursery, nursery
from tests.faults.sessions import as_left, closed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")

MEGABYTE = 2**20


@pytest.fixture(scope="module")
def children() -> Iterator[Nursery]:
    """Where processes are born."""
    with nursery() as born:
        yield born


@pytest.fixture
def file(folder: Path) -> Path:
    """A file of some thousand sentences."""
    path = folder / "names.conll"
    corpus = take("names", 2000, seed=1)
    write(corpus.sentences, path, format=FormatName.CONLL_COLUMNS, layers=corpus.layers[:1])
    return path


def import_in(folder: Path, children: Nursery, file: Path, rooms: list[int]) -> Counter[str]:
    """Import in so much memory each; the project holds the whole file or nothing of it."""
    outcomes = Counter[str]()
    for room in rooms:
        path = closed(folder / str(room))
        with Project.open(path) as project:
            before = contents.tables(project)
        child = children.begin("import_file", str(path), str(file), room)
        said = "killed" if child.end() else child.lines[-1]
        outcomes[said] += 1
        found = as_left(path, folder / "left")
        assert (found == before) == (said != "imported") or (said == "killed" and len(found["position"]) == 2020)
    return outcomes


def save_in(folder: Path, children: Nursery, budgets: list[int]) -> Counter[str]:
    """Save a model where files may only be so large each; what is at its place is always whole."""
    place = folder / "saved"
    place.mkdir()
    model, out = small_model(folder / "new.safetensors"), place / "network.safetensors"
    out.write_bytes(b"before")
    new, before = (hashlib.sha256(content).hexdigest() for content in (model.read_bytes(), b"before"))
    outcomes = Counter[str]()
    child = children.begin("save_models", str(model), str(out), budgets)
    assert child.end() == 0
    for line in child.lines:
        said, digest, n_files = line.split(" ")
        outcomes[said] += 1
        assert digest == (new if outcomes["saved"] else before)
        assert n_files == "1"
    return outcomes


def export_in(folder: Path, children: Nursery, file: Path, budgets: list[int]) -> Counter[str]:
    """Export sentences where files may only be so large each; what is at its place is always whole."""
    place = folder / "exported"
    place.mkdir()
    out = place / "names.jsonl"
    out.write_bytes(b"before")
    before = hashlib.sha256(b"before").hexdigest()
    child = children.begin("export_files", str(file), str(out), budgets)
    assert child.end() == 0
    outcomes, whole = Counter[str](), set()
    for line in child.lines:
        said, digest, n_files = line.split(" ")
        outcomes[said] += 1
        assert n_files == "1"
        if said == "saved":
            whole.add(digest)
        assert digest == before if not whole else whole == {digest}
    return outcomes


def test_little_memory_and_small_files(folder: Path, children: Nursery, file: Path) -> None:
    assert import_in(folder, children, file, [2**15, 16 * MEGABYTE])["imported"] > 0
    assert save_in(folder, children, [0, 4096, 2**30]) == {"refused": 2, "saved": 1}
    assert export_in(folder, children, file, [0, 4096, 2**30]) == {"refused": 2, "saved": 1}


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_every_limit(folder: Path, children: Nursery, file: Path, figures: Figures) -> None:
    rooms = [*range(2**15, 6 * MEGABYTE, MEGABYTE // 4)]
    imported = import_in(folder, children, file, rooms)
    size = len(small_model(folder / "size.safetensors").read_bytes())
    saved = save_in(folder, children, [*range(0, size, max(1, size // 300)), size - 1, size, 2 * size])
    size = file.stat().st_size
    exported = export_in(folder, children, file, [*range(0, size, size // 200), 2**30])
    figures.note("exports under a size limit", exported)
    assert exported["refused"] > 100
    figures.note("imports in little memory", imported)
    figures.note("model files under a size limit", saved)
    assert 0 < imported["imported"] < imported.total()
    assert saved["refused"] > 200
