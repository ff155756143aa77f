"""`tagscope convert`: one format into another, with a word about everything that is lost on the way."""

from pathlib import Path

import click

from core.cli import output, reading
from core.errors import ExportError, place

_HELP = """Convert SOURCE into the format that the ending of TARGET stands for.

\b
    .conllu           CoNLL-U, with labels of upos and xpos
    .conll .bio .iob  columns: the token, then each layer
    .tsv              the same, parted by TABs
    .csv              comma-separated, with a header
    .jsonl            JSON Lines, an object a sentence, with spans over its text
    .txt              plain text, a sentence a line, without labels

Within one format everything else in the file is kept. What the new format cannot hold is said on
standard error. When it can hold none of the labels, nothing is written, unless --tokens-only says
that they are not wanted.
"""


@click.command(name="convert", help=_HELP, short_help="Turn a file into another format.")
@click.argument("source", type=reading.INPUT_FILE)
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--layer", "layer_name", metavar="NAME", help="Write these labels alone: upos, xpos, ner or column:N, from 1."
)
@click.option("--tokens-only", is_flag=True, help="Write no labels.")
@click.option(
    "--for-spreadsheets",
    is_flag=True,
    help="Put an apostrophe before what a spreadsheet would calculate; .csv only, and no longer exact.",
)
def command(source: Path, target: Path, layer_name: str | None, tokens_only: bool, for_spreadsheets: bool) -> None:
    """Convert one file into another."""
    from core import sources
    from core.cli.convert_plan import Plan

    options = sources.options_of(source, layer=layer_name)
    if target.exists() and target.samefile(source):
        raise ExportError("is the very file to be converted.", place=place(target), remedy="Choose another name.")
    layers = reading.layers_in(source, options)
    wanted = [] if tokens_only else [x for x in layers if layer_name in (None, x.name)]
    plan = Plan(source, target, options, wanted)
    held = plan.held_layers()
    for loss in plan.losses(sources.read(source, options)):
        output.remark(f"{place(target)}: {loss}")
    repairs = reading.Repairs(str(source))
    sentences = map(plan.prepared, sources.read(source, options, report=repairs))
    count = sources.write(
        sentences,
        target,
        format=plan.format,
        layers=held,
        columns=plan.columns,
        for_spreadsheets=for_spreadsheets,
    )
    repairs.sum_up()
    output.write(f"{target.name}: {count:,} sentence{'s' * (count != 1)}\n")
