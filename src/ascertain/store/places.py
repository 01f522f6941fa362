"""Where a log lies, as far as it matters for writing: on this computer, in a network folder, or in a folder that a
service keeps the same on several computers.

In the latter two the shared memory of SQLite's WAL cannot be relied on, and a file may be taken away or put back under
a program; so a log there is written with a rollback journal, and the user is warned. What is found out about the
system is given to pure functions, which the tests ask.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePath

from ascertain.domain.messages import Message, say


class Kind(Enum):
    """What kind of place it is."""

    LOCAL = auto()
    NETWORK = auto()
    SYNCED = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place, and what makes it one: a type of file system, or the name of a service."""

    kind: Kind
    by: str = ""

    @property
    def shared(self) -> bool:
        """Whether other computers may change what lies there."""
        return self.kind is not Kind.LOCAL


@dataclass(frozen=True, slots=True)
class Mount:
    """Where a file system is mounted, and of which type it is."""

    point: str
    type: str


LOCAL = Place(Kind.LOCAL)
WAL, TRUNCATE = "WAL", "TRUNCATE"

_NETWORK_TYPES = frozenset({
    "9p", "acfs", "afpfs", "afs", "auristorfs", "beegfs", "ceph", "cifs", "coda", "davfs", "ftp", "gfs2", "glusterfs",
    "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "pvfs2", "smb", "smb2", "smb3", "smbfs",
    "vboxsf", "virtiofs", "vmhgfs", "webdav",
    "fuse.beegfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.curlftpfs", "fuse.davfs2", "fuse.glusterfs", "fuse.goofys",
    "fuse.google-drive-ocamlfuse", "fuse.gvfsd-fuse", "fuse.httpfs", "fuse.mfs", "fuse.onedriver", "fuse.rclone",
    "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse",
})  # fmt: skip
"""Types of file systems that other computers write to as well, as Linux and macOS name them."""

# The names that services give to their folders on the systems they run on.
_SERVICES: tuple[tuple[str, str], ...] = (
    (r"Dropbox( \(.*\))?|Dropbox-.*", "Dropbox"),
    (r"OneDrive( - .*)?|OneDrive-.*|SkyDrive", "OneDrive"),
    (r"Google ?Drive( .*)?|GoogleDrive-.*|Meine Ablage|My Drive", "Google Drive"),
    (r"iCloud ?Drive|Mobile Documents|com~apple~CloudDocs", "iCloud Drive"),
    (r"Next[cC]loud\d*", "Nextcloud"),
    (r"own[cC]loud\d*", "ownCloud"),
    (r"pCloud ?(Drive|Sync)?", "pCloud"),
    (r"MEGA ?sync.*|MEGA( downloads)?", "MEGA"),
    (r"Box Sync|Box-Box", "Box"),
    (r"Proton ?Drive.*|ProtonDrive-.*", "Proton Drive"),
    (r"Yandex\.Disk.*", "Yandex Disk"),
    (r"Seafile|SeaDrive", "Seafile"),
    (r"Syncthing", "Syncthing"),
    (r"Tresorit|My Tresors", "Tresorit"),
    (r"kDrive\d*", "kDrive"),
    (r"CloudStorage", "a cloud service"),
)
_IN_THE_HOME = {"Box": "Box", "Sync": "Sync.com or Syncthing"}
"""Names that mean a service only where they lie directly in the home folder."""
_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".seafile-data": "Seafile",
}
"""What services leave in the folders that they keep the same."""

_NETWORK = (
    "This log lies in a network folder ({by}). A connection that breaks or another computer that writes to it can "
    "damage it. Save it on this computer, and keep backups of it in the network folder."
)
_SYNCED = (
    "This log lies in a folder that {by} keeps the same on several computers. It may be sent half-written, replaced by "
    "an older one, or mixed up from two computers. Save it in a folder of this computer alone, and keep backups of it "
    "in the shared one."
)


def place_of(path: Path) -> Place:
    """Where `path` lies, as the system tells; on this computer where nobody can say."""
    real = path.resolve()
    by = _network_by(real)
    if by:
        return Place(Kind.NETWORK, by)
    by = service_of(real, PurePath(os.path.expanduser("~")), os.path.lexists)  # noqa: PTH111 - Path.home may raise
    return Place(Kind.SYNCED, by) if by else LOCAL


def service_of(path: PurePath, home: PurePath, exists: Callable[[str], bool]) -> str:
    """The service that keeps one of the folders above `path` the same on several computers; empty for none."""
    for folder in path.parents:
        for name, service in _SERVICES:
            if re.fullmatch(name, folder.name):
                return service
        if folder.parent == home and folder.name in _IN_THE_HOME:
            return _IN_THE_HOME[folder.name]
        # A service may have a mark of its own in the home folder, which it does not keep the same.
        for mark, service in _MARKS.items():
            if folder != home and exists(os.path.join(folder, mark)):  # noqa: PTH118 - pure, and asked often
                return service
    return ""


def network_type(path: PurePath, mounts: Iterable[Mount]) -> str:
    """The type of the network file system that `path` lies on; empty where it lies on none."""
    best = Mount("", "")
    for mount in mounts:
        # Of two at one point the later one covers the other.
        if path.is_relative_to(mount.point) and len(mount.point) >= len(best.point):
            best = mount
    # As the root of everything it is a sandbox, and local.
    sandbox = best.type in ("9p", "virtiofs") and best.point == "/"
    return best.type if best.type in _NETWORK_TYPES and not sandbox else ""


def mounts_from(mountinfo: str) -> list[Mount]:
    """The mounts in a text such as `/proc/self/mountinfo` (see proc(5))."""
    found = []
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) > 4 and after:
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[4])
            found.append(Mount(point, after.split()[0]))
    return found


def is_unc(path: PurePath) -> bool:
    """Whether a path of Windows names another computer: `//server/share/…`, also in its long form."""
    text = str(path).replace("\\", "/")
    if text.upper().startswith("//?/UNC/"):
        return True
    return text.startswith("//") and not text.startswith(("//?/", "//./"))


def journal_mode(path: Path) -> str:
    """The journal that a log at `path` is written with."""
    return TRUNCATE if place_of(path).shared else WAL


def warning(place: Place) -> Message | None:
    """Why care is needed there, and what to do; None where it is not."""
    if not place.shared:
        return None
    return say(_NETWORK if place.kind is Kind.NETWORK else _SYNCED, by=place.by)


if sys.platform == "win32":

    def _network_by(path: Path) -> str:
        import ctypes

        remote = 4  # DRIVE_REMOTE of GetDriveTypeW
        if is_unc(path):
            return path.drive
        return path.drive if ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == remote else ""

elif sys.platform == "darwin":

    def _network_by(path: Path) -> str:
        import ctypes

        # struct statfs of macOS: f_flags at 64, f_fstypename at 72 with 16 bytes; MNT_LOCAL is 0x1000.
        buffer = ctypes.create_string_buffer(4096)
        there = path if path.exists() else path.parent
        if ctypes.CDLL(None).statfs(os.fsencode(there), buffer) != 0:
            return ""
        local = int.from_bytes(buffer.raw[64:68], sys.byteorder) & 0x1000
        return "" if local else buffer.raw[72:88].split(b"\0")[0].decode("ascii", "replace")

else:

    def _network_by(path: Path) -> str:
        try:
            text = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return ""
        return network_type(path, mounts_from(text))
