"""Any log goes out into a file of each form that holds it and comes back: into itself without a change, into an empty
log as the same log."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from ascertain.app.incoming.looking import look
from ascertain.app.incoming.staging import stage
from ascertain.app.incoming.taking import take
from ascertain.app.incoming.understanding import understand
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import AnchorKind
from ascertain.domain.incoming.outcome import Look
from ascertain.domain.incoming.rows import Standing
from ascertain.domain.records import Incident, NamedRef, ReportedTime, Statement
from tests.exchange.any_log import LOGS, AnyLog, prepared
from tests.exchange.there_and_back import contents, library, written
from tests.prove.figure import Figure, exactly

FORMS = (".xlsx", ".ods", ".jsonl", ".csv")


def run(folder: Path, *, logs: int) -> Iterator[Figure]:
    """Whatever does not come back as it went stops the run, with what differs and the log that shows it."""
    numbers, told = count(1), Counter[str]()
    calm = settings(
        max_examples=logs,
        derandomize=True,
        database=None,
        deadline=None,
        # A log that does not come back is made smaller, until nothing can be left out of it.
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )

    @calm
    @given(LOGS)
    def comes_back(log: AnyLog) -> None:
        own = folder / str(next(numbers))
        own.mkdir()
        try:
            _comes_back(log, own, told)
        finally:
            shutil.rmtree(own)

    comes_back()
    detail = f"{told['incidents']:,} incidents in {told['files']:,} files"
    yield exactly("logs that came back as they went", told["same"], told["logs"], detail)


def _comes_back(log: AnyLog, folder: Path, told: Counter[str]) -> None:
    with closing(create_session(folder / "log.ascertain")) as session:
        log.put_into(session)
        told["logs"] += 1
        told["incidents"] += len(contents(session))
        # While a log that failed is made smaller, the form through which it failed is enough.
        failed = [suffix for suffix in FORMS if told[suffix]]
        for suffix in failed or FORMS:
            told[suffix] += 1
            _through(session, folder / f"out{suffix}")
            told[suffix] -= 1
            told["files"] += 1
        told["same"] += 1


def _through(session: LogSession, out: Path) -> None:
    written(session, out)
    with closing(create_session(out.with_name(f"{out.suffix[1:]}.ascertain"))) as empty, stage(out) as staged:
        prepared(empty)
        mapping = understand(staged, session.fields, session.vocabularies)
        assert mapping.profile == "own"
        _nothing_changes(look(session, staged, mapping), out)
        take(empty, staged, mapping)
        _nothing_changes(look(empty, staged, mapping), out)
        before, after = contents(session), contents(empty)
        if out.suffix == ".csv":
            before, after = _of_one_sheet(before), _of_one_sheet(after)
        else:
            _same(library(empty), library(session), out)
        _same(after, before, out)


def _nothing_changes(found: Look, out: Path) -> None:
    told: list[object] = [(each.spot, each.column, each.value, str(each.reason)) for each in found.refusals]
    told += [(each.record, each.label, each.here, each.there) for each in found.conflicts]
    if told or found.count(Standing.NEW) or found.count(Standing.CHANGED):
        raise AssertionError(f"{out.name}: {told} {found.samples}")


def _same(found: Mapping[Any, Any], wanted: Mapping[Any, Any], out: Path) -> None:
    """Raises AssertionError with what differs, and nothing that does not."""
    differing = [each for key in found.keys() | wanted.keys() for each in _differing(found.get(key), wanted.get(key))]
    if differing:
        raise AssertionError(f"{out.name}: {differing}")


def _differing(found: Any, wanted: Any) -> Iterator[str]:
    if found == wanted:
        return
    if isinstance(found, tuple) and isinstance(wanted, tuple) and len(found) == len(wanted):
        for one, other in zip(found, wanted, strict=True):
            yield from _differing(one, other)
        return
    if type(found) is not type(wanted) or not is_dataclass(found):
        yield "{} is not {}".format(*_where_they_part(repr(found), repr(wanted)))
        return
    for each in fields(found):
        for told in _differing(getattr(found, each.name), getattr(wanted, each.name)):
            yield f"{each.name}: {told}"


def _where_they_part(one: str, other: str) -> tuple[str, str]:
    """Of two long texts what stands around the first sign that differs."""
    same = next((at for at, (mine, its) in enumerate(zip(one, other, strict=False)) if mine != its), 0)
    start = max(0, same - 20)
    return (one, other) if max(len(one), len(other)) < 200 else (one[start : start + 90], other[start : start + 90])


def _of_one_sheet(incidents: dict[str, Incident]) -> dict[str, Incident]:
    """What the one sheet of a CSV file holds: no links, and of the statements who made them; so not what they go back
    to, and no entries of the library but their names. A time is told from the day of such a record, then."""
    return {
        uid: replace(
            each, links=(), origins=0, content=replace(each.content, statements=_sources(each), when=_by_day(each))
        )
        for uid, each in incidents.items()
    }


def _by_day(incident: Incident) -> ReportedTime:
    when = incident.content.when
    return (
        when if when.anchor.kind is AnchorKind.INCIDENT else replace(when, anchor=replace(when.anchor, record_id=None))
    )


def _sources(incident: Incident) -> tuple[Statement, ...]:
    names = dict.fromkeys(each.source.name for each in incident.content.statements)
    return tuple(Statement(NamedRef(name)) for name in names)
