"""`tagscope generate`: labelled sentences without end, from a rule and a seed."""

from itertools import islice

import click

from core.cli import output

_HELP = """Print labelled sentences of TASK: a line "token TAB label" for each token, a blank line after
each sentence.

The tasks differ in what decides a token's label:

\b
    token   the token itself
    before  the token before it
    after   the token after it
    both    the tokens on both sides
    far     the last token of the sentence
    nested  the word that closes the bracket around it
    names   a small language with persons, places and organisations
"""


@click.command(name="generate", help=_HELP, short_help="Print labelled sentences made by a rule.")
@click.argument("task")
@click.option(
    "-n",
    "count",
    metavar="N",
    type=click.IntRange(1, 10_000_000),
    default=10,
    show_default=True,
    help="How many sentences.",
)
@click.option(
    "--seed",
    metavar="S",
    type=click.IntRange(0, 2**31 - 1),
    default=1,
    show_default=True,
    help="The same seed gives the same sentences.",
)
def command(task: str, count: int, seed: int) -> None:
    """Print labelled sentences of one task."""
    from core import generators

    if task not in generators.TASKS:
        raise click.BadParameter(f"there is no task {task!r}. Choose one of: {', '.join(generators.TASKS)}.")
    layer = generators.TASKS[task].layer
    for example in islice(generators.stream(task, seed=seed), count):
        tags = example.sentence.layer_tags(layer.name)
        rows = [f"{token}\t{tag}\n" for token, tag in zip(example.sentence.tokens, tags, strict=True)]
        output.write("".join(rows) + "\n")
