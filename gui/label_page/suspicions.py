"""Suspicious labels, one after the other, and what the person says of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from core.corpus import Layer, Sentence, Split
from core.edits import Origin, SetTags
from core.errors import TagscopeError
from core.labelling import Change, label_tokens
from core.review.suspects import Kept, is_open, keep_suspects, kept_suspects
from core.review.suspicion import Suspect, Suspicion
from core.store.verdicts import Verdict
from gui import messages
from gui.widgets.numbers import percent

if TYPE_CHECKING:
    from core.project import Project
    from gui.jobs import Job, Jobs
    from gui.label_page.editor import Editor
    from gui.label_page.walk import Walk
    from gui.session import Session
    from gui.widgets.token_strip import TokenStrip


class _Labelled:
    """Reads the sentences of train that have a label, in the job's thread."""

    def __init__(self, project: Project, layer: str) -> None:
        self._project, self._layer = project, layer

    def __call__(self) -> list[Sentence]:
        """Return them."""
        sentences = self._project.sentences(Split.TRAIN)
        return [sentence for sentence in sentences if any(sentence.layer_tags(self._layer))]


class Suspicions(QObject):
    """Leads through what was found, passing over what is judged or no longer stands.

    Signals:
        changed: Others have been found, or another one is looked at.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        editor: Editor,
        walk: Walk,
        strip: TokenStrip,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._editor = editor
        self._walk = walk
        self._strip = strip
        self._job: Job | None = None
        self._of: Layer | None = None
        self._place = -1
        self.kept = Kept()
        self.suspect: Suspect | None = None

    @property
    def is_looking(self) -> bool:
        """Whether models are being trained to doubt labels."""
        return self._job is not None

    def begin(self) -> None:
        """Take what is kept of the layer in use, from the most suspect on."""
        project, layer = self._session.project, self._session.layer
        self.kept = kept_suspects(project, layer.name) if project is not None and layer is not None else Kept()
        self._place, self.suspect = -1, None
        self.changed.emit()

    @Slot()
    def look(self) -> None:
        """Train small models that each judge what they have not learnt, and keep the labels they do not believe."""
        project, layer = self._session.project, self._session.layer
        if project is None or layer is None or self._job is not None:
            return
        try:
            self._job = self._jobs.doubt(
                _Labelled(project, layer.name), layer, on_done=self._on_doubted, on_failed=self._on_failed
            )
        except TagscopeError as error:
            messages.error(None, error)
        self._of = layer
        self.changed.emit()

    @Slot(object)
    def _on_doubted(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        project = self._session.project
        found = None if job.was_cancelled else job.result
        if project is not None and self._of is not None and isinstance(found, Suspicion):
            try:
                keep_suspects(
                    project, self._of.name, found.ranked(), n_judged=found.n_judged, n_unknown=found.n_unknown
                )
            except TagscopeError as error:
                messages.error(None, error)
        self.begin()

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            messages.error(None, error)
            self.changed.emit()

    def step(self, step: int) -> bool:
        """Go to the next suspect that is still open, or to the one before; return whether there is one."""
        project, layer = self._session.project, self._session.layer
        place = self._place + step
        while project is not None and layer is not None and 0 <= place < len(self.kept.suspects):
            suspect = self.kept.suspects[place]
            if is_open(project, layer.name, suspect):
                self._place, self.suspect = place, suspect
                self._walk.show_sentence(suspect.sentence)
                self._strip.set_selection(suspect.tokens.start, suspect.tokens.stop)
                self.changed.emit()
                return True
            place += step
        self.suspect = None
        self.changed.emit()
        self._session.status.emit(self.tr("No further suspicious label is open."))
        return False

    def words(self) -> str:
        """Return what the suspect at hand is about; empty for none."""
        suspect = self.suspect
        if suspect is None:
            return ""
        words = self.tr("Labelled {given}, which the model finds {confidence} likely; it sees {believed}, {share}.")
        return words.format(
            given=self._name(suspect.given.label if suspect.given else ""),
            confidence=percent(suspect.confidence),
            believed=self._name(suspect.believed.label if suspect.believed else ""),
            share=percent(suspect.believed_probability),
        )

    def _name(self, label: str) -> str:
        return label or self.tr("outside")

    @Slot()
    def label_wrong(self) -> bool:
        """Take what the model sees; return whether a suspect is at hand."""
        suspect, sentence, layer = self._at_hand()
        if suspect is None or sentence is None or layer is None:
            return False
        change = correction(self._editor.tags, layer, suspect)
        if change is not None:
            origins = Origin.CORRECTED * len(change.tags)
            edit = SetTags(sentence.id, layer.name, change.start, change.tags, origins)
            if not self._editor.accept(edit, n_labels=1):
                return True
        self._judge(suspect, layer, Verdict.LABEL_WRONG)
        return True

    @Slot()
    def model_wrong(self) -> bool:
        """Say that the label is right; return whether a suspect is at hand."""
        return self._judge_at_hand(Verdict.MODEL_WRONG)

    @Slot()
    def verdict_unsure(self) -> bool:
        """Leave it open who is right; return whether a suspect is at hand."""
        return self._judge_at_hand(Verdict.UNSURE)

    def _judge_at_hand(self, verdict: Verdict) -> bool:
        suspect, sentence, layer = self._at_hand()
        if suspect is None or sentence is None or layer is None:
            return False
        self._judge(suspect, layer, verdict)
        return True

    def _at_hand(self) -> tuple[Suspect | None, Sentence | None, Layer | None]:
        """Return the suspect with its sentence and layer, if that is what the strip shows."""
        suspect, sentence = self.suspect, self._editor.sentence
        if suspect is None or sentence is None or sentence.id != suspect.sentence:
            return None, None, None
        return suspect, sentence, self._editor.layer

    def _judge(self, suspect: Suspect, layer: Layer, verdict: Verdict) -> None:
        project = self._session.project
        if project is None:
            return
        try:
            project.verdicts.set(layer.name, suspect.sentence, suspect.tokens.start, verdict)
        except TagscopeError as error:
            messages.error(self._strip, error)
            return
        self.step(1)


def correction(tags: tuple[str | None, ...], layer: Layer, suspect: Suspect) -> Change | None:
    """Return the change that puts what the model sees in place of what it doubts; None where that stands already."""
    given, believed = suspect.given, suspect.believed
    new = tags
    if given is not None and given != believed:
        cleared = label_tokens(new, layer.scheme, given.start, given.end, None)
        new = cleared.applied_to(new) if cleared is not None else new
    if believed is not None:
        labelled = label_tokens(new, layer.scheme, believed.start, believed.end, believed.label)
        new = labelled.applied_to(new) if labelled is not None else new
    changed = [index for index, (old, tag) in enumerate(zip(tags, new, strict=True)) if old != tag]
    return Change(changed[0], new[changed[0] : changed[-1] + 1]) if changed else None
