"""Writing incidents to a file from the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ascertain.console.logs import Openers, Unusable, find, print_json
from ascertain.domain.conduct import Conduct
from ascertain.domain.file_names import shown_name

if TYPE_CHECKING:
    from ascertain.app.exporting import ExportResult, Wanted
    from ascertain.app.queries import Queries
    from ascertain.app.session import LogSession
    from ascertain.app.settings import ExportPreset
    from ascertain.exchange.outgoing import Form, Loss


def formats_told() -> str:
    """The formats with their options, as the help of the command lists them."""
    from ascertain.app.handing_on import PACKED_LOG
    from ascertain.exchange.exporters import exporters

    forms: tuple[Form, ...] = (*exporters(), PACKED_LOG)
    return "\n".join(("formats, by the NAME of --profile:", *(line for each in forms for line in _told(each))))


def _told(form: Form) -> Iterator[str]:
    yield f"  {form.name:<18}{form.suffix:<15}{form.label}. {form.purpose}"
    for option in form.options:
        yield f"      --option {option.key}={'|'.join(choice.key for choice in option.choices)}   {option.label}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said about an export, beside the log, the file and the search."""
    parser.add_argument("--profile", default="", metavar="NAME", help="the format; without it the suffix of OUT tells")
    parser.add_argument("--preset", default="", metavar="NAME", help="a way to export that was kept in the window")
    parser.add_argument(
        "--option", action="append", default=[], metavar="KEY=VALUE", help="an option of the format, as listed below"
    )
    parser.add_argument("--columns", metavar="KEYS", help="the fields that become columns, such as ref,title,t_from")
    parser.add_argument("--json", action="store_true", help="print what was written, and lost, as a JSON object")


def export_log(arguments: argparse.Namespace, openers: Openers) -> None:
    """Say what the format cannot hold, then write the file. Raises ExportFailed, LogUnavailable and Unusable."""
    from ascertain.app.exporting import export, exporter_of, losses
    from ascertain.app.handing_on import PACKED_LOG, hand_on, is_packed, left_behind

    with closing(openers.open(arguments.log)) as session:
        wanted = _wanted(arguments, session, openers.presets(session.uid))
        out, packed = arguments.out.absolute(), is_packed(wanted.format, arguments.out)
        form: Form = PACKED_LOG if packed else exporter_of(wanted, out)
        wanted = replace(wanted, options=_options(arguments.option, form, wanted.options))

        def look(queries: Queries) -> Sequence[Loss]:
            if packed:
                return left_behind(queries, wanted.ids, Conduct())
            return losses(queries, wanted, out)

        def write(queries: Queries) -> ExportResult:
            return hand_on(session, wanted.ids, out, Conduct()) if packed else export(queries, wanted, out)

        reader = session.reader()
        lost = reader.ask(look).result()
        for each in lost:
            print(" ".join(filter(None, (str(each.what), _counted(each)))), file=sys.stderr)
        result = replace(reader.ask(write).result(), out=arguments.out)
    _tell(arguments, form, result, lost)


def _tell(arguments: argparse.Namespace, form: Form, result: ExportResult, lost: Sequence[Loss]) -> None:
    for text in result.shortened:
        told = f"{text.record}: the text under {text.heading} is too long for the format and was cut short."
        print(told, file=sys.stderr)
    for name in result.left_out:
        print(f"{shown_name(name)}: missing or altered beside the log, and not in the copy.", file=sys.stderr)
    if arguments.json:
        print_json(_answer(form, result, lost))
    else:
        print(f"{result.out}: {result.incidents} incidents")


def _wanted(arguments: argparse.Namespace, session: LogSession, presets: Sequence[ExportPreset]) -> Wanted:
    from ascertain.app.exporting import Wanted

    preset = _preset(arguments.preset, presets)
    keys = preset.keys if preset is not None else None
    if keys is not None:
        # A field may have gone since the preset was kept.
        keys = tuple(key for key in keys if key in _exportable(session)) or None
    if arguments.columns is not None:
        keys = _keys(arguments.columns, session)
    return Wanted(
        find(session, arguments.search, ()),
        session.vocabularies,
        keys,
        session.fields,
        arguments.profile or (preset.format if preset is not None else ""),
        preset.options if preset is not None else {},
        session.path.stem,
        session.clock.now(),
    )


def _preset(name: str, presets: Sequence[ExportPreset]) -> ExportPreset | None:
    if not name:
        return None
    found = next((each for each in presets if each.name.casefold() == name.casefold()), None)
    if found is None:
        known = ", ".join(each.name for each in presets)
        has = f"It has these: {known}." if known else "It has none: keep one in the window, under Export."
        raise Unusable(f"No preset of this log is called '{name}'. {has}")
    return found


def _exportable(session: LogSession) -> tuple[str, ...]:
    from ascertain.domain.incoming.rows import RecordKind
    from ascertain.exchange.own_sheets.columns import shown_targets

    return tuple(dict.fromkeys(target.of for target in shown_targets(RecordKind.INCIDENT, session.fields)))


def _keys(told: str, session: LogSession) -> tuple[str, ...]:
    keys, known = tuple(key for word in told.split(",") if (key := word.strip())), _exportable(session)
    unknown = next((key for key in keys if key not in known), None)
    if unknown is not None:
        raise Unusable(f"'{unknown}' is not a field that can be a column. Choose of: {', '.join(known)}.")
    if not keys:
        raise Unusable(f"Name at least one column of: {', '.join(known)}.")
    return keys


def _options(told: Sequence[str], form: Form, kept: Mapping[str, str]) -> dict[str, str]:
    """What was said of the options of a format, over what a preset keeps of them."""
    known = {option.key: [choice.key for choice in option.choices] for option in form.options}
    chosen = {key: value for key, value in kept.items() if value in known.get(key, ())}
    for word in told:
        key, _, value = word.partition("=")
        if key not in known:
            has = f"It has these: {', '.join(known)}." if known else "It has none."
            raise Unusable(f"The format {form.name} has no option '{key}'. {has}")
        if value not in known[key]:
            raise Unusable(f"The option {key} cannot be '{value}'. Choose one of: {', '.join(known[key])}.")
        chosen[key] = value
    return chosen


def _counted(loss: Loss) -> str:
    refs = ", ".join(loss.examples)
    if not loss.records:
        return refs
    count = "1 incident" if loss.records == 1 else f"{loss.records} incidents"
    more = ", …" if len(loss.examples) < loss.records else ""
    return f"{count}: {refs}{more}" if refs else f"{count}."


def _answer(form: Form, result: ExportResult, lost: Sequence[Loss]) -> dict[str, Any]:
    return {
        "out": str(result.out),
        "profile": form.name,
        "incidents": result.incidents,
        "bytes": result.size,
        "left_out": list(result.left_out),
        "losses": [{"what": str(each.what), "records": each.records, "examples": list(each.examples)} for each in lost],
        "shortened": [{"record": each.record, "heading": each.heading} for each in result.shortened],
    }
