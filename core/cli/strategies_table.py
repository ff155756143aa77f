"""What `tagscope shapes --strategies` prints: every way to bring sentences to one length, on the file's sentences."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.cli import output
from core.cli.startup_notes import held_back

if TYPE_CHECKING:
    from core.batches import EncodedCorpus
    from core.config import Config
    from core.corpus import Layer, Sentence
    from core.pace import Pace
    from core.strategies import Offer
    from core.vocab import Vocab


def tell(
    sentences: Sequence["Sentence"],
    layer: "Layer",
    config: "Config",
    vocab: "Vocab",
    *,
    measure: bool,
    as_json: bool,
) -> None:
    """Print a line for each strategy, with its measured pace where that is asked for."""
    from core.batches import EncodedCorpus
    from core.strategies import offers

    corpus = EncodedCorpus.build(sentences, layer.name, vocab)
    found = tuple(offers(corpus, config, vocab.sizes))
    paces = _measured(found, sentences, layer, vocab, corpus) if measure else [None] * len(found)
    values = [_values(offer, pace) for offer, pace in zip(found, paces, strict=True)]
    output.result({"strategies": values}, "\n".join(_lines(found, paces)), as_json=as_json)


def _measured(
    found: Sequence["Offer"], sentences: Sequence["Sentence"], layer: "Layer", vocab: "Vocab", corpus: "EncodedCorpus"
) -> list["Pace | None"]:
    from core.bundle import Bundle
    from core.control import RunControl
    from core.first_weights import first_weights

    with held_back():
        from core.pacing import measure_pace
    config = found[0].config
    network = Bundle(config, layer, vocab, first_weights(config, vocab, layer, sentences))
    return [output.exhausted(measure_pace(network, corpus, offer.config, control=RunControl())) for offer in found]


def _values(offer: "Offer", pace: "Pace | None") -> dict[str, Any]:
    values = {"strategy": _name(offer), "price": asdict(offer.price), "reach": asdict(offer.reach)}
    if pace is not None:
        values["pace"] = {**asdict(pace), "tokens_per_second": pace.tokens_per_second}
    return values


def _name(offer: "Offer") -> str:
    return offer.strategy.value if offer.strategy else "as given"


def _lines(found: Sequence["Offer"], paces: Sequence["Pace | None"]) -> list[str]:
    titles = ("strategy", "padding", "left out", "batches", "shapes", "largest", "bytes", "mixed rows", "carried rows")
    rows: list[tuple[str, ...]] = [(*titles, "tokens/s") if any(paces) else titles]
    for offer, pace in zip(found, paces, strict=True):
        price, reach = offer.price, offer.reach
        numbers = (
            reach.n_unread, price.n_batches, len(price.shapes), price.largest, price.bytes, reach.mixed_rows,
            reach.carried_rows, *([] if pace is None else [round(pace.tokens_per_second)]),
        )  # fmt: skip
        rows.append((_name(offer), f"{price.padding_share:.1%}", *(f"{number:,}" for number in numbers)))
    return output.table(rows, n_words=1)
