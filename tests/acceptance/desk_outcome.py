"""What must be in the log once the example item was logged at the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ascertain.app.queries import Queries
from ascertain.domain.codes import AnchorKind
from ascertain.domain.figures import read_figure
from ascertain.domain.marks import coverage
from ascertain.domain.passages import find_again
from ascertain.domain.records import Assertion, Document, Incident, IncidentContent, Statement
from ascertain.domain.rows import Shelf
from tests.acceptance.example_item import DOCUMENT, HARM, INCIDENTS, ITEM, READ_AS, ROLES, Table, codes, statements_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def check_log(queries: Queries) -> None:
    """Every incident with every value, every passage with its record, every record with its passage."""
    (hit,) = queries.suggest(Shelf.DOCUMENTS, DOCUMENT["title"], 5)
    document = queries.entry(Shelf.DOCUMENTS, hit.id)
    assert isinstance(document, Document)
    assert (document.title, document.kind, document.published_on) == (
        DOCUMENT["title"],
        DOCUMENT["kind"],
        DOCUMENT["published_on"],
    )
    found = {incident.content.title: incident for incident in _incidents(queries)}
    assert set(found) == {table["title"] for table in INCIDENTS}
    for table in INCIDENTS:
        _check_incident(found[table["title"]].content, table, document)
    _check_links(found)
    marks = queries.document_marks(hit.id)
    assert marks is not None
    known = coverage(document.text, marks.marks)
    assert (known.open_, known.lost, known.unplaced) == ((), (), ())


def _incidents(queries: Queries) -> list[Incident]:
    given = [queries.incident_by_ref(f"2023-{number:04d}") for number in range(1, len(INCIDENTS) + 1)]
    assert queries.incident_by_ref(f"2023-{len(INCIDENTS) + 1:04d}") is None
    return [each for each in given if each is not None]


def _check_incident(content: IncidentContent, table: Table, document: Document) -> None:
    name = table["name"]
    for key in ("kind", "means", "outcome", "where_precision", "follow_up_on"):
        assert getattr(content, key) == table.get(key), (name, key)
    for key in ("place_text", "notes"):
        assert getattr(content, key) == table.get(key, ""), (name, key)
    assert content.place is not None
    assert content.place.name == table["place"]
    assert content.is_aggregate == table.get("is_aggregate", False), name
    assert (content.status.value, content.status_reason) == (table["status"], table["status_reason"])
    assert content.tags == tuple(table["tags"])
    for key in ("munitions", *HARM):
        assert getattr(content, key) == read_figure(table.get(key, "")), (name, key)
    for role in ROLES:
        held = [each.actor.name for each in content.actors if each.role.value == role]
        assert held == table.get(role, []), (name, role)
    _check_time(content, table, document)
    held_by_quote = {each.quote: each for each in content.statements}
    assert len(held_by_quote) == len(content.statements)
    expected = statements_of(table)
    assert set(held_by_quote) == {each["quote"] for each in expected}, name
    for each in expected:
        _check_statement(held_by_quote[each["quote"]], each, table, document)


def _check_time(content: IncidentContent, table: Table, document: Document) -> None:
    when, zone = content.when, ZoneInfo(table["zone"])
    since, until, precision = READ_AS[table["phrase"]]
    assert when.phrase, table["name"]
    assert when.zone == table["zone"]
    assert (when.anchor.kind, when.anchor.on, when.anchor.record_id) == (
        AnchorKind.PUBLICATION,
        document.published_on,
        document.id,
    )
    assert (when.t_from, when.t_to) == (_instant(since, zone), _instant(until, zone, end=True)), table["name"]
    assert codes("time_precision")[when.precision.value] == precision


def _instant(at: date, zone: ZoneInfo, *, end: bool = False) -> int:
    """A day ends with its last instant."""
    if not isinstance(at, datetime):
        at = datetime.combine(at, time()) + timedelta(days=1 if end else 0)
    return int((at.replace(tzinfo=zone) - _EPOCH).total_seconds())


def _check_statement(held: Statement, told: Table, table: Table, document: Document) -> None:
    about = (table["name"], told["quote"])
    assert held.source.name == told["source"], about
    assert held.stance.value == told["stance"], about
    assert held.credibility == told.get("credibility"), about
    assert held.said_on == told.get("said_on", document.published_on), about
    assert held.note == told.get("note", ""), about
    assert held.origin is None, about
    assert held.document is not None
    assert held.document.id == document.id
    place = find_again(document.text, held.quote, held.passage)
    assert place is not None, about
    assert place.exact, about
    assert document.text[held.passage.start : held.passage.end] == told["quote"]
    said = {each.field: each for each in held.assertions}
    assert len(said) == len(held.assertions), about
    for each in told.get("assertions", ()):
        state = each.get("state", "value")
        found = said.pop(each["field"])
        assert (found.state.value, found.value) == (state, each["value"] if state == "value" else ""), about
    # What else was accepted from the passage is what the incident is told to be.
    assert all(_is_found(each, table) for each in said.values()), (about, said)


def _is_found(assertion: Assertion, table: Table) -> bool:
    key = {"t_from": "phrase"}.get(assertion.field, assertion.field)
    if key == "phrase":
        return bool(assertion.value)
    held = table.get(key)
    if isinstance(held, list):
        return set(assertion.value.split("; ")) <= set(held)
    return assertion.value == (str(held) if held is not None else "") or held is True


def _check_links(found: dict[str, Incident]) -> None:
    by_name = {table["name"]: found[table["title"]] for table in INCIDENTS}
    for link in ITEM["link"]:
        held = [each for each in by_name[link["from"]].links if each.other_id == by_name[link["to"]].id]
        assert [(each.type.value, each.shared_low, each.shared_high, each.note) for each in held] == [
            (link["type"], link.get("shared_low"), link.get("shared_high"), link.get("note", ""))
        ]
