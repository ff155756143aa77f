"""The job that looks for the same tokens elsewhere, and asks the model in use what it thinks of them."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from core.corpus import Layer, Sentence, Split
from core.identical import Match, matches_in
from core.project import Project
from core.query import Phrase, Query, Term
from core.review.suggestions import Suggester
from core.token_edits import Reach, Scope
from gui.job import JobControl, Progress

# More than anybody goes through by eye; the rest can be had by another search afterwards.
MOST_MATCHES = 20_000
# Asking the model takes some milliseconds a sentence.
_MOST_ASKED = 500
_LONGEST_ASKED = 400
_SENTENCES_BETWEEN = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and where."""

    words: tuple[str, ...]
    layer: Layer
    scope: Scope
    ignores_case: bool
    document: str


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
        is_cut: Whether there are more than `MOST_MATCHES`.
    """

    wanted: Wanted
    matches: tuple[Match, ...]
    beliefs: dict[int, Belief]
    is_cut: bool


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
        n_asked = 0
        for done, sentence in enumerate(self._sentences()):
            if done % _SENTENCES_BETWEEN == 0:
                yield Progress(done)
            origins = self._project.origins(sentence.id, self._wanted.layer.name)
            words, ignores_case = self._wanted.words, self._wanted.ignores_case
            found = list(matches_in(sentence, origins, words, ignores_case=ignores_case))
            if found and n_asked < _MOST_ASKED and self._can_be_asked(sentence):
                n_asked += 1
                beliefs |= {len(matches) + index: one for index, one in enumerate(self._believed(sentence, found))}
            matches += found
            if len(matches) > MOST_MATCHES:
                break
        kept = {index: belief for index, belief in beliefs.items() if index < MOST_MATCHES}
        return Found(self._wanted, tuple(matches[:MOST_MATCHES]), kept, len(matches) > MOST_MATCHES)

    def _sentences(self) -> Iterator[Sentence]:
        scope = self._wanted.scope
        if scope.reach is Reach.SENTENCE:
            yield self._project.sentence(scope.sentence)
            return
        # The search knows its own folding of letters: where case means nothing, every sentence is looked at.
        query = Query("", (Term(Phrase(self._wanted.words)),), self._wanted.layer.name)
        found = (
            self._project.sentences()
            if self._wanted.ignores_case
            else (self._project.sentence(number) for number in self._project.ids(query))
        )
        for sentence in found:
            if scope.reach is Reach.CORPUS or sentence.document == self._wanted.document:
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
