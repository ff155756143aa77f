"""Who has a project open, written beside it for whoever comes next; the lock itself is SQLite's."""

import contextlib
import os
import socket
from pathlib import Path

import msgspec

from core.errors import Holder
from core.store.connection import now

# More than any of ours takes: what somebody else has put there is not read whole.
_MOST_BYTES = 2000
_decoder = msgspec.json.Decoder(Holder)


def note(target: Path) -> None:
    """Say that this process has the file; where that cannot be written, nobody will know."""
    holder = Holder(socket.gethostname()[:200], os.getpid(), now())
    with contextlib.suppress(OSError):
        _file(target).write_bytes(msgspec.json.encode(holder))


def forget(target: Path) -> None:
    """Take back what `note` said, unless somebody else has said so since."""
    holder = _noted(target)
    if holder and (holder.host, holder.process) == (socket.gethostname()[:200], os.getpid()):
        with contextlib.suppress(OSError):
            _file(target).unlink()


def read(target: Path) -> Holder | None:
    """Return who has the file; None where nobody said so, or who did is gone."""
    holder = _noted(target)
    return holder if holder and _may_live(holder) else None


def _noted(target: Path) -> Holder | None:
    try:
        with _file(target).open("rb") as file:
            return _decoder.decode(file.read(_MOST_BYTES))
    except (OSError, msgspec.MsgspecError):
        return None


def _may_live(holder: Holder) -> bool:
    # Signal 0 only asks; on Windows it would be Ctrl+C.
    if holder.host != socket.gethostname()[:200] or os.name != "posix":
        return True
    try:
        os.kill(holder.process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _file(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock.json")
