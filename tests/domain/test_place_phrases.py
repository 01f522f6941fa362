from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.place_phrases import read_place_phrase


@pytest.mark.parametrize(
    ("typed", "name", "km", "bearing"),
    [
        ("20 km E of Rutba", "Rutba", 20, 90),
        ("20km ESE of Rutba", "Rutba", 20, 112.5),
        ("about 20 kilometers north-east of Deir ez-Zor", "Deir ez-Zor", 20, 45),
        ("12 miles northwest of Hit", "Hit", 19.312128, 315),
        ("500 m south of the Al-Tanf base", "Al-Tanf base", 0.5, 180),
        ("3,5 km SW of Hit", "Hit", 3.5, 225),
        ("10 nautical miles off Hodeidah", "Hodeidah", 18.52, None),
        ("20 km from Rutba", "Rutba", 20, None),
        ("٢٠ كم شرق الرطبة", "الرطبة", 20, 90),
        ("على بعد 20 كيلومتراً شمال شرق مدينة الرطبة", "الرطبة", 20, 45),
        ("٢٠ كيلومترا جنوب غربي الرطبة", "الرطبة", 20, 225),
        ("۲۰ کیلومتری شرق رطبه", "رطبه", 20, 90),
        ("در ۲۰ کیلومتری جنوب شرقی شهر دیرالزور", "دیرالزور", 20, 135),
        ('20 ק"מ מזרחית לרוטבה', "רוטבה", 20, 90),
        ('15 ק"מ צפון-מזרחית לדיר א-זור', "דיר א-זור", 15, 45),
        ("near Rutba", "Rutba", None, None),
        ("قرب الرطبة", "الرطبة", None, None),
        ("بالقرب من الرطبة", "الرطبة", None, None),
        ("نزدیک تهران", "تهران", None, None),
        ("ליד דמשק", "דמשק", None, None),
        ("south of Hit", "Hit", None, 180),
        ("north-northeast of Hit", "Hit", None, 22.5),
        ("צפונית לדמשק", "דמשק", None, 0),
    ],
)
def test_distance_and_direction_are_read(typed: str, name: str, km: float | None, bearing: float | None) -> None:
    read = read_place_phrase(typed)
    assert read is not None
    assert (read.name, read.bearing) == (name, bearing)
    assert read.km == (None if km is None else pytest.approx(km))


@pytest.mark.parametrize(
    "typed", ["", "Rutba", "North Carolina", "East London", "Westminster", "20 km N", "South Sudan", "شرق الرطبة", "5"]
)
def test_names_are_no_phrases(typed: str) -> None:
    assert read_place_phrase(typed) is None


@given(st.text(max_size=60))
def test_any_text_can_be_typed(text: str) -> None:
    read = read_place_phrase(text)
    assert read is None or read.name
