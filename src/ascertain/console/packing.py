"""Packed copies from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def pack(arguments: argparse.Namespace) -> None:
    """Save a log with its attachments as one zip. Raises FileTrouble and LogUnavailable."""
    from ascertain.app.packing import pack as save
    from ascertain.domain.file_names import shown_name

    result = save(arguments.log, arguments.out)
    for name in result.left_out:
        print(f"{shown_name(name)}: missing or altered beside the log, and not in the copy.", file=sys.stderr)
    _tell(arguments.json, result.out, {"attachments": result.attachments, "bytes": result.size})


def unpack(arguments: argparse.Namespace) -> None:
    """Unpack a packed copy into a new folder. Raises FileTrouble."""
    from ascertain.app.packing import unpack as put

    _tell(arguments.json, put(arguments.pack, arguments.folder.absolute()), {})


def _tell(as_json: bool, out: Path, facts: dict[str, int]) -> None:
    if as_json:
        print(json.dumps({"out": str(out), **facts}, ensure_ascii=False, indent=2))
    else:
        print(": ".join([str(out), *(f"{count} {what}" for what, count in list(facts.items())[:1])]))
