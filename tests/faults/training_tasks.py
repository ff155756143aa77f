"""What the children do that train: the command itself, in a process that has loaded TensorFlow and not used it."""

import io
import os
import sys

from core import training
from core.cli import commands
from tests.faults.nursery import Say

# Loaded once for all of them; whoever forks must not have computed anything with it.
__all__ = ["train", "training"]


class _Remarks(io.TextIOBase):
    """Standard error, heard line by line."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._rest = ""

    def write(self, text: str) -> int:
        """Say whole lines."""
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._say(line)
        return len(text)


def train(say: Say, folder: str, arguments: list[str]) -> None:
    """Run `tagscope train` in a folder."""
    os.chdir(folder)
    sys.stderr = _Remarks(say)
    commands(["train", *arguments], standalone_mode=False)
