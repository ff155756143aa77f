"""Mistakes with padding, masks and vocabularies: what is taken for a word, and what is not."""

from core.doctor.case import Case

PADDING_CASES = (
    Case(
        name="padding-in-front",
        title="Tokens padded in front, labels behind",
        wrong="""\
sentences, labels = (
    [[2, 3, 4, 5, 6], [7, 8], [9, 3, 4]],
    [[1, 2, 2, 1, 3], [1, 3], [1, 2, 3]],
)
# in front, unless it is told otherwise
x = keras.utils.pad_sequences(sentences)
y = np.zeros((3, 5), int)
for row, tags in enumerate(labels):
    y[row, : len(tags)] = tags
n_tokens, n_apart = int((x > 0).sum()), int(((x > 0) & (y == 0)).sum())
print(x)
print(y)
print(n_apart, "of", n_tokens, "tokens stand over no label")
""",
        right="""\
sentences, labels = (
    [[2, 3, 4, 5, 6], [7, 8], [9, 3, 4]],
    [[1, 2, 2, 1, 3], [1, 3], [1, 2, 3]],
)
x = keras.utils.pad_sequences(sentences, padding="post")
y = keras.utils.pad_sequences(labels, padding="post")
n_tokens, n_apart = int((x > 0).sum()), int(((x > 0) & (y == 0)).sum())
print(x)
print(y)
print(n_apart, "of", n_tokens, "tokens stand over no label")
""",
        happens="Nothing is said. In short sentences, tokens and labels no longer stand over each other.",
        why="pad_sequences puts padding in front by default, unlike nearly everything else. Where it stands in front, "
        "cuDNN's fast LSTM cannot be used either.",
        remedy='Say padding="post", for tokens and for labels.',
        card="ids",
        axis="time",
        symptom="n_apart > 0",
        options={"encoding.pad": "after"},
        threads=("keras#287", "keras#6880", "keras#10456"),
    ),
    Case(
        name="cut-in-front",
        title="Long sentences lose their beginning",
        wrong="""\
sentence = [[2, 3, 4, 5, 6, 7, 8, 9]]
row = keras.utils.pad_sequences(sentence, maxlen=5, padding="post")[0]
print("kept", row)
kept_first = bool(row[0] == 2)
""",
        right="""\
sentence = [[2, 3, 4, 5, 6, 7, 8, 9]]
row = keras.utils.pad_sequences(
    sentence, maxlen=5, padding="post", truncating="post"
)[0]
print("kept", row)
kept_first = bool(row[0] == 2)
""",
        happens="Nothing is said. The first tokens of every sentence that is too long are gone.",
        why="pad_sequences cuts in front by default, too: truncating is another option than padding.",
        remedy='Say truncating="post", or keep sentences whole: no longest length, or windows.',
        card="ids",
        axis="time",
        symptom="not kept_first",
        options={"encoding.cut": "after"},
        threads=("keras-preprocessing#273", "keras#287"),
    ),
    Case(
        name="no-mask",
        title="Padding is read as words",
        wrong="""\
model = keras.Sequential([layers.Embedding(10, 4), layers.LSTM(8)])
# the second sentence, its 2 tokens
alone = np.asarray(model(ids[1:2, :2]))
padded = np.asarray(model(ids[1:2]))  # the same with 3 cells of padding
apart = float(np.abs(padded - alone).max())
print("with padding the last state differs by", round(apart, 4))
""",
        right="""\
model = keras.Sequential(
    [layers.Embedding(10, 4, mask_zero=True), layers.LSTM(8)]
)
# the second sentence, its 2 tokens
alone = np.asarray(model(ids[1:2, :2]))
padded = np.asarray(model(ids[1:2]))  # the same with 3 cells of padding
apart = float(np.abs(padded - alone).max())
print("with padding the last state differs by", round(apart, 4))
""",
        happens="Nothing is said. What the network makes of a sentence depends on how far it was padded.",
        why="Numbers alone do not tell padding from words: the LSTM reads on through the padding, and what it knew of "
        "the sentence fades.",
        remedy="Say which cells are tokens: mask_zero=True in the Embedding, or mask= at every layer that reads in "
        "order.",
        card="mask",
        axis="time",
        symptom="apart > 0.001",
        threads=("keras#85", "keras#20898", "keras#355"),
    ),
    Case(
        name="mask-lost",
        title="A layer between loses the mask",
        wrong="""\
class Scaled(layers.Layer):
    def call(self, vectors):
        return vectors * 2


model = keras.Sequential(
    [layers.Embedding(10, 4, mask_zero=True), Scaled(), layers.LSTM(8)]
)
alone = np.asarray(model(ids[1:2, :2]))
padded = np.asarray(model(ids[1:2]))
apart = float(np.abs(padded - alone).max())
print("with padding the last state differs by", round(apart, 4))
""",
        right="""\
class Scaled(layers.Layer):
    def __init__(self):
        super().__init__()
        self.supports_masking = True

    def call(self, vectors):
        return vectors * 2


model = keras.Sequential(
    [layers.Embedding(10, 4, mask_zero=True), Scaled(), layers.LSTM(8)]
)
alone = np.asarray(model(ids[1:2, :2]))
padded = np.asarray(model(ids[1:2]))
apart = float(np.abs(padded - alone).max())
print("with padding the last state differs by", round(apart, 4))
""",
        happens="A warning at the most: the layer does not support masking and will destroy the mask information.",
        why="The mask travels with a tensor from layer to layer. A layer that does not say what it does to masks drops "
        "it, and padding is read as words from there on.",
        remedy="Set supports_masking in the layer, or hand the mask to every layer that reads in order: mask=.",
        card="mask",
        axis="time",
        symptom="apart > 0.001",
        threads=("keras#18543", "keras#19311", "keras#1154"),
    ),
    Case(
        name="row-all-padding",
        title="A row without any token",
        wrong="""\
model = keras.Sequential(
    [
        layers.Embedding(10, 4, mask_zero=True),
        layers.LSTM(8, return_sequences=True),
    ]
)
batch = np.array([[7, 8, 0], [0, 0, 0]])  # the second sentence is empty
said = np.asarray(model(batch))
n_tokens = (batch > 0).sum(axis=1)
with np.errstate(invalid="ignore"):
    average = (said.sum(axis=2) * (batch > 0)).sum(axis=1) / n_tokens
print("average over the tokens of each row:", average.round(3))
""",
        right="""\
model = keras.Sequential(
    [
        layers.Embedding(10, 4, mask_zero=True),
        layers.LSTM(8, return_sequences=True),
    ]
)
batch = np.array([[7, 8, 0], [0, 0, 0]])  # the second sentence is empty
batch = batch[(batch > 0).any(axis=1)]  # and is left out
said = np.asarray(model(batch))
n_tokens = (batch > 0).sum(axis=1)
average = (said.sum(axis=2) * (batch > 0)).sum(axis=1) / n_tokens
print("average over the tokens of each row:", average.round(3))
""",
        happens="On a CPU nothing is said, and averages over a row become nan. With cuDNN the step fails.",
        why="There is nothing to read in the row, and nothing to divide by. cuDNN's LSTM asks for at least one token "
        "in every row.",
        remedy="Leave empty sentences out of batches. Tagscope never makes such a row.",
        card="mask",
        axis="batch",
        symptom="bool(np.isnan(average).any())",
        threads=("tensorflow#33148", "tensorflow#33069", "tensorflow#30745"),
    ),
    Case(
        name="ids-beyond-vocabulary",
        title="An id beyond the table",
        wrong="""\
ids[0, 2] = 12  # the table has rows 0 to 9
vectors = layers.Embedding(10, 4)(ids)
""",
        right="""\
ids[0, 2] = 12  # the table has rows 0 to 9
# row 1 stands for every word that is not known
known = np.where(ids < 10, ids, 1)
vectors = layers.Embedding(10, 4)(known)
print("vectors", vectors.shape)
""",
        happens="On a CPU the lookup fails and names the cell. On a GPU it gives zeros and says nothing.",
        why="The text has words that the table was not made for.",
        remedy="Make the vocabulary from the training text and give all other words the id of the unknown word.",
        card="ids",
        raises=("indices[0,2] = 12 is not in [0, 10)",),
        threads=("keras#11819", "keras#13989", "tensorflow#38619"),
    ),
    Case(
        name="one-row-too-few",
        title="A table without a row for padding",
        wrong="""\
n_words = 9  # numbered from 1, because 0 is padding
vectors = layers.Embedding(n_words, 4, mask_zero=True)(ids)
""",
        right="""\
n_words = 9  # numbered from 1, because 0 is padding
vectors = layers.Embedding(n_words + 1, 4, mask_zero=True)(ids)
print("vectors", vectors.shape)
""",
        happens="The lookup fails at the word with the highest number, perhaps only in a later batch.",
        why="Words are numbered 1 to 9, and with the 0 of padding that makes 10 rows.",
        remedy="input_dim is the highest id plus one.",
        card="ids",
        raises=("indices[2,0] = 9 is not in [0, 9)",),
        threads=("keras#744",),
    ),
    Case(
        name="word-with-id-0",
        title="A word has the id of padding",
        wrong="""\
vocabulary = {
    word: number for number, word in enumerate(["the", "owl", "sleeps"])
}
sentence = np.array(
    [[vocabulary[word] for word in ("the", "owl", "sleeps")]]
)
mask = ops.convert_to_numpy(
    layers.Embedding(4, 4, mask_zero=True).compute_mask(sentence)
)
n_read = int(mask.sum())
print("3 tokens,", n_read, "of them are read:", mask[0])
""",
        right="""\
vocabulary = {
    word: number
    for number, word in enumerate(["the", "owl", "sleeps"], start=1)
}
sentence = np.array(
    [[vocabulary[word] for word in ("the", "owl", "sleeps")]]
)
mask = ops.convert_to_numpy(
    layers.Embedding(4, 4, mask_zero=True).compute_mask(sentence)
)
n_read = int(mask.sum())
print("3 tokens,", n_read, "of them are read:", mask[0])
""",
        happens="Nothing is said. The first word of the vocabulary is skipped wherever it stands.",
        why="mask_zero takes every 0 for padding, and the first word of the vocabulary got 0.",
        remedy="Keep 0 for padding and number the words from 1, or from 2 where 1 is the unknown word.",
        card="mask",
        symptom="n_read < 3",
        threads=("keras#744", "keras#85"),
    ),
    Case(
        name="another-vocabulary",
        title="Test sentences get a vocabulary of their own",
        wrong="""\
training, test = (
    ["the owl hears a mouse", "the owl sleeps"],
    ["a mouse sleeps"],
)
of_training, of_test = (
    layers.TextVectorization(),
    layers.TextVectorization(),
)
of_training.adapt(training)
of_test.adapt(test)
before, after = (
    int(of_training(["mouse"])[0, 0]),
    int(of_test(["mouse"])[0, 0]),
)
print("mouse is", before, "in training and", after, "in the test")
""",
        right="""\
training, test = (
    ["the owl hears a mouse", "the owl sleeps"],
    ["a mouse sleeps"],
)
of_training = layers.TextVectorization()
of_training.adapt(training)
before, after = (
    int(of_training(["mouse"])[0, 0]),
    int(of_training(test)[0, 1]),
)
print("mouse is", before, "in training and", after, "in the test")
""",
        happens="Nothing is said. In the test the network meets other words under the ids that it knows.",
        why="Ids are places in one table. Made anew from other text, the table has another order.",
        remedy="Keep the vocabulary of training with the model. A model file of Tagscope holds both.",
        card="ids",
        symptom="before != after",
        threads=("keras#1539",),
    ),
)
