"""Where a log lies: told from what the system says, which the tests say here."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ascertain.store.places import (
    LOCAL,
    Kind,
    Place,
    is_unc,
    journal_mode,
    mounts_from,
    network_type,
    place_of,
    service_of,
    warning,
)

HOME = PurePosixPath("/house/someone")
MOUNTINFO = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw - proc proc rw
40 22 0:50 / /srv/team rw shared:5 - nfs4 server:/team rw,vers=4.2
41 40 8:2 / /srv/team/disk rw - ext4 /dev/sdb1 rw
42 22 0:51 / /mnt/two\040words rw - cifs //server/share rw
43 22 0:52 / /house/someone/far rw - fuse.sshfs host:/ rw
44 22 0:53 / /media/stick rw - fuseblk /dev/sdc1 rw
45 22 0:54 / /mnt/c rw - 9p drvfs rw
46 22 0:55 / /over rw - nfs server:/x rw
47 22 8:9 / /over rw - xfs /dev/sdd1 rw
not a line
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/house/someone/a.ascertain", ""),
        ("/srv/team/a.ascertain", "nfs4"),
        ("/srv/teams/a.ascertain", ""),
        ("/srv/team/disk/a.ascertain", ""),
        ("/mnt/two words/deep/a.ascertain", "cifs"),
        ("/house/someone/far/a.ascertain", "fuse.sshfs"),
        ("/media/stick/a.ascertain", ""),
        ("/mnt/c/Users/a.ascertain", "9p"),
        ("/over/a.ascertain", ""),
    ],
)
def test_a_network_folder_is_known_by_its_file_system(path: str, found: str) -> None:
    assert network_type(PurePosixPath(path), mounts_from(MOUNTINFO)) == found


def test_the_root_of_a_sandbox_is_no_network() -> None:
    mounts = mounts_from("1 0 0:1 / / rw - 9p none rw")
    assert network_type(PurePosixPath("/home/a"), mounts) == ""
    assert network_type(PurePosixPath("/home/a"), []) == ""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/house/someone/logs/a.ascertain", ""),
        ("/house/someone/Dropbox/logs/a.ascertain", "Dropbox"),
        ("/house/someone/Dropbox (Office)/a.ascertain", "Dropbox"),
        ("/house/someone/Dropboxes/a.ascertain", ""),
        ("/house/someone/Library/CloudStorage/OneDrive-Office/a", "OneDrive"),
        ("/house/someone/Library/Mobile Documents/com~apple~CloudDocs/a", "iCloud Drive"),
        ("/house/someone/Nextcloud2/a", "Nextcloud"),
        ("/house/someone/Box/a", "Box"),
        ("/srv/Box/a", ""),
        ("/srv/shared/deep/a", "Syncthing"),
        ("/house/someone/Documents/Dropbox", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name_or_its_mark(path: str, found: str) -> None:
    marks = {"/srv/shared/.stfolder", "/house/someone/.dropbox"}
    assert service_of(PurePosixPath(path), HOME, marks.__contains__) == found


def test_folders_of_windows() -> None:
    home = PureWindowsPath(r"C:\house\someone")
    log = home / "OneDrive - Office" / "a.ascertain"
    assert service_of(log, home, lambda _: False) == "OneDrive"
    assert is_unc(PureWindowsPath(r"\\server\share\a"))
    assert is_unc(PureWindowsPath(r"\\?\UNC\server\share\a"))
    assert not is_unc(PureWindowsPath(r"\\?\C:\a"))
    assert not is_unc(log)


def test_this_system_is_asked(tmp_path: Path) -> None:
    assert place_of(tmp_path / "a.ascertain") == LOCAL
    assert journal_mode(tmp_path / "a.ascertain") == "WAL"
    synced = tmp_path / "Nextcloud" / "a.ascertain"
    assert place_of(synced) == Place(Kind.SYNCED, "Nextcloud")
    assert journal_mode(synced) == "TRUNCATE"
    link = tmp_path / "here"
    (tmp_path / "Nextcloud").mkdir()
    link.symlink_to(tmp_path / "Nextcloud")
    assert place_of(link / "a.ascertain").by == "Nextcloud"


def test_what_is_said_names_what_it_is() -> None:
    assert warning(LOCAL) is None
    assert "network folder (nfs4)" in str(warning(Place(Kind.NETWORK, "nfs4")))
    assert "that Dropbox keeps the same" in str(warning(Place(Kind.SYNCED, "Dropbox")))
