"""Network drives are told by the kind of file system that a file lies on."""

from pathlib import Path

import pytest

from core.store import networks
from core.store.networks import file_system_of, is_on_network

MOUNTS = r"""22 28 0:21 / /sys rw,nosuid shared:7 - sysfs sysfs rw
28 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
95 28 0:45 / /home/mara/my\040share\134x rw,relatime shared:50 - cifs //tide/share rw,vers=3.1.1
96 28 0:46 / /home/mara/my\040share\134x/local rw - ext4 /dev/sdb1 rw
97 28 0:47 /export /srv rw,relatime shared:51 master:3 - nfs4 tide:/export rw
98 28 0:48 / /media/old rw - ext4 /dev/sdc1 rw
99 98 0:49 / /media/old rw - fuse.sshfs mara@tide:/ rw
100 28 0:50 / /mnt/stick rw - fuseblk /dev/sdd1 rw
a line that makes no sense
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/mara/a.tagscope", "ext4"),
        ("/home/mara/my share\\x/a.tagscope", "cifs"),
        ("/home/mara/my share\\x/local/a.tagscope", "ext4"),
        ("/home/mara/my share\\xy/a.tagscope", "ext4"),
        ("/srv/deep/er/a.tagscope", "nfs4"),
        ("/media/old/a.tagscope", "fuse.sshfs"),
        ("/mnt/stick/a.tagscope", "fuseblk"),
    ],
)
def test_the_innermost_and_latest_mount_counts(path: str, kind: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == kind


def test_a_table_without_a_root() -> None:
    assert file_system_of(Path("/a"), "") == ""


@pytest.mark.parametrize(("path", "expected"), [("/srv/a", True), ("/media/old/a", True), ("/mnt/stick/a", False)])
def test_only_file_systems_of_other_computers_are_networks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, expected: bool
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(networks, "_MOUNTS", table)
    assert is_on_network(Path(path)) is expected


def test_where_no_table_is_nothing_is_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "_MOUNTS", tmp_path / "none")
    assert not is_on_network(Path("/srv/a"))


def test_this_computer_has_a_table_and_its_root_is_in_it() -> None:
    table = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    assert file_system_of(Path("/proc/self/mountinfo"), table) == "proc"
    assert file_system_of(Path("/"), table)
