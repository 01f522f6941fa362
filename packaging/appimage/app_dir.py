"""Lay out an AppDir, of which `appimagetool` makes an AppImage:

python packaging/appimage/app_dir.py FROZEN_FOLDER OUT VERSION
appimagetool OUT/Ascertain.AppDir OUT/Ascertain-VERSION-x86_64.AppImage
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))


def make_app_dir(folder: Path, out: Path, version: str, epoch: int = 0) -> Path:
    """Lay out `out/Ascertain.AppDir` and return it. The libraries of the system that a desktop has stay outside."""
    from linux.deb import lay_out_desktop
    from linux.metainfo import ID

    made = out / "Ascertain.AppDir"
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(folder, made / "usr" / "lib" / "ascertain", symlinks=True)
    share = made / "usr" / "share"
    lay_out_desktop(share, version, epoch)
    command = made / "usr" / "bin" / "ascertain"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/ascertain/ascertain")
    shutil.copy(HERE / "AppRun", made / "AppRun")
    (made / "AppRun").chmod(0o755)
    # The tool reads these two at the top, under the names that the desktop entry gives.
    shutil.copy(share / "applications" / f"{ID}.desktop", made / f"{ID}.desktop")
    shutil.copy(share / "icons" / "hicolor" / "256x256" / "apps" / f"{ID}.png", made / f"{ID}.png")
    (made / ".DirIcon").symlink_to(f"{ID}.png")
    return made


if __name__ == "__main__":
    sys.stdout.write(f"{make_app_dir(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])}\n")
