"""The only place where the rooms are wired together."""

from __future__ import annotations

import argparse
import os
import sys

from ascertain.domain.problems import LogUnavailable

_NO_SCREEN = "There is no screen to show the window on. The command line works without one: see ascertain --help"


def answer(arguments: argparse.Namespace) -> int:
    """Carry out a command of the command line. Returns the exit code; what goes wrong is one sentence on standard
    error."""
    from ascertain.app.faults import tell_faults_on_stderr
    from ascertain.app.folders import fault_folder
    from ascertain.app.session import LogSession, create_session
    from ascertain.console import answering
    from ascertain.exchange.sheets import ExportFailed

    tell_faults_on_stderr(fault_folder())
    openers = answering.Openers(lambda path: LogSession.open(path, read_only=True), create_session)
    try:
        return answering.answer(arguments, openers)
    except (LogUnavailable, ExportFailed) as failed:
        print(failed.message, file=sys.stderr)
        return answering.FAILED
    except answering.Unusable as unusable:
        print(unusable, file=sys.stderr)
        return answering.WRONG_USE
    except BrokenPipeError:
        # Whoever read the answer (`| head`) has had enough of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return answering.DONE
