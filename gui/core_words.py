"""What `core` says on the pages, in the user's language.

`core` knows no Qt and writes English; its sentences stand here once more, word for word, so that the
translation tools find them. A test holds these tables to those of `core`.
"""

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.corpus import Split
from core.shape_words import Phrase

SHAPE_WORDS = (
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Sequences in this batch: {batch:,}. Each sequence is one sentence, a list of tokens; the shortest has "
        "{shortest:,}, the longest {longest:,}. A timestep is one token, so the longest sequence has {longest:,} "
        "timesteps.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Sequences in this batch: {batch:,}. Each is a window of up to {window:,} tokens of a document; the next "
        "window begins {stride:,} tokens later, and a token in several windows counts only in the one whose middle "
        "is nearest. A timestep is one token.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Sequences in this batch: {batch:,}. Each is a run of up to {window:,} tokens from a place in a document "
        "that is drawn anew in every epoch. A timestep is one token.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Sequences in this batch: {batch:,}. Each is the next piece of up to {window:,} tokens of a long text: a row "
        "goes on where the same row of the batch before ended, in {carried:,} rows here, and keeps the state of the "
        "forward LSTM. In the others a document begins and the state is zero. A timestep is one token.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Of these sentences {cut:,} tokens did not fit into {time:,} timesteps and are left out.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Each token is looked up in a table of {words:,} rows; the number of its row, its id, takes its place. Id 1 "
        "stands for every word that training did not show often enough: {unknown:,} of the {tokens:,} tokens here.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "A tensor is a rectangle, so all sequences get the length {time:,}: shorter ones are padded with id 0 after "
        "their last token.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "A tensor is a rectangle, so all sequences get the length {time:,}: shorter ones are padded with id 0 before "
        "their first token.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Beside the word, each token has {more:,} more ids of the same kind: for its beginnings, its endings and the "
        "outline of its letters.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Keras calls this shape (None, None): None is an axis whose size may change from batch to batch. input_shape "
        "leaves the batch axis out and is (None,).",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Keras calls this shape ({batch:,}, None). None is an axis whose size may change from batch to batch; the "
        "batch axis may not, because the state of every row is kept for the next batch. input_shape leaves the batch "
        "axis out and is (None,).",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "True where there is a token, in {tokens:,} of {cells:,} cells. The other {padding:,} cells ({share:.1%}) "
        "are padding. Numbers alone do not tell them apart, so the mask goes to every layer that reads in order and "
        "to the loss.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "An id is a name and no quantity, so it is exchanged for a row of numbers that training may change. A "
        "timestep is now {features:,} numbers, {word_size:,} of them for the word.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Beginnings and endings of 1 to {affixes:,} characters add {affix_size:,} numbers each, so that a word never "
        "seen before still looks like its relatives.",
    ),
    QT_TRANSLATE_NOOP("shape_words", "The outline of its letters adds {shape_size:,}."),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "A convolution looks at every {char_width:,} neighbouring characters of a token, up to {longest_token:,} "
        "of them, and keeps the strongest answer of each of its {char_filters:,} filters: spelling, wherever in "
        "the word it stands.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "The id itself is all that a timestep holds: one number, so the feature axis has size 1. The network has to "
        "take word {some:,} for nearly the same as word {next:,}, though ids are only names: this is hard to learn "
        "from.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Each token is a row of {features:,} numbers, all 0 but a single 1 in the column of its word. No two words "
        "are nearer than any others. Rare words share column 1; padding has no 1 at all. The price is {bytes:,} "
        "bytes a batch.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "The last axis is what input_dim means: an LSTM reads (batch, timesteps, input_dim), here ({batch:,}, "
        "{time:,}, {features:,}); its input_shape without the batch axis is (None, {features:,}).",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "An LSTM reads the timesteps from first to last and keeps {units:,} numbers in mind. What it says at a token "
        "depends on that token and all before it, and on nothing that follows.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "A second LSTM with weights of its own reads from last to first. What it says at a token depends on that "
        "token and all after it, and on nothing before.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "The LSTM reads from last to first and keeps {units:,} numbers in mind. What it says at a token depends on "
        "that token and all after it, and on nothing before.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Its outputs come in the order of reading and are turned round, so that column t speaks of token t again.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Its outputs stay in the order of reading: column 1 speaks of the last token, column 2 of the one before. "
        "They are joined to the wrong tokens. Switch realign on to mend that.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "return_sequences=True gives its numbers at every timestep; without it only the last would remain.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "return_sequences is off: only the numbers after the last token read remain, and each of the {time:,} "
        "timesteps gets the same. Tokens of one sentence can then no longer be told apart.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "It has 4 gates of {units:,} cells; a cell has a weight for every input ({inputs:,}), one for every number "
        "kept in mind ({units:,}), and a bias: {parameters} = {n_parameters:,} weights. They serve every timestep, "
        "so the length does not matter.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Both directions side by side: {units:,} + {units:,} = {features:,} numbers a token. Together they have read "
        "the whole sequence, to the left and to the right.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "Only one direction reads, so there is nothing to join: {features:,} numbers a token, which know one side of "
        "it.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "One layer of {features:,} · {columns:,} weights and {columns:,} biases, the same at every timestep, gives "
        "each token {columns:,} scores: one a label, and one for padding that is never chosen.",
    ),
    QT_TRANSLATE_NOOP("shape_words", "Softmax turns the scores of a token into probabilities that add up to 1."),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "A CRF weighs whole sequences of labels: a path's score is the sum of its labels' scores and of how well "
        "each follows the one before.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "How well one label follows another, for all {labels:,} labels, and how well each begins or ends a "
        "sentence: a table of {size:,} by {size:,} numbers, the same for every batch. What the scheme forbids "
        "stands at minus 10,000.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "The loss of a token is minus the logarithm of the probability of its label, given the labels before it "
        "and over all that could come after; along a sentence the losses add up to that of the whole path.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "A sigmoid turns each score into a probability of its own; they need not add up to 1.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "One layer of {features:,} weights and a bias, the same at every timestep, gives each token one number. "
        "Rounded to the nearest of 1 to {last:,} it names the label: a label is taken for a quantity.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "The loss of a token is the cross-entropy: minus the logarithm of the probability of its right label.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "The loss of a token is the binary cross-entropy, summed over {labels:,} yes-or-no questions, one a label.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "The loss of a token is the squared distance from its label's number (mse): confusing label 1 with label 9 "
        "costs 64 times as much as confusing it with label 2, though no label is nearer to another.",
    ),
    QT_TRANSLATE_NOOP(
        "shape_words",
        "The losses of {weighted:,} tokens that count are added and divided by {weighted:,}. Dividing by all "
        "{cells:,} cells, padding included, would make the same errors look smaller the more padding there is.",
    ),
)

