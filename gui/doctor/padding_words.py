"""What `core.doctor.padding_cases` says, for the translation tools."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS = (
    QT_TRANSLATE_NOOP("doctor", "Tokens padded in front, labels behind"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said. In short sentences, tokens and labels no longer stand over each other."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "pad_sequences puts padding in front by default, unlike nearly everything else. Where it stands "
        "in front, cuDNN's fast LSTM cannot be used either.",
    ),
    QT_TRANSLATE_NOOP("doctor", 'Say padding="post", for tokens and for labels.'),
    QT_TRANSLATE_NOOP("doctor", "Long sentences lose their beginning"),
    QT_TRANSLATE_NOOP("doctor", "Nothing is said. The first tokens of every sentence that is too long are gone."),
    QT_TRANSLATE_NOOP(
        "doctor", "pad_sequences cuts in front by default, too: truncating is another option than padding."
    ),
    QT_TRANSLATE_NOOP("doctor", 'Say truncating="post", or keep sentences whole: no longest length, or windows.'),
    QT_TRANSLATE_NOOP("doctor", "Padding is read as words"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said. What the network makes of a sentence depends on how far it was padded."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Numbers alone do not tell padding from words: the LSTM reads on through the padding, and what "
        "it knew of the sentence fades.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Say which cells are tokens: mask_zero=True in the Embedding, or mask= at every layer that reads in order.",
    ),
    QT_TRANSLATE_NOOP("doctor", "A layer between loses the mask"),
    QT_TRANSLATE_NOOP(
        "doctor", "A warning at the most: the layer does not support masking and will destroy the mask information."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "The mask travels with a tensor from layer to layer. A layer that does not say what it does to "
        "masks drops it, and padding is read as words from there on.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "Set supports_masking in the layer, or hand the mask to every layer that reads in order: mask=."
    ),
    QT_TRANSLATE_NOOP("doctor", "A row without any token"),
    QT_TRANSLATE_NOOP(
        "doctor", "On a CPU nothing is said, and averages over a row become nan. With cuDNN the step fails."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "There is nothing to read in the row, and nothing to divide by. cuDNN's LSTM asks for at least "
        "one token in every row.",
    ),
    QT_TRANSLATE_NOOP("doctor", "Leave empty sentences out of batches. Tagscope never makes such a row."),
    QT_TRANSLATE_NOOP("doctor", "An id beyond the table"),
    QT_TRANSLATE_NOOP(
        "doctor", "On a CPU the lookup fails and names the cell. On a GPU it gives zeros and says nothing."
    ),
    QT_TRANSLATE_NOOP("doctor", "The text has words that the table was not made for."),
    QT_TRANSLATE_NOOP(
        "doctor", "Make the vocabulary from the training text and give all other words the id of the unknown word."
    ),
    QT_TRANSLATE_NOOP("doctor", "A table without a row for padding"),
    QT_TRANSLATE_NOOP("doctor", "The lookup fails at the word with the highest number, perhaps only in a later batch."),
    QT_TRANSLATE_NOOP("doctor", "Words are numbered 1 to 9, and with the 0 of padding that makes 10 rows."),
    QT_TRANSLATE_NOOP("doctor", "input_dim is the highest id plus one."),
    QT_TRANSLATE_NOOP("doctor", "A word has the id of padding"),
    QT_TRANSLATE_NOOP("doctor", "Nothing is said. The first word of the vocabulary is skipped wherever it stands."),
    QT_TRANSLATE_NOOP("doctor", "mask_zero takes every 0 for padding, and the first word of the vocabulary got 0."),
    QT_TRANSLATE_NOOP(
        "doctor", "Keep 0 for padding and number the words from 1, or from 2 where 1 is the unknown word."
    ),
    QT_TRANSLATE_NOOP("doctor", "Test sentences get a vocabulary of their own"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said. In the test the network meets other words under the ids that it knows."
    ),
    QT_TRANSLATE_NOOP("doctor", "Ids are places in one table. Made anew from other text, the table has another order."),
    QT_TRANSLATE_NOOP("doctor", "Keep the vocabulary of training with the model. A model file of Tagscope holds both."),
)
