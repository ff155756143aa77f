"""Eight steps through the tensors of one batch, for somebody who has never met them.

Each answers a question that beginners ask, in the order they ask it, with the numbers of the user's own
sentences. Templates only, as in `core.shape_words`: the window translates before it fills in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.batches import FIRST_EPOCH
from core.config import Output, PadSide, TokenInput
from core.encoding import Batch
from core.inspection import Inspection, Material
from core.keras_code import tensor_name
from core.shape_words import TEMPLATES, Phrase, Values
from core.strategies import Strategy, encoding_of, reach
from core.vocab import UNK
from core.weights import direction_names

# What fits into a narrow panel.
LONGEST_TOKEN = 40
MOST_TOKENS = 12
ELLIPSIS = "…"

QUESTIONS: dict[str, str] = {
    "sentences": "How do I get sentences into Keras?",
    "ids": "How does a word become a number?",
    "timesteps": "What is a sequence, what is a timestep?",
    "padding": "What about sentences of different length?",
    "input_dim": "What is input_dim?",
    "context": "How does the network use the whole sentence?",
    "rows": "Sentences, windows, or the whole text?",
    "labels": "Why one-hot and cross-entropy, not integers and mse?",
}

STEP_WORDS: dict[str, str] = {
    "corpus": (
        "Looked at here are {sentences:,} sentences of yours, for training. Keras never sees their letters: it is fed "
        "rectangles of numbers, one batch after the other. This batch is made of {batch:,} rows."
    ),
    "row": "Row {row:,} reads “{text}”: {length:,} tokens, {labelled:,} of them with a label to be learnt.",
    "cards": "The cards are all that becomes of it, from left to right. Click one at any time to see its numbers.",
    "id": "The words that the network knows have a table of {words:,} rows. “{token}” is row {id:,}.",
    "unknown": (
        "Row 0 is kept for padding and row 1 for words that the table does not have: {unknown:,} of the {tokens:,} "
        "tokens of this batch."
    ),
    "name": (
        "Such a number is a name and no quantity: word {id:,} is no nearer to word {next:,} than to any other. That is "
        "why it is looked up and never calculated with."
    ),
    "name calculated with": (
        "Such a number is a name and no quantity: word {id:,} is no nearer to word {next:,} than to any other. The "
        "network that is chosen here calculates with it all the same; choose another input on Train, and compare."
    ),
    "timestep": (
        "A timestep is one column. At timestep {timestep:,} of row {row:,} the network reads “{token}”, at the next "
        "one “{following}”."
    ),
    "shape": (
        "So the ids have the shape ({batch:,}, {time:,}): {batch:,} sequences side by side, {time:,} timesteps, one "
        "number in each cell. One sequence never reads another."
    ),
    "unmasked": (
        "Without the mask the LSTM would read padding as words, and the loss would count it. The shape doctor shows "
        "what that does to the numbers."
    ),
    "before": "At “{token}” the forward LSTM has read {count:,} tokens: “{tokens}”.",
    "carried": (
        "This row goes on where the same row of the batch before ended, and the forward LSTM begins with what it "
        "remembers of that."
    ),
    "after": "The backward LSTM comes from the end; at “{token}” it has read {count:,} tokens: “{tokens}”.",
    "both": (
        "Joined, the {features:,} numbers at this token know of all {length:,} tokens of the row: that is how a label "
        "can depend on the whole sentence. Both LSTMs are asked for an output at every timestep: "
        "return_sequences=True. Influence, beside Values, measures how much each token matters here."
    ),
    "one side": (
        "Only one LSTM reads here, so at this token nothing is known of the other side of it. Train with both "
        "directions to change that."
    ),
    "one answer": (
        "Here return_sequences is off: what is said after the last token that is read is all that remains, the same "
        "{features:,} numbers at every timestep. Switch it on, and each token has its own."
    ),
    "sentences": (
        "A label mostly depends on its own sentence, so the first choice for a row is a sentence. Yours have "
        "{average:.1f} tokens on average, the longest {longest:,}."
    ),
    "windows": (
        "Windows are for sentences that are too long to be fed at once, and take no notice of where a sentence ends. "
        "With {window:,} tokens each, the next {stride:,} tokens later, {broken:,} of your sentences ({share:.1%}) "
        "would stand whole in none."
    ),
    "strips": (
        "Where a label depends on sentences before, a stateful network reads a text in strips and carries its state "
        "on. Your sentences make {documents:,} texts, and at the beginning of each the state is zero."
    ),
    "try": (
        "Try it: choose something else under “A row is”, and see shapes and price change at once. The tab Strategies "
        "compares them all."
    ),
    "numbers": (
        "Your {labels:,} labels have numbers as well: {first} is 1, {second} is 2, {last} is {number:,}. The "
        "squared error (mse) takes them for quantities: to say {first} where {last} is right costs {times:,} times "
        "as much as to say it where {second} is right."
    ),
    "few numbers": "Your labels have numbers as well, and the squared error (mse) would take them for quantities.",
    "columns": (
        "Labels are names, too. So each gets a column of its own, a one-hot row says which is right, and cross-entropy "
        "asks one thing only: how probable did the network think the right one?"
    ),
    "one number": (
        "The network that is chosen here does give one number, with the squared error. Choose another output on Train, "
        "and compare."
    ),
    "end": "That is the whole way from a sentence to a loss. On Train, press Start and watch the loss fall.",
}


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One step.

    Attributes:
        name: A key of `QUESTIONS`.
        question: The question, in English; the key of its translations.
        answer: Paragraphs, of `STEP_WORDS` and of `core.shape_words`.
        card: Name of the card that is to be chosen; empty where the encoding controls are meant.
        row: Row of the batch that is spoken of.
        timestep: Timestep of that row that is spoken of.
    """

    name: str
    question: str
    answer: tuple[Phrase, ...]
    card: str
    row: int
    timestep: int


