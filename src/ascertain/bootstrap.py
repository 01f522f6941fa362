"""The only place where the rooms are wired together."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.domain.problems import FileTrouble, LogUnavailable

if TYPE_CHECKING:
    import argparse

    from ascertain.app.session import LogSession

_NO_SCREEN = "There is no screen to show the window on. The command line works without one: see ascertain --help"


def answer(arguments: argparse.Namespace) -> int:
    """Carry out a command of the command line. Returns the exit code; what goes wrong is one sentence on standard
    error."""
    from ascertain.app.fault_hooks import keeping_text_to_itself
    from ascertain.app.faults import tell_faults_on_stderr
    from ascertain.app.folders import fault_folder, settings_file
    from ascertain.app.session import LogSession, create_session
    from ascertain.app.settings import SettingsFile
    from ascertain.console import answering
    from ascertain.exchange.sheets import ExportFailed

    tell_faults_on_stderr(fault_folder())
    openers = answering.Openers(
        lambda path: LogSession.open(path, read_only=True),
        create_session,
        lambda: SettingsFile(settings_file()).read().backup_root,
        lambda uid: SettingsFile(settings_file()).read().presets(uid),
        LogSession.open,
    )
    try:
        with keeping_text_to_itself(fault_folder()):
            return answering.answer(arguments, openers)
    except (LogUnavailable, ExportFailed, FileTrouble) as failed:
        print(failed.message, file=sys.stderr)
        return answering.FAILED
    except answering.Unusable as unusable:
        print(unusable, file=sys.stderr)
        return answering.WRONG_USE
    except BrokenPipeError:
        # Whoever read the answer (`| head`) has had enough of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return answering.DONE


def open_window(log: Path | None, when_painted: Callable[[], None] | None = None) -> int:
    """Open the window on `log`, else on the log that was open last, else on the first start. Returns the exit code.

    `when_painted` is called once, when the first rows are on the screen.
    """
    if not _has_screen():
        print(_NO_SCREEN, file=sys.stderr)
        return 1
    # What a start makes stays: to look for garbage in it takes a twentieth of the start.
    gc.disable()
    from ascertain.app import folders
    from ascertain.app.fault_hooks import keeping_text_to_itself
    from ascertain.app.faults import tell_faults_on_stderr
    from ascertain.app.session import LogSession, create_session
    from ascertain.app.settings import SettingsFile
    from ascertain.ui.application import Doors, make_application, start
    from ascertain.ui.own_thread import GarbageRounds
    from ascertain.ui.qt_messages import keeping_words_of_qt

    author = _user_name()
    settings = SettingsFile(folders.settings_file())
    doors = Doors(
        open_log=lambda path: LogSession.open(path, author=author, backups=settings.read().backup_root),
        make_log=lambda path: create_session(path, author=author),
        open_example=lambda: _open_example(folders.example_log(), author),
        author=author,
        own_log=folders.default_log(),
    )
    tell_faults_on_stderr(folders.fault_folder())
    app = make_application(sys.argv[:1])
    with keeping_words_of_qt(), keeping_text_to_itself(folders.fault_folder()):
        desktop = start(app, doors, settings, folders.cache_folder(), log, when_painted)
        gc.freeze()
        GarbageRounds(app)
        code = app.exec()
        desktop.deleteLater()
    return code


def print_briefing() -> int:
    """Lay out the briefing that stands on standard input, and write it as a PDF. Returns the exit code."""
    from ascertain.ui.printing.briefing_process import serve

    return serve(sys.stdin.buffer, sys.stdout.buffer)


def _open_example(path: Path, author: str) -> LogSession:
    """The example log: the one that is there, with whatever was tried in it, else a new one."""
    from ascertain.app.checking import move_seal
    from ascertain.app.example import log_example
    from ascertain.app.session import LogSession, create_session

    if path.exists():
        return LogSession.open(path, author=author)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with closing(create_session(unfinished, author=author)) as session:
            log_example(session)
        unfinished.replace(path)
        move_seal(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return LogSession.open(path, author=author)


def _has_screen() -> bool:
    """Whether a window can be shown: on Linux a display must be named, or a platform that needs none be asked for."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _user_name() -> str:
    """The name under which changes are journaled: the one of the account."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
