"""What keeps a process that reads files nobody trusts from doing anything else.

It writes no file, starts no program and reaches no network; where the system can, its memory and its time are limited.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO

_REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile",
            "urllib.", "ftplib.", "smtplib.", "webbrowser.", "os.remove", "os.rename", "os.mkdir", "os.rmdir",
            "os.link", "os.symlink", "os.truncate", "os.chmod", "shutil.", "ctypes.dlopen", "sqlite3.")  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(memory: int, seconds: int) -> None:
    """Hold this process to its limits: bytes of `memory`, `seconds` of computing; 0: none. Libraries look round when
    they are imported, so import them before; from then on nobody does."""
    _limit(memory, seconds)
    sys.addaudithook(_refuse)


def speak(out: BinaryIO, answer: object) -> None:
    """Say one line of JSON to whoever started this process."""
    out.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    out.flush()


def _limit(memory: int, seconds: int) -> None:
    """Have the system hold the process to its limits, as far as it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        if most:
            try:
                resource.setrlimit(what, (most, most))
            except (ValueError, OSError):  # macOS has no limit of memory
                continue
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop what leads out of the process, before it is done."""
    if event.startswith(_REFUSED) or (event == "open" and _writes(arguments)):
        raise PermissionError(event)


def _writes(arguments: tuple[Any, ...]) -> bool:
    _path, mode, flags = arguments
    return (isinstance(mode, str) and bool(set(mode) & set("wax+"))) or (
        isinstance(flags, int) and bool(flags & _WRITING)
    )
