"""What leaves the Tag page as a file: the model, and the text with its tags."""

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core import bundle as bundles
from core import onnx_graph, sources
from core.bundle import Bundle
from core.corpus import Sentence
from core.sources import FormatName
from core.tagging import Tagger
from core.tokenizers import tokenize
from gui import messages
from gui.jobs import Job, JobControl, Progress
from gui.page import Page
from gui.session import Session

# Between two portions the job can be held, cancelled, and ended with the program.
LINES_AT_ONCE = 500


class ModelExport:
    """The job that writes a model as our own file or as an ONNX graph, as the name's ending says."""

    def __init__(self, bundle: Bundle, path: Path) -> None:
        self._bundle, self._path = bundle, path

    def __call__(self, control: JobControl) -> Generator[object, None, str]:
        """Return the file's name."""
        yield from ()
        if self._path.suffix == ".onnx":
            onnx_graph.export(self._bundle, self._path)
        else:
            bundles.save(self._bundle, self._path)
        return self._path.name


class TextExport:
    """The job that tags every line of a text and writes a token and its tag a line."""

    def __init__(self, bundle: Bundle, text: str, path: Path) -> None:
        self._bundle, self._text, self._path = bundle, text, path

    def __call__(self, control: JobControl) -> Generator[object, None, str]:
        """Yield progress; return the file's name. Nothing is written before every line is tagged."""
        layer, tagger = self._bundle.layer, Tagger(self._bundle)
        lines = self._text.split("\n")
        sentences: list[Sentence] = []
        for begin in range(0, len(lines), LINES_AT_ONCE):
            yield Progress(begin, len(lines))
            texts = (tokenize(line, "words") for line in lines[begin : begin + LINES_AT_ONCE])
            chunk = [(tokens, spaces) for tokens, spaces in texts if tokens]
            tagged = tagger.tag([tokens for tokens, _ in chunk])
            sentences += [
                Sentence(tokens, {layer.name: result.tags}, spaces)
                for (tokens, spaces), result in zip(chunk, tagged, strict=True)
            ]
        sources.write(sentences, self._path, format=FormatName.CONLL_COLUMNS, layers=[layer])
        return self._path.name


class Outlets(QObject):
    """Asks where to write and starts the jobs that do."""

    def __init__(self, session: Session, text: QPlainTextEdit, page: Page) -> None:
        super().__init__(page)
        self._session = session
        self._jobs = page.jobs
        self._text = text
        self._page: QWidget = page

    @Slot()
    def on_export_model(self) -> None:
        """Write the model where the user says."""
        bundle = self._session.bundle
        if bundle is None:
            return
        kinds = self.tr("Models (*.safetensors *.onnx)")
        path = messages.choose_target(self._page, self.tr("Export the model"), "model.safetensors", kinds)
        if path is not None:
            title = self.tr("Exporting {name}").format(name=path.name)
            self._jobs.start("export", title, ModelExport(bundle, path), on_done=self._on_written)

    @Slot()
    def on_export_text(self) -> None:
        """Write the tagged text where the user says."""
        bundle = self._session.bundle
        if bundle is None:
            return
        path = messages.choose_target(self._page, self.tr("Save the tagged text"), "tagged.tsv")
        if path is not None:
            title = self.tr("Writing {name}").format(name=path.name)
            work = TextExport(bundle, self._text.toPlainText(), path)
            self._jobs.start("export", title, work, on_done=self._on_written)

    @Slot(object)
    def _on_written(self, job: Job) -> None:
        if isinstance(job.result, str):
            messages.info(self._page, self.tr("{name} is written.").format(name=job.result))
