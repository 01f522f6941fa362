"""Every field of an incident, described once.

The form's editors, table columns, filters, search keys, bulk edit, import mapping, export headings and history labels
derive from this table; a test holds the tables of the log and `IncidentContent` against it. Adding a field is one
entry and one migration.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from ascertain.domain.codes import Role


class FieldType(Enum):
    """What kind of value a field holds, and so which editor, filter and cell it gets."""

    TEXT = auto()
    LONG_TEXT = auto()
    CODE = auto()
    FLAG = auto()
    DATE = auto()
    INSTANT = auto()
    INTEGER = auto()
    FIGURE = auto()
    TIME = auto()
    PLACE = auto()
    ACTORS = auto()
    TAGS = auto()
    STATEMENTS = auto()
    NUMBER = auto()
    """Any number, with a fraction or below zero. This and the next two are of a user's own fields only."""
    YES_NO = auto()
    """Yes, no, or not stated: three things, where a FLAG is two."""
    LINK = auto()


class Group(Enum):
    """The part of the form and of the summary in which a field stands, in order."""

    WHAT = "What"
    WHEN = "When"
    WHERE = "Where"
    WHO = "Who"
    HARM = "Casualties"
    SOURCES = "Sources"
    STATUS = "Status"
    NOTES = "Notes"
    RECORD = "Record"
    OWN = "Fields of your own"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an incident.

    `key` is the name in the database, in search, in `--json` and in export; `label` the English heading; `vocabulary`
    the code list of a CODE field; `role` the part that the actors of an ACTORS field have. `quick`: in the first part
    of the form. `derived`: computed by the log, never typed. `shown`: a table column by default; `width`: its first
    width in average characters. `search_only`: a search key and filter with no editor or column of its own. `own`: the
    number in the log of a field that its user made (`domain.own_fields`); `heading`: what its part of the form is
    called where that is none of the groups; `retired`: kept, and no longer offered.
    """

    key: str
    label: str
    type: FieldType
    group: Group
    help: str
    vocabulary: str | None = None
    role: Role | None = None
    quick: bool = False
    derived: bool = False
    sorts: bool = True
    filters: bool = True
    repeats: bool = False
    column: bool = True
    shown: bool = False
    width: int = 12
    search_only: bool = False
    own: int | None = None
    heading: str = ""
    retired: bool = False


_W, _T, _L, _A, _H = Group.WHAT, Group.WHEN, Group.WHERE, Group.WHO, Group.HARM
_F = FieldType


def _harm(key: str, label: str, who: str) -> Field:
    return Field(key, label, _F.FIGURE, _H, f"{who}: lowest, best and highest count reported.", width=9)


def _actors(role: Role, label: str, help_text: str) -> Field:
    return Field(
        role.value, label, _F.ACTORS, _A, help_text, role=role, quick=role in (Role.CLAIMED_BY, Role.TARGET), repeats=True, width=20,
    )  # fmt: skip


FIELDS: tuple[Field, ...] = (
    Field("ref", "Ref", _F.TEXT, Group.RECORD, "The number people use for the incident. It never changes.", derived=True, shown=True, width=10),
    Field("t_from", "When", _F.TIME, _T, "The time as reported, and the interval it is read as.", quick=True, shown=True, width=17),
    Field("place", "Where", _F.PLACE, _L, "A place of the log or of the gazetteer, coordinates, or 20 km E of one.", quick=True, shown=True, width=24),
    Field("title", "What happened", _F.TEXT, _W, "One line that says what happened.", quick=True, shown=True, width=36),
    Field("status", "Status", _F.CODE, Group.STATUS, "How far the incident is established, in your judgment.", vocabulary="status", quick=True, shown=True, width=17),
    Field("status_reason", "Why", _F.TEXT, Group.STATUS, "Why the status is what it is.", quick=True, width=24),
    Field("origins", "Indep.", _F.INTEGER, Group.SOURCES, "Independent origins, of all statements.", derived=True, shown=True, width=7),
    Field("killed", "Killed", _F.FIGURE, _H, "Killed, all sides together.", derived=True, shown=True, width=8),
    Field("injured", "Injured", _F.FIGURE, _H, "Injured, all sides together.", derived=True, shown=True, width=8),
    Field("kind", "Type", _F.CODE, _W, "Event type and sub-type, after ACLED's lists.", vocabulary="kind", quick=True, width=18),
    Field("means", "Means", _F.CODE, _W, "The weapon used.", vocabulary="means", quick=True, width=16),
    Field("outcome", "Outcome", _F.CODE, _W, "What became of the attack.", vocabulary="outcome", quick=True, width=12),
    Field("munitions", "Munitions", _F.FIGURE, _W, "How many munitions: lowest, best and highest count reported.", quick=True, width=9),
    Field("is_aggregate", "Aggregate", _F.FLAG, _W, "Stands for several events that were reported as one number.", width=9),
    Field("country", "Country", _F.CODE, _L, "The country of the place.", vocabulary="country", derived=True, width=14),
    Field("place_text", "Where, as reported", _F.TEXT, _L, "The place in the words of the report.", width=24),
    Field("where_precision", "Location precision", _F.CODE, _L, "How narrowly the place is known (UCDP GED where_prec).", vocabulary="where_precision", quick=True, width=14),
    _actors(Role.TARGET, "Target", "Who or what was attacked."),
    _actors(Role.CLAIMED_BY, "Claimed by", "Who says that they did it."),
    _actors(Role.ATTRIBUTED_TO, "Attributed to", "Who is said by others to have done it this time."),
    _actors(Role.HOST, "Host", "Whose ground or base it is."),
    _actors(Role.INTERCEPTOR, "Intercepted by", "Who stopped it."),
    _harm("killed_attacker", "Killed, attackers", "Attackers killed"),
    _harm("killed_target_force", "Killed, target force", "Members of the attacked force killed"),
    _harm("killed_civilian", "Killed, civilians", "Civilians killed"),
    _harm("killed_unknown", "Killed, side unknown", "Killed, of unknown side"),
    _harm("injured_attacker", "Injured, attackers", "Attackers injured"),
    _harm("injured_target_force", "Injured, target force", "Members of the attacked force injured"),
    _harm("injured_civilian", "Injured, civilians", "Civilians injured"),
    _harm("injured_unknown", "Injured, side unknown", "Injured, of unknown side"),
    Field("statements", "Sources", _F.STATEMENTS, Group.SOURCES, "Who says what about the incident.", quick=True, repeats=True, sorts=False, filters=False, column=False),
    Field("source", "Source", _F.TEXT, Group.SOURCES, "A source of the incident's statements.", derived=True, width=24),
    Field("follow_up_on", "Follow up on", _F.DATE, Group.STATUS, "The day on which to look again.", quick=True, width=12),
    Field("tags", "Tags", _F.TAGS, Group.NOTES, "Words of your own.", quick=True, repeats=True, width=16),
    Field("notes", "Notes", _F.LONG_TEXT, Group.NOTES, "Anything worth keeping.", width=30),
    Field("draft", "Draft", _F.FLAG, Group.RECORD, "Not finished yet: stands under Drafts.", width=7),
    Field("created_at", "Logged", _F.INSTANT, Group.RECORD, "When the incident was logged.", derived=True, width=16),
    Field("updated_at", "Changed", _F.INSTANT, Group.RECORD, "When the incident was last changed.", derived=True, width=16),
)  # fmt: skip

BY_KEY = {field.key: field for field in FIELDS}

HARM_FIELDS = tuple(
    field.key for field in FIELDS if field.type is _F.FIGURE and field.group is _H and not field.derived
)
"""The eight casualty figures: killed and injured, by side."""

ROLE_FIELDS = {field.role: field for field in FIELDS if field.role is not None}

ASSERTABLE = tuple(
    field.key
    for field in FIELDS
    if field.group in (_W, _T, _L, _A, _H) and not field.derived and field.type is not _F.FLAG and field.key != "title"
)
"""The fields of which a statement may assert a value."""


def field(key: str) -> Field:
    """The field with this key. Raises KeyError for a key that is not a field."""
    return BY_KEY[key]
