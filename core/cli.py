"""The headless commands: train, eval, tag, convert, generate, shapes.

Results go to standard output, progress and reports to standard error; `--json` prints one JSON
object. Each command imports what it needs when it runs: the window starts through this module, and
TensorFlow is for `train` alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click
import msgspec

from core import __version__
from core.config import PRESETS, Config, Order, PadSide, preset
from core.corpus import Corpus, Layer, Split
from core.errors import SourceError, TagscopeError, place

if TYPE_CHECKING:
    from core.runs import EpochEnd

EXISTING = click.Path(path_type=Path)


class Commands(click.Group):
    """Shows what a user can mend as one line; everything else stays a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run the command, turning our own errors into click's."""
        try:
            return super().invoke(ctx)
        except TagscopeError as error:
            _fail(str(error))


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="tagscope")
def commands() -> None:
    """Label, look at, train and tag sequences of tokens. Without a command, the window opens."""


def _read(path: Path, layer: str | None, split: Split = Split.TRAIN) -> Corpus:
    """Read a corpus and say on standard error what had to be repaired."""
    from core import sources

    corpus, reports = sources.read_corpus(path, layer=layer, split=split)
    for report in reports[:20]:
        click.echo(f"{place(path, report.line)}: {report.found} {report.action}", err=True)
    if len(reports) > 20:
        click.echo(f"{place(path)}: {len(reports) - 20:,} more lines like these.", err=True)
    return corpus


def _chosen_layer(corpus: Corpus, name: str | None, path: Path) -> Layer:
    """Return the layer asked for; the only one where none was named."""
    names = [layer.name for layer in corpus.layers]
    if not names:
        raise SourceError("holds no labels.", place=place(path), remedy="Give a file with a label for each token.")
    if name is None:
        return corpus.layers[0]
    if name not in names:
        raise SourceError(f"has no layer {name!r}.", place=place(path), remedy=f"Choose one of: {', '.join(names)}.")
    return corpus.layer(name)


@commands.command()
@click.argument("train", type=EXISTING)
@click.option("--dev", type=EXISTING, help="Held-out file that decides which weights are kept.")
@click.option("--layer", "layer_name", help="upos, xpos, ner or column:N; the file's first where left out.")
@click.option("--preset", "preset_name", type=click.Choice(list(PRESETS)), default="default", show_default=True)
@click.option("--epochs", type=click.IntRange(1, 10_000))
@click.option("--seed", type=click.IntRange(0, 2**31 - 1))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Model file to write.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object at the end.")
def train(**options: Any) -> None:  # noqa: ANN401
    """Train a tagger on TRAIN and write it to --out."""
    corpus = _read(options["train"], options["layer_name"])
    layer = _chosen_layer(corpus, options["layer_name"], options["train"])
    dev = _read(options["dev"], options["layer_name"], Split.DEV).sentences if options["dev"] else ()
    config = _with_overrides(preset(options["preset_name"]), epochs=options["epochs"], seed=options["seed"])
    _run_training(corpus, dev, layer, config, options["out"], as_json=options["as_json"])


def _with_overrides(config: Config, **values: int | None) -> Config:
    """Return `config` with those training options replaced that were given."""
    given = {name: value for name, value in values.items() if value is not None}
    return msgspec.structs.replace(config, training=msgspec.structs.replace(config.training, **given))


def _run_training(
    corpus: Corpus, dev: Sequence[Any], layer: Layer, config: Config, out: Path, *, as_json: bool
) -> None:
    from core import bundle as bundles
    from core.runs import EpochEnd, RunControl, RunEnd, RunStarted
    from core.training import train as run

    epochs: list[dict[str, Any]] = []
    for event in run(corpus.sentences, dev, layer, config=config, control=RunControl()):
        if isinstance(event, RunStarted):
            click.echo(f"{event.n_parameters:,} weights, {event.n_batches:,} batches an epoch", err=True)
            if event.unknown_labels:
                click.echo(f"Labels only dev has, counted as errors: {', '.join(event.unknown_labels)}", err=True)
        elif isinstance(event, EpochEnd):
            epochs.append(_epoch_row(event))
            click.echo(_epoch_line(event), err=True)
        elif isinstance(event, RunEnd):
            bundles.save(event.bundle, out)
            result: dict[str, Any] = {"out": out.name, "reason": event.reason.value, "best_epoch": event.best_epoch}
            result |= {"seconds": round(event.seconds, 2), "epochs": epochs}
            _print(result, as_json, f"{out.name}: weights of epoch {event.best_epoch} ({event.reason.value})")


def _epoch_row(event: EpochEnd) -> dict[str, Any]:
    dev = event.dev
    return {
        "epoch": event.epoch,
        "train_loss": event.train_loss,
        "dev_loss": event.dev_loss,
        "accuracy": dev.accuracy if dev else None,
        "accuracy_without_o": dev.accuracy_without_o if dev else None,
        "f1": dev.f1 if dev else None,
        "tokens_per_second": round(event.tokens_per_second),
    }


def _epoch_line(event: EpochEnd) -> str:
    words = [f"epoch {event.epoch:3}", f"loss {event.train_loss:.4f}"]
    if event.dev is not None:
        words += [f"dev loss {event.dev_loss:.4f}", f"accuracy {event.dev.accuracy:.2%}"]
        if event.dev.f1 is not None:
            words.append(f"f1 {event.dev.f1:.2%}")
    words.append(f"{event.tokens_per_second:,.0f} tokens/s")
    return "  ".join(words) + ("  best so far" if event.is_best else "")


def _print(values: dict[str, Any], as_json: bool, text: str) -> None:
    click.echo(json.dumps(values, ensure_ascii=False) if as_json else text)


