"""What the table of strategies says of each: its name, what crosses a sentence's edge, what is left out."""

from PySide6.QtCore import QCoreApplication

from core.config import Sampling
from core.strategies import Offer, Strategy
from gui.widgets.numbers import bytes_text, grouped

translate = QCoreApplication.translate


def title(offer: Offer) -> str:
    """Return what a strategy is called, with the numbers that it goes by."""
    encoding = offer.config.encoding
    longest = encoding.max_length
    templates = {
        None: translate("strategies", "As the controls have it"),
        Strategy.ONE_LENGTH: translate("strategies", "Pad or cut all to {longest}")
        if longest
        else translate("strategies", "Pad all to the longest"),
        Strategy.SHUFFLED: translate("strategies", "Pad batch by batch"),
        Strategy.BUCKETS: translate("strategies", "Buckets"),
        Strategy.SINGLE: translate("strategies", "One sentence a batch"),
        Strategy.WINDOWS: translate("strategies", "Windows of {window}"),
        Strategy.SUBSEQUENCES: translate("strategies", "Random pieces of {window}"),
        Strategy.STRIPS: translate("strategies", "Stateful strips of {window}"),
    }
    return templates[offer.strategy].format(longest=grouped(longest), window=grouped(encoding.row_window))


def explanation(offer: Offer) -> str:
    """Return in a few words what a strategy does."""
    words = {
        None: translate("strategies", "a mixture of your own"),
        Strategy.ONE_LENGTH: translate("strategies", "all batches equally wide"),
        Strategy.SHUFFLED: translate("strategies", "to the longest of each batch"),
        Strategy.BUCKETS: translate("strategies", "like lengths share a batch"),
        Strategy.SINGLE: translate("strategies", "nothing beside it to pad for"),
        Strategy.WINDOWS: translate("strategies", "one every {stride} tokens"),
        Strategy.SUBSEQUENCES: translate("strategies", "drawn anew in each epoch"),
        Strategy.STRIPS: translate("strategies", "a row goes on where it ended"),
    }
    return words[offer.strategy].format(stride=grouped(offer.config.encoding.row_stride))


def steps(offer: Offer) -> str:
    """Return how many batches an epoch has, and in how many shapes."""
    n_shapes = len(offer.price.shapes)
    words = translate("strategies", "1 shape") if n_shapes == 1 else translate("strategies", "{n} shapes")
    return f"{grouped(offer.price.n_batches)}\n{words.format(n=grouped(n_shapes))}"


def left_out(offer: Offer) -> str:
    """Return how many tokens no row holds, and how many several do."""
    words = grouped(offer.reach.n_unread)
    if offer.reach.n_reread:
        words += "\n" + translate("strategies", "{n} read again").format(n=grouped(offer.reach.n_reread))
    return words


def memory(offer: Offer) -> str:
    """Return the bytes of the largest batch and of all."""
    words = translate("strategies", "{largest}\n{all} in all")
    return words.format(largest=bytes_text(offer.price.largest), all=bytes_text(offer.price.bytes))


def edges(offer: Offer) -> str:
    """Return how many rows read beyond the edge of a sentence, what that does to sentences, where state goes on."""
    reach = offer.reach
    lines = [translate("strategies", "none")]
    if reach.mixed_rows:
        words = translate("strategies", "{n} of {rows}")
        lines = [words.format(n=grouped(reach.mixed_rows), rows=grouped(reach.n_rows))]
    if reach.broken_sentences and offer.config.encoding.sampling is not Sampling.SENTENCES:
        words = translate("strategies", "{n} sentences in pieces")
        lines.append(words.format(n=grouped(reach.broken_sentences)))
    if reach.carried_rows:
        words = translate("strategies", "state carried into {n}")
        lines.append(words.format(n=grouped(reach.carried_rows)))
    return "\n".join(lines)
