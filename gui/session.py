"""What is open now, and the only writer: every change of the project passes through `Session`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from core.errors import TagscopeError
from gui.saving import Saving
from gui.suiting import suited_to
from gui.undo_step import UndoStep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.bundle import Bundle
    from core.config import Config
    from core.corpus import Layer
    from core.edits import ChangeSet, Edit
    from core.errors import ProjectDamagedError, ProjectError
    from core.project import Project


class Session(QObject):
    """The open project, the layer and model in use, and the options chosen for training.

    Signals:
        opened: A project is open; closed: none is.
        changed: `ChangeSet`: what an edit, an undo or an import has touched.
        layer_changed: Name of the layer in use, "" for none.
        model_changed: Another model is in use, or none. config_changed: The options for training are others.
        saved: ISO time of the last commit. status: a sentence for the status bar.
        sentence_focused: Number of the sentence the user wants to see in Label.
        sentences_chosen: A few words and the numbers of sentences to be led through in Label.
        page_requested: Name of the page to bring to the front.
        tuning_requested: The model in use is to learn from what was labelled since.
        history_changed: What can be undone or redone has changed.
        saving_changed: Whether changes can be saved has changed; `refusal` says why they cannot.
        labels_lost: Layer -> how many tokens fewer carry a label, after a step that was about more than one sentence.
        damaged: `ProjectDamagedError`: the open project has been found damaged.
        annotator_changed: The user's name; "" for none. comparison_requested: To see how far annotators agree.

    Attributes:
        undo_stack: Steps of this session, for Qt.
        take_long: Asked before a step is taken back (False) or made again (True) whether it does so in a job.
    """

    opened = Signal()
    closed = Signal()
    changed = Signal(object)
    layer_changed = Signal(str)
    model_changed = Signal()
    config_changed = Signal()
    saved = Signal(str)
    status = Signal(str)
    sentence_focused = Signal(int)
    sentences_chosen = Signal(str, object)
    page_requested = Signal(str)
    tuning_requested = Signal()
    history_changed = Signal()
    saving_changed = Signal()
    labels_lost = Signal(object)
    damaged = Signal(object)
    annotator_changed = Signal(str)
    comparison_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._layer: Layer | None = None
        self._bundle: Bundle | None = None
        self._model_id: int | None = None
        self._config: Config | None = None
        self._suited: Config | None = None
        self._saved_at = self._annotator = ""
        # Steps older than this session live in the project's journal only; this counts those undone again.
        self._n_undone_before = 0
        self._refusal: TagscopeError | None = None
        self._saving = Saving(self)
        self._saving.changed.connect(self.saving_changed)
        self._saving.damaged.connect(self.tell_damage)
        self.undo_stack = QUndoStack(self)
        self.take_long: Callable[[bool], bool] | None = None

    @property
    def project(self) -> Project | None:
        """The open project."""
        return self._project

    @property
    def layer(self) -> Layer | None:
        """The layer that is looked at and labelled."""
        return self._layer

    @property
    def bundle(self) -> Bundle | None:
        """The model that tags."""
        return self._bundle

    @property
    def model_id(self) -> int | None:
        """The project's number of the model that tags; None for none or for one from a file."""
        return self._model_id

    @property
    def saved_at(self) -> str:
        """ISO time (UTC) of the last commit this session knows of; empty for none."""
        return self._saved_at

    @property
    def annotator(self) -> str:
        """The user's name as an annotator; empty for none."""
        return self._annotator

    def set_annotator(self, name: str) -> None:
        """Call the user by another name."""
        if name != self._annotator:
            self._annotator = name
            self.annotator_changed.emit(name)

    @property
    def config(self) -> Config:
        """The options that Tensors shows and Train starts from."""
        if self._config is None:
            self._config = self._suited = self.suited_default()
        return self._config

    def suited_default(self) -> Config:
        """Return the default options, fitted to the layer in use and to how many sentences are labelled in it."""
        return suited_to(self._project, self._layer)

    def _suit_again(self) -> None:
        """Fit the options anew where they are still those that were fitted before."""
        if self._config is not None and self._config == self._suited:
            self._suited = self.suited_default()
            self.set_config(self._suited)

    def set_config(self, config: Config) -> None:
        """Use other options from now on."""
        if config != self._config:
            self._config = config
            self.config_changed.emit()

    def open(self, path: Path) -> None:
        """Open the project file at `path` in place of the one that is open.

        Raises:
            ProjectError: It cannot be opened; what was open stays open.
        """
        from core.project import Project  # noqa: PLC0415 - not needed for the first paint

        self.use(Project.open(path))

    def create(self, path: Path) -> None:
        """Create an empty project file at `path` and open it.

        Raises:
            ProjectError: It cannot be created; what was open stays open.
        """
        from core.project import Project  # noqa: PLC0415 - not needed for the first paint

        self.use(Project.create(path))

    def use(self, project: Project) -> None:
        """Take over a project that is already open, closing the one before."""
        self.close()
        self._project = project
        layers = project.layers
        self._layer = layers[0] if layers else None
        self._saved_at = project.saved_at
        self._suit_again()
        self.opened.emit()
        self.layer_changed.emit(self._layer.name if self._layer else "")
        self.history_changed.emit()

    def close(self) -> None:
        """Close the project; nothing is open afterwards."""
        if self._project is None:
            return
        project, self._project = self._project, None
        self._layer = None
        self._saved_at = ""
        self._n_undone_before = 0
        self._saving.forget()
        self.undo_stack.clear()
        self.closed.emit()
        if self._bundle is not None:
            self.set_bundle(None)
        project.close()

    @property
    def unsaved(self) -> ProjectError | None:
        """Why the last change could not be saved; None where it could."""
        return self._saving.problem

    @property
    def refusal(self) -> ProjectError | None:
        """Why the project cannot be changed now; None where it can."""
        return self._saving.refusal(self._project)

    @property
    def can_save(self) -> bool:
        """Whether the open project can be changed now."""
        return self._project is not None and self.refusal is None

    def apply(self, edit: Edit) -> ChangeSet:
        """Make a change; it is on disk when this returns.

        Raises:
            ProjectError: It could not be written, or an earlier one could not; nothing has changed.
        """
        self._check_saving()
        return self._apply(edit)

    def _apply(self, edit: Edit) -> ChangeSet:
        from core.edit_titles import title  # noqa: PLC0415 - not needed for the first paint

        project = self._open_project()
        with self._saving.noting(lambda: self._apply(edit)):
            changes = project.apply(edit)
        self._n_undone_before = 0
        self.undo_stack.push(UndoStep(self, title(edit)))
        self._tell(changes)
        self._tell_losses(changes)
        return changes

    def retry(self) -> None:
        """Make the change again that could not be saved; afterwards others can be made.

        Raises:
            ProjectError: It still cannot be saved.
        """
        self._saving.retry()

    def _check_saving(self) -> None:
        refusal = self.refusal
        if refusal is not None:
            raise refusal

    @Slot(object)
    def tell_damage(self, error: ProjectDamagedError) -> None:
        """Tell everybody that the open project is damaged, where it is the file and not the change."""
        if self._project is not None and self._project.is_damaged:
            self.damaged.emit(error)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back, from this session or an earlier one."""
        return self._project is not None and self._project.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return self._project is not None and self._project.can_redo

    @property
    def undo_title(self) -> str:
        """What the change is called that `undo` takes back; empty for none."""
        return "" if self._project is None else self._project.undo_title or ""

    @property
    def redo_title(self) -> str:
        """What the change is called that `redo` makes again; empty for none."""
        return "" if self._project is None else self._project.redo_title or ""

    def undo(self) -> None:
        """Take back the last change; one of many sentences is taken back when `take_long` has come to its end.

        Raises:
            ProjectError: It could not be written; nothing has changed.
        """
        self._check_saving()
        if not self._is_taken_over(False):
            self._undo()

    def _undo(self) -> None:
        if not self.can_undo:
            return
        if self.undo_stack.canUndo():
            self._through_stack(self.undo_stack.undo)
        else:
            self._step(self._open_project().undo, self._undo)
            self._n_undone_before += 1

    def redo(self) -> None:
        """Make the change again that was taken back last; one of many sentences as `undo` does.

        Raises:
            ProjectError: It could not be written; nothing has changed.
        """
        self._check_saving()
        if not self._is_taken_over(True):
            self._redo()

    def _is_taken_over(self, is_redo: bool) -> bool:
        return self.take_long is not None and self.take_long(is_redo)

    def _redo(self) -> None:
        if not self.can_redo:
            return
        if self._n_undone_before or not self.undo_stack.canRedo():
            self._step(self._open_project().redo, self._redo)
            self._n_undone_before = max(0, self._n_undone_before - 1)
        else:
            self._through_stack(self.undo_stack.redo)

    def _through_stack(self, move: Callable[[], None]) -> None:
        """Let the stack take one of its steps; an error would lose its words on the way through Qt."""
        move()
        refusal, self._refusal = self._refusal, None
        if refusal is not None:
            # The stack has moved on and the project has not; from here on the journal is asked alone.
            self.undo_stack.clear()
            raise refusal

    def _step(self, move: Callable[[], ChangeSet | None], again: Callable[[], None]) -> None:
        """Let the project undo or redo and tell everybody."""
        with self._saving.noting(again):
            changes = move()
        if changes is not None:
            self._tell(changes)

    def move_in_project(self, *, is_redo: bool) -> None:
        """Undo or redo in the project's journal; only the undo stack calls this."""
        project = self._open_project()
        try:
            self._step(*((project.redo, self._redo) if is_redo else (project.undo, self._undo)))
        except TagscopeError as error:
            self._refusal = error

    def announce(self, changes: ChangeSet, *, is_new: bool = True) -> None:
        """Tell everybody what has changed in the project, after a commit made elsewhere (an import).

        Args:
            changes: What was touched.
            is_new: Whether it is a step that was not there before; False for one taken back or made again.
        """
        # The journal now holds steps this stack has not seen; from here on it is asked alone.
        self.undo_stack.clear()
        self._n_undone_before = 0
        self._tell(changes)
        if is_new:
            self._tell_losses(changes)

    def _tell_losses(self, changes: ChangeSet) -> None:
        losses = {name: -n for name, n in changes.labels.items() if n < 0}
        # A single sentence is under the eyes of whoever changes it.
        if losses and (changes.sentences is None or len(changes.sentences) > 1 or changes.structure):
            self.labels_lost.emit(losses)

    def _tell(self, changes: ChangeSet) -> None:
        project = self._open_project()
        self._saved_at = project.saved_at
        layers, before = project.layers, self._layer
        # Undo may have taken the layer away: nobody who hears of the change may ask for its labels.
        if before not in layers:
            same_name = (layer for layer in layers if before is not None and layer.name == before.name)
            self._layer = next(same_name, layers[0] if layers else None)
        self.changed.emit(changes)
        if self._layer != before:
            self.layer_changed.emit(self._layer.name if self._layer else "")
        if self._layer != before or changes.structure:
            self._suit_again()
        self.saved.emit(self._saved_at)
        self.history_changed.emit()

    def set_layer(self, name: str) -> None:
        """Look at another layer.

        Raises:
            KeyError: The project has no such layer.
        """
        self._layer = {layer.name: layer for layer in self._open_project().layers}[name]
        self._suit_again()
        self.layer_changed.emit(name)

    def set_bundle(self, bundle: Bundle | None, model_id: int | None = None) -> None:
        """Tag with this model from now on; `model_id` is the project's number of it."""
        self._bundle = bundle
        self._model_id = model_id if bundle is not None else None
        self.model_changed.emit()

    def focus(self, sentence: int) -> None:
        """Bring the user to this sentence on the Label page."""
        self.page_requested.emit("label")
        self.sentence_focused.emit(sentence)

    def request_page(self, name: str) -> None:
        """Bring the page called `name` to the front."""
        self.page_requested.emit(name)

    def _open_project(self) -> Project:
        if self._project is None:
            raise RuntimeError("no project is open")
        return self._project
