"""What a run does in its job's thread beside learning: read the project before, save the model after."""

from collections.abc import Generator, Sequence

import msgspec

from core import bundle as bundles
from core.bundle import Bundle
from core.config import Config, Endless, checked
from core.corpus import Layer, Sentence, Split
from core.endless import endless_of
from core.project import Project
from gui.jobs import JobControl, TrainRequest
from gui.train_page.history import History


class Reading:
    """Reads what a run needs, in the job's thread."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def __call__(self) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
        """Return the sentences of train and of dev."""
        return tuple(self._project.sentences(Split.TRAIN)), tuple(self._project.sentences(Split.DEV))


class Drawing:
    """Draws what an endless run counts its words in and is judged on, in the job's thread."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def __call__(self) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
        """Return the endless sentences and their dev."""
        endless = endless_of(self._config)
        return (endless, endless.dev()) if endless is not None else ((), ())


def is_endless(config: Config) -> bool:
    """Whether options learn a generated task in place of the corpus."""
    return config.training.endless is not Endless.NONE


def request_for(project: Project, layer: Layer, config: Config) -> TrainRequest:
    """Return the request to train with these options.

    Raises:
        ConfigError: They do not agree with each other.
    """
    read = Drawing(config) if is_endless(config) else Reading(project)
    return TrainRequest(read, layer, checked(config))


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
