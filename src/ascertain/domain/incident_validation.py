"""What must be right before an incident is kept. Everything else may be missing: a title alone is an incident.

Paths are keys of `domain.fields`; into a repeated one `statements[2].source`, `claimed_by[0]`, `tags[1]`. A phrase that
has no reading is no fault: it is kept as it was reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import ASSERTABLE, BY_KEY, FIELDS, FieldType
from ascertain.domain.figures import NotAFigure, disorder, read_figure
from ascertain.domain.folding import fold, fold_name
from ascertain.domain.gazetteer import point_of
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.own_values import check_own_values
from ascertain.domain.problems import Problem
from ascertain.domain.records import (
    NOT_STATED,
    Assertion,
    Figure,
    IncidentContent,
    Link,
    NamedRef,
    ReportedTime,
    SavedView,
    Statement,
)
from ascertain.domain.reported_time import find_zone
from ascertain.domain.texts import Findings
from ascertain.domain.vocabulary import Vocabularies

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
# A day of room at both ends of the calendar, so that every instant has a wall clock in every time zone.
_FIRST_INSTANT, _LAST_INSTANT = -62_135_596_800 + 86_400, 253_402_300_800 - 86_400
"""The years 1 to 9999."""
_TAG_LIMIT = 100
CODED = tuple(field for field in FIELDS if field.type is FieldType.CODE and not field.derived)
FIGURES = tuple(field.key for field in FIELDS if field.type is FieldType.FIGURE and not field.derived)

_NO_TITLE = say("Say in one line what happened.")
_NO_PLACE = say("Name the place, or leave it out.")
_NO_ACTOR = say("Name the actor, or take this line out.")
_NO_SOURCE = say("Say who speaks: a statement needs its source.")


def check_incident(
    content: IncidentContent, vocabularies: Vocabularies, fields: Fields = NO_OWN
) -> tuple[Problem, ...]:
    """Every fault in the content of an incident, in the order of its fields; none where it can be kept."""
    found = Findings()
    title = None if content.draft else _NO_TITLE
    found.line("title", content.title, needed=title)
    for field in CODED:
        code(found, field.key, getattr(content, field.key), field.vocabulary or "", vocabularies)
    _time(found, content.when)
    if content.place is not None:
        reference(found, "place", content.place, _NO_PLACE)
        _new_place(found, content.place, vocabularies)
    found.line("place_text", content.place_text)
    for key in FIGURES:
        _figure(found, key, getattr(content, key))
    _actors(found, content)
    for at, statement in enumerate(content.statements):
        _statement(found, f"statements[{at}]", statement, vocabularies)
    found.text("status_reason", content.status_reason)
    if content.follow_up_on is not None:
        _sane_day(found, "follow_up_on", content.follow_up_on)
    check_tags(found, content.tags)
    found.text("notes", content.notes)
    check_own_values(found, content.own, fields, vocabularies)
    return tuple(found.problems)


def check_links(incident_id: int | None, links: Iterable[Link]) -> tuple[Problem, ...]:
    """Every fault in the links of an incident, which has no id while it is new."""
    found = Findings()
    seen = set()
    for at, link in enumerate(links):
        path = f"links[{at}]"
        if link.other_id == incident_id:
            found.add(path, "itself", say("An incident cannot be linked to itself. Choose another one."))
        if (link.type, link.other_id) in seen:
            found.add(path, "twice", say("This link is there already."))
        seen.add((link.type, link.other_id))
        shared = disorder(Figure(link.shared_low, None, link.shared_high))
        if shared is not None:
            found.add(f"{path}.shared_low", "order", shared)
        found.text(f"{path}.note", link.note)
    return tuple(found.problems)


def check_assertion(assertion: Assertion, vocabularies: Vocabularies) -> tuple[Problem, ...]:
    """Every fault in what one account says of one field."""
    found = Findings()
    _assertions(found, "account", (assertion,), vocabularies)
    return tuple(replace(problem, field=assertion.field) for problem in found.problems)


def check_view(view: SavedView) -> tuple[Problem, ...]:
    """Every fault in a saved view."""
    found = Findings()
    found.line("name", view.name, needed=say("Give the view a name."))
    found.line("search", view.search, limit=10_000)
    return tuple(found.problems)


def code(found: Findings, path: str, key: str | None, vocabulary: str, vocabularies: Vocabularies) -> None:
    """Check that a code, where one is given, is in its list."""
    if key is not None and not vocabularies.has(vocabulary, key):
        sentence = say(
            "“{key}” is not in the list “{list}”. Choose one of the list.", key=key, list=vocabularies[vocabulary].label
        )
        found.add(path, "unknown_code", sentence)


def reference(found: Findings, path: str, ref: NamedRef, needed: Message) -> None:
    """Check the name under which a source, actor, place or document is meant."""
    found.line(path, ref.name, needed=needed if ref.id is None else None)


def _new_place(found: Findings, ref: NamedRef, vocabularies: Vocabularies) -> None:
    """Check what a place that is made together with the incident is to hold."""
    place = ref.place
    if place is None or ref.id is not None:
        return
    code(found, "place", place.kind, "place_kind", vocabularies)
    code(found, "place", place.country, "country", vocabularies)
    if (place.latitude is None) != (place.longitude is None) or (
        place.latitude is not None and point_of(place) is None
    ):
        found.add("place", "point", say("The point of the place cannot be. Choose the place again."))


def _time(found: Findings, when: ReportedTime) -> None:
    found.line("t_from", when.phrase)
    if find_zone(when.zone) is None:
        found.add("t_from", "zone", say("There is no time zone “{zone}”. Choose one of the list.", zone=when.zone))
    ends = [end for end in (when.t_from, when.t_to) if end is not None]
    if any(not _FIRST_INSTANT <= end <= _LAST_INSTANT for end in ends):
        found.add("t_from", "range", say("The time lies beyond the calendar. Use a year from 1 to 9999."))
    elif when.t_from is not None and when.t_to is not None and when.t_from >= when.t_to:
        found.add("t_from", "order", say("The time must end after it begins."))


def _figure(found: Findings, path: str, figure: Figure) -> None:
    if figure is NOT_STATED:
        return
    wrong = disorder(figure)
    if wrong is not None:
        found.add(path, "order", wrong)


def _actors(found: Findings, content: IncidentContent) -> None:
    seen: dict[str, list[tuple[int | None, str]]] = {}
    for each in content.actors:
        in_role = seen.setdefault(each.role.value, [])
        path = f"{each.role.value}[{len(in_role)}]"
        reference(found, path, each.actor, _NO_ACTOR)
        name = (each.actor.id, fold_name(each.actor.name))
        if any((name[0] is not None and name[0] == other[0]) or (name[1] and name[1] == other[1]) for other in in_role):
            sentence = say("{name} is there already. Take one of the two out.", name=each.actor.name)
            found.add(path, "twice", sentence)
        in_role.append(name)


def _statement(found: Findings, path: str, statement: Statement, vocabularies: Vocabularies) -> None:
    reference(found, f"{path}.source", statement.source, _NO_SOURCE)
    code(found, f"{path}.stance", statement.stance, "stance", vocabularies)
    if statement.origin is not None:
        reference(found, f"{path}.origin", statement.origin, say("Name the origin, or leave it out."))
    if statement.document is not None:
        reference(found, f"{path}.document", statement.document, say("Name the document, or leave it out."))
    if statement.credibility is not None and statement.credibility not in range(1, 7):
        found.add(
            f"{path}.credibility",
            "range",
            say("Credibility goes from 1 (confirmed by others) to 6 (cannot be judged)."),
        )
    if statement.said_on is not None:
        _sane_day(found, f"{path}.said_on", statement.said_on, first=1800)
    found.text(f"{path}.quote", statement.quote)
    start, end = statement.passage.start, statement.passage.end
    if (start is None) != (end is None) or (start is not None and end is not None and not 0 <= start <= end):
        found.add(
            f"{path}.quote", "passage", say("The place of the quote in its document is not whole. Mark it again.")
        )
    found.text(f"{path}.note", statement.note)
    _assertions(found, path, statement.assertions, vocabularies)


def _assertions(found: Findings, path: str, assertions: Iterable[Assertion], vocabularies: Vocabularies) -> None:
    seen = set()
    for at, assertion in enumerate(assertions):
        here = f"{path}.assertions[{at}]"
        if assertion.field not in ASSERTABLE:
            found.add(
                f"{here}.field", "unknown_field", say("Nothing can be stated of “{field}”.", field=assertion.field)
            )
            continue
        if assertion.field in seen:
            label = BY_KEY[assertion.field].label
            found.add(f"{here}.field", "twice", say("The statement speaks of “{field}” twice. Keep one.", field=label))
        seen.add(assertion.field)
        _asserted(found, f"{here}.value", assertion, vocabularies)


def _asserted(found: Findings, path: str, assertion: Assertion, vocabularies: Vocabularies) -> None:
    found.text(path, assertion.value)
    if assertion.state is not AssertionState.VALUE:
        if assertion.value:
            found.add(path, "state", say("A value stands beside “not stated”, “none” or the like. Clear one of them."))
        return
    field = BY_KEY[assertion.field]
    if not assertion.value.strip():
        found.add(path, "needed", say("Say what is stated of “{field}”, or take this line out.", field=field.label))
    elif field.type is FieldType.FIGURE:
        try:
            read_figure(assertion.value)
        except NotAFigure as wrong:
            found.add(path, "figure", wrong.message)
    elif field.vocabulary is not None:
        code(found, path, assertion.value, field.vocabulary, vocabularies)


def _sane_day(found: Findings, path: str, day: date, first: int = _FIRST_YEAR) -> None:
    if not first <= day.year <= _LAST_YEAR:
        sentence = say(
            "The year {year} cannot be meant. Use one from {first} to {last}.",
            year=day.year,
            first=first,
            last=_LAST_YEAR,
        )
        found.add(path, "range", sentence)


def check_tags(found: Findings, tags: Iterable[str]) -> None:
    """Check the tags: none is empty, and none is there twice."""
    seen = set()
    for at, tag in enumerate(tags):
        found.line(f"tags[{at}]", tag, needed=say("A tag is empty. Take it out."), limit=_TAG_LIMIT)
        if fold(tag) in seen:
            found.add(f"tags[{at}]", "twice", say("The tag {tag} is there already. Take one of the two out.", tag=tag))
        seen.add(fold(tag))
