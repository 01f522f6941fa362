"""Reported times, drawn by chance: told from a day, or from a record that stands in the log."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from ascertain.domain.codes import AnchorKind
from ascertain.domain.records import Anchor, ReportedTime
from ascertain.domain.reported_time import local_days, read_time
from ascertain.store.replaying import Tables

DAYS = (date(2023, 10, 18), date(2023, 10, 20), date(2024, 3, 1))
_PHRASES = ("", "yesterday", "last night", "أمس", "in the past 24 hours", "17 Oct 2023", "no time at all", "~02:30")
_KINDS = {AnchorKind.PUBLICATION: "document", AnchorKind.STATEMENT: "statement", AnchorKind.INCIDENT: "incident"}


def any_when(tables: Tables, draw: random.Random) -> ReportedTime:
    """A time as it is read, now and then one that was set by hand."""
    anchor, phrase = _anchor(tables, draw), draw.choice(_PHRASES)
    read = read_time(phrase, anchor.on, "Asia/Baghdad")
    when = ReportedTime(phrase, anchor, "Asia/Baghdad", read.t_from, read.t_to, read.precision)
    if read.t_from is None or draw.random() < 0.8:
        return when if read.t_from is not None else ReportedTime(phrase, anchor, "Asia/Baghdad")
    return ReportedTime(phrase, anchor, "Asia/Baghdad", read.t_from + 3600, read.t_from + 7200, read.precision)


def _anchor(tables: Tables, draw: random.Random) -> Anchor:
    kind = draw.choice(list(AnchorKind))
    there = tables[_KINDS[kind]] if kind in _KINDS else {}
    if not there:
        return Anchor(AnchorKind.DATE, draw.choice(DAYS))
    record_id = draw.choice(list(there))
    return Anchor(kind, _day(kind, there[record_id]), record_id)


def _day(kind: AnchorKind, row: Any) -> date | None:
    if kind is AnchorKind.INCIDENT:
        first, _ = local_days(row["t_from"], row["t_to"], row["zone"])
        return None if first is None else date(1970, 1, 1) + timedelta(days=first)
    told = row["published_on" if kind is AnchorKind.PUBLICATION else "said_on"]
    return None if told is None else date.fromisoformat(told)
