"""Strategies for records as a log can hold them: whatever the domain lets in, and nothing that it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from zlib import crc32

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.codes import (
    Affiliation,
    AnchorKind,
    AssertionState,
    LinkType,
    Role,
    Stance,
    Status,
    TimePrecision,
)
from ascertain.domain.fields import ASSERTABLE, BY_KEY, FieldType
from ascertain.domain.folding import fold
from ascertain.domain.own_fields import Fields, OwnField, OwnType
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Anchor,
    Assertion,
    Document,
    Figure,
    IncidentContent,
    Link,
    NamedRef,
    OwnValue,
    Passage,
    Place,
    ReportedTime,
    Source,
    Statement,
)
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary

CALM = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
"""For tests of whole records, which take their time to be drawn."""

OWN = Fields(
    (
        OwnField("Wind", OwnType.NUMBER, key="wind", id=1),
        OwnField("Seen by us", OwnType.FLAG, key="seen_by_us", id=2),
        OwnField("Filed on", OwnType.DATE, key="filed_on", id=3),
        OwnField("Shift", OwnType.CHOICE, key="shift", id=4),
        OwnField("Desk", OwnType.TEXT, key="desk", id=5),
        OwnField("Footage", OwnType.LINK, key="footage", id=6),
    )
)
LISTS = Vocabularies(
    (*shipped_vocabularies(), Vocabulary("own:shift", "Shift", (Code("night", "Night"), Code("day", "Day; by light"))))
)
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "'quoted", '=HYPERLINK("http://x")', "2023-10-17", "007", "1e5", "TRUE", "unknown",
    "عين الأسد", "עזה", "\u202eabc\u202c", "_x0041_", "a; b", '"a"; "b', "a [ar]", "Ramadi; ", "<b>&amp;</b>", "]]>",
)  # fmt: skip
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufffe\uffff")
LINES = st.sampled_from(HOSTILE) | st.text(LETTERS, max_size=12)
NAMES = LINES.filter(lambda name: bool(fold(name).strip()) and name == name.strip())
TEXTS = LINES | st.lists(LINES, max_size=3).map("\n".join)
INSTANTS = st.integers(-2_208_988_800, 4_102_444_800) | st.integers(-62_135_596_800, 253_402_300_800)
ZONES = st.sampled_from(("UTC", "Asia/Baghdad", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"))
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def codes(vocabulary: str) -> st.SearchStrategy[str | None]:
    """A code of a list, or none."""
    return st.none() | st.sampled_from([code.key for code in LISTS[vocabulary]])


def refs(numbers: st.SearchStrategy[int | None]) -> st.SearchStrategy[NamedRef]:
    """Records by name; which number one has follows from its name, so that no two have the same."""
    return st.builds(lambda name, number: NamedRef(name, number and crc32(name.encode()) % 10**6 + 1), NAMES, numbers)


REFS = refs(st.none() | st.just(1))
ANCHORS = st.builds(Anchor, st.sampled_from(AnchorKind), st.none() | DAYS)


@st.composite
def times(draw: st.DrawFn) -> ReportedTime:
    """A time, known or not, open at either end or at none."""
    start, end = draw(st.none() | INSTANTS), draw(st.none() | INSTANTS)
    if start is not None and end is not None:
        start, end = (min(start, end), max(start, end)) if start != end else (start, None)
    return ReportedTime(draw(LINES), draw(ANCHORS), draw(ZONES), start, end, draw(st.sampled_from(TimePrecision)))


FIGURES = st.sampled_from(
    (
        Figure(), Figure(unknown=True), Figure.exactly(0), Figure.exactly(7), Figure(1, 2, 5), Figure(low=3),
        Figure(best=4), Figure(high=10**6), Figure(0, None, 9), Figure(2, 2, None), Figure(None, 5, 6),
    )
)  # fmt: skip
"""Counts: nothing, unknown, or numbers in their order, some of them missing."""


def _assertions() -> st.SearchStrategy[Assertion]:
    """What is said of one field."""

    def said(field: str, state: AssertionState, adopted: bool, count: int, words: str) -> Assertion:
        vocabulary, type_ = BY_KEY[field].vocabulary, BY_KEY[field].type
        value = str(count) if type_ is FieldType.FIGURE else words
        if vocabulary is not None:
            value = LISTS[vocabulary].codes[count % len(LISTS[vocabulary].codes)].key
        return Assertion(field, state, value if state is AssertionState.VALUE else "", adopted)

    parts = (st.sampled_from(ASSERTABLE), st.sampled_from(AssertionState), st.booleans(), st.integers(0, 999), NAMES)
    return st.builds(said, *parts)


ASSERTIONS = _assertions()
PASSAGES = st.just(Passage()) | st.builds(
    lambda start, length, before, after: Passage(start, start + length, before, after),
    st.integers(0, 999), st.integers(0, 99), LINES, LINES,
)  # fmt: skip
STATEMENTS = st.builds(
    Statement,
    REFS,
    st.sampled_from(Stance),
    st.none() | REFS,
    st.none() | REFS,
    st.none() | st.integers(1, 6),
    TEXTS,
    PASSAGES,
    st.none() | st.dates(date(1800, 1, 1), date(2100, 12, 31)),
    TEXTS,
    st.lists(ASSERTIONS, max_size=3, unique_by=lambda each: each.field).map(tuple),
)
_ACTORS = st.lists(
    st.builds(ActorInRole, REFS, st.sampled_from(Role)),
    max_size=5,
    unique_by=lambda each: (each.role, fold(each.actor.name)),
).map(tuple)
_OWN: dict[str, st.SearchStrategy[str]] = {
    "wind": st.sampled_from(("0", "-2.5", "12", "123456789012345", "0.00000000000001", "3.25")),
    "seen_by_us": st.sampled_from(("yes", "no")),
    "filed_on": st.dates(date(1800, 1, 1)).map(date.isoformat),
    "shift": st.sampled_from(("night", "day")),
    "desk": NAMES,
    "footage": st.sampled_from(("https://example.org/a?b=1&c=2", "https://example.org/%D8%B9")),
}
OWN_VALUES = st.fixed_dictionaries({}, optional=_OWN).map(
    lambda held: tuple(OwnValue(key, value) for key, value in held.items())
)
_FIGURES = [key for key, field in BY_KEY.items() if field.type is FieldType.FIGURE and not field.derived]
CONTENTS: st.SearchStrategy[IncidentContent] = st.builds(
    IncidentContent,
    title=NAMES,
    kind=codes("kind"),
    means=codes("means"),
    outcome=codes("outcome"),
    is_aggregate=st.booleans(),
    when=times(),
    place=st.none() | REFS,
    place_text=LINES,
    where_precision=codes("where_precision"),
    actors=_ACTORS,
    statements=st.lists(STATEMENTS, max_size=3).map(tuple),
    status=st.sampled_from(Status),
    status_reason=TEXTS,
    follow_up_on=st.none() | DAYS,
    tags=st.lists(NAMES, max_size=3, unique_by=fold).map(tuple),
    notes=TEXTS,
    draft=st.booleans(),
    own=OWN_VALUES,
    **dict[str, Any](dict.fromkeys(_FIGURES, FIGURES)),
)
_LANGUAGES = st.sampled_from(("", "ar", "fa", "en-GB"))
_OTHER_NAMES = st.lists(
    st.builds(AlternateName, NAMES, _LANGUAGES), max_size=3, unique_by=lambda each: (fold(each.name), each.language)
).map(tuple)
SOURCES = st.builds(
    Source, NAMES, codes("source_kind"), codes("reliability"), TEXTS, st.booleans(), st.none() | REFS,
    st.none() | st.sampled_from(Affiliation), codes("country"), _LANGUAGES, LINES, TEXTS, _OTHER_NAMES,
)  # fmt: skip
ACTORS = st.builds(Actor, NAMES, codes("actor_kind"), codes("country"), TEXTS, _OTHER_NAMES)
POINTS = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
PLACES = st.builds(
    lambda place, point: replace(place, latitude=point[0], longitude=point[1]) if point else place,
    st.builds(
        Place, NAMES, codes("place_kind"), codes("country"), LINES, LINES, st.none(), st.none(), TEXTS, _OTHER_NAMES
    ),
    POINTS,
)
DOCUMENTS = st.builds(
    Document, NAMES, st.none() | REFS, codes("document_kind"), LINES, st.none() | st.dates(), _LANGUAGES, TEXTS, TEXTS
)
LINKS = st.builds(
    Link, st.sampled_from(LinkType), st.just(0), NAMES, st.just(""), st.none() | st.integers(0, 9),
    st.none() | st.integers(9, 99), TEXTS,
)  # fmt: skip