def first_steps(material: Material, inspection: Inspection) -> tuple[FirstStep, ...]:
    """Return the eight steps over the batch that is looked at."""
    facts = _facts(material, inspection)
    network = inspection.config.network
    cards = {
        "sentences": "sentences",
        "ids": "ids",
        "timesteps": "ids",
        "padding": "mask",
        "input_dim": "embedded",
        "context": tensor_name(network, network.layers - 1, "joined"),
        "rows": "",
        "labels": "scores",
    }
    answers = {
        "sentences": _said(facts, "corpus", "row", "cards"),
        "ids": _said(facts, "id", "unknown", _name(inspection)),
        "timesteps": (*_of_card(inspection, "sentences"), *_said(facts, "timestep", "shape")),
        "padding": (*_padding(inspection), *_of_card(inspection, "mask"), *_said(facts, "unmasked")),
        "input_dim": tuple(_of_card(inspection, "embedded")),
        "context": tuple(_context(inspection, facts)),
        "rows": _said(facts, "sentences", "windows", "strips", "try"),
        "labels": tuple(_labels(inspection, facts)),
    }
    row, timestep = int(facts["row"]), int(facts["timestep"])
    return tuple(
        FirstStep(name, question, tuple(answers[name]), cards[name], row, timestep)
        for name, question in QUESTIONS.items()
    )


def _said(facts: Values, *keys: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(STEP_WORDS[key], facts) for key in keys)


def _of_card(inspection: Inspection, name: str) -> Iterator[Phrase]:
    return (part for card in inspection.cards if card.name == name for part in card.phrases)


def _name(inspection: Inspection) -> str:
    is_bare = inspection.config.network.token_input is TokenInput.SCALAR
    return "name calculated with" if is_bare else "name"


def _padding(inspection: Inspection) -> Iterator[Phrase]:
    wanted = TEMPLATES["padding comes before" if inspection.batch.pad is PadSide.BEFORE else "padding comes after"]
    return (part for part in _of_card(inspection, "ids") if part.template == wanted)


