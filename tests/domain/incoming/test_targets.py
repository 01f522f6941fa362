"""What a record shows in its cells makes the record again, and what it was given it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.codes import AnchorKind, AssertionState, Role, Stance, TimePrecision
from ascertain.domain.fields import FIELDS
from ascertain.domain.figures import NotAFigure
from ascertain.domain.incoming.fingerprints import same
from ascertain.domain.incoming.rows import RecordKind, Value
from ascertain.domain.incoming.target import KnownRecords
from ascertain.domain.incoming.targets import (
    NOTHING_KNOWN,
    AnyRecord,
    Known,
    blank,
    rest_of,
    targets_of,
    with_values,
)
from ascertain.domain.incoming.told_rows import ToldAssertion, ToldLink, ToldStatement
from ascertain.domain.own_fields import Fields, OwnField, OwnType
from ascertain.domain.records import (
    ActorInRole,
    Anchor,
    Assertion,
    Figure,
    Incident,
    IncidentContent,
    NamedRef,
    OwnValue,
    Passage,
    Place,
    ReportedTime,
    Statement,
)
from tests.any_incident import (
    ACTORS,
    ASSERTIONS,
    CALM,
    CONTENTS,
    DOCUMENTS,
    LINKS,
    NAMES,
    OWN,
    PLACES,
    SOURCES,
    STATEMENTS,
)

ROWS: dict[RecordKind, st.SearchStrategy[Any]] = {
    RecordKind.INCIDENT: CONTENTS,
    RecordKind.STATEMENT: st.builds(
        lambda statement, ref: ToldStatement(replace(statement, assertions=()), ref, f"uid of {ref}"), STATEMENTS, NAMES
    ),
    RecordKind.ASSERTION: st.builds(
        lambda said, ref: ToldAssertion(said, blank_statement(), ref, f"uid of {ref}"), ASSERTIONS, NAMES
    ),
    RecordKind.SOURCE: SOURCES,
    RecordKind.DOCUMENT: DOCUMENTS,
    RecordKind.ACTOR: ACTORS,
    RecordKind.PLACE: PLACES,
    RecordKind.LINK: st.builds(lambda link, ref: ToldLink(link, ref, f"uid of {ref}", "the other"), LINKS, NAMES),
}
KINDS = st.sampled_from(RecordKind)


def blank_statement() -> Statement:
    row = blank(RecordKind.STATEMENT)
    assert isinstance(row, ToldStatement)
    return row.statement


class Everything:
    """A log that has every record: the uid is the number in words."""

    def uid(self, kind: RecordKind, number: int) -> str | None:
        return f"{kind.value} {number}"

    def number(self, kind: RecordKind, uid: str) -> int | None:
        name, _, number = uid.rpartition(" ")
        return int(number) if name == kind.value else None


def shown(kind: RecordKind, record: AnyRecord, *, columns: bool = True) -> dict[str, Value]:
    targets = targets_of(kind, OWN)
    return {each.key: each.get(record) for each in targets if each.column and columns and not each.derived}


def lone(record: AnyRecord) -> AnyRecord:
    """Without what other sheets hold, and own fields in one order."""
    if isinstance(record, IncidentContent):
        return replace(record, statements=(), own=tuple(sorted(record.own, key=str)))
    return record


@CALM
@given(KINDS, st.data())
def test_the_cells_of_a_record_and_the_rest_make_it_again_from_nothing(kind: RecordKind, data: st.DataObject) -> None:
    record = data.draw(ROWS[kind])
    known: Known = Everything()
    values, rest = shown(kind, record), rest_of(record, known)
    made = with_values(kind, blank(kind), values, rest, known)
    assert lone(made) == lone(record)


@CALM
@given(KINDS, st.data())
def test_giving_a_record_what_it_shows_changes_nothing(kind: RecordKind, data: st.DataObject) -> None:
    record = data.draw(ROWS[kind])
    values = shown(kind, record)
    some = data.draw(st.sets(st.sampled_from(sorted(values))))
    assert with_values(kind, record, {key: values[key] for key in some}) == record
    assert with_values(kind, record, values, rest_of(record)) == record


@CALM
@given(KINDS, st.data())
def test_a_record_shows_what_it_was_given(kind: RecordKind, data: st.DataObject) -> None:
    record, other = data.draw(ROWS[kind]), data.draw(ROWS[kind])
    values = shown(kind, other)
    if kind is RecordKind.INCIDENT:  # sources are added and never taken away; a minute may be skipped by the clocks
        del values["source"], values["t_from"], values["t_to"], values["precision"], values["zone"]
    given_ = {key: values[key] for key in data.draw(st.sets(st.sampled_from(sorted(values))))}
    if kind is RecordKind.INCIDENT:  # a count is given whole: unknown beside numbers is refused elsewhere
        parts = {key: key.rsplit("_", 1)[0] for key in values if key.endswith(("_low", "_best", "_high"))}
        given_ |= {key: values[key] for key, of in parts.items() if any(parts.get(each) == of for each in given_)}
    made = with_values(kind, record, given_)
    now = shown(kind, made)
    assert {key: now[key] for key in given_} == given_


@CALM
@given(CONTENTS, CONTENTS)
def test_an_edit_of_one_cell_leaves_the_cells_of_other_fields(record: IncidentContent, other: IncidentContent) -> None:
    of = {target.key: target.of for target in targets_of(RecordKind.INCIDENT, OWN)}
    before, values = shown(RecordKind.INCIDENT, record), shown(RecordKind.INCIDENT, other)
    for key in ("title", "killed_civilian_best", "t_from", "place", "target", "tags", "wind", "status"):
        after = shown(RecordKind.INCIDENT, with_values(RecordKind.INCIDENT, record, {key: values[key]}))
        assert {each for each in after if not same(after[each], before[each])} <= {e for e in of if of[e] == of[key]}


@given(KINDS)
def test_every_target_has_its_own_key_and_a_label(kind: RecordKind) -> None:
    targets = targets_of(kind, OWN)
    assert len({target.key for target in targets}) == len(targets)
    assert len({target.label for target in targets}) == len(targets)
    assert all(target.kind is kind and target.label for target in targets)


def test_every_field_with_a_column_has_a_target() -> None:
    of = {target.of for target in targets_of(RecordKind.INCIDENT)}
    assert of == {field.key for field in FIELDS if field.column}


def test_an_own_field_that_is_called_like_a_part_keeps_apart_from_it() -> None:
    fields = Fields([OwnField("Precision", OwnType.TEXT, key="precision", id=1)])
    keys = [target.key for target in targets_of(RecordKind.INCIDENT, fields)]
    assert keys.count("precision") == 1
    assert "own:precision" in keys
    made = with_values(RecordKind.INCIDENT, IncidentContent(), {"own:precision": "fine", "precision": "day"})
    assert made.own == (OwnValue("precision", "fine"),)
    assert made.when.precision is TimePrecision.DAY


# ---- times


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"t_from": date(2023, 10, 17)}, (at(2023, 10, 17), at(2023, 10, 18), TimePrecision.DAY)),
        (
            {"t_from": date(2023, 10, 17), "t_to": date(2023, 10, 19)},
            (at(2023, 10, 17), at(2023, 10, 20), TimePrecision.DAYS),
        ),
        (
            {"t_from": datetime(2023, 10, 17, 14, 30)},
            (at(2023, 10, 17, 14, 30), at(2023, 10, 17, 14, 31), TimePrecision.MINUTE),
        ),
        (
            {"t_from": date(2024, 2, 3), "precision": "month"},
            (at(2024, 2, 3), at(2024, 3, 1), TimePrecision.MONTH),
        ),
        ({"phrase": "17 October 2023"}, (at(2023, 10, 17), at(2023, 10, 18), TimePrecision.DAY)),
        ({"phrase": "some day"}, (None, None, TimePrecision.UNKNOWN)),
        (
            {"t_from": date(2023, 10, 17), "zone": "Asia/Baghdad"},
            (at(2023, 10, 16, 21), at(2023, 10, 17, 21), TimePrecision.DAY),
        ),
    ],
)
def test_a_new_time_is_as_wide_as_what_is_told_of_it(
    values: dict[str, Value], expected: tuple[int | None, int | None, TimePrecision]
) -> None:
    when = with_values(RecordKind.INCIDENT, IncidentContent(), values).when
    assert (when.t_from, when.t_to, when.precision) == expected


LAST_NIGHT = ReportedTime(
    "in the past 24 hours", Anchor(AnchorKind.PUBLICATION, date(2023, 10, 18), 7), "Asia/Baghdad",
    at(2023, 10, 17, 15, 0, 5), at(2023, 10, 18, 15, 0, 5), TimePrecision.DAY,
)  # fmt: skip


def test_the_exact_instants_and_the_anchor_come_back_while_the_cells_show_them() -> None:
    known = KnownRecords(((RecordKind.DOCUMENT, 7, "doc"),))
    elsewhere = KnownRecords(((RecordKind.DOCUMENT, 90, "doc"),))
    content = IncidentContent(when=LAST_NIGHT)
    rest, values = rest_of(content, known), shown(RecordKind.INCIDENT, content)
    back = with_values(RecordKind.INCIDENT, IncidentContent(), values, rest, elsewhere).when
    assert back == replace(LAST_NIGHT, anchor=replace(LAST_NIGHT.anchor, record_id=90))
    moved = {**values, "t_to": date(2023, 10, 20)}
    back = with_values(RecordKind.INCIDENT, IncidentContent(), moved, rest, elsewhere).when
    assert (back.t_from, back.t_to) == (LAST_NIGHT.t_from, at(2023, 10, 20, 21))


def test_another_zone_keeps_the_wall_clock() -> None:
    content = IncidentContent(when=replace(LAST_NIGHT, precision=TimePrecision.HOUR))
    made = with_values(RecordKind.INCIDENT, content, {"zone": "UTC"}).when
    assert (made.t_from, made.t_to) == (at(2023, 10, 17, 18, 0, 5), at(2023, 10, 18, 18, 0, 5))


# ---- figures, places, actors, statements


def test_figures_know_none_unknown_and_one_text_for_all_three() -> None:
    def killed(**values: Value) -> Figure:
        told = {f"killed_civilian{key}": value for key, value in values.items()}
        return with_values(RecordKind.INCIDENT, IncidentContent(killed_civilian=Figure(1, 2, 3)), told).killed_civilian

    assert killed(_best="unknown", _low=None, _high=None) == Figure(unknown=True)
    assert killed(_best=0, _low=0, _high=0) == Figure.exactly(0)
    assert killed(_low=2) == Figure(2, 2, 3)
    assert killed(**{"": "3 (2–5)"}) == Figure(2, 3, 5)
    assert killed(**{"": 4}) == Figure.exactly(4)
    assert killed(**{"": None}) == Figure()
    with pytest.raises(NotAFigure):
        killed(**{"": "a few"})


def test_a_place_that_the_log_has_not_holds_what_the_row_tells_of_it() -> None:
    told: dict[str, Value] = {
        "place": "Ain al-Asad", "place_latitude": 33.8, "place_longitude": 42.44,
        "place_admin1": "Anbar", "country": "IQ",
    }  # fmt: skip
    made = with_values(RecordKind.INCIDENT, IncidentContent(), told).place
    assert made == NamedRef("Ain al-Asad", None, Place("Ain al-Asad", None, "IQ", "Anbar", "", 33.8, 42.44))
    assert with_values(RecordKind.INCIDENT, IncidentContent(), {"place": "33.8, 42.44"}).place == NamedRef(
        "33.8, 42.44", None, Place("33.8, 42.44", latitude=33.8, longitude=42.44)
    )
    held = IncidentContent(place=NamedRef("Ain al-Asad", 5))
    assert with_values(RecordKind.INCIDENT, held, told).place == NamedRef("Ain al-Asad", 5)


def test_of_two_places_of_one_name_the_one_that_was_written_comes_back() -> None:
    known = KnownRecords(((RecordKind.PLACE, 1, "first"), (RecordKind.PLACE, 2, "second")))
    rest = rest_of(IncidentContent(place=NamedRef("Salman", 2)), known)
    assert with_values(RecordKind.INCIDENT, IncidentContent(), {"place": "Salman"}, rest, known).place == NamedRef(
        "Salman", 2
    )
    assert with_values(RecordKind.INCIDENT, IncidentContent(), {"place": "Samarra"}, rest, known).place == NamedRef(
        "Samarra"
    )


def test_actors_change_in_one_role_alone() -> None:
    target, host = (ActorInRole(NamedRef("The army", 1), role) for role in (Role.TARGET, Role.HOST))
    claim = ActorInRole(NamedRef("The group", 2), Role.CLAIMED_BY)
    content = IncidentContent(actors=(target, claim, host))
    made = with_values(RecordKind.INCIDENT, content, {"target": ("The navy", "The army")})
    assert made.actors == (ActorInRole(NamedRef("The navy"), Role.TARGET), claim, host, target)
    assert with_values(RecordKind.INCIDENT, content, {"host": ()}).actors == (target, claim)


def test_a_source_that_is_named_reports_and_one_that_is_there_stays() -> None:
    denies = Statement(NamedRef("Channel One", 4), Stance.DENIES)
    made = with_values(
        RecordKind.INCIDENT, IncidentContent(statements=(denies,)), {"source": ("channel one", "A paper")}
    )
    assert made.statements == (denies, Statement(NamedRef("A paper")))


def test_a_quote_that_was_edited_has_lost_its_place_in_the_document() -> None:
    said = Statement(NamedRef("Channel One"), quote="two fell", passage=Passage(4, 12, "so ", " there"))
    row = ToldStatement(said, "2023-1", "uid-1")
    rest = rest_of(row)
    values = shown(RecordKind.STATEMENT, row)
    kept = with_values(RecordKind.STATEMENT, row, {**values, "note": "loud"}, rest).statement
    assert kept.passage == said.passage
    edited = with_values(RecordKind.STATEMENT, row, {**values, "quote": "three fell"}, rest).statement
    assert edited.passage == Passage()


def test_a_passage_of_no_words_comes_back_from_a_form_that_leaves_out_what_is_empty() -> None:
    said = Statement(NamedRef("Channel One"), passage=Passage(4, 4, "so ", " there"))
    row = ToldStatement(said, "2023-1", "uid-1")
    filled = {key: value for key, value in shown(RecordKind.STATEMENT, row).items() if value not in (None, "")}
    made = with_values(RecordKind.STATEMENT, blank(RecordKind.STATEMENT), filled, rest_of(row))
    assert isinstance(made, ToldStatement)
    assert made.statement == said


def test_a_statement_moved_to_another_ref_belongs_to_no_uid() -> None:
    row = ToldStatement(Statement(NamedRef("Channel One")), "2023-1", "uid-1")
    assert with_values(RecordKind.STATEMENT, row, {"ref": "2023-2"}, rest_of(row)).incident == ""
    assert with_values(RecordKind.STATEMENT, blank(RecordKind.STATEMENT), {"ref": "2023-1"}, rest_of(row)).incident == (  # type: ignore[union-attr]
        "uid-1"
    )


def test_silence_of_every_kind_is_told_apart() -> None:
    for state in AssertionState:
        row = ToldAssertion(
            Assertion("munitions", state, "3" if state is AssertionState.VALUE else ""), blank_statement()
        )
        values = shown(RecordKind.ASSERTION, row)
        made = with_values(RecordKind.ASSERTION, blank(RecordKind.ASSERTION), values)
        assert isinstance(made, ToldAssertion)
        assert made.assertion == row.assertion


def test_what_the_log_tells_by_itself_is_never_taken() -> None:
    incident = Incident(1, "u", "2023-1", 1, IncidentContent(title="One"), (), "IQ", 2, None, 0, 0, None)
    targets = [target for target in targets_of(RecordKind.INCIDENT) if target.derived]
    assert {"ref", "country", "origins", "killed_best", "when_edtf", "created_at"} <= {each.key for each in targets}
    values: dict[str, Value] = {
        each.key: 9 if each.key == "origins" else "9" for each in targets if each.key != "country"
    }
    assert with_values(RecordKind.INCIDENT, incident, values, {}, NOTHING_KNOWN) == incident
