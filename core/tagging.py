"""Tag with a trained network: a sentence, a stream, a corpus to compare with. Never loads TensorFlow.

Sentences of like length share a batch, distinct words are looked up once, and sentences come out in
the order they came in.
"""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle
from core.chain import marginals
from core.config import Output, PadSide, Sampling, TokenInput
from core.corpus import Sentence, Tags
from core.encoding import EncodedTokens
from core.metrics import Report, score
from core.onnx_inputs import carries_state, feeds
from core.rows import Integers, Rows, document_numbers, plan_rows
from core.schemes import legal_transitions
from core.trace import probabilities_of
from core.viterbi import best_paths, forbidding
from core.vocab import Vocab

Floats = NDArray[np.float32]

# Cells of a batch: enough for fast products, few enough for the processor's cache.
BATCH_CELLS = 1024

# One-hot cells are wide; this many numbers of input are held at once.
BATCH_NUMBERS = 8_000_000

# Tokens of a stream that are sorted by length together.
CHUNK_TOKENS = 50_000

# The same where scores are kept for each: what is worked on in a quarter of a second or so.
FULL_CHUNK_TOKENS = 10_000

# Distinct tokens remembered between calls; then remembering starts afresh.
MAX_REMEMBERED = 500_000

# Batches computed side by side.
_THREADS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """What the network says of one sentence.

    Attributes:
        tokens: As given.
        tags: The best label of each token; never the padding label.
        probabilities: float32[T, L], the columns as in `labels`. Softmax: a row adds up to 1, the
            padding label's share included. CRF: a row adds up to 1, over all label paths of the
            sentence. Sigmoid: each column is a yes-or-no of its own, so rows need not add up to 1.
            One number: all zero, for it claims no probability.
        scores: float32[T, L], before softmax or sigmoid; [T, 1] where the output is one number.
        labels: Names of the columns, the padding label "" first.
        has_confidence: Whether `probabilities` mean anything.
    """

    tokens: tuple[str, ...]
    tags: tuple[str, ...]
    probabilities: Floats
    scores: Floats
    labels: tuple[str, ...]
    has_confidence: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a tagger did on labelled sentences, and how fast.

    Attributes:
        report: Scores over all tokens that carry a gold tag.
        n_tokens: Tokens tagged, labelled or not.
        seconds: Looking up, computing and naming the tags; loading and scoring left out.
    """

    report: Report
    n_tokens: int
    seconds: float

    @property
    def tokens_per_second(self) -> float:
        """Tokens tagged a second."""
        return self.n_tokens / self.seconds if self.seconds else 0.0


class Tagger:
    """A bundle made ready to tag; may be used from several threads.

    A bundle trained on stateful strips reads each document in windows of the length it was trained
    with: the forward LSTMs go on from window to window, the backward ones start afresh in each.
    Sentences without a document's name, and those given to `tag`, are documents of their own.
    """

    def __init__(self, bundle: Bundle, *, legal: bool = False) -> None:
        """Keep the bundle; the engine starts with the first sentence.

        Args:
            bundle: What to tag with.
            legal: Choose the best tag sequence that the scheme allows, not the best tag of each token. A CRF
                always chooses a sequence; it may break the scheme only as its training text did.
        """
        self.bundle = bundle
        self._transitions = legal_moves(bundle) if legal else learnt_moves(bundle)
        self._memory = _Memory(bundle.vocab)
        self._lock = threading.Lock()

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns of scores and probabilities, the padding label "" first."""
        return self.bundle.vocab.labels

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Return what the network says of each sentence; one without tokens has no tags."""
        encoded = self._encode(sentences, range(len(sentences)))
        return list(self._tagged(sentences, encoded, self._run(encoded, with_scores=True)))

    def tag_sentences(self, sentences: Iterable[Sentence], *, cells: int = BATCH_CELLS) -> Iterator[Tags]:
        """Yield the tags of each sentence in order, reading only some thousand sentences ahead.

        A stateful bundle reads a whole document ahead.

        Args:
            sentences: Read once; their own tags are not looked at.
            cells: Timesteps times rows of one batch, about; a longer sentence is a batch of its own.
        """
        for chunk in self._chunks(sentences, n_tokens=CHUNK_TOKENS):
            encoded = self._encode_chunk(chunk)
            best = self._run(encoded, cells=cells).best
            for begin, end in _borders(encoded):
                yield self._names(best[begin:end])

    def tag_fully(self, sentences: Iterable[Sentence]) -> Iterator[Tagged]:
        """Yield everything the network says of each sentence in order, reading some hundred sentences ahead.

        A stateful bundle reads a whole document ahead.
        """
        for chunk in self._chunks(sentences, n_tokens=FULL_CHUNK_TOKENS):
            encoded = self._encode_chunk(chunk)
            tokens = [sentence.tokens for sentence in chunk]
            yield from self._tagged(tokens, encoded, self._run(encoded, with_scores=True))

    def _chunks(self, sentences: Iterable[Sentence], *, n_tokens: int) -> Iterator[list[Sentence]]:
        keep_documents = self.bundle.config.encoding.sampling is Sampling.STATEFUL
        return _chunks(sentences, n_tokens, keep_documents=keep_documents)

    def _encode_chunk(self, chunk: Sequence[Sentence]) -> EncodedTokens:
        numbers = document_numbers(sentence.document for sentence in chunk).tolist()
        return self._encode([sentence.tokens for sentence in chunk], numbers)

    def _tagged(
        self, sentences: Sequence[Sequence[str]], encoded: EncodedTokens, result: "_Result"
    ) -> Iterator[Tagged]:
        has_confidence = self.bundle.config.network.output is not Output.NUMBER
        for tokens, (begin, end) in zip(sentences, _borders(encoded), strict=True):
            scores = result.scores[begin:end]
            yield Tagged(
                tokens=tuple(tokens),
                tags=self._names(result.best[begin:end]),
                probabilities=self._probabilities(scores),
                scores=scores,
                labels=self.labels,
                has_confidence=has_confidence,
            )

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401
        # Half a second of loading that a page which may tag, and has not yet, does not wait for.
        import onnxruntime

        from core import onnx_graph

        options = onnxruntime.SessionOptions()
        # Two batches side by side scale better than one batch cut in two, and a single sentence is
        # faster without hand-overs (0.36 ms against 0.53 ms).
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        graph = onnx_graph.build(self.bundle).SerializeToString()
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def warm_up(self) -> None:
        """Start the engine now rather than with the first sentence."""
        _ = self._session

    def _probabilities(self, scores: Floats) -> Floats:
        """Return what the scores [T, L] of one sentence claim; all zero where they claim nothing."""
        output, claimed = self.bundle.config.network.output, np.zeros((len(scores), len(self.labels)), np.float32)
        if output is Output.CRF:
            transitions = self.bundle.weights["crf/transitions"]
            claimed[:, 1:] = marginals(scores[None, :, 1:], np.asarray([len(scores)]), transitions)[0]
            return claimed
        found = probabilities_of(scores, output)
        return claimed if found is None else found

    def _encode(self, sentences: Sequence[Sequence[str]], documents: Sequence[int]) -> EncodedTokens:
        with self._lock:
            return self._memory.encode(sentences, documents)

    def _names(self, best: NDArray[np.int32]) -> tuple[str, ...]:
        return tuple(map(self.labels.__getitem__, best.tolist()))

    def _run(self, encoded: EncodedTokens, *, cells: int = BATCH_CELLS, with_scores: bool = False) -> "_Result":
        """Compute every token of `encoded` once; results stand in the order of its tokens."""
        n_tokens = len(encoded.tokens) - 1
        columns = len(self.bundle.weights["scores/bias"])
        best = np.zeros(n_tokens, np.int32)
        kept = np.zeros((n_tokens if with_scores else 0, columns), np.float32)
        for rows, scores in self._batches(encoded, cells):
            timestep = np.arange(scores.shape[1])
            mask = timestep < rows.lengths[:, None]  # [B, T]
            positions = (rows.starts[:, None] + timestep)[mask]  # [tokens of the batch]
            best[positions] = self._chosen(scores, rows.lengths, mask)
            if with_scores:
                kept[positions] = scores[mask]
        return _Result(best, kept)

    def _chosen(self, scores: Floats, lengths: Integers, mask: NDArray[np.bool_]) -> NDArray[np.integer[Any]]:
        """Return the label number of each token of a batch, row after row."""
        output, n_labels = self.bundle.config.network.output, len(self.labels)
        if self._transitions is None:
            return decoded(scores[mask], output, n_labels)
        return 1 + best_paths(log_preferences(scores, output, n_labels), lengths, self._transitions)[mask]

    def _batches(self, encoded: EncodedTokens, cells: int) -> Iterator[tuple[Rows, Floats]]:
        """Yield rows that hold tokens, and their scores [B, T, L] with padding after the tokens."""
        encoding, network = self.bundle.config.encoding, self.bundle.config.network
        rows = plan_rows(encoded.lengths, encoding, training=False, documents=encoded.documents)
        if network.token_input is TokenInput.ONE_HOT:
            cells = min(cells, max(1, BATCH_NUMBERS // encoded.n_words))
        if carries_state(self.bundle):
            yield from self._strips(encoded, rows)
            return
        rows = rows.take(np.flatnonzero(rows.lengths))
        rows = rows.take(np.argsort(rows.lengths, kind="stable"))
        parts = [rows.take(slice(begin, end)) for begin, end in _budgeted(rows.lengths, cells)]
        if len(parts) < 2:
            yield from ((part, self._scores(encoded, part)) for part in parts)
            return
        with ThreadPoolExecutor(_THREADS) as pool:
            try:
                found = pool.map(lambda part: self._scores(encoded, part), parts)
            except RuntimeError:
                # There is no room for another thread: this one does it alone.
                pool.shutdown(cancel_futures=True)
                found = (self._scores(encoded, part) for part in parts)
            yield from zip(parts, found, strict=True)

    def _scores(self, encoded: EncodedTokens, rows: Rows) -> Floats:
        batch = encoded.batch(rows, int(rows.lengths.max()), PadSide.AFTER)
        scores: Floats = self._session.run(["scores"], feeds(batch, self.bundle))[0]
        return scores

    def _strips(self, encoded: EncodedTokens, rows: Rows) -> Iterator[tuple[Rows, Floats]]:
        """Feed strips in step, each lane's state carried from one batch to the next."""
        network = self.bundle.config.network
        state = np.zeros((2, network.layers, rows.lanes, network.units), np.float32)  # hidden and cell
        for begin in range(0, len(rows), rows.lanes):
            step = rows.take(slice(begin, begin + rows.lanes))
            lanes = np.flatnonzero(step.lengths)
            some = step.take(lanes)
            batch = encoded.batch(some, int(some.lengths.max()), PadSide.AFTER)
            start = state[:, :, lanes] * some.carry[:, None]  # [2, layers, rows, H]
            inputs = feeds(batch, self.bundle) | {"initial_h": start[0], "initial_c": start[1]}
            scores, hidden, cell = self._session.run(["scores", "final_h", "final_c"], inputs)
            state[0][:, lanes], state[1][:, lanes] = hidden, cell
            yield some, scores


