"""Export: the sentences that the table shows into a file, in a job; what a format cannot hold is said before."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from core.corpus import Layer, Sentence
from core.errors import ExportError, TagscopeError, place
from core.project import Project
from core.sources import FORMATS, FormatName, format_of, what_is_lost
from core.sources.counted_export import Amounts, write_counted
from core.sources.options import CONLLU_COLUMNS
from gui import messages
from gui.core_sentences import said
from gui.corpus_page.words import word
from gui.jobs import Job, JobControl, Jobs, Progress
from gui.session import Session
from gui.widgets.numbers import grouped

# Sentences looked at to say what is lost before anything is written.
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that has been written.

    Attributes:
        name: Of the file.
        amounts: What is in it: as much as the project says there is.
    """

    name: str
    amounts: Amounts


def layers_held(layers: Sequence[Layer], format: FormatName) -> tuple[Layer, ...]:
    """Return the layers that a format has a place for."""
    if format is FormatName.TEXT:
        return ()
    if format is FormatName.CONLLU:
        known = {layer.name for _, layer in CONLLU_COLUMNS.layers}
        return tuple(layer for layer in layers if layer.name in known)
    return tuple(layers)


class Exporting:
    """Job: write sentences to a file; stopped or failing, it leaves the file that was there.

    Args:
        project: Whose sentences.
        path: The file; its name's ending says in which format.
        found: Numbers of the sentences; None for all.
    """

    def __init__(self, project: Project, path: Path, found: Sequence[int] | None) -> None:
        self._project, self._path, self._found = project, path, found
        self._format = format_of(path)
        self._layers = layers_held(project.layers, self._format)

    def __call__(self, control: JobControl) -> Generator[object, None, Exported]:
        """Yield progress; return what was written."""
        total = self._project.n_sentences if self._found is None else len(self._found)
        yield Progress(0, total)
        writing = write_counted(
            self._sentences(), self._path, format=self._format, layers=self._layers, wanted=self._wanted
        )
        try:
            while True:
                yield Progress(next(writing).n_sentences, total)
        except StopIteration as end:
            return Exported(self._path.name, end.value)
        finally:
            writing.close()

    def _sentences(self) -> Iterator[Sentence]:
        if self._found is None:
            yield from self._project.sentences()
            return
        for number in self._found:
            try:
                yield self._project.sentence(number)
            except KeyError as error:
                raise ExportError(
                    f"was not written: there is no sentence {number:,} any more.",
                    place=place(self._path),
                    remedy="Search again, then export.",
                ) from error

    def _wanted(self) -> Amounts:
        if self._found is not None:
            return Amounts(len(self._found), None)
        statistics = self._project.statistics
        n_tags = {layer.name: sum(statistics.tag_counts(layer.name).values()) for layer in self._layers}
        return Amounts(statistics.n_sentences(), statistics.n_tokens(), n_tags)


class Exporter(QObject):
    """Asks where to, says what would be lost, and starts the job."""

    def __init__(self, session: Session, jobs: Jobs, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._jobs, self._page = session, jobs, page

    def start(self, found: Sequence[int] | None) -> None:
        """Write the sentences with these numbers, or all of them, where the user says."""
        project = self._session.project
        if project is None:
            return
        title = self.tr("Export {n} sentences")
        n_sentences = project.n_sentences if found is None else len(found)
        kinds = ";;".join(f"{word(one.name)} (*{one.suffixes[0]})" for one in FORMATS)
        suggested = f"{project.path.stem}{FORMATS[0].suffixes[0]}"
        path = messages.choose_target(self._page, title.format(n=grouped(n_sentences)), suggested, kinds)
        if path is None or not self._may_lose(project, path):
            return
        self._jobs.start(
            "export",
            self.tr("Exporting {name}").format(name=path.name),
            Exporting(project, path, found),
            on_done=self._on_done,
        )

    def _may_lose(self, project: Project, path: Path) -> bool:
        """Say what the format cannot hold; return whether to go on."""
        try:
            lost = what_is_lost(project.page(0, LOOKED_AT), project.layers, format_of(path))
        except TagscopeError as error:
            messages.error(self._page, error)
            return False
        title = self.tr("{format} does not hold everything").format(format=word(format_of(path)))
        words = "\n".join(said(one) for one in lost)
        return not lost or messages.ask(self._page, title, words, self.tr("Export all the same"))

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        if not isinstance(job.result, Exported):
            messages.info(self._page, self.tr("The export was cancelled. No file was changed."))
            return
        amounts = job.result.amounts
        labels = [f"{name} {grouped(n)}" for name, n in amounts.n_tags.items()]
        words = self.tr("{name} holds {sentences} sentences, {tokens} tokens and all of their labels: {labels}.")
        if not labels:
            words = self.tr("{name} holds {sentences} sentences and {tokens} tokens.")
        messages.info(
            self._page,
            words.format(
                name=job.result.name,
                sentences=grouped(amounts.n_sentences),
                tokens=grouped(amounts.n_tokens or 0),
                labels=", ".join(labels),
            ),
        )