GENERATOR_WORDS = (
    QT_TRANSLATE_NOOP("generators", "The token itself"),
    QT_TRANSLATE_NOOP("generators", "the token itself"),
    QT_TRANSLATE_NOOP("generators", "A word's ending tells its kind, and the kind is the label. No context is needed."),
    QT_TRANSLATE_NOOP("generators", "Kinds of words"),
    QT_TRANSLATE_NOOP("generators", "Words of each kind"),
    QT_TRANSLATE_NOOP("generators", "Tokens of the longest sentence"),
    QT_TRANSLATE_NOOP("generators", "The token before"),
    QT_TRANSLATE_NOOP("generators", "the token before"),
    QT_TRANSLATE_NOOP("generators", "Each label is the kind of the token before. The first token is labelled START."),
    QT_TRANSLATE_NOOP("generators", "The token after"),
    QT_TRANSLATE_NOOP("generators", "the token after"),
    QT_TRANSLATE_NOOP(
        "generators",
        "Each label is the kind of the token after: a network that only reads forward has not seen it yet and can "
        "but guess. The last token is labelled END.",
    ),
    QT_TRANSLATE_NOOP("generators", "Both neighbours"),
    QT_TRANSLATE_NOOP("generators", "the tokens on both sides"),
    QT_TRANSLATE_NOOP(
        "generators",
        "Each label names the kinds of the token before and the token after, such as FIRE+WATER. Reading one way "
        "finds one half of it and must guess the other. The sentence's edges count as START and END.",
    ),
    QT_TRANSLATE_NOOP("generators", "A long way off"),
    QT_TRANSLATE_NOOP("generators", "the last token of the sentence"),
    QT_TRANSLATE_NOOP(
        "generators",
        "Every label is the kind of the sentence's last token, which stands at least as far from the first token as "
        "the distance says and at most twice as far. What lies between is of no use. The last token is labelled END.",
    ),
    QT_TRANSLATE_NOOP("generators", "Tokens to the deciding one"),
    QT_TRANSLATE_NOOP("generators", "Nested brackets"),
    QT_TRANSLATE_NOOP("generators", "the word that closes the bracket around it"),
    QT_TRANSLATE_NOOP(
        "generators",
        "A word glued to a closing bracket has a kind, and that kind is the label of all that stands directly inside "
        "the pair, the opening bracket included. Brackets nest as deep as the depth says, so a network must remember "
        "as many kinds as brackets are open. The whole sentence is one pair; the word that closes it is labelled "
        "END.",
    ),
    QT_TRANSLATE_NOOP("generators", "Deepest nesting"),
    QT_TRANSLATE_NOOP("generators", "Kinds of closing words"),
    QT_TRANSLATE_NOOP("generators", "Names in sentences"),
    QT_TRANSLATE_NOOP("generators", "the words that go with a name"),
    QT_TRANSLATE_NOOP(
        "generators",
        "English sentences from a small grammar, in documents, with people, places, companies, products and dates. "
        "Many names have several meanings: May laughs, but it rains in May; Reading is a town, and reading takes "
        "time. The words that settle it stand before the name, after it, or on both sides.",
    ),
    QT_TRANSLATE_NOOP("generators", "Names with several meanings, in a hundred"),
    QT_TRANSLATE_NOOP("generators", "Sentences of the longest document"),
)

