"""What plain Keras would make of a batch: where its layers make, use and drop the mask, and how it averages the loss.

The network is built once more of Keras' own layers with the same weights, fed the same arrays, and
asked layer by layer which mask it hands on. Nothing here is worked out from how Keras is said to behave.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.bundle import Bundle
from core.config import Directions, Output, TokenInput
from core.crf import Chain, cell_losses
from core.encoding import Batch
from core.model import prepare
from core.reductions import Deed, KerasLoss, MaskStep, Reduced, Rule
from core.trace import embed, trace

Floats = NDArray[np.float32]


def keras_loss(bundle: Bundle, batch: Batch, start: Floats | None = None) -> KerasLoss:
    """Build the network in Keras, feed it a batch and reduce the loss in every way.

    Args:
        bundle: The network.
        batch: As training would be fed it.
        start: float32[layers, 2, B, H], what the forward LSTMs start from; None for zeros.
    """
    prepare()
    network = _KerasNetwork(bundle, batch, start)
    forth = tf.function(network.reduce, autograph=False)
    back = tf.function(network.gradient, autograph=False)
    scores, cells, masks, reductions = forth()
    deeds = tuple(network.deeds)
    gradients = dict(_gradients(back, reductions))
    first = gradients[Rule.TOKENS]
    reduced = tuple(
        Reduced(rule, float(total), float(loss), float(np.linalg.norm(gradients[rule])), _angle(gradients[rule], first))
        for rule, (total, loss, _) in reductions.items()
    )
    steps = tuple(
        MaskStep(layer, kind, deed, masks[place].numpy() if place in masks else None)
        for place, (layer, kind, deed) in enumerate(deeds)
    )
    apart = np.abs(scores.numpy() - trace(bundle, batch, state=start).scores)[batch.mask]
    return KerasLoss(keras.__version__, steps, scores.numpy(), cells.numpy(), reduced, float(apart.max(initial=0.0)))


def _reductions(
    cells: tf.Tensor, batch: Batch, mask: tf.Tensor | None
) -> Iterator[tuple[Rule, tuple[tf.Tensor, tf.Tensor]]]:
    """Yield each rule with the sum it divides and its result."""
    weights = tf.constant(batch.weights)
    total = tf.reduce_sum(cells * weights)
    yield Rule.TOKENS, (total, total / tf.maximum(tf.reduce_sum(weights), 1.0))
    for rule, sample_weight, is_masked, reduction in (
        (Rule.PLAIN, None, False, "sum_over_batch_size"),
        (Rule.WEIGHTS, weights, False, "sum_over_batch_size"),
        (Rule.MASK, None, True, "sum_over_batch_size"),
        (Rule.MEAN, weights, False, "mean_with_sample_weight"),
    ):
        if is_masked and mask is None:
            continue
        found = []
        for how in ("sum", reduction):
            handed = tf.identity(cells)
            if is_masked:
                handed._keras_mask = mask
            found.append(
                _Cells(name="cells", reduction=how)(tf.constant(batch.tags), handed, sample_weight=sample_weight)
            )
        yield rule, (found[0], found[1])


def _gradients(
    back: Callable[[tf.Tensor], list[tf.Tensor]], reductions: dict[Rule, tuple[tf.Tensor, tf.Tensor, tf.Tensor]]
) -> Iterator[tuple[Rule, NDArray[np.float64]]]:
    """Yield the gradient of all weights under each rule.

    It depends on the rule through the slope at each cell alone; where slopes are multiples of each
    other, so are the gradients, and the way back through the network is gone once.
    """
    known: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    for rule, (_, _, slope) in reductions.items():
        slopes = slope.numpy().astype(np.float64)
        for other, gradient in known:
            factor = float((slopes * other).sum() / max(float((other * other).sum()), 1e-300))
            if np.allclose(slopes, factor * other, rtol=1e-5, atol=1e-12):
                yield rule, factor * gradient
                break
        else:
            flat = np.concatenate([part.numpy().ravel() for part in back(slope)]).astype(np.float64)
            known.append((slopes, flat))
            yield rule, flat


class _Cells(keras.losses.Loss):  # type: ignore[misc]
    """A Keras loss that is handed the losses of the cells, so that only Keras' reduction is its own."""

    def call(self, y_true: tf.Tensor, y_pred: tf.Tensor) -> tf.Tensor:
        return y_pred


