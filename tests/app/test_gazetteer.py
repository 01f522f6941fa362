"""The gazetteer as it is asked: names in any script and spelling, what is near, and names in running text."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.app.gazetteer import Gazetteer
from ascertain.app.gazetteer.world import load_world
from ascertain.domain.geography import Point
from ascertain.domain.records import AlternateName, Place
from ascertain.domain.transliteration import bare_key, close_key
from tests.app.look_ups import LOOK_UPS

OWN = (
    Place(
        "Ain al-Asad air base", "base", "IQ", "Anbar", latitude=33.786, longitude=42.441,
        names=(AlternateName("قاعدة عين الأسد", "ar"), AlternateName("پایگاه عین الاسد", "fa")), id=1,
    ),
    Place(
        "Al-Tanf base", "base", "SY", "Homs", latitude=33.503, longitude=38.618,
        names=(AlternateName("قاعدة التنف", "ar"),), id=2,
    ),
    Place("Conoco gas field", "field", "SY", "Deir ez-Zor", latitude=35.336, longitude=40.295, id=3),
    Place("Iraq", "country", "IQ", names=(AlternateName("العراق", "ar"),), id=4),
    Place("Shalamcheh crossing", "crossing", "IR", names=(AlternateName("شلمچه", "fa"),), id=5),
)  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(OWN)


def named(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """What a text names: the words in it, and the first place that they may mean."""
    return [(found.name, found.candidates[0].place.name) for found in gazetteer.find_in(text)]


# ---- search


def test_places_are_found_in_any_spelling(capsys: pytest.CaptureFixture[str]) -> None:
    gazetteer = Gazetteer()
    missed = []
    for typed, name, country in LOOK_UPS:
        found = [(hit.place.name, hit.place.country) for hit in gazetteer.search(typed, 3)]
        if (name, country) not in found:
            missed.append((typed, name, found))
    with capsys.disabled():
        print(f"\n{len(LOOK_UPS) - len(missed)} of {len(LOOK_UPS)} look-ups have the place among the first three")
    assert len(LOOK_UPS) >= 60
    assert not missed


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("Ayn al-Asad", 1), ("Ain al Assad", 1), ("al-asad base", 1), ("عين الاسد", 1), ("عین الاسد", 1), ("asad", 1),
        ("tan", 2), ("At Tanf", 2), ("التنف", 2), ("conoco", 3), ("Konoko field", 3), ("irak", 4), ("shalam", 5),
        ("شلمچه", 5), ("Shalamche", 5), ("معبر شلمچه", 5),
    ],
)  # fmt: skip
def test_places_of_the_log_come_first(gazetteer: Gazetteer, typed: str, number: int) -> None:
    assert gazetteer.search(typed, 5)[0].place.id == number


def test_a_place_of_the_log_is_not_offered_again(gazetteer: Gazetteer) -> None:
    found = [hit.place for hit in gazetteer.search("Iraq")]
    assert [place.id for place in found if place.name == "Iraq" and place.kind == "country"] == [4]


def test_what_is_found_says_where_it_is_and_in_which_scripts() -> None:
    hit = next(each for each in Gazetteer().search("الرطبة") if each.place.country == "IQ")
    assert (hit.place.name, hit.place.kind, hit.place.admin1, hit.matched) == (
        "Ar Ruţbah",
        "town",
        "Al Anbar",
        "الرطبة",
    )
    assert hit.point is not None
    assert ("الرطبة", "ar") in [(other.name, other.language) for other in hit.place.names]


def test_larger_places_come_first() -> None:
    assert [hit.place.country for hit in Gazetteer().search("Tripoli", 3)][:2] == ["LY", "LB"]
    assert Gazetteer().search("syr")[0].place.name == "Syria"


@given(st.text(max_size=40), st.integers(0, 15))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_searched(text: str, limit: int) -> None:
    assert len(Gazetteer(OWN).search(text, limit)) <= limit


# ---- nearness


def test_the_nearest_places_with_distance_and_direction(gazetteer: Gazetteer) -> None:
    near = gazetteer.nearest(Point(33.49, 38.66), 2)
    assert [each.hit.place.name for each in near] == ["Al-Tanf base", "Rukban"]
    assert near[0].km == pytest.approx(4.1, abs=0.2)
    assert near[0].bearing == pytest.approx(110, abs=3)
    large = gazetteer.nearest(Point(33.04, 40.5), 3, 15_000)
    assert "Ar Ruţbah" in [each.hit.place.name for each in large]
    assert all(each.hit.place.id or each.hit.population >= 15_000 for each in large)


@given(st.floats(-90, 90), st.floats(-180, 180))
@settings(max_examples=25, deadline=None)
def test_something_is_nearest_everywhere(latitude: float, longitude: float) -> None:
    near = Gazetteer().nearest(Point(latitude, longitude), 3)
    assert len(near) == 3
    assert near == sorted(near, key=lambda each: each.km)


# ---- running text


def test_names_in_english_text(gazetteer: Gazetteer) -> None:
    text = (
        "Drones hit Dayr az-Zawr and the Ain al-Assad base in western Iraq. At Al Tanf nobody was hurt; as Tehran "
        "said, in Abu Kamal, Sana'a and the Deir al-Zor province were calm."
    )
    assert named(gazetteer, text) == [
        ("Dayr az-Zawr", "Deir ez-Zor"), ("Ain al-Assad", "Ain al-Asad air base"), ("Iraq", "Iraq"),
        ("Al Tanf", "Al-Tanf base"), ("Tehran", "Tehran"), ("Abu Kamal", "Ālbū Kamāl"), ("Sana'a", "Sanaa"),
        ("Deir al-Zor", "Deir ez-Zor"),
    ]  # fmt: skip
    kinds = {found.name: found.candidates[0].place.kind for found in gazetteer.find_in(text)}
    assert (kinds["Dayr az-Zawr"], kinds["Deir al-Zor"]) == ("town", "province")


def test_names_in_arabic_persian_and_hebrew_text(gazetteer: Gazetteer) -> None:
    arabic = "استهداف قاعدة عين الأسد بمحافظة الأنبار، وقاعدة التنف قرب الرطبة، وفي دمشق وبغداد"
    assert named(gazetteer, arabic) == [
        ("قاعدة عين الأسد", "Ain al-Asad air base"), ("محافظة الأنبار", "Al Anbar"), ("قاعدة التنف", "Al-Tanf base"),
        ("الرطبة", "Ar Ruţbah"), ("دمشق", "Damascus"), ("بغداد", "Baghdad"),
    ]  # fmt: skip
    persian = "حمله به پایگاه عین الاسد در استان انبار عراق و شهر دیرالزور سوریه"
    assert [name for _, name in named(gazetteer, persian)] == [
        "Ain al-Asad air base", "Al Anbar", "Iraq", "Deir ez-Zor", "Syria",
    ]  # fmt: skip
    hebrew = "פיצוץ נשמע בדמשק ובעזה, ליד דיר א-זור ומביירות"
    assert named(gazetteer, hebrew) == [
        ("דמשק", "Damascus"), ("עזה", "Gaza"), ("דיר א-זור", "Deir ez-Zor"), ("ביירות", "Beirut"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Most of the troops left. Reading the report took an hour. Nice work, said the officer.",
        "An attack was claimed by the brigades. Of three drones two crashed. Mobile units came later.",
        "Ali Hussein and Ahmad Mahdi of Hamas spoke. Attack drones hit. In all, ten men left at once.",
        "Al-Mayadeen television reported it. The Baghdad Post wrote. Split decisions are hard. Bath time.",
        "on van man orange mobile in the of split",
        "قال مصدر أمني إن الهجوم وقع ليلا ولم يسفر عن إصابات",
        "به گفته یک منبع آگاه این حمله تلفاتی نداشت",
    ],
)
def test_common_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert named(gazetteer, text) == []


def test_a_word_that_is_a_name_too_needs_a_place_beside_it(gazetteer: Gazetteer) -> None:
    assert named(gazetteer, "Troops in Reading and near Nice left for Tripoli.") == [
        ("Reading", "Reading"), ("Nice", "Nice"), ("Tripoli", "Tripoli"),
    ]  # fmt: skip


def test_a_country_that_is_named_tells_which_place_is_meant(gazetteer: Gazetteer) -> None:
    (tripoli, _) = gazetteer.find_in("A blast in Tripoli, Lebanon.")
    assert tripoli.candidates[0].place.country == "LB"
    (tripoli,) = gazetteer.find_in("A blast in Tripoli.")
    assert {"LY", "LB"} <= {hit.place.country for hit in tripoli.candidates}


@given(
    st.text(max_size=120) | st.lists(st.sampled_from(["Gaza", "al-", "in", " ", "و", "بغداد", ".", "\n"])).map("".join)
)
@settings(max_examples=80, deadline=None)
def test_what_is_found_lies_in_the_text_and_does_not_overlap(text: str) -> None:
    found = Gazetteer(OWN).find_in(text)
    end = 0
    for each in found:
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.name
        assert each.candidates
        end = each.end


# ---- the file


def test_the_keys_of_the_file_are_those_of_the_program() -> None:
    world = load_world()
    step = len(world.lines) // 700
    for number in range(0, len(world.lines), step):
        for name in world.called(number):
            if key := close_key(name):
                keyed = world.names.same(key)
                assert keyed is not None
                assert number in keyed.numbers, name
            if len(bare := bare_key(name)) > 1:
                assert number in world.names.sounding(bare), name


def test_every_country_and_division_of_the_file_is_whole() -> None:
    world = load_world()
    assert world.countries > 230
    assert world.divisions > 4_000
    assert len(world.lines) > 40_000
    for number in islice(range(len(world.lines)), 0, None, 37):
        hit = world.hit(number)
        assert hit.place.name
        assert hit.place.country is not None
        assert len(hit.place.country) == 2
        assert hit.point is not None


def test_the_file_is_small() -> None:
    size = Path(__file__).parents[2].joinpath("resources", "gazetteer", "places.txt.gz").stat().st_size
    assert size < 3_300_000
