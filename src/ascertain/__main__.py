"""`ascertain`: opens the window, or carries out one command of the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with the arguments after its name. Returns the exit code: 0 done, 1 failed, 2 wrong use."""
    # What a library writes (Qt its memory of folders, say) is for its owner alone too.
    os.umask(0o077)
    given = sys.argv[1:] if words is None else words
    if list(given[:1]) == ["--read-document"]:
        # A document that nobody trusts is read in a process of its own, which knows neither logs nor windows.
        from ascertain.exchange.documents.reader_process import serve

        return serve()
    if list(given[:1]) == ["--read-table"]:
        from ascertain.exchange.incoming.table_process import serve as serve_table

        return serve_table()
    from ascertain import bootstrap

    if list(given[:1]) == ["--print-briefing"]:
        # Only this process of the command line has Qt, and it shows nothing.
        return bootstrap.print_briefing()
    from ascertain.console.arguments import WrongUse, read_arguments

    try:
        arguments = read_arguments(given)
    except WrongUse as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if arguments.command is None:
        return bootstrap.open_window(arguments.log)
    return bootstrap.answer(arguments)


if __name__ == "__main__":
    sys.exit(main())
