"""`ascertain backup` and `ascertain restore`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import datetime
from pathlib import Path

from ascertain.console.layout import columns_of_text
from ascertain.domain.backups import Backup, State, Why
from ascertain.domain.sizes import size_text

_STATES = {State.WHOLE: "whole", State.VERIFIED: "verified", State.BROKEN: "broken"}


def back_up(arguments: argparse.Namespace, root: Path | None) -> None:
    """Make a backup, or list those there are, and print what there is to say. Raises `LogUnavailable`."""
    from ascertain.app import backing_up

    where = root if arguments.to is None else arguments.to.absolute()
    if arguments.list:
        backups = [backing_up.verified(each) for each in backing_up.list_backups(arguments.log.absolute(), where)]
        if arguments.json:
            print(json.dumps([_as_json(each) for each in backups], ensure_ascii=False, indent=2))
        else:
            for line in columns_of_text([_as_row(each) for each in backups]):
                print(line)
        return
    made = backing_up.back_up(arguments.log.absolute(), Why.BY_HAND, int(time.time()), where)
    if made.warning is not None:
        print(made.warning, file=sys.stderr)
    if arguments.json:
        print(json.dumps(_as_json(made.backup), ensure_ascii=False, indent=2))
    else:
        print(f"{made.backup.path}: {_count(made.backup)} incidents, {size_text(made.backup.size)}")


def restore(arguments: argparse.Namespace, root: Path | None) -> None:
    """Put a log back, and print where the old one is. Raises `LogUnavailable`."""
    from ascertain.app import backing_up

    done = backing_up.restore_log(arguments.backup.absolute(), arguments.log.absolute(), int(time.time()), root)
    if arguments.json:
        paths = {"log": done.log, "aside": done.aside, "backup_of_old": done.before}
        told = {name: None if path is None else str(path) for name, path in paths.items()}
        print(json.dumps({**told, "incidents": done.manifest.incidents}, ensure_ascii=False, indent=2))
        return
    print(f"{done.log}: {done.manifest.incidents} incidents, as of {_moment(done.manifest.made_at)}")
    if done.aside is not None:
        print(f"The log as it was: {done.aside}")


def _as_json(backup: Backup) -> dict[str, object]:
    manifest = backup.manifest
    known = {} if manifest is None else {
        "made_at": manifest.made_at, "why": manifest.why.value, "incidents": manifest.incidents,
        "statements": manifest.statements, "sha256": manifest.sha256, "revision": manifest.revision,
    }  # fmt: skip
    return {"backup": str(backup.path), "state": _STATES[backup.state], "bytes": backup.size, **known}


def _as_row(backup: Backup) -> tuple[str, ...]:
    manifest = backup.manifest
    made, why = ("", "") if manifest is None else (_moment(manifest.made_at), manifest.why.value)
    return (made, why, f"{_count(backup)} incidents", size_text(backup.size), _STATES[backup.state], str(backup.path))


def _count(backup: Backup) -> str:
    return "?" if backup.manifest is None else str(backup.manifest.incidents)


def _moment(at: int) -> str:
    return f"{datetime.fromtimestamp(at):%Y-%m-%d %H:%M}"
