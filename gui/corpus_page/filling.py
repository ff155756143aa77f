"""The jobs that look a file through, import it, or generate sentences. None of them touches a widget."""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core import generators
from core.backups.record import Reason
from core.colleagues import Matched, match
from core.corpus import Layer, Sentence, Split
from core.edits import ChangeSet
from core.project import Project
from core.sources import LineReport, OnProblem, Preview, ReadOptions, preview, read
from gui.corpus_page.import_plan import Fit, converted
from gui.jobs import JobControl, Progress
from gui.keeping.before import backed_up, told

CHUNK = 500
CHUNK_TOKENS = 10_000
LOOKED_AT = 2000
# A file where every line is odd would fill the memory with what there is to say about it.
MOST_REPORTS = 20_000


@dataclass(frozen=True, slots=True)
class Findings:
    """What reading a whole file has shown.

    Attributes:
        n_sentences: Sentences in it.
        n_tokens: Their tokens.
        n_problems: Lines that break the rules of the format.
        reports: The first of them.
    """

    n_sentences: int
    n_tokens: int
    n_problems: int
    reports: tuple[LineReport, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What has joined the project.

    Attributes:
        name: The file, or the task that generated.
        findings: What it held.
        changes: What the project says has changed.
    """

    name: str
    findings: Findings
    changes: ChangeSet


class _StoppedError(Exception):
    """The job was told to stop while the file gave nothing to yield."""


class _FileReader:
    """Reads a file and counts what it holds; can be stopped even where no sentence comes for long.

    Attributes:
        on_report: Told of every line that breaks the rules.
    """

    def __init__(self, path: Path, options: ReadOptions, control: JobControl) -> None:
        self._path, self._options, self._control = path, options, control
        self._n_bytes = path.stat().st_size
        self._done = 0
        self._n_sentences = self._n_tokens = self._n_problems = 0
        self._reports: list[LineReport] = []
        self.on_report: Callable[[LineReport], None] | None = None

    def chunks(self) -> Iterator[list[Sentence]]:
        """Yield the sentences, some hundreds at a time, fewer where they are long.

        Raises:
            SourceError: See `core.sources`.
        """
        chunk: list[Sentence] = []
        n_tokens = 0
        for sentence in read(self._path, self._options, report=self._note, progress=self._count):
            chunk.append(sentence)
            n_tokens += len(sentence)
            if len(chunk) == CHUNK or n_tokens >= CHUNK_TOKENS:
                yield self._counted(chunk, n_tokens)
                chunk, n_tokens = [], 0
        if chunk:
            yield self._counted(chunk, n_tokens)

    def _counted(self, chunk: list[Sentence], n_tokens: int) -> list[Sentence]:
        self._n_sentences += len(chunk)
        self._n_tokens += n_tokens
        return chunk

    @property
    def progress(self) -> Progress:
        """How far it is, in bytes."""
        return Progress(self._done, self._n_bytes)

    @property
    def findings(self) -> Findings:
        """What it has found so far."""
        return Findings(self._n_sentences, self._n_tokens, self._n_problems, tuple(self._reports))

    def _note(self, report: LineReport) -> None:
        self._n_problems += 1
        if len(self._reports) < MOST_REPORTS:
            self._reports.append(report)
        if self.on_report:
            self.on_report(report)

    def _count(self, done: int) -> None:
        self._done = done
        if not self._control.run.checkpoint():
            raise _StoppedError


class Looking:
    """Job: find out what the beginning of a file holds."""

    def __init__(self, path: Path, options: ReadOptions | None) -> None:
        self._path, self._options = path, options

    def __call__(self, control: JobControl) -> Generator[object, None, Preview]:
        """Return the preview."""
        yield Progress(0, None)
        return preview(self._path, options=self._options, n_lines=LOOKED_AT)


class Checking:
    """Job: read a whole file without storing anything."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path, self._options = path, replace(options, on_problem=OnProblem.REPAIR)

    def __call__(self, control: JobControl) -> Generator[object, None, Findings | None]:
        """Yield progress; return the findings, None when stopped."""
        reader = _FileReader(self._path, self._options, control)
        try:
            for _chunk in reader.chunks():
                yield reader.progress
        except _StoppedError:
            return None
        return reader.findings


class Importing:
    """Job: bring a file into the project; stopped or failing, it leaves nothing behind."""

    def __init__(self, project: Project, path: Path, options: ReadOptions, fits: tuple[Fit, ...]) -> None:
        self._project, self._path, self._options, self._fits = project, path, options, fits

    def __call__(self, control: JobControl) -> Generator[object, None, Filled | None]:
        """Yield progress, and why there is no backup; return what was brought, None when stopped."""
        reader = _FileReader(self._path, self._options, control)
        yield from backed_up(self._project, Reason.IMPORT)
        yield reader.progress
        layers = [one.target for one in self._fits]
        bringing = self._project.begin_import(self._path.name, self._options.format.value, layers)
        reader.on_report = bringing.report
        try:
            for chunk in reader.chunks():
                bringing.add([converted(sentence, self._fits) for sentence in chunk])
                yield reader.progress
            changes = bringing.finish()
        except _StoppedError:
            bringing.cancel()
            return None
        except BaseException:
            bringing.cancel()
            raise
        return Filled(self._path.name, reader.findings, changes)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What has become of a colleague's file.

    Attributes:
        matched: How it fits the corpus.
        changes: What the project says has changed; None where nothing was to be changed.
    """

    matched: Matched
    changes: ChangeSet | None


class TakingOver:
    """Job: put a colleague's labels of sentences that are in the corpus beside the others, all or nothing."""

    def __init__(
        self, project: Project, path: Path, options: ReadOptions, layers: Mapping[Layer, str], annotator: str
    ) -> None:
        self._project, self._path, self._layers, self._annotator = project, path, layers, annotator
        self._options = replace(options, on_problem=OnProblem.REPAIR)

    def __call__(self, control: JobControl) -> Generator[object, None, TakenOver | None]:
        """Yield progress, and why there is no backup; return what was taken over, None when stopped."""
        reader = _FileReader(self._path, self._options, control)
        sentences: list[Sentence] = []
        try:
            for chunk in reader.chunks():
                sentences += chunk
                yield reader.progress
        except _StoppedError:
            return None
        yield from backed_up(self._project, Reason.IMPORT)
        matched = yield from told(match(self._project, sentences, self._layers, self._annotator))
        if matched.edit is None:
            return TakenOver(matched, None)
        return TakenOver(matched, (yield from told(self._project.applying(matched.edit))))


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be generated.

    Attributes:
        task: Name of the task.
        seed: The same seed makes the same sentences.
        knobs: Settings of the task.
        counts: How many sentences each split gets.
    """

    task: str
    seed: int
    knobs: Mapping[str, int]
    counts: Mapping[Split, int]


class Generating:
    """Job: generate sentences into the project; stopped or failing, it leaves nothing behind."""

    def __init__(self, project: Project, order: Order, fits: tuple[Fit, ...]) -> None:
        self._project, self._order, self._fits = project, order, fits

    def __call__(self, control: JobControl) -> Generator[object, None, Filled | None]:
        """Yield progress, and why there is no backup; return what was brought."""
        order = self._order
        total = sum(order.counts.values())
        yield from backed_up(self._project, Reason.IMPORT)
        yield Progress(0, total)
        bringing = self._project.begin_import(order.task, "generated", [one.target for one in self._fits])
        try:
            examples = generators.stream(order.task, seed=order.seed, knobs=order.knobs)
            for split, count in order.counts.items():
                for size in _chunk_sizes(count):
                    bringing.add([self._made(next(examples).sentence, split) for _ in range(size)])
                    yield Progress(bringing.n_sentences, total)
            changes = bringing.finish()
        except BaseException:
            bringing.cancel()
            raise
        return Filled(order.task, Findings(bringing.n_sentences, bringing.n_tokens, 0, ()), changes)

    def _made(self, sentence: Sentence, split: Split) -> Sentence:
        return converted(replace(sentence, split=split), self._fits)


def _chunk_sizes(count: int) -> Iterator[int]:
    for start in range(0, count, CHUNK):
        yield min(CHUNK, count - start)