def _angle(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.degrees(np.arccos(np.clip(one @ other / lengths, -1.0, 1.0)))) if lengths else 0.0


class _Flip(keras.layers.Layer):  # type: ignore[misc]
    """Puts what was read from the end back in the order of the text; the mask was never turned."""

    supports_masking = True

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        return keras.ops.flip(inputs, axis=1)


def _bidirectional(name: str, **options: Any) -> Any:  # noqa: ANN401 - Keras has no types
    return keras.layers.Bidirectional(keras.layers.LSTM(**options), name=name)


class _KerasNetwork:
    """The network of a bundle in Keras' layers, called one after the other on one batch.

    Attributes:
        deeds: Name and class of each layer called in `reduce`, the loss last, and what it did to the mask.
    """

    def __init__(self, bundle: Bundle, batch: Batch, start: Floats | None) -> None:
        self._bundle, self._batch, self._start = bundle, batch, start
        self.deeds: list[tuple[str, str, Deed]] = []
        self._masks: dict[int, tf.Tensor] = {}
        self._layers: dict[str, Any] = {}
        self._table = keras.Variable(bundle.weights["crf/transitions"]) if "crf/transitions" in bundle.weights else None

    def reduce(self) -> tuple[tf.Tensor, tf.Tensor, dict[int, tf.Tensor], dict[Rule, tuple[tf.Tensor, ...]]]:
        """Return scores, losses of the cells, masks by the place of their layer, and what each rule makes of them.

        Of each rule: the sum that is divided, the loss, and its slope at each cell.
        """
        self.deeds, self._masks = [], {}
        scores = self._scores()
        mask = getattr(scores, "_keras_mask", None)
        self._note("loss", "Loss", Deed.LACKS if mask is None else Deed.ENDS, mask)
        cells = self._cells(scores)
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(cells)
            reductions = dict(_reductions(cells, self._batch, mask))
        found = {rule: (total, loss, tape.gradient(loss, cells)) for rule, (total, loss) in reductions.items()}
        return scores, cells, self._masks, found

    def gradient(self, slopes: tf.Tensor) -> list[tf.Tensor]:
        """Return the gradient of every weight, given that of each cell's loss."""
        with tf.GradientTape() as tape:
            cells = self._cells(self._scores())
        weights = [variable.value for layer in self._layers.values() for variable in layer.trainable_variables]
        weights += [] if self._table is None else [self._table.value]
        found = tape.gradient(cells, weights, output_gradients=slopes)
        return [
            tf.zeros_like(weight) if gradient is None else tf.convert_to_tensor(gradient)
            for gradient, weight in zip(found, weights, strict=True)
        ]

    def _scores(self) -> tf.Tensor:
        """Return the scores [B, T, L], with whatever mask is left on them."""
        network = self._bundle.config.network
        sequence = self._features()
        for number in range(network.layers):
            sequence = self._lstm(number, sequence)
        kernel, bias = self._bundle.weights["scores/kernel"], self._bundle.weights["scores/bias"]
        return self._call(keras.layers.Dense, sequence, [kernel, bias], name="scores", units=kernel.shape[1])

    def _cells(self, scores: tf.Tensor) -> tf.Tensor:
        """Return the loss of each cell [B, T], by Keras' own loss where it has one."""
        output, tags = self._bundle.config.network.output, tf.constant(self._batch.tags)
        if self._table is not None:
            return cell_losses(scores, tags, Chain(self._table.value, tf.constant(self._batch.mask)))
        if output is Output.NUMBER:
            return keras.losses.mean_squared_error(tf.cast(tags, tf.float32)[:, :, None], scores)
        if output is Output.SIGMOID:
            wanted = tf.one_hot(tags, scores.shape[-1])
            mean = keras.losses.binary_crossentropy(wanted, scores, from_logits=True)
            return mean * float(scores.shape[-1])
        return keras.losses.sparse_categorical_crossentropy(tags, scores, from_logits=True)

    def _call(
        self,
        kind: Any,  # noqa: ANN401 - Keras has no types
        inputs: Any,  # noqa: ANN401
        weights: list[Floats] | None = None,
        *,
        state: list[tf.Tensor] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> tf.Tensor:
        """Call a layer on its weights, and note what it did to the mask."""
        layer = self._layers.get(options["name"])
        if layer is None:
            with tf.init_scope():
                layer = self._layers[options["name"]] = kind(**options)
                if weights is not None:
                    layer.build(tuple(inputs.shape))
                    layer.set_weights(weights)
        before = getattr(inputs[0] if isinstance(inputs, list) else inputs, "_keras_mask", None)
        # Keras 3.15 hands the mask on by itself only where a layer gets one tensor: with a state it must be told.
        outputs = layer(inputs) if state is None else layer(inputs, initial_state=state, mask=before)
        after = getattr(outputs, "_keras_mask", None)
        uses = "mask" in inspect.signature(layer.call).parameters and before is not None
        if after is not None:
            deed = Deed.MAKES if before is None else (Deed.USES if uses else Deed.PASSES)
        else:
            deed = Deed.LACKS if before is None else Deed.DROPS
        self._note(layer.name, type(layer).__name__, deed, after)
        return outputs

    def _note(self, layer: str, kind: str, deed: Deed, mask: tf.Tensor | None) -> None:
        if mask is not None:
            self._masks[len(self.deeds)] = mask
        self.deeds.append((layer, kind, deed))

    def _features(self) -> tf.Tensor:
        network, weights = self._bundle.config.network, self._bundle.weights
        inputs = self._batch.inputs(network)
        if network.token_input is not TokenInput.EMBEDDED:
            return self._call(keras.layers.Masking, tf.constant(inputs["words"]), name="masking")
        columns = {"word": inputs["words"]}
        for kind in ("prefix", "suffix"):
            for length in range(1, network.affix_length + 1):
                columns[f"{kind}{length}"] = inputs[f"{kind}es"][:, :, length - 1]
        if network.shape_size:
            columns["shape"] = inputs["shapes"]
        parts = []
        for name, ids in columns.items():
            table = weights[f"{name}/embedding"]
            rows, size = table.shape
            options = {"name": name, "input_dim": rows, "output_dim": size, "mask_zero": True}
            parts.append(self._call(keras.layers.Embedding, tf.constant(ids), [table], **options))
        if network.char_filters:
            # Without a mask of its own, this part would wipe out the masks of all others where they are joined.
            found = embed(self._bundle, self._batch)[:, :, -network.char_filters :]
            parts.append(self._call(keras.layers.Masking, tf.constant(found), name="characters"))
        return self._call(keras.layers.Concatenate, parts, name="embedded") if len(parts) > 1 else parts[0]

    def _lstm(self, number: int, sequence: tf.Tensor) -> tf.Tensor:
        network = self._bundle.config.network
        is_short = number == network.layers - 1 and not network.return_sequences
        if network.directions is Directions.BOTH and network.realign:
            weights = [*self._weights(number, "forward"), *self._weights(number, "backward")]
            zeros = np.zeros((2, len(self._batch.lengths), network.units), np.float32)
            state = None if self._start is None else [tf.constant(part) for part in (*self._start[number], *zeros)]
            options = {"name": f"bidirectional{number}", "units": network.units, "return_sequences": not is_short}
            outputs = self._call(_bidirectional, sequence, weights, state=state, **options)
        else:
            outputs = self._one_by_one(number, sequence, is_short=is_short)
        if is_short:
            outputs = self._call(keras.layers.RepeatVector, outputs, name="repeat", n=self._batch.mask.shape[1])
        return outputs

    def _one_by_one(self, number: int, sequence: tf.Tensor, *, is_short: bool) -> tf.Tensor:
        """Return the outputs of plain LSTMs, the backward ones as they were read where nobody realigns them."""
        network, parts = self._bundle.config.network, []
        names = ("forward", "backward") if network.directions is Directions.BOTH else (network.directions.value,)
        for name in names:
            is_backward = name == "backward"
            options = {
                "name": f"{name}{number}",
                "units": network.units,
                "return_sequences": not is_short,
                "go_backwards": is_backward,
            }
            state = None
            if self._start is not None and not is_backward:
                state = [tf.constant(part) for part in self._start[number]]
            weights = self._weights(number, name)
            outputs = self._call(keras.layers.LSTM, sequence, weights, state=state, **options)
            if is_backward and network.realign and not is_short:
                outputs = self._call(_Flip, outputs, name=f"flip{number}")
            parts.append(outputs)
        return self._call(keras.layers.Concatenate, parts, name=f"joined{number}") if len(parts) > 1 else parts[0]

    def _weights(self, number: int, name: str) -> list[Floats]:
        return [self._bundle.weights[f"lstm{number}/{name}/{part}"] for part in ("kernel", "recurrent", "bias")]
