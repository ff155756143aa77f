"""A bundle as an ONNX graph: native LSTM operators, lengths explicit, usable without this program.

Ids go in, right-padded; scores and probabilities come out. The graph is written operator by
operator, so what runs is what can be read here.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from core.atomic import atomic_write
from core.bundle import Bundle
from core.config import Output, TokenInput
from core.errors import ExportError, place
from core.onnx_inputs import carries_state
from core.vocab import TOKEN_CHARACTERS
from core.weights import direction_names

# Old enough for every runtime of the last years, new enough for all operators used.
OPSET = 17
IR_VERSION = 8

# The format's messages end here; ours are far smaller.
MAX_BYTES = 2**31 - 1

# Keras: input, forget, candidate, output. ONNX: input, output, forget, cell (the candidate).
_GATES = (0, 3, 1, 2)
_DIRECTIONS = {"both": "bidirectional", "forward": "forward", "backward": "reverse"}


def build(bundle: Bundle) -> onnx.ModelProto:
    """Return the graph; the tokens of a row must come first and its padding after them.

    Inputs: `words` int32[B, T]; `prefixes` and `suffixes` int32[B, T, P], `shapes` int32[B, T] and
    `characters` int32[B, T, C] where the network has them; `lengths` int32[B], at least 1. A network
    that carries state also has `initial_h` and `initial_c` float32[layers, B, H] and gives `final_h` and `final_c`: the
    forward LSTMs' state; the backward ones start afresh. A bare number and a one-hot column are
    made from `words` inside.

    Outputs: `scores` float32[B, T, L], zero on padding, or [B, T, 1] where the output is one
    number. Softmax and sigmoid also give `probabilities` float32[B, T, L], column 0 being the padding
    label's; a CRF gives its `transitions` float32[L+1, L+1], see `core.chain`.

    Raises:
        ValueError: The weights do not fit into the format.
    """
    if sum(weight.nbytes for weight in bundle.weights.values()) > MAX_BYTES:
        raise ValueError("the weights take more than 2 GB, which ONNX cannot hold in one file")
    return _Writer(bundle).model()


def export(bundle: Bundle, path: Path) -> None:
    """Write the graph of `build` to a file, labels and layer in its metadata.

    Raises:
        ExportError: The file cannot be written, or the format cannot hold the weights.
    """
    try:
        content = build(bundle).SerializeToString(deterministic=True)
    except ValueError as error:
        raise ExportError(f"{error}.", place=place(path), remedy="Train with fewer units or words.") from error
    with atomic_write(path) as file:
        file.write(content)


class _Writer:
    """Collects nodes and constants; each method appends operators and returns the name of the result."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._network = bundle.config.network
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._carries = carries_state(bundle)

    def model(self) -> onnx.ModelProto:
        """Write everything and return the whole model, checked."""
        mask = self._mask()
        sequence = self._features()  # [T, B, E]
        for layer in range(self._network.layers):
            sequence = self._lstm(layer, sequence)  # [T, B, D*H]
        outputs = self._outputs(sequence, mask)
        if self._carries:
            shape = [self._network.layers, "B", self._network.units]
            for kind in ("h", "c"):
                ends = [self._forward_end(layer, kind) for layer in range(self._network.layers)]
                name = self._node("Concat", ends, f"final_{kind}", axis=0)  # [layers, B, H]
                outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
        graph = helper.make_graph(self._nodes, "tagger", self._inputs(), outputs, list(self._constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="tagscope")
        model.ir_version = IR_VERSION
        helper.set_model_props(model, self._properties())
        onnx.checker.check_model(model)
        return model

    def _properties(self) -> dict[str, str]:
        layer = self._bundle.layer
        labels = json.dumps(self._bundle.vocab.labels, ensure_ascii=False)
        return {"layer": layer.name, "scheme": layer.scheme.value, "labels": labels}

    def _inputs(self) -> list[onnx.ValueInfoProto]:
        network = self._network
        shapes: dict[str, Sequence[str | int]] = {"words": ("B", "T")}
        if network.token_input is TokenInput.EMBEDDED:
            if network.affix_length:
                shapes |= dict.fromkeys(("prefixes", "suffixes"), ("B", "T", network.affix_length))
            if network.shape_size:
                shapes["shapes"] = ("B", "T")
            if network.char_filters:
                shapes["characters"] = ("B", "T", TOKEN_CHARACTERS)
        inputs = {**shapes, "lengths": ("B",)}
        values = [helper.make_tensor_value_info(name, TensorProto.INT32, shape) for name, shape in inputs.items()]
        if self._carries:
            state = (network.layers, "B", network.units)
            names = ("initial_h", "initial_c")
            values += [helper.make_tensor_value_info(name, TensorProto.FLOAT, state) for name in names]
        return values

    def _node(self, operator: str, inputs: Sequence[str], output: str, **attributes: object) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def _constant(self, name: str, value: NDArray[Any]) -> str:
        self._constants.setdefault(name, numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def _numbers(self, *values: int) -> str:
        """Return a constant of axes, sizes or indices, int64."""
        return self._constant("int64_" + "_".join(map(str, values)), np.asarray(values, np.int64))

    def _mask(self) -> str:
        """Return 1 where a timestep is a token, float32[B, T, 1]."""
        shape = self._node("Shape", ["words"], "words_shape")
        steps = self._node("Gather", [shape, self._constant("one", np.asarray(1, np.int64))], "T")
        zero, one = self._constant("zero", np.asarray(0, np.int64)), self._constant("one", np.asarray(1, np.int64))
        timesteps = self._node("Range", [zero, steps, one], "timesteps")  # [T]
        wide = self._node("Cast", ["lengths"], "lengths_int64", to=TensorProto.INT64)
        column = self._node("Unsqueeze", [wide, self._numbers(1)], "lengths_column")  # [B, 1]
        is_token = self._node("Less", [timesteps, column], "is_token")  # [B, T]
        number = self._node("Cast", [is_token], "mask", to=TensorProto.FLOAT)
        return self._node("Unsqueeze", [number, self._numbers(2)], "mask_column")  # [B, T, 1]

    def _features(self) -> str:
        """Return what the first LSTM reads, [T, B, E]."""
        network = self._network
        turned = self._node("Transpose", ["words"], "words_by_step", perm=[1, 0])  # [T, B]
        if network.token_input is TokenInput.SCALAR:
            number = self._node("Cast", [turned], "words_number", to=TensorProto.FLOAT)
            return self._node("Unsqueeze", [number, self._numbers(2)], "features")  # [T, B, 1]
        if network.token_input is TokenInput.ONE_HOT:
            depth = self._constant("n_words", np.asarray(self._bundle.vocab.sizes.words, np.int32))
            values = self._constant("off_on", np.asarray([0, 1], np.float32))
            return self._node("OneHot", [turned, depth, values], "features", axis=-1)  # [T, B, V]
        vectors = [self._looked_up("word", turned)]
        for kind in ("prefix", "suffix"):
            if network.affix_length:
                ids = self._node("Transpose", [f"{kind}es"], f"{kind}es_by_step", perm=[2, 1, 0])  # [P, T, B]
            for length in range(1, network.affix_length + 1):
                index = self._constant(f"index_{length - 1}", np.asarray(length - 1, np.int64))
                own = self._node("Gather", [ids, index], f"{kind}{length}_ids", axis=0)  # [T, B]
                vectors.append(self._looked_up(f"{kind}{length}", own))
        if network.shape_size:
            own = self._node("Transpose", ["shapes"], "shapes_by_step", perm=[1, 0])  # [T, B]
            vectors.append(self._looked_up("shape", own))
        if network.char_filters:
            vectors.append(self._spelling())
        return self._node("Concat", vectors, "features", axis=2)  # [T, B, E]

    def _spelling(self) -> str:
        """Return what the convolution finds anywhere in each token, [T, B, char_filters]."""
        kernel = self._bundle.weights["conv/kernel"]
        width, before = len(kernel), (len(kernel) - 1) // 2
        turned = self._node("Transpose", ["characters"], "characters_by_step", perm=[1, 0, 2])  # [T, B, C]
        present = self._node("Cast", [turned], "characters_present", to=TensorProto.BOOL)
        present = self._node("Cast", [present], "character_mask", to=TensorProto.FLOAT)
        mask = self._node("Unsqueeze", [present, self._numbers(3)], "character_mask_column")  # [T, B, C, 1]
        vectors = self._node("Mul", [self._looked_up("char", turned), mask], "spelled")  # [T, B, C, char_size]
        edges = self._numbers(0, 0, before, 0, 0, 0, width - 1 - before, 0)
        padded = self._node("Pad", [vectors, edges], "spelled_padded")
        windows = [
            self._node(
                "Slice",
                [padded, self._numbers(place), self._numbers(place + TOKEN_CHARACTERS), self._numbers(2)],
                f"spelled_{place}",
            )
            for place in range(width)
        ]
        joined = self._node("Concat", windows, "spelled_windows", axis=3)  # [T, B, C, char_width * char_size]
        flat = self._constant("conv/kernel", kernel.reshape(-1, kernel.shape[2]))
        product = self._node("MatMul", [joined, flat], "conv_product")  # [T, B, C, char_filters]
        biased = self._node("Add", [product, self._constant("conv/bias", self._bundle.weights["conv/bias"])], "conv")
        found = self._node("Mul", [self._node("Relu", [biased], "conv_relu"), mask], "conv_masked")
        return self._node("ReduceMax", [found], "spelling", axes=[2], keepdims=0)  # [T, B, char_filters]

    def _looked_up(self, table: str, ids: str) -> str:
        name = f"{table}/embedding"
        rows = self._constant(name, self._bundle.weights[name])
        return self._node("Gather", [rows, ids], f"{table}_vectors", axis=0)

    def _lstm(self, layer: int, sequence: str) -> str:
        """Return a layer's outputs, [T, B, D*H]."""
        network, stem = self._network, f"lstm{layer}"
        inputs = [sequence, *self._lstm_weights(stem), "lengths"]
        if self._carries:
            inputs += [self._initial(layer, kind) for kind in ("h", "c")]
        outputs = [f"{stem}_{kind}" for kind in ("outputs", "h", "c")]
        self._nodes.append(
            helper.make_node(
                "LSTM",
                inputs,
                outputs,  # [T, D, B, H], [D, B, H], [D, B, H]
                name=stem,
                hidden_size=network.units,
                direction=_DIRECTIONS[network.directions.value],
            )
        )
        if layer == network.layers - 1 and not network.return_sequences:
            return self._repeated(outputs[1], stem)
        result = outputs[0]
        if not network.realign and "backward" in direction_names(network.directions):
            result = self._in_reading_order(result, stem)
        return self._joined(result, stem)

    def _lstm_weights(self, stem: str) -> list[str]:
        """Return kernel [D, 4H, F], recurrent kernel [D, 4H, H] and biases [D, 8H] in ONNX' gate order."""
        columns: dict[str, list[NDArray[Any]]] = {"kernel": [], "recurrent": [], "bias": []}
        for direction in direction_names(self._network.directions):
            for part, values in columns.items():
                weight = self._bundle.weights[f"{stem}/{direction}/{part}"]
                gates = np.split(weight, 4, axis=-1)
                values.append(np.concatenate([gates[gate] for gate in _GATES], axis=-1).T)
        # Keras has one bias, ONNX one for each kernel.
        columns["bias"] = [np.concatenate([bias, np.zeros_like(bias)]) for bias in columns["bias"]]
        return [self._constant(f"{stem}/{part}", np.stack(values)) for part, values in columns.items()]

    def _initial(self, layer: int, kind: str) -> str:
        """Return the state a layer starts from, [D, B, H]: what was carried, and zeros for backward."""
        carried = self._part(f"initial_{kind}", f"lstm{layer}_carried_{kind}", layer, axis=0)  # [1, B, H]
        if self._network.directions.n_lstms == 1:
            return carried
        zeros = self._node("Sub", [carried, carried], f"lstm{layer}_fresh_{kind}")
        return self._node("Concat", [carried, zeros], f"lstm{layer}_initial_{kind}", axis=0)

    def _forward_end(self, layer: int, kind: str) -> str:
        """Return the forward LSTM's state after each row's last token, [1, B, H]."""
        return self._part(f"lstm{layer}_{kind}", f"lstm{layer}_end_{kind}", 0, axis=0)

    def _part(self, value: str, output: str, index: int, *, axis: int) -> str:
        """Return one entry along an axis, the axis kept."""
        return self._node("Gather", [value, self._numbers(index)], output, axis=axis)

    def _in_reading_order(self, outputs: str, stem: str) -> str:
        """Turn the backward outputs of [T, D, B, H] round within each row's tokens."""
        last = self._network.directions.n_lstms - 1
        backward = self._node(
            "Gather", [outputs, self._constant(f"index_{last}", np.asarray(last, np.int64))], f"{stem}_back", axis=1
        )  # [T, B, H]
        turned = self._node("ReverseSequence", [backward, "lengths_int64"], f"{stem}_turned", time_axis=0, batch_axis=1)
        turned = self._node("Unsqueeze", [turned, self._numbers(1)], f"{stem}_turned_direction")  # [T, 1, B, H]
        if not last:
            return turned
        return self._node(
            "Concat", [self._part(outputs, f"{stem}_ahead", 0, axis=1), turned], f"{stem}_unaligned", axis=1
        )

    def _joined(self, outputs: str, stem: str) -> str:
        """Return [T, B, D*H] of [T, D, B, H], forward first."""
        by_row = self._node("Transpose", [outputs], f"{stem}_by_row", perm=[0, 2, 1, 3])  # [T, B, D, H]
        return self._node("Reshape", [by_row, self._numbers(0, 0, -1)], f"{stem}_joined")

    def _repeated(self, final: str, stem: str) -> str:
        """Return the last state of each direction, [D, B, H], at every timestep: [T, B, D*H]."""
        one_step = self._node("Unsqueeze", [final, self._numbers(0)], f"{stem}_last")  # [1, D, B, H]
        joined = self._joined(one_step, stem)  # [1, B, D*H]
        steps = self._node("Unsqueeze", ["T", self._numbers(0)], f"{stem}_T")
        shape = self._node("Concat", [steps, self._numbers(1, 1)], f"{stem}_shape", axis=0)
        return self._node("Expand", [joined, shape], f"{stem}_repeated")

    def _outputs(self, sequence: str, mask: str) -> list[onnx.ValueInfoProto]:
        weights: Mapping[str, NDArray[np.float32]] = self._bundle.weights
        kernel = self._constant("scores/kernel", weights["scores/kernel"])
        product = self._node("MatMul", [sequence, kernel], "scores_product")  # [T, B, L]
        biased = self._node("Add", [product, self._constant("scores/bias", weights["scores/bias"])], "scores_by_step")
        by_row = self._node("Transpose", [biased], "scores_by_row", perm=[1, 0, 2])  # [B, T, L]
        self._node("Mul", [by_row, mask], "scores")
        names = ["scores"]
        if self._network.output is Output.SOFTMAX:
            names.append(self._node("Softmax", ["scores"], "probabilities", axis=-1))
        elif self._network.output is Output.SIGMOID:
            names.append(self._node("Sigmoid", ["scores"], "probabilities"))
        columns = weights["scores/bias"].shape[0]
        values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ("B", "T", columns)) for name in names]
        if self._network.output is Output.CRF:
            table = weights["crf/transitions"]
            name = self._node("Identity", [self._constant("crf/transitions", table)], "transitions")
            values.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, table.shape))
        return values
