"""The network and the batch on screen as a script for plain Keras.

Writes text only: nothing here imports Keras. Each step of the script belongs to one tensor, so the
lines shown beside a tensor are the very lines that the whole script runs.
"""

import base64
import json
import zlib
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from core.config import Config, NetworkConfig, Output, PadSide, Sampling, TokenInput
from core.encoding import Batch
from core.vocab import TOKEN_CHARACTERS
from core.weights import Sizes, direction_names

# More numbers would bury the network: they are packed into a few lines of text.
INLINE_NUMBERS = 1200
# More would be too long even then; the script draws ids of the same shape.
PACKED_NUMBERS = 40_000
# Characters of a line of packed numbers.
LINE = 100

Steps = dict[str, tuple[str, ...]]


def tensor_name(network: NetworkConfig, layer: int, kind: str) -> str:
    """Return the name of a layer's tensor: `forward`, or `lstm0/forward` where there are several layers."""
    return kind if network.layers == 1 else f"lstm{layer}/{kind}"


def keras_steps(config: Config, sizes: Sizes, batch: Batch) -> Steps:
    """Return the Keras lines of each tensor, in the order in which they run.

    The names are those of `core.shapes.cards`. Lines of the network follow each other; those of
    `sentences` and `mask` begin with the arrays themselves, those of `loss` need the scores, those of
    `transitions` make a layer that hands the scores on.
    """
    steps: Steps = {
        "sentences": (f"lengths = {_array(batch.lengths)}",),
        "ids": tuple(_inputs(config, batch)),
        "mask": tuple(_mask(config, batch)),
        "embedded": tuple(_embedded(config.network, sizes)),
    }
    sequence = "embedded"
    for layer in range(config.network.layers):
        steps.update(_layer(config, batch, layer, sequence))
        sequence = _variable(tensor_name(config.network, layer, "joined"))
    steps["scores"] = tuple(_scores(config.network, sizes, sequence))
    if config.network.output is Output.CRF:
        steps["transitions"] = _transitions(sizes)
    steps["loss"] = _LOSSES[config.network.output](sizes)
    return steps


def keras_code(config: Config, sizes: Sizes, batch: Batch) -> str:
    """Return a script that builds this network, feeds it this batch and prints every shape.

    It needs `keras` with any backend and `numpy`. The layers carry the names of `core.weights`
    ("/" as "_"). Arrays of more than `INLINE_NUMBERS` numbers are packed, those of more than
    `PACKED_NUMBERS` replaced by random ids of the same shape; lengths, mask and resets are always
    those of the batch.
    """
    steps = keras_steps(config, sizes, batch)
    outputs = [name for name in steps if name not in ("sentences", "ids", "mask", "transitions", "loss")]
    first_mask_line, *mask_lines = steps["mask"]
    rows, width = batch.mask.shape
    data = tuple(_data(config, sizes, batch))
    lines = [
        f'"""{rows:,} sequences of up to {width:,} timesteps through the network, each tensor with its shape."""',
        "",
        *(["import base64", "import zlib", ""] if any(line.startswith("def unpacked(") for line in data) else []),
        "import keras",
        "import numpy as np",
        "from keras import layers, ops",
        "",
        "# The batch.",
        *steps["sentences"],
        first_mask_line,
        *data,
        "",
        "# The network. None in a shape is an axis whose size may differ from batch to batch.",
        *steps["ids"],
        *mask_lines,
        *(line for name in outputs for line in steps[name]),
        *steps.get("transitions", ()),
        f"outputs = {_dict({name: _variable(name) for name in outputs})}",
        "network = keras.Model(inputs, outputs)",
        "",
        "# One step, without dropout.",
        *_resets(config, batch),
        "tensors = network(arrays, training=False)",
        'scores = tensors["scores"]',
        *steps["loss"],
        'print("sentences", (len(lengths),))',
        'print("ids", words.shape)',
        'print("mask", mask.shape)',
        f"for name in {json.dumps(outputs)}:",
        "    print(name, tuple(tensors[name].shape))",
        *(['print("transitions", tuple(network.get_layer("crf").table.shape))'] if "transitions" in steps else []),
        'print("loss", tuple(loss.shape))',
        'print("parameters", network.count_params())',
    ]
    return "\n".join(lines) + "\n"


def _variable(name: str) -> str:
    return name.replace("/", "_")


