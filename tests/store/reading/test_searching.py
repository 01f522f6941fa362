from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse, search_keys
from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample

Found = Callable[[str], list[str]]
OCTOBER_17 = 1_697_500_800


@pytest.fixture
def found(sample: Sample) -> Found:
    """The titles that a search finds, by title."""

    def ask(text: str) -> list[str]:
        queries = Queries(sample.path, lambda: date(2023, 10, 20))
        search = parse(text)
        ids = queries.order(search, (SortKey("title"),))
        assert queries.count(search) == len(ids)
        assert set(queries.first(search, (), 1)) <= set(ids)
        titles = [row.title for row in queries.rows(ids)]
        queries.close()
        return titles

    return ask


def test_words_begin_words_and_all_are_asked(sample: Sample, found: Found) -> None:
    sample.incident(title="Drones near Ain al-Asad")
    sample.incident(title="Drone over Erbil", notes="heard at night")
    assert found("drone") == ["Drone over Erbil", "Drones near Ain al-Asad"]
    assert found("al-Asad") == ["Drones near Ain al-Asad"]
    assert found("drone night") == ["Drone over Erbil"]
    assert found("drone -erbil") == ["Drones near Ain al-Asad"]
    assert found('"ain al asad"') == ["Drones near Ain al-Asad"]
    assert found('"asad ain"') == []
    assert found("erbil OR asad") == ["Drone over Erbil", "Drones near Ain al-Asad"]
    assert found("rone") == []


def test_arabic_letters_are_found_in_any_form(sample: Sample, found: Found) -> None:
    sample.incident(title="قصف قاعدة الأسد")
    assert found("الاسد") == ["قصف قاعدة الأسد"]


def test_a_name_is_found_however_its_article_is_written(sample: Sample, found: Found) -> None:
    sample.incident(title="Drones near Ain al-Asad")
    sample.incident(title="Rockets at Ain Alasad", notes="کشته‌ها شمرده می‌شوند")
    sample.incident(title="Shelling of Deir ez-Zor", notes="seen at al-Asad")
    sample.incident(title="Shells on Deir Ezzor", notes="also Asadi")
    both = ["Drones near Ain al-Asad", "Rockets at Ain Alasad"]
    for typed in (
        "ain al-Asad",
        "ain alAsad",
        "ain al asad",
        "Ain Al-Assad OR ain al-as",
        '"ain al-asad"',
        "title:al-asad",
    ):
        assert found(typed) == both, typed
    for typed in ("deir ez-zor", "deir ezzor", "Deir-ez-Zor", '"deir ez-zor"', "deir ez zor"):
        assert found(typed) == ["Shelling of Deir ez-Zor", "Shells on Deir Ezzor"], typed
    assert found("al-asad") == [*both, "Shelling of Deir ez-Zor"]
    assert found("notes:alasad") == ["Shelling of Deir ez-Zor"]
    assert found("کشته ها") == found("کشتهها") == found("میشوند") == found("notes:می‌شوند") == ["Rockets at Ain Alasad"]
    assert found("-al-asad shel") == ["Shells on Deir Ezzor"]


def test_an_arabic_word_is_found_with_its_article(sample: Sample, found: Found) -> None:
    sample.incident(title="سقوط المسيّرة")
    assert found("مسيرة") == found("المسيره") == found("مُسيّر") == ["سقوط المسيّرة"]


def test_codes_by_key_label_and_beginning_of_label(sample: Sample, found: Found) -> None:
    sample.incident(title="a", status="unconfirmed", country="IQ", kind="air")
    sample.incident(title="b", status="partly_confirmed", country="IR")
    sample.incident(title="c", status="confirmed")
    assert found("status:unconfirmed") == ["a"]
    assert found('status:"Partly confirmed"') == ["b"]
    assert found("status:claimed,confirmed") == ["c"]
    assert found("country:IQ") == found("country:iraq") == found("country:Ira,nowhere -country:IR") == ["a"]
    assert found("country:none") == ["c"]
    assert found("-country:IQ") == ["b", "c"]
    assert found("kind:any") == ["a"]
    assert found("status:nonsense") == []


