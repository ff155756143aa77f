"""What `core.doctor.target_cases` says, for the translation tools."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS = (
    QT_TRANSLATE_NOOP("doctor", "Label numbers with a categorical loss"),
    QT_TRANSLATE_NOOP("doctor", "The loss refuses: target and output have not the same number of axes."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "categorical_crossentropy wants a row of 0 and 1 for every token, (batch, timesteps, labels). "
        "Numbers of labels are (batch, timesteps).",
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "Use sparse_categorical_crossentropy for numbers of labels, or turn them into one-hot rows."
    ),
    QT_TRANSLATE_NOOP("doctor", "One-hot targets with a sparse loss"),
    QT_TRANSLATE_NOOP("doctor", "The loss refuses: the target has an axis too many."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "sparse_categorical_crossentropy wants the number of the right label, one a token: (batch, timesteps).",
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "Use categorical_crossentropy for one-hot rows, or hand over the numbers of the labels."
    ),
    QT_TRANSLATE_NOOP("doctor", "The squared error of label numbers"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said. A word that is half the time label 1 and half the time label 3 gets label 2."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "The squared error takes labels for quantities: the middle of 1 and 3 costs least. Labels are "
        "names, and their numbers say nothing of how near they are.",
    ),
    QT_TRANSLATE_NOOP("doctor", "Give every label a score of its own, with softmax and cross-entropy."),
    QT_TRANSLATE_NOOP("doctor", "The first label has the number of padding"),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Nothing is said. The first label seems to be by far the most frequent, and the network learns it for padding.",
    ),
    QT_TRANSLATE_NOOP("doctor", "Padding is filled up with 0, and 0 is the number of the first label as well."),
    QT_TRANSLATE_NOOP(
        "doctor", "Number the labels from 1, keep 0 for padding, and let padding weigh nothing in the loss."
    ),
    QT_TRANSLATE_NOOP("doctor", "Softmax over the wrong axis"),
    QT_TRANSLATE_NOOP("doctor", "Nothing is said. The chances of a token's labels do not add up to 1."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Axis 1 is time: the tokens of a sentence share one chance for each label, and compete with each other.",
    ),
    QT_TRANSLATE_NOOP("doctor", 'Take softmax over the last axis, the labels; that is what activation="softmax" does.'),
    QT_TRANSLATE_NOOP("doctor", "Softmax over a single number"),
    QT_TRANSLATE_NOOP("doctor", "A warning at the most. Every answer is 1, whatever the network learns."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Softmax divides by the sum over all labels. Where there is one number alone, that is the number itself.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "For one yes-or-no question use sigmoid; for several labels give each a column of its own."
    ),
    QT_TRANSLATE_NOOP("doctor", "Scores are taken for probabilities"),
    QT_TRANSLATE_NOOP("doctor", "Nothing is said. The loss is far off, and its gradient points elsewhere."),
    QT_TRANSLATE_NOOP(
        "doctor",
        "The loss believes that it is given probabilities: it cuts them to between 0 and 1 and takes the "
        "logarithm. A Dense without activation gives scores, also negative ones.",
    ),
    QT_TRANSLATE_NOOP(
        "doctor", 'Say from_logits=True to the loss, or give the last layer activation="softmax": one of them.'
    ),
    QT_TRANSLATE_NOOP("doctor", "Softmax is taken twice"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said. The loss of a perfect answer is not 0, and training seems to stop early."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        'activation="softmax" has made probabilities already; from_logits=True takes softmax of them '
        "once more, and no column can then be far from the others.",
    ),
    QT_TRANSLATE_NOOP("doctor", 'Either activation="softmax" or from_logits=True.'),
    QT_TRANSLATE_NOOP("doctor", "The loss is divided by padding, too"),
    QT_TRANSLATE_NOOP(
        "doctor", "Nothing is said. The loss is small, the more so the more padding there is, and so is its gradient."
    ),
    QT_TRANSLATE_NOOP(
        "doctor", "Weights of 0 take padding out of the sum, but by default the sum is divided by all cells."
    ),
    QT_TRANSLATE_NOOP(
        "doctor", 'Divide by the sum of the weights: reduction="mean_with_sample_weight". Tagscope always does.'
    ),
    QT_TRANSLATE_NOOP("doctor", "The accuracy counts padding"),
    QT_TRANSLATE_NOOP("doctor", "Nothing is said. The accuracy is above 90 %, and most tokens are wrong."),
    QT_TRANSLATE_NOOP(
        "doctor", "Padding is easy to tell, and there is much of it: each cell counts as a right answer."
    ),
    QT_TRANSLATE_NOOP(
        "doctor",
        "Weigh the metric by the mask: sample_weight, or weighted_metrics in compile. Train shows both accuracies.",
    ),
    QT_TRANSLATE_NOOP("doctor", "Weights of tokens in the shape of labels"),
    QT_TRANSLATE_NOOP("doctor", "Keras refuses: the weights do not fit the losses."),
    QT_TRANSLATE_NOOP("doctor", "There is one loss a token, (batch, timesteps), and one weight for each."),
    QT_TRANSLATE_NOOP("doctor", "Give sample_weight the shape of the targets: (batch, timesteps), 0 for padding."),
)
