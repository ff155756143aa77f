"""What is said of the parts of an error message: templates, so that the window can translate them."""

from core.shape_words import Phrase

PART_WORDS: dict[str, str] = {
    "layer": "the layer that refuses",
    "axes wanted": "axes it wants",
    "axes found": "axes it was given",
    "batch": "the batch: {size} sentences",
    "timesteps": "the timesteps: {size} tokens in the longest row",
    "features": "the features: {size} numbers a timestep",
    "labels": "the labels: {size} scores",
    "second axis": "the timesteps, or the units of a layer before: {size}",
    "one axis more": "an axis too many: {size}",
    "any size": "None: any size",
    "size wanted": "the size it was built for",
    "cell": "the cell of the batch: row, timestep",
    "id": "the id that was looked up",
    "rows": "rows of the table: ids 0 to {last}",
    "lists": "lists that were given",
    "target": "the shape of the targets",
    "output": "the shape of the scores",
    "rows wanted": "rows it keeps a state for",
    "rows found": "rows it was given",
    "apart": "sizes that do not fit each other",
    "inputs": "sentences in the inputs",
    "targets": "sentences in the targets",
}

ERROR_WORDS: dict[str, str] = {
    "feature axis is missing": (
        "{layer} reads (batch, timesteps, features) and was given 2 axes. Where {second} is the number of "
        "timesteps, the feature axis is missing: put an Embedding before it, or one-hot rows. Where {second} is the "
        "number of units of a layer before, the time axis is gone: set return_sequences=True in that layer."
    ),
    "an axis too many": (
        "{layer} reads (batch, timesteps, features) and was given {found} axes. Most likely an Embedding looked up "
        "what was one-hot already, or characters of words: {sizes}."
    ),
    "time axis where none is wanted": (
        "{layer} wants 2 axes, one row a sentence, and was given 3. The layer before returns its output at every "
        "timestep: leave return_sequences off where one answer a sentence is wanted."
    ),
    "other number of axes": "{layer} wants {wanted} axes and was given {found}: {sizes}.",
    "another size": (
        "{layer} was built for {wanted} numbers along its last axis and is given {found}. Where they are made of all "
        "timesteps of a sentence, the data are padded to another length than before."
    ),
    "another shape": "The network was built for the shape {wanted} and is given {found}.",
    "one-hot with a sparse loss": (
        "sparse_categorical_crossentropy wants one number of a label a token. These targets have as many axes as the "
        "scores: they are one-hot. Use categorical_crossentropy, or hand over the numbers."
    ),
    "targets a token, scores a sentence": (
        "The targets have a label at every timestep ({target}), the scores one row a sentence ({output}). Set "
        "return_sequences=True in the last LSTM."
    ),
    "ranks differ": (
        "The targets are {target}, the scores {output}. Where targets are numbers of labels, use "
        "sparse_categorical_crossentropy; this loss wants a row of 0 and 1 for every token."
    ),
    "shapes differ": "The targets are {target}, the scores {output}: apart from the labels they must agree.",
    "id beyond the table": (
        "The id {id} stands in row {row}, and the table has {rows} rows, for the ids 0 to {last}. input_dim is the "
        "highest id plus one, padding included; words the training text does not have get the id of the unknown word."
    ),
    "ragged": (
        "{lists} lists of different length do not make a rectangle. Pad the short ones: "
        'keras.utils.pad_sequences(…, padding="post").'
    ),
    "another number of rows": (
        "A stateful LSTM keeps one state a row: it was built for batches of {wanted} rows and is given {found}. "
        "Fill up or leave out the last batch, or build the network anew with another batch size."
    ),
    "no time left": (
        "TimeDistributed applies a layer to every timestep and was given {sizes}, without an axis of time. Set "
        "return_sequences=True in the LSTM before it; then Dense alone does the same."
    ),
    "mask destroyed": (
        "{layer} was handed a mask and drops it: from there on padding is read as words. Set supports_masking in the "
        "layer, or pass mask= to every layer that reads in order."
    ),
    "softmax over one": (
        "Softmax over an axis of size 1 always gives 1. For one yes-or-no question use sigmoid; for several labels "
        "give each a column."
    ),
    "sizes do not fit": (
        "{first} and {second} have to be combined cell by cell and do not fit. A weight or mask has the shape of the "
        "targets: (batch, timesteps)."
    ),
    "numbers of sentences differ": "The inputs hold {inputs} sentences, the targets {targets}. Each sentence needs "
    "one row of targets.",
    "right padding": (
        "cuDNN's LSTM wants padding after the tokens and at least one token in every row. Pad behind, leave out empty "
        "sentences, or set use_cudnn=False."
    ),
}


def part_phrase(key: str, **values: int | str) -> Phrase:
    """Return what is said of a part of a message."""
    return Phrase(PART_WORDS[key], values)


def error_phrase(key: str, **values: int | str) -> Phrase:
    """Return what is said of a message as a whole."""
    return Phrase(ERROR_WORDS[key], values)