def _context(inspection: Inspection, facts: Values) -> Iterator[Phrase]:
    """Say what each LSTM has read when it comes to the token that is spoken of."""
    tokens = _tokens_of(inspection, int(facts["row"]))
    index = int(facts["timestep"]) - inspection.batch.timesteps(int(facts["row"])).start
    network = inspection.config.network
    names = direction_names(network.directions)
    for name in names:
        read = tokens[: index + 1] if name == "forward" else tokens[index:][::-1]
        key = "before" if name == "forward" else "after"
        yield Phrase(STEP_WORDS[key], {**facts, "count": len(read), "tokens": _joined(read, from_end=True)})
        if name == "forward" and inspection.batch.carry[int(facts["row"])]:
            yield from _said(facts, "carried")
    if not network.return_sequences:
        yield from _said(facts, "one answer")
    elif not network.realign and "backward" in names:
        yield Phrase(TEMPLATES["not realigned"], {})
    else:
        yield from _said(facts, "both" if len(names) > 1 else "one side")


def _labels(inspection: Inspection, facts: Values) -> Iterator[Phrase]:
    yield from _said(facts, "numbers" if int(facts["labels"]) > 2 else "few numbers", "columns")
    if inspection.config.network.output is Output.NUMBER:
        yield from _said(facts, "one number")
    yield from _said(facts, "end")


def _facts(material: Material, inspection: Inspection) -> dict[str, int | float | str]:
    batch, network = inspection.batch, inspection.config.network
    row, timestep = _place(batch)
    tokens = _tokens_of(inspection, row)
    index = timestep - batch.timesteps(row).start
    number = int(batch.features.words[row, timestep])
    labels = material.network.vocab.labels[1:]
    lengths = [len(sentence) for sentence in material.sentences]
    encoding = encoding_of(Strategy.WINDOWS, inspection.config.encoding)
    windows = material.encoded.plan(encoding, seed=inspection.config.training.seed, epoch=FIRST_EPOCH)
    broken = reach(windows, material.encoded.tokens.offsets).broken_sentences
    return {
        "sentences": len(material.sentences),
        "batch": batch.mask.shape[0],
        "time": batch.mask.shape[1],
        "row": row,
        "timestep": timestep,
        "text": _joined(tokens),
        "length": len(tokens),
        "labelled": int(batch.weights[row].sum()),
        "token": _short(tokens[index]),
        "following": _short(tokens[index + 1]) if index + 1 < len(tokens) else ELLIPSIS,
        "words": material.network.vocab.sizes.words,
        "id": number,
        "next": number + 1 if number + 1 < material.network.vocab.sizes.words else number - 1,
        "unknown": int((batch.mask & (batch.features.words == UNK)).sum()),
        "tokens": batch.n_tokens,
        "features": network.directions.n_lstms * network.units,
        "average": sum(lengths) / len(lengths),
        "longest": max(lengths),
        "window": encoding.row_window,
        "stride": encoding.row_stride,
        "broken": broken,
        "share": broken / len(lengths),
        "documents": len(set(material.encoded.tokens.documents.tolist())),
        "labels": len(labels),
        "first": labels[0] if labels else "",
        "second": labels[1] if len(labels) > 1 else "",
        "last": labels[-1] if labels else "",
        "number": len(labels),
        "times": (len(labels) - 1) ** 2,
    }


def _place(batch: Batch) -> tuple[int, int]:
    """Return row and timestep of a token in the middle of a row of some length, so that both sides have something."""
    middling = sorted(int(length) for length in batch.lengths if length > 0)
    wanted = middling[len(middling) // 2]
    row = next(index for index, length in enumerate(batch.lengths) if int(length) == wanted)
    return row, batch.timesteps(row).start + (wanted - 1) // 2


def _tokens_of(inspection: Inspection, row: int) -> list[str]:
    return [token for token in inspection.tokens[row] if token]


def _short(token: str) -> str:
    return token if len(token) <= LONGEST_TOKEN else token[: LONGEST_TOKEN - 1] + ELLIPSIS


def _joined(tokens: list[str], *, from_end: bool = False) -> str:
    """Return some of the tokens, in their order, with dots for those there is no room for."""
    shown = [_short(token) for token in (tokens[-MOST_TOKENS:] if from_end else tokens[:MOST_TOKENS])]
    if len(tokens) > MOST_TOKENS:
        shown.insert(0 if from_end else len(shown), ELLIPSIS)
    return " ".join(shown)
