"""What the children of the nursery do."""

import contextlib
import hashlib
import itertools
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from core import bundle, sources
from core.corpus import Layer, Sentence, Split
from core.edits import AddLayer, AddSentences
from core.errors import BundleError, ExportError, ProjectError, SourceError
from core.project import Project
from core.query import Query
from core.store.beliefs import Order
from core.tagging import Tagger
from tests import contents
from tests.faults.actions import Desk
from tests.faults.disk import watched_disk
from tests.faults.mutations import change_value, changed_bytes, changed_model
from tests.faults.nursery import Say
from tests.faults.sessions import Step

# What Python does to files apart from SQLite.
_EVENTS = ("open", "os.rename", "os.remove", "os.link", "os.truncate", "os.chmod", "os.mkdir", "shutil.copyfile")


class _Deeds:
    """Counts what is asked of the disk, and dies at one of them."""

    def __init__(self, last: int) -> None:
        self.n = 0
        self._last = last

    def count(self, *_what: object) -> None:
        """Count one; be killed instead of doing the last."""
        self.n += 1
        if self.n == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(self, event: str, _values: object) -> None:
        """Count what Python does to files."""
        if event in _EVENTS:
            self.count()


@contextlib.contextmanager
def _dying_at(last: int) -> Iterator[_Deeds]:
    """Count all deeds of the block; be killed before the last one, 0 for never."""
    deeds = _Deeds(last)
    sys.addaudithook(deeds.audit)
    with watched_disk(deeds.count, is_default=True):
        yield deeds


def work(say: Say, path: str, steps: list[tuple[str, str]], first: int, last_deed: int) -> None:
    """Do the steps from the first on, saying each when it is done; then say how many deeds it took."""
    with _dying_at(last_deed) as deeds:
        desk = Desk(Path(path))
        say("open")
        for number in range(first, len(steps)):
            Step(*steps[number])(desk)
            say("done")
        desk.close()
        say(str(deeds.n))


