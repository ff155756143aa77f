"""What a run does in its job's thread beside learning: read the project before, save the model after."""

from collections.abc import Generator, Sequence

import msgspec

from core import bundle as bundles
from core.bundle import Bundle
from core.corpus import Sentence, Split
from core.project import Project
from gui.jobs import JobControl
from gui.train_page.history import History


class Reading:
    """Reads what a run needs, in the job's thread."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def __call__(self) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
        """Return the sentences of train and of dev."""
        return tuple(self._project.sentences(Split.TRAIN)), tuple(self._project.sentences(Split.DEV))


class Saving:
    """The job that puts a trained network into the project; its result is the model's number."""

    def __init__(self, project: Project, bundle: Bundle, run: History) -> None:
        self._project, self._bundle, self._run = project, bundle, run

    def __call__(self, control: JobControl) -> Generator[object, None, int]:
        """Save; nothing is yielded on the way."""
        yield from ()
        content = bundles.to_bytes(self._bundle)
        info = msgspec.to_builtins(self._bundle.info)
        return self._project.save_model(
            self._run.name, content, info, layer=self._bundle.layer.name, run=self._run.number or None
        )
