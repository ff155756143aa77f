"""Event files as TensorBoard reads them: a run's steps and epochs, written while it goes on.

Neither TensorFlow nor TensorBoard is needed: a file is a row of framed records, each an event with some
numbers in the wire format of protocol buffers.

Source:
    tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto; the frame as described in
    "TFRecord and tf.train.Example" (length, masked CRC-32C of it, content, masked CRC-32C of that).
"""

import contextlib
import logging
import math
import os
import struct
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO

from core.config import Config
from core.errors import ExportError, place
from core.runs import EpochEnd, Event, StepEnd

VERSION = "brain.Event:2"
FLUSH_SECONDS = 2.0
_MASK = 0xA282EAD8
_CASTAGNOLI = 0x82F63B78
# Numbers of the fields.
_WALL_TIME, _STEP, _FILE_VERSION, _SUMMARY = 1, 2, 3, 5
_VALUE, _TAG, _SIMPLE_VALUE = 1, 1, 2
# How their contents are laid out.
_VARINT, _DOUBLE, _BYTES, _FLOAT = 0, 1, 2, 5


class EventFile:
    """One event file, open for writing.

    Args:
        folder: Where it goes; made where it is missing.

    Raises:
        ExportError: It cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        name = f"events.out.tfevents.{time.time():.0f}.tagscope.{os.getpid()}.{time.monotonic_ns()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: BinaryIO = (folder / name).open("xb")
        except OSError as error:
            raise ExportError(
                f"cannot be written: {error.strerror}.", place=place(folder), remedy="Choose another folder."
            ) from error
        self._flushed_at = time.monotonic()
        self._write(_bytes(_FILE_VERSION, VERSION.encode()))
        self._file.flush()

    def add(self, step: int, values: Mapping[str, float]) -> None:
        """Write numbers by their names; TensorBoard draws those of one name over the steps.

        Raises:
            OSError: The disk is full, or gone.
        """
        summary = b"".join(
            _bytes(_VALUE, _bytes(_TAG, tag.encode()) + _key(_SIMPLE_VALUE, _FLOAT) + _float32(value))
            for tag, value in values.items()
        )
        self._write(_key(_STEP, _VARINT) + _varint(step) + _bytes(_SUMMARY, summary))
        if time.monotonic() - self._flushed_at >= FLUSH_SECONDS:
            self._file.flush()
            self._flushed_at = time.monotonic()

    def close(self) -> None:
        """Write what is left.

        Raises:
            OSError: The disk is full, or gone.
        """
        self._file.close()

    def _write(self, event: bytes) -> None:
        content = _key(_WALL_TIME, _DOUBLE) + struct.pack("<d", time.time()) + event
        length = struct.pack("<Q", len(content))
        self._file.write(length + _masked_crc(length) + content + _masked_crc(content))


def recorded(events: Iterable[Event], config: Config) -> Iterator[Event]:
    """Yield the events of a run, each written before it is yielded where the options name a folder for it.

    Every run has a folder of its own in it, named by the time of its beginning. A disk that fills up on the
    way ends the writing, not the run.

    Raises:
        ExportError: The folder cannot be written to; nothing has been learnt yet.
    """
    folder = config.training.event_folder
    if not folder:
        yield from events
        return
    file = EventFile(Path(folder) / f"{datetime.now():%Y%m%d-%H%M%S-%f}")
    is_writing = True
    with contextlib.ExitStack() as stack:
        if isinstance(events, Generator):
            stack.enter_context(contextlib.closing(events))
        stack.callback(_close, file)
        step = 0
        for event in events:
            step = event.step if isinstance(event, StepEnd) else step
            values = _values(event)
            if values and is_writing:
                try:
                    file.add(step, values)
                except OSError as error:
                    logging.getLogger(__name__).warning("no more events are written: %s", error)
                    is_writing = False
            yield event


def _close(file: EventFile) -> None:
    try:
        file.close()
    except OSError as error:
        logging.getLogger(__name__).warning("the last events are not written: %s", error)


def _values(event: Event) -> dict[str, float]:
    """Return what an event has to say, by name; what is not known is left out."""
    if isinstance(event, StepEnd):
        return {
            "step/loss": event.loss,
            "step/gradient_norm": event.gradient_norm,
            "step/learning_rate": event.learning_rate,
            "step/tokens_per_second": event.tokens_per_second,
        }
    if not isinstance(event, EpochEnd):
        return {}
    dev = event.dev
    found = {
        "epoch/train_loss": event.train_loss,
        "epoch/dev_loss": event.dev_loss,
        "epoch/dev_accuracy": dev.accuracy if dev is not None else None,
        "epoch/dev_accuracy_without_o": dev.accuracy_without_o if dev is not None else None,
        "epoch/dev_accuracy_with_padding": event.accuracy_with_padding,
        "epoch/dev_f1": dev.f1 if dev is not None else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _key(field: int, kind: int) -> bytes:
    return bytes([field << 3 | kind])


def _varint(number: int) -> bytes:
    """Return a whole number in groups of seven bits, the lowest first."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)


def _float32(value: float) -> bytes:
    try:
        return struct.pack("<f", value)
    except OverflowError:
        return struct.pack("<f", math.copysign(math.inf, value))


def _bytes(field: int, content: bytes) -> bytes:
    return _key(field, _BYTES) + _varint(len(content)) + content


def _masked_crc(content: bytes) -> bytes:
    """Return the CRC-32C of bytes, turned and shifted, so that one of bytes that hold one is not special."""
    table, crc = _table(), 0xFFFFFFFF
    for byte in content:
        crc = table[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return struct.pack("<I", ((crc >> 15 | crc << 17) + _MASK) & 0xFFFFFFFF)


@cache
def _table() -> tuple[int, ...]:
    found = []
    for byte in range(256):
        crc = byte
        for _bit in range(8):
            crc = crc >> 1 ^ (_CASTAGNOLI if crc & 1 else 0)
        found.append(crc)
    return tuple(found)
