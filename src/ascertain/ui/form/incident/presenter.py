"""What the form of an incident decides: typed values, problems, the suggested status. Knows no widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ascertain.app.calendars import KnownCalendars
from ascertain.app.commands import EditIncident, LogIncident
from ascertain.domain.codes import Role, Status
from ascertain.domain.fields import ASSERTABLE, BY_KEY, FIELDS, ROLE_FIELDS, Field, FieldType
from ascertain.domain.figures import NotAFigure, read_figure, show_figure
from ascertain.domain.firewall import for_another_event
from ascertain.domain.folding import fold
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.own_values import NotANumber
from ascertain.domain.problems import Problem
from ascertain.domain.records import ActorInRole, Incident, IncidentContent, NamedRef, OwnValue, ReportedTime, Source
from ascertain.domain.suggestion import Suggestion, evidence_of_content, suggest_status
from ascertain.domain.validation import check_incident
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.form.incident.told import (
    TypedStatement,
    adopted_text,
    as_new,
    names_in,
    read_statement,
    show_statement,
    with_adopted,
    without_adopted,
)
from ascertain.ui.form.incident.when import TypedTime, read_typed_time, show_time
from ascertain.ui.form.typed import NotReadable, read_day, read_own, show_day

WHEN = "t_from"
TYPED = tuple(field for field in FIELDS if not field.derived)
"""The fields that are typed, in their order."""
_ROLES = {role: field.key for role, field in ROLE_FIELDS.items()}
_KEYS = {key: role for role, key in _ROLES.items()}


class IncidentPresenter:
    """Holds what is typed by field. Figures and days are text, actors and tags names, statements `TypedStatement`s."""

    def __init__(self, vocabularies: Vocabularies, today: Callable[[], date], fields: Fields = NO_OWN) -> None:
        self._vocabularies, self._today, self._fields = vocabularies, today, fields
        self._incident: Incident | None = None
        self._base = IncidentContent()
        self._values: dict[str, Any] = {}
        self._started: dict[str, Any] = {}
        self.start(IncidentContent())

    # ---- what is typed

    @property
    def incident(self) -> Incident | None:
        """The incident that is edited; None for a new one."""
        return self._incident

    def start(self, content: IncidentContent, incident: Incident | None = None) -> None:
        """Begin with a content, which is that of `incident` where one is edited."""
        self._incident, self._base = incident, content
        self._values = {field.key: shown_value(field, content) for field in self._typed()}
        self._started = dict(self._values)

    def resume(self, values: Mapping[str, Any], incident: Incident | None = None) -> None:
        """Go on with what was typed before; where `incident` is edited, it is as it stands now, but for its version:
        that of when the typing began, so that saving cannot replace what was changed since."""
        self.start(incident.content if incident is not None else IncidentContent(), incident)
        self._values |= {key: value for key, value in values.items() if key in self._values}
        if incident is None:
            self._values["statements"] = self._new_statements()

    def rebase(self, incident: Incident | None) -> None:
        """Save what is typed over `incident` as it stands now, or as a new one."""
        values = self._values if incident is not None else {**self._values, "statements": self._new_statements()}
        self.start(incident.content if incident is not None else IncidentContent(), incident)
        self._values = dict(values)

    def differing(self, content: IncidentContent) -> tuple[str, ...]:
        """The fields in which what is typed is not that of a content."""
        return tuple(f.key for f in self._typed() if _plain(self.get(f.key)) != _plain(shown_value(f, content)))

    def name_of(self, key: str) -> str:
        """The key of a field of the program; of an own field its name."""
        own = self._fields.find_made(key)
        return key if own is None else own.label

    def differs_from(self, typed: Mapping[str, Any]) -> bool:
        """Whether something else stands in the boxes than stood there before, but for what becomes known by itself."""
        now = dict(self._values)
        if typed[WHEN].anchor_id is None:
            # The document that an anchor's day belongs to is told by the log, sooner or later.
            now[WHEN] = replace(now[WHEN], anchor_id=None)
        return any(_plain(now.get(key)) != _plain(value) for key, value in typed.items())

    def typed(self) -> dict[str, Any]:
        """All that stands in the boxes, by field."""
        return dict(self._values)

    def get(self, key: str) -> Any:
        """What stands in the box of a field."""
        if key not in self._values:
            # An own field that was made meanwhile.
            self._values[key] = self._started[key] = shown_value(self._fields[key], self._base)
        return self._values[key]

    def put(self, key: str, value: Any) -> bool:
        """Take what was typed. True when a statement's value is thereby no longer the one that was adopted."""
        self._values[key] = value
        if key not in ASSERTABLE:
            return False
        before = self._values["statements"]
        self._values["statements"] = without_adopted(before, key, lambda text: self._stands(key, text))
        return bool(self._values["statements"] != before)

    def is_dirty(self) -> bool:
        """Whether anything was changed since the start."""
        return any(self.is_changed(key) for key in self._values)

    def is_changed(self, key: str) -> bool:
        """Whether something else stands in the box of a field than at the start."""
        return bool(_plain(self.get(key)) != _plain(self._started.get(key)))

    def filled(self, key: str) -> bool:
        """Whether something stands in the box of a field that an empty form has not."""
        return bool(_plain(self.get(key)) != _plain(shown_value(self._fields[key], IncidentContent())))

    # ---- what it comes to

    def read(self) -> tuple[IncidentContent, tuple[Problem, ...]]:
        """The content as typed, and what is wrong with it. What cannot be read keeps its former value."""
        content, unread = self.content()
        told = {problem.field for problem in unread}
        found = (e for e in check_incident(content, self._vocabularies, self._fields) if e.field not in told)
        return content, (*unread, *found)

    def content(self) -> tuple[IncidentContent, tuple[Problem, ...]]:
        """The content as typed, and what cannot be read of it."""
        problems: list[Problem] = []
        values: dict[str, Any] = {}
        for field in TYPED:
            if field.type is FieldType.ACTORS:
                continue
            self._read_field(field, values, problems)
        values["actors"] = self._actors()
        values["own"] = self._own(problems)
        return replace(self._base, **values), tuple(problems)

    def command(self, content: IncidentContent, draft: str = "") -> LogIncident | EditIncident:
        """What keeps a content, and thereby finishes a draft."""
        if self._incident is None:
            return LogIncident(content, draft=draft)
        return EditIncident(self._incident.id, self._incident.version, content, draft)

    def suggestion(self, sources: Mapping[int, Source]) -> Suggestion | None:
        """The status that what is typed suggests; None without a statement."""
        content, _ = self.content()
        if not content.statements:
            return None
        return suggest_status(evidence_of_content(content, sources, self._today(), KnownCalendars()))

    def describes_event(self) -> bool:
        """Whether enough is typed to look for incidents that may be the same."""
        content, _ = self.content()
        return content.when.t_from is not None or content.place is not None

    # ---- what an analyst does with it

    def adopt(self, at: int, row: int) -> str | None:
        """Take the value of an assertion into the finding, as was asked for; the key of the field that changed."""
        statements: tuple[TypedStatement, ...] = self._values["statements"]
        assertion = statements[at].statement.assertions[row]
        field, text = BY_KEY[assertion.field], adopted_text(assertion)
        if not text:
            return None
        self._values["statements"] = with_adopted(statements, at, row)
        match field.type:
            case FieldType.TIME:
                self._values[WHEN] = replace(self._values[WHEN], phrase=text, by_hand=False)
            case FieldType.PLACE:
                self._values[field.key] = NamedRef(text)
            case FieldType.ACTORS:
                there: tuple[NamedRef, ...] = self._values[field.key]
                known = {fold(each.name) for each in there}
                added = (NamedRef(name) for name in names_in(text) if fold(name) not in known)
                self._values[field.key] = (*there, *added)
            case _:
                self._values[field.key] = text
        return field.key

    def further(self) -> IncidentContent:
        """What a further incident, told from the same report, begins with: the anchor and the zone of its time."""
        content, _ = self.content()
        when = content.when
        return IncidentContent(when=ReportedTime("", when.anchor, when.zone))

    def copied(self, *, claims: bool = False) -> IncidentContent:
        """The content for another incident. Its status is not settled by that of this one; `claims`: with who claimed
        this one and who was blamed for it (`domain.firewall`)."""
        content, _ = self.content()
        statements = tuple(as_new(TypedStatement(each)).statement for each in content.statements)
        copy = replace(content, statements=statements, status=Status.UNCONFIRMED, status_reason="", follow_up_on=None)
        return copy if claims else for_another_event(copy)

    # ---- reading

    def _new_statements(self) -> tuple[TypedStatement, ...]:
        """The statements as of a new incident: none that the log has already."""
        return tuple(as_new(each) for each in self._values["statements"])

    def _stands(self, key: str, text: str) -> bool:
        """Whether the finding of a field is what `text` says."""
        value = self._values[key]
        match BY_KEY[key].type:
            case FieldType.TIME:
                return fold(value.phrase).strip() == fold(text).strip()
            case FieldType.ACTORS:
                return {fold(name) for name in names_in(text)} <= {fold(each.name) for each in value}
            case FieldType.PLACE:
                return value is not None and fold(value.name) == fold(text)
            case FieldType.FIGURE:
                return _figure(value) == _figure(text)
        return fold(str(value or "")).strip() == fold(text).strip()

    def _read_field(self, field: Field, values: dict[str, Any], problems: list[Problem]) -> None:
        typed = self._values[field.key]
        try:
            match field.type:
                case FieldType.TIME:
                    values["when"] = self._time(typed, problems)
                case FieldType.STATEMENTS:
                    values[field.key] = self._statements(typed, problems)
                case FieldType.FIGURE:
                    values[field.key] = read_figure(typed)
                case FieldType.DATE:
                    values[field.key] = read_day(typed, self._today())
                case FieldType.TAGS:
                    values[field.key] = tuple(each.name.strip() for each in typed)
                case FieldType.TEXT:
                    values[field.key] = typed.strip()
                case FieldType.CODE if field.key == "status":
                    values[field.key] = Status(typed)
                case _:
                    values[field.key] = typed
        except (NotAFigure, NotReadable) as wrong:
            problems.append(Problem(field.key, "unread", wrong.message))

    def _typed(self) -> tuple[Field, ...]:
        """The fields that are typed, the user's own among them."""
        return (*TYPED, *(field for field in self._fields.own if not field.retired))

    def _own(self, problems: list[Problem]) -> tuple[OwnValue, ...]:
        """What own fields hold; what stands in one that has no box stays as it is."""
        found = []
        for field in self._fields.own:
            former = self._base.own_value(field.key)
            value = former if field.retired else self._read_own(field, former, problems)
            if value:
                found.append(OwnValue(field.key, value))
        return tuple(found)

    def _read_own(self, field: Field, former: str, problems: list[Problem]) -> str:
        typed = str(self.get(field.key) or "").strip()
        try:
            return read_own(field, typed, self._today())
        except (NotANumber, NotReadable) as wrong:
            problems.append(Problem(field.key, "unread", wrong.message))
            return former

    def _time(self, typed: TypedTime, problems: list[Problem]) -> object:
        if typed == self._started[WHEN] and typed == show_time(self._base.when):
            return self._base.when
        time, wrong = read_typed_time(typed, self._today())
        problems += wrong
        return time

    def _statements(self, typed: tuple[TypedStatement, ...], problems: list[Problem]) -> object:
        read = [read_statement(each, at, self._today()) for at, each in enumerate(typed)]
        for _, wrong in read:
            problems += wrong
        return tuple(statement for statement, _ in read)

    def _actors(self) -> tuple[ActorInRole, ...]:
        """The actors in the order in which they stood, those that were added behind the others of their role."""
        stood = list(dict.fromkeys(_ROLES[each.role] for each in self._base.actors))
        keys = (*stood, *(key for key in _KEYS if key not in stood))
        actors = tuple(ActorInRole(ref, _KEYS[key]) for key in keys for ref in self._values[key])
        return self._base.actors if _by_role(actors) == _by_role(self._base.actors) else actors


