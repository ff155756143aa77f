"""What fine-tuning does in its jobs' threads beside learning: choose sentences, compare, save. No widgets."""

from collections.abc import Generator, Iterator, Sequence
from datetime import datetime
from random import Random

import msgspec

from core import bundle as bundles
from core.bundle import Bundle
from core.comparing import Comparison, compare
from core.corpus import Sentence, Split
from core.errors import TagscopeError
from core.fine_tuning import FineTuning, plan
from core.project import Project
from core.tagging import Tagger
from gui.job import reported
from gui.jobs import JobControl, Progress

_SENTENCES_A_PROGRESS = 500
# Old sentences to draw from; the rest of a large corpus would only fill the memory.
_MOST_OLD = 10_000
# Sentences that both models tag; more would take longer than the learning.
MOST_COMPARED = 20_000
_COMPARED_TOGETHER = 500


class NothingNewError(TagscopeError):
    """There is nothing to learn that the model has not learnt."""


class Planning:
    """The job that chooses what to learn: what people labelled since the model was trained, or all they ever did."""

    def __init__(self, project: Project, bundle: Bundle) -> None:
        self._project, self._bundle = project, bundle

    def __call__(self, control: JobControl) -> Generator[object, None, FineTuning]:
        """Return what is to be learnt.

        Raises:
            NothingNewError: Nobody has labelled anything in the layer of the model.
        """
        yield Progress(0, None)
        layer = self._bundle.layer.name
        by_people = {line.tokens: line.changed_at for line in self._project.human_labels() if line.layer == layer}
        since = _time(self._bundle.info.trained_at)
        fresh = {tokens for tokens, changed_at in by_people.items() if since and (_time(changed_at) or since) > since}
        wanted = fresh or by_people.keys()
        new: list[Sentence] = []
        old = _Draw(_MOST_OLD)
        for done, sentence in enumerate(self._project.sentences(Split.TRAIN)):
            if done % _SENTENCES_A_PROGRESS == 0:
                yield Progress(done, self._project.n_sentences)
            if any(sentence.layer_tags(layer)):
                (new if sentence.tokens in wanted else old).append(sentence)
        if not new:
            raise NothingNewError(
                f"nobody has labelled a sentence of train in the layer {layer} yet.",
                remedy="Label some on the Label page, then fine-tune.",
            )
        return plan(self._bundle, layer, new, old.kept)


class _Draw:
    """Keeps so many of the sentences it is given, each with the same chance.

    Source:
        Algorithm R, Vitter 1985.
    """

    def __init__(self, most: int) -> None:
        self.kept: list[Sentence] = []
        self._most = most
        self._n_seen = 0
        self._random = Random(1)  # noqa: S311 - the same corpus gives the same draw, no secret

    def append(self, sentence: Sentence) -> None:
        """Keep a sentence, or not."""
        self._n_seen += 1
        place = self._random.randrange(self._n_seen)
        if len(self.kept) < self._most:
            self.kept.append(sentence)
        elif place < self._most:
            self.kept[place] = sentence


def _time(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None


class Given:
    """Hands sentences that are chosen already to a run."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences

    def __call__(self) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
        """Return the sentences of train, and none of dev: a few epochs are not chosen between."""
        return self._sentences, ()


class Comparing:
    """The job that tags the corpus, or an even sample of a large one, with both models and counts what is different."""

    def __init__(self, project: Project, before: Bundle, after: Bundle) -> None:
        self._project, self._before, self._after = project, before, after

    def __call__(self, control: JobControl) -> Generator[object, None, Comparison]:
        """Yield how far it is; return what changed."""
        total = min(MOST_COMPARED, self._project.n_sentences)
        yield Progress(0, total)
        counting = compare(self._sentences(), self._after.layer.name, Tagger(self._before), Tagger(self._after))
        return (yield from reported(counting, lambda done: Progress(done, total)))

    def _sentences(self) -> Iterator[Sentence]:
        project, n_sentences = self._project, self._project.n_sentences
        if n_sentences <= MOST_COMPARED:
            yield from project.sentences()
            return
        n_pages = MOST_COMPARED // _COMPARED_TOGETHER
        for page in range(n_pages):
            yield from project.page(page * n_sentences // n_pages, _COMPARED_TOGETHER)


class Keeping:
    """The job that puts a model into the project; its result is the model's number."""

    def __init__(self, project: Project, bundle: Bundle, name: str) -> None:
        self._project, self._bundle, self._name = project, bundle, name

    def __call__(self, control: JobControl) -> Generator[object, None, int]:
        """Save; nothing is yielded on the way."""
        yield from ()
        info = msgspec.to_builtins(self._bundle.info)
        layer = self._bundle.layer.name
        return self._project.save_model(self._name, bundles.to_bytes(self._bundle), info, layer=layer)