def _dict(items: Mapping[str, str]) -> str:
    return "{" + ", ".join(f'"{key}": {value}' for key, value in items.items()) + "}"


def _array(array: NDArray[np.generic]) -> str:
    dtype = "" if array.dtype == np.int64 else f', "{array.dtype}"'
    return f"np.array({array.tolist()}{dtype})"


def _columns(network: NetworkConfig) -> dict[str, int]:
    """Return the arrays of ids beside the words, and how many columns each has (0: no axis of its own)."""
    if network.token_input is not TokenInput.EMBEDDED:
        return {}
    affixes = {"prefixes": network.affix_length, "suffixes": network.affix_length} if network.affix_length else {}
    characters = {"characters": TOKEN_CHARACTERS} if network.char_filters else {}
    return {**affixes, **({"shapes": 0} if network.shape_size else {}), **characters}


def _inputs(config: Config, batch: Batch) -> Iterator[str]:
    names = {"words": 0, **_columns(config.network)}
    for name, columns in names.items():
        yield f'{name}_in = keras.Input({_free_axes(config, batch, columns)}, dtype="int32", name="{name}")'


def _free_axes(config: Config, batch: Batch, columns: int) -> str:
    """Return the shape of an input; a layer that keeps its state has to know the number of rows."""
    axes = f"None, {columns}" if columns else "None"
    if config.encoding.sampling is Sampling.STATEFUL:
        return f"batch_shape=({len(batch.rows)}, {axes})"
    return f"({axes})" if columns else "(None,)"


def _mask(config: Config, batch: Batch) -> Iterator[str]:
    width = batch.mask.shape[1]
    if batch.pad is PadSide.AFTER:
        yield f"mask = np.arange({width}) < lengths[:, None]"
    else:
        yield f"mask = np.arange({width}) >= {width} - lengths[:, None]"
    yield f'mask_in = keras.Input({_free_axes(config, batch, 0)}, dtype="bool", name="mask")'
    yield 'is_token = ops.cast(ops.expand_dims(mask_in, -1), "float32")'
    names = [*("words", *_columns(config.network)), "mask"]
    yield f"inputs = {_dict({name: f'{name}_in' for name in names})}"


def _embedded(network: NetworkConfig, sizes: Sizes) -> Iterator[str]:
    if network.token_input is TokenInput.SCALAR:
        yield 'embedded = ops.cast(ops.expand_dims(words_in, -1), "float32")'
        return
    if network.token_input is TokenInput.ONE_HOT:
        yield f"embedded = ops.one_hot(words_in, {sizes.words}) * is_token"
        return
    if network.char_filters:
        yield from _spelling(network, sizes)
    yield "embedded = ops.concatenate(["
    yield f'    layers.Embedding({sizes.words}, {network.word_size}, name="word")(words_in),'
    for kind, tables in (("prefix", sizes.prefixes), ("suffix", sizes.suffixes)):
        for index, rows in enumerate(tables[: network.affix_length]):
            layer = f'layers.Embedding({rows}, {network.affix_size}, name="{kind}{index + 1}")'
            yield f"    {layer}({kind}es_in[:, :, {index}]),"
    if network.shape_size:
        yield f'    layers.Embedding({sizes.shapes}, {network.shape_size}, name="shape")(shapes_in),'
    if network.char_filters:
        yield "    ops.max(found, axis=2),"
    yield "], axis=-1) * is_token"


def _spelling(network: NetworkConfig, sizes: Sizes) -> Iterator[str]:
    yield 'is_character = ops.expand_dims(ops.cast(characters_in > 0, "float32"), -1)'
    embedding = f'layers.Embedding({sizes.characters}, {network.char_size}, name="char")'
    yield f"spelled = {embedding}(characters_in) * is_character"
    convolution = f'layers.Conv1D({network.char_filters}, {network.char_width}, padding="same", activation="relu")'
    yield f'found = layers.TimeDistributed({convolution}, name="conv")(spelled) * is_character'


def _layer(config: Config, batch: Batch, layer: int, sequence: str) -> Steps:
    network = config.network
    source = f"layers.SpatialDropout1D({network.dropout})({sequence})" if network.dropout else sequence
    read_from = f"read_{layer}"
    steps: Steps = {}
    joined = []
    for position, direction in enumerate(direction_names(network.directions)):
        name = tensor_name(network, layer, direction)
        lines = [f"{read_from} = {source}"] if position == 0 else []
        lines.extend(_reader(config, batch, layer, direction))
        steps[name] = tuple(lines)
        joined.append(_variable(name))
    name = tensor_name(network, layer, "joined")
    joining = f"ops.concatenate([{', '.join(joined)}], axis=-1)" if len(joined) > 1 else joined[0]
    return {**steps, name: (f"{_variable(name)} = {joining}",)}


