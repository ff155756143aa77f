"""Mistakes with axes: one is missing, one is too many, two have changed places."""

from core.doctor.case import Case

SHAPE_CASES = (
    Case(
        name="no-feature-axis",
        title="Ids go straight into the LSTM",
        wrong="""\
outputs = layers.LSTM(8, return_sequences=True)(ids)
""",
        right="""\
vectors = layers.Embedding(10, 4)(ids)
outputs = layers.LSTM(8, return_sequences=True)(vectors)
print("vectors", vectors.shape)
print("outputs", outputs.shape)
""",
        happens="Keras refuses: it expected three axes and found two.",
        why="An LSTM reads (batch, timesteps, features). Ids have a batch and timesteps; what a timestep consists of "
        "is missing.",
        remedy="Put an Embedding between the ids and the LSTM: every id becomes a row of numbers.",
        card="embedded",
        axis="feature",
        raises=("Input 0", "expected ndim=3, found ndim=2", "(3, 5)"),
        options={"network.token_input": "embedded"},
        threads=("tensorflow#48138", "keras#2045"),
    ),
    Case(
        name="one-hot-into-embedding",
        title="One-hot rows go into an Embedding",
        wrong="""\
one_hot = np.eye(10)[ids]
vectors = layers.Embedding(10, 4)(one_hot)
outputs = layers.LSTM(8, return_sequences=True)(vectors)
""",
        right="""\
one_hot = np.eye(10)[ids]
outputs = layers.LSTM(8, return_sequences=True)(one_hot)
print("one-hot", one_hot.shape)
print("outputs", outputs.shape)
""",
        happens="Keras refuses: it expected three axes and found four.",
        why="An Embedding looks every number up. Given one-hot rows it looks up each 0 and each 1, and puts a fourth "
        "axis behind the third.",
        remedy="Give an Embedding the ids themselves, or give the one-hot rows to the LSTM without an Embedding.",
        card="embedded",
        axis="feature",
        raises=("expected ndim=3, found ndim=4", "(3, 5, 10, 4)"),
        options={"network.token_input": "one-hot", "network.output": "softmax"},
        threads=("keras#7403", "keras#11480", "tensorflow#46794"),
    ),
    Case(
        name="return-sequences-between-layers",
        title="A first LSTM does not return sequences",
        wrong="""\
vectors = layers.Embedding(10, 4)(ids)
first = layers.LSTM(8)(vectors)
second = layers.LSTM(8, return_sequences=True)(first)
""",
        right="""\
vectors = layers.Embedding(10, 4)(ids)
first = layers.LSTM(8, return_sequences=True)(vectors)
second = layers.LSTM(8, return_sequences=True)(first)
print("first", first.shape)
print("second", second.shape)
""",
        happens="Keras refuses: the second LSTM expected three axes and found two.",
        why="Without return_sequences an LSTM hands on its state after the last timestep alone: the time axis is gone, "
        "and the next LSTM has nothing to read.",
        remedy="Set return_sequences=True in every LSTM that another LSTM reads.",
        card="forward",
        axis="time",
        raises=("expected ndim=3, found ndim=2", "(3, 8)"),
        options={"network.return_sequences": True},
        threads=("keras#2415", "keras#502"),
    ),
    Case(
        name="one-answer-for-a-sentence",
        title="One answer a sentence, a label a token",
        wrong="""\
model = keras.Sequential(
    [
        layers.Embedding(10, 4),
        layers.LSTM(8),
        layers.Dense(4, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy")
model.train_on_batch(ids, tags)
""",
        right="""\
model = keras.Sequential(
    [
        layers.Embedding(10, 4),
        layers.LSTM(8, return_sequences=True),
        layers.Dense(4, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy")
print("loss", model.train_on_batch(ids, tags))
print("answers", np.asarray(model(ids)).shape)
""",
        happens="The loss refuses: targets for every timestep do not fit scores for a whole sentence.",
        why="Without return_sequences the time axis is gone before the scores are made: one row of scores a sentence, "
        "against a label for every token.",
        remedy="Set return_sequences=True in the last LSTM as well: one row of scores a token.",
        card="scores",
        axis="time",
        raises=(
            "Argument `output` must have rank (ndim) `target.ndim - 1`",
            "target.shape=(3, 5)",
            "output.shape=(3, 4)",
        ),
        options={"network.return_sequences": True},
        threads=("keras#1904", "keras#2403"),
    ),
    Case(
        name="ragged-lists",
        title="Lists of different length in one array",
        wrong="""\
sentences = [[2, 3, 4, 5, 6], [7, 8], [9, 3, 4]]
batch = np.array(sentences)
""",
        right="""\
sentences = [[2, 3, 4, 5, 6], [7, 8], [9, 3, 4]]
batch = keras.utils.pad_sequences(sentences, padding="post")
print(batch)
""",
        happens="NumPy refuses: the shape is inhomogeneous after one dimension.",
        why="An array is a rectangle: every row has the same number of columns. Sentences have not.",
        remedy="Pad the short ones: id 0 after their last token, until all are as long as the longest.",
        card="ids",
        axis="time",
        raises=("inhomogeneous shape", "(3,)"),
        threads=("keras#1047", "keras#40", "keras#2375"),
    ),
    Case(
        name="time-and-batch-swapped",
        title="Time and batch have changed places",
        wrong="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.LSTM(8, return_sequences=True)]
)
turned = ids.T  # (timesteps, batch)
# [sentence, timestep, feature]
before = np.asarray(model(turned)).transpose(1, 0, 2)
turned[:, 0] = [9, 9, 9, 9, 9]  # another first sentence
after = np.asarray(model(turned)).transpose(1, 0, 2)
moved = np.abs(after - before).max(axis=(1, 2))
print(
    "the first sentence was changed; outputs of the three sentences moved by",
    moved.round(3),
)
""",
        right="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.LSTM(8, return_sequences=True)]
)
before = np.asarray(model(ids))
ids[0] = [9, 9, 9, 9, 9]  # another first sentence
after = np.asarray(model(ids))
moved = np.abs(after - before).max(axis=(1, 2))
print(
    "the first sentence was changed; outputs of the three sentences moved by",
    moved.round(3),
)
""",
        happens="Nothing is said. Change one sentence, and the outputs of the others change.",
        why="Keras reads along the second axis. With the axes turned round it reads the first tokens of all sentences "
        "as if they were one sentence.",
        remedy="The batch comes first, then time: (sentences, timesteps).",
        card="ids",
        axis="batch",
        symptom="moved[1] > 0.001",
        threads=("keras#834", "keras#2045"),
    ),
    Case(
        name="units-for-timesteps",
        title="Units are taken for timesteps",
        wrong="""\
# 5 units for 5 timesteps
model = keras.Sequential([layers.Embedding(10, 4), layers.LSTM(5)])
outputs = np.asarray(model(ids))
print("outputs", outputs.shape)
longer = np.pad(ids, ((0, 0), (0, 2)))
answers = np.asarray(model(longer)).shape[1]
timesteps = longer.shape[1]
print(timesteps, "timesteps,", answers, "numbers a sentence")
""",
        right="""\
model = keras.Sequential(
    [
        layers.Embedding(10, 4),
        layers.LSTM(8, return_sequences=True),
        layers.Dense(4),
    ]
)
outputs = np.asarray(model(ids))
print("outputs", outputs.shape)
longer = np.pad(ids, ((0, 0), (0, 2)))
answers = np.asarray(model(longer)).shape[1]
timesteps = longer.shape[1]
print(timesteps, "timesteps,", answers, "answers a sentence")
""",
        happens="Nothing is said as long as the sizes agree. In longer sentences there are still five numbers.",
        why="The number of units is how much the LSTM keeps in mind at each timestep. It has nothing to do with how "
        "many timesteps there are: every one is read by the same cells.",
        remedy="Choose the units freely and set return_sequences=True: one output a timestep, however many there are.",
        card="forward",
        axis="feature",
        symptom="answers != timesteps",
        options={"network.return_sequences": True},
        threads=("keras#2215", "keras#2129"),
    ),
    Case(
        name="another-length",
        title="Validation data are padded to another length",
        wrong="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.Flatten(), layers.Dense(8)]
)
print("training", model(ids).shape)
# its longest sentence has 7 tokens
validation = np.pad(ids, ((0, 0), (0, 2)))
outputs = model(validation)
""",
        right="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.LSTM(8, return_sequences=True)]
)
print("training", model(ids).shape)
# its longest sentence has 7 tokens
validation = np.pad(ids, ((0, 0), (0, 2)))
outputs = model(validation)
print("validation", outputs.shape)
""",
        happens="Keras refuses, in validation only: the layer was built for 20 numbers a sentence and is given 28.",
        why="After Flatten a Dense has weights for every timestep, so all sentences ever must have the length of the "
        "first ones: 5 timesteps of 4 numbers. An LSTM has the same weights for every timestep.",
        remedy="Let layers that read in order see the time axis, and leave its size open (None); or pad all data to "
        "one length.",
        card="ids",
        axis="time",
        raises=("expected axis -1 of input shape to have value 20", "(3, 28)"),
        options={"encoding.fixed_length": False},
        threads=("keras#6776", "keras#6807"),
    ),
    Case(
        name="time-distributed-without-time",
        title="TimeDistributed where no time is left",
        wrong="""\
vectors = layers.Embedding(10, 4)(ids)
last = layers.LSTM(8)(vectors)
scores = layers.TimeDistributed(layers.Dense(4))(last)
""",
        right="""\
vectors = layers.Embedding(10, 4)(ids)
outputs = layers.LSTM(8, return_sequences=True)(vectors)
plain = layers.Dense(4)
scores = layers.TimeDistributed(plain)(outputs)
print("scores", scores.shape)
print(
    "a plain Dense differs by",
    float(ops.max(ops.abs(plain(outputs) - scores))),
)
""",
        happens="Keras refuses: TimeDistributed needs an axis of time.",
        why="TimeDistributed applies a layer to every timestep. After an LSTM without return_sequences there are none.",
        remedy="Set return_sequences=True. Then Dense alone does the same: it works on the last axis of any tensor.",
        card="scores",
        axis="time",
        raises=("TimeDistributed",),
        options={"network.return_sequences": True},
        threads=("keras#1029", "keras#4381"),
    ),
)