@dataclass(frozen=True, slots=True, eq=False)
class _Result:
    """`best` int32[N] label numbers, and `scores` float32[N, L] where they were asked for."""

    best: NDArray[np.int32]
    scores: Floats


class _Memory:
    """The numbers of every distinct token met so far, so that each is looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._lines: dict[str, int] = {}
        # Line 0 is padding.
        self._table = np.zeros((1024, vocab.n_columns), np.int32)

    def encode(self, sentences: Sequence[Sequence[str]], documents: Sequence[int]) -> EncodedTokens:
        if len(self._lines) > MAX_REMEMBERED:
            self._lines, self._table = {}, np.zeros_like(self._table)
        for token in {token for tokens in sentences for token in tokens}.difference(self._lines):
            self._remember(token)
        lines = [self._lines[token] for tokens in sentences for token in tokens]
        lengths = [len(tokens) for tokens in sentences]
        return EncodedTokens(
            offsets=np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]),
            documents=np.asarray(documents, np.int64),
            table=self._table,
            tokens=np.asarray([*lines, 0], np.int32),
            tags=np.zeros(len(lines) + 1, np.int32),
            n_affixes=len(self._vocab.prefixes),
            n_words=len(self._vocab.words),
        )

    def _remember(self, token: str) -> None:
        line = len(self._lines) + 1
        if line == len(self._table):
            # A new array: those handed out before stay as they are.
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[line] = self._vocab.token_rows(token)
        self._lines[token] = line


def decoded(scores: Floats, output: Output, n_labels: int) -> NDArray[np.int32]:
    """Return the best label number of each row of scores [..., L], never the padding label's 0.

    One number [..., 1] is rounded to the nearest label's.
    """
    if output is Output.NUMBER:
        return np.asarray(np.clip(np.rint(scores[..., 0]), 1, n_labels - 1), np.int32)
    return np.asarray(1 + scores[..., 1:].argmax(axis=-1), np.int32)


def log_preferences(scores: Floats, output: Output, n_labels: int) -> Floats:
    """Return [..., L - 1], how much each label but padding is preferred, to be added up along a sentence.

    Softmax: logarithms of the probabilities but for a constant. Sigmoid: logarithms of the odds that
    this label is on and the others as they like. One number: minus the squared distance, the loss it
    was trained with.
    """
    if output is Output.NUMBER:
        return np.asarray(-np.square(scores - np.arange(1, n_labels, dtype=np.float32)), np.float32)
    return scores[..., 1:]


def evaluate(bundle: Bundle, sentences: Sequence[Sentence], *, legal: bool = False) -> Evaluation:
    """Tag labelled sentences and compare with the tags they have in the bundle's layer."""
    tagger = Tagger(bundle, legal=legal)
    tagger.warm_up()
    start = time.perf_counter()
    predicted = list(tagger.tag_sentences(sentences))
    seconds = time.perf_counter() - start
    gold = [sentence.layer_tags(bundle.layer.name) for sentence in sentences]
    return Evaluation(score(gold, predicted, bundle.layer), sum(map(len, gold)), seconds)