def open_projects(say: Say, folder: str, seeds: list[int], room: int) -> None:
    """Open a project changed by each seed and use it; say what came of it."""
    place = Path(folder)
    original = (place / "closed.tagscope").read_bytes()
    left = [(place / f"left.tagscope{suffix}").read_bytes() for suffix in ("", "-wal")]
    path = place / "at work.tagscope"
    limit_memory(room)
    for seed in seeds:
        chance = Random(f"project {seed}")
        say(f"begin {seed}")
        for suffix in ("", "-wal", "-journal"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        match seed % 5:
            case 0 | 1 | 2:
                path.write_bytes(changed_bytes(original, chance))
            case 3:
                path.write_bytes(left[0])
                Path(f"{path}-wal").write_bytes(changed_bytes(left[1], chance))
            case _:
                path.write_bytes(original)
                change_value(path, chance)
        say(use(path))


def use(path: Path) -> str:
    """Open a project and do everything with it that there is to do; say how far that went."""
    try:
        project = Project.open(path)
    except ProjectError as error:
        return "refused" if str(error).startswith(path.name) else f"nameless error: {error}"
    n_refusals = 0
    with project:
        for deed in (*_LOOKS, *_DEEDS):
            try:
                deed(project)
            except ProjectError:
                n_refusals += 1
        if n_refusals:
            return "opened, then refused"
        contents.check_file(project)
    return "opened and used"


def _look_at_sentences(project: Project) -> None:
    for number in project.ids():
        project.sentence(number)
        project.index_of(number)
        project.remark(number)
        for layer in project.layers:
            project.origins(number, layer.name)
            project.verdicts.of(layer.name, number)
            project.beliefs.of(layer.name, number)
    for split in (None, *Split):
        list(project.sentences(split))
        project.length_histogram(split)
    project.page(project.n_sentences // 2, 5)


def _look_at_layers(project: Project) -> None:
    for layer in project.layers:
        project.labels(layer.name)
        project.label_counts(layer.name)
        project.statistics.tag_counts(layer.name)
        project.statistics.n_unlabelled(layer.name)
        project.verdicts.all(layer.name)
        for order in Order:
            project.beliefs.page(layer.name, order, 10)


def _look_at_runs(project: Project) -> None:
    for model in project.models():
        project.model(model.id)
    for run in project.runs.all():
        project.runs.steps(run.id)
        project.runs.epochs(run.id)
        project.runs.checkpoint(run.id)


def _look_at_rest(project: Project) -> None:
    for report in project.import_reports():
        project.import_report(report.id, 0, 100)
    project.setting("queue")
    for text in ("tide", "/ti.e/", "len>3", "split:dev", "label:PER", "unlabelled", "ş"):
        list(project.ids(Query.parse(text)))


def _undo_and_redo(project: Project) -> None:
    for move in (project.undo, project.redo):
        for _ in range(40):
            if move() is None:
                break


def _change(project: Project) -> None:
    name = next(f"more {k}" for k in range(99) if not any(layer.name == f"more {k}" for layer in project.layers))
    project.apply(AddLayer(name))
    project.apply(AddSentences((Sentence(("wave",), {name: ("N",)}),)))
    running = project.begin_import("file", "text", [Layer(name)])
    running.add([Sentence(("tide",), {name: ("V",)})])
    running.finish()
    project.save_model("network", bytes(500))
    project.idle()


_LOOKS = (_look_at_sentences, _look_at_layers, _look_at_runs, _look_at_rest)
_DEEDS = (_undo_and_redo, _change)


def open_models(say: Say, file: str, seeds: list[int], room: int) -> None:
    """Load a model changed by each seed and tag with it; say what came of it."""
    original = Path(file).read_bytes()
    path = Path(file).with_name("at work.safetensors")
    limit_memory(room)
    for seed in seeds:
        chance = Random(f"model {seed}")
        say(f"begin {seed}")
        changed = changed_bytes(original, chance) if seed % 2 else changed_model(original, chance)
        path.write_bytes(changed)
        try:
            loaded = bundle.load(path)
        except BundleError as error:
            say("refused" if str(error).startswith(path.name) else f"nameless error: {error}")
            continue
        # What passes its checksum is a whole model, if perhaps not the one there was.
        assert bundle.from_bytes(bundle.to_bytes(loaded)) == loaded
        assert len(Tagger(loaded).tag([["the", "ferry", "left"]])[0].tags) == 3
        say("opened and used")


def fill_memory(room: int) -> list[bytes]:
    """Take all memory but so many bytes; return what holds it."""
    limit_memory(2**25)
    ballast = []
    with contextlib.suppress(MemoryError):
        while True:
            ballast.append(bytes(2**14))
    del ballast[len(ballast) - room // 2**14 :]
    return ballast


def limit_memory(room: int) -> None:
    """Let this process grow by so many bytes from now on, and no further."""
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + room, used + room))


def import_file(say: Say, project: str, file: str, room: int) -> None:
    """Import a file as the window does, in so much memory; say what came of it."""
    path = Path(file)
    with Project.open(Path(project)) as opened:
        looked_at = sources.preview(path)
        options, layers = looked_at.options, looked_at.layers
        ballast = fill_memory(room)
        try:
            running = opened.begin_import(path.name, "conll", layers)
            try:
                sentences = sources.read(path, options)
                while some := list(itertools.islice(sentences, 500)):
                    running.add(some)
                running.finish()
            except BaseException:
                running.cancel()
                raise
        except (ProjectError, SourceError):
            say("refused")
        except MemoryError:
            say("out of memory")
        else:
            say("imported")
        del ballast


def save_models(say: Say, model: str, out: str, budgets: list[int]) -> None:
    """Save a model where no file may be larger than so many bytes; say what came of each."""
    loaded = bundle.load(Path(model))
    _save_each(say, lambda: bundle.save(loaded, Path(out)), Path(out), budgets)


def export_files(say: Say, file: str, out: str, budgets: list[int]) -> None:
    """Export the sentences of a file where no file may be larger than so many bytes; say what came of each."""
    options = sources.options_of(Path(file))
    found = list(sources.read(Path(file), options))

    def export() -> None:
        sources.write(found, Path(out), format=sources.FormatName.JSONL, layers=options.layers)

    _save_each(say, export, Path(out), budgets)


def _save_each(say: Say, save: Callable[[], object], out: Path, budgets: list[int]) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    for budget in budgets:
        resource.setrlimit(resource.RLIMIT_FSIZE, (budget, most))
        try:
            save()
            said = "saved"
        except ExportError:
            said = "refused"
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        say(f"{said} {hashlib.sha256(out.read_bytes()).hexdigest()} {len(os.listdir(out.parent))}")
