"""A colleague's file of the same sentences: its tags put into the colleague's own layers, as one edit.

Sentences are matched by their tokens, in the order of the file; what the file lacks or has beside is left
alone and counted. Of those that stand elsewhere in the file only such are taken as cannot be mistaken.
"""

from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field

from core.aligning import aligned
from core.annotators import beginning, layer_of
from core.corpus import Layer, Sentence, Tags
from core.edits import Batch, Edit, Origin, SetTags
from core.project import Project
from core.schemes import convert
from core.store.copies import Progress

_SENTENCES_A_PROGRESS = 500
# Of what did not fit, as many as anybody would look at.
MOST_SHOWN = 1000

_Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A sentence of the file that fits none of the corpus.

    Attributes:
        number: Its place in the file, counted from 1.
        text: What it says.
    """

    number: int
    text: str


@dataclass(slots=True)
class Matched:
    """How a file fits a project, and the edit that puts its tags in.

    Attributes:
        annotator: Whose labels they are.
        edits: What is to be changed.
        layers: Names of the layers that the tags go into.
        n_sentences: Sentences in the file.
        n_matched: Those of them that are in the corpus.
        n_untouched: Sentences of the corpus that the file does not have.
        n_tags: Tags that will be set, `n_changed` included.
        n_same: Tags that are there already.
        n_changed: Tags that the layer has otherwise and that will be replaced.
        unmatched: The first sentences of the file that are not in the corpus.
    """

    annotator: str
    edits: list[Edit] = field(default_factory=list)
    layers: list[str] = field(default_factory=list)
    n_sentences: int = 0
    n_matched: int = 0
    n_untouched: int = 0
    n_tags: int = 0
    n_same: int = 0
    n_changed: int = 0
    unmatched: list[Unmatched] = field(default_factory=list)

    @property
    def n_unmatched(self) -> int:
        """Sentences of the file that are not in the corpus."""
        return self.n_sentences - self.n_matched

    @property
    def edit(self) -> Batch | None:
        """One step for the user; None where nothing is to be changed."""
        return Batch(f"labels of {self.annotator}", tuple(self.edits)) if self.n_tags else None


def match(
    project: Project, sentences: Sequence[Sentence], layers: Mapping[Layer, str], annotator: str
) -> Generator[Progress, None, Matched]:
    """Find the sentences of the corpus that a file has labelled.

    Args:
        project: Holds the sentences.
        sentences: Of the file, in its order.
        layers: Those of the file that are wanted, each with the base layer of the project it is about; spans
            go to spans and plain tags to plain tags.
        annotator: Whose file it is; not empty.

    Yields:
        Sentences looked at, and all there are in two rounds.

    Returns:
        What fits; nothing has been changed yet.

    Raises:
        KeyError: The project has no such base layer.
        ProjectError: The project cannot be read.
    """
    matched = Matched(annotator, n_sentences=len(sentences))
    numbers: list[int] = []
    keys: list[int] = []
    total = 2 * project.n_sentences
    for sentence in project.sentences():
        numbers.append(sentence.id)
        keys.append(hash(sentence.tokens))
        if len(numbers) % _SENTENCES_A_PROGRESS == 0:
            yield len(numbers), total
    found = {numbers[there]: here for here, there in _pairs([hash(one.tokens) for one in sentences], keys)}
    taking = _Taking(project, matched, layers)
    is_matched = [False] * len(sentences)
    for done, sentence in enumerate(project.sentences(), 1):
        here = found.get(sentence.id)
        if here is not None and sentences[here].tokens == sentence.tokens:
            is_matched[here] = True
            taking.take(sentence, sentences[here])
        if done % _SENTENCES_A_PROGRESS == 0:
            yield len(numbers) + done, total
    matched.n_matched = sum(is_matched)
    matched.n_untouched = len(numbers) - matched.n_matched
    left = (place for place, is_there in enumerate(is_matched) if not is_there)
    matched.unmatched = [
        Unmatched(place + 1, sentences[place].text) for place, _ in zip(left, range(MOST_SHOWN), strict=False)
    ]
    return matched


def _pairs(file: Sequence[int], corpus: Sequence[int]) -> list[tuple[int, int]]:
    pairs = aligned(file, corpus)
    taken, given = {here for here, _ in pairs}, {there for _, there in pairs}
    rest = [here for here in range(len(file)) if here not in taken]
    free = [there for there in range(len(corpus)) if there not in given]
    in_rest, in_free = Counter(file[here] for here in rest), Counter(corpus[there] for there in free)
    places = {corpus[there]: there for there in free if in_free[corpus[there]] == 1}
    elsewhere = [(here, places[file[here]]) for here in rest if in_rest[file[here]] == 1 and file[here] in places]
    return pairs + elsewhere


class _Taking:
    """Gathers what a file's sentences change."""

    def __init__(self, project: Project, matched: Matched, layers: Mapping[Layer, str]) -> None:
        self._matched = matched
        present = {layer.name: layer for layer in project.layers}
        self._ways: list[tuple[Layer, Layer]] = []
        for layer, base in layers.items():
            own = layer_of(present.values(), base, matched.annotator)
            if own is None:
                adding = beginning(tuple(present.values()), base, matched.annotator)
                own = Layer(adding.name, adding.scheme, adding.annotator, adding.of)
                present[own.name] = own
                matched.edits.append(adding)
            matched.layers.append(own.name)
            self._ways.append((layer, own))

    def take(self, sentence: Sentence, theirs: Sentence) -> None:
        """Put the tags of a sentence of the file onto one of the corpus."""
        for layer, own in self._ways:
            tags = convert(theirs.layer_tags(layer.name), layer.scheme, own.scheme)
            self._set(sentence.id, own.name, sentence.layer_tags(own.name), tags)

    def _set(self, number: int, layer: str, before: Tags, tags: Tags) -> None:
        for old, new in zip(before, tags, strict=True):
            if new is None:
                continue
            self._matched.n_same += old == new
            self._matched.n_tags += old != new
            self._matched.n_changed += old is not None and old != new
        after = tuple(old if new is None else new for old, new in zip(before, tags, strict=True))
        wanted = [token for token, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        if wanted:
            start, end = wanted[0], wanted[-1] + 1
            origins = "".join(Origin.NOBODY if tag is None else Origin.IMPORTED for tag in after[start:end])
            # Whoever labels in that layer meanwhile keeps what they have set.
            seen = before[start:end]
            self._matched.edits.append(SetTags(number, layer, start, after[start:end], origins, seen))
