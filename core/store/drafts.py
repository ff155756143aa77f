"""New project files, under a name of their own until they are complete."""

import contextlib
import glob
import secrets
from collections.abc import Iterator
from pathlib import Path

from core.atomic import move_to_new, sync_file, sync_folder
from core.errors import ProjectError, place


@contextlib.contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Lend a name beside `target`; what stands there when the block ends is `target` from then on.

    Args:
        target: The file to be; must not exist, its folder must.

    Yields:
        The name to write to, and to close again.

    Raises:
        ProjectError: There is such a file, or a journal that would be taken for its own, or the folder does
            not allow it; what the block has written is gone.
    """
    stem = f".{target.name[:50]}"
    draft = target.with_name(f"{stem}.{secrets.token_hex(8)}.part")
    try:
        _check_free(target)
        # What one that was killed has left goes with the next.
        for left_over in target.parent.glob(f"{glob.escape(stem)}.{'[0-9a-f]' * 16}.part*"):
            left_over.unlink()
        yield draft
        sync_file(draft)
        move_to_new(draft, target)
        sync_folder(target.parent)
    except FileExistsError as error:
        raise _taken(target) from error
    except OSError as error:
        raise ProjectError(
            f"cannot be written: {(error.strerror or str(error)).lower()}.",
            place=place(target),
            remedy="Choose a folder you may write to, on a disk with room.",
        ) from error
    finally:
        for left_over in (draft, *_journals_of(draft)):
            # A folder that takes nothing holds nothing of ours either.
            with contextlib.suppress(OSError):
                left_over.unlink(missing_ok=True)


def _check_free(target: Path) -> None:
    if any(path.exists() for path in (target, *_journals_of(target))):
        raise _taken(target)
    if not target.parent.is_dir():
        raise ProjectError("its folder does not exist.", place=place(target), remedy="Choose a folder that exists.")


def _taken(target: Path) -> ProjectError:
    return ProjectError("exists already.", place=place(target), remedy="Choose another name.")


def _journals_of(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{suffix}") for suffix in ("-wal", "-journal")]