def _reader(config: Config, batch: Batch, layer: int, direction: str) -> Iterator[str]:
    network = config.network
    name = _variable(tensor_name(network, layer, direction))
    keeps_all = network.return_sequences or layer < network.layers - 1
    options = ["return_sequences=True", "zero_output_for_mask=True"] if keeps_all else []
    if direction == "backward":
        options.append("go_backwards=True")
    elif config.encoding.sampling is Sampling.STATEFUL:
        options.append("stateful=True")
    arguments = ", ".join([str(network.units), *options, f'name="lstm{layer}_{direction}"'])
    yield f"{name} = layers.LSTM({arguments})(read_{layer}, mask=mask_in)"
    if not keeps_all:
        yield f"{name} = ops.expand_dims({name}, 1) * is_token  # the last state, at every timestep"
    elif direction == "backward" and network.realign:
        yield f"{name} = ops.flip({name}, axis=1)  # from reading order back to the order of the text"
    elif direction == "backward":
        width = batch.mask.shape[1]
        sign = "+" if batch.pad is PadSide.AFTER else "-"
        yield f'padding = {width} - ops.sum(ops.cast(mask_in, "int32"), axis=1, keepdims=True)'
        yield f"order = ops.expand_dims((ops.arange({width}) {sign} padding) % {width}, -1)"
        yield f"order = ops.repeat(order, {network.units}, axis=-1)"
        yield f"{name} = ops.take_along_axis({name}, order, axis=1)  # still in reading order: against the wrong tokens"


def _scores(network: NetworkConfig, sizes: Sizes, sequence: str) -> Iterator[str]:
    source = f"layers.SpatialDropout1D({network.dropout})({sequence})" if network.dropout else sequence
    if network.output is Output.NUMBER:
        layer = 'layers.TimeDistributed(layers.Dense(1, activation="linear"), name="scores")'
    else:
        layer = f'layers.Dense({sizes.labels}, name="scores")'
    yield f"scores = {layer}({source}) * is_token"


def _data(config: Config, sizes: Sizes, batch: Batch) -> Iterator[str]:
    """Write the arrays of ids, tags and weights: spelled out, packed, or drawn where they would fill pages."""
    features = batch.features
    ids = {"words": features.words, "prefixes": features.prefixes, "suffixes": features.suffixes}
    ids |= {"shapes": features.shapes, "characters": features.characters}
    names = ["words", *_columns(config.network)]
    size = sum(ids[name].size for name in names)
    arrays = {**{name: ids[name] for name in names}, "tags": batch.tags, "weights": batch.weights}
    if size <= INLINE_NUMBERS:
        yield from (f"{name} = {_array(array)}" for name, array in arrays.items())
    elif size <= PACKED_NUMBERS:
        yield "def unpacked(shape, dtype, text):  # the numbers of this very batch"
        yield "    return np.frombuffer(zlib.decompress(base64.b64decode(text)), dtype).reshape(shape)"
        yield from (f"{name} = {_packed(array)}" for name, array in arrays.items())
    else:
        yield from _drawn(config, sizes, batch, {name: ids[name].shape for name in names})
    yield f"arrays = {_dict({name: name for name in (*names, 'mask')})}"


def _packed(array: NDArray[np.generic]) -> str:
    """Return the call that gives an array back; little-endian, so that every machine reads the same."""
    plain = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"))
    text = base64.b64encode(zlib.compress(plain.tobytes(), 9)).decode("ascii")
    lines = "\n".join(text[begin : begin + LINE] for begin in range(0, len(text), LINE))
    return f'unpacked({array.shape}, "{plain.dtype.str}", """\n{lines}""")'


