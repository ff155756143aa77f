"""Every option of a model and its training, with bounds; the presets.

The form on the Train page, the command line and model files are all read from these values, so a
bound is said once. Nothing here knows about Qt or TensorFlow.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from core.errors import ConfigError

MAX_EPOCHS = 10_000
MAX_PATIENCE = 1000
# Steps after which a corpus of a hundred sentences has been learnt: with fewer, EWT's tags are worse than a
# feature-based CRF's (62 % after 10 epochs of 7 batches, 82 % after 100).
MIN_STEPS = 800


# Training options that make no other kind of run: runs that differ in these alone belong together.
APART = ("seed", "event_folder", "memory_limit")


class TokenInput(StrEnum):
    """What one timestep is made of."""

    EMBEDDED = "embedded"
    SCALAR = "scalar"
    ONE_HOT = "one-hot"


class Directions(StrEnum):
    """Which way the LSTMs read."""

    BOTH = "both"
    FORWARD = "forward"
    BACKWARD = "backward"

    @property
    def n_lstms(self) -> int:
        """LSTMs a layer, the D of the shape comments."""
        return 2 if self is Directions.BOTH else 1


class Output(StrEnum):
    """How scores become a loss and a label."""

    SOFTMAX = "softmax"
    CRF = "crf"
    SIGMOID = "sigmoid"
    NUMBER = "number"


class PadSide(StrEnum):
    """Where the padding of a short sentence goes."""

    AFTER = "after"
    BEFORE = "before"


class CutSide(StrEnum):
    """Which end of a sentence that is too long is cut off."""

    AFTER = "after"
    BEFORE = "before"


class Order(StrEnum):
    """The order in which sentences are put into batches."""

    AS_IS = "as is"
    BY_LENGTH = "by length"
    SHUFFLED = "shuffled"
    BUCKETED = "bucketed"


class Sampling(StrEnum):
    """What one row of a batch is."""

    SENTENCES = "sentences"
    WINDOWS = "windows"
    SUBSEQUENCES = "random subsequences"
    STATEFUL = "stateful"


class Optimiser(StrEnum):
    """The rule by which a gradient moves the weights."""

    ADAM = "adam"
    ADAMW = "adamw"
    NADAM = "nadam"
    SGD = "sgd"


class Schedule(StrEnum):
    """How the step size changes over a run."""

    COSINE = "cosine"
    PLATEAU = "plateau"
    CONSTANT = "constant"


class ClassWeights(StrEnum):
    """How much a token of a rare label counts against one of a frequent label."""

    EQUAL = "equal"
    ROOT = "root"
    BALANCED = "balanced"


class Endless(StrEnum):
    """Which generated task is learnt, with fresh sentences every epoch, in place of the corpus."""

    NONE = "none"
    TOKEN = "token"  # noqa: S105 - the name of a task
    BEFORE = "before"
    AFTER = "after"
    BOTH = "both"
    FAR = "far"
    NESTED = "nested"
    NAMES = "names"


class NetworkConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The network: what goes in, what reads it, what comes out.

    Attributes:
        token_input: Embedded ids, the bare integer, or one-hot.
        word_size: Numbers in a word's vector; embedded input only.
        affix_length: Longest prefix and suffix with a vector of its own, in characters; 0 for none.
        affix_size: Numbers in the vector of a prefix or suffix.
        shape_size: Numbers in the vector of a word's shape ("Xxxx", "dd"); 0 for none.
        char_filters: Numbers that a convolution over a token's characters gives; 0 for none. Costs four
            times the time of a step, and prefixes and suffixes already say most of what it finds: 40 filters
            gave 82.3 % instead of 81.8 % after 100 sentences of EWT (two seeds).
        char_size: Numbers in the vector of a character.
        char_width: Neighbouring characters that the convolution sees at once.
        one_hot_words: Most frequent words that get a column of their own; one-hot input only.
        layers: LSTM layers, one upon the other.
        units: Numbers each LSTM keeps, a direction.
        directions: Forward, backward, or both joined.
        return_sequences: Off: only the last state is kept and every timestep gets the same output.
        realign: Off: the backward outputs stay in the order they were read, against the wrong tokens.
        output: Softmax with cross-entropy, a CRF that weighs which label follows which, sigmoid with
            binary cross-entropy, or one number with mse.
        dropout: Share of inputs to each LSTM and to the output layer that training hides.
        word_dropout: Share of words that training shows as unknown.
        recurrent_dropout: Share of what each LSTM says to itself from token to token that training hides, the
            same for all tokens of a row.
    """

    token_input: TokenInput = TokenInput.EMBEDDED
    word_size: Annotated[int, Meta(ge=1, le=1024)] = 100
    affix_length: Annotated[int, Meta(ge=0, le=5)] = 4
    affix_size: Annotated[int, Meta(ge=1, le=256)] = 24
    shape_size: Annotated[int, Meta(ge=0, le=256)] = 16
    char_filters: Annotated[int, Meta(ge=0, le=512)] = 0
    char_size: Annotated[int, Meta(ge=1, le=256)] = 24
    char_width: Annotated[int, Meta(ge=1, le=9)] = 3
    one_hot_words: Annotated[int, Meta(ge=1, le=50_000)] = 2000
    layers: Annotated[int, Meta(ge=1, le=8)] = 1
    units: Annotated[int, Meta(ge=1, le=4096)] = 128
    directions: Directions = Directions.BOTH
    return_sequences: bool = True
    realign: bool = True
    output: Output = Output.SOFTMAX
    dropout: Annotated[float, Meta(ge=0.0, le=0.9)] = 0.4
    word_dropout: Annotated[float, Meta(ge=0.0, le=0.9)] = 0.1
    recurrent_dropout: Annotated[float, Meta(ge=0.0, le=0.9)] = 0.0


class EncodingConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How sentences become rectangles.

    Attributes:
        batch_size: Rows a batch.
        order: Bucketed: sentences of like length together, batches in random order.
        pad: Where padding goes.
        cut: Which end is lost when a row is longer than `max_length`.
        max_length: Timesteps kept of a row; 0 keeps all.
        fixed_length: Pad every batch to `max_length` (to the longest row of all where that is 0)
            rather than to its own longest row.
        sampling: Whole sentences, overlapping windows, random subsequences, or stateful strips.
        window: Timesteps of a window or subsequence.
        stride: Timesteps from one window to the next; equal to `window` for no overlap.
        min_count: Words seen less often than this in training share the unknown word's vector.
        lowercase: Whether "The" and "the" share a word vector.
    """

    batch_size: Annotated[int, Meta(ge=1, le=4096)] = 16
    order: Order = Order.BUCKETED
    pad: PadSide = PadSide.AFTER
    cut: CutSide = CutSide.AFTER
    max_length: Annotated[int, Meta(ge=0, le=100_000)] = 0
    fixed_length: bool = False
    sampling: Sampling = Sampling.SENTENCES
    window: Annotated[int, Meta(ge=2, le=10_000)] = 32
    stride: Annotated[int, Meta(ge=1, le=10_000)] = 32
    min_count: Annotated[int, Meta(ge=1, le=1000)] = 1
    lowercase: bool = True

    @property
    def row_window(self) -> int:
        """Timesteps of a window, subsequence or strip: no row is longer than `max_length`."""
        return min(self.window, self.max_length or self.window)

    @property
    def row_stride(self) -> int:
        """Timesteps from one window to the next: no token between them is left out."""
        return min(self.stride, self.row_window)


class TrainingConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the weights are found.

    Attributes:
        epochs: Passes over the training data, at the most.
        optimiser: What a gradient becomes.
        learning_rate: Step size at the start, after the warm-up.
        warm_up: Steps over which the step size rises to its start; 0 for none.
        schedule: Along a half cosine over all epochs, halved whenever an epoch is no better than the best, or
            as it is.
        decay: Share of the step size that is left at the end; nothing lowers it further.
        momentum: Share of the last step that the next one keeps; SGD only.
        weight_decay: Share of itself, times the step size, that a weight loses each step; AdamW only.
        average: Share that each step leaves of an average of the weights, which is judged and kept in
            place of the last weights; 0 for no average.
        label_smoothing: Share of certainty that training takes from the right label and gives to all
            alike; softmax only.
        class_weights: A token weighs, by its label in the corpus: always 1; or in inverse proportion to
            the label's count, or to the root of it, so that the tokens of a corpus weigh 1 on average.
            With a CRF it is what the token's label costs given those before it that is weighed.
        vectors: File of word vectors to begin with; none where empty.
        clip_norm: Longest gradient allowed, all weights together; 0 for no limit.
        endless: A task of `core.generators` whose sentences, new ones every epoch, are learnt in place of
            the corpus; judged on a fixed set of the same task.
        endless_sentences: Sentences an epoch draws; endless tasks only.
        event_folder: Folder for event files as TensorBoard reads them; none where empty. Changes no weight.
        memory_limit: Megabytes (of a million bytes) that the program may take while it trains; 0 for what the
            machine has left. Changes no weight.
        patience: Epochs without a better dev score before training stops; 0 never stops early.
        seed: Starts every random choice: weights, order, dropout, subsequences, endless sentences.
    """

    epochs: Annotated[int, Meta(ge=1, le=MAX_EPOCHS)] = 10
    optimiser: Optimiser = Optimiser.ADAM
    learning_rate: Annotated[float, Meta(gt=0.0, le=1.0)] = 0.003
    warm_up: Annotated[int, Meta(ge=0, le=100_000)] = 0
    schedule: Schedule = Schedule.COSINE
    decay: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.1
    momentum: Annotated[float, Meta(ge=0.0, le=0.999)] = 0.9
    weight_decay: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.01
    clip_norm: Annotated[float, Meta(ge=0.0, le=1000.0)] = 1.0
    average: Annotated[float, Meta(ge=0.0, le=0.9999)] = 0.0
    label_smoothing: Annotated[float, Meta(ge=0.0, le=0.5)] = 0.0
    class_weights: ClassWeights = ClassWeights.EQUAL
    vectors: Annotated[str, Meta(max_length=4096)] = ""
    endless: Endless = Endless.NONE
    endless_sentences: Annotated[int, Meta(ge=1, le=1_000_000)] = 1000
    event_folder: Annotated[str, Meta(max_length=4096)] = ""
    memory_limit: Annotated[int, Meta(ge=0, le=10_000_000)] = 0
    patience: Annotated[int, Meta(ge=0, le=MAX_PATIENCE)] = 4
    seed: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 1


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All options of one run."""

    network: NetworkConfig = NetworkConfig()
    encoding: EncodingConfig = EncodingConfig()
    training: TrainingConfig = TrainingConfig()


PRESETS: dict[str, Config] = {
    "default": Config(),
    "question-2016": Config(
        network=NetworkConfig(
            token_input=TokenInput.SCALAR,
            affix_length=0,
            shape_size=0,
            output=Output.NUMBER,
            dropout=0.0,
            word_dropout=0.0,
        ),
        encoding=EncodingConfig(batch_size=32, fixed_length=True, order=Order.AS_IS, lowercase=False),
        training=TrainingConfig(learning_rate=0.001, decay=1.0, clip_norm=0.0, patience=0),
    ),
    "one-hot": Config(
        network=NetworkConfig(
            token_input=TokenInput.ONE_HOT,
            affix_length=0,
            shape_size=0,
            output=Output.SIGMOID,
            dropout=0.2,
            word_dropout=0.0,
        ),
    ),
    "stateful": Config(
        encoding=EncodingConfig(sampling=Sampling.STATEFUL, order=Order.AS_IS, fixed_length=True),
    ),
    "random-subsequences": Config(encoding=EncodingConfig(sampling=Sampling.SUBSEQUENCES)),
    "tiny": Config(
        network=NetworkConfig(word_size=16, affix_length=2, affix_size=4, shape_size=4, units=16, dropout=0.1),
        encoding=EncodingConfig(batch_size=8),
        training=TrainingConfig(epochs=5, learning_rate=0.01),
    ),
}


def preset(name: str) -> Config:
    """Return the options that go by `name`.

    Raises:
        ConfigError: There is no such preset.
    """
    if name not in PRESETS:
        raise ConfigError(f"there is no preset {name!r}.", remedy=f"Choose one of: {', '.join(PRESETS)}.")
    return PRESETS[name]


def suited(config: Config, *, has_spans: bool, n_sentences: int) -> Config:
    """Return `config` with what the data decide: how labels are chosen, and how often a small corpus is read.

    Spans are chosen by a CRF rather than token by token. A corpus of few batches is read until it
    has been learnt from in `MIN_STEPS` steps, with patience to match.

    Args:
        config: Options for a corpus of some ten thousand sentences.
        has_spans: Whether the layer's tags spell spans.
        n_sentences: Labelled sentences to learn from.
    """
    network, training = config.network, config.training
    if has_spans and network.output is Output.SOFTMAX:
        network = msgspec.structs.replace(network, output=Output.CRF)
    n_batches = max(1, -(-n_sentences // config.encoding.batch_size))
    epochs = max(training.epochs, -(-MIN_STEPS // n_batches))
    patience = training.patience * epochs // training.epochs
    training = msgspec.structs.replace(training, epochs=min(epochs, MAX_EPOCHS), patience=min(patience, MAX_PATIENCE))
    return msgspec.structs.replace(config, network=network, training=training)


def preset_name(config: Config) -> str | None:
    """Return which preset these options are, whatever the seed; None for none.

    The default preset stays itself when `suited` to a corpus.
    """
    default = PRESETS["default"]
    for name, options in PRESETS.items():
        if _with_apart_of(config, options) == options:
            return name
    output = default.network.output if config.network.output is Output.CRF else config.network.output
    training = msgspec.structs.replace(
        config.training,
        epochs=default.training.epochs,
        patience=default.training.patience,
        **{name: getattr(default.training, name) for name in APART},
    )
    plain = Config(
        network=msgspec.structs.replace(config.network, output=output), encoding=config.encoding, training=training
    )
    return "default" if plain == default else None


def _with_apart_of(config: Config, other: Config) -> Config:
    given = {name: getattr(other.training, name) for name in APART}
    return msgspec.structs.replace(config, training=msgspec.structs.replace(config.training, **given))


def checked(config: Config) -> Config:
    """Return `config` when all of its options are within bounds and agree with each other.

    msgspec enforces bounds only when decoding, so values built in code pass through a round trip.

    Raises:
        ConfigError: Names the first option that is wrong.
    """
    try:
        config = msgspec.convert(msgspec.to_builtins(config), Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{error}.", remedy="Choose a value within the bounds.") from error
    if config.encoding.stride > config.encoding.window:
        raise ConfigError("the stride is longer than the window.", remedy="Tokens between windows would never be seen.")
    if config.training.endless is not Endless.NONE and config.encoding.sampling is not Sampling.SENTENCES:
        raise ConfigError(
            "generated sentences stand alone: no row can run on from one to the next.",
            remedy="Let a row be a sentence, or learn from the corpus.",
        )
    if config.network.output is Output.NUMBER and config.network.token_input is TokenInput.ONE_HOT:
        raise ConfigError("one-hot input with one number as output is not a network of this program.")
    return config