CARD_TITLES = (
    QT_TRANSLATE_NOOP("shape_cards", "sentences"),
    QT_TRANSLATE_NOOP("shape_cards", "ids"),
    QT_TRANSLATE_NOOP("shape_cards", "mask"),
    QT_TRANSLATE_NOOP("shape_cards", "embedded"),
    QT_TRANSLATE_NOOP("shape_cards", "bare number"),
    QT_TRANSLATE_NOOP("shape_cards", "one-hot"),
    QT_TRANSLATE_NOOP("shape_cards", "forward LSTM"),
    QT_TRANSLATE_NOOP("shape_cards", "backward LSTM"),
    QT_TRANSLATE_NOOP("shape_cards", "joined"),
    QT_TRANSLATE_NOOP("shape_cards", "scores"),
    QT_TRANSLATE_NOOP("shape_cards", "transitions"),
    QT_TRANSLATE_NOOP("shape_cards", "loss"),
)
AXIS_NAMES = (
    QT_TRANSLATE_NOOP("shape_cards", "batch"),
    QT_TRANSLATE_NOOP("shape_cards", "time"),
    QT_TRANSLATE_NOOP("shape_cards", "feature"),
    QT_TRANSLATE_NOOP("shape_cards", "label"),
    QT_TRANSLATE_NOOP("shape_cards", "before"),
    QT_TRANSLATE_NOOP("shape_cards", "after"),
    QT_TRANSLATE_NOOP("shape_cards", "number"),
)


def explained(phrases: Iterable[Phrase]) -> str:
    """Return the sentences that explain a tensor, with their numbers."""
    sentences = (_translated("shape_words", phrase.template).format(**phrase.values) for phrase in phrases)
    # No blank follows a full stop that is as wide as a character.
    return " ".join(sentences).replace("。 ", "。")


def card_title(title: str) -> str:
    """Return the title of a shape card; the number of an LSTM layer stays behind it."""
    words, blank, number = title.rpartition(" ")
    if number.isdigit():
        return _translated("shape_cards", words) + blank + number
    return _translated("shape_cards", title)


def axis_name(name: str) -> str:
    """Return what an axis counts."""
    return _translated("shape_cards", name)


def generator_words(text: str) -> str:
    """Return a generator's title, context, explanation or the title of one of its knobs."""
    return _translated("generators", text)


def split_word(split: Split) -> str:
    """Return what a split is called."""
    return _translated("corpus", split.value)


def _translated(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)
