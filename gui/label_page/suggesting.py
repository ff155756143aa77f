"""Suggestions of the model in use beside the sentence in the strip: shown, kept in step, and taken over.

What a key does never waits for the model: the sentence is asked about when the hand has been quiet for a
moment, and again after every correction, bound to the labels that stand.
"""

from collections.abc import Generator

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.bundle import Bundle
from core.corpus import Tags
from core.labelling import Change
from core.review.acceptance import Labelled, accept_at, accept_rest, origins_by_hand
from core.review.suggestions import Suggester, Suggestion
from gui import assistance
from gui.assistance import Assistance
from gui.jobs import Job, JobControl, Jobs
from gui.label_page.editor import Editor
from gui.session import Session
from gui.widgets.strip_suggestion import Suggested
from gui.widgets.token_strip import TokenStrip

# Between the last change and the question: painting the change comes first.
QUIET_MS = 15
# A longer sentence is asked about in a job: up to here the answer comes within a frame or two.
TOKENS_AT_ONCE = 400

_Asked = tuple[int, tuple[str, ...], Tags]


class Warming:
    """The job that makes a suggester ready: its first sentence builds the engine."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    def __call__(self, control: JobControl) -> Generator[object, None, Suggester]:
        """Return the suggester."""
        yield from ()
        suggester = Suggester(self._bundle)
        suggester.warm_up()
        return suggester


class _LongSentence:
    """The job that asks about a long sentence."""

    def __init__(self, suggester: Suggester, tokens: tuple[str, ...], tags: Tags) -> None:
        self._suggester, self._tokens, self._tags = suggester, tokens, tags

    def __call__(self, control: JobControl) -> Generator[object, None, Suggestion]:
        """Return what is suggested."""
        yield from ()
        return self._suggester.suggest(self._tokens, self._tags)


class Suggesting(QObject):
    """Asks the model in use about the sentence in the strip.

    Signals:
        switched: What is wanted of the model has changed, or whether it can suggest at all.

    Attributes:
        assistance: What is wanted of the model, as kept with the project.
    """

    switched = Signal()

    def __init__(
        self, session: Session, jobs: Jobs, editor: Editor, strip: TokenStrip, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._editor = editor
        self._strip = strip
        self.assistance = Assistance()
        self._suggester: Suggester | None = None
        self._bundle: Bundle | None = None
        self._job: Job | None = None
        self._long: tuple[Job, _Asked] | None = None
        self._asked: _Asked | None = None
        self._suggestion: Suggestion | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self.ask)
        editor.shown.connect(self._on_shown)
        editor.tagged.connect(self._timer.start)
        editor.origins_of = self._origins
        session.opened.connect(self._on_opened)
        session.model_changed.connect(self._on_model)
        session.layer_changed.connect(self._on_model)
        self._on_opened()

    # What is wanted, and by which model.

    @property
    def suggester(self) -> Suggester | None:
        """The model made ready for the layer that is labelled; None while there is none."""
        return self._suggester

    @property
    def can_suggest(self) -> bool:
        """Whether the model in use tags the layer that is labelled."""
        return self._bundle is not None

    @property
    def are_shown(self) -> bool:
        """Whether suggestions stand below the labels, where the model has any."""
        return self.can_suggest and self.assistance.is_shown

    def want(self, wanted: Assistance) -> None:
        """Want this of the model from now on, and remember it with the project."""
        if wanted == self.assistance or self._session.project is None:
            return
        self.assistance = wanted
        assistance.write(self._session.project, wanted)
        self._make_room()
        self.ask()
        self.switched.emit()

    @Slot()
    def switch_suggestions(self) -> None:
        """Show what is suggested, or hide it."""
        self.want(msgspec.structs.replace(self.assistance, is_shown=not self.assistance.is_shown))

    @Slot()
    def switch_exam(self) -> None:
        """Suggest on dev and test too, or no longer."""
        self.want(msgspec.structs.replace(self.assistance, on_exam=not self.assistance.on_exam))

    @Slot()
    def _on_opened(self) -> None:
        self.assistance = assistance.read(self._session.project)
        self._on_model()

    @Slot()
    def _on_model(self, _name: str = "") -> None:
        bundle, layer = self._session.bundle, self._session.layer
        fits = bundle is not None and layer is not None and bundle.layer == layer
        wanted = bundle if fits else None
        if wanted is not self._bundle:
            self._bundle, self._suggester = wanted, None
            if self._job is not None:
                self._job.cancel()
                self._job = None
            if wanted is not None:
                title = self.tr("Getting the model ready to suggest")
                self._job = self._jobs.start(
                    "suggester", title, Warming(wanted), on_done=self._on_ready, on_failed=self._on_refused
                )
        self._make_room()
        self._timer.start()
        self.switched.emit()

    @Slot(object)
    def _on_ready(self, job: Job) -> None:
        if job is self._job and isinstance(job.result, Suggester):
            self._job, self._suggester = None, job.result
            self.ask()
            self.switched.emit()

    @Slot(object, object)
    def _on_refused(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = self._bundle = None
            self._make_room()
            self.switched.emit()
            self._session.status.emit(str(error))

    def _make_room(self) -> None:
        self._strip.set_suggestions(has_room=self.are_shown)

    # The sentence in the strip.

    @Slot()
    def _on_shown(self) -> None:
        self._show(None, None)
        self._timer.start()

    @Slot()
    def ask(self) -> None:
        """Ask about the sentence as it stands, unless that has been answered."""
        self._timer.stop()
        now, suggester = self._now(), self._suggester
        if now is None or suggester is None:
            self._show(None, None)
        elif now == self._asked:
            self._show(now, self._suggestion)
        elif len(now[1]) <= TOKENS_AT_ONCE:
            self._show(now, suggester.suggest(now[1], now[2]))
        elif self._long is None:
            title = self.tr("Asking the model about a long sentence")
            work = _LongSentence(suggester, now[1], now[2])
            self._long = self._jobs.start("suggest", title, work, on_done=self._on_long), now

    @Slot(object)
    def _on_long(self, job: Job) -> None:
        if self._long is None:
            return
        (_job, asked), self._long = self._long, None
        now = self._now()
        # Labelled on meanwhile, what was said still fits as far as it goes, until the next answer.
        if isinstance(job.result, Suggestion) and now is not None and asked[:2] == now[:2]:
            self._show(asked, job.result)
        if not job.was_cancelled:
            self.ask()

    def _now(self) -> _Asked | None:
        """Return the sentence as it stands; None where nothing is to be suggested."""
        sentence, layer = self._editor.sentence, self._editor.layer
        if sentence is None or layer is None or self._bundle is None or layer != self._bundle.layer:
            return None
        return (sentence.id, sentence.tokens, self._editor.tags) if self.assistance.covers(sentence.split) else None

    def _show(self, asked: _Asked | None, suggestion: Suggestion | None) -> None:
        self._asked, self._suggestion = asked, suggestion
        self._strip.suggest(Suggested(suggestion.tags, suggestion.probabilities) if suggestion is not None else None)

    def _labelled(self) -> tuple[Labelled, Suggestion] | None:
        """Return the sentence as it stands with what is suggested for it; None for nothing."""
        if self._now() != self._asked or self._timer.isActive():
            self.ask()
        sentence, layer, project = self._editor.sentence, self._editor.layer, self._session.project
        if self._suggestion is None or sentence is None or layer is None or project is None:
            return None
        origins = project.origins(sentence.id, layer.name)
        return Labelled(sentence.id, layer, self._editor.tags, origins), self._suggestion

    def _origins(self, change: Change) -> str:
        """Return where the tags of a change by hand come from; empty where no model had a part in it."""
        sentence, layer, project = self._editor.sentence, self._editor.layer, self._session.project
        if not self.can_suggest or sentence is None or layer is None or project is None:
            return ""
        is_shown = self._asked is not None and self._asked[0] == sentence.id
        labelled = Labelled(sentence.id, layer, self._editor.tags, project.origins(sentence.id, layer.name))
        return origins_by_hand(labelled, change, self._suggestion if is_shown else None)

    # Taking over.

    @Slot()
    def accept(self) -> bool:
        """Accept what is suggested at the cursor and move on; return whether anything is suggested."""
        found = self._labelled()
        if found is None:
            return False
        labelled, suggestion = found
        cursor = self._strip.token_cursor
        edit = accept_at(labelled, suggestion, cursor)
        if edit is None or self._editor.accept(edit, n_labels=1):
            span = suggestion.span_at(cursor)
            end = span.span.end if span is not None else cursor + 1
            self._strip.set_cursor(self._next(suggestion, end, is_span=span is not None))
        return True

    def _next(self, suggestion: Suggestion, end: int, *, is_span: bool) -> int:
        """Return where the model says something else than stands there, the next span after a span."""
        tags = self._editor.tags
        open_ = [index for index in range(end, len(tags)) if tags[index] != suggestion.tags[index]]
        if is_span:
            for found in suggestion.spans:
                if found.span.start >= end and found.span.start in open_:
                    return found.span.start
        return open_[0] if open_ else min(end, len(tags) - 1)

    @Slot()
    def accept_sentence(self) -> bool:
        """Accept all that is suggested for tokens without a label; return whether anything is suggested."""
        found = self._labelled()
        if found is None:
            return False
        edit = accept_rest(*found)
        if edit is not None:
            accepted = [one for one in found[1].spans if self._editor.tags[one.span.start] is None]
            self._editor.accept(edit, n_labels=len(accepted))
        else:
            self._session.status.emit(self.tr("Every token has a label already."))
        return True
