"""The headless commands: train, search, eval, agree, tag, convert, generate, shapes, check, backup, restore.

One module a command, and beside them:

    output           results to standard output, remarks to standard error
    reading          files to corpora, and which layer is meant
    standard_input   lines that arrive through a pipe
    startup_notes    what TensorFlow says when it is loaded, unasked

Each command imports what it needs when it runs: the window starts through this package, and
TensorFlow is for `train` alone.
"""

import sys
from typing import Any

import click

from core import __version__
from core.cli import agree, backup, check, convert, evaluate, generate, output, restore, search, shapes, tag, train
from core.errors import TagscopeError

# What a shell gives a program that Ctrl+C has ended.
INTERRUPTED = 130


class Commands(click.Group):
    """Shows what a user can mend as one line; everything else stays a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the work rather than of the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run the command; exit 1 with a message for errors of ours, 130 when it is interrupted."""
        try:
            result = super().invoke(ctx)
            output.flush()
        except TagscopeError as error:
            output.remark(str(error))
            sys.exit(1)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        return result


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tagscope")
def commands() -> None:
    """Label, look at, train and tag sequences of tokens. Without a command, the window opens.

    Results go to standard output, progress and everything that had to be repaired to standard
    error. A command ends with 0 when it has done its work, with 1 when a file or the data are not as
    they should be, with 2 when it was called wrongly, and with 130 when Ctrl+C ended it.
    """


for module in (train, search, evaluate, agree, tag, convert, generate, shapes, check, backup, restore):
    commands.add_command(module.command)
