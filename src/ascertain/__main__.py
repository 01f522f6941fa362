"""`ascertain`: opens the window, or carries out one command of the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with the arguments after its name. Returns the exit code: 0 done, 1 failed, 2 wrong use."""
    # What a library writes (Qt its memory of folders, say) is for its owner alone too.
    os.umask(0o077)
    from ascertain import bootstrap
    from ascertain.console.arguments import WrongUse, read_arguments

    try:
        arguments = read_arguments(sys.argv[1:] if words is None else words)
    except WrongUse as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if arguments.command is None:
        return bootstrap.open_window(arguments.log)
    return bootstrap.answer(arguments)


if __name__ == "__main__":
    sys.exit(main())
