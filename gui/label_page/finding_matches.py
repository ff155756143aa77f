"""The job that looks for the same tokens elsewhere, and asks the model in use what it thinks of them."""

import contextlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import dropwhile, islice

from core.corpus import Layer, Sentence, Split
from core.identical import Match, matches_in
from core.project import Project
from core.query import Folded, Phrase, Query, Term
from core.review.suggestions import Suggester
from core.token_edits import Reach, Scope
from gui.job import JobControl, Progress

# On one page: more than anybody goes through by eye.
PAGE = 20_000
# Asking the model takes some milliseconds a sentence.
_MOST_ASKED = 500
_LONGEST_ASKED = 400
_SENTENCES_BETWEEN = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and where.

    Attributes:
        after: Number of the sentence that the page before has ended with; 0 for the first page.
    """

    words: tuple[str, ...]
    layer: Layer
    scope: Scope
    ignores_case: bool
    document: str
    after: int = 0


@dataclass(frozen=True, slots=True)
class Belief:
    """What the model would label a match; the label is empty for none."""

    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        beliefs: By the index of a match; those the model was not asked about are left out.
        last: Number of the last sentence looked at; 0 where there is none behind it.
    """

    wanted: Wanted
    matches: tuple[Match, ...]
    beliefs: dict[int, Belief]
    last: int


class Finding:
    """Looks through the sentences that have the letters, one after the other.

    Args:
        project: That is looked through.
        wanted: What is looked for.
        suggester: The model that is asked; None for none.
        is_asked: Whether the model may say something on a split.
    """

    def __init__(
        self, project: Project, wanted: Wanted, suggester: Suggester | None, is_asked: Callable[[Split], bool]
    ) -> None:
        self._project, self._wanted = project, wanted
        self._suggester, self._is_asked = suggester, is_asked

    def __call__(self, control: JobControl) -> Generator[Progress, None, Found]:
        """Return the matches."""
        matches: list[Match] = []
        beliefs: dict[int, Belief] = {}
        n_asked = last = 0
        for done, sentence in enumerate(self._sentences()):
            if len(matches) >= PAGE:
                return Found(self._wanted, tuple(matches), beliefs, last)
            if done % _SENTENCES_BETWEEN == 0:
                yield Progress(done)
            last = sentence.id
            origins = self._project.origins(sentence.id, self._wanted.layer.name)
            words, ignores_case = self._wanted.words, self._wanted.ignores_case
            found = list(matches_in(sentence, origins, words, ignores_case=ignores_case))
            if found and n_asked < _MOST_ASKED and self._can_be_asked(sentence):
                n_asked += 1
                beliefs |= {len(matches) + index: one for index, one in enumerate(self._believed(sentence, found))}
            matches += found
        return Found(self._wanted, tuple(matches), beliefs, 0)

    def _sentences(self) -> Iterator[Sentence]:
        wanted, project = self._wanted, self._project
        if wanted.scope.reach is Reach.SENTENCE:
            yield project.sentence(wanted.scope.sentence)
            return
        condition = Folded(wanted.words) if wanted.ignores_case else Phrase(wanted.words)
        numbers = project.ids(Query("", (Term(condition),), wanted.layer.name))
        if wanted.after:
            numbers = islice(dropwhile(lambda number: number != wanted.after, numbers), 1, None)
        for number in numbers:
            with contextlib.suppress(KeyError):  # taken out since it was found
                sentence = project.sentence(number)
                if wanted.scope.reach is Reach.CORPUS or sentence.document == wanted.document:
                    yield sentence

    def _can_be_asked(self, sentence: Sentence) -> bool:
        return self._suggester is not None and self._is_asked(sentence.split) and len(sentence) <= _LONGEST_ASKED

    def _believed(self, sentence: Sentence, found: list[Match]) -> Iterator[Belief]:
        if self._suggester is None:
            return
        suggestion = self._suggester.suggest(sentence.tokens)
        for match in found:
            span = suggestion.span_at(match.start)
            if span is None:
                yield Belief("", suggestion.probabilities[match.start])
            else:
                yield Belief(span.span.label, span.probability)
