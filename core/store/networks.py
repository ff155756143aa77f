"""Whether a file lies on another computer, where locks and the write-ahead log cannot be relied on."""

import contextlib
import ctypes
import os
import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = {"9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs"}
_REMOTE |= {"nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"}
_REMOTE |= {f"fuse.{name}" for name in ("ceph", "curlftpfs", "davfs2", "gcsfuse", "glusterfs", "goofys", "juicefs")}
_REMOTE |= {f"fuse.{name}" for name in ("mfs", "rclone", "s3fs", "smbnetfs", "sshfs", "vmhgfs-fuse")}
_DRIVE_REMOTE = 4
# Of `struct statfs` on macOS: where its flags are, and the flag of a local drive.
_MAC_SIZE, _MAC_FLAGS, _MAC_LOCAL = 4096, 64, 0x1000


def is_on_network(target: Path) -> bool:
    """Whether an existing file lies on a network drive, as far as the system tells."""
    if sys.platform == "win32":
        is_share = target.anchor.startswith("\\\\")
        return is_share or ctypes.windll.kernel32.GetDriveTypeW(target.anchor) == _DRIVE_REMOTE
    if sys.platform == "darwin":
        return _is_remote_on_mac(target)
    with contextlib.suppress(OSError):
        return file_system_of(target, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")) in _REMOTE
    return False


def file_system_of(target: Path, mounts: str) -> str:
    """Return the kind of file system a file lies on; empty where it is not listed.

    Args:
        target: An absolute path without links.
        mounts: The table of mounts as Linux keeps it in `/proc/self/mountinfo`.
    """
    kind, depth = "", -1
    for line in mounts.split("\n"):
        mount, dash, rest = line.partition(" - ")
        fields = mount.split(" ")
        if not dash or len(fields) < 5:
            continue
        point = Path(_unescaped(fields[4]))
        # Of two at the same place the later one covers the earlier.
        if target.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = rest.split(" ")[0], len(point.parts)
    return kind


def _unescaped(text: str) -> str:
    r"""Return a path as it is; the table writes blanks and the like as `\040`."""
    for code in (9, 10, 32, 92):
        text = text.replace(f"\\{code:03o}", chr(code))
    return text


def _is_remote_on_mac(target: Path) -> bool:
    library = ctypes.CDLL(None)
    statfs = getattr(library, "statfs$INODE64", None) or library.statfs
    answer = ctypes.create_string_buffer(_MAC_SIZE)
    if statfs(os.fsencode(target), answer):
        return False
    flags = int.from_bytes(answer.raw[_MAC_FLAGS : _MAC_FLAGS + 4], sys.byteorder)
    return not flags & _MAC_LOCAL
