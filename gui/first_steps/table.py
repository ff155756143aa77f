"""What `core.first_steps` says, for the translation tools."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS = (
    QT_TRANSLATE_NOOP("first_steps", "How do I get sentences into Keras?"),
    QT_TRANSLATE_NOOP("first_steps", "How does a word become a number?"),
    QT_TRANSLATE_NOOP("first_steps", "What is a sequence, what is a timestep?"),
    QT_TRANSLATE_NOOP("first_steps", "What about sentences of different length?"),
    QT_TRANSLATE_NOOP("first_steps", "What is input_dim?"),
    QT_TRANSLATE_NOOP("first_steps", "How does the network use the whole sentence?"),
    QT_TRANSLATE_NOOP("first_steps", "Sentences, windows, or the whole text?"),
    QT_TRANSLATE_NOOP("first_steps", "Why one-hot and cross-entropy, not integers and mse?"),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Looked at here are {sentences:,} sentences of yours, for training. Keras never sees their letters: it is"
        " fed rectangles of numbers, one batch after the other. This batch is made of {batch:,} rows.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Row {row:,} reads “{text}”: {length:,} tokens, {labelled:,} of them with a label to be learnt.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "The cards are all that becomes of it, from left to right. Click one at any time to see its numbers.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "The words that the network knows have a table of {words:,} rows. “{token}” is row {id:,}.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Row 0 is kept for padding and row 1 for words that the table does not have: {unknown:,} of the "
        "{tokens:,} tokens of this batch.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Such a number is a name and no quantity: word {id:,} is no nearer to word {next:,} than to any other. "
        "That is why it is looked up and never calculated with.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Such a number is a name and no quantity: word {id:,} is no nearer to word {next:,} than to any other. "
        "The network that is chosen here calculates with it all the same; choose another input on Train, and "
        "compare.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "A timestep is one column. At timestep {timestep:,} of row {row:,} the network reads “{token}”, at the "
        "next one “{following}”.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "So the ids have the shape ({batch:,}, {time:,}): {batch:,} sequences side by side, {time:,} timesteps, "
        "one number in each cell. One sequence never reads another.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Without the mask the LSTM would read padding as words, and the loss would count it. The shape doctor "
        "shows what that does to the numbers.",
    ),
    QT_TRANSLATE_NOOP("first_steps", "At “{token}” the forward LSTM has read {count:,} tokens: “{tokens}”."),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "This row goes on where the same row of the batch before ended, and the forward LSTM begins with what it "
        "remembers of that.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "The backward LSTM comes from the end; at “{token}” it has read {count:,} tokens: “{tokens}”.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Joined, the {features:,} numbers at this token know of all {length:,} tokens of the row: that is how a "
        "label can depend on the whole sentence. Both LSTMs are asked for an output at every timestep: "
        "return_sequences=True. Influence, beside Values, measures how much each token matters here.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Only one LSTM reads here, so at this token nothing is known of the other side of it. Train with both "
        "directions to change that.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Here return_sequences is off: what is said after the last token that is read is all that remains, the "
        "same {features:,} numbers at every timestep. Switch it on, and each token has its own.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "A label mostly depends on its own sentence, so the first choice for a row is a sentence. Yours have "
        "{average:.1f} tokens on average, the longest {longest:,}.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Windows are for sentences that are too long to be fed at once, and take no notice of where a sentence "
        "ends. With {window:,} tokens each, the next {stride:,} tokens later, {broken:,} of your sentences "
        "({share:.1%}) would stand whole in none.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Where a label depends on sentences before, a stateful network reads a text in strips and carries its "
        "state on. Your sentences make {documents:,} texts, and at the beginning of each the state is zero.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Try it: choose something else under “A row is”, and see shapes and price change at once. The tab "
        "Strategies compares them all.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Your {labels:,} labels have numbers as well: {first} is 1, {second} is 2, {last} is {number:,}. The "
        "squared error (mse) takes them for quantities: to say {first} where {last} is right costs {times:,} "
        "times as much as to say it where {second} is right.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Your labels have numbers as well, and the squared error (mse) would take them for quantities.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "Labels are names, too. So each gets a column of its own, a one-hot row says which is right, and cross-"
        "entropy asks one thing only: how probable did the network think the right one?",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "The network that is chosen here does give one number, with the squared error. Choose another output on "
        "Train, and compare.",
    ),
    QT_TRANSLATE_NOOP(
        "first_steps",
        "That is the whole way from a sentence to a loss. On Train, press Start and watch the loss fall.",
    ),
)