@commands.command(name="eval")
@click.argument("model", type=EXISTING)
@click.argument("file", type=EXISTING)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def evaluate(model: Path, file: Path, as_json: bool) -> None:
    """Tag FILE with MODEL and compare with the labels it has. Spans count by conlleval's strict rules."""
    from core import bundle as bundles
    from core import tagging

    bundle = bundles.load(model)
    corpus = _read(file, bundle.layer.name)
    _chosen_layer(corpus, bundle.layer.name, file)
    result = tagging.evaluate(bundle, corpus.sentences)
    values = {"tokens": result.report.n_tokens}
    for name in ("accuracy", "accuracy_without_o", "precision", "recall", "f1"):
        values[name] = getattr(result.report, name)
    values["tokens_per_second"] = round(result.tokens_per_second)
    lines = [f"{name:20} {_readable(value)}" for name, value in values.items()]
    _print(values, as_json, "\n".join(lines))


def _readable(value: float | int | None) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.2%}"


@commands.command()
@click.argument("model", type=EXISTING)
@click.argument("file", default="-")
def tag(model: Path, file: str) -> None:
    """Tag FILE, or standard input where it is '-': one sentence a line in, one "token TAB tag" line a token out."""
    from core import bundle as bundles
    from core import sources, tagging
    from core.tokenizers import tokenize

    bundle = bundles.load(model)
    tagger = tagging.Tagger(bundle)
    if file == "-":
        stream: TextIO = click.get_text_stream("stdin", "utf-8")
        tokens: Iterator[Sequence[str]] = filter(None, (tokenize(line.rstrip("\r\n"), "words")[0] for line in stream))
    else:
        preview = sources.preview(Path(file))
        tokens = (sentence.tokens for sentence in sources.read(Path(file), preview.options))
    while chunk := list(islice(tokens, 512)):
        for tagged in tagger.tag(chunk):
            for token, label in zip(tagged.tokens, tagged.tags, strict=True):
                click.echo(f"{token}\t{label}")
            click.echo()


@commands.command()
@click.argument("source", type=EXISTING)
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--layer", "layer_name", help="Write this layer alone.")
def convert(source: Path, target: Path, layer_name: str | None) -> None:
    """Convert SOURCE into the format that the ending of TARGET names: .conllu .conll .tsv .csv .txt."""
    from core import sources

    corpus = _read(source, layer_name)
    layers = [_chosen_layer(corpus, layer_name, source)] if layer_name else corpus.layers
    target_format = sources.format_of(target)
    for loss in sources.what_is_lost(corpus.sentences, layers, target_format):
        click.echo(f"{place(target)}: {loss}", err=True)
    count = sources.write(corpus.sentences, target, format=target_format, layers=layers)
    click.echo(f"{target.name}: {count:,} sentences")


@commands.command()
@click.argument("task")
@click.option("-n", "count", type=click.IntRange(1, 10_000_000), default=10, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True)
def generate(task: str, count: int, seed: int) -> None:
    """Print N labelled sentences of TASK: one "token TAB tag" line a token, a blank line after each sentence."""
    from core import generators

    if task not in generators.TASKS:
        _fail(f"{task}: there is no such task. Choose one of: {', '.join(generators.TASKS)}.")
    layer = generators.TASKS[task].layer
    for example in islice(generators.stream(task, seed=seed), count):
        sentence = example.sentence
        for token, label in zip(sentence.tokens, sentence.layer_tags(layer.name), strict=True):
            click.echo(f"{token}\t{label}")
        click.echo()


@commands.command()
@click.argument("file", type=EXISTING)
@click.option("--layer", "layer_name", help="upos, xpos, ner or column:N.")
@click.option("--preset", "preset_name", type=click.Choice(list(PRESETS)), default="default", show_default=True)
@click.option("--max-length", type=click.IntRange(0, 100_000), help="Timesteps kept of a sentence; 0 keeps all.")
@click.option("--pad", type=click.Choice([side.value for side in PadSide]))
@click.option("--batch-size", type=click.IntRange(1, 4096))
@click.option("--order", type=click.Choice([order.value for order in Order]))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def shapes(file: Path, layer_name: str | None, preset_name: str, as_json: bool, **choices: Any) -> None:  # noqa: ANN401
    """Show the tensors that FILE becomes: every shape of the first batch, and what padding costs over the file."""
    from core import batches as batching
    from core import shapes as shaping
    from core.rows import document_numbers
    from core.vocab import build_vocab

    corpus = _read(file, layer_name)
    layer = _chosen_layer(corpus, layer_name, file)
    given = {name: value for name, value in choices.items() if value is not None}
    config = preset(preset_name)
    encoding = msgspec.to_builtins(config.encoding) | given
    config = msgspec.convert(msgspec.to_builtins(config) | {"encoding": encoding}, Config)
    vocab = build_vocab(corpus.sentences, layer.name, config)
    first = next(iter(batching.batches(corpus.sentences, layer.name, vocab, config)))
    cards = shaping.cards(config, vocab.sizes, first)
    price = batching.price(
        [len(sentence) for sentence in corpus.sentences],
        config,
        vocab.sizes,
        seed=config.training.seed,
        documents=document_numbers(sentence.document for sentence in corpus.sentences),
    )
    if as_json:
        click.echo(json.dumps({"cards": [asdict(card) for card in cards], "price": asdict(price)}, ensure_ascii=False))
        return
    for card in cards:
        axes = " · ".join(f"{axis.size} {axis.name}" for axis in card.axes)
        click.echo(f"{card.title:22} {axes:40} {card.dtype:8} {card.bytes:>14,} bytes")
    click.echo(f"{price.padding_share:.1%} padding, {price.n_cut:,} tokens cut, {len(price.shapes):,} distinct shapes")


main = commands.main
