"""Saving what can be read, from the command line."""

from __future__ import annotations

import argparse
import json


def salvage(arguments: argparse.Namespace) -> None:
    """Copy what can be read of a file into a new log. Raises LogUnavailable."""
    from ascertain.app.salvaging import salvage_log, told

    result = salvage_log(arguments.log.absolute(), arguments.new.absolute())
    lines = [str(line) for line in told(result)]
    if arguments.json:
        rows = {
            name: {"saved": tally.saved, "mended": tally.mended, "lost": tally.lost, "from_history": tally.restored}
            for name, tally in result.tallies
        }
        print(json.dumps({"out": str(result.path), "rows": rows, "notes": lines}, ensure_ascii=False, indent=2))
    else:
        for line in lines:
            print(line)
        print(f"{result.path}: {result.of('incident').saved} incidents")