def _drawn(config: Config, sizes: Sizes, batch: Batch, shapes: Mapping[str, tuple[int, ...]]) -> Iterator[str]:
    rows = {"words": sizes.words, "shapes": sizes.shapes, "characters": sizes.characters}
    yield "random = np.random.default_rng(0)  # ids of the right shape: the real ones would fill pages"
    for name, shape in shapes.items():
        tables = {"prefixes": sizes.prefixes, "suffixes": sizes.suffixes}.get(name, ())
        limit = str(list(tables[: config.network.affix_length])) if tables else str(rows[name])
        is_token = "mask[:, :, None]" if len(shape) > 2 else "mask"
        yield f"{name} = random.integers(1, {limit}, {shape}) * {is_token}"
    yield f"tags = random.integers({min(1, sizes.labels - 1)}, {sizes.labels}, {batch.tags.shape}) * mask"
    yield 'weights = mask.astype("float32")'


def _resets(config: Config, batch: Batch) -> Iterator[str]:
    if config.encoding.sampling is not Sampling.STATEFUL:
        return
    yield f"carry = {_array(batch.carry)}  # False: a document begins, so the row starts from zeros"
    yield "for layer in network.layers:"
    yield '    for state in layer.states if getattr(layer, "stateful", False) else ():'
    yield "        state.assign(ops.where(carry[:, None], state, 0.0))"


def _average(losses: str) -> tuple[str, ...]:
    return (f"losses = {losses}", "loss = ops.sum(losses * weights) / np.maximum(weights.sum(), 1)")


def _transitions(sizes: Sizes) -> tuple[str, ...]:
    size = sizes.labels + 1
    return (
        "class Transitions(layers.Layer):  # how well one label follows another; the scores pass through",
        "    def build(self, shape):",
        f'        self.table = self.add_weight(name="transitions", shape=({size}, {size}), initializer="zeros")',
        "    def call(self, scores):",
        "        return scores",
        'scores = Transitions(name="crf")(scores)',
    )


def _chain_loss(sizes: Sizes) -> tuple[str, ...]:
    """Write the forward and the backward algorithm: what each tag costs, given those before it."""
    count = sizes.labels - 1
    return (
        'table = network.get_layer("crf").table',
        f"moves, start, end = table[:{count}, :{count}], table[{count}, :{count}], table[:{count}, {count + 1}]",
        "label_scores = scores[:, :, 1:]  # padding is no label",
        f"is_open = (tags == 0)[:, :, None] | (tags[:, :, None] == np.arange(1, {count + 1}))",
        "width = mask.shape[1]",
        "is_first = mask & ~np.pad(mask, ((0, 0), (1, 0)))[:, :-1]",
        "is_last = mask & ~np.pad(mask, ((0, 0), (0, 1)))[:, 1:]",
        "after = [None] * width  # log-sum of all ways to go on",
        "for t in reversed(range(width)):",
        "    following = end * 0 if t == width - 1 else label_scores[:, t + 1] + after[t + 1]",
        "    onwards = ops.logsumexp(moves + ops.expand_dims(following, -2), axis=-1)",
        "    after[t] = ops.where(is_last[:, t, None], end, onwards)",
        "losses, allowed, before = [], None, ops.zeros_like(label_scores[:, 0])",
        "for t in range(width):",
        "    arrived = ops.logsumexp(ops.expand_dims(before, -1) + moves, axis=1)",
        "    arrived = ops.where(is_first[:, t, None], start, arrived)",
        "    every = ops.logsumexp(arrived + label_scores[:, t] + after[t], axis=-1)",
        "    before = ops.where(is_open[:, t], arrived + label_scores[:, t], -1e9)",
        "    earlier = every if allowed is None else ops.where(is_first[:, t], every, allowed)",
        "    allowed = ops.logsumexp(before + after[t], axis=-1)",
        "    losses.append(ops.where(mask[:, t], earlier - allowed, 0.0))",
        "losses = ops.stack(losses, axis=1)",
        "loss = ops.sum(losses * weights) / np.maximum(weights.sum(), 1)",
    )


_LOSSES: Mapping[Output, Callable[[Sizes], tuple[str, ...]]] = {
    Output.SOFTMAX: lambda sizes: _average(
        "keras.losses.sparse_categorical_crossentropy(tags, scores, from_logits=True)"
    ),
    Output.CRF: _chain_loss,
    Output.SIGMOID: lambda sizes: _average(
        f"ops.sum(ops.binary_crossentropy(ops.one_hot(tags, {sizes.labels}), scores, from_logits=True), axis=-1)"
    ),
    Output.NUMBER: lambda sizes: _average('ops.square(scores[:, :, 0] - ops.cast(tags, "float32"))'),
}
