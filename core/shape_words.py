"""What the shape cards say to somebody who meets these tensors for the first time.

Templates only, so that the window can translate each sentence before it fills in the numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, int | float | str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence or two with places for numbers.

    Attributes:
        template: English text for `str.format`; the key of its translations.
        values: What the template's fields stand for.
    """

    template: str
    values: Values

    @property
    def text(self) -> str:
        """The template with its numbers, in English."""
        return self.template.format(**self.values)


TEMPLATES: dict[str, str] = {
    # sentences
    "rows are sentences": (
        "Sequences in this batch: {batch:,}. Each sequence is one sentence, a list of tokens; the shortest has "
        "{shortest:,}, the longest {longest:,}. A timestep is one token, so the longest sequence has "
        "{longest:,} timesteps."
    ),
    "rows are windows": (
        "Sequences in this batch: {batch:,}. Each is a window of up to {window:,} tokens of a document; the "
        "next window begins {stride:,} tokens later, and a token in several windows counts only in the one "
        "whose middle is nearest. A timestep is one token."
    ),
    "rows are subsequences": (
        "Sequences in this batch: {batch:,}. Each is a run of up to {window:,} tokens from a place in a "
        "document that is drawn anew in every epoch. A timestep is one token."
    ),
    "rows are strips": (
        "Sequences in this batch: {batch:,}. Each is the next piece of up to {window:,} tokens of a long text: "
        "a row goes on where the same row of the batch before ended, in {carried:,} rows here, and keeps the "
        "state of the forward LSTM. In the others a document begins and the state is zero. A timestep is one "
        "token."
    ),
    "tokens are cut": "Of these sentences {cut:,} tokens did not fit into {time:,} timesteps and are left out.",
    # ids
    "ids stand for words": (
        "Each token is looked up in a table of {words:,} rows; the number of its row, its id, takes its place. "
        "Id 1 stands for every word that training did not show often enough: {unknown:,} of the {tokens:,} "
        "tokens here."
    ),
    "padding comes after": (
        "A tensor is a rectangle, so all sequences get the length {time:,}: shorter ones are padded with id 0 "
        "after their last token."
    ),
    "padding comes before": (
        "A tensor is a rectangle, so all sequences get the length {time:,}: shorter ones are padded with id 0 "
        "before their first token."
    ),
    "more ids": (
        "Beside the word, each token has {more:,} more ids of the same kind: for its beginnings, its endings "
        "and the outline of its letters."
    ),
    "input shape of ids": (
        "Keras calls this shape (None, None): None is an axis whose size may change from batch to batch. "
        "input_shape leaves the batch axis out and is (None,)."
    ),
    "input shape of strips": (
        "Keras calls this shape ({batch:,}, None). None is an axis whose size may change from batch to batch; "
        "the batch axis may not, because the state of every row is kept for the next batch. input_shape leaves "
        "the batch axis out and is (None,)."
    ),
    # mask
    "mask": (
        "True where there is a token, in {tokens:,} of {cells:,} cells. The other {padding:,} cells "
        "({share:.1%}) are padding. Numbers alone do not tell them apart, so the mask goes to every layer that "
        "reads in order and to the loss."
    ),
    # embedded
    "embedded": (
        "An id is a name and no quantity, so it is exchanged for a row of numbers that training may change. A "
        "timestep is now {features:,} numbers, {word_size:,} of them for the word."
    ),
    "embedded affixes": (
        "Beginnings and endings of 1 to {affixes:,} characters add {affix_size:,} numbers each, so that a word "
        "never seen before still looks like its relatives."
    ),
    "embedded shape": "The outline of its letters adds {shape_size:,}.",
    "embedded characters": (
        "A convolution looks at every {char_width:,} neighbouring characters of a token, up to {longest_token:,} of "
        "them, and keeps the strongest answer of each of its {char_filters:,} filters: spelling, wherever in the "
        "word it stands."
    ),
    "bare number": (
        "The id itself is all that a timestep holds: one number, so the feature axis has size 1. The network "
        "has to take word {some:,} for nearly the same as word {next:,}, though ids are only names: this is "
        "hard to learn from."
    ),
    "one-hot": (
        "Each token is a row of {features:,} numbers, all 0 but a single 1 in the column of its word. No two "
        "words are nearer than any others. Rare words share column 1; padding has no 1 at all. The price is "
        "{bytes:,} bytes a batch."
    ),
    "input_dim": (
        "The last axis is what input_dim means: an LSTM reads (batch, timesteps, input_dim), here ({batch:,}, "
        "{time:,}, {features:,}); its input_shape without the batch axis is (None, {features:,})."
    ),
    # LSTM
    "forward": (
        "An LSTM reads the timesteps from first to last and keeps {units:,} numbers in mind. What it says at a "
        "token depends on that token and all before it, and on nothing that follows."
    ),
    "backward": (
        "A second LSTM with weights of its own reads from last to first. What it says at a token depends on "
        "that token and all after it, and on nothing before."
    ),
    "backward alone": (
        "The LSTM reads from last to first and keeps {units:,} numbers in mind. What it says at a token depends "
        "on that token and all after it, and on nothing before."
    ),
    "realigned": (
        "Its outputs come in the order of reading and are turned round, so that column t speaks of token t again."
    ),
    "not realigned": (
        "Its outputs stay in the order of reading: column 1 speaks of the last token, column 2 of the one "
        "before. They are joined to the wrong tokens. Switch realign on to mend that."
    ),
    "all timesteps": (
        "return_sequences=True gives its numbers at every timestep; without it only the last would remain."
    ),
    "last timestep": (
        "return_sequences is off: only the numbers after the last token read remain, and each of the {time:,} "
        "timesteps gets the same. Tokens of one sentence can then no longer be told apart."
    ),
    "lstm weights": (
        "It has 4 gates of {units:,} cells; a cell has a weight for every input ({inputs:,}), one for every "
        "number kept in mind ({units:,}), and a bias: {parameters} = {n_parameters:,} weights. They serve every "
        "timestep, so the length does not matter."
    ),
    # joined
    "joined": (
        "Both directions side by side: {units:,} + {units:,} = {features:,} numbers a token. Together they have "
        "read the whole sequence, to the left and to the right."
    ),
    "one direction": (
        "Only one direction reads, so there is nothing to join: {features:,} numbers a token, which know one "
        "side of it."
    ),
    # scores
    "scores": (
        "One layer of {features:,} · {columns:,} weights and {columns:,} biases, the same at every timestep, "
        "gives each token {columns:,} scores: one a label, and one for padding that is never chosen."
    ),
    "softmax": "Softmax turns the scores of a token into probabilities that add up to 1.",
    "crf": (
        "A CRF weighs whole sequences of labels: a path's score is the sum of its labels' scores and of how well "
        "each follows the one before."
    ),
    "sigmoid": "A sigmoid turns each score into a probability of its own; they need not add up to 1.",
    "number": (
        "One layer of {features:,} weights and a bias, the same at every timestep, gives each token one number. "
        "Rounded to the nearest of 1 to {last:,} it names the label: a label is taken for a quantity."
    ),
    # loss
    "cross-entropy": (
        "The loss of a token is the cross-entropy: minus the logarithm of the probability of its right label."
    ),
    "transitions": (
        "How well one label follows another, for all {labels:,} labels, and how well each begins or ends a "
        "sentence: a table of {size:,} by {size:,} numbers, the same for every batch. What the scheme forbids "
        "stands at minus 10,000."
    ),
    "crf loss": (
        "The loss of a token is minus the logarithm of the probability of its label, given the labels before it "
        "and over all that could come after; along a sentence the losses add up to that of the whole path."
    ),
    "binary cross-entropy": (
        "The loss of a token is the binary cross-entropy, summed over {labels:,} yes-or-no questions, one a label."
    ),
    "squared error": (
        "The loss of a token is the squared distance from its label's number (mse): confusing label 1 with "
        "label 9 costs 64 times as much as confusing it with label 2, though no label is nearer to another."
    ),
    "average": (
        "The losses of {weighted:,} tokens that count are added and divided by {weighted:,}. Dividing by all "
        "{cells:,} cells, padding included, would make the same errors look smaller the more padding there is."
    ),
}


def phrase(key: str, values: Values) -> Phrase:
    """Return the template `key` with those of `values` that it needs.

    Raises:
        KeyError: There is no such template, or a value is missing.
    """
    template = TEMPLATES[key]
    wanted = {name: values[name] for name in values if f"{{{name}:" in template or f"{{{name}}}" in template}
    made = Phrase(template, wanted)
    _ = made.text
    return made
