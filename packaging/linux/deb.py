"""A package for Debian, Ubuntu and what is made from them: the frozen folder, and what a desktop wants to know of it.

The tools are Debian's own (`dpkg-dev`). Two packages of one folder are the same, bit for bit, when SOURCE_DATE_EPOCH
names the same moment. `python packaging/linux/deb.py FOLDER OUT VERSION`.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "src")] if __name__ == "__main__" else []

from linux.depends import depends, leave_to_system  # noqa: E402 - a script has to say first where its modules are
from linux.icons import DRAWING, SIZES, draw_icon  # noqa: E402
from linux.manual import manual  # noqa: E402
from linux.metainfo import ID, metainfo  # noqa: E402

NAME = "ascertain"
MAINTAINER = "Ascertain maintainers <maintainers@ascertain.example>"
RECOMMENDED = ("ca-certificates", "desktop-file-utils", "shared-mime-info")
"""Certificates for an address that is fetched; who tells a double click of the program."""
_DESCRIPTION = """\
Description: log incidents from what others report
 Ascertain is for analysts who log incidents by hand from what others report.
 It keeps apart what is claimed from what is confirmed, and shows at any time
 which source supports which fact.
 .
 Incidents are typed at a form or read from documents, reviewed with a
 suggestion and its reasons, searched and charted, and exported to spreadsheets,
 maps and briefings. Everything stays in one file on the user's own disk, with
 every change undoable. The program works offline.
"""


def build_deb(folder: Path, out: Path, version: str, level: int = 6) -> Path:
    """Pack the frozen `folder` as `out/ascertain_VERSION-1_ARCHITECTURE.deb`, and return that. `level`, 0 to 9, is how
    hard it is compressed: at 6 that takes a minute. Raises NoPackage."""
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    architecture = _said("dpkg", "--print-architecture")
    out.mkdir(parents=True, exist_ok=True)
    made = out / f"{NAME}_{version}-1_{architecture}.deb"
    with tempfile.TemporaryDirectory(prefix="packing-") as work:
        root = Path(work) / "root"
        _lay_out(root, folder, version, epoch)
        _write_control(root, f"{version}-1", architecture)
        _settle(root, epoch)
        subprocess.run(
            [
                "dpkg-deb",
                "--root-owner-group",
                "-Zxz",
                f"-z{level}",
                "--threads-max=1",
                "--build",
                str(root),
                str(made),
            ],
            env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return made


def _lay_out(root: Path, folder: Path, version: str, epoch: int) -> None:
    """Put everything where Debian has it."""
    program = root / "usr/lib" / NAME
    shutil.copytree(folder, program, symlinks=True)
    leave_to_system(program / "_internal")
    command = root / "usr/bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{NAME}/{NAME}")
    share = root / "usr/share"
    lay_out_desktop(share, version, epoch)
    notes = share / "doc" / NAME
    notes.mkdir(parents=True)
    shutil.copy(HERE / "copyright", notes / "copyright")
    _write_zipped(notes / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    _write_zipped(notes / "changelog.Debian.gz", _debian_changelog(f"{version}-1", epoch))
    overrides = share / "lintian/overrides" / NAME
    overrides.parent.mkdir(parents=True)
    shutil.copy(HERE / "lintian-overrides", overrides)


def lay_out_desktop(share: Path, version: str, epoch: int) -> None:
    """Put what every desktop of Linux asks for below `share`, also in other kinds of packages."""
    for name, place in ((f"{ID}.desktop", "applications"), (f"{ID}.xml", "mime/packages")):
        (share / place).mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / name, share / place / name)
    about = share / "metainfo" / f"{ID}.metainfo.xml"
    about.parent.mkdir(parents=True, exist_ok=True)
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    about.write_text(metainfo(changelog, version, epoch), encoding="utf-8")
    icons = share / "icons/hicolor"
    for kind, name in (("apps", ID), ("mimetypes", "application-x-ascertain")):
        for size in SIZES:
            draw_icon(size, icons / f"{size}x{size}" / kind / f"{name}.png")
        drawing = icons / "scalable" / kind / f"{name}.svg"
        drawing.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DRAWING, drawing)
    page = share / "man/man1" / f"{NAME}.1.gz"
    page.parent.mkdir(parents=True, exist_ok=True)
    _write_zipped(page, manual(version, epoch))


def _write_control(root: Path, version: str, architecture: str) -> None:
    about = root / "DEBIAN"
    about.mkdir()
    files = sorted(path for path in (root / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    sums = (
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root)}\n"
        for path in files
    )
    (about / "md5sums").write_text("".join(sums))
    lines = (
        f"Package: {NAME}",
        f"Version: {version}",
        f"Architecture: {architecture}",
        f"Maintainer: {MAINTAINER}",
        f"Installed-Size: {sum(-(-path.stat().st_size // 1024) for path in files)}",
        f"Depends: {', '.join(depends(root / 'usr/lib' / NAME))}",
        f"Recommends: {', '.join(RECOMMENDED)}",
        # Who opens what was exported; desktops have it.
        "Suggests: xdg-utils",
        "Section: database",
        "Priority: optional",
    )
    (about / "control").write_text("\n".join(lines) + "\n" + _DESCRIPTION)


def _settle(root: Path, epoch: int) -> None:
    """Give all files the rights that the system's files have, and one time."""
    for path in sorted(root.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or (path.parent.name == NAME and path.name == NAME and path.parents[1].name == "lib")
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)
    root.chmod(0o755)
    os.utime(root, (epoch, epoch))


def _debian_changelog(version: str, epoch: int) -> str:
    import email.utils

    when = email.utils.formatdate(epoch)
    return f"{NAME} ({version}) stable; urgency=medium\n\n  * See changelog.gz.\n\n -- {MAINTAINER}  {when}\n"


def _write_zipped(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    print(build_deb(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:])))
