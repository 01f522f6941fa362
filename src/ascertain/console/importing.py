"""Taking the rows of a file into a log from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ascertain.console.logs import Openers, Unusable, print_json

if TYPE_CHECKING:
    from ascertain.app.incoming import Staged
    from ascertain.app.incoming.understanding import Seen
    from ascertain.app.session import LogSession
    from ascertain.domain.incoming.left_columns import LeftColumn
    from ascertain.domain.incoming.mapping import Mapping
    from ascertain.domain.incoming.outcome import Look

_MOST_TOLD = 20
"""Cells that cannot be taken, and conflicts, that are told one by one."""
_LOGS = (".ascertain", ".zip")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said about an import, beside the log and the file."""
    parser.add_argument(
        "--profile", default="", metavar="NAME", help="whose columns these are; without it that is told by them"
    )
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="what the columns mean, as it was kept as JSON")
    parser.add_argument("--dry-run", action="store_true", help="say what an import would do, and do nothing")
    parser.add_argument(
        "--json", action="store_true", help="print what was done, and what was refused, as a JSON object"
    )
    parser.add_argument(
        "--on-error",
        choices=("skip", "stop"),
        default="skip",
        help="leave rows out that cannot be taken, or take nothing",
    )
    parser.add_argument("--refused", type=Path, metavar="OUT", help="write the rows that cannot be taken to a new .csv")


def import_file(arguments: argparse.Namespace, openers: Openers) -> bool:
    """Take a file in, or say what would be taken; returns whether that was done. Raises LogUnavailable, FileTrouble and
    Unusable."""
    opened = openers.open if arguments.dry_run else openers.write
    with closing(opened(arguments.log)) as session:
        if arguments.file.suffix.lower() in _LOGS:
            return _import_log(session, arguments, openers.backups())
        from ascertain.app.incoming import stage

        with stage(arguments.file) as staged:
            return _import_rows(session, staged, arguments, openers.backups())


def _import_rows(session: LogSession, staged: Staged, arguments: argparse.Namespace, backups: Path | None) -> bool:
    from ascertain.app.incoming.looking import look
    from ascertain.app.incoming.refused import write_refused
    from ascertain.app.incoming.taking import take
    from ascertain.app.incoming.tally import Tally
    from ascertain.app.incoming.understanding import Seen
    from ascertain.domain.incoming.outcome import Choice, OnError

    seen = Seen(staged)
    mapping = _mapping(session, staged, arguments, seen)
    stop = OnError(arguments.on_error) is OnError.STOP
    found: Look | None = None
    if arguments.dry_run or stop:
        found = look(session, staged, mapping)
    refusing = stop and found is not None and len(found.refusals) > 0
    if not arguments.dry_run and not refusing:
        tally = Tally(mapping.profile)
        take(session, staged, mapping, Choice(), backups=backups, tally=tally)
        found = tally.look()
    assert found is not None
    if arguments.refused is not None:
        write_refused(staged, mapping, found.refusals, arguments.refused)
    _tell(arguments, mapping, found, seen.left(mapping))
    if refusing and not arguments.dry_run:
        print("Nothing was imported. Correct what is listed, or leave it out with --on-error skip.", file=sys.stderr)
    return arguments.dry_run or not refusing


def _mapping(session: LogSession, staged: Staged, arguments: argparse.Namespace, seen: Seen) -> Mapping:
    """The mapping that was given, else the one that is proposed; which profile that is goes to standard error."""
    from ascertain.app.incoming.understanding import ambiguous, samples_of, understand
    from ascertain.domain.incoming.kept_mappings import fit_to
    from ascertain.domain.incoming.new_fields import wrong_fields
    from ascertain.domain.incoming.profiles import NAMES

    if arguments.profile and arguments.profile not in NAMES:
        raise Unusable(f"There is no profile “{arguments.profile}”. Choose one of: {', '.join(NAMES)}.")
    proposed = understand(staged, session.fields, session.vocabularies, arguments.profile, seen=seen)
    given = None if arguments.mapping is None else _read(arguments.mapping)
    if given is None:
        mapping = proposed
    elif given.sheets:
        mapping = fit_to(given, samples_of(staged)).mapping
    else:
        comma = proposed.decimal_comma
        if given.comma_chosen or given.decimal_comma:
            comma = given.decimal_comma
        calendar = given.calendar or proposed.calendar
        mapping = replace(proposed, day_first=given.day_first, decimal_comma=comma, calendar=calendar, zone=given.zone)
    if not any(use.target for sheet in mapping.sheets for use in sheet.columns):
        raise Unusable(
            "None of the columns is understood. Say with --mapping FILE what they mean, or map them in the window."
        )
    if not arguments.profile and given is None and not arguments.json:
        print(f"Read as: {mapping.profile}", file=sys.stderr)
    if wrong := wrong_fields(mapping, session.fields):
        raise Unusable(str(wrong[0].text))
    unclear = ambiguous(staged, mapping, session.fields, seen)
    if unclear:
        raise Unusable(
            f"The dates under {', '.join(f'“{each}”' for each in unclear)} can be read with the day or the month "
            "first. "
            'Put {"ascertain_mapping": 1, "day_first": true} (or false) into a file, and give it with --mapping.'
        )
    return mapping


