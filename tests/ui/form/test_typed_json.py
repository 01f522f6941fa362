from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.codes import AnchorKind, AssertionState, Stance, Status, TimePrecision
from ascertain.domain.fields import FieldType
from ascertain.domain.records import Assertion, IncidentContent, NamedRef, Passage, Statement
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.form.entries.presenter import EntryPresenter
from ascertain.ui.form.incident.presenter import TYPED, IncidentPresenter
from ascertain.ui.form.incident.told import TypedStatement, as_new
from ascertain.ui.form.incident.when import TypedTime
from ascertain.ui.form.unfinished.typed_json import TypedForm, read_entry, read_incident, write_entry, write_incident
from tests.ui.form.conftest import TODAY

LISTS = Vocabularies(shipped_vocabularies())
WORDS = st.text(st.characters(exclude_categories=()), max_size=12)
"""Anything that a box can hold, half characters too."""
NUMBERS = st.none() | st.integers(-(2**63), 2**63 - 1)
REFS = st.builds(NamedRef, WORDS, NUMBERS)
TIMES = st.builds(
    TypedTime,
    WORDS,
    st.sampled_from([each.value for each in AnchorKind]),
    WORDS,
    NUMBERS,
    WORDS,
    st.booleans(),
    WORDS,
    WORDS,
    st.sampled_from([each.value for each in TimePrecision]),
)
ASSERTIONS = st.builds(Assertion, WORDS, st.sampled_from(AssertionState), WORDS, st.booleans(), NUMBERS)
STATEMENTS = st.builds(
    TypedStatement,
    st.builds(
        Statement,
        REFS,
        st.sampled_from(Stance),
        st.none() | REFS,
        st.none() | REFS,
        NUMBERS,
        WORDS,
        st.builds(Passage, NUMBERS, NUMBERS, WORDS, WORDS),
        st.none() | st.dates(),
        WORDS,
        st.lists(ASSERTIONS, max_size=3).map(tuple),
        NUMBERS,
        st.lists(st.integers(0, 99), max_size=3).map(tuple),
    ),
    WORDS,
)
_OF_TYPE: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TIME: TIMES,
    FieldType.STATEMENTS: st.lists(STATEMENTS, max_size=3).map(tuple),
    FieldType.ACTORS: st.lists(REFS, max_size=3).map(tuple),
    FieldType.TAGS: st.lists(REFS, max_size=3).map(tuple),
    FieldType.PLACE: st.none() | REFS,
    FieldType.FLAG: st.booleans(),
    FieldType.CODE: st.none() | WORDS,
}
VALUES = st.fixed_dictionaries(
    {},
    optional={
        field.key: st.sampled_from([each.value for each in Status])
        if field.key == "status"
        else _OF_TYPE.get(field.type, WORDS)
        for field in TYPED
    },
)
FORMS = st.builds(
    TypedForm,
    VALUES,
    st.dictionaries(WORDS, WORDS, max_size=3),
    st.lists(WORDS, max_size=3).map(tuple),
    st.lists(st.integers(0, 9), max_size=3).map(tuple),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(WORDS, parts, max_size=3),
    max_leaves=8,
)


@given(FORMS)
def test_what_stands_in_the_boxes_comes_back_as_it_was(typed: TypedForm) -> None:
    text = write_incident(typed)
    text.encode()
    assert read_incident(text) == typed


@given(st.dictionaries(WORDS, WORDS | st.booleans() | st.none() | REFS, max_size=6), WORDS)
def test_the_form_of_an_entry_comes_back_as_it_was(values: dict[str, object], began: str) -> None:
    assert read_entry(write_entry(values, began)) == (values, began)


@given(FORMS, st.data())
def test_what_is_not_understood_is_left_out_and_the_rest_is_taken(typed: TypedForm, data: st.DataObject) -> None:
    whole = json.loads(write_incident(typed))
    whole["version"], whole["of tomorrow"] = 7, {"more": [1]}
    spoiled = data.draw(st.sampled_from(sorted(whole["values"]) or [""]))
    if spoiled:
        whole["values"][spoiled] = data.draw(JSON)
    presenter = IncidentPresenter(LISTS, lambda: TODAY)
    read = read_incident(json.dumps(whole))
    presenter.resume(read.values)
    presenter.read()
    for key in set(typed.values) - {spoiled}:
        assert read.values[key] == typed.values[key]
    assert (read.lines, read.unfolded, read.cards) == (typed.lines, typed.unfolded, typed.cards)


@given(WORDS | JSON.map(json.dumps) | JSON.map(lambda part: json.dumps({"values": part, "lines": part, "cards": part})))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    read_incident(text)
    read_entry(text)


@given(VALUES)
def test_a_form_that_goes_on_with_what_was_typed_holds_just_that(values: dict[str, Any]) -> None:
    presenter = IncidentPresenter(LISTS, lambda: TODAY)
    presenter.start(IncidentContent(title="Another one"))
    presenter.resume(values)
    assert {key: presenter.get(key) for key in values if key != "statements"} == {
        key: value for key, value in values.items() if key != "statements"
    }
    assert presenter.get("statements") == tuple(map(as_new, values.get("statements", ())))
    fresh = IncidentPresenter(LISTS, lambda: TODAY)
    assert presenter.is_dirty() == any(replaced(fresh.get(key)) != replaced(value) for key, value in values.items())


def replaced(value: Any) -> Any:
    """A value without the ids that become known by themselves."""
    if isinstance(value, NamedRef):
        return value.name.strip().casefold()
    if isinstance(value, tuple):
        return tuple(replaced(each) for each in value)
    if isinstance(value, TypedStatement):
        told = value.statement
        names = (told.source, told.document, told.origin)
        return tuple(map(replaced, names)), replace(
            value, statement=replace(told, source=NamedRef(""), document=None, origin=None)
        )
    return value


def test_an_entry_takes_only_what_it_has() -> None:
    presenter = EntryPresenter(Shelf.PLACES, LISTS, lambda: TODAY)
    presenter.start(presenter.blank())
    presenter.resume(
        {"name": "Karmel", "latitude": "half of", "weather": "fine", "notes": None, "kind": True}, presenter.blank()
    )
    assert (presenter.get("name"), presenter.get("latitude")) == ("Karmel", "half of")
    assert presenter.get("notes") == ""
    assert presenter.get("kind") is None
    assert presenter.is_dirty()