def _by_role(actors: tuple[ActorInRole, ...]) -> dict[Role, list[NamedRef]]:
    found: dict[Role, list[NamedRef]] = {}
    for each in actors:
        found.setdefault(each.role, []).append(each.actor)
    return found


def _figure(text: str) -> object:
    try:
        return read_figure(text)
    except NotAFigure:
        return text


def shown_value(field: Field, content: IncidentContent) -> Any:
    """The value of a field as it stands in its box."""
    if field.own is not None:
        held = content.own_value(field.key)
        return held or None if field.type in (FieldType.CODE, FieldType.YES_NO) else held
    if field.type is FieldType.TIME:
        return show_time(content.when)
    if field.type is FieldType.ACTORS:
        return tuple(each.actor for each in content.actors if each.role is field.role)
    value = getattr(content, field.key)
    match field.type:
        case FieldType.FIGURE:
            return show_figure(value)
        case FieldType.DATE:
            return show_day(value)
        case FieldType.TAGS:
            return tuple(NamedRef(each) for each in value)
        case FieldType.STATEMENTS:
            return tuple(show_statement(each) for each in value)
    return value.value if isinstance(value, Status | Role) else value


def _plain(value: Any) -> Any:
    """A value without what becomes known of it by itself: the id of a name."""
    if isinstance(value, NamedRef):
        return value.name.strip().casefold()
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    if isinstance(value, TypedStatement):
        told = value.statement
        names = tuple(_plain(each) for each in (told.source, told.document, told.origin))
        return names, replace(value, statement=replace(told, source=NamedRef(""), document=None, origin=None))
    return value
