"""Mistakes with targets, losses and metrics: what is compared with what, and what is divided by what."""

from core.doctor.case import Case

TARGET_CASES = (
    Case(
        name="integers-with-categorical-loss",
        title="Label numbers with a categorical loss",
        wrong="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.Dense(4, activation="softmax")]
)
model.compile("adam", "categorical_crossentropy")
model.train_on_batch(ids, tags)
""",
        right="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.Dense(4, activation="softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy")
print("loss", model.train_on_batch(ids, tags))
""",
        happens="The loss refuses: target and output have not the same number of axes.",
        why="categorical_crossentropy wants a row of 0 and 1 for every token, (batch, timesteps, labels). Numbers of "
        "labels are (batch, timesteps).",
        remedy="Use sparse_categorical_crossentropy for numbers of labels, or turn them into one-hot rows.",
        card="loss",
        axis="label",
        raises=("`target` and `output` must have the same rank (ndim)", "target.shape=(3, 5)"),
        threads=("keras#2444", "keras#7303", "keras#12602"),
    ),
    Case(
        name="one-hot-with-sparse-loss",
        title="One-hot targets with a sparse loss",
        wrong="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.Dense(4, activation="softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy")
model.train_on_batch(ids, np.eye(4)[tags])
""",
        right="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.Dense(4, activation="softmax")]
)
model.compile("adam", "categorical_crossentropy")
print("loss", model.train_on_batch(ids, np.eye(4)[tags]))
""",
        happens="The loss refuses: the target has an axis too many.",
        why="sparse_categorical_crossentropy wants the number of the right label, one a token: (batch, timesteps).",
        remedy="Use categorical_crossentropy for one-hot rows, or hand over the numbers of the labels.",
        card="loss",
        axis="label",
        raises=("Argument `output` must have rank (ndim) `target.ndim - 1`", "target.shape=(3, 5, 4)"),
        threads=("keras#5214", "keras#9233", "tensorflow#26699"),
    ),
    Case(
        name="mse-on-label-numbers",
        title="The squared error of label numbers",
        wrong="""\
# now label 1, now label 3, never label 2
word, labels = np.ones((4, 1), int), np.array([[1], [3], [1], [3]])
model = keras.Sequential([layers.Embedding(2, 4), layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.3), "mse")
for _ in range(60):
    model.train_on_batch(word, labels[:, :, None])
said = round(float(np.asarray(model(word))[0, 0, 0]))
print("the network answers label", said)
""",
        right="""\
# now label 1, now label 3, never label 2
word, labels = np.ones((4, 1), int), np.array([[1], [3], [1], [3]])
model = keras.Sequential(
    [layers.Embedding(2, 4), layers.Dense(4, activation="softmax")]
)
model.compile(
    keras.optimizers.Adam(0.3), "sparse_categorical_crossentropy"
)
for _ in range(60):
    model.train_on_batch(word, labels)
said = int(np.asarray(model(word))[0, 0].argmax())
print(
    "the network answers label",
    said,
    "of",
    np.asarray(model(word))[0, 0].round(2),
)
""",
        happens="Nothing is said. A word that is half the time label 1 and half the time label 3 gets label 2.",
        why="The squared error takes labels for quantities: the middle of 1 and 3 costs least. Labels are names, and "
        "their numbers say nothing of how near they are.",
        remedy="Give every label a score of its own, with softmax and cross-entropy.",
        card="loss",
        axis="",
        symptom="said == 2",
        options={"network.output": "softmax"},
        threads=("keras#848",),
    ),
    Case(
        name="labels-without-padding-class",
        title="The first label has the number of padding",
        wrong="""\
# numbered from 0, padded with 0
labels = np.array([[0, 1, 1, 0, 2], [0, 2, 0, 0, 0], [0, 1, 2, 0, 0]])
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.Dense(3, activation="softmax")]
)
model.compile(
    keras.optimizers.Adam(0.1), "sparse_categorical_crossentropy"
)
for _ in range(60):
    model.train_on_batch(ids, labels)
is_token = ids > 0
n_false = int(((labels == 0) & ~is_token).sum())
print(
    (labels == 0).sum(),
    "cells carry the first label,",
    n_false,
    "of them are padding",
)
learnt = np.asarray(model(np.zeros((1, 1), int)))[0, 0]
print("learnt of padding:", learnt.round(2))
""",
        right="""\
# numbered from 1, 0 is padding alone
labels = np.array([[1, 2, 2, 1, 3], [1, 3, 0, 0, 0], [1, 2, 3, 0, 0]])
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.Dense(4, activation="softmax")]
)
model.compile(
    keras.optimizers.Adam(0.1), "sparse_categorical_crossentropy"
)
is_token = ids > 0
for _ in range(60):
    model.train_on_batch(
        ids, labels, sample_weight=is_token.astype("float32")
    )
n_false = int(((labels == 1) & ~is_token).sum())
print(
    (labels == 1).sum(),
    "cells carry the first label,",
    n_false,
    "of them are padding",
)
learnt = np.asarray(model(np.zeros((1, 1), int)))[0, 0]
print("of padding nothing is learnt:", learnt.round(2))
""",
        happens="Nothing is said. The first label seems to be by far the most frequent, and the network learns it for "
        "padding.",
        why="Padding is filled up with 0, and 0 is the number of the first label as well.",
        remedy="Number the labels from 1, keep 0 for padding, and let padding weigh nothing in the loss.",
        card="loss",
        axis="time",
        symptom="n_false > 0",
        threads=("keras#11747", "keras#848"),
    ),
    Case(
        name="softmax-over-time",
        title="Softmax over the wrong axis",
        wrong="""\
scores = layers.Dense(4)(layers.Embedding(10, 4)(ids))
chances = ops.convert_to_numpy(ops.softmax(scores, axis=1))
total = chances[0, 0].sum()
print(
    "the chances of the first token's four labels add up to",
    total.round(3),
)
""",
        right="""\
scores = layers.Dense(4)(layers.Embedding(10, 4)(ids))
chances = ops.convert_to_numpy(ops.softmax(scores, axis=-1))
total = chances[0, 0].sum()
print(
    "the chances of the first token's four labels add up to",
    total.round(3),
)
""",
        happens="Nothing is said. The chances of a token's labels do not add up to 1.",
        why="Axis 1 is time: the tokens of a sentence share one chance for each label, and compete with each other.",
        remedy='Take softmax over the last axis, the labels; that is what activation="softmax" does.',
        card="scores",
        axis="label",
        symptom="abs(total - 1) > 0.01",
        threads=("keras#2444",),
    ),
    Case(
        name="softmax-over-one",
        title="Softmax over a single number",
        wrong="""\
vectors = layers.Embedding(10, 4)(ids)
chances = ops.convert_to_numpy(
    layers.Dense(1, activation="softmax")(vectors)
)
print("lowest", chances.min(), "highest", chances.max())
""",
        right="""\
vectors = layers.Embedding(10, 4)(ids)
chances = ops.convert_to_numpy(
    layers.Dense(1, activation="sigmoid")(vectors)
)
print("lowest", chances.min(), "highest", chances.max())
""",
        happens="A warning at the most. Every answer is 1, whatever the network learns.",
        why="Softmax divides by the sum over all labels. Where there is one number alone, that is the number itself.",
        remedy="For one yes-or-no question use sigmoid; for several labels give each a column of its own.",
        card="scores",
        axis="label",
        symptom="chances.min() > 0.9999",
        threads=("keras#1539",),
    ),
    Case(
        name="scores-taken-for-chances",
        title="Scores are taken for probabilities",
        wrong="""\
# before softmax
scores = np.array([[2.0, 1.0, -1.0], [-1.0, 0.5, 0.4]])
right_labels = np.array([0, 1])
loss = float(
    keras.losses.SparseCategoricalCrossentropy()(right_labels, scores)
)
powers = np.exp(scores)
meant = float(
    -np.log(powers[[0, 1], right_labels] / powers.sum(axis=1)).mean()
)
print("the loss is", round(loss, 4), "and should be", round(meant, 4))
""",
        right="""\
# before softmax
scores = np.array([[2.0, 1.0, -1.0], [-1.0, 0.5, 0.4]])
right_labels = np.array([0, 1])
loss = float(
    keras.losses.SparseCategoricalCrossentropy(from_logits=True)(
        right_labels, scores
    )
)
powers = np.exp(scores)
meant = float(
    -np.log(powers[[0, 1], right_labels] / powers.sum(axis=1)).mean()
)
print("the loss is", round(loss, 4), "and should be", round(meant, 4))
""",
        happens="Nothing is said. The loss is far off, and its gradient points elsewhere.",
        why="The loss believes that it is given probabilities: it cuts them to between 0 and 1 and takes the "
        "logarithm. A Dense without activation gives scores, also negative ones.",
        remedy='Say from_logits=True to the loss, or give the last layer activation="softmax": one of them.',
        card="scores",
        axis="label",
        symptom="abs(loss - meant) > 0.05",
        threads=("keras#6351", "keras#15323"),
    ),
    Case(
        name="softmax-twice",
        title="Softmax is taken twice",
        wrong="""\
# after softmax; right with all certainty
chances = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
right_labels = np.array([0, 1])
loss = float(
    keras.losses.SparseCategoricalCrossentropy(from_logits=True)(
        right_labels, chances
    )
)
print("the loss of a perfect answer is", round(loss, 4))
""",
        right="""\
# after softmax; right with all certainty
chances = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
right_labels = np.array([0, 1])
loss = float(
    keras.losses.SparseCategoricalCrossentropy()(right_labels, chances)
)
print("the loss of a perfect answer is", round(loss, 4))
""",
        happens="Nothing is said. The loss of a perfect answer is not 0, and training seems to stop early.",
        why='activation="softmax" has made probabilities already; from_logits=True takes softmax of them once more, '
        "and no column can then be far from the others.",
        remedy='Either activation="softmax" or from_logits=True.',
        card="scores",
        axis="label",
        symptom="loss > 0.1",
        threads=("keras#15323",),
    ),
    Case(
        name="loss-over-padding",
        title="The loss is divided by padding, too",
        wrong="""\
# one sentence of 4 tokens, padded to 256; every label equally likely
chances = np.full((1, 256, 4), 0.25)
labels, weights = np.zeros((1, 256), int), np.zeros((1, 256))
weights[0, :4] = 1
loss = float(
    keras.losses.SparseCategoricalCrossentropy()(
        labels, chances, sample_weight=weights
    )
)
meant = float(np.log(4))
print("the loss is", round(loss, 4), "; a token costs", round(meant, 4))
""",
        right="""\
# one sentence of 4 tokens, padded to 256; every label equally likely
chances = np.full((1, 256, 4), 0.25)
labels, weights = np.zeros((1, 256), int), np.zeros((1, 256))
weights[0, :4] = 1
average = keras.losses.SparseCategoricalCrossentropy(
    reduction="mean_with_sample_weight"
)
loss = float(average(labels, chances, sample_weight=weights))
meant = float(np.log(4))
print("the loss is", round(loss, 4), "; a token costs", round(meant, 4))
""",
        happens="Nothing is said. The loss is small, the more so the more padding there is, and so is its gradient.",
        why="Weights of 0 take padding out of the sum, but by default the sum is divided by all cells.",
        remedy='Divide by the sum of the weights: reduction="mean_with_sample_weight". Tagscope always does.',
        card="loss",
        axis="time",
        symptom="loss < 0.1 * meant",
        threads=("keras#3086", "keras#395", "tensorflow#34491"),
    ),
    Case(
        name="accuracy-over-padding",
        title="The accuracy counts padding",
        wrong="""\
labels = np.zeros((1, 40), int)
labels[0, :4] = [1, 2, 2, 3]  # 4 tokens, 36 cells of padding
# answers label 1 for every token, 0 for padding
chances = np.eye(4)[np.where(labels > 0, 1, 0)]
accuracy = keras.metrics.SparseCategoricalAccuracy()
accuracy.update_state(labels, chances)
shown = float(accuracy.result())
of_tokens = float((chances.argmax(-1) == labels)[labels > 0].mean())
print(f"accuracy {shown:.1%}; of the tokens {of_tokens:.1%} are right")
""",
        right="""\
labels = np.zeros((1, 40), int)
labels[0, :4] = [1, 2, 2, 3]  # 4 tokens, 36 cells of padding
# answers label 1 for every token, 0 for padding
chances = np.eye(4)[np.where(labels > 0, 1, 0)]
accuracy = keras.metrics.SparseCategoricalAccuracy()
accuracy.update_state(labels, chances, sample_weight=labels > 0)
shown = float(accuracy.result())
of_tokens = float((chances.argmax(-1) == labels)[labels > 0].mean())
print(f"accuracy {shown:.1%}; of the tokens {of_tokens:.1%} are right")
""",
        happens="Nothing is said. The accuracy is above 90 %, and most tokens are wrong.",
        why="Padding is easy to tell, and there is much of it: each cell counts as a right answer.",
        remedy="Weigh the metric by the mask: sample_weight, or weighted_metrics in compile. Train shows both "
        "accuracies.",
        card="loss",
        axis="time",
        symptom="shown > of_tokens + 0.5",
        threads=("keras#2654", "keras#4196", "keras#3855"),
    ),
    Case(
        name="weights-of-another-shape",
        title="Weights of tokens in the shape of labels",
        wrong="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.Dense(4, activation="softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy")
# (3, 5, 4): a number for every label of every token
weights = np.eye(4)[tags]
model.train_on_batch(ids, tags, sample_weight=weights)
""",
        right="""\
model = keras.Sequential(
    [layers.Embedding(10, 4), layers.Dense(4, activation="softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy")
# (3, 5): a number for every token
weights = (tags > 0).astype("float32")
print("loss", model.train_on_batch(ids, tags, sample_weight=weights))
""",
        happens="Keras refuses: the weights do not fit the losses.",
        why="There is one loss a token, (batch, timesteps), and one weight for each.",
        remedy="Give sample_weight the shape of the targets: (batch, timesteps), 0 for padding.",
        card="loss",
        axis="time",
        raises=("Dimensions must be equal", "[3,5], [3,5,4]"),
        threads=("keras#1199", "keras#1537", "keras#3554"),
    ),
)
