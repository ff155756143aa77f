"""The jobs that compare layers of people over the whole corpus. None of them touches a widget."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.agreement import Agreement, AgreementCount
from core.annotators import CURATED, beginning, layer_of
from core.corpus import Layer, Sentence
from core.disagreements import Disagreement, agreed, disagreements
from core.edits import AddLayer, Batch, ChangeSet, Edit, SetTags
from core.project import Project
from gui.job import JobControl, Progress
from gui.keeping.before import applied

_SENTENCES_A_PROGRESS = 1000
# Of the sentences of one cell, as many as anybody would read.
MOST_SHOWN = 500


def name_of(layer: Layer) -> str:
    """Return what a layer is called among those of people: whose it is, or the base's own name."""
    return layer.annotator or layer.name


@dataclass(frozen=True, slots=True)
class Compared:
    """Layers and how far they agree."""

    layers: tuple[Layer, ...]
    found: Agreement


@dataclass(frozen=True, slots=True)
class Place:
    """A disagreement in a sentence.

    Attributes:
        sentence: The store's number of the sentence.
        found: Where in it.
        is_decided: Whether the curated layer has it.
    """

    sentence: int
    found: Disagreement
    is_decided: bool


@dataclass(frozen=True, slots=True)
class Confused:
    """The sentences of one cell of the confusion.

    Attributes:
        sentences: The first of them.
        n_sentences: All of them.
    """

    sentences: tuple[Sentence, ...]
    n_sentences: int


class Comparing:
    """Job: count how far people agree."""

    def __init__(self, project: Project, layers: Sequence[Layer]) -> None:
        self._project, self._layers = project, tuple(layers)

    def __call__(self, control: JobControl) -> Generator[object, None, Compared]:
        """Yield progress; return the figures."""
        names = [layer.name for layer in self._layers]
        count = AgreementCount(self._layers[0], [name_of(layer) for layer in self._layers])
        rows = []
        for done, sentence in enumerate(self._project.sentences(), 1):
            rows.append([sentence.layer_tags(name) for name in names])
            if done % _SENTENCES_A_PROGRESS == 0:
                count.add(rows)
                rows = []
                yield Progress(done, self._project.n_sentences)
        count.add(rows)
        return Compared(self._layers, count.result())


class Confusing:
    """Job: find the sentences in which one says this tag of a token and the other that one."""

    def __init__(self, project: Project, layers: tuple[Layer, Layer], tags: tuple[str, str]) -> None:
        self._project, self._layers, self._tags = project, layers, tags

    def __call__(self, control: JobControl) -> Generator[object, None, Confused]:
        """Yield progress; return the sentences."""
        first, second = (layer.name for layer in self._layers)
        found: list[Sentence] = []
        n_sentences = 0
        for done, sentence in enumerate(self._project.sentences(), 1):
            if self._tags in zip(sentence.layer_tags(first), sentence.layer_tags(second), strict=True):
                n_sentences += 1
                if len(found) < MOST_SHOWN:
                    found.append(sentence)
            if done % _SENTENCES_A_PROGRESS == 0:
                yield Progress(done, self._project.n_sentences)
        return Confused(tuple(found), n_sentences)


def places_of(sentence: Sentence, layers: tuple[Layer, Layer], curated: Layer | None) -> Iterator[Place]:
    """Yield the disagreements in a sentence, and whether each is decided."""
    first, second = (sentence.layer_tags(layer.name) for layer in layers)
    for found in disagreements(first, second, layers[0].scheme):
        is_decided = curated is not None and found.is_decided(sentence.layer_tags(curated.name))
        yield Place(sentence.id, found, is_decided)


class Gathering:
    """Job: find every disagreement of two people."""

    def __init__(self, project: Project, layers: tuple[Layer, Layer], base: str) -> None:
        self._project, self._layers, self._base = project, layers, base

    def __call__(self, control: JobControl) -> Generator[object, None, tuple[Place, ...]]:
        """Yield progress; return the places in corpus order."""
        curated = layer_of(self._project.layers, self._base, CURATED)
        places: list[Place] = []
        for done, sentence in enumerate(self._project.sentences(), 1):
            places += places_of(sentence, self._layers, curated)
            if done % _SENTENCES_A_PROGRESS == 0:
                yield Progress(done, self._project.n_sentences)
        return tuple(places)


def curated_for(layers: Sequence[Layer], base: str) -> tuple[str, tuple[AddLayer, ...]]:
    """Return the name of the curated layer, and the edit that begins it where there is none yet."""
    found = layer_of(layers, base, CURATED)
    if found is not None:
        return found.name, ()
    adding = beginning(layers, base, CURATED)
    return adding.name, (adding,)


class Agreeing:
    """Job: put into the curated layer what two people have labelled alike, as one step that can be undone."""

    def __init__(self, project: Project, layers: tuple[Layer, Layer], base: str) -> None:
        self._project, self._layers, self._base = project, layers, base

    def __call__(self, control: JobControl) -> Generator[object, None, ChangeSet | None]:
        """Yield progress, and why there is no backup; return what has changed, None where nothing was filled in."""
        name, adding = curated_for(self._project.layers, self._base)
        edits: list[Edit] = list(adding)
        first, second = (layer.name for layer in self._layers)
        for done, sentence in enumerate(self._project.sentences(), 1):
            before = sentence.layer_tags(name)
            tags = agreed(sentence.layer_tags(first), sentence.layer_tags(second), self._layers[0].scheme, before)
            if tags != before:
                edits.append(SetTags(sentence.id, name, 0, tags, before=before))
            if done % _SENTENCES_A_PROGRESS == 0:
                yield Progress(done, self._project.n_sentences)
        if len(edits) == len(adding):
            return None
        return (yield from applied(self._project, Batch("fill in what two agree on", tuple(edits))))


def first_open(places: Iterable[Place], after: int) -> int | None:
    """Return the number of the next place that is not decided, behind `after` and round again; None for none."""
    still_open = [number for number, place in enumerate(places) if not place.is_decided]
    return next((number for number in still_open if number > after), still_open[0] if still_open else None)
