"""The linear-chain CRF in TensorFlow: what a sentence's labels cost when neighbours have a say.

Works on batches padded on either side. The chain knows every label but padding; how one label
follows another is one table of weights, shared with `core.chain`, which does the same in NumPy.
"""

from typing import NamedTuple

import tensorflow as tf

# Keeps logarithms finite where no allowed path is left, as with a gold sequence that training never showed.
_SMALLEST = 1e-30
_NOT_THIS_LABEL = -1e9


class Chain(NamedTuple):
    """What the loss of a chain needs beside scores and tags.

    Attributes:
        transitions: float32[L+1, L+1]: row = the label before, column = the label after, labels counted
            without padding; row L-1 is the start of a sentence, column L its end.
        mask: bool[B, T], True where there is a token; those of a row stand together.
    """

    transitions: tf.Tensor
    mask: tf.Tensor


def cell_losses(scores: tf.Tensor, tags: tf.Tensor, chain: Chain) -> tf.Tensor:
    """Return what each token's tag costs, given the tags before it; float32[B, T].

    The cells of a row add up to the negative log-probability of its tags. A token without a tag
    costs nothing and leaves all labels open, so sentences labelled in part are learnt from too.
    Because every token has a cost of its own, tokens and labels can be weighted as without a chain.

    Args:
        scores: float32[B, T, L], the padding label's column first; it takes no part.
        tags: int32[B, T], label numbers, 0 for no tag.
        chain: How labels follow each other.

    Source:
        Lafferty et al. 2001; the chain rule over growing sets of constraints is our own reading of
        partial CRFs, Tsuboi et al. 2008.
    """
    count = scores.shape[2] - 1
    scores = tf.transpose(scores[:, :, 1:], [1, 0, 2])  # [T, B, N]
    is_open = tf.equal(tags, 0)[:, :, None] | tf.cast(tf.one_hot(tags - 1, count), tf.bool)  # [B, T, N]
    closed = tf.transpose(tf.where(is_open, 0.0, _NOT_THIS_LABEL), [1, 0, 2])  # [T, B, N]
    mask = tf.transpose(chain.mask)  # [T, B]
    nothing = tf.zeros_like(mask[:1])
    is_first = mask & ~tf.concat([nothing, mask[:-1]], axis=0)  # [T, B]
    is_last = mask & ~tf.concat([mask[1:], nothing], axis=0)  # [T, B]
    before, after = _both_ways(scores, closed, chain.transitions, (mask, is_first, is_last))  # each [T, B, N]
    allowed = tf.reduce_logsumexp(before + after, axis=2)  # [T, B], all paths that agree with the tags so far
    start = chain.transitions[count, :count]
    free = tf.reduce_logsumexp(start + scores + after, axis=2)  # [T, B], at a row's first token: all paths
    earlier = tf.where(is_first, free, tf.concat([allowed[:1], allowed[:-1]], axis=0))
    return tf.transpose(tf.where(mask, earlier - allowed, 0.0))  # [B, T]


def _both_ways(
    scores: tf.Tensor, closed: tf.Tensor, transitions: tf.Tensor, masks: tuple[tf.Tensor, tf.Tensor, tf.Tensor]
) -> tuple[tf.Tensor, tf.Tensor]:
    """Return log-sums over the paths up to each token, its tags heeded, and over those after it; each [T, B, N].

    Both run in one loop, from either end: half the rounds, and the two products side by side.
    """
    steps, count = tf.shape(scores)[0], scores.shape[2]
    start, end = transitions[count, :count], transitions[:count, count + 1]  # [N]
    moves = tf.exp(transitions[:count, :count])  # [N, N]
    sources = [
        tf.TensorArray(v.dtype, steps, clear_after_read=False).unstack(v) for v in (scores, scores + closed, *masks)
    ]

    def step(
        index: tf.Tensor, forth: tf.Tensor, back: tf.Tensor, written: tuple[tf.TensorArray, tf.TensorArray]
    ) -> tuple[object, ...]:
        _, heeded, is_token, is_first, _ = (source.read(index) for source in sources)
        arrived = tf.where(is_first[:, None], start, _log_product(forth, moves))  # [B, N]
        forth = tf.where(is_token[:, None], arrived + heeded, forth)
        at = steps - 1 - index
        free, _, was_token, _, is_last = (source.read(at) for source in sources)
        after = tf.where(is_last[:, None], end, _log_product(back, tf.transpose(moves)))  # [B, N]
        back = tf.where(was_token[:, None], after + free, back)
        return index + 1, forth, back, (written[0].write(index, forth), written[1].write(at, after))

    nothing = tf.zeros_like(scores[0])
    empty = (tf.TensorArray(tf.float32, steps), tf.TensorArray(tf.float32, steps))
    _, _, _, (before, after) = tf.while_loop(lambda index, *_: index < steps, step, (0, nothing, nothing, empty))
    return before.stack(), after.stack()


def _log_product(values: tf.Tensor, moves: tf.Tensor) -> tf.Tensor:
    """Return the logarithm of exp(values) times `moves`, [B, N], without leaving the range of floats."""
    highest = tf.stop_gradient(tf.reduce_max(values, axis=1, keepdims=True))
    return tf.math.log(tf.maximum(tf.matmul(tf.exp(values - highest), moves), _SMALLEST)) + highest
