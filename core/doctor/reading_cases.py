"""Mistakes with the order of reading: which token an output has read, and what is remembered."""

from core.doctor.case import Case

READING_CASES = (
    Case(
        name="last-output-of-both-directions",
        title="The last timestep of a bidirectional LSTM",
        wrong="""\
vectors = layers.Embedding(10, 4)
both = layers.Bidirectional(layers.LSTM(8, return_sequences=True))
# taken for a summary of the sentence
before = ops.convert_to_numpy(both(vectors(ids[:1])))[:, -1]
ids[0, 0] = 9  # another first word
after = ops.convert_to_numpy(both(vectors(ids[:1])))[:, -1]
moved = np.abs(after - before)[0]
backward_moved = round(float(moved[8:].max()), 4)
print(
    "the first word changes the forward half by",
    moved[:8].max().round(4),
)
print("and the backward half by", backward_moved)
""",
        right="""\
vectors = layers.Embedding(10, 4)
# each direction after its own last step
both = layers.Bidirectional(layers.LSTM(8))
before = ops.convert_to_numpy(both(vectors(ids[:1])))
ids[0, 0] = 9  # another first word
after = ops.convert_to_numpy(both(vectors(ids[:1])))
moved = np.abs(after - before)[0]
backward_moved = round(float(moved[8:].max()), 4)
print(
    "the first word changes the forward half by",
    moved[:8].max().round(4),
)
print("and the backward half by", backward_moved)
""",
        happens="Nothing is said. Half of what is taken for a summary knows only the last word.",
        why="The backward LSTM begins at the end: at the last timestep it has read one token, at the first all.",
        remedy="For one answer a sentence leave return_sequences off; for tags use every timestep.",
        card="backward",
        axis="time",
        symptom="backward_moved == 0",
        options={"network.return_sequences": True},
        threads=("keras#284", "keras#418", "keras#765"),
    ),
    Case(
        name="backward-not-turned-round",
        title="Backward outputs against the wrong tokens",
        wrong="""\
vectors = layers.Embedding(10, 4)
backward = layers.LSTM(8, return_sequences=True, go_backwards=True)
before = ops.convert_to_numpy(backward(vectors(ids[:1])))[0]
ids[0, 0] = 9  # another first word
after = ops.convert_to_numpy(backward(vectors(ids[:1])))[0]
own = np.abs(after - before).max(axis=1)
print("changing the first word moves the outputs by", own.round(4))
""",
        right="""\
vectors = layers.Embedding(10, 4)
backward = layers.LSTM(8, return_sequences=True, go_backwards=True)
before = ops.convert_to_numpy(
    ops.flip(backward(vectors(ids[:1])), axis=1)
)[0]
ids[0, 0] = 9  # another first word
after = ops.convert_to_numpy(
    ops.flip(backward(vectors(ids[:1])), axis=1)
)[0]
own = np.abs(after - before).max(axis=1)
print("changing the first word moves the outputs by", own.round(4))
""",
        happens="Nothing is said. Output 0 has not read the first word at all: the output of that word stands last.",
        why="go_backwards=True reads from the end and hands its outputs on in the order of reading.",
        remedy="Turn the outputs round again before they are joined, or use Bidirectional, which does.",
        card="backward",
        axis="time",
        symptom="own[0] == 0",
        options={"network.realign": True},
        threads=("keras#1941", "keras#2076", "keras#2089"),
    ),
    Case(
        name="stateful-another-batch-size",
        title="A stateful network meets another batch size",
        wrong="""\
model = keras.Sequential(
    [
        keras.Input(batch_shape=(3, 5)),
        layers.Embedding(10, 4),
        layers.LSTM(8, stateful=True, return_sequences=True),
    ]
)
model(ids)
model(ids[:2])  # the last batch is smaller
""",
        right="""\
model = keras.Sequential(
    [
        keras.Input(batch_shape=(3, 5)),
        layers.Embedding(10, 4),
        layers.LSTM(8, stateful=True, return_sequences=True),
    ]
)
model(ids)
# a row of padding fills the batch up
whole = np.pad(ids[:2], ((0, 1), (0, 0)))
print("outputs", model(whole).shape)
""",
        happens="Keras refuses: the number of rows differs from the one the model was built for.",
        why="A stateful LSTM keeps a state for every row, and row i of a batch goes on where row i of the last one "
        "ended. It cannot do that for another number of rows.",
        remedy="Keep the batch size, fill up or leave out the last batch; or build the network anew for tagging.",
        card="ids",
        axis="batch",
        raises=("If an RNN is stateful", "Expected batch size: 3", "Received batch size: 2"),
        threads=("keras#7212", "keras#1820"),
    ),
    Case(
        name="state-of-another-text",
        title="State is carried into another text",
        wrong="""\
model = keras.Sequential(
    [
        keras.Input(batch_shape=(3, 5)),
        layers.Embedding(10, 4),
        layers.LSTM(8, stateful=True),
    ]
)
first = np.asarray(model(ids))
again = np.asarray(model(ids))  # the same sentences, another text
apart = float(np.abs(again - first).max())
print("the same sentences give states that differ by", round(apart, 4))
""",
        right="""\
model = keras.Sequential(
    [
        keras.Input(batch_shape=(3, 5)),
        layers.Embedding(10, 4),
        layers.LSTM(8, stateful=True),
    ]
)
first = np.asarray(model(ids))
model.layers[-1].reset_states()
again = np.asarray(model(ids))  # the same sentences, another text
apart = float(np.abs(again - first).max())
print("the same sentences give states that differ by", round(apart, 4))
""",
        happens="Nothing is said. The same sentence gets other answers, depending on what was read before.",
        why="A stateful LSTM begins where it ended, also when another text begins, from fit to predict and from epoch "
        "to epoch.",
        remedy="Reset the state where a text begins. Without stateful Keras does so for every batch.",
        card="forward",
        axis="batch",
        symptom="apart > 0.0001",
        options={"encoding.sampling": "sentences"},
        threads=("keras#98", "keras#2750", "keras#10231"),
    ),
    Case(
        name="one-word-at-a-time",
        title="Every token is a sequence of its own",
        wrong="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.LSTM(8, return_sequences=True)]
)
words = ids[0][:, None]  # (5, 1): five sequences of one timestep
before = np.asarray(model(words))
words[0] = 9  # another first word
after = np.asarray(model(words))
moved = np.abs(after - before).max(axis=(1, 2))
print(
    "changing the first word moves the five outputs by", moved.round(4)
)
""",
        right="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.LSTM(8, return_sequences=True)]
)
words = ids[:1]  # (1, 5): one sequence of five timesteps
before = np.asarray(model(words))
words[0, 0] = 9  # another first word
after = np.asarray(model(words))
moved = np.abs(after - before)[0].max(axis=1)
print(
    "changing the first word moves the five outputs by", moved.round(4)
)
""",
        happens="Nothing is said. No token knows of its neighbours, and the network is no better than a dictionary.",
        why="An LSTM remembers along the time axis alone. With one timestep a sequence there is nothing to remember; "
        "the rows of a batch know nothing of each other.",
        remedy="A sentence is one row, its tokens are the timesteps: (sentences, timesteps).",
        card="ids",
        axis="time",
        symptom="moved[1] == 0",
        options={"encoding.sampling": "sentences"},
        threads=("keras#2129", "keras#4208", "keras#8493"),
    ),
)
