from __future__ import annotations

from datetime import date

import pytest

from ascertain.domain.codes import LinkType, Role
from ascertain.domain.fields import FIELDS
from ascertain.domain.records import Figure, NamedRef
from ascertain.domain.rows import SortKey
from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample

SORTED = [field.key for field in FIELDS if field.sorts]


def test_order_without_anything_is_newest_first(sample: Sample, queries: Queries) -> None:
    old, undated, new = sample.incident(t_from=1), sample.incident(t_from=None), sample.incident(t_from=2)
    sample.incident(t_from=9, trashed_at=1)
    assert list(queries.order(None)) == [new, old, undated]
    assert list(queries.first(None, limit=2)) == [new, old]
    assert queries.count(None) == 3


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_not_known_stands_last_in_both_directions(sample: Sample, queries: Queries, descending: bool) -> None:
    one, none, two = sample.incident(killed_best=1), sample.incident(), sample.incident(killed_low=2)
    expected = [two, one, none] if descending else [one, two, none]
    assert list(queries.order(None, (SortKey("killed", descending),))) == expected


def test_status_sorts_by_its_place_in_the_code_list_then_by_the_next_key(sample: Sample, queries: Queries) -> None:
    confirmed = sample.incident(status="confirmed", t_from=5)
    late, early = sample.incident(status="claimed", t_from=2), sample.incident(status="claimed", t_from=1)
    unconfirmed = sample.incident(status="unconfirmed")
    assert list(queries.order(None, (SortKey("status"), SortKey("t_from")))) == [unconfirmed, early, late, confirmed]
    assert list(queries.order(None, (SortKey("status", True), SortKey("t_from", True)))) == [
        confirmed,
        late,
        early,
        unconfirmed,
    ]


def test_country_sorts_by_name_and_an_unknown_code_before_none(sample: Sample, queries: Queries) -> None:
    emirates, iran, none, odd = (sample.incident(country=code) for code in ("AE", "IR", None, "ZZ"))
    assert list(queries.order(None, (SortKey("country"),))) == [iran, emirates, odd, none]


def test_ref_sorts_by_number(sample: Sample, queries: Queries) -> None:
    many, few, before = (sample.incident(ref=ref) for ref in ("2023-10000", "2023-9999", "2022-20000"))
    assert list(queries.order(None, (SortKey("ref"),))) == [before, few, many]


@pytest.mark.parametrize("key", SORTED)
@pytest.mark.parametrize("descending", [False, True])
def test_every_field_that_sorts_gives_every_incident_once(
    sample: Sample, queries: Queries, key: str, descending: bool
) -> None:
    made = [sample.incident(t_from=time, country=country) for time in (None, 3, 3) for country in (None, "IQ")]
    found = queries.order(None, (SortKey(key, descending),))
    assert sorted(found) == made
    assert list(queries.first(None, (SortKey(key, descending),), 4)) == list(found[:4])


def test_a_key_that_does_not_sort_is_passed_over(sample: Sample, queries: Queries) -> None:
    made = [sample.incident(title=title) for title in ("b", "a")]
    assert list(queries.order(None, (SortKey("notes"), SortKey("gone"), SortKey("title")))) == made[::-1]


def test_counts_of_the_sidebar(sample: Sample, queries: Queries) -> None:
    sample.incident(status="confirmed", follow_up_on="2023-10-17")
    sample.incident(status="confirmed", follow_up_on="2023-10-18")
    sample.incident(status="claimed", draft=True)
    sample.incident(status="claimed", trashed_at=1)
    sample.entry("source", "Outlet")
    sample.place("Base")
    found = queries.counts(date(2023, 10, 17))
    assert (found.all, found.open, found.due, found.drafts, found.trash) == (3, 2, 1, 1, 1)
    assert dict(found.by_status) == {"confirmed": 2, "claimed": 1}
    assert (found.documents, found.sources, found.actors, found.places) == (0, 1, 0, 1)


def test_counts_of_an_empty_log(queries: Queries) -> None:
    found = queries.counts(date(2023, 10, 17))
    assert (found.all, found.open, found.due, found.drafts, found.trash, found.by_status) == (0, 0, 0, 0, 0, ())


def test_an_incident_with_everything(sample: Sample, queries: Queries) -> None:
    base = sample.place("Base", country="IQ")
    number = sample.incident(
        title="Drones",
        t_from=10,
        t_to=20,
        phrase="overnight",
        anchor_kind="publication",
        anchor_on="2023-10-18",
        place_id=base,
        notes="n",
        killed_civilian_low=1,
        killed_civilian_high=2,
        injured_unknown_unknown=True,
        follow_up_on="2023-10-20",
    )
    other = sample.incident(title="Other", ref="2023-7777")
    sample.actor_in_role(number, "Militia", "claimed_by")
    said = sample.statement(
        number, "Outlet", origin_id=sample.entry("source", "Network"), quote="q", said_on="2023-10-18", credibility=3
    )
    sample.bears(said, other, 4)
    sample.insert(
        "assertion", statement_id=said, incident_id=number, field="munitions", state="value", value="3", adopted=True
    )
    sample.insert("assertion", statement_id=said, incident_id=other, field="munitions", state="not_stated", value="")
    sample.insert("link", from_id=number, to_id=other, type="overlaps", shared_low=0, shared_high=2, note="may overlap")
    sample.tag(number, "drone")
    found = queries.incident(number)
    assert found is not None
    content = found.content
    assert (content.title, content.when.phrase, content.when.t_from, content.when.t_to) == (
        "Drones",
        "overnight",
        10,
        20,
    )
    assert str(content.when.anchor.on) == "2023-10-18"
    assert content.place == NamedRef("Base", base)
    assert content.killed_civilian == Figure(1, None, 2)
    assert content.injured_unknown == Figure(unknown=True)
    assert [(actor.actor.name, actor.role) for actor in content.actors] == [("Militia", Role.CLAIMED_BY)]
    (statement,) = content.statements
    assert (statement.source.name, statement.origin and statement.origin.name, statement.credibility) == (
        "Outlet",
        "Network",
        3,
    )
    assert statement.bears_on == (other,)
    assert [(said.field, said.value, said.adopted) for said in statement.assertions] == [("munitions", "3", True)]
    (link,) = found.links
    assert (link.type, link.other_id, link.other_ref, link.shared_high, link.outgoing) == (
        LinkType.OVERLAPS,
        other,
        "2023-7777",
        2,
        True,
    )
    back = queries.incident_by_ref("2023-7777")
    assert back is not None
    assert [(link.other_id, link.outgoing) for link in back.links] == [(number, False)]
    assert (content.tags, content.notes) == (("drone",), "n")


def test_an_incident_that_is_not_there(queries: Queries) -> None:
    assert queries.incident(7) is None
    assert queries.incident_by_ref("2023-0001") is None


def test_incidents_come_in_the_order_asked_for_across_batches(sample: Sample, queries: Queries) -> None:
    sample.raw.execute("BEGIN")
    made = [sample.incident(title=f"t{at}") for at in range(1_100)]
    sample.raw.execute("COMMIT")
    asked = [*made[::-1], 99_999]
    assert [incident.id for incident in queries.incidents(asked)] == made[::-1]