def test_places_actors_sources_and_tags_by_their_names(sample: Sample, found: Found) -> None:
    base = sample.place("Ain al-Asad")
    sample.insert("place_name", place_id=base, name="عين الأسد", name_key="عين الاسد", language="ar")
    one = sample.incident(title="one", place_id=base)
    two = sample.incident(title="two", place_id=sample.place("Ain"))
    sample.actor_in_role(one, "Militia", "claimed_by")
    sample.actor_in_role(two, "Militia", "target")
    sample.statement(one, "Outlet")
    sample.statement(two, "Outlet TV", stance="denies")
    sample.tag(one, "drones")
    assert found("place:ain") == ["two"]
    assert found("place:ai") == ["one", "two"]
    assert found("place:asad") == found('place:"عين الأسد"') == ["one"]
    assert found("actor:militia") == ["one", "two"]
    assert found("claimed_by:mil") == ["one"]
    assert found("source:outlet") == ["one"]
    assert found('source:"outlet tv"') == ["two"]
    assert found("stance:denies") == ["two"]
    assert found("tag:dro") == found("tag:any") == ["one"]
    assert found("tag:none") == found("-tag:drones") == ["two"]
    assert found("source:nobody") == []


def test_times_overlap(sample: Sample, found: Found) -> None:
    day = 86_400
    sample.incident(title="the 17th", t_from=OCTOBER_17, t_to=OCTOBER_17 + day)
    sample.incident(title="night to the 18th", t_from=OCTOBER_17 + day // 2, t_to=OCTOBER_17 + day + 1)
    sample.incident(title="undated", t_from=None)
    assert found("when:2023-10-17") == ["night to the 18th", "the 17th"]
    assert found("when:2023-10-18") == ["night to the 18th"]
    assert found("when:2023-10") == ["night to the 18th", "the 17th"]
    assert found("when:2023-11..") == []
    assert found("when:..2023-10-17") == ["night to the 18th", "the 17th"]
    assert found("when:none") == ["undated"]


def test_figures_are_found_where_they_may_agree(sample: Sample, found: Found) -> None:
    sample.incident(title="none", killed_low=0, killed_best=0, killed_high=0)
    sample.incident(title="some", killed_low=2, killed_high=5)
    sample.incident(title="not stated")
    assert found("killed:>0") == ["some"]
    assert found("killed:0") == ["none"]
    assert found("killed:3") == ["some"]
    assert found("killed:>5") == []
    assert found("killed:none") == ["not stated"]
    assert found("-killed:>0") == ["none", "not stated"]


def test_flags_dates_numbers_and_texts(sample: Sample, found: Found) -> None:
    one = sample.incident(
        title="one", follow_up_on="2023-10-20", origins=1, ref="2023-0107", notes="heard twice", status="confirmed"
    )
    sample.incident(title="two", draft=True, is_aggregate=True, origins=3, status_reason="heard once")
    sample.incident(title="gone", trashed_at=1, status="confirmed")
    assert found("is:due") == ["one"]
    assert found("is:review") == ["one", "two"]
    assert found("is:draft") == found("is:aggregate") == found("is_aggregate:yes") == ["two"]
    assert found("is:single-source") == ["one"]
    assert found("is:trash") == ["gone"]
    assert found("status:confirmed") == ["one"]
    assert found("follow_up_on:2023-10") == ["one"]
    assert found("origins:>1") == ["two"]
    assert found("ref:2023-0107") == ["one"]
    assert found("ref:2023") == ["one", "two"]
    assert found("title:tw") == ["two"]
    assert found("notes:twi") == ["one"]
    assert found("notes:once") == []
    assert found("status_reason:none") == ["one"]
    assert found(f"id:{one}") == ["one"]


_PIECES = st.sampled_from(
    [key.name + ":" for key in search_keys()]
    + [
        "is:",
        ">0",
        "..",
        "2023-10",
        "none",
        "any",
        '"',
        "“",
        "(",
        ")",
        "-",
        "OR",
        "NOT ",
        "AND",
        "*",
        ":",
        "^",
        "{a}",
        "NEAR(",
        "'",
        ";",
        "--",
        "%",
        "_",
    ]
    + [
        "\\",
        "\x00",
        "\ud800",
        "é",
        "ａ",
        "الأسد",
        "🜚",
        "٣",
        "\u200f",
        "a" * 300,
        "0" * 40,
        "col:x",
        "incident_search",
        "+",
        "\n",
        ",",
        "½",
        "ß",
        "़",
    ]
)
HOSTILE = st.one_of(st.text(max_size=60), st.lists(_PIECES | st.text(max_size=6), max_size=12).map("".join))


@pytest.fixture(scope="module")
def small_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with a few incidents that stays as it is."""
    sample = Sample(tmp_path_factory.mktemp("hostile") / "small.ascertain")
    for number in range(5):
        incident = sample.incident(
            title=f"Drone {number}", t_from=number, country="IQ", place_id=sample.place(f"Base {number}")
        )
        sample.statement(incident, "Outlet")
    sample.close()
    return sample.path


@settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=HOSTILE)
def test_any_text_is_a_safe_search(small_log: Path, text: str) -> None:
    queries = _opened(small_log)
    search = parse(text)
    ids = queries.order(search, (SortKey("status"), SortKey("title", True)))
    assert len(ids) == len(set(ids)) == queries.count(search)
    assert set(ids) <= {1, 2, 3, 4, 5}


_OPEN: dict[Path, Queries] = {}


def _opened(path: Path) -> Queries:
    if path not in _OPEN:
        _OPEN[path] = Queries(path, lambda: date(2023, 10, 20))
    return _OPEN[path]


@pytest.fixture(scope="module", autouse=True)
def nothing_stays_open() -> object:
    """Close what the examples of a property shared."""
    yield
    for queries in _OPEN.values():
        queries.close()
    _OPEN.clear()


def test_zero_not_stated_and_not_known_are_three_things(sample: Sample, found: Found) -> None:
    sample.incident(title="nobody", killed_low=0, killed_best=0, killed_high=0)
    sample.incident(title="not known", killed_civilian_unknown=True)
    sample.incident(title="not said")
    sample.incident(title="some", killed_low=2, killed_best=2, killed_high=2, killed_unknown_unknown=True)
    assert found("killed:0") == ["nobody"]
    assert found("killed:unknown") == found("killed:?") == ["not known"]
    assert found("killed:none") == ["not said"]
    assert found("killed:any") == ["nobody", "some"]
    assert found("killed:0,unknown") == ["nobody", "not known"]
    assert found("-killed:unknown") == ["nobody", "not said", "some"]
    assert found("killed_civilian:unknown") == ["not known"]
    assert found("munitions:none") == ["nobody", "not known", "not said", "some"]


def test_what_accounts_say_is_found_and_each_silence_for_itself(sample: Sample, found: Found) -> None:
    told = {
        "zero": ("explicit_zero", ""),
        "nought": ("value", "0"),
        "two": ("value", "2 – 3"),
        "silent": ("not_stated", ""),
        "declined": ("declined", ""),
        "unknown": ("unknown", ""),
    }
    for title, (state, value) in told.items():
        number = sample.incident(title=title)
        speaker = sample.statement(number, "Radio")
        said = {"statement_id": speaker, "incident_id": number, "field": "killed_civilian"}
        sample.insert("assertion", state=state, value=value, **said)
    sample.incident(title="untouched")
    assert found("says:killed_civilian=0") == ["nought", "zero"]
    assert found("says:killed=0") == ["nought", "zero"]
    assert found("says:injured=0") == []
    assert found("says:killed_civilian=2-3") == ["two"]
    assert found("says:killed_civilian=silent") == found("silent:killed") == ["silent"]
    assert found("declined:killed_civilian") == found("says:killed=declined") == ["declined"]
    assert found("says:killed_civilian=unknown") == ["unknown"]
    assert found("says:killed_civilian") == sorted(told)
    assert found("says:any") == sorted(told)
    assert found("says:none") == ["untouched"]
    assert found("declined:none") == sorted({*told, "untouched"} - {"declined"})


def test_codes_and_names_that_accounts_say_are_found(sample: Sample, found: Found) -> None:
    for title, field, value in (("a", "means", "rocket"), ("b", "attributed_to", "Group of the River; Others")):
        number = sample.incident(title=title)
        said = {"statement_id": sample.statement(number, "Radio"), "incident_id": number, "field": field}
        sample.insert("assertion", state="value", value=value, **said)
    assert found("says:means=Rocket") == ["a"]
    assert found('says:"attributed_to=group river"') == ["b"]
    assert found("says:attributed_to=else") == []


def test_incidents_that_may_be_the_same_are_found(sample: Sample, found: Found) -> None:
    ids = {title: sample.incident(title=title) for title in "abcd"}
    sample.insert("link", from_id=ids["a"], to_id=ids["b"], type="possibly_same")
    sample.insert("link", from_id=ids["c"], to_id=ids["d"], type="distinct_from")
    assert found("is:overlapping") == ["a", "b"]
