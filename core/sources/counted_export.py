"""Writing a whole corpus: step by step, and the file is only put in place when everything asked for is in it."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.atomic import atomic_write
from core.corpus import Layer, Sentence
from core.errors import ExportError, place
from core.sources.export import writer_of, written
from core.sources.options import FormatName

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much there is of a corpus.

    Attributes:
        n_sentences: Sentences.
        n_tokens: Their tokens; None where nobody knows how many are wanted.
        n_tags: Tokens that have a tag, by layer; those missing may be any number where they are wanted.
    """

    n_sentences: int = 0
    n_tokens: int | None = 0
    n_tags: Mapping[str, int] = field(default_factory=dict)

    def with_sentences(self, sentences: Sequence[Sentence], layers: Sequence[Layer]) -> "Amounts":
        """Return the amounts with these sentences counted in."""
        n_tags = dict(self.n_tags)
        for layer in layers:
            new = sum(len(one) - one.layer_tags(layer.name).count(None) for one in sentences)
            n_tags[layer.name] = n_tags.get(layer.name, 0) + new
        return Amounts(self.n_sentences + len(sentences), (self.n_tokens or 0) + sum(map(len, sentences)), n_tags)

    def difference(self, wanted: "Amounts") -> str:
        """Return in words what is not as wanted; empty where everything is."""
        pairs = [("sentences", self.n_sentences, wanted.n_sentences)]
        if wanted.n_tokens is not None:
            pairs.append(("tokens", self.n_tokens or 0, wanted.n_tokens))
        pairs += [(f"labels of {name}", self.n_tags.get(name, 0), n) for name, n in wanted.n_tags.items()]
        return ", ".join(f"{n:,} {what} instead of {n_wanted:,}" for what, n, n_wanted in pairs if n != n_wanted)


def write_counted(
    sentences: Iterable[Sentence],
    path: Path,
    *,
    format: FormatName,
    layers: Sequence[Layer],
    wanted: Callable[[], Amounts],
) -> Generator[Amounts, None, Amounts]:
    """Write sentences to a file, yielding how much has been written; closed half-way, it leaves the old file.

    Args:
        sentences: In order; read once.
        path: The file, which is complete or untouched afterwards.
        format: The format to write.
        layers: The layers to write.
        wanted: Asked when everything is written: how much there has to be.

    Returns:
        What was written, which is what was wanted.

    Raises:
        ExportError: The file cannot be written, the format cannot hold something, or there is more or less
            than wanted; the old file is untouched.
    """
    amounts = Amounts(n_tags={layer.name: 0 for layer in layers})
    name = place(path)
    writer = writer_of(format, layers, name)
    with atomic_write(path) as file:
        done: list[Sentence] = []
        for sentence in written(sentences, file, writer, name):
            done.append(sentence)
            if len(done) == _AT_ONCE:
                amounts = amounts.with_sentences(done, layers)
                done = []
                yield amounts
        amounts = amounts.with_sentences(done, layers)
        difference = amounts.difference(wanted())
        if difference:
            raise ExportError(
                f"was not written: there were {difference}.",
                place=name,
                remedy="Has the corpus changed meanwhile? Then export it again.",
            )
    return amounts
