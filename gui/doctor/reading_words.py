"""What `core.doctor.reading_cases` says, for the translation tools."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS = (
    QT_TRANSLATE_NOOP("doctor", "The last timestep of a bidirectional LSTM"),
    QT_TRANSLATE_NOOP("doctor", "Nothing is said. Half of what is taken for a summary knows only the last word."),
    QT_TRANSLATE_NOOP(
        "doctor", "The backward LSTM begins at the end: at the last timestep it has read one token, at the first all."
    ),
    QT_TRANSLATE_NOOP("doctor", "For one answer a sentence leave return_sequences off; for tags use every timestep."),
    QT_TRANSLATE_NOOP("doctor", "Backward outputs against the wrong tokens"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said. Output 0 has not read the first word at all: the output of that word stands last."
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "go_backwards=True reads from the end and hands its outputs on in the order of reading."
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "Turn the outputs round again before they are joined, or use Bidirectional, which does."
    ),
    QT_TRANSLATE_NOOP("doctor", "A stateful network meets another batch size"),
    QT_TRANSLATE_NOOP("doctor", "Keras refuses: the number of rows differs from the one the model was built for."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "A stateful LSTM keeps a state for every row, and row i of a batch goes on where row i of the "
        "last one ended. It cannot do that for another number of rows.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "Keep the batch size, fill up or leave out the last batch; or build the network anew for tagging."
    ),
    QT_TRANSLATE_NOOP("doctor", "State is carried into another text"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said. The same sentence gets other answers, depending on what was read before."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "A stateful LSTM begins where it ended, also when another text begins, from fit to predict and "
        "from epoch to epoch.",
    ),
    QT_TRANSLATE_NOOP("doctor", "Reset the state where a text begins. Without stateful Keras does so for every batch."),
    QT_TRANSLATE_NOOP("doctor", "Every token is a sequence of its own"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said. No token knows of its neighbours, and the network is no better than a dictionary."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "An LSTM remembers along the time axis alone. With one timestep a sequence there is nothing to "
        "remember; the rows of a batch know nothing of each other.",
    ),
    QT_TRANSLATE_NOOP("doctor", "A sentence is one row, its tokens are the timesteps: (sentences, timesteps)."),
)
