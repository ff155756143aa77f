"""The `tagscope` command: the headless commands of `core.cli`, the window, and the tour.

Qt is imported only by the commands that open a window, so the others work where it is absent.
"""

import importlib
import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import click

from core.cli import commands
from gui.system_libraries import complaint


def main() -> None:
    """Run `tagscope`: a command if one is named, else the window."""
    arguments = sys.argv[1:]
    if not arguments or _is_project(arguments[0]):
        arguments = ["window", *arguments]
    commands.main(args=arguments, prog_name="tagscope")


def _is_project(argument: str) -> bool:
    return argument.endswith(".tagscope") and argument not in commands.commands


def _window_module(name: str) -> Any:  # noqa: ANN401
    """Import a module that needs Qt, or stop with words to act upon instead of a traceback."""
    # NumPy works out single sentences here, beside a network that learns on all cores: its threads then wait for each
    # other, and the gradients of 40 tokens took 1,976 ms where one thread takes 27.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if importlib.util.find_spec("PySide6") is None:
        raise click.ClickException("PySide6 is not installed. Install it with: pip install PySide6-Essentials")
    reason = complaint(os.environ)
    if reason:
        raise click.ClickException(reason)
    return importlib.import_module(name)


@commands.command(short_help="Open the window, as no command does.")
@click.argument("project", required=False, type=click.Path(path_type=Path))
def window(project: Path | None) -> None:
    """Open the window, on PROJECT or on the start page. The same as no command at all."""
    sys.exit(_window_module("gui.app").run([project] if project else []))


@commands.command(short_help="Walk through the window and take pictures.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--corpus", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Instead of the sample.")
@click.option("--dev", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Held out while training.")
def tour(folder: Path, corpus: Path | None, dev: Path | None) -> None:
    """Walk through every page by real key and mouse events; leave pictures and tour.json in FOLDER."""
    if not any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(_window_module("gui.tour").run(folder, corpus=corpus, dev=dev))


if __name__ == "__main__":
    main()
