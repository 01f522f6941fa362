"""What can be filtered and sorted by: every field that a column can show, and what stands in the statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ascertain.domain.fields import FIELDS
from ascertain.domain.folding import fold
from ascertain.domain.rows import SortKey
from ascertain.domain.search import FieldTerm, Op, Search, find_key, parse, show
from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample

Found = Callable[[str], list[int]]
COLUMNS = [field.key for field in FIELDS if field.column]


@pytest.fixture
def asked(sample: Sample) -> Found:
    """The ids that a search finds on 20 October 2023, in order."""

    def ask(text: str) -> list[int]:
        queries = Queries(sample.path, lambda: date(2023, 10, 20))
        search = parse(text)
        assert not search.problems, search.problems
        found = sorted(queries.order(search))
        queries.close()
        return found

    return ask


def test_every_column_sorts_and_filters() -> None:
    for field in FIELDS:
        assert not field.column or (field.sorts and field.filters), field.key


def test_statements_are_asked_by_grade_credibility_stance_language_and_origin(sample: Sample, asked: Found) -> None:
    one, two, three = sample.incident(), sample.incident(), sample.incident()
    ministry = sample.entry("source", "Ministry", reliability="A")
    sample.entry("source", "Channel", reliability="B")
    release = sample.insert("document", title="Release", title_key="release", language="ar")
    sample.statement(one, "Ministry", credibility=1, stance="denies", document_id=release)
    sample.statement(two, "Channel", credibility=None, origin_id=ministry)
    sample.statement(two, "Channel", credibility=5)
    assert asked("grade:A") == asked("reliability:Reliable") == [one]
    assert asked("grade:A,B") == asked("grade:any") == [one, two]
    assert asked("grade:none") == [three]
    assert asked("-grade:B") == [one, three]
    assert asked("grade:Z") == asked("language:de") == []
    assert asked("origin_grade:A") == asked("origin:ministry") == [one, two]
    assert asked("origin:channel") == [two]
    assert asked("origin:none") == [three]
    assert asked("credibility:1,2") == [one]
    assert asked("credibility:any") == [one, two]
    assert asked("credibility:none stance:any") == []
    assert asked("stance:none") == [three]
    assert asked("language:AR") == asked("language:any") == [one]
    assert asked("language:none") == [two, three]


def test_statements_are_counted(sample: Sample, asked: Found) -> None:
    none, many = sample.incident(), sample.incident(statements=3)
    assert asked("statements:0") == [none]
    assert asked("statements:>=2") == asked("reports:3") == [many]


def test_what_every_choice_of_a_statement_finds_is_as_many_as_it_says(sample: Sample, queries: Queries) -> None:
    sample.entry("source", "Ministry", reliability="A")
    channel = sample.entry("source", "Channel", reliability="B")
    item = sample.insert("document", title="An item, with comma", title_key=fold("An item, with comma"), language="fa")
    for number in range(6):
        incident = sample.incident(title="drone" if number % 2 else "rocket", statements=2)
        sample.statement(incident, "Ministry", credibility=number % 3 or None, origin_id=channel)
        sample.statement(incident, "Channel" if number < 4 else "Ministry", stance="denies", document_id=item)
        sample.actor_in_role(incident, "Militia", "target" if number < 3 else "host")
    sample.incident(trashed_at=1)
    for text in ("", "drone"):
        for key in ("grade", "origin_grade", "credibility", "stance", "language", "origin", "document", "actor"):
            values = queries.facet(key, parse(text))
            assert values, key
            for value in values:
                term = FieldTerm(key, Op.IS, (value.value,))
                assert queries.count(Search((*parse(text).terms, term))) == value.count, (key, value)
    assert [(each.value, each.count) for each in queries.facet("statements", None)] == [("2", 6)]
    assert [each.label for each in queries.facet("grade", None)] == ["Reliable", "Usually reliable"]
    assert len(queries.facet("stance", None, 1)) == 1


def test_each_term_is_counted_as_it_would_be_asked(sample: Sample, queries: Queries) -> None:
    base = sample.place("Base")
    for number in range(5):
        incident = sample.incident(
            title="drone" if number else "rocket",
            killed_best=number or None,
            follow_up_on="2023-10-25",
            draft=number > 3,
        )
        sample.statement(incident, "Outlet")
    sample.incident(place_id=base, country="IQ")
    sample.incident(trashed_at=1)
    texts = (
        "killed:none", "killed:>=2", "killed:unknown", "is:draft", "is:trash", "is:single-source", "place:none",
        "source:any", "-country:IQ", "country:any OR draft:yes",
    )  # fmt: skip
    terms = [parse(each).terms[0] for each in texts]
    for text in ("", "drone", "is:trash", "-country:IQ"):
        search = parse(text)
        *numbers, whole = queries.count_each(search, terms)
        assert whole == queries.count(search)
        for term, number in zip(terms, numbers, strict=True):
            assert number == queries.count(Search((*search.terms, term))), show(Search((term,)))
    assert queries.count_each(None, ()) == [6]


@pytest.mark.parametrize("key", COLUMNS)
def test_every_column_is_counted_as_stated_or_not(sample: Sample, queries: Queries, key: str) -> None:
    assert find_key(key) is not None
    sample.incident()
    full = sample.incident(notes="heard", place_text="near", status_reason="said so", country="IQ", title="a")
    sample.tag(full, "base")
    *numbers, whole = queries.count_each(None, [FieldTerm(key, Op.EMPTY), FieldTerm(key, Op.STATED)])
    assert sum(numbers) == whole == 2


def test_texts_and_names_sort_with_nothing_last(sample: Sample, queries: Queries) -> None:
    late, none, early = sample.incident(notes="zulu"), sample.incident(notes=" "), sample.incident(notes="Alpha")
    for incident, name in ((late, "Zulu"), (early, "Alpha"), (early, "Yankee")):
        sample.actor_in_role(incident, name, "target")
        sample.statement(incident, name)
        sample.tag(incident, name)
    sample.actor_in_role(none, "Bravo", "host")
    for key in ("notes", "target", "source", "tags"):
        assert list(queries.order(None, (SortKey(key),))) == [early, late, none], key
        assert list(queries.order(None, (SortKey(key, descending=True),))) == [late, early, none], key


def test_days_told_from_today_move_with_it(sample: Sample, asked: Found) -> None:
    day = 86_400
    first = 19_635 * day  # 5 October 2023
    ids = [
        sample.incident(t_from=first + n * day, t_to=first + (n + 1) * day, created_at=first + n * day)
        for n in range(20)
    ]
    for at, incident in enumerate(ids):
        sample.raw.execute("UPDATE incident SET follow_up_on = ? WHERE id = ?", (f"2023-10-{5 + at:02}", incident))
    for key in ("when", "logged", "follow_up_on"):
        assert asked(f"{key}:today") == [ids[15]], key
        assert asked(f"{key}:last-3-days") == ids[13:16]
        assert asked(f"{key}:next-2-days,yesterday") == ids[14:17]
        assert asked(f"-{key}:last-7-days {key}:<2023-10-20") == ids[:9]
    assert asked("place:today") == []
