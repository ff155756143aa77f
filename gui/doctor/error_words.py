"""What `core.doctor.error_words` says, for the translation tools."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS = (
    QT_TRANSLATE_NOOP("doctor_errors", "the layer that refuses"),
    QT_TRANSLATE_NOOP("doctor_errors", "axes it wants"),
    QT_TRANSLATE_NOOP("doctor_errors", "axes it was given"),
    QT_TRANSLATE_NOOP("doctor_errors", "the batch: {size} sentences"),
    QT_TRANSLATE_NOOP("doctor_errors", "the timesteps: {size} tokens in the longest row"),
    QT_TRANSLATE_NOOP("doctor_errors", "the features: {size} numbers a timestep"),
    QT_TRANSLATE_NOOP("doctor_errors", "the labels: {size} scores"),
    QT_TRANSLATE_NOOP("doctor_errors", "the timesteps, or the units of a layer before: {size}"),
    QT_TRANSLATE_NOOP("doctor_errors", "an axis too many: {size}"),
    QT_TRANSLATE_NOOP("doctor_errors", "None: any size"),
    QT_TRANSLATE_NOOP("doctor_errors", "the size it was built for"),
    QT_TRANSLATE_NOOP("doctor_errors", "the cell of the batch: row, timestep"),
    QT_TRANSLATE_NOOP("doctor_errors", "the id that was looked up"),
    QT_TRANSLATE_NOOP("doctor_errors", "rows of the table: ids 0 to {last}"),
    QT_TRANSLATE_NOOP("doctor_errors", "lists that were given"),
    QT_TRANSLATE_NOOP("doctor_errors", "the shape of the targets"),
    QT_TRANSLATE_NOOP("doctor_errors", "the shape of the scores"),
    QT_TRANSLATE_NOOP("doctor_errors", "rows it keeps a state for"),
    QT_TRANSLATE_NOOP("doctor_errors", "rows it was given"),
    QT_TRANSLATE_NOOP("doctor_errors", "sizes that do not fit each other"),
    QT_TRANSLATE_NOOP("doctor_errors", "sentences in the inputs"),
    QT_TRANSLATE_NOOP("doctor_errors", "sentences in the targets"),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "{layer} reads (batch, timesteps, features) and was given 2 axes. Where {second} is the number "
        "of timesteps, the feature axis is missing: put an Embedding before it, or one-hot rows. Where "
        "{second} is the number of units of a layer before, the time axis is gone: set "
        "return_sequences=True in that layer.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "{layer} reads (batch, timesteps, features) and was given {found} axes. Most likely an Embedding "
        "looked up what was one-hot already, or characters of words: {sizes}.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "{layer} wants 2 axes, one row a sentence, and was given 3. The layer before returns its output "
        "at every timestep: leave return_sequences off where one answer a sentence is wanted.",
    ),
    QT_TRANSLATE_NOOP("doctor_errors", "{layer} wants {wanted} axes and was given {found}: {sizes}."),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "{layer} was built for {wanted} numbers along its last axis and is given {found}. Where they are "
        "made of all timesteps of a sentence, the data are padded to another length than before.",
    ),
    QT_TRANSLATE_NOOP("doctor_errors", "The network was built for the shape {wanted} and is given {found}."),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "sparse_categorical_crossentropy wants one number of a label a token. These targets have as many "
        "axes as the scores: they are one-hot. Use categorical_crossentropy, or hand over the numbers.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "The targets have a label at every timestep ({target}), the scores one row a sentence "
        "({output}). Set return_sequences=True in the last LSTM.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "The targets are {target}, the scores {output}. Where targets are numbers of labels, use "
        "sparse_categorical_crossentropy; this loss wants a row of 0 and 1 for every token.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors", "The targets are {target}, the scores {output}: apart from the labels they must agree."
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "The id {id} stands in row {row}, and the table has {rows} rows, for the ids 0 to {last}. "
        "input_dim is the highest id plus one, padding included; words the training text does not have "
        "get the id of the unknown word.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "{lists} lists of different length do not make a rectangle. Pad the short ones: "
        'keras.utils.pad_sequences(…, padding="post").',
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "A stateful LSTM keeps one state a row: it was built for batches of {wanted} rows and is given "
        "{found}. Fill up or leave out the last batch, or build the network anew with another batch size.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "TimeDistributed applies a layer to every timestep and was given {sizes}, without an axis of "
        "time. Set return_sequences=True in the LSTM before it; then Dense alone does the same.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "{layer} was handed a mask and drops it: from there on padding is read as words. Set "
        "supports_masking in the layer, or pass mask= to every layer that reads in order.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "Softmax over an axis of size 1 always gives 1. For one yes-or-no question use sigmoid; for "
        "several labels give each a column.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "{first} and {second} have to be combined cell by cell and do not fit. A weight or mask has the "
        "shape of the targets: (batch, timesteps).",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "The inputs hold {inputs} sentences, the targets {targets}. Each sentence needs one row of targets.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor_errors",
        "cuDNN's LSTM wants padding after the tokens and at least one token in every row. Pad behind, "
        "leave out empty sentences, or set use_cudnn=False.",
    ),
)
