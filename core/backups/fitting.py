"""Human labels from a file of lines put back onto the sentences they fit, as one edit that can be undone.

A sentence is known by its document and its tokens; of several alike, the one at the place that was
noted, or the nearest to it. Where the document is called otherwise now, the tokens alone must be enough.
Tags that somebody has set in the project meanwhile are never changed.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from core.backups.labels import read_lines
from core.corpus import Sentence, Tags
from core.edits import AddLayer, Batch, Edit, Origin, SetTags
from core.errors import BackupError, place
from core.project import Project
from core.store.copies import Progress
from core.store.human_labels import HUMAN, LabelLine

_SENTENCES_A_PROGRESS = 500

_Tokens = tuple[str, ...]


@dataclass(slots=True)
class Fitted:
    """How the lines of a file fit a project, and the edit that puts their tags in.

    Attributes:
        edits: What is to be changed.
        n_tags: Tags that will be set.
        n_same: Tags that are there already.
        n_kept: Tags that somebody has set otherwise meanwhile; they stay.
        n_lines_without_sentence: Lines whose sentence is not in the corpus.
        n_lines_of_other_scheme: Lines of a layer that is spelled in another scheme now.
        n_unreadable_lines: Lines that are damaged.
    """

    edits: list[Edit] = field(default_factory=list)
    n_tags: int = 0
    n_same: int = 0
    n_kept: int = 0
    n_lines_without_sentence: int = 0
    n_lines_of_other_scheme: int = 0
    n_unreadable_lines: int = 0

    @property
    def edit(self) -> Batch | None:
        """One step for the user; None where nothing is to be changed."""
        return Batch("restore labels", tuple(self.edits)) if self.n_tags else None


def fit(project: Project, path: Path) -> Generator[Progress, None, Fitted]:
    """Find the sentences that the lines of a file belong to.

    Yields:
        Sentences looked at, and all there are.

    Returns:
        What fits; nothing has been changed yet.

    Raises:
        BackupError: The file cannot be read, or holds no labels.
        ProjectError: The project cannot be read.
    """
    lines = list(read_lines(path))
    readable = [line for line in lines if line is not None]
    if not readable:
        raise BackupError("holds no labels.", place=place(path), remedy="Choose the labels.jsonl of a backup.")
    matches = _Matches(readable)
    for number, sentence in enumerate(project.sentences(), 1):
        matches.look_at(sentence)
        if number % _SENTENCES_A_PROGRESS == 0:
            yield number, project.n_sentences
    fitting = _Fitting(project)
    fitting.fitted.n_unreadable_lines = len(lines) - len(readable)
    for line in readable:
        fitting.put(line, matches.sentence_of(line))
    return fitting.fitted


class _Matches:
    """Finds the sentence of each line, having seen all sentences once."""

    def __init__(self, lines: Sequence[LabelLine]) -> None:
        self._places: dict[tuple[str, _Tokens], list[tuple[int, int]]] = {
            (line.document, line.tokens): [] for line in lines
        }
        self._anywhere: dict[_Tokens, list[int]] = {line.tokens: [] for line in lines}
        self._document = ""
        self._number = 0

    def look_at(self, sentence: Sentence) -> None:
        if sentence.document != self._document:
            self._document, self._number = sentence.document, 0
        self._number += 1
        if sentence.tokens in self._anywhere:
            self._anywhere[sentence.tokens].append(sentence.id)
            self._places.get((sentence.document, sentence.tokens), []).append((self._number, sentence.id))

    def sentence_of(self, line: LabelLine) -> int | None:
        """Return the number of a sentence; None where the corpus has none that fits, or several elsewhere."""
        places = self._places[line.document, line.tokens]
        if places:
            return min(places, key=lambda found: abs(found[0] - line.sentence))[1]
        elsewhere = self._anywhere[line.tokens]
        return elsewhere[0] if len(elsewhere) == 1 else None


class _Fitting:
    """Gathers what the lines change."""

    def __init__(self, project: Project) -> None:
        self.fitted = Fitted()
        self._project = project
        self._layers = {layer.name: layer.scheme for layer in project.layers}
        self._new_layers: set[str] = set()
        self._done: set[tuple[int, str]] = set()

    def put(self, line: LabelLine, sentence: int | None) -> None:
        """Put the tags of a line onto a sentence."""
        if sentence is None or (sentence, line.layer) in self._done:
            self.fitted.n_lines_without_sentence += 1
            return
        if line.layer not in self._layers:
            self._layers[line.layer] = line.scheme
            self._new_layers.add(line.layer)
            self.fitted.edits.append(AddLayer(line.layer, line.scheme, annotator=line.annotator))
        if self._layers[line.layer] is not line.scheme:
            self.fitted.n_lines_of_other_scheme += 1
            return
        self._done.add((sentence, line.layer))
        self._set_tags(line, sentence, *self._present(line, sentence))

    def _present(self, line: LabelLine, sentence: int) -> tuple[Tags, str]:
        if line.layer in self._new_layers:
            return (None,) * len(line.tokens), Origin.NOBODY * len(line.tokens)
        tags = self._project.sentence(sentence).layer_tags(line.layer)
        return tags, self._project.origins(sentence, line.layer)

    def _set_tags(self, line: LabelLine, sentence: int, tags: Tags, origins: str) -> None:
        wanted = []
        for index, tag in enumerate(line.tags):
            if tag is None:
                continue
            if origins[index] not in HUMAN:
                wanted.append(index)
            elif tags[index] == tag:
                self.fitted.n_same += 1
            else:
                self.fitted.n_kept += 1
        self.fitted.n_tags += len(wanted)
        for start, end in _runs(wanted):
            edit = SetTags(sentence, line.layer, start, line.tags[start:end], line.origins[start:end])
            self.fitted.edits.append(edit)


def _runs(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of indices that follow each other."""
    for _, run in groupby(enumerate(indices), lambda item: item[1] - item[0]):
        found = [index for _, index in run]
        yield found[0], found[-1] + 1