def _read(path: Path) -> Mapping:
    from ascertain.domain.incoming.kept_mappings import NotAMapping, read_mapping

    try:
        return read_mapping(json.loads(path.read_text(encoding="utf-8-sig")))
    except NotAMapping as wrong:
        raise Unusable(f"{path.name}: {wrong.message}") from None
    except (OSError, ValueError) as wrong:
        raise Unusable(f"The mapping {path.name} cannot be read: {wrong}") from None


def _tell(arguments: argparse.Namespace, mapping: Mapping, found: Look, left: Sequence[LeftColumn]) -> None:
    from ascertain.domain.incoming.rows import Standing

    counts = {each: found.count(each) for each in Standing}
    if arguments.json:
        print_json(
            {
                "profile": mapping.profile, "new": counts[Standing.NEW], "changed": counts[Standing.CHANGED],
                "same": counts[Standing.SAME], "conflicting": counts[Standing.CONFLICTING],
                "refused": [_refused(each) for each in found.refusals], **_beside(found, left),
            }
        )  # fmt: skip
        return
    told = (f"{counts[each]} {each.value}" for each in Standing)
    print(f"{arguments.file}: {', '.join(told)}{' (nothing was changed)' if arguments.dry_run else ''}")
    _tell_beside(found, left, dry=arguments.dry_run)
    for each in islice(found.refusals, _MOST_TOLD):
        where = f"{each.spot.sheet}, row {each.spot.row}" if each.spot.sheet else f"Row {each.spot.row}"
        print(f"{where}, {each.column}: {each.value!r}: {each.reason}", file=sys.stderr)
    for conflict in islice(found.conflicts, _MOST_TOLD):
        told_conflict = f"{conflict.record}, {conflict.label}: here {conflict.here!r}, in the file {conflict.there!r}"
        print(f"{told_conflict}. Edited on both sides; what is here stays.", file=sys.stderr)
    more = sum(max(0, len(listed) - _MOST_TOLD) for listed in (found.refusals, found.conflicts))
    if more:
        print(f"{more} more are not listed here: --json lists all that are refused.", file=sys.stderr)


def _beside(found: Look, left: Sequence[LeftColumn]) -> dict[str, object]:
    """What is made for the rows, and which columns are not taken; nothing where there is none of it."""
    told: dict[str, object] = {}
    if found.fields:
        told["fields"] = [{"key": each.key, "label": each.label, "type": each.type.value} for each in found.fields]
    if found.codes:
        told["codes"] = [{"list": each.vocabulary, "label": each.label} for each in found.codes]
    if left:
        told["left_out"] = [
            {"sheet": each.sheet, "column": each.heading, "filled": each.filled} if each.sheet
            else {"column": each.heading, "filled": each.filled}
            for each in left
        ]  # fmt: skip
    return told


def _tell_beside(found: Look, left: Sequence[LeftColumn], *, dry: bool) -> None:
    made = "Would be made" if dry else "Made"
    for field in found.fields:
        print(f"{made}: the field “{field.label}” ({field.type.value})", file=sys.stderr)
    for each in found.codes:
        print(f"{made}: the code “{each.label}” of the list “{each.list}”", file=sys.stderr)
    for column in left:
        where = f"{column.sheet}, " if column.sheet else ""
        named = f"“{column.heading}”" if column.heading else f"number {column.at + 1}"
        print(f"{where}column {named} is not taken: {column.filled} filled cells.", file=sys.stderr)


def _refused(each: Any) -> dict[str, object]:
    told = {"row": each.spot.row, "column": each.column, "value": each.value, "reason": str(each.reason)}
    return {"sheet": each.spot.sheet, **told} if each.spot.sheet else told


def _import_log(session: LogSession, arguments: argparse.Namespace, backups: Path | None) -> bool:
    """Another log, or a packed one: records come over as they are, so there are no columns to be understood."""
    from ascertain.app.importing import import_log, look_at

    survey = look_at(session, arguments.file)
    if not arguments.dry_run:
        import_log(session, arguments.file, survey.new, backups=backups)
    if arguments.json:
        print_json(
            {"profile": "log", "new": survey.new, "changed": 0, "same": survey.there, "conflicting": 0, "refused": []}
        )
    else:
        ending = " (nothing was changed)" if arguments.dry_run else ""
        print(f"{arguments.file}: {survey.new} new, {survey.there} same{ending}")
    return True
