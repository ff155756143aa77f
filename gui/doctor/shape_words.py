"""What `core.doctor.shape_cases` says, for the translation tools."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS = (
    QT_TRANSLATE_NOOP("doctor", "Ids go straight into the LSTM"),
    QT_TRANSLATE_NOOP("doctor", "Keras refuses: it expected three axes and found two."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "An LSTM reads (batch, timesteps, features). Ids have a batch and timesteps; what a timestep "
        "consists of is missing.",
    ),
    QT_TRANSLATE_NOOP("doctor", "Put an Embedding between the ids and the LSTM: every id becomes a row of numbers."),
    QT_TRANSLATE_NOOP("doctor", "One-hot rows go into an Embedding"),
    QT_TRANSLATE_NOOP("doctor", "Keras refuses: it expected three axes and found four."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "An Embedding looks every number up. Given one-hot rows it looks up each 0 and each 1, and puts "
        "a fourth axis behind the third.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "Give an Embedding the ids themselves, or give the one-hot rows to the LSTM without an Embedding."
    ),
    QT_TRANSLATE_NOOP("doctor", "A first LSTM does not return sequences"),
    QT_TRANSLATE_NOOP("doctor", "Keras refuses: the second LSTM expected three axes and found two."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Without return_sequences an LSTM hands on its state after the last timestep alone: the time "
        "axis is gone, and the next LSTM has nothing to read.",
    ),
    QT_TRANSLATE_NOOP("doctor", "Set return_sequences=True in every LSTM that another LSTM reads."),
    QT_TRANSLATE_NOOP("doctor", "One answer a sentence, a label a token"),
    QT_TRANSLATE_NOOP("doctor", "The loss refuses: targets for every timestep do not fit scores for a whole sentence."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Without return_sequences the time axis is gone before the scores are made: one row of scores a "
        "sentence, against a label for every token.",
    ),
    QT_TRANSLATE_NOOP("doctor", "Set return_sequences=True in the last LSTM as well: one row of scores a token."),
    QT_TRANSLATE_NOOP("doctor", "Lists of different length in one array"),
    QT_TRANSLATE_NOOP("doctor", "NumPy refuses: the shape is inhomogeneous after one dimension."),
    QT_TRANSLATE_NOOP(
        "doctor", "An array is a rectangle: every row has the same number of columns. Sentences have not."
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "Pad the short ones: id 0 after their last token, until all are as long as the longest."
    ),
    QT_TRANSLATE_NOOP("doctor", "Time and batch have changed places"),
    QT_TRANSLATE_NOOP("doctor", "Nothing is said. Change one sentence, and the outputs of the others change."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Keras reads along the second axis. With the axes turned round it reads the first tokens of all "
        "sentences as if they were one sentence.",
    ),
    QT_TRANSLATE_NOOP("doctor", "The batch comes first, then time: (sentences, timesteps)."),
    QT_TRANSLATE_NOOP("doctor", "Units are taken for timesteps"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said as long as the sizes agree. In longer sentences there are still five numbers."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "The number of units is how much the LSTM keeps in mind at each timestep. It has nothing to do "
        "with how many timesteps there are: every one is read by the same cells.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Choose the units freely and set return_sequences=True: one output a timestep, however many there are.",
    ),
    QT_TRANSLATE_NOOP("doctor", "Validation data are padded to another length"),
    QT_TRANSLATE_NOOP(
        "doctor", "Keras refuses, in validation only: the layer was built for 20 numbers a sentence and is given 28."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "After Flatten a Dense has weights for every timestep, so all sentences ever must have the length "
        "of the first ones: 5 timesteps of 4 numbers. An LSTM has the same weights for every timestep.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Let layers that read in order see the time axis, and leave its size open (None); or pad all "
        "data to one length.",
    ),
    QT_TRANSLATE_NOOP("doctor", "TimeDistributed where no time is left"),
    QT_TRANSLATE_NOOP("doctor", "Keras refuses: TimeDistributed needs an axis of time."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "TimeDistributed applies a layer to every timestep. After an LSTM without return_sequences there are none.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "Set return_sequences=True. Then Dense alone does the same: it works on the last axis of any tensor."
    ),
)
