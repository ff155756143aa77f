"""Sentences and layers as plain values, and what can be asked of them: the state of `tests.plain_project`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from core.corpus import Layer, Scheme, Sentence, Split, Tags
from core.errors import SchemeError
from core.schemes import split_tag

Tagged = tuple[Tags, str]
"""Tags of one sentence in one layer, and where they came from."""


@dataclass(frozen=True)
class PlainSentence:
    """A sentence with its tags by the key of each layer, removed layers included."""

    number: int
    tokens: tuple[str, ...]
    spaces: tuple[bool, ...] | None
    split: Split
    document: tuple[int, str]
    source: str
    tagged: Mapping[int, Tagged]
    note: str = ""
    is_flagged: bool = False
    brought_by: int = 0
    is_removed: bool = False

    def in_layer(self, key: int) -> Tagged:
        """Return tags and origins, unlabelled where there are none."""
        return self.tagged.get(key) or ((None,) * len(self.tokens), "." * len(self.tokens))

    def with_tagged(self, tagged: Mapping[int, Tagged]) -> "PlainSentence":
        """Return the sentence with other tags; a layer of which nothing is said is none of its layers."""
        return replace(self, tagged={key: one for key, one in tagged.items() if any(one[0]) or set(one[1]) != {"."}})


@dataclass(frozen=True)
class PlainLayer:
    """A layer; `of` is the key of the one whose labels it shares, its own key where it has its own."""

    key: int
    name: str
    scheme: Scheme
    annotator: str
    of: int
    labels: tuple[str, ...] = ()
    guidelines: str = ""
    is_removed: bool = False


@dataclass
class Numbers:
    """Numbers that are given once and never again, whatever is taken back."""

    sentence: int = 0
    document: int = 0
    layer: int = 0


def label_of(tag: str | None, scheme: Scheme) -> str:
    """Return the label that a tag spells; empty for none."""
    try:
        return "" if tag is None else split_tag(tag, scheme)[1]
    except SchemeError:
        return ""


@dataclass
class PlainState:
    """Sentences in corpus order and layers in theirs, those taken out among them."""

    numbers: Numbers
    sentences: dict[int, PlainSentence] = field(default_factory=dict)
    layers: dict[int, PlainLayer] = field(default_factory=dict)

    def copy(self) -> Self:
        """Return the same state, to be changed without changing this one."""
        return type(self)(self.numbers, dict(self.sentences), dict(self.layers))

    @property
    def shown(self) -> list[PlainSentence]:
        """The sentences of the corpus."""
        return [sentence for sentence in self.sentences.values() if not sentence.is_removed]

    @property
    def shown_layers(self) -> list[PlainLayer]:
        """The layers of the corpus."""
        return [layer for layer in self.layers.values() if not layer.is_removed]

    def layer(self, name: str) -> PlainLayer:
        """Return the layer of this name."""
        return next(layer for layer in self.shown_layers if layer.name == name)

    def labels(self, name: str) -> tuple[str, ...]:
        """Return the label set of a layer."""
        return self.layers[self.layer(name).of].labels

    def sharing(self, name: str) -> list[PlainLayer]:
        """Return the layers with the label set of this one."""
        return [layer for layer in self.shown_layers if layer.of == self.layer(name).of]

    def uses(self, name: str) -> set[str]:
        """Return the labels that some token carries in a layer or one that shares its label set."""
        return {
            label_of(tag, layer.scheme)
            for layer in self.sharing(name)
            for sentence in self.shown
            for tag in sentence.in_layer(layer.key)[0]
        } - {""}

    def as_sentence(self, sentence: PlainSentence) -> Sentence:
        """Return what the project shows of a sentence."""
        layers = [layer for layer in self.shown_layers if layer.key in sentence.tagged]
        return Sentence(
            sentence.tokens,
            {layer.name: sentence.tagged[layer.key][0] for layer in layers},
            spaces=sentence.spaces,
            split=sentence.split,
            document=sentence.document[1],
            source=sentence.source,
            id=sentence.number,
        )

    def as_layers(self) -> tuple[Layer, ...]:
        """Return what the project shows of its layers."""
        return tuple(
            Layer(
                layer.name,
                layer.scheme,
                layer.annotator,
                "" if layer.of == layer.key else self.layers[layer.of].name,
            )
            for layer in self.shown_layers
        )

    def next_in_document(self, number: int) -> PlainSentence | None:
        """Return the sentence that can be merged to the end of this one."""
        shown = self.shown
        index = [sentence.number for sentence in shown].index(number)
        following = shown[index + 1] if index + 1 < len(shown) else None
        first = shown[index]
        same = following and (first.document, first.split) == (following.document, following.split)
        return following if same else None
