"""What people have labelled, as lines of text: a second life line that needs no Tagscope to be read.

A line is a sentence in one layer. Only tags that somebody set, accepted or corrected are in it; the
others are null. The order is that of the corpus, so two files can be compared line by line.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from core.atomic import atomic_write
from core.errors import BackupError, place
from core.store.human_labels import LabelLine

# The longest sentence the store takes, many times over.
_LONGEST_LINE = 2**26


def write_lines(lines: Iterable[LabelLine], target: Path) -> int:
    """Write what people have labelled, line by line as it comes.

    Args:
        lines: One a sentence and layer.
        target: The file; one that is there is replaced when the new one is complete.

    Returns:
        How many tags were written.

    Raises:
        ExportError: The file cannot be written.
    """
    encoder = msgspec.json.Encoder()
    n_tags = 0
    with atomic_write(target) as file:
        for line in lines:
            n_tags += len(line.tags) - line.tags.count(None)
            file.write(encoder.encode(line) + b"\n")
    return n_tags


def read_lines(path: Path) -> Iterator[LabelLine | None]:
    """Yield the lines of a file of labels, None for each that cannot be read.

    Raises:
        BackupError: The file cannot be read.
    """
    decoder = msgspec.json.Decoder(LabelLine)
    try:
        with path.open("rb") as file:
            while text := file.readline(_LONGEST_LINE):
                try:
                    yield decoder.decode(text)
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    yield None
    except OSError as error:
        raise BackupError(
            f"cannot be read: {error.strerror}.", place=place(path), remedy="Choose the labels.jsonl of a backup."
        ) from error
