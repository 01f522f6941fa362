"""A saved page as one file: the page and the folder that the browser wrote beside it, in a zip.

One file and not many: the page stays whole (its pictures are named by that folder), it is one line among the
attachments, one SHA-256 stands for what was seen, and nothing renders it by accident. The same page always makes the
same zip: names in order, no times, no compression.
"""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.file_names import kept_name, shown_name
from ascertain.domain.messages import say
from ascertain.domain.problems import FileTrouble

SUFFIXES = (".html", ".htm", ".xhtml")
_FOLDERS = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_file", "-filer")
"""How browsers call the folder beside `NAME.html`."""
_MOST_FILES = 5_000
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20


def folder_of(page: Path) -> Path | None:
    """The folder that belongs to a saved page, where there is one."""
    if page.suffix.lower() not in SUFFIXES:
        return None
    folders = (page.with_name(f"{page.stem}{ending}") for ending in _FOLDERS)
    return next((folder for folder in folders if folder.is_dir() and not folder.is_symlink()), None)


def page_files(page: Path, folder: Path) -> list[tuple[str, Path, int]]:
    """What goes into the zip: name, file and size; links and what is no regular file are left out.

    Raises FileTrouble where there are too many, OSError where the folder cannot be read.
    """
    found = [(page.name, page, page.stat().st_size)]
    for where, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        for name in sorted(names):
            path = Path(where, name)
            state = path.lstat()
            if stat.S_ISREG(state.st_mode):
                found.append((path.relative_to(page.parent).as_posix(), path, state.st_size))
        if len(found) > _MOST_FILES:
            text = "The folder {name} holds more files than a saved page has. Pack it into one file and attach that."
            raise FileTrouble(say(text, name=shown_name(kept_name(folder.name))))
    return found


def write_page(files: list[tuple[str, Path, int]], out: Path, conduct: Conduct) -> None:
    """Write the zip. Raises OSError or Cancelled."""
    done, total = 0, sum(size for _, _, size in files)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as pack:
        for name, path, size in files:
            entry = zipfile.ZipInfo(kept_name(name), _NO_TIME)
            entry.external_attr = 0o600 << 16
            entry.file_size = size
            with path.open("rb") as content, pack.open(entry, "w") as kept:
                while block := content.read(_BLOCK):
                    kept.write(block)
                    done += len(block)
                    conduct.tell(done, total)


def _raise(error: OSError) -> None:
    raise error
