"""What a run does in its job's thread beside learning: read the project before, save the model after."""

import contextlib
from collections.abc import Generator, Sequence
from pathlib import Path

import msgspec

from core import bundle as bundles
from core import run_state
from core.bundle import Bundle
from core.config import Config, Endless, checked
from core.corpus import Layer, Sentence, Split
from core.endless import endless_of
from core.errors import TrainingError
from core.project import Project
from core.run_keeping import state_of_run
from core.run_state import RunState
from gui.jobs import JobControl, TrainRequest
from gui.train_page.history import History
from gui.train_page.kept_steps import points_of
from gui.widgets.curve_points import Points


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


class Resuming:
    """Reads in the job's thread where an interrupted run goes on, and what led there.

    Attributes:
        run: The run.
        steps: The batches before, of each measure.
    """

    def __init__(self, project: Project, run: History) -> None:
        self.run, self.steps = run, dict[str, Points]()
        self._project, self._judged = project, 0

    def __call__(self) -> RunState:
        """Return where it goes on.

        Raises:
            TrainingError: That was not kept, or is damaged.
        """
        state = run_state.load(kept_state(self._project, self.run))
        self._judged = state.position.judged
        steps = self._project.runs.steps(self.run.number)
        self.steps = points_of(step for step in steps if step.step <= state.position.step)
        return state

    def begun(self) -> History:
        """Return the run as one that goes on: what came after the moment it goes on from comes again."""
        self.run.epochs = [point for point in self.run.epochs if point.epoch <= self._judged]
        self.run.is_unfinished = False
        return self.run


def kept_state(project: Project, run: History) -> Path:
    """Return where a run of a project is kept while it goes on."""
    return state_of_run(project.identity, run.number, run.started_at)


def prepared_place(project: Project, run: History) -> Path:
    """Return where a run is to be kept, in a folder that is there; where it cannot be made, keeping says so."""
    path = kept_state(project, run)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    return path


def config_of(run: History) -> Config:
    """Return the options that a run began with.

    Raises:
        TrainingError: This version of the program does not know them.
    """
    try:
        return msgspec.json.decode(run.config, type=Config)
    except msgspec.MsgspecError as error:
        found = "was begun by another version of this program, with other options."
        raise TrainingError(found, place=run.name, remedy="Start a new run.") from error


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
