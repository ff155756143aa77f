"""Immutable values for labelled text: `Span`, `Layer`, `Sentence`, `Document`, `Corpus`.

Tokens are stored as the file or the user gave them, never normalised; a tag of None is a token
nobody has labelled. Nothing here knows about files, padding or storage.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

Tags = tuple[str | None, ...]

# Characters of the longest name of a layer, a label, a tag or a document.
MAX_NAME = 1000


class Scheme(StrEnum):
    """How the tags of a layer spell its spans; `PLAIN` tags stand for themselves."""

    PLAIN = "plain"
    IO = "IO"
    IOB1 = "IOB1"
    IOB2 = "IOB2"
    IOE2 = "IOE2"
    BIOES = "BIOES"
    BILOU = "BILOU"
    BMES = "BMES"


class Split(StrEnum):
    """What a sentence is for."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Tokens `[start, end)` of one sentence under one label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of label, such as `upos` or `ner`, and the scheme its tags are written in.

    Name and scheme say which layer it is; a model's file knows no more.

    Attributes:
        annotator: Who labels it; empty for nobody in particular.
        of: Name of the layer whose scheme and label set it shares; empty for its own.
    """

    name: str
    scheme: Scheme = Scheme.PLAIN
    annotator: str = field(default="", compare=False)
    of: str = field(default="", compare=False)

    @property
    def has_spans(self) -> bool:
        """Whether a label of this layer can cover several tokens."""
        return self.scheme is not Scheme.PLAIN


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens with one tag a token in each layer.

    Attributes:
        tokens: At least one; each a non-empty string of code points.
        tags: By layer name, as many tags as tokens, spelled in the layer's scheme exactly as read.
        spaces: Whether a space follows each token; None where the source does not tell.
        split: What the sentence is for.
        document: Name of the document it belongs to; sentences of one document stand together.
        source: The rows it was read from, LF between them, kept so that writing the same format
            changes nothing but the tags; empty where the format has no rows.
        id: The store's number, 0 before the sentence is stored.
    """

    tokens: tuple[str, ...]
    tags: Mapping[str, Tags] = field(default_factory=dict)
    spaces: tuple[bool, ...] | None = None
    split: Split = Split.TRAIN
    document: str = ""
    source: str = ""
    id: int = 0

    def __post_init__(self) -> None:
        if not self.tokens:
            raise ValueError("a sentence needs at least one token")
        for name, tags in self.tags.items():
            if len(tags) != len(self.tokens):
                raise ValueError(f"layer {name!r}: {len(tags)} tags for {len(self.tokens)} tokens")

    def __len__(self) -> int:
        return len(self.tokens)

    def layer_tags(self, layer: str) -> Tags:
        """Return the tags of `layer`, all None where the sentence does not have it."""
        return self.tags.get(layer) or (None,) * len(self.tokens)

    def with_tags(self, layer: str, tags: Tags) -> "Sentence":
        """Return the same sentence with the tags of one layer replaced."""
        return replace(self, tags={**self.tags, layer: tags})

    def has_label(self, layer: str) -> bool:
        """Return whether any token has a tag in `layer`."""
        return any(tag is not None for tag in self.tags.get(layer, ()))

    def is_labelled(self, layer: str) -> bool:
        """Whether every token has a tag in `layer`."""
        return None not in self.layer_tags(layer)

    @property
    def text(self) -> str:
        """The running text: tokens joined by the spaces the source had, else by one space each."""
        if self.spaces is None:
            return " ".join(self.tokens)
        return "".join(token + " " * space for token, space in zip(self.tokens, self.spaces, strict=True)).rstrip(" ")


@dataclass(frozen=True, slots=True)
class Document:
    """Sentences that follow each other in one text."""

    name: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences and the layers they are labelled in."""

    sentences: tuple[Sentence, ...]
    layers: tuple[Layer, ...] = ()

    def __len__(self) -> int:
        return len(self.sentences)

    @property
    def n_tokens(self) -> int:
        """Tokens of all sentences together."""
        return sum(len(sentence) for sentence in self.sentences)

    def layer(self, name: str) -> Layer:
        """Return the layer called `name`.

        Raises:
            KeyError: The corpus has no such layer.
        """
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise KeyError(name)

    def split(self, split: Split) -> tuple[Sentence, ...]:
        """Return the sentences of one split, in order."""
        return tuple(sentence for sentence in self.sentences if sentence.split is split)

    def documents(self) -> Iterator[Document]:
        """Yield runs of consecutive sentences that carry the same document name."""
        return documents(self.sentences)


def documents(sentences: Iterable[Sentence]) -> Iterator[Document]:
    """Yield runs of consecutive sentences that carry the same document name."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and sentence.document != run[0].document:
            yield Document(run[0].document, tuple(run))
            run = []
        run.append(sentence)
    if run:
        yield Document(run[0].document, tuple(run))
