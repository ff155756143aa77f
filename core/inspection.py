"""What the tensor views show: the very batch that training would be fed, and what the network makes of it.

`prepare` costs a pass over the corpus; `inspect` costs a plan and one batch, so that moving a
control re-encodes at once; `trace_row` computes one row of it in NumPy.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.batches import EncodedCorpus, Plan, Price, price_of
from core.bundle import Bundle
from core.config import Config, PadSide, Sampling
from core.corpus import Layer, Sentence
from core.encoding import Batch, Features
from core.first_weights import first_weights
from core.rows import Rows
from core.shapes import ShapeCard, cards
from core.strips import CarriedStates
from core.trace import Trace, trace
from core.vocab import UNK, build_vocab
from core.weights import feature_count


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """A corpus looked up once, with a network to send it through.

    Attributes:
        sentences: In the order that batches refer to.
        encoded: The same as numbers.
        network: The model, or the network that training would begin with.
        is_trained: Whether it is a model.
    """

    sentences: tuple[Sentence, ...]
    encoded: EncodedCorpus
    network: Bundle
    is_trained: bool


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """One batch under one choice of options.

    Attributes:
        config: The options it was made with.
        plan: All batches of the epoch.
        index: Which of them this is, from 0.
        batch: The arrays.
        cards: Every tensor the batch becomes.
        price: What the whole epoch costs.
        tokens: B rows of T strings, empty where there is padding.
        states: What its rows start from where strips are stateful.
    """

    config: Config
    plan: Plan
    index: int
    batch: Batch
    cards: tuple[ShapeCard, ...]
    price: Price
    tokens: tuple[tuple[str, ...], ...]
    states: CarriedStates


def prepare(sentences: Sequence[Sentence], layer: Layer, config: Config, model: Bundle | None = None) -> Material:
    """Look a corpus up, for a model or for the network that training would begin with.

    Args:
        sentences: At least one.
        layer: The layer whose tags are the targets.
        config: Decides vocabulary and network where there is no model.
        model: Its vocabulary and weights are used, whatever `config` says of the network.
    """
    network = model
    if network is None:
        vocab = build_vocab(sentences, layer.name, config)
        weights = first_weights(config, vocab, layer, sentences)
        network = Bundle(config, layer, vocab, weights)
    encoded = EncodedCorpus.build(sentences, layer.name, network.vocab)
    return Material(tuple(sentences), encoded, network, is_trained=model is not None)


def inspect(
    material: Material, config: Config, *, index: int = 0, epoch: int = 0, like: Inspection | None = None
) -> Inspection:
    """Return batch `index` (counted round where there are fewer) as training would be fed it.

    Args:
        material: The corpus and the network, whose own options stand, whatever `config` says of them.
        config: How sentences become batches.
        index: Which batch.
        epoch: Of which epoch.
        like: Another batch of the same sentences, options and epoch, whose plan is taken over.
    """
    config = msgspec.structs.replace(config, network=material.network.config.network)
    plan = like.plan if like else material.encoded.plan(config.encoding, seed=config.training.seed, epoch=epoch)
    if like is not None and like.states.is_of(material.network):
        states = like.states
    else:
        states = CarriedStates(material.network, material.encoded, plan, config.encoding)
    index %= plan.n_batches
    if like is not None and like.index == index:
        # Other weights alone: the arrays are those that are there.
        return replace(like, config=config, states=states)
    batch = material.encoded.batch(plan, index, config.encoding)
    sizes = material.network.vocab.sizes
    return Inspection(
        config=config,
        plan=plan,
        index=index,
        batch=batch,
        cards=cards(config, sizes, batch),
        price=price_of(plan, config, sizes) if like is None else like.price,
        tokens=_tokens(material, batch),
        states=states,
    )


def _tokens(material: Material, batch: Batch) -> tuple[tuple[str, ...], ...]:
    width = batch.mask.shape[1]
    rows = []
    for index, row in enumerate(batch.rows):
        words = [
            word for piece in row.pieces for word in material.sentences[piece.sentence].tokens[piece.start : piece.end]
        ]
        place = batch.timesteps(index)
        rows.append(("",) * place.start + tuple(words) + ("",) * (width - place.stop))
    return tuple(rows)


def unknown(batch: Batch) -> NDArray[np.bool_]:
    """Return bool[B, T]: True where the vocabulary has no row for the token."""
    return np.asarray(batch.mask & (batch.features.words == UNK))


def only_row(batch: Batch, row: int) -> Batch:
    """Return a batch of one row of `batch`, as wide as it was."""
    part = slice(row, row + 1)
    features = batch.features
    return replace(
        batch,
        features=Features(
            words=features.words[part],
            prefixes=features.prefixes[part],
            suffixes=features.suffixes[part],
            shapes=features.shapes[part],
            characters=features.characters[part],
        ),
        lengths=batch.lengths[part],
        mask=batch.mask[part],
        tags=batch.tags[part],
        weights=batch.weights[part],
        carry=batch.carry[part],
        rows=batch.rows[part],
    )


def trace_row(material: Material, inspection: Inspection, row: int) -> Trace:
    """Return every intermediate of one row, computed in NumPy on the batch's own numbers.

    A row of a stateful strip starts from what the rows before it have left.
    """
    state = inspection.states.before(inspection.index, row)
    return trace(material.network, only_row(inspection.batch, row), state=state)


def row_cost(material: Material, inspection: Inspection, row: int) -> int:
    """Return how many products `trace_row` works out, the rows that have to be read before with them."""
    network = material.network.config.network
    n_lstms, units = network.directions.n_lstms, network.units
    sizes = [feature_count(network, material.network.vocab.sizes), *[n_lstms * units] * (network.layers - 1)]
    a_timestep = sum(4 * units * (size + units) * n_lstms for size in sizes)
    n_rows = 1 + inspection.states.n_behind(inspection.index, row)
    return int(n_rows * inspection.batch.mask.shape[1] * a_timestep)


@dataclass(frozen=True, slots=True, eq=False)
class Surrounded:
    """A row of a batch with what stands around it in its text and was cut off.

    Attributes:
        batch: One row, the tokens around included.
        before: How many of its tokens stand before those of the row.
        tokens: All of them.
    """

    batch: Batch
    before: int
    tokens: tuple[str, ...]


def surrounded(material: Material, inspection: Inspection, row: int, *, most: int) -> Surrounded | None:
    """Return a row with what was cut off from it: of its sentence, or of its document where rows are windows.

    Args:
        material: Where the tokens are.
        inspection: The batch.
        row: One of its rows.
        most: Tokens on either side at the most.

    Returns:
        None where nothing was cut off.
    """
    tokens = material.encoded.tokens
    place = int(inspection.plan.borders[inspection.index]) + row
    start, length = int(inspection.plan.rows.starts[place]), int(inspection.plan.rows.lengths[place])
    if not length:
        return None
    sentence = inspection.batch.rows[row].pieces[0].sentence
    first, last = sentence, sentence + 1
    if inspection.config.encoding.sampling is not Sampling.SENTENCES:
        number = tokens.documents[sentence]
        first, last = (int(np.searchsorted(tokens.documents, number, side=side)) for side in ("left", "right"))
    low = max(int(tokens.offsets[first]), start - most)
    high = min(int(tokens.offsets[last]), start + length + most)
    if (low, high) == (start, start + length):
        return None
    zero = np.zeros(1, np.int64)
    rows = Rows(zero + low, zero + high - low, zero, zero + high - low, zero, zero.astype(bool))
    batch = tokens.batch(rows, high - low, PadSide.AFTER)
    return Surrounded(batch, start - low, _tokens(material, batch)[0])


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """How well one label follows another.

    Attributes:
        values: float32[N+1, N+1].
        before: Names of the rows, the last being the start of a sentence.
        after: Names of the columns, the last being its end.
    """

    values: NDArray[np.float32]
    before: tuple[str, ...]
    after: tuple[str, ...]


def transitions(material: Material) -> Moves:
    """Return what a CRF has learnt of neighbours, without the cells that nothing looks up."""
    table = material.network.weights["crf/transitions"]  # [N+2, N+2]
    labels = material.network.vocab.labels[1:]
    return Moves(np.delete(table[:-1], -2, axis=1), (*labels, "⊢"), (*labels, "⊣"))


def row_values(traced: Trace, name: str) -> NDArray[np.float32] | None:
    """Return float32[T, features] of the card called `name` for a traced row; None where it has no features."""
    kinds = {"embedded": traced.embedded, "scores": traced.scores, "joined": traced.joined}
    if name in kinds:
        return np.asarray(kinds[name][0])  # [T, features]
    layer, _, kind = name.rpartition("/")
    if kind not in {"forward", "backward", "joined"}:
        return None
    of_layer = traced.layers[int(layer.removeprefix("lstm") or 0)]
    return np.asarray(of_layer.joined[0] if kind == "joined" else of_layer.directions[kind].output[0])  # [T, features]


class CellTexts:
    """What a two-dimensional card holds in each cell; parts of the loss once they have been handed in.

    Attributes:
        losses: By row, float32[T], what `trace_row` says that each cell costs.
    """

    def __init__(self, material: Material, inspection: Inspection, name: str) -> None:
        self._material, self._inspection, self._name = material, inspection, name
        self.losses: dict[int, NDArray[np.float32]] = {}

    def is_of(self, material: Material, inspection: Inspection, name: str) -> bool:
        """Return whether these are the cells of that card."""
        return (self._material, self._inspection, self._name) == (material, inspection, name)

    def __call__(self, row: int, timestep: int) -> str:
        """Return the words of one cell: tag, id, mask or part of the loss."""
        batch = self._inspection.batch
        if self._name == "ids":
            return str(int(batch.features.words[row, timestep]))
        if self._name == "mask":
            return str(int(batch.mask[row, timestep]))
        if self._name == "loss":
            return self._loss(row, timestep)
        place = batch.token_at(row, timestep)
        if place is None:
            return ""
        sentence, position = place
        layer = self._material.network.layer.name
        return self._material.sentences[sentence].layer_tags(layer)[position] or "–"

    def _loss(self, row: int, timestep: int) -> str:
        if not self._inspection.batch.weights[row, timestep]:
            return "0"
        return f"{self.losses[row][timestep]:.3f}" if row in self.losses else "…"
