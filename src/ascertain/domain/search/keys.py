"""The keys that can stand before a colon, derived from the fields of an incident and the user's own ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ascertain.domain.fields import FIELDS, Field, FieldType
from ascertain.domain.folding import fold
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class SearchKey:
    """A key of the search language.

    `key` names it in the program, `name` is what is shown, `aliases` are read as well. `values`: the only words that it
    takes, where they are few; `vocabulary`: the code list that its values come from. `label`, `help` and `example` are
    for people.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    label: str
    type: FieldType
    help: str
    example: str
    vocabulary: str | None = None
    values: tuple[str, ...] = ()


FLAGS = ("review", "due", "trash", "draft", "aggregate", "single-source", "overlapping")
"""What can be asked by `is:`. review: unconfirmed, claimed, partly confirmed, disputed, or due. due: the follow-up day
has come. single-source: one origin at most.
overlapping: is, or may be, the same as another incident in whole or in part."""

YES, NO = "yes", "no"

_NAMES = {"t_from": "when", "tags": "tag"}
_ALIASES = {
    "t_from": ("date", "time"),
    "place": ("where",),
    "kind": ("type",),
    "title": ("what",),
    "claimed_by": ("claim", "claimer"),
    "attributed_to": ("attributed",),
    "follow_up_on": ("follow_up", "followup"),
    "created_at": ("logged", "created"),
    "updated_at": ("changed", "updated"),
    "means": ("weapon",),
    "status_reason": ("why", "reason"),
    "where_precision": ("precision",),
    "is_aggregate": ("aggregate",),
    "notes": ("note",),
    "origins": ("origin_count",),
}
_EXAMPLES = {
    "ref": "ref:2023-0107",
    "t_from": "when:2023-10-17..2023-10-19",
    "follow_up_on": "follow_up_on:<=2023-10-25",
    "status": "status:claimed,disputed",
    "origins": "origins:1",
    "killed": "killed:>0",
    "munitions": "munitions:unknown",
    "country": "country:IQ",
    "place": 'place:"Ain al-Asad"',
    "tags": "tag:bases",
}
_BY_TYPE = {
    FieldType.FIGURE: "2..5",
    FieldType.INTEGER: ">=2",
    FieldType.TIME: "2023-10",
    FieldType.DATE: "2023-10",
    FieldType.INSTANT: "2023-10",
    FieldType.FLAG: YES,
    FieldType.CODE: "unknown",
    FieldType.NUMBER: ">2.5",
    FieldType.YES_NO: YES,
    FieldType.LINK: "example.org",
}
_BEYOND_FIELDS = (
    SearchKey(
        "is", "is", (), "Is", FieldType.CODE, "What waits, and what is put aside or special.", "is:review", values=FLAGS
    ),
    SearchKey("actor", "actor", ("by", "who"), "Actor", FieldType.TEXT, "An actor in any role.", "actor:CENTCOM"),
    SearchKey(
        "statements", "statements", ("statement_count", "reports"), "Number of statements", FieldType.INTEGER,
        "How many statements bear on the incident.", "statements:>=3",
    ),
    SearchKey(
        "grade", "grade", ("reliability",), "Grade of a source", FieldType.CODE,
        "The grade of a source of the incident's statements (A to F).", "grade:A,B", vocabulary="reliability",
    ),
    SearchKey(
        "credibility", "credibility", (), "Credibility", FieldType.CODE,
        "The credibility of a statement (1 to 6).", "credibility:1,2", vocabulary="credibility",
    ),
    SearchKey(
        "stance", "stance", (), "Stance", FieldType.CODE, "What a statement does.", "stance:denies", vocabulary="stance"
    ),
    SearchKey(
        "origin", "origin", ("goes_back_to",), "Origin", FieldType.TEXT,
        "A source that a statement goes back to, itself or by way of others.", "origin:CENTCOM",
    ),
    SearchKey(
        "origin_grade", "origin_grade", (), "Grade of an origin", FieldType.CODE,
        "The grade of a source that a statement goes back to (A to F).", "origin_grade:A,B", vocabulary="reliability",
    ),
    SearchKey(
        "document", "document", ("doc",), "Document", FieldType.TEXT, "The title of a document.", "document:release"
    ),
    SearchKey(
        "text", "text", ("fulltext",), "Text of documents", FieldType.TEXT,
        "Words that stand together in the text of a document.", "text:sirens",
    ),
    SearchKey(
        "language", "language", ("lang",), "Language", FieldType.TEXT,
        "The language of a document that a statement stands in.", "language:ar",
    ),
    SearchKey(
        "says", "says", ("account",), "Accounts say", FieldType.TEXT,
        "What an account says of a field: a value, 0, silent, declined or unknown.", "says:killed_civilian=0",
    ),
    SearchKey(
        "declined", "declined", (), "Declined to say", FieldType.TEXT,
        "A field of which an account declines to speak.", "declined:attributed_to",
    ),
    SearchKey(
        "silent", "silent", ("not_stated",), "Not stated", FieldType.TEXT,
        "A field on which an account is silent, as far as was noted.", "silent:injured",
    ),
    SearchKey(
        "id", "id", (), "Number in the log", FieldType.INTEGER, "The number under which the log keeps it.", "id:12"
    ),
)  # fmt: skip