def learnt_moves(bundle: Bundle) -> NDArray[np.floating[Any]] | None:
    """Return how well labels follow each other, [N+2, N+2]; None where each token's label stands alone."""
    return bundle.weights["crf/transitions"] if bundle.config.network.output is Output.CRF else None


def legal_moves(bundle: Bundle) -> NDArray[np.float64]:
    """Return the same with minus infinity where the scheme forbids it, and zeros where nothing was learnt."""
    learnt = learnt_moves(bundle)
    law = forbidding(legal_transitions(bundle.vocab.labels[1:], bundle.layer.scheme))
    return law if learnt is None else law + learnt


def _borders(encoded: EncodedTokens) -> Iterator[tuple[int, int]]:
    return pairwise(encoded.offsets.tolist())


def _budgeted(lengths: Integers, cells: int) -> Iterator[tuple[int, int]]:
    """Yield row ranges `[begin, end)` of rising lengths whose rectangles stay within `cells`."""
    begin = 0
    while begin < len(lengths):
        upcoming = lengths[begin : begin + max(1, cells // int(lengths[begin]))]
        sizes = upcoming * np.arange(1, len(upcoming) + 1)
        end = begin + max(1, int(np.searchsorted(sizes, cells, side="right")))
        yield begin, end
        begin = end


def _chunks(sentences: Iterable[Sentence], most: int, *, keep_documents: bool) -> Iterator[list[Sentence]]:
    """Yield about `most` tokens at a time; where asked for, a document is never parted."""
    chunk: list[Sentence] = []
    n_tokens = 0
    for sentence in sentences:
        goes_on = bool(chunk) and sentence.document != "" and sentence.document == chunk[-1].document
        if n_tokens >= most and not (keep_documents and goes_on):
            yield chunk
            chunk, n_tokens = [], 0
        chunk.append(sentence)
        n_tokens += len(sentence)
    if chunk:
        yield chunk
