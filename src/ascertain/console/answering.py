"""The commands of the command line: what each does with a log, and what it prints."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from contextlib import closing

from ascertain.console import backing_up, exporting, importing, packing, salvaging
from ascertain.console.layout import incident_lines, list_lines
from ascertain.console.logs import Openers as Openers
from ascertain.console.logs import Unusable as Unusable
from ascertain.console.logs import find, print_json
from ascertain.domain.messages import say
from ascertain.domain.own_fields import Fields
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.rows import SortKey
from ascertain.exchange.incident_json import incident_json

DONE, FAILED, WRONG_USE = 0, 1, 2
"""Exit codes."""


def answer(arguments: argparse.Namespace, openers: Openers) -> int:
    """Carry out a command and print its answer. Returns the exit code; raises LogUnavailable, ExportFailed,
    FileTrouble and Unusable."""
    match arguments.command:
        case "example":
            return _example(arguments, openers)
        case "generate":
            return _generate(arguments, openers)
        case "list":
            return _list(arguments, openers)
        case "show":
            return _show(arguments, openers)
        case "export":
            exporting.export_log(arguments, openers)
            return DONE
        case "import":
            return DONE if importing.import_file(arguments, openers) else FAILED
        case "backup":
            backing_up.back_up(arguments, openers.backups())
            return DONE
        case "restore":
            backing_up.restore(arguments, openers.backups())
            return DONE
        case "pack":
            packing.pack(arguments)
            return DONE
        case "salvage":
            salvaging.salvage(arguments)
            return DONE
        case "unpack":
            packing.unpack(arguments)
            return DONE
    return _check(arguments)


def _example(arguments: argparse.Namespace, openers: Openers) -> int:
    from ascertain.app.example import log_example

    with closing(openers.create(arguments.file)) as session:
        count = log_example(session)
    print(f"{arguments.file}: {count} incidents")
    return DONE


def _generate(arguments: argparse.Namespace, openers: Openers) -> int:
    from ascertain.app.generation import generate

    openers.create(arguments.file).close()
    generate(arguments.file, arguments.incidents, arguments.seed)
    print(f"{arguments.file}: {arguments.incidents} incidents")
    return DONE


def _list(arguments: argparse.Namespace, openers: Openers) -> int:
    with closing(openers.open(arguments.log)) as session:
        ids = find(session, arguments.search, _sort(arguments.sort, session.fields))
        if arguments.limit is not None:
            ids = ids[: arguments.limit]
        reader, fields = session.reader(), session.fields
        if arguments.totals:
            from ascertain.console.totals import totals_answer

            for line in totals_answer(reader, ids, as_json=arguments.json):
                print(line)
        elif arguments.json:
            # Printed where it is read: a large log is never whole in memory.
            reader.ask(
                lambda queries: _print_json_list(incident_json(each, fields) for each in queries.incidents(ids))
            ).result()
        else:
            rows = reader.ask(lambda queries: queries.rows(ids)).result()
            for line in list_lines(rows, session.vocabularies):
                print(line)
    return DONE


def _show(arguments: argparse.Namespace, openers: Openers) -> int:
    with closing(openers.open(arguments.log)) as session:
        incident = session.reader().ask(lambda queries: queries.incident_by_ref(arguments.ref)).result()
        if incident is None:
            raise LogUnavailable(say("The log has no incident {ref}.", ref=arguments.ref))
        if arguments.json:
            print_json(incident_json(incident, session.fields))
        else:
            for line in incident_lines(incident, session.vocabularies, session.fields):
                print(line)
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from ascertain.app.checking import check_log

    findings = check_log(arguments.log, closed=True)
    faults = [str(fault) for fault in findings.faults]
    notes = [str(note) for note in findings.notes]
    rows = dict(findings.rows)
    if arguments.json:
        print_json({"log": str(arguments.log), "sound": not faults, "faults": faults, "notes": notes, "rows": rows})
    else:
        for line in (*faults, *notes):
            print(line)
        print(f"{arguments.log}: {'not sound' if faults else 'sound'}, {rows.get('incident', 0)} incidents")
    return FAILED if faults else DONE


def _sort(word: str | None, fields: Fields) -> tuple[SortKey, ...]:
    if word is None:
        return ()
    key = word.removeprefix("-")
    field = fields.find(key)
    if field is None or not field.sorts:
        known = ", ".join(each.key for each in fields if each.sorts)
        raise Unusable(f"'{key}' is not a field to sort by. Choose one of: {known}.")
    return (SortKey(key, word.startswith("-")),)


def _print_json_list(values: Iterable[object]) -> None:
    """A list, an element a line, so that a large one need not be held as text."""
    sys.stdout.write("[")
    separator = "\n"
    for value in values:
        sys.stdout.write(separator + json.dumps(value, ensure_ascii=False))
        separator = ",\n"
    sys.stdout.write("\n]\n")
