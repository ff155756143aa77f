"""Plain words for every option of `core.config`: a title, a sentence of help, names of choices.

One table, so that a form, its tool tips and the tests read the same words. The bounds are not
here: `core.config` alone says them.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "option_words"

TITLES: dict[str, object] = {
    "token_input": QT_TRANSLATE_NOOP("option_words", "A token goes in as"),
    "word_size": QT_TRANSLATE_NOOP("option_words", "Word vector"),
    "affix_length": QT_TRANSLATE_NOOP("option_words", "Longest affix"),
    "affix_size": QT_TRANSLATE_NOOP("option_words", "Affix vector"),
    "shape_size": QT_TRANSLATE_NOOP("option_words", "Shape vector"),
    "char_filters": QT_TRANSLATE_NOOP("option_words", "Character filters"),
    "char_size": QT_TRANSLATE_NOOP("option_words", "Character vector"),
    "char_width": QT_TRANSLATE_NOOP("option_words", "Characters at once"),
    "one_hot_words": QT_TRANSLATE_NOOP("option_words", "One-hot words"),
    "layers": QT_TRANSLATE_NOOP("option_words", "LSTM layers"),
    "units": QT_TRANSLATE_NOOP("option_words", "Units a direction"),
    "directions": QT_TRANSLATE_NOOP("option_words", "Reads"),
    "return_sequences": QT_TRANSLATE_NOOP("option_words", "Return sequences"),
    "realign": QT_TRANSLATE_NOOP("option_words", "Realign backward"),
    "output": QT_TRANSLATE_NOOP("option_words", "Output"),
    "dropout": QT_TRANSLATE_NOOP("option_words", "Dropout"),
    "word_dropout": QT_TRANSLATE_NOOP("option_words", "Word dropout"),
    "recurrent_dropout": QT_TRANSLATE_NOOP("option_words", "State dropout"),
    "batch_size": QT_TRANSLATE_NOOP("option_words", "Batch size"),
    "order": QT_TRANSLATE_NOOP("option_words", "Order"),
    "pad": QT_TRANSLATE_NOOP("option_words", "Pad"),
    "cut": QT_TRANSLATE_NOOP("option_words", "Cut"),
    "max_length": QT_TRANSLATE_NOOP("option_words", "Longest row"),
    "fixed_length": QT_TRANSLATE_NOOP("option_words", "One length for all"),
    "sampling": QT_TRANSLATE_NOOP("option_words", "A row is"),
    "window": QT_TRANSLATE_NOOP("option_words", "Window"),
    "stride": QT_TRANSLATE_NOOP("option_words", "Stride"),
    "min_count": QT_TRANSLATE_NOOP("option_words", "Known from"),
    "lowercase": QT_TRANSLATE_NOOP("option_words", "Ignore case"),
    "epochs": QT_TRANSLATE_NOOP("option_words", "Epochs"),
    "optimiser": QT_TRANSLATE_NOOP("option_words", "Optimiser"),
    "learning_rate": QT_TRANSLATE_NOOP("option_words", "Learning rate"),
    "warm_up": QT_TRANSLATE_NOOP("option_words", "Warm-up steps"),
    "schedule": QT_TRANSLATE_NOOP("option_words", "Learning rate falls"),
    "decay": QT_TRANSLATE_NOOP("option_words", "Falls to"),
    "momentum": QT_TRANSLATE_NOOP("option_words", "Momentum"),
    "weight_decay": QT_TRANSLATE_NOOP("option_words", "Weight decay"),
    "clip_norm": QT_TRANSLATE_NOOP("option_words", "Clip gradients at"),
    "average": QT_TRANSLATE_NOOP("option_words", "Average weights"),
    "label_smoothing": QT_TRANSLATE_NOOP("option_words", "Label smoothing"),
    "class_weights": QT_TRANSLATE_NOOP("option_words", "Labels weigh"),
    "vectors": QT_TRANSLATE_NOOP("option_words", "Word vectors from"),
    "endless": QT_TRANSLATE_NOOP("option_words", "Endless task"),
    "endless_sentences": QT_TRANSLATE_NOOP("option_words", "Sentences an epoch"),
    "event_folder": QT_TRANSLATE_NOOP("option_words", "Events into"),
    "memory_limit": QT_TRANSLATE_NOOP("option_words", "Memory, MB"),
    "patience": QT_TRANSLATE_NOOP("option_words", "Patience"),
    "seed": QT_TRANSLATE_NOOP("option_words", "Seed"),
}

HELP: dict[str, object] = {
    "token_input": QT_TRANSLATE_NOOP(
        "option_words", "A learnt vector for its number, the bare number itself, or a 1 in a column of its own."
    ),
    "word_size": QT_TRANSLATE_NOOP(
        "option_words", "Numbers that stand for a word. More can hold more, and need more text."
    ),
    "affix_length": QT_TRANSLATE_NOOP(
        "option_words",
        "Beginnings and endings up to this many characters get vectors of their own. 0 for none.",
    ),
    "affix_size": QT_TRANSLATE_NOOP("option_words", "Numbers that stand for each beginning or ending."),
    "shape_size": QT_TRANSLATE_NOOP(
        "option_words", "Numbers that stand for how a word is written: Xxxx, XXX, dd. 0 for none."
    ),
    "char_filters": QT_TRANSLATE_NOOP(
        "option_words", "Numbers that a look at the spelling of each token gives. 0 for none."
    ),
    "char_size": QT_TRANSLATE_NOOP("option_words", "Numbers that stand for a single character."),
    "char_width": QT_TRANSLATE_NOOP("option_words", "Neighbouring characters that are looked at together."),
    "one_hot_words": QT_TRANSLATE_NOOP(
        "option_words", "The most frequent words get a column each; all others share one."
    ),
    "layers": QT_TRANSLATE_NOOP("option_words", "LSTMs one upon the other. One is nearly always enough."),
    "units": QT_TRANSLATE_NOOP("option_words", "Numbers each LSTM carries from token to token, in each direction."),
    "directions": QT_TRANSLATE_NOOP(
        "option_words", "Forward knows only what came before a token; both directions joined know the whole sentence."
    ),
    "return_sequences": QT_TRANSLATE_NOOP(
        "option_words",
        "Off, the LSTM gives only its last state and every token gets the same answer: a classical mistake.",
    ),
    "realign": QT_TRANSLATE_NOOP(
        "option_words",
        "Off, what the backward LSTM says stands against the wrong tokens: a classical mistake.",
    ),
    "output": QT_TRANSLATE_NOOP(
        "option_words",
        "One probability a label, whole label sequences (CRF), a yes or no for each label, or a single number.",
    ),
    "dropout": QT_TRANSLATE_NOOP(
        "option_words", "Share of values hidden while training, so that nothing is learnt by heart."
    ),
    "word_dropout": QT_TRANSLATE_NOOP(
        "option_words", "Share of words shown as unknown while training, so that unknown words are met in time."
    ),
    "batch_size": QT_TRANSLATE_NOOP("option_words", "Rows fed at once."),
    "order": QT_TRANSLATE_NOOP(
        "option_words", "Which sentences stand together in a batch. Like lengths together waste little padding."
    ),
    "pad": QT_TRANSLATE_NOOP("option_words", "Where the filling of short rows goes."),
    "cut": QT_TRANSLATE_NOOP("option_words", "Which end is lost where a row is longer than allowed."),
    "max_length": QT_TRANSLATE_NOOP("option_words", "Tokens kept of a row. 0 keeps all."),
    "fixed_length": QT_TRANSLATE_NOOP(
        "option_words", "Pad every batch to the same length instead of its own longest row."
    ),
    "sampling": QT_TRANSLATE_NOOP(
        "option_words",
        "Whole sentences, windows, random pieces that are new each epoch, or strips whose state is carried on.",
    ),
    "window": QT_TRANSLATE_NOOP("option_words", "Tokens of a window, piece or strip."),
    "stride": QT_TRANSLATE_NOOP(
        "option_words", "Tokens from one window to the next; equal to the window for no overlap."
    ),
    "min_count": QT_TRANSLATE_NOOP("option_words", "Words seen less often than this count as unknown."),
    "lowercase": QT_TRANSLATE_NOOP("option_words", "“The” and “the” share one word vector."),
    "epochs": QT_TRANSLATE_NOOP("option_words", "Times the whole training text is read, at the most."),
    "learning_rate": QT_TRANSLATE_NOOP("option_words", "How far each step goes, at the start."),
    "decay": QT_TRANSLATE_NOOP(
        "option_words", "The share of the learning rate that is left at the end. 1 keeps it constant."
    ),
    "clip_norm": QT_TRANSLATE_NOOP("option_words", "A longer step is shortened to this. 0 for no limit."),
    "endless": QT_TRANSLATE_NOOP(
        "option_words",
        "Learns a generated task in place of the corpus, with fresh sentences every epoch; dev is generated once.",
    ),
    "endless_sentences": QT_TRANSLATE_NOOP("option_words", "Sentences that are drawn for each epoch."),
    "event_folder": QT_TRANSLATE_NOOP(
        "option_words", "A folder where each run leaves its steps and epochs for TensorBoard to draw."
    ),
    "memory_limit": QT_TRANSLATE_NOOP(
        "option_words",
        "A run that would take more does not begin, and stops with its best weights. 0: what the machine has left.",
    ),
    "patience": QT_TRANSLATE_NOOP(
        "option_words", "Epochs without a better score on dev before training stops. 0 never stops early."
    ),
    "seed": QT_TRANSLATE_NOOP("option_words", "Starts every random choice; the same seed gives the same run."),
    "recurrent_dropout": QT_TRANSLATE_NOOP(
        "option_words",
        "Share of what an LSTM hands itself from token to token that is hidden while training.",
    ),
    "optimiser": QT_TRANSLATE_NOOP(
        "option_words",
        "Adam suits nearly everything; AdamW also shrinks the weights; SGD needs a learning rate chosen with care.",
    ),
    "warm_up": QT_TRANSLATE_NOOP(
        "option_words",
        "Steps over which the learning rate rises from nothing. 0 begins at once.",
    ),
    "schedule": QT_TRANSLATE_NOOP(
        "option_words",
        "Smoothly over all epochs, by half whenever an epoch is no better than the best, or not at all.",
    ),
    "momentum": QT_TRANSLATE_NOOP("option_words", "Share of the last step that the next one keeps; SGD alone."),
    "weight_decay": QT_TRANSLATE_NOOP("option_words", "How strongly weights are drawn to zero; AdamW alone."),
    "average": QT_TRANSLATE_NOOP(
        "option_words",
        "Keep a slow average of the weights, not the last ones: 0.999 looks back a thousand steps. 0 for none.",
    ),
    "label_smoothing": QT_TRANSLATE_NOOP(
        "option_words",
        "Share of certainty taken from the right label and given to all alike, against overconfidence; softmax alone.",
    ),
    "class_weights": QT_TRANSLATE_NOOP(
        "option_words",
        "Whether tokens of rare labels count for more, so that frequent labels do not drown them.",
    ),
    "vectors": QT_TRANSLATE_NOOP(
        "option_words",
        "A file of word vectors learnt elsewhere (GloVe, word2vec, fastText, .safetensors) to begin with.",
    ),
}

CHOICES: dict[tuple[str, str], object] = {
    ("token_input", "embedded"): QT_TRANSLATE_NOOP("option_words", "a learnt vector"),
    ("token_input", "scalar"): QT_TRANSLATE_NOOP("option_words", "a bare integer"),
    ("token_input", "one-hot"): QT_TRANSLATE_NOOP("option_words", "one-hot"),
    ("directions", "both"): QT_TRANSLATE_NOOP("option_words", "both ways"),
    ("directions", "forward"): QT_TRANSLATE_NOOP("option_words", "forward"),
    ("directions", "backward"): QT_TRANSLATE_NOOP("option_words", "backward"),
    ("output", "softmax"): QT_TRANSLATE_NOOP("option_words", "softmax"),
    ("output", "crf"): QT_TRANSLATE_NOOP("option_words", "CRF"),
    ("output", "sigmoid"): QT_TRANSLATE_NOOP("option_words", "sigmoid"),
    ("output", "number"): QT_TRANSLATE_NOOP("option_words", "a number"),
    ("pad", "after"): QT_TRANSLATE_NOOP("option_words", "after"),
    ("pad", "before"): QT_TRANSLATE_NOOP("option_words", "before"),
    ("cut", "after"): QT_TRANSLATE_NOOP("option_words", "the end"),
    ("cut", "before"): QT_TRANSLATE_NOOP("option_words", "the beginning"),
    ("order", "as is"): QT_TRANSLATE_NOOP("option_words", "as it is"),
    ("order", "by length"): QT_TRANSLATE_NOOP("option_words", "by length"),
    ("order", "shuffled"): QT_TRANSLATE_NOOP("option_words", "shuffled"),
    ("order", "bucketed"): QT_TRANSLATE_NOOP("option_words", "in buckets"),
    ("sampling", "sentences"): QT_TRANSLATE_NOOP("option_words", "a sentence"),
    ("sampling", "windows"): QT_TRANSLATE_NOOP("option_words", "a window"),
    ("sampling", "random subsequences"): QT_TRANSLATE_NOOP("option_words", "a random piece"),
    ("sampling", "stateful"): QT_TRANSLATE_NOOP("option_words", "a carried strip"),
    ("optimiser", "adam"): QT_TRANSLATE_NOOP("option_words", "Adam"),
    ("optimiser", "adamw"): QT_TRANSLATE_NOOP("option_words", "AdamW"),
    ("optimiser", "nadam"): QT_TRANSLATE_NOOP("option_words", "Nadam"),
    ("optimiser", "sgd"): QT_TRANSLATE_NOOP("option_words", "SGD"),
    ("schedule", "cosine"): QT_TRANSLATE_NOOP("option_words", "smoothly"),
    ("schedule", "plateau"): QT_TRANSLATE_NOOP("option_words", "at a standstill"),
    ("schedule", "constant"): QT_TRANSLATE_NOOP("option_words", "never"),
    ("endless", "none"): QT_TRANSLATE_NOOP("option_words", "none"),
    ("endless", "token"): QT_TRANSLATE_NOOP("option_words", "the token"),
    ("endless", "before"): QT_TRANSLATE_NOOP("option_words", "the one before"),
    ("endless", "after"): QT_TRANSLATE_NOOP("option_words", "the one after"),
    ("endless", "both"): QT_TRANSLATE_NOOP("option_words", "both sides"),
    ("endless", "far"): QT_TRANSLATE_NOOP("option_words", "far off"),
    ("endless", "nested"): QT_TRANSLATE_NOOP("option_words", "nested"),
    ("endless", "names"): QT_TRANSLATE_NOOP("option_words", "names"),
    ("class_weights", "equal"): QT_TRANSLATE_NOOP("option_words", "all alike"),
    ("class_weights", "root"): QT_TRANSLATE_NOOP("option_words", "rare ones more"),
    ("class_weights", "balanced"): QT_TRANSLATE_NOOP("option_words", "by rarity"),
}


def title(option: str) -> str:
    """Return an option's name in the user's language."""
    return QCoreApplication.translate(CONTEXT, str(TITLES[option]))


def help_text(option: str) -> str:
    """Return a sentence about an option in the user's language."""
    return QCoreApplication.translate(CONTEXT, str(HELP[option]))


def choice(option: str, value: str) -> str:
    """Return the name of one of an option's choices in the user's language."""
    return QCoreApplication.translate(CONTEXT, str(CHOICES[option, value]))


def value_text(option: str, value: str) -> str:
    """Return a value of an option as the form shows it; numbers as they are."""
    return choice(option, value) if (option, value) in CHOICES else value
