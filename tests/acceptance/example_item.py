"""The example item as it is typed, and what must stand in a spreadsheet of it.

Both come from the seed files and the published code lists alone: nothing here asks the program how it exports.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache
from typing import Any

from ascertain import resources

Table = dict[str, Any]
Row = dict[str, object]

LIBRARY: Table = tomllib.loads(resources.seed_text("example", "library.toml"))
ITEM: Table = tomllib.loads(resources.seed_text("example", "incidents.toml"))
DOCUMENT: Table = ITEM["document"]
INCIDENTS: list[Table] = ITEM["incident"]
TEXT = resources.seed_text("example", DOCUMENT["text"])

ROLES = ("target", "claimed_by", "attributed_to", "host", "interceptor")
HARM = tuple(
    f"{what}_{side}" for what in ("killed", "injured") for side in ("attacker", "target_force", "civilian", "unknown")
)

LABELS = {
    "place": "Where", "place_text": "Where, as reported", "means": "Means", "outcome": "Outcome",
    "munitions": "Munitions", "target": "Target", "claimed_by": "Claimed by", "attributed_to": "Attributed to",
    "killed_unknown": "Killed, side unknown", "injured_unknown": "Injured, side unknown",
}  # fmt: skip
"""The headings of the fields that statements of the item speak of."""

READ_AS: dict[str, tuple[date, date, str]] = {
    "today": (date(2023, 10, 18), date(2023, 10, 18), "Day"),
    "yesterday": (date(2023, 10, 17), date(2023, 10, 17), "Day"),
    "within the last 24 hours": (date(2023, 10, 17), date(2023, 10, 18), "Some days"),
    "Tuesday night": (datetime(2023, 10, 17, 21), datetime(2023, 10, 18, 5), "Part of the day"),
    "in recent days": (date(2023, 10, 13), date(2023, 10, 18), "Some days"),
}
"""First day or start, last day or end, precision: seen from Wednesday, 18 October 2023, in the zone of the place."""

IN_EDTF = {
    "today": "2023-10-18",
    "yesterday": "2023-10-17",
    "within the last 24 hours": "2023-10-17/2023-10-18",
    "Tuesday night": "2023-10-17T21:00:00+03:00/2023-10-18T05:00:00+03:00",
    "in recent days": "2023-10-13/2023-10-18",
}

ORIGINS = {"tanf": 1, "conoco": 1, "three": 1, "asad": 1, "harir": 2, "demand": 1, "threats": 1, "hospital": 1}
"""Who says that it happened, each once: silence and context say nothing about it."""

TOTALS: dict[str, dict[str, tuple[object, object, object]]] = {
    "harir": {"Injured": (0, 0, 0)},
    "hospital": {"Killed": (100, 100, None)},
}
"""Low, best and high of all sides together: a count without a best one is taken at its lowest."""

FIGURES: dict[str, tuple[object, object, object]] = {
    "0": (0, 0, 0), "1": (1, 1, 1), "3": (3, 3, 3), "1+": (1, None, None), "100+": (100, None, None),
}  # fmt: skip

SHEETS = [
    "Incidents", "Statements", "Assertions", "Sources", "Documents", "Actors", "Places", "Links", "Codebook", "Totals",
    "Long texts",
]  # fmt: skip
HEADINGS = [
    "Ref", "When, from", "When, to", "Time precision", "When, as reported", "Time zone", "When, in EDTF", "Where",
    "What happened",
    "Status", "Why", "Indep.", "Statements", "Killed (low)", "Killed (best)", "Killed (high)", "Injured (low)",
    "Injured (best)", "Injured (high)", "Type", "Means", "Outcome", "Munitions (low)", "Munitions (best)",
    "Munitions (high)", "Aggregate", "Country", "Where, as reported", "Location precision", "Target", "Claimed by",
    "Attributed to", "Host", "Intercepted by",
    *(
        f"{what}, {side} ({number})"
        for what in ("Killed", "Injured")
        for side in ("attackers", "target force", "civilians", "side unknown")
        for number in ("low", "best", "high")
    ),
    "Follow up on", "Tags", "Notes", "Draft", "Logged", "Changed", "Source",
]  # fmt: skip
STATEMENT_HEADINGS = [
    "Ref", "Source", "Stance", "Goes back to", "Credibility", "Said on", "Document",
    "Quote", "Note",
]  # fmt: skip


@cache
def codes(vocabulary: str) -> dict[str, str]:
    """The English label of each code of a published list."""
    table = tomllib.loads(resources.path("vocabularies", f"{vocabulary}.toml").read_text(encoding="utf-8"))
    return {code["key"]: code["label"] for code in table["code"]}


def label(vocabulary: str, key: object) -> str | None:
    """The label of a code; None for no code."""
    return None if key is None else codes(vocabulary)[str(key)]


def entry(kind: str, name: str) -> Table:
    """An entry of the library of the item; one that it only names has no more than its name."""
    return next((each for each in LIBRARY[kind] if each["name"] == name), {"name": name})


def statements_of(incident: Table) -> list[Table]:
    """The statements of an incident: its own, then those of earlier ones that bear on it too, without assertions."""
    named = {each["name"]: each for other in INCIDENTS for each in other.get("statement", ()) if "name" in each}
    again = [{**named[name], "assertions": []} for name in incident.get("statements_of", ())]
    return [*incident.get("statement", ()), *again]


def expected_incident(table: Table, ref: str, logged: datetime, changed: datetime) -> Row:
    """The row of an incident."""
    since, until, precision = READ_AS[table["phrase"]]
    spoken = statements_of(table)
    row: Row = dict.fromkeys(HEADINGS)
    row |= {
        "Ref": ref,
        "When, from": since,
        "When, to": until,
        "Time precision": precision,
        "When, as reported": table["phrase"],
        "Time zone": table["zone"],
        "When, in EDTF": IN_EDTF[table["phrase"]],
        "Where": table["place"],
        "What happened": table["title"],
        "Status": label("status", table["status"]),
        "Why": table["status_reason"],
        "Indep.": ORIGINS[table["name"]],
        "Statements": len(spoken),
        "Type": label("kind", table.get("kind")),
        "Means": label("means", table.get("means")),
        "Outcome": label("outcome", table.get("outcome")),
        "Aggregate": "yes" if table.get("is_aggregate") else "no",
        "Country": label("country", entry("place", table["place"])["country"]),
        "Location precision": label("where_precision", table["where_precision"]),
        "Source": "; ".join(dict.fromkeys(each["source"] for each in spoken)),
        "Follow up on": table.get("follow_up_on"),
        "Tags": "; ".join(table["tags"]),
        "Notes": table.get("notes"),
        "Draft": "no",
        "Logged": logged,
        "Changed": changed,
    }
    row["Where, as reported"] = table.get("place_text")
    for role, heading in zip(ROLES, ("Target", "Claimed by", "Attributed to", "Host", "Intercepted by"), strict=True):
        row[heading] = "; ".join(table.get(role, ())) or None
    for heading, numbers in TOTALS.get(table["name"], {}).items():
        row |= _figure(heading, numbers)
    for key, heading in (("munitions", "Munitions"), *((key, LABELS.get(key, "")) for key in HARM)):
        if key in table:
            row |= _figure(heading, FIGURES[table[key]])
    return row


def expected_bare(title: str, ref: str, logged: datetime) -> Row:
    """The row of an incident that was saved with a title alone: the time zone is that of the one logged before."""
    return dict.fromkeys(HEADINGS) | {
        "Ref": ref, "Time precision": "Not known", "Time zone": INCIDENTS[-1]["zone"],
        "What happened": title, "Status": "Unconfirmed",
        "Indep.": 0, "Statements": 0, "Aggregate": "no", "Draft": "no", "Logged": logged, "Changed": logged,
    }  # fmt: skip


def expected_statements(table: Table, ref: str) -> list[Row]:
    """The rows of the statements of an incident."""
    return [
        dict(
            zip(
                STATEMENT_HEADINGS,
                (
                    ref, each["source"], label("stance", each["stance"]), None, each.get("credibility"),
                    each.get("said_on"), DOCUMENT["title"], each["quote"], each.get("note"),
                ),
                strict=True,
            )
        )
        for each in statements_of(table)
    ]  # fmt: skip


def assertion_value(assertion: Table) -> str:
    """The value of an assertion in words."""
    key, value = assertion["field"], assertion["value"]
    return codes(key)[value] if key in ("means", "outcome") else value


def _figure(heading: str, numbers: tuple[object, object, object]) -> Row:
    return {f"{heading} ({part})": number for part, number in zip(("low", "best", "high"), numbers, strict=True)}
