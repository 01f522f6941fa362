#!/usr/bin/env python3
"""Build a release of Ascertain. Needs Python 3.11 or later and pip, nothing else.

    python3 packaging/release.py --help     what it builds, and its options
    python3 packaging/release.py            build the version of src/ascertain/__init__.py into dist/

This file only sets up an environment of its own (the packages of the program and the tools of a release, none of the
tests) and hands over to `packaging/releasing/`.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(args: "list[str]") -> int:
    """Set up and hand over; return the exit code."""
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))
    import run

    if sys.version_info[:2] < run.OLDEST:
        run.say("A release is built with Python {}.{} or later.".format(*run.OLDEST))
        return 1
    from releasing.setting_up import LOCKS, ReleaseEnvironment, settings

    try:
        environment = ReleaseEnvironment(ROOT, run.python_tag())
        run.set_up(environment, LOCKS)
    except run.SetUpError as error:
        run.say(str(error))
        return 1
    except KeyboardInterrupt:
        run.say("Interrupted. The next start takes up what is missing.")
        return 130
    command = [str(environment.python), "-P", "-m", "releasing", *args]
    if os.name == "posix":
        os.execve(command[0], command, settings(ROOT))
    import subprocess

    return subprocess.run(command, env=settings(ROOT)).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