def search_keys(fields: Fields = NO_OWN) -> tuple[SearchKey, ...]:
    """Every key, those of the fields first, in their order: for help and for completion. Of own fields those that are
    not retired."""
    return (*_built_in(), *(_key(field) for field in fields.own if not field.retired))


def taken_names() -> tuple[str, ...]:
    """Every name that no own field can have."""
    return (*_by_name(), *(_plain(flag) for flag in FLAGS))


def find_key(typed: str, fields: Fields = NO_OWN) -> SearchKey | None:
    """The key that a word before a colon names, in any case, with `-` for `_` if liked; also one that is retired."""
    wanted = _plain(typed)
    found = _by_name().get(wanted)
    if found is not None:
        return found
    own = next((field for field in fields.own if _plain(field.key) == wanted), None)
    return None if own is None else _key(own)


def matching_codes(vocabulary: Vocabulary, value: str) -> frozenset[str]:
    """The codes that a typed value means: by key, else by label, with all that stands below them; for one that was
    merged into another, that one too."""
    named = {code.key for code in vocabulary if _plain(code.key) == _plain(value)}
    wanted = fold(value)
    named = named or {code.key for code in vocabulary if fold(code.label) == wanted}
    found = set(named)
    while onward := {code.merged_into for code in vocabulary if code.key in found and code.merged_into} - found:
        found |= onward
    while below := {code.key for code in vocabulary if code.parent in found} - found:
        found |= below
    return frozenset(found)


@cache
def _built_in() -> tuple[SearchKey, ...]:
    return (*(_key(field) for field in FIELDS if field.type is not FieldType.STATEMENTS), *_BEYOND_FIELDS)


@cache
def _by_name() -> dict[str, SearchKey]:
    names: dict[str, SearchKey] = {}
    for key in _built_in():
        for name in (key.key, key.name, *key.aliases):
            if names.setdefault(_plain(name), key) is not key:
                raise ValueError(f"{name} names two search keys")
    return names


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_")


def _key(field: Field) -> SearchKey:
    name = _NAMES.get(field.key, field.key)
    example = _EXAMPLES.get(field.key) or f"{name}:{_BY_TYPE.get(field.type, 'word')}"
    aliases = tuple(_ALIASES.get(field.key, ()))
    values = (YES, NO) if field.type in (FieldType.FLAG, FieldType.YES_NO) else ()
    return SearchKey(field.key, name, aliases, field.label, field.type, field.help, example, field.vocabulary, values)
