"""The job that reads the training sentences and looks them up, within what can be looked at without waiting."""

from collections.abc import Generator
from dataclasses import dataclass, replace

from core.bundle import Bundle
from core.config import Config
from core.corpus import Layer, Sentence, Split
from core.inspection import Material, prepare
from core.project import Project
from gui.jobs import JobControl, Progress

# What goes beyond is not looked up to be looked at; the page says so.
MOST_SENTENCES = 20_000
MOST_TOKENS = 1_000_000
# A batch is as wide as its longest row, and each timestep of it is computed when a card is opened.
LONGEST = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What the page looks at.

    Attributes:
        material: The sentences, looked up.
        n_cut: Those of which only the beginning is among them.
    """

    material: Material
    n_cut: int


class Preparation:
    """Reads and looks up."""

    def __init__(self, project: Project, layer: Layer, config: Config, model: Bundle | None) -> None:
        self._project, self._layer, self._config, self._model = project, layer, config, model

    def __call__(self, control: JobControl) -> Generator[object, None, Prepared | None]:
        """Yield progress; return what was prepared, or None where there are no sentences."""
        sentences: list[Sentence] = []
        n_cut = n_tokens = 0
        for sentence in self._project.sentences(Split.TRAIN):
            n_cut += len(sentence) > LONGEST
            sentences.append(_shortened(sentence))
            n_tokens += len(sentences[-1])
            if len(sentences) % 1000 == 0:
                yield Progress(len(sentences), None)
            if len(sentences) == MOST_SENTENCES or n_tokens >= MOST_TOKENS:
                break
        if not sentences:
            return None
        return Prepared(prepare(sentences, self._layer, self._config, self._model), n_cut)


def _shortened(sentence: Sentence) -> Sentence:
    if len(sentence) <= LONGEST:
        return sentence
    return replace(
        sentence,
        tokens=sentence.tokens[:LONGEST],
        tags={name: tags[:LONGEST] for name, tags in sentence.tags.items()},
        spaces=sentence.spaces and sentence.spaces[:LONGEST],
    )
