"""`tagscope shapes`: the tensors that a file becomes."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from core.cli import output, reading, strategies_table
from core.config import PRESETS, Config, Order, PadSide, preset

if TYPE_CHECKING:
    from core.batches import Price
    from core.shapes import ShapeCard


class _OrderChoice(click.Choice[str]):
    """The orders by their names, with a hyphen or a space between the words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        return super().convert(str(value).replace(" ", "-"), param, ctx).replace("-", " ")


@click.command(name="shapes", short_help="Show the tensors that a file becomes.")
@click.argument("file", type=reading.INPUT_FILE)
@click.option("--layer", "layer_name", metavar="NAME", help=reading.LAYER_HELP)
@click.option(
    "--preset",
    "preset_name",
    type=click.Choice(list(PRESETS)),
    default="default",
    show_default=True,
    help=reading.PRESET_HELP,
)
@click.option(
    "--max-length", metavar="N", type=click.IntRange(0, 100_000), help="Timesteps kept of a sentence; 0 keeps all."
)
@click.option("--pad", type=click.Choice([side.value for side in PadSide]), help="Where padding goes.")
@click.option("--batch-size", metavar="N", type=click.IntRange(1, 4096), help="Sentences a batch.")
@click.option(
    "--order",
    type=_OrderChoice([order.value.replace(" ", "-") for order in Order]),
    help="Which sentences share a batch.",
)
@click.option("--strategies", is_flag=True, help="Compare the ways to bring sentences to one length instead.")
@click.option(
    "--measure", is_flag=True, help="Compare them, and train a few seconds under each: tokens a second on this machine."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with more about each tensor.")
def command(
    file: Path,
    layer_name: str | None,
    preset_name: str,
    *,
    strategies: bool,
    measure: bool,
    as_json: bool,
    **choices: int | str | None,
) -> None:
    """Show the tensors that FILE becomes: every shape of the first batch, and what padding costs over the file.

    What is not given here is as in the preset. With --strategies: what each way to bring sentences to
    one length costs, as the first epoch of training has it.
    """
    from core import batches as batching
    from core import shapes as shaping
    from core import sources
    from core.rows import document_numbers
    from core.vocab import build_vocab

    corpus = reading.read(file, sources.options_of(file, layer=layer_name))
    layer = reading.labelled_layer(corpus, layer_name, file)
    config = _with_encoding(preset(preset_name), choices)
    vocab = build_vocab(corpus.sentences, layer.name, config)
    if strategies or measure:
        strategies_table.tell(corpus.sentences, layer, config, vocab, measure=measure, as_json=as_json)
        return
    epoch = batching.FIRST_EPOCH
    first = next(iter(batching.batches(corpus.sentences, layer.name, vocab, config, epoch=epoch)))
    cards = shaping.cards(config, vocab.sizes, first)
    price = batching.price(
        [len(sentence) for sentence in corpus.sentences],
        config,
        vocab.sizes,
        seed=config.training.seed,
        epoch=epoch,
        documents=document_numbers(sentence.document for sentence in corpus.sentences),
    )
    values = {"cards": [asdict(card) for card in cards], "price": asdict(price)}
    output.result(values, _table(cards, price), as_json=as_json)


def _with_encoding(config: Config, choices: dict[str, int | str | None]) -> Config:
    """Return `config` with those encoding options replaced that were given."""
    given = {name: value for name, value in choices.items() if value is not None}
    encoding = msgspec.to_builtins(config.encoding) | given
    return msgspec.convert(msgspec.to_builtins(config) | {"encoding": encoding}, Config)


def _table(cards: Sequence["ShapeCard"], price: "Price") -> str:
    rows = [("tensor", "shape", "dtype", "bytes", "weights")]
    for card in cards:
        axes = " · ".join(f"{axis.size:,} {axis.name}" for axis in card.axes)
        weights = "" if card.n_parameters is None else f"{card.n_parameters:,}"
        rows.append((card.title, axes or "one number", card.dtype, f"{card.bytes:,}", weights))
    lines = output.table(rows, n_words=3)
    lines += [
        "",
        f"{_counted(price.n_batches, 'batch', 'batches')}, {_counted(price.n_cells, 'cell')} "
        f"for {_counted(price.n_tokens, 'token')}: {price.padding_share:.1%} padding",
        f"{_counted(price.n_cut, 'token')} cut from {_counted(price.cut_sentences, 'sentence')}",
        f"{_counted(len(price.shapes), 'distinct shape')}, {price.bytes:,} bytes",
    ]
    return "\n".join(lines)


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
